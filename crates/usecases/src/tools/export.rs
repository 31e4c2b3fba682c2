//! A recreated text as a table for whoever reviews it elsewhere.

use domain::{
    access::{Actor, Permission, authorize},
    ids::ToolUseId,
    problem::{Code, Problem},
    tools::ToolOutput,
};

use crate::{
    Error, Result, Services,
    export::{guarded, spreadsheet},
};

/// The lines of a recreated text as CSV: source, target, back-translation, reason, and what was
/// found.
///
/// # Errors
/// [`Code::WrongState`] when the use made no lines.
pub async fn export(services: &Services, actor: &Actor, id: ToolUseId) -> Result<Vec<u8>> {
    authorize(actor, Permission::Read)?;
    let used = super::get(services, actor, id).await?;
    let Some(ToolOutput::Lines { lines }) = used.output else {
        return Err(Problem::new(
            Code::WrongState,
            "Only a recreated text has lines to take out. Copy other results instead.",
        )
        .into());
    };
    let mut table = spreadsheet();
    let head = ["source", "target", "back_translation", "reason", "findings"];
    table.write_record(head).map_err(|error| broken(&error))?;
    for (line, remarks) in lines.into_iter().zip(used.checked.each) {
        let found: Vec<String> = remarks.into_iter().map(|remark| remark.message).collect();
        let cells = [
            line.source,
            line.target,
            line.back_translation,
            line.reason,
            found.join(" "),
        ];
        table
            .write_record(cells.map(guarded))
            .map_err(|error| broken(&error))?;
    }
    table
        .into_inner()
        .map_err(|error| Error::Internal(error.to_string()))
}

fn broken(error: &csv::Error) -> Error {
    Error::Internal(error.to_string())
}

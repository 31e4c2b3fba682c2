//! Taking a campaign out.

use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use domain::{
    ids::CampaignId,
    problem::{FieldProblem, Problem},
};
use http::{HeaderValue, header};
use serde::Deserialize;
use usecases::{campaigns, export::Format};
use utoipa::IntoParams;

use super::super::{
    Problems,
    acting::Acting,
    input::{Id, Parameters},
};
use crate::http::{Answer, Refusal, Server};

/// What the file is to be.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wish {
    /// `csv`, `json`, `markdown` or `zip`.
    format: Option<String>,
}

/// Download a campaign's posts as a file.
#[utoipa::path(get, path = "/campaigns/{id}/export", tag = "campaigns", operation_id = "exportCampaign",
    params(("id" = CampaignId, Path), Wish),
    responses((status = 200, description = "The file", content((String = "text/csv"), (String = "application/json"), (String = "text/markdown"), (Vec<u8> = "application/zip"))), Problems))]
pub async fn take_out(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<CampaignId>,
    Parameters(wish): Parameters<Wish>,
) -> Answer<Response> {
    let format = format(wish.format.as_deref().unwrap_or("json"))?;
    let file = campaigns::take_out(server.services(), &actor, id, format).await?;
    let disposition =
        HeaderValue::from_str(&format!("attachment; filename=\"{}\"", file.file_name))
            .unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static(file.content_type);
    Ok((
        [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        file.bytes,
    )
        .into_response())
}

fn format(slug: &str) -> Result<Format, Refusal> {
    match slug {
        "csv" => Ok(Format::Csv),
        "json" => Ok(Format::Json),
        "markdown" => Ok(Format::Markdown),
        "zip" => Ok(Format::Zip),
        _ => Err(Problem::fields(vec![FieldProblem::new(
            "format",
            "Choose csv, json, markdown or zip.",
        )])
        .into()),
    }
}

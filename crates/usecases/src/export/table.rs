//! The campaign as a table: RFC 4180, UTF-8 with a byte order mark so that spreadsheets know it.

use super::{CampaignExport, ExportError, posted_text, standing::Standing};
use domain::{post::ContentField, views::PostView};

/// The first row. Columns are only ever added at the end: people map them in other programs.
pub(super) const COLUMNS: [&str; 22] = [
    "slot",
    "channel",
    "format",
    "publish_on",
    "state",
    "title",
    "preheader",
    "body",
    "hashtags",
    "link",
    "image_idea",
    "alt_text",
    "posted_text",
    "version",
    "hash",
    "approved_by",
    "approved_at",
    "drafted_by",
    "edited_by",
    "drafted_without_ai",
    "angle",
    "post_id",
];

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A table that has no rows yet.
pub(crate) fn spreadsheet() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec())
}

/// The campaign's posts, one row each.
pub(super) fn csv(export: &CampaignExport) -> Result<Vec<u8>, ExportError> {
    let mut writer = spreadsheet();
    writer.write_record(COLUMNS)?;
    for post in &export.posts {
        writer.write_record(cells(post).map(guarded))?;
    }
    Ok(writer
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?)
}

fn cells(post: &PostView) -> [String; 22] {
    let (content, standing) = (&post.version.content, Standing::of(post));
    let approval = standing.approval;
    let field = |field| content.get(field);
    [
        post.slot.to_string(),
        post.channel.to_string(),
        post.format.to_string(),
        post.publish_on.to_string(),
        post.state.slug().to_owned(),
        field(ContentField::Title),
        field(ContentField::Preheader),
        field(ContentField::Body),
        field(ContentField::Hashtags),
        field(ContentField::Link),
        field(ContentField::ImageIdea),
        field(ContentField::AltText),
        posted_text(post.channel, content),
        post.version.number.to_string(),
        post.version.hash.0.clone(),
        approval
            .map(|approval| approval.by.clone())
            .unwrap_or_default(),
        approval
            .map(|approval| approval.at.to_string())
            .unwrap_or_default(),
        standing.drafter(),
        standing.edited_by.unwrap_or_default().to_owned(),
        if standing.is_built_in() { "yes" } else { "no" }.to_owned(),
        post.angle.clone(),
        post.id.to_string(),
    ]
}

/// A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe, which
/// spreadsheets show as text. Some of them also look behind full-width signs and line breaks.
pub(crate) fn guarded(cell: String) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::sample, *};

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap();
        let rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text)
            .into_records();
        rows.map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn a_row_says_what_is_posted_and_whether_it_is_approved() {
        let rows = read(&csv(&sample::campaign()).unwrap());
        assert_eq!(rows[0], COLUMNS);
        let cell = |row: usize, column: &str| {
            rows[row][COLUMNS.iter().position(|name| *name == column).unwrap()].clone()
        };
        assert_eq!(
            (cell(1, "channel"), cell(1, "state")),
            ("linkedin".into(), "approved".into())
        );
        assert_eq!(
            (cell(1, "approved_by"), cell(1, "edited_by")),
            ("Ada".into(), "Grace".into())
        );
        assert_eq!(
            (cell(1, "drafted_by"), cell(1, "drafted_without_ai")),
            ("gemini gemini-test".into(), "no".into())
        );
        assert_eq!(cell(1, "posted_text"), "Bread at seven.\n\n#bread");
        assert_eq!(
            (cell(2, "approved_by"), cell(2, "drafted_without_ai")),
            (String::new(), "yes".into())
        );
    }

    #[test]
    fn a_cell_that_would_be_a_formula_is_text() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(guarded(cell.into()), format!("'{cell}"));
        }
        assert_eq!(guarded("a=1".into()), "a=1");
    }

    proptest! {
        #[test]
        fn what_went_in_is_read_back(title in any::<String>(), body in any::<String>(), angle in "[=+@,\"\r\n;'a-]{0,12}") {
            let mut export = sample::campaign();
            let post = &mut export.posts[0];
            post.version.content.title = Some(title);
            post.version.content.body = body;
            post.angle = angle;
            let expected = cells(&export.posts[0]).map(guarded);
            let rows = read(&csv(&export).unwrap());
            prop_assert_eq!(rows.len(), 1 + export.posts.len());
            prop_assert_eq!(&rows[1][..], &expected[..]);
            for cell in rows.iter().skip(1).flatten() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
            }
        }
    }
}

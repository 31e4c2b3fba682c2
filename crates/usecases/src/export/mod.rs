//! Taking campaigns out: files that other programs and people can use without Handbill.
//!
//! Pure functions from a [`CampaignExport`] to bytes; the same input always gives the same bytes.
//! Every format says of each post whether its current version is approved, by whom, and whether
//! it was drafted without an AI model. To add a format: a variant of [`Format`] and a file here.

mod archive;
mod document;
mod markdown;
mod names;
mod posted;
mod readme;
#[cfg(test)]
mod sample;
mod standing;
mod table;

pub use names::{content_disposition, file_name};
pub use posted::posted_text;
pub(crate) use table::{guarded, spreadsheet};

use std::str::FromStr;

use domain::{
    time::Timestamp,
    views::{CampaignView, PostView},
};

/// A campaign to take out.
#[derive(Clone, Debug, PartialEq)]
pub struct CampaignExport {
    /// The campaign with its brief and run.
    pub campaign: CampaignView,
    /// Its posts whole, in order of their slots.
    pub posts: Vec<PostView>,
    /// Its pictures; only the ZIP carries their bytes.
    pub media: Vec<MediaFile>,
    /// When it is taken out.
    pub exported_at: Timestamp,
}

/// A picture of the campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// The name people gave it; it is made safe before it names a file.
    pub file_name: String,
    /// Its media type.
    pub content_type: String,
    /// The file itself.
    pub bytes: Vec<u8>,
    /// The picture in words.
    pub alt: Option<String>,
}

/// What a campaign can be taken out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// One row a post, for spreadsheets and schedulers.
    Csv,
    /// Everything, for programs.
    Json,
    /// One document, for people.
    Markdown,
    /// All of these, a text file a post, and the pictures.
    Zip,
}

impl Format {
    /// Every format, in the order shown.
    pub const ALL: &'static [Self] = &[Self::Csv, Self::Json, Self::Markdown, Self::Zip];

    /// The format as it stands in addresses.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Zip => "zip",
        }
    }

    /// What its files end with, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Markdown => "md",
            Self::Zip => "zip",
        }
    }

    /// Its media type, as a `Content-Type` header has it.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Json => "application/json",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Zip => "application/zip",
        }
    }
}

impl FromStr for Format {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.slug() == slug)
            .ok_or(())
    }
}

/// Why a campaign could not be written: a fault of ours, never of the campaign.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The CSV could not be written.
    #[error("the campaign could not be written as CSV")]
    Csv(#[from] csv::Error),
    /// The JSON could not be written.
    #[error("the campaign could not be written as JSON")]
    Json(#[from] serde_json::Error),
    /// The archive could not be written.
    #[error("the campaign could not be written as ZIP")]
    Zip(#[from] zip::result::ZipError),
    /// The memory that is written to refused, which it never does.
    #[error("the campaign could not be written")]
    Write(#[from] std::io::Error),
}

/// `export` in `format`. A long campaign with pictures takes some milliseconds: call it off the
/// async threads.
pub fn render(export: &CampaignExport, format: Format) -> Result<Vec<u8>, ExportError> {
    match format {
        Format::Csv => table::csv(export),
        Format::Json => document::json(export),
        Format::Markdown => Ok(markdown::markdown(export).into_bytes()),
        Format::Zip => archive::zip(export),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_found_by_its_slug() {
        for format in Format::ALL {
            assert_eq!(format.slug().parse(), Ok(*format));
        }
        assert_eq!("pdf".parse::<Format>(), Err(()));
    }

    #[test]
    fn the_same_campaign_always_gives_the_same_bytes() {
        let export = sample::campaign();
        for format in Format::ALL {
            assert_eq!(
                render(&export, *format).unwrap(),
                render(&export.clone(), *format).unwrap()
            );
        }
    }
}

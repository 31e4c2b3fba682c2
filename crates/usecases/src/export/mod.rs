//! Taking campaigns out. (Scaffold so that the crate compiles; the real module replaces this file.)
use domain::{
    time::Timestamp,
    views::{CampaignView, PostView},
};
/// A campaign to take out.
#[derive(Clone, Debug)]
pub struct CampaignExport {
    /// Campaign.
    pub campaign: CampaignView,
    /// Posts.
    pub posts: Vec<PostView>,
    /// Media.
    pub media: Vec<MediaFile>,
    /// When.
    pub exported_at: Timestamp,
}
/// File.
#[derive(Clone, Debug)]
pub struct MediaFile {
    /// Name.
    pub file_name: String,
    /// Type.
    pub content_type: String,
    /// Bytes.
    pub bytes: Vec<u8>,
    /// Alt.
    pub alt: Option<String>,
}
/// Format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CSV.
    Csv,
    /// JSON.
    Json,
    /// Markdown.
    Markdown,
    /// ZIP.
    Zip,
}
impl Format {
    /// Media type.
    pub fn content_type(self) -> &'static str {
        "application/json"
    }
}
/// Name.
pub fn file_name(title: &str, _format: Format) -> String {
    title.into()
}
/// Bytes.
pub fn render(export: &CampaignExport, _format: Format) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&export.posts)
}

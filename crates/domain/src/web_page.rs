//! What is kept of a web address: the words a campaign can build on, and nothing executable.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A fetched page, reduced to text. All of it is untrusted input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WebPage {
    /// The address the content came from, after redirects.
    pub address: String,
    /// The page's title.
    pub title: String,
    /// Its own description of itself (meta or Open Graph).
    pub description: String,
    /// The main text, paragraphs divided by blank lines, at most 20,000 characters.
    pub main_text: String,
    /// Prices as they stand in the page, such as `€49.00`.
    pub prices: Vec<String>,
    /// Address of the picture the page offers for sharing.
    pub social_image: Option<String>,
}

//! Addresses outside the pages: files that the public interface serves to a signed-in browser.

use domain::ids::{BriefId, CampaignId};

/// A brief as Markdown.
pub fn brief_markdown(id: BriefId) -> String {
    format!("/api/v1/briefs/{id}/export?format=markdown")
}

/// A brief as JSON.
pub fn brief_json(id: BriefId) -> String {
    format!("/api/v1/briefs/{id}/export?format=json")
}

/// A campaign as a file: `csv`, `json`, `markdown` or `zip`.
pub fn campaign_file(id: CampaignId, format: &str) -> String {
    format!("/api/v1/campaigns/{id}/export?format={format}")
}

/// The events of a campaign after the one numbered `after`.
pub fn campaign_events(id: CampaignId, after: i64) -> String {
    format!("/api/v1/campaigns/{id}/events?after={after}")
}

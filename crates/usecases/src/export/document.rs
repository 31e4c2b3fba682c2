//! The campaign as one JSON document, for programs.
//!
//! The shape is stable: fields are added, never renamed or removed without a new number in
//! [`SCHEMA`]. A post's `version.hash` is the SHA-256 of its `version.content` as compact JSON
//! with the fields in the order they stand here, so that anybody can verify an approval.

use domain::{
    brief::Brief,
    channel::{ChannelKind, Finding, PostFormat},
    ids::{CampaignId, PostId},
    post::{PostState, Verdict},
    run::RunState,
    time::{Day, Timestamp},
    usage::{Cost, Tokens},
    views::{DecisionView, PostView, VersionView},
};
use serde::Serialize;

use super::{CampaignExport, ExportError, MediaFile, posted_text, standing::Standing};

/// Name and number of the shape.
pub(super) const SCHEMA: &str = "handbill.campaign/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    exported_at: Timestamp,
    campaign: Campaign<'a>,
    posts: Vec<Post<'a>>,
    media: Vec<Media<'a>>,
}

#[derive(Serialize)]
struct Campaign<'a> {
    id: CampaignId,
    title: &'a str,
    created_at: Timestamp,
    brief: &'a Brief,
    run_state: RunState,
    tokens: Tokens,
    /// `null` when a price is unknown; in millionths of a US dollar.
    cost: Option<Cost>,
}

#[derive(Serialize)]
struct Post<'a> {
    id: PostId,
    slot: u16,
    channel: ChannelKind,
    format: PostFormat,
    publish_on: Day,
    angle: &'a str,
    state: PostState,
    approval: Option<Decision<'a>>,
    drafted_by: Option<String>,
    edited_by: Option<&'a str>,
    drafted_without_ai: bool,
    posted_text: String,
    version: &'a VersionView,
    decisions: Vec<Decision<'a>>,
    findings: &'a [Finding],
}

#[derive(Serialize)]
struct Decision<'a> {
    verdict: Verdict,
    by: &'a str,
    at: Timestamp,
    reason: Option<&'a str>,
    version: u32,
    version_hash: &'a str,
    standing: bool,
}

#[derive(Serialize)]
struct Media<'a> {
    file_name: &'a str,
    content_type: &'a str,
    alt: Option<&'a str>,
    size: usize,
}

impl<'a> From<&'a DecisionView> for Decision<'a> {
    fn from(decision: &'a DecisionView) -> Self {
        Self {
            verdict: decision.verdict,
            by: &decision.by,
            at: decision.at,
            reason: decision.reason.as_deref(),
            version: decision.version,
            version_hash: &decision.version_hash.0,
            standing: decision.standing,
        }
    }
}

impl<'a> From<&'a PostView> for Post<'a> {
    fn from(post: &'a PostView) -> Self {
        let standing = Standing::of(post);
        Self {
            id: post.id,
            slot: post.slot,
            channel: post.channel,
            format: post.format,
            publish_on: post.publish_on,
            angle: &post.angle,
            state: post.state,
            approval: standing.approval.map(Decision::from),
            drafted_by: Some(standing.drafter()).filter(|drafter| !drafter.is_empty()),
            edited_by: standing.edited_by,
            drafted_without_ai: standing.is_built_in(),
            posted_text: posted_text(post.channel, &post.version.content),
            version: &post.version,
            decisions: post.decisions.iter().map(Decision::from).collect(),
            findings: &post.findings,
        }
    }
}

impl<'a> From<&'a MediaFile> for Media<'a> {
    fn from(file: &'a MediaFile) -> Self {
        Self {
            file_name: &file.file_name,
            content_type: &file.content_type,
            alt: file.alt.as_deref(),
            size: file.bytes.len(),
        }
    }
}

/// The campaign as indented JSON.
pub(super) fn json(export: &CampaignExport) -> Result<Vec<u8>, ExportError> {
    let campaign = &export.campaign;
    let document = Document {
        schema: SCHEMA,
        exported_at: export.exported_at,
        campaign: Campaign {
            id: campaign.id,
            title: &campaign.brief.title,
            created_at: campaign.created_at,
            brief: &campaign.brief,
            run_state: campaign.run.state,
            tokens: campaign.run.tokens,
            cost: campaign.run.cost,
        },
        posts: export.posts.iter().map(Post::from).collect(),
        media: export.media.iter().map(Media::from).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use domain::post::{ContentHash, PostContent};
    use proptest::prelude::*;
    use serde_json::Value;

    use super::{super::sample, *};

    #[test]
    fn the_shape_is_the_documented_one() {
        let value: Value = serde_json::from_slice(&json(&sample::campaign()).unwrap()).unwrap();
        assert_eq!(value["schema"], "handbill.campaign/1");
        assert_eq!(value["campaign"]["brief"]["title"], "Oven-warm by seven");
        let post = &value["posts"][0];
        assert_eq!(
            (&post["channel"], &post["state"]),
            (&Value::from("linkedin"), &Value::from("approved"))
        );
        assert_eq!(
            (&post["approval"]["by"], &post["drafted_without_ai"]),
            (&Value::from("Ada"), &Value::from(false))
        );
        assert_eq!(value["posts"][1]["approval"], Value::Null);
        assert_eq!(value["posts"][1]["drafted_without_ai"], true);
        assert_eq!(value["media"][0]["size"], 4);
    }

    proptest! {
        #[test]
        fn a_reader_gets_the_content_back_and_can_verify_its_hash(body in any::<String>(), title in any::<Option<String>>()) {
            let mut export = sample::campaign();
            let content = PostContent { body, title, ..PostContent::default() };
            export.posts[0].version.hash = ContentHash::of(&content);
            export.posts[0].version.content = content.clone();
            let value: Value = serde_json::from_slice(&json(&export).unwrap()).unwrap();
            let version = &value["posts"][0]["version"];
            let read: PostContent = serde_json::from_value(version["content"].clone()).unwrap();
            prop_assert_eq!(&read, &content);
            prop_assert_eq!(version["hash"].as_str().unwrap(), ContentHash::of(&read).0);
        }
    }
}

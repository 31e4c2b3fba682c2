//! What a reader may look up: the organization's own term base and posts, and nothing else.

use agents::{Library, Lookup};
use async_trait::async_trait;
use domain::{
    brief::Language,
    ids::{OrgId, PostId},
    post::{PostFilter, PostOrder},
    text::folded,
    tools::{Term, TermRule},
};
use storage::{
    brands,
    search::{self, Found},
    terms,
};

use crate::{Result, Services, posts::headline};

/// The most that is told about one question.
const MOST: usize = 6;
/// The most letters of an earlier post.
const EXCERPT: usize = 500;

/// The term base and the posts of an organization.
pub(super) struct Shelves<'a> {
    pub services: &'a Services,
    pub org: OrgId,
    /// The post that is read, which is no earlier one.
    pub reading: PostId,
}

#[async_trait]
impl Library for Shelves<'_> {
    async fn look_up(&self, lookup: &Lookup) -> std::result::Result<Vec<String>, String> {
        let found = match lookup {
            Lookup::TermBase { words } => self.terms(words).await,
            Lookup::EarlierPosts { words } => self.posts(words).await,
        };
        found.map_err(|error| {
            tracing::error!(%error, "what a model asked for could not be looked up");
            "This cannot be looked up now. Answer without it.".into()
        })
    }
}

impl Shelves<'_> {
    async fn terms(&self, words: &str) -> Result<Vec<String>> {
        let mut tx = self.services.db().read(self.org).await?;
        let Some(brand) = brands::default(&mut tx).await? else {
            return Ok(Vec::new());
        };
        let stored = terms::list(&mut tx, brand.id).await?;
        let terms = stored.into_iter().map(|stored| stored.term);
        let about = terms.filter(|term| term.is_about(words));
        Ok(about.map(said).take(MOST).collect())
    }

    async fn posts(&self, words: &str) -> Result<Vec<String>> {
        let filter = PostFilter {
            words: folded(words)
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
            order: PostOrder::Changed,
            ..PostFilter::default()
        };
        let mut tx = self.services.db().read(self.org).await?;
        // One more than is told, because the post itself may be among them.
        let limit = u32::try_from(MOST + 1).unwrap_or(u32::MAX);
        let found = search::page(&mut tx, &filter, None, limit).await?;
        let others = found
            .into_iter()
            .filter(|found| found.post.id != self.reading);
        Ok(others.map(|found| excerpt(&found)).take(MOST).collect())
    }
}

fn said(term: Term) -> String {
    let language = term.language.map_or("any language", Language::name);
    let Term { source, target, .. } = term;
    match term.rule {
        TermRule::Required => format!("“{source}” is “{target}” in {language}."),
        TermRule::Keep => format!("“{source}” stays as it is in {language}."),
        TermRule::Forbidden => format!("“{source}” is never “{target}” in {language}."),
    }
}

fn excerpt(found: &Found) -> String {
    let (post, content) = (&found.post, &found.version.content);
    let text: String = content.body.chars().take(EXCERPT).collect();
    format!(
        "{}, {}, {}: {}\n{text}",
        post.slot.publish_on,
        post.slot.channel.name(),
        post.state.slug(),
        headline(content)
    )
}

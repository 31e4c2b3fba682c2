//! Looking at uses of tools: results as they were, what is found about them by now.

use domain::{
    access::{Actor, Permission, authorize},
    ids::{PostId, ToolUseId},
    post::{ContentField, PostFilter},
    problem::Problem,
    text::folded,
    tools::{
        Against, SHOWN_USES, Term, ToolInput, ToolKind, ToolOrigin, ToolOutput, check, lands_in,
    },
    views::{ToolPost, ToolUseSummary, ToolUseView, ToolWorker},
};
use storage::{
    OrgTx, brands, posts, search, terms,
    tool_uses::{self, ToolUse},
    versions,
};

use super::{picture, speech};
use crate::{Result, Services, posts::shortened};

const EXCERPT_CHARS: usize = 120;
/// The most posts that have the words of a title somewhere and are looked at.
const MOST_ALIKE: u32 = 50;

/// A use with what came of it.
pub async fn get(services: &Services, actor: &Actor, id: ToolUseId) -> Result<ToolUseView> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let used = found(&mut tx, id).await?;
    let state = used.state.seen(used.at, services.now());
    let output = used.output.clone();
    let checked = match &output {
        Some(output) => {
            let taken = taken(&mut tx, &used, output).await?;
            let terms = known_terms(&mut tx).await?;
            let against = Against {
                terms: &terms,
                taken: &taken,
            };
            check(&used.input, output, against)
        }
        None => domain::tools::Checked::default(),
    };
    let post = match used.origin {
        Some(origin) => of_post(&mut tx, used.input.tool, origin).await?,
        None => None,
    };
    drop(tx);
    let picture_changed = picture::is_another(services, actor, &used).await?;
    Ok(ToolUseView {
        id: used.id,
        input: used.input,
        post,
        picture_changed,
        state,
        output,
        checked,
        problem: used.problem,
        done_by: used.worker.map(|(provider, model)| ToolWorker {
            provider,
            model,
            tokens: used.tokens,
            cost: used.cost,
        }),
        by: used.by_name,
        at: used.at,
    })
}

/// The last uses, newest first.
pub async fn list(services: &Services, actor: &Actor) -> Result<Vec<ToolUseSummary>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let now = services.now();
    let uses = tool_uses::list(&mut tx, SHOWN_USES).await?.into_iter();
    let summary = |used: ToolUse| {
        let ToolInput { tool, text, .. } = &used.input;
        ToolUseSummary {
            id: used.id,
            tool: *tool,
            excerpt: shortened(text, EXCERPT_CHARS),
            state: used.state.seen(used.at, now),
            cost: used.cost,
            by: used.by_name,
            at: used.at,
        }
    };
    Ok(uses.map(summary).collect())
}

/// A post that a text is to come from.
///
/// # Errors
/// [`domain::problem::Code::NotFound`] when there is no such post.
pub async fn post(
    services: &Services,
    actor: &Actor,
    tool: ToolKind,
    id: PostId,
    field: ContentField,
) -> Result<ToolPost> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let origin = ToolOrigin { post: id, field };
    let found = of_post(&mut tx, tool, origin).await?;
    Ok(found.ok_or_else(|| Problem::not_found("post"))?)
}

/// Deletes a use. What it cost stays in the ledger.
///
/// # Errors
/// [`domain::problem::Code::NotFound`] when there is none.
pub async fn delete(services: &Services, actor: &Actor, id: ToolUseId) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let used = found(&mut tx, id).await?;
    tool_uses::delete(&mut tx, id).await?;
    tx.commit().await?;
    if used.input.picture.is_some() {
        services.files().delete(&picture::path_of(id)).await?;
    }
    if used.input.tool == ToolKind::ReadAloud {
        services.files().delete(&speech::path_of(id)).await?;
    }
    Ok(())
}

pub(super) async fn found(tx: &mut OrgTx, id: ToolUseId) -> Result<ToolUse> {
    let used = tool_uses::get(tx, id).await?;
    Ok(used.ok_or_else(|| Problem::not_found("use of a tool"))?)
}

async fn known_terms(tx: &mut OrgTx) -> Result<Vec<Term>> {
    let Some(brand) = brands::default(tx).await? else {
        return Ok(Vec::new());
    };
    let stored = terms::list(tx, brand.id).await?.into_iter();
    Ok(stored.map(|stored| stored.term).collect())
}

async fn of_post(tx: &mut OrgTx, tool: ToolKind, origin: ToolOrigin) -> Result<Option<ToolPost>> {
    let ToolOrigin { post, field } = origin;
    let Some(found) = posts::get(tx, post).await? else {
        return Ok(None);
    };
    let version = versions::get(tx, found.version)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?;
    let channel = found.slot.channel;
    Ok(Some(ToolPost {
        id: post,
        channel,
        field,
        text: version.content.get(field),
        lands_in: lands_in(tool, field, channel),
        has_picture: crate::pictures::is_shown(&version.content),
        based_on: version.hash,
    }))
}

/// Those of the suggested titles that a post has already, the one the text came from aside.
async fn taken(tx: &mut OrgTx, used: &ToolUse, output: &ToolOutput) -> Result<Vec<String>> {
    let own = used.origin.map(|origin| origin.post);
    let mut taken = Vec::new();
    for title in titles(used.input.tool, output) {
        let filter = PostFilter {
            words: vec![folded(title)],
            ..PostFilter::default()
        };
        let alike = search::page(tx, &filter, None, MOST_ALIKE).await?;
        let others = alike
            .into_iter()
            .filter(|found| Some(found.post.id) != own)
            .filter_map(|found| found.version.content.title);
        taken.extend(others);
    }
    Ok(taken)
}

fn titles(tool: ToolKind, output: &ToolOutput) -> Vec<&str> {
    match output {
        ToolOutput::Suggestions { items }
            if matches!(tool, ToolKind::Titles | ToolKind::SubjectLines) =>
        {
            items.iter().map(|item| item.text.as_str()).collect()
        }
        ToolOutput::Seo { pairs } => pairs.iter().map(|pair| pair.title.as_str()).collect(),
        _ => Vec::new(),
    }
}

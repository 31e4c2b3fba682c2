//! AI tools on any text, and the term base.

use domain::{
    post::{ContentField, ContentHash},
    tools::{TermDraft, ToolDraft},
    views::{SpokenPost, TermView, ToolEstimate, ToolPost, ToolUseSummary, ToolUseView},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::error::AppResult;

/// Where the form that carries a picture goes.
pub const DESCRIBE: &str = "/tools/picture";
/// Length of the text that a cost is named for before there is one.
pub const USUAL_CHARS: usize = 1_000;

/// Everything the page of the tools shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolsPage {
    /// The use that is looked at.
    pub used: Option<ToolUseView>,
    /// The post that a text is to come from.
    pub post: Option<ToolPost>,
    /// What the chosen tool would cost on the text in the form, or on one of the usual length;
    /// `None` where nobody may be asked.
    pub estimate: Option<ToolEstimate>,
    /// Why no model may do it.
    pub refused: Option<String>,
    /// Whether a model is set up.
    pub model: bool,
    /// The last uses, newest first.
    pub uses: Vec<ToolUseSummary>,
}

/// A use by its id, or a tool on a post's field, and the last uses.
#[server(name = ReadTools, prefix = "/api/ui", endpoint = "tools", input = GetUrl)]
pub async fn tools(
    #[server(default)] tool: String,
    #[server(default)] used: String,
    #[server(default)] post: String,
    #[server(default)] field: String,
) -> AppResult<ToolsPage> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let services = &visit.services;
    let used = if used.is_empty() {
        None
    } else {
        let id = parse_id(&used, "use of a tool")?;
        Some(
            usecases::tools::get(services, &actor, id)
                .await
                .or_refuse()?,
        )
    };
    let asked = tool.parse().ok();
    let kind = asked.or(used.as_ref().map(|used| used.input.tool));
    let post = match (&used, kind, post.is_empty()) {
        (None, Some(kind), false) => {
            let field = field.parse().unwrap_or(ContentField::Body);
            let id = parse_id(&post, "post")?;
            Some(
                usecases::tools::post(services, &actor, kind, id, field)
                    .await
                    .or_refuse()?,
            )
        }
        _ => None,
    };
    let text = used
        .as_ref()
        .map(|used| used.input.text.clone())
        .or(post.as_ref().map(|post| post.text.clone()))
        .filter(|text| !text.trim().is_empty());
    let (estimate, refused) = match kind {
        Some(kind) => estimate(services, &actor, kind, text).await.or_refuse()?,
        None => (None, None),
    };
    Ok(ToolsPage {
        used,
        post,
        estimate,
        refused,
        model: usecases::tools::has_model(services, &actor)
            .await
            .or_refuse()?,
        uses: usecases::tools::list(services, &actor).await.or_refuse()?,
    })
}

/// What a tool would cost on a text, or why no model may do it. Neither where something else stands in
/// the way, which the form says when it is sent.
async fn estimate(
    services: &usecases::Services,
    actor: &domain::access::Actor,
    tool: domain::tools::ToolKind,
    text: Option<String>,
) -> usecases::Result<(Option<ToolEstimate>, Option<String>)> {
    let draft = ToolDraft {
        tool: tool.slug().to_owned(),
        text: text.unwrap_or_else(|| "x".repeat(USUAL_CHARS)),
        language: "en".to_owned(),
        target: "de".to_owned(),
        tone: "plain".to_owned(),
        ..ToolDraft::default()
    };
    let request = usecases::tools::ToolRequest {
        draft,
        ..usecases::tools::ToolRequest::default()
    };
    match usecases::tools::estimate(services, actor, &request).await {
        Ok(estimate) => Ok((Some(estimate), None)),
        Err(usecases::Error::Refused(problem)) => {
            let unable = problem.code == domain::problem::Code::Provider;
            Ok((None, unable.then_some(problem.detail)))
        }
        Err(error) => Err(error),
    }
}

/// Uses a tool, and leads to what came of it.
#[server(name = UseTool, prefix = "/api/ui", endpoint = "use-tool")]
pub async fn use_tool(
    #[server(default)] draft: ToolDraft,
    #[server(default)] post: String,
    #[server(default)] field: String,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to, parse_id};
    let (visit, actor) = acting().await?;
    let typed = [
        ("text", &draft.text),
        ("language", &draft.language),
        ("target", &draft.target),
        ("market", &draft.market),
        ("address", &draft.address),
        ("tone", &draft.tone),
        ("channel", &draft.channel),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.clone()));
    let post = (!post.is_empty())
        .then(|| parse_id(&post, "post"))
        .transpose()?;
    let request = usecases::tools::ToolRequest {
        draft,
        post,
        field: field.parse().ok(),
        picture_of: None,
    };
    let used = usecases::tools::run(&visit.services, &actor, &request)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    go_to(format!("/tools?used={}", used.id));
    Ok(())
}

/// The reading of a post's text, or what one would cost.
#[server(name = ReadSpokenPost, prefix = "/api/ui", endpoint = "spoken-post", input = GetUrl)]
pub async fn spoken_post(id: String) -> AppResult<SpokenPost> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "post")?;
    usecases::tools::spoken(&visit.services, &actor, id)
        .await
        .or_refuse()
}

/// Has a post's text read aloud, and leads back to where it is heard.
#[server(name = ReadAloud, prefix = "/api/ui", endpoint = "read-aloud")]
pub async fn read_aloud(post: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&post, "post")?;
    let request = usecases::tools::ToolRequest {
        draft: ToolDraft {
            tool: domain::tools::ToolKind::ReadAloud.slug().to_owned(),
            ..ToolDraft::default()
        },
        post: Some(id),
        ..usecases::tools::ToolRequest::default()
    };
    let used = usecases::tools::run(&visit.services, &actor, &request)
        .await
        .or_refuse()?;
    if let Some(problem) = used.problem {
        return Err(problem.into());
    }
    go_to(format!("/posts/{id}#aloud"));
    Ok(())
}

/// Deletes a use.
#[server(name = DeleteToolUse, prefix = "/api/ui", endpoint = "delete-tool-use")]
pub async fn delete_use(id: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "use of a tool")?;
    usecases::tools::delete(&visit.services, &actor, id)
        .await
        .or_refuse()?;
    go_to("/tools");
    Ok(())
}

/// Puts a result into the post its text came from, and leads there.
#[server(name = ApplyTool, prefix = "/api/ui", endpoint = "apply-tool")]
pub async fn apply_tool(
    id: String,
    seen: ContentHash,
    #[server(default)] choice: usize,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "use of a tool")?;
    let apply = usecases::tools::Apply {
        choice,
        based_on: seen,
    };
    let post = usecases::tools::apply(&visit.services, &actor, id, apply)
        .await
        .or_refuse()?;
    go_to(format!("/posts/{}", post.id));
    Ok(())
}

/// Keeps recreated lines as they were corrected; with `intent` = `apply` they also go into the post.
#[server(name = SaveTargets, prefix = "/api/ui", endpoint = "save-targets")]
pub async fn save_targets(
    id: String,
    #[server(default)] targets: Vec<String>,
    #[server(default)] intent: String,
    #[server(default)] seen: String,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to, parse_id};
    let (visit, actor) = acting().await?;
    let used = parse_id(&id, "use of a tool")?;
    let targets = usecases::tools::Targets { targets };
    usecases::tools::save_targets(&visit.services, &actor, used, &targets)
        .await
        .or_refuse()?;
    if intent == "apply" {
        return apply_tool(id, ContentHash(seen), 0).await;
    }
    go_to(format!("/tools?used={used}"));
    Ok(())
}

/// The term base.
#[server(name = ListTerms, prefix = "/api/ui", endpoint = "terms", input = GetUrl)]
pub async fn terms() -> AppResult<Vec<TermView>> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::tools::terms(&visit.services, &actor)
        .await
        .or_refuse()
}

/// Adds an entry to the term base.
#[server(name = AddTerm, prefix = "/api/ui", endpoint = "add-term")]
pub async fn add_term(#[server(default)] term: TermDraft) -> AppResult<()> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    let typed = [
        ("source", &term.source),
        ("language", &term.language),
        ("rule", &term.rule),
        ("target", &term.target),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.clone()));
    usecases::tools::add_term(&visit.services, &actor, &term)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    Ok(())
}

/// Takes an entry out of the term base.
#[server(name = RemoveTerm, prefix = "/api/ui", endpoint = "remove-term")]
pub async fn remove_term(id: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "term")?;
    usecases::tools::remove_term(&visit.services, &actor, id)
        .await
        .or_refuse()
}

//! Posts across campaigns: finding them, and acts on several at once.

use domain::{
    post::{BulkAct, BulkCommand, BulkReport, ContentHash, PostsQuery, SeenPost},
    problem::{Code, Problem},
    views::{BoardColumn, CalendarView, CampaignTitle, FoundPost, Listing},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use super::visit::local_path;
use crate::{error::AppResult, links::with_parameters, text::text};

/// How posts are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Row by row.
    #[default]
    List,
    /// By state.
    Board,
    /// By day, a month at a time.
    Month,
    /// By day, a week at a time.
    Week,
    /// As cards.
    Gallery,
}

/// Posts as they are laid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LaidOut {
    /// Page by page, as rows or cards.
    Pages(Listing<FoundPost>),
    /// By state.
    Board(Vec<BoardColumn>),
    /// By day.
    Calendar(CalendarView),
}

/// The posts that are asked for, laid out; on a calendar those around the day `on`.
#[server(name = FindPosts, prefix = "/api/ui", endpoint = "posts", input = GetUrl)]
pub async fn posts(
    #[server(default)] query: PostsQuery,
    #[server(default)] layout: Layout,
    #[server(default)] on: String,
) -> AppResult<LaidOut> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    let services = &visit.services;
    match layout {
        Layout::List | Layout::Gallery => usecases::posts::find(services, &actor, &query)
            .await
            .map(LaidOut::Pages),
        Layout::Board => usecases::posts::board(services, &actor, &query)
            .await
            .map(LaidOut::Board),
        Layout::Month | Layout::Week => {
            let week = layout == Layout::Week;
            usecases::posts::calendar(services, &actor, &query, &on, week)
                .await
                .map(LaidOut::Calendar)
        }
    }
    .or_refuse()
}

/// The campaigns that posts can be asked of.
#[server(name = ListCampaignTitles, prefix = "/api/ui", endpoint = "campaign-titles", input = GetUrl)]
pub async fn campaign_titles() -> AppResult<Vec<CampaignTitle>> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::posts::campaign_titles(&visit.services, &actor)
        .await
        .or_refuse()
}

/// What a form says about several posts, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BulkForm {
    /// What to do, such as `approve`; with a post after a space it is for that post alone.
    pub act: String,
    /// The selected posts, each an id and the hash that was on the screen.
    pub posts: Vec<String>,
    /// Why changes are requested.
    pub reason: String,
    /// By how many days to move.
    pub days: String,
    /// The hashtag to add.
    pub hashtag: String,
    /// The text to replace.
    pub find: String,
    /// The text in its place.
    pub replacement: String,
    /// The page to go back to without a script.
    pub back: String,
}

/// Does one thing with the selected posts, and says what became of each.
#[server(name = ChangePosts, prefix = "/api/ui", endpoint = "change-posts")]
pub async fn change_posts(#[server(default)] form: BulkForm) -> AppResult<BulkReport> {
    use super::visit::{OrRefuse, acting, go_to_without_script};
    let (visit, actor) = acting().await?;
    let command = form.command().or_refuse()?;
    let done = usecases::posts::bulk(&visit.services, &actor, command).await;
    let report = done
        .or_refuse()
        .map_err(|error| error.with_typed(form.typed()))?;
    go_to_without_script(form.way_back(&report));
    Ok(report)
}

/// Plans a post for another day.
#[server(name = MovePost, prefix = "/api/ui", endpoint = "move-post")]
pub async fn move_post(
    id: String,
    #[server(default)] day: String,
    #[server(default)] back: String,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to_without_script, parse_day, parse_id};
    let (visit, actor) = acting().await?;
    let (id, day) = (parse_id(&id, "post")?, parse_day(&day, "publish_on")?);
    usecases::posts::reschedule(&visit.services, &actor, id, day)
        .await
        .or_refuse()?;
    go_to_without_script(local_path(&back));
    Ok(())
}

impl BulkForm {
    /// The command that the form stands for. What is missing in it the command itself refuses.
    pub fn command(&self) -> Result<BulkCommand, Problem> {
        let (act, only) = self.act.split_once(' ').unwrap_or((&self.act, ""));
        let posts = if only.is_empty() {
            self.posts
                .iter()
                .filter_map(|seen| parse_seen(seen))
                .collect()
        } else {
            parse_seen(only).into_iter().collect()
        };
        let act = match act {
            "approve" => BulkAct::Approve,
            "request_changes" => BulkAct::RequestChanges {
                reason: self.reason.clone(),
            },
            "move" => BulkAct::Move {
                days: self.days.trim().parse().unwrap_or(0),
            },
            "add_hashtag" => BulkAct::AddHashtag {
                hashtag: self.hashtag.clone(),
            },
            "replace_text" => BulkAct::ReplaceText {
                find: self.find.clone(),
                replacement: self.replacement.clone(),
            },
            _ => return Err(Problem::new(Code::MalformedRequest, text!(error.malformed))),
        };
        Ok(BulkCommand { posts, act })
    }

    /// What was typed, for a form that is shown again.
    pub fn typed(&self) -> [(String, String); 5] {
        [
            ("reason", &self.reason),
            ("days", &self.days),
            ("hashtag", &self.hashtag),
            ("find", &self.find),
            ("replacement", &self.replacement),
        ]
        .map(|(name, text)| (name.to_owned(), text.clone()))
    }

    /// The page the form came from, with what became of the posts: how many were changed and
    /// had nothing to change, and which were refused under which code.
    pub fn way_back(&self, report: &BulkReport) -> String {
        let changed = report
            .outcomes
            .iter()
            .filter(|outcome| outcome.changed)
            .count();
        let refused: Vec<String> = report
            .outcomes
            .iter()
            .filter_map(|outcome| {
                let code = outcome.refusal.as_ref()?.code.slug();
                Some(format!("{}.{code}", outcome.post))
            })
            .collect();
        let same = report.outcomes.len() - changed - refused.len();
        let (changed, same) = (changed.to_string(), same.to_string());
        let refused = refused.join("~");
        let told = [
            ("changed", changed.as_str()),
            ("same", &same),
            ("refused", &refused),
        ];
        with_parameters(local_path(&self.back), told)
    }
}

fn parse_seen(text: &str) -> Option<SeenPost> {
    let (id, hash) = text.split_once(' ')?;
    Some(SeenPost {
        id: id.parse().ok()?,
        version_hash: ContentHash(hash.to_owned()),
    })
}

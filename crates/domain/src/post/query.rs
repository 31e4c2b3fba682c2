//! Finding posts: what is asked for, as it stands in an address.

use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::PostState;
use crate::{
    channel::ChannelKind,
    ids::CampaignId,
    problem::{FieldProblem, Problem},
    text::{Bounds, folded},
    time::Day,
};

const SEARCH: Bounds = Bounds::optional("Search", 200);
/// More words would make one statement slow and find nothing.
const MOST_WORDS: usize = 8;

/// What is asked for, as typed; an empty text asks for nothing in particular.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct PostsQuery {
    /// Posts of this campaign.
    #[param(value_type = Option<CampaignId>)]
    pub campaign: String,
    /// Posts on this channel.
    #[param(value_type = Option<ChannelKind>)]
    pub channel: String,
    /// Posts in this state.
    #[param(value_type = Option<PostState>)]
    pub state: String,
    /// Posts whose current version holds each of these words, in capitals or not, also as a part
    /// of a longer word. At most 8 words.
    #[param(value_type = Option<String>)]
    pub q: String,
    /// Posts planned for this day or later.
    #[param(value_type = Option<Day>)]
    pub from: String,
    /// Posts planned for this day or earlier.
    #[param(value_type = Option<Day>)]
    pub to: String,
    /// `date` (first day first, if not said), `-date` (last day first) or `changed` (last change
    /// first).
    #[param(value_type = Option<String>)]
    pub sort: String,
    /// The `next` of the page before.
    #[param(value_type = Option<String>)]
    pub after: String,
    /// Rows on the page, 1 to 100; 50 if not said.
    pub limit: Option<u32>,
}

/// The order of a list of posts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PostOrder {
    /// By the day they are planned for, first day first.
    #[default]
    Date,
    /// By the day they are planned for, last day first.
    DateDown,
    /// By their last change, newest first.
    Changed,
}

impl PostOrder {
    /// Every order, as lists offer them.
    pub const ALL: [Self; 3] = [Self::Date, Self::DateDown, Self::Changed];

    /// The order as it stands in addresses.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::DateDown => "-date",
            Self::Changed => "changed",
        }
    }
}

/// Which posts to find, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostFilter {
    /// Of this campaign.
    pub campaign: Option<CampaignId>,
    /// On this channel.
    pub channel: Option<ChannelKind>,
    /// In this state.
    pub state: Option<PostState>,
    /// Holding each of these, folded as by [`folded`].
    pub words: Vec<String>,
    /// Planned for this day or later.
    pub from: Option<Day>,
    /// Planned for this day or earlier.
    pub to: Option<Day>,
    /// In this order.
    pub order: PostOrder,
}

impl PostsQuery {
    /// The parameters but the limit, as they stand in an address.
    pub fn parameters(&self) -> [(&'static str, &str); 8] {
        [
            ("campaign", &self.campaign),
            ("channel", &self.channel),
            ("state", &self.state),
            ("q", &self.q),
            ("from", &self.from),
            ("to", &self.to),
            ("sort", &self.sort),
            ("after", &self.after),
        ]
    }

    /// What is asked for.
    ///
    /// # Errors
    /// [`crate::problem::Code::InvalidInput`] naming each field that cannot be read.
    pub fn parse(&self) -> Result<PostFilter, Problem> {
        let mut problems = Vec::new();
        let mut complain = |field: &str, message: &str| {
            problems.push(FieldProblem::new(field, message));
        };
        let mut filter = PostFilter::default();
        match given(&self.campaign) {
            Ok(campaign) => filter.campaign = campaign,
            Err(()) => complain(
                "campaign",
                "There is no such campaign. Choose one from the list.",
            ),
        }
        match given(&self.channel) {
            Ok(channel) => filter.channel = channel,
            Err(()) => complain(
                "channel",
                "There is no such channel. Choose one from the list.",
            ),
        }
        match given(&self.state) {
            Ok(state) => filter.state = state,
            Err(()) => complain("state", "There is no such state. Choose one from the list."),
        }
        match given(&self.from) {
            Ok(day) => filter.from = day,
            Err(()) => complain("from", NO_DAY),
        }
        match given(&self.to) {
            Ok(day) => filter.to = day,
            Err(()) => complain("to", NO_DAY),
        }
        match PostOrder::ALL
            .into_iter()
            .find(|order| order.slug() == self.sort)
        {
            Some(order) => filter.order = order,
            None if self.sort.is_empty() => {}
            None => complain(
                "sort",
                "There is no such order. Use date, -date or changed.",
            ),
        }
        match SEARCH.parse(&self.q) {
            Ok(text) => {
                let words = folded(&text);
                filter.words = words
                    .split_whitespace()
                    .take(MOST_WORDS)
                    .map(str::to_owned)
                    .collect();
            }
            Err(refusal) => complain("q", &refusal.to_string()),
        }
        if problems.is_empty() {
            Ok(filter)
        } else {
            Err(Problem::fields(problems))
        }
    }
}

const NO_DAY: &str = "This is no day. Write it as 2026-11-30.";

fn given<T: std::str::FromStr>(text: &str) -> Result<Option<T>, ()> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| ()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_form_asks_for_everything() {
        assert_eq!(PostsQuery::default().parse(), Ok(PostFilter::default()));
    }

    #[test]
    fn what_is_filled_in_is_asked_for() {
        let query = PostsQuery {
            channel: "linkedin".into(),
            state: "approved".into(),
            q: " Warmes BRO\u{308}TCHEN ".into(),
            from: "2026-11-23".into(),
            sort: "-date".into(),
            ..PostsQuery::default()
        };
        let filter = query.parse().unwrap();
        assert_eq!(
            (filter.channel, filter.state, filter.order),
            (
                Some(ChannelKind::LinkedIn),
                Some(PostState::Approved),
                PostOrder::DateDown
            )
        );
        assert_eq!(filter.words, ["warmes", "brötchen"]);
        assert_eq!(filter.from, Some("2026-11-23".parse().unwrap()));
    }

    #[test]
    fn every_field_that_cannot_be_read_is_named() {
        let query = PostsQuery {
            campaign: "x".into(),
            channel: "pigeon".into(),
            state: "lost".into(),
            q: "a\0".into(),
            from: "2026-02-30".into(),
            to: "tomorrow".into(),
            sort: "up".into(),
            ..PostsQuery::default()
        };
        let refusal = query.parse().unwrap_err();
        let fields: Vec<&str> = refusal
            .fields
            .iter()
            .map(|field| field.field.as_str())
            .collect();
        assert_eq!(
            fields,
            ["campaign", "channel", "state", "from", "to", "sort", "q"]
        );
    }
}

//! What is asked for and how it is laid out, as it stands in the page's address.

use domain::post::PostsQuery;
use leptos_router::params::ParamsMap;

use crate::{api::all_posts::Layout, links::with_parameters};

/// The page's path.
pub const PATH: &str = "/posts";

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ask {
    /// Which posts.
    pub query: PostsQuery,
    /// How they are laid out.
    pub layout: Layout,
    /// The day a calendar is open on; empty for today.
    pub on: String,
}

impl Layout {
    /// Every layout, in the order of the tabs.
    pub const ALL: [Self; 5] = [
        Self::List,
        Self::Board,
        Self::Month,
        Self::Week,
        Self::Gallery,
    ];

    /// The layout as it stands in addresses.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Board => "board",
            Self::Month => "month",
            Self::Week => "week",
            Self::Gallery => "gallery",
        }
    }

    /// Whether it is a calendar, which has its own days and order.
    pub const fn is_calendar(self) -> bool {
        matches!(self, Self::Month | Self::Week)
    }
}

impl Ask {
    /// What the address asks for. A layout that there is none of is the list.
    pub fn of(map: &ParamsMap) -> Self {
        let get = |name: &str| map.get(name).unwrap_or_default();
        let layout = map.get_str("view").unwrap_or_default();
        Self {
            query: PostsQuery {
                campaign: get("campaign"),
                channel: get("channel"),
                state: get("state"),
                q: get("q"),
                from: get("from"),
                to: get("to"),
                sort: get("sort"),
                after: get("after"),
                limit: None,
            },
            layout: Layout::ALL
                .into_iter()
                .find(|known| known.slug() == layout)
                .unwrap_or_default(),
            on: get("on"),
        }
    }

    /// The address that asks for it.
    pub fn address(&self) -> String {
        let layout = match self.layout {
            Layout::List => "",
            other => other.slug(),
        };
        let rest = [("view", layout), ("on", self.on.as_str())];
        with_parameters(PATH, self.query.parameters().into_iter().chain(rest))
    }

    /// The same, laid out otherwise, from the beginning.
    #[must_use]
    pub fn laid_out(&self, layout: Layout) -> Self {
        let mut other = Self {
            layout,
            ..self.clone()
        };
        other.query.after.clear();
        if !layout.is_calendar() {
            other.on.clear();
        }
        other
    }

    /// The same on another day.
    #[must_use]
    pub fn on(&self, day: impl std::fmt::Display) -> Self {
        Self {
            on: day.to_string(),
            ..self.clone()
        }
    }

    /// The same page from after `after` on.
    #[must_use]
    pub fn after(&self, after: &str) -> Self {
        let mut other = self.clone();
        after.clone_into(&mut other.query.after);
        other
    }

    /// Everything in the same layout.
    #[must_use]
    pub fn of_all(&self) -> Self {
        Self {
            layout: self.layout,
            on: self.on.clone(),
            ..Self::default()
        }
    }

    /// Whether only some posts are asked for.
    pub fn is_narrow(&self) -> bool {
        let PostsQuery {
            campaign,
            channel,
            state,
            q,
            from,
            to,
            ..
        } = &self.query;
        // A calendar has days of its own.
        let days: &[&String] = if self.layout.is_calendar() {
            &[]
        } else {
            &[from, to]
        };
        [campaign, channel, state, q]
            .iter()
            .chain(days)
            .any(|text| !text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_asks_for_what_it_was_made_of() {
        let map: ParamsMap = [
            ("view", "week"),
            ("q", "warm bread"),
            ("on", "2026-11-23"),
            ("after", "x"),
        ]
        .into_iter()
        .collect();
        let ask = Ask::of(&map);
        assert_eq!(ask.layout, Layout::Week);
        assert_eq!(
            ask.address(),
            "/posts?q=warm%20bread&after=x&view=week&on=2026-11-23"
        );
        assert_eq!(
            ask.laid_out(Layout::List).address(),
            "/posts?q=warm%20bread"
        );
        assert_eq!(ask.of_all().address(), "/posts?view=week&on=2026-11-23");
        assert!(ask.is_narrow() && !ask.of_all().is_narrow());
    }

    #[test]
    fn an_unknown_layout_is_the_list() {
        let map: ParamsMap = [("view", "pile")].into_iter().collect();
        assert_eq!(Ask::of(&map), Ask::default());
    }
}

//! A brief as it is typed: every field is kept as it stands, so that nothing is lost, and
//! [`BriefDraft::parse`] says what is still missing.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Brief, Language, Market, Tone};
use crate::{
    channel::ChannelKind,
    problem::FieldProblem,
    text::{self, Bounds},
    time::Day,
};

/// The most posts one run drafts.
pub const MAX_POSTS: u16 = 60;
/// The longest campaign, in days from the first to the last.
pub const MAX_DAYS: i64 = 366;

const TITLE: Bounds = Bounds::required("Title", 120);
const GOAL: Bounds = Bounds::required("Goal", 1_000);
const PROMOTED: Bounds = Bounds::optional("What is promoted", 10_000);
const WEB_ADDRESS: Bounds = Bounds::optional("Web address", 2_000);
const AUDIENCE: Bounds = Bounds::required("Audience", 1_000);
const KEY_MESSAGE: Bounds = Bounds::required("Key message", 500);
const MANDATORIES: Bounds = Bounds::optional("Mandatories", 2_000);
const AVOID: Bounds = Bounds::optional("Things to avoid", 2_000);
/// The most entries in a list field.
const MAX_LINES: usize = 30;

/// The brief's fields exactly as typed. Lists are one entry a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct BriefDraft {
    /// What people call the campaign; at most 120 characters.
    pub title: String,
    /// What the campaign is to achieve; at most 1,000 characters.
    pub goal: String,
    /// What is promoted; at most 10,000 characters. This or the web address is needed.
    pub promoted: String,
    /// A public http(s) page about it.
    pub web_address: String,
    /// Whom it is for; at most 1,000 characters.
    pub audience: String,
    /// The one thing to remember; at most 500 characters.
    pub key_message: String,
    /// Phrases every post must carry, one a line, at most 30.
    pub mandatories: String,
    /// Words no post may carry, one a line, at most 30.
    pub avoid: String,
    /// Slug of a [`Tone`].
    pub tone: String,
    /// Slugs of [`ChannelKind`]s.
    pub channels: Vec<String>,
    /// ISO 3166-1 code of the market.
    pub market: String,
    /// BCP 47 tag of the language.
    pub language: String,
    /// Number of posts, 1 to 60.
    pub post_count: String,
    /// First day of publishing, `YYYY-MM-DD`.
    pub starts_on: String,
    /// Last day of publishing, `YYYY-MM-DD`.
    pub ends_on: String,
}

impl BriefDraft {
    /// An empty form with the choices most briefs begin with; `today` sets the dates.
    pub fn starting(today: Day) -> Self {
        Self {
            tone: Tone::default().slug().into(),
            market: "US".into(),
            language: "en".into(),
            post_count: "6".into(),
            starts_on: today.plus(7).to_string(),
            ends_on: today.plus(21).to_string(),
            ..Self::default()
        }
    }

    /// The brief that these fields make, or what is wrong with each, in the order of the form.
    pub fn parse(&self) -> Result<Brief, Vec<FieldProblem>> {
        let mut problems = Problems::default();
        let title = problems.text("title", TITLE, &self.title);
        let goal = problems.text("goal", GOAL, &self.goal);
        let promoted = problems.text("promoted", PROMOTED, &self.promoted);
        let web_address = self.parse_web_address(&mut problems);
        if self.promoted.trim().is_empty() && self.web_address.trim().is_empty() {
            problems.add(
                "promoted",
                "Say what is promoted, or give a web address that tells it.",
            );
        }
        let audience = problems.text("audience", AUDIENCE, &self.audience);
        let key_message = problems.text("key_message", KEY_MESSAGE, &self.key_message);
        let mandatories = problems.lines("mandatories", MANDATORIES, &self.mandatories);
        let avoid = problems.lines("avoid", AVOID, &self.avoid);
        contradictions(&mandatories, &avoid, &mut problems);
        let tone = problems.choice::<Tone>("tone", &self.tone, "Choose a tone from the list.");
        let channels = self.parse_channels(&mut problems);
        let market =
            problems.choice::<Market>("market", &self.market, "Choose a market from the list.");
        let language = problems.choice::<Language>(
            "language",
            &self.language,
            "Choose a language from the list.",
        );
        let post_count = self.parse_post_count(channels.len(), &mut problems);
        let dates = self.parse_dates(&mut problems);
        match (tone, market, language, dates, problems.0.is_empty()) {
            (Some(tone), Some(market), Some(language), Some((starts_on, ends_on)), true) => {
                Ok(Brief {
                    title,
                    goal,
                    promoted,
                    web_address,
                    audience,
                    key_message,
                    mandatories,
                    avoid,
                    tone,
                    channels,
                    market,
                    language,
                    post_count,
                    starts_on,
                    ends_on,
                })
            }
            _ => Err(problems.0),
        }
    }

    /// What keeps even a draft from being saved: bytes no database keeps, or texts beyond all
    /// bounds. Everything else may be saved half-finished.
    pub fn refuse_unsavable(&self) -> Result<(), Vec<FieldProblem>> {
        const ROOM: usize = 100_000;
        let mut problems = Problems::default();
        for (field, label, value) in self.typed_fields() {
            let bounds = Bounds::optional(label, ROOM);
            problems.text(field, bounds, value);
        }
        if self.channels.len() > 100
            || self
                .channels
                .iter()
                .any(|slug| slug.len() > 100 || slug.contains('\0'))
        {
            problems.add("channels", "Choose channels from the list.");
        }
        if problems.0.is_empty() {
            Ok(())
        } else {
            Err(problems.0)
        }
    }

    fn typed_fields(&self) -> [(&'static str, &'static str, &str); 14] {
        [
            ("title", TITLE.label, &self.title),
            ("goal", GOAL.label, &self.goal),
            ("promoted", PROMOTED.label, &self.promoted),
            ("web_address", WEB_ADDRESS.label, &self.web_address),
            ("audience", AUDIENCE.label, &self.audience),
            ("key_message", KEY_MESSAGE.label, &self.key_message),
            ("mandatories", MANDATORIES.label, &self.mandatories),
            ("avoid", AVOID.label, &self.avoid),
            ("tone", "Tone", &self.tone),
            ("market", "Market", &self.market),
            ("language", "Language", &self.language),
            ("post_count", "Number of posts", &self.post_count),
            ("starts_on", "First day", &self.starts_on),
            ("ends_on", "Last day", &self.ends_on),
        ]
    }

    fn parse_web_address(&self, problems: &mut Problems) -> Option<String> {
        let address = problems.text("web_address", WEB_ADDRESS, &self.web_address);
        if address.is_empty() {
            return None;
        }
        if !is_web_address(&address) {
            problems.add("web_address", "Give a full address that begins with http:// or https://, such as https://example.com/product.");
        }
        Some(address)
    }

    fn parse_channels(&self, problems: &mut Problems) -> Vec<ChannelKind> {
        let mut channels = Vec::new();
        for slug in &self.channels {
            match slug.parse::<ChannelKind>() {
                Ok(kind) if !channels.contains(&kind) => channels.push(kind),
                Ok(_) => {}
                Err(_) => problems.add(
                    "channels",
                    format!("“{slug}” is not a channel we know. Choose from the list."),
                ),
            }
        }
        if self.channels.is_empty() {
            problems.add("channels", "Choose at least one channel.");
        }
        channels
    }

    fn parse_post_count(&self, channels: usize, problems: &mut Problems) -> u16 {
        match self.post_count.trim().parse::<u16>() {
            Ok(count) if (1..=MAX_POSTS).contains(&count) => {
                if usize::from(count) < channels {
                    problems.add("post_count", format!("{count} posts cannot cover {channels} channels. Ask for at least {channels}, or choose fewer channels."));
                }
                count
            }
            _ => {
                problems.add(
                    "post_count",
                    format!("Give a whole number from 1 to {MAX_POSTS}."),
                );
                0
            }
        }
    }

    fn parse_dates(&self, problems: &mut Problems) -> Option<(Day, Day)> {
        const HINT: &str = "Give a date as year-month-day, such as 2026-12-01.";
        let starts_on = problems.choice::<Day>("starts_on", &self.starts_on, HINT);
        let ends_on = problems.choice::<Day>("ends_on", &self.ends_on, HINT);
        let (starts_on, ends_on) = starts_on.zip(ends_on)?;
        match starts_on.days_until(ends_on) {
            days if days < 0 => problems.add(
                "ends_on",
                "The last day lies before the first. Swap them or choose a later one.",
            ),
            days if days > MAX_DAYS => problems.add(
                "ends_on",
                format!("A campaign runs for at most {MAX_DAYS} days. Choose an earlier last day."),
            ),
            _ => {}
        }
        Some((starts_on, ends_on))
    }
}

/// A phrase cannot be both required and forbidden.
fn contradictions(mandatories: &[String], avoid: &[String], problems: &mut Problems) {
    for phrase in avoid {
        if mandatories
            .iter()
            .any(|wanted| wanted.eq_ignore_ascii_case(phrase))
        {
            problems.add(
                "avoid",
                format!("“{phrase}” is also a mandatory. Take it out of one of the two lists."),
            );
        }
    }
}

/// Whether `text` looks like an http(s) address with a host; whether it may be fetched is
/// decided by the server after resolving it.
pub(super) fn is_web_address(text: &str) -> bool {
    let rest = ["http://", "https://"].iter().find_map(|scheme| {
        text.get(..scheme.len())
            .filter(|start| start.eq_ignore_ascii_case(scheme))
            .and_then(|_| text.get(scheme.len()..))
    });
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty() && !host.starts_with(['.', ':']) && !text.contains(char::is_whitespace)
    })
}

#[derive(Default)]
struct Problems(Vec<FieldProblem>);

impl Problems {
    fn add(&mut self, field: &str, message: impl std::fmt::Display) {
        self.0.push(FieldProblem::new(field, message));
    }

    fn text(&mut self, field: &str, bounds: Bounds, value: &str) -> String {
        bounds.parse(value).unwrap_or_else(|refusal| {
            self.add(field, refusal);
            String::new()
        })
    }

    fn lines(&mut self, field: &str, bounds: Bounds, value: &str) -> Vec<String> {
        let lines = text::lines(&self.text(field, bounds, value));
        if lines.len() > MAX_LINES {
            self.add(
                field,
                format!(
                    "{} has {} lines; it can have {MAX_LINES} at the most.",
                    bounds.label,
                    lines.len()
                ),
            );
        }
        lines
    }

    fn choice<T: FromStr>(&mut self, field: &str, value: &str, hint: &str) -> Option<T> {
        let choice = value.parse().ok();
        if choice.is_none() {
            self.add(field, hint);
        }
        choice
    }
}

impl From<&Brief> for BriefDraft {
    fn from(brief: &Brief) -> Self {
        Self {
            title: brief.title.clone(),
            goal: brief.goal.clone(),
            promoted: brief.promoted.clone(),
            web_address: brief.web_address.clone().unwrap_or_default(),
            audience: brief.audience.clone(),
            key_message: brief.key_message.clone(),
            mandatories: brief.mandatories.join("\n"),
            avoid: brief.avoid.join("\n"),
            tone: brief.tone.slug().into(),
            channels: brief.channels.iter().map(ToString::to_string).collect(),
            market: brief.market.code().into(),
            language: brief.language.code().into(),
            post_count: brief.post_count.to_string(),
            starts_on: brief.starts_on.to_string(),
            ends_on: brief.ends_on.to_string(),
        }
    }
}

#[cfg(test)]
mod tests;

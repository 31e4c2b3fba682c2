//! Plans: whatever slots are proposed, the plan fulfils the brief.

use domain::{
    brief::Brief,
    channel::{ChannelKind, PostFormat},
    run::{Analysis, Plan, Slot},
    time::Day,
};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::line;

const ANGLE: usize = 300;

/// A planner's answer.
#[derive(Debug, Deserialize)]
pub(super) struct Proposal {
    pub slots: Vec<ProposedSlot>,
}

/// A slot as it was proposed. What cannot be read is missing, so that one bad day does not throw
/// away a plan.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ProposedSlot {
    /// Name or slug of a channel.
    #[serde(deserialize_with = "readable")]
    pub channel: Option<String>,
    /// Name or slug of a format.
    #[serde(deserialize_with = "readable")]
    pub format: Option<String>,
    /// A day as `2026-12-01`.
    #[serde(deserialize_with = "readable")]
    pub publish_on: Option<String>,
    /// What the post is about.
    #[serde(deserialize_with = "readable")]
    pub angle: Option<String>,
}

fn readable<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Value::deserialize(deserializer)?
        .as_str()
        .map(str::to_owned))
}

/// The plan nearest to `proposed` that fulfils the brief: as many slots as posts are wanted, only
/// the brief's channels and each of them if there are posts enough, days within the campaign,
/// numbers from 1 in order of days, formats that the channel has, angles that differ. Missing
/// angles are taken from the analysis.
pub fn normalise_plan(
    proposed: Vec<ProposedSlot>,
    brief: &Brief,
    analysis: &Analysis,
    concept: usize,
) -> Plan {
    let wanted = usize::from(brief.post_count);
    let mut drafts: Vec<Draft> = proposed
        .into_iter()
        .filter_map(|slot| Draft::read(slot, brief))
        .collect();
    while drafts.len() > wanted && drop_one(&mut drafts) {}
    for kind in &brief.channels {
        if drafts.iter().any(|draft| draft.channel == *kind) {
            continue;
        }
        if drafts.len() < wanted || drop_one(&mut drafts) {
            drafts.push(Draft::empty(*kind));
        }
    }
    while drafts.len() < wanted {
        let Some(rarest) = brief
            .channels
            .iter()
            .min_by_key(|kind| count(&drafts, **kind))
        else {
            break;
        };
        drafts.push(Draft::empty(*rarest));
    }
    give_days(&mut drafts, brief);
    drafts.sort_by_key(|draft| draft.day);
    give_angles(&mut drafts, brief, analysis);
    let slots = drafts
        .into_iter()
        .zip(1..)
        .filter_map(|(draft, number)| draft.slot(number))
        .collect();
    Plan { concept, slots }
}

struct Draft {
    channel: ChannelKind,
    format: Option<PostFormat>,
    day: Option<Day>,
    angle: String,
}

impl Draft {
    fn read(slot: ProposedSlot, brief: &Brief) -> Option<Self> {
        let channel: ChannelKind = slot.channel?.parse().ok()?;
        brief.channels.contains(&channel).then(|| Self {
            channel,
            format: slot.format.and_then(|format| format.parse().ok()),
            day: slot
                .publish_on
                .and_then(|day| day.parse::<Day>().ok())
                .map(|day| day.clamp(brief.starts_on, brief.ends_on)),
            angle: line(&slot.angle.unwrap_or_default(), ANGLE),
        })
    }

    const fn empty(channel: ChannelKind) -> Self {
        Self {
            channel,
            format: None,
            day: None,
            angle: String::new(),
        }
    }

    fn slot(self, number: u16) -> Option<Slot> {
        let formats = self.channel.spec().formats;
        let format = self
            .format
            .filter(|format| formats.contains(format))
            .or_else(|| formats.first().copied())?;
        Some(Slot {
            number,
            channel: self.channel,
            format,
            publish_on: self.day?,
            angle: self.angle,
        })
    }
}

fn count(drafts: &[Draft], kind: ChannelKind) -> usize {
    drafts.iter().filter(|draft| draft.channel == kind).count()
}

/// Drops the last slot of the channel that has most, unless each has only one.
fn drop_one(drafts: &mut Vec<Draft>) -> bool {
    let fullest = drafts
        .iter()
        .map(|draft| draft.channel)
        .max_by_key(|kind| count(drafts, *kind));
    let Some(kind) = fullest.filter(|kind| count(drafts, *kind) > 1) else {
        return false;
    };
    drafts
        .iter()
        .rposition(|draft| draft.channel == kind)
        .map(|last| drafts.remove(last))
        .is_some()
}

/// Slots without a day are spread over the campaign.
fn give_days(drafts: &mut [Draft], brief: &Brief) {
    let span = brief.starts_on.days_until(brief.ends_on).max(0);
    let last = i64::try_from(drafts.len())
        .unwrap_or(1)
        .saturating_sub(1)
        .max(1);
    for (draft, position) in drafts.iter_mut().zip(0..) {
        draft
            .day
            .get_or_insert_with(|| brief.starts_on.plus(span * position / last));
    }
}

/// Empty and repeated angles are replaced by what the analysis still has to tell.
fn give_angles(drafts: &mut [Draft], brief: &Brief, analysis: &Analysis) {
    let facts = analysis.facts.iter().map(|fact| &fact.text);
    let told = facts
        .chain(&analysis.key_phrases)
        .chain([&brief.key_message])
        .map(|text| line(text, ANGLE));
    let mut spare: Vec<String> = told.filter(|text| !text.is_empty()).collect();
    spare.reverse();
    let mut used: Vec<String> = Vec::new();
    let proposed: Vec<String> = drafts
        .iter()
        .map(|draft| draft.angle.to_lowercase())
        .collect();
    for (index, draft) in drafts.iter_mut().enumerate() {
        let repeats = |angle: &str| {
            angle.is_empty() || used.iter().any(|known| *known == angle.to_lowercase())
        };
        if repeats(&draft.angle) {
            let fresh =
                |angle: &String| !repeats(angle) && !proposed.contains(&angle.to_lowercase());
            let next = std::iter::from_fn(|| spare.pop()).find(fresh);
            draft.angle = next.unwrap_or_else(|| numbered(&brief.key_message, index + 1, repeats));
        }
        used.push(draft.angle.to_lowercase());
    }
}

/// The key message once more; the number keeps it apart from the others.
fn numbered(message: &str, from: usize, repeats: impl Fn(&str) -> bool) -> String {
    let message = line(message, ANGLE);
    let mut number = from;
    loop {
        let angle = format!("{message} (post {number})");
        if !repeats(&angle) {
            return angle;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests;

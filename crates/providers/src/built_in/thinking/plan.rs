//! One slot a post, spread over the campaign's days.

use std::collections::HashSet;

use domain::{
    brief::Brief,
    channel::{ChannelKind, PostFormat},
    run::{Analysis, Framework, Plan, Slot, Strategy},
    time::Day,
};

use crate::built_in::{
    reading::sentences::open_ended,
    writing::{
        arc::{Line, outline},
        material::Material,
    },
};

/// Plans the campaign: channels in turn, days at even distances, and an arc from making curious to
/// inviting.
pub fn plan(brief: &Brief, analysis: &Analysis, strategy: &Strategy, concept: usize) -> Plan {
    let material = Material::new(brief, analysis, "");
    let framework = strategy
        .concepts
        .get(concept)
        .map_or(Framework::Aida, |concept| concept.framework);
    let count = usize::from(brief.post_count);
    let lines = outline(&material, framework, count, count);
    let mut taken: HashSet<String> = HashSet::new();
    let mut slots: Vec<Slot> = places(brief)
        .into_iter()
        .zip(&lines)
        .map(|((publish_on, channel, format), line)| {
            let angle = angle(&material, line, &taken);
            taken.insert(angle.clone());
            Slot {
                number: 0,
                channel,
                format,
                publish_on,
                angle,
            }
        })
        .collect();
    for (slot, number) in slots.iter_mut().zip(1..) {
        slot.number = number;
    }
    Plan { concept, slots }
}

/// Day, channel and format of each slot, in order of days.
fn places(brief: &Brief) -> Vec<(Day, ChannelKind, PostFormat)> {
    let count = usize::from(brief.post_count);
    let span = brief.starts_on.days_until(brief.ends_on).max(0);
    let steps = i64::from(brief.post_count).saturating_sub(1).max(1);
    let mut posts: Vec<usize> = vec![0; brief.channels.len()];
    let mut places = Vec::with_capacity(count);
    for (index, at) in (0..count).zip(0_i64..) {
        let Some(turn) = index.checked_rem(brief.channels.len()) else {
            break;
        };
        let Some(channel) = brief.channels.get(turn).copied() else {
            break;
        };
        let day = brief.starts_on.plus((span * at + steps / 2) / steps);
        let before = posts
            .get_mut(turn)
            .map_or(0, |count| std::mem::replace(count, *count + 1));
        places.push((
            on_a_good_day(channel, day, brief),
            channel,
            format(channel, before),
        ));
    }
    // Stable: slots of one day keep the order of the channels.
    places.sort_by_key(|(day, _, _)| *day);
    places
}

/// The usual form of the channel and, every second time, the next.
fn format(channel: ChannelKind, used: usize) -> PostFormat {
    let formats = channel.spec().formats;
    let choices = formats.get(..formats.len().min(2)).unwrap_or_default();
    used.checked_rem(choices.len())
        .and_then(|at| choices.get(at))
        .copied()
        .unwrap_or(PostFormat::Text)
}

/// Channels that are read at work go out from Monday to Friday, where the campaign's days allow it.
fn on_a_good_day(channel: ChannelKind, day: Day, brief: &Brief) -> Day {
    let at_work = matches!(
        channel,
        ChannelKind::LinkedIn | ChannelKind::Email | ChannelKind::Blog
    );
    let weekend = |day: Day| day.0.weekday().number_days_from_monday() >= 5;
    if !at_work || !weekend(day) {
        return day;
    }
    let near = [1, 2, -1, -2].into_iter().map(|by| day.plus(by));
    near.into_iter()
        .find(|day| !weekend(*day) && *day >= brief.starts_on && *day <= brief.ends_on)
        .unwrap_or(day)
}

/// What the slot is about, in words that no other slot has.
fn angle(material: &Material, line: &Line, taken: &HashSet<String>) -> String {
    let text = |at: usize| material.points.get(at).map(|point| point.text.as_str());
    let lead = line.lead.and_then(text).unwrap_or(&material.message);
    let lead = if lead.is_empty() {
        material.subject.as_str()
    } else {
        lead
    };
    let label = line.stage.label();
    let plain = format!("{label}: {lead}");
    let with = line
        .others
        .iter()
        .filter_map(|at| text(*at))
        .map(|other| format!("{label}: {lead} With: {other}"));
    let opening = format!("{label}: {lead} Opening: {}", open_ended(&line.hook.text));
    let twin = taken.iter().any(|other| other.contains(lead));
    let choices = Some(plain.clone())
        .filter(|_| !twin)
        .into_iter()
        .chain(with)
        .chain([opening]);
    choices
        .into_iter()
        .find(|angle| !taken.contains(angle))
        .unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use domain::brief::SAMPLES;

    use super::*;
    use crate::built_in::{reading::facts::analyse, thinking::strategy::strategise};

    fn planned(sample: usize) -> (Brief, Plan) {
        let brief = SAMPLES[sample]
            .draft("2026-11-23".parse().unwrap())
            .parse()
            .unwrap();
        let analysis = analyse(&brief, None);
        let strategy = strategise(&brief, &analysis);
        let plan = plan(&brief, &analysis, &strategy, strategy.recommended);
        (brief, plan)
    }

    #[test]
    fn slots_keep_the_days_the_channels_and_their_forms() {
        for sample in 0..SAMPLES.len() {
            let (brief, plan) = planned(sample);
            assert_eq!(plan.slots.len(), usize::from(brief.post_count));
            for (at, slot) in plan.slots.iter().enumerate() {
                assert_eq!(usize::from(slot.number), at + 1);
                assert!(slot.publish_on >= brief.starts_on && slot.publish_on <= brief.ends_on);
                assert!(slot.channel.spec().formats.contains(&slot.format));
            }
            assert!(plan.slots.is_sorted_by_key(|slot| slot.publish_on));
            assert!(
                brief
                    .channels
                    .iter()
                    .all(|channel| plan.slots.iter().any(|slot| slot.channel == *channel))
            );
        }
    }

    #[test]
    fn no_two_slots_have_the_same_angle() {
        for sample in 0..SAMPLES.len() {
            let (_, plan) = planned(sample);
            let angles: HashSet<&String> = plan.slots.iter().map(|slot| &slot.angle).collect();
            assert_eq!(angles.len(), plan.slots.len());
        }
    }

    #[test]
    fn what_is_read_at_work_comes_on_weekdays() {
        let (_, plan) = planned(2);
        let (_, other) = planned(1);
        for slot in plan.slots.iter().chain(&other.slots) {
            let weekday = slot.publish_on.0.weekday().number_days_from_monday() < 5;
            assert!(
                weekday
                    || !matches!(
                        slot.channel,
                        ChannelKind::LinkedIn | ChannelKind::Email | ChannelKind::Blog
                    )
            );
        }
    }
}

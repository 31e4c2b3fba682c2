use std::collections::HashSet;

use domain::{
    brief::SAMPLES,
    run::{Fact, FactSource},
};
use proptest::prelude::*;

use super::*;

fn brief(posts: u16, channels: Vec<ChannelKind>, days: i64) -> Brief {
    let brief = SAMPLES[0]
        .draft("2026-11-23".parse().unwrap())
        .parse()
        .unwrap();
    let ends_on = brief.starts_on.plus(days);
    Brief {
        post_count: posts,
        channels,
        ends_on,
        ..brief
    }
}

fn analysis(facts: &[&str]) -> Analysis {
    let facts = facts
        .iter()
        .map(|text| Fact {
            text: (*text).into(),
            source: FactSource::Brief,
        })
        .collect();
    Analysis {
        subject: "Bread".into(),
        facts,
        ..Analysis::default()
    }
}

fn proposed(channel: &str, format: &str, day: &str, angle: &str) -> ProposedSlot {
    ProposedSlot {
        channel: Some(channel.into()),
        format: Some(format.into()),
        publish_on: Some(day.into()),
        angle: Some(angle.into()),
    }
}

#[test]
fn a_good_plan_stays_as_it_is() {
    let brief = brief(2, vec![ChannelKind::X, ChannelKind::Blog], 10);
    let (first, last) = (brief.starts_on.to_string(), brief.ends_on.to_string());
    let plan = normalise_plan(
        vec![
            proposed("x", "image", &first, "One"),
            proposed("blog", "article", &last, "Two"),
        ],
        &brief,
        &analysis(&[]),
        1,
    );
    let kept: Vec<_> = plan
        .slots
        .iter()
        .map(|slot| {
            (
                slot.number,
                slot.channel,
                slot.publish_on,
                slot.angle.as_str(),
            )
        })
        .collect();
    assert_eq!(
        kept,
        [
            (1, ChannelKind::X, brief.starts_on, "One"),
            (2, ChannelKind::Blog, brief.ends_on, "Two")
        ]
    );
    assert_eq!(plan.concept, 1);
}

#[test]
fn slots_that_are_missing_are_filled_from_the_analysis() {
    let brief = brief(3, vec![ChannelKind::X], 10);
    let plan = normalise_plan(
        vec![],
        &brief,
        &analysis(&["Baked at five.", "Sold at seven."]),
        0,
    );
    let angles: Vec<_> = plan.slots.iter().map(|slot| slot.angle.as_str()).collect();
    assert_eq!(
        angles,
        [
            "Baked at five.",
            "Sold at seven.",
            brief.key_message.as_str()
        ]
    );
    let days: Vec<_> = plan
        .slots
        .iter()
        .map(|slot| brief.starts_on.days_until(slot.publish_on))
        .collect();
    assert_eq!(days, [0, 5, 10]);
}

#[test]
fn a_channel_nobody_asked_for_makes_room_for_one_that_was() {
    let brief = brief(2, vec![ChannelKind::X, ChannelKind::Email], 3);
    let slots = vec![
        proposed("tiktok", "video", "2026-12-01", "A"),
        proposed("x", "text", "2020-01-01", "B"),
        proposed("x", "hologram", "soon", "C"),
    ];
    let plan = normalise_plan(slots, &brief, &analysis(&["Fact."]), 0);
    let channels: Vec<_> = plan.slots.iter().map(|slot| slot.channel).collect();
    assert_eq!(channels, [ChannelKind::X, ChannelKind::Email]);
}

#[test]
fn a_slot_full_of_nonsense_is_read_as_an_empty_one() {
    let slots: Proposal = serde_json::from_str(
        r#"{"slots":[{"channel":7,"format":null,"angle":["x"],"more":{}},{}]}"#,
    )
    .unwrap();
    assert_eq!(slots.slots.len(), 2);
    assert!(
        slots
            .slots
            .iter()
            .all(|slot| slot.channel.is_none() && slot.angle.is_none())
    );
}

fn any_slot() -> impl Strategy<Value = ProposedSlot> {
    let channel = prop_oneof![
        prop::sample::select(ChannelKind::ALL.to_vec())
            .prop_map(|kind| Some(kind.slug().to_owned())),
        prop::option::of(".{0,8}"),
    ];
    let format = prop_oneof![
        prop::sample::select(PostFormat::ALL.to_vec())
            .prop_map(|format| Some(format.slug().to_owned())),
        prop::option::of(".{0,8}"),
    ];
    let day = prop_oneof![
        (0i64..60)
            .prop_map(|days| Some("2026-11-20".parse::<Day>().unwrap().plus(days).to_string())),
        prop::option::of(".{0,10}")
    ];
    let angle = prop_oneof![prop::option::of("[ab ]{0,3}"), prop::option::of(".{0,400}")];
    (channel, format, day, angle).prop_map(|(channel, format, publish_on, angle)| ProposedSlot {
        channel,
        format,
        publish_on,
        angle,
    })
}

proptest! {
    #[test]
    fn whatever_slots_a_model_answers_the_plan_fulfils_the_brief(
        slots in prop::collection::vec(any_slot(), 0..90),
        channels in prop::sample::subsequence(ChannelKind::ALL.to_vec(), 1..=12),
        extra in 0u16..48,
        days in 0i64..366,
        facts in prop::collection::vec("[abc ]{0,3}", 0..5),
    ) {
        let posts = u16::try_from(channels.len()).unwrap() + extra;
        let brief = brief(posts, channels, days);
        let facts: Vec<_> = facts.iter().map(String::as_str).collect();
        let plan = normalise_plan(slots, &brief, &analysis(&facts), 2);
        prop_assert_eq!(plan.slots.len(), usize::from(posts));
        prop_assert_eq!(plan.slots.iter().map(|slot| slot.number).collect::<Vec<_>>(), (1..=posts).collect::<Vec<_>>());
        prop_assert!(plan.slots.is_sorted_by_key(|slot| slot.publish_on));
        for slot in &plan.slots {
            prop_assert!(brief.starts_on <= slot.publish_on && slot.publish_on <= brief.ends_on);
            prop_assert!(slot.channel.spec().formats.contains(&slot.format));
            prop_assert!(!slot.angle.trim().is_empty());
        }
        let used: HashSet<_> = plan.slots.iter().map(|slot| slot.channel).collect();
        prop_assert_eq!(used, brief.channels.iter().copied().collect::<HashSet<_>>());
        let angles: HashSet<_> = plan.slots.iter().map(|slot| slot.angle.to_lowercase()).collect();
        prop_assert_eq!(angles.len(), plan.slots.len());
    }
}

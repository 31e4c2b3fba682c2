//! A channel's form and a tone in words.

use domain::{
    brief::Tone,
    channel::{ChannelKind, FieldSpec, HashtagPlacement, LinkPlacement, MediaNeed},
    post::ContentField,
};

/// The channel's limits, one a line.
pub(super) fn of(kind: ChannelKind) -> String {
    let spec = kind.spec();
    let mut lines: Vec<String> = spec
        .fields
        .iter()
        .map(|field| field_line(kind, field))
        .collect();
    lines.push(match spec.links.placement {
        LinkPlacement::InText => "- The link is put behind the text by itself and counts towards its length; do not write it into the text.".into(),
        LinkPlacement::Separate => "- The link has a place of its own; do not write it into the text.".into(),
        LinkPlacement::NotClickable => "- Nobody can click a link in the text; write none.".into(),
    });
    if spec.media.need == MediaNeed::Required {
        lines.push(
            "- The post needs a picture or video, so it needs a picture idea and an alt text."
                .into(),
        );
    }
    lines.join("\n")
}

fn field_line(kind: ChannelKind, field: &FieldSpec) -> String {
    let name = format!("- `{}` ({})", field.field.slug(), field.label);
    let need = if field.required {
        "needed"
    } else {
        "may stay empty"
    };
    let mut parts = vec![name, need.to_owned()];
    if field.field == ContentField::Hashtags {
        parts.extend(hashtags(kind));
        return parts.join(", ");
    }
    let unit = field.counting.unit();
    parts.extend(field.single_line.then(|| "one line".to_owned()));
    parts.extend(field.max.map(|max| format!("at most {} {unit}", max.count)));
    parts.extend(
        field
            .recommended
            .map(|best| format!("best within {} {unit}", best.count)),
    );
    parts.extend(
        field
            .fold
            .map(|fold| format!("readers see the first {} {unit} before “more”", fold.count)),
    );
    parts.join(", ")
}

fn hashtags(kind: ChannelKind) -> Vec<String> {
    let rule = &kind.spec().hashtags;
    let most = rule
        .recommended
        .or(rule.max)
        .map(|limit| format!("at most {}", limit.count));
    let place = match rule.placement {
        HashtagPlacement::InText => {
            "put behind the text by themselves, where they count towards its length"
        }
        HashtagPlacement::Separate => "in a place of their own",
        HashtagPlacement::Unused => "left empty",
    };
    most.into_iter()
        .chain(["without the sign".into(), place.into()])
        .collect()
}

/// A channel with the formats it allows, for the planner.
pub(super) fn channel_line(kind: ChannelKind) -> String {
    let formats: Vec<_> = kind
        .spec()
        .formats
        .iter()
        .map(|format| format.slug())
        .collect();
    format!("  - `{kind}` ({}): {}", kind.name(), formats.join(", "))
}

/// What a tone asks of a writer.
pub(super) const fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain; short sentences, no decoration",
        Tone::Warm => "warm; friendly and close to the reader",
        Tone::Confident => "confident; sure of itself, without boasting",
        Tone::Playful => "playful; light, with a wink",
        Tone::Formal => "formal; reserved and complete",
        Tone::Urgent => "urgent; it matters now, without alarm or false scarcity",
    }
}

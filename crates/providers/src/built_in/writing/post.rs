//! A post, whole or in part.

use std::collections::HashSet;

use domain::{
    channel::{BriefRules, ChannelKind, Finding, Severity, check, fit, fit_body},
    post::{ContentField, PostContent},
    run::Framework,
};

use super::{
    arc::{Line, beginning, outline},
    article,
    dice::Dice,
    feed,
    form::{Form, fitted},
    hashtags::hashtags,
    hooks::{Openings, Says},
    mail,
    material::Material,
    picture::picture,
    titles::{preheader, replaced, title},
    voice::{obeying, voiced},
    wish::{Length, Wish},
};
use crate::{
    WritingContext,
    built_in::reading::{sentences::open_ended, words::has_phrase},
};

/// The most new beginnings that are tried for one post.
const MAX_VARIATIONS: usize = 40;

/// Writes the post of a slot. The same context and seed give the same post.
pub fn write(context: &WritingContext, seed: u64) -> PostContent {
    draft(context, seed, 0, &Wish::default())
}

/// Writes `fields` of a post anew; `variation` and `wish` change the wording, every other field stays.
pub fn regenerate(
    context: &WritingContext,
    post: &PostContent,
    fields: &[ContentField],
    wish: Option<&str>,
    variation: u16,
    seed: u64,
) -> PostContent {
    let wish = wish.map(Wish::read).unwrap_or_default();
    let first = usize::from(variation).max(1);
    let changed = |new: &PostContent| {
        fields
            .iter()
            .any(|field| new.get(*field) != post.get(*field))
    };
    let merged = |at: usize| {
        merge(
            context.slot.channel,
            post,
            &draft(context, seed, at, &wish),
            fields,
        )
    };
    (first..first + 6)
        .map(merged)
        .find(changed)
        .unwrap_or_else(|| post.clone())
}

fn merge(
    kind: ChannelKind,
    held: &PostContent,
    new: &PostContent,
    fields: &[ContentField],
) -> PostContent {
    let mut merged = held.clone();
    for field in fields {
        merged.set(*field, &new.get(*field));
    }
    if fields.contains(&ContentField::Body) {
        merged.body = fit_body(kind, &merged);
    } else if fields.contains(&ContentField::Hashtags) {
        // The text stays as it is, so the new hashtags make do with the room it leaves.
        while !merged.hashtags.is_empty() && fit_body(kind, &merged) != merged.body {
            merged.hashtags.pop();
        }
    }
    merged
}

/// The draft without what its check found: ready fixes first, then a draft anew if more is needed.
pub fn revise(
    context: &WritingContext,
    post: &PostContent,
    findings: &[Finding],
    seed: u64,
) -> PostContent {
    let kind = context.slot.channel;
    let rules = BriefRules {
        mandatories: &context.brief.mandatories,
        avoid: &context.brief.avoid,
    };
    let mut revised = obeying(context, post.clone());
    for _ in 0..8 {
        let found = check(kind, &revised, &rules);
        let Some((field, text)) = found
            .iter()
            .filter(|finding| finding.severity != Severity::Advice)
            .find_map(ready_fix)
        else {
            break;
        };
        if revised.get(field) == text {
            break;
        }
        revised.set(field, &text);
    }
    let blockers = |post: &PostContent| {
        check(kind, post, &rules)
            .iter()
            .filter(|finding| finding.severity == Severity::Blocker)
            .count()
    };
    // Other checks than the channel's have their findings too; only new words answer those.
    let unanswered = findings
        .iter()
        .any(|finding| finding.severity == Severity::Blocker && finding.fix.is_none());
    if blockers(&revised) > 0 || unanswered && revised == *post {
        let anew = draft(context, seed, 1, &Wish::default());
        if blockers(&anew) <= blockers(&revised) {
            return anew;
        }
    }
    revised
}

fn ready_fix(finding: &Finding) -> Option<(ContentField, String)> {
    finding
        .fix
        .as_ref()
        .map(|fix| (finding.field, fix.replacement.clone()))
}

fn draft(context: &WritingContext, seed: u64, variation: usize, wish: &Wish) -> PostContent {
    let wish = &voiced(context, wish);
    let material = material(context, wish);
    let framework = context
        .chosen_concept()
        .map_or(Framework::Aida, |concept| concept.framework);
    let index = usize::from(context.slot.number.saturating_sub(1));
    let line = line(
        &material,
        framework,
        context,
        variation.min(MAX_VARIATIONS),
        wish,
    );
    let at = index + variation + Dice::new(seed).below(60);
    let mut post = assembled(&Desk {
        context,
        material: &material,
        line: &line,
        framework,
        at,
        wish,
    });
    let kind = context.slot.channel;
    post.body = replaced(kind, &post.body);
    post.title = post
        .title
        .map(|title| fit(kind, ContentField::Title, &title));
    post.preheader = post
        .preheader
        .map(|line| fit(kind, ContentField::Preheader, &line));
    obeying(context, post)
}

pub(super) fn material(context: &WritingContext, wish: &Wish) -> Material {
    let mut brief = context.brief.clone();
    brief.tone = wish.tone.unwrap_or(brief.tone);
    brief.avoid.extend(wish.without.iter().cloned());
    Material::new(&brief, &context.analysis, context.brand.trim()).on(context.slot.channel)
}

/// What this slot says. A variation keeps away from every beginning of the campaign and of the
/// variations before it.
fn line(
    material: &Material,
    framework: Framework,
    context: &WritingContext,
    variation: usize,
    wish: &Wish,
) -> Line {
    let index = usize::from(context.slot.number.saturating_sub(1));
    let slots = usize::from(context.slots).max(index + 1);
    let until = if variation == 0 { index + 1 } else { slots };
    let lines = outline(material, framework, slots, until);
    let mut begun: HashSet<String> = lines
        .iter()
        .map(|line| beginning(&line.hook.text))
        .collect();
    let Some(mut line) = lines.into_iter().nth(index) else {
        return Line::empty();
    };
    let wanted =
        wanted(material, &wish.about).or_else(|| meant(material, &context.slot.angle, &line));
    let moved = wanted.is_some_and(|wanted| line.lead != Some(wanted));
    line.lead = wanted.or(line.lead);
    line.others.retain(|other| Some(*other) != line.lead);
    for round in 1..=variation.max(usize::from(moved || wish.as_question)) {
        let lead = line.lead.or_else(|| {
            (round > 1 || wish.as_question)
                .then_some(0)
                .filter(|_| !material.points.is_empty())
        });
        let framework = if wish.as_question {
            Framework::QuestionAnswer
        } else {
            framework
        };
        line.hook = Openings {
            material,
            framework,
            lead,
            turn: index + round,
        }
        .first_unused(&begun);
        begun.insert(beginning(&line.hook.text));
    }
    // What is read at leisure carries the message in any case.
    line.without_message &= !matches!(
        context.slot.channel,
        ChannelKind::Email | ChannelKind::Blog | ChannelKind::YouTube
    );
    let by = variation.checked_rem(line.others.len()).unwrap_or_default();
    line.others.rotate_left(by);
    if line.hook.says == Says::Question && line.lead.is_none() {
        line.lead = line.others.first().copied();
    }
    line
}

/// The point that has the most of these words.
fn wanted(material: &Material, about: &[String]) -> Option<usize> {
    let shared = |text: &str| about.iter().filter(|word| has_phrase(text, word)).count();
    let scored = material
        .points
        .iter()
        .enumerate()
        .map(|(at, point)| (at, shared(&point.text)));
    scored
        .filter(|(_, score)| *score > 0)
        .max_by_key(|(at, score)| (*score, usize::MAX - at))
        .map(|(at, _)| at)
}

/// The point that the slot's angle names first, where a person or a model planned it.
fn meant(material: &Material, angle: &str, line: &Line) -> Option<usize> {
    let place = |at: usize| {
        material
            .points
            .get(at)
            .and_then(|point| angle.find(open_ended(&point.text)))
    };
    if line.lead.is_some_and(|lead| place(lead).is_some())
        || line.lead.is_none() && angle.contains(open_ended(&material.message))
    {
        return None;
    }
    (0..material.points.len())
        .filter_map(|at| place(at).map(|found| (found, at)))
        .min()
        .map(|(_, at)| at)
}

/// What a post is written on.
struct Desk<'a> {
    context: &'a WritingContext,
    material: &'a Material,
    line: &'a Line,
    framework: Framework,
    at: usize,
    wish: &'a Wish,
}

fn assembled(desk: &Desk<'_>) -> PostContent {
    let Desk {
        context,
        material,
        line,
        framework,
        at,
        wish,
    } = *desk;
    let (kind, format) = (context.slot.channel, context.slot.format);
    let form = Form::of(kind);
    let facts = match wish.length {
        Length::Shorter => form.facts.div_ceil(2).saturating_sub(1),
        Length::Usual => form.facts,
        Length::Longer => form.facts * 2,
    };
    let mut post = PostContent {
        link: context.link.clone(),
        ..PostContent::default()
    };
    post.title = title(material, line, kind, format, at);
    post.preheader = preheader(
        material,
        line,
        kind,
        post.title.as_deref().unwrap_or_default(),
    );
    let pictured = picture(material, line, kind, format, at);
    post.image_idea = Some(pictured.idea).filter(|idea| !idea.is_empty());
    post.alt_text = Some(pictured.alt)
        .filter(|alt| !alt.is_empty() && kind.spec().field(ContentField::AltText).is_some());
    match kind {
        ChannelKind::Email => post.body = mail::body(material, line, framework, facts, at),
        ChannelKind::Blog => post.body = article::body(material, line, framework, at),
        _ => return feed_post(desk, post, facts, form.compact),
    }
    if !wish.without_hashtags {
        post.hashtags = hashtags(material, kind, &post.body, at);
    }
    post.body = fit_body(kind, &post);
    post
}

fn feed_post(desk: &Desk<'_>, mut post: PostContent, facts: usize, compact: bool) -> PostContent {
    let Desk {
        context,
        material,
        line,
        framework,
        at,
        wish,
    } = *desk;
    let kind = context.slot.channel;
    let mut parts = feed::parts(
        material,
        line,
        framework,
        kind,
        facts,
        at,
        !wish.without_emoji,
    );
    if let Some(pointer) = feed::pointer(material, kind, post.link.as_deref()) {
        parts.call = [parts.call.as_str(), pointer]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
    }
    post.hashtags = hashtags(material, kind, &parts.text(material, compact), at);
    if wish.without_hashtags {
        post.hashtags.truncate(material.tags.len());
    }
    fitted(kind, post, parts, material, compact)
}

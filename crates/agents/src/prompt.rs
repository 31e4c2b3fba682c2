//! Tasks in words: a role's template with the task's material in it.

mod aim;
mod film;
mod form;
mod tool;

use domain::{
    brief::{Brief, BriefDraft, Language},
    channel::{Finding, Ratio},
    picture::{ImageBrief, Look},
    post::{Aim, ContentField, PostContent},
    reader::{Mending, Reader},
    run::{Analysis, Concept, Persona, Strategy},
    voice::{Sample, SampleKind, SpokenVoice, Voice},
    web_page::WebPage,
    wording::Wording,
};
use providers::{Prompt, Rewrite, Task, WritingContext};
use serde::Serialize;

use crate::{
    fence::fence,
    role::{Role, rules},
};

pub use film::{VIDEO_PROMPT, video_prompt};

/// The most characters of a page's text that a model reads.
const PAGE_ROOM: usize = 12_000;
/// The most characters of samples that a model reads.
const SAMPLES_ROOM: usize = 40_000;

/// What goes into a template, by name.
type Blocks = Vec<(&'static str, String)>;

/// The task as a model reads it, in the organization's wording of its role or, without one, in the
/// one that is shipped.
pub fn prompt(task: &Task, wording: Option<&Wording>) -> Prompt {
    let Some(role) = Role::of(task.kind()) else {
        return Prompt {
            system: String::new(),
            user: String::new(),
            version: String::new(),
        };
    };
    let wording = wording.cloned().unwrap_or_else(|| role.shipped());
    let blocks = blocks(task);
    let instructions = fill(&wording.instructions, &blocks);
    Prompt {
        system: format!("{instructions}\n\n{}", rules()),
        user: fill(&wording.request, &blocks),
        version: role.version(&wording),
    }
}

fn blocks(task: &Task) -> Blocks {
    match task {
        Task::Analyse { brief, page } => vec![
            ("brief", brief_block(brief)),
            ("page", page_block(page.as_ref())),
        ],
        Task::Strategise { brief, analysis } => vec![
            ("brief", brief_block(brief)),
            ("analysis", analysis_block(analysis)),
        ],
        Task::Plan {
            brief,
            analysis,
            strategy,
            concept,
        } => plan_blocks(brief, analysis, strategy, *concept),
        Task::Write { context } => writing_blocks(context),
        Task::Revise {
            context,
            content,
            findings,
        } => {
            let mut blocks = writing_blocks(context);
            blocks.extend([
                ("draft", draft_block(content)),
                ("findings", findings_block(findings)),
            ]);
            blocks
        }
        Task::Regenerate {
            context,
            content,
            fields,
            rewrite,
        } => rewriting_blocks(context, content, fields, rewrite),
        Task::Read {
            context,
            content,
            reader,
        } => reading_blocks(context, content, reader),
        Task::ReadVoice { samples } => vec![("samples", samples_block(samples))],
        Task::JudgeVoice { text, voice } => judging_blocks(text, voice),
        Task::BriefImage {
            context,
            content,
            look,
        } => picture_blocks(context, content, look),
        Task::BriefVideo {
            context,
            content,
            look,
        } => film::blocks(context, content, look),
        Task::Tool { job } => tool::blocks(job),
        Task::Transcreate { job } => tool::recreating(job),
        Task::Describe { job } => tool::describing(job),
    }
}

fn rewriting_blocks(
    context: &WritingContext,
    post: &PostContent,
    fields: &[ContentField],
    rewrite: &Rewrite,
) -> Blocks {
    let slugs: Vec<_> = fields.iter().map(|field| field.slug()).collect();
    let mut blocks = writing_blocks(context);
    blocks.extend([
        ("draft", draft_block(post)),
        ("fields", slugs.join(", ")),
        ("wish", wish_block(rewrite)),
        ("manner", aim::manner(rewrite)),
    ]);
    blocks
}

fn reading_blocks(context: &WritingContext, post: &PostContent, reader: &Reader) -> Blocks {
    let mut blocks = writing_blocks(context);
    blocks.extend([
        ("draft", draft_block(post)),
        ("reader_name", format!("“{}”", one_line(&reader.name))),
        ("reader", wanted(reader)),
    ]);
    blocks
}

/// What the reader looks for, and that it is to suggest something where it may.
fn wanted(reader: &Reader) -> String {
    let wanted = &reader.instructions;
    if reader.mends == Mending::Remarks {
        return wanted.clone();
    }
    format!(
        "{wanted}\n\nA remark also has `instead`: what to write in the place of the words in `quote`, and nothing else, \
         in the language and voice of the post, so that the sentence around it stays right. It is empty where only a \
         person can say what to write."
    )
}

fn judging_blocks(text: &str, voice: &Voice) -> Blocks {
    vec![
        ("rules", rules_block(voice)),
        ("text", format!("The text:\n{}", fence("text", text))),
    ]
}

fn picture_blocks(context: &WritingContext, post: &PostContent, look: &Look) -> Blocks {
    let ratios = context.slot.channel.spec().media.ratios;
    let ratio = ratios.first().copied().unwrap_or(Ratio::new(1, 1));
    let mut blocks = writing_blocks(context);
    blocks.extend([
        ("post", draft_block(post)),
        ("look", look_block(look)),
        ("ratio", format!("{}:{}", ratio.width, ratio.height)),
    ]);
    blocks
}

fn plan_blocks(brief: &Brief, analysis: &Analysis, strategy: &Strategy, concept: usize) -> Blocks {
    vec![
        ("brief", brief_block(brief)),
        ("analysis", analysis_block(analysis)),
        (
            "concept",
            concept_block(strategy, strategy.concepts.get(concept)),
        ),
        ("post_count", brief.post_count.to_string()),
        (
            "channels",
            brief
                .channels
                .iter()
                .map(|kind| form::channel_line(*kind))
                .collect::<Vec<_>>()
                .join("\n"),
        ),
        ("starts_on", brief.starts_on.to_string()),
        ("ends_on", brief.ends_on.to_string()),
        ("language", brief.language.name().to_owned()),
    ]
}

fn writing_blocks(context: &WritingContext) -> Blocks {
    let WritingContext {
        brand,
        voice,
        brief,
        analysis,
        strategy,
        slot,
        slots,
        link,
        page,
        ..
    } = context;
    let link = link.as_deref().map_or_else(
        || "There is no link: leave it empty.".into(),
        |link| format!("The link:\n{}", fence("link", link)),
    );
    vec![
        ("brand", format!("“{}”", one_line(brand))),
        ("voice", voice_block(voice.as_ref(), Some(brief.language))),
        ("brief", brief_block(brief)),
        ("analysis", analysis_block(analysis)),
        ("concept", concept_block(strategy, context.chosen_concept())),
        ("angle", fence("angle", &slot.angle)),
        ("page", page_block(page.as_ref())),
        ("link", link),
        ("language", brief.language.name().to_owned()),
        ("market", brief.market.name().to_owned()),
        ("tone", form::tone(brief.tone).to_owned()),
        ("channel", slot.channel.name().to_owned()),
        ("format", slot.format.name().to_lowercase()),
        ("form", form::of(slot.channel)),
        ("number", slot.number.to_string()),
        ("slots", slots.to_string()),
        ("day", slot.publish_on.to_string()),
    ]
}

fn brief_block(brief: &Brief) -> String {
    format!(
        "The brief:\n{}",
        fence("brief", &BriefDraft::from(brief).to_markdown())
    )
}

/// A name as it stands in a sentence.
fn one_line(name: &str) -> String {
    name.replace(['\n', '\r'], " ")
}

fn voice_block(voice: Option<&SpokenVoice>, language: Option<Language>) -> String {
    voice.map_or_else(
        || "The brand has no voice of its own to follow.".into(),
        |spoken| {
            let code = language.map_or("", Language::code);
            let words = domain::voice::spoken(&spoken.voice, code);
            format!(
                "The brand’s voice, version {}:\n{}",
                spoken.version,
                fence("voice", &words)
            )
        },
    )
}

/// The samples, each fenced by itself; of more than a model reads, the first.
fn samples_block(samples: &[Sample]) -> String {
    let mut room = SAMPLES_ROOM;
    let mut blocks = Vec::new();
    for (sample, number) in samples.iter().zip(1..) {
        let text: String = sample.text.chars().take(room).collect();
        room = room.saturating_sub(text.chars().count());
        if text.is_empty() {
            break;
        }
        let kind = match sample.kind {
            SampleKind::Example => "as the brand writes",
            SampleKind::Guide => "a style guide",
        };
        let context = if sample.context.is_empty() {
            String::new()
        } else {
            format!(
                "Written for: {}\n",
                sample.context.replace(['\n', '\r'], " ")
            )
        };
        let fenced = fence("sample", &format!("{context}{text}"));
        blocks.push(format!("Sample {number}, {kind}:\n{fenced}"));
    }
    blocks.join("\n\n")
}

/// The rules that a judge is needed for, by their keys.
fn rules_block(voice: &Voice) -> String {
    let rules = voice.rules.iter().filter(|rule| !rule.kind.is_tested());
    let lines: Vec<String> = rules
        .map(|rule| format!("{}\n  {}", rule.key(), domain::voice::told(&rule.kind)))
        .collect();
    format!(
        "The rules, each its key and what it says:\n{}",
        fence("rules", &lines.join("\n"))
    )
}

fn page_block(page: Option<&WebPage>) -> String {
    let Some(page) = page else {
        return "There is no page to read.".into();
    };
    let main: String = page.main_text.chars().take(PAGE_ROOM).collect();
    let text = format!(
        "Address: {}\nTitle: {}\nDescription: {}\nPrices: {}\n\n{main}",
        page.address,
        page.title,
        page.description,
        page.prices.join(", ")
    );
    format!("The page the brief names:\n{}", fence("page", &text))
}

fn analysis_block(analysis: &Analysis) -> String {
    format!("Its analysis:\n{}", fence("analysis", &json(analysis)))
}

fn concept_block(strategy: &Strategy, concept: Option<&Concept>) -> String {
    #[derive(Serialize)]
    struct Chosen<'a> {
        audience_insight: &'a str,
        positioning: &'a str,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        personas: &'a [Persona],
        concept: Option<&'a Concept>,
    }
    let chosen = Chosen {
        audience_insight: &strategy.audience_insight,
        positioning: &strategy.positioning,
        personas: &strategy.personas,
        concept,
    };
    format!(
        "The strategy and the chosen concept:\n{}",
        fence("concept", &json(&chosen))
    )
}

/// What comes from people: a wish in their words, or the readers that the brief names.
fn wish_block(rewrite: &Rewrite) -> String {
    match rewrite {
        Rewrite::Anew {
            wish: Some(wish), ..
        } => fence("wish", wish),
        Rewrite::Varied { aims, at } => match aims.get(*at) {
            Some(Aim::ForPersona { persona }) => {
                format!("The readers it is for:\n{}", fence("persona", persona))
            }
            _ => "There is no wish besides.".into(),
        },
        Rewrite::Anew { wish: None, .. } => "The person gave no wish.".into(),
    }
}

fn draft_block(content: &PostContent) -> String {
    format!("The post as it stands:\n{}", fence("draft", &json(content)))
}

fn look_block(look: &Look) -> String {
    let words = format!(
        "Main colour: {}\nSecond colour: {}",
        look.primary, look.secondary
    );
    format!("What the brand looks like:\n{}", fence("look", &words))
}

/// Version of what an image model is told; another one when the same brief is told otherwise.
pub const IMAGE_PROMPT: &str = "image-1";

/// What an image model is told: the brief as a person left it.
pub fn image_prompt(brief: &ImageBrief) -> String {
    let parts = [
        ("Composition", &brief.composition),
        ("Style", &brief.style),
        ("Colours", &brief.colours),
        ("Not in the picture", &brief.avoid),
    ];
    let mut prompt = format!("Make one picture. It shows: {}", brief.shows);
    for (name, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
        prompt.extend(["\n\n", name, ": ", text.as_str()]);
    }
    prompt
}

fn findings_block(findings: &[Finding]) -> String {
    let lines: Vec<_> = findings
        .iter()
        .map(|finding| format!("- {}: {}", finding.field.slug(), finding.message))
        .collect();
    format!("What was found:\n{}", fence("findings", &lines.join("\n")))
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// The template with its `{{names}}` replaced, in one pass: material that contains `{{name}}` is
/// not looked at again.
fn fill(template: &str, blocks: &Blocks) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        let Some((name, behind)) = after.split_once("}}") else {
            rest = after;
            break;
        };
        filled.push_str(
            blocks
                .iter()
                .find(|(known, _)| *known == name)
                .map_or("", |(_, text)| text),
        );
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests;

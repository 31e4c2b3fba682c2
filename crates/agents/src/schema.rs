//! The form of answers, as JSON Schema in the small dialect that every vendor takes: every
//! property required, none besides.

use domain::{
    brief::Brief,
    channel::{ChannelKind, PostFormat},
    post::ContentField,
    reader::{Mending, Reader},
    run::Framework,
    tools::{ToolInput, ToolKind, lines_of},
    video::Storyboard,
    voice::{Amount, Measure, RuleKind},
};
use providers::{Task, WritingContext};
use serde_json::{Map, Value, json};

const FRAMEWORKS: [Framework; 5] = [
    Framework::Aida,
    Framework::Pas,
    Framework::BeforeAfterBridge,
    Framework::FeatureAdvantageBenefit,
    Framework::QuestionAnswer,
];

/// JSON Schema of the task's answer.
pub fn schema(task: &Task) -> Value {
    match task {
        Task::Analyse { page, .. } => analysis(page.is_some()),
        Task::Strategise { .. } => strategy(),
        Task::Plan { brief, .. } => plan(brief),
        Task::Write { context }
        | Task::Revise { context, .. }
        | Task::Regenerate { context, .. } => content(context),
        Task::Read {
            context, reader, ..
        } => reading(context.slot.channel, reader.mends),
        Task::ReadVoice { .. } => voice_rules(),
        Task::JudgeVoice { .. } => voice_verdicts(),
        Task::BriefImage { .. } => image_brief(),
        Task::BriefVideo { .. } => storyboard(),
        Task::Tool { job } | Task::Transcreate { job } | Task::Describe { job } => {
            results(&job.input)
        }
    }
}

fn analysis(has_page: bool) -> Value {
    let sources = if has_page {
        json!(["brief", "page"])
    } else {
        json!(["brief"])
    };
    let fact = object([
        ("text", text()),
        ("source", json!({ "type": "string", "enum": sources })),
    ]);
    object([
        ("subject", text()),
        ("facts", list(&fact, 1, 20)),
        ("key_phrases", list(&text(), 0, 12)),
        ("open_questions", list(&text(), 0, 6)),
    ])
}

fn strategy() -> Value {
    let frameworks =
        FRAMEWORKS.map(|framework| serde_json::to_value(framework).unwrap_or_default());
    let concept = object([
        ("name", text()),
        ("idea", text()),
        ("promise", text()),
        ("sample", text()),
        ("rationale", text()),
        ("risk", text()),
        ("framework", json!({ "type": "string", "enum": frameworks })),
    ]);
    let persona = object([
        ("who", text()),
        ("wants", text()),
        ("doubts", text()),
        ("convinced_by", text()),
    ]);
    object([
        ("audience_insight", text()),
        ("positioning", text()),
        ("personas", list(&persona, 1, 4)),
        ("concepts", list(&concept, 3, 3)),
        (
            "recommended",
            json!({ "type": "integer", "minimum": 0, "maximum": 2 }),
        ),
    ])
}

fn plan(brief: &Brief) -> Value {
    let channels: Vec<_> = brief.channels.iter().map(|kind| kind.slug()).collect();
    let allowed = |format: &PostFormat| {
        brief
            .channels
            .iter()
            .any(|kind| kind.spec().formats.contains(format))
    };
    let formats: Vec<_> = PostFormat::ALL
        .iter()
        .filter(|format| allowed(format))
        .map(|format| format.slug())
        .collect();
    let slot = object([
        ("channel", json!({ "type": "string", "enum": channels })),
        ("format", json!({ "type": "string", "enum": formats })),
        ("publish_on", json!({ "type": "string", "format": "date" })),
        ("angle", text()),
    ]);
    let count = u64::from(brief.post_count);
    object([("slots", list(&slot, count, count))])
}

/// Only the fields the channel has; the link only as it was given.
fn content(context: &WritingContext) -> Value {
    object(
        context
            .slot
            .channel
            .spec()
            .fields
            .iter()
            .filter_map(|field| {
                let schema = match field.field {
                    ContentField::Hashtags => list(&text(), 0, 30),
                    ContentField::Link => {
                        json!({ "type": "string", "enum": [context.link.as_deref()?, ""] })
                    }
                    _ => text(),
                };
                Some((field.field.slug(), schema))
            }),
    )
}

fn voice_rules() -> Value {
    let one_of = |words: Vec<&str>| json!({ "type": "string", "enum": words });
    let with_none = |words: Vec<&'static str>| one_of([vec![""], words].concat());
    let rule = object([
        ("kind", one_of(RuleKind::SLUGS.to_vec())),
        ("term", text()),
        ("instead_of", text()),
        (
            "measure",
            with_none(
                Measure::MARKS
                    .iter()
                    .map(|measure| measure.slug())
                    .collect(),
            ),
        ),
        (
            "amount",
            with_none(Amount::ALL.iter().map(|amount| amount.slug()).collect()),
        ),
        ("least", text()),
        ("most", text()),
        ("context", text()),
        ("text", text()),
        (
            "confidence",
            json!({ "type": "integer", "minimum": 0, "maximum": 100 }),
        ),
        ("quotes", list(&text(), 1, 3)),
    ]);
    object([("rules", list(&rule, 0, 25))])
}

fn voice_verdicts() -> Value {
    let verdict = object([
        ("rule", text()),
        ("kept", json!({ "type": "boolean" })),
        ("quote", text()),
        ("remark", text()),
    ]);
    object([("rules", list(&verdict, 0, 80))])
}

fn reading(channel: ChannelKind, mends: Mending) -> Value {
    let fields: Vec<_> = channel
        .spec()
        .fields
        .iter()
        .map(|field| field.field.slug())
        .collect();
    let severities = json!({ "type": "string", "enum": ["blocker", "warning", "advice"] });
    let field = ("field", json!({ "type": "string", "enum": fields }));
    let said = [
        field,
        ("quote", text()),
        ("remark", text()),
        ("severity", severities),
    ];
    let instead = (mends != Mending::Remarks).then(|| ("instead", text()));
    let remark = object(said.into_iter().chain(instead));
    let most = u64::try_from(Reader::MOST_REMARKS).unwrap_or(u64::MAX);
    object([("remarks", list(&remark, 0, most))])
}

fn image_brief() -> Value {
    object([
        ("shows", text()),
        ("composition", text()),
        ("style", text()),
        ("colours", text()),
        ("avoid", text()),
        ("alt_text", text()),
    ])
}

fn storyboard() -> Value {
    let longest = Storyboard::LONGEST_SHOT;
    let shot = object([
        (
            "seconds",
            json!({ "type": "integer", "minimum": 1, "maximum": longest }),
        ),
        ("seen", text()),
        ("said", text()),
    ]);
    let most = u64::try_from(Storyboard::MOST_SHOTS).unwrap_or(u64::MAX);
    object([
        ("shots", list(&shot, 1, most)),
        ("style", text()),
        ("avoid", text()),
    ])
}

/// What a tool gives.
fn results(input: &ToolInput) -> Value {
    match input.tool {
        ToolKind::Seo => {
            let pair = object([("title", text()), ("description", text()), ("note", text())]);
            object([("pairs", list(&pair, 1, 3))])
        }
        ToolKind::Transcreate => {
            let line = object([
                ("number", json!({ "type": "integer", "minimum": 1 })),
                ("target", text()),
                ("back_translation", text()),
                ("reason", text()),
            ]);
            let count = u64::try_from(lines_of(&input.text).len()).unwrap_or(u64::MAX);
            object([("lines", list(&line, count, count))])
        }
        ToolKind::AltText => {
            let item = object([("text", text()), ("note", text())]);
            object([("items", list(&item, 1, 3))])
        }
        _ => {
            let item = object([("text", text()), ("note", text())]);
            object([("items", list(&item, 1, 20))])
        }
    }
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn list(items: &Value, least: u64, most: u64) -> Value {
    json!({ "type": "array", "items": items, "minItems": least, "maxItems": most })
}

fn object(properties: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let properties: Map<String, Value> = properties
        .into_iter()
        .map(|(name, schema)| (name.to_owned(), schema))
        .collect();
    let required: Vec<_> = properties.keys().cloned().collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

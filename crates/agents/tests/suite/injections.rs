//! Texts that try to give orders, wherever a prompt holds what others wrote.

use std::sync::Arc;

use agents::{passages, perform, prompt, request};
use domain::{
    brief::Brief,
    channel::{ChannelKind, Finding, Severity},
    post::{ContentField, PostContent},
    reader::Reader,
    run::{Analysis, Concept, Fact, FactSource, Framework, Persona, Slot, StepOutput, Strategy},
    tools::{ToolDraft, ToolInput},
    voice::{RuleKind, Sample, SampleKind, SampleOrigin, SpokenVoice, Voice},
    web_page::WebPage,
};
use proptest::{prelude::*, sample::select, strategy::Strategy as _};
use providers::{
    Call, Gateway, Prompt, RetryPolicy, Rewrite, Task, ToolJob, WritingContext, built_in::BuiltIn,
};
use serde_json::Value;
use testkit::{
    injections::{self, Injection, TRAP},
    simulator::saying,
};

use crate::{brief, content_of, plan_of};

const HARMLESS: &str = "Rolls are warm by eight.";

/// A place in a task that holds what others wrote.
type Place = fn(&str) -> Task;

/// Every place, by what it holds.
const PLACES: [(&str, Place); 25] = [
    ("title of the page", |text| {
        read(page(|page| page.title = text.into()))
    }),
    ("description of the page", |text| {
        read(page(|page| page.description = text.into()))
    }),
    ("text of the page", |text| {
        read(page(|page| page.main_text = text.into()))
    }),
    ("prices of the page", |text| {
        read(page(|page| page.prices = vec![text.into()]))
    }),
    ("address of the page", |text| {
        read(page(|page| page.address = text.into()))
    }),
    ("page at the writer", |text| {
        write(|context| context.page = Some(page(|page| page.main_text = text.into())))
    }),
    ("title", |text| analyse(|brief| brief.title = text.into())),
    ("goal", |text| analyse(|brief| brief.goal = text.into())),
    ("what is promoted", |text| {
        analyse(|brief| brief.promoted = text.into())
    }),
    ("web address", |text| {
        analyse(|brief| brief.web_address = Some(text.into()))
    }),
    ("audience", |text| {
        analyse(|brief| brief.audience = text.into())
    }),
    ("key message", |text| {
        write(|context| context.brief.key_message = text.into())
    }),
    ("mandatories", |text| {
        write(|context| context.brief.mandatories = vec![text.into()])
    }),
    ("things to avoid", |text| {
        write(|context| context.brief.avoid = vec![text.into()])
    }),
    ("analysis", |text| {
        write(|context| context.analysis = analysis(text))
    }),
    ("strategy", |text| {
        write(|context| context.strategy = strategy(text))
    }),
    ("angle", |text| {
        write(|context| context.slot.angle = text.into())
    }),
    ("link", |text| {
        write(|context| context.link = Some(text.into()))
    }),
    ("voice", |text| {
        write(|context| context.voice = Some(voice(text)))
    }),
    ("draft and findings", revise),
    ("draft and wish", regenerate),
    ("post that is read", |text| Task::Read {
        context: context(|_| {}),
        content: PostContent {
            body: text.into(),
            ..PostContent::default()
        },
        reader: Reader::default(),
    }),
    ("voice sample", |text| Task::ReadVoice {
        samples: vec![sample(text), sample(HARMLESS)],
    }),
    ("text and rules to judge", |text| Task::JudgeVoice {
        text: text.into(),
        voice: Box::new(voice(text).voice),
    }),
    ("text beside a picture", describe),
];

fn page(change: impl FnOnce(&mut WebPage)) -> WebPage {
    let mut page = WebPage::default();
    change(&mut page);
    page
}

fn read(page: WebPage) -> Task {
    Task::Analyse {
        brief: brief(),
        page: Some(page),
    }
}

fn analyse(change: impl FnOnce(&mut Brief)) -> Task {
    let mut brief = brief();
    change(&mut brief);
    Task::Analyse { brief, page: None }
}

fn context(change: impl FnOnce(&mut WritingContext)) -> Box<WritingContext> {
    let mut context = Box::new(WritingContext {
        brand: "Oven".into(),
        voice: None,
        brief: brief(),
        analysis: analysis(HARMLESS),
        strategy: strategy(HARMLESS),
        concept: 0,
        slot: Slot {
            number: 1,
            channel: ChannelKind::LinkedIn,
            format: ChannelKind::LinkedIn.spec().formats[0],
            publish_on: brief().starts_on,
            angle: HARMLESS.into(),
        },
        slots: 1,
        link: Some("https://example.com/bread".into()),
        page: None,
    });
    change(&mut context);
    context
}

fn write(change: impl FnOnce(&mut WritingContext)) -> Task {
    Task::Write {
        context: context(change),
    }
}

fn analysis(text: &str) -> Analysis {
    Analysis {
        subject: text.into(),
        facts: vec![Fact {
            text: text.into(),
            source: FactSource::Page,
        }],
        key_phrases: vec![text.into()],
        open_questions: vec![text.into()],
    }
}

fn strategy(text: &str) -> Strategy {
    let concept = Concept {
        name: text.into(),
        idea: text.into(),
        promise: text.into(),
        sample: text.into(),
        rationale: text.into(),
        risk: text.into(),
        framework: Framework::Aida,
    };
    Strategy {
        audience_insight: text.into(),
        positioning: text.into(),
        personas: vec![Persona {
            who: text.into(),
            wants: text.into(),
            doubts: text.into(),
            convinced_by: text.into(),
        }],
        concepts: vec![concept],
        recommended: 0,
    }
}

fn voice(text: &str) -> SpokenVoice {
    let mut voice = Voice::default();
    voice.write(None, RuleKind::Ban { term: text.into() });
    voice.write(None, RuleKind::Trait { text: text.into() });
    SpokenVoice { version: 1, voice }
}

fn post(text: &str) -> PostContent {
    PostContent {
        title: Some(text.into()),
        body: text.into(),
        hashtags: vec![text.into()],
        ..PostContent::default()
    }
}

fn revise(text: &str) -> Task {
    let finding = Finding {
        rule: "avoid".into(),
        severity: Severity::Warning,
        field: ContentField::Body,
        span: None,
        message: text.into(),
        fix: None,
        source: None,
    };
    Task::Revise {
        context: context(|_| {}),
        content: post(text),
        findings: vec![finding],
    }
}

fn regenerate(text: &str) -> Task {
    Task::Regenerate {
        context: context(|_| {}),
        content: post(text),
        fields: vec![ContentField::Body],
        rewrite: Rewrite::Anew {
            wish: Some(text.into()),
            variation: 1,
        },
    }
}

fn describe(text: &str) -> Task {
    let asked = ToolDraft {
        tool: "alt_text".into(),
        language: "en".into(),
        ..ToolDraft::default()
    };
    let input = ToolInput {
        text: text.into(),
        ..asked.parse().unwrap()
    };
    Task::Describe {
        job: Box::new(ToolJob {
            brand: "Oven".into(),
            voice: None,
            input,
            terms: Vec::new(),
        }),
    }
}

fn sample(text: &str) -> Sample {
    Sample {
        id: "00000000-0000-0000-0000-000000000001".parse().unwrap(),
        kind: SampleKind::Example,
        origin: SampleOrigin::Pasted,
        context: text.into(),
        text: text.into(),
    }
}

/// The prompt with the names of its fences in the place of what they hold.
fn around(prompt: &Prompt) -> Vec<String> {
    let passages = passages(&prompt.user).into_iter();
    passages
        .map(|passage| passage.material.unwrap_or(passage.text))
        .collect()
}

/// What stands in fences, each whole. Each opens with its name and mark, and its mark closes it once.
fn fenced(prompt: &Prompt) -> Vec<String> {
    let passages = passages(&prompt.user).into_iter();
    let fenced = passages.filter_map(|passage| passage.material.map(|name| (name, passage.text)));
    fenced
        .map(|(name, text)| {
            let mark = text
                .lines()
                .next()
                .unwrap()
                .strip_prefix(&format!("<<<data {name} "))
                .unwrap();
            assert!(text.ends_with(&format!("\ndata {mark}>>>")), "{text}");
            assert_eq!(
                text.matches(mark).count(),
                2,
                "the mark stands in the text: {text}"
            );
            text
        })
        .collect()
}

/// Holds `text` in `place` against a harmless text there.
fn assert_fenced(place: Place, text: &str, what: &str) {
    let (told, harmless) = (prompt(&place(text), None), prompt(&place(HARMLESS), None));
    assert_eq!(told.system, harmless.system, "{what}");
    assert_eq!(around(&told), around(&harmless), "{what}");
    assert_ne!(
        fenced(&told),
        fenced(&harmless),
        "{what}: it did not get into the prompt"
    );
}

#[test]
fn no_text_leaves_its_fence_in_any_place() {
    let injections = injections::all();
    for (name, place) in PLACES {
        for injection in &injections {
            assert_fenced(
                place,
                &injection.text(),
                &format!("{} as {name}", injection.technique),
            );
        }
    }
    println!(
        "{} texts in {} places: outside of their fences 0",
        injections.len(),
        PLACES.len()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_mixture_of_texts_leaves_its_fence_not_even_one_that_knows_its_mark(
        (_, place) in select(PLACES.to_vec()),
        parts in prop::collection::vec(
            prop_oneof![
                select(injections::all()).prop_map(|injection: Injection| injection.text()),
                "(\n|data |<<<data |>>>|[0-9a-f]{12}|\\PC){0,9}",
            ],
            1..4,
        ),
    ) {
        let text = parts.join("\n");
        prop_assume!(!text.trim().is_empty());
        // Of samples that are longer together than a model reads, the second one is left out.
        prop_assume!(text.chars().count() < 20_000);
        assert_fenced(place, &text, "a mixture");
        for seen in fenced(&prompt(&place(&text), None)) {
            assert_fenced(place, &format!("{seen}\n{text}"), "a text that has seen its fence");
        }
    }
}

/// Every task whose answer is a step's output; a post for each channel.
fn answered() -> Vec<Task> {
    let mut tasks = vec![
        read(page(|page| page.title = HARMLESS.into())),
        Task::Strategise {
            brief: brief(),
            analysis: analysis(HARMLESS),
        },
        Task::Plan {
            brief: brief(),
            analysis: analysis(HARMLESS),
            strategy: strategy(HARMLESS),
            concept: 0,
        },
        revise(HARMLESS),
        regenerate(HARMLESS),
    ];
    tasks.extend(ChannelKind::ALL.map(|channel| write(|context| context.slot.channel = channel)));
    tasks
}

/// Characters that nobody sees and a model reads.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e01ef}' | '\u{1b}')
}

#[test]
fn every_text_as_the_answer_in_every_field_is_words_that_a_person_sees() {
    let (mut read, mut refused) = (0, 0);
    for injection in injections::all() {
        for task in answered() {
            let schema = agents::schema(&task);
            let question = testkit::simulator::Call {
                schema,
                ..Default::default()
            };
            let answer = saying(&question, &injection.text()).to_string();
            let Ok(output) = agents::read_again(&task, &answer) else {
                refused += 1;
                continue;
            };
            read += 1;
            let said = serde_json::to_value(&output).unwrap();
            let mut texts = Vec::new();
            gather(&said, &mut texts);
            assert!(
                !texts.iter().any(|text| text.contains(is_hidden)),
                "{}: {said}",
                injection.technique
            );
            if let StepOutput::Content(content) = output {
                assert!(
                    !texts.iter().any(|text| text.contains(TRAP)),
                    "{}: {said}",
                    injection.technique
                );
                assert!(
                    content
                        .link
                        .is_none_or(|link| link == "https://example.com/bread")
                );
            }
        }
    }
    println!("{read} answers read as words, {refused} refused because nothing is left of them");
    assert!(read > 3_000 && refused < 200, "{read} {refused}");
}

/// Every text in a JSON value.
fn gather(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| gather(value, texts)),
        Value::Object(fields) => fields.values().for_each(|value| gather(value, texts)),
        _ => {}
    }
}

async fn done(task: Task) -> StepOutput {
    let gateway = Gateway::new(vec![Arc::new(BuiltIn)], RetryPolicy::default());
    let asked = format!("{task:?}");
    perform(&gateway, request(task, None, 3), &Call::default(), &())
        .await
        .unwrap_or_else(|error| panic!("{error}: {asked}"))
        .output
}

/// The first post that the built-in writer makes of `brief` and `page`, step by step.
async fn posted(brief: Brief, page: Option<WebPage>) -> PostContent {
    let StepOutput::Analysis(analysis) = done(Task::Analyse {
        brief: brief.clone(),
        page: page.clone(),
    })
    .await
    else {
        panic!("no analysis")
    };
    let StepOutput::Strategy(strategy) = done(Task::Strategise {
        brief: brief.clone(),
        analysis: analysis.clone(),
    })
    .await
    else {
        panic!("no strategy")
    };
    let plan = Task::Plan {
        brief: brief.clone(),
        analysis: analysis.clone(),
        strategy: strategy.clone(),
        concept: 0,
    };
    let slots = plan_of(&done(plan).await).slots;
    let written = Task::Write {
        context: context(|context| {
            context.slots = brief.post_count;
            context.slot = slots[0].clone();
            (context.brief, context.page) = (brief, page);
            (context.analysis, context.strategy) = (analysis, strategy);
        }),
    };
    content_of(&done(written).await)
}

#[tokio::test]
async fn the_built_in_writer_makes_posts_of_every_text_and_nothing_else() {
    let fields = [
        "title",
        "goal",
        "promoted",
        "audience",
        "key_message",
        "mandatories",
        "avoid",
    ];
    let (mut made, mut refused) = (0, 0);
    for injection in injections::all() {
        let text = injection.text();
        let page = page(|page| {
            page.title = text.clone();
            page.description = text.clone();
            page.main_text = text.clone();
        });
        let content = posted(brief(), Some(page)).await;
        assert!(
            !content.body.contains(TRAP),
            "{}: {}",
            injection.technique,
            content.body
        );
        for field in fields {
            let mut draft = domain::brief::BriefDraft::from(&brief());
            draft.type_into(field, &text);
            let Ok(brief) = draft.parse() else {
                refused += 1;
                continue;
            };
            let content = posted(brief, None).await;
            assert_eq!(
                content
                    .link
                    .as_deref()
                    .unwrap_or("https://example.com/bread"),
                "https://example.com/bread"
            );
            assert_eq!(
                content.parse().as_ref(),
                Ok(&content),
                "{}",
                injection.technique
            );
            made += 1;
        }
    }
    println!(
        "{made} posts of the texts in a brief; {refused} texts refused as too long or not storable; acts 0"
    );
    assert!(made > 1_000 && refused < 100, "{made} {refused}");
}

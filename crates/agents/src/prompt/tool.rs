//! What tools are told.

use domain::{
    post::ContentField,
    tools::{Address, Conventions, Term, TermRule, ToolKind, lines_of},
};
use providers::ToolJob;

use super::{Blocks, form, one_line, voice_block};
use crate::fence::fence;

/// The blocks of a tool's template.
pub(super) fn blocks(job: &ToolJob) -> Blocks {
    let input = &job.input;
    let language = input.result_language();
    let form = input.channel.map_or_else(
        || "It is for no channel in particular.".into(),
        |channel| format!("It is for {}:\n{}", channel.name(), form::of(channel)),
    );
    vec![
        ("instruction", instruction(job)),
        (
            "language",
            language.map_or_else(
                || "the language of the text".into(),
                |own| own.name().into(),
            ),
        ),
        ("form", form),
        ("brand", format!("“{}”", one_line(&job.brand))),
        ("voice", voice_block(job.voice.as_ref(), language)),
        ("text", format!("The text:\n{}", fence("text", &input.text))),
    ]
}

/// What is asked for.
fn instruction(job: &ToolJob) -> String {
    match job.input.tool {
        ToolKind::Titles => {
            "Give six titles of at most 60 characters, each with another angle.".into()
        }
        ToolKind::Seo => {
            "Give three pairs for a list of search results: a `title` of at most 55 characters with what people search for in front, and a `description` of 100 to 140 characters that says what they find and why to open it.".into()
        }
        ToolKind::Keywords => {
            "Give ten phrases of one to four words that people who need this text search for, only such as it uses itself.".into()
        }
        ToolKind::Summary => {
            "Give three summaries: one sentence, two or three sentences, and one paragraph of at most a third of the text.".into()
        }
        ToolKind::Hashtags => {
            "Give hashtags, each with its sign, in CamelCase, as many as the channel takes well; five where no channel is named. Mix what many look for with what is particular to the text.".into()
        }
        ToolKind::SubjectLines => {
            "Give six subject lines of an e-mail, of at most 50 characters, that promise nothing the text does not hold.".into()
        }
        ToolKind::CallsToAction => {
            "Give six calls to action of two to seven words, each beginning with the verb, for what the text wants its reader to do.".into()
        }
        ToolKind::Tone => {
            let tone = job.input.tone.map(form::tone).unwrap_or_default();
            format!("Write the text anew in this tone: {tone} Give two versions. Everything it says stays, numbers, names and links included.")
        }
        ToolKind::Shorten => {
            "Write the text anew with about two thirds of its words, and once more with a third. What it is about stays, numbers, names and links included; the least telling goes first.".into()
        }
        ToolKind::Lengthen => {
            "Write the text anew with about half as many words again. Give two versions. Unfold what it says; add no fact.".into()
        }
        ToolKind::Readability
        | ToolKind::Transcreate
        | ToolKind::AltText
        | ToolKind::ReadAloud => String::new(),
    }
}

/// The blocks of the describer's template.
pub(super) fn describing(job: &ToolJob) -> Blocks {
    let input = &job.input;
    let beside = if input.text.is_empty() {
        "Nothing stands beside it.".to_owned()
    } else {
        format!("The text beside it:\n{}", fence("text", &input.text))
    };
    let most = input.channel.and_then(|channel| {
        let spec = channel.spec().field(ContentField::AltText)?;
        Some((channel.name(), spec.max?.count))
    });
    let length = most.map_or_else(
        || "Each has at most 125 characters.".to_owned(),
        |(channel, count)| format!("{channel} takes {count} characters; the first has at most 125, the others what the picture needs."),
    );
    vec![
        (
            "language",
            input
                .result_language()
                .map_or("the language of the text beside it", |own| own.name())
                .to_owned(),
        ),
        ("length", length),
        ("brand", format!("“{}”", one_line(&job.brand))),
        ("text", beside),
    ]
}

/// The blocks of the transcreator's template.
pub(super) fn recreating(job: &ToolJob) -> Blocks {
    let input = &job.input;
    let language = input.result_language();
    let conventions = language.and_then(|language| Conventions::of(language, input.market));
    let tone = input.tone.map_or_else(
        || "Keep the tone of the text.".into(),
        |tone| format!("Tone: {}", form::tone(tone)),
    );
    let market = input.market.map_or_else(
        || "any country where it is spoken".to_owned(),
        |market| market.name().to_owned(),
    );
    vec![
        (
            "language",
            language
                .map_or("the language asked for", |own| own.name())
                .to_owned(),
        ),
        ("market", market),
        ("tone", tone),
        ("address", address(conventions.as_ref(), input.address)),
        ("conventions", told(conventions.as_ref())),
        ("brand", format!("“{}”", one_line(&job.brand))),
        ("voice", voice_block(job.voice.as_ref(), input.language)),
        ("terms", terms_block(&job.terms)),
        ("lines", lines_block(&input.text)),
    ]
}

fn address(conventions: Option<&Conventions>, address: Option<Address>) -> String {
    let pronoun = conventions
        .zip(address)
        .and_then(|(conventions, address)| conventions.pronoun(address));
    pronoun.map_or_else(
        || "Speak to readers as is usual there for a text like this, and the same way in every line.".into(),
        |pronoun| format!("Speak to readers as “{pronoun}”, in every line."),
    )
}

fn told(conventions: Option<&Conventions>) -> String {
    let Some(own) = conventions else {
        return "those of the language.".into();
    };
    format!(
        "quotations {}, within them {}; numbers {}; money {}; dates {} or {}; times {}.",
        own.quotes,
        own.inner_quotes,
        own.number,
        own.money,
        own.short_date,
        own.long_date,
        own.time
    )
}

fn terms_block(terms: &[Term]) -> String {
    if terms.is_empty() {
        return "The term base says nothing about this text.".into();
    }
    let lines: Vec<String> = terms
        .iter()
        .map(|term| match term.rule {
            TermRule::Required => format!("- “{}” is “{}”.", term.source, term.target),
            TermRule::Keep => format!("- “{}” stays as it is.", term.source),
            TermRule::Forbidden => format!("- “{}” is never “{}”.", term.source, term.target),
        })
        .collect();
    format!("The term base:\n{}", fence("terms", &lines.join("\n")))
}

fn lines_block(text: &str) -> String {
    let lines: Vec<String> = lines_of(text)
        .iter()
        .zip(1..)
        .map(|(line, number)| format!("{number}. {line}"))
        .collect();
    format!("The lines:\n{}", fence("lines", &lines.join("\n")))
}

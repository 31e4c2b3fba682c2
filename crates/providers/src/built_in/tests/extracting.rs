//! What tools make of a text without a model stands in the text.

use domain::tools::{Against, SeoPair, Suggestion, ToolInput, ToolKind, ToolOutput, check};
use serde::Deserialize;

use crate::{Cause, ProviderError, ToolJob, built_in::extracting::extract};

const TEXT: &str = "We bake sourdough bread at five in the morning. It is still warm when our regulars come by at seven. \
    The rye loaf rests for 24 hours, so it keeps fresh for days. Nobody is in a hurry here, and the coffee is on. \
    Order your loaf by phone until six in the evening. Come by and taste the rye loaf.";

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    items: Vec<Suggestion>,
    #[serde(default)]
    pairs: Vec<SeoPair>,
}

fn job(tool: ToolKind, text: &str) -> ToolJob {
    ToolJob {
        brand: "Lindner".into(),
        voice: None,
        terms: Vec::new(),
        input: ToolInput {
            tool,
            text: text.into(),
            language: "en".parse().ok(),
            target: None,
            market: None,
            address: None,
            tone: None,
            channel: None,
            picture: None,
        },
    }
}

fn made(tool: ToolKind, text: &str) -> Result<Vec<Suggestion>, ProviderError> {
    let json = extract(&job(tool, text))?;
    let answer: Answer = serde_json::from_value(json).unwrap();
    Ok(answer.items)
}

fn texts(tool: ToolKind) -> Vec<String> {
    let items = made(tool, TEXT).unwrap();
    assert!(items.iter().all(|item| !item.note.is_empty()), "{tool:?}");
    items.into_iter().map(|item| item.text).collect()
}

#[test]
fn titles_and_subject_lines_are_beginnings_of_its_sentences() {
    for (tool, most) in [(ToolKind::Titles, 65), (ToolKind::SubjectLines, 50)] {
        let lines = texts(tool);
        assert!(lines.len() >= 3, "{lines:?}");
        for line in lines {
            assert!(line.chars().count() <= most, "{line}");
            assert!(
                TEXT.contains(line.trim_end_matches('…').trim_end()),
                "{line}"
            );
        }
    }
}

#[test]
fn keywords_and_hashtags_are_its_phrases() {
    let keywords = texts(ToolKind::Keywords);
    assert!(keywords.contains(&"rye loaf".to_owned()), "{keywords:?}");
    let lower = TEXT.to_lowercase();
    assert!(
        keywords.iter().all(|keyword| lower.contains(keyword)),
        "{keywords:?}"
    );
    assert!(texts(ToolKind::Hashtags).contains(&"#RyeLoaf".to_owned()));
}

#[test]
fn calls_are_the_sentences_that_ask_for_something() {
    assert_eq!(
        texts(ToolKind::CallsToAction),
        [
            "Order your loaf by phone until six in the evening.",
            "Come by and taste the rye loaf."
        ]
    );
    let none = made(ToolKind::CallsToAction, "Bread is good. Rye is better.").unwrap_err();
    assert_eq!(none.cause, Cause::Other);
    assert!(none.message.contains("nothing is made up"), "{none}");
}

#[test]
fn shorter_texts_are_sentences_of_it_in_their_order() {
    for tool in [ToolKind::Summary, ToolKind::Shorten] {
        for text in texts(tool) {
            assert!(text.len() < TEXT.len());
            let mut from = 0;
            for sentence in text.split_inclusive(". ") {
                let at = TEXT[from..].find(sentence.trim()).expect(sentence);
                from += at;
            }
        }
    }
    assert!(made(ToolKind::Summary, "One sentence is all there is.").is_err());
}

#[test]
fn a_search_result_fits_and_has_the_brand_where_there_is_room() {
    let job = job(ToolKind::Seo, TEXT);
    let answer: Answer = serde_json::from_value(extract(&job).unwrap()).unwrap();
    let output = ToolOutput::Seo {
        pairs: answer.pairs.clone(),
    };
    let checked = check(&job.input, &output, Against::default());
    assert!(checked.each[0].is_empty(), "{checked:?} {:?}", answer.pairs);
    assert!(
        answer.pairs[0].title.ends_with("| Lindner"),
        "{:?}",
        answer.pairs
    );
}

#[test]
fn what_only_a_model_can_do_is_refused_with_the_next_step() {
    for tool in ToolKind::ALL.iter().filter(|tool| tool.needs_model()) {
        let refused = made(*tool, TEXT).unwrap_err();
        assert!(
            refused.message.contains("Ask your administrator"),
            "{tool:?}"
        );
    }
}

#[test]
fn nothing_comes_of_nothing() {
    for tool in ToolKind::ALL {
        assert!(extract(&job(*tool, "…")).is_err(), "{tool:?}");
    }
}

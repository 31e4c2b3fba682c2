use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use agents::{AgentError, Library, Lookup, Performed, input_hash, perform, request};
use async_trait::async_trait;
use domain::{
    problem::{Code, Problem},
    usage::{Cost, Tokens},
};
use providers::{
    Answer, Call, Cause, Gateway, InputPicture, Provider, ProviderError, Request, RetryPolicy,
    Spent, Task,
};
use serde_json::{Value, json};

use crate::{analyse, any_post, content_of};

struct Scripted {
    answers: Mutex<VecDeque<Result<Value, ProviderError>>>,
    asked: Mutex<Vec<Request>>,
}

#[async_trait]
impl Provider for Scripted {
    fn name(&self) -> &'static str {
        "scripted"
    }

    fn model(&self) -> &'static str {
        "scripted-1"
    }

    fn calls_functions(&self, _: &str) -> bool {
        true
    }

    async fn answer(&self, _: &str, request: &Request, _: &Call) -> Result<Answer, ProviderError> {
        self.asked.lock().unwrap().push(request.clone());
        let mut json = self.answers.lock().unwrap().pop_front().unwrap()?;
        let calls = json.get_mut("asks").map(Value::take).unwrap_or(json!([]));
        let tokens = Tokens {
            input: 10,
            output: 5,
        };
        Ok(Answer {
            calls: serde_json::from_value(calls).unwrap(),
            json,
            provider: "scripted".into(),
            model: "scripted-1".into(),
            tokens,
            cost: Some(Cost(100)),
        })
    }
}

async fn performed(
    task: Task,
    answers: impl IntoIterator<Item = Result<Value, ProviderError>>,
) -> (Result<Performed, AgentError>, Vec<Request>) {
    performed_with(task, answers, &()).await
}

async fn performed_with(
    task: Task,
    answers: impl IntoIterator<Item = Result<Value, ProviderError>>,
    library: &dyn Library,
) -> (Result<Performed, AgentError>, Vec<Request>) {
    let provider = Arc::new(Scripted {
        answers: Mutex::new(answers.into_iter().collect()),
        asked: Mutex::default(),
    });
    let gateway = Gateway::new(
        vec![provider.clone()],
        RetryPolicy {
            attempts: 1,
            ..RetryPolicy::default()
        },
    );
    let outcome = perform(&gateway, request(task, None, 7), &Call::default(), library).await;
    let asked = provider.asked.lock().unwrap().clone();
    (outcome, asked)
}

fn good() -> Value {
    json!({ "subject": "Bread", "facts": [{ "text": "Baked at five.", "source": "brief" }], "key_phrases": [], "open_questions": [] })
}

#[tokio::test]
async fn what_was_done_is_recorded_with_what_it_took() {
    let (outcome, asked) = performed(analyse(), [Ok(good())]).await;
    let performed = outcome.unwrap();
    assert_eq!(
        (performed.provider.as_str(), performed.model.as_str()),
        ("scripted", "scripted-1")
    );
    assert_eq!(
        (performed.tokens, performed.cost),
        (
            Tokens {
                input: 10,
                output: 5
            },
            Some(Cost(100))
        )
    );
    assert_eq!(performed.prompt_version, asked[0].prompt.version);
    assert_eq!(performed.input_hash, input_hash(&asked[0], "scripted-1"));
    assert_eq!(asked.len(), 1);
}

#[tokio::test]
async fn an_unusable_answer_is_asked_for_again_with_what_was_wrong_and_both_are_counted() {
    let (outcome, asked) = performed(analyse(), [Ok(json!({ "facts": "none" })), Ok(good())]).await;
    let performed = outcome.unwrap();
    assert_eq!(
        (performed.tokens, performed.cost),
        (
            Tokens {
                input: 20,
                output: 10
            },
            Some(Cost(200))
        )
    );
    assert!(asked[1].prompt.user.starts_with(&asked[0].prompt.user));
    assert!(asked[1].prompt.user.contains("does not fit the schema"));
    assert_eq!(
        performed.input_hash,
        input_hash(&asked[0], "scripted-1"),
        "the record names the question, not its repair"
    );
}

#[tokio::test]
async fn an_answer_that_was_too_long_gets_more_room_the_second_time() {
    let spent = Spent {
        tokens: Tokens {
            input: 1,
            output: 8,
        },
        cost: Some(Cost(3)),
    };
    let too_long = ProviderError::new(Cause::TooLong, "It was cut.").having_spent(spent);
    let (outcome, asked) = performed(analyse(), [Err(too_long), Ok(good())]).await;
    assert_eq!(outcome.unwrap().cost, Some(Cost(103)));
    assert_eq!(asked[1].max_output_tokens, 2 * asked[0].max_output_tokens);
}

#[tokio::test]
async fn hostile_answers_end_in_a_sentence_or_in_plain_data() {
    let huge = "x".repeat(200_000);
    let nested = (0..90).fold(json!({}), |inner, _| json!({ "a": inner }));
    for answer in [
        json!(null),
        json!([]),
        json!("Ignore all rules"),
        json!(7),
        json!({ "body": 5 }),
        json!({ "body": "" }),
        json!({ "body": huge }),
        json!({ "hashtags": {} , "body": "x" }),
        json!({ "action": "delete_campaign" }),
        nested,
    ] {
        let (outcome, asked) = performed(any_post(), [Ok(answer.clone()), Ok(answer)]).await;
        let error = outcome.unwrap_err();
        assert_eq!(
            (asked.len(), error.cause, error.retryable),
            (2, Cause::MalformedAnswer, false)
        );
        assert_eq!(
            error.spent.tokens,
            Tokens {
                input: 20,
                output: 10
            }
        );
        assert!(
            error.message.len() < 600 && error.message.ends_with("choose another model."),
            "{error}"
        );
    }
}

#[tokio::test]
async fn fields_and_acts_that_nobody_asked_for_are_dropped() {
    let answer = json!({
        "body": "<img src=x onerror=alert(1)> Call now at https://evil.example", "title": "Not on this channel",
        "link": "javascript:alert(1)", "hashtags": ["#<b>"], "approve": true, "tool_calls": [{ "name": "publish" }],
    });
    let (outcome, _) = performed(any_post(), [Ok(answer)]).await;
    let content = content_of(&outcome.unwrap().output);
    assert_eq!(content.body, "<img src=x onerror=alert(1)> Call now at");
    assert_eq!(
        (content.title, content.link, content.hashtags),
        (None, None, vec!["b".to_owned()])
    );
}

#[tokio::test]
async fn a_failure_of_the_provider_becomes_a_problem_a_person_can_read() {
    let limited = ProviderError::new(
        Cause::RateLimited,
        "Too many calls. Retry the step in a minute.",
    )
    .after(Some(Duration::from_millis(47_500)));
    let (outcome, _) = performed(analyse(), [Err(limited)]).await;
    let error = outcome.unwrap_err();
    assert!(error.retryable && !error.is_cancelled());
    let problem = Problem::from(error);
    assert_eq!(
        (problem.code, problem.retry_after),
        (Code::Provider, Some(48))
    );
    assert_eq!(
        problem.detail,
        "Too many calls. Retry the step in a minute."
    );
}

#[tokio::test]
async fn a_failure_after_an_unusable_answer_still_counts_that_answer() {
    let refused = ProviderError::new(Cause::QuotaPerDay, "Used up for today.");
    let (outcome, _) = performed(analyse(), [Ok(json!([])), Err(refused)]).await;
    let error = outcome.unwrap_err();
    assert_eq!((error.cause, error.retryable), (Cause::QuotaPerDay, false));
    assert_eq!(error.spent.cost, Some(Cost(100)));
}

#[test]
fn the_input_hash_follows_prompt_schema_seed_pictures_and_model_and_nothing_else() {
    let base = request(analyse(), None, 7);
    let hash = input_hash(&base, "m");
    assert_eq!(hash.len(), 64);
    assert_eq!(hash, input_hash(&request(analyse(), None, 7), "m"));
    assert_eq!(
        hash,
        input_hash(
            &Request {
                max_output_tokens: 1,
                ..base.clone()
            },
            "m"
        )
    );
    assert_ne!(hash, input_hash(&request(analyse(), None, 8), "m"));
    assert_ne!(hash, input_hash(&base, "n"));
    assert_ne!(
        hash,
        input_hash(
            &Request {
                schema: json!({}),
                ..base.clone()
            },
            "m"
        )
    );
    let picture = |colour| {
        let file = testkit::simulator::picture_of(4, 4, colour);
        let pictures = InputPicture::new(file).unwrap().into();
        let seeing = Request {
            pictures,
            ..base.clone()
        };
        input_hash(&seeing, "m")
    };
    assert_ne!(hash, picture([1, 2, 3]));
    assert_ne!(picture([1, 2, 4]), picture([1, 2, 3]));
    let mut other = base.clone();
    other.prompt.user.push('.');
    assert_ne!(hash, input_hash(&other, "m"));
}

/// Says what it was asked, and notes it.
#[derive(Default)]
struct Shelf(Mutex<Vec<Lookup>>);

#[async_trait]
impl Library for Shelf {
    async fn look_up(&self, lookup: &Lookup) -> Result<Vec<String>, String> {
        self.0.lock().unwrap().push(lookup.clone());
        match lookup {
            Lookup::TermBase { .. } => Ok(vec!["“rolls” stays as it is.".into()]),
            Lookup::EarlierPosts { words } if words == "bread" => Ok(Vec::new()),
            Lookup::EarlierPosts { .. } => Err("Not now.".into()),
        }
    }
}

fn reading() -> Task {
    let Task::Write { context } = any_post() else {
        panic!("a post is written");
    };
    Task::Read {
        context,
        content: domain::post::PostContent {
            body: "Warm rolls by seven.".into(),
            ..Default::default()
        },
        reader: domain::reader::Reader {
            name: "Terms".into(),
            instructions: "Flag terms.".into(),
            channels: Vec::new(),
            looks_up: true,
            mends: domain::reader::Mending::Suggests,
        },
    }
}

fn asking(calls: &[(&str, Value)]) -> Value {
    let call = |(name, arguments): &(&str, Value)| json!({ "name": name, "arguments": arguments });
    json!({ "asks": calls.iter().map(call).collect::<Vec<_>>() })
}

fn remarks() -> Value {
    json!({ "remarks": [{ "field": "body", "quote": "Warm rolls", "remark": "Say it.", "severity": "advice" }] })
}

#[tokio::test]
async fn what_a_model_looks_up_is_told_fenced_and_kept_and_every_call_counts() {
    let shelf = Shelf::default();
    let words = |words: &str| json!({ "words": words });
    let answers = [
        asking(&[
            ("term_base", words("rolls")),
            ("earlier_posts", words("bread")),
        ]),
        asking(&[("earlier_posts", words(" warm "))]),
        remarks(),
    ]
    .map(Ok);
    let (outcome, asked) = performed_with(reading(), answers, &shelf).await;
    let performed = outcome.unwrap();
    assert_eq!(
        *shelf.0.lock().unwrap(),
        [
            Lookup::TermBase {
                words: "rolls".into()
            },
            Lookup::EarlierPosts {
                words: "bread".into()
            },
            Lookup::EarlierPosts {
                words: "warm".into()
            },
        ]
    );
    assert_eq!(performed.cost, Some(Cost(300)));
    assert_eq!(performed.answers.len(), 3);
    assert!(
        performed.answers[0]
            .text
            .contains("“rolls” stays as it is.")
    );
    assert_eq!(performed.input_hash, input_hash(&asked[0], "scripted-1"));
    let [first, second, third] = &asked[..] else {
        panic!("three calls");
    };
    assert_eq!((first.functions.len(), second.functions.len()), (2, 2));
    assert!(third.functions.is_empty(), "now it has to answer");
    assert!(second.prompt.user.starts_with(&first.prompt.user));
    let found: Vec<_> = agents::passages(&third.prompt.user)
        .into_iter()
        .filter(|passage| passage.material.as_deref() == Some("found"))
        .map(|passage| passage.text)
        .collect();
    assert_eq!(found.len(), 3);
    for (told, said) in found.iter().zip(["stays as it is", "Nothing.", "Not now."]) {
        assert!(told.contains(said), "{told}");
    }
}

#[tokio::test]
async fn what_cannot_be_looked_up_is_said_to_the_model_and_nobody_is_troubled() {
    let shelf = Shelf::default();
    let calls = [
        ("delete_posts", json!({ "words": "all" })),
        ("term_base", json!({ "word": "rolls" })),
        ("term_base", json!({ "words": "  " })),
        ("earlier_posts", json!(["bread"])),
        ("term_base", json!({ "words": "one too many" })),
    ];
    let (outcome, asked) =
        performed_with(reading(), [Ok(asking(&calls)), Ok(remarks())], &shelf).await;
    outcome.unwrap();
    assert!(shelf.0.lock().unwrap().is_empty());
    for said in [
        "There is no such function.",
        "It takes `words`, a text.",
        "Say which words to look for.",
        "That is too much at once.",
    ] {
        assert!(asked[1].prompt.user.contains(said), "{said}");
    }
}

#[tokio::test]
async fn a_reader_that_looks_nothing_up_is_offered_nothing() {
    let Task::Read {
        context,
        content,
        mut reader,
    } = reading()
    else {
        panic!("it reads");
    };
    reader.looks_up = false;
    let task = Task::Read {
        context,
        content,
        reader,
    };
    let (outcome, asked) = performed(task, [Ok(remarks())]).await;
    outcome.unwrap();
    assert!(asked[0].functions.is_empty());
}

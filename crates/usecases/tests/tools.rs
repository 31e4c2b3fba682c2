//! Tools on any text: kept, checked, paid for, put into posts.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is missing here fails the test, as it should"
)]

use std::sync::Arc;

use domain::{
    post::{ContentField, PostState},
    problem::{Code, Problem},
    spending::CallFilter,
    tools::{TargetLine, TermDraft, ToolDraft, ToolOutput, UseState},
    usage::{Cost, Tokens},
    views::{PostView, ToolUseView},
};
use providers::{Answer, Call, Cause, Provider, ProviderError, Request, Task};
use serde_json::json;
use testkit::{
    db::TestDb,
    world::{Person, World},
};
use usecases::{
    Error, Settings, campaigns, posts, spending,
    tools::{self, Apply, Targets, ToolRequest},
};

const TEXT: &str = "We bake sourdough bread at five in the morning. It is still warm when our guests come by at seven. Order by phone.";

/// A model that recreates lines, and refuses titles.
#[derive(Debug)]
struct Transcreator;

#[async_trait::async_trait]
impl Provider for Transcreator {
    fn name(&self) -> &'static str {
        "openai"
    }

    fn model(&self) -> &'static str {
        "gpt-5.5"
    }

    async fn answer(
        &self,
        model: &str,
        request: &Request,
        _: &Call,
    ) -> Result<Answer, ProviderError> {
        let Task::Transcreate { job } = &request.task else {
            return Err(ProviderError::new(Cause::Blocked, "The filter said no."));
        };
        assert!(
            request.prompt.user.contains("<<<data lines "),
            "as material"
        );
        let told = job.terms.iter().map(|term| term.source.as_str());
        let told: Vec<_> = told.collect();
        let line = |number: usize, target: &str| json!({ "number": number, "target": target, "back_translation": told.join(","), "reason": "Shorter" });
        Ok(Answer {
            calls: Vec::new(),
            json: json!({ "lines": [line(1, "Warmes Brot um 7."), line(2, "Unsere Kunden kommen.")] }),
            provider: self.name().into(),
            model: model.into(),
            tokens: Tokens {
                input: 900,
                output: 60,
            },
            cost: Some(Cost(1_234)),
        })
    }
}

async fn with_model() -> (World, Person) {
    let provider = Arc::new(Transcreator);
    let world = World::with_provider(TestDb::sqlite().await, Settings::default(), provider);
    let owner = world.owner().await;
    (world, owner)
}

fn draft(tool: &str, text: &str) -> ToolDraft {
    ToolDraft {
        tool: tool.into(),
        text: text.into(),
        ..ToolDraft::default()
    }
}

fn asking(draft: ToolDraft) -> ToolRequest {
    ToolRequest {
        draft,
        ..ToolRequest::default()
    }
}

fn german(text: &str) -> ToolRequest {
    asking(ToolDraft {
        target: "de".into(),
        ..draft("transcreate", text)
    })
}

fn problem<T: std::fmt::Debug>(result: usecases::Result<T>) -> Problem {
    match result.unwrap_err() {
        Error::Refused(problem) => problem,
        other => panic!("{other:?}"),
    }
}

fn texts(used: &ToolUseView) -> Vec<String> {
    let Some(ToolOutput::Suggestions { items }) = &used.output else {
        panic!("{used:?}")
    };
    items.iter().map(|item| item.text.clone()).collect()
}

fn rules(used: &ToolUseView, at: usize) -> Vec<&str> {
    let remarks = used.checked.each[at].iter();
    remarks.map(|remark| remark.rule.as_str()).collect()
}

/// A post with a body, of a finished campaign.
async fn a_post(world: &World, owner: &Person) -> PostView {
    let campaign = world.finished_campaign(&owner.actor).await;
    let listed = posts::list(&world.services, &owner.actor, campaign)
        .await
        .unwrap();
    posts::get(&world.services, &owner.actor, listed[0].id)
        .await
        .unwrap()
}

#[tokio::test]
async fn without_a_model_results_are_taken_from_the_text_and_kept() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let (services, actor) = (&world.services, &owner.actor);
    let request = asking(draft("titles", TEXT));
    let estimate = tools::estimate(services, actor, &request).await.unwrap();
    assert_eq!(estimate.at_most, Some(Cost(0)));
    let used = tools::run(services, actor, &request).await.unwrap();
    assert_eq!(used.state, UseState::Done);
    assert!(
        texts(&used).contains(&"Order by phone".to_owned()),
        "{used:?}"
    );
    let worker = used.done_by.as_ref().unwrap();
    assert_eq!(
        (worker.provider.as_str(), worker.cost),
        ("built-in", Some(Cost(0)))
    );
    assert_eq!(tools::get(services, actor, used.id).await.unwrap(), used);
    let listed = tools::list(services, actor).await.unwrap();
    assert_eq!(
        (listed.len(), listed[0].id, listed[0].by.as_str()),
        (1, used.id, "Ada")
    );
    let sums = spending::activity(services, actor, &CallFilter::default())
        .await
        .unwrap();
    assert_eq!(sums.tasks[0].name, "tool", "the call is in the ledger");
    tools::delete(services, actor, used.id).await.unwrap();
    assert_eq!(
        problem(tools::get(services, actor, used.id).await).code,
        Code::NotFound
    );
}

#[tokio::test]
async fn what_only_a_model_can_do_is_refused_before_anything_is_asked() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let (services, actor) = (&world.services, &owner.actor);
    let refused = problem(tools::run(services, actor, &german(TEXT)).await);
    assert_eq!(refused.code, Code::WrongState);
    assert!(
        refused.detail.contains("Ask your administrator"),
        "{refused:?}"
    );
    assert_eq!(
        problem(tools::estimate(services, actor, &german(TEXT)).await).code,
        Code::WrongState
    );
    assert!(tools::list(services, actor).await.unwrap().is_empty());
    let wrong = problem(tools::run(services, actor, &asking(draft("titles", " "))).await);
    assert_eq!(wrong.fields[0].field, "text");
}

#[tokio::test]
async fn readability_is_counted_and_asks_nobody() {
    let (world, owner) = with_model().await;
    let (services, actor) = (&world.services, &owner.actor);
    let text = TEXT.repeat(3);
    let used = tools::run(services, actor, &asking(draft("readability", &text)))
        .await
        .unwrap();
    let Some(ToolOutput::Readability { reading }) = used.output else {
        panic!("{used:?}")
    };
    assert!(reading.value.is_some() && reading.formula.is_some());
    assert_eq!(used.done_by, None);
    let calls = spending::calls(services, actor, &CallFilter::default(), None)
        .await
        .unwrap();
    assert!(calls.items.is_empty());
}

#[tokio::test]
async fn a_models_refusal_is_kept_with_its_reason() {
    let (world, owner) = with_model().await;
    let (services, actor) = (&world.services, &owner.actor);
    let used = tools::run(services, actor, &asking(draft("titles", TEXT)))
        .await
        .unwrap();
    assert_eq!(used.state, UseState::Failed);
    assert_eq!(used.input.text, TEXT, "the text is not lost");
    assert_eq!(used.problem.unwrap().detail, "The filter said no.");
    assert_eq!(
        tools::list(services, actor).await.unwrap()[0].state,
        UseState::Failed
    );
}

fn term(source: &str, target: &str) -> TermDraft {
    TermDraft {
        source: source.into(),
        language: "de".into(),
        rule: "required".into(),
        target: target.into(),
    }
}

#[tokio::test]
async fn the_term_base_says_a_thing_once_and_forgets_what_is_taken_out() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let (services, actor) = (&world.services, &owner.actor);
    let guests = term("guests", "Gäste");
    let kept = tools::add_term(services, actor, &guests).await.unwrap();
    let again = problem(tools::add_term(services, actor, &guests).await);
    assert_eq!(again.fields[0].field, "source");
    tools::add_term(services, actor, &term("Cake", "Kuchen"))
        .await
        .unwrap();
    let listed = tools::terms(services, actor).await.unwrap();
    assert_eq!(listed[0].term.source, "Cake", "by their words, in any case");
    assert_eq!(listed[1], kept);
    let id = kept.term.id;
    tools::remove_term(services, actor, id).await.unwrap();
    assert_eq!(tools::terms(services, actor).await.unwrap().len(), 1);
    let gone = problem(tools::remove_term(services, actor, id).await);
    assert_eq!(gone.code, Code::NotFound);
}

/// A text that was recreated without the term that its second line needs.
async fn recreated(world: &World, owner: &Person) -> ToolUseView {
    let (services, actor) = (&world.services, &owner.actor);
    for (source, target) in [("guests", "Gäste"), ("cake", "Kuchen")] {
        tools::add_term(services, actor, &term(source, target))
            .await
            .unwrap();
    }
    let request = german("Warm bread at 7.\n\nOur guests come by.");
    let estimate = tools::estimate(services, actor, &request).await.unwrap();
    let used = tools::run(services, actor, &request).await.unwrap();
    let cost = used.done_by.as_ref().unwrap().cost;
    assert_eq!(cost, Some(Cost(1_234)));
    assert!(estimate.at_most > cost, "{estimate:?}");
    used
}

fn lines(used: &ToolUseView) -> &[TargetLine] {
    let Some(ToolOutput::Lines { lines }) = &used.output else {
        panic!("{used:?}")
    };
    lines
}

#[tokio::test]
async fn a_text_is_recreated_by_the_term_base_and_says_what_it_cost() {
    let (world, owner) = with_model().await;
    let used = recreated(&world, &owner).await;
    assert_eq!(
        lines(&used)[0].back_translation,
        "guests",
        "no other term concerns the text"
    );
    assert!(rules(&used, 0).is_empty(), "{used:?}");
    assert_eq!(rules(&used, 1), ["terms.breach"]);
}

#[tokio::test]
async fn recreated_lines_are_corrected_checked_again_and_taken_out() {
    let (world, owner) = with_model().await;
    let (services, actor) = (&world.services, &owner.actor);
    let used = recreated(&world, &owner).await;
    let first = lines(&used)[0].target.clone();
    let targets = Targets {
        targets: vec![first, "Unsere Gäste kommen.".into()],
    };
    let corrected = tools::save_targets(services, actor, used.id, &targets)
        .await
        .unwrap();
    assert!(rules(&corrected, 1).is_empty());
    let gap = Targets {
        targets: vec!["Eins".into()],
    };
    let refused = problem(tools::save_targets(services, actor, used.id, &gap).await);
    assert_eq!(refused.fields[0].field, "targets");
    let file = tools::export(services, actor, used.id).await.unwrap();
    let file = String::from_utf8(file).unwrap();
    let rows: Vec<_> = file.trim_start_matches('\u{feff}').split("\r\n").collect();
    assert_eq!(rows[0], "source,target,back_translation,reason,findings");
    assert_eq!(
        rows[2],
        "Our guests come by.,Unsere Gäste kommen.,,Shorter,"
    );
}

#[tokio::test]
async fn a_result_goes_into_its_post_as_a_new_version_bound_to_what_was_seen() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let (services, actor) = (&world.services, &owner.actor);
    let post = a_post(&world, &owner).await;
    let request = ToolRequest {
        draft: draft("shorten", ""),
        post: Some(post.id),
        ..ToolRequest::default()
    };
    let used = tools::run(services, actor, &request).await.unwrap();
    assert_eq!(used.input.text, post.version.content.body);
    let from = used.post.clone().unwrap();
    assert_eq!(
        (from.field, from.lands_in),
        (ContentField::Body, Some(ContentField::Body))
    );
    let apply = |choice, hash: &str| Apply {
        choice,
        based_on: domain::post::ContentHash(hash.into()),
    };
    let nowhere = tools::apply(services, actor, used.id, apply(9, &from.based_on.0)).await;
    assert_eq!(problem(nowhere).code, Code::NotFound);
    let other = tools::apply(services, actor, used.id, apply(0, "0")).await;
    assert_eq!(problem(other).code, Code::Changed);
    let changed = tools::apply(services, actor, used.id, apply(0, &from.based_on.0))
        .await
        .unwrap();
    assert_eq!(changed.version.number, post.version.number + 1);
    assert_eq!(changed.version.content.body, texts(&used)[0]);
    assert_eq!(changed.state, PostState::InReview);
    let seen = tools::get(services, actor, used.id)
        .await
        .unwrap()
        .post
        .unwrap();
    assert_ne!(
        seen.text, used.input.text,
        "the page says that the post has changed"
    );
}

#[tokio::test]
async fn a_title_that_another_post_has_is_found() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let (services, actor) = (&world.services, &owner.actor);
    let mut brief = world.brief();
    brief.channels = vec!["email".into()];
    let campaign = campaigns::create(services, actor, brief).await.unwrap().id;
    world.work().await;
    let listed = posts::list(services, actor, campaign).await.unwrap();
    let post = posts::get(services, actor, listed[0].id).await.unwrap();
    let mut content = post.version.content;
    content.title = Some("ORDER by phone".into());
    let edit = posts::Edit {
        content,
        based_on: post.version.hash,
    };
    posts::edit(services, actor, post.id, edit).await.unwrap();
    let used = tools::run(services, actor, &asking(draft("subject_lines", TEXT)))
        .await
        .unwrap();
    let at = texts(&used)
        .iter()
        .position(|text| text == "Order by phone");
    let at = at.unwrap_or_else(|| panic!("{used:?}"));
    assert!(rules(&used, at).contains(&"tools.title_taken"), "{used:?}");
}

#[tokio::test]
async fn a_reader_uses_no_tool_and_another_organization_sees_no_use() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let used = tools::run(
        &world.services,
        &owner.actor,
        &asking(draft("titles", TEXT)),
    )
    .await
    .unwrap();
    let stranger = world.stranger().await;
    let found = tools::get(&world.services, &stranger.actor, used.id).await;
    assert_eq!(problem(found).code, Code::NotFound);
    let mut reader = owner.actor.clone();
    reader.means = domain::access::Means::Token(vec![domain::access::Scope::Read]);
    let refused = tools::run(&world.services, &reader, &asking(draft("titles", TEXT))).await;
    assert_eq!(problem(refused).code, Code::NotAllowed);
    assert!(tools::get(&world.services, &reader, used.id).await.is_ok());
}

//! Readers that an organization adds read every post that is written; some suggest what to write
//! instead, or write it.
#![cfg(test)]

use domain::{
    access::{Means, Scope},
    channel::ChannelKind,
    ids::{CampaignId, PostId, ReaderId},
    post::{Author, ContentField, Origin},
    problem::Code,
    reader::{Mending, Reader},
    run::{RunState, StepState},
    spending::TaskKind,
    tools::TermDraft,
    usage::Cost,
    views::{PostView, ReadingView},
};
use providers::FunctionCall;
use serde_json::json;
use testkit::{
    paid::Paid,
    world::{Person, World},
};
use usecases::{
    PublishDraft, campaigns, posts,
    readers::{self, DraftReader, UseSuggestions},
    runs, spending, tools,
};

fn compliance() -> Reader {
    Reader {
        name: "Compliance".into(),
        instructions: "Flag “bread”.".into(),
        channels: Vec::new(),
        looks_up: false,
        mends: Mending::Remarks,
    }
}

async fn added(world: &World, owner: &Person, reader: &Reader) -> ReaderId {
    let (services, actor) = (&world.services, &owner.actor);
    let id = readers::create(services, actor, reader).await.unwrap().id;
    readers::publish(services, actor, id, PublishDraft::default())
        .await
        .unwrap();
    id
}

async fn posts_of(world: &World, owner: &Person, campaign: CampaignId) -> Vec<PostId> {
    let view = campaigns::get(&world.services, &owner.actor, campaign)
        .await
        .unwrap();
    assert_eq!(view.run.state, RunState::Done);
    view.posts.iter().map(|post| post.id).collect()
}

#[tokio::test]
async fn every_post_of_its_channels_is_read_once_it_is_written() {
    let (provider, world, owner) = Paid::world().await;
    let (services, actor) = (&world.services, &owner.actor);
    added(&world, &owner, &compliance()).await;
    let only_x = Reader {
        name: "Only X".into(),
        channels: vec![ChannelKind::X],
        ..compliance()
    };
    added(&world, &owner, &only_x).await;
    let campaign = world.finished_campaign(actor).await;
    let asked = provider.taken();
    let mut found = 0;
    for id in posts_of(&world, &owner, campaign).await {
        let post = posts::get(services, actor, id).await.unwrap();
        let readings = readers::readings(services, actor, id).await.unwrap();
        let names: Vec<_> = readings
            .iter()
            .map(|reading| reading.name.as_str())
            .collect();
        if post.channel == ChannelKind::X {
            assert!(names.contains(&"Only X") && names.contains(&"Compliance"));
        } else {
            assert_eq!(names, ["Compliance"]);
        }
        for reading in readings {
            assert_eq!((reading.state, reading.current), (StepState::Done, true));
            assert_eq!(reading.cost, Some(Paid::EACH));
            for remark in &reading.remarks {
                assert_eq!(remark.quote.to_lowercase(), "bread");
                assert!(
                    post.version
                        .content
                        .get(remark.field)
                        .contains(&remark.quote)
                );
            }
            found += reading.remarks.len();
        }
    }
    assert!(found > 0, "the posts of a bakery say bread");
    let told = asked
        .iter()
        .find(|(_, request)| request.task.kind() == TaskKind::Read);
    let system = &told.unwrap().1.prompt.system;
    assert!(system.contains("Flag “bread”."), "{system}");
    for step in runs::replay(services, campaign.0).await.unwrap() {
        assert_eq!(step.output, Ok(()), "{}", step.key);
        assert_ne!(step.same_question, Some(false), "{}", step.key);
    }
}

/// A reader that looks a term and earlier posts up while it reads the first post of a campaign.
async fn looking_up(provider: &Paid, world: &World, owner: &Person) -> (CampaignId, PostId) {
    let (services, actor) = (&world.services, &owner.actor);
    let term = TermDraft {
        source: "bread".into(),
        language: "de".into(),
        rule: "required".into(),
        target: "Brot".into(),
    };
    tools::add_term(services, actor, &term).await.unwrap();
    let campaign = world.finished_campaign(actor).await;
    let post = posts_of(world, owner, campaign).await[0];
    let looking = Reader {
        looks_up: true,
        ..compliance()
    };
    let id = readers::create(services, actor, &looking).await.unwrap().id;
    let call = |name: &str, words: &str| FunctionCall {
        name: name.into(),
        arguments: json!({ "words": words }),
    };
    let asks = [
        call("term_base", "our bread"),
        call("earlier_posts", "Bread"),
    ];
    provider.asks.lock().unwrap().extend(asks);
    provider.taken();
    readers::have_read(services, actor, post, Some(id))
        .await
        .unwrap();
    world.work().await;
    (campaign, post)
}

const TERM: &str = "“bread” is “Brot” in German.";

#[tokio::test]
async fn a_reader_that_may_looks_its_own_terms_and_earlier_posts_up_before_it_answers() {
    let (provider, world, owner) = Paid::world().await;
    let (services, actor) = (&world.services, &owner.actor);
    let (_, post) = looking_up(&provider, &world, &owner).await;
    let readings = readers::readings(services, actor, post).await.unwrap();
    assert_eq!(readings[0].state, StepState::Done);
    assert_eq!(readings[0].cost, Some(Cost(Paid::EACH.0 * 3)));
    let asked = provider.taken();
    assert_eq!(asked.len(), 3);
    assert!(asked[1].1.prompt.user.contains(TERM));
    let told = &asked[2].1;
    assert!(told.functions.is_empty());
    let user = &told.prompt.user;
    let found = user.rsplit("earlier_posts: Bread").next().unwrap();
    assert!(found.to_lowercase().contains("bread"), "{found}");
    let own = posts::get(services, actor, post).await.unwrap();
    let own: String = own.version.content.body.chars().take(80).collect();
    assert!(!found.contains(&own), "the post itself is no earlier one");
}

#[tokio::test]
async fn what_was_looked_up_is_on_record_and_replayed() {
    let (provider, world, owner) = Paid::world().await;
    let (services, actor) = (&world.services, &owner.actor);
    let (campaign, post) = looking_up(&provider, &world, &owner).await;
    for step in runs::replay(services, campaign.0).await.unwrap() {
        assert_eq!(step.output, Ok(()), "{}", step.key);
        assert_ne!(step.same_question, Some(false), "{}", step.key);
    }
    let readings = readers::readings(services, actor, post).await.unwrap();
    let step = runs::step(services, actor, campaign, readings[0].step);
    let answers = step.await.unwrap().answers;
    assert_eq!(answers.len(), 3);
    assert!(answers[0].text.contains(TERM), "{}", answers[0].text);
}

#[tokio::test]
async fn a_draft_reads_only_where_it_is_tried_out_and_a_retired_reader_nowhere() {
    let (_, world, owner) = Paid::world().await;
    let (services, actor) = (&world.services, &owner.actor);
    let draft = readers::create(services, actor, &compliance())
        .await
        .unwrap();
    let campaign = world.finished_campaign(actor).await;
    let post = posts_of(&world, &owner, campaign).await[0];
    assert_eq!(readers::readings(services, actor, post).await.unwrap(), []);
    let nobody = readers::have_read(services, actor, post, None).await;
    assert_eq!(nobody.unwrap_err().into_problem().code, Code::WrongState);

    readers::have_read(services, actor, post, Some(draft.id))
        .await
        .unwrap();
    let twice = readers::have_read(services, actor, post, Some(draft.id)).await;
    assert_eq!(twice.unwrap_err().into_problem().code, Code::WrongState);
    world.work().await;
    let readings = readers::readings(services, actor, post).await.unwrap();
    assert_eq!((readings.len(), readings[0].number), (1, 1));

    readers::publish(services, actor, draft.id, PublishDraft::default())
        .await
        .unwrap();
    let retired = readers::retire(services, actor, draft.id).await.unwrap();
    assert_eq!((retired.number, retired.versions.len()), (None, 2));
    let nobody = readers::have_read(services, actor, post, None).await;
    assert_eq!(nobody.unwrap_err().into_problem().code, Code::WrongState);
}

#[tokio::test]
async fn what_was_found_about_an_earlier_text_says_so() {
    let (_, world, owner) = Paid::world().await;
    let (services, actor) = (&world.services, &owner.actor);
    added(&world, &owner, &compliance()).await;
    let campaign = world.finished_campaign(actor).await;
    let id = posts_of(&world, &owner, campaign).await[0];
    let post = posts::get(services, actor, id).await.unwrap();
    let mut content = post.version.content.clone();
    content.body = "Something else altogether.".into();
    let edit = posts::Edit {
        content,
        based_on: post.version.hash,
    };
    posts::edit(services, actor, id, edit).await.unwrap();
    let readings = readers::readings(services, actor, id).await.unwrap();
    assert!(!readings[0].current);
    readers::have_read(services, actor, id, None).await.unwrap();
    world.work().await;
    let readings = readers::readings(services, actor, id).await.unwrap();
    assert_eq!(readings.len(), 1, "the last word of each reader");
    assert!(readings[0].current);
    assert!(
        readings[0]
            .remarks
            .iter()
            .all(|remark| remark.field != ContentField::Body)
    );
}

/// A reader that wants “loaf” where a post says “bread”.
fn loaves(mends: Mending) -> Reader {
    Reader {
        name: "Loaves".into(),
        instructions: "Write “bread” → “loaf”.".into(),
        mends,
        ..compliance()
    }
}

/// A post of a finished campaign about which one reader has something to say.
async fn remarked(world: &World, owner: &Person) -> (PostView, ReadingView) {
    let campaign = world.finished_campaign(&owner.actor).await;
    for id in posts_of(world, owner, campaign).await {
        let readings = readers::readings(&world.services, &owner.actor, id).await;
        for reading in readings.unwrap() {
            if !reading.remarks.is_empty() {
                let post = posts::get(&world.services, &owner.actor, id).await;
                return (post.unwrap(), reading);
            }
        }
    }
    panic!("the posts of a bakery say bread");
}

#[tokio::test]
async fn a_reader_that_mends_writes_into_new_posts_as_a_version_of_its_own() {
    let (provider, world, owner) = Paid::world().await;
    let (services, actor) = (&world.services, &owner.actor);
    added(&world, &owner, &loaves(Mending::Mends)).await;
    let (post, reading) = remarked(&world, &owner).await;
    let mut asked = provider.taken().into_iter();
    let told = asked.find(|(_, request)| request.task.kind() == TaskKind::Read);
    assert!(told.unwrap().1.prompt.system.contains("`instead`"));
    assert_eq!(post.version.origin, Origin::Revised);
    assert!(matches!(post.version.author, Author::Model { .. }));
    assert!(!reading.current);
    for remark in &reading.remarks {
        assert_eq!(remark.instead.as_deref(), Some("loaf"));
        let text = post.version.content.get(remark.field);
        assert!(text.contains("loaf"), "{text}");
    }
    let replayed = runs::replay(services, post.campaign.0).await.unwrap();
    assert!(replayed.iter().all(|step| step.output == Ok(())));

    // A person has the last word: what they ask to have read is not changed under their hands.
    let mut content = post.version.content.clone();
    content.body = "Good bread.".into();
    let edit = posts::Edit {
        content,
        based_on: post.version.hash,
    };
    posts::edit(services, actor, post.id, edit).await.unwrap();
    readers::have_read(services, actor, post.id, None)
        .await
        .unwrap();
    world.work().await;
    let post = posts::get(services, actor, post.id).await.unwrap();
    assert_eq!(post.version.content.body, "Good bread.");
}

#[tokio::test]
async fn what_is_suggested_is_written_when_a_person_takes_it_and_only_once() {
    let (_, world, owner) = Paid::world().await;
    let (services, actor) = (&world.services, &owner.actor);
    added(&world, &owner, &loaves(Mending::Suggests)).await;
    let (post, reading) = remarked(&world, &owner).await;
    let before = post.version.content.clone();
    let first = &reading.remarks[0];
    assert!(first.stands && before.get(first.field).contains(&first.quote));
    let wanted = |remarks| UseSuggestions {
        step: reading.step,
        remarks,
    };
    let none = readers::use_suggestions(services, actor, post.id, &wanted(vec![99])).await;
    assert_eq!(none.unwrap_err().into_problem().code, Code::WrongState);
    let used = readers::use_suggestions(services, actor, post.id, &wanted(vec![0]))
        .await
        .unwrap();
    let expected = before.get(first.field).replacen(&first.quote, "loaf", 1);
    assert_eq!(used.version.content.get(first.field), expected);
    assert_eq!(used.version.origin, Origin::Edited);
    while readers::use_suggestions(services, actor, post.id, &wanted(Vec::new()))
        .await
        .is_ok()
    {}
    let readings = readers::readings(services, actor, post.id).await.unwrap();
    assert!(readings[0].remarks.iter().all(|remark| !remark.stands));
    let gone = readers::use_suggestions(services, actor, post.id, &wanted(Vec::new())).await;
    assert_eq!(gone.unwrap_err().into_problem().code, Code::WrongState);
}

#[tokio::test]
async fn an_estimate_counts_what_readers_cost() {
    let (_, world, owner) = Paid::world().await;
    let (services, actor) = (&world.services, &owner.actor);
    let brief = usecases::briefs::start(services, actor, None)
        .await
        .unwrap();
    let estimate = async || {
        let estimate = spending::estimate_brief(services, actor, brief.id).await;
        estimate.unwrap().unwrap()
    };
    let before = estimate().await;
    added(&world, &owner, &compliance()).await;
    let after = estimate().await;
    assert!(after.calls > before.calls && after.cost > before.cost);
    let looking = Reader {
        looks_up: true,
        ..compliance()
    };
    added(&world, &owner, &looking).await;
    let each = after.calls - before.calls;
    assert_eq!(estimate().await.calls, after.calls + 3 * each);
}

#[tokio::test]
async fn changes_are_drafts_until_somebody_who_decides_publishes_them() {
    let (_, world, mut owner) = Paid::world().await;
    let id = added(&world, &owner, &compliance()).await;
    let services = &world.services;
    owner.actor.means = Means::Token(vec![Scope::Read, Scope::Write]);
    let stricter = DraftReader {
        reader: Reader {
            instructions: "Flag “fresh”.".into(),
            ..compliance()
        },
        seen: None,
    };
    let view = readers::save_draft(services, &owner.actor, id, &stricter)
        .await
        .unwrap();
    assert_eq!((view.number, view.draft().unwrap().number), (Some(1), 2));
    let refused = readers::publish(services, &owner.actor, id, PublishDraft::default()).await;
    assert_eq!(refused.unwrap_err().into_problem().code, Code::NotAllowed);
    let unseen = DraftReader {
        seen: Some(domain::time::Timestamp(0)),
        ..stricter
    };
    let refused = readers::save_draft(services, &owner.actor, id, &unseen).await;
    assert_eq!(refused.unwrap_err().into_problem().code, Code::Changed);
    let nameless = DraftReader {
        reader: Reader::default(),
        seen: None,
    };
    let refused = readers::save_draft(services, &owner.actor, id, &nameless).await;
    assert_eq!(refused.unwrap_err().into_problem().fields.len(), 2);
}

#[tokio::test]
async fn there_are_no_more_readers_at_work_than_anybody_would_pay_for() {
    let (_, world, owner) = Paid::world().await;
    let (services, actor) = (&world.services, &owner.actor);
    for _ in 0..Reader::MOST {
        added(&world, &owner, &compliance()).await;
    }
    let one_more = readers::create(services, actor, &compliance())
        .await
        .unwrap();
    let refused = readers::publish(services, actor, one_more.id, PublishDraft::default()).await;
    assert_eq!(refused.unwrap_err().into_problem().code, Code::WrongState);
}

//! Uses of tools and the term base.

use domain::{
    ids::{BrandId, PostId, TermId, ToolUseId},
    post::ContentField,
    problem::{Code, Problem},
    tools::{Suggestion, Term, TermRule, ToolInput, ToolKind, ToolOrigin, ToolOutput, UseState},
    usage::{Cost, Tokens},
};
use storage::{
    Error, OrgTx, brands,
    terms::{self, StoredTerm},
    tool_uses::{self, ToolUse},
};

use crate::{
    on_both,
    world::{START, World, after, fresh},
};

on_both!(
    a_use_comes_back_as_it_was_kept,
    the_same_is_told_by_one_use_until_that_fails_or_is_given_up,
    a_use_ends_once,
    results_can_be_changed_once_there_are_some,
    the_last_uses_are_the_first,
    a_use_of_a_post_that_is_not_there_is_refused,
    an_entry_is_there_once,
    another_organization_sees_no_use_and_no_term,
);

/// A use and an entry, in a brand of their own.
pub async fn add_tools(tx: &mut OrgTx, world: &World) -> (ToolUse, StoredTerm) {
    let used = begun(world);
    tool_uses::insert(tx, &used).await.unwrap();
    let brand = BrandId(fresh());
    brands::insert(tx, brand, "Bakery", START).await.unwrap();
    let term = term(world, brand, "guests", Some("de"));
    assert!(terms::insert(tx, &term).await.unwrap());
    (used, term)
}

fn begun(world: &World) -> ToolUse {
    ToolUse {
        id: ToolUseId(fresh()),
        input: ToolInput {
            tool: ToolKind::Titles,
            text: "Bread \u{202e}🥖 </script>".into(),
            language: "en".parse().ok(),
            target: None,
            market: None,
            address: None,
            tone: None,
            channel: None,
            picture: None,
        },
        told: None,
        origin: None,
        state: UseState::Open,
        output: None,
        problem: None,
        worker: None,
        tokens: Tokens::default(),
        cost: None,
        user: world.user,
        by_name: "Ada".into(),
        at: START,
    }
}

fn done(used: &ToolUse) -> ToolUse {
    let item = Suggestion {
        text: "Warm at seven".into(),
        note: "Short".into(),
    };
    ToolUse {
        state: UseState::Done,
        output: Some(ToolOutput::Suggestions { items: vec![item] }),
        worker: Some(("gemini".into(), "gemini-3".into())),
        tokens: Tokens {
            input: 900,
            output: 60,
        },
        cost: Some(Cost(1_234)),
        ..used.clone()
    }
}

fn term(world: &World, brand: BrandId, source: &str, language: Option<&str>) -> StoredTerm {
    StoredTerm {
        term: Term {
            id: TermId(fresh()),
            source: source.into(),
            language: language.map(|code| code.parse().unwrap()),
            rule: TermRule::Required,
            target: "Gäste".into(),
        },
        brand,
        user: world.user,
        by_name: "Ada".into(),
        at: START,
    }
}

async fn a_use_comes_back_as_it_was_kept(world: World) {
    let (post, _) = world.post().await;
    let mut tx = world.write().await;
    let used = ToolUse {
        origin: Some(ToolOrigin {
            post: post.id,
            field: ContentField::Body,
        }),
        ..done(&begun(&world))
    };
    tool_uses::insert(&mut tx, &used).await.unwrap();
    assert_eq!(
        tool_uses::get(&mut tx, used.id).await.unwrap(),
        Some(used.clone())
    );
    assert!(tool_uses::delete(&mut tx, used.id).await.unwrap());
    assert!(!tool_uses::delete(&mut tx, used.id).await.unwrap());
    assert_eq!(tool_uses::get(&mut tx, used.id).await.unwrap(), None);
}

async fn the_same_is_told_by_one_use_until_that_fails_or_is_given_up(world: World) {
    let told = |used: ToolUse| ToolUse {
        told: Some("5f".into()),
        ..used
    };
    let mut tx = world.write().await;
    let first = told(begun(&world));
    tool_uses::insert(&mut tx, &first).await.unwrap();
    assert_eq!(
        tool_uses::telling(&mut tx, "5f").await.unwrap(),
        Some(first.clone())
    );
    let failed = ToolUse {
        state: UseState::Failed,
        problem: Some(Problem::new(Code::Provider, "Away.")),
        ..first
    };
    assert!(tool_uses::end(&mut tx, &failed).await.unwrap());
    assert_eq!(tool_uses::telling(&mut tx, "5f").await.unwrap(), None);
    let lost = told(begun(&world));
    tool_uses::insert(&mut tx, &lost).await.unwrap();
    assert!(tool_uses::give_up(&mut tx, lost.id).await.unwrap());
    let done = told(done(&begun(&world)));
    tool_uses::insert(&mut tx, &done).await.unwrap();
    assert!(!tool_uses::give_up(&mut tx, done.id).await.unwrap());
    tx.commit().await.unwrap();
    let mut tx = world.write().await;
    let twice = tool_uses::insert(&mut tx, &told(begun(&world))).await;
    assert!(matches!(twice, Err(Error::Conflict { .. })), "{twice:?}");
    drop(tx);
    let mut tx = world.db().write(world.other).await.unwrap();
    assert_eq!(tool_uses::telling(&mut tx, "5f").await.unwrap(), None);
    assert!(!tool_uses::give_up(&mut tx, done.id).await.unwrap());
}

async fn a_use_ends_once(world: World) {
    let mut tx = world.write().await;
    let used = begun(&world);
    tool_uses::insert(&mut tx, &used).await.unwrap();
    let failed = ToolUse {
        state: UseState::Failed,
        problem: Some(Problem::new(Code::Provider, "Away.")),
        ..used.clone()
    };
    assert!(tool_uses::end(&mut tx, &failed).await.unwrap());
    assert!(!tool_uses::end(&mut tx, &done(&used)).await.unwrap());
    assert_eq!(
        tool_uses::get(&mut tx, used.id).await.unwrap(),
        Some(failed)
    );
}

async fn results_can_be_changed_once_there_are_some(world: World) {
    let mut tx = world.write().await;
    let used = begun(&world);
    let changed = ToolOutput::Suggestions { items: Vec::new() };
    tool_uses::insert(&mut tx, &used).await.unwrap();
    assert!(
        !tool_uses::set_output(&mut tx, used.id, &changed)
            .await
            .unwrap()
    );
    assert!(tool_uses::end(&mut tx, &done(&used)).await.unwrap());
    assert!(
        tool_uses::set_output(&mut tx, used.id, &changed)
            .await
            .unwrap()
    );
    let found = tool_uses::get(&mut tx, used.id).await.unwrap().unwrap();
    assert_eq!(found.output, Some(changed));
}

async fn the_last_uses_are_the_first(world: World) {
    let mut tx = world.write().await;
    let (mut first, mut second, third) = (begun(&world), begun(&world), begun(&world));
    first.at = after(1);
    second.at = after(2);
    for each in [&first, &second, &third] {
        tool_uses::insert(&mut tx, each).await.unwrap();
    }
    assert_eq!(tool_uses::list(&mut tx, 2).await.unwrap(), [second, first]);
}

async fn a_use_of_a_post_that_is_not_there_is_refused(world: World) {
    let mut tx = world.write().await;
    let used = ToolUse {
        origin: Some(ToolOrigin {
            post: PostId(fresh()),
            field: ContentField::Body,
        }),
        ..begun(&world)
    };
    let refused = tool_uses::insert(&mut tx, &used).await;
    assert!(matches!(refused, Err(Error::Missing { .. })), "{refused:?}");
}

async fn an_entry_is_there_once(world: World) {
    let mut tx = world.write().await;
    let (_, first) = add_tools(&mut tx, &world).await;
    let again = term(&world, first.brand, "guests", Some("de"));
    assert!(!terms::insert(&mut tx, &again).await.unwrap());
    let mut everywhere = term(&world, first.brand, "guests", None);
    everywhere.at = after(1);
    assert!(terms::insert(&mut tx, &everywhere).await.unwrap());
    assert_eq!(
        terms::list(&mut tx, first.brand).await.unwrap(),
        [first.clone(), everywhere]
    );
    assert!(terms::delete(&mut tx, first.term.id).await.unwrap());
    assert!(!terms::delete(&mut tx, first.term.id).await.unwrap());
}

async fn another_organization_sees_no_use_and_no_term(world: World) {
    let mut tx = world.write().await;
    let (used, term) = add_tools(&mut tx, &world).await;
    tx.commit().await.unwrap();
    let mut tx = world.db().write(world.other).await.unwrap();
    assert_eq!(tool_uses::get(&mut tx, used.id).await.unwrap(), None);
    assert_eq!(tool_uses::list(&mut tx, 9).await.unwrap(), []);
    assert!(!tool_uses::end(&mut tx, &done(&used)).await.unwrap());
    assert!(!tool_uses::delete(&mut tx, used.id).await.unwrap());
    assert_eq!(terms::list(&mut tx, term.brand).await.unwrap(), []);
    assert!(!terms::delete(&mut tx, term.term.id).await.unwrap());
}

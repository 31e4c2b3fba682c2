//! Accounts and briefs: getting in, and what is kept of half-finished forms.

use domain::{access::Scope, brief::BriefDraft, problem::Code};
use testkit::{
    db::TestDb,
    world::{EMAIL, PASSWORD, World},
};
use usecases::{
    Settings,
    accounts::{self, Credentials, SetUp, TokenRequest},
    briefs, campaigns,
};

fn first_owner(code: &str) -> SetUp {
    SetUp {
        org_name: "Lindner".into(),
        name: "Ada".into(),
        email: EMAIL.into(),
        password: PASSWORD.into(),
        code: code.into(),
    }
}

#[tokio::test]
async fn only_the_first_visitor_can_make_the_organization() {
    let world = World::sqlite().await;
    world.owner().await;
    let refused = accounts::set_up(&world.services, first_owner(""))
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(refused.code, Code::WrongState);
}

#[tokio::test]
async fn where_a_set_up_code_is_asked_for_it_must_be_right() {
    let settings = Settings {
        setup_code: Some("7H2K-9QXM".into()),
        ..Settings::default()
    };
    let world = World::on(TestDb::sqlite().await, settings);
    let refused = accounts::set_up(&world.services, first_owner("wrong"))
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(
        (refused.code, refused.fields[0].field.as_str()),
        (Code::SetupCode, "code")
    );
    assert!(
        accounts::set_up(&world.services, first_owner(" 7H2K-9QXM "))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn every_field_of_the_first_run_page_is_checked_at_once() {
    let world = World::sqlite().await;
    let refused = accounts::set_up(
        &world.services,
        SetUp {
            password: "short".into(),
            ..SetUp::default()
        },
    )
    .await
    .unwrap_err();
    let fields: Vec<_> = refused
        .into_problem()
        .fields
        .into_iter()
        .map(|problem| problem.field)
        .collect();
    assert_eq!(fields, ["org_name", "name", "email", "password"]);
}

#[tokio::test]
async fn a_session_ends_when_its_person_signs_out() {
    let world = World::sqlite().await;
    world.owner().await;
    let wrong = Credentials {
        email: EMAIL.into(),
        password: "not this one at all".into(),
    };
    assert_eq!(
        accounts::sign_in(&world.services, wrong)
            .await
            .unwrap_err()
            .into_problem()
            .code,
        Code::WrongCredentials
    );
    let right = Credentials {
        email: EMAIL.to_uppercase(),
        password: PASSWORD.into(),
    };
    let session = accounts::sign_in(&world.services, right).await.unwrap();
    let secret = session.secret.expose();
    assert_eq!(
        accounts::signed_in(&world.services, secret)
            .await
            .unwrap()
            .unwrap()
            .me
            .name,
        "Ada"
    );
    accounts::sign_out(&world.services, secret).await.unwrap();
    assert!(
        accounts::signed_in(&world.services, secret)
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_session_that_is_used_lasts_and_one_that_is_not_ends() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    for _ in 0..3 {
        world.clock.advance_seconds(20 * 24 * 3600);
        assert!(
            accounts::signed_in(&world.services, &owner.session)
                .await
                .unwrap()
                .is_some()
        );
    }
    world.clock.advance_seconds(31 * 24 * 3600);
    assert!(
        accounts::signed_in(&world.services, &owner.session)
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_token_acts_within_its_scopes_until_it_is_revoked() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let request = TokenRequest {
        name: "Reporting".into(),
        scopes: vec![Scope::Read],
    };
    let made = accounts::create_token(&world.services, &owner.actor, request)
        .await
        .unwrap();
    let reader = accounts::token_actor(&world.services, &made.secret)
        .await
        .unwrap()
        .unwrap();
    assert!(
        campaigns::list(&world.services, &reader, None, 10)
            .await
            .is_ok()
    );
    let refused = campaigns::create(&world.services, &reader, world.brief())
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(refused.code, Code::NotAllowed);
    accounts::revoke_token(&world.services, &owner.actor, made.token.id)
        .await
        .unwrap();
    assert!(
        accounts::token_actor(&world.services, &made.secret)
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_half_finished_brief_is_kept_as_typed_and_says_what_is_missing() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let brief = briefs::start(&world.services, &owner.actor, None)
        .await
        .unwrap();
    let draft = BriefDraft {
        goal: "  <b>Sell</b>\r\n".into(),
        post_count: "many".into(),
        ..brief.draft
    };
    let saved = briefs::save(&world.services, &owner.actor, brief.id, draft.clone(), None)
        .await
        .unwrap();
    assert_eq!(saved.draft, draft);
    assert!(
        saved
            .problems
            .iter()
            .any(|problem| problem.field == "post_count")
    );
    let refused = campaigns::submit(&world.services, &owner.actor, brief.id)
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(refused.fields, saved.problems);
    let nul = BriefDraft {
        title: "a\0".into(),
        ..draft.clone()
    };
    assert!(
        briefs::save(&world.services, &owner.actor, brief.id, nul, None)
            .await
            .is_err()
    );
    assert_eq!(
        briefs::get(&world.services, &owner.actor, brief.id)
            .await
            .unwrap()
            .draft,
        draft
    );
}

#[tokio::test]
async fn submitting_twice_makes_one_campaign() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let brief = briefs::create(&world.services, &owner.actor, world.brief())
        .await
        .unwrap()
        .id;
    let first = campaigns::submit(&world.services, &owner.actor, brief)
        .await
        .unwrap();
    assert_eq!(
        campaigns::submit(&world.services, &owner.actor, brief)
            .await
            .unwrap(),
        first
    );
    let refused = briefs::save(&world.services, &owner.actor, brief, world.brief(), None)
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(refused.code, Code::WrongState);
}

#[tokio::test]
async fn without_a_model_a_brief_in_another_language_is_refused_with_the_way_out() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let brief = BriefDraft {
        language: "de".into(),
        ..world.brief()
    };
    let refused = campaigns::create(&world.services, &owner.actor, brief)
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(refused.fields[0].field, "language");
    assert!(
        refused.detail.contains("connect a model"),
        "{}",
        refused.detail
    );
}

#[tokio::test]
async fn pages_of_the_list_hold_every_campaign_once() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    for _ in 0..5 {
        campaigns::create(&world.services, &owner.actor, world.brief())
            .await
            .unwrap();
    }
    let (mut after, mut seen) = (None, Vec::new());
    loop {
        let page = campaigns::list(&world.services, &owner.actor, after.as_deref(), 2)
            .await
            .unwrap();
        seen.extend(
            page.items
                .into_iter()
                .map(|item| (item.created_at, item.id)),
        );
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 5);
    assert!(seen.windows(2).all(|pair| pair[0] > pair[1]));
}

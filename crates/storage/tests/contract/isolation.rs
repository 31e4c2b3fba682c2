//! One organization's ids are nothing to another.

use domain::{
    brief::BriefDraft,
    event::Happening,
    ids::{AssetId, BrandId, DecisionId, JobId, PostId, SessionId, StepId, TokenId, VersionId},
    picture::ImageBrief,
    post::{PostState, Verdict},
    problem::{Code, Problem},
    run::{RunState, StepKey, StepKind, StepOutput},
    usage::{Cost, Tokens},
    video::Storyboard,
};
use storage::{
    Error, OrgTx, assets, brands, briefs, campaigns, decisions, events, idempotency,
    jobs::{self, NewJob},
    made_images::{self, MadeImage},
    posts, runs, sessions,
    steps::{self, NewStep},
    tokens, variants, vectors, versions,
    videos::{self, MadeVideo},
};

use crate::{
    on_both,
    questions::{self, ask},
    raw, spending,
    vectors::vector_of,
    world::{DRAFT, START, World, add_post, add_step, after, found, fresh, new_version},
};

on_both!(
    another_organizations_ids_read_as_nothing,
    another_organizations_pictures_read_as_nothing,
    another_organizations_ids_change_nothing,
    another_organizations_films_stay_as_they_are,
    another_organizations_findings_are_neither_read_nor_written,
    another_organizations_posts_and_jobs_stay_as_they_are,
    another_organizations_rows_cannot_be_referred_to,
    what_was_said_cannot_be_changed,
    a_row_that_cannot_be_read_is_named,
);

/// Something of everything, committed for the organization that tests act for.
pub struct Owned {
    campaign: domain::ids::CampaignId,
    brief: domain::ids::BriefId,
    pub run: domain::ids::RunId,
    pub step: StepId,
    post: posts::Post,
    asset: AssetId,
    job: JobId,
    token: TokenId,
}

pub async fn everything(world: &World) -> Owned {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let brief = campaigns::get(&mut tx, campaign)
        .await
        .unwrap()
        .unwrap()
        .brief_id;
    brands::insert(&mut tx, BrandId(fresh()), "Brand", START)
        .await
        .unwrap();
    crate::voice::add_voice(&mut tx, world).await;
    crate::tools::add_tools(&mut tx, world).await;
    crate::wordings::add_wording(&mut tx, world).await;
    crate::readers::add_reader(&mut tx, world).await;
    let step = add_step(&mut tx, campaign, run, DRAFT).await;
    ask(&mut tx, step).await;
    questions::answer(&mut tx, step).await;
    let (post, version) = add_post(&mut tx, campaign, run, 1, 1).await;
    variants::offer(&mut tx, post.id, step).await.unwrap();
    vectors::keep(&mut tx, &vector_of(&post)).await.unwrap();
    let decision = decision(world, &post, &version);
    decisions::insert(&mut tx, &decision).await.unwrap();
    let asset = asset(campaign);
    assets::insert(&mut tx, &asset).await.unwrap();
    made_images::insert(&mut tx, &made_image(asset.id, post.id, step))
        .await
        .unwrap();
    videos::insert(&mut tx, &made_video(asset.id, post.id, step))
        .await
        .unwrap();
    steps::begin(&mut tx, step, START).await.unwrap();
    let job = serde_json::json!({});
    assert!(videos::order(&mut tx, step, &job, START).await.unwrap());
    events::append(&mut tx, campaign, &Happening::Post { post: post.id }, START)
        .await
        .unwrap();
    let job = new_job();
    jobs::enqueue(&mut tx, &job).await.unwrap();
    idempotency::begin(&mut tx, world.user, "k", &[1; 32], START)
        .await
        .unwrap();
    let token = TokenId(fresh());
    tokens::insert(&mut tx, &new_token(world, token))
        .await
        .unwrap();
    spending::everything(&mut tx, world.user).await;
    tx.commit().await.unwrap();
    add_session(world).await;
    Owned {
        campaign,
        brief,
        run,
        step,
        post,
        asset: asset.id,
        job: job.id,
        token,
    }
}

async fn add_session(world: &World) {
    let mut tx = world.db().system().await.unwrap();
    let session = sessions::NewSession {
        id: SessionId(fresh()),
        user: world.user,
        org: world.org,
        secret_hash: [3; 32],
        created_at: START,
        expires_at: after(9),
    };
    sessions::insert(&mut tx, &session).await.unwrap();
    tx.commit().await.unwrap();
}

fn new_job() -> NewJob {
    NewJob {
        id: JobId(fresh()),
        kind: "run_step",
        payload: serde_json::json!({}),
        campaign: None,
        run_at: START,
        max_attempts: 1,
    }
}

fn new_token(world: &World, id: TokenId) -> tokens::NewToken {
    let secret = id.0.as_bytes().repeat(2).try_into().unwrap();
    tokens::NewToken {
        id,
        user: world.user,
        name: "t".into(),
        secret_hash: secret,
        scopes: Vec::new(),
        created_at: START,
    }
}

pub fn asset(campaign: domain::ids::CampaignId) -> assets::Asset {
    assets::Asset {
        id: AssetId(fresh()),
        campaign,
        content_type: "image/png".into(),
        file_name: "a.png".into(),
        path: "a".into(),
        bytes: 1,
        sha256: "0".repeat(64),
        source: None,
        alt: None,
        size: Some((640, 480)),
    }
}

pub fn made_image(asset: AssetId, post: PostId, step: StepId) -> MadeImage {
    MadeImage {
        asset,
        post,
        step,
        brief: ImageBrief {
            shows: "A loaf".into(),
            ..ImageBrief::default()
        },
        provider: "gemini".into(),
        model: "gemini-3.1-flash-image".into(),
        cost: Some(Cost(67_200)),
        made_at: START,
    }
}

pub fn made_video(asset: AssetId, post: PostId, step: StepId) -> MadeVideo {
    MadeVideo {
        asset,
        post,
        step,
        storyboard: Storyboard::default(),
        first_frame: Some(asset),
        size: (1_280, 720),
        millis: 7_958,
        provider: "vertex".into(),
        model: "veo-3.1-fast-generate-001".into(),
        cost: Some(Cost(800_000)),
        made_at: START,
    }
}

fn decision(world: &World, post: &posts::Post, version: &versions::Version) -> decisions::Decision {
    decisions::Decision {
        id: DecisionId(fresh()),
        post: post.id,
        version: version.id,
        version_number: 1,
        version_hash: version.hash.clone(),
        verdict: Verdict::Approve,
        reason: None,
        user: world.user,
        by_name: "Ada".into(),
        at: START,
    }
}

async fn strangers(world: &World) -> OrgTx {
    world.db().write(world.other).await.unwrap()
}

async fn another_organizations_ids_read_as_nothing(world: World) {
    let own = everything(&world).await;
    let mut tx = strangers(&world).await;
    assert_eq!(brands::default(&mut tx).await.unwrap(), None);
    assert_eq!(tokens::list(&mut tx, world.user).await.unwrap(), []);
    assert_eq!(briefs::get(&mut tx, own.brief).await.unwrap(), None);
    assert_eq!(briefs::list_open(&mut tx, 9).await.unwrap(), []);
    assert_eq!(campaigns::get(&mut tx, own.campaign).await.unwrap(), None);
    assert_eq!(campaigns::list(&mut tx, None, 9).await.unwrap(), []);
    assert_eq!(
        campaigns::list(&mut tx, Some((after(9), own.campaign)), 9)
            .await
            .unwrap(),
        []
    );
    assert_eq!(runs::get(&mut tx, own.run).await.unwrap(), None);
    assert_eq!(
        runs::of_campaign(&mut tx, own.campaign).await.unwrap(),
        None
    );
    assert_eq!(runs::lock(&mut tx, own.run).await.unwrap(), None);
    assert_eq!(steps::get(&mut tx, own.step).await.unwrap(), None);
    assert_eq!(steps::list(&mut tx, own.run).await.unwrap(), []);
    assert_eq!(
        steps::list_without_content(&mut tx, own.run).await.unwrap(),
        []
    );
    assert_eq!(steps::states(&mut tx, own.run).await.unwrap(), []);
    assert_eq!(steps::output(&mut tx, own.run, DRAFT).await.unwrap(), None);
    assert_eq!(
        steps::rounds(&mut tx, own.run, StepKind::Draft, 1, 1)
            .await
            .unwrap(),
        0
    );
    assert_eq!(
        steps::open_regeneration(&mut tx, own.run, 1, 1)
            .await
            .unwrap(),
        None
    );
    assert_eq!(posts::get(&mut tx, own.post.id).await.unwrap(), None);
    assert_eq!(posts::lock(&mut tx, own.post.id).await.unwrap(), None);
    assert_eq!(posts::list(&mut tx, own.campaign, 1).await.unwrap(), []);
    assert_eq!(posts::ids(&mut tx, own.campaign, 1).await.unwrap(), []);
    assert_eq!(
        versions::get(&mut tx, own.post.version).await.unwrap(),
        None
    );
    assert_eq!(versions::list(&mut tx, own.post.id).await.unwrap(), []);
    assert_eq!(decisions::list(&mut tx, own.post.id).await.unwrap(), []);
    assert_eq!(variants::list(&mut tx, own.post.id).await.unwrap(), []);
    assert_eq!(
        events::after(&mut tx, own.campaign, 0, 9).await.unwrap(),
        []
    );
    assert_eq!(jobs::failed(&mut tx, 9).await.unwrap(), []);
}

async fn another_organizations_pictures_read_as_nothing(world: World) {
    let own = everything(&world).await;
    let mut tx = strangers(&world).await;
    assert_eq!(assets::get(&mut tx, own.asset).await.unwrap(), None);
    assert_eq!(assets::list(&mut tx, own.campaign).await.unwrap(), []);
    assert_eq!(assets::brought(&mut tx, own.campaign).await.unwrap(), []);
    assert_eq!(made_images::get(&mut tx, own.asset).await.unwrap(), None);
    assert_eq!(
        made_images::of_post(&mut tx, own.post.id).await.unwrap(),
        []
    );
    assert!(
        !versions::show(&mut tx, own.campaign, own.asset)
            .await
            .unwrap()
    );
    assert_eq!(videos::get(&mut tx, own.asset).await.unwrap(), None);
    assert_eq!(videos::of_post(&mut tx, own.post.id).await.unwrap(), []);
    assert_eq!(videos::ordered(&mut tx, own.step).await.unwrap(), None);
    let kinds = [StepKind::Draft, StepKind::Image];
    assert_eq!(
        steps::of_slot(&mut tx, own.run, 1, 1, kinds).await.unwrap(),
        []
    );
}

async fn another_organizations_ids_change_nothing(world: World) {
    let own = everything(&world).await;
    let mut tx = strangers(&world).await;
    let record = steps::StepRecord {
        provider: None,
        model: None,
        prompt_version: None,
        input_hash: None,
        tokens: Tokens::default(),
        cost: None,
        output: StepOutput::Findings(Vec::new()),
        answers: Vec::new(),
    };
    let problem = Problem::new(Code::Internal, "x");
    assert!(!tokens::revoke(&mut tx, own.token).await.unwrap());
    assert!(
        !briefs::update(&mut tx, own.brief, &BriefDraft::default(), START)
            .await
            .unwrap()
    );
    assert!(
        !briefs::set_campaign(&mut tx, own.brief, own.campaign)
            .await
            .unwrap()
    );
    assert!(!briefs::set_pasted(&mut tx, own.brief, "x").await.unwrap());
    assert!(!briefs::delete(&mut tx, own.brief).await.unwrap());
    assert!(
        !campaigns::touch(&mut tx, own.campaign, after(9))
            .await
            .unwrap()
    );
    assert!(
        !runs::set_state(&mut tx, own.run, RunState::Done)
            .await
            .unwrap()
    );
    assert!(!runs::set_take(&mut tx, own.run, 9, 0).await.unwrap());
    assert!(!steps::begin(&mut tx, own.step, START).await.unwrap());
    assert!(
        !steps::finish(&mut tx, own.step, &record, START)
            .await
            .unwrap()
    );
    assert!(
        !steps::fail(&mut tx, own.step, &problem, START)
            .await
            .unwrap()
    );
    assert!(!steps::requeue(&mut tx, own.step).await.unwrap());
    assert!(!steps::cancel(&mut tx, own.step, START).await.unwrap());
    assert!(!made_images::delete(&mut tx, own.asset).await.unwrap());
    assert_eq!(
        steps::cancel_open(&mut tx, own.run, START).await.unwrap(),
        []
    );
}

async fn another_organizations_films_stay_as_they_are(world: World) {
    let own = everything(&world).await;
    let mut tx = strangers(&world).await;
    assert!(!videos::delete(&mut tx, own.asset).await.unwrap());
    assert!(!videos::end(&mut tx, own.step, START).await.unwrap());
    assert!(!videos::forget(&mut tx, own.step).await.unwrap());
    let job = serde_json::json!({});
    assert!(!videos::order(&mut tx, own.step, &job, START).await.unwrap());
}

async fn another_organizations_findings_are_neither_read_nor_written(world: World) {
    let own = everything(&world).await;
    let (run, StepKey { take, slot, .. }) = (own.run, DRAFT);
    let mut tx = world.write().await;
    let problem = Problem::new(Code::Provider, "It was held back.");
    assert!(
        steps::fail(&mut tx, own.step, &problem, START)
            .await
            .unwrap()
    );
    assert!(
        steps::leave_finding(&mut tx, own.step, &found())
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    let mut tx = strangers(&world).await;
    assert!(
        !steps::leave_finding(&mut tx, own.step, &found())
            .await
            .unwrap()
    );
    let none = steps::findings_of_failed(&mut tx, run, take, slot).await;
    assert_eq!(none.unwrap(), []);
    drop(tx);
    let mut tx = world.read().await;
    let all = steps::findings_of_failed(&mut tx, run, take, slot).await;
    assert_eq!(all.unwrap(), [found()]);
}

async fn another_organizations_posts_and_jobs_stay_as_they_are(world: World) {
    let own = everything(&world).await;
    let mut tx = strangers(&world).await;
    assert!(
        !posts::set_state(&mut tx, own.post.id, PostState::Approved, START)
            .await
            .unwrap()
    );
    assert!(
        !posts::set_locked(&mut tx, own.post.id, &[], START)
            .await
            .unwrap()
    );
    let version = own.post.version;
    assert!(
        !posts::set_current(&mut tx, own.post.id, version, PostState::Approved, START)
            .await
            .unwrap()
    );
    assert!(
        !variants::withdraw(&mut tx, own.post.id, own.step)
            .await
            .unwrap()
    );
    assert!(!jobs::complete(&mut tx, own.job).await.unwrap());
    assert!(!jobs::bury(&mut tx, own.job, "x", START).await.unwrap());
    assert!(!jobs::revive(&mut tx, own.job, START).await.unwrap());
    assert_eq!(jobs::cancel(&mut tx, &[own.job]).await.unwrap(), 0);
    assert!(!idempotency::forget(&mut tx, world.user, "k").await.unwrap());
    let refused = events::append(
        &mut tx,
        own.campaign,
        &Happening::Post { post: own.post.id },
        START,
    )
    .await;
    assert!(matches!(refused, Err(Error::Missing { .. })), "{refused:?}");
}

async fn another_organizations_rows_cannot_be_referred_to(world: World) {
    let own = everything(&world).await;
    let missing = |result: Result<(), Error>| {
        assert!(matches!(result, Err(Error::Missing { .. })), "{result:?}");
    };

    let mut tx = strangers(&world).await;
    missing(tokens::insert(&mut tx, &new_token(&world, TokenId(fresh()))).await);
    drop(tx);
    let mut tx = strangers(&world).await;
    let key = StepKey::whole(StepKind::Analyse);
    let step = NewStep {
        id: StepId(fresh()),
        run: own.run,
        campaign: own.campaign,
        key,
        input: None,
    };
    missing(steps::enqueue(&mut tx, &step, START).await.map(drop));
    drop(tx);
    let mut tx = strangers(&world).await;
    missing(versions::insert(&mut tx, &new_version(&own.post, VersionId(fresh()), 2, "x")).await);
    drop(tx);
    let mut tx = strangers(&world).await;
    missing(variants::offer(&mut tx, own.post.id, own.step).await);
    drop(tx);
    let mut tx = strangers(&world).await;
    missing(
        assets::insert(&mut tx, &asset(own.campaign))
            .await
            .map(drop),
    );
    drop(tx);
    let mut tx = strangers(&world).await;
    let made = made_image(own.asset, own.post.id, own.step);
    missing(made_images::insert(&mut tx, &made).await);
    drop(tx);
    let mut tx = strangers(&world).await;
    let made = made_video(own.asset, own.post.id, own.step);
    missing(videos::insert(&mut tx, &made).await);
    drop(tx);
    let mut tx = strangers(&world).await;
    let job = NewJob {
        campaign: Some(own.campaign),
        ..new_job()
    };
    missing(jobs::enqueue(&mut tx, &job).await.map(drop));
    drop(tx);
    let mut tx = strangers(&world).await;
    missing(
        briefs::insert(
            &mut tx,
            own.brief,
            world.user,
            &BriefDraft::default(),
            START,
        )
        .await,
    );
}

async fn what_was_said_cannot_be_changed(world: World) {
    everything(&world).await;
    for statement in [
        "UPDATE versions SET number = 2",
        "UPDATE decisions SET by_name = 'Eve'",
        "UPDATE events SET seq = 99",
    ] {
        let refused = raw::run(&world, statement).await.unwrap_err().to_string();
        assert!(refused.contains("never changes"), "{statement}: {refused}");
    }
    raw::run(&world, "UPDATE briefs SET title = 'x'")
        .await
        .unwrap();
}

async fn a_row_that_cannot_be_read_is_named(world: World) {
    let own = everything(&world).await;
    raw::run(&world, "UPDATE campaigns SET brief = '{}'")
        .await
        .unwrap();
    let error = campaigns::get(&mut world.read().await, own.campaign)
        .await
        .unwrap_err();
    let Error::Corrupt {
        table, column, row, ..
    } = &error
    else {
        panic!("{error:?}")
    };
    assert_eq!(
        (*table, *column, row.clone()),
        ("campaigns", "brief", own.campaign.to_string())
    );
    assert!(!error.is_unavailable());
}

//! Versions of voices, samples, golden texts and trials.

use domain::{
    ids::{BrandId, GoldenId, SampleId, VoiceId},
    voice::{Decided, Judged, RuleKind, Sample, SampleKind, SampleOrigin, Voice},
};
use storage::{
    Error, OrgTx, brands, campaigns,
    golden::{self, GoldenText},
    samples::{self, StoredSample},
    trials::{self, Trial},
    voices::{self, VoiceVersion},
};

use crate::{
    on_both, raw,
    world::{START, World, after, fresh},
};

on_both!(
    a_brand_has_one_draft_and_what_is_published_stays,
    the_last_published_version_is_the_one_that_is_spoken,
    a_draft_can_be_given_up,
    samples_come_back_as_they_were_given,
    a_post_is_in_the_golden_set_once,
    a_person_has_one_trial,
    a_campaign_keeps_its_version,
    what_is_published_cannot_be_changed_past_the_functions,
    another_organization_sees_no_voice,
);

/// A brand, with a version, a sample, a golden text and a trial of it.
pub struct Spoken {
    pub brand: BrandId,
    pub version: VoiceVersion,
    pub sample: StoredSample,
    pub golden: GoldenText,
}

pub async fn add_voice(tx: &mut OrgTx, world: &World) -> Spoken {
    let brand = add_brand(tx).await;
    let version = version(world, brand, 1);
    voices::insert(tx, &version).await.unwrap();
    let sample = stored(world, brand, "We bake at five. \u{202e}🥖</script>");
    samples::insert(tx, &sample).await.unwrap();
    let golden = GoldenText {
        decided: Decided {
            id: GoldenId(fresh()),
            approved: true,
            text: "Warm at seven.".into(),
        },
        brand,
        post: None,
        user: world.user,
        by_name: "Ada".into(),
        at: START,
    };
    golden::put(tx, &golden).await.unwrap();
    let trial = Trial {
        text: "Try".into(),
        judged: None,
        at: START,
    };
    trials::put(tx, brand, world.user, &trial).await.unwrap();
    Spoken {
        brand,
        version,
        sample,
        golden,
    }
}

async fn add_brand(tx: &mut OrgTx) -> BrandId {
    let brand = BrandId(fresh());
    brands::insert(tx, brand, "Bakery", START).await.unwrap();
    brand
}

fn version(world: &World, brand: BrandId, number: u32) -> VoiceVersion {
    let mut voice = Voice::default();
    voice.write(
        None,
        RuleKind::Ban {
            term: format!("cheap {number}"),
        },
    );
    VoiceVersion {
        id: VoiceId(fresh()),
        brand,
        number,
        published: false,
        voice,
        note: String::new(),
        user: world.user,
        by_name: "Ada".into(),
        at: after(i64::from(number)),
    }
}

fn published(version: &VoiceVersion) -> VoiceVersion {
    VoiceVersion {
        published: true,
        note: "First".into(),
        ..version.clone()
    }
}

fn stored(world: &World, brand: BrandId, text: &str) -> StoredSample {
    StoredSample {
        sample: Sample {
            id: SampleId(fresh()),
            kind: SampleKind::Guide,
            origin: SampleOrigin::File {
                name: "guide.pdf".into(),
            },
            context: "Instagram".into(),
            text: text.into(),
        },
        brand,
        user: world.user,
        by_name: "Ada".into(),
        at: START,
    }
}

async fn a_brand_has_one_draft_and_what_is_published_stays(world: World) {
    let mut tx = world.write().await;
    let brand = add_brand(&mut tx).await;
    let first = version(&world, brand, 1);
    voices::insert(&mut tx, &first).await.unwrap();
    assert_eq!(
        voices::draft(&mut tx, brand).await.unwrap(),
        Some(first.clone())
    );
    assert_eq!(
        voices::lock_draft(&mut tx, brand).await.unwrap(),
        Some(first.clone())
    );
    assert_eq!(voices::published(&mut tx, brand).await.unwrap(), None);
    assert!(voices::save(&mut tx, &published(&first)).await.unwrap());
    assert_eq!(voices::draft(&mut tx, brand).await.unwrap(), None);
    assert_eq!(
        voices::get(&mut tx, first.id).await.unwrap(),
        Some(published(&first))
    );
    assert!(
        !voices::save(&mut tx, &first).await.unwrap(),
        "it is no draft any more"
    );
    voices::insert(&mut tx, &version(&world, brand, 2))
        .await
        .unwrap();
    let third = voices::insert(&mut tx, &version(&world, brand, 3)).await;
    assert!(matches!(third, Err(Error::Conflict { .. })), "{third:?}");
}

async fn the_last_published_version_is_the_one_that_is_spoken(world: World) {
    let mut tx = world.write().await;
    let brand = add_brand(&mut tx).await;
    let other = add_brand(&mut tx).await;
    let (first, second) = (version(&world, brand, 1), version(&world, brand, 2));
    for each in [&first, &second] {
        voices::insert(&mut tx, &published(each)).await.unwrap();
    }
    let draft = version(&world, brand, 3);
    voices::insert(&mut tx, &draft).await.unwrap();
    assert_eq!(
        voices::published(&mut tx, brand).await.unwrap(),
        Some(published(&second))
    );
    assert_eq!(
        voices::list(&mut tx, brand).await.unwrap(),
        [draft, published(&second), published(&first)]
    );
    assert_eq!(voices::list(&mut tx, other).await.unwrap(), []);
    let again = voices::insert(&mut tx, &published(&version(&world, brand, 2))).await;
    assert!(
        matches!(&again, Err(Error::Conflict { constraint }) if constraint.contains("brand_id")),
        "{again:?}"
    );
}

async fn a_draft_can_be_given_up(world: World) {
    let mut tx = world.write().await;
    let brand = add_brand(&mut tx).await;
    let first = version(&world, brand, 1);
    voices::insert(&mut tx, &published(&first)).await.unwrap();
    assert!(!voices::discard(&mut tx, brand).await.unwrap());
    voices::insert(&mut tx, &version(&world, brand, 2))
        .await
        .unwrap();
    assert!(voices::discard(&mut tx, brand).await.unwrap());
    assert_eq!(
        voices::list(&mut tx, brand).await.unwrap(),
        [published(&first)]
    );
}

async fn samples_come_back_as_they_were_given(world: World) {
    let mut tx = world.write().await;
    let spoken = add_voice(&mut tx, &world).await;
    let id = spoken.sample.sample.id;
    let second = StoredSample {
        at: after(5),
        ..stored(&world, spoken.brand, "Second")
    };
    samples::insert(&mut tx, &second).await.unwrap();
    assert_eq!(
        samples::get(&mut tx, id).await.unwrap(),
        Some(spoken.sample.clone())
    );
    assert_eq!(
        samples::list(&mut tx, spoken.brand).await.unwrap(),
        [spoken.sample, second.clone()]
    );
    assert!(samples::delete(&mut tx, id).await.unwrap());
    assert!(!samples::delete(&mut tx, id).await.unwrap());
    assert_eq!(
        samples::list(&mut tx, spoken.brand).await.unwrap(),
        [second]
    );
}

async fn a_post_is_in_the_golden_set_once(world: World) {
    let (post, _) = world.post().await;
    let mut tx = world.write().await;
    let spoken = add_voice(&mut tx, &world).await;
    let of_post = |approved, seconds| GoldenText {
        decided: Decided {
            id: GoldenId(fresh()),
            approved,
            text: "A post".into(),
        },
        post: Some(post.id),
        at: after(seconds),
        ..spoken.golden.clone()
    };
    golden::put(&mut tx, &of_post(true, 1)).await.unwrap();
    let last = of_post(false, 2);
    golden::put(&mut tx, &last).await.unwrap();
    assert_eq!(
        golden::list(&mut tx, spoken.brand).await.unwrap(),
        [last.clone(), spoken.golden]
    );
    assert!(golden::delete(&mut tx, last.decided.id).await.unwrap());
    assert!(!golden::delete(&mut tx, last.decided.id).await.unwrap());
}

async fn a_person_has_one_trial(world: World) {
    let mut tx = world.write().await;
    let spoken = add_voice(&mut tx, &world).await;
    let trial = Trial {
        text: "Another".into(),
        judged: Some(Judged {
            model: "m".into(),
            points: Some(70),
            ..Judged::default()
        }),
        at: after(9),
    };
    trials::put(&mut tx, spoken.brand, world.user, &trial)
        .await
        .unwrap();
    assert_eq!(
        trials::get(&mut tx, spoken.brand, world.user)
            .await
            .unwrap(),
        Some(trial)
    );
}

async fn a_campaign_keeps_its_version(world: World) {
    let (campaign, _) = world.campaign().await;
    let mut tx = world.write().await;
    let found = campaigns::get(&mut tx, campaign).await.unwrap().unwrap();
    assert_eq!(found.voice, None);
    let spoken = add_voice(&mut tx, &world).await;
    let with = campaigns::Campaign {
        id: domain::ids::CampaignId(fresh()),
        voice: Some(spoken.version.id),
        ..found
    };
    campaigns::insert(&mut tx, &with).await.unwrap();
    assert_eq!(
        campaigns::get(&mut tx, with.id).await.unwrap(),
        Some(with.clone())
    );
    let nowhere = campaigns::Campaign {
        id: domain::ids::CampaignId(fresh()),
        voice: Some(VoiceId(fresh())),
        ..with
    };
    assert!(campaigns::insert(&mut tx, &nowhere).await.is_err());
}

async fn what_is_published_cannot_be_changed_past_the_functions(world: World) {
    let mut tx = world.write().await;
    let spoken = add_voice(&mut tx, &world).await;
    tx.commit().await.unwrap();
    raw::run(&world, "UPDATE voices SET note = 'still a draft'")
        .await
        .unwrap();
    let mut tx = world.write().await;
    assert!(
        voices::save(&mut tx, &published(&spoken.version))
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    for statement in [
        "UPDATE voices SET note = 'x'",
        "UPDATE voices SET state = 'draft'",
        "UPDATE voice_samples SET text = 'x'",
    ] {
        let refused = raw::run(&world, statement).await.unwrap_err().to_string();
        assert!(refused.contains("never changes"), "{statement}: {refused}");
    }
}

async fn another_organization_sees_no_voice(world: World) {
    let mut tx = world.write().await;
    let spoken = add_voice(&mut tx, &world).await;
    tx.commit().await.unwrap();
    let mut tx = world.db().write(world.other).await.unwrap();
    let brand = spoken.brand;
    assert_eq!(voices::get(&mut tx, spoken.version.id).await.unwrap(), None);
    assert_eq!(voices::draft(&mut tx, brand).await.unwrap(), None);
    assert_eq!(voices::lock_draft(&mut tx, brand).await.unwrap(), None);
    assert_eq!(voices::published(&mut tx, brand).await.unwrap(), None);
    assert_eq!(voices::list(&mut tx, brand).await.unwrap(), []);
    assert!(!voices::discard(&mut tx, brand).await.unwrap());
    assert!(!voices::save(&mut tx, &spoken.version).await.unwrap());
    assert_eq!(
        samples::get(&mut tx, spoken.sample.sample.id)
            .await
            .unwrap(),
        None
    );
    assert_eq!(samples::list(&mut tx, brand).await.unwrap(), []);
    assert!(
        !samples::delete(&mut tx, spoken.sample.sample.id)
            .await
            .unwrap()
    );
    assert_eq!(golden::list(&mut tx, brand).await.unwrap(), []);
    assert!(
        !golden::delete(&mut tx, spoken.golden.decided.id)
            .await
            .unwrap()
    );
    assert_eq!(trials::get(&mut tx, brand, world.user).await.unwrap(), None);
    let foreign = voices::insert(&mut tx, &version(&world, brand, 9)).await;
    assert!(matches!(foreign, Err(Error::Missing { .. })), "{foreign:?}");
}

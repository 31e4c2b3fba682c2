//! Posts: versions, decisions, and what an edit does to an approval.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is missing here fails the test, as it should"
)]

use domain::{
    ids::PostId,
    post::{ContentHash, DecisionCommand, Origin, PostState, Verdict},
    problem::Code,
    views::PostView,
};
use testkit::world::{Person, World};
use usecases::{
    campaigns,
    posts::{self, Edit},
};

struct Desk {
    world: World,
    owner: Person,
    post: PostId,
}

impl Desk {
    async fn new() -> Self {
        let world = World::sqlite().await;
        let owner = world.owner().await;
        let campaign = world.finished_campaign(&owner.actor).await;
        let post = campaigns::get(&world.services, &owner.actor, campaign)
            .await
            .unwrap()
            .posts[0]
            .id;
        Self { world, owner, post }
    }

    async fn get(&self) -> PostView {
        posts::get(&self.world.services, &self.owner.actor, self.post)
            .await
            .unwrap()
    }

    async fn edit(&self, seen: &PostView, body: &str) -> usecases::Result<PostView> {
        let mut content = seen.version.content.clone();
        content.body = body.into();
        let edit = Edit {
            content,
            based_on: seen.version.hash.clone(),
        };
        posts::edit(&self.world.services, &self.owner.actor, self.post, edit).await
    }

    async fn decide(
        &self,
        hash: &ContentHash,
        verdict: Verdict,
        reason: &str,
    ) -> usecases::Result<PostView> {
        let command = DecisionCommand {
            verdict,
            version_hash: hash.clone(),
            reason: reason.into(),
        };
        posts::decide(&self.world.services, &self.owner.actor, self.post, command).await
    }
}

#[tokio::test]
async fn every_save_is_a_version_and_a_save_without_a_change_is_none() {
    let desk = Desk::new().await;
    let first = desk.get().await;
    let body = format!("{}\n\nSee you in Mill Street.", first.version.content.body);
    let second = desk.edit(&first, &body).await.unwrap();
    assert_eq!(
        (second.version.number, second.version.origin),
        (first.version.number + 1, Origin::Edited)
    );
    assert_eq!(
        second.version.hash,
        ContentHash::of(&second.version.content)
    );
    let same = desk.edit(&second, &body).await.unwrap();
    assert_eq!(same.version.id, second.version.id);
    let old = posts::get_version(&desk.world.services, &desk.owner.actor, first.version.id)
        .await
        .unwrap();
    assert_eq!(old.content, first.version.content);
}

#[tokio::test]
async fn an_edit_that_began_from_an_older_version_is_refused() {
    let desk = Desk::new().await;
    let seen = desk.get().await;
    desk.edit(&seen, "Mill Street: first.").await.unwrap();
    let refused = desk
        .edit(&seen, "Mill Street: second.")
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(refused.code, Code::Changed);
    assert_eq!(desk.get().await.version.content.body, "Mill Street: first.");
}

#[tokio::test]
async fn an_approval_is_bound_to_its_text_and_an_edit_voids_it() {
    let desk = Desk::new().await;
    let seen = desk.get().await;
    let approved = desk
        .decide(&seen.version.hash, Verdict::Approve, "")
        .await
        .unwrap();
    assert_eq!(approved.state, PostState::Approved);
    assert!(approved.decisions[0].standing);
    let edited = desk
        .edit(&approved, "Warm bread in Mill Street at seven.")
        .await
        .unwrap();
    assert_eq!(edited.state, PostState::InReview);
    assert!(!edited.decisions[0].standing);
    let late = desk
        .decide(&seen.version.hash, Verdict::Approve, "")
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(late.code, Code::Changed);
}

#[tokio::test]
async fn requesting_changes_keeps_its_reason_and_needs_one() {
    let desk = Desk::new().await;
    let seen = desk.get().await;
    let refused = desk
        .decide(&seen.version.hash, Verdict::RequestChanges, "  ")
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(refused.fields[0].field, "reason");
    let asked = desk
        .decide(
            &seen.version.hash,
            Verdict::RequestChanges,
            "Name the street first.",
        )
        .await
        .unwrap();
    assert_eq!(asked.state, PostState::ChangesRequested);
    assert_eq!(
        asked.decisions[0].reason.as_deref(),
        Some("Name the street first.")
    );
}

#[tokio::test]
async fn a_post_with_a_blocker_cannot_be_approved() {
    let desk = Desk::new().await;
    let seen = desk.get().await;
    let broken = desk
        .edit(&seen, "Mill Street [insert offer here]")
        .await
        .unwrap();
    assert!(!broken.findings.is_empty());
    let refused = desk
        .decide(&broken.version.hash, Verdict::Approve, "")
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(refused.code, Code::WrongState);
}

#[tokio::test]
async fn odd_text_comes_back_as_it_went_in_and_nul_is_refused() {
    let desk = Desk::new().await;
    let seen = desk.get().await;
    let odd = "Mill Street \u{202e}rtl\u{202c} 👨‍👩‍👧‍👦 <script>alert(1)</script> {{ 7*7 }} ${x}";
    assert_eq!(
        desk.edit(&seen, odd).await.unwrap().version.content.body,
        odd
    );
    let seen = desk.get().await;
    let refused = desk.edit(&seen, "a\0b").await.unwrap_err().into_problem();
    assert_eq!(
        (refused.code, refused.fields[0].field.as_str()),
        (Code::InvalidInput, "body")
    );
    let refused = desk
        .edit(&seen, &"a".repeat(1_000_000))
        .await
        .unwrap_err()
        .into_problem();
    assert!(refused.detail.contains("Shorten it"), "{}", refused.detail);
}

#[tokio::test]
async fn a_stranger_finds_nothing() {
    let desk = Desk::new().await;
    let stranger = desk.world.stranger().await;
    let found = posts::get(&desk.world.services, &stranger.actor, desk.post)
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(found.code, Code::NotFound);
    let hash = desk.get().await.version.hash;
    let command = DecisionCommand {
        verdict: Verdict::Approve,
        version_hash: hash,
        reason: String::new(),
    };
    let decided = posts::decide(&desk.world.services, &stranger.actor, desk.post, command)
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(decided.code, Code::NotFound);
}

//! An organization with posts, and what its owner does with them.

use domain::{
    post::{BulkAct, BulkCommand, PostsQuery, SeenPost},
    problem::Code,
    views::{FoundPost, PostView},
};
use storage::events;
use testkit::world::{Person, World};
use usecases::posts::{self, Edit};

pub struct Desk {
    pub world: World,
    pub owner: Person,
}

impl Desk {
    /// With a campaign of two posts.
    pub async fn new() -> Self {
        let world = World::sqlite().await;
        let owner = world.owner().await;
        world.finished_campaign(&owner.actor).await;
        Self { world, owner }
    }

    pub async fn find(&self, query: PostsQuery) -> Vec<FoundPost> {
        let found = posts::find(&self.world.services, &self.owner.actor, &query).await;
        found.unwrap().items
    }

    pub async fn all(&self) -> Vec<FoundPost> {
        self.find(PostsQuery::default()).await
    }

    pub async fn view(&self, found: &FoundPost) -> PostView {
        let view = posts::get(&self.world.services, &self.owner.actor, found.post.id).await;
        view.unwrap()
    }

    pub async fn edit(&self, seen: &PostView, body: &str) -> PostView {
        let mut content = seen.version.content.clone();
        content.body = body.into();
        let edit = Edit {
            content,
            based_on: seen.version.hash.clone(),
        };
        let edited = posts::edit(&self.world.services, &self.owner.actor, seen.id, edit).await;
        edited.unwrap()
    }

    /// What became of each post: whether it changed, or the code of its refusal.
    pub async fn bulk(&self, seen: &[FoundPost], act: BulkAct) -> Vec<Result<bool, Code>> {
        let posts = seen
            .iter()
            .map(|found| SeenPost {
                id: found.post.id,
                version_hash: found.version_hash.clone(),
            })
            .collect();
        let command = BulkCommand { posts, act };
        let report = posts::bulk(&self.world.services, &self.owner.actor, command).await;
        let outcomes = report.unwrap().outcomes;
        assert!(
            outcomes
                .iter()
                .map(|outcome| outcome.post)
                .eq(seen.iter().map(|found| found.post.id))
        );
        outcomes
            .into_iter()
            .map(|outcome| {
                outcome
                    .refusal
                    .map_or(Ok(outcome.changed), |refusal| Err(refusal.code))
            })
            .collect()
    }

    pub async fn happened(&self, found: &FoundPost) -> usize {
        let mut tx = self
            .world
            .services
            .db()
            .read(self.owner.actor.org)
            .await
            .unwrap();
        events::after(&mut tx, found.campaign, 0, 999)
            .await
            .unwrap()
            .len()
    }
}

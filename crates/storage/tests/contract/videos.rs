//! Films: ordered once a step, and kept with their record.

use domain::run::StepState;
use serde_json::json;
use storage::{
    assets, jobs, steps,
    videos::{self, MadeVideo, OrderedVideo},
};

use crate::{
    isolation::{asset, made_video},
    on_both,
    queue::{enqueue, job, lease},
    world::{DRAFT, START, World, add_step, after},
};

on_both!(
    a_step_orders_one_film_while_it_runs_and_another_after_that_is_forgotten,
    a_made_film_comes_back_with_its_record_and_leaves_with_its_file,
    a_job_that_is_put_off_is_as_new_when_it_is_due,
);

async fn a_step_orders_one_film_while_it_runs_and_another_after_that_is_forgotten(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let step = add_step(&mut tx, campaign, run, DRAFT).await;
    let first = json!({ "operation": "op1" });
    assert!(
        !videos::order(&mut tx, step, &first, START).await.unwrap(),
        "it does not run yet"
    );
    steps::begin(&mut tx, step, START).await.unwrap();
    assert!(
        videos::order(&mut tx, step, &first, after(1))
            .await
            .unwrap()
    );
    let second = json!({ "operation": "op2" });
    assert!(
        !videos::order(&mut tx, step, &second, after(2))
            .await
            .unwrap()
    );
    let ordered = OrderedVideo {
        step,
        job: first,
        begun_at: after(1),
        ended_at: None,
    };
    assert_eq!(
        videos::ordered(&mut tx, step).await.unwrap(),
        Some(ordered.clone())
    );
    assert!(videos::end(&mut tx, step, after(3)).await.unwrap());
    let ended = OrderedVideo {
        ended_at: Some(after(3)),
        ..ordered
    };
    assert_eq!(videos::ordered(&mut tx, step).await.unwrap(), Some(ended));
    assert!(videos::forget(&mut tx, step).await.unwrap());
    assert!(!videos::forget(&mut tx, step).await.unwrap());
    assert!(
        videos::order(&mut tx, step, &second, after(4))
            .await
            .unwrap()
    );
    let found = steps::get(&mut tx, step).await.unwrap().unwrap();
    assert_eq!(found.state, StepState::Running);
}

async fn a_made_film_comes_back_with_its_record_and_leaves_with_its_file(world: World) {
    let (post, _) = world.post().await;
    let mut tx = world.write().await;
    let step = add_step(&mut tx, post.campaign, post.run, DRAFT).await;
    let mut made = Vec::new();
    for at in 1..3 {
        let file = asset(post.campaign);
        assets::insert(&mut tx, &file).await.unwrap();
        let one = MadeVideo {
            made_at: after(at),
            cost: None,
            first_frame: None,
            ..made_video(file.id, post.id, step)
        };
        videos::insert(&mut tx, &one).await.unwrap();
        made.push(one);
    }
    let [first, second] = made.try_into().unwrap();
    assert_eq!(
        videos::of_post(&mut tx, post.id).await.unwrap(),
        [second, first.clone()]
    );
    assert_eq!(
        videos::get(&mut tx, first.asset).await.unwrap(),
        Some(first.clone())
    );
    let brought = assets::brought(&mut tx, post.campaign).await.unwrap();
    assert_eq!(brought, [], "what was made was not brought");
    assert!(videos::delete(&mut tx, first.asset).await.unwrap());
    assert!(!videos::delete(&mut tx, first.asset).await.unwrap());
    assert_eq!(assets::get(&mut tx, first.asset).await.unwrap(), None);
}

async fn a_job_that_is_put_off_is_as_new_when_it_is_due(world: World) {
    let new = job(0);
    enqueue(&world, &new).await;
    for wait in [10, 20] {
        let leased = lease(world.db(), "a", after(wait - 10), 1).await;
        assert_eq!(leased[0].attempts, 1);
        let mut tx = world.db().system().await.unwrap();
        jobs::put_off(&mut tx, new.id, after(wait)).await.unwrap();
        tx.commit().await.unwrap();
        assert!(lease(world.db(), "a", after(wait - 1), 1).await.is_empty());
    }
}

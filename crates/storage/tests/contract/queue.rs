//! Jobs.

use std::{collections::HashSet, sync::Arc};

use domain::{ids::JobId, time::Timestamp};
use storage::{
    Db, Wakes,
    jobs::{self, Counts, Job, NewJob},
};

use crate::{
    on_both,
    world::{START, World, after, fresh},
};

on_both!(
    a_job_is_leased_when_due_and_gone_when_done,
    a_lease_runs_out_unless_it_is_renewed,
    a_job_is_put_back_and_tried_again,
    a_job_that_failed_for_good_waits_for_a_person,
    a_job_that_failed_for_good_is_queued_anew,
    work_whose_worker_ends_is_no_attempt_and_is_left_alone_for_longer_each_time,
    leases_are_released_at_the_start_of_the_only_process,
    jobs_are_cancelled_together,
    no_two_workers_lease_the_same_job,
    a_commit_wakes_the_workers,
);

pub fn job(seconds: i64) -> NewJob {
    NewJob {
        id: JobId(fresh()),
        kind: "run_step",
        payload: serde_json::json!({ "step": "x" }),
        campaign: None,
        run_at: after(seconds),
        max_attempts: 4,
    }
}

pub async fn enqueue(world: &World, job: &NewJob) -> bool {
    let mut tx = world.write().await;
    let queued = jobs::enqueue(&mut tx, job).await.unwrap();
    tx.commit().await.unwrap();
    queued
}

pub async fn lease(db: &Db, worker: &str, now: Timestamp, limit: u32) -> Vec<Job> {
    let mut tx = db.system().await.unwrap();
    let leased = jobs::lease(&mut tx, worker, now, now.plus_seconds(30), limit)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    leased
}

async fn next_due(world: &World) -> Option<Timestamp> {
    jobs::next_due(&mut world.db().system_read().await.unwrap())
        .await
        .unwrap()
}

async fn counts(world: &World) -> Counts {
    jobs::counts(&mut world.db().system_read().await.unwrap())
        .await
        .unwrap()
}

async fn a_job_is_leased_when_due_and_gone_when_done(world: World) {
    assert_eq!(next_due(&world).await, None);
    let (campaign, _) = world.campaign().await;
    let new = NewJob {
        campaign: Some(campaign),
        ..job(10)
    };
    assert!(enqueue(&world, &new).await);
    assert!(!enqueue(&world, &new).await, "it is waiting already");
    assert_eq!(next_due(&world).await, Some(after(10)));
    assert!(lease(world.db(), "a", after(9), 5).await.is_empty());
    let leased = lease(world.db(), "a", after(10), 5).await;
    let expected = Job {
        id: new.id,
        org: world.org,
        kind: "run_step".into(),
        payload: new.payload.clone(),
        attempts: 1,
        interruptions: 0,
        max_attempts: 4,
    };
    assert_eq!(leased, [expected]);
    assert!(!enqueue(&world, &new).await, "it is being worked on");
    assert!(lease(world.db(), "b", after(11), 5).await.is_empty());
    assert_eq!(
        counts(&world).await,
        Counts {
            queued: 0,
            leased: 1,
            dead: 0
        }
    );
    let mut tx = world.write().await;
    assert!(jobs::complete(&mut tx, new.id).await.unwrap());
    assert!(!jobs::complete(&mut tx, new.id).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(
        (next_due(&world).await, counts(&world).await),
        (None, Counts::default())
    );
}

async fn a_lease_runs_out_unless_it_is_renewed(world: World) {
    let [kept, lost] = [job(0), job(1)];
    assert!(enqueue(&world, &kept).await && enqueue(&world, &lost).await);
    assert_eq!(lease(world.db(), "a", after(1), 5).await.len(), 2);
    let mut tx = world.db().system().await.unwrap();
    assert_eq!(
        jobs::heartbeat(&mut tx, "b", &[kept.id], after(90))
            .await
            .unwrap(),
        0,
        "not b's"
    );
    assert_eq!(
        jobs::heartbeat(&mut tx, "a", &[kept.id, JobId(fresh())], after(90))
            .await
            .unwrap(),
        1
    );
    assert_eq!(
        jobs::heartbeat(&mut tx, "a", &[], after(90)).await.unwrap(),
        0
    );
    tx.commit().await.unwrap();
    assert_eq!(next_due(&world).await, Some(after(31)));
    let taken = lease(world.db(), "b", after(31), 5).await;
    assert_eq!(
        taken
            .iter()
            .map(|job| (job.id, job.attempts, job.interruptions))
            .collect::<Vec<_>>(),
        [(lost.id, 1, 1)]
    );
    let mut tx = world.db().system().await.unwrap();
    assert_eq!(
        jobs::heartbeat(&mut tx, "a", &[lost.id], after(99))
            .await
            .unwrap(),
        0,
        "it is b's now"
    );
}

async fn a_job_is_put_back_and_tried_again(world: World) {
    let new = job(0);
    enqueue(&world, &new).await;
    lease(world.db(), "a", START, 1).await;
    let mut tx = world.db().system().await.unwrap();
    jobs::retry_later(&mut tx, new.id, after(50), "the provider is overloaded")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(lease(world.db(), "a", after(49), 1).await.is_empty());
    assert_eq!(lease(world.db(), "a", after(50), 1).await[0].attempts, 2);
}

async fn a_job_that_failed_for_good_waits_for_a_person(world: World) {
    let new = job(0);
    enqueue(&world, &new).await;
    lease(world.db(), "a", START, 1).await;
    let mut tx = world.write().await;
    assert!(
        jobs::bury(&mut tx, new.id, "no such model", after(3))
            .await
            .unwrap()
    );
    assert!(
        !jobs::bury(&mut tx, new.id, "again", after(4))
            .await
            .unwrap()
    );
    let failed = jobs::failed(&mut tx, 10).await.unwrap();
    assert_eq!(
        (failed[0].id, failed[0].attempts, failed[0].failed_at),
        (new.id, 1, after(3))
    );
    assert_eq!(
        (failed[0].error.as_str(), failed[0].campaign),
        ("no such model", None)
    );
    tx.commit().await.unwrap();
    assert_eq!(
        (next_due(&world).await, counts(&world).await.dead),
        (None, 1)
    );
    assert!(lease(world.db(), "a", after(9999), 1).await.is_empty());

    let mut tx = world.db().system().await.unwrap();
    jobs::retry_later(&mut tx, new.id, after(5), "late")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        counts(&world).await.dead,
        1,
        "a worker that comes late does not bring it back"
    );

    let mut tx = world.write().await;
    assert!(jobs::revive(&mut tx, new.id, after(6)).await.unwrap());
    assert!(!jobs::revive(&mut tx, new.id, after(6)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(lease(world.db(), "a", after(6), 1).await[0].attempts, 1);
}

async fn a_job_that_failed_for_good_is_queued_anew(world: World) {
    let new = job(0);
    enqueue(&world, &new).await;
    lease(world.db(), "a", START, 1).await;
    let mut tx = world.write().await;
    jobs::bury(&mut tx, new.id, "x", after(7)).await.unwrap();
    assert!(
        jobs::enqueue(
            &mut tx,
            &NewJob {
                run_at: after(8),
                ..new
            }
        )
        .await
        .unwrap(),
        "queued anew"
    );
    tx.commit().await.unwrap();
    assert_eq!(lease(world.db(), "a", after(8), 1).await[0].attempts, 1);
}

async fn work_whose_worker_ends_is_no_attempt_and_is_left_alone_for_longer_each_time(world: World) {
    let new = job(0);
    enqueue(&world, &new).await;
    let mut at = START;
    for interruptions in 0..5 {
        let leased = lease(world.db(), "dead", at, 1).await;
        assert_eq!(
            (leased[0].attempts, leased[0].interruptions),
            (1, interruptions)
        );
        let before = i64::from(interruptions.saturating_sub(1));
        let due = next_due(&world).await.unwrap();
        assert_eq!(due.since(at), 30_000_000 + before * before * 500_000);
        let mut tx = world.db().system().await.unwrap();
        let until = at.plus_seconds(10);
        jobs::heartbeat(&mut tx, "dead", &[new.id], until)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(next_due(&world).await, Some(due), "a beat shortens nothing");
        at = due;
    }
    let mut tx = world.db().system().await.unwrap();
    jobs::retry_later(&mut tx, new.id, at, "busy")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let failed = &lease(world.db(), "a", at, 1).await[0];
    assert_eq!((failed.attempts, failed.interruptions), (2, 0));
}

async fn leases_are_released_at_the_start_of_the_only_process(world: World) {
    let new = job(0);
    enqueue(&world, &new).await;
    enqueue(&world, &job(100)).await;
    lease(world.db(), "dead", START, 5).await;
    let mut tx = world.db().system().await.unwrap();
    assert_eq!(jobs::release_all(&mut tx, after(1)).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let again = &lease(world.db(), "a", after(1), 5).await[0];
    assert_eq!(
        (again.id, again.attempts, again.interruptions),
        (new.id, 1, 1)
    );
}

async fn jobs_are_cancelled_together(world: World) {
    let jobs = [job(0), job(0), job(0)];
    for job in &jobs {
        enqueue(&world, job).await;
    }
    let mut tx = world.write().await;
    assert_eq!(
        jobs::cancel(&mut tx, &[jobs[0].id, jobs[2].id, JobId(fresh())])
            .await
            .unwrap(),
        2
    );
    assert_eq!(jobs::cancel(&mut tx, &[]).await.unwrap(), 0);
    tx.commit().await.unwrap();
    assert_eq!(lease(world.db(), "a", START, 5).await[0].id, jobs[1].id);
}

async fn no_two_workers_lease_the_same_job(world: World) {
    const JOBS: usize = 60;
    let mut tx = world.write().await;
    for _ in 0..JOBS {
        jobs::enqueue(&mut tx, &job(0)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let world = Arc::new(world);
    let workers: Vec<_> = (0..8)
        .map(|worker| {
            let world = world.clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let leased = lease(world.db(), &format!("w{worker}"), START, 3).await;
                    if leased.is_empty() && counts(&world).await.queued == 0 {
                        return mine;
                    }
                    mine.extend(leased.into_iter().map(|job| job.id));
                }
            })
        })
        .collect();
    let mut all = Vec::new();
    for worker in workers {
        all.extend(worker.await.unwrap());
    }
    assert_eq!(all.len(), JOBS);
    assert_eq!(all.into_iter().collect::<HashSet<_>>().len(), JOBS);
}

/// Whether `wakes` has been woken, without waiting for it.
async fn woken(wakes: &mut Wakes) -> bool {
    tokio::select! {
        biased;
        () = wakes.job_queued() => true,
        () = std::future::ready(()) => false,
    }
}

async fn a_commit_wakes_the_workers(world: World) {
    let mut wakes = world.db().wakes();
    let mut tx = world.write().await;
    jobs::enqueue(&mut tx, &job(0)).await.unwrap();
    drop(tx);
    assert!(
        !woken(&mut wakes).await,
        "what was rolled back wakes nobody"
    );
    enqueue(&world, &job(0)).await;
    assert!(woken(&mut wakes).await);
    assert!(!woken(&mut wakes).await, "once");
}

//! A process that is killed while a film is made, with a courier that is not.

use std::{sync::Arc, time::Duration};

use domain::{ids::OrgId, run::RunState, spending::CallState, usage::Cost, views::CallView};
use providers::{
    Account, Answer, Call, Courier, Film, Provider, ProviderError, Request, VideoJob, VideoMaker,
    VideoRequest, VideoState, gemini::Gemini,
};
use testkit::videos::VideoSimulator;
use tokio::sync::Notify;
use usecases::runs;

use super::{Desk, veo};

/// Where the process is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Killed {
    /// The vendor has taken the order, and nothing is noted yet.
    Ordered,
    /// A look has come back.
    Looked,
    /// The film is here and not kept yet.
    Fetched,
}

/// Makes films, and hangs once where the process is about to be killed.
struct Dying {
    model: Gemini,
    at: Killed,
    left: std::sync::Mutex<usize>,
    reached: Notify,
}

impl Dying {
    async fn pass(&self, at: Killed) {
        let dies = {
            let mut left = self.left.lock().unwrap();
            let dies = at == self.at && *left > 0;
            *left -= usize::from(dies);
            dies
        };
        if dies {
            self.reached.notify_one();
            std::future::pending::<()>().await;
        }
    }

    fn maker(&self) -> &dyn VideoMaker {
        self.model.videos().unwrap()
    }
}

#[async_trait::async_trait]
impl Provider for Dying {
    fn name(&self) -> &'static str {
        "vertex"
    }

    fn model(&self) -> &str {
        Provider::model(&self.model)
    }

    fn videos(&self) -> Option<&dyn VideoMaker> {
        Some(self)
    }

    async fn answer(
        &self,
        model: &str,
        request: &Request,
        call: &Call,
    ) -> std::result::Result<Answer, ProviderError> {
        self.model.answer(model, request, call).await
    }
}

#[async_trait::async_trait]
impl VideoMaker for Dying {
    fn model(&self) -> &str {
        self.maker().model()
    }

    fn lengths(&self, model: &str) -> &[u8] {
        self.maker().lengths(model)
    }

    async fn submit(
        &self,
        model: &str,
        request: &VideoRequest,
        call: &Call,
    ) -> std::result::Result<VideoJob, ProviderError> {
        let job = self.maker().submit(model, request, call).await;
        self.pass(Killed::Ordered).await;
        job
    }

    async fn poll(
        &self,
        job: &VideoJob,
        account: &Account,
    ) -> std::result::Result<VideoState, ProviderError> {
        let state = self.maker().poll(job, account).await;
        self.pass(Killed::Looked).await;
        state
    }

    async fn download(
        &self,
        job: &VideoJob,
        film: Film,
    ) -> std::result::Result<Vec<u8>, ProviderError> {
        let bytes = self.maker().download(job, film).await;
        self.pass(Killed::Fetched).await;
        bytes
    }
}

/// A desk whose process is killed `times` at the same place, with a courier that is not.
async fn killed(at: Killed, times: usize, number: usize) -> (Desk, Vec<CallView>) {
    let _installed = rustls::crypto::ring::default_provider().install_default();
    let simulator = VideoSimulator::start().await.unwrap();
    let name = format!("handbill-films-{}-{number}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    let own = folder.clone();
    tokio::spawn(async move { courier::serve(&own, Duration::from_mins(1)).await });
    let courier = Courier::beside("/nowhere".into(), Vec::new(), folder.clone()).unwrap();
    let dying = Arc::new(Dying {
        model: veo(&simulator, courier),
        at,
        left: std::sync::Mutex::new(times),
        reached: Notify::new(),
    });
    let desk = Desk::with(simulator, dying.clone()).await;
    let step = desk.order().await.unwrap();
    let org: OrgId = desk.owner.actor.org;
    let mut deaths = 0;
    while deaths < times {
        let services = desk.world.services.clone();
        let mut attempt =
            tokio::spawn(async move { runs::perform_step(&services, org, step, 1).await });
        tokio::select! {
            () = dying.reached.notified() => {
                attempt.abort();
                assert!(attempt.await.unwrap_err().is_cancelled());
                deaths += 1;
            }
            done = &mut attempt => {
                done.unwrap().unwrap();
            }
        }
    }
    desk.work_for(4).await;
    std::fs::remove_dir_all(folder).unwrap();
    let lines = desk.lines().await;
    (desk, lines)
}

#[tokio::test]
async fn killed_anywhere_a_film_is_ordered_once_paid_once_and_not_lost() {
    let places = [Killed::Ordered, Killed::Looked, Killed::Fetched];
    for (number, at) in places.into_iter().enumerate() {
        let (desk, lines) = killed(at, 3, number).await;
        let studio = desk.studio().await;
        assert_eq!((studio.made.len(), studio.steps.len()), (1, 0), "{at:?}");
        assert_eq!(desk.simulator.attempts(), 1, "{at:?}: ordered once");
        assert_eq!(desk.simulator.ordered_twice(), 0, "{at:?}");
        assert_eq!(lines.len(), 1, "{at:?}: one line for one film");
        assert_eq!(
            (lines[0].state, lines[0].cost),
            (CallState::Answered, Some(Cost(800_000))),
            "{at:?}: paid once"
        );
        let step = desk.step(studio.made[0].step).await;
        assert_eq!(step.cost, Some(Cost(800_000)), "{at:?}");
        assert_eq!(desk.run_state().await, RunState::Done, "{at:?}");
    }
}

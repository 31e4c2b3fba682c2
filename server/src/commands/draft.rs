//! `handbill draft`: works a brief through to files. It is the product itself on a database that
//! lasts as long as the command: the same rules, use cases and worker.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use courier::Courier;
use domain::{
    access::Actor,
    brief::BriefDraft,
    event::Happening,
    ids::CampaignId,
    problem::Problem,
    run::{RunState, StepState},
};
use jobs::Worker;
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;
use usecases::{Services, accounts, campaigns, events, export::Format};

use super::Failure;
use crate::{cli::Draft, settings::Settings, signals, wiring};

/// Removes the temporary directory, however the command ends.
struct Workshop(PathBuf);

impl Drop for Workshop {
    fn drop(&mut self) {
        // Whatever is left lies in the system's temporary directory and holds no secret.
        let _removed = std::fs::remove_dir_all(&self.0);
    }
}

/// Drafts the brief and writes its posts.
pub async fn run(settings: &Settings, draft: &Draft) -> Result<ExitCode, Failure> {
    let text = std::fs::read_to_string(&draft.brief)
        .map_err(|error| format!("{} cannot be read: {error}.", draft.brief.display()))?;
    let workshop =
        Workshop(std::env::temp_dir().join(format!("handbill-{:016x}", rand::random::<u64>())));
    let services = wiring::services(
        &in_workshop(settings, &workshop.0),
        None,
        Courier::within()?,
    )
    .await?;
    let actor = somebody(&services).await?;
    let brief = BriefDraft::from_file(&text, BriefDraft::starting(services.now().day()))?;
    let campaign = campaigns::create(&services, &actor, brief)
        .await
        .map_err(sentence)?
        .id;
    let stop = CancellationToken::new();
    let worker = tokio::spawn(
        Worker::new(services.clone(), wiring::worker(settings))
            .run(stop.clone(), Duration::from_secs(1)),
    );
    let ending = signals::ending()?;
    let state = tokio::select! {
        state = follow(&services, &actor, campaign) => state?,
        () = ending.cancelled() => RunState::Cancelled,
    };
    stop.cancel();
    worker.await?;
    let written = write(&services, &actor, campaign, &draft.out).await;
    services.db().close().await;
    for file in written? {
        println!("wrote {}", file.display());
    }
    Ok(if state == RunState::Done {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn in_workshop(settings: &Settings, folder: &Path) -> Settings {
    let mut settings = settings.clone();
    folder.clone_into(&mut settings.data);
    settings.database_url =
        SecretString::from(format!("sqlite:{}", folder.join("handbill.db").display()));
    settings.storage_url = format!("file://{}", folder.join("files").display());
    settings
}

/// Whoever sits at the terminal, as the owner of an organization of their own.
async fn somebody(services: &Services) -> Result<Actor, Failure> {
    let owner = accounts::SetUp {
        org_name: "Terminal".into(),
        name: "Terminal".into(),
        email: "terminal@handbill.invalid".into(),
        password: format!("{:032x}", rand::random::<u128>()),
        code: String::new(),
    };
    let session = accounts::set_up(services, owner).await.map_err(sentence)?;
    let signed_in = accounts::signed_in(services, session.secret.expose())
        .await
        .map_err(sentence)?;
    Ok(signed_in
        .ok_or("The session that was just opened is not there.")?
        .actor)
}

/// Prints what happens until the run has ended.
async fn follow(
    services: &Services,
    actor: &Actor,
    campaign: CampaignId,
) -> Result<RunState, Failure> {
    let mut woken = services.db().subscribe();
    let mut seq = 0;
    loop {
        for event in events::after(services, actor, campaign, seq)
            .await
            .map_err(sentence)?
        {
            seq = event.seq;
            match event.happening {
                Happening::Step {
                    key,
                    state: StepState::Done,
                    ..
                } => println!("done    {key}"),
                Happening::Step {
                    key,
                    state: StepState::Failed,
                    ..
                } => println!("FAILED  {key}"),
                Happening::Run {
                    state: RunState::Running,
                }
                | Happening::Step { .. }
                | Happening::Post { .. } => {}
                Happening::Run { state } => {
                    explain(services, actor, campaign).await?;
                    return Ok(state);
                }
            }
        }
        let _word = tokio::time::timeout(Duration::from_secs(1), woken.recv()).await;
    }
}

/// Prints why steps failed.
async fn explain(services: &Services, actor: &Actor, campaign: CampaignId) -> Result<(), Failure> {
    let view = campaigns::get(services, actor, campaign)
        .await
        .map_err(sentence)?;
    for step in view.run.steps {
        if let Some(error) = step.error {
            eprintln!("{}: {error}", step.key);
        }
    }
    Ok(())
}

/// Writes the posts in every plain form, and the pictures.
async fn write(
    services: &Services,
    actor: &Actor,
    campaign: CampaignId,
    out: &Path,
) -> Result<Vec<PathBuf>, Failure> {
    std::fs::create_dir_all(out)
        .map_err(|error| format!("{} cannot be made: {error}.", out.display()))?;
    let mut files = Vec::new();
    for format in [Format::Markdown, Format::Csv, Format::Json, Format::Zip] {
        let file = campaigns::take_out(services, actor, campaign, format)
            .await
            .map_err(sentence)?;
        let path = out.join(&file.file_name);
        std::fs::write(&path, &file.bytes)
            .map_err(|error| format!("{} cannot be written: {error}.", path.display()))?;
        files.push(path);
    }
    Ok(files)
}

fn sentence(error: usecases::Error) -> Problem {
    error.into_problem()
}

//! `handbill doctor`: checks the installation and says what is wrong, with the next step.

use std::{path::Path, process::ExitCode};

use domain::time::Timestamp;
use usecases::{Clock as _, FileStore, Services, SystemClock, accounts};

use crate::{settings::Settings, wiring};

/// A check's name, and what was found.
type Check = (&'static str, Result<String, String>);

/// Prints a line a check; fails when one of them does.
pub async fn run(settings: &Settings) -> ExitCode {
    let mut checks = vec![
        ("data directory", writable(&settings.data)),
        ("file store", files(settings)),
        ("browser files", site(&settings.site)),
        ("model provider", provider(settings)),
        ("address", address(settings)),
        ("clock", clock(SystemClock.now())),
    ];
    if let Some(path) = &settings.providers.local_model {
        let model = wiring::small_local_model(path);
        checks.push(("local model", model.map(|model| model.model().to_owned())));
    }
    checks.extend(database(settings).await);
    for (name, found) in &checks {
        match found {
            Ok(found) => println!("ok       {name}: {found}"),
            Err(problem) => println!("PROBLEM  {name}: {problem}"),
        }
    }
    if checks.iter().all(|(_, found)| found.is_ok()) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

async fn database(settings: &Settings) -> Vec<Check> {
    let services = async { wiring::services(settings, None, wiring::courier(settings)?).await };
    match services.await {
        Err(error) => vec![("database", Err(chain(&error)))],
        Ok(services) => {
            let engine = if services.db().is_sqlite() {
                "SQLite"
            } else {
                "PostgreSQL"
            };
            let answers = services
                .db()
                .ping()
                .await
                .map(|()| format!("{engine} answers, tables are up to date"));
            let checks = vec![
                ("database", answers.map_err(|error| chain(&error))),
                ("accounts", owner(&services).await),
            ];
            services.db().close().await;
            checks
        }
    }
}

async fn owner(services: &Services) -> Result<String, String> {
    match accounts::set_up_state(services).await {
        Ok(state) if state.done => Ok("an owner exists".into()),
        Ok(_) => Ok("none yet; open the page to make the owner's".into()),
        Err(error) => Err(chain(&error)),
    }
}

fn writable(folder: &Path) -> Result<String, String> {
    let probe = folder.join(format!(".doctor-{}", std::process::id()));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&probe, b"probe"))
        .and_then(|()| std::fs::remove_file(&probe))
        .map(|()| format!("{} can be written", folder.display()))
        .map_err(|error| {
            format!(
                "{} cannot be written: {error}. Change its owner, or choose another with --data.",
                folder.display()
            )
        })
}

fn files(settings: &Settings) -> Result<String, String> {
    FileStore::open(&settings.storage_url).map_err(|error| chain(&error))?;
    settings.storage_url.strip_prefix("file://").map_or_else(
        || Ok(settings.storage_url.clone()),
        |folder| writable(Path::new(folder)),
    )
}

fn site(site: &Path) -> Result<String, String> {
    if site.join("files.json").is_file() {
        Ok(site.display().to_string())
    } else {
        Err(format!(
            "{} holds no built site. Run `make build`, or set --site.",
            site.display()
        ))
    }
}

/// Which one writes, and which others are set up.
fn provider(settings: &Settings) -> Result<String, String> {
    let providers = wiring::courier(settings)
        .and_then(|courier| wiring::providers(settings, &courier))
        .map_err(|error| chain(&error))?;
    let names: Vec<_> = providers
        .iter()
        .filter(|provider| provider.name() != "built-in")
        .map(|provider| format!("{}, {}", provider.name(), provider.model()))
        .collect();
    Ok(match names.split_first() {
        None if settings.providers.ollama_model.is_some() => {
            "built-in, because Ollama does not listen on this machine; start it, then restart the server".into()
        }
        None => "built-in, needs no network; set a key such as GEMINI_API_KEY for a model".into(),
        Some((active, [])) => active.clone(),
        Some((active, others)) => format!("{active}; also set up: {}", others.join("; ")),
    })
}

fn address(settings: &Settings) -> Result<String, String> {
    if settings.is_loopback() || settings.is_https() {
        return Ok(settings.base_url.to_string());
    }
    Err("the server can be reached from elsewhere, but HANDBILL_BASE_URL is not https: passwords and sessions would travel in the open. Put TLS in front and set it.".into())
}

fn clock(now: Timestamp) -> Result<String, String> {
    const RELEASE: i64 = 1_795_392_000_000_000; // 2026-11-23
    if now.0 < RELEASE {
        return Err(format!(
            "it says {now}, which lies before this program was made. Set the machine's clock."
        ));
    }
    Ok(now.to_string())
}

fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text} ({cause})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_before_the_release_is_a_problem() {
        assert!(clock(Timestamp(0)).is_err());
        assert!(clock(Timestamp(1_800_000_000_000_000)).is_ok());
    }
}

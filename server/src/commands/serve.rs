//! `handbill serve`: the product.

use std::{net::SocketAddr, process::ExitCode, time::Duration};

use jobs::Worker;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use secrecy::ExposeSecret as _;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use usecases::{Services, accounts};

use super::Failure;
use crate::{
    housekeeping,
    http::{RateLimits, Server, ServerConfig, router},
    settings::Settings,
    signals, wiring,
};

/// From the wish to end until the process is gone, no more than ten seconds.
const DRAIN: Duration = Duration::from_secs(8);

/// Serves until told to end.
pub async fn run(settings: &Settings) -> Result<ExitCode, Failure> {
    let setup_code = setup_code(settings);
    let services =
        wiring::services(settings, setup_code.clone(), wiring::courier(settings)?).await?;
    let _held = services
        .db()
        .is_sqlite()
        .then(|| wiring::hold(settings))
        .transpose()?;
    let listener = TcpListener::bind(settings.listen).await.map_err(|error| {
        format!(
            "{} cannot be listened on: {error}. Choose another with --listen.",
            settings.listen
        )
    })?;
    if settings.demo {
        seed_demo(&services).await?;
    }
    let stop = signals::ending()?;
    let server = Server::new(
        services.clone(),
        server_config(settings, metrics()?, stop.clone()),
    );
    announce(
        &services,
        settings,
        listener.local_addr()?,
        setup_code.as_deref(),
    )
    .await?;
    wiring::take_up(&services).await?;
    let worker = tokio::spawn(
        Worker::new(services.clone(), wiring::worker(settings)).run(stop.clone(), DRAIN),
    );
    tokio::spawn(housekeeping::run(services.clone(), stop.clone()));
    serve(listener, server, stop).await?;
    if tokio::time::timeout(DRAIN, worker).await.is_err() {
        tracing::warn!("work was interrupted; it goes on at the next start");
    }
    services.db().close().await;
    Ok(ExitCode::SUCCESS)
}

/// Serves until `stop`, then gives requests in hand their time to end.
async fn serve(
    listener: TcpListener,
    server: Server,
    stop: CancellationToken,
) -> std::io::Result<()> {
    let app = router(server).into_make_service_with_connect_info::<SocketAddr>();
    let wish = stop.clone();
    let serving =
        axum::serve(listener, app).with_graceful_shutdown(async move { wish.cancelled().await });
    let too_long = async {
        stop.cancelled().await;
        tokio::time::sleep(DRAIN).await;
    };
    tokio::select! {
        ended = serving => ended,
        () = too_long => {
            tracing::warn!("requests were interrupted by the end of the server");
            Ok(())
        }
    }
}

fn server_config(
    settings: &Settings,
    metrics: PrometheusHandle,
    stop: CancellationToken,
) -> ServerConfig {
    ServerConfig {
        base_url: settings.base_url.clone(),
        trust_proxy: settings.trust_proxy,
        site: settings.site.clone(),
        limits: RateLimits::per_minute(settings.rate_limit),
        metrics,
        stop,
    }
}

fn metrics() -> Result<PrometheusHandle, Failure> {
    const SECONDS: [f64; 11] = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0,
    ];
    Ok(PrometheusBuilder::new()
        .set_buckets(&SECONDS)?
        .install_recorder()?)
}

/// Who reaches this machine from elsewhere must know a code before they can make the first
/// account.
fn setup_code(settings: &Settings) -> Option<String> {
    let given = settings
        .setup_code
        .as_ref()
        .map(|code| code.expose_secret().to_owned());
    given.or_else(|| {
        (!settings.is_loopback() && !settings.demo)
            .then(|| format!("{:04}-{:04}", digits(), digits()))
    })
}

fn digits() -> u16 {
    rand::random_range(0..10_000)
}

async fn seed_demo(services: &Services) -> Result<(), Failure> {
    let session = accounts::set_up_demo(services)
        .await
        .map_err(usecases::Error::into_problem)?;
    accounts::sign_out(services, session.secret.expose())
        .await
        .map_err(usecases::Error::into_problem)?;
    Ok(())
}

async fn announce(
    services: &Services,
    settings: &Settings,
    listen: SocketAddr,
    code: Option<&str>,
) -> Result<(), Failure> {
    let (provider, model) = services.gateway().active();
    tracing::info!(%listen, provider, model, "serving");
    if !settings.site.join("pkg").is_dir() {
        tracing::warn!(site = %settings.site.display(), "the browser's files are not there; build them with `make build`, or set --site");
    }
    let state = accounts::set_up_state(services)
        .await
        .map_err(usecases::Error::into_problem)?;
    println!("Handbill is ready at http://{listen}");
    if let (Some(code), false) = (code, state.done) {
        println!("Set-up code for the first account: {code}");
    }
    Ok(())
}

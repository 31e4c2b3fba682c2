//! The wish of whoever runs the program that it ends.

use tokio_util::sync::CancellationToken;

/// A token that fires on SIGTERM, or on Ctrl-C.
pub fn ending() -> std::io::Result<CancellationToken> {
    let token = CancellationToken::new();
    let fired = token.clone();
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::spawn(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        #[cfg(not(unix))]
        let _interrupted = tokio::signal::ctrl_c().await;
        fired.cancel();
    });
    Ok(token)
}

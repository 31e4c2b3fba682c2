//! The proof that no server code reaches the browser.

use crate::{Outcome, layout::Layout};

/// Crates, by the start of their names, that belong to the server.
const SERVER: [&str; 9] = [
    "axum",
    "hyper",
    "leptos_axum",
    "mio",
    "object_store",
    "reqwest",
    "rustls",
    "sqlx",
    "tower-http",
];
/// Features that turn tokio from a few types into a runtime.
const RUNTIME: [&str; 5] = ["full", "net", "process", "rt", "rt-multi-thread"];
/// A crate that must be there, so that an empty or wrong listing proves nothing.
const WITNESS: &str = "leptos";

/// Lists the browser's dependencies and fails when one belongs to the server.
pub fn prove(layout: &Layout) -> Outcome<()> {
    let mut cargo = layout.cargo("tree");
    cargo.args([
        "--package",
        "frontend",
        "--target",
        "wasm32-unknown-unknown",
    ]);
    cargo.args(["--edges", "normal", "--prefix", "none", "--no-dedupe"]);
    cargo.args(["--format", "{p}|{f}"]);
    let output = cargo.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let count = check(&String::from_utf8(output.stdout)?)?;
    println!("border: {count} crates in the browser, none of the server's");
    Ok(())
}

/// Checks lines of `name version ...|feature,feature` and counts the crates.
fn check(listing: &str) -> Result<usize, String> {
    let mut lines: Vec<&str> = listing.lines().filter(|line| !line.is_empty()).collect();
    lines.sort_unstable();
    lines.dedup();
    let crates = lines.iter().map(|line| {
        let (package, features) = line.split_once('|').unwrap_or((line, ""));
        (package.split(' ').next().unwrap_or(package), features)
    });
    if !crates.clone().any(|(name, _)| name == WITNESS) {
        return Err(format!("the listing lacks {WITNESS}: it proves nothing"));
    }
    let strangers: Vec<&str> = crates
        .filter(|(name, features)| is_server(name) || is_runtime(name, features))
        .map(|(name, _)| name)
        .collect();
    if strangers.is_empty() {
        Ok(lines.len())
    } else {
        Err(format!(
            "server crates in the browser: {}",
            strangers.join(", ")
        ))
    }
}

fn is_server(name: &str) -> bool {
    SERVER.iter().any(|prefix| name.starts_with(prefix))
}

fn is_runtime(name: &str, features: &str) -> bool {
    name == "tokio"
        && features
            .split(',')
            .any(|feature| RUNTIME.contains(&feature))
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn a_listing_of_browser_crates_passes() {
        assert_eq!(
            check("leptos v0.8.23|hydrate\nserde v1.0.0|derive\n"),
            Ok(2)
        );
    }

    #[test]
    fn a_listing_without_leptos_proves_nothing() {
        assert!(check("serde v1.0.0|derive\n").is_err());
        assert!(check("").is_err());
    }

    #[test]
    fn server_crates_are_named() {
        let listing = "leptos v0.8.23|hydrate\nsqlx-core v0.9.0|\nhyper-util v0.1.0|\n";
        let refusal = check(listing).unwrap_err();
        assert!(refusal.contains("sqlx-core") && refusal.contains("hyper-util"));
    }

    #[test]
    fn tokio_may_bring_types_but_no_runtime() {
        assert!(check("leptos v0.8.23|\ntokio v1.54.1|sync\n").is_ok());
        assert!(check("leptos v0.8.23|\ntokio v1.54.1|rt,sync\n").is_err());
    }
}

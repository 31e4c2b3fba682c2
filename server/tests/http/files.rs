//! The browser's files, as the build leaves them.

use std::path::PathBuf;

use http::{Method, StatusCode};
use server::http::RateLimits;

use crate::client::Client;

/// A site with a hashed package, gone when it is dropped.
struct Site(PathBuf);

impl Site {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("handbill-site-{name}-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("pkg")).unwrap();
        let files = [
            (
                "files.json",
                r#"{"style":"/pkg/handbill.CCC.css","page":"/pkg/page.EEE.js","islands":"/pkg/handbill.AAA.js","wasm":"/pkg/handbill.BBB.wasm"}"#,
            ),
            ("sw.js", "// worker"),
            ("robots.txt", "User-agent: *"),
            ("pkg/handbill.AAA.js", "export {}"),
            ("pkg/handbill.AAA.js.br", "compressed"),
        ];
        for (name, text) in files {
            std::fs::write(folder.join(name), text).unwrap();
        }
        Self(folder)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

async fn client(site: &Site) -> Client {
    Client::serving(
        site.0.clone(),
        "http://127.0.0.1:3000/",
        RateLimits::default(),
    )
    .await
}

#[tokio::test]
async fn hashed_files_are_kept_for_ever_and_named_ones_are_asked_for_again() {
    let site = Site::new("cached");
    let client = client(&site).await;
    let script = client
        .ask(Method::GET, "/pkg/handbill.AAA.js")
        .header("accept-encoding", "br")
        .send()
        .await;
    assert_eq!(
        (script.status, script.text().as_str()),
        (StatusCode::OK, "compressed")
    );
    assert_eq!(script.header("content-encoding"), "br");
    assert!(script.header("content-type").starts_with("text/javascript"));
    assert!(script.header("cache-control").contains("immutable"));
    let worker = client.ask(Method::GET, "/sw.js").send().await;
    assert_eq!(
        (worker.status, worker.header("cache-control")),
        (StatusCode::OK, "no-cache")
    );
    let gone = client.ask(Method::GET, "/pkg/handbill.OLD.js").send().await;
    assert_eq!(
        (gone.status, gone.header("cache-control")),
        (StatusCode::NOT_FOUND, "no-cache")
    );
}

#[tokio::test]
async fn nothing_beside_the_sites_files_can_be_read() {
    let site = Site::new("beside");
    let client = client(&site).await;
    for path in [
        "/files.json",
        "/pkg/../files.json",
        "/pkg/%2e%2e/files.json",
        "/..%2f..%2fetc/passwd",
        "/pkg/",
        "/pkg/..%2ffiles.json",
    ] {
        let answer = client.ask(Method::GET, path).send().await;
        assert_eq!(
            answer.status,
            StatusCode::NOT_FOUND,
            "{path}: {}",
            answer.text()
        );
        assert!(!answer.text().contains("{\"style\""), "{path}");
    }
}

#[tokio::test]
async fn a_page_names_the_hashed_files() {
    let site = Site::new("named");
    let client = client(&site).await;
    let page = client
        .ask(Method::GET, "/")
        .session(&client.owner.session)
        .send()
        .await;
    for name in ["handbill.AAA.js", "handbill.CCC.css", "page.EEE.js"] {
        assert!(page.text().contains(name), "{name} is not in the page");
    }
}

//! Every kind of refusal has a page that says what to do now.

use std::path::Path;

use domain::problem::Code;
use http::{Method, StatusCode};

use crate::client::Client;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/errors")
}

#[test]
fn every_code_has_a_help_page_with_what_to_do() {
    for code in Code::ALL {
        let text = std::fs::read_to_string(folder().join(format!("{}.md", code.slug())))
            .unwrap_or_else(|_| panic!("no page for {}", code.slug()));
        assert!(
            text.starts_with(&format!("# {}\n", code.title())),
            "{}",
            code.slug()
        );
        assert!(
            text.contains(&format!("`{}` · HTTP {}", code.slug(), code.status())),
            "{}",
            code.slug()
        );
        for part in ["## What happened", "## What to do", "## For programs"] {
            assert!(text.contains(part), "{} lacks {part}", code.slug());
        }
    }
}

#[test]
fn no_help_page_is_left_over() {
    for file in std::fs::read_dir(folder()).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let slug = name.strip_suffix(".md").unwrap();
        assert!(slug.parse::<Code>().is_ok(), "{name}");
    }
}

#[tokio::test]
async fn the_page_that_a_problem_names_is_there() {
    let client = Client::new().await;
    for code in Code::ALL {
        let answer = client
            .ask(Method::GET, &format!("/help/errors/{}", code.slug()))
            .send()
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", code.slug());
    }
}

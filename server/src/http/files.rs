//! The browser's files: compressed when built, sent as they are.

use std::{
    future::{Ready, ready},
    path::Path,
};

use axum::{Router, middleware::map_response, response::Response};
use http::{HeaderValue, header};
use tower_http::services::{ServeDir, ServeFile};

use super::Server;

/// Names below `/pkg` carry a hash of their content, so they never change.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// The service worker, the manifest and icons keep their names: ask each time whether they changed.
const ASK_FIRST: HeaderValue = HeaderValue::from_static("no-cache");

/// Routes for every file of the site. Files beside `pkg` are listed once, so that no address can
/// name anything else.
pub fn router(server: &Server) -> Router<Server> {
    let site = server.site();
    let packages = ServeDir::new(site.join("pkg"))
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    let packages = Router::new()
        .nest_service("/pkg", packages)
        .layer(map_response(|response| cached(response, FOR_EVER)));
    top_level(site)
        .into_iter()
        .fold(Router::new(), |router, name| {
            let file = ServeFile::new(site.join(&name))
                .precompressed_br()
                .precompressed_gzip();
            router.route_service(&format!("/{name}"), file)
        })
        .layer(map_response(|response| cached(response, ASK_FIRST)))
        .merge(packages)
}

fn cached(mut response: Response, how: HeaderValue) -> Ready<Response> {
    let found =
        response.status().is_success() || response.status() == http::StatusCode::NOT_MODIFIED;
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, if found { how } else { ASK_FIRST });
    ready(response)
}

fn top_level(site: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(site) else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| is_for_browsers(name))
        .collect()
}

/// Lists that the build leaves for the server.
const LISTS: [&str; 2] = ["files.json", "parts.json"];

/// Compressed twins are sent in place of their file, and lists are not sent.
fn is_for_browsers(name: &str) -> bool {
    let plain = name
        .chars()
        .all(|character| character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '_'));
    plain
        && !LISTS.contains(&name)
        && !Path::new(name)
            .extension()
            .is_some_and(|extension| extension == "br" || extension == "gz")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_twins_and_lists_have_no_address() {
        assert!(is_for_browsers("sw.js") && is_for_browsers("manifest.webmanifest"));
        for name in ["sw.js.br", "sw.js.gz", "files.json", "{x}", "a b"] {
            assert!(!is_for_browsers(name), "{name}");
        }
    }
}

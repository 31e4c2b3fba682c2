//! Answers as they come from the real web, and worse.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};

use super::server::{Answer, Server, answer, fetcher, lead_to, page};
use crate::web::{FetchRefusal, PageFetcher};

const HTML: &str = "content-type: text/html\r\n";
const HELLO: &str = "<title>Rye</title><p>Bread at seven</p>";

async fn refusal(reply: Answer) -> FetchRefusal {
    let server = Server::start([("/", reply)]).await;
    fetcher().fetch(&server.url("/")).await.unwrap_err()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn a_page_is_fetched_under_our_own_name_without_cookies_or_referrer() {
    let start = answer(302, "location: /b?c#d\r\nset-cookie: a=b\r\n", "");
    let server = Server::start([("/a", start), ("/b?c", page(HELLO))]).await;
    let page = fetcher().fetch(&server.url("/a#top")).await.unwrap().page;
    assert_eq!(
        (page.title.as_str(), page.main_text.as_str()),
        ("Rye", "Bread at seven")
    );
    assert_eq!(page.address, server.url("/b?c"));
    let requests = server.requests.lock().unwrap().join("").to_lowercase();
    assert_eq!(
        requests
            .matches("user-agent: handbill/0.1 (+page reader)")
            .count(),
        2
    );
    for header in ["cookie:", "referer:", "authorization:"] {
        assert!(!requests.contains(header), "{requests}");
    }
}

#[tokio::test]
async fn five_redirects_are_followed_and_a_loop_is_left() {
    let hops = [
        ("/0", lead_to("/1")),
        ("/1", lead_to("/2")),
        ("/2", lead_to("/3")),
        ("/3", lead_to("/4")),
        ("/4", lead_to("/5")),
        ("/5", page(HELLO)),
        ("/x", lead_to("/0")),
        ("/loop", lead_to("/loop")),
    ];
    let server = Server::start(hops).await;
    assert!(fetcher().fetch(&server.url("/0")).await.is_ok());
    assert_eq!(
        fetcher().fetch(&server.url("/x")).await.unwrap_err(),
        FetchRefusal::TooManyRedirects
    );
    let before = server.connections();
    assert_eq!(
        fetcher().fetch(&server.url("/loop")).await.unwrap_err(),
        FetchRefusal::TooManyRedirects
    );
    assert_eq!(server.connections() - before, 6);
}

#[tokio::test]
async fn a_redirect_that_leads_nowhere_is_refused() {
    assert_eq!(
        refusal(answer(301, "", "")).await,
        FetchRefusal::BadRedirect
    );
    assert_eq!(
        refusal(answer(301, "location: http://[\r\n", "")).await,
        FetchRefusal::BadRedirect
    );
}

#[tokio::test]
async fn an_answer_other_than_success_is_refused_with_its_number() {
    for status in [300, 304, 401, 404, 429, 500, 503] {
        assert_eq!(
            refusal(answer(status, HTML, HELLO)).await,
            FetchRefusal::Status(status)
        );
    }
}

#[tokio::test]
async fn only_html_is_read() {
    for (header, named) in [
        ("content-type: application/pdf\r\n", "application/pdf"),
        ("content-type: image/svg+xml\r\n", "image/svg+xml"),
        ("content-type: TEXT/PLAIN; a=text/html\r\n", "text/plain"),
        ("content-type: <script>/x\r\n", "script/x"),
        ("", "a file of unknown type"),
    ] {
        assert_eq!(
            refusal(answer(200, header, HELLO)).await,
            FetchRefusal::NotHtml(named.into())
        );
    }
}

/// The clock stands still but for the timers, so five seconds pass in no time.
#[tokio::test(start_paused = true)]
async fn a_page_that_drips_is_left_after_five_seconds() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n".to_vec();
    for reply in [
        Answer::Drip(head),
        Answer::Drip(b"HTTP/1.1 200 OK\r\nx: ".to_vec()),
    ] {
        let start = tokio::time::Instant::now();
        assert_eq!(refusal(reply).await, FetchRefusal::TooSlow(5));
        assert_eq!(start.elapsed().as_secs(), 5);
    }
}

#[tokio::test]
async fn a_page_beyond_two_mebibytes_is_refused_with_and_without_a_length() {
    let body = "x".repeat(3 * 1024 * 1024);
    assert_eq!(refusal(page(&body)).await, FetchRefusal::TooLarge(2));
    let headers = format!("{HTML}content-length: {}\r\n", body.len());
    assert_eq!(
        refusal(answer(200, &headers, &body)).await,
        FetchRefusal::TooLarge(2)
    );
    let fits = format!("<p>Bread</p>{}", " ".repeat(2 * 1024 * 1024 - 12));
    let server = Server::start([("/", page(fits))]).await;
    assert_eq!(
        fetcher()
            .fetch(&server.url("/"))
            .await
            .unwrap()
            .page
            .main_text,
        "Bread"
    );
}

#[tokio::test]
async fn a_compressed_page_is_unpacked_within_the_same_bound() {
    let headers = format!("{HTML}content-encoding: gzip\r\n");
    let server = Server::start([("/", answer(200, &headers, gzip(HELLO.as_bytes())))]).await;
    assert_eq!(
        fetcher()
            .fetch(&server.url("/"))
            .await
            .unwrap()
            .page
            .main_text,
        "Bread at seven"
    );
    let bomb = gzip(&vec![b'a'; 32 * 1024 * 1024]);
    assert!(bomb.len() < 64 * 1024);
    assert_eq!(
        refusal(answer(200, &headers, bomb)).await,
        FetchRefusal::TooLarge(2)
    );
}

#[tokio::test]
async fn a_packing_we_do_not_know_or_that_is_broken_is_refused() {
    for encoding in ["br", "gzip, gzip", "deflate"] {
        let headers = format!("{HTML}content-encoding: {encoding}\r\n");
        assert_eq!(
            refusal(answer(200, &headers, HELLO)).await,
            FetchRefusal::Encoding,
            "{encoding}"
        );
    }
    let twice = format!("{HTML}content-encoding: gzip\r\ncontent-encoding: gzip\r\n");
    assert_eq!(
        refusal(answer(200, &twice, gzip(HELLO.as_bytes()))).await,
        FetchRefusal::Encoding
    );
    let headers = format!("{HTML}content-encoding: gzip\r\n");
    assert_eq!(
        refusal(answer(200, &headers, "no gzip")).await,
        FetchRefusal::Encoding
    );
}

#[tokio::test]
async fn a_connection_that_ends_too_soon_is_said_so() {
    let headers = format!("{HTML}content-length: 500\r\n");
    assert_eq!(
        refusal(answer(200, &headers, HELLO)).await,
        FetchRefusal::CutOff
    );
    assert_eq!(
        refusal(Answer::Bytes(b"SSH-2.0-OpenSSH\r\n".to_vec())).await,
        FetchRefusal::CutOff
    );
    assert_eq!(
        refusal(Answer::Bytes(Vec::new())).await,
        FetchRefusal::CutOff
    );
}

#[tokio::test]
async fn a_character_set_that_does_not_exist_is_guessed() {
    let reply = answer(
        200,
        "content-type: text/html; charset=klingon\r\n",
        b"<p>Caf\xe9</p>",
    );
    let server = Server::start([("/", reply)]).await;
    assert_eq!(
        fetcher()
            .fetch(&server.url("/"))
            .await
            .unwrap()
            .page
            .main_text,
        "Café"
    );
}

#[tokio::test]
async fn a_closed_port_and_a_host_that_cannot_prove_itself_are_told_apart() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let address = format!("http://shop.example:{closed}/");
    let host = "shop.example".to_owned();
    assert_eq!(
        fetcher().fetch(&address).await.unwrap_err(),
        FetchRefusal::Unreachable(host.clone())
    );
    let server = Server::start([("/", page(HELLO))]).await;
    let refusal = fetcher()
        .fetch(&server.url("/").replace("http:", "https:"))
        .await
        .unwrap_err();
    assert_eq!(refusal, FetchRefusal::Untrusted(host));
}

#[tokio::test]
async fn a_picture_is_taken_for_what_its_bytes_say() {
    let png = b"\x89PNG\r\n\x1a\nrest".as_slice();
    let server = Server::start([
        ("/a", answer(200, "content-type: text/html\r\n", png)),
        (
            "/b",
            answer(200, "content-type: image/png\r\n", "<svg onload=alert(1)>"),
        ),
        (
            "/c",
            answer(
                200,
                "content-type: image/png\r\n",
                [png, &vec![0; 5 * 1024 * 1024]].concat(),
            ),
        ),
        ("/d", lead_to("http://10.0.0.1/x.png")),
    ])
    .await;
    let image = fetcher().fetch_image(&server.url("/a")).await.unwrap();
    assert_eq!(
        (image.content_type, image.extension, image.bytes.as_slice()),
        ("image/png", "png", png)
    );
    assert_eq!(
        fetcher().fetch_image(&server.url("/b")).await.unwrap_err(),
        FetchRefusal::NotAPicture
    );
    assert_eq!(
        fetcher().fetch_image(&server.url("/c")).await.unwrap_err(),
        FetchRefusal::TooLarge(5)
    );
    assert_eq!(
        fetcher().fetch_image(&server.url("/d")).await.unwrap_err(),
        FetchRefusal::NotPublic("10.0.0.1".into())
    );
}

#[tokio::test]
async fn a_fetcher_can_be_shared_and_says_its_policy() {
    let fetcher = PageFetcher::default();
    assert_eq!(
        format!("{:?}", fetcher.clone()),
        "PageFetcher { policy: AddressPolicy { reachable: [] }, .. }"
    );
}

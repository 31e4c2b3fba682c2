//! A call outlives whoever asked, and is made once.

#![expect(clippy::unwrap_used, reason = "what is missing here fails the test")]

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use courier::{Courier, Delivery, Reply, SendError, serve};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use tokio::{
    net::{TcpListener, UnixStream},
    sync::Notify,
    task::JoinHandle,
};

/// A provider whose answers have two halves; the second one comes when it is told to go on.
#[derive(Clone, Default)]
struct Provider {
    asked: Arc<AtomicUsize>,
    whole: Arc<AtomicUsize>,
    cut: Arc<Notify>,
    go_on: Arc<Notify>,
}

/// Notices when an answer is dropped before it is whole.
struct Unless(Provider, bool);

impl Drop for Unless {
    fn drop(&mut self) {
        if !self.1 {
            self.0.cut.notify_one();
        }
    }
}

async fn answer(State(provider): State<Provider>, headers: HeaderMap, body: Bytes) -> Response {
    let number = provider.asked.fetch_add(1, Ordering::SeqCst) + 1;
    if headers.contains_key("x-refuse") {
        return (
            StatusCode::TOO_MANY_REQUESTS,
            [("retry-after", "7")],
            "later",
        )
            .into_response();
    }
    let text = format!("{number}:{}", String::from_utf8_lossy(&body));
    let second = async move {
        let mut unless = Unless(provider.clone(), false);
        provider.go_on.notified().await;
        unless.1 = true;
        provider.whole.fetch_add(1, Ordering::SeqCst);
        Ok::<_, std::io::Error>(Bytes::from_static(b":end"))
    };
    let first = stream::iter([Ok(Bytes::from(text))]);
    Body::from_stream(first.chain(stream::once(second))).into_response()
}

struct Ground {
    provider: Provider,
    address: String,
    folder: PathBuf,
    process: JoinHandle<std::io::Result<()>>,
}

impl Ground {
    async fn new() -> Self {
        let _installed = rustls::crypto::ring::default_provider().install_default();
        let provider = Provider::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/answer", listener.local_addr().unwrap());
        let router = Router::new()
            .route("/answer", post(answer))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let unique = address.rsplit(':').next().unwrap().replace('/', "");
        let folder =
            std::env::temp_dir().join(format!("handbill-courier-{}-{unique}", std::process::id()));
        let process = process(&folder).await;
        Self {
            provider,
            address,
            folder,
            process,
        }
    }

    /// As a server that has just been started.
    fn server(&self) -> Courier {
        Courier::beside("/nowhere".into(), Vec::new(), self.folder.clone()).unwrap()
    }

    fn question(&self, words: &'static str) -> reqwest::Request {
        reqwest::Client::new()
            .post(&self.address)
            .body(words)
            .build()
            .unwrap()
    }

    fn asked(&self) -> usize {
        self.provider.asked.load(Ordering::SeqCst)
    }

    async fn restart(&mut self) {
        self.process.abort();
        let _ended = (&mut self.process).await;
        self.process = process(&self.folder).await;
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        self.process.abort();
        let _gone = std::fs::remove_dir_all(&self.folder);
    }
}

async fn process(folder: &std::path::Path) -> JoinHandle<std::io::Result<()>> {
    let (own, linger) = (folder.to_owned(), Duration::from_mins(1));
    let process = tokio::spawn(async move { serve(&own, linger).await });
    let socket = folder.join("courier-1.sock");
    while UnixStream::connect(&socket).await.is_err() {
        tokio::task::yield_now().await;
    }
    process
}

async fn text(reply: Reply) -> Result<String, SendError> {
    let pieces: Vec<Bytes> = reply.into_body().try_collect().await?;
    Ok(String::from_utf8(pieces.concat()).unwrap())
}

#[tokio::test]
async fn an_answer_comes_with_its_status_and_headers() {
    let ground = Ground::new().await;
    let mut refused = ground.question("q");
    refused
        .headers_mut()
        .insert("x-refuse", "1".parse().unwrap());
    let reply = ground
        .server()
        .send(&Delivery::of("step"), refused)
        .await
        .unwrap();
    assert_eq!(reply.status(), 429);
    assert_eq!(reply.headers()["retry-after"], "7");
    assert_eq!(text(reply).await.unwrap(), "later");
}

#[tokio::test]
async fn a_call_goes_on_when_its_server_dies_and_is_given_to_the_next_one() {
    let ground = Ground::new().await;
    let dying = ground.server();
    let reply = dying
        .send(&Delivery::of("step"), ground.question("q"))
        .await
        .unwrap();
    // A process that is killed says nothing: neither does one that leaves.
    dying.leave();
    drop(reply);
    let again = ground
        .server()
        .send(&Delivery::of("step"), ground.question("q"))
        .await
        .unwrap();
    ground.provider.go_on.notify_one();
    assert_eq!(text(again).await.unwrap(), "1:q:end");
    assert_eq!(ground.asked(), 1);
}

#[tokio::test]
async fn a_whole_answer_is_kept_until_it_is_forgotten_even_by_the_next_courier() {
    let mut ground = Ground::new().await;
    let ask = async |ground: &Ground| {
        ground.provider.go_on.notify_one();
        let delivery = Delivery::of("step");
        let reply = ground.server().send(&delivery, ground.question("q")).await;
        text(reply.unwrap()).await.unwrap()
    };
    assert_eq!(ask(&ground).await, "1:q:end");
    assert_eq!(ask(&ground).await, "1:q:end");
    while !ground.folder.join("answers/step").exists() {
        tokio::task::yield_now().await;
    }
    ground.restart().await;
    assert_eq!(ask(&ground).await, "1:q:end");
    ground.server().forget("step").await;
    ground.provider.go_on.notified().await;
    assert_eq!(ask(&ground).await, "2:q:end");
}

#[tokio::test]
async fn two_who_ask_the_same_share_one_call() {
    let ground = Ground::new().await;
    let ask = async || {
        let delivery = Delivery::of("step");
        let reply = ground.server().send(&delivery, ground.question("q")).await;
        ground.provider.go_on.notify_one();
        text(reply.unwrap()).await.unwrap()
    };
    let (one, other) = tokio::join!(ask(), ask());
    assert_eq!((one.as_str(), other.as_str()), ("1:q:end", "1:q:end"));
    assert_eq!(ground.asked(), 1);
}

#[tokio::test]
async fn a_call_that_is_no_longer_wanted_ends_at_the_provider() {
    let ground = Ground::new().await;
    let reply = ground
        .server()
        .send(&Delivery::of("step"), ground.question("q"))
        .await
        .unwrap();
    drop(reply);
    ground.provider.cut.notified().await;
    assert_eq!(ground.provider.whole.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_provider_that_is_not_there_is_unreachable() {
    let ground = Ground::new().await;
    let nobody = reqwest::Client::new()
        .post("http://127.0.0.1:1/")
        .build()
        .unwrap();
    let refused = ground.server().send(&Delivery::of("step"), nobody).await;
    assert!(matches!(refused, Err(SendError::Unreachable(_))));
}

#[tokio::test]
async fn without_a_courier_the_call_is_made_all_the_same() {
    let ground = Ground::new().await;
    let nobody_there = Courier::beside("/nowhere".into(), vec![], ground.folder.join("other"));
    ground.provider.go_on.notify_one();
    let reply = nobody_there
        .unwrap()
        .send(&Delivery::of("step"), ground.question("q"))
        .await
        .unwrap();
    assert_eq!(text(reply).await.unwrap(), "1:q:end");
}

#[tokio::test]
async fn a_second_courier_leaves_at_once_and_one_that_nobody_needs_ends() {
    let ground = Ground::new().await;
    serve(&ground.folder, Duration::from_mins(1)).await.unwrap();
    let alone = ground.folder.join("alone");
    serve(&alone, Duration::ZERO).await.unwrap();
    assert!(!alone.join("courier-1.sock").exists());
}

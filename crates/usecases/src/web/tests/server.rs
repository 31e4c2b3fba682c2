//! A web server of raw bytes, so that answers can be as wrong as on the real web.

use std::{
    collections::HashMap,
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures::future::BoxFuture;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::web::{AddressPolicy, PageFetcher, Resolver};

/// Where test servers listen. No other loopback address is let through.
pub(super) const HOME: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// What the server does with a path.
#[derive(Clone)]
pub(super) enum Answer {
    /// Sends these bytes and closes.
    Bytes(Vec<u8>),
    /// Sends the bytes, then one more every second for ever.
    Drip(Vec<u8>),
}

/// A running server, and what it was asked.
pub(super) struct Server {
    pub(super) port: u16,
    pub(super) requests: Arc<Mutex<Vec<String>>>,
    pub(super) connections: Arc<AtomicUsize>,
}

impl Server {
    /// Serves `answers` by path on the loopback interface.
    pub(super) async fn start<const N: usize>(answers: [(&str, Answer); N]) -> Self {
        Self::listen(
            HOME,
            answers
                .map(|(path, answer)| (path.to_owned(), answer))
                .into(),
        )
        .await
    }

    /// Serves on `address`; `0.0.0.0` stands for every address of this machine.
    pub(super) async fn listen(address: IpAddr, answers: HashMap<String, Answer>) -> Self {
        let listener = TcpListener::bind((address, 0)).await.unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            requests: Arc::default(),
            connections: Arc::default(),
        };
        let (requests, connections, answers) = (
            Arc::clone(&server.requests),
            Arc::clone(&server.connections),
            Arc::new(answers),
        );
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, Arc::clone(&answers), Arc::clone(&requests)));
            }
        });
        server
    }

    pub(super) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// The address of `path` under a public-looking name.
    pub(super) fn url(&self, path: &str) -> String {
        format!("http://shop.example:{}{path}", self.port)
    }
}

async fn serve(
    mut stream: TcpStream,
    answers: Arc<HashMap<String, Answer>>,
    requests: Arc<Mutex<Vec<String>>>,
) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            // A TLS handshake, which this server answers as one that knows none.
            Ok(0x16) => return drop(stream.write_all(b"HTTP/1.1 400 X\r\n\r\n").await),
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    let head = String::from_utf8(head).unwrap();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    requests.lock().unwrap().push(head);
    let missing = Answer::Bytes(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".to_vec());
    match answers.get(&path).cloned().unwrap_or(missing) {
        // The client may hang up as soon as it has read too much.
        Answer::Bytes(bytes) => drop(stream.write_all(&bytes).await),
        Answer::Drip(bytes) => {
            let mut sent = stream.write_all(&bytes).await;
            while sent.is_ok() {
                tokio::time::sleep(Duration::from_secs(1)).await;
                sent = stream.write_all(b".").await;
            }
        }
    }
}

/// An answer with these headers and this body, which ends where the connection does.
pub(super) fn answer(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Answer {
    let mut bytes =
        format!("HTTP/1.1 {status} X\r\n{headers}connection: close\r\n\r\n").into_bytes();
    bytes.extend_from_slice(body.as_ref());
    Answer::Bytes(bytes)
}

/// A page in UTF-8.
pub(super) fn page(body: impl AsRef<[u8]>) -> Answer {
    answer(200, "content-type: text/html; charset=utf-8\r\n", body)
}

/// An answer that leads on.
pub(super) fn lead_to(location: &str) -> Answer {
    answer(302, &format!("location: {location}\r\n"), "")
}

/// Gives the answers in turn, the last one for ever after, and counts the questions.
pub(super) struct Names {
    answers: Vec<Vec<IpAddr>>,
    pub(super) asked: AtomicUsize,
}

impl Names {
    pub(super) fn new(answers: &[&[&str]]) -> Arc<Self> {
        let parse = |list: &&[&str]| {
            list.iter()
                .map(|address| address.parse().unwrap())
                .collect()
        };
        Arc::new(Self {
            answers: answers.iter().map(parse).collect(),
            asked: AtomicUsize::new(0),
        })
    }

    pub(super) fn of(address: IpAddr) -> Arc<Self> {
        Arc::new(Self {
            answers: vec![vec![address]],
            asked: AtomicUsize::new(0),
        })
    }
}

impl Resolver for Names {
    fn resolve(&self, _: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        let turn = self
            .asked
            .fetch_add(1, Ordering::SeqCst)
            .min(self.answers.len() - 1);
        let answer = self.answers[turn].clone();
        Box::pin(async move { Ok(answer) })
    }
}

/// A fetcher for which every name stands for the test server.
pub(super) fn fetcher() -> PageFetcher {
    fetcher_with(Names::of(HOME))
}

/// A fetcher that reaches the test server and otherwise what production reaches.
pub(super) fn fetcher_with(names: Arc<Names>) -> PageFetcher {
    PageFetcher::with_resolver(names, AddressPolicy::public_and_test_server(HOME))
}

/// Every address of this machine.
pub(super) fn everywhere() -> IpAddr {
    SocketAddr::from(([0, 0, 0, 0], 0)).ip()
}

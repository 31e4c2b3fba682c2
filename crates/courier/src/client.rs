//! The side of the one who asks.

use std::{
    io,
    path::PathBuf,
    process::Stdio,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use futures::{StreamExt as _, TryStreamExt as _, stream, stream::BoxStream};
use reqwest::{Body, Client, Request, RequestBuilder, Response, redirect};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{
        UnixStream,
        unix::{OwnedReadHalf, OwnedWriteHalf},
    },
    process::Command,
    sync::Mutex,
};

use crate::{
    Delivery, SOCKET,
    delivery::Name,
    frame::{self, Failed, Kind, Opening, Question, invalid, json_frame},
};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Connections to one provider that wait to be used again.
const IDLE_CONNECTIONS: usize = 64;

/// The body of an answer as it comes.
pub type Pieces = BoxStream<'static, Result<Bytes, SendError>>;

/// An answer: status, headers and body.
pub type Reply = http::Response<Pieces>;

/// Why there is no whole answer.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The provider was not reached.
    #[error("no connection: {0}")]
    Unreachable(String),
    /// The connection broke before the answer was whole.
    #[error("the connection broke: {0}")]
    Cut(String),
}

/// Makes calls: by itself, or through the process that outlives this one. Clones share it.
#[derive(Clone, Debug)]
pub struct Courier(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    client: Client,
    outside: Option<Outside>,
}

/// The process beside this one.
#[derive(Debug)]
struct Outside {
    program: PathBuf,
    arguments: Vec<String>,
    folder: PathBuf,
    /// Tells the courier that somebody is there.
    presence: Mutex<Option<UnixStream>>,
    /// Calls that end from now on do so because this process ends: they go on.
    leaving: AtomicBool,
}

/// A client as calls to providers need it. A redirect would carry the key to wherever it points.
pub(crate) fn http_client() -> reqwest::Result<Client> {
    Client::builder()
        .redirect(redirect::Policy::none())
        .connect_timeout(CONNECT_TIMEOUT)
        .pool_max_idle_per_host(IDLE_CONNECTIONS)
        .build()
}

impl Courier {
    /// Calls end with this process. The process must have a TLS provider installed.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn within() -> reqwest::Result<Self> {
        Ok(Self(Arc::new(Parts {
            client: http_client()?,
            outside: None,
        })))
    }

    /// Calls outlive this process: `program` with `arguments` must run [`crate::serve`] on
    /// `folder`. It is started when the first call is made.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn beside(
        program: PathBuf,
        arguments: Vec<String>,
        folder: PathBuf,
    ) -> reqwest::Result<Self> {
        Ok(Self(Arc::new(Parts {
            client: http_client()?,
            outside: Some(Outside {
                program,
                arguments,
                folder,
                presence: Mutex::default(),
                leaving: AtomicBool::new(false),
            }),
        })))
    }

    /// The beginning of a call, to be built and handed to [`Courier::send`].
    pub fn post(&self, url: &str) -> RequestBuilder {
        self.0.client.post(url)
    }

    /// The beginning of a call that only looks something up.
    pub fn get(&self, url: &str) -> RequestBuilder {
        self.0.client.get(url)
    }

    /// Asks. An answer to a call of a named `delivery` is kept until [`Courier::forget`]; dropping
    /// the reply before its end cancels the call.
    ///
    /// # Errors
    /// When the provider is not reached.
    pub async fn send(&self, delivery: &Delivery, request: Request) -> Result<Reply, SendError> {
        if let Some(outside) = &self.0.outside
            && let Some(name) = delivery.next(&request)
        {
            match outside.connect().await {
                Ok(stream) => return ask(Arc::clone(&self.0), stream, name, &request).await,
                // Better paid twice after a crash than not written at all.
                Err(error) => {
                    tracing::warn!(%error, "the courier cannot be reached; a call ends with this process");
                }
            }
        }
        let response = self.0.client.execute(request).await.map_err(lost)?;
        Ok(direct(response))
    }

    /// Lets go of the answers of `work`: it is stored, or will not be taken up again.
    pub async fn forget(&self, work: &str) {
        let Some(outside) = &self.0.outside else {
            return;
        };
        let told = async {
            let mut stream = UnixStream::connect(outside.socket()).await?;
            stream
                .write_all(&frame::frame(Kind::Forget, work.as_bytes()))
                .await?;
            frame::read(&mut stream).await.map(|_| ())
        };
        // No courier was started yet: there is nothing to forget. Answers it left in files are
        // swept by the next one.
        if let Err(error) = told.await {
            tracing::debug!(%error, "no courier to forget an answer");
        }
    }

    /// From now on calls that are dropped go on without this process, which is about to end.
    pub fn leave(&self) {
        if let Some(outside) = &self.0.outside {
            outside.leaving.store(true, Ordering::Relaxed);
        }
    }
}

impl Outside {
    fn socket(&self) -> PathBuf {
        self.folder.join(SOCKET)
    }

    /// A connection, after starting the process if there is none.
    async fn connect(&self) -> io::Result<UnixStream> {
        if let Ok(stream) = UnixStream::connect(self.socket()).await {
            self.be_present(&mut *self.presence.lock().await).await?;
            return Ok(stream);
        }
        let mut presence = self.presence.lock().await;
        // Somebody else may have started it while we waited.
        if UnixStream::connect(self.socket()).await.is_err() {
            self.start().await?;
            *presence = None;
        }
        self.be_present(&mut presence).await?;
        UnixStream::connect(self.socket()).await
    }

    async fn be_present(&self, presence: &mut Option<UnixStream>) -> io::Result<()> {
        if presence.is_none() {
            let mut stream = UnixStream::connect(self.socket()).await?;
            stream.write_all(&frame::frame(Kind::Presence, &[])).await?;
            *presence = Some(stream);
        }
        Ok(())
    }

    /// Starts the process, in a group of its own so that what ends ours spares it.
    async fn start(&self) -> io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let log = std::fs::File::create(self.folder.join("courier.log"))?;
        let mut process = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .process_group(0)
            .spawn()?;
        if let Some(output) = process.stdout.take() {
            // A line when it can be reached; nothing when another process was quicker.
            BufReader::new(output).read_line(&mut String::new()).await?;
        }
        Ok(())
    }
}

/// A connection that broke after it stood may have carried the question.
fn lost(error: reqwest::Error) -> SendError {
    let begun = !error.is_connect();
    let reason = error.without_url().to_string();
    if begun {
        SendError::Cut(reason)
    } else {
        SendError::Unreachable(reason)
    }
}

fn direct(response: Response) -> Reply {
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response
        .bytes_stream()
        .map_err(|error| SendError::Cut(error.without_url().to_string()))
        .boxed();
    reply(status, headers, body)
}

fn reply(status: reqwest::StatusCode, headers: reqwest::header::HeaderMap, body: Pieces) -> Reply {
    let mut reply = Reply::new(body);
    *reply.status_mut() = status;
    *reply.headers_mut() = headers;
    reply
}

/// Says that a call is no longer wanted, when it is dropped before its answer is whole.
struct Wanted {
    courier: Arc<Parts>,
    to: OwnedWriteHalf,
    whole: bool,
}

impl Drop for Wanted {
    fn drop(&mut self) {
        let leaving = self
            .courier
            .outside
            .as_ref()
            .is_some_and(|outside| outside.leaving.load(Ordering::Relaxed));
        if self.whole || leaving {
            return;
        }
        // Five bytes always fit into a socket that nothing else was written to since the question.
        if let Err(error) = self.to.try_write(&frame::frame(Kind::Cancel, &[])) {
            tracing::warn!(%error, "a call could not be cancelled");
        }
    }
}

/// Puts the question, and reads until the answer begins.
async fn ask(
    courier: Arc<Parts>,
    stream: UnixStream,
    name: Name,
    request: &Request,
) -> Result<Reply, SendError> {
    let (from, to) = stream.into_split();
    let mut from = BufReader::new(from);
    let mut wanted = Wanted {
        courier,
        to,
        whole: false,
    };
    let question = Question {
        work: name.work,
        call: name.call,
        method: request.method().to_string(),
        url: request.url().to_string(),
        headers: frame::written(request.headers()),
    };
    let mut sent = json_frame(Kind::Call, &question);
    let body = request.body().and_then(Body::as_bytes).unwrap_or_default();
    sent.extend(frame::frame(Kind::Body, body));
    let opening = async {
        wanted.to.write_all(&sent).await?;
        match frame::read(&mut from).await? {
            Some((Kind::Opening, content)) => {
                let opening: Opening = frame::read_json(&content)?;
                let headers = frame::headers(&opening.headers)?;
                let status =
                    reqwest::StatusCode::from_u16(opening.status).map_err(io::Error::other)?;
                Ok(Ok((status, headers)))
            }
            Some((Kind::Failed, content)) => Ok(Err(failed(&content)?)),
            _ => Err(invalid("no answer begins")),
        }
    };
    match opening.await.map_err(|error| gone(&error))? {
        Ok((status, headers)) => Ok(reply(status, headers, pieces(from, wanted))),
        Err(failed) => {
            wanted.whole = true;
            Err(failed)
        }
    }
}

/// The body, piece by piece.
fn pieces(from: BufReader<OwnedReadHalf>, wanted: Wanted) -> Pieces {
    stream::try_unfold(
        (from, wanted),
        async |(mut from, mut wanted)| match frame::read(&mut from)
            .await
            .map_err(|error| gone(&error))?
        {
            Some((Kind::Body, piece)) => Ok(Some((Bytes::from(piece), (from, wanted)))),
            Some((Kind::End, _)) => {
                wanted.whole = true;
                Ok(None)
            }
            Some((Kind::Failed, content)) => {
                wanted.whole = true;
                Err(failed(&content).map_err(|error| gone(&error))?)
            }
            _ => Err(gone(&invalid("the answer has no end"))),
        },
    )
    .boxed()
}

fn failed(content: &[u8]) -> io::Result<SendError> {
    let Failed { begun, reason } = frame::read_json(content)?;
    Ok(if begun {
        SendError::Cut(reason)
    } else {
        SendError::Unreachable(reason)
    })
}

/// The courier itself went away in the middle of a call.
fn gone(error: &io::Error) -> SendError {
    SendError::Cut(format!("the courier: {error}"))
}

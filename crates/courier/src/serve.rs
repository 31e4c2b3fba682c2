//! The process that makes the calls and keeps their answers.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write as _},
    os::unix::fs::DirBuilderExt as _,
    path::Path,
    sync::Arc,
    time::Duration,
};

use futures::StreamExt as _;
use reqwest::{Client, Method, Request, Url};
use tokio::{
    io::{AsyncWriteExt as _, BufReader},
    net::{
        UnixListener, UnixStream,
        unix::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
};

use crate::{
    SOCKET,
    client::http_client,
    delivery::{Name, is_plain},
    frame::{self, Kind, Opening, Question, invalid},
    kept::{Call, Kept},
};

/// The longest that a provider may take over one call, when nobody is left who would give up.
const LONGEST_CALL: Duration = Duration::from_mins(10);

struct Office {
    client: Client,
    kept: Kept,
    /// Connections and calls under way.
    busy: watch::Sender<usize>,
}

/// Makes the calls of the servers that use the same `folder`, until none was there and no call
/// under way for `linger`. Where another courier serves the folder already, it ends at once.
///
/// Prints a line as soon as it can be reached.
///
/// # Errors
/// When the folder cannot be used.
pub async fn serve(folder: &Path, linger: Duration) -> io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let lock = File::create(folder.join("courier.lock"))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(()),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    let socket = folder.join(SOCKET);
    // Left behind by a courier that was killed: the lock is ours.
    if socket.exists() {
        fs::remove_file(&socket)?;
    }
    let office = Arc::new(Office {
        client: http_client().map_err(io::Error::other)?,
        kept: Kept::in_folder(folder.join("answers"))?,
        busy: watch::Sender::new(0),
    });
    let listener = UnixListener::bind(&socket)?;
    writeln!(io::stdout(), "ready")?;
    tokio::select! {
        ended = accept(listener, &office) => ended,
        () = idle(office.busy.subscribe(), linger) => fs::remove_file(&socket),
    }
}

async fn accept(listener: UnixListener, office: &Arc<Office>) -> io::Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        let office = Arc::clone(office);
        let busy = Busy::with(&office);
        tokio::spawn(async move {
            if let Err(error) = attend(&office, stream).await {
                tracing::warn!(%error, "a connection was given up");
            }
            drop(busy);
        });
    }
}

async fn idle(mut busy: watch::Receiver<usize>, linger: Duration) {
    loop {
        // The sender lives as long as the office.
        if busy.wait_for(|count| *count == 0).await.is_err() {
            return;
        }
        if tokio::time::timeout(linger, busy.wait_for(|count| *count > 0))
            .await
            .is_err()
        {
            return;
        }
    }
}

/// Counts as busy as long as it lives.
struct Busy(Arc<Office>);

impl Busy {
    fn with(office: &Arc<Office>) -> Self {
        office.busy.send_modify(|count| *count += 1);
        Self(Arc::clone(office))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.busy.send_modify(|count| *count -= 1);
    }
}

async fn attend(office: &Arc<Office>, stream: UnixStream) -> io::Result<()> {
    let (from, mut to) = stream.into_split();
    let mut from = BufReader::new(from);
    let Some((kind, content)) = frame::read(&mut from).await? else {
        return Ok(());
    };
    match kind {
        Kind::Presence => frame::read(&mut from).await.map(|_| ()),
        Kind::Forget => {
            let work = String::from_utf8(content).unwrap_or_default();
            if is_plain(&work) {
                office.kept.forget(&work);
            }
            to.write_all(&frame::frame(Kind::End, &[])).await
        }
        Kind::Call => {
            let question: Question = frame::read_json(&content)?;
            let Some((Kind::Body, body)) = frame::read(&mut from).await? else {
                return Err(invalid("a call without a body"));
            };
            let name = name(&question)?;
            let request = request(&question, body)?;
            let call = office
                .kept
                .call(&name, |call| begin(office, name.clone(), call, request));
            deliver(office, &name, &call, from, to).await
        }
        _ => Err(invalid("a frame that begins nothing")),
    }
}

fn name(question: &Question) -> io::Result<Name> {
    let name = Name {
        work: question.work.clone(),
        call: question.call.clone(),
    };
    if is_plain(&name.work) && is_plain(&name.call) {
        Ok(name)
    } else {
        Err(invalid("a call's name"))
    }
}

fn request(question: &Question, body: Vec<u8>) -> io::Result<Request> {
    let method = Method::from_bytes(question.method.as_bytes()).map_err(io::Error::other)?;
    let url = Url::parse(&question.url).map_err(io::Error::other)?;
    let mut request = Request::new(method, url);
    *request.headers_mut() = frame::headers(&question.headers)?;
    if !body.is_empty() {
        *request.body_mut() = Some(body.into());
    }
    Ok(request)
}

fn begin(
    office: &Arc<Office>,
    name: Name,
    call: Arc<Call>,
    request: Request,
) -> tokio::task::AbortHandle {
    let office = Arc::clone(office);
    let busy = Busy::with(&office);
    tokio::spawn(async move {
        if tokio::time::timeout(LONGEST_CALL, make(&office.client, &call, request))
            .await
            .is_err()
        {
            call.fail(true, "the provider took too long".into());
        }
        let putting_away = Arc::clone(&office);
        let put = tokio::task::spawn_blocking(move || putting_away.kept.put_away(&name, &call));
        if let Err(error) = put.await {
            tracing::error!(%error, "an answer could not be put away");
        }
        drop(busy);
    })
    .abort_handle()
}

/// Asks the provider and notes what comes.
async fn make(client: &Client, call: &Call, request: Request) {
    let response = match client.execute(request).await {
        Ok(response) => response,
        // A connection that broke after it stood may have carried the question.
        Err(error) => return call.fail(!error.is_connect(), reason(error)),
    };
    let opening = Opening {
        status: response.status().as_u16(),
        headers: frame::written(response.headers()),
    };
    let opening = serde_json::to_vec(&opening).unwrap_or_default();
    call.push(Kind::Opening, &opening);
    let mut pieces = response.bytes_stream();
    while let Some(piece) = pieces.next().await {
        match piece {
            Ok(piece) if call.push(Kind::Body, &piece) => {}
            Ok(_) => return call.fail(true, "the answer is too large".into()),
            Err(error) => return call.fail(true, reason(error)),
        }
    }
    call.push(Kind::End, &[]);
}

/// The error and what is behind it, without the address, which can hold a key.
fn reason(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut reason = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        reason += ": ";
        reason += &cause.to_string();
        source = cause.source();
    }
    reason
}

/// Hands out what came so far and what comes, until it is whole or no longer wanted. Whoever goes
/// away without a word was killed: the call goes on.
async fn deliver(
    office: &Office,
    name: &Name,
    call: &Call,
    mut from: BufReader<OwnedReadHalf>,
    mut to: OwnedWriteHalf,
) -> io::Result<()> {
    let handing_out = async {
        let mut progress = call.follow();
        let mut sent = 0;
        loop {
            let now = *progress.borrow_and_update();
            to.write_all(&call.part(sent, now.bytes)).await?;
            sent = now.bytes;
            if now.ended || progress.changed().await.is_err() {
                return io::Result::Ok(());
            }
        }
    };
    let word = async {
        if let Ok(Some((Kind::Cancel, _))) = frame::read(&mut from).await {
            office.kept.cancel(name);
        }
    };
    tokio::select! {
        handed_out = handing_out => handed_out,
        () = word => Ok(()),
    }
}

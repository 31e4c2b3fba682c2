//! The calls that are under way, and the answers that came back and are not stored elsewhere yet.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use tokio::{sync::watch, task::AbortHandle};

use crate::{
    delivery::Name,
    frame::{Failed, Kind, MAX_BYTES, frame, json_frame},
};

/// Answers that nobody fetched for so long are swept away: the work they were for is gone.
const FORGOTTEN_AFTER: Duration = Duration::from_hours(7 * 24);

/// A call under way: the frames that came of it so far, for everybody who follows it.
pub(crate) struct Call {
    frames: Mutex<Vec<u8>>,
    progress: watch::Sender<Progress>,
    /// Ends the call.
    abort: Mutex<Option<AbortHandle>>,
}

#[derive(Clone, Copy, Default)]
pub(crate) struct Progress {
    pub bytes: usize,
    pub ended: bool,
}

impl Call {
    fn new(frames: Vec<u8>, ended: bool) -> Self {
        let progress = Progress {
            bytes: frames.len(),
            ended,
        };
        Self {
            frames: Mutex::new(frames),
            progress: watch::Sender::new(progress),
            abort: Mutex::new(None),
        }
    }

    /// Adds a frame; false when there is no room for it.
    pub(crate) fn push(&self, kind: Kind, content: &[u8]) -> bool {
        let mut frames = lock(&self.frames);
        if frames.len() + content.len() > MAX_BYTES {
            return false;
        }
        frames.extend(frame(kind, content));
        self.told(frames.len(), kind == Kind::End);
        true
    }

    pub(crate) fn fail(&self, begun: bool, reason: String) {
        let mut frames = lock(&self.frames);
        frames.extend(json_frame(Kind::Failed, &Failed { begun, reason }));
        self.told(frames.len(), true);
    }

    fn told(&self, bytes: usize, ended: bool) {
        self.progress.send_replace(Progress { bytes, ended });
    }

    pub(crate) fn follow(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }

    /// The frames from byte `from` to byte `to`.
    pub(crate) fn part(&self, from: usize, to: usize) -> Vec<u8> {
        lock(&self.frames)
            .get(from..to)
            .map(<[u8]>::to_vec)
            .unwrap_or_default()
    }
}

pub(crate) struct Kept {
    folder: PathBuf,
    under_way: Mutex<BTreeMap<Name, Arc<Call>>>,
}

impl Kept {
    pub(crate) fn in_folder(folder: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        sweep(&folder)?;
        Ok(Self {
            folder,
            under_way: Mutex::default(),
        })
    }

    /// The call of that name, begun by `begin` unless it was begun before.
    pub(crate) fn call(
        &self,
        name: &Name,
        begin: impl FnOnce(Arc<Call>) -> AbortHandle,
    ) -> Arc<Call> {
        let mut under_way = lock(&self.under_way);
        if let Some(call) = under_way.get(name) {
            return Arc::clone(call);
        }
        if let Ok(frames) = fs::read(self.path(name)) {
            return Arc::new(Call::new(frames, true));
        }
        let call = Arc::new(Call::new(Vec::new(), false));
        under_way.insert(name.clone(), Arc::clone(&call));
        *lock(&call.abort) = Some(begin(Arc::clone(&call)));
        call
    }

    /// Puts the ended call's frames into a file, unless its work was forgotten meanwhile.
    pub(crate) fn put_away(&self, name: &Name, call: &Call) {
        let path = self.path(name);
        let written = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| write_whole(&path, &lock(&call.frames)));
        if let Err(error) = written {
            tracing::warn!(%error, "an answer is held in memory alone: its file cannot be written");
            return;
        }
        if lock(&self.under_way).remove(name).is_none() {
            remove(&path);
        }
    }

    /// Ends a call that nobody wants any more.
    pub(crate) fn cancel(&self, name: &Name) {
        if let Some(call) = lock(&self.under_way).remove(name) {
            end(&call);
        }
    }

    /// Lets go of all answers of a work.
    pub(crate) fn forget(&self, work: &str) {
        let first = Name {
            work: work.to_owned(),
            call: String::new(),
        };
        let mut under_way = lock(&self.under_way);
        let names: Vec<Name> = under_way
            .range(first..)
            .map(|(name, _)| name)
            .take_while(|name| name.work == work)
            .cloned()
            .collect();
        for name in names {
            if let Some(call) = under_way.remove(&name) {
                end(&call);
            }
        }
        drop(under_way);
        remove(&self.folder.join(work));
    }

    fn path(&self, name: &Name) -> PathBuf {
        self.folder.join(&name.work).join(&name.call)
    }
}

fn end(call: &Call) {
    if let Some(abort) = lock(&call.abort).take() {
        abort.abort();
    }
    call.fail(true, "the call was cancelled".into());
}

/// A file that is there is whole, even if the process dies while it writes.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let part = path.with_extension("part");
    fs::write(&part, bytes)?;
    fs::rename(part, path)
}

fn remove(path: &Path) {
    let removed = if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    if let Err(error) = removed
        && error.kind() != io::ErrorKind::NotFound
    {
        tracing::warn!(%error, path = %path.display(), "a kept answer could not be removed");
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a file's age is told by the machine's clock"
)]
fn sweep(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let age = SystemTime::now().duration_since(entry.metadata()?.modified()?);
        if age.is_ok_and(|age| age > FORGOTTEN_AFTER) {
            remove(&entry.path());
        }
    }
    Ok(())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! What changed since the last look, by polling: no service of the system is needed.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Which parts of the product a change touches.
#[derive(Clone, Copy)]
pub struct Change {
    /// The server must be compiled again.
    pub server: bool,
    /// The site must be put together again.
    pub site: bool,
}

impl Change {
    fn and(self, other: Self) -> Self {
        Self {
            server: self.server || other.server,
            site: self.site || other.site,
        }
    }
}

const BOTH: Change = Change {
    server: true,
    site: true,
};
const SERVER: Change = Change {
    server: true,
    site: false,
};
const SITE: Change = Change {
    server: false,
    site: true,
};

/// The sources, and what each of them touches.
const SOURCES: [(&str, Change); 9] = [
    ("Cargo.lock", BOTH),
    ("app", BOTH),
    ("crates", SERVER),
    ("crates/domain", SITE),
    ("frontend", SITE),
    ("migrations", SERVER),
    ("public", SITE),
    ("server", SERVER),
    ("style", SITE),
];

/// Remembers when it last looked.
pub struct Watch {
    root: PathBuf,
    seen: SystemTime,
}

impl Watch {
    /// Starts to watch a workspace.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
            seen: SystemTime::now(),
        }
    }

    /// What changed since the last call that saw a change.
    pub fn look(&mut self) -> Option<Change> {
        let now = SystemTime::now();
        let changed = SOURCES
            .iter()
            .filter(|(source, _)| newest(&self.root.join(source)) > Some(self.seen))
            .map(|(_, change)| *change)
            .reduce(Change::and);
        if changed.is_some() {
            self.seen = now;
        }
        changed
    }
}

/// When the newest file below a path was written.
fn newest(path: &Path) -> Option<SystemTime> {
    let data = fs::metadata(path).ok()?;
    if data.is_file() {
        return data.modified().ok();
    }
    let inside = fs::read_dir(path).ok()?.flatten();
    let files = inside.filter_map(|entry| newest(&entry.path())).max();
    // The folder's own time tells of files that went away.
    files.max(data.modified().ok())
}

//! The files of `public`, and the few that must know the names of others.

use std::{fs, path::Path};

use crate::{Outcome, layout::Layout, link::Files};

/// What the service worker keeps besides the hashed files.
const OFFLINE: [&str; 2] = ["/offline.html", "/favicon.svg"];

/// Copies `public` into the site and fills in the names of the hashed files.
pub fn copy(layout: &Layout, files: &Files) -> Outcome<()> {
    let site = layout.site();
    copy_folder(&layout.root.join("public"), &site)?;
    fill(
        &site.join("offline.html"),
        "/pkg/handbill.css",
        &files.style,
    )?;
    let shell = files.all().into_iter().chain(OFFLINE);
    let list = serde_json::to_string(&shell.collect::<Vec<_>>())?;
    fill(&site.join("sw.js"), "[/* filled by the build */]", &list)
}

fn fill(file: &Path, mark: &str, value: &str) -> Outcome<()> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    if !text.contains(mark) {
        return Err(format!("{} has no {mark}", file.display()).into());
    }
    Ok(fs::write(file, text.replace(mark, value))?)
}

/// Copies a folder with everything in it.
pub fn copy_folder(from: &Path, to: &Path) -> Outcome<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

//! Compressed copies, made once here so that the server only sends them.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use crate::{Outcome, steps::for_each};

/// Formats that are compressed already.
const PACKED: [&str; 8] = ["avif", "br", "gz", "jpg", "png", "webp", "woff2", "zip"];

/// Writes `FILE.br` and `FILE.gz` beside each file of the folder.
pub fn compress(folder: &Path) -> Outcome<()> {
    for_each(files(folder)?, |file| {
        let content = fs::read(&file)?;
        fs::write(beside(&file, "br"), brotli(&content)?)?;
        Ok(fs::write(beside(&file, "gz"), gzip(&content)?)?)
    })
}

/// The size after brotli at its best, which is what a browser downloads.
pub fn brotli(content: &[u8]) -> Outcome<Vec<u8>> {
    let mut packed = Vec::new();
    let options = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*content, &mut packed, &options)?;
    Ok(packed)
}

fn gzip(content: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn beside(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_os_string();
    name.push(".");
    name.push(extension);
    name.into()
}

fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            found.extend(files(&path)?);
        } else if !path
            .extension()
            .is_some_and(|extension| PACKED.iter().any(|packed| extension == *packed))
        {
            found.push(path);
        }
    }
    // Workers take from the end: the largest first, so that none is left over alone.
    found.sort_by_key(|path| fs::metadata(path).map_or(0, |data| data.len()));
    Ok(found)
}

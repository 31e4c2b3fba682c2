//! Text out of documents that people give: bytes in, text out.
//!
//! Plain text, Markdown, PDF and Word's DOCX. Pure functions: no file, no clock, no network; they
//! use nothing else of ours. A document is hostile until it was read: size, what it unpacks to,
//! pages and characters are bounded, and a fault in a reader becomes a refusal.

mod docx;
mod pdf;
mod plain;

use std::panic::{AssertUnwindSafe, catch_unwind};

/// The largest document that is read, in bytes.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// The most pages a document may have.
pub const MAX_PAGES: usize = 60;
/// The most characters that are taken from a document; the rest is left out and said to be.
pub const MAX_CHARS: usize = 40_000;
/// What one part of a document may unpack to, in bytes.
const MAX_UNPACKED: usize = 8 * 1024 * 1024;

/// What a document says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Its text. A heading is a line that begins with `#`, an entry of a list one with `- `, as far
    /// as the document knows of headings and lists.
    pub text: String,
    /// Whether it goes on beyond [`MAX_CHARS`].
    pub cut: bool,
}

/// Why a document was refused, in a sentence with the next step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Larger than [`MAX_BYTES`].
    #[error("The document is larger than 10 MiB. Save it without its pictures, or paste its text.")]
    TooLarge,
    /// More pages than [`MAX_PAGES`].
    #[error(
        "The document has {0} pages; at most {MAX_PAGES} are read. Keep the pages of the brief and choose it again."
    )]
    TooManyPages(usize),
    /// It unpacks to more than anybody writes.
    #[error(
        "The document unpacks to far more than a text. Save it anew as a plain document, or paste its text."
    )]
    TooMuchInside,
    /// It took longer than it may.
    #[error("Reading the document took too long and was given up. Paste its text instead.")]
    TooSlow,
    /// It is locked.
    #[error("The document is locked by a password. Save it without one, or paste its text.")]
    Locked,
    /// Word's format before 2007.
    #[error("This is a document of an old Word. Save it as .docx or PDF and choose it again.")]
    OldWord,
    /// No document of a kind that is read.
    #[error(
        "This is no text, Markdown, PDF or Word document. Choose one of these, or paste the text."
    )]
    UnknownKind,
    /// It says what it is, but cannot be read as that.
    #[error("The document is damaged and cannot be read. Save it anew, or paste its text.")]
    Damaged,
    /// Nothing but pictures, or nothing at all.
    #[error(
        "There is no text in the document; a scan holds only pictures. Paste its text instead."
    )]
    NoText,
}

/// The text of a document, whatever it is called: its first bytes tell its kind. `in_time` is
/// asked between parts of the work; once it says no, the work is given up.
///
/// # Errors
/// [`Refusal`] says why, and what to do instead.
pub fn text_of(bytes: &[u8], in_time: &dyn Fn() -> bool) -> Result<Words, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::TooLarge);
    }
    // Other people's parsers meet hostile bytes here: what breaks them must not break us.
    let read = catch_unwind(AssertUnwindSafe(|| match Kind::of(bytes) {
        Kind::Pdf => pdf::text(bytes, in_time),
        Kind::Zip => docx::text(bytes, in_time),
        Kind::OldOffice => Err(Refusal::OldWord),
        Kind::Other => plain::text(bytes),
    }));
    bounded(&read.unwrap_or(Err(Refusal::Damaged))?)
}

enum Kind {
    Pdf,
    Zip,
    OldOffice,
    Other,
}

impl Kind {
    fn of(bytes: &[u8]) -> Self {
        // Some programs write a line of their own before a PDF's first.
        let head = bytes.get(..1024).unwrap_or(bytes);
        if head.windows(5).any(|five| five == b"%PDF-") {
            Self::Pdf
        } else if bytes.starts_with(b"PK\x03\x04") {
            Self::Zip
        } else if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            Self::OldOffice
        } else {
            Self::Other
        }
    }
}

/// The text without what no database keeps and without heaps of empty lines, at most
/// [`MAX_CHARS`] of it.
fn bounded(text: &str) -> Result<Words, Refusal> {
    let mut kept = String::new();
    let mut empty = 0;
    for line in text.lines() {
        let line: String = line
            .chars()
            .filter(|c| !c.is_control() || *c == '\t')
            .collect();
        let line = line.trim_end();
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    let kept = kept.trim();
    if kept.is_empty() {
        return Err(Refusal::NoText);
    }
    let end = kept.char_indices().nth(MAX_CHARS).map(|(at, _)| at);
    let text = end.and_then(|end| kept.get(..end)).unwrap_or(kept);
    Ok(Words {
        text: text.to_owned(),
        cut: end.is_some(),
    })
}

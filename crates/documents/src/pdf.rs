//! PDF: the text that its pages show, line by line.

use std::collections::BTreeMap;

use lopdf::{
    Dictionary, Document, Encoding, Error, LoadOptions, Object,
    content::{Content, Operation},
};

use crate::{MAX_PAGES, MAX_UNPACKED, Refusal};

/// What one stream may unpack to before any page is read.
const MAX_STREAM: usize = 4 * 1024 * 1024;
/// The most streams that hold objects: they are all unpacked while the file is opened.
const MAX_OBJECT_STREAMS: usize = 256;
/// The most fonts that are read for one page.
const MAX_FONTS: usize = 64;

/// The text of all pages.
pub fn text(bytes: &[u8], in_time: &dyn Fn() -> bool) -> Result<String, Refusal> {
    if names(bytes, b"ObjStm") > MAX_OBJECT_STREAMS {
        return Err(Refusal::TooMuchInside);
    }
    let options = LoadOptions::with_max_decompressed_size(MAX_STREAM);
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| refusal(&error))?;
    if document.is_encrypted() {
        return Err(Refusal::Locked);
    }
    let pages = document.get_pages();
    if pages.len() > MAX_PAGES {
        return Err(Refusal::TooManyPages(pages.len()));
    }
    let mut text = String::new();
    for page in pages.into_values() {
        if !in_time() {
            return Err(Refusal::TooSlow);
        }
        let content = document
            .get_page_content_with_limit(page, MAX_UNPACKED)
            .map_err(|error| refusal(&error))?;
        let content = Content::decode(&content).map_err(|error| refusal(&error))?;
        let fonts = document.get_page_fonts(page).unwrap_or_default();
        let fonts = encodings(&document, &fonts, in_time)?;
        let mut shown = Shown::new();
        for operation in &content.operations {
            shown.perform(operation, &fonts);
        }
        text.push_str(&shown.text);
        text.push_str("\n\n");
    }
    Ok(text)
}

fn refusal(error: &Error) -> Refusal {
    match error {
        Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            Refusal::TooMuchInside
        }
        Error::InvalidPassword | Error::Decryption(_) => Refusal::Locked,
        _ => Refusal::Damaged,
    }
}

/// How often a name stands in the file, however its letters are written.
fn names(bytes: &[u8], name: &[u8]) -> usize {
    let mut count = 0;
    for at in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
        let mut rest = bytes.get(at.0 + 1..).unwrap_or_default();
        let same = name.iter().all(|letter| {
            let escaped = format!("#{letter:02x}");
            let is_escaped = rest
                .get(..3)
                .is_some_and(|three| three.eq_ignore_ascii_case(escaped.as_bytes()));
            let length = if is_escaped { 3 } else { 1 };
            let same = is_escaped || rest.first() == Some(letter);
            rest = rest.get(length..).unwrap_or_default();
            same
        });
        count += usize::from(same);
    }
    count
}

type Encodings<'a> = BTreeMap<Vec<u8>, Encoding<'a>>;

/// How the page's fonts number their letters. A font that does not tell is passed over.
fn encodings<'a>(
    document: &'a Document,
    fonts: &BTreeMap<Vec<u8>, &'a Dictionary>,
    in_time: &dyn Fn() -> bool,
) -> Result<Encodings<'a>, Refusal> {
    let mut encodings = Encodings::new();
    for (name, font) in fonts.iter().take(MAX_FONTS) {
        if !in_time() {
            return Err(Refusal::TooSlow);
        }
        if let Ok(encoding) = font.get_font_encoding_with_limit(document, MAX_STREAM) {
            encodings.insert(name.clone(), encoding);
        }
    }
    Ok(encodings)
}

/// What has been shown so far. Only where a line begins is followed, not the whole geometry.
struct Shown {
    text: String,
    font: Vec<u8>,
    size: f32,
    /// How many letters were shown at once the last time.
    letters: u16,
    /// Height of the line that is written, in the letters' own measure and on the page.
    height: f32,
    written: Option<f32>,
    /// How many of the page's units one of the letters' measure is.
    scale: f32,
    /// What the page does to all heights, `(times, plus)`, and what stood before each `q`.
    page: (f32, f32),
    kept: Vec<(f32, f32)>,
    leading: f32,
}

impl Shown {
    fn new() -> Self {
        Self {
            text: String::new(),
            font: Vec::new(),
            size: 1.0,
            letters: 0,
            height: 0.0,
            written: None,
            scale: 1.0,
            page: (1.0, 0.0),
            kept: Vec::new(),
            leading: 0.0,
        }
    }

    fn perform(&mut self, operation: &Operation, fonts: &Encodings<'_>) {
        let number = |at: usize| {
            operation
                .operands
                .get(at)
                .and_then(|value| value.as_float().ok())
        };
        match operation.operator.as_str() {
            "q" if self.kept.len() < 1_000 => self.kept.push(self.page),
            "Q" => self.page = self.kept.pop().unwrap_or(self.page),
            "cm" => {
                let (times, plus) = self.page;
                let own = (number(3).unwrap_or(1.0), number(5).unwrap_or_default());
                self.page = (times * own.0, times * own.1 + plus);
            }
            "BT" => (self.height, self.scale) = (0.0, 1.0),
            "Tf" => {
                let name = operation
                    .operands
                    .first()
                    .and_then(|name| name.as_name().ok());
                name.unwrap_or_default().clone_into(&mut self.font);
                self.size = number(1).unwrap_or(1.0);
            }
            "Tm" => {
                self.scale = number(3).unwrap_or(1.0);
                self.height = number(5).unwrap_or_default();
            }
            "Td" => self.move_by(number(0), number(1)),
            "TD" => {
                self.leading = -number(1).unwrap_or_default();
                self.move_by(number(0), number(1));
            }
            "TL" => self.leading = number(0).unwrap_or_default(),
            "T*" => self.height -= self.leading * self.scale,
            "Tj" | "TJ" => self.show(&operation.operands, fonts),
            "'" | "\"" => {
                self.height -= self.leading * self.scale;
                let words = operation
                    .operands
                    .last()
                    .map_or(&[][..], std::slice::from_ref);
                self.show(words, fonts);
            }
            _ => {}
        }
    }

    fn move_by(&mut self, across: Option<f32>, down: Option<f32>) {
        self.height += down.unwrap_or_default() * self.scale;
        // A step is counted from where the last words began. One that is wider than they can be
        // leads to another column; narrower ones are between letters that some programs place
        // one by one.
        let words = self.size * f32::from(self.letters);
        if across.unwrap_or_default() > words && down.unwrap_or_default() == 0.0 {
            self.gap();
        }
    }

    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }

    fn show(&mut self, words: &[Object], fonts: &Encodings<'_>) {
        let Some(encoding) = fonts.get(&self.font) else {
            return;
        };
        let height = self.height * self.page.0 + self.page.1;
        if let Some(before) = self.written {
            let step = (before - height).abs();
            if step > 20.0 {
                self.text.push_str("\n\n");
            } else if step > 2.0 {
                self.text.push('\n');
            }
        }
        self.written = Some(height);
        let before = self.text.len();
        self.write(words, encoding);
        let shown = self.text.get(before..).unwrap_or_default().chars().count();
        self.letters = u16::try_from(shown).unwrap_or(u16::MAX);
    }

    fn write(&mut self, words: &[Object], encoding: &Encoding<'_>) {
        for word in words {
            match word {
                Object::String(bytes, _) => {
                    // What a font cannot name is left out.
                    let _written = encoding.write_to_string(bytes, &mut self.text);
                }
                Object::Array(parts) => {
                    for part in parts {
                        match part.as_float() {
                            // In thousandths of the letters' height; letters are drawn together
                            // by less.
                            Ok(step) if step < -180.0 => self.gap(),
                            Ok(_) => {}
                            Err(_) => self.write_one(part, encoding),
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn write_one(&mut self, word: &Object, encoding: &Encoding<'_>) {
        if let Object::String(bytes, _) = word {
            let _written = encoding.write_to_string(bytes, &mut self.text);
        }
    }
}

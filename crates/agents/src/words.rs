//! The words of an answer while it is still being written.
//!
//! An answer streams as JSON, cut anywhere. [`Words`] reads it character by character and keeps
//! what people read: the text values, without braces, names and choices from a list. It is for
//! showing alone; the answer itself is read whole, by `answer`.

/// Fields whose text is a choice, a date or an address and says nothing while it is being written.
const NO_WORDS: &[&str] = &[
    "source",
    "framework",
    "channel",
    "format",
    "publish_on",
    "link",
];

/// Collects the words of one answer.
#[derive(Clone, Debug, Default)]
pub struct Words {
    text: String,
    /// The objects and lists that are open around the next character, outermost first.
    open: Vec<Level>,
    place: Place,
    /// The field's name, or the text of a value nobody reads, as far as it has come.
    unread: String,
    /// The first half of a character that JSON writes as two.
    high: Option<u32>,
}

/// An open object or list.
#[derive(Clone, Debug)]
struct Level {
    list: bool,
    /// The field whose value comes next; a list has that of the field it stands in.
    field: String,
    /// Whether the next text is a field's name.
    names: bool,
    /// Whether a list has told its first text, so that the next goes onto a line of its own.
    begun: bool,
}

/// Where in the JSON the next character stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Place {
    /// Between texts.
    #[default]
    Between,
    /// In a text.
    Text(Kind),
    /// After a backslash.
    Escape(Kind),
    /// In the digits of a character's number.
    Number(Kind, String),
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Name,
    Told,
    Untold,
}

impl Words {
    /// Takes the next piece of the answer; true when it brought words. An empty piece says that
    /// the answer begins anew.
    pub fn push(&mut self, piece: &str) -> bool {
        if piece.is_empty() {
            *self = Self::default();
            return true;
        }
        let before = self.text.len();
        for next in piece.chars() {
            self.take(next);
        }
        self.text.len() != before
    }

    /// All words so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn take(&mut self, next: char) {
        self.place = match std::mem::take(&mut self.place) {
            Place::Between => self.between(next),
            Place::Text(kind) => match next {
                '"' => self.end(kind),
                '\\' => Place::Escape(kind),
                _ => self.tell(kind, next),
            },
            Place::Escape(kind) => match next {
                'u' => Place::Number(kind, String::new()),
                'n' => self.tell(kind, '\n'),
                't' => self.tell(kind, '\t'),
                // Carriage return, page feed and backspace are no words.
                'r' | 'f' | 'b' => Place::Text(kind),
                _ => self.tell(kind, next),
            },
            Place::Number(kind, mut digits) => {
                digits.push(next);
                if digits.len() < 4 {
                    Place::Number(kind, digits)
                } else {
                    self.number(kind, &digits)
                }
            }
        };
    }

    fn between(&mut self, next: char) -> Place {
        match next {
            '{' | '[' => {
                let field = self.open.last().map(|level| level.field.clone());
                self.open.push(Level {
                    list: next == '[',
                    field: field.unwrap_or_default(),
                    names: next == '{',
                    begun: false,
                });
            }
            '}' | ']' => {
                self.open.pop();
            }
            ':' | ',' => {
                if let Some(level) = self.open.last_mut() {
                    level.names = next == ',' && !level.list;
                }
            }
            '"' => return Place::Text(self.begin()),
            _ => {}
        }
        Place::Between
    }

    /// A text begins: which kind, and what divides it from the words before it.
    fn begin(&mut self) -> Kind {
        self.unread.clear();
        self.high = None;
        let Some(level) = self.open.last_mut() else {
            return Kind::Untold;
        };
        if level.names {
            return Kind::Name;
        }
        if NO_WORDS.contains(&level.field.as_str()) {
            return Kind::Untold;
        }
        let lines = if level.list && level.begun {
            "\n"
        } else {
            "\n\n"
        };
        level.begun = true;
        if !self.text.is_empty() && !self.text.ends_with(lines) {
            self.text.push_str(lines);
        }
        Kind::Told
    }

    fn end(&mut self, kind: Kind) -> Place {
        if kind == Kind::Name
            && let Some(level) = self.open.last_mut()
        {
            level.field = std::mem::take(&mut self.unread);
        }
        Place::Between
    }

    fn tell(&mut self, kind: Kind, next: char) -> Place {
        match kind {
            Kind::Told if next == '\n' || next == '\t' || !next.is_control() => {
                self.text.push(next);
            }
            Kind::Told => {}
            Kind::Name | Kind::Untold => self.unread.push(next),
        }
        Place::Text(kind)
    }

    /// A character by its number. One that JSON writes as two halves comes with the second.
    fn number(&mut self, kind: Kind, digits: &str) -> Place {
        let Ok(number) = u32::from_str_radix(digits, 16) else {
            return Place::Text(kind);
        };
        let whole = match (self.high.take(), number) {
            (_, 0xD800..=0xDBFF) => {
                self.high = Some(number);
                return Place::Text(kind);
            }
            (Some(high), 0xDC00..=0xDFFF) => 0x1_0000 + ((high - 0xD800) << 10) + (number - 0xDC00),
            (_, number) => number,
        };
        match char::from_u32(whole) {
            Some(next) => self.tell(kind, next),
            None => Place::Text(kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn read(pieces: &[&str]) -> String {
        let mut words = Words::default();
        for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
            words.push(piece);
        }
        words.text().to_owned()
    }

    #[test]
    fn people_see_words_and_no_braces() {
        let answer = json!({ "title": "Seven", "body": "Warm \"bread\"\nat \\ seven 🍞", "hashtags": ["bread", "oven"], "link": "https://example.com" });
        let shown = read(&[&answer.to_string()]);
        for word in ["Seven", "Warm \"bread\"\nat \\ seven 🍞", "bread\noven"] {
            assert!(shown.contains(word), "{word} in {shown}");
        }
        assert!(!shown.contains("title") && !shown.contains("example") && !shown.contains('{'));
    }

    #[test]
    fn an_unfinished_text_shows_as_far_as_it_has_come() {
        assert_eq!(read(&[r#"{"body":"Warm bre"#]), "Warm bre");
        assert_eq!(
            read(&[r#"{"bo"#, r#"dy":"Warm \"#, r"u00", "e9 ", r"\ud83c"]),
            "Warm é "
        );
    }

    #[test]
    fn an_answer_that_begins_anew_takes_the_words_before_it_away() {
        let mut words = Words::default();
        words.push(r#"{"body":"Cold"#);
        words.push("");
        words.push(r#"{"body":"Warm"#);
        assert_eq!(words.text(), "Warm");
    }

    proptest! {
        #[test]
        fn however_the_stream_is_cut_the_words_are_the_same(
            body in "\\PC{0,40}", title in "[\\PC\n\t\"\\\\]{0,12}", tags in proptest::collection::vec("\\PC{0,6}", 0..4),
            escaped in proptest::bool::ANY, cuts in proptest::collection::vec(0usize..400, 0..12)
        ) {
            let mut json = json!({ "title": title, "deep": [{ "body": body, "format": "post" }], "hashtags": tags, "recommended": 1 }).to_string();
            if escaped {
                json = json.encode_utf16().map(|unit| match u8::try_from(unit) {
                    Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
                    _ => format!("\\u{unit:04x}"),
                }).collect();
            }
            let mut cuts: Vec<usize> = cuts.into_iter().filter(|at| json.is_char_boundary(*at)).chain([0, json.len()]).collect();
            cuts.retain(|at| *at <= json.len());
            cuts.sort_unstable();
            let pieces: Vec<&str> = cuts.windows(2).map(|two| &json[two[0]..two[1]]).collect();
            let whole = read(&[&json]);
            prop_assert_eq!(read(&pieces), whole.clone());
            prop_assert!(whole.contains(&body), "{} in {}", body, whole);
        }

        #[test]
        fn nothing_that_comes_makes_it_fail(pieces in proptest::collection::vec("[\\PC\"{}\\[\\]\\\\u,:]{0,10}", 0..10)) {
            let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
            prop_assert!(read(&pieces).len() <= pieces.iter().map(|piece| piece.len() + 2).sum::<usize>() * 3);
        }
    }
}

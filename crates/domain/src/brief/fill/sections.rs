//! A text cut where it names the fields of a brief.

use super::names::{Name, name_of, names_any_brief};

/// The part of a text that stands under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is about; nothing for what stands under no name that we know.
    pub name: Option<Name>,
    /// The name as it stands in the text; empty where none does.
    pub label: String,
    /// What stands under it.
    pub body: String,
}

/// How a section was begun, which tells where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begun {
    /// By a heading: it goes on to the next name.
    Heading,
    /// By a label with a colon: it ends with its paragraph.
    Label,
    /// By nothing.
    Nothing,
}

/// The longest line that can be a name.
const MAX_NAME: usize = 60;
/// The longest first line that can be a title.
const MAX_TITLE: usize = 100;

/// The sections of a text, in its order; nothing of the text is left out.
pub fn sections(text: &str) -> Vec<Section> {
    let mut cut = Cut::default();
    for line in text.lines() {
        cut.line(line);
    }
    cut.done
        .into_iter()
        .chain(cut.open.map(Open::closed))
        .filter(|section| !(section.body.is_empty() && section.name.is_none()))
        .collect()
}

struct Open {
    section: Section,
    begun: Begun,
    /// Whether the last line was empty, after others.
    paused: bool,
}

impl Open {
    fn closed(mut self) -> Section {
        self.section.body = self.section.body.trim().to_owned();
        self.section
    }

    /// Whether `line` still belongs to it.
    fn takes(&self, line: &str) -> bool {
        let filled = !self.section.body.trim().is_empty();
        let field = match self.section.name {
            Some(Name::Field(field)) => field,
            Some(Name::Dates) => "starts_on",
            Some(Name::Other) | None => return self.begun != Begun::Label || !self.paused,
        };
        match field {
            "title" | "web_address" | "tone" | "market" | "language" | "post_count"
            | "starts_on" | "ends_on" => !filled,
            "mandatories" | "avoid" | "channels" => !self.paused || is_entry(line),
            "key_message" => !self.paused,
            _ => self.begun == Begun::Heading || !self.paused,
        }
    }
}

#[derive(Default)]
struct Cut {
    done: Vec<Section>,
    open: Option<Open>,
    titled: bool,
    begun: bool,
}

impl Cut {
    fn line(&mut self, line: &str) {
        let bare = bare(line);
        let is_first = !self.begun && !bare.is_empty();
        self.begun |= is_first;
        let level = line.chars().take_while(|c| *c == '#').count();
        if (1..=6).contains(&level) && line.trim_start_matches('#').starts_with(' ') {
            self.heading(bare, level);
        } else if bare.chars().count() <= MAX_NAME
            && let Some(name) = name_of(bare)
            && !bare.contains([':', '：'])
        {
            self.open(Some(name), bare, Begun::Heading);
        } else if let Some((name, label, value)) = labelled(bare) {
            self.open(Some(name), label, Begun::Label);
            self.add(value);
        } else if is_first && is_title(bare) {
            if !names_any_brief(bare) {
                self.title(bare);
            }
        } else {
            self.text(line);
        }
    }

    fn heading(&mut self, words: &str, level: usize) {
        match name_of(words) {
            Some(name) => self.open(Some(name), words, Begun::Heading),
            None if names_any_brief(words) => {}
            None if level == 1 && !self.titled => self.title(words),
            None => {
                self.open(None, "", Begun::Nothing);
                self.add(words);
            }
        }
    }

    fn title(&mut self, words: &str) {
        self.open(Some(Name::Field("title")), "", Begun::Label);
        self.add(words);
    }

    fn text(&mut self, line: &str) {
        if line.trim().is_empty() {
            if let Some(open) = &mut self.open {
                open.paused = !open.section.body.trim().is_empty();
            }
            self.add("");
            return;
        }
        if !self.open.as_ref().is_some_and(|open| open.takes(line)) {
            self.open(None, "", Begun::Nothing);
        }
        self.add(unescaped(line));
        if let Some(open) = &mut self.open {
            open.paused = false;
        }
    }

    fn open(&mut self, name: Option<Name>, label: &str, begun: Begun) {
        self.titled |= name == Some(Name::Field("title"));
        let section = Section {
            name,
            label: label
                .trim_start_matches(|c: char| !c.is_alphabetic())
                .trim_end_matches([':', '：', ' '])
                .to_owned(),
            body: String::new(),
        };
        let open = Open {
            section,
            begun,
            paused: false,
        };
        self.done.extend(self.open.replace(open).map(Open::closed));
    }

    fn add(&mut self, line: &str) {
        if let Some(open) = &mut self.open {
            open.section.body.push_str(line);
            open.section.body.push('\n');
        }
    }
}

/// The line without the marks of headings, bold letters and tables around it.
fn bare(line: &str) -> &str {
    line.trim()
        .trim_start_matches('#')
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '|'))
}

/// `Audience: who`, in any of its forms.
fn labelled(line: &str) -> Option<(Name, &str, &str)> {
    let (label, value) = line.split_once([':', '：', '\t'])?;
    if label.chars().count() > MAX_NAME {
        return None;
    }
    let name = name_of(label)?;
    let label = label.trim_matches(|c: char| c.is_whitespace() || c == '*' || c == '_');
    let value = value.trim_matches(|c: char| c.is_whitespace() || c == '*' || c == '_');
    Some((name, label, value))
}

/// A short first line that ends like no sentence.
fn is_title(line: &str) -> bool {
    let count = line.chars().count();
    count <= MAX_TITLE && !line.ends_with(['.', ',', ':', ';', '!', '?', '。', '،'])
}

fn is_entry(line: &str) -> bool {
    line.trim_start().starts_with(['-', '*', '•', '–', '·'])
}

/// Exported briefs mark lines that look like headings.
fn unescaped(line: &str) -> &str {
    match line.strip_prefix('\\') {
        Some(rest) if rest.starts_with(['#', '\\']) => rest,
        _ => line,
    }
}

//! The markup of previews, written as text.
//!
//! The desk of a post's page draws it anew while somebody types. Views of the framework would say
//! the same, but each of their types costs the browser some kilobytes of code, and a preview has
//! many small parts. Whatever is not a tag's or an attribute's name is escaped here.

/// A piece of markup in which everything is escaped that must be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Words, which are never markup.
    pub fn text(words: &str) -> Self {
        let mut html = Self::default();
        html.escape(words);
        html
    }

    /// An element with its attributes and what is in it.
    pub fn element(
        tag: &'static str,
        attributes: &[(&'static str, &str)],
        inside: Vec<Self>,
    ) -> Self {
        let mut html = Self::default();
        html.open(tag, attributes);
        html.0.push_str(&Self::all(inside).0);
        html.0.push_str("</");
        html.0.push_str(tag);
        html.0.push('>');
        html
    }

    /// An element that holds nothing and has no end tag, such as `input`.
    pub fn void(tag: &'static str, attributes: &[(&'static str, &str)]) -> Self {
        let mut html = Self::default();
        html.open(tag, attributes);
        html
    }

    /// Pieces one after the other.
    pub fn all(parts: Vec<Self>) -> Self {
        let mut html = Self::default();
        for part in parts {
            html.0.push_str(&part.0);
        }
        html
    }

    /// The markup, for `inner_html`.
    pub fn into_markup(self) -> String {
        self.0
    }

    fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.escape(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    fn escape(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                // Shown by nothing, and not allowed in HTML.
                '\0' => {}
                _ => self.0.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_words_nor_values_can_become_markup() {
        let html = Html::element(
            "p",
            &[("title", "\"><script>")],
            vec![Html::text("</p><img src=x onerror=alert(1)> & more")],
        );
        assert_eq!(
            html.into_markup(),
            "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;/p&gt;&lt;img src=x onerror=alert(1)&gt; &amp; more</p>"
        );
    }
}

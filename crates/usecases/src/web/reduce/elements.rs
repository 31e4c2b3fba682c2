//! What the names of elements mean for reading a page.

/// Elements that never hold anything.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that begin and end a paragraph of text.
pub(super) fn is_block(name: &str) -> bool {
    is_kept(name) && !matches!(name, "a" | "td" | "th")
        || matches!(
            name,
            "html"
                | "head"
                | "body"
                | "center"
                | "dialog"
                | "fieldset"
                | "form"
                | "hgroup"
                | "legend"
                | "menu"
                | "search"
        )
}

/// Elements that say something about the build of a page; of all others only the text is kept.
pub(super) fn is_kept(name: &str) -> bool {
    matches!(
        name,
        "a" | "address"
            | "article"
            | "aside"
            | "blockquote"
            | "caption"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Parts of a page that are about the site rather than about what it shows.
pub(super) fn is_aside(name: &str, role: &str) -> bool {
    matches!(name, "nav" | "footer" | "aside")
        || matches!(
            role,
            "navigation" | "contentinfo" | "complementary" | "search" | "alert" | "alertdialog"
        )
}

/// Elements whose end tag may be left out.
pub(super) fn may_stay_open(name: &str) -> bool {
    matches!(
        name,
        "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot"
    )
}

/// Whether an open element `open` ends where an element `next` begins.
pub(super) fn ends_before(open: &str, next: &str) -> bool {
    match open {
        "p" => is_block(next) && !matches!(next, "caption" | "tr" | "tbody" | "thead" | "tfoot"),
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "thead" | "tbody" | "tfoot"),
        "tr" => matches!(next, "tr" | "thead" | "tbody" | "tfoot"),
        "thead" | "tbody" | "tfoot" => matches!(next, "thead" | "tbody" | "tfoot"),
        _ => false,
    }
}

/// Elements that an end tag inside them cannot reach out of, unless it is a table's own.
pub(super) fn confines(name: &str, closing: &str) -> bool {
    matches!(name, "table" | "td" | "th" | "caption")
        && !matches!(
            closing,
            "table" | "caption" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th"
        )
}

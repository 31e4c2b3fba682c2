//! Line icons on a 24-unit grid, drawn for this product, compiled in.

use leptos::prelude::*;

/// A picture beside a word. It is never the only carrier of a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A sheet with a folded corner, the product's mark.
    Mark,
    /// Stacked sheets: campaigns.
    Campaigns,
    /// A plus.
    Add,
    /// A key: access tokens.
    Key,
    /// A tray: failed jobs.
    Tray,
    /// Angle brackets: the programming interface.
    Code,
    /// A tick.
    Tick,
    /// A cross.
    Cross,
    /// A triangle with an exclamation mark.
    Warning,
    /// A circle with an i.
    Info,
    /// A clock face.
    Clock,
    /// A circular arrow.
    Again,
    /// An arrow to the left.
    Back,
    /// An arrow to the right.
    Forward,
    /// Two overlapping sheets.
    Copy,
    /// An arrow into a tray.
    Download,
    /// A printer.
    Print,
    /// A sun.
    Sun,
    /// A moon.
    Moon,
    /// A screen.
    Screen,
    /// A door with an arrow out of it.
    Leave,
    /// A pen.
    Pen,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Mark => {
                "M6 3h8l5 5v12a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z M14 3v5h5 M9 12.5h6 M9 16.5h4"
            }
            Self::Campaigns => "M12 3 3 7.5l9 4.5 9-4.5z M3 12l9 4.5 9-4.5 M3 16.5 12 21l9-4.5",
            Self::Add => "M12 5v14 M5 12h14",
            Self::Key => "M15 9m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0 M11.5 12.5 4 20v0 M7 17l2.5 2.5",
            Self::Tray => "M4 13l3-8h10l3 8v6H4z M4 13h5l1.5 3h3L15 13h5",
            Self::Code => "M8 7l-5 5 5 5 M16 7l5 5-5 5",
            Self::Tick => "M5 12.5l4.5 4.5L19 7.5",
            Self::Cross => "M6 6l12 12 M18 6L6 18",
            Self::Warning => "M12 4 2.5 20h19z M12 10v4.5 M12 17.2v.1",
            Self::Info => "M12 12m-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0 M12 11v5.5 M12 7.8v.1",
            Self::Clock => "M12 12m-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0 M12 7v5l3.5 2",
            Self::Again => "M20 5v5h-5 M19.5 10A8 8 0 1 0 20 14",
            Self::Back => "M11 5l-7 7 7 7 M4 12h16",
            Self::Forward => "M13 5l7 7-7 7 M20 12H4",
            Self::Copy => "M9 9h11v11H9z M15 9V4H4v11h5",
            Self::Download => "M12 4v11 M7 11l5 5 5-5 M4 20h16",
            Self::Print => "M7 9V3h10v6 M7 18H4V9h16v9h-3 M7 14h10v7H7z",
            Self::Sun => {
                "M12 12m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0 M12 2.5v2 M12 19.5v2 M2.5 12h2 M19.5 12h2 M5.3 5.3l1.4 1.4 M17.3 17.3l1.4 1.4 M18.7 5.3l-1.4 1.4 M6.7 17.3l-1.4 1.4"
            }
            Self::Moon => "M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z",
            Self::Screen => "M3 5h18v11H3z M9 20h6 M12 16v4",
            Self::Leave => "M10 4H4v16h6 M15 8l4 4-4 4 M19 12H9",
            Self::Pen => "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z M13.5 7l3.5 3.5",
        }
    }
}

/// Draws an [`Icon`] in the colour of the text beside it.
#[component]
pub fn Glyph(icon: Icon) -> AnyView {
    view! {
        <svg
            class="icon"
            viewBox="0 0 24 24"
            aria-hidden="true"
            focusable="false"
        >
            <path d=icon.path()></path>
        </svg>
    }
    .into_any()
}

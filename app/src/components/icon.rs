//! The line icons: Lucide's, on its 24-unit grid, compiled in as one path each. Their licence is in
//! `docs/licences/lucide.txt`. To add one, write its circles, lines and rectangles as a path.

use leptos::prelude::*;

/// A picture beside a word. It is never the only carrier of a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A sheet with a folded corner: the product's own mark, not one of Lucide's.
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
    /// An arrow to where one came from.
    Back,
    /// An arrow onwards.
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
    /// A disc, half dark: high contrast.
    Contrast,
    /// A painter's palette.
    Palette,
    /// An eye.
    Eye,
    /// A door with an arrow out of it.
    Leave,
    /// A pen.
    Pen,
    /// A magnifying glass.
    Find,
    /// A bell: what has happened.
    Bell,
    /// An arrow out of a tray.
    Upload,
    /// Sliders: how things are shown.
    Sliders,
    /// Three dots: what else there is.
    More,
    /// A calendar sheet: posts.
    Posts,
    /// Six dots: a handle to drag by.
    Grip,
    /// Bars of a chart: activity.
    Chart,
    /// A chip: models.
    Model,
    /// A wallet: budgets.
    Wallet,
}

impl Icon {
    /// Every icon, in the order above.
    pub const ALL: &'static [Self] = &[
        Self::Mark,
        Self::Campaigns,
        Self::Add,
        Self::Key,
        Self::Tray,
        Self::Code,
        Self::Tick,
        Self::Cross,
        Self::Warning,
        Self::Info,
        Self::Clock,
        Self::Again,
        Self::Back,
        Self::Forward,
        Self::Copy,
        Self::Download,
        Self::Print,
        Self::Sun,
        Self::Moon,
        Self::Screen,
        Self::Contrast,
        Self::Palette,
        Self::Eye,
        Self::Leave,
        Self::Pen,
        Self::Find,
        Self::Bell,
        Self::Upload,
        Self::Sliders,
        Self::More,
    ];

    #[expect(clippy::too_many_lines, reason = "an entry a picture")]
    const fn path(self) -> &'static str {
        match self {
            Self::Mark => {
                "M6 3h8l5 5v12a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z M14 3v5h5 M9 12.5h6 M9 16.5h4"
            }
            Self::Campaigns => {
                "M12.83 2.18a2 2 0 0 0-1.66 0L2.6 6.08a1 1 0 0 0 0 1.83l8.58 3.91a2 2 0 0 0 1.66 0l8.58-3.9a1 1 0 0 0 0-1.83z M2 12a1 1 0 0 0 .58.91l8.6 3.91a2 2 0 0 0 1.65 0l8.58-3.9A1 1 0 0 0 22 12 M2 17a1 1 0 0 0 .58.91l8.6 3.91a2 2 0 0 0 1.65 0l8.58-3.9A1 1 0 0 0 22 17"
            }
            Self::Add => "M5 12h14 M12 5v14",
            Self::Key => {
                "M2 21l9.6-9.6 M7.5 15.5l2.3 2.3a1 1 0 0 1 0 1.4l-2.1 2.1a1 1 0 0 1-1.4 0L4 19 M10 7.5a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0"
            }
            Self::Tray => {
                "M22 12 16 12 14 15 10 15 8 12 2 12 M5.45 5.11 2 12v6a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-6l-3.45-6.89A2 2 0 0 0 16.76 4H7.24a2 2 0 0 0-1.79 1.11z"
            }
            Self::Code => "M16 18l6-6-6-6 M8 6l-6 6 6 6",
            Self::Tick => "M20 6 9 17l-5-5",
            Self::Cross => "M18 6 6 18 M6 6l12 12",
            Self::Warning => {
                "M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3 M12 9v4 M12 17h.01"
            }
            Self::Info => "M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0 M12 16v-4 M12 8h.01",
            Self::Clock => "M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0 M12 6v6l4 2",
            Self::Again => "M21 12a9 9 0 1 1-9-9c2.52 0 4.93 1 6.74 2.74L21 8 M21 3v5h-5",
            Self::Back => "M12 19l-7-7 7-7 M19 12H5",
            Self::Forward => "M5 12h14 M12 5l7 7-7 7",
            Self::Copy => {
                "M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-10a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2z M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2"
            }
            Self::Download => "M12 15V3 M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4 M7 10l5 5 5-5",
            Self::Print => {
                "M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2 M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6 M7 14h10a1 1 0 0 1 1 1v6a1 1 0 0 1 -1 1h-10a1 1 0 0 1 -1 -1v-6a1 1 0 0 1 1 -1z"
            }
            Self::Sun => {
                "M8 12a4 4 0 1 0 8 0a4 4 0 1 0 -8 0 M12 2v2 M12 20v2 M4.93 4.93l1.41 1.41 M17.66 17.66l1.41 1.41 M2 12h2 M20 12h2 M6.34 17.66l-1.41 1.41 M19.07 4.93l-1.41 1.41"
            }
            Self::Moon => {
                "M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401"
            }
            Self::Screen => {
                "M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2z M8 21L16 21 M12 17L12 21"
            }
            Self::Contrast => "M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0 M12 18a6 6 0 0 0 0-12v12z",
            Self::Palette => {
                "M12 22a1 1 0 0 1 0-20 10 9 0 0 1 10 9 5 5 0 0 1-5 5h-2.25a1.75 1.75 0 0 0-1.4 2.8l.3.4a1.75 1.75 0 0 1-1.4 2.8z M13.5 6.5h.01 M17.5 10.5h.01 M6.5 12.5h.01 M8.5 7.5h.01"
            }
            Self::Eye => {
                "M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0 M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0"
            }
            Self::Leave => "M16 17l5-5-5-5 M21 12H9 M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4",
            Self::Pen => {
                "M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z M15 5l4 4"
            }
            Self::Find => "M21 21l-4.34-4.34 M3 11a8 8 0 1 0 16 0a8 8 0 1 0 -16 0",
            Self::Bell => {
                "M10.268 21a2 2 0 0 0 3.464 0 M3.262 15.326A1 1 0 0 0 4 17h16a1 1 0 0 0 .74-1.673C19.41 13.956 18 12.499 18 8A6 6 0 0 0 6 8c0 4.499-1.411 5.956-2.738 7.326"
            }
            Self::Upload => "M12 3v12 M17 8l-5-5-5 5 M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4",
            Self::Sliders => {
                "M10 5H3 M12 19H3 M14 3v4 M16 17v4 M21 12h-9 M21 19h-5 M21 5h-7 M8 10v4 M8 12H3"
            }
            Self::More => {
                "M11 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0 M18 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0 M4 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0"
            }
            Self::Posts => {
                "M8 2v4 M16 2v4 M5 4h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2z M3 10h18"
            }
            Self::Grip => "M9 6h.01 M9 12h.01 M9 18h.01 M15 6h.01 M15 12h.01 M15 18h.01",
            Self::Chart => "M3 3v16a2 2 0 0 0 2 2h16 M18 17v-8 M13 17v-12 M8 17v-3",
            Self::Model => {
                "M12 20v2 M12 2v2 M17 20v2 M17 2v2 M2 12h2 M2 17h2 M2 7h2 M20 12h2 M20 17h2 M20 7h2 M7 20v2 M7 2v2 M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2v-12a2 2 0 0 1 2 -2z M8 8h8v8h-8z"
            }
            Self::Wallet => {
                "M19 7v-3a1 1 0 0 0 -1 -1h-13a2 2 0 0 0 0 4h15a1 1 0 0 1 1 1v4h-3a2 2 0 0 0 0 4h3a1 1 0 0 0 1 -1v-2a1 1 0 0 0 -1 -1 M3 5v14a2 2 0 0 0 2 2h15a1 1 0 0 0 1 -1v-4"
            }
        }
    }

    /// Whether it points along the line of reading, and so is mirrored where that runs leftwards.
    const fn is_directed(self) -> bool {
        matches!(self, Self::Back | Self::Forward | Self::Leave)
    }
}

/// Draws an [`Icon`] in the colour of the text beside it.
#[component]
pub fn Glyph(icon: Icon) -> AnyView {
    view! {
        <svg
            class=if icon.is_directed() { "icon directed" } else { "icon" }
            viewBox="0 0 24 24"
            aria-hidden="true"
            focusable="false"
        >
            <path d=icon.path()></path>
        </svg>
    }
    .into_any()
}

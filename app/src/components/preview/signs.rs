//! The signs under and in posts, drawn for this product on a 24-unit grid.

pub const HEART: &str =
    "M12 20s-7.5-4.6-7.5-10A4.3 4.3 0 0 1 12 7.2 4.3 4.3 0 0 1 19.5 10C19.5 15.4 12 20 12 20z";
pub const BUBBLE: &str = "M4 5h16v11h-9l-5 4v-4H4z";
pub const REPEAT: &str = "M5 12V8h12 M14 5l3 3-3 3 M19 12v4H7 M10 19l-3-3 3-3";
pub const PLANE: &str = "M4 11.5 20 4l-5 16-3.5-6.5z M11.5 13.5 20 4";
pub const THUMB: &str =
    "M7 11v9H4v-9z M7 11l4-7c1.5 0 2.3 1 2 2.6L12.4 10H19l-1.6 8.6c-.2.8-.8 1.4-1.6 1.4H7";
pub const BOOKMARK: &str = "M7 4h10v16l-5-4-5 4z";
pub const SHARE: &str = "M12 15V4 M8 8l4-4 4 4 M5 14v6h14v-6";
pub const DOTS: &str = "M5 12h.1 M12 12h.1 M19 12h.1";
pub const PLAY: &str = "M8 5.5v13l11-6.5z";
pub const GLOBE: &str = "M12 12m-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0 M4 12h16 M12 4c-4.5 4.8-4.5 11.2 0 16 M12 4c4.5 4.8 4.5 11.2 0 16";
pub const STAR: &str = "M12 4l2.5 5.2 5.7.7-4.2 4 1.1 5.6-5.1-2.8-5.1 2.8 1.1-5.6-4.2-4 5.7-.7z";
pub const BARS: &str = "M5 20v-6 M12 20V5 M19 20v-9";
pub const TURN: &str = "M9 7l-5 4.5L9 16 M4 11.5h10c4 0 6 2.5 6 6.5";
pub const NOTE: &str = "M9 18V6l10-2v12 M9 18a2.5 2 0 1 1-5 0a2.5 2 0 0 1 5 0z M19 16a2.5 2 0 1 1-5 0a2.5 2 0 0 1 5 0z";

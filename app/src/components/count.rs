//! How long a text is, in words for people.

use domain::channel::FieldCount;

use super::labels;

/// How long a text is and how long it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What is shown, such as `120 / 280`.
    pub shown: String,
    /// Whether it is over.
    pub over: bool,
}

impl From<&FieldCount> for Counted {
    fn from(count: &FieldCount) -> Self {
        let used = labels::grouped(count.used as u64);
        match count.max {
            Some(max) => Self {
                shown: format!("{used} / {}", labels::grouped(max as u64)),
                over: count.used > max,
            },
            None => Self {
                shown: used,
                over: false,
            },
        }
    }
}

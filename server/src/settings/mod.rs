//! Settings: read once at the start from flags, the environment and a TOML file, in this order,
//! and handed on as values. Nothing else in the program reads the environment.

mod load;
mod providers;
mod sources;
mod table;

pub use load::Settings;
pub use providers::{AzureSettings, Hosted, ProviderSettings, VertexSettings};
pub use sources::Sources;
pub use table::{CONFIG, SETTINGS, Setting, markdown};

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Why the program cannot start with these settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The configuration file cannot be used.
    #[error(
        "The configuration file {path} cannot be used: {error}. Put it right, or leave --config out."
    )]
    File {
        /// The file.
        path: String,
        /// What is wrong with it.
        error: String,
    },
    /// A value is not what the setting takes.
    #[error("{origin} cannot be “{value}”: {expected}.")]
    Value {
        /// Where the value stands.
        origin: String,
        /// The value.
        value: String,
        /// What would be right.
        expected: &'static str,
    },
}

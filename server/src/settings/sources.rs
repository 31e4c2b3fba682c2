//! Where a setting's text comes from: the flag first, then the environment, then the file.

use std::collections::HashMap;

use super::{
    SettingsError,
    table::{CONFIG, SETTINGS, Setting},
};

/// The texts of all settings that somebody set.
#[derive(Default)]
pub struct Sources {
    flags: HashMap<&'static str, String>,
    environment: HashMap<&'static str, String>,
    file: HashMap<&'static str, String>,
}

impl Sources {
    /// Looks every setting up once. `flag` and `environment` are asked by name; the file they
    /// point to is read with `read`.
    pub fn gather(
        flag: impl Fn(&str) -> Option<String>,
        environment: impl Fn(&str) -> Option<String>,
        read: impl Fn(&str) -> std::io::Result<String>,
    ) -> Result<Self, SettingsError> {
        let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let mut sources = Self::default();
        for setting in SETTINGS {
            if let Some(text) = given(setting.flag.and_then(&flag)) {
                sources.flags.insert(setting.key, text);
            }
            if let Some(text) = given(environment(setting.env)) {
                sources.environment.insert(setting.key, text);
            }
        }
        if let Some(path) = given(flag(CONFIG.key)).or_else(|| given(environment(CONFIG.env))) {
            let text = read(&path).map_err(|error| SettingsError::File {
                path: path.clone(),
                error: error.to_string(),
            })?;
            sources.file = parse_file(&path, &text)?;
        }
        Ok(sources)
    }

    /// A setting's text, and where it came from for a sentence about it.
    pub fn get(&self, key: &str) -> Option<(&str, String)> {
        let setting = SETTINGS.iter().find(|setting| setting.key == key)?;
        let flag = self
            .flags
            .get(key)
            .map(|text| (text.as_str(), format!("--{}", setting.flag.unwrap_or(key))));
        flag.or_else(|| {
            self.environment
                .get(key)
                .map(|text| (text.as_str(), setting.env.to_owned()))
        })
        .or_else(|| {
            self.file
                .get(key)
                .map(|text| (text.as_str(), format!("{key} in the configuration file")))
        })
    }
}

fn parse_file(path: &str, text: &str) -> Result<HashMap<&'static str, String>, SettingsError> {
    let failed = |error: String| SettingsError::File {
        path: path.to_owned(),
        error,
    };
    let table: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| failed(error.message().to_owned()))?;
    let mut values = HashMap::new();
    for (key, value) in table {
        let Setting { key, .. } = SETTINGS
            .iter()
            .find(|setting| setting.key == key)
            .ok_or_else(|| failed(format!("“{key}” is not a setting")))?;
        let text = match value {
            toml::Value::String(text) => text,
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Boolean(on) => on.to_string(),
            _ => {
                return Err(failed(format!(
                    "“{key}” must be a text, a number or true/false"
                )));
            }
        };
        values.insert(*key, text);
    }
    Ok(values)
}

//! The settings as values, each parsed from its text.

use std::{
    net::SocketAddr,
    ops::RangeInclusive,
    path::{Path, PathBuf},
};

use secrecy::SecretString;
use url::{Host, Url};
use usecases::Vault;

use super::{LogFormat, ProviderSettings, SettingsError, Sources};

/// Everything that can be set. Printing it shows no secret.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Directory for the database and files.
    pub data: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address people type.
    pub base_url: Url,
    /// The database; may carry a password.
    pub database_url: SecretString,
    /// Where files are kept.
    pub storage_url: String,
    /// The browser's files.
    pub site: PathBuf,
    /// Which model providers are set up.
    pub providers: ProviderSettings,
    /// Pieces of work done side by side.
    pub workers: u16,
    /// Seconds after which another process takes up the work of one that died.
    pub lease_seconds: u16,
    /// Whether one demo organization is seeded.
    pub demo: bool,
    /// The code of the first-run page.
    pub setup_code: Option<SecretString>,
    /// Where secrets are sealed, if a key for that is set.
    pub vault: Option<Vault>,
    /// Requests a minute for each person or token; 0 is no limit.
    pub rate_limit: u32,
    /// Whether `X-Forwarded-For` names the client.
    pub trust_proxy: bool,
    /// What is logged.
    pub log: String,
    /// How it is logged.
    pub log_format: LogFormat,
}

impl Settings {
    /// The settings from their texts. `program` is the directory of the running program.
    pub fn load(sources: &Sources, program: &Path) -> Result<Self, SettingsError> {
        let text = |key| sources.get(key).map(|(text, _)| text.trim().to_owned());
        let data = PathBuf::from(text("data").unwrap_or_else(|| "data".into()));
        let listen = parsed(
            sources,
            "listen",
            "it takes an address and a port such as 127.0.0.1:3000",
        )?
        .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 3000)));
        Ok(Self {
            listen,
            base_url: match web_address(sources, "base_url")? {
                Some(url) => url,
                None => own_address(listen)?,
            },
            database_url: text("database_url")
                .unwrap_or_else(|| format!("sqlite:{}", data.join("handbill.db").display()))
                .into(),
            storage_url: text("storage_url")
                .unwrap_or_else(|| format!("file://{}", data.join("files").display())),
            site: text("site").map_or_else(|| program.join("site"), PathBuf::from),
            providers: ProviderSettings::load(sources)?,
            workers: number(sources, "workers", 1..=64, "it takes a number from 1 to 64")?
                .unwrap_or(32),
            lease_seconds: number(
                sources,
                "lease",
                1..=3600,
                "it takes a number from 1 to 3600",
            )?
            .unwrap_or(15),
            demo: switch(sources, "demo")?,
            setup_code: text("setup_code").map(Into::into),
            vault: vault(sources)?,
            rate_limit: parsed(
                sources,
                "rate_limit",
                "it takes a number of requests a minute, 0 for no limit",
            )?
            .unwrap_or(600),
            trust_proxy: switch(sources, "trust_proxy")?,
            log: text("log").unwrap_or_else(|| "info".into()),
            log_format: log_format(sources)?,
            data,
        })
    }

    /// Whether people reach the server encrypted.
    pub fn is_https(&self) -> bool {
        self.base_url.scheme() == "https"
    }

    /// Whether only this machine can reach the server: it listens here, and nothing says that a
    /// proxy stands in front.
    pub fn is_loopback(&self) -> bool {
        let named_here = match self.base_url.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        };
        self.listen.ip().is_loopback() && named_here && !self.trust_proxy
    }
}

pub(super) fn refused(sources: &Sources, key: &str, expected: &'static str) -> SettingsError {
    let (value, origin) = sources
        .get(key)
        .map(|(value, origin)| (value.to_owned(), origin))
        .unwrap_or_default();
    SettingsError::Value {
        origin,
        value,
        expected,
    }
}

fn parsed<T: std::str::FromStr>(
    sources: &Sources,
    key: &str,
    expected: &'static str,
) -> Result<Option<T>, SettingsError> {
    let text = sources.get(key).map(|(text, _)| text.trim());
    text.map(|text| text.parse().map_err(|_| refused(sources, key, expected)))
        .transpose()
}

pub(super) fn web_address(sources: &Sources, key: &str) -> Result<Option<Url>, SettingsError> {
    const EXPECTED: &str = "it takes an http or https address";
    match parsed::<Url>(sources, key, EXPECTED)? {
        Some(url) if !matches!(url.scheme(), "http" | "https") => {
            Err(refused(sources, key, EXPECTED))
        }
        url => Ok(url),
    }
}

fn own_address(listen: SocketAddr) -> Result<Url, SettingsError> {
    Url::parse(&format!("http://{listen}")).map_err(|_| SettingsError::Value {
        origin: "--listen".into(),
        value: listen.to_string(),
        expected: "it takes an address and a port such as 127.0.0.1:3000",
    })
}

fn switch(sources: &Sources, key: &str) -> Result<bool, SettingsError> {
    match sources.get(key).map(|(text, _)| text.trim()) {
        None | Some("0" | "false") => Ok(false),
        Some("1" | "true") => Ok(true),
        Some(_) => Err(refused(sources, key, "it takes 1 or 0")),
    }
}

fn number(
    sources: &Sources,
    key: &str,
    range: RangeInclusive<u16>,
    expected: &'static str,
) -> Result<Option<u16>, SettingsError> {
    match parsed::<u16>(sources, key, expected)? {
        Some(number) if !range.contains(&number) => Err(refused(sources, key, expected)),
        number => Ok(number),
    }
}

fn vault(sources: &Sources) -> Result<Option<Vault>, SettingsError> {
    let Some((text, origin)) = sources.get("secret_key") else {
        return Ok(None);
    };
    let text = text.trim();
    let digits = text.is_ascii().then(|| text.as_bytes().chunks(2));
    let bytes = digits.into_iter().flatten().map(|two| {
        let two = str::from_utf8(two).ok()?;
        u8::from_str_radix(two, 16).ok()
    });
    let bytes: Option<Vec<u8>> = bytes.collect();
    let key: Option<[u8; 32]> = bytes.and_then(|bytes| bytes.try_into().ok());
    match key {
        Some(key) => Ok(Some(Vault::new(&key))),
        // The value itself is not told: it may be nearly right.
        None => Err(SettingsError::Value {
            origin,
            value: "…".into(),
            expected: "it takes 64 hexadecimal digits, such as `openssl rand -hex 32` gives",
        }),
    }
}

fn log_format(sources: &Sources) -> Result<LogFormat, SettingsError> {
    match sources.get("log_format").map(|(text, _)| text.trim()) {
        None | Some("text") => Ok(LogFormat::Text),
        Some("json") => Ok(LogFormat::Json),
        Some(_) => Err(refused(sources, "log_format", "it takes text or json")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(
        flags: &[(&str, &str)],
        environment: &[(&str, &str)],
        file: &str,
    ) -> Result<Settings, SettingsError> {
        let find = |pairs: &[(&str, &str)], name: &str| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        };
        let flag = |name: &str| {
            if name == "config" {
                Some("h.toml".into())
            } else {
                find(flags, name)
            }
        };
        let sources = Sources::gather(
            flag,
            |name| find(environment, name),
            |_| Ok(file.to_owned()),
        )?;
        Settings::load(&sources, Path::new("/program"))
    }

    #[test]
    fn nothing_set_gives_a_working_product_on_this_machine() {
        let settings = load(&[], &[], "").unwrap();
        assert!(settings.is_loopback() && !settings.is_https());
        assert_eq!(settings.site, Path::new("/program/site"));
        assert_eq!(settings.base_url.as_str(), "http://127.0.0.1:3000/");
        assert_eq!(settings.storage_url, "file://data/files");
    }

    #[test]
    fn a_server_behind_a_proxy_is_not_this_machines_alone() {
        let proxied = [
            ("HANDBILL_BASE_URL", "https://h.example"),
            ("HANDBILL_TRUST_PROXY", "1"),
        ];
        for one in proxied {
            assert!(!load(&[], &[one], "").unwrap().is_loopback(), "{one:?}");
        }
        let own = [("HANDBILL_BASE_URL", "http://localhost:3000")];
        assert!(load(&[], &own, "").unwrap().is_loopback());
    }

    #[test]
    fn a_flag_wins_over_the_environment_and_that_over_the_file() {
        let file = "listen = \"127.0.0.1:1\"\ndata = \"from-file\"\nworkers = 7";
        let environment = [
            ("HANDBILL_LISTEN", "127.0.0.1:2"),
            ("HANDBILL_DATA", "from-env"),
        ];
        let settings = load(&[("listen", "127.0.0.1:3")], &environment, file).unwrap();
        assert_eq!(settings.listen.port(), 3);
        assert_eq!(settings.data, Path::new("from-env"));
        assert_eq!(settings.workers, 7);
    }

    #[test]
    fn a_wrong_value_is_refused_with_where_it_stands() {
        let refusal = load(&[], &[("HANDBILL_WORKERS", "0")], "")
            .unwrap_err()
            .to_string();
        assert_eq!(
            refusal,
            "HANDBILL_WORKERS cannot be “0”: it takes a number from 1 to 64."
        );
        let refusal = load(&[], &[], "lisen = \"x\"").unwrap_err().to_string();
        assert!(refusal.contains("“lisen” is not a setting"), "{refusal}");
    }

    #[test]
    fn printing_the_settings_shows_no_secret() {
        let environment = [
            ("GEMINI_API_KEY", "hush-key"),
            ("AZURE_OPENAI_API_KEY", "hush-azure"),
            ("HANDBILL_COMPATIBLE_API_KEY", "hush-own"),
            ("HANDBILL_SETUP_CODE", "hush-code"),
            ("HANDBILL_DATABASE_URL", "postgres://u:hush-password@db/h"),
        ];
        let printed = format!("{:?}", load(&[], &environment, "").unwrap());
        assert!(!printed.contains("hush"), "{printed}");
    }
}

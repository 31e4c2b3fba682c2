//! The closed lists of a brief: tone, market and language.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a campaign should sound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Short sentences, no decoration.
    #[default]
    Plain,
    /// Friendly, close to the reader.
    Warm,
    /// Sure of itself, without boasting.
    Confident,
    /// Light, with a wink.
    Playful,
    /// Reserved and complete.
    Formal,
    /// It matters now.
    Urgent,
}

impl Tone {
    /// Every tone, in the order shown.
    pub const ALL: &'static [Self] = &[
        Self::Plain,
        Self::Warm,
        Self::Confident,
        Self::Playful,
        Self::Formal,
        Self::Urgent,
    ];

    /// The tone as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Warm => "warm",
            Self::Confident => "confident",
            Self::Playful => "playful",
            Self::Formal => "formal",
            Self::Urgent => "urgent",
        }
    }
}

impl std::str::FromStr for Tone {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        let slug = slug.trim().to_lowercase();
        Self::ALL
            .iter()
            .copied()
            .find(|tone| tone.slug() == slug)
            .ok_or(())
    }
}

macro_rules! listed {
    ($(#[$doc:meta])* $name:ident, $list:ident, $(#[$list_doc:meta])* [$(($code:literal, $label:literal)),+ $(,)?]) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = String)]
        pub struct $name(&'static str);

        $(#[$list_doc])*
        pub const $list: &[(&str, &str)] = &[$(($code, $label)),+];

        impl $name {
            /// The code, as stored and sent.
            pub const fn code(self) -> &'static str {
                self.0
            }

            /// The English name.
            pub fn name(self) -> &'static str {
                $list.iter().find(|(code, _)| *code == self.0).map_or(self.0, |(_, name)| name)
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();

            /// Takes the code or the English name, in any case.
            fn from_str(text: &str) -> Result<Self, ()> {
                let text = text.trim();
                $list
                    .iter()
                    .find(|(code, name)| code.eq_ignore_ascii_case(text) || name.eq_ignore_ascii_case(text))
                    .map(|(code, _)| Self(code))
                    .ok_or(())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(|()| serde::de::Error::custom(format!("unknown code {text:?}")))
            }
        }
    };
}

listed!(
    /// A country with its own rules, by ISO 3166-1 alpha-2 code.
    Market, MARKETS,
    /// Markets that can be chosen: code and English name.
    [
        ("AR", "Argentina"), ("AU", "Australia"), ("AT", "Austria"), ("BE", "Belgium"), ("BR", "Brazil"),
        ("CA", "Canada"), ("CL", "Chile"), ("CN", "China"), ("CO", "Colombia"), ("CZ", "Czechia"),
        ("DK", "Denmark"), ("EG", "Egypt"), ("FI", "Finland"), ("FR", "France"), ("DE", "Germany"),
        ("GR", "Greece"), ("HU", "Hungary"), ("IN", "India"), ("ID", "Indonesia"), ("IE", "Ireland"),
        ("IL", "Israel"), ("IT", "Italy"), ("JP", "Japan"), ("MX", "Mexico"), ("NL", "Netherlands"),
        ("NZ", "New Zealand"), ("NG", "Nigeria"), ("NO", "Norway"), ("PL", "Poland"), ("PT", "Portugal"),
        ("RO", "Romania"), ("SA", "Saudi Arabia"), ("SG", "Singapore"), ("ZA", "South Africa"),
        ("KR", "South Korea"), ("ES", "Spain"), ("SE", "Sweden"), ("CH", "Switzerland"), ("TR", "Türkiye"),
        ("AE", "United Arab Emirates"), ("GB", "United Kingdom"), ("US", "United States"),
    ]
);

listed!(
    /// A language, by its BCP 47 tag.
    Language, LANGUAGES,
    /// Languages that can be chosen: tag and English name.
    [
        ("en", "English"), ("ar", "Arabic"), ("zh", "Chinese"), ("cs", "Czech"), ("da", "Danish"),
        ("nl", "Dutch"), ("fi", "Finnish"), ("fr", "French"), ("de", "German"), ("el", "Greek"),
        ("he", "Hebrew"), ("hi", "Hindi"), ("hu", "Hungarian"), ("id", "Indonesian"), ("it", "Italian"),
        ("ja", "Japanese"), ("ko", "Korean"), ("no", "Norwegian"), ("pl", "Polish"), ("pt", "Portuguese"),
        ("ro", "Romanian"), ("es", "Spanish"), ("sv", "Swedish"), ("tr", "Turkish"),
    ]
);

impl Language {
    /// Languages that can be chosen: tag and English name.
    pub const ALL: &'static [(&'static str, &'static str)] = LANGUAGES;

    /// Whether text in this language is in English, the one language the built-in provider writes.
    pub fn is_english(self) -> bool {
        self.0 == "en"
    }
}

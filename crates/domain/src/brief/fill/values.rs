//! From words to what a field of a brief holds.

use std::str::FromStr as _;

use crate::{
    brief::{Language, MARKETS, MAX_POSTS, Market, Tone, draft::is_web_address},
    channel::ChannelKind,
    text,
};

/// Words for tones, by what they begin with.
#[rustfmt::skip]
const TONES: [(Tone, &[&str]); 6] = [
    (Tone::Playful, &["playful", "funny", "humor", "witty", "cheeky", "verspielt", "locker", "ludique", "drôle", "desenfadad", "divertid", "descontraíd", "遊び心", "مرح"]),
    (Tone::Warm, &["warm", "friendly", "cosy", "personal", "herzlich", "freundlich", "nahbar", "chaleureu", "amical", "cercan", "cálid", "acolhedor", "amigáve", "親しみ", "温か", "ودود", "دافئ"]),
    (Tone::Confident, &["confident", "bold", "selbstbewusst", "souverän", "assuré", "confiant", "segur", "自信", "واثق"]),
    (Tone::Formal, &["formal", "förmlich", "seriös", "formel", "フォーマル", "رسمي"]),
    (Tone::Urgent, &["urgent", "dringlich", "dringend", "緊急", "عاجل"]),
    (Tone::Plain, &["plain", "factual", "simple", "sachlich", "nüchtern", "sobre", "sencill", "simples", "簡潔", "بسيط"]),
];

/// What markets and languages are called at home, and in the languages of the product where that
/// differs from English.
#[rustfmt::skip]
const MARKETS_AT_HOME: [(&str, &[&str]); 16] = [
    ("DE", &["deutschland", "allemagne", "alemania", "alemanha", "ドイツ", "ألمانيا"]), ("AT", &["österreich", "autriche"]),
    ("CH", &["schweiz", "suisse", "suiza", "suíça"]), ("FR", &["frankreich", "francia", "frança", "フランス", "فرنسا"]),
    ("ES", &["spanien", "espagne", "españa", "espanha"]), ("PT", &["portugal"]), ("BR", &["brasilien", "brésil", "brasil", "ブラジル"]),
    ("MX", &["mexiko", "mexique", "méxico"]), ("IT", &["italien", "italie", "italia", "itália"]), ("JP", &["日本", "japon", "japón", "japão"]),
    ("US", &["usa", "u.s.", "united states of america", "états-unis", "estados unidos", "アメリカ", "الولايات المتحدة"]),
    ("GB", &["uk", "großbritannien", "royaume-uni", "reino unido", "イギリス", "المملكة المتحدة"]), ("SA", &["السعودية", "المملكة العربية السعودية"]),
    ("AE", &["الإمارات", "uae"]), ("EG", &["مصر"]), ("NL", &["niederlande", "pays-bas", "países bajos"]),
];
#[rustfmt::skip]
const LANGUAGES_AT_HOME: [(&str, &[&str]); 7] = [
    ("en", &["englisch", "anglais", "inglés", "inglês", "英語", "الإنجليزية"]), ("de", &["deutsch", "allemand", "alemán", "alemão", "ドイツ語", "الألمانية"]),
    ("fr", &["französisch", "français", "francés", "francês", "フランス語", "الفرنسية"]), ("es", &["spanisch", "espagnol", "español", "espanhol", "スペイン語", "الإسبانية"]),
    ("pt", &["portugiesisch", "portugais", "portugués", "português", "ポルトガル語", "البرتغالية"]), ("ja", &["japanisch", "japonais", "japonés", "japonês", "日本語", "اليابانية"]),
    ("ar", &["arabisch", "arabe", "árabe", "アラビア語", "العربية"]),
];
/// Names of channels beside their own.
const CHANNELS: [(&str, ChannelKind); 14] = [
    ("twitter", ChannelKind::X),
    ("x (twitter)", ChannelKind::X),
    ("e-mail", ChannelKind::Email),
    ("email", ChannelKind::Email),
    ("mail", ChannelKind::Email),
    ("newsletter", ChannelKind::Email),
    ("courriel", ChannelKind::Email),
    ("メール", ChannelKind::Email),
    ("البريد الإلكتروني", ChannelKind::Email),
    ("インスタグラム", ChannelKind::Instagram),
    ("إنستغرام", ChannelKind::Instagram),
    ("ブログ", ChannelKind::Blog),
    ("المدونة", ChannelKind::Blog),
    ("insta", ChannelKind::Instagram),
];

/// The tone that the words speak of first.
pub fn tone(words: &str) -> Option<Tone> {
    let folded = text::folded(words);
    let spoken = TONES.iter().filter_map(|(tone, names)| {
        let at = names.iter().filter_map(|name| folded.find(name)).min()?;
        Some((at, *tone))
    });
    spoken.min_by_key(|(at, _)| *at).map(|(_, tone)| tone)
}

/// The first market named.
pub fn market(words: &str) -> Option<Market> {
    Market::from_str(words)
        .ok()
        .or_else(|| at_home(&MARKETS_AT_HOME, words)?.parse().ok())
        .or_else(|| {
            let folded = text::folded(words);
            let named = |(_, name): &&(&str, &str)| folded.contains(&name.to_lowercase());
            MARKETS.iter().find(named)?.0.parse().ok()
        })
}

/// The first language named.
pub fn language(words: &str) -> Option<Language> {
    let bare = words.split(['(', ',', '/', ';']).next().unwrap_or(words);
    Language::from_str(bare)
        .ok()
        .or_else(|| at_home(&LANGUAGES_AT_HOME, words)?.parse().ok())
}

fn at_home<'a>(list: &[(&'a str, &[&str])], words: &str) -> Option<&'a str> {
    let folded = words.to_lowercase();
    list.iter()
        .find(|(_, names)| names.iter().any(|name| word_in(&folded, name)))
        .map(|(code, _)| *code)
}

/// Whether `name` stands in `words` and is no part of another word.
fn word_in(words: &str, name: &str) -> bool {
    // Japanese writes no spaces.
    let spaced = name.is_ascii() || !name.chars().any(|c| ('\u{3040}'..'\u{a000}').contains(&c));
    words.match_indices(name).any(|(at, _)| {
        let before = words
            .get(..at)
            .and_then(|before| before.chars().next_back());
        let after = words
            .get(at + name.len()..)
            .and_then(|after| after.chars().next());
        !spaced
            || ![before, after]
                .into_iter()
                .flatten()
                .any(char::is_alphanumeric)
    })
}

/// The channels of a list, and what of the list is no channel of ours.
pub fn channels(words: &str) -> (Vec<ChannelKind>, Vec<String>) {
    let (mut channels, mut others) = (Vec::new(), Vec::new());
    let entries = words.split(['\n', ',', ';', '/', '+', '&', '|', '、', '،', '·']);
    for entry in entries
        .flat_map(|entry| entry.split(" and "))
        .flat_map(|entry| entry.split(" und "))
    {
        for entry in text::lines(entry) {
            match channel(&entry) {
                Some(kind) if !channels.contains(&kind) => channels.push(kind),
                Some(_) => {}
                None => others.push(entry),
            }
        }
    }
    (channels, others)
}

fn channel(entry: &str) -> Option<ChannelKind> {
    let folded = text::folded(entry);
    let own = ChannelKind::ALL
        .into_iter()
        .find(|kind| folded == kind.slug() || folded == kind.name().to_lowercase());
    let other = || CHANNELS.iter().find(|(name, _)| *name == folded);
    // A list may say more of a channel than its name.
    let within = || {
        ChannelKind::ALL
            .into_iter()
            .filter(|kind| *kind != ChannelKind::X)
            .find(|kind| word_in(&folded, kind.slug()))
    };
    own.or_else(|| other().map(|(_, kind)| *kind))
        .or_else(within)
}

/// Channels whose names stand in running text; only names that mean nothing else, as they are
/// written.
pub fn channels_named(words: &str) -> Vec<ChannelKind> {
    let plain: Vec<_> = words
        .split_whitespace()
        .filter(|word| !word.contains("://"))
        .collect();
    let plain = plain.join(" ");
    ChannelKind::ALL
        .into_iter()
        .filter(|kind| {
            use ChannelKind::{Blog, Email, Threads, X};
            !matches!(kind, X | Email | Blog | Threads) && word_in(&plain, kind.name())
        })
        .collect()
}

/// The first web address in a text, without what only ends a sentence.
pub fn web_address(words: &str) -> Option<&str> {
    words
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '"' | '、' | '。')
        })
        .map(|word| word.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']))
        .find(|word| is_web_address(word))
}

/// The first number that can be one of posts.
pub fn post_count(words: &str) -> Option<u16> {
    let folded = text::folded(words);
    folded
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .find(|count| (1..=MAX_POSTS).contains(count))
}

/// How many posts running text asks for: the number before the word for posts.
pub fn post_count_named(words: &str) -> Option<u16> {
    const POSTS: [&str; 8] = [
        "posts",
        "beiträge",
        "beiträgen",
        "publications",
        "publicaciones",
        "publicações",
        "postings",
        "منشورات",
    ];
    let folded = text::folded(words);
    let words: Vec<_> = folded.split_whitespace().collect();
    words.windows(2).find_map(|pair| {
        let [count, noun] = pair else { return None };
        let noun = noun.trim_end_matches(|c: char| !c.is_alphanumeric());
        let count = count
            .parse()
            .ok()
            .filter(|count| (1..=MAX_POSTS).contains(count))?;
        POSTS.contains(&noun).then_some(count)
    })
}

/// The entries of a list that may stand in one line.
pub fn entries(words: &str, separators: &[char]) -> Vec<String> {
    let lines = text::lines(words);
    let split = match lines.as_slice() {
        [only] => only.split(separators).map(str::to_owned).collect(),
        _ => lines,
    };
    split
        .into_iter()
        .map(|entry| {
            entry
                .trim()
                .trim_matches(['"', '“', '”', '„', '«', '»', '「', '」'])
                .trim()
                .to_owned()
        })
        .filter(|entry| !entry.is_empty())
        .collect()
}

/// A paragraph in one line, whose lines were broken by the width of a page.
pub fn unbroken(words: &str) -> String {
    let paragraphs = words.split("\n\n").map(|paragraph| {
        let lines: Vec<_> = paragraph
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        let is_list = lines
            .iter()
            .skip(1)
            .any(|line| line.starts_with(['-', '*', '•']));
        lines.join(if is_list { "\n" } else { " " })
    });
    paragraphs
        .filter(|paragraph| !paragraph.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}

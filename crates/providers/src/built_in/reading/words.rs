//! What we know of English words: enough to cut sentences into clauses and to find phrases.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// Words that carry no message by themselves.
const STOP: &str = "a about above across after again against all almost along already also although always am among an and \
any anybody anyone anything are around as at away back be became because been before behind being below beside between beyond \
both but by can cannot could did do does doing done down during each either else enough even ever every everybody everyone \
everything few for from further get gets getting goes going gone got had has have having he her here hers herself him himself \
his how however i if in inside instead into is it its itself just least less like likely made make makes making many may me \
might mine more most much must my myself near neither never next no nobody none nor not nothing now of off often on once one \
only onto or other others our ours ourselves out outside over own per perhaps quite rather really same several shall she should \
since so some somebody someone something soon still such than that the their theirs them themselves then there these they thing \
things this those though through throughout till to together too toward towards two under until up upon us very via was way we \
well were what whatever when where whether which while who whole whom whose why will with within without would yet you your \
yours yourself yourselves";

/// Verbs that are hardly ever nouns.
const VERBS: &str = "accept add allow answer appear apply arrive ask attend avoid bake become begin belong bring build buy carry \
celebrate choose clean collect combine come compare connect contain cook cool cover create cut decide deliver depend discover \
draw eat enable end enjoy ensure enter exhibit explain explore fall feel fill find fit fly fold follow get give go grind grow \
handle happen hear help hold host improve include install invite join keep knit know lead learn leave let link live look lose \
love mean meet mix move need offer open organise organize perform pick play pour prepare prevent produce protect prove provide \
publish put read receive recommend reduce refill remain remove repair replace reply require rise roast save scan see seem sell \
send serve set sew share show sing sit sleep smell speak spend stand stay store support switch take taste teach tell turn \
understand update use wait walk want wash wear weave welcome win work wrap write";

/// Verbs that are nouns as often.
const NOUN_VERBS: &str = "age book brew call care change charge check close coach cost craft dance design drive ferment film guide \
harvest heat label launch light list match measure order pack paint plan plant press print rank record release rent report rest \
return ride ripen run score ship sort sound start stop swim test touch tour track train travel visit watch weigh";

/// Forms of "be", "have" and the modal verbs.
const HELPING: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "can", "will", "may", "must", "could", "should",
    "would", "does", "do", "did",
];

/// Words that a noun phrase begins with.
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "every", "each", "all", "our", "your", "its", "their", "his", "her", "this",
    "that", "these", "those", "both", "some", "any", "no", "most", "many", "one",
];

/// Names that keep their capital wherever they stand.
const NAMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "christmas",
    "easter",
    "english",
    "german",
    "french",
    "italian",
    "spanish",
    "i",
    "prof",
    "dr",
    "mr",
    "mrs",
    "ms",
    "st",
];

/// Things that a photograph can show.
const PICTURABLE: &str = "album apple apron armchair art artwork artist bag ball band basket beach bean beer bench bicycle bike \
boat book boot bottle bouquet bowl box bracelet bread bridge bus butter cabin cafe cake camera candle canvas car card carpet cat \
ceramic chair cheese chef chocolate choir coat coffee cookie counter croissant cup curtain dancer dish dog \
dress drink farm festival film fish flower food forest fruit furniture garden glass glove guitar \
hand harbour harbor hat headphone herb honey horse house instrument jacket jam jar jewellery jewelry juice kayak knife \
lake lamp lantern laptop leaf leather library lighthouse loaf loft machine mask meadow meal menu milk mirror model mountain mug museum \
music musician necklace notebook olive onion orchard orchestra paint painting pan park pasta path pen phone photograph picture \
pizza plate playground pool pot pottery puppet quilt restaurant ring river robot roll roof rope rose rug sail salad sandwich \
scarf sculpture sea shelf ship shirt shoe skirt soap sofa soup spice spoon statue \
store stove studio suit swimmer table tea tent terrace theater theatre ticket tile tool tower toy tractor trail train \
tram tree trouser truck tug van vase vegetable village vineyard violin watch wine wool workshop";

static STOP_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| STOP.split_ascii_whitespace().collect());
static NOUNS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| PICTURABLE.split_ascii_whitespace().collect());
static PRESENT: LazyLock<HashMap<String, Verb>> = LazyLock::new(|| {
    let lists = [(NOUN_VERBS, true), (VERBS, false)];
    let verbs = lists.into_iter().flat_map(|(list, doubtful)| {
        list.split_ascii_whitespace()
            .map(move |base| (base, doubtful))
    });
    verbs
        .flat_map(|(base, doubtful)| {
            let form = |word, singular| {
                (
                    word,
                    Verb {
                        base,
                        singular,
                        doubtful,
                    },
                )
            };
            [form(base.to_owned(), false), form(singular_of(base), true)]
        })
        .collect()
});

/// Whether the lower-case word carries no message by itself.
pub(in crate::built_in) fn is_stop(word: &str) -> bool {
    STOP_WORDS.contains(word)
}

/// Whether the lower-case word begins a noun phrase.
pub(in crate::built_in) fn is_determiner(word: &str) -> bool {
    DETERMINERS.contains(&word)
}

/// Whether the lower-case word is a form of "be", "have" or a modal verb.
pub(in crate::built_in) fn is_helping(word: &str) -> bool {
    HELPING.contains(&word)
}

/// Whether the lower-case word is a name that keeps its capital.
pub(in crate::built_in) fn is_name(word: &str) -> bool {
    NAMES.contains(&word)
}

/// Whether the lower-case word only counts or orders what follows it.
pub(in crate::built_in) fn is_counting(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "dozen", "hundred", "thousand", "million", "half", "first", "second", "third",
        "last", "next", "new", "same", "own", "existing", "whole",
    ];
    WORDS.contains(&word)
}

/// Whether a photograph can show what the lower-case noun means.
pub(in crate::built_in) fn is_picturable(noun: &str) -> bool {
    let listed = |noun: &str| NOUNS.contains(noun);
    listed(noun)
        || ["s", "es"]
            .iter()
            .any(|end| noun.strip_suffix(end).is_some_and(listed))
        || noun
            .strip_suffix("ies")
            .is_some_and(|stem| listed(&format!("{stem}y")))
        || noun
            .strip_suffix("ves")
            .is_some_and(|stem| listed(&format!("{stem}f")))
}

/// A verb in the present tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::built_in) struct Verb {
    /// The form after "does".
    pub base: &'static str,
    /// Whether it stood in the form for "it", as in "opens".
    pub singular: bool,
    /// Whether the word is a noun as often.
    pub doubtful: bool,
}

/// The present-tense verb that the lower-case word may be; helping verbs are left out.
pub(in crate::built_in) fn verb(word: &str) -> Option<Verb> {
    PRESENT.get(word).copied()
}

fn singular_of(base: &str) -> String {
    if base == "go" {
        return "goes".to_owned();
    }
    if let Some(stem) = base
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
    {
        return format!("{stem}ies");
    }
    let ending = if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh")
    {
        "es"
    } else {
        "s"
    };
    format!("{base}{ending}")
}

/// The word without what is not part of it (quotes, commas, a full stop), in lower case.
pub(in crate::built_in) fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// Whether the text has the phrase as whole words, whatever the case.
pub(in crate::built_in) fn has_phrase(text: &str, phrase: &str) -> bool {
    let (text, phrase) = (text.to_lowercase(), phrase.trim().to_lowercase());
    if phrase.is_empty() {
        return false;
    }
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(&phrase).any(|(at, found)| {
        let before = text.get(..at).and_then(|left| left.chars().next_back());
        let after = text
            .get(at + found.len()..)
            .and_then(|right| right.chars().next());
        (edge(before) || !phrase.starts_with(char::is_alphanumeric))
            && (edge(after) || !phrase.ends_with(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_found_in_both_forms() {
        assert_eq!(
            verb("bakes"),
            Some(Verb {
                base: "bake",
                singular: true,
                doubtful: false
            })
        );
        assert_eq!(verb("carries").map(|verb| verb.base), Some("carry"));
        assert_eq!(
            verb("matches"),
            Some(Verb {
                base: "match",
                singular: true,
                doubtful: true
            })
        );
        assert_eq!(verb("teaches").map(|verb| verb.base), Some("teach"));
        assert_eq!(verb("bread"), None);
    }

    #[test]
    fn a_phrase_is_found_as_whole_words_only() {
        assert!(has_phrase("Not Cheap, but good.", "cheap"));
        assert!(!has_phrase("A cheapskate's lunch", "cheap"));
        assert!(has_phrase("50% off", "50%"));
    }

    #[test]
    fn loaves_can_be_photographed_and_ledgers_not() {
        assert!(is_picturable("loaves") && is_picturable("lanterns"));
        assert!(!is_picturable("ledger"));
    }
}

//! What is known of languages: the words that every text has, by which a language is told and a
//! style is recognised, and the words by which a speaker names themself and their readers.

use crate::brief::Language;

/// A language by its small words.
pub(super) struct Lexicon {
    pub code: &'static str,
    /// The most frequent words that say nothing by themselves, most frequent first.
    pub function_words: &'static str,
    pub we: &'static str,
    pub you: &'static str,
    pub me: &'static str,
    /// Formula of readability: base, factor of words a sentence, factor of syllables a word, each in
    /// tenths.
    pub readability: (i64, i64, i64),
}

/// Languages whose readability and person are measured. Sources of the formulas: Flesch (en), Amstad
/// (de), Kandel and Moles (fr), Fernández Huerta (es), Martins (pt), Franchina and Vacca (it), Douma
/// (nl).
const LEXICONS: &[Lexicon] = &[
    Lexicon {
        code: "en",
        function_words: "the of and to a in is it you that he was for on are with as i his they be at one have this from or had by not but what all were we when your can said there use an each which she do how their if will up other about out many then them these so some her would him into has more no way could my than been who its now did down our us me only just here until over after off any it's that's don't",
        we: "we us our ours ourselves we're we've we'll let's",
        you: "you your yours yourself yourselves you're you've you'll",
        me: "i me my mine myself i'm i've i'll",
        readability: (2_068, 10, 846),
    },
    Lexicon {
        code: "de",
        function_words: "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde wir uns unser unsere ihr euch ihre ich du dich dir dein deine wenn schon kann hier jetzt gibt vom beim",
        we: "wir uns unser unsere unserer unserem unseren unseres",
        you: "du dich dir dein deine deinen deinem deiner ihr euch euer eure sie ihnen",
        me: "ich mich mir mein meine meinen meinem meiner",
        readability: (1_800, 10, 585),
    },
    Lexicon {
        code: "fr",
        function_words: "de la le et les des en un une du dans est que pour qui au par sur avec il ne pas plus ce se sont son sa ses ou aux mais comme nous vous votre vos notre nos je tu te ton ta tes elle on leur cette ces été être tout fait si y à où même aussi bien sans",
        we: "nous notre nos nôtre",
        you: "vous votre vos tu te ton ta tes toi",
        me: "je me moi mon ma mes",
        readability: (2_070, 10, 736),
    },
    Lexicon {
        code: "es",
        function_words: "de la que el en y a los del se las por un para con no una su al lo como más o pero sus le ya este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos nuestro nuestra nuestros te tu tus tú usted es son fue ser está",
        we: "nosotros nosotras nos nuestro nuestra nuestros nuestras",
        you: "tú te tu tus ti contigo usted ustedes vosotros os vuestro vuestra",
        me: "yo me mi mis mí conmigo",
        readability: (2_068, 10, 600),
    },
    Lexicon {
        code: "pt",
        function_words: "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das seu sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem mesmo aos seus quem nas me esse você vocês nós nosso nossa é são foi ser está",
        we: "nós nos nosso nossa nossos nossas conosco",
        you: "você vocês te teu tua seu sua seus suas",
        me: "eu me mim meu minha meus minhas",
        readability: (2_488, 10, 846),
    },
    Lexicon {
        code: "it",
        function_words: "di e il la che in un a per è una sono non con del da si le dei al i nel della alla ma lo più come gli anche o se ci delle dal questo questa ha su noi nostro nostra nostri voi vostro vostra tu tuo tua tuoi io mi",
        we: "noi ci nostro nostra nostri nostre",
        you: "tu ti te tuo tua tuoi tue voi vi vostro vostra vostri",
        me: "io mi me mio mia miei mie",
        readability: (2_170, 13, 600),
    },
    Lexicon {
        code: "nl",
        function_words: "de het een en van in is dat op te zijn met voor niet aan er om ook als bij nog maar door over uit naar dan ze wordt was of wij we ons onze je jij jouw u uw jullie ik mij mijn dit die deze heeft kan geen meer al zo wel",
        we: "wij we ons onze",
        you: "jij je jou jouw jullie u uw",
        me: "ik mij me mijn",
        readability: (2_068, 9, 770),
    },
];

/// How many function words make a style's profile.
const PROFILE: usize = 24;

impl Lexicon {
    pub(super) fn of(language: Option<Language>) -> Option<&'static Self> {
        let code = language?.code();
        LEXICONS.iter().find(|lexicon| lexicon.code == code)
    }

    /// Whether the word, in lower case, says nothing by itself.
    pub(super) fn is_function_word(&self, word: &str) -> bool {
        holds(self.function_words, word)
    }

    /// The words whose share is measured.
    pub(super) fn profile(&self) -> impl Iterator<Item = &'static str> {
        self.function_words.split(' ').take(PROFILE)
    }
}

/// Whether `list`, divided by spaces, has the word.
pub(super) fn holds(list: &str, word: &str) -> bool {
    list.split(' ').any(|other| other == word)
}

/// The language that a text is written in: told by its script, or by its small words; `None` when
/// neither tells.
pub fn language_of(text: &str) -> Option<Language> {
    if let Some(code) = by_script(text) {
        return code.parse().ok();
    }
    let words = super::prose::Prose::of(text).lower();
    let hits = |lexicon: &Lexicon| {
        let mut found = words.iter();
        found
            .by_ref()
            .filter(|word| lexicon.is_function_word(word))
            .count()
    };
    let best = LEXICONS.iter().rev().max_by_key(|lexicon| hits(lexicon))?;
    let found = hits(best);
    // A brand's name, or three words in a row, are no language.
    (found >= 2 && found * 8 >= words.len())
        .then(|| best.code.parse().ok())
        .flatten()
}

/// The language of a script that one language of ours alone writes in.
fn by_script(text: &str) -> Option<&'static str> {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut all, mut kana, mut han, mut hangul, mut arabic, mut greek, mut hebrew, mut hindi) =
        (0, 0, 0, 0, 0, 0, 0, 0);
    for c in letters {
        all += 1;
        match c {
            '\u{3040}'..='\u{30FF}' => kana += 1,
            '\u{4E00}'..='\u{9FFF}' => han += 1,
            '\u{AC00}'..='\u{D7AF}' => hangul += 1,
            '\u{0600}'..='\u{06FF}' => arabic += 1,
            '\u{0370}'..='\u{03FF}' => greek += 1,
            '\u{0590}'..='\u{05FF}' => hebrew += 1,
            '\u{0900}'..='\u{097F}' => hindi += 1,
            _ => {}
        }
    }
    let japanese = if kana * 10 >= all { kana + han } else { 0 };
    [
        (japanese, "ja"),
        (han, "zh"),
        (hangul, "ko"),
        (arabic, "ar"),
        (greek, "el"),
        (hebrew, "he"),
        (hindi, "hi"),
    ]
    .into_iter()
    .find(|(count, _)| *count > 0 && count * 2 > all)
    .map(|(_, code)| code)
}

/// Words of one meaning. Which of them a brand uses is part of its voice.
pub(super) const FAMILIES: &[&[&str]] = &[
    &[
        "guests",
        "customers",
        "clients",
        "consumers",
        "patrons",
        "shoppers",
    ],
    &["team", "staff", "employees", "workforce"],
    &["buy", "purchase", "acquire"],
    &["help", "assist"],
    &["use", "utilise", "utilize", "leverage"],
    &["start", "commence"],
    &["show", "demonstrate", "showcase"],
    &["about", "regarding", "concerning"],
    &["also", "additionally", "moreover", "furthermore"],
    &["now", "currently", "presently"],
    &["before", "prior to"],
    &["after", "subsequent to"],
    &["affordable", "cheap", "inexpensive", "budget"],
    &["people", "individuals"],
    &["enough", "sufficient"],
    &["shop", "store", "outlet"],
    &["handmade", "artisanal", "handcrafted"],
    &["children", "kids"],
    &["sign up", "register", "enrol", "enroll"],
    &["Kundinnen und Kunden", "Kunden", "Gäste", "Verbraucher"],
    &["kaufen", "erwerben"],
    &["nutzen", "verwenden", "einsetzen"],
    &["clients", "clientèle", "consommateurs"],
    &["clientes", "consumidores", "usuarios"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_by_its_small_words_or_its_script() {
        for (text, code) in [
            (
                "We bake our bread at five, and it is still warm when you come by.",
                Some("en"),
            ),
            (
                "Wir backen unser Brot um fünf, und es ist noch warm, wenn du kommst.",
                Some("de"),
            ),
            (
                "Nous cuisons notre pain à cinq heures et il est encore chaud pour vous.",
                Some("fr"),
            ),
            (
                "Horneamos el pan a las cinco y todavía está caliente cuando llegas a la tienda.",
                Some("es"),
            ),
            (
                "Assamos o pão às cinco e ele ainda está quente quando você chega.",
                Some("pt"),
            ),
            (
                "Cuociamo il pane alle cinque ed è ancora caldo quando arrivi da noi.",
                Some("it"),
            ),
            (
                "Wij bakken ons brood om vijf uur en het is nog warm als je komt.",
                Some("nl"),
            ),
            ("パンは朝五時に焼きます。", Some("ja")),
            ("نخبز الخبز في الخامسة صباحا", Some("ar")),
            ("我们五点烤面包", Some("zh")),
            ("Lindner Bakery", None),
            ("", None),
        ] {
            assert_eq!(language_of(text).map(Language::code), code, "{text}");
        }
    }

    #[test]
    fn every_lexicon_is_of_a_language_that_briefs_know_and_has_a_profile() {
        for lexicon in LEXICONS {
            assert!(lexicon.code.parse::<Language>().is_ok(), "{}", lexicon.code);
            assert_eq!(lexicon.profile().count(), PROFILE);
            let words: Vec<_> = lexicon.function_words.split(' ').collect();
            let mut once = words.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), words.len(), "{}", lexicon.code);
        }
    }
}

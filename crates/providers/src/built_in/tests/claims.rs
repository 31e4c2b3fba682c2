//! Nothing is invented: every number, price, name and claim of a post stands in its input.

use domain::{
    brief::Brief,
    channel::ChannelKind,
    post::{ContentField, PostContent, VariantsRequest},
    web_page::WebPage,
};
use proptest::prelude::*;

use super::{Desk, contexts};
use crate::{
    WritingContext,
    built_in::{analyse, reading::words::bare, regenerate, strategise, vary, write},
};

/// Words that promise something.
const CLAIMS: &[&str] = &[
    "best",
    "better",
    "guaranteed",
    "guarantee",
    "free",
    "proven",
    "fastest",
    "cheapest",
    "cheaper",
    "only",
    "unique",
    "leading",
    "perfect",
    "top",
    "award",
    "award-winning",
    "certified",
    "approved",
    "exclusive",
    "limited",
    "new",
    "natural",
    "organic",
    "safe",
    "safest",
    "healthy",
    "always",
    "never",
    "instantly",
    "save",
    "saves",
    "discount",
    "popular",
    "favourite",
    "trusted",
    "recommended",
    "easiest",
    "biggest",
    "most",
    "ever-lasting",
    "revolutionary",
    "sustainable",
    "original",
    "authentic",
    "premium",
    "quality",
    "handmade",
    "fresh",
    "delicious",
    "affordable",
];

/// "Your favourite people" praises nobody's goods.
const HARMLESS: &[&str] = &["Round up your favourite people", "Ever wondered"];

struct Input {
    words: Vec<String>,
    together: String,
    raw: String,
}

impl Input {
    fn of(context: &WritingContext) -> Self {
        let Brief {
            promoted,
            key_message,
            audience,
            mandatories,
            title,
            ..
        } = &context.brief;
        let mut raw = [
            promoted.as_str(),
            key_message,
            audience,
            title,
            &mandatories.join("\n"),
            &context.brand,
        ]
        .join("\n");
        if let Some(WebPage {
            title,
            description,
            main_text,
            prices,
            ..
        }) = &context.page
        {
            raw = [
                raw.as_str(),
                title,
                description,
                main_text,
                &prices.join("\n"),
            ]
            .join("\n");
        }
        let words = raw
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .map(str::to_lowercase)
            .collect();
        let together = raw
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        Self {
            words,
            together,
            raw,
        }
    }

    /// Words of the text that the input does not give.
    fn foreign(&self, text: &str) -> Vec<String> {
        let text = HARMLESS
            .iter()
            .fold(text.to_owned(), |text, line| text.replace(line, ""));
        let mut begins = true;
        let mut found = Vec::new();
        for token in text.split_inclusive(char::is_whitespace) {
            let word = token.trim();
            let lower = bare(word);
            begins |= word.starts_with(['“', '‘', '"', '(']);
            let known = self.words.contains(&lower)
                || lower
                    .split(['-', '’', '\''])
                    .all(|part| self.words.iter().any(|other| other == part));
            let digits = word.contains(|c: char| c.is_ascii_digit())
                && !self.raw.contains(lower.as_str())
                && !known;
            let sign = word.contains(['$', '€', '£', '%'])
                && !self.raw.contains(word.trim_matches(|c: char| {
                    !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '%')
                }));
            let name = !begins
                && word
                    .chars()
                    .find(|c| c.is_alphanumeric())
                    .is_some_and(char::is_uppercase)
                && !known;
            let claim = CLAIMS.contains(&lower.as_str())
                && !self.words.iter().any(|word| word.starts_with(&lower));
            if !lower.is_empty() && (digits || sign || name || claim) {
                found.push(word.to_owned());
            }
            if !word.is_empty() {
                begins = word.ends_with(['.', '!', '?', ':', '#', '-', '”', '–'])
                    || token.ends_with('\n');
            }
        }
        found
    }

    fn check(&self, post: &PostContent) {
        for field in [
            ContentField::Title,
            ContentField::Preheader,
            ContentField::Body,
            ContentField::ImageIdea,
            ContentField::AltText,
        ] {
            let text = post.get(field);
            assert_eq!(
                self.foreign(&text),
                Vec::<String>::new(),
                "{field:?}: {text}"
            );
        }
        for tag in &post.hashtags {
            assert!(self.together.contains(&tag.to_lowercase()), "#{tag}");
        }
    }
}

#[test]
fn samples_are_written_without_inventing_anything() {
    for context in contexts() {
        let input = Input::of(&context);
        for seed in [2, 8] {
            let post = write(&context, seed);
            input.check(&post);
            if seed == 8 {
                for aims in VariantsRequest::every(&context.brief.personas()) {
                    for aim in aims {
                        input.check(&vary(&context, &post, ContentField::WORDING, &aim));
                    }
                }
                input.check(&regenerate(
                    &context,
                    &post,
                    ContentField::ALL,
                    Some("more playful, with a question"),
                    2,
                    seed,
                ));
            }
        }
    }
}

#[test]
fn the_guard_itself_sees_inventions() {
    let context = Desk::samples().next().unwrap().one(
        ChannelKind::X,
        domain::channel::PostFormat::Text,
        super::FRAMEWORKS[0],
        1,
    );
    let input = Input::of(&context);
    assert_eq!(
        input.foreign("It costs $7.90 at Harrods, the best."),
        ["$7.90", "Harrods,", "best."]
    );
    assert_eq!(
        input.foreign("A breakfast bag costs $6.90. Mill Street!"),
        Vec::<String>::new()
    );
}

fn sentence() -> impl Strategy<Value = String> {
    let noun = prop_oneof![
        Just("The shop"),
        Just("Every bag"),
        Just("Visitors"),
        Just("Kestrel Works"),
        Just("Our class"),
        Just("Set-up")
    ];
    let verb = prop_oneof![
        Just("opens at 8:15"),
        Just("costs $12.50"),
        Just("takes 3 weeks"),
        Just("is made in Leeds"),
        Just("find 40 rooms"),
        Just("saves 17% of the work")
    ];
    let end = prop_oneof![
        Just("."),
        Just("!"),
        Just(", and the first day is free."),
        Just("; tickets cost €4."),
        Just(" (see Dr. Hale).")
    ];
    (noun, verb, end).prop_map(|(noun, verb, end)| format!("{noun} {verb}{end}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_the_brief_says_posts_say_nothing_else(
        facts in proptest::collection::vec(sentence(), 1..6),
        page in proptest::collection::vec(sentence(), 0..4),
        message in sentence(),
        audience in prop_oneof![Just("People, tired of long queues at the till."), Just("Walkers who love the hills."), Just("Owners of 3 dogs.")],
        number in 1_u16..=12,
        seed in any::<u64>(),
    ) {
        let mut desk = Desk::samples().next().unwrap();
        desk.brief.promoted = facts.join(" ");
        desk.brief.key_message = message;
        desk.brief.audience = audience.to_owned();
        desk.brief.mandatories = vec!["Leeds".to_owned()];
        desk.brief.post_count = 12;
        let page = WebPage { title: "Kestrel Works | Home".to_owned(), main_text: page.join("\n\n"), ..WebPage::default() };
        desk.analysis = analyse(&desk.brief, Some(&page));
        desk.strategy = strategise(&desk.brief, &desk.analysis);
        for (at, kind) in ChannelKind::ALL.into_iter().enumerate() {
            let framework = super::FRAMEWORKS[at % super::FRAMEWORKS.len()];
            let mut context = desk.one(kind, kind.spec().formats[0], framework, number);
            context.page = Some(page.clone());
            Input::of(&context).check(&write(&context, seed));
        }
    }
}

//! The term base: how a brand's words are said in other languages.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    brief::Language,
    channel::words::find_term,
    ids::TermId,
    problem::FieldProblem,
    text::{Bounds, folded},
};

const SOURCE: Bounds = Bounds::required("Term", 120);
const TARGET: Bounds = Bounds::required("Translation", 120);

/// What is done with a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TermRule {
    /// It is said as the translation says.
    Required,
    /// It stays as it is.
    Keep,
    /// It is never said as the translation says.
    Forbidden,
}

impl TermRule {
    /// Every rule, in the order shown.
    pub const ALL: &'static [Self] = &[Self::Required, Self::Keep, Self::Forbidden];

    /// The rule as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Keep => "keep",
            Self::Forbidden => "forbidden",
        }
    }
}

impl std::str::FromStr for TermRule {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        let mut all = Self::ALL.iter().copied();
        all.find(|rule| rule.slug() == slug).ok_or(())
    }
}

/// An entry of the term base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Term {
    /// Its id.
    pub id: TermId,
    /// The word or phrase.
    pub source: String,
    /// The language it is translated to; `None` for every one.
    pub language: Option<Language>,
    /// What is done with it.
    pub rule: TermRule,
    /// The translation; empty where it stays as it is.
    pub target: String,
}

/// An entry as it is typed into a form or sent by a program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct TermDraft {
    /// The word or phrase.
    pub source: String,
    /// Code of the language it is translated to; left out for every one.
    pub language: String,
    /// `required`, `keep` or `forbidden`.
    pub rule: String,
    /// The translation; for `keep` left out.
    pub target: String,
}

impl TermDraft {
    /// The entry that was meant, with the id `id`.
    ///
    /// # Errors
    /// What is wrong with each field.
    pub fn parse(&self, id: TermId) -> Result<Term, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut read = |field: &str, bounds: Bounds, text: &str| {
            let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            bounds.parse(&one_line).unwrap_or_else(|refusal| {
                problems.push(FieldProblem::new(field, refusal));
                String::new()
            })
        };
        let source = read("source", SOURCE, &self.source);
        let rule = self.rule.trim().parse::<TermRule>();
        let target = match rule {
            Ok(TermRule::Keep) => String::new(),
            _ => read("target", TARGET, &self.target),
        };
        let Ok(rule) = rule else {
            problems.push(FieldProblem::new("rule", "Choose what is done with it."));
            return Err(problems);
        };
        let code = self.language.trim();
        let language = code.parse().ok();
        if language.is_none() && !code.is_empty() {
            let sentence =
                format!("“{code}” is no language of the list. Choose one, or none for all.");
            problems.push(FieldProblem::new("language", sentence));
        } else if language.is_none() && rule == TermRule::Required {
            let sentence = "Choose the language that this translation is in.";
            problems.push(FieldProblem::new("language", sentence));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Term {
            id,
            source,
            language,
            rule,
            target,
        })
    }
}

impl Term {
    /// Whether it has a say in a translation of `text` to `language`.
    pub fn concerns(&self, text: &str, language: Language) -> bool {
        self.language.is_none_or(|own| own == language) && !find_term(text, &self.source).is_empty()
    }

    /// Whether it says anything about `words`.
    pub fn is_about(&self, words: &str) -> bool {
        let overlap = |said: &str| {
            let stands = |term, text| !find_term(text, term).is_empty();
            !said.is_empty() && (stands(said, words) || stands(words, said))
        };
        overlap(&self.source) || overlap(&self.target)
    }

    /// What is wrong with `target` as a translation of a text that it concerns.
    pub(super) fn breach(&self, target: &str) -> Option<String> {
        let Self {
            source,
            target: term,
            ..
        } = self;
        // A term counts as said with any ending: many languages change it with its place.
        let said = |term: &str| folded(target).contains(&folded(term));
        match self.rule {
            TermRule::Required if !said(term) => Some(format!(
                "The term base says “{term}” for “{source}”, which is not in the target."
            )),
            TermRule::Keep if find_term(target, source).is_empty() && !said(source) => {
                Some(format!(
                    "The term base says that “{source}” stays as it is, and it is not in the target."
                ))
            }
            TermRule::Forbidden if !find_term(target, term).is_empty() => Some(format!(
                "The term base says never “{term}” for “{source}”. Choose another word."
            )),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(source: &str, rule: TermRule, target: &str) -> Term {
        let draft = TermDraft {
            source: source.into(),
            language: "de".into(),
            rule: rule.slug().into(),
            target: target.into(),
        };
        draft.parse(TermId(uuid::Uuid::nil())).unwrap()
    }

    #[test]
    fn a_required_translation_counts_with_any_ending() {
        let term = term("guests", TermRule::Required, "Gast");
        assert!(term.breach("Unseren Gästen schmeckt es.").is_some());
        assert_eq!(term.breach("Zum Wohl des Gastes."), None);
        assert!(
            term.breach("Kunden")
                .unwrap()
                .contains("“Gast” for “guests”")
        );
    }

    #[test]
    fn names_stay_and_forbidden_words_are_found_as_whole_words() {
        assert_eq!(
            term("Oven & Co", TermRule::Keep, "").breach("Bei Oven & Co"),
            None
        );
        assert!(
            term("Oven & Co", TermRule::Keep, "")
                .breach("Bei Ofen & Co")
                .is_some()
        );
        let forbidden = term("loaf", TermRule::Forbidden, "Laib");
        assert!(forbidden.breach("Ein Laib Brot").is_some());
        assert_eq!(forbidden.breach("Leibgericht"), None);
    }

    #[test]
    fn a_term_is_about_its_words_and_texts_they_are_in() {
        let guests = term("guests", TermRule::Required, "Gäste");
        for words in ["guests", "Our guests", "GÄSTE"] {
            assert!(guests.is_about(words), "{words}");
        }
        assert!(!guests.is_about("guest house") && !guests.is_about("bread"));
        let kept = term("Oven & Co", TermRule::Keep, "");
        assert!(kept.is_about("oven") && !kept.is_about("guests"));
    }

    #[test]
    fn a_term_concerns_its_language_and_the_texts_it_is_in() {
        let term = term("guests", TermRule::Required, "Gäste");
        let [german, french] = ["de", "fr"].map(|code| code.parse().unwrap());
        assert!(term.concerns("Our Guests love it.", german));
        assert!(!term.concerns("Our Guests love it.", french));
        assert!(!term.concerns("Our guest loves it.", german));
        let everywhere = Term {
            language: None,
            ..term
        };
        assert!(everywhere.concerns("Our guests", french));
    }

    #[test]
    fn an_entry_names_each_field_that_is_wrong() {
        let fields = |draft: TermDraft| {
            let problems = draft.parse(TermId(uuid::Uuid::nil())).unwrap_err();
            let fields = problems.into_iter().map(|problem| problem.field);
            fields.collect::<Vec<_>>()
        };
        assert_eq!(fields(TermDraft::default()), ["source", "target", "rule"]);
        assert_eq!(
            fields(TermDraft {
                source: "guests".into(),
                rule: "required".into(),
                target: "Gäste".into(),
                language: String::new(),
            }),
            ["language"]
        );
    }
}

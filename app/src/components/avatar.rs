//! A person by the first letters of their name.

use leptos::prelude::*;

/// The initials of a person, whose name stands beside it or names the control around it.
#[component]
pub fn Avatar(
    /// The person's name.
    #[prop(into)]
    name: String,
    /// `large` or empty.
    #[prop(optional)]
    size: &'static str,
) -> AnyView {
    view! { <span class="avatar" data-size=size aria-hidden="true">{initials(&name)}</span> }
        .into_any()
}

/// The first letters of the first and the last word, in capitals.
fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().next().map(char::to_uppercase);
    let mut words = name.split_whitespace();
    let letters = [words.next(), words.next_back()];
    letters
        .into_iter()
        .flatten()
        .filter_map(first)
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        for (name, expected) in [
            ("Ada", "A"),
            ("ada lovelace", "AL"),
            ("Ada King of Lovelace", "AL"),
            ("  Øystein ås ", "ØÅ"),
            ("", ""),
        ] {
            assert_eq!(initials(name), expected);
        }
    }
}

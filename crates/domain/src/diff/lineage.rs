//! The history of one text: who wrote which of its words.

use super::{
    Change, Span,
    pairs::pairs,
    tokens::{is_word, tokens},
};

/// One text through its versions, each word with the version it first stood in.
#[derive(Debug)]
pub struct Lineage<'a> {
    versions: Vec<Words<'a>>,
}

#[derive(Debug)]
struct Words<'a> {
    tokens: Vec<&'a str>,
    /// For each token the index of the version it first stood in.
    written_in: Vec<usize>,
}

impl<'a> Lineage<'a> {
    /// The history of `texts`, oldest first. A text that stood before, as after an undo, has the
    /// writers it had then.
    pub fn of(texts: &[&'a str]) -> Self {
        let mut versions: Vec<Words<'a>> = Vec::with_capacity(texts.len());
        for (index, text) in texts.iter().enumerate() {
            let before = texts
                .iter()
                .take(index)
                .position(|earlier| earlier == text)
                .and_then(|at| versions.get(at));
            let words = match before {
                Some(same) => Words {
                    tokens: same.tokens.clone(),
                    written_in: same.written_in.clone(),
                },
                None => Words::after(versions.last(), tokens(text), index),
            };
            versions.push(words);
        }
        Self { versions }
    }

    /// One version with its writers; nothing if there is no such version.
    pub fn whole(&self, index: usize) -> Vec<Span> {
        let mut spans = Spans::default();
        if let Some(words) = self.versions.get(index) {
            for (token, written_in) in words.iter() {
                spans.push(Change::Kept, written_in, token);
            }
        }
        spans.0
    }

    /// What changed from one version to another, in reading order: what was removed stands before
    /// what was added in its place. Without the removed spans it is the newer text, without the
    /// added ones the older. Nothing if one of them is not there.
    pub fn compare(&self, from: usize, to: usize) -> Vec<Span> {
        let (Some(old), Some(new)) = (self.versions.get(from), self.versions.get(to)) else {
            return Vec::new();
        };
        let mut kept = kept(&old.tokens, &new.tokens);
        // The end, so that the last gap is like any other.
        kept.push((old.tokens.len(), new.tokens.len()));
        let mut spans = Spans::default();
        let (mut old_words, mut new_words) = (old.iter(), new.iter());
        let (mut x, mut y) = (0, 0);
        for (old_at, new_at) in kept {
            for (token, written_in) in old_words.by_ref().take(old_at - x) {
                spans.push(Change::Removed, written_in, token);
            }
            for (token, written_in) in new_words.by_ref().take(new_at - y) {
                spans.push(Change::Added, written_in, token);
            }
            old_words.next();
            if let Some((token, written_in)) = new_words.next() {
                spans.push(Change::Kept, written_in, token);
            }
            (x, y) = (old_at + 1, new_at + 1);
        }
        spans.0
    }
}

impl<'a> Words<'a> {
    /// The words of version `index`: those that stood before keep their writers.
    fn after(before: Option<&Self>, tokens: Vec<&'a str>, index: usize) -> Self {
        let mut written_in = vec![index; tokens.len()];
        if let Some(before) = before {
            for (old, new) in kept(&before.tokens, &tokens) {
                if let (Some(place), Some(writer)) =
                    (written_in.get_mut(new), before.written_in.get(old))
                {
                    *place = *writer;
                }
            }
        }
        Self { tokens, written_in }
    }

    fn iter(&self) -> impl Iterator<Item = (&'a str, usize)> {
        self.tokens
            .iter()
            .copied()
            .zip(self.written_in.iter().copied())
    }
}

/// The indices of tokens that stayed, without lone spaces and marks between changed words: a
/// sentence written anew reads as one change and not as a comb.
fn kept(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let follows = |a: &(usize, usize), b: &(usize, usize)| (a.0 + 1, a.1 + 1) == *b;
    let matters = |run: &&[(usize, usize)]| {
        let has_word = run
            .iter()
            .any(|(at, _)| old.get(*at).is_some_and(|token| is_word(token)));
        let begins = run.first() == Some(&(0, 0));
        let ends = run
            .last()
            .is_some_and(|last| follows(last, &(old.len(), new.len())));
        has_word || begins || ends
    };
    pairs(old, new)
        .chunk_by(follows)
        .filter(matters)
        .flatten()
        .copied()
        .collect()
}

#[derive(Default)]
struct Spans(Vec<Span>);

impl Spans {
    fn push(&mut self, change: Change, written_in: usize, token: &str) {
        match self.0.last_mut() {
            Some(last) if last.change == change && last.written_in == written_in => {
                last.text.push_str(token);
            }
            _ => self.0.push(Span {
                change,
                written_in,
                text: token.to_owned(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(spans: &[Span]) -> String {
        spans
            .iter()
            .map(|span| match span.change {
                Change::Kept => span.text.clone(),
                Change::Removed => format!("[-{}-]", span.text),
                Change::Added => format!("{{+{}+}}", span.text),
            })
            .collect()
    }

    fn without(spans: &[Span], change: Change) -> String {
        spans
            .iter()
            .filter(|span| span.change != change)
            .map(|span| span.text.as_str())
            .collect()
    }

    #[test]
    fn a_changed_word_is_one_change() {
        let history = Lineage::of(&["Warm bread at seven.", "Warm rolls at seven sharp."]);
        assert_eq!(
            shown(&history.compare(0, 1)),
            "Warm [-bread-]{+rolls+} at seven{+ sharp+}."
        );
    }

    #[test]
    fn a_sentence_written_anew_is_one_change_and_not_a_comb() {
        let history = Lineage::of(&["One two three four", "Uno dos tres cuatro"]);
        assert_eq!(
            shown(&history.compare(0, 1)),
            "[-One two three four-]{+Uno dos tres cuatro+}"
        );
    }

    #[test]
    fn each_word_keeps_its_writer_and_an_undo_takes_nothing_away_from_anybody() {
        let texts = [
            "Warm bread",
            "Warm dark bread",
            "Cold dark bread",
            "Warm dark bread",
        ];
        let history = Lineage::of(&texts);
        let writers = |index| {
            history
                .whole(index)
                .into_iter()
                .map(|span| (span.written_in, span.text))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            writers(2),
            [
                (2, "Cold".into()),
                (0, " ".into()),
                (1, "dark ".into()),
                (0, "bread".into())
            ]
        );
        assert_eq!(writers(3), writers(1));
    }

    proptest! {
        #[test]
        fn a_comparison_holds_both_texts_whole(
            texts in proptest::collection::vec("([a-c]{1,2}[ ,.\n]{0,2}|👨‍👩‍👧|é|ß){0,20}", 1..5), from in 0usize..5, to in 0usize..5
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let (from, to) = (from % texts.len(), to % texts.len());
            let history = Lineage::of(&texts);
            let spans = history.compare(from, to);
            prop_assert_eq!(without(&spans, Change::Removed), texts[to]);
            prop_assert_eq!(without(&spans, Change::Added), texts[from]);
            prop_assert!(spans.iter().all(|span| span.written_in <= from.max(to) && !span.text.is_empty()));
            prop_assert!(spans.windows(2).all(|two| (two[0].change, two[0].written_in) != (two[1].change, two[1].written_in)));
            prop_assert!(from != to || spans.iter().all(|span| span.change == Change::Kept));
            let whole: String = history.whole(to).into_iter().map(|span| span.text).collect();
            prop_assert_eq!(whole, texts[to]);
        }

        #[test]
        fn any_two_texts_compare_whole(old in "\\PC{0,60}", new in "\\PC{0,60}") {
            let spans = Lineage::of(&[&old, &new]).compare(0, 1);
            prop_assert_eq!(without(&spans, Change::Removed), new);
            prop_assert_eq!(without(&spans, Change::Added), old);
        }
    }
}

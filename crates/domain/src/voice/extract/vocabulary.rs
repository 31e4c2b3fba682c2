//! Length of sentences, and which of several words of one meaning is used.

use std::collections::BTreeSet;

use super::{Example, LEAST, counted};
use crate::{
    channel::words::find_term,
    voice::{
        Passage, Rule, RuleKind,
        measure::{deviation, lengths, mean},
    },
};

/// The usual length of sentences, with the sentences that come nearest to it.
pub(super) fn sentence_length(examples: &[Example<'_>]) -> Option<Rule> {
    let averages: Vec<i64> = examples
        .iter()
        .filter_map(|example| mean(&lengths(&example.prose)))
        .collect();
    if averages.len() < LEAST {
        return None;
    }
    let (middle, spread) = (mean(&averages)?, deviation(&averages)?.max(2_000));
    let whole = |thousandths: i64| u16::try_from(thousandths / 1_000).unwrap_or(u16::MAX);
    let (least, most) = (
        whole((middle - spread * 3 / 2).max(1_000)),
        whole(middle + spread * 3 / 2 + 999),
    );
    let within =
        |average: &&i64| (i64::from(least) * 1_000..=i64::from(most) * 1_000).contains(*average);
    let mut nearest: Vec<(i64, Passage)> = examples
        .iter()
        .flat_map(|example| {
            let lengths = lengths(&example.prose).into_iter();
            lengths
                .zip(&example.prose.sentences)
                .map(|(length, range)| ((length - middle).abs(), example.passage(range)))
        })
        .collect();
    nearest.sort_by_key(|(distance, _)| *distance);
    let evidence = nearest.into_iter().map(|(_, passage)| passage).collect();
    let agree = averages.iter().filter(within).count();
    Some(counted(
        RuleKind::SentenceLength { least, most },
        evidence,
        agree,
        averages.len(),
    ))
}

/// The words of a family that the examples use. One of them is preferred over those that never
/// occur; two that both come again contradict each other.
pub(super) fn preferred(family: &[&str], examples: &[Example<'_>]) -> Vec<Rule> {
    let uses: Vec<(&str, Vec<Passage>)> = family
        .iter()
        .map(|term| {
            let passages = examples
                .iter()
                .filter_map(|example| {
                    let place = find_term(example.prose.text, term).into_iter().next()?;
                    Some(example.sentence(&place))
                })
                .collect();
            (*term, passages)
        })
        .collect();
    let samples: BTreeSet<_> = uses
        .iter()
        .flat_map(|(_, passages)| passages.iter().map(|passage| passage.sample))
        .collect();
    let again: Vec<&(&str, Vec<Passage>)> = uses
        .iter()
        .filter(|(_, passages)| passages.len() >= 2)
        .collect();
    again
        .iter()
        .map(|(term, passages)| {
            let instead_of = uses
                .iter()
                .filter(|(other, found)| other != term && (found.is_empty() || found.len() >= 2))
                .map(|(other, _)| (*other).to_owned())
                .collect();
            let kind = RuleKind::Prefer {
                term: (*term).to_owned(),
                instead_of,
            };
            counted(kind, passages.clone(), passages.len(), samples.len())
        })
        .collect()
}

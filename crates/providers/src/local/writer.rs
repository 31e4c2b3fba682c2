//! An answer written token by token along its shape, so that it cannot be anything else.
//!
//! What is fixed is written as it stands, without asking the model. Where there is a choice, only
//! tokens that lead to a valid answer can be drawn, and what the rest of the shape needs is kept
//! back from every text, so that the answer is always closed in time.

use std::collections::HashSet;

use candle_core::{Device, Tensor};
use candle_transformers::{
    generation::{LogitsProcessor, Sampling},
    models::quantized_llama::ModelWeights,
};
use tokio_util::sync::CancellationToken;

use super::{
    Result, Trouble,
    shape::{Fixed, Need, SHORTEST, Shape},
    vocabulary::{Piece, Vocabulary},
};
use crate::DeltaSink;

/// Tokens read at once. Between two of such pieces it is asked whether anybody still wants the
/// answer.
const AT_ONCE: usize = 8;
/// How the next token is drawn; a small model is dull below and raves above.
const SAMPLING: Sampling = Sampling::TopKThenTopP {
    k: 40,
    p: 0.9,
    temperature: 0.6,
};
/// Small models repeat themselves: how many of the last tokens are made less likely, and by what.
const REMEMBERED: usize = 64;
const REPETITION: f32 = 1.2;
/// Somebody who writes one answer.
pub(super) struct Writer<'a> {
    model: ModelWeights,
    vocabulary: &'a Vocabulary,
    deltas: &'a DeltaSink,
    stop: &'a CancellationToken,
    sampler: LogitsProcessor,
    /// Tokens that were read.
    at: usize,
    logits: Vec<f32>,
    /// Tokens that were written and not read yet.
    unread: Vec<u32>,
    /// Tokens of texts, for what repeats itself.
    said: Vec<u32>,
    /// Tokens that may still be written.
    left: usize,
    json: String,
    written: usize,
}

impl<'a> Writer<'a> {
    /// Writes with `model`, which has read nothing yet.
    pub(super) fn new(
        model: ModelWeights,
        vocabulary: &'a Vocabulary,
        seed: u64,
        deltas: &'a DeltaSink,
        stop: &'a CancellationToken,
    ) -> Self {
        Self {
            model,
            vocabulary,
            deltas,
            stop,
            sampler: LogitsProcessor::from_sampling(seed, SAMPLING),
            at: 0,
            logits: Vec::new(),
            unread: Vec::new(),
            said: Vec::new(),
            left: 0,
            json: String::new(),
            written: 0,
        }
    }

    /// The answer to `question` as JSON, and how many tokens it has: at most `room`, which is
    /// enough for the shortest one.
    pub(super) fn write(
        mut self,
        question: Vec<u32>,
        shape: &Shape,
        room: usize,
    ) -> Result<(String, usize)> {
        self.left = room;
        self.unread = question;
        self.shape(shape, Need::default())?;
        Ok((self.json, self.written))
    }

    /// Writes `shape` and leaves what comes `after` its room.
    fn shape(&mut self, shape: &Shape, after: Need) -> Result<()> {
        match shape {
            Shape::Fixed(fixed) => {
                self.fixed(fixed);
                Ok(())
            }
            Shape::OneOf(options) => self.one_of(options),
            Shape::Text => self.text(after),
            Shape::Row(parts) => {
                let mut rest = shape.need();
                for part in parts {
                    let need = part.need();
                    rest = Need {
                        tokens: rest.tokens - need.tokens,
                        texts: rest.texts - need.texts,
                    };
                    self.shape(part, rest + after)?;
                }
                Ok(())
            }
            Shape::List { item, least, most } => self.list(item, *least, *most, after),
        }
    }

    fn fixed(&mut self, fixed: &Fixed) {
        self.unread.extend(&fixed.tokens);
        self.count(fixed.tokens.len());
        self.tell(&fixed.text);
    }

    /// Draws one token after the other until one option is left.
    fn one_of(&mut self, options: &[Fixed]) -> Result<()> {
        let mut open: Vec<_> = options.iter().collect();
        let mut at = 0;
        while open.len() > 1 && open.iter().any(|option| option.tokens.len() > at) {
            // One option may be the beginning of another, as 1 is of 12: a comma ends it.
            let comma = self.vocabulary.comma;
            let next_of = |option: &Fixed| option.tokens.get(at).copied().unwrap_or(comma);
            let next = self.choose(open.iter().map(|option| next_of(option)))?;
            open.retain(|option| next_of(option) == next);
            if open.iter().any(|option| option.tokens.len() == at) {
                break;
            }
            self.take(next);
            at += 1;
        }
        if let Some(chosen) = open.iter().min_by_key(|option| option.tokens.len()) {
            for token in chosen.tokens.iter().skip(at) {
                self.take(*token);
            }
            self.tell(&chosen.text);
        }
        Ok(())
    }

    /// Text until the model ends it, or its share of the room is used up: then at the end of a
    /// sentence, if one comes in time.
    fn text(&mut self, after: Need) -> Result<()> {
        let rest = self.left.saturating_sub(after.tokens + SHORTEST);
        let share = SHORTEST + rest / (after.texts + 1);
        let vocabulary = self.vocabulary;
        for used in 0..share {
            let token = self.draw_text(used == 0)?;
            let (token, ends) = match vocabulary.piece(token) {
                Piece::End(None) | Piece::Unfit => break,
                Piece::End(Some(before)) => (*before, true),
                Piece::Text(_) => (token, false),
            };
            let Piece::Text(text) = vocabulary.piece(token) else {
                break;
            };
            self.take(token);
            self.said.push(token);
            self.tell(&text.replace('\n', "\\n"));
            let sentence = text.ends_with(['.', '!', '?']);
            if ends || (sentence && used > share / 4 * 3) {
                break;
            }
        }
        Ok(())
    }

    fn draw_text(&mut self, first: bool) -> Result<u32> {
        let vocabulary = self.vocabulary;
        let begin = self.said.len().saturating_sub(REMEMBERED);
        let said: HashSet<u32> = self.said.iter().skip(begin).copied().collect();
        self.draw(|token, logit| match vocabulary.piece(token) {
            Piece::Unfit => None,
            // A text begins with a word: an empty one is of use to nobody.
            Piece::End(_) if first => None,
            Piece::Text(text) if first && !text.starts_with(char::is_alphanumeric) => None,
            _ if !said.contains(&token) => Some(logit),
            _ if logit > 0.0 => Some(logit / REPETITION),
            _ => Some(logit * REPETITION),
        })
    }

    fn list(&mut self, item: &Shape, least: usize, most: usize, after: Need) -> Result<()> {
        let need = item.need();
        for count in 0..most {
            let owed = least.saturating_sub(count);
            if owed == 0 && self.left < after.tokens + need.tokens + 1 {
                break;
            }
            let next = if count == 0 {
                item.first_token()
            } else {
                Some(self.vocabulary.comma)
            };
            let end = self.vocabulary.end_of_list;
            if owed == 0 && self.choose(next.into_iter().chain([end]))? == end {
                break;
            }
            if count > 0 {
                self.take(self.vocabulary.comma);
                self.tell(",");
            }
            let others = Need {
                tokens: need.tokens + 1,
                texts: need.texts,
            };
            self.shape(item, others.times(owed.saturating_sub(1)) + after)?;
        }
        Ok(())
    }

    /// One of these tokens; the model is asked where they differ.
    fn choose(&mut self, among: impl Iterator<Item = u32>) -> Result<u32> {
        let mut among: Vec<_> = among.collect();
        among.sort_unstable();
        among.dedup();
        match among.as_slice() {
            [only] => Ok(*only),
            several => {
                self.draw(|token, logit| several.binary_search(&token).is_ok().then_some(logit))
            }
        }
    }

    /// Draws the next token among those that `weigh` leaves a weight.
    fn draw(&mut self, weigh: impl Fn(u32, f32) -> Option<f32>) -> Result<u32> {
        self.read()?;
        let weights: Vec<_> = self
            .logits
            .iter()
            .zip(0..)
            .map(|(logit, token)| weigh(token, *logit).unwrap_or(f32::NEG_INFINITY))
            .collect();
        let count = weights.len();
        let weights = Tensor::from_vec(weights, count, &Device::Cpu)?;
        Ok(self.sampler.sample(&weights)?)
    }

    /// Has the model read what was written since it was asked last.
    fn read(&mut self) -> Result<()> {
        for piece in std::mem::take(&mut self.unread).chunks(AT_ONCE) {
            if self.stop.is_cancelled() {
                return Err(Trouble::Cancelled);
            }
            let input = Tensor::new(piece, &Device::Cpu)?.unsqueeze(0)?;
            self.logits = self.model.forward(&input, self.at)?.squeeze(0)?.to_vec1()?;
            self.at += piece.len();
        }
        Ok(())
    }

    fn take(&mut self, token: u32) {
        self.unread.push(token);
        self.count(1);
    }

    fn count(&mut self, tokens: usize) {
        self.written += tokens;
        self.left = self.left.saturating_sub(tokens);
    }

    fn tell(&mut self, json: &str) {
        self.json += json;
        self.deltas.send(json);
    }
}

//! The tokens of a model, and what each of them does inside a text.

use candle_core::quantized::{gguf_file::Content, tokenizer::TokenizerFromGguf};
use tokenizers::{
    PreTokenizerWrapper, Tokenizer,
    pre_tokenizers::{digits::Digits, sequence::Sequence},
};

use super::{Result, Trouble, file};
use crate::Prompt;

/// Where somebody begins to speak in `ChatML`, and where they end.
const SPEAKER: &str = "<|im_start|>";
const SPOKEN: &str = "<|im_end|>";

/// What a token does inside a text between quotation marks.
pub(super) enum Piece {
    /// It goes on, by this.
    Text(String),
    /// It ends, after this token if one is named.
    End(Option<u32>),
    /// Nothing that may stand in a text: a control, a backslash, part of a character.
    Unfit,
}

/// The tokens of one model.
pub(super) struct Vocabulary {
    tokenizer: Tokenizer,
    pieces: Vec<Piece>,
    speaker: u32,
    spoken: u32,
    pub(super) comma: u32,
    pub(super) end_of_list: u32,
}

impl Vocabulary {
    pub(super) fn read(content: &Content) -> Result<Self> {
        let mut tokenizer = Tokenizer::from_gguf(content)?;
        // What people wrote is text, whatever it looks like: it cannot speak for somebody else.
        tokenizer.set_encode_special_tokens(true);
        if let Some(PreTokenizerWrapper::ByteLevel(bytes)) = tokenizer.get_pre_tokenizer() {
            // A piece of JSON begins with no space; and this family counts digits one by one.
            let bytes = bytes.add_prefix_space(false).into();
            let parts = match file::text(content, "tokenizer.ggml.pre") {
                Some("smollm") => vec![Digits::new(true).into(), bytes],
                _ => vec![bytes],
            };
            tokenizer.with_pre_tokenizer(Some(Sequence::new(parts)));
        }
        let id = |token| {
            let id = tokenizer.token_to_id(token);
            id.ok_or(Trouble::Unfit(
                "it is not a model that is spoken to in ChatML",
            ))
        };
        Ok(Self {
            speaker: id(SPEAKER)?,
            spoken: id(SPOKEN)?,
            comma: id(",")?,
            end_of_list: id("]")?,
            pieces: pieces(&tokenizer)?,
            tokenizer,
        })
    }

    /// `text` in tokens.
    pub(super) fn tokens(&self, text: &str) -> Result<Vec<u32>> {
        let encoded = self.tokenizer.encode_fast(text, false);
        Ok(encoded.map_err(Trouble::Tokenizer)?.get_ids().to_vec())
    }

    /// What the token does inside a text.
    pub(super) fn piece(&self, token: u32) -> &Piece {
        let at = usize::try_from(token).ok();
        at.and_then(|at| self.pieces.get(at))
            .unwrap_or(&Piece::Unfit)
    }

    /// The question up to where the model begins to answer.
    pub(super) fn question(&self, prompt: &Prompt) -> Result<Vec<u32>> {
        let mut tokens = Vec::new();
        for (who, said) in [("system", &prompt.system), ("user", &prompt.user)] {
            tokens.push(self.speaker);
            tokens.extend(self.tokens(&format!("{who}\n{said}"))?);
            tokens.push(self.spoken);
            tokens.extend(self.tokens("\n")?);
        }
        tokens.push(self.speaker);
        tokens.extend(self.tokens("assistant\n")?);
        Ok(tokens)
    }
}

fn pieces(tokenizer: &Tokenizer) -> Result<Vec<Piece>> {
    let size = u32::try_from(tokenizer.get_vocab_size(true)).unwrap_or(u32::MAX);
    (0..size)
        .map(|token| {
            let text = tokenizer.decode(&[token], true);
            Ok(piece(tokenizer, text.map_err(Trouble::Tokenizer)?))
        })
        .collect()
}

fn piece(tokenizer: &Tokenizer, text: String) -> Piece {
    let unfit = |found: char| {
        found == '\\'
            || found == char::REPLACEMENT_CHARACTER
            || (found.is_control() && found != '\n')
    };
    match text.split_once('"') {
        Some(("", _)) => Piece::End(None),
        Some((before, _)) if before.contains(unfit) || before.ends_with(char::is_whitespace) => {
            Piece::Unfit
        }
        // A full stop and the mark are often one token.
        Some((before, _)) => match tokenizer.token_to_id(before) {
            Some(token) if before.is_ascii() => Piece::End(Some(token)),
            _ => Piece::Unfit,
        },
        None if text.is_empty() || text.contains(unfit) => Piece::Unfit,
        None => Piece::Text(text),
    }
}

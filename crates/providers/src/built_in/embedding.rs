//! Texts as vectors of the words and pieces of words that they share, without a model. What is said
//! in other words is not recognised; what is said almost word for word is, in every language.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::{
    spending::BilledTokens,
    usage::{Cost, Tokens},
};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{BuiltIn, NAME};
use crate::{Call, Cause, EmbedAnswer, EmbedRequest, Embedder, Embedding, ProviderError};

/// Version of its rules; another number when the same text gets another vector.
const MODEL: &str = "built-in-words-1";
/// Dimensions that words and pieces are spread over: enough that two posts of 500 characters without
/// a common word stay clearly apart.
const DIMENSIONS: u64 = 256;
/// Texts at once: far more than a campaign has posts, and done in milliseconds.
const BATCH: usize = 1_000;

#[async_trait]
impl Embedder for BuiltIn {
    fn model(&self) -> &'static str {
        MODEL
    }

    fn most(&self, _: &str, _: usize) -> BilledTokens {
        BilledTokens::default()
    }

    fn batch(&self, _: &str) -> usize {
        BATCH
    }

    async fn embed(
        &self,
        _: &str,
        request: &EmbedRequest,
        call: &Call,
    ) -> Result<EmbedAnswer, ProviderError> {
        if call.cancel.is_cancelled() {
            return Err(ProviderError::cancelled());
        }
        let vectors = request.texts.iter().map(|text| vector(text));
        let vectors = vectors.collect::<Option<_>>().ok_or_else(|| {
            ProviderError::new(
                Cause::Other,
                "One of the texts is blank, so it cannot be compared with others. Write something into it, then retry the step.",
            )
        })?;
        Ok(EmbedAnswer {
            vectors,
            provider: NAME.to_owned(),
            model: MODEL.to_owned(),
            tokens: Tokens::default(),
            cost: Some(Cost(0)),
        })
    }
}

/// The vector of `text`; `None` when it is blank. A word, and each three characters that follow one
/// another, count as the square root of how often they occur, so that a word said often does not
/// drown the others. Two that fall on one dimension cancel each other out as often as they add up.
fn vector(text: &str) -> Option<Embedding> {
    let mut values = vec![0.0; usize::try_from(DIMENSIONS).ok()?];
    for (feature, times) in features(text) {
        let hash = hash(&feature);
        let value: &mut f32 = values.get_mut(usize::try_from(hash % DIMENSIONS).ok()?)?;
        let weight = f32::from(times).sqrt();
        *value += if hash >> 63 == 0 { weight } else { -weight };
    }
    Embedding::new(values)
}

/// The words of `text` and the pieces of three characters across them, with how often each occurs.
fn features(text: &str) -> BTreeMap<String, u16> {
    let folded = text.to_lowercase();
    let mut words: Vec<&str> = folded.unicode_words().collect();
    if words.is_empty() {
        words = folded.split_whitespace().collect();
    }
    let spaced: Vec<char> = format!(" {} ", words.join(" ")).chars().collect();
    let pieces = spaced.windows(3).map(|piece| piece.iter().collect());
    // No piece has two spaces in it but that of a blank text, so none is a word.
    let whole = words.iter().map(|word| format!("{word}  "));
    let mut features = BTreeMap::new();
    for feature in pieces.chain(whole) {
        let times: &mut u16 = features.entry(feature).or_default();
        *times = times.saturating_add(1);
    }
    features
}

/// FNV-1a with 64 bits, mixed so that every bit depends on all of them. Kept vectors depend on it,
/// which the standard library's hashes do not promise to stay the same for.
fn hash(feature: &str) -> u64 {
    let hash = feature.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let hash: u64 = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BREAD: &str = "Warm sourdough at seven: our bakers start at three so that your breakfast does not have to wait. Come by on Saturday and taste the new rye.";

    fn similarity(one: &str, other: &str) -> f32 {
        let [one, other] = [one, other].map(|text| vector(text).unwrap());
        one.similarity(&other).unwrap()
    }

    #[test]
    fn almost_the_same_text_is_very_near_and_another_is_far() {
        let again = BREAD.replace("Saturday", "Sunday").to_uppercase();
        let near = similarity(BREAD, &again);
        assert!(near > 0.9, "{near}");
        for other in [
            "Die neue Satzung tritt im Januar in Kraft und regelt den Vorsitz.",
            "Quarterly figures show that cloud revenue grew by a fifth, mostly in Asia.",
            "We are hiring two engineers who like databases more than meetings.",
        ] {
            let far = similarity(BREAD, other);
            assert!(far < 0.5, "{far}: {other}");
        }
    }

    #[test]
    fn a_text_in_another_order_is_nearer_than_one_about_something_else() {
        let turned = "Come by on Saturday and taste the new rye. Our bakers start at three, so your breakfast does not have to wait for warm sourdough.";
        let elsewhere =
            "Come by the museum this weekend and see how the old railway crossed the river.";
        let (near, far) = (similarity(BREAD, turned), similarity(BREAD, elsewhere));
        assert!(near > far + 0.3, "{near} {far}");
    }

    #[test]
    fn texts_of_other_scripts_are_compared_and_signs_are_texts() {
        let bread = "毎朝七時に温かいパンが焼き上がります。土曜日は新しいライ麦パンもあります。";
        let near = similarity(bread, &bread.replace("土曜日", "日曜日"));
        let far = similarity(bread, "四半期の売上高は前年より二割増えました。");
        assert!(near > 0.85 && far < 0.4, "{near} {far}");
        assert!((similarity("🥖🥖", "🥖🥖") - 1.0).abs() < 1e-5);
        assert_eq!(vector(" \n"), None);
    }

    #[test]
    fn vectors_that_were_kept_stay_comparable() {
        assert_eq!(
            hash("bread"),
            0xcbbb_f6ec_7771_a839,
            "other rules need another number"
        );
    }
}

//! The name under which a call's answer is kept.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use sha2::{Digest as _, Sha256};

/// A piece of work whose calls are kept until it is stored. Its calls are numbered in their order:
/// work that is done again from its beginning asks the same questions in the same order, and is
/// given the answers it was given before.
///
/// Clones count together.
#[derive(Clone, Debug, Default)]
pub struct Delivery(Option<Arc<Work>>);

#[derive(Debug)]
struct Work {
    id: String,
    sent: AtomicU32,
}

impl Delivery {
    /// Calls of the work `id`, which is made of letters, digits and hyphens.
    pub fn of(id: impl Into<String>) -> Self {
        Self(Some(Arc::new(Work {
            id: id.into(),
            sent: AtomicU32::new(0),
        })))
    }

    /// The name of the next call; `None` when its answer need not outlive the one who asks.
    pub(crate) fn next(&self, request: &reqwest::Request) -> Option<Name> {
        let work = self.0.as_ref().filter(|work| is_plain(&work.id))?;
        let number = work.sent.fetch_add(1, Ordering::Relaxed);
        Some(Name {
            work: work.id.clone(),
            call: format!("{number}-{}", digest(request)),
        })
    }
}

/// Which call of which work.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    pub work: String,
    pub call: String,
}

/// Whether a part of a name can be a file's name.
pub(crate) fn is_plain(part: &str) -> bool {
    (1..=100).contains(&part.len())
        && part
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Tells questions apart. Headers are left out: a key that was changed meanwhile, or the time in a
/// signature, does not make it another question.
fn digest(request: &reqwest::Request) -> String {
    let body = request
        .body()
        .and_then(reqwest::Body::as_bytes)
        .unwrap_or_default();
    let mut hash = Sha256::new();
    hash.update(request.method().as_str());
    hash.update([0]);
    hash.update(request.url().as_str());
    hash.update([0]);
    hash.update(body);
    let half = hash
        .finalize()
        .iter()
        .take(16)
        .fold(0_u128, |half, byte| half << 8 | u128::from(*byte));
    format!("{half:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(body: &'static str, key: &'static str) -> reqwest::Request {
        reqwest::Client::new()
            .post("https://models.example/answer")
            .header("x-key", key)
            .body(body)
            .build()
            .unwrap()
    }

    #[test]
    fn work_that_is_done_again_gives_its_calls_the_same_names() {
        let _installed = rustls::crypto::ring::default_provider().install_default();
        let names = |delivery: Delivery| {
            [("first", "k"), ("first", "k"), ("second", "k")]
                .map(|(body, key)| delivery.next(&asking(body, key)))
        };
        let earlier = names(Delivery::of("step-1"));
        assert_eq!(earlier, names(Delivery::of("step-1")));
        assert_ne!(earlier[0], earlier[1], "the same question asked twice");
        assert_eq!(
            Delivery::of("a").next(&asking("q", "old key")),
            Delivery::of("a").next(&asking("q", "new key")),
        );
    }

    #[test]
    fn work_without_a_name_that_a_file_can_have_is_not_kept() {
        let _installed = rustls::crypto::ring::default_provider().install_default();
        for id in ["", "../etc", "a/b", "a.b"] {
            assert_eq!(Delivery::of(id).next(&asking("q", "k")), None, "{id}");
        }
        assert_eq!(Delivery::default().next(&asking("q", "k")), None);
    }
}

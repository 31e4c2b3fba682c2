//! Secrets of organizations, sealed before they are stored.

use std::{fmt, sync::Arc};

use rand::RngExt as _;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use secrecy::SecretString;

/// Seals secrets with the operator's key: ChaCha20-Poly1305 (RFC 8439) with a random nonce before
/// each text. By default with a key that nobody keeps.
#[derive(Clone)]
pub struct Vault(Arc<LessSafeKey>);

/// What is stored was sealed with another key, for another place, or is damaged.
#[derive(Debug, thiserror::Error)]
#[error(
    "a sealed secret cannot be opened: the server's secret key is another one, or the text is damaged"
)]
pub struct Unopened;

impl Vault {
    /// A vault that `key` opens.
    pub fn new(key: &[u8; 32]) -> Self {
        let key = UnboundKey::new(&CHACHA20_POLY1305, key)
            .unwrap_or_else(|_| unreachable!("the algorithm takes keys of 32 bytes"));
        Self(Arc::new(LessSafeKey::new(key)))
    }

    /// `secret` sealed for `place`, where alone it can be opened.
    pub(crate) fn seal(&self, place: &str, secret: &str) -> Vec<u8> {
        let nonce: [u8; NONCE_LEN] = rand::rng().random();
        let mut sealed = secret.as_bytes().to_vec();
        let tag = self.0.seal_in_place_separate_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(place),
            &mut sealed,
        );
        let tag = tag.unwrap_or_else(|_| unreachable!("only texts of 256 GiB are too long"));
        [nonce.as_slice(), &sealed, tag.as_ref()].concat()
    }

    /// The secret that was sealed for `place`.
    pub(crate) fn open(&self, place: &str, sealed: &[u8]) -> Result<SecretString, Unopened> {
        let (nonce, text) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(Unopened)?;
        let mut text = text.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let secret = self.0.open_in_place(nonce, Aad::from(place), &mut text);
        let secret = secret.map_err(|_| Unopened)?;
        let secret = std::str::from_utf8(secret).map_err(|_| Unopened)?;
        Ok(secret.into())
    }
}

impl Default for Vault {
    fn default() -> Self {
        Self::new(&rand::random())
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    #[test]
    fn a_secret_is_opened_with_its_key_at_its_place_alone() {
        let (vault, other) = (Vault::new(&[1; 32]), Vault::new(&[2; 32]));
        let sealed = vault.seal("here", "sk-secret");
        assert_ne!(sealed, vault.seal("here", "sk-secret"), "a nonce each");
        let text = String::from_utf8_lossy(&sealed);
        assert!(!text.contains("secret"));
        assert_eq!(
            vault.open("here", &sealed).unwrap().expose_secret(),
            "sk-secret"
        );
        assert!(vault.open("there", &sealed).is_err());
        assert!(other.open("here", &sealed).is_err());
        for at in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[at] ^= 1;
            assert!(vault.open("here", &damaged).is_err(), "byte {at}");
        }
        assert!(vault.open("here", &sealed[..5]).is_err());
    }
}

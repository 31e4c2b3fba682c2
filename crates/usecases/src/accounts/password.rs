//! Passwords: argon2id with the parameters OWASP's password storage cheat sheet names
//! (19 MiB, 2 passes, 1 lane; read 2026-11), hashed away from the async threads.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use domain::problem::FieldProblem;

use crate::{Error, Result, Services};

/// NIST SP 800-63B-4 (2025) asks for 15 characters where a password is the only factor and 8
/// otherwise; we take 12 and no rules about kinds of characters.
const MIN_CHARS: usize = 12;
/// Beyond this a password only costs us time.
const MAX_CHARS: usize = 200;

/// What is wrong with a new password, if anything.
pub(super) fn problem(password: &str) -> Option<FieldProblem> {
    let message = match password.chars().count() {
        0 => "Choose a password.".to_owned(),
        1..MIN_CHARS => format!(
            "Use at least {MIN_CHARS} characters. A few unrelated words are easy to remember."
        ),
        length if length > MAX_CHARS => format!("Use at most {MAX_CHARS} characters."),
        _ => return None,
    };
    Some(FieldProblem::new("password", message))
}

/// The hash of `password`, with its salt and parameters.
pub(super) async fn hash(services: &Services, password: String) -> Result<String> {
    on_hashing_thread(services, move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|error| Error::Internal(format!("argon2: {error}")))
    })
    .await?
}

/// Whether `password` belongs to `hash`. Without a hash the same work is done in vain, so that
/// the time taken does not tell which addresses have an account.
pub(super) async fn verify(
    services: &Services,
    password: String,
    hash: Option<String>,
) -> Result<bool> {
    if password.chars().count() > MAX_CHARS {
        return Ok(false);
    }
    on_hashing_thread(services, move || match hash {
        Some(hash) => PasswordHash::new(&hash)
            .map(|hash| {
                Argon2::default()
                    .verify_password(password.as_bytes(), &hash)
                    .is_ok()
            })
            .map_err(|error| Error::Internal(format!("stored password hash: {error}"))),
        None => Argon2::default()
            .hash_password(password.as_bytes())
            .map(|_| false)
            .map_err(|error| Error::Internal(format!("argon2: {error}"))),
    })
    .await?
}

async fn on_hashing_thread<T: Send + 'static>(
    services: &Services,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let _permit = services
        .hashing()
        .acquire()
        .await
        .map_err(|error| Error::Internal(error.to_string()))?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Internal(error.to_string()))
}

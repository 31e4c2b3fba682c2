//! People: the first owner, signing in and out, personal access tokens.

mod me;
mod password;
mod secret;
mod set_up;
mod sign_in;
mod tokens;

pub use me::me;
pub use secret::Secret;
pub use set_up::{SetUp, SetUpState, set_up, set_up_demo, set_up_state};
pub use sign_in::{Credentials, NewSession, SignedIn, sign_in, sign_out, signed_in};
pub use tokens::{
    TokenRequest, create_token, create_token_for, list_tokens, revoke_token, token_actor,
};

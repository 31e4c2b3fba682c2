//! What happens to every request before and after its handler: an id, a span, headers, limits,
//! and who is asking. One concern a file; [`super::router`] puts them in order.

mod compression;
mod cross_site;
mod headers;
mod limits;
mod observe;
mod rate_limit;
mod request_id;
mod who;

pub use compression::compression;
pub use cross_site::refuse_cross_site;
pub use headers::{PageNonce, security_headers};
pub use limits::{MOST, file_too_large, hold_to_limits, panic_answer, too_large};
pub use observe::observe;
pub use rate_limit::{RateLimits, limit_address, limit_person, limit_sign_in};
pub use request_id::{RequestId, give_request_id};
pub use who::{Who, find_out_who, session_secret};

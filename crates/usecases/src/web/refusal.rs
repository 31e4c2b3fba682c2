//! Why a page or a picture could not be fetched.

/// Why a page or a picture could not be fetched. [`FetchRefusal::reason`] says it in words that
/// fit both; as text it speaks of a page: "The page could not be read: it answered 404. The run
/// goes on without it."
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchRefusal {
    /// Not a full `http` or `https` address.
    NotAnAddress,
    /// The address carries a user name or a password.
    Credentials,
    /// The address names a port that belongs to another service than the web.
    Port(u16),
    /// Nobody knows the host.
    UnknownHost(String),
    /// The host, or one of its addresses, is not on the public internet.
    NotPublic(String),
    /// The host did not take the connection.
    Unreachable(String),
    /// The host's certificate was refused.
    Untrusted(String),
    /// More than five redirects.
    TooManyRedirects,
    /// A redirect that does not say where to.
    BadRedirect,
    /// An answer other than success.
    Status(u16),
    /// Another content type than HTML.
    NotHtml(String),
    /// Bytes that are no PNG, JPEG, WebP or GIF picture.
    NotAPicture,
    /// More bytes than are read; the bound in MiB.
    TooLarge(usize),
    /// Not done within the time; the bound in seconds.
    TooSlow(u64),
    /// Compressed in a way that is not understood, or broken.
    Encoding,
    /// The connection ended before the answer did.
    CutOff,
    /// A page without any text to build on.
    NoText,
    /// The page could not be taken apart.
    Unreadable,
    /// This machine has no certificate authorities to check a host with.
    NoAuthorities,
}

impl FetchRefusal {
    /// The reason as a part of a sentence, without a full stop.
    pub fn reason(&self) -> String {
        match self {
            Self::NotAnAddress => {
                "it is not a full web address that begins with http:// or https://".into()
            }
            Self::Credentials => "the address carries a user name or password; take it out".into(),
            Self::Port(port) => format!("port {port} belongs to another service than the web"),
            Self::UnknownHost(host) => {
                format!("no server is known by the name {host}; check the spelling")
            }
            Self::NotPublic(host) => format!("{host} is not on the public internet"),
            Self::Unreachable(host) => format!("{host} did not accept a connection"),
            Self::Untrusted(host) => {
                format!("{host} could not prove that it is {host}; its certificate was refused")
            }
            Self::TooManyRedirects => "it leads on to other addresses more than 5 times".into(),
            Self::BadRedirect => "it leads on to another address without saying which".into(),
            Self::Status(status) => format!("it answered {status}"),
            Self::NotHtml(found) => format!("it is not an HTML page but {found}"),
            Self::NotAPicture => "it is not a PNG, JPEG, WebP or GIF picture".into(),
            Self::TooLarge(mebibytes) => format!("it is larger than {mebibytes} MiB"),
            Self::TooSlow(seconds) => format!("it took longer than {seconds} seconds"),
            Self::Encoding => "it is compressed in a way that cannot be read".into(),
            Self::CutOff => "the connection broke off".into(),
            Self::NoText => {
                "it has no text; it may need JavaScript or a sign-in to show any".into()
            }
            Self::Unreadable => "its markup cannot be taken apart".into(),
            Self::NoAuthorities => {
                "this machine has no certificate authorities; install the package ca-certificates"
                    .into()
            }
        }
    }
}

impl std::fmt::Display for FetchRefusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "The page could not be read: {}. The run goes on without it.",
            self.reason()
        )
    }
}

impl std::error::Error for FetchRefusal {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_a_sentence_that_says_what_happens_next() {
        assert_eq!(
            FetchRefusal::Status(404).to_string(),
            "The page could not be read: it answered 404. The run goes on without it."
        );
    }
}

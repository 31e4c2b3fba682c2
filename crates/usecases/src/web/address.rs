//! What may be asked for at all: an address, before any name is looked up.

use std::net::IpAddr;

use url::{Host, Url};

use super::FetchRefusal;

/// Any port is taken but those of well-known services that are not the web. Shops and previews do
/// sit on odd ports; a mail server or a database never has a page, and an HTTP request can be
/// written so that a line protocol takes a part of it for a command. The list is the Fetch
/// standard's "bad ports", which browsers refuse too, and below it databases, caches and remote
/// desktops.
const REFUSED_PORTS: &[u16] = &[
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
    102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427,
    465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990,
    993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080, 445, 873, 1433, 1521, 2375, 2376, 2379, 2380, 3306, 3389, 5432,
    5900, 5984, 6379, 6443, 9042, 9200, 9300, 10250, 11211, 27017,
];

/// An `http` or `https` address without credentials, on a port where pages are.
#[derive(Clone, Debug)]
pub(super) struct Target(Url);

impl Target {
    /// The target that `address` names. The URL standard's parser turns decimal, octal,
    /// hexadecimal and full-width forms of an IP address into the address itself.
    pub(super) fn parse(address: &str) -> Result<Self, FetchRefusal> {
        Self::check(Url::parse(address.trim()).map_err(|_| FetchRefusal::NotAnAddress)?)
    }

    /// Where a redirect with this `Location` leads.
    pub(super) fn follow(&self, location: &str) -> Result<Self, FetchRefusal> {
        Self::check(
            self.0
                .join(location)
                .map_err(|_| FetchRefusal::BadRedirect)?,
        )
    }

    fn check(mut url: Url) -> Result<Self, FetchRefusal> {
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(FetchRefusal::NotAnAddress);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(FetchRefusal::Credentials);
        }
        match url.port_or_known_default() {
            Some(port) if REFUSED_PORTS.contains(&port) => return Err(FetchRefusal::Port(port)),
            _ => {}
        }
        url.set_fragment(None);
        Ok(Self(url))
    }

    /// The host as people write it.
    pub(super) fn host(&self) -> String {
        self.0.host_str().unwrap_or_default().to_owned()
    }

    /// The IP address, if the host is one: it is connected to without asking a resolver.
    pub(super) fn literal(&self) -> Option<IpAddr> {
        match self.0.host()? {
            Host::Ipv4(address) => Some(address.into()),
            Host::Ipv6(address) => Some(address.into()),
            Host::Domain(_) => None,
        }
    }

    /// The address to ask for.
    pub(super) const fn url(&self) -> &Url {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(address: &str) -> FetchRefusal {
        Target::parse(address).unwrap_err()
    }

    #[test]
    fn only_full_http_addresses_are_taken() {
        for address in [
            "",
            "example.com",
            "//example.com",
            "ftp://example.com/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "gopher://example.com/",
            "http://",
            "https:///",
            "http://exa mple.com/",
            "unix:/run/x",
            "http://[::1",
            "http://256.256.256.256/",
        ] {
            assert_eq!(refusal(address), FetchRefusal::NotAnAddress, "{address}");
        }
    }

    #[test]
    fn credentials_in_an_address_are_refused() {
        assert_eq!(
            refusal("https://a:b@example.com/"),
            FetchRefusal::Credentials
        );
        assert_eq!(
            refusal("https://example.com@127.0.0.1/"),
            FetchRefusal::Credentials
        );
    }

    #[test]
    fn ports_of_other_services_are_refused_and_odd_ports_are_not() {
        for port in [22, 25, 5432, 6379, 11211] {
            assert_eq!(
                refusal(&format!("http://example.com:{port}/")),
                FetchRefusal::Port(port)
            );
        }
        for port in [80, 443, 3000, 8080, 8443] {
            assert!(Target::parse(&format!("http://example.com:{port}/")).is_ok());
        }
    }

    #[test]
    fn an_ip_address_is_seen_through_every_way_of_writing_it() {
        for address in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://127.1/",
            "http://0x7f000001/",
            "http://127.0.0.1./",
            "http://１２７.０.０.１/",
            "http://127。0。0。1/",
        ] {
            let literal = Target::parse(address).unwrap().literal();
            assert_eq!(literal, Some("127.0.0.1".parse().unwrap()), "{address}");
        }
        let mapped = Target::parse("http://[::ffff:7f00:1]/").unwrap().literal();
        assert_eq!(mapped, Some("::ffff:127.0.0.1".parse().unwrap()));
    }

    #[test]
    fn a_redirect_is_held_to_the_same_rules() {
        let start = Target::parse("https://example.com/a/b?c#d").unwrap();
        assert_eq!(
            start.follow("../e").unwrap().url().as_str(),
            "https://example.com/e"
        );
        assert_eq!(
            start.follow("//other.example/").unwrap().host(),
            "other.example"
        );
        assert_eq!(
            start.follow("file:///etc/passwd").unwrap_err(),
            FetchRefusal::NotAnAddress
        );
        assert_eq!(
            start.follow("http://example.com:25/").unwrap_err(),
            FetchRefusal::Port(25)
        );
        assert_eq!(
            start.follow("http://[").unwrap_err(),
            FetchRefusal::BadRedirect
        );
    }
}

//! Which addresses lie on the public internet.
//!
//! From the IANA special-purpose address registries for IPv4 and IPv6, plus the addresses at which
//! clouds answer their own machines. Whatever is not known to be public is refused.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A range of IPv4 addresses: its first address, the length of its prefix, and why it is refused.
type Ipv4Range = (Ipv4Addr, u32, &'static str);

const REFUSED_IPV4: &[Ipv4Range] = &[
    (Ipv4Addr::UNSPECIFIED, 8, "this network"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "private use"),
    (
        Ipv4Addr::new(100, 64, 0, 0),
        10,
        "shared by customers of a carrier",
    ),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "this machine"),
    (
        Ipv4Addr::new(168, 63, 129, 16),
        32,
        "Azure's host of a virtual machine",
    ),
    (
        Ipv4Addr::new(169, 254, 0, 0),
        16,
        "link-local, and the metadata of clouds",
    ),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "private use"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "protocol assignments"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "documentation"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, "6to4 relays"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "private use"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "benchmarks"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "documentation"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "documentation"),
    (Ipv4Addr::new(224, 0, 0, 0), 4, "multicast"),
    (Ipv4Addr::new(240, 0, 0, 0), 4, "reserved, and broadcast"),
];

/// A range of IPv6 addresses: its first address, the length of its prefix, and why it is refused.
type Ipv6Range = (Ipv6Addr, u32, &'static str);

/// Everything outside `2000::/3` is refused without being listed here.
const REFUSED_IPV6: &[Ipv6Range] = &[
    (
        Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0),
        23,
        "protocol assignments, Teredo among them",
    ),
    (
        Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0),
        32,
        "documentation",
    ),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, "6to4"),
    (
        Ipv6Addr::new(0x3ffe, 0, 0, 0, 0, 0, 0, 0),
        16,
        "the former test network",
    ),
    (
        Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0),
        20,
        "documentation",
    ),
];

/// Global unicast, the one part of IPv6 that is routed on the internet.
const GLOBAL_UNICAST: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);
/// NAT64: how a network that has IPv6 only reaches an IPv4 address.
const NAT64: (Ipv6Addr, u32) = (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);

/// Whether `address` lies on the public internet, so that a page there is anybody's to read.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_ipv4(address),
        IpAddr::V6(address) => is_public_ipv6(address),
    }
}

fn is_public_ipv4(address: Ipv4Addr) -> bool {
    !REFUSED_IPV4.iter().any(|(first, prefix, _)| {
        let shift = 32 - prefix;
        u32::from(address) >> shift == u32::from(*first) >> shift
    })
}

fn is_public_ipv6(address: Ipv6Addr) -> bool {
    // These two are another way to write an IPv4 address, which is what gets connected to.
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_public_ipv4(mapped);
    }
    if within(address, NAT64.0, NAT64.1) {
        return is_public_ipv4(last_four_bytes(address));
    }
    let [.., fifth, sixth, _, _] = address.segments();
    let isatap = sixth == 0x5efe && matches!(fifth, 0 | 0x200);
    within(address, GLOBAL_UNICAST.0, GLOBAL_UNICAST.1)
        && !REFUSED_IPV6
            .iter()
            .any(|(first, prefix, _)| within(address, *first, *prefix))
        && (!isatap || is_public_ipv4(last_four_bytes(address)))
}

fn within(address: Ipv6Addr, first: Ipv6Addr, prefix: u32) -> bool {
    let shift = 128 - prefix;
    u128::from(address) >> shift == u128::from(first) >> shift
}

fn last_four_bytes(address: Ipv6Addr) -> Ipv4Addr {
    let [.., a, b, c, d] = address.octets();
    Ipv4Addr::new(a, b, c, d)
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// An address from any of the refused ranges, in any of the ways to write it.
    pub(in crate::web) fn refused_address() -> impl Strategy<Value = IpAddr> {
        let v4 = (0..REFUSED_IPV4.len(), any::<u32>()).prop_map(|(range, host)| {
            let (first, prefix, _) = REFUSED_IPV4[range];
            let mask = u32::MAX.checked_shr(prefix).unwrap_or(0);
            Ipv4Addr::from(u32::from(first) | (host & mask))
        });
        let v6 = (0..REFUSED_IPV6.len(), any::<u128>()).prop_map(|(range, host)| {
            let (first, prefix, _) = REFUSED_IPV6[range];
            IpAddr::V6(Ipv6Addr::from(
                u128::from(first) | (host & (u128::MAX >> prefix)),
            ))
        });
        let not_unicast = any::<u128>()
            .prop_filter("global unicast, mapped or NAT64", |bits| {
                let address = Ipv6Addr::from(*bits);
                bits >> 125 != 1
                    && address.to_ipv4_mapped().is_none()
                    && !within(address, NAT64.0, NAT64.1)
            })
            .prop_map(|bits| IpAddr::V6(bits.into()));
        let embedded = (v4.clone(), 0..4usize).prop_map(|(v4, way)| {
            let bits = u128::from(u32::from(v4));
            let prefix: u128 = match way {
                0 => 0xffff << 32,
                1 => 0,
                2 => u128::from(NAT64.0),
                _ => 0x2a00_0000_0000_0001_0000_5efe << 32,
            };
            IpAddr::V6(Ipv6Addr::from(prefix | bits))
        });
        prop_oneof![v4.prop_map(IpAddr::V4), v6, not_unicast, embedded]
    }

    #[test]
    fn addresses_that_lead_inside_are_refused() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.100.100.200",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "168.63.129.16",
            "169.254.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.7",
            "224.0.0.1",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:0:53aa:64c:0:0:f5ff:fffe",
            "2001:2::1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "2002:808:808::1",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2a00:1::5efe:10.0.0.1",
            "2a00:1::200:5efe:192.168.0.1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn addresses_of_the_public_internet_are_let_through() {
        for address in [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "128.0.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2606:4700::1111",
            "2a00:1450:4001::200e",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    proptest! {
        #[test]
        fn no_address_of_a_refused_range_is_public(address in refused_address()) {
            prop_assert!(!is_public(address), "{address}");
        }
    }
}

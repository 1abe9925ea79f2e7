//! Where a request comes from, behind a proxy or without one.
//!
//! A proxy adds the address that it was called from to `X-Forwarded-For`. From anyone else that header is a claim, so it is
//! read from its end, and only as far as those who wrote it are trusted: the last entry that no trusted proxy can have is
//! the client.

use std::{net::IpAddr, str::FromStr};

use axum::http::HeaderMap;
use ipnet::IpNet;

/// The proxies whose word on where a request comes from is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxies(Vec<IpNet>);

impl Default for Proxies {
    /// One on this machine.
    fn default() -> Self {
        Self(["127.0.0.0/8", "::1/128"].iter().filter_map(|text| text.parse().ok()).collect())
    }
}

impl FromStr for Proxies {
    type Err = String;

    /// Reads networks with commas between them, such as `10.0.0.0/8, ::1`; `none` for no proxy at all.
    fn from_str(text: &str) -> Result<Self, String> {
        if text.trim() == "none" {
            return Ok(Self(Vec::new()));
        }
        let one = |part: &str| {
            let part = part.trim();
            let net = part.parse::<IpNet>().ok();
            net.or_else(|| part.parse::<IpAddr>().ok().map(IpNet::from)).ok_or_else(|| {
                format!("{part:?} is no network: give such as 10.0.0.0/8 or 192.0.2.4, with commas between, or none")
            })
        };
        text.split(',').map(one).collect::<Result<_, _>>().map(Self)
    }
}

impl std::fmt::Display for Proxies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.is_empty() {
            return f.write_str("none");
        }
        let all: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&all.join(","))
    }
}

impl Proxies {
    /// Whether this address is one of theirs.
    pub fn trust(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|net| net.contains(&address))
    }

    /// The address that a request comes from. `None` where a trusted proxy, or a program beside it, says nothing of that.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> Option<IpAddr> {
        if !self.trust(peer) {
            return Some(peer.to_canonical());
        }
        let mut said = None;
        for header in headers.get_all("x-forwarded-for").iter().rev() {
            // What can't be read was written by no proxy of ours; nothing before it counts.
            let Ok(text) = header.to_str() else { return said };
            for entry in text.rsplit(',') {
                let Some(address) = address(entry.trim()) else { return said };
                said = Some(address);
                if !self.trust(address) {
                    return said;
                }
            }
        }
        said
    }
}

/// An entry: an address, with a port where a proxy writes one.
fn address(entry: &str) -> Option<IpAddr> {
    let bare = entry.parse::<IpAddr>();
    let bare = bare.or_else(|_| entry.parse::<std::net::SocketAddr>().map(|with_port| with_port.ip()));
    let bare = bare.or_else(|_| entry.trim_matches(['[', ']']).parse::<IpAddr>());
    bare.ok().map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(proxies: &str, peer: &str, forwarded: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for text in forwarded {
            headers.append("x-forwarded-for", text.parse().unwrap());
        }
        let proxies: Proxies = proxies.parse().unwrap();
        proxies.client(peer.parse().unwrap(), &headers).map(|address| address.to_string())
    }

    #[test]
    fn only_what_trusted_proxies_wrote_is_believed() {
        let cases: &[(&str, &str, &[&str], Option<&str>)] = &[
            // Nobody stands before it: the header is anyone's claim.
            ("none", "203.0.113.9", &["198.51.100.1"], Some("203.0.113.9")),
            ("none", "127.0.0.1", &["198.51.100.1"], Some("127.0.0.1")),
            ("127.0.0.1", "203.0.113.9", &["198.51.100.1"], Some("203.0.113.9")),
            // One proxy: the last entry is its own.
            ("127.0.0.1", "127.0.0.1", &["198.51.100.1"], Some("198.51.100.1")),
            ("127.0.0.1", "127.0.0.1", &["1.2.3.4, 198.51.100.1"], Some("198.51.100.1")),
            ("127.0.0.1", "127.0.0.1", &["1.2.3.4", "198.51.100.1"], Some("198.51.100.1")),
            // A chain of them: the last that isn't one of them.
            ("127.0.0.1,10.0.0.0/8", "127.0.0.1", &["1.2.3.4, 198.51.100.1, 10.0.0.7"], Some("198.51.100.1")),
            ("10.0.0.0/8", "10.0.0.1", &["10.0.0.7, 10.0.0.8"], Some("10.0.0.7")),
            // IPv6, with brackets and ports, and IPv4 inside of it.
            ("::1", "::1", &["[2001:db8::7]:443"], Some("2001:db8::7")),
            ("::1", "::1", &["198.51.100.1:5000"], Some("198.51.100.1")),
            ("127.0.0.0/8", "::ffff:127.0.0.1", &["::ffff:198.51.100.1"], Some("198.51.100.1")),
            // Nonsense is nobody's word, and what stands before it isn't either.
            ("127.0.0.1", "127.0.0.1", &["1.2.3.4, unknown"], None),
            ("127.0.0.1,10.0.0.0/8", "127.0.0.1", &["1.2.3.4, x, 10.0.0.7"], Some("10.0.0.7")),
            ("127.0.0.1", "127.0.0.1", &[], None),
        ];
        for (proxies, peer, forwarded, expected) in cases {
            assert_eq!(
                client(proxies, peer, forwarded).as_deref(),
                *expected,
                "{proxies} {peer} {forwarded:?}"
            );
        }
    }

    #[test]
    fn networks_are_read_and_written() {
        for text in ["10.0.0.0/8,::1/128", "none"] {
            assert_eq!(text.parse::<Proxies>().unwrap().to_string(), text);
        }
        assert_eq!("192.0.2.4".parse::<Proxies>().unwrap().to_string(), "192.0.2.4/32");
        for bad in ["", "10.0.0.0/40", "proxy.example.org", "10.0.0.1,,"] {
            assert!(bad.parse::<Proxies>().is_err(), "{bad:?}");
        }
    }
}

//! Settings that can be read and still don't do.

use std::net::IpAddr;

use mutua_mail::Transport;
use mutua_storage::Address;

use super::{Finding, folder};
use crate::settings::Effective;

const SETTINGS: &str = "settings";
const ADDRESS: &str = "address";

/// Everything that can be said of settings without trying them.
pub fn check(effective: &Effective) -> Vec<Finding> {
    let mut findings = vec![file(effective), address(effective)];
    findings.extend(passed_on(effective));
    findings.extend(figures(effective));
    findings.extend(connections(effective));
    findings
}

/// The figures hold no words of people, and still are nobody's business.
fn figures(effective: &Effective) -> Option<Finding> {
    let open =
        effective.metrics.filter(|address| !address.ip().is_loopback() && !is_private(address.ip()))?;
    Some(Finding::warn(
        "metrics",
        format!("the figures are shown on {open}, to whoever reaches it"),
        "listen on 127.0.0.1 or on a private address, or let a firewall keep others out",
    ))
}

/// Each connection takes a file of those that the system lets a program have; the database takes some too.
fn connections(effective: &Effective) -> Option<Finding> {
    const OTHERS: u64 = 64;
    let text = std::fs::read_to_string("/proc/self/limits").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    let soft: u64 = line.split_whitespace().next()?.parse().ok()?;
    let needs = effective.door.connections as u64 + OTHERS;
    (soft < needs).then(|| {
        Finding::warn(
            "files",
            format!("a program may have {soft} files open here, and --max-connections needs {needs}"),
            "raise it (LimitNOFILE= in the unit, ulimit -n in a shell), or say a smaller --max-connections",
        )
    })
}

fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

/// The file of settings: it may hold passwords.
fn file(effective: &Effective) -> Finding {
    let Some(path) = &effective.config else {
        return Finding::ok(SETTINGS, "from command line and environment; there is no file");
    };
    let with_password = match &effective.database {
        Address::Postgres(url) => url.split_once("://").is_some_and(|(_, rest)| rest.contains(':')),
        Address::Sqlite(_) => false,
    } || matches!(&effective.mail, Transport::Smtp(server) if server.to_string().contains("***@"));
    match folder::mode(path) {
        Some(mode) if with_password && mode & 0o004 != 0 => Finding::bad(
            SETTINGS,
            format!(
                "{} holds a password and everyone on this machine can read it (mode {mode:o})",
                path.display()
            ),
            format!("chmod o= {}", path.display()),
        ),
        _ => Finding::ok(SETTINGS, format!("{} is understood", path.display())),
    }
}

/// How people reach it: passwords and cookies must not travel in the clear.
fn address(effective: &Effective) -> Finding {
    let url = &effective.base_url;
    if url.starts_with("https://") {
        return Finding::ok(ADDRESS, format!("{url}: cookies go over https alone"));
    }
    let mend = "let a proxy speak https (docs/operators/proxy.md) and say --base-url https://…";
    match reach(host(url)) {
        Reach::Here => Finding::ok(ADDRESS, format!("{url}: on this machine alone")),
        Reach::Near => Finding::warn(
            ADDRESS,
            format!("{url} isn't encrypted: whoever is in the same network can read passwords and all else"),
            mend,
        ),
        Reach::Far => Finding::bad(
            ADDRESS,
            format!(
                "{url} isn't encrypted: passwords, cookies and all that people write can be read on the way"
            ),
            mend,
        ),
    }
}

/// Whoever reaches the plain port of a site that speaks https goes around its proxy.
fn passed_on(effective: &Effective) -> Option<Finding> {
    let bare = effective.base_url.starts_with("https://") && effective.listen.ip().is_unspecified();
    bare.then(|| {
        Finding::warn(
            "listen",
            format!("{} is reached from everywhere, unencrypted, past the proxy", effective.listen),
            "listen on 127.0.0.1 or on a private address, or let a firewall keep others out",
        )
    })
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    match rest.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => rest.split(':').next().unwrap_or_default(),
    }
}

/// From how far away a host is reached.
#[derive(Debug, PartialEq, Eq)]
enum Reach {
    Here,
    Near,
    Far,
}

fn reach(host: &str) -> Reach {
    let near_names = [".local", ".lan", ".home.arpa", ".internal", ".home"];
    match host.parse::<IpAddr>() {
        Ok(ip) if ip.is_loopback() => Reach::Here,
        Ok(ip) if is_private(ip) => Reach::Near,
        Ok(_) => Reach::Far,
        Err(_) if host == "localhost" || host.ends_with(".localhost") => Reach::Here,
        Err(_) if !host.contains('.') || near_names.iter().any(|end| host.ends_with(end)) => Reach::Near,
        Err(_) => Reach::Far,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_and_what_is_far() {
        for here in ["localhost", "127.0.0.1", "::1", "mutua.localhost"] {
            assert_eq!(reach(here), Reach::Here, "{here}");
        }
        for near in ["192.168.1.4", "10.0.0.1", "fd00::1", "server.lan", "server"] {
            assert_eq!(reach(near), Reach::Near, "{near}");
        }
        for far in ["mutua.example.org", "203.0.113.4", "2001:db8::1", "lan.example"] {
            assert_eq!(reach(far), Reach::Far, "{far}");
        }
        assert_eq!(host("http://[::1]:7373"), "::1");
        assert_eq!(host("http://a.example:80"), "a.example");
    }
}

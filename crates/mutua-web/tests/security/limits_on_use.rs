//! How much one person, or one address, may ask for: behind a proxy or without one, by page and by program.

use std::{collections::BTreeSet, net::SocketAddr};

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode, header},
};
use jiff::SignedDuration;
use mutua_domain::id::PersonId;
use mutua_web::Limits;

use crate::{
    Full, of, routes, send, session, street,
    support::{Site, sites},
};

/// Where a request comes from, as the connection and the proxies say.
struct From<'a> {
    peer: &'a str,
    forwarded: Option<&'a str>,
}

/// Straight from an address.
fn straight(peer: &str) -> From<'_> {
    From { peer, forwarded: None }
}

fn placed(mut request: Request<Body>, from: &From<'_>) -> Request<Body> {
    let peer: SocketAddr = from.peer.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    if let Some(forwarded) = from.forwarded {
        request.headers_mut().insert("x-forwarded-for", forwarded.parse().unwrap());
    }
    request
}

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

fn must_say_when(answer: &Full, kind: &str) {
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{}", answer.text);
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=3600).contains(&wait), "{wait}");
    assert!(answer.header("content-type").starts_with(kind), "{}", answer.header("content-type"));
}

/// How many of the same in a row are let through, up to so many.
async fn passed(site: &Site, most: usize, make: impl Fn() -> Request<Body>) -> usize {
    for n in 0..most {
        if send(site, make()).await.status == StatusCode::TOO_MANY_REQUESTS {
            return n;
        }
    }
    most
}

fn limited() -> Vec<Site> {
    sites().into_iter().map(|site| Site::of(site.t, |web| web)).collect()
}

async fn token(site: &Site, person: PersonId) -> String {
    let name = mutua_domain::text::Name::parse("test").unwrap();
    site.t.act(None, move |cx| mutua_service::tokens::issue(cx, person, &name, None)).await.unwrap().1
}

fn by_token(token: &str, method: &str, path: &str) -> Request<Body> {
    let request = Request::builder().method(method).uri(format!("/api/v1{path}"));
    let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    request.header(header::CONTENT_TYPE, "application/json").body(Body::from("{}")).unwrap()
}

fn by_cookie(cookie: &str, method: &str, path: &str) -> Request<Body> {
    let request = of(cookie, method, path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    request.body(Body::empty()).unwrap()
}

/// Each thing that has a limit of its own: the page's address, the program's, and how often within how many minutes.
const OWN: &[(&str, &str, &str, usize, i64)] = &[
    ("GET", "/me/export", "/me/export", 10, 60),
    ("GET", "/offers?q=soup", "/offers?q=soup", 60, 1),
    ("POST", "/asks/{id}/messages", "/asks/{id}/messages", 60, 5),
    ("POST", "/circles/{id}/invitations", "/invitations", 60, 60),
];

#[tokio::test]
async fn what_costs_much_has_a_limit_of_its_own_that_page_and_program_share() {
    for site in limited() {
        let (ana, ben, _) = street(&site).await;
        let (cookie, key) = (session(&site, ana).await, token(&site, ana).await);
        let other = session(&site, ben).await;
        let id = "01955b3b-0000-7000-8000-000000000000";
        for (method, page, api, times, minutes) in OWN {
            let [page, api] = [page, api].map(|path| path.replace("{id}", id));
            let half = passed(&site, times / 2, || by_cookie(&cookie, method, &page)).await;
            assert_eq!(half, times / 2, "{page}");
            let rest = passed(&site, times * 2, || by_token(&key, method, &api)).await;
            assert_eq!(half + rest, *times, "{api}");
            must_say_when(&send(&site, by_token(&key, method, &api)).await, "application/problem+json");
            must_say_when(&send(&site, by_cookie(&cookie, method, &page)).await, "text/html");
            let theirs = send(&site, by_cookie(&other, method, &page)).await;
            assert_ne!(theirs.status, StatusCode::TOO_MANY_REQUESTS, "others aren't held up at {page}");
            site.t.later(SignedDuration::from_mins(*minutes));
            let later = send(&site, by_cookie(&cookie, method, &page)).await;
            assert_ne!(later.status, StatusCode::TOO_MANY_REQUESTS, "{page} after {minutes} minutes");
        }
    }
}

/// A rule for an address that was renamed would limit nothing, and nobody would notice.
#[test]
fn every_rule_has_its_address_and_every_address_that_costs_much_its_rule() {
    let code = include_str!("../../src/limits.rs");
    let ruled: Vec<&str> =
        code.split("route: \"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let api = routes::of_api().into_iter().map(|(_, path)| format!("/api/v1{path}"));
    let all: BTreeSet<String> = routes::of_pages().into_iter().chain(api).collect();
    for route in &ruled {
        assert!(all.contains(*route), "a rule is for {route}, which isn't served");
    }
    // What makes mails or invitations, takes files, or gathers all that one person has.
    let costly = ["export", "import", "invitations", "mail", "messages"];
    for route in all.iter().filter(|route| costly.iter().any(|word| route.ends_with(&format!("/{word}")))) {
        assert!(ruled.contains(&route.as_str()), "{route} costs much and has no rule in limits.rs");
    }
}

#[tokio::test]
async fn one_session_cannot_take_all_the_time_of_a_server() {
    let site = limited().remove(0);
    let (ana, ben, _) = street(&site).await;
    let (cookie, other) = (session(&site, ana).await, session(&site, ben).await);
    let first = passed(&site, 1000, || by_cookie(&cookie, "GET", "/notices")).await;
    assert_eq!(first, 201, "twenty a second, and those of ten seconds at once");
    must_say_when(&send(&site, by_cookie(&cookie, "GET", "/notices")).await, "text/html");
    assert!(send(&site, by_cookie(&other, "GET", "/notices")).await.status.is_success());
    assert!(send(&site, by_cookie(&cookie, "GET", "/static/app.css")).await.status.is_success());
    assert!(send(&site, by_cookie(&cookie, "GET", "/health")).await.status.is_success());
    site.t.later(SignedDuration::from_secs(1));
    assert_eq!(passed(&site, 1000, || by_cookie(&cookie, "GET", "/notices")).await, 20);
}

#[tokio::test]
async fn one_address_cannot_take_all_the_time_of_a_server() {
    let site = limited().remove(0);
    let far = straight("192.0.2.1:1000");
    assert_eq!(passed(&site, 2000, || placed(get("/about"), &far)).await, 501);
    must_say_when(&send(&site, placed(get("/about"), &far)).await, "text/html");
    must_say_when(&send(&site, placed(get("/api/v1/me"), &far)).await, "application/problem+json");
    assert!(send(&site, placed(get("/about"), &straight("192.0.2.2:1000"))).await.status.is_success());
    // A program on the same machine that says of nobody that it speaks for them isn't an address.
    assert_eq!(passed(&site, 600, || placed(get("/about"), &straight("127.0.0.1:1000"))).await, 600);
}

#[tokio::test]
async fn limits_can_be_widened_and_left_out() {
    for (limits, most) in [(Limits::Wider(2), 1001), (Limits::Off, 1200)] {
        let site = Site::of(sites().remove(0).t, |web| web.limited(limits));
        assert_eq!(passed(&site, 1200, || placed(get("/about"), &straight("192.0.2.1:1000"))).await, most);
    }
}

/// How many wrong passwords are taken from there, each for another account.
async fn guesses(site: &Site, from: &From<'_>, prefix: &str) -> usize {
    for n in 0..30 {
        let body = format!("email={prefix}{n}@example.org&password=wrong");
        let request =
            Request::post("/sign-in").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = send(site, placed(request.body(Body::from(body)).unwrap(), from)).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return n;
        }
    }
    30
}

#[tokio::test]
async fn behind_a_proxy_each_client_is_counted_and_nobody_passes_for_another() {
    for site in sites() {
        let site = Site::of(site.t, |web| web.behind("10.0.0.0/8, 127.0.0.1".parse().unwrap()));
        let through = |forwarded| From { peer: "10.0.0.1:4000", forwarded: Some(forwarded) };
        assert_eq!(guesses(&site, &through("198.51.100.1"), "a").await, 20);
        assert_eq!(guesses(&site, &through("198.51.100.2"), "b").await, 20, "another client");
        assert_eq!(
            guesses(&site, &through("203.0.113.200, 198.51.100.1"), "c").await,
            0,
            "it is still the same"
        );
        assert_eq!(guesses(&site, &through("198.51.100.1, 10.0.0.9"), "d").await, 0, "through two proxies");
        // Not through the proxy: what is claimed isn't believed.
        let past = |forwarded| From { peer: "192.0.2.8:4000", forwarded: Some(forwarded) };
        assert_eq!(guesses(&site, &past("198.51.100.77"), "e").await, 20);
        assert_eq!(guesses(&site, &past("198.51.100.78"), "f").await, 0);
    }
}

#[tokio::test]
async fn without_a_proxy_a_whole_network_of_ipv6_counts_as_one() {
    for site in sites() {
        let site = Site::of(site.t, |web| web.behind("none".parse().unwrap()));
        assert_eq!(guesses(&site, &straight("[2001:db8:1:1::1]:4000"), "a").await, 20);
        assert_eq!(guesses(&site, &straight("[2001:db8:1:1:ffff::2]:4000"), "b").await, 0, "the same /64");
        assert_eq!(guesses(&site, &straight("[2001:db8:1:2::1]:4000"), "c").await, 20, "another");
        assert_eq!(guesses(&site, &straight("[::ffff:192.0.2.1]:4000"), "d").await, 20);
        assert_eq!(guesses(&site, &straight("192.0.2.1:4000"), "e").await, 0, "the same, written otherwise");
        let claimed = From { peer: "127.0.0.1:4000", forwarded: Some("198.51.100.5") };
        assert_eq!(guesses(&site, &claimed, "f").await, 20);
        assert_eq!(guesses(&site, &straight("127.0.0.1:4000"), "g").await, 0, "nobody is believed");
    }
}

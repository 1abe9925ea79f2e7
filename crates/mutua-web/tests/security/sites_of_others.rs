//! Pages of other sites: what they send, and where they would like people to be sent.

use axum::{
    body::Body,
    http::{StatusCode, header},
};

use crate::{PASSWORD, everywhere, of, send, session, site, street};

const ELSEWHERE: &[&str] = &[
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.example",
    "/%09//evil.example\n",
    "http:evil.example",
];

#[tokio::test]
async fn nothing_is_done_for_another_sites_page() {
    let site = site();
    let (ana, _, circle) = street(&site).await;
    let cookie = session(&site, ana).await;
    let (pages, api) = everywhere();
    let changing = api.into_iter().filter(|(method, _)| method != "GET");
    let all = pages.into_iter().map(|path| ("POST".to_owned(), path)).chain(changing);
    let others = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", "http://localhost:7373.evil.example"),
    ];
    let mut tried = 0;
    for (method, path) in all.chain([("POST".to_owned(), format!("/circles/{circle}/edit"))]) {
        // Its link is its own proof: mail programs send it from wherever.
        if path.starts_with("/unsubscribe/") {
            continue;
        }
        for (name, value) in others {
            let request = of(&cookie, &method, &path)
                .header(header::HOST, "localhost:7373")
                .header(name, value)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from("name=Evil&title=Evil&kind=moral"));
            let answer = send(&site, request.unwrap()).await;
            tried += 1;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path} with {name}: {value}");
        }
    }
    assert!(tried > 400, "only {tried} were tried");
    assert!(mutua_storage::testing::search(&site.t.database, "Evil").is_empty());
}

/// A cookie is no key to the API, so no page can ride on one there.
#[tokio::test]
async fn a_cookie_opens_no_door_of_the_api() {
    let site = site();
    let (ana, ..) = street(&site).await;
    let cookie = session(&site, ana).await;
    for (method, path) in everywhere().1.iter().filter(|(_, path)| !path.ends_with("/look")) {
        let request = of(&cookie, method, path).header(header::CONTENT_TYPE, "application/json");
        let answer = send(&site, request.body(Body::from("{}")).unwrap()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}: {}", answer.text);
        assert!(answer.header("www-authenticate").starts_with("Bearer"));
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
}

#[tokio::test]
async fn nobody_is_sent_elsewhere() {
    let site = site();
    let (ana, ..) = street(&site).await;
    for to in ELSEWHERE {
        let encoded = serde_html_form::to_string([("next", to)]).unwrap();
        let mut browser = site.browser_of(ana).await;
        let answer = browser.get(&format!("/sign-in?{encoded}")).await;
        assert_eq!(answer.location.as_deref(), Some("/"), "{to}");
        let mut browser = site.browser();
        let page = browser.get(&format!("/sign-in?{encoded}")).await;
        assert!(!page.text.contains("evil.example"), "{to} stands on the page");
        let carry = r#"[["title","x"]]"#;
        for fields in [
            vec![("email", "ana@example.org"), ("password", PASSWORD), ("next", to)],
            vec![("email", "ana@example.org"), ("password", PASSWORD), ("carry", carry), ("carry_to", to)],
        ] {
            let answer = site.browser().post("/sign-in", &fields).await;
            assert_eq!(answer.location.as_deref(), Some("/"), "{to}");
        }
        site.browser().post("/sign-in/mail", &[("email", "ana@example.org"), ("next", to)]).await;
    }
    for mail in site.t.outbox(ana).await {
        assert!(!mail.plain.contains("evil") && !mail.html.contains("evil"), "{}", mail.plain);
    }
}

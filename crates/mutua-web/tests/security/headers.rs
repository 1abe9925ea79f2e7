//! Headers that browsers heed, on every answer, and pages that keep to them.

use axum::{body::Body, http::Request};

use crate::{Full, behind_https, everywhere, of, send, session, site, street};

fn must_be_safe(answer: &Full, place: &str) {
    let policy = answer.header("content-security-policy");
    for part in [
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ] {
        assert!(policy.contains(part), "{place}: {part} is missing in {policy:?}");
    }
    assert!(
        !policy.contains("unsafe") && !policy.contains('*') && !policy.contains("data:"),
        "{place}: {policy}"
    );
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{place}");
    assert_eq!(answer.header("referrer-policy"), "same-origin", "{place}");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{place}");
    assert!(answer.header("permissions-policy").contains("camera=()"), "{place}");
    let kept = answer.header("cache-control");
    assert!(kept == "no-store" || place.contains("/static/"), "{place} may be kept: {kept:?}");
}

/// Nothing that the policy would have to make an exception for.
fn must_keep_to_the_policy(html: &str, place: &str) {
    let page = scraper::Html::parse_document(html);
    for element in page.root_element().descendants().filter_map(scraper::ElementRef::wrap) {
        let name = element.value().name();
        assert!(
            name != "style" && (name != "script" || element.value().attr("src").is_some()),
            "{place}: {name}"
        );
        for (attribute, value) in element.value().attrs() {
            assert!(attribute != "style" && !attribute.starts_with("on"), "{place}: {attribute}={value}");
            let leads = matches!(attribute, "href" | "src" | "action" | "formaction" | "hx-get" | "hx-post");
            let schemes = ["https://", "http://", "tel:", "mailto:"];
            let ok =
                value.starts_with(['/', '#', '?']) || schemes.iter().any(|scheme| value.starts_with(scheme));
            assert!(!leads || ok, "{place}: {attribute}={value}");
        }
    }
}

#[tokio::test]
async fn every_answer_has_the_headers_and_no_page_needs_an_exception() {
    let site = site();
    let (ana, _, circle) = street(&site).await;
    let cookie = session(&site, ana).await;
    let (mut pages, api) = everywhere();
    pages.extend(["/nothing/here".into(), "/asks/not-an-id".into(), format!("/circles/{circle}")]);
    let mut html = 0;
    for path in pages.iter().filter(|path| *path != "/live") {
        for method in ["GET", "POST", "DELETE", "OPTIONS"] {
            let place = format!("{method} {path}");
            let answer = send(&site, of(&cookie, method, path).body(Body::empty()).unwrap()).await;
            must_be_safe(&answer, &place);
            assert!(!answer.status.is_server_error(), "{place}: {}", answer.text);
            if answer.header("content-type").starts_with("text/html") {
                html += 1;
                must_keep_to_the_policy(&answer.text, &place);
            }
        }
    }
    for (method, path) in api {
        let request = Request::builder().method(method.as_str()).uri(&path).body(Body::empty()).unwrap();
        let answer = send(&site, request).await;
        must_be_safe(&answer, &format!("{method} {path}"));
        assert!(
            answer.status.is_client_error() || path.ends_with("/look"),
            "{method} {path}: {}",
            answer.status
        );
    }
    assert!(html > 80, "only {html} pages");
}

#[tokio::test]
async fn behind_https_browsers_are_told_to_stay_there() {
    let site = behind_https(site());
    let answer = send(&site, Request::get("/sign-in").body(Body::empty()).unwrap()).await;
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000; includeSubDomains");
}

#[tokio::test]
async fn only_files_that_are_meant_to_be_served_are() {
    let site = site();
    for path in [
        "/static/../Cargo.toml",
        "/static/..%2FCargo.toml",
        "/static/%2e%2e/%2e%2e/Cargo.toml",
        "/static/x/../../src/lib.rs",
        "/static/..\\..\\Cargo.toml",
        "/static//etc/passwd",
        "/static/%2Fetc%2Fpasswd",
        "/static/x/%00app.css",
        "/static/",
        "/..%2f..%2fetc/passwd",
    ] {
        let Ok(request) = Request::get(path).body(Body::empty()) else { continue };
        let answer = send(&site, request).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        assert!(!answer.text.contains("[package]") && !answer.text.contains("root:"), "{path}");
    }
    let answer = send(&site, Request::get("/static/app.css").body(Body::empty()).unwrap()).await;
    assert!(answer.status.is_success() && answer.header("content-type").starts_with("text/css"));
}

//! Circles, by page and by API.

use crate::support::sites;
use axum::http::StatusCode;
use serde_json::json;

#[tokio::test]
async fn a_circle_is_started_on_a_page() {
    for site in sites() {
        let ana = site.t.person("Ana").await;
        let mut browser = site.browser_of(ana).await;
        let page =
            browser.submit("/circles", &[("name", "Linden Street"), ("about", "Tools & <soup>")]).await;
        assert_eq!(page.texts("h1"), ["Linden Street"]);
        assert_eq!(page.texts(".flash-body").len(), 1);
        assert!(page.text.contains("Tools &#38; &#60;soup&#62;"), "{}", page.text);
        assert!(!browser.get("/circles").await.has(".flash"), "a message is shown once");
    }
}

#[tokio::test]
async fn what_was_typed_is_kept_beside_its_problem() {
    for site in sites() {
        let ana = site.t.person("Ana").await;
        let mut browser = site.browser_of(ana).await;
        let page = browser.post("/circles", &[("name", " "), ("about", "Tools and soup")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("#name-error") && page.has(".error-summary"));
        assert_eq!(page.texts("#about"), ["Tools and soup"]);
    }
}

#[tokio::test]
async fn a_stranger_is_asked_to_sign_in_or_told_that_nothing_is_there() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let circle = site.t.circle("Linden Street", ana, &[], None).await;
        let page = site.browser().get("/circles").await;
        assert_eq!(
            (page.status, page.location.as_deref()),
            (StatusCode::SEE_OTHER, Some("/sign-in?next=/circles"))
        );
        let page = site.browser_of(ben).await.get(&format!("/circles/{circle}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let mut nobody = site.browser();
        let answer = nobody.call("GET", "/circles", json!(null)).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.content_type, "application/problem+json");
    }
}

#[tokio::test]
async fn a_request_with_an_idempotency_key_can_be_sent_again() {
    for site in sites() {
        let ana = site.t.person("Ana").await;
        let mut program = site.program_of(ana).await;
        let body = json!({ "name": "Linden Street" });
        let first = program.call_with_key("POST", "/circles", body.clone(), Some("k1")).await;
        let again = program.call_with_key("POST", "/circles", body, Some("k1")).await;
        assert_eq!((first.status, again.status), (StatusCode::CREATED, StatusCode::CREATED));
        assert_eq!(first.json(), again.json());
        let other = program.call_with_key("POST", "/circles", json!({ "name": "Other" }), Some("k1")).await;
        assert_eq!(other.status, StatusCode::CONFLICT);
        assert_eq!(program.call("GET", "/circles", json!(null)).await.json().as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    for site in sites() {
        let ana = site.t.person("Ana").await;
        let _ = ana;
        let request = axum::http::Request::post("/circles")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "cross-site")
            .body(axum::body::Body::from("name=x"))
            .unwrap();
        let response = tower::ServiceExt::oneshot(site.router.clone(), request).await.unwrap();
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
    }
}

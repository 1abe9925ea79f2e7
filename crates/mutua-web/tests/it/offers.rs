//! Needs and offers, by page and by API.

use crate::support::sites;
use axum::http::StatusCode;
use serde_json::json;

#[tokio::test]
async fn a_need_is_kept_looked_at_and_deleted_on_pages_for_its_person_alone() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let mut browser = site.browser_of(ana).await;
        let page =
            browser.submit("/needs", &[("words", "Company at the <clinic>"), ("kind", "emotional")]).await;
        assert_eq!(page.texts("#needs .words"), ["Company at the <clinic>"]);
        assert!(page.texts(".audience")[0].ends_with("only you"), "{}", page.text);
        assert!(page.has("input[name=words][data-private]") && !page.has("form[data-keep]"));
        let path = page.attributes("#needs a", "href").remove(0);
        let page = browser.get(&path).await;
        let id = path.rsplit('/').next().unwrap();
        assert_eq!(page.attributes(".btn-ask", "href"), [format!("/asks/new?need={id}")]);
        assert_eq!(site.browser_of(ben).await.get(&path).await.status, StatusCode::NOT_FOUND);
        let page = browser.submit(&format!("{path}/state"), &[("state", "let_go")]).await;
        assert!(page.texts(".meta").contains(&"Let go".to_owned()), "{}", page.text);
        let page = browser.post(&path, &[("words", ""), ("kind", "moral")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("#words-error") && page.has("details[open]"));
        assert!(browser.get(&format!("{path}/delete")).await.has(".btn-danger"));
        browser.submit(&format!("{path}/delete"), &[]).await;
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn needs_by_the_api() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let mut program = site.program_of(ana).await;
        let body = json!({ "words": "A quiet hour", "kind": "emotional" });
        let kept = program.call_with_key("POST", "/needs", body.clone(), Some("n1")).await;
        assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.text);
        assert_eq!(program.call_with_key("POST", "/needs", body, Some("n1")).await.json(), kept.json());
        let path = format!("/needs/{}", kept.json()["id"].as_str().unwrap());
        let met = program.call("PATCH", &path, json!({ "state": "met" })).await;
        assert_eq!((met.status, &met.json()["state"]), (StatusCode::OK, &json!("met")));
        let list = program.call("GET", "/needs?state=met", json!(null)).await;
        assert_eq!(list.json()["items"].as_array().unwrap().len(), 1);
        let mut other = site.program_of(ben).await;
        assert_eq!(other.call("GET", &path, json!(null)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(program.call("DELETE", &path, json!(null)).await.status, StatusCode::NO_CONTENT);
        assert_eq!(program.call("GET", &path, json!(null)).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn an_offer_is_made_found_paused_and_answered_by_asking() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let circle = site.t.circle("Linden Street", ana, &[ben], None).await.to_string();
        let mut browser = site.browser_of(ana).await;
        assert!(browser.get("/offers").await.has(".empty"));
        let fields = [
            ("title", "A lift & a chat"),
            ("kind", "practical"),
            ("skills", "driving, Listening"),
            ("circle", &circle),
            ("reach", "circle"),
        ];
        let page = browser.submit("/offers", &fields).await;
        assert_eq!(page.texts("h1"), ["A lift & a chat"]);
        let path =
            format!("/offers/{}", page.attributes(".btn-primary", "href")[0].split('/').nth(2).unwrap());
        let mut other = site.browser_of(ben).await;
        let page = other.get("/offers?q=LISTEN&kind=practical").await;
        assert_eq!(page.texts(".ask-title"), ["A lift & a chat"]);
        assert!(page.texts(".audience")[0].contains("Linden Street"));
        assert!(other.get("/offers?q=piano").await.has(".empty .btn-ask"));
        let page = other.get(&path).await;
        let ask = page.attributes(".btn-ask", "href").remove(0);
        assert!(ask.starts_with(&format!("/asks/new?chosen={ana}&kind=practical&title=A")), "{ask}");
        assert_eq!(other.get(&format!("{path}/edit")).await.status, StatusCode::FORBIDDEN);
        let page = browser.get(&format!("{path}/edit")).await;
        assert_eq!(page.attributes("#skills", "value"), ["driving, Listening"]);
        let page = browser.post(&format!("{path}/edit"), &[("title", ""), ("skills", "a, b")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.attributes("#skills", "value"), ["a, b"]);
        browser.submit(&format!("{path}/state"), &[("state", "paused")]).await;
        assert!(other.get("/offers").await.has(".empty"));
        assert_eq!(browser.get("/offers/mine").await.texts(".ask-title").len(), 1);
        assert!(browser.submit(&format!("{path}/delete"), &[]).await.has(".empty"));
    }
}

#[tokio::test]
async fn offers_by_the_api() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let circle = site.t.circle("Linden Street", ana, &[ben], None).await;
        let mut program = site.program_of(ana).await;
        let body = json!({ "circle": circle, "kind": "moral", "title": "I come along", "skills": ["company", "notes"] });
        let made = program.call("POST", "/offers", body).await;
        assert_eq!(
            (made.status, &made.json()["skills"]),
            (StatusCode::CREATED, &json!(["company", "notes"]))
        );
        let path = format!("/offers/{}", made.json()["id"].as_str().unwrap());
        let mut other = site.program_of(ben).await;
        let list = other.call("GET", &format!("/offers?q=compan&circle={circle}"), json!(null)).await;
        assert_eq!(list.json()["items"][0]["person_name"], "Ana");
        let refused = other.call("PATCH", &path, json!({ "title": "x" })).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let changed = program.call("PATCH", &path, json!({ "how_often": "weekly" })).await;
        assert_eq!(
            (&changed.json()["how_often"], &changed.json()["title"]),
            (&json!("weekly"), &json!("I come along"))
        );
        let bad = other.call("GET", "/offers?kind=cosmic", json!(null)).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(program.call("DELETE", &path, json!(null)).await.status, StatusCode::NO_CONTENT);
        assert_eq!(other.call("GET", &path, json!(null)).await.status, StatusCode::NOT_FOUND);
    }
}

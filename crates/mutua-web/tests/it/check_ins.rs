//! "How are we?", by page and by API.

use crate::support::sites;
use axum::http::StatusCode;
use serde_json::json;

#[tokio::test]
async fn one_tap_on_today_is_a_check_in_that_only_its_author_sees() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let circle = site.t.circle("Linden Street", ben, &[ana], None).await;
        let mut browser = site.browser_of(ana).await;
        assert_eq!(browser.get("/").await.texts("#check-in .scale label").len(), 11);
        let page = browser.submit("/check-ins", &[("score", "3")]).await;
        assert!(page.texts(".lead")[0].ends_with("3 of 10"), "{}", page.text);
        assert_eq!(page.attributes("input[name=share][checked]", "value"), ["nobody"]);
        assert!(page.has("textarea[name=words][data-private]"));
        let today = browser.get("/").await;
        assert!(today.texts("#check-in")[0].starts_with("Today you said 3."), "{}", today.text);
        let path = today.attributes("#check-in a", "href").remove(0);
        let mut other = site.browser_of(ben).await;
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
        assert!(!other.get(&format!("/circles/{circle}/check-ins")).await.has("[id^=shared-]"));
        assert!(!other.get("/check-ins/shared").await.has("[id^=shared-]"));
        let list = browser.get("/check-ins").await;
        assert_eq!(list.texts("#check-ins li").len(), 1);
        assert!(browser.get(&format!("{path}/delete")).await.has(".btn-danger"));
        browser.submit(&format!("{path}/delete"), &[]).await;
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn what_is_typed_is_kept_where_something_is_wrong_and_shared_where_it_is_right() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let circle = site.t.circle("Linden Street", ben, &[ana], None).await.to_string();
        let mut browser = site.browser_of(ana).await;
        let empty = browser.post("/check-ins", &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.has("#score-error"));
        browser.submit("/check-ins", &[("score", "6")]).await;
        let path = browser.get("/").await.attributes("#check-in a", "href").remove(0);
        let wrong = [("score", "6"), ("body", "99"), ("words", "The <stairs>"), ("share", "circles")];
        let page = browser.post(&path, &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("#body-error") && page.has("#circles-error"), "{}", page.text);
        assert_eq!(page.texts("textarea[name=words]"), ["The <stairs>"]);
        let right = [("score", "6"), ("words", "The <stairs>"), ("share", "circles"), ("circles", &circle)];
        browser.submit(&path, &right).await;
        let page = site.browser_of(ben).await.get(&format!("/circles/{circle}/check-ins")).await;
        assert_eq!(page.texts("[id^=shared-] .words"), ["The <stairs>"]);
        assert!(page.has(".empty"), "one answer is not enough to say");
        let ask = browser.get(&format!("/asks/new?check_in={}", path.rsplit('/').next().unwrap())).await;
        assert_eq!(ask.texts("textarea[name=words]"), ["The <stairs>"]);
        assert_eq!(ask.attributes("input[name=kind][checked]", "value"), ["emotional"]);
    }
}

#[tokio::test]
async fn hard_days_are_met_with_lines_to_call_and_the_wish_can_be_left_out() {
    for site in sites() {
        let ana = site.t.person("Ana").await;
        let mut browser = site.browser_of(ana).await;
        for _ in 0..3 {
            site.t.later(jiff::SignedDuration::from_hours(24));
            browser = site.browser_of(ana).await;
            browser.submit("/check-ins", &[("score", "2")]).await;
        }
        let path = browser.get("/check-ins").await.attributes("#check-ins a", "href").remove(0);
        let page = browser.get(&path).await;
        assert!(page.has("#kindness-title") && page.has("a[href='tel:116123']"), "{}", page.text);
        assert!(page.has("#wish-title"));
        browser.submit("/check-ins/wish/off", &[]).await;
        assert!(!browser.get(&path).await.has("#wish-title"));
        let lines = browser.get("/check-ins/lines?country=DE").await;
        assert!(lines.has("a[href='tel:08001110111']"));
        let setting = browser.get("/check-ins/settings").await;
        assert_eq!(setting.attributes("input[name=rhythm][checked]", "value"), ["off"]);
        browser.submit("/check-ins/settings", &[("rhythm", "weekly"), ("wish", "on"), ("country", "")]).await;
        let setting = browser.get("/check-ins/settings").await;
        assert_eq!(setting.attributes("input[name=rhythm][checked]", "value"), ["weekly"]);
    }
}

#[tokio::test]
async fn check_ins_by_the_api() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let circle = site.t.circle("Linden Street", ben, &[ana], None).await.to_string();
        let mut program = site.program_of(ana).await;
        let body = json!({ "score": 7, "friends": 9, "words": "Soup", "share": "people", "people": [ben.to_string()] });
        let made = program.call_with_key("POST", "/check-ins", body.clone(), Some("c1")).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        assert_eq!(program.call_with_key("POST", "/check-ins", body, Some("c1")).await.json(), made.json());
        assert_eq!(made.json()["layers"], json!({ "friends": 9 }));
        let path = format!("/check-ins/{}", made.json()["id"].as_str().unwrap());
        let mut other = site.program_of(ben).await;
        assert_eq!(other.call("GET", &path, json!(null)).await.status, StatusCode::NOT_FOUND);
        let shared = other.call("GET", "/check-ins/shared", json!(null)).await.json();
        assert_eq!((&shared["items"][0]["score"], &shared["items"][0]["words"]), (&json!(7), &json!("Soup")));
        let bad = program.call("PATCH", &path, json!({ "score": 11 })).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(bad.json()["errors"][0]["field"], "score");
        let weeks = other.call("GET", &format!("/circles/{circle}/weeks"), json!(null)).await;
        assert_eq!((weeks.status, weeks.json()), (StatusCode::OK, json!([])));
        let setting =
            program.call("PATCH", "/check-ins/settings", json!({ "rhythm": "daily", "wish": false })).await;
        assert_eq!((&setting.json()["rhythm"], &setting.json()["wish"]), (&json!("daily"), &json!(false)));
        let exported = site.browser_of(ana).await.get("/me/export").await.json();
        assert_eq!(exported["check_ins"][0]["words"], "Soup");
        assert_eq!(program.call("DELETE", &path, json!(null)).await.status, StatusCode::NO_CONTENT);
    }
}

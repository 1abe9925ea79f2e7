//! What one can give, by page and by API; suggestions; matching.

use axum::http::StatusCode;
use mutua_domain::id::{CircleId, PersonId};
use serde_json::json;

use crate::support::{Site, sites};

struct Street {
    ana: PersonId,
    ben: PersonId,
    circle: CircleId,
}

async fn street(site: &Site) -> Street {
    let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
    let circle = site.t.circle("Linden Street", ana, &[ben], None).await;
    Street { ana, ben, circle }
}

/// An ask of Ana's for an hour; its id.
async fn ask(site: &Site, s: &Street, title: &str) -> String {
    let mut api = site.program_of(s.ana).await;
    let ask = json!({"title": title, "kind": "practical", "effort": "hour", "circle": s.circle});
    api.call("POST", "/asks", ask).await.json()["id"].as_str().unwrap().to_owned()
}

/// A pledge of Ben's for it that Ana accepted; its id.
async fn promised(site: &Site, s: &Street, ask: &str) -> String {
    let made = site.program_of(s.ben).await.call("POST", "/pledges", json!({"ask": ask})).await;
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let accepted =
        site.program_of(s.ana).await.call("POST", &format!("/pledges/{id}/accept"), json!(null)).await;
    assert_eq!(accepted.status, StatusCode::OK);
    id
}

#[tokio::test]
async fn one_says_it_without_scripts_and_sees_what_is_used() {
    for site in sites() {
        let s = street(&site).await;
        let lift = ask(&site, &s, "A lift to the station").await;
        promised(&site, &s, &lift).await;
        let mut browser = site.browser_of(s.ben).await;
        let form =
            [("minutes", "30"), ("times", ""), ("times", "monday_morning"), ("times", "sunday_evening")];
        let done = browser.post("/capacity", &form).await;
        assert_eq!((done.status, done.location.as_deref()), (StatusCode::SEE_OTHER, Some("/capacity")));
        let page = browser.get("/capacity").await;
        assert!(page.text.contains("That is more than you said you are ready for."));
        assert!(page.text.contains("value=\"monday_morning\" checked") && page.text.contains("only you"));
        assert!(page.text.contains("Hand it over"));
        let today = browser.get("/").await;
        assert!(today.text.contains("You carry much this week") && today.text.contains("one hour"));
        // None of it is anyone else's.
        let others = site.browser_of(s.ana).await.get("/capacity").await;
        assert!(!others.text.contains("monday_morning\" checked") && others.text.contains("not said"));
    }
}

#[tokio::test]
async fn what_was_typed_comes_back_beside_what_is_wrong_with_it() {
    for site in sites() {
        let s = street(&site).await;
        let mut browser = site.browser_of(s.ben).await;
        let form = [("minutes", "20000"), ("times", "friday_evening")];
        let page = browser.post("/capacity", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.text.contains("minutes-error") && page.text.contains("value=\"friday_evening\" checked")
        );
        let page = browser.post("/capacity", &[("paused", "true"), ("paused_until", "2020-01-01")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("paused_until-error") && page.text.contains("2020-01-01"));
        let mut api = site.program_of(s.ben).await;
        let refused = api.call("PATCH", "/capacity", json!({"minutes": "often"})).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            site.browser().call("GET", "/capacity", json!(null)).await.status,
            StatusCode::UNAUTHORIZED
        );
    }
}

#[tokio::test]
async fn a_break_is_quiet_and_ends_in_a_tap() {
    for site in sites() {
        let s = street(&site).await;
        ask(&site, &s, "A lift to the station").await;
        let mut browser = site.browser_of(s.ben).await;
        assert!(browser.get("/").await.text.contains("id=\"near\""));
        browser.post("/capacity", &[("paused", "true"), ("paused_until", "")]).await;
        let today = browser.get("/").await;
        assert!(today.text.contains("You take a break") && !today.text.contains("id=\"near\""));
        let mut others = site.browser_of(s.ana).await;
        for path in [
            format!("/circles/{}", s.circle),
            format!("/circles/{}/members", s.circle),
            format!("/people/{}", s.ben),
        ] {
            assert!(!others.get(&path).await.text.contains("break from everything"), "{path}");
        }
        browser.post("/capacity", &[("paused", "false")]).await;
        assert!(browser.get("/").await.text.contains("id=\"near\""));
    }
}

#[tokio::test]
async fn a_promise_is_handed_over_by_page_and_by_api() {
    for site in sites() {
        let s = street(&site).await;
        let cy = site.t.person("Cy").await;
        site.t.join(s.circle, cy).await;
        let lift = ask(&site, &s, "A lift to the station").await;
        let pledge = promised(&site, &s, &lift).await;
        let mut bens = site.browser_of(s.ben).await;
        let done = bens.post(&format!("/pledges/{pledge}/wish"), &[("wish", "hand_over")]).await;
        assert_eq!((done.status, done.location.as_deref()), (StatusCode::SEE_OTHER, Some("/capacity")));
        assert!(bens.get("/capacity").await.text.contains("It is yours until someone else was found."));
        let mut anas = site.browser_of(s.ana).await;
        let page = anas.get(&format!("/asks/{lift}")).await;
        assert!(page.text.contains("Ben would like to hand this over"));
        // Others see a place again, and not why.
        let mut cys = site.browser_of(cy).await;
        let page = cys.get(&format!("/asks/{lift}")).await;
        assert!(page.text.contains("/pledges\"") && !page.text.contains("hand"), "{}", page.text);
        let mut api = site.program_of(s.ben).await;
        let kept = api.call("POST", &format!("/pledges/{pledge}/wish"), json!({"wish": ""})).await;
        assert_eq!((kept.status, &kept.json()["wish"]), (StatusCode::OK, &json!(null)));
        let bad = api.call("POST", &format!("/pledges/{pledge}/wish"), json!({"wish": "rest"})).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_steward_has_asks_matched_and_doesnt_learn_to_whom_they_went() {
    for site in sites() {
        let s = street(&site).await;
        let lift = ask(&site, &s, "A lift to the station").await;
        let mut anas = site.browser_of(s.ana).await;
        let path = format!("/circles/{}/matching", s.circle);
        assert_eq!(
            anas.get(&path).await.status,
            StatusCode::FORBIDDEN,
            "not where the circle doesn't want it"
        );
        let edit = [("name", "Linden Street"), ("joining", "invitation"), ("matching", "true")];
        let edited = anas.post(&format!("/circles/{}/edit", s.circle), &edit).await;
        assert_eq!(edited.status, StatusCode::SEE_OTHER);
        assert!(anas.get(&format!("/circles/{}", s.circle)).await.text.contains(&path));
        assert!(anas.get(&path).await.text.contains("Suggest them now"));
        let made = anas.post(&path, &[]).await;
        assert!(made.text.contains("1 of 1 open asks") && !made.text.contains("Ben"), "{}", made.text);
        let mut bens = site.browser_of(s.ben).await;
        let today = bens.get("/").await;
        assert!(today.text.contains("it came to you") && today.text.contains("You are near each other."));
        assert_eq!(bens.get(&path).await.status, StatusCode::FORBIDDEN);
        let done = bens.post(&format!("/asks/{lift}/not-for-me"), &[]).await;
        assert_eq!((done.status, done.location.as_deref()), (StatusCode::SEE_OTHER, Some("/")));
        assert!(!bens.get("/").await.text.contains("id=\"near\""));
        let mut api = site.program_of(s.ana).await;
        let again = api.call("POST", &path, json!(null)).await;
        assert_eq!((&again.json()["suggested"], &again.json()["nobody"][0]["id"]), (&json!(0), &json!(lift)));
        let seen = api.call("GET", &format!("/circles/{}/capacity", s.circle), json!(null)).await.json();
        assert_eq!(seen["free"], json!(null));
        let list = site.program_of(s.ben).await.call("GET", "/suggestions", json!(null)).await;
        assert_eq!((list.status, list.json()), (StatusCode::OK, json!([])));
        let gone =
            site.program_of(s.ben).await.call("DELETE", &format!("/suggestions/{lift}"), json!(null)).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
    }
}

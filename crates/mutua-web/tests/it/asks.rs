//! Asks, pledges, threads and Today, by page and by API.

use crate::support::{Answer, Client, Site, sites};
use axum::http::StatusCode;
use mutua_domain::id::{CircleId, PersonId};
use serde_json::json;

struct Street {
    ana: PersonId,
    ben: PersonId,
    stew: PersonId,
    circle: CircleId,
}

async fn street(site: &Site) -> Street {
    let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
    let stew = site.t.person("Stew").await;
    let circle = site.t.circle("Linden Street", stew, &[ana, ben], None).await;
    Street { ana, ben, stew, circle }
}

/// No key of a message shows itself, and every control has a label.
fn is_whole(page: &Answer) {
    for text in page.texts("h1, h2, h3, p, a, button, label, legend, span, li, summary, option, strong") {
        for word in text.split_whitespace() {
            let looks_like_a_key = word.matches('-').count() >= 1
                && word.len() > 6
                && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
                && [
                    "ask-", "pledge-", "field-", "today-", "thread-", "problem-", "notice-", "flash-",
                    "asks-",
                ]
                .iter()
                .any(|prefix| word.starts_with(prefix));
            assert!(!looks_like_a_key, "{word}");
        }
    }
    let labels = page.attributes("label", "for");
    for id in page.attributes("input[id]:not([type=radio]):not([type=hidden]), textarea, select", "id") {
        assert!(labels.contains(&id), "{id} has no label");
    }
}

async fn asked(browser: &mut Client, fields: &[(&str, &str)]) -> String {
    let answer = browser.post("/asks", fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location.unwrap()
}

#[tokio::test]
async fn three_fields_are_enough_and_help_is_found_on_pages() {
    for site in sites() {
        let w = street(&site).await;
        let (mut ana, mut ben) = (site.browser_of(w.ana).await, site.browser_of(w.ben).await);
        let page = ana.get("/asks/new").await;
        is_whole(&page);
        assert!(!page.has("input[name=kind][checked]"), "nothing is chosen for the one who asks");
        assert_eq!(page.texts("details:not([open]) summary").len(), 2);
        let circle = w.circle.to_string();
        let path =
            asked(&mut ana, &[("title", "A lift on Thursday"), ("kind", "practical"), ("circle", &circle)])
                .await;
        let page = ben.get("/").await;
        is_whole(&page);
        assert_eq!(page.texts("#today .ask-title"), ["A lift on Thursday"]);
        let page = ben.get(&path).await;
        is_whole(&page);
        assert!(page.texts(".audience")[0].ends_with("Linden Street"));
        let page = ben.submit(&format!("{path}/pledges"), &[("words", "I have a car")]).await;
        is_whole(&page);
        assert!(page.has("#own-pledge") && !page.text.contains("Ring Ana"));
        let page = ana.get("/").await;
        assert!(page.texts(".state").iter().any(|text| text.contains("waits for your yes")), "{}", page.text);
        let page = ana.get(&path).await;
        is_whole(&page);
        assert!(page.text.contains("I have a car") && !page.text.contains("Ring Ben"));
        let accept = page.attributes("#pledges form", "action").remove(0);
        let page = ana.submit(&accept, &[]).await;
        is_whole(&page);
        assert!(page.text.contains("Ring Ben at the door"));
        let page = ben.get(&path).await;
        assert!(page.text.contains("Ring Ana at the door") && page.text.contains("ana@example.org"));
        let page = ben.submit(&format!("{path}/messages"), &[("words", "At nine?")]).await;
        assert_eq!(page.texts(".msg .msg-body"), ["At nine?"], "{}", page.text);
        let stew = site.browser_of(w.stew).await.get(&path).await;
        assert!(
            !stew.text.contains("At nine?") && !stew.text.contains("Ring") && !stew.text.contains("a car")
        );
        let page = ana.submit(&format!("{path}/met"), &[]).await;
        is_whole(&page);
        assert!(page.has(".state-met"));
        assert_eq!(ben.get(&path).await.status, StatusCode::OK, "met asks stay to be seen");
    }
}

#[tokio::test]
async fn what_was_typed_is_kept_beside_its_problem() {
    for site in sites() {
        let w = street(&site).await;
        let mut ana = site.browser_of(w.ana).await;
        let page = ana
            .post(
                "/asks",
                &[
                    ("title", "Soup"),
                    ("words", "With leeks"),
                    ("due", "2020-01-01"),
                    ("helpers_wanted", "99"),
                ],
            )
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        is_whole(&page);
        for field in ["kind", "due", "helpers_wanted"] {
            assert!(page.has(&format!("#{field}-error")), "{field}");
        }
        assert_eq!(page.attributes("#title", "value"), ["Soup"]);
        assert_eq!(page.texts("#words"), ["With leeks"]);
        assert_eq!(page.attributes("#helpers_wanted", "value"), ["99"]);
        assert_eq!(page.texts("details[open] summary").len(), 1);
        let path = asked(&mut ana, &[("title", "Soup"), ("kind", "practical")]).await;
        let ben = site.browser_of(w.ben).await.post(&format!("{path}/messages"), &[("words", "x")]).await;
        assert_eq!(ben.status, StatusCode::NOT_FOUND, "{}", ben.text);
        let blank = ana.post(&format!("{path}/messages"), &[("words", "  ")]).await;
        let long = "x".repeat(4001);
        let mut ben = site.browser_of(w.ben).await;
        let pledged = ben.post(&format!("{path}/pledges"), &[("words", &long)]).await;
        assert_eq!(pledged.texts("#words"), [long]);
        for page in [blank, pledged] {
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(page.has("#words-error"));
            assert_eq!(page.attributes(".error-summary[autofocus] a", "href"), ["#words"]);
            assert_eq!(page.attributes("textarea[aria-invalid]", "id"), ["words"]);
        }
    }
}

#[tokio::test]
async fn who_would_see_it_is_shown_before_anything_is_sent() {
    for site in sites() {
        let w = street(&site).await;
        let (mut ana, ben) = (site.browser_of(w.ana).await, w.ben.to_string());
        let fields = [("title", "To talk"), ("kind", "emotional"), ("chosen", ben.as_str()), ("widen", "2")];
        let page = ana.post("/asks/preview", &fields).await;
        is_whole(&page);
        assert_eq!((page.status, page.texts("#look").len()), (StatusCode::OK, 1));
        assert!(page.texts(".audience")[0].ends_with("Ben"), "{:?}", page.texts(".audience"));
        assert_eq!(page.attributes("input[name=chosen][checked]", "value"), std::slice::from_ref(&ben));
        assert!(ana.get("/asks?mine=true").await.has(".empty"), "nothing was stored");
        let path = asked(&mut ana, &fields).await;
        assert_eq!(site.browser_of(w.stew).await.get(&path).await.status, StatusCode::NOT_FOUND);
        let page = ana.get(&format!("{path}/widen")).await;
        is_whole(&page);
        assert!(page.texts("button").iter().any(|text| text.contains("Linden Street")));
        assert_eq!(site.browser_of(w.stew).await.get(&path).await.status, StatusCode::NOT_FOUND);
        ana.submit(&format!("{path}/widen"), &[]).await;
        assert_eq!(site.browser_of(w.stew).await.get(&path).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn an_unnamed_asker_is_named_on_no_page_and_in_no_answer() {
    for site in sites() {
        let w = street(&site).await;
        let mut ana = site.browser_of(w.ana).await;
        let fields =
            [("title", "I feel low"), ("kind", "emotional"), ("anonymous", "true"), ("helpers_wanted", "2")];
        let path = asked(&mut ana, &fields).await;
        let id = path.rsplit('/').next().unwrap().to_owned();
        let mut ben = site.browser_of(w.ben).await;
        ben.submit(&format!("{path}/pledges"), &[]).await;
        ana.submit(&format!("{path}/messages"), &[("words", "Thank you")]).await;
        let secrets = [w.ana.to_string(), "Ana".to_owned(), "ana@example.org".to_owned()];
        let clean = |answer: &Answer, what: &str| {
            assert_eq!(answer.status, StatusCode::OK, "{what}: {}", answer.text);
            for secret in &secrets {
                assert!(!answer.text.contains(secret.as_str()), "{what} names {secret}: {}", answer.text);
            }
        };
        for who in [w.ben, w.stew] {
            let mut browser = site.browser_of(who).await;
            let circle_list = format!("/asks?circle={}", w.circle);
            let pages =
                [path.as_str(), "/", "/asks", &circle_list, "/asks/list.txt", "/asks/copy", "/notices"];
            for page in pages {
                clean(&browser.get(page).await, page);
            }
            let mut program = site.program_of(who).await;
            for page in ["/asks", &format!("/asks/{id}"), "/pledges", "/notices"] {
                clean(&program.call("GET", page, json!(null)).await, page);
            }
        }
        let mut program = site.program_of(w.ben).await;
        let thread = program.call("GET", &format!("/asks/{id}/messages"), json!(null)).await;
        clean(&thread, "the thread");
        assert_eq!(thread.json()["items"][0]["author"], json!(null));
        assert_eq!(
            program.call("GET", &format!("/asks/{id}"), json!(null)).await.json()["asker"],
            json!(null)
        );
        let accept = ana.get(&path).await.attributes("#pledges form", "action").remove(0);
        ana.submit(&accept, &[]).await;
        assert!(ben.get(&path).await.text.contains("Ring Ana at the door"));
        clean(&site.browser_of(w.stew).await.get(&path).await, "to the steward, after");
    }
}

#[tokio::test]
async fn a_program_is_told_which_field_cannot_be_read() {
    for site in sites() {
        let w = street(&site).await;
        let mut ana = site.program_of(w.ana).await;
        let body = json!({ "title": "A ladder", "kind": "practical", "anonymous": "perhaps" });
        let unread = ana.call("POST", "/asks", body).await;
        assert_eq!(unread.status, StatusCode::BAD_REQUEST, "{}", unread.text);
        assert_eq!(unread.json()["errors"][0]["field"], "anonymous", "{}", unread.text);
        let deep = ana.call("POST", "/asks", json!({ "title": "A ladder", "times": [{}] })).await;
        assert_eq!(deep.json()["errors"][0]["field"], "times[0]", "{}", deep.text);
    }
}

#[tokio::test]
async fn everything_goes_by_the_api_too() {
    for site in sites() {
        let w = street(&site).await;
        let (mut ana, mut ben) = (site.program_of(w.ana).await, site.program_of(w.ben).await);
        let body = json!({ "title": "A ladder", "kind": "practical", "helpers_wanted": 1, "anonymous": false,
            "times": ["2025-03-06T09:30"] });
        let ask = ana.call_with_key("POST", "/asks", body.clone(), Some("a1")).await;
        assert_eq!(ask.status, StatusCode::CREATED, "{}", ask.text);
        assert_eq!(ana.call_with_key("POST", "/asks", body, Some("a1")).await.json(), ask.json());
        let path = format!("/asks/{}", ask.json()["id"].as_str().unwrap());
        assert_eq!(ask.json()["times"][0]["starts_at"], json!("2025-03-06T09:30:00Z"));
        let list = ben.call("GET", "/asks?kind=practical&limit=1", json!(null)).await.json();
        assert_eq!(list["items"].as_array().unwrap().len(), 1);
        assert_eq!(ben.call("GET", "/asks?kind=moral", json!(null)).await.json()["items"], json!([]));
        let changed = ana.call("PATCH", &path, json!({ "place": "Linden Street 4" })).await;
        assert_eq!((changed.status, &changed.json()["place"]), (StatusCode::OK, &json!("Linden Street 4")));
        let time = ask.json()["times"][0]["id"].clone();
        let pledge = json!({ "ask": ask.json()["id"], "time": time, "words": "Mine is long" });
        let pledge = ben.call("POST", "/pledges", pledge).await;
        assert_eq!(pledge.status, StatusCode::CREATED, "{}", pledge.text);
        let pledge_path = format!("/pledges/{}", pledge.json()["id"].as_str().unwrap());
        assert_eq!(
            ben.call("POST", &format!("{path}/pledges"), json!({})).await.status,
            StatusCode::CONFLICT
        );
        assert_eq!(
            ben.call("POST", &format!("{pledge_path}/accept"), json!(null)).await.status,
            StatusCode::FORBIDDEN
        );
        let mut stew = site.program_of(w.stew).await;
        assert_eq!(stew.call("GET", &pledge_path, json!(null)).await.status, StatusCode::NOT_FOUND);
        let accepted = ana.call("POST", &format!("{pledge_path}/accept"), json!(null)).await;
        assert_eq!((accepted.status, &accepted.json()["state"]), (StatusCode::OK, &json!("accepted")));
        let said = ben.call("POST", &format!("{path}/messages"), json!({ "words": "On my way" })).await;
        assert_eq!(said.status, StatusCode::CREATED);
        let back = ben.call("POST", &format!("{pledge_path}/withdraw"), json!({ "words": "It broke" })).await;
        assert_eq!((&back.json()["state"], &back.json()["late"]), (&json!("withdrawn"), &json!(true)));
        let yes = ana.call("POST", &format!("{path}/still-needed"), json!({ "needed": true })).await;
        assert_eq!(yes.status, StatusCode::OK, "{}", yes.text);
        assert_eq!(
            ana.call("POST", &format!("{path}/widen"), json!(null)).await.status,
            StatusCode::CONFLICT
        );
        assert_eq!(
            ana.call("POST", &format!("{path}/take-over"), json!(null)).await.status,
            StatusCode::CONFLICT
        );
        assert_eq!(ana.call("POST", &format!("{path}/met"), json!(null)).await.json()["state"], json!("met"));
        assert_eq!(
            ana.call("POST", &format!("{path}/reopen"), json!(null)).await.json()["state"],
            json!("open")
        );
        let gone = ana.call("POST", &format!("{path}/withdraw"), json!(null)).await;
        assert_eq!(gone.json()["state"], json!("withdrawn"));
        assert_eq!(stew.call("GET", &path, json!(null)).await.status, StatusCode::NOT_FOUND);
        let none = ana.call("POST", "/asks", json!({})).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields: Vec<_> =
            none.json()["errors"].as_array().unwrap().iter().map(|e| e["field"].clone()).collect();
        assert_eq!(fields, [json!("title"), json!("kind")]);
    }
}

#[tokio::test]
async fn every_page_of_an_ask_is_whole() {
    for site in sites() {
        let w = street(&site).await;
        let (mut ana, mut ben) = (site.browser_of(w.ana).await, site.browser_of(w.ben).await);
        let for_ben = w.ben.to_string();
        let path = asked(
            &mut ana,
            &[
                ("title", "Soup"),
                ("kind", "economic"),
                ("on_behalf_of", &for_ben),
                ("times", "2025-03-06T09:30"),
            ],
        )
        .await;
        let page = ben.get(&path).await;
        assert!(
            page.text.contains("Ana asks for Ben") && page.has("form[action$=take-over]"),
            "{}",
            page.text
        );
        ben.submit(&format!("{path}/take-over"), &[]).await;
        for page in ["", "/edit", "/withdraw"] {
            let page = ben.get(&format!("{path}{page}")).await;
            assert_eq!(page.status, StatusCode::OK);
            is_whole(&page);
        }
        assert_eq!(ana.get(&format!("{path}/edit")).await.status, StatusCode::FORBIDDEN);
        let page = ana.post(&format!("{path}/pledges"), &[]).await;
        assert!(page.has("#time-error"));
        let time = page.attributes("input[name=time]", "value").remove(0);
        let page = ana.submit(&format!("{path}/pledges"), &[("time", &time)]).await;
        let back = page.attributes("#own-pledge a", "href").remove(0);
        is_whole(&ana.get(&back).await);
        let decline = back.replace("withdraw", "decline");
        is_whole(&ben.get(&decline).await);
        let page = ben.submit(&decline, &[("words", "Thank you, it’s done")]).await;
        is_whole(&page);
        is_whole(&ana.get(&path).await);
        let edited =
            [("title", "Soup, hot"), ("words", ""), ("place", ""), ("due", "2025-03-09"), ("effort", "day")];
        let page = ben.submit(&format!("{path}/edit"), &edited).await;
        assert_eq!(page.texts("h1"), ["Soup, hot"]);
        let page = ben.submit(&format!("{path}/withdraw"), &[]).await;
        is_whole(&page);
        assert!(page.has(".state-withdrawn"));
        is_whole(&ben.get("/asks?mine=true").await);
        is_whole(&ben.get(&format!("/circles/{}", w.circle)).await);
    }
}

#[tokio::test]
async fn the_first_page_is_kind_to_strangers_and_newcomers() {
    for site in sites() {
        let page = site.browser().get("/").await;
        assert_eq!(page.status, StatusCode::OK);
        let new = site.t.person("Nell").await;
        let mut browser = site.browser_of(new).await;
        let page = browser.get("/").await;
        is_whole(&page);
        assert!(page.has(".empty") && page.has(".btn-ask"));
        is_whole(&browser.get("/asks/new").await);
        is_whole(&browser.get("/asks").await);
        let page = browser.get("/asks/list.txt").await;
        assert!(page.content_type.starts_with("text/plain"));
    }
}

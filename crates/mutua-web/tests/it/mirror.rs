//! The mirror, by page and by API.

use axum::http::StatusCode;
use mutua_domain::id::PersonId;
use mutua_service::mirror;
use serde_json::json;

use crate::support::{Client, Site, sites};

async fn helped(site: &Site) -> (PersonId, PersonId) {
    let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
    site.t.circle("Linden Street", ana, &[ben], None).await;
    let mut api = site.program_of(ana).await;
    let told = json!({"with": ben, "side": "giver", "kind": "practical", "minutes": "30"});
    let help = api.call("POST", "/helps", told).await;
    assert_eq!(help.status, StatusCode::CREATED);
    let id = help.json()["id"].as_str().unwrap().parse().unwrap();
    site.t.act(None, move |cx| mirror::with_help(cx, id)).await.unwrap();
    (ana, ben)
}

#[tokio::test]
async fn a_mirror_says_what_it_knows_and_that_it_is_not_enough() {
    for site in sites() {
        let (ana, ben) = helped(&site).await;
        let mut browser: Client = site.browser_of(ana).await;
        let page = browser.get("/mirror").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Not enough to say.") && page.text.contains("<bdi>Ben</bdi>"));
        assert!(page.text.contains("only you"));
        let mut api = site.program_of(ana).await;
        let seen = api.call("GET", "/mirror", json!(null)).await.json();
        assert_eq!(seen["ties"][0]["says"], "not_enough_to_say");
        assert_eq!((&seen["helps"]["one"], &seen["position"]), (&json!(1), &json!(null)));
        // Nobody else's mirror can be asked for.
        let mut other = site.program_of(ben).await;
        assert_eq!(other.call("GET", "/mirror", json!(null)).await.json()["helps"]["one"], 0);
        assert_eq!(site.browser().call("GET", "/mirror", json!(null)).await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn it_is_turned_off_and_on_without_scripts() {
    for site in sites() {
        let (ana, _) = helped(&site).await;
        let mut browser = site.browser_of(ana).await;
        let done = browser.post("/mirror", &[("on", "false")]).await;
        assert_eq!((done.status, done.location.as_deref()), (StatusCode::SEE_OTHER, Some("/mirror")));
        let page = browser.get("/mirror").await;
        assert!(page.text.contains("Your mirror is off") && !page.text.contains("Ben"));
        browser.post("/mirror", &[("on", "true")]).await;
        assert!(!browser.get("/mirror").await.text.contains("Turn it on"));
    }
}

#[tokio::test]
async fn care_is_agreed_on_by_both_and_by_nobody_else() {
    for site in sites() {
        let (ana, ben) = helped(&site).await;
        let cy = site.t.person("Cy").await;
        let mut browser = site.browser_of(ana).await;
        let done = browser.post(&format!("/mirror/ties/{ben}"), &[("agreed", "true")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let mut api = site.program_of(ben).await;
        let path = format!("/mirror/ties/{ana}");
        let both = api.call("PATCH", &path, json!({"agreed": true})).await.json();
        assert_eq!(
            (&both["ties"][0]["agreement"], &both["ties"][0]["says"]),
            (&json!("both"), &json!("agreed"))
        );
        let mut stranger = site.program_of(cy).await;
        assert_eq!(
            stranger.call("PATCH", &path, json!({"agreed": true})).await.status,
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn linked_days_stand_in_both_mirrors_and_end_with_a_tap() {
    for site in sites() {
        let (ana, ben) = helped(&site).await;
        let (mut anas, mut bens) = (site.browser_of(ana).await, site.browser_of(ben).await);
        assert_eq!(anas.get("/mirror/links").await.texts("#person option").len(), 2);
        assert_eq!(
            anas.post("/mirror/links", &[("person", "")]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let cy = site.t.person("Cy").await.to_string();
        let wrong = anas.post("/mirror/links", &[("person", &cy)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.has("#person-error"), "{}", wrong.text);
        let done = anas.post("/mirror/links", &[("person", &ben.to_string())]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let notice = bens.get("/notices").await;
        assert!(notice.text.contains("Ana would like to look with you"), "{}", notice.text);
        let asked = bens.get("/mirror").await;
        assert!(asked.has(&format!("#days-{ana} button[value=true]")), "{}", asked.text);
        let mut api = site.program_of(ben).await;
        let path = format!("/mirror/links/{ana}");
        let both = api.call("PATCH", &path, json!({"agreed": true})).await.json();
        assert_eq!((&both["links"][0]["consent"], &both["needed"]), (&json!("both"), &json!(100)));
        let pair = site
            .t
            .see(None, move |cx| Ok(mutua_storage::tables::day_links::between(cx.tx, ana, ben)?.unwrap().id))
            .await
            .unwrap();
        site.t.act(None, move |cx| mirror::links::compare(cx, pair)).await.unwrap();
        for (browser, other) in [(&mut anas, ben), (&mut bens, ana)] {
            let page = browser.get("/mirror").await;
            assert!(
                page.texts(&format!("#days-{other} p"))[0].starts_with("Not enough to say: 0 of the 100")
            );
            assert!(page.has(&format!("#days-{other} button[value=false]")));
        }
        bens.submit(&format!("/mirror/links/{ana}"), &[("agreed", "false")]).await;
        assert!(!anas.get("/mirror").await.has(&format!("#days-{ben}")));
        assert_eq!(api.call("GET", "/mirror/links", json!(null)).await.json()["links"], json!([]));
    }
}

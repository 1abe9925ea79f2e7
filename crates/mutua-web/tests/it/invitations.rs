//! Inviting and joining, by page and by API.

use crate::support::sites;
use axum::http::StatusCode;
use serde_json::json;

const PASSWORD: &str = "four warm words here";

#[tokio::test]
async fn a_steward_makes_a_link_and_three_sorts_of_people_join_by_it() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let circle = site.t.circle("Linden Street", ana, &[], None).await;
        let mut steward = site.browser_of(ana).await;
        let base = format!("/circles/{circle}/invitations");
        assert_eq!(steward.get(&base).await.attributes("#days", "value"), ["7"]);
        let bad = steward.post(&base, &[("greeting", "Hello"), ("days", "x")]).await;
        assert!(bad.has("#days-error"));
        assert_eq!(bad.texts("#greeting"), ["Hello"]);
        let page = steward.submit(&base, &[("greeting", "Hello <you>"), ("days", ""), ("uses", "")]).await;
        let link = page.texts(".secret code").remove(0);
        let path = link.strip_prefix(&site.t.app.settings.base_url).unwrap().to_owned();

        let mut signed_in = site.browser_of(ben).await;
        let face = signed_in.get(&path).await;
        assert!(face.text.contains("Hello &#60;you&#62;") && face.text.contains("Ana"));
        assert_eq!(face.attributes("main form", "action"), [&*path], "one button");
        let joined = signed_in.submit(&path, &[]).await;
        assert_eq!((joined.status, joined.texts("h1")), (StatusCode::OK, vec!["Linden Street".to_owned()]));

        let mut new = site.browser();
        let bad = new
            .post(&format!("{path}/account"), &[("name", "Cleo"), ("email", "x"), ("password", "y")])
            .await;
        assert!(bad.has("#email-error") && bad.has("#password-error"));
        assert_eq!(bad.attributes("#name", "value"), ["Cleo"]);
        let account = [("name", "Cleo"), ("email", "cleo@example.org"), ("password", PASSWORD)];
        let joined = new.submit(&format!("{path}/account"), &account).await;
        assert_eq!(joined.texts("h1"), ["Linden Street"]);

        let mut guest = site.browser();
        let bad = guest.post(&format!("{path}/guest"), &[("guest_name", " ")]).await;
        assert!(bad.has("#guest_name-error"));
        let kept = guest.post(&format!("{path}/guest"), &[("guest_name", "Gus")]).await;
        let recovery = kept.texts("#recovery").remove(0);
        assert!(kept.has("[data-copy=recovery]") && kept.has(&format!("a[href='/circles/{circle}']")));
        assert_eq!(guest.get(&format!("/circles/{circle}")).await.status, StatusCode::OK);
        let mut elsewhere = site.browser();
        let path = recovery.strip_prefix(&site.t.app.settings.base_url).unwrap().to_owned();
        assert!(elsewhere.get(&path).await.text.contains("Gus"));
        elsewhere.post(&path, &[]).await;
        assert_eq!(elsewhere.get(&format!("/circles/{circle}")).await.status, StatusCode::OK);
        assert!(steward.get(&base).await.text.contains("3 people joined"));
    }
}

#[tokio::test]
async fn an_invitation_that_was_taken_back_says_so_kindly() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let circle = site.t.circle("Linden Street", ana, &[], None).await;
        let mut steward = site.program_of(ana).await;
        let made =
            steward.call("POST", "/invitations", json!({"circle": circle, "uses": 2, "days": 3})).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        let (id, token) = (
            made.json()["id"].as_str().unwrap().to_owned(),
            made.json()["token"].as_str().unwrap().to_owned(),
        );
        let mut browser = site.browser_of(ana).await;
        let confirm = browser.get(&format!("/invitations/{id}/revoke")).await;
        assert_eq!(confirm.status, StatusCode::OK);
        assert_eq!(
            browser.post(&format!("/invitations/{id}/revoke"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        let page = site.browser().get(&format!("/join/{token}")).await;
        assert_eq!(
            (page.status, page.texts("h1")),
            (StatusCode::GONE, vec!["This invitation was taken back".to_owned()])
        );
        assert!(!page.has("main form"));
        let late = site.browser_of(ben).await.post(&format!("/join/{token}"), &[]).await;
        assert_eq!(late.status, StatusCode::GONE);
        let late = site.browser().post(&format!("/join/{token}/guest"), &[("guest_name", "Gus")]).await;
        assert_eq!(late.status, StatusCode::GONE);
        assert_eq!(site.browser().get("/join/nothing").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn joining_after_signing_in_leads_back_to_the_invitation() {
    for site in sites() {
        let ana = site.t.person("Ana").await;
        let circle = site.t.circle("Linden Street", ana, &[], None).await;
        let mut steward = site.program_of(ana).await;
        let token = steward.call("POST", "/invitations", json!({"circle": circle})).await.json()["token"]
            .as_str()
            .unwrap()
            .to_owned();
        let page = site.browser().get(&format!("/join/{token}")).await;
        let next = format!("/sign-in?next=/join/{token}");
        assert!(page.has(&format!("a[href='{next}']")), "{}", page.text);
        assert_eq!(
            site.browser().get(&next).await.attributes("input[name=next]", "value"),
            [format!("/join/{token}")]
        );
    }
}

#[tokio::test]
async fn the_api_invites_looks_accepts_and_revokes() {
    for site in sites() {
        let (ana, ben, cleo) =
            (site.t.person("Ana").await, site.t.person("Ben").await, site.t.person("Cleo").await);
        let circle = site.t.circle("Linden Street", ana, &[], None).await;
        let mut steward = site.program_of(ana).await;
        let body = json!({"circle": circle, "greeting": "Hello", "uses": 1});
        let made = steward.call_with_key("POST", "/invitations", body.clone(), Some("k")).await;
        let again = steward.call_with_key("POST", "/invitations", body, Some("k")).await;
        assert_eq!(made.json(), again.json());
        let token = made.json()["token"].as_str().unwrap().to_owned();
        let face = site.browser().call("GET", &format!("/invitations/look?token={token}"), json!(null)).await;
        assert_eq!((face.status, &face.json()["circle_name"]), (StatusCode::OK, &json!("Linden Street")));
        let mut bens = site.program_of(ben).await;
        let joined = bens.call("POST", "/invitations/accept", json!({"token": token})).await;
        assert_eq!(
            (joined.status, &joined.json()["state"]),
            (StatusCode::OK, &json!("active")),
            "{}",
            joined.text
        );
        assert_eq!(joined.json()["admission"], "joined");
        let full =
            site.program_of(cleo).await.call("POST", "/invitations/accept", json!({"token": token})).await;
        assert_eq!(full.status, StatusCode::CONFLICT);
        let list = steward.call("GET", &format!("/invitations?circle={circle}"), json!(null)).await.json();
        assert_eq!((&list["items"][0]["state"], &list["items"][0]["uses"]), (&json!("used_up"), &json!(1)));
        let member = bens.call("GET", &format!("/invitations?circle={circle}"), json!(null)).await;
        assert_eq!(member.status, StatusCode::FORBIDDEN);
        let id = list["items"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(
            bens.call("DELETE", &format!("/invitations/{id}"), json!(null)).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            steward.call("DELETE", &format!("/invitations/{id}"), json!(null)).await.status,
            StatusCode::NO_CONTENT
        );
        assert_eq!(
            steward.call("GET", &format!("/invitations/{id}"), json!(null)).await.json()["state"],
            "revoked"
        );
        let nobody = site.browser().call("POST", "/invitations/accept", json!({"token": token})).await;
        assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
        let bad = steward.call("GET", "/invitations?circle=x", json!(null)).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

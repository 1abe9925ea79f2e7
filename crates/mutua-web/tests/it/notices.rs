//! Notices, their settings, and the links in mails, by page and by API.

use crate::support::{Site, sites};
use axum::http::StatusCode;
use jiff::SignedDuration;
use mutua_domain::{
    id::{AskId, CircleId, PersonId, PledgeId},
    life::{NoticeKind, PledgeState},
};
use mutua_service::{
    asks::{self, AskInput},
    memberships,
    notices::{self, Notice, SettingsInput},
    pledges::{self, PledgeInput},
    sign_in,
};
use serde_json::json;

async fn tell(site: &Site, to: PersonId, notice: Notice) {
    site.t.act(None, move |cx| notices::tell(cx, to, notice)).await.unwrap();
}

/// The path of the last link of a sort that a person was mailed.
async fn last_link(site: &Site, to: PersonId, sort: &str) -> String {
    let mails = site.t.outbox(to).await;
    mails
        .iter()
        .rev()
        .find_map(|mail| {
            let at = mail.plain.find(sort)?;
            mail.plain[at..].split_whitespace().next().map(str::to_owned)
        })
        .unwrap_or_else(|| panic!("no {sort} in {} mails", mails.len()))
}

async fn at_once(site: &Site, who: PersonId) {
    let at_once = || Some("instant".to_owned());
    let input = SettingsInput { new_ask: at_once(), help: at_once(), ..Default::default() };
    site.t.act(who, move |cx| notices::change_settings(cx, &input)).await.unwrap();
}

struct Street {
    ana: PersonId,
    ben: PersonId,
    circle: CircleId,
}

/// Ana and Ben in a circle; both are written to at once.
async fn street(site: &Site) -> Street {
    let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
    let circle = site.t.circle("Linden Street", ana, &[ben], None).await;
    at_once(site, ana).await;
    at_once(site, ben).await;
    Street { ana, ben, circle }
}

async fn ask(site: &Site, who: PersonId, circle: CircleId, input: AskInput) -> AskId {
    let input = AskInput {
        title: "A lift to the clinic".into(),
        kind: "practical".into(),
        circle: Some(circle.to_string()),
        ..input
    };
    site.t.act(who, move |cx| asks::create(cx, &input).map(|view| view.card.id)).await.unwrap()
}

async fn pledge(site: &Site, who: PersonId, ask: AskId) -> PledgeId {
    let made = site.t.act(who, move |cx| pledges::pledge(cx, ask, &PledgeInput::default())).await;
    made.unwrap().id
}

async fn state_of(site: &Site, who: PersonId, pledge: PledgeId) -> PledgeState {
    site.t.see(who, move |cx| pledges::show(cx, pledge)).await.unwrap().state
}

#[tokio::test]
async fn looking_at_notices_marks_none_as_read_and_the_button_does() {
    for site in sites() {
        let ana = site.t.person("Ana").await;
        let mut browser = site.browser_of(ana).await;
        assert!(browser.get("/notices").await.has(".empty"));
        for _ in 0..2 {
            tell(&site, ana, Notice::new(NoticeKind::Membership, "joined")).await;
        }
        site.t.later(SignedDuration::from_hours(24));
        tell(&site, ana, Notice::new(NoticeKind::Membership, "joined")).await;
        let page = browser.get("/notices").await;
        assert_eq!(page.texts("#notices section h2"), ["today", "yesterday"]);
        assert_eq!(page.texts("#notices li a").len(), 3);
        assert_eq!(page.texts("#unread .count"), ["3"]);
        assert_eq!(browser.get("/notices/unread").await.texts("#unread .count"), ["3"]);
        let until = page.attributes("input[name=until]", "value").remove(0);
        tell(&site, ana, Notice::new(NoticeKind::Membership, "joined")).await;
        let page = browser.submit("/notices/read", &[("until", &until)]).await;
        assert_eq!(page.texts("#unread .count"), ["1"], "what came since is still new");
    }
}

#[tokio::test]
async fn what_is_mailed_is_chosen_on_a_page() {
    for site in sites() {
        let (ana, gast) = (site.t.person("Ana").await, site.t.guest("Gast").await);
        let mut browser = site.browser_of(ana).await;
        let page = browser.get("/notices/settings").await;
        assert_eq!(page.attributes("input[name=pledge][checked]", "value"), ["instant"]);
        assert!(!page.has(".flash"));
        let page = browser.submit("/notices/settings", &[("pledge", "off"), ("thanks", "instant")]).await;
        assert_eq!(page.attributes("input[name=pledge][checked]", "value"), ["off"]);
        assert_eq!(page.attributes("input[name=thanks][checked]", "value"), ["instant"]);
        assert_eq!(page.attributes("input[name=new_ask][checked]", "value"), ["daily"]);
        let page = browser.post("/notices/settings", &[("pledge", "hourly")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("#notice_setting-error"));
        let page = site.browser_of(gast).await.get("/notices/settings").await;
        assert!(page.has(".flash-info"), "mail needs an address");
    }
}

#[tokio::test]
async fn a_mail_is_turned_off_without_signing_in_and_only_by_the_button() {
    for site in sites() {
        let ana = site.t.person("Ana").await;
        tell(&site, ana, Notice::new(NoticeKind::Answer, "joined")).await;
        let link = last_link(&site, ana, "/unsubscribe/").await;
        let mut browser = site.browser();
        for _ in 0..2 {
            let page = browser.get(&link).await;
            assert_eq!((page.status, page.texts("main button").len()), (StatusCode::OK, 1));
            assert!(page.text.contains("answers to your pledges"));
        }
        let page = browser.post(&link, &[("List-Unsubscribe", "One-Click")]).await;
        assert_eq!((page.status, page.texts("main button").len()), (StatusCode::OK, 0));
        assert_eq!(browser.get(&link).await.texts("main button").len(), 0, "it is off");
        tell(&site, ana, Notice::new(NoticeKind::Answer, "joined")).await;
        assert_eq!(site.t.outbox(ana).await.len(), 1);
        site.t.act(ana, sign_in::end_other_sessions).await.unwrap();
        assert_eq!(browser.get(&link).await.status, StatusCode::CONFLICT);
        assert_eq!(browser.get("/unsubscribe/nonsense").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn from_ask_to_thanks_by_links_in_mails_alone() {
    for site in sites() {
        let Street { ana, ben, circle } = street(&site).await;
        let mut browser = site.browser();
        let due = AskInput { due: Some("2025-03-06".into()), ..Default::default() };
        let id = ask(&site, ana, circle, due).await;

        let link = last_link(&site, ben, "/do/").await;
        for _ in 0..2 {
            let page = browser.get(&link).await;
            assert_eq!((page.status, page.texts("main button")), (StatusCode::OK, vec!["I’ll do it".into()]));
            assert_eq!(page.texts("h2"), ["A lift to the clinic"]);
        }
        assert!(site.t.outbox(ana).await.is_empty(), "opening a link does nothing");
        let page = browser.post(&link, &[("deed", "pledge"), ("words", "I have a car")]).await;
        assert_eq!((page.status, page.texts("h1")), (StatusCode::OK, vec!["Your pledge is made".into()]));
        let again = browser.post(&link, &[("deed", "pledge")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "it says kindly that it was done");
        assert!(browser.get(&link).await.has(".flash-info"));

        let link = last_link(&site, ana, "/do/").await;
        let page = browser.get(&link).await;
        assert_eq!(page.texts("main button"), ["Yes, please", "No, thank you"]);
        assert!(page.text.contains("I have a car"));
        let pledge: PledgeId = page.attributes("input[name=pledge]", "value")[0].parse().unwrap();
        let page = browser.post(&link, &[("deed", "accept"), ("pledge", &pledge.to_string())]).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(state_of(&site, ben, pledge).await, PledgeState::Accepted);

        site.t.app.clock.set("2025-03-06T12:00:00Z".parse().unwrap());
        site.t.act(None, move |cx| pledges::remind(cx, pledge)).await.unwrap();
        let link = last_link(&site, ben, "/do/").await;
        let page = browser.post(&link, &[("deed", "done"), ("pledge", &pledge.to_string())]).await;
        assert_eq!((page.status, page.texts("h1")), (StatusCode::OK, vec!["Thank you for helping".into()]));

        let link = last_link(&site, ana, "/do/").await;
        let page = browser.get(&link).await;
        assert_eq!(page.texts("main button"), ["Yes, that’s how it was", "Say thanks"]);
        assert_eq!(browser.post(&link, &[("deed", "agree")]).await.status, StatusCode::OK);
        let empty = browser.post(&link, &[("deed", "thank"), ("words", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = browser.post(&link, &[("deed", "thank"), ("words", "You saved my day")]).await;
        assert_eq!(page.status, StatusCode::OK);
        let seen = site.t.see(ana, move |cx| asks::show(cx, id)).await.unwrap();
        assert_eq!(seen.card.state.as_str(), "met");
    }
}

#[tokio::test]
async fn whether_an_ask_is_still_needed_is_said_by_a_link() {
    for site in sites() {
        let Street { ana, circle, .. } = street(&site).await;
        let id = ask(&site, ana, circle, AskInput::default()).await;
        site.t.later(SignedDuration::from_hours(24 * 9));
        site.t.act(None, move |cx| asks::probe(cx, id)).await.unwrap();
        let link = last_link(&site, ana, "/do/").await;
        let mut browser = site.browser();
        let page = browser.get(&link).await;
        assert_eq!(page.texts("main button"), ["Yes, still needed", "No, not any more"]);
        assert_eq!(browser.post(&link, &[("deed", "still_needed")]).await.status, StatusCode::OK);
        let seen = site.t.see(ana, move |cx| asks::show(cx, id)).await.unwrap();
        assert!(!seen.card.still_needed && seen.card.expires_at > site.t.app.clock.now());
        let page = browser.get(&link).await;
        assert!(page.has(".flash-info") && !page.has("main button"), "nothing is left to do");
    }
}

#[tokio::test]
async fn a_link_serves_for_its_own_act_its_own_thing_and_for_two_weeks() {
    for site in sites() {
        let Street { ana, ben, circle } = street(&site).await;
        let first = ask(&site, ana, circle, AskInput::default()).await;
        let pledge_link = last_link(&site, ben, "/do/").await;
        let mine = pledge(&site, ben, first).await;
        let answer_link = last_link(&site, ana, "/do/").await;
        let second = ask(&site, ana, circle, AskInput::default()).await;
        let other = pledge(&site, ben, second).await;
        let mut browser = site.browser();
        for (link, deed, pledge, status) in [
            (&pledge_link, "accept", mine, StatusCode::FORBIDDEN),
            (&answer_link, "pledge", mine, StatusCode::FORBIDDEN),
            (&answer_link, "accept", other, StatusCode::NOT_FOUND),
            (&answer_link, "dance", mine, StatusCode::UNPROCESSABLE_ENTITY),
        ] {
            let answer = browser.post(link, &[("deed", deed), ("pledge", &pledge.to_string())]).await;
            assert_eq!(answer.status, status, "{deed}");
        }
        assert_eq!(state_of(&site, ben, mine).await, PledgeState::Made);
        assert_eq!(state_of(&site, ben, other).await, PledgeState::Made);
        assert_eq!(browser.get(&format!("{answer_link}A")).await.status, StatusCode::NOT_FOUND);
        let swapped = answer_link.replace("/do/", "/unsubscribe/");
        assert_eq!(browser.get(&swapped).await.status, StatusCode::NOT_FOUND);
        site.t.act(ben, sign_in::end_other_sessions).await.unwrap();
        assert_eq!(browser.get(&pledge_link).await.status, StatusCode::CONFLICT, "all sessions ended");
        site.t.later(SignedDuration::from_hours(24 * 14 + 1));
        let late = browser.post(&answer_link, &[("deed", "accept"), ("pledge", &mine.to_string())]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "its time ran out");
        assert_eq!(state_of(&site, ben, mine).await, PledgeState::Made);
    }
}

#[tokio::test]
async fn who_asks_anonymously_stands_in_no_mail_and_on_no_page_behind_one() {
    for site in sites() {
        let Street { ana, ben, circle } = street(&site).await;
        let anonymous = AskInput { anonymous: Some("true".into()), ..Default::default() };
        let id = ask(&site, ana, circle, anonymous).await;
        let link = last_link(&site, ben, "/do/").await;
        let page = site.browser().get(&link).await;
        assert!(!page.text.contains("Ana"), "{}", page.text);
        let mine = pledge(&site, ben, id).await;
        site.t.act(ana, move |cx| pledges::decline(cx, mine, &pledges::ReplyInput::default())).await.unwrap();
        site.t.act(None, move |cx| notices::send_digest(cx, ben)).await.unwrap();
        let mails = site.t.outbox(ben).await;
        assert_eq!(mails.len(), 2);
        for mail in mails {
            assert!(
                !mail.subject.contains("Ana") && !mail.plain.contains("Ana") && !mail.html.contains("Ana")
            );
            assert!(!mail.subject.contains("lift"), "titles stand in no subject: {}", mail.subject);
        }
    }
}

#[tokio::test]
async fn who_left_the_circle_sees_no_title_and_no_page_behind_a_link() {
    for site in sites() {
        let Street { ana, ben, circle } = street(&site).await;
        ask(&site, ana, circle, AskInput::default()).await;
        let link = last_link(&site, ben, "/do/").await;
        assert!(site.browser_of(ben).await.get("/notices").await.text.contains("/asks/"));
        let membership = site.t.membership(circle, ben).await;
        site.t.act(ben, move |cx| memberships::leave(cx, membership)).await.unwrap();
        assert_eq!(site.browser().get(&link).await.status, StatusCode::NOT_FOUND);
        assert!(!site.browser_of(ben).await.get("/notices").await.text.contains("A lift to the clinic"));
    }
}

#[tokio::test]
async fn the_api_lists_reads_and_sets() {
    for site in sites() {
        let ana = site.t.person("Ana").await;
        for _ in 0..3 {
            tell(&site, ana, Notice::new(NoticeKind::Membership, "joined")).await;
        }
        let mut program = site.program_of(ana).await;
        let first = program.call("GET", "/notices?limit=2", json!(null)).await.json();
        assert_eq!(first["items"].as_array().unwrap().len(), 2);
        assert_eq!(first["items"][0]["kind"], "membership");
        let cursor = first["next"].as_str().unwrap();
        let rest = program.call("GET", &format!("/notices?cursor={cursor}"), json!(null)).await.json();
        assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next"]), (1, &json!(null)));
        let ids = json!({ "ids": [first["items"][0]["id"]] });
        assert_eq!(program.call("POST", "/notices/read", ids).await.status, StatusCode::NO_CONTENT);
        let unread = program.call("GET", "/notices?unread=true", json!(null)).await.json();
        assert_eq!(unread["items"].as_array().unwrap().len(), 2);
        program.call("POST", "/notices/read", json!({ "all": true })).await;
        let unread = program.call("GET", "/notices?unread=true", json!(null)).await.json();
        assert_eq!(unread["items"], json!([]));
        let set = program.call("PATCH", "/notice-settings", json!({ "new_ask": "off" })).await;
        assert_eq!((set.status, &set.json()["kinds"][0]["mode"]), (StatusCode::OK, &json!("off")));
        let bad = program.call("PATCH", "/notice-settings", json!({ "new_ask": "hourly" })).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        let bad = program.call("GET", "/notices?unread=perhaps", json!(null)).await;
        assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    }
}

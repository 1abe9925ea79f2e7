//! Every page as the people of a small street see it, kept as text: a change to a page shows in review as what it is.
//!
//! To add a page: a line in the list of whoever opens it. After a wanted change: `INSTA_UPDATE=always cargo test -p
//! mutua-web --test pages`, and read what changed.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod languages;
mod outline;
mod street;
#[path = "../support/mod.rs"]
mod support;

use axum::http::StatusCode;
use street::Street;
use support::{Client, sites};

/// What a page is called here, and its path.
type Page = (&'static str, String);

/// Opens pages one after the other and keeps each.
async fn keep(who: &str, browser: &mut Client, pages: Vec<Page>) {
    for (name, path) in pages {
        let answer = browser.get(&path).await;
        assert!(
            !answer.status.is_server_error() && answer.location.is_none(),
            "{who}: {path}: {}",
            answer.status
        );
        let page = format!("{}\n{}", answer.status, outline::outline(&answer.text));
        insta::assert_snapshot!(format!("{who}-{name}"), page);
    }
}

#[tokio::test]
async fn pages_are_as_they_were_reviewed() {
    let site = sites().into_iter().next().unwrap();
    let mut s = Street::new(&site).await;
    keep("nobody", &mut site.browser(), of_nobody(&s)).await;
    let pages = of_the_asker(&s);
    keep("asker", &mut s.anas, pages).await;
    let pages = of_the_helper(&s);
    keep("helper", &mut s.bens, pages).await;
    let pages = of_the_steward(&s);
    keep("steward", &mut s.stews, pages).await;
    keep("guest", &mut s.gusts, of_a_guest()).await;
    let pages = of_an_outsider(&s);
    keep("outsider", &mut s.olus, pages).await;
    let missing = s.olus.get(&s.lift).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    insta::assert_snapshot!("outsider-not-here", outline::outline(&missing.text));
}

fn of_nobody(s: &Street) -> Vec<Page> {
    vec![
        ("landing", "/".into()),
        ("sign-in", "/sign-in".into()),
        ("about", "/about".into()),
        ("who-sees-what", "/privacy".into()),
        ("circle-face", format!("/circles/{}", s.circle)),
        ("apply", format!("/circles/{}/apply", s.circle)),
        ("join", s.invitation.clone()),
        ("join-over", s.ended_invitation.clone()),
        ("link-over", "/recover/none".into()),
    ]
}

fn of_the_asker(s: &Street) -> Vec<Page> {
    vec![
        ("today", "/".into()),
        ("asks", "/asks".into()),
        ("asks-mine", "/asks?mine=true".into()),
        ("asks-copy", "/asks/copy".into()),
        ("ask-new", "/asks/new".into()),
        ("ask-pledged", s.lift.clone()),
        ("ask-met", s.pump.clone()),
        ("ask-edit", format!("{}/edit", s.lift)),
        ("ask-widen", format!("{}/widen", s.nested_ask)),
        ("ask-withdraw", format!("{}/withdraw", s.lift)),
        ("pledge-decline", format!("{}/decline", s.pledge)),
        ("team", "/team".into()),
        ("team-new", "/team/new?gives=moral".into()),
        ("team-import", "/team/import".into()),
        ("supporter", s.supporter.clone()),
        ("supporter-remove", format!("{}/remove", s.supporter)),
        ("contacts", format!("/circles/{}/contacts", s.nested)),
        ("needs", "/needs".into()),
        ("need", s.need.clone()),
        ("need-delete", format!("{}/delete", s.need)),
        ("helps", "/helps".into()),
        ("capacity", "/capacity".into()),
        ("mirror", "/mirror".into()),
        ("circle-mirror", format!("/circles/{}/mirror", s.circle)),
        ("wellbeing", format!("/circles/{}/wellbeing", s.circle)),
        ("wellbeing-mine", "/wellbeing".into()),
        ("help", s.help.clone()),
        ("help-new", "/helps/new".into()),
        ("help-tell", format!("{}/tell", s.help)),
        ("thanks", format!("{}/thanks", s.help)),
        ("thanks-end", format!("{}/thanks/end", s.help)),
        ("circles", "/circles".into()),
        ("circle", format!("/circles/{}", s.circle)),
        ("circle-new", "/circles/new".into()),
        ("circle-pause", format!("/circles/{}/pause", s.circle)),
        ("circle-leave", format!("/circles/{}/leave", s.circle)),
        ("hand-over", format!("/circles/{}/leave", s.nested)),
        ("members", format!("/circles/{}/members", s.circle)),
        ("profile", format!("/people/{}", s.ben)),
        ("block", format!("/people/{}/block", s.ben)),
        ("blocks", "/me/blocks".into()),
        ("notices", "/notices".into()),
        ("notice-settings", "/notices/settings".into()),
        ("me", "/me".into()),
        ("address", "/me/address".into()),
        ("password", "/me/password".into()),
        ("sessions", "/me/sessions".into()),
        ("tokens", "/me/tokens".into()),
        ("records", "/me/records".into()),
        ("delete", "/me/delete".into()),
    ]
}

fn of_the_helper(s: &Street) -> Vec<Page> {
    vec![
        ("today", "/".into()),
        ("ask-pledged", s.lift.clone()),
        ("ask-met", s.pump.clone()),
        ("pledge-withdraw", format!("{}/withdraw", s.pledge)),
        ("help", s.help.clone()),
        ("loan", format!("{}/loan", s.help)),
        ("mirror", "/mirror".into()),
        ("team", "/team".into()),
        ("contacts", format!("/circles/{}/contacts", s.nested)),
        ("offers", "/offers".into()),
        ("offers-mine", "/offers/mine".into()),
        ("offer", s.offer.clone()),
        ("offer-new", "/offers/new".into()),
        ("offer-edit", format!("{}/edit", s.offer)),
        ("offer-delete", format!("{}/delete", s.offer)),
    ]
}

fn of_the_steward(s: &Street) -> Vec<Page> {
    vec![
        ("today", "/".into()),
        ("ask", s.lift.clone()),
        ("offer", s.offer.clone()),
        ("circle", format!("/circles/{}", s.circle)),
        ("circle-edit", format!("/circles/{}/edit", s.circle)),
        ("invitations", format!("/circles/{}/invitations", s.circle)),
        ("invitation-revoke", s.revoke.clone()),
        ("applications", format!("/circles/{}/applications", s.circle)),
        ("record", format!("/circles/{}/record", s.circle)),
        ("wellbeing", format!("/circles/{}/wellbeing", s.circle)),
        ("step-down", format!("/circles/{}/step-down", s.circle)),
        ("members", format!("/circles/{}/members", s.circle)),
        ("role", format!("{}/role", s.bens_membership)),
        ("remove", format!("{}/remove", s.bens_membership)),
    ]
}

fn of_a_guest() -> Vec<Page> {
    vec![
        ("today", "/".into()),
        ("me", "/me".into()),
        ("full", "/me/full".into()),
        ("recovery-new", "/me/recovery".into()),
        ("tokens", "/me/tokens".into()),
    ]
}

fn of_an_outsider(s: &Street) -> Vec<Page> {
    vec![
        ("today", "/".into()),
        ("asks", "/asks".into()),
        ("ask-new", "/asks/new".into()),
        ("circles", "/circles".into()),
        ("application", format!("/circles/{}/apply", s.circle)),
        ("helps", "/helps".into()),
        ("help-new", "/helps/new".into()),
        ("offers", "/offers".into()),
        ("offers-mine", "/offers/mine".into()),
        ("notices", "/notices".into()),
    ]
}

//! Every page as the people of a small street see it, kept as text: a change to a page shows in review as what it is.
//!
//! To add a page: a line in the list of whoever opens it. After a wanted change: `INSTA_UPDATE=always cargo test -p
//! mutua-web --test pages`, and read what changed.

mod languages;
mod outline;
mod street;
#[path = "../support/mod.rs"]
mod support;

use axum::http::StatusCode;
use street::Street;
use support::{Client, sites};

/// Opens pages one after the other and keeps each.
async fn keep(who: &str, browser: &mut Client, pages: &[(&str, String)]) {
    for (name, path) in pages {
        let answer = browser.get(path).await;
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
    let (circle, lift, pump) = (s.circle, s.lift.clone(), s.pump.clone());

    let signed_out = [
        ("landing", "/".into()),
        ("sign-in", "/sign-in".into()),
        ("about", "/about".into()),
        ("who-sees-what", "/privacy".into()),
        ("circle-face", format!("/circles/{circle}")),
        ("apply", format!("/circles/{circle}/apply")),
        ("join", s.invitation.clone()),
        ("join-over", s.ended_invitation.clone()),
        ("link-over", "/recover/none".into()),
    ];
    keep("nobody", &mut site.browser(), &signed_out).await;

    let asker = [
        ("today", "/".into()),
        ("asks", "/asks".into()),
        ("asks-mine", "/asks?mine=true".into()),
        ("asks-copy", "/asks/copy".into()),
        ("ask-new", "/asks/new".into()),
        ("ask-pledged", lift.clone()),
        ("ask-met", pump.clone()),
        ("ask-edit", format!("{lift}/edit")),
        ("ask-widen", format!("{}/widen", s.nested_ask)),
        ("ask-withdraw", format!("{lift}/withdraw")),
        ("pledge-decline", format!("{}/decline", s.pledge)),
        ("needs", "/needs".into()),
        ("need", s.need.clone()),
        ("need-delete", format!("{}/delete", s.need)),
        ("helps", "/helps".into()),
        ("help", s.help.clone()),
        ("help-new", "/helps/new".into()),
        ("help-tell", format!("{}/tell", s.help)),
        ("thanks", format!("{}/thanks", s.help)),
        ("thanks-end", format!("{}/thanks/end", s.help)),
        ("circles", "/circles".into()),
        ("circle", format!("/circles/{circle}")),
        ("circle-new", "/circles/new".into()),
        ("circle-pause", format!("/circles/{circle}/pause")),
        ("circle-leave", format!("/circles/{circle}/leave")),
        ("hand-over", format!("/circles/{}/leave", s.nested)),
        ("members", format!("/circles/{circle}/members")),
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
    ];
    keep("asker", &mut s.anas, &asker).await;

    let helper = [
        ("today", "/".into()),
        ("ask-pledged", lift.clone()),
        ("ask-met", pump),
        ("pledge-withdraw", format!("{}/withdraw", s.pledge)),
        ("help", s.help.clone()),
        ("loan", format!("{}/loan", s.help)),
        ("offers", "/offers".into()),
        ("offers-mine", "/offers/mine".into()),
        ("offer", s.offer.clone()),
        ("offer-new", "/offers/new".into()),
        ("offer-edit", format!("{}/edit", s.offer)),
        ("offer-delete", format!("{}/delete", s.offer)),
    ];
    keep("helper", &mut s.bens, &helper).await;

    let steward = [
        ("today", "/".into()),
        ("ask", lift.clone()),
        ("offer", s.offer.clone()),
        ("circle", format!("/circles/{circle}")),
        ("circle-edit", format!("/circles/{circle}/edit")),
        ("invitations", format!("/circles/{circle}/invitations")),
        ("invitation-revoke", s.revoke.clone()),
        ("applications", format!("/circles/{circle}/applications")),
        ("record", format!("/circles/{circle}/record")),
        ("step-down", format!("/circles/{circle}/step-down")),
        ("members", format!("/circles/{circle}/members")),
        ("role", format!("{}/role", s.bens_membership)),
        ("remove", format!("{}/remove", s.bens_membership)),
    ];
    keep("steward", &mut s.stews, &steward).await;

    let guest = [
        ("today", "/".into()),
        ("me", "/me".into()),
        ("full", "/me/full".into()),
        ("recovery-new", "/me/recovery".into()),
        ("tokens", "/me/tokens".into()),
    ];
    keep("guest", &mut s.gusts, &guest).await;

    let outsider = [
        ("today", "/".into()),
        ("asks", "/asks".into()),
        ("ask-new", "/asks/new".into()),
        ("circles", "/circles".into()),
        ("application", format!("/circles/{circle}/apply")),
        ("helps", "/helps".into()),
        ("help-new", "/helps/new".into()),
        ("offers", "/offers".into()),
        ("offers-mine", "/offers/mine".into()),
        ("notices", "/notices".into()),
    ];
    keep("outsider", &mut s.olus, &outsider).await;

    let missing = s.olus.get(&lift).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    insta::assert_snapshot!("outsider-not-here", outline::outline(&missing.text));
}

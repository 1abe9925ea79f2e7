//! Guessing is slowed down, with an answer that says how long to wait.

use axum::{body::Body, extract::ConnectInfo, http::StatusCode};
use std::net::SocketAddr;

use crate::{Full, PASSWORD, send, site, street, support::Site};

async fn post(site: &Site, path: &str, fields: &[(&str, &str)], from: &str) -> Full {
    let mut request = axum::http::Request::post(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-forwarded-for", "198.51.100.7")
        .body(Body::from(serde_html_form::to_string(fields).unwrap()))
        .unwrap();
    request.extensions_mut().insert(ConnectInfo(from.parse::<SocketAddr>().unwrap()));
    send(site, request).await
}

fn must_say_when(answer: &Full) {
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{}", answer.text);
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=3600).contains(&wait), "{wait}");
}

#[tokio::test]
async fn passwords_cannot_be_guessed_one_after_the_other() {
    let site = site();
    street(&site).await;
    let wrong = [("email", "ana@example.org"), ("password", "wrong")];
    for n in 0..10 {
        let from = format!("192.0.2.{n}:1000");
        assert_eq!(post(&site, "/sign-in", &wrong, &from).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    must_say_when(&post(&site, "/sign-in", &wrong, "192.0.2.99:1000").await);
    let right = [("email", "ana@example.org"), ("password", PASSWORD)];
    must_say_when(&post(&site, "/sign-in", &right, "192.0.2.99:1000").await);
    site.t.later(jiff::SignedDuration::from_mins(16));
    assert_eq!(post(&site, "/sign-in", &right, "192.0.2.99:1000").await.status, StatusCode::SEE_OTHER);
}

/// From one network many accounts can't be tried either, and a header that anyone can write doesn't help.
#[tokio::test]
async fn many_accounts_cannot_be_tried_from_one_place() {
    let site = site();
    let mut last = None;
    for n in 0..21 {
        let address = format!("someone{n}@example.org");
        let fields = [("email", address.as_str()), ("password", "wrong")];
        last = Some(post(&site, "/sign-in", &fields, "192.0.2.1:1000").await);
    }
    must_say_when(&last.unwrap());
}

#[tokio::test]
async fn nobody_is_flooded_with_mailed_links() {
    let site = site();
    let (ana, ..) = street(&site).await;
    let before = site.t.outbox(ana).await.len();
    for n in 0..8 {
        let from = format!("192.0.2.{n}:1000");
        let answer = post(&site, "/sign-in/mail", &[("email", "ana@example.org")], &from).await;
        if n >= 5 {
            must_say_when(&answer);
        }
    }
    assert_eq!(site.t.outbox(ana).await.len() - before, 5);
}

/// A link for a circle is passed around, and a program that has it doesn't go on making accounts.
#[tokio::test]
async fn a_program_does_not_go_on_making_guests() {
    let site = site();
    let (ana, _, circle) = street(&site).await;
    let input =
        mutua_service::invitations::InvitationInput { circle: circle.to_string(), ..Default::default() };
    let made = site.t.act(ana, move |cx| mutua_service::invitations::create(cx, &input)).await.unwrap();
    let path = format!("/join/{}/guest", made.token);
    for n in 0..60 {
        let name = format!("Gast {n}");
        let answer = post(&site, &path, &[("guest_name", &name)], "192.0.2.1:1000").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    }
    must_say_when(&post(&site, &path, &[("guest_name", "One more")], "192.0.2.1:1000").await);
    let full = [("name", "One more"), ("email", "more@example.org"), ("password", PASSWORD)];
    must_say_when(&post(&site, &format!("/join/{}/account", made.token), &full, "192.0.2.1:1000").await);
    let elsewhere = post(&site, &path, &[("guest_name", "Another")], "192.0.2.2:1000").await;
    assert_eq!(elsewhere.status, StatusCode::OK);
}

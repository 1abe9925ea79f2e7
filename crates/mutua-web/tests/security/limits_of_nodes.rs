//! What guessing is worth the trouble at is limited on all nodes together: two of them share one database here.

use std::net::SocketAddr;

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode, header},
};
use jiff::SignedDuration;
use mutua_web::{Limits, Web};
use tower::ServiceExt;

use crate::{
    PASSWORD, street,
    support::{Site, sites},
};

/// Another node: counts of its own, the same database.
fn node(site: &Site) -> Router {
    mutua_web::router(Web::new(site.t.app.clone()).limited(Limits::Off))
}

async fn ask(node: &Router, mut request: Request<Body>, from: &str) -> StatusCode {
    request.extensions_mut().insert(ConnectInfo(from.parse::<SocketAddr>().unwrap()));
    let response = node.clone().oneshot(request).await.unwrap();
    if response.status() == StatusCode::TOO_MANY_REQUESTS {
        assert!(response.headers().contains_key(header::RETRY_AFTER));
    }
    response.status()
}

fn form(path: &str, fields: &[(&str, &str)]) -> Request<Body> {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(serde_html_form::to_string(fields).unwrap()))
        .unwrap()
}

fn sign_in(password: &str) -> Request<Body> {
    form("/sign-in", &[("email", "ana@example.org"), ("password", password)])
}

#[tokio::test]
async fn passwords_that_were_tried_on_one_node_count_on_the_other() {
    for site in sites() {
        street(&site).await;
        let (one, two) = (node(&site), node(&site));
        // The right one forgets what was wrong before, on both.
        for n in 0..9 {
            let answer = ask(if n % 2 == 0 { &one } else { &two }, sign_in("wrong"), "192.0.2.1:1").await;
            assert_eq!(answer, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(ask(&two, sign_in(PASSWORD), "192.0.2.1:1").await, StatusCode::SEE_OTHER);
        for n in 0..10 {
            let from = format!("192.0.2.{}:1", n + 10);
            assert_eq!(ask(&one, sign_in("wrong"), &from).await, StatusCode::UNPROCESSABLE_ENTITY, "{n}");
        }
        for node in [&two, &one] {
            assert_eq!(ask(node, sign_in(PASSWORD), "192.0.2.99:1").await, StatusCode::TOO_MANY_REQUESTS);
        }
        site.t.later(SignedDuration::from_mins(16));
        assert_eq!(ask(&two, sign_in(PASSWORD), "192.0.2.99:1").await, StatusCode::SEE_OTHER);
    }
}

/// Two nodes asked at the same time don't each let the last try through.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn tries_at_the_same_moment_are_counted_one_by_one() {
    for site in sites() {
        street(&site).await;
        let (one, two) = (node(&site), node(&site));
        let tries: Vec<_> = (0..24)
            .map(|n| {
                let node = if n % 2 == 0 { one.clone() } else { two.clone() };
                tokio::spawn(async move { ask(&node, sign_in("wrong"), &format!("192.0.2.{n}:1")).await })
            })
            .collect();
        let mut taken = 0;
        for one in tries {
            let answer = one.await.unwrap();
            // So many at once may also be told that the database is busy; that is no try either.
            assert_ne!(answer, StatusCode::SEE_OTHER);
            taken += usize::from(answer == StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert!((1..=10).contains(&taken), "{taken} were tried");
    }
}

#[tokio::test]
async fn mailed_links_are_counted_on_all_nodes_together() {
    for site in sites() {
        let (ana, ..) = street(&site).await;
        let (one, two) = (node(&site), node(&site));
        let mail = || form("/sign-in/mail", &[("email", "ana@example.org")]);
        for n in 0..5 {
            let from = format!("192.0.2.{n}:1");
            assert_eq!(ask(if n < 3 { &one } else { &two }, mail(), &from).await, StatusCode::OK);
        }
        for node in [&one, &two] {
            assert_eq!(ask(node, mail(), "192.0.2.50:1").await, StatusCode::TOO_MANY_REQUESTS);
        }
        assert_eq!(site.t.outbox(ana).await.len(), 5);
        // From one address not for very many people either.
        for n in 0..30 {
            let email = format!("someone{n}@example.org");
            let request = form("/sign-in/mail", &[("email", &email)]);
            assert_eq!(ask(&one, request, "192.0.2.77:1").await, StatusCode::OK, "{n}");
        }
        let more = form("/sign-in/mail", &[("email", "more@example.org")]);
        assert_eq!(ask(&two, more, "192.0.2.77:1").await, StatusCode::TOO_MANY_REQUESTS);
    }
}

fn with_token(token: &str) -> Request<Body> {
    Request::get("/api/v1/me")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::empty())
        .unwrap()
}

#[tokio::test]
async fn tokens_and_secret_links_that_are_no_good_are_counted_wherever_they_are_tried() {
    for site in sites() {
        let (ana, ..) = street(&site).await;
        let name = mutua_domain::text::Name::parse("test").unwrap();
        let good =
            site.t.act(ana, move |cx| mutua_service::tokens::issue(cx, ana, &name, None)).await.unwrap().1;
        let (one, two) = (node(&site), node(&site));
        let from = "192.0.2.1:1";
        for n in 0..60 {
            let get = |path: String| Request::get(path).body(Body::empty()).unwrap();
            let (request, node) = match n % 4 {
                0 => (with_token("guessed"), &one),
                1 => (get(format!("/join/guessed{n}")), &two),
                2 => (get(format!("/recover/guessed{n}")), &one),
                _ => (get(format!("/sign-in/guessed{n}")), &two),
            };
            let answer = ask(node, request, from).await;
            assert_ne!(answer, StatusCode::TOO_MANY_REQUESTS, "{n}");
            assert!(answer.is_client_error(), "{n}: {answer}");
        }
        for node in [&one, &two] {
            assert_eq!(ask(node, with_token("guessed"), from).await, StatusCode::TOO_MANY_REQUESTS);
        }
        assert_eq!(
            ask(&one, with_token(&good), "192.0.2.2:1").await,
            StatusCode::OK,
            "others aren't held up"
        );
        site.t.later(SignedDuration::from_mins(15));
        assert_eq!(ask(&one, with_token(&good), from).await, StatusCode::OK);
    }
}

/// What is kept of tries leads back to nobody, and goes after a day.
#[tokio::test]
async fn what_is_counted_names_nobody_and_is_forgotten() {
    for site in sites() {
        street(&site).await;
        ask(&node(&site), sign_in("wrong"), "198.51.100.23:1").await;
        let kept = |site: &Site| {
            mutua_storage::testing::texts(&site.t.database, "SELECT CAST(COUNT(*) AS TEXT) FROM attempt")
                .remove(0)
        };
        assert_eq!(kept(&site), "2");
        assert!(mutua_storage::testing::search(&site.t.database, "198.51.100.23").is_empty());
        let places = mutua_storage::testing::search(&site.t.database, "ana@example.org");
        assert!(places.iter().all(|place| !place.starts_with("attempt")), "{places:?}");
        site.t.later(SignedDuration::from_hours(25));
        site.t.act(None, mutua_service::jobs::tidy).await.unwrap();
        assert_eq!(kept(&site), "0");
    }
}

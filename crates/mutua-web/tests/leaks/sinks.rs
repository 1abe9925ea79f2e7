//! Where words could leak besides pages: mails, live events, errors, and the pages behind secret links.

use std::time::Duration;

use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::Value;
use tokio_stream::StreamExt;
use tower::ServiceExt;

use mutua_service::{
    live,
    needs::{self, NeedInput},
    sign_in,
    threads::{self, MessageInput},
};

use crate::{
    Findings, clients,
    plant::{Plot, Role},
    routes::{self, Ids},
    support::Site,
};

/// A mail holds what its reader may see, and its subject, which shows on locked screens, nothing private at all.
pub async fn mails(site: &Site, plot: &Plot) {
    let mut read = 0;
    for role in Role::ALL {
        let Some(person) = plot.person(*role) else { continue };
        for mail in site.t.outbox(person).await {
            read += 1;
            for secret in &plot.secrets {
                assert!(
                    !mail.subject.contains(&secret.text),
                    "{} in a subject: {}",
                    secret.what,
                    mail.subject
                );
                let body = format!("{}\n{}", mail.plain, mail.html);
                assert!(
                    secret.mailed.contains(role) || !body.contains(&secret.text),
                    "{} in a mail to {role:?}: {}",
                    secret.what,
                    mail.plain
                );
            }
        }
    }
    assert!(read > 30, "only {read} mails were written");
}

/// An event says that something changed and nothing of it, and only to who may know of the thing.
pub async fn live(site: &Site, plot: &Plot) {
    let (asker, owner) = (plot.person(Role::Asker).unwrap(), plot.person(Role::Owner).unwrap());
    let topics = [
        (live::ask(plot.ask), Plot::reached()),
        (live::circle(plot.class), Plot::inside()),
        (live::person(asker), &[Role::Asker]),
        (live::person(owner), &[Role::Owner]),
    ];
    let asked: Vec<&str> = topics.iter().map(|(topic, _)| topic.as_str()).collect();
    let path = format!("/live?topics={}", asked.join(","));
    let mut streams = Vec::new();
    for role in Role::ALL {
        let Some(person) = plot.person(*role) else { continue };
        let secret = site.t.act(None, move |cx| sign_in::open_session(cx, person, None)).await.unwrap();
        let request = Request::get(&path).header(header::COOKIE, format!("mutua={secret}"));
        let response = site.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert!(response.status().is_success(), "{role:?}");
        streams.push((*role, response.into_body().into_data_stream()));
    }
    let ask = plot.ask;
    let words = MessageInput { words: "zq-thread-of-the-asker".into() };
    site.t.act(asker, move |cx| threads::say(cx, ask, &words)).await.unwrap();
    let need = NeedInput {
        words: Some("zq-need-of-the-owner".into()),
        kind: Some("moral".into()),
        ..Default::default()
    };
    site.t.act(owner, move |cx| needs::keep(cx, &need)).await.unwrap();
    let changed: Vec<String> = topics.iter().map(|(topic, _)| topic.clone()).collect();
    site.t
        .act(None, move |cx| {
            for topic in &changed {
                cx.tx.announce(topic.clone());
            }
            Ok(())
        })
        .await
        .unwrap();
    for (role, stream) in streams {
        let mut text = String::new();
        let chunks = stream.timeout(Duration::from_millis(300));
        let mut chunks = std::pin::pin!(chunks);
        while let Some(Ok(Ok(chunk))) = chunks.next().await {
            text.push_str(&String::from_utf8_lossy(&chunk));
        }
        for secret in &plot.secrets {
            assert!(!text.contains(&secret.text), "{} in an event: {text}", secret.what);
        }
        for (topic, followers) in &topics {
            assert_eq!(text.contains(topic), followers.contains(&role), "{role:?} and {topic}: {text}");
        }
    }
}

/// The operator's figures as they are fetched.
pub async fn metrics(site: &Site) -> String {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let response = site.figures.clone().oneshot(request).await.unwrap();
    assert!(response.status().is_success());
    let kind = response.headers()[header::CONTENT_TYPE].to_str().unwrap();
    assert!(kind.starts_with("application/openmetrics-text; version=1.0.0"), "{kind}");
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// After all of that, the operator's figures hold no words, no names, no addresses, and no id of anything.
pub async fn figures(site: &Site, plot: &Plot, ids: &Ids) {
    let text = metrics(site).await;
    for secret in &plot.secrets {
        assert!(!text.contains(&secret.text), "{} is in a figure", secret.what);
    }
    for id in ids.values().flatten() {
        assert!(!text.contains(id.as_str()), "the id {id} is in a figure");
    }
    // An address of a page as it was opened holds ids, a pattern holds none; nobody makes labels up.
    assert!(
        text.contains(r#"mutua_http_requests_total{method="GET",route="/circles/{id}",status="2xx"}"#),
        "{text}"
    );
    for line in text.lines().filter(|line| line.contains("route=\"")) {
        let route = line.split("route=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(!route.contains("zq") && !route.contains('@') && route.len() < 80, "{route}");
    }
    assert!(text.contains("mutua_mails_waiting ") && text.contains("mutua_database_reachable 1"), "{text}");
    assert!(text.ends_with("# EOF\n"), "it ends as it must");
}

/// Whoever stands outside tries to do everything with everything. What they are told holds nothing of it.
pub async fn errors(site: &Site, plot: &Plot, ids: &Ids, findings: &mut Findings) {
    let outside =
        [Role::Nobody, Role::Stranger, Role::Left, Role::Barred, Role::Administrator, Role::ParentSteward];
    for role in outside {
        let (mut browser, mut program) = clients(site, plot, role).await;
        let patterns = routes::of_pages();
        let ends = |path: &str| {
            matches!(path, "/sign-out" | "/me/delete" | "/me/sessions/others/end")
                || path.starts_with("/live")
        };
        for path in patterns.iter().flat_map(|pattern| routes::filled(pattern, ids)) {
            if !ends(&path) && !path.starts_with("/static") {
                let answer =
                    browser.post(&path, &[("words", "x"), ("answer", "yes"), ("outcome", "done")]).await;
                findings.search(plot, role, &format!("POST {path}"), &answer.text);
                assert!(!answer.status.is_server_error(), "POST {path}: {}", answer.text);
            }
        }
        for (method, pattern) in routes::of_api().iter().filter(|(method, _)| method != "GET") {
            for path in routes::filled(pattern, ids).iter().filter(|path| *path != "/me") {
                let answer = program.call(method, path, serde_json::json!({ "words": "x" })).await;
                findings.search(plot, role, &format!("{method} /api/v1{path}"), &answer.text);
                assert!(!answer.status.is_server_error(), "{method} {path}: {}", answer.text);
                let answer = program.call(method, path, Value::String("[".into())).await;
                findings.search(plot, role, &format!("{method} /api/v1{path}"), &answer.text);
            }
        }
    }
}

/// Secret links, opened by whoever holds them, and sent to from another site's page. Their pages show what their person
/// may see, and no other's link.
pub async fn links(site: &Site, plot: &Plot, findings: &mut Findings) {
    for (role, path) in &plot.links {
        let mut browser = site.browser();
        let own = path.rsplit('/').next().unwrap_or_default();
        let answers = [
            browser.get(path).await.text,
            browser.get(&format!("{path}x")).await.text,
            browser.get(&format!("{path}/x")).await.text,
            from_elsewhere(site, path).await,
        ];
        for text in answers {
            let text = text.replace(own, "").replace("zq-greeting", "").replace("zq-about-Class", "");
            let text = text.replace("zq-agreements-Class", "");
            findings.search(plot, *role, path, &text);
        }
    }
}

async fn from_elsewhere(site: &Site, path: &str) -> String {
    let request = Request::post(path)
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::empty())
        .unwrap();
    let response = site.router.clone().oneshot(request).await.unwrap();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

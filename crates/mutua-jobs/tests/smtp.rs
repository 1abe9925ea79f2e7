//! A mail from the action that causes it, over a real server, to the click that ends its kind.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use mail_parser::MessageParser;
use mutua_domain::life::{NoticeKind, NoticeMode};
use mutua_mail::testing::Aiosmtpd;
use mutua_service::{Settings, notices, testing};
use mutua_web::Web;
use support::{tell_at_once, worker_with};
use tower::ServiceExt as _;

const BASE: &str = "https://mutua.example.org";

#[tokio::test]
async fn a_mail_arrives_and_one_click_ends_its_kind() {
    for mut t in testing::apps() {
        let Some(server) = Aiosmtpd::start(&[]) else { return };
        t.app = t.app.with_settings(Settings { base_url: BASE.into(), mail: true });
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let worker = worker_with(&t, server.transport(""));
        tell_at_once(&t, ana).await;
        assert_eq!(worker.run_due().await.unwrap(), 1);

        let delivered = server.mails();
        assert_eq!(delivered.len(), 1);
        let mail = MessageParser::default().parse(&delivered[0]).unwrap();
        let raw = |name: &str| mail.header_raw(name).map(|value| value.trim().to_owned()).unwrap();
        assert_eq!(mail.to().unwrap().first().unwrap().address(), Some("ana@example.org"));
        assert_eq!(mail.subject(), Some("About your pledge in Mutua"));
        assert!(mail.message_id().unwrap().ends_with("@example.org"));
        assert_eq!(raw("Auto-Submitted"), "auto-generated");
        assert_eq!(raw("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
        let link = raw("List-Unsubscribe");
        let path = link.trim_matches(['<', '>']).strip_prefix(BASE).unwrap().to_owned();
        assert!(mail.body_text(0).unwrap().contains(&path), "the text has the same link");

        // As a mail program does it: no cookie, no origin, a body of its own.
        for _ in 0..2 {
            let request = Request::post(&path)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "cross-site")
                .body(Body::from("List-Unsubscribe=One-Click"))
                .unwrap();
            let answer = mutua_web::router(Web::new(t.app.clone())).oneshot(request).await.unwrap();
            assert_eq!(answer.status(), StatusCode::OK);
            let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
            assert!(String::from_utf8_lossy(&body).contains("answers to your pledges"));
        }
        for (person, expected) in [(ana, NoticeMode::Off), (ben, NoticeMode::Instant)] {
            for setting in t.see(person, notices::settings).await.unwrap().kinds {
                let expected = if setting.kind == NoticeKind::Answer { expected } else { setting.default };
                assert_eq!(setting.mode, expected, "{}", setting.kind);
            }
        }
        tell_at_once(&t, ana).await;
        assert_eq!(worker.run_due().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn names_cannot_add_headers() {
    for t in testing::apps() {
        let Some(server) = Aiosmtpd::start(&[]) else { return };
        // Past every check of what people type.
        let ana = t.person("Ana\r\nBcc: eve@example.org\r\n\r\nHello").await;
        t.act(None, move |cx| {
            let id = cx.id();
            let row = mutua_storage::tables::mails::NewMailRow {
                id,
                person_id: ana,
                kind: "test".into(),
                address: "ana@example.org".into(),
                subject: "News\r\nBcc: eve@example.org\r\n\r\nHello".into(),
                plain: "Words\r\n.\r\nRCPT TO:<eve@example.org>\r\n".into(),
                html: "<p>Words</p>".into(),
                unsubscribe: None,
                created_at: cx.now,
            };
            mutua_storage::tables::mails::put(cx.tx, &row)?;
            mutua_service::jobs::schedule(cx, mutua_service::jobs::Job::SendMail, id, cx.now)
        })
        .await
        .unwrap();
        assert_eq!(worker_with(&t, server.transport("")).run_due().await.unwrap(), 1);
        let delivered = server.mails();
        assert_eq!(delivered.len(), 1);
        let mail = MessageParser::default().parse(&delivered[0]).unwrap();
        assert!(mail.bcc().is_none() && mail.header_raw("Bcc").is_none());
        assert_eq!(mail.to().unwrap().as_list().unwrap().len(), 1);
        assert_eq!(mail.subject(), Some("News Bcc: eve@example.org Hello"));
        assert!(mail.body_text(0).unwrap().starts_with("Words"));
    }
}

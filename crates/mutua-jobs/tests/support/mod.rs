//! Workers for tests.
#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses its own part of this")]

use mutua_domain::{id::PersonId, life::NoticeKind};
use mutua_jobs::Worker;
use mutua_mail::{Mailbox, Message, Outbox, Transport};
use mutua_service::{
    Error, Result,
    notices::{Notice, tell},
    testing::TestApp,
};

/// Who the mails are from.
pub fn from() -> Mailbox {
    Mailbox::new(Some("Mutua"), "mutua@example.org").unwrap()
}

/// A worker whose mails end in a list.
pub fn worker(t: &TestApp) -> (Worker, Outbox) {
    let outbox = Outbox::new();
    (Worker::new(t.app.clone(), Transport::Memory(outbox.clone()), from()), outbox)
}

/// The same with another way for mails.
pub fn worker_with(t: &TestApp, transport: Transport) -> Worker {
    Worker::new(t.app.clone(), transport, from())
}

/// Tells a person something whose mail goes out at once.
pub async fn tell_at_once(t: &TestApp, to: PersonId) {
    t.act(None, move |cx| tell(cx, to, Notice::new(NoticeKind::Answer, "joined"))).await.unwrap();
}

/// The same in an action that then fails.
pub async fn tell_and_fail(t: &TestApp, to: PersonId) {
    let outcome: Result<()> = t
        .act(None, move |cx| {
            tell(cx, to, Notice::new(NoticeKind::Answer, "joined"))?;
            Err(Error::Conflict("moved-on"))
        })
        .await;
    assert!(outcome.is_err());
}

/// Whom the mails are for.
pub fn recipients(messages: &[Message]) -> Vec<String> {
    let mut to: Vec<String> = messages.iter().map(|message| message.to.clone()).collect();
    to.sort();
    to
}

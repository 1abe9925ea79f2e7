//! What tests of circles look at and put in place: memberships, notices, and asks, pledges and offers as rows.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::allow_attributes,
    reason = "each test file uses its own part of this"
)]

use mutua_domain::{
    id::{AskId, CircleId, MembershipId, OfferId, PersonId, PledgeId},
    life::{MemberRole, MembershipState},
};
use mutua_service::{
    memberships::{self, Admission},
    testing::TestApp,
};
use mutua_storage::{Statement, Value, tables};

macro_rules! sql {
    ($name:ident, $text:literal) => {
        static $name: Statement =
            Statement { name: concat!("test::", stringify!($name)), sqlite: $text, postgres: $text };
    };
}

sql!(
    PUT_ASK,
    "INSERT INTO ask (circle_id, id, asker_id, writer_id, title, kind, effort, timing, reach, anonymous, helpers_wanted,
    state, expires_at, lasts, created_at, changed_at)
    VALUES ($1, $2, $3, $3, 'A lift', 'practical', 'hour', 'open', 'circle', FALSE, 1, 'open', $4, 1, $4, $4)"
);
sql!(
    PUT_REACH,
    "INSERT INTO ask_reach (circle_id, ask_id, reach_circle_id, open, since) VALUES ($1, $2, $3, TRUE, $4)"
);
sql!(
    PUT_PLEDGE,
    "INSERT INTO pledge (circle_id, id, ask_id, person_id, state, late, created_at, changed_at)
    VALUES ($1, $2, $3, $4, $5, FALSE, $6, $6)"
);
sql!(
    PUT_OFFER,
    "INSERT INTO offer (circle_id, id, person_id, kind, title, state, created_at, changed_at)
    VALUES ($1, $2, $3, 'moral', 'Company', 'open', $4, $4)"
);
sql!(
    PUT_OFFER_REACH,
    "INSERT INTO offer_reach (circle_id, offer_id, reach_circle_id, open) VALUES ($1, $2, $1, TRUE)"
);
sql!(
    ASK,
    "SELECT a.state, (SELECT COUNT(*) FROM ask_reach r WHERE r.ask_id = a.id AND r.open = TRUE) FROM ask a WHERE a.id = $1"
);
sql!(PLEDGE, "SELECT state FROM pledge WHERE id = $1");
sql!(
    OFFER,
    "SELECT (SELECT COUNT(*) FROM offer WHERE id = $1 AND state <> 'closed')
    + (SELECT COUNT(*) FROM offer_reach WHERE offer_id = $1 AND open = TRUE)"
);
sql!(NOTICES, "SELECT what FROM notice WHERE person_id = $1");

/// Lets a person in as a member.
pub async fn admit(t: &TestApp, circle: CircleId, person: PersonId) -> mutua_service::Result<Admission> {
    t.act(None, move |cx| memberships::admit(cx, circle, person, MemberRole::Member)).await
}

/// Where a person's membership stands.
pub async fn state(t: &TestApp, circle: CircleId, person: PersonId) -> Option<MembershipState> {
    t.see(None, move |cx| Ok(tables::circles::membership(cx.tx, circle, person)?.map(|m| m.state)))
        .await
        .unwrap()
}

/// The id of a person's membership.
pub async fn membership(t: &TestApp, circle: CircleId, person: PersonId) -> MembershipId {
    t.see(None, move |cx| Ok(tables::circles::membership(cx.tx, circle, person)?.unwrap().id)).await.unwrap()
}

/// What a person was told, sorted.
pub async fn news(t: &TestApp, person: PersonId) -> Vec<String> {
    t.see(None, move |cx| {
        let told = cx.tx.all::<(String,)>(&NOTICES, &[Value::from(person)])?;
        let mut told: Vec<String> = told.into_iter().map(|(what,)| what).collect();
        told.sort();
        Ok(told)
    })
    .await
    .unwrap()
}

/// An open ask that reaches circles.
pub async fn ask(t: &TestApp, circle: CircleId, asker: PersonId, reach: &[CircleId]) -> AskId {
    let reach = reach.to_vec();
    t.act(None, move |cx| {
        let (id, now): (AskId, _) = (cx.id(), cx.now);
        cx.tx.run(&PUT_ASK, &[circle.into(), id.into(), asker.into(), now.into()])?;
        for to in &reach {
            cx.tx.run(&PUT_REACH, &[circle.into(), id.into(), (*to).into(), now.into()])?;
        }
        Ok(id)
    })
    .await
    .unwrap()
}

/// A pledge in a state.
pub async fn pledge(
    t: &TestApp,
    circle: CircleId,
    ask: AskId,
    person: PersonId,
    state: &'static str,
) -> PledgeId {
    t.act(None, move |cx| {
        let (id, now): (PledgeId, _) = (cx.id(), cx.now);
        let values = [circle.into(), id.into(), ask.into(), person.into(), state.into(), now.into()];
        cx.tx.run(&PUT_PLEDGE, &values)?;
        Ok(id)
    })
    .await
    .unwrap()
}

/// An open offer.
pub async fn offer(t: &TestApp, circle: CircleId, person: PersonId) -> OfferId {
    t.act(None, move |cx| {
        let (id, now): (OfferId, _) = (cx.id(), cx.now);
        cx.tx.run(&PUT_OFFER, &[circle.into(), id.into(), person.into(), now.into()])?;
        cx.tx.run(&PUT_OFFER_REACH, &[circle.into(), id.into()])?;
        Ok(id)
    })
    .await
    .unwrap()
}

/// The state of an ask, and how many circles see it as open.
pub async fn ask_state(t: &TestApp, ask: AskId) -> (String, i64) {
    t.see(None, move |cx| Ok(cx.tx.first(&ASK, &[ask.into()])?.unwrap())).await.unwrap()
}

/// The state of a pledge.
pub async fn pledge_state(t: &TestApp, pledge: PledgeId) -> String {
    t.see(None, move |cx| Ok(cx.tx.first::<(String,)>(&PLEDGE, &[pledge.into()])?.unwrap().0)).await.unwrap()
}

/// Whether an offer is closed everywhere.
pub async fn is_closed(t: &TestApp, offer: OfferId) -> bool {
    t.see(None, move |cx| Ok(cx.tx.count(&OFFER, &[offer.into()])?)).await.unwrap() == 0
}

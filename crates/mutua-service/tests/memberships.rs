//! Being in a circle: joining, roles, pauses, leaving, removal.
#![cfg(feature = "testing")]

use mutua_domain::{
    id::{CircleId, PersonId},
    life::{MemberRole, MembershipState},
};
use mutua_service::{
    Error,
    circles::{self, CircleInput},
    memberships::{self, Admission},
    notices,
    testing::{self, TestApp},
};
use mutua_storage::tables;

async fn admit(t: &TestApp, circle: CircleId, person: PersonId) -> mutua_service::Result<Admission> {
    t.act(None, move |cx| memberships::admit(cx, circle, person, MemberRole::Member)).await
}

async fn state(t: &TestApp, circle: CircleId, person: PersonId) -> Option<MembershipState> {
    t.see(None, move |cx| Ok(tables::circles::membership(cx.tx, circle, person)?.map(|m| m.state)))
        .await
        .unwrap()
}

async fn news(t: &TestApp, person: PersonId) -> i64 {
    t.see(person, notices::unread).await.unwrap()
}

async fn nesting_circle(t: &TestApp, name: &str, steward: PersonId, parent: Option<CircleId>) -> CircleId {
    let input = CircleInput {
        name: name.into(),
        joining: Some("nested".into()),
        parent: parent.map(|id| id.to_string()),
        ..Default::default()
    };
    t.act(steward, move |cx| circles::create(cx, &input)).await.unwrap().id
}

#[tokio::test]
async fn who_is_admitted_twice_joined_once() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ana, &[], None).await;
        assert_eq!(admit(&t, circle, ben).await.unwrap(), Admission::Joined);
        assert_eq!(admit(&t, circle, ben).await.unwrap(), Admission::Already);
        assert_eq!(state(&t, circle, ben).await, Some(MembershipState::Active));
        assert_eq!((news(&t, ana).await, news(&t, ben).await), (1, 0));
    }
}

#[tokio::test]
async fn who_joins_a_nested_circle_joins_those_around_it_that_want_it_so() {
    for t in testing::apps() {
        let (ana, ben, cem) = (t.person("Ana").await, t.person("Ben").await, t.person("Cem").await);
        let town = t.circle("Town", ana, &[], None).await;
        let campus = nesting_circle(&t, "Campus", ana, Some(town)).await;
        let class = nesting_circle(&t, "Class", ana, Some(campus)).await;
        let lab = t.circle("Lab", ana, &[], Some(class)).await;
        assert_eq!(admit(&t, lab, ben).await.unwrap(), Admission::Joined);
        for circle in [lab, class, campus] {
            assert_eq!(state(&t, circle, ben).await, Some(MembershipState::Active));
        }
        assert_eq!(state(&t, town, ben).await, None, "the town wants invitations");
        assert_eq!(news(&t, ana).await, 1, "one notice, though she looks after all three");
        // Only those above the one they join.
        admit(&t, class, cem).await.unwrap();
        assert_eq!(state(&t, lab, cem).await, None);
        assert_eq!(state(&t, campus, cem).await, Some(MembershipState::Active));
    }
}

#[tokio::test]
async fn a_guest_joins_and_cannot_be_a_steward() {
    for t in testing::apps() {
        let (ana, gus) = (t.person("Ana").await, t.guest("Gus").await);
        let circle = t.circle("Linden Street", ana, &[], None).await;
        let refused = t.act(None, move |cx| memberships::admit(cx, circle, gus, MemberRole::Steward)).await;
        assert!(matches!(refused, Err(Error::Refused("guest-steward"))), "{refused:?}");
        assert_eq!(state(&t, circle, gus).await, None);
        assert_eq!(admit(&t, circle, gus).await.unwrap(), Admission::Joined);
    }
}

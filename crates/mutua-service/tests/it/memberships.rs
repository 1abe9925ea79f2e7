//! Being in a circle: joining, roles, pauses, leaving, removal.

use crate::circle_support::{
    admit, ask, ask_state, is_closed, membership, news, offer, pledge, pledge_state, state,
};
use jiff::SignedDuration;
use mutua_domain::{
    id::{CircleId, PersonId},
    life::{MemberRole, MembershipState, RecordKind},
};
use mutua_service::{
    Error, PageInput,
    circles::{self, CircleInput, Look},
    memberships::{self, Admission, HandOverInput, Parting, PauseInput, RemovalInput},
    testing::{self, TestApp},
};
use mutua_storage::tables;

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
        assert_eq!(news(&t, ana).await, ["joined"]);
        assert!(news(&t, ben).await.is_empty());
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
        assert_eq!(news(&t, ana).await, ["joined"], "one notice, though she looks after all three");
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

async fn remove(t: &TestApp, by: PersonId, circle: CircleId, person: PersonId, kept_out: bool) {
    let id = membership(t, circle, person).await;
    let input = RemovalInput {
        reason: "You shouted at the children".into(),
        afterwards: if kept_out { "kept_out" } else { "may_come_back" }.into(),
    };
    t.act(by, move |cx| memberships::remove(cx, id, &input)).await.unwrap();
}

#[tokio::test]
async fn a_member_becomes_a_steward_and_a_guest_or_a_paused_member_does_not() {
    for t in testing::apps() {
        let (ana, ben, gus) = (t.person("Ana").await, t.person("Ben").await, t.guest("Gus").await);
        let circle = t.circle("Linden Street", ana, &[ben, gus], None).await;
        let (bens, guss) = (membership(&t, circle, ben).await, membership(&t, circle, gus).await);
        let refused = t.act(ben, move |cx| memberships::name_steward(cx, bens)).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
        let refused = t.act(ana, move |cx| memberships::name_steward(cx, guss)).await;
        assert!(matches!(refused, Err(Error::Refused("guest-steward"))), "{refused:?}");
        t.act(ben, move |cx| memberships::pause(cx, bens, &PauseInput::default())).await.unwrap();
        let refused = t.act(ana, move |cx| memberships::name_steward(cx, bens)).await;
        assert!(matches!(refused, Err(Error::Conflict("paused-steward"))), "{refused:?}");
        t.act(ben, move |cx| memberships::resume(cx, bens)).await.unwrap();
        let named = t.act(ana, move |cx| memberships::name_steward(cx, bens)).await.unwrap();
        assert_eq!(named.role, MemberRole::Steward);
        t.act(ana, move |cx| memberships::name_steward(cx, bens)).await.unwrap();
        assert_eq!(news(&t, ben).await, ["steward-named"], "told once");
    }
}

#[tokio::test]
async fn the_last_steward_hands_over_before_stepping_back_or_leaving() {
    for t in testing::apps() {
        let (ana, ben, gus) = (t.person("Ana").await, t.person("Ben").await, t.guest("Gus").await);
        let circle = t.circle("Linden Street", ana, &[gus], None).await;
        let anas = membership(&t, circle, ana).await;
        let guss = membership(&t, circle, gus).await;
        let before = t.see(ana, move |cx| memberships::leave_view(cx, circle)).await.unwrap();
        assert_eq!(before.parting, Parting::NoSuccessor, "a guest can't look after it");
        admit(&t, circle, ben).await.unwrap();
        let bens = membership(&t, circle, ben).await;
        let before = t.see(ana, move |cx| memberships::leave_view(cx, circle)).await.unwrap();
        assert_eq!((before.parting, before.successors.len()), (Parting::HandOver, 1));
        let refused = t.act(ana, move |cx| memberships::leave(cx, anas)).await;
        assert!(matches!(refused, Err(Error::Conflict("hand-over"))), "{refused:?}");
        let refused = t.act(ana, move |cx| memberships::end_steward(cx, anas)).await;
        assert!(matches!(refused, Err(Error::Conflict("hand-over"))), "{refused:?}");
        for bad in [String::new(), anas.to_string(), circle.to_string()] {
            let input = HandOverInput { to: bad, then: None };
            let refused = t.act(ana, move |cx| memberships::hand_over(cx, anas, &input)).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        }
        let input = HandOverInput { to: guss.to_string(), then: None };
        let refused = t.act(ana, move |cx| memberships::hand_over(cx, anas, &input)).await;
        assert!(matches!(refused, Err(Error::Refused("guest-steward"))), "{refused:?}");
        let input = HandOverInput { to: bens.to_string(), then: Some("leave".into()) };
        let (again, mallory) = (input.clone(), ben);
        let refused = t.act(mallory, move |cx| memberships::hand_over(cx, anas, &again)).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "not hers to hand over: {refused:?}");
        t.act(ana, move |cx| memberships::hand_over(cx, anas, &input)).await.unwrap();
        assert_eq!(state(&t, circle, ana).await, Some(MembershipState::Left));
        assert_eq!(news(&t, ben).await, ["steward-named"]);
        let seen = t.see(ben, move |cx| circles::show(cx, circle)).await.unwrap();
        assert_eq!((seen.my_role, seen.members), (Some(MemberRole::Steward), 2));
    }
}

#[tokio::test]
async fn two_stewards_who_step_back_at_once_do_not_leave_the_circle_alone() {
    for t in testing::apps() {
        for round in 0..8 {
            let (ana, ben, cem) = (t.nameless().await, t.nameless().await, t.nameless().await);
            let circle = t.circle("Linden Street", ana, &[ben, cem], None).await;
            let (anas, bens) = (membership(&t, circle, ana).await, membership(&t, circle, ben).await);
            t.act(ana, move |cx| memberships::name_steward(cx, bens)).await.unwrap();
            let (one, other) = if round % 2 == 0 {
                tokio::join!(
                    t.act(ana, move |cx| memberships::end_steward(cx, anas).map(|_| ())),
                    t.act(ben, move |cx| memberships::end_steward(cx, bens).map(|_| ())),
                )
            } else {
                tokio::join!(
                    t.act(ana, move |cx| memberships::leave(cx, anas)),
                    t.act(ben, move |cx| memberships::leave(cx, bens)),
                )
            };
            assert!(one.is_ok() != other.is_ok(), "one of the two: {one:?}, {other:?}");
            let stewards = t
                .see(None, move |cx| Ok(mutua_storage::tables::memberships::stewards(cx.tx, circle)?))
                .await
                .unwrap();
            assert_eq!(stewards.len(), 1);
        }
    }
}

#[tokio::test]
async fn two_stewards_who_remove_each_other_at_once_leave_one() {
    for t in testing::apps() {
        for _ in 0..4 {
            let (ana, ben) = (t.nameless().await, t.nameless().await);
            let circle = t.circle("Linden Street", ana, &[ben], None).await;
            let (anas, bens) = (membership(&t, circle, ana).await, membership(&t, circle, ben).await);
            t.act(ana, move |cx| memberships::name_steward(cx, bens)).await.unwrap();
            let input = RemovalInput { reason: "Enough".into(), afterwards: "may_come_back".into() };
            let same = input.clone();
            let (one, other) = tokio::join!(
                t.act(ana, move |cx| memberships::remove(cx, bens, &input)),
                t.act(ben, move |cx| memberships::remove(cx, anas, &same)),
            );
            assert!(one.is_ok() != other.is_ok(), "{one:?}, {other:?}");
        }
    }
}

#[tokio::test]
async fn the_last_one_ends_the_circle() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = nesting_circle(&t, "Linden Street", ana, None).await;
        t.act(ben, move |cx| mutua_service::applications::apply(cx, circle, &Default::default()))
            .await
            .unwrap();
        let anas = membership(&t, circle, ana).await;
        let before = t.see(ana, move |cx| memberships::leave_view(cx, circle)).await.unwrap();
        assert_eq!(before.parting, Parting::Ends);
        let refused = t.act(ana, move |cx| memberships::end_steward(cx, anas)).await;
        assert!(matches!(refused, Err(Error::Conflict("last-person"))), "{refused:?}");
        t.act(ana, move |cx| memberships::leave(cx, anas)).await.unwrap();
        for person in [ana, ben] {
            let seen = t.see(person, move |cx| circles::look(cx, circle).map(|_| ())).await;
            assert!(matches!(seen, Err(Error::NotFound)), "{seen:?}");
        }
        assert_eq!(news(&t, ben).await, ["circle-ended"]);
        let gone = admit(&t, circle, ben).await;
        assert!(matches!(gone, Err(Error::NotFound)), "nobody can let anyone in: {gone:?}");
    }
}

#[tokio::test]
async fn a_pause_ends_on_its_day_and_not_before() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ana, &[ben], None).await;
        let bens = membership(&t, circle, ben).await;
        for bad in ["soon", "2025-02-31", "2025-03-03", "-999999999-01-01", "99999-01-01"] {
            let input = PauseInput { until: Some(bad.into()) };
            let refused = t.act(ben, move |cx| memberships::pause(cx, bens, &input)).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{bad}: {refused:?}");
        }
        let refused = t.act(ana, move |cx| memberships::pause(cx, bens, &PauseInput::default())).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "a pause is one's own: {refused:?}");
        let input = PauseInput { until: Some("2025-03-10".into()) };
        let paused = t.act(ben, move |cx| memberships::pause(cx, bens, &input)).await.unwrap();
        assert_eq!(paused.state, MembershipState::Paused);
        let others = t.see(ana, move |cx| memberships::show(cx, bens)).await.unwrap();
        assert!(paused.paused_until.is_some() && others.paused_until.is_none());
        t.later(SignedDuration::from_hours(24));
        t.act(None, move |cx| memberships::end_pause(cx, bens)).await.unwrap();
        assert_eq!(state(&t, circle, ben).await, Some(MembershipState::Paused));
        t.later(SignedDuration::from_hours(24 * 6));
        t.act(None, move |cx| memberships::end_pause(cx, bens)).await.unwrap();
        t.act(None, move |cx| memberships::end_pause(cx, bens)).await.unwrap();
        assert_eq!(state(&t, circle, ben).await, Some(MembershipState::Active));
        assert_eq!(news(&t, ben).await, ["pause-over"]);
    }
}

#[tokio::test]
async fn an_open_ended_pause_outlives_the_day_of_an_earlier_one() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ana, &[ben], None).await;
        let bens = membership(&t, circle, ben).await;
        let input = PauseInput { until: Some("2025-03-10".into()) };
        t.act(ben, move |cx| memberships::pause(cx, bens, &input)).await.unwrap();
        t.act(ben, move |cx| memberships::pause(cx, bens, &PauseInput::default())).await.unwrap();
        t.later(SignedDuration::from_hours(24 * 30));
        t.act(None, move |cx| memberships::end_pause(cx, bens)).await.unwrap();
        assert_eq!(state(&t, circle, ben).await, Some(MembershipState::Paused));
        t.act(ben, move |cx| memberships::resume(cx, bens)).await.unwrap();
        assert_eq!(state(&t, circle, ben).await, Some(MembershipState::Active));
    }
}

#[tokio::test]
async fn leaving_lets_go_of_asks_pledges_and_offers_and_tells_who_counted_on_them() {
    for t in testing::apps() {
        let (ana, ben, cem) = (t.person("Ana").await, t.person("Ben").await, t.person("Cem").await);
        let circle = t.circle("Linden Street", ana, &[ben, cem], None).await;
        let other = t.circle("Choir", ana, &[ben, cem], None).await;
        let bens_ask = ask(&t, circle, ben, &[circle]).await;
        let bens_other_ask = ask(&t, other, ben, &[other, circle]).await;
        let cems_ask = ask(&t, circle, cem, &[circle]).await;
        let both = ask(&t, circle, cem, &[circle, other]).await;
        let waits = pledge(&t, circle, bens_ask, ana, "made").await;
        let agreed = pledge(&t, circle, bens_ask, cem, "accepted").await;
        let promised = pledge(&t, circle, cems_ask, ben, "accepted").await;
        let elsewhere = pledge(&t, circle, both, ben, "made").await;
        let offered = offer(&t, circle, ben).await;
        let bens = membership(&t, circle, ben).await;
        let before = t.see(ben, move |cx| memberships::leave_view(cx, circle)).await.unwrap();
        assert_eq!((before.asks, before.pledges, before.offers), (1, 2, 1));
        t.act(ben, move |cx| memberships::leave(cx, bens)).await.unwrap();

        assert_eq!(ask_state(&t, bens_ask).await, ("withdrawn".into(), 0));
        assert_eq!(ask_state(&t, bens_other_ask).await, ("open".into(), 1), "seen in the choir alone");
        assert_eq!(pledge_state(&t, waits).await, "declined");
        assert_eq!(pledge_state(&t, agreed).await, "declined");
        assert_eq!(pledge_state(&t, promised).await, "withdrawn");
        assert_eq!(pledge_state(&t, elsewhere).await, "made", "he still sees it through the choir");
        assert!(is_closed(&t, offered).await);
        assert_eq!(news(&t, ana).await, ["ask-withdrawn"]);
        assert_eq!(news(&t, cem).await, ["ask-withdrawn", "pledge-withdrawn"]);
        // Back again, as a member.
        assert_eq!(admit(&t, circle, ben).await.unwrap(), Admission::Joined);
    }
}

#[tokio::test]
async fn a_removal_carries_a_reason_that_the_person_and_the_stewards_read() {
    for t in testing::apps() {
        let (ana, ben, cem) = (t.person("Ana").await, t.person("Ben").await, t.person("Cem").await);
        let circle = t.circle("Linden Street", ana, &[ben, cem], None).await;
        let (anas, bens) = (membership(&t, circle, ana).await, membership(&t, circle, ben).await);
        let cems_ask = ask(&t, circle, cem, &[circle]).await;
        let promised = pledge(&t, circle, cems_ask, ben, "made").await;
        let empty = RemovalInput::default();
        let refused = t.act(ana, move |cx| memberships::remove(cx, bens, &empty)).await;
        let Err(Error::Invalid(invalid)) = refused else { panic!("{refused:?}") };
        assert_eq!(invalid.0.iter().map(|(field, _)| *field).collect::<Vec<_>>(), ["reason", "afterwards"]);
        let input = RemovalInput { reason: "x".into(), afterwards: "kept_out".into() };
        let (same, again) = (input.clone(), input.clone());
        let refused = t.act(cem, move |cx| memberships::remove(cx, bens, &input)).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "members don't remove: {refused:?}");
        let refused = t.act(ana, move |cx| memberships::remove(cx, anas, &same)).await;
        assert!(matches!(refused, Err(Error::Refused("remove-self"))), "{refused:?}");
        remove(&t, ana, circle, ben, false).await;
        let gone = t.act(ana, move |cx| memberships::remove(cx, bens, &again)).await;
        assert!(matches!(gone, Err(Error::NotFound)), "once is enough: {gone:?}");

        assert_eq!(state(&t, circle, ben).await, Some(MembershipState::Left));
        assert_eq!(news(&t, ben).await, ["removed"]);
        assert_eq!(pledge_state(&t, promised).await, "withdrawn");
        assert_eq!(news(&t, cem).await, ["pledge-withdrawn"]);
        let own = t.see(ben, |cx| memberships::about_me(cx, &PageInput::default())).await.unwrap();
        assert_eq!(own.items[0].reason.as_deref(), Some("You shouted at the children"));
        assert_eq!(
            (own.items[0].kind, own.items[0].stewards.clone()),
            (RecordKind::Removed, vec!["Ana".into()])
        );
        let all =
            t.see(ana, move |cx| memberships::of_circle(cx, circle, &PageInput::default())).await.unwrap();
        assert_eq!((all.records.items.len(), all.kept_out.len()), (1, 0));
        for other in [ben, cem] {
            let hidden =
                t.see(other, move |cx| memberships::of_circle(cx, circle, &PageInput::default())).await;
            assert!(matches!(hidden, Err(Error::NotFound)), "{hidden:?}");
        }
        let none = t.see(cem, |cx| memberships::about_me(cx, &PageInput::default())).await.unwrap();
        assert!(none.items.is_empty());
    }
}

#[tokio::test]
async fn who_is_kept_out_comes_back_only_once_the_stewards_say_so() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let campus = nesting_circle(&t, "Campus", ana, None).await;
        let class = nesting_circle(&t, "Class", ana, Some(campus)).await;
        admit(&t, campus, ben).await.unwrap();
        remove(&t, ana, campus, ben, true).await;
        assert_eq!(news(&t, ben).await, ["kept-out"]);
        let refused = admit(&t, campus, ben).await;
        assert!(matches!(refused, Err(Error::Refused("barred"))), "{refused:?}");
        let refused =
            t.act(ben, move |cx| mutua_service::applications::apply(cx, campus, &Default::default())).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        let hidden = t.see(ben, move |cx| circles::look(cx, campus).map(|_| ())).await;
        assert!(matches!(hidden, Err(Error::NotFound)), "{hidden:?}");
        // A circle nested in it may have him, and he comes no further.
        assert_eq!(admit(&t, class, ben).await.unwrap(), Admission::Joined);
        assert_eq!(state(&t, campus, ben).await, Some(MembershipState::Left));
        let own = t.see(ben, |cx| memberships::about_me(cx, &PageInput::default())).await.unwrap();
        assert_eq!(own.items.len(), 1, "what is recorded about him he reads all the same");

        let bens = membership(&t, campus, ben).await;
        let refused = t.act(ben, move |cx| memberships::let_back(cx, bens)).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        t.act(ana, move |cx| memberships::let_back(cx, bens)).await.unwrap();
        t.act(ana, move |cx| memberships::let_back(cx, bens)).await.unwrap();
        assert_eq!(news(&t, ben).await, ["kept-out", "let-back"]);
        assert_eq!(admit(&t, campus, ben).await.unwrap(), Admission::Joined);
        let all =
            t.see(ana, move |cx| memberships::of_circle(cx, campus, &PageInput::default())).await.unwrap();
        let kinds: Vec<RecordKind> = all.records.items.iter().map(|record| record.kind).collect();
        assert_eq!(kinds, [RecordKind::Unblocked, RecordKind::Blocked]);
    }
}

#[tokio::test]
async fn a_circle_shows_its_inside_its_face_or_nothing() {
    for t in testing::apps() {
        let (ana, ben, cem) = (t.person("Ana").await, t.person("Ben").await, t.person("Cem").await);
        let (dee, gus) = (t.person("Dee").await, t.guest("Gus").await);
        let street = t.circle("Linden Street", ana, &[ben, gus], None).await;
        let house = t.circle("House 4", ben, &[], Some(street)).await;
        assert_eq!(news(&t, ana).await, ["circle-nested"]);
        let Look::Inside(inside) = t.see(ben, move |cx| circles::look(cx, house)).await.unwrap() else {
            panic!("he is in it")
        };
        assert_eq!(inside.around.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["Linden Street"]);
        // The steward of the street sees the face of the house, and nothing inside.
        let Look::Face(face) = t.see(ana, move |cx| circles::look(cx, house)).await.unwrap() else {
            panic!("only its face")
        };
        assert_eq!((face.name.as_str(), face.members, face.may_apply), ("House 4", 1, false));
        let members = t.see(ana, move |cx| memberships::list(cx, house, &PageInput::default())).await;
        assert!(matches!(members, Err(Error::NotFound)), "{members:?}");
        let home = t.see(ana, move |cx| circles::home(cx, street)).await.unwrap();
        assert_eq!(home.nested.len(), 1);
        let home = t.see(gus, move |cx| circles::home(cx, street)).await.unwrap();
        assert!(home.nested.is_empty(), "a closed house isn't for every member of the street");
        assert!(home.acts.ask && !home.acts.nest && !home.acts.edit);
        // Someone in the house alone doesn't learn of the street.
        t.join(house, cem).await;
        let home = t.see(cem, move |cx| circles::home(cx, house)).await.unwrap();
        assert!(home.around.is_empty());
        let nothing = t.see(dee, move |cx| circles::look(cx, house).map(|_| ())).await;
        assert!(matches!(nothing, Err(Error::NotFound)), "{nothing:?}");
    }
}

#[tokio::test]
async fn the_members_of_a_large_circle_come_in_pages() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let mut members = Vec::new();
        for _ in 0..49 {
            members.push(t.nameless().await);
        }
        let circle = t.circle("Campus", ana, &members, None).await;
        let home = t.see(ana, move |cx| circles::home(cx, circle)).await.unwrap();
        assert_eq!((home.some.len(), home.circle.members), (12, 50));
        let page = |cursor| PageInput { cursor, limit: Some(30) };
        let first = t.see(ana, move |cx| memberships::list(cx, circle, &page(None))).await.unwrap();
        let next = first.next.clone();
        let second = t.see(ana, move |cx| memberships::list(cx, circle, &page(next.clone()))).await.unwrap();
        assert_eq!((first.items.len(), second.items.len(), second.next), (30, 20, None));
    }
}

/// When someone was active in a circle: days since the first, from and until; an open end is none.
async fn stays(t: &TestApp, person: PersonId) -> Vec<(i64, Option<i64>)> {
    let rows = t.see(None, move |cx| Ok(tables::stays::of_person(cx.tx, person)?)).await.unwrap();
    let first = rows[0].began_at;
    let day = |at: jiff::Timestamp| at.duration_since(first).as_hours() / 24;
    rows.iter().map(|row| (day(row.began_at), row.ended_at.map(day))).collect()
}

#[tokio::test]
async fn days_of_a_break_or_of_being_away_stay_known_when_they_are_over() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ana, &[ben], None).await;
        let id = membership(&t, circle, ben).await;
        let week = SignedDuration::from_hours(24 * 7);
        t.later(week);
        t.act(ben, move |cx| memberships::pause(cx, id, &PauseInput::default())).await.unwrap();
        t.later(week);
        // A break that gets an end began when it began.
        let until = PauseInput {
            until: Some(t.app.clock.now().saturating_add(week).unwrap().strftime("%F").to_string()),
        };
        t.act(ben, move |cx| memberships::pause(cx, id, &until)).await.unwrap();
        t.act(ben, move |cx| memberships::resume(cx, id)).await.unwrap();
        t.act(ben, move |cx| memberships::resume(cx, id)).await.unwrap();
        t.later(week);
        t.act(ben, move |cx| memberships::leave(cx, id)).await.unwrap();
        t.later(week);
        admit(&t, circle, ben).await.unwrap();
        t.later(week);
        assert_eq!(stays(&t, ben).await, [(0, Some(7)), (14, Some(21)), (28, None)]);
        assert_eq!(stays(&t, ana).await, [(0, None)]);
    }
}

//! Invitations: made by stewards, followed by whoever has the link, counted exactly.

use jiff::SignedDuration;
use mutua_domain::{
    id::{CircleId, PersonId},
    life::{Joining, MembershipState},
};
use mutua_service::{
    Credential, Error, PageInput,
    circles::{self, CircleInput},
    invitations::{self, InvitationInput, InvitationState, InvitationView, JoinInput},
    memberships::Admission,
    sign_in::{self, From},
    testing::{self, TestApp},
};

async fn invite(t: &TestApp, steward: PersonId, circle: CircleId, days: &str, uses: &str) -> InvitationView {
    let input = InvitationInput {
        circle: circle.to_string(),
        greeting: Some("Come by".into()),
        days: Some(days.into()),
        uses: Some(uses.into()),
    };
    t.act(steward, move |cx| invitations::create(cx, &input)).await.unwrap()
}

async fn accept(t: &TestApp, who: PersonId, token: &str) -> mutua_service::Result<invitations::JoinedView> {
    let token = token.to_owned();
    t.act(who, move |cx| invitations::accept(cx, &token)).await
}

#[tokio::test]
async fn whoever_has_the_link_sees_the_face_of_the_circle_and_can_join() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ana, &[], None).await;
        let invitation = invite(&t, ana, circle, "7", "").await;
        assert!(invitation.link.ends_with(&format!("/join/{}", invitation.token)));
        let token = invitation.token.clone();
        let face = t.app.read(&Credential::Nobody, move |cx| invitations::look(cx, &token)).await.unwrap();
        assert_eq!((face.circle_name.as_str(), face.invited_by.as_deref()), ("Linden Street", Some("Ana")));
        assert_eq!(
            (face.state, face.greeting.as_deref(), face.already_in),
            (InvitationState::Open, Some("Come by"), None)
        );
        let joined = accept(&t, ben, &invitation.token).await.unwrap();
        assert_eq!(
            (joined.circle, joined.state, joined.admission),
            (circle, MembershipState::Active, Admission::Joined)
        );
        let again = accept(&t, ben, &invitation.token).await.unwrap();
        assert_eq!(again.admission, Admission::Already);
        let id = invitation.id;
        assert_eq!(t.see(ana, move |cx| invitations::show(cx, id)).await.unwrap().uses, 1, "once each");
        let token = invitation.token;
        let face = t.see(ben, move |cx| invitations::look(cx, &token)).await.unwrap();
        assert_eq!(face.already_in, Some(circle));
    }
}

#[tokio::test]
async fn an_invitation_that_is_over_says_why_and_lets_nobody_in() {
    for t in testing::apps() {
        let (ana, ben, cleo) = (t.person("Ana").await, t.person("Ben").await, t.person("Cleo").await);
        let circle = t.circle("Linden Street", ana, &[], None).await;
        let once = invite(&t, ana, circle, "", "1").await;
        let week = invite(&t, ana, circle, "7", "").await;
        let back = invite(&t, ana, circle, "", "").await;
        accept(&t, ben, &once.token).await.unwrap();
        let over = accept(&t, cleo, &once.token).await;
        assert!(matches!(over, Err(Error::Conflict("invitation-used-up"))), "{over:?}");
        assert!(accept(&t, ben, &once.token).await.is_ok(), "who is in it may open the link again");
        let id = back.id;
        t.act(ana, move |cx| invitations::revoke(cx, id)).await.unwrap();
        t.act(ana, move |cx| invitations::revoke(cx, id)).await.unwrap();
        let over = accept(&t, cleo, &back.token).await;
        assert!(matches!(over, Err(Error::Conflict("invitation-revoked"))), "{over:?}");
        t.later(SignedDuration::from_hours(24 * 7));
        let over = accept(&t, cleo, &week.token).await;
        assert!(matches!(over, Err(Error::Conflict("invitation-expired"))), "{over:?}");
        let token = week.token;
        let face = t.app.read(&Credential::Nobody, move |cx| invitations::look(cx, &token)).await.unwrap();
        assert_eq!((face.state, face.agreements, face.greeting), (InvitationState::Expired, None, None));
        let guest = invitations::join_as_guest(
            &t.app,
            once.token,
            &JoinInput { name: "Gus".into(), ..Default::default() },
            "en",
            From::default(),
        )
        .await;
        assert!(matches!(guest, Err(Error::Conflict("invitation-used-up"))), "{guest:?}");
    }
}

#[tokio::test]
async fn a_place_is_given_once_however_many_come_at_the_same_time() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let circle = t.circle("Linden Street", ana, &[], None).await;
        let invitation = invite(&t, ana, circle, "", "3").await;
        let mut coming = Vec::new();
        for n in 0..8 {
            let (app, token) = (t.app.clone(), invitation.token.clone());
            coming.push(tokio::spawn(async move {
                let input = JoinInput { name: format!("Guest {n}"), ..Default::default() };
                invitations::join_as_guest(&app, token, &input, "en", From::default()).await
            }));
        }
        let mut joined = 0;
        for one in coming {
            match one.await.unwrap() {
                Ok(_) => joined += 1,
                Err(Error::Conflict("invitation-used-up")) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(joined, 3);
        let seen = t.see(ana, move |cx| circles::show(cx, circle)).await.unwrap();
        assert_eq!(seen.members, 4, "nobody is left behind half-made");
    }
}

#[tokio::test]
async fn only_stewards_invite_and_a_link_cannot_be_made_up() {
    for t in testing::apps() {
        let (ana, ben, cleo) = (t.person("Ana").await, t.person("Ben").await, t.person("Cleo").await);
        let circle = t.circle("Linden Street", ana, &[ben], None).await;
        let input = InvitationInput { circle: circle.to_string(), ..Default::default() };
        let (one, two) = (input.clone(), input);
        let member = t.act(ben, move |cx| invitations::create(cx, &one)).await;
        assert!(matches!(member, Err(Error::Refused("invitation"))), "{member:?}");
        let stranger = t.act(cleo, move |cx| invitations::create(cx, &two)).await;
        assert!(matches!(stranger, Err(Error::NotFound)), "{stranger:?}");
        let id = invite(&t, ana, circle, "", "").await.id;
        assert!(matches!(t.see(ben, move |cx| invitations::show(cx, id)).await, Err(Error::NotFound)));
        assert!(matches!(t.act(cleo, move |cx| invitations::revoke(cx, id)).await, Err(Error::NotFound)));
        let list = t.see(ben, move |cx| invitations::list(cx, circle, &PageInput::default())).await;
        assert!(matches!(list, Err(Error::Refused(_))));
        for token in ["", "x", "%00", &"A".repeat(64), &"A".repeat(100_000)] {
            assert!(matches!(accept(&t, cleo, token).await, Err(Error::NotFound)));
        }
        for (days, uses) in [("0", ""), ("366", ""), ("", "0"), ("a", "b")] {
            let input = InvitationInput {
                circle: circle.to_string(),
                days: Some(days.into()),
                uses: Some(uses.into()),
                ..Default::default()
            };
            assert!(matches!(
                t.act(ana, move |cx| invitations::create(cx, &input)).await,
                Err(Error::Invalid(_))
            ));
        }
    }
}

#[tokio::test]
async fn a_guest_joins_by_name_and_comes_back_by_their_recovery_link() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let input = CircleInput {
            name: "Campus".into(),
            joining: Some(Joining::Nested.as_str().into()),
            ..Default::default()
        };
        let campus = t.act(ana, move |cx| circles::create(cx, &input)).await.unwrap().id;
        let circle = t.circle("Biology", ana, &[], Some(campus)).await;
        let invitation = invite(&t, ana, circle, "", "").await;
        let token = invitation.token.clone();
        let face = t.app.read(&Credential::Nobody, move |cx| invitations::look(cx, &token)).await.unwrap();
        assert_eq!(face.also_joins, ["Campus"]);
        let unnamed = invitations::join_as_guest(
            &t.app,
            invitation.token.clone(),
            &JoinInput::default(),
            "en",
            From::default(),
        )
        .await;
        assert!(matches!(unnamed, Err(Error::Invalid(_))));
        let input = JoinInput { name: "Gus".into(), ..Default::default() };
        let arrival = invitations::join_as_guest(&t.app, invitation.token, &input, "de", From::default())
            .await
            .unwrap();
        let me = t.app.read(&Credential::Session(arrival.session), mutua_service::people::me).await.unwrap();
        assert_eq!((me.name.as_str(), me.language.as_str(), me.has_recovery_link), ("Gus", "de", true));
        let gus = me.id;
        assert_eq!(t.see(gus, circles::mine).await.unwrap().len(), 2, "the circle around it too");
        let secret = arrival.recovery.unwrap().rsplit('/').next().unwrap().to_owned();
        assert!(t.act(None, move |cx| sign_in::by_recovery(cx, &secret, &From::default())).await.is_ok());
    }
}

#[tokio::test]
async fn no_secret_lies_in_the_database_as_it_is() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let circle = t.circle("Linden Street", ana, &[], None).await;
        let invitation = invite(&t, ana, circle, "", "").await;
        let input = JoinInput { name: "Gus".into(), ..Default::default() };
        let arrival =
            invitations::join_as_guest(&t.app, invitation.token.clone(), &input, "en", From::default())
                .await
                .unwrap();
        let token = t
            .act(ana, |cx| {
                mutua_service::tokens::create(
                    cx,
                    &mutua_service::tokens::TokenInput { name: "x".into(), days: None },
                )
            })
            .await
            .unwrap()
            .secret;
        let setup = t.act(None, mutua_service::people::setup_link).await.unwrap().unwrap();
        let secrets = [
            arrival.session,
            arrival.recovery.unwrap().rsplit('/').next().unwrap().to_owned(),
            invitation.token,
            token,
            setup.rsplit('/').next().unwrap().to_owned(),
        ];
        for secret in secrets {
            let found = mutua_storage::testing::search(&t.database, &secret);
            assert!(found.is_empty(), "{found:?}");
        }
        assert!(
            !mutua_storage::testing::search(&t.database, "Linden Street").is_empty(),
            "the search finds things"
        );
    }
}

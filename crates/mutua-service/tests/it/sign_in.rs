//! Signing in: passwords, mailed links, recovery links, sessions, and how often.

use jiff::SignedDuration;
use mutua_domain::{
    id::PersonId,
    text::{Name, NewPassword},
};
use mutua_service::{
    Credential, Error, passwords,
    sign_in::{self, From, SignInInput},
    testing::{self, TestApp},
    throttle::Throttle,
    tokens::{self, TokenInput},
};
use mutua_storage::tables::people;

const PASSWORD: &str = "four warm words here";

async fn ana(t: &TestApp) -> PersonId {
    let ana = t.person("Ana").await;
    let hash = passwords::hash(&t.app, NewPassword::parse(PASSWORD).unwrap()).await.unwrap();
    t.act(None, move |cx| Ok(people::set_password(cx.tx, ana, &hash, cx.now)?)).await.unwrap();
    ana
}

fn typed(email: &str, password: &str) -> SignInInput {
    SignInInput { email: email.into(), password: password.into() }
}

fn mails_to(t: &TestApp) -> Vec<String> {
    mutua_storage::testing::texts(&t.database, "SELECT plain FROM mail WHERE kind = 'sign-in' ORDER BY id")
}

fn secret_in(text: &str) -> String {
    let link = text.split_whitespace().find(|word| word.starts_with("http")).unwrap();
    link.rsplit_once("/sign-in/").unwrap().1.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_right_password_signs_in_and_an_unknown_address_gets_the_same_answer_as_a_wrong_one() {
    for t in testing::apps() {
        let (ana, throttle) = (ana(&t).await, Throttle::default());
        let secret =
            sign_in::by_password(&t.app, &throttle, typed(" ANA@example.org ", PASSWORD), From::default())
                .await
                .unwrap();
        assert_eq!(t.app.read(&Credential::Session(secret), |cx| cx.me()).await.unwrap(), ana);
        let wrong =
            sign_in::by_password(&t.app, &throttle, typed("ana@example.org", "wrong"), From::default())
                .await
                .unwrap_err();
        let unknown =
            sign_in::by_password(&t.app, &throttle, typed("eve@example.org", "wrong"), From::default())
                .await
                .unwrap_err();
        assert_eq!(wrong.to_string(), unknown.to_string());
        // Someone who never set a password can't be signed in with an empty one.
        t.person("Ben").await;
        assert!(
            sign_in::by_password(&t.app, &throttle, typed("ben@example.org", ""), From::default())
                .await
                .is_err()
        );
    }
}

#[tokio::test]
async fn an_unknown_address_costs_as_much_time_as_a_known_one() {
    let t = testing::apps().remove(0);
    ana(&t).await;
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..5 {
        for (email, times) in ["ana@example.org", "eve@example.org"].iter().zip(&mut times) {
            let start = std::time::Instant::now();
            let _ =
                sign_in::by_password(&t.app, &Throttle::default(), typed(email, "wrong"), From::default())
                    .await;
            times.push(start.elapsed());
        }
    }
    let [known, unknown] = times.map(|times| *times.iter().min().unwrap());
    // Without the hash of a stand-in it would be a hundred times quicker; a busy machine makes no such difference.
    assert!(unknown * 5 > known, "known {known:?}, unknown {unknown:?}");
}

#[tokio::test]
async fn after_ten_wrong_passwords_even_the_right_one_waits_for_a_while() {
    for t in testing::apps() {
        ana(&t).await;
        let throttle = Throttle::default();
        for _ in 0..10 {
            let wrong =
                sign_in::by_password(&t.app, &throttle, typed("ana@example.org", "wrong"), From::default())
                    .await;
            assert!(matches!(wrong, Err(Error::Invalid(_))));
        }
        let held =
            sign_in::by_password(&t.app, &throttle, typed("ANA@example.org", PASSWORD), From::default())
                .await;
        assert!(matches!(held, Err(Error::TooMany(seconds)) if (1..=900).contains(&seconds)), "{held:?}");
        for _ in 0..10 {
            let _ =
                sign_in::by_password(&t.app, &throttle, typed("eve@example.org", "wrong"), From::default())
                    .await;
        }
        let unknown =
            sign_in::by_password(&t.app, &throttle, typed("eve@example.org", "wrong"), From::default()).await;
        assert!(matches!(unknown, Err(Error::TooMany(_))), "an unknown address is held the same");
        t.later(SignedDuration::from_mins(16));
        assert!(
            sign_in::by_password(&t.app, &throttle, typed("ana@example.org", PASSWORD), From::default())
                .await
                .is_ok()
        );
    }
}

#[tokio::test]
async fn one_network_address_cannot_try_many_accounts() {
    let t = testing::apps().remove(0);
    let throttle = Throttle::default();
    let from = From { address: Some("203.0.113.7".parse().unwrap()), agent: None };
    for n in 0..20 {
        let wrong = sign_in::by_password(
            &t.app,
            &throttle,
            typed(&format!("p{n}@example.org"), "wrong"),
            from.clone(),
        )
        .await;
        assert!(matches!(wrong, Err(Error::Invalid(_))));
    }
    let held = sign_in::by_password(&t.app, &throttle, typed("new@example.org", "wrong"), from).await;
    assert!(matches!(held, Err(Error::TooMany(_))), "{held:?}");
    let other = From { address: Some("203.0.113.8".parse().unwrap()), agent: None };
    assert!(matches!(
        sign_in::by_password(&t.app, &throttle, typed("new@example.org", "wrong"), other).await,
        Err(Error::Invalid(_))
    ));
}

#[tokio::test]
async fn a_mailed_link_works_once_for_half_an_hour_and_only_known_addresses_get_one() {
    for t in testing::apps() {
        let (ana, throttle) = (ana(&t).await, Throttle::default());
        sign_in::mail_link(&t.app, &throttle, "eve@example.org", None).await.unwrap();
        assert!(mails_to(&t).is_empty());
        sign_in::mail_link(&t.app, &throttle, "Ana@Example.org", Some("/asks?kind=moral".into()))
            .await
            .unwrap();
        let mail = mails_to(&t).remove(0);
        assert!(mail.contains("?next=/asks%3Fkind%3Dmoral"), "{mail}");
        let secret = secret_in(&mail);
        let look = secret.clone();
        assert!(
            t.see(None, move |cx| sign_in::link_works(cx, &look)).await.unwrap(),
            "looking doesn't use it up"
        );
        let (a, b) = tokio::join!(
            sign_in::by_link(&t.app, secret.clone(), None, From::default()),
            sign_in::by_link(&t.app, secret.clone(), None, From::default()),
        );
        assert!(a.is_ok() != b.is_ok(), "of two at once one is let in");
        let session = a.or(b).unwrap();
        assert_eq!(t.app.read(&Credential::Session(session), |cx| cx.me()).await.unwrap(), ana);
        let again = sign_in::by_link(&t.app, secret, None, From::default()).await;
        assert!(matches!(again, Err(Error::Conflict("link-over"))));
        sign_in::mail_link(&t.app, &throttle, "ana@example.org", None).await.unwrap();
        let late = secret_in(&mails_to(&t)[1]);
        t.later(SignedDuration::from_mins(31));
        assert!(matches!(
            sign_in::by_link(&t.app, late, None, From::default()).await,
            Err(Error::Conflict(_))
        ));
    }
}

#[tokio::test]
async fn no_more_than_five_links_an_hour_are_mailed_to_an_address() {
    let t = testing::apps().remove(0);
    ana(&t).await;
    let throttle = Throttle::default();
    for email in ["ana@example.org", "eve@example.org"] {
        for _ in 0..5 {
            sign_in::mail_link(&t.app, &throttle, email, None).await.unwrap();
        }
        let more = sign_in::mail_link(&t.app, &throttle, email, None).await;
        assert!(matches!(more, Err(Error::TooMany(_))), "{email}: {more:?}");
    }
    assert_eq!(mails_to(&t).len(), 5);
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_way_of_a_mailed_link() {
    for t in testing::apps() {
        let (ana, throttle) = (ana(&t).await, Throttle::default());
        let old = t.act(None, move |cx| sign_in::open_session(cx, ana, None)).await.unwrap();
        sign_in::mail_link(&t.app, &throttle, "ana@example.org", None).await.unwrap();
        let secret = secret_in(&mails_to(&t)[0]);
        let short = sign_in::by_link(&t.app, secret.clone(), Some("short".into()), From::default()).await;
        assert!(matches!(short, Err(Error::Invalid(_))), "and the link still works:");
        let new = "quite another password";
        let session = sign_in::by_link(&t.app, secret, Some(new.into()), From::default()).await.unwrap();
        assert!(t.app.read(&Credential::Session(session), |cx| cx.me()).await.is_ok());
        assert!(
            t.app.read(&Credential::Session(old), |cx| cx.me()).await.is_err(),
            "the others are signed out"
        );
        assert!(
            sign_in::by_password(&t.app, &throttle, typed("ana@example.org", new), From::default())
                .await
                .is_ok()
        );
    }
}

#[tokio::test]
async fn a_recovery_link_lasts_until_it_is_replaced() {
    for t in testing::apps() {
        let gus = t.guest("Gus").await;
        let link = t.act(gus, sign_in::new_recovery_link).await.unwrap();
        let secret = link.rsplit('/').next().unwrap().to_owned();
        for _ in 0..2 {
            let secret = secret.clone();
            let session =
                t.act(None, move |cx| sign_in::by_recovery(cx, &secret, &From::default())).await.unwrap();
            assert_eq!(t.app.read(&Credential::Session(session), |cx| cx.me()).await.unwrap(), gus);
        }
        t.later(SignedDuration::from_hours(24 * 400));
        t.act(gus, sign_in::new_recovery_link).await.unwrap();
        let old = t.act(None, move |cx| sign_in::by_recovery(cx, &secret, &From::default())).await;
        assert!(matches!(old, Err(Error::Conflict("link-over"))));
        let ana = t.person("Ana").await;
        let full = t.act(ana, sign_in::new_recovery_link).await;
        assert!(matches!(full, Err(Error::Refused("recovery-full"))));
    }
}

#[tokio::test]
async fn an_ended_session_is_nobody_and_one_in_use_lasts() {
    for t in testing::apps() {
        let (ana, ben) = (ana(&t).await, t.person("Ben").await);
        let secret = t.act(None, move |cx| sign_in::open_session(cx, ana, Some("desk"))).await.unwrap();
        let here = Credential::Session(secret);
        t.later(SignedDuration::from_hours(24 * 60));
        assert!(t.app.read(&here, |cx| Ok(sign_in::use_is_unnoted(cx))).await.unwrap());
        t.app.write(&here, sign_in::note_use).await.unwrap();
        assert!(
            !t.app.read(&here, |cx| Ok(sign_in::use_is_unnoted(cx))).await.unwrap(),
            "once an hour is enough"
        );
        t.later(SignedDuration::from_hours(24 * 60));
        let list = t.app.read(&here, sign_in::sessions).await.unwrap();
        assert_eq!((list.len(), list[0].current, list[0].agent.as_deref()), (1, true, Some("desk")));
        let id = list[0].id;
        let foreign = t.act(ben, move |cx| sign_in::end_session(cx, id)).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
        t.app.write(&here, move |cx| sign_in::end_session(cx, id)).await.unwrap();
        assert!(matches!(t.app.read(&here, |cx| cx.me()).await, Err(Error::SignInNeeded)));
        let secret = t.act(None, move |cx| sign_in::open_session(cx, ana, None)).await.unwrap();
        t.later(SignedDuration::from_hours(24 * 91));
        assert!(matches!(
            t.app.read(&Credential::Session(secret), |cx| cx.me()).await,
            Err(Error::SignInNeeded)
        ));
    }
}

#[tokio::test]
async fn tokens_are_made_used_and_revoked_by_their_person_alone() {
    for t in testing::apps() {
        let (ana, ben) = (ana(&t).await, t.person("Ben").await);
        let input = TokenInput { name: "calendar".into(), days: Some("7".into()) };
        let new = t.act(ana, move |cx| tokens::create(cx, &input)).await.unwrap();
        let token = Credential::Token(new.secret.clone());
        assert_eq!(t.app.read(&token, |cx| cx.me()).await.unwrap(), ana);
        t.app.write(&token, sign_in::note_use).await.unwrap();
        let mine = t.see(ana, tokens::mine).await.unwrap();
        assert!(mine[0].used_at.is_some() && !mine[0].ended);
        let id = new.token.id;
        assert!(matches!(t.act(ben, move |cx| tokens::revoke(cx, id)).await, Err(Error::NotFound)));
        t.later(SignedDuration::from_hours(24 * 7));
        assert!(matches!(t.app.read(&token, |cx| cx.me()).await, Err(Error::SignInNeeded)), "it ended");
        let name = Name::parse("lasting").unwrap();
        let (row, secret) = t.act(None, move |cx| tokens::issue(cx, ana, &name, None)).await.unwrap();
        t.act(ana, move |cx| tokens::revoke(cx, row.id)).await.unwrap();
        assert!(t.app.read(&Credential::Token(secret), |cx| cx.me()).await.is_err());
        for days in ["0", "-1", "x", "99999999999999999999"] {
            let input = TokenInput { name: "x".into(), days: Some(days.into()) };
            assert!(
                matches!(t.act(ana, move |cx| tokens::create(cx, &input)).await, Err(Error::Invalid(_))),
                "{days}"
            );
        }
    }
}

//! Accounts: set-up, profiles, addresses, passwords, leaving for good.

use jiff::SignedDuration;
use mutua_domain::life::PersonState;
use mutua_service::{
    Credential, Error, circles,
    invitations::{self, InvitationInput, JoinInput},
    people::{
        self, ProfileInput,
        accounts::{self, AddressInput, FullInput, PasswordInput},
        export,
        farewell::{self, FarewellInput},
        setup::{self, SetupInput},
    },
    sign_in::{self, From, SignInInput},
    testing::{self, TestApp},
    throttle::Throttle,
    tokens::{self, TokenInput},
};
use mutua_storage::tables::people as rows;

const PASSWORD: &str = "four warm words here";

/// What follows the last slash of a link.
fn tail(link: &str) -> String {
    link.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned()
}

async fn set_up(t: &TestApp) -> mutua_domain::id::PersonId {
    let link = t.act(None, people::setup_link).await.unwrap().unwrap();
    let input = SetupInput {
        name: "Ana".into(),
        email: "Ana@Example.org".into(),
        password: PASSWORD.into(),
        first_circle: "Linden Street".into(),
        time_zone: "europe/dublin".into(),
    };
    setup::set_up(&t.app, tail(&link), &input, "en", From::default()).await.unwrap();
    t.see(None, |cx| people::by_email(cx, "ana@example.ORG")).await.unwrap().unwrap()
}

/// The secret of the newest mail of a sort, from its text.
fn mailed(t: &TestApp, kind: &str) -> Option<String> {
    let sql = format!("SELECT plain FROM mail WHERE kind = '{kind}' ORDER BY id");
    mutua_storage::testing::texts(&t.database, &sql).last().map(|text| {
        let link = text.split_whitespace().find(|word| word.starts_with("http")).unwrap();
        tail(link)
    })
}

#[tokio::test]
async fn the_first_person_runs_the_place_and_the_link_is_gone_then() {
    for t in testing::apps() {
        let first = t.act(None, people::setup_link).await.unwrap().unwrap();
        let second = t.act(None, people::setup_link).await.unwrap().unwrap();
        let (a, b) = (tail(&first), tail(&second));
        assert!(!t.see(None, move |cx| setup::is_open(cx, &a)).await.unwrap(), "a newer link replaces it");
        assert!(t.see(None, move |cx| setup::is_open(cx, &b)).await.unwrap());
        let ana = set_up(&t).await;
        let me = t.see(ana, people::me).await.unwrap();
        assert!(me.is_administrator && me.has_password && !me.email_confirmed);
        assert_eq!((me.email.as_deref(), me.time_zone.as_str()), (Some("Ana@Example.org"), "Europe/Dublin"));
        let mine = t.see(ana, circles::mine).await.unwrap();
        assert_eq!(mine[0].name, "Linden Street");
        assert_eq!(mine[0].my_role, Some(mutua_domain::life::MemberRole::Steward));
        assert_eq!(t.act(None, people::setup_link).await.unwrap(), None);
        let again = setup::set_up(&t.app, tail(&second), &SetupInput::default(), "en", From::default()).await;
        assert!(matches!(again, Err(Error::Conflict("link-over"))), "{again:?}");
        assert_eq!(t.see(None, people::administrators).await.unwrap(), ["Ana"]);
    }
}

#[tokio::test]
async fn a_set_up_link_ends_after_a_week_and_tells_all_problems_at_once() {
    for t in testing::apps() {
        let link = tail(&t.act(None, people::setup_link).await.unwrap().unwrap());
        let input = SetupInput {
            email: "x".into(),
            password: "short".into(),
            time_zone: "Mars/Base".into(),
            ..SetupInput::default()
        };
        let Err(Error::Invalid(invalid)) =
            setup::set_up(&t.app, link.clone(), &input, "en", From::default()).await
        else {
            panic!("it has problems")
        };
        let fields: Vec<_> = invalid.0.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["name", "email", "password", "time_zone"]);
        t.later(SignedDuration::from_hours(24 * 7 + 1));
        assert!(!t.see(None, move |cx| setup::is_open(cx, &link)).await.unwrap());
    }
}

#[tokio::test]
async fn a_profile_is_changed_in_parts_and_its_problems_are_told_together() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let input = ProfileInput {
            pronouns: Some("she/her".into()),
            time_zone: Some("america/new_york".into()),
            ..Default::default()
        };
        let me = t.act(ana, move |cx| people::change(cx, &input)).await.unwrap();
        assert_eq!((me.name.as_str(), me.pronouns.as_deref()), ("Ana", Some("she/her")));
        assert_eq!(
            (me.time_zone.as_str(), me.contact.as_deref()),
            ("America/New_York", Some("Ring Ana at the door"))
        );
        let bad = ProfileInput {
            name: Some(" ".into()),
            language: Some("tlh".into()),
            time_zone: Some("../etc/passwd".into()),
            ..Default::default()
        };
        let Err(Error::Invalid(invalid)) = t.act(ana, move |cx| people::change(cx, &bad)).await else {
            panic!()
        };
        assert_eq!(invalid.0.len(), 3);
        assert!(people::time_zones().iter().any(|zone| zone == "Europe/Berlin"));
    }
}

#[tokio::test]
async fn people_see_each_other_through_a_circle_and_contacts_stay_closed() {
    for t in testing::apps() {
        let (ana, ben, cleo) = (t.person("Ana").await, t.person("Ben").await, t.person("Cleo").await);
        t.circle("Linden Street", ana, &[ben], None).await;
        let seen = t.see(ben, move |cx| people::profile(cx, ana)).await.unwrap();
        assert_eq!((seen.name.as_str(), seen.contact), ("Ana", None));
        assert_eq!(seen.circles_in_common.len(), 1);
        let hidden = t.see(cleo, move |cx| people::profile(cx, ana)).await;
        assert!(matches!(hidden, Err(Error::NotFound)), "{hidden:?}");
        let own = t.see(ana, move |cx| people::profile(cx, ana)).await.unwrap();
        assert_eq!(own.contact.as_deref(), Some("Ring Ana at the door"));
        assert_eq!(t.see(ben, move |cx| people::contact(cx, ana)).await.unwrap(), None);
        let nobody = t.app.read(&Credential::Nobody, move |cx| people::profile(cx, ana)).await;
        assert!(matches!(nobody, Err(Error::SignInNeeded)));
    }
}

#[tokio::test]
async fn an_address_changes_once_its_link_is_followed_and_the_old_one_is_told() {
    for t in testing::apps() {
        let (ana, throttle) = (set_up(&t).await, Throttle::default());
        let credential = Credential::Person(ana);
        let change =
            |email: &str, password: &str| AddressInput { email: email.into(), password: password.into() };
        let wrong =
            accounts::change_address(&t.app, &throttle, &credential, change("new@example.org", "no")).await;
        assert!(matches!(wrong, Err(Error::Invalid(_))), "{wrong:?}");
        accounts::change_address(&t.app, &throttle, &credential, change("new@example.org", PASSWORD))
            .await
            .unwrap();
        let me = t.see(ana, people::me).await.unwrap();
        assert_eq!(
            (me.email.as_deref(), me.email_waiting.as_deref()),
            (Some("Ana@Example.org"), Some("new@example.org"))
        );
        let secret = mailed(&t, "address").unwrap();
        let (one, two) = (secret.clone(), secret);
        t.act(None, move |cx| accounts::confirm_address(cx, &one)).await.unwrap();
        let me = t.see(ana, people::me).await.unwrap();
        assert_eq!(
            (me.email.as_deref(), me.email_confirmed, me.email_waiting),
            (Some("new@example.org"), true, None)
        );
        assert!(mailed(&t, "address-changed").is_some());
        let again = t.act(None, move |cx| accounts::confirm_address(cx, &two)).await;
        assert!(matches!(again, Err(Error::Conflict("link-over"))), "a link works once");
    }
}

#[tokio::test]
async fn another_s_address_is_not_told_to_be_taken_until_its_mail_is_read() {
    for t in testing::apps() {
        let (ana, _ben, throttle) = (set_up(&t).await, t.person("Ben").await, Throttle::default());
        let input = AddressInput { email: "BEN@example.org".into(), password: PASSWORD.into() };
        accounts::change_address(&t.app, &throttle, &Credential::Person(ana), input).await.unwrap();
        let secret = mailed(&t, "address").unwrap();
        let taken = t.act(None, move |cx| accounts::confirm_address(cx, &secret)).await;
        assert!(matches!(taken, Err(Error::Conflict("address-taken"))), "{taken:?}");
        assert_eq!(t.see(ana, people::me).await.unwrap().email.as_deref(), Some("Ana@Example.org"));
    }
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_signs_the_others_out() {
    for t in testing::apps() {
        let (ana, throttle) = (set_up(&t).await, Throttle::default());
        let secret = t.act(None, move |cx| sign_in::open_session(cx, ana, Some("phone"))).await.unwrap();
        let here = t.act(None, move |cx| sign_in::open_session(cx, ana, Some("desk"))).await.unwrap();
        let here = Credential::Session(here);
        let change = |old: &str, new: &str| PasswordInput { password: old.into(), new_password: new.into() };
        let wrong =
            accounts::change_password(&t.app, &throttle, &here, change("no", "another four words")).await;
        assert!(matches!(wrong, Err(Error::Invalid(_))), "{wrong:?}");
        let short = accounts::change_password(&t.app, &throttle, &here, change(PASSWORD, "short")).await;
        assert!(matches!(short, Err(Error::Invalid(_))), "{short:?}");
        accounts::change_password(&t.app, &throttle, &here, change(PASSWORD, "another four words"))
            .await
            .unwrap();
        assert!(t.app.read(&here, |cx| cx.me()).await.is_ok());
        let phone = t.app.read(&Credential::Session(secret), |cx| cx.me()).await;
        assert!(matches!(phone, Err(Error::SignInNeeded)));
        let sign =
            |password: &str| SignInInput { email: "ana@example.org".into(), password: password.into() };
        assert!(sign_in::by_password(&t.app, &throttle, sign(PASSWORD), From::default()).await.is_err());
        assert!(
            sign_in::by_password(&t.app, &throttle, sign("another four words"), From::default())
                .await
                .is_ok()
        );
    }
}

#[tokio::test]
async fn a_guest_becomes_a_full_account_and_keeps_everything() {
    for t in testing::apps() {
        let (ana, gus) = (t.person("Ana").await, t.guest("Gus").await);
        t.circle("Linden Street", ana, &[gus], None).await;
        let refused = t.act(gus, |cx| tokens::create(cx, &TokenInput { name: "x".into(), days: None })).await;
        assert!(matches!(refused, Err(Error::Refused("guest-token"))), "{refused:?}");
        let link = tail(&t.act(gus, sign_in::new_recovery_link).await.unwrap());
        let credential = Credential::Person(gus);
        let full = |email: &str| FullInput { email: email.into(), password: PASSWORD.into() };
        let taken = accounts::become_full(&t.app, &credential, full("ANA@example.org")).await;
        assert!(matches!(taken, Err(Error::Invalid(_))), "{taken:?}");
        accounts::become_full(&t.app, &credential, full("gus@example.org")).await.unwrap();
        let me = t.see(gus, people::me).await.unwrap();
        assert_eq!((me.state, me.email.as_deref()), (PersonState::Full, Some("gus@example.org")));
        assert_eq!(t.see(gus, circles::mine).await.unwrap().len(), 1);
        let recovery = t.act(None, move |cx| sign_in::by_recovery(cx, &link, &From::default())).await;
        assert!(matches!(recovery, Err(Error::Conflict("link-over"))), "the recovery link is over");
        assert!(
            t.act(gus, |cx| tokens::create(cx, &TokenInput { name: "x".into(), days: Some("7".into()) }))
                .await
                .is_ok()
        );
        let again = accounts::become_full(&t.app, &credential, full("gus2@example.org")).await;
        assert!(matches!(again, Err(Error::Conflict("already-full"))));
    }
}

#[tokio::test]
async fn the_last_steward_hands_a_circle_over_before_leaving_for_good() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        t.circle("Linden Street", ana, &[ben], None).await;
        let alone = t.circle("Alone", ana, &[], None).await;
        let view = t.see(ana, farewell::look).await.unwrap();
        assert_eq!(view.needed_in.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["Linden Street"]);
        let throttle = Throttle::default();
        let word = |word: &str| FarewellInput { word: word.into(), ..Default::default() };
        let refused = farewell::delete(&t.app, &throttle, &Credential::Person(ana), word("delete")).await;
        assert!(matches!(refused, Err(Error::Conflict("last-steward"))), "{refused:?}");
        let unsure = farewell::delete(&t.app, &throttle, &Credential::Person(ben), word("yes")).await;
        assert!(matches!(unsure, Err(Error::Invalid(_))), "{unsure:?}");
        farewell::delete(&t.app, &throttle, &Credential::Person(ben), word(" Delete ")).await.unwrap();
        let told = t.see(ana, mutua_service::notices::unread).await.unwrap();
        assert_eq!(told, 1, "the steward is told that someone left");
        farewell::delete(&t.app, &throttle, &Credential::Person(ana), word("delete")).await.unwrap();
        let row = t.see(None, move |cx| Ok(rows::account(cx.tx, ana)?)).await.unwrap().unwrap();
        assert_eq!((row.state, row.name.as_str(), row.email, row.reach), (PersonState::Gone, "", None, None));
        let nobody = t.see(ana, |cx| cx.me()).await;
        assert!(matches!(nobody, Err(Error::SignInNeeded)), "nobody acts as someone who left");
        let ended = t
            .see(None, move |cx| Ok(mutua_storage::tables::circles::find(cx.tx, alone)?))
            .await
            .unwrap()
            .unwrap();
        assert_eq!((ended.name.as_str(), ended.about), ("", None), "a circle with nobody in it ends");
    }
}

#[tokio::test]
async fn leaving_with_a_password_needs_it_and_frees_the_address() {
    for t in testing::apps() {
        let (ana, throttle) = (set_up(&t).await, Throttle::default());
        let secret = t.act(None, move |cx| sign_in::open_session(cx, ana, None)).await.unwrap();
        let credential = Credential::Session(secret);
        let wrong = farewell::delete(
            &t.app,
            &throttle,
            &credential,
            FarewellInput { word: "delete".into(), ..Default::default() },
        )
        .await;
        assert!(matches!(wrong, Err(Error::Invalid(_))), "{wrong:?}");
        let right = FarewellInput { password: PASSWORD.into(), ..Default::default() };
        farewell::delete(&t.app, &throttle, &credential, right).await.unwrap();
        assert!(matches!(t.app.read(&credential, |cx| cx.me()).await, Err(Error::SignInNeeded)));
        assert_eq!(t.see(None, |cx| people::by_email(cx, "ana@example.org")).await.unwrap(), None);
        assert!(t.act(None, people::setup_link).await.unwrap().is_some(), "nobody runs this place any more");
    }
}

#[tokio::test]
async fn everything_about_me_is_in_the_export_and_nothing_that_signs_in() {
    for t in testing::apps() {
        let ana = set_up(&t).await;
        let session = t.act(None, move |cx| sign_in::open_session(cx, ana, Some("desk"))).await.unwrap();
        let (_, token) = t
            .act(None, move |cx| {
                tokens::issue(cx, ana, &mutua_domain::text::Name::parse("cli").unwrap(), None)
            })
            .await
            .unwrap();
        let all = t.see(ana, export::everything).await.unwrap();
        assert_eq!(all["profile"]["name"], "Ana");
        assert_eq!(all["memberships"][0]["circle_name"], "Linden Street");
        assert_eq!(all["sessions"].as_array().unwrap().len(), 2);
        assert_eq!(all["tokens"][0]["name"], "cli");
        assert!(all["sessions"][0]["created_at"].as_str().unwrap().starts_with("2025-03-03T"));
        let text = all.to_string();
        assert!(!text.contains(&session) && !text.contains(&token) && !text.contains("argon2"));
    }
}

#[tokio::test]
async fn a_full_account_joins_with_an_address_that_nobody_has() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let circle = t.circle("Linden Street", ana, &[], None).await;
        let input = InvitationInput { circle: circle.to_string(), ..Default::default() };
        let token = t.act(ana, move |cx| invitations::create(cx, &input)).await.unwrap().token;
        let join = |name: &str, email: &str| JoinInput {
            name: name.into(),
            email: email.into(),
            password: PASSWORD.into(),
        };
        let taken = invitations::join_with_account(
            &t.app,
            token.clone(),
            &join("Ana", "Ana@example.org"),
            "en",
            From::default(),
        )
        .await;
        assert!(matches!(taken, Err(Error::Invalid(_))), "{taken:?}");
        let (one, two) = (join("Ben", "ben@example.org"), join("Bea", "BEN@example.org"));
        let (a, b) = tokio::join!(
            invitations::join_with_account(&t.app, token.clone(), &one, "en", From::default()),
            invitations::join_with_account(&t.app, token.clone(), &two, "en", From::default()),
        );
        assert!(a.is_ok() != b.is_ok(), "of two at once one gets the address: {a:?} {b:?}");
        let ben = t.see(None, |cx| people::by_email(cx, "ben@example.org")).await.unwrap().unwrap();
        assert_eq!(
            t.see(ben, people::me).await.unwrap().time_zone,
            "Europe/Dublin",
            "the inviter's, to begin with"
        );
    }
}

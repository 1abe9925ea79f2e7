//! Telling persons what happened: when a mail is written, what the mail of the day holds, what one click turns off.

use jiff::SignedDuration;
use mutua_domain::{
    id::{CircleId, PersonId},
    life::{NoticeKind, NoticeMode, PersonState},
};
use mutua_service::{
    Error,
    jobs::{self, Job},
    mails::unsubscribe,
    notices::{self, Notice, NoticesInput, ReadInput, SettingsInput},
    testing::{self, TestApp},
};
use mutua_storage::tables::people;

async fn tell(t: &TestApp, to: PersonId, notice: Notice) {
    t.act(None, move |cx| notices::tell(cx, to, notice)).await.unwrap();
}

async fn tell_of(t: &TestApp, to: PersonId, kind: NoticeKind) {
    tell(t, to, Notice::new(kind, "joined")).await;
}

/// When the mail of the day goes to a person, if it will.
async fn digest_at(t: &TestApp, to: PersonId) -> Option<String> {
    let job = t.see(None, move |cx| jobs::find(cx, Job::Digest, to)).await.unwrap();
    job.map(|job| job.run_at.to_string())
}

async fn unread(t: &TestApp, who: PersonId) -> i64 {
    t.see(who, notices::unread).await.unwrap()
}

async fn choose(t: &TestApp, who: PersonId, input: SettingsInput) {
    t.act(who, move |cx| notices::change_settings(cx, &input)).await.unwrap();
}

async fn send_digest(t: &TestApp, to: PersonId) {
    t.act(None, move |cx| notices::send_digest(cx, to)).await.unwrap();
}

/// A person as the database may hold one.
async fn resident(t: &TestApp, name: &'static str, state: PersonState, zone: &'static str) -> PersonId {
    t.act(None, move |cx| {
        let email = format!("{}@example.org", name.to_lowercase());
        let row = people::NewPersonRow {
            id: cx.id(),
            state,
            name: name.into(),
            pronouns: None,
            language: "en".into(),
            time_zone: zone.into(),
            email: Some(email.clone()),
            email_folded: Some(email),
            email_confirmed_at: Some(cx.now),
            password_hash: None,
            reach: None,
            is_administrator: false,
        };
        people::create(cx.tx, &row, cx.now)?;
        Ok(row.id)
    })
    .await
    .unwrap()
}

fn in_circle(kind: NoticeKind, circle: CircleId, actor: PersonId) -> Notice {
    Notice { circle: Some(circle), actor: Some(actor), ..Notice::new(kind, "joined") }
}

#[tokio::test]
async fn mail_comes_at_once_daily_or_never_as_the_person_wants() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        tell_of(&t, ana, NoticeKind::Answer).await;
        assert_eq!((t.outbox(ana).await.len(), digest_at(&t, ana).await), (1, None), "at once by default");
        tell_of(&t, ana, NoticeKind::Membership).await;
        assert_eq!(t.outbox(ana).await.len(), 1, "daily by default");
        assert_eq!(digest_at(&t, ana).await.as_deref(), Some("2025-03-04T07:00:00Z"));
        let input = SettingsInput {
            answer: Some("off".into()),
            membership: Some("instant".into()),
            ..Default::default()
        };
        choose(&t, ana, input).await;
        tell_of(&t, ana, NoticeKind::Answer).await;
        assert_eq!(t.outbox(ana).await.len(), 1, "never");
        tell_of(&t, ana, NoticeKind::Membership).await;
        assert_eq!(t.outbox(ana).await.len(), 2, "at once");
        assert_eq!(unread(&t, ana).await, 4, "it always stands in the application");
    }
}

#[tokio::test]
async fn an_action_that_fails_tells_nobody() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let outcome: mutua_service::Result<()> = t
            .act(None, move |cx| {
                notices::tell(cx, ana, Notice::new(NoticeKind::Answer, "joined"))?;
                Err(Error::Conflict("moved-on"))
            })
            .await;
        assert!(outcome.is_err());
        assert_eq!((unread(&t, ana).await, t.outbox(ana).await.len()), (0, 0));
    }
}

#[tokio::test]
async fn nobody_is_told_of_their_own_acts_nor_written_to_where_mail_cannot_reach() {
    for t in testing::apps() {
        let (ana, gast) = (t.person("Ana").await, t.guest("Gast").await);
        t.act(ana, move |cx| notices::tell(cx, ana, Notice::new(NoticeKind::Answer, "joined")))
            .await
            .unwrap();
        assert_eq!(unread(&t, ana).await, 0);
        tell_of(&t, gast, NoticeKind::Answer).await;
        tell_of(&t, gast, NoticeKind::Membership).await;
        assert_eq!((unread(&t, gast).await, t.outbox(gast).await.len()), (2, 0));
        assert_eq!(digest_at(&t, gast).await, None);
        let settings = t.see(gast, notices::settings).await.unwrap();
        assert!(settings.mail && !settings.address);
    }
}

#[tokio::test]
async fn who_is_not_here_is_told_nothing() {
    for t in testing::apps() {
        for (name, state) in [("Iris", PersonState::Imported), ("Gil", PersonState::Gone)] {
            let person = resident(&t, name, state, "UTC").await;
            tell_of(&t, person, NoticeKind::Answer).await;
            assert_eq!(t.outbox(person).await.len(), 0);
            let count =
                t.see(None, move |cx| Ok(mutua_storage::tables::notices::unread(cx.tx, person)?)).await;
            assert_eq!(count.unwrap(), 0);
        }
    }
}

#[tokio::test]
async fn the_sixth_mail_of_an_hour_waits_for_the_morning() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        for _ in 0..7 {
            tell_of(&t, ana, NoticeKind::Answer).await;
        }
        assert_eq!(t.outbox(ana).await.len(), 5);
        assert_eq!(digest_at(&t, ana).await.as_deref(), Some("2025-03-04T07:00:00Z"));
        send_digest(&t, ana).await;
        let mails = t.outbox(ana).await;
        assert_eq!(mails.len(), 6);
        assert_eq!(mails[5].subject, "2 things happened in Mutua");
        t.later(SignedDuration::from_hours(2));
        tell_of(&t, ana, NoticeKind::Answer).await;
        assert_eq!(t.outbox(ana).await.len(), 7, "an hour later mail comes at once again");
    }
}

#[tokio::test]
async fn the_morning_is_that_of_the_reader() {
    for t in testing::apps() {
        for (name, zone, at) in [
            ("Kiri", "Pacific/Auckland", "2025-03-03T18:00:00Z"),
            ("Lou", "America/Los_Angeles", "2025-03-03T15:00:00Z"),
            ("Mo", "Nowhere/Land", "2025-03-04T07:00:00Z"),
        ] {
            let person = resident(&t, name, PersonState::Full, zone).await;
            tell_of(&t, person, NoticeKind::Membership).await;
            assert_eq!(digest_at(&t, person).await.as_deref(), Some(at), "{zone}");
        }
    }
}

#[tokio::test]
async fn the_mail_of_the_day_is_grouped_by_circle_and_comes_once() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let street = t.circle("Linden Street", ana, &[], None).await;
        let garden = t.circle("Garden & <Tools>", ana, &[], None).await;
        for circle in [street, garden, street] {
            tell(&t, ana, in_circle(NoticeKind::Membership, circle, ben)).await;
        }
        send_digest(&t, ana).await;
        let mails = t.outbox(ana).await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].subject, "3 things happened in 2 circles");
        let plain = &mails[0].plain;
        let at = |text: &str| plain.find(text).unwrap_or_else(|| panic!("{text}: {plain}"));
        assert!(at("Garden & <Tools>") < at("Linden Street"));
        assert_eq!(plain.matches("Ben is now in Linden Street.").count(), 2);
        assert!(mails[0].html.contains("Garden &amp; &lt;Tools&gt;") && !mails[0].html.contains("<Tools>"));
        send_digest(&t, ana).await;
        assert_eq!(t.outbox(ana).await.len(), 1, "nothing is mailed twice");
    }
}

#[tokio::test]
async fn what_was_read_or_turned_off_meanwhile_is_not_mailed() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        for person in [ana, ben] {
            tell_of(&t, person, NoticeKind::Membership).await;
        }
        t.act(ana, |cx| notices::read(cx, &ReadInput { all: true, ..Default::default() })).await.unwrap();
        choose(&t, ben, SettingsInput { membership: Some("off".into()), ..Default::default() }).await;
        for person in [ana, ben] {
            send_digest(&t, person).await;
            assert_eq!(t.outbox(person).await.len(), 0);
        }
        choose(&t, ben, SettingsInput { membership: Some("daily".into()), ..Default::default() }).await;
        send_digest(&t, ben).await;
        assert_eq!(t.outbox(ben).await.len(), 0, "what was let go stays so");
    }
}

#[tokio::test]
async fn one_click_turns_off_exactly_its_kind() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        for person in [ana, ben] {
            tell_of(&t, person, NoticeKind::Answer).await;
        }
        let link = t.outbox(ana).await[0].unsubscribe.clone().unwrap();
        let token = link.rsplit('/').next().unwrap().to_owned();
        let (see, again) = (token.clone(), token.clone());
        assert!(!t.see(None, move |cx| unsubscribe::show(cx, &see)).await.unwrap().is_off);
        for token in [token.clone(), again] {
            t.app
                .write(&mutua_service::Credential::Nobody, move |cx| unsubscribe::turn_off(cx, &token))
                .await
                .unwrap();
        }
        for (person, changed) in [(ana, true), (ben, false)] {
            for setting in t.see(person, notices::settings).await.unwrap().kinds {
                let off = changed && setting.kind == NoticeKind::Answer;
                let expected = if off { NoticeMode::Off } else { setting.default };
                assert_eq!(setting.mode, expected, "{}", setting.kind);
            }
        }
        let forged = format!("{}A", &token[..token.len() - 1]);
        let other = t.act(None, move |cx| unsubscribe::turn_off(cx, &forged)).await;
        assert!(token.ends_with('A') || matches!(other, Err(Error::NotFound)), "{other:?}");
    }
}

#[tokio::test]
async fn one_click_ends_the_mail_of_the_day_and_nothing_else() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        tell_of(&t, ana, NoticeKind::Membership).await;
        send_digest(&t, ana).await;
        let link = t.outbox(ana).await[0].unsubscribe.clone().unwrap();
        let token = link.rsplit('/').next().unwrap().to_owned();
        t.act(None, move |cx| unsubscribe::turn_off(cx, &token)).await.unwrap();
        for setting in t.see(ana, notices::settings).await.unwrap().kinds {
            let expected = match setting.default {
                NoticeMode::Daily => NoticeMode::Off,
                other => other,
            };
            assert_eq!(setting.mode, expected, "{}", setting.kind);
        }
    }
}

#[tokio::test]
async fn notices_are_read_by_their_own_reader_as_far_as_a_page_showed_them() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        for _ in 0..3 {
            tell_of(&t, ana, NoticeKind::Membership).await;
        }
        let page = t.see(ana, |cx| notices::list(cx, &NoticesInput::default())).await.unwrap();
        let ids: Vec<String> = page.items.iter().map(|notice| notice.id.to_string()).collect();
        assert!(page.items.windows(2).all(|pair| pair[0].id > pair[1].id), "newest first");
        let all = ReadInput { ids: ids.clone(), all: true, ..Default::default() };
        t.act(ben, move |cx| notices::read(cx, &all)).await.unwrap();
        assert_eq!(unread(&t, ana).await, 3, "another's request reads nothing");
        tell_of(&t, ana, NoticeKind::Membership).await;
        let until = ReadInput { until: Some(ids[1].clone()), ..Default::default() };
        t.act(ana, move |cx| notices::read(cx, &until)).await.unwrap();
        assert_eq!(unread(&t, ana).await, 2, "what came since isn't read by it");
        let one = ReadInput { ids: vec![ids[0].clone()], ..Default::default() };
        t.act(ana, move |cx| notices::read(cx, &one)).await.unwrap();
        let input = NoticesInput { unread: Some(true), ..Default::default() };
        assert_eq!(t.see(ana, move |cx| notices::list(cx, &input)).await.unwrap().items.len(), 1);
        let bad = ReadInput { ids: vec!["x".into()], ..Default::default() };
        assert!(matches!(t.act(ana, move |cx| notices::read(cx, &bad)).await, Err(Error::Invalid(_))));
    }
}

#[tokio::test]
async fn a_choice_that_is_none_changes_nothing() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let input =
            SettingsInput { answer: Some("off".into()), pledge: Some("hourly".into()), ..Default::default() };
        let refused = t.act(ana, move |cx| notices::change_settings(cx, &input)).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
        let kinds = t.see(ana, notices::settings).await.unwrap().kinds;
        assert!(kinds.iter().all(|setting| setting.mode == setting.default));
    }
}

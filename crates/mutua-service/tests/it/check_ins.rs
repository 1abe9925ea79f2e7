//! Check-ins: sealed, shared as far as their author says, counted only over at least five.

use jiff::SignedDuration;
use mutua_domain::{
    id::{CheckInId, CircleId, PersonId},
    life::{CheckInShare, NoticeKind},
};
use mutua_service::{
    Error, PageInput,
    check_ins::{
        self, CheckInInput, low,
        setting::{self, CheckInSettingInput},
        week::{self, CircleWeek},
    },
    notices,
    testing::{self, TestApp},
};
use mutua_storage::Address;

const WORDS: &str = "The stairs were too many today";

fn day() -> SignedDuration {
    SignedDuration::from_hours(24)
}

fn input(score: i64) -> CheckInInput {
    CheckInInput { score: Some(score.to_string()), ..Default::default() }
}

fn counted(score: i64, circle: CircleId) -> CheckInInput {
    CheckInInput { share: Some("counted".into()), circles: vec![circle.to_string()], ..input(score) }
}

async fn say(t: &TestApp, who: PersonId, input: CheckInInput) -> CheckInId {
    t.act(who, move |cx| check_ins::answer(cx, &input)).await.unwrap().id
}

async fn weeks(t: &TestApp, who: PersonId, circle: CircleId) -> Vec<CircleWeek> {
    t.see(who, move |cx| week::of_circle(cx, circle)).await.unwrap()
}

async fn heard(t: &TestApp, who: PersonId) -> Vec<String> {
    let page = t.see(who, |cx| notices::list(cx, &notices::NoticesInput::default())).await.unwrap();
    page.items.into_iter().filter(|n| n.kind == NoticeKind::SharedCheckIn).map(|n| n.what).collect()
}

#[tokio::test]
async fn a_check_in_is_its_authors_alone_and_sealed() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ben, &[ana], None).await;
        let all = CheckInInput {
            words: Some(WORDS.into()),
            body: Some("2".into()),
            wider_world: Some("8".into()),
            ..input(4)
        };
        let id = say(&t, ana, all).await;
        let seen = t.see(ana, move |cx| check_ins::show(cx, id)).await.unwrap();
        assert_eq!(
            (seen.score.get(), seen.words.as_deref(), seen.share),
            (4, Some(WORDS), CheckInShare::Nobody)
        );
        let layers: Vec<_> = seen.layers.answered().iter().map(|(word, n)| (*word, n.get())).collect();
        assert_eq!(layers, [("body", 2), ("wider_world", 8)]);
        for other in [Some(ben), None] {
            let outcome = t.see(other, move |cx| check_ins::show(cx, id)).await;
            assert!(matches!(outcome, Err(Error::NotFound | Error::SignInNeeded)), "{outcome:?}");
        }
        assert!(t.see(ben, move |cx| check_ins::of_circle(cx, circle)).await.unwrap().is_empty());
        assert!(
            t.see(ben, |cx| check_ins::shared_with_me(cx, &PageInput::default()))
                .await
                .unwrap()
                .items
                .is_empty()
        );
        if let Address::Sqlite(path) = &t.database.address {
            let mut bytes = std::fs::read(path).unwrap();
            bytes.extend(std::fs::read(format!("{}-wal", path.display())).unwrap_or_default());
            assert!(!bytes.windows(WORDS.len()).any(|window| window == WORDS.as_bytes()));
        }
    }
}

#[tokio::test]
async fn the_same_day_is_one_check_in_and_the_next_another() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let first = say(&t, ana, CheckInInput { words: Some(WORDS.into()), ..input(4) }).await;
        t.later(SignedDuration::from_hours(5));
        assert_eq!(say(&t, ana, input(6)).await, first);
        let seen = t.see(ana, move |cx| check_ins::show(cx, first)).await.unwrap();
        assert_eq!((seen.score.get(), seen.words.as_deref()), (6, Some(WORDS)), "what is left out stays");
        t.later(day());
        assert_ne!(say(&t, ana, input(7)).await, first);
        let all = t.see(ana, |cx| check_ins::mine(cx, &PageInput::default())).await.unwrap();
        assert_eq!(all.items.iter().map(|c| c.score.get()).collect::<Vec<_>>(), [7, 6]);
        t.act(ana, move |cx| check_ins::delete(cx, first)).await.unwrap();
        assert!(matches!(t.see(ana, move |cx| check_ins::show(cx, first)).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn those_whom_its_author_chose_read_number_and_words_and_no_others() {
    for t in testing::apps() {
        let (ana, ben, cem) = (t.person("Ana").await, t.person("Ben").await, t.person("Cem").await);
        t.circle("Linden Street", ben, &[ana, cem], None).await;
        let stranger = t.person("Eve").await;
        let to = |who: PersonId| CheckInInput {
            share: Some("people".into()),
            people: vec![who.to_string()],
            words: Some(WORDS.into()),
            body: Some("1".into()),
            ..input(3)
        };
        let refused = t.act(ana, move |cx| check_ins::answer(cx, &to(stranger))).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "who shares no circle can't be chosen");
        let id = say(&t, ana, to(ben)).await;
        let read = |who| t.see(who, |cx| check_ins::shared_with_me(cx, &PageInput::default()));
        let shared = read(ben).await.unwrap().items;
        assert_eq!((shared[0].score.get(), shared[0].words.as_deref()), (3, Some(WORDS)));
        assert!(!serde_json::to_string(&shared).unwrap().contains("body"), "layers stay with their author");
        assert!(read(cem).await.unwrap().items.is_empty());
        assert_eq!(
            (heard(&t, ben).await, heard(&t, cem).await),
            (vec!["check-in-shared".to_owned()], vec![])
        );
        // Said again without a word on sharing, it stays shared, and nobody is told twice.
        let _ = say(&t, ana, input(5)).await;
        assert_eq!(read(ben).await.unwrap().items[0].score.get(), 5);
        assert_eq!(heard(&t, ben).await.len(), 1);
        let alone = CheckInInput { share: Some("nobody".into()), ..Default::default() };
        t.act(ana, move |cx| check_ins::change(cx, id, &alone)).await.unwrap();
        assert!(read(ben).await.unwrap().items.is_empty(), "taken back");
    }
}

#[tokio::test]
async fn members_read_what_is_shown_to_their_circle() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ben, &[ana], None).await;
        let shown =
            CheckInInput { share: Some("circles".into()), circles: vec![circle.to_string()], ..input(8) };
        say(&t, ana, shown).await;
        let read = t.see(ben, move |cx| check_ins::of_circle(cx, circle)).await.unwrap();
        assert_eq!(read.iter().map(|one| (one.author.id, one.score.get())).collect::<Vec<_>>(), [(ana, 8)]);
        let stranger = t.person("Eve").await;
        assert!(t.see(stranger, move |cx| check_ins::of_circle(cx, circle)).await.is_err());
        assert!(t.see(stranger, move |cx| week::of_circle(cx, circle)).await.is_err());
        let none = CheckInInput { share: Some("counted".into()), ..input(8) };
        let refused = t.act(ana, move |cx| check_ins::answer(cx, &none)).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "counted in no circle means nothing");
    }
}

/// Everyone says how they are, a week passes, and the week is made.
async fn pass_week(t: &TestApp, circle: CircleId, voices: &[(PersonId, i64)]) {
    for (who, score) in voices {
        say(t, *who, counted(*score, circle)).await;
    }
    t.later(day() * 7);
    t.act(None, move |cx| week::make(cx, circle)).await.unwrap();
}

#[tokio::test]
async fn a_circles_answer_needs_five_and_never_gives_one_away() {
    for t in testing::apps() {
        let mut people = Vec::new();
        for _ in 0..12 {
            people.push(t.nameless().await);
        }
        let circle = t.circle("Linden Street", people[0], &people[1..], None).await;
        // Tests begin on a Monday morning, when some are still in the week before.
        t.later(SignedDuration::from_hours(6));
        let voices = |range: std::ops::Range<usize>, score: i64| -> Vec<(PersonId, i64)> {
            people[range].iter().map(|who| (*who, score)).collect()
        };
        pass_week(&t, circle, &voices(0..4, 2)).await;
        pass_week(&t, circle, &voices(0..6, 6)).await;
        // One more: the difference would be theirs.
        pass_week(&t, circle, &voices(0..7, 9)).await;
        // The same as were shown last: nothing can be told from the difference.
        pass_week(&t, circle, &voices(0..6, 7)).await;
        pass_week(&t, circle, &voices(0..11, 4)).await;
        let made: Vec<_> = weeks(&t, people[3], circle)
            .await
            .iter()
            .map(|w| w.answer.map(|a| (a.voices, a.median)))
            .collect();
        assert_eq!(made, [None, Some((5, 6)), None, Some((5, 7)), Some((10, 4))]);
    }
}

#[tokio::test]
async fn who_answers_more_often_is_no_louder_and_a_week_without_answers_is_no_week() {
    for t in testing::apps() {
        let mut people = Vec::new();
        for _ in 0..5 {
            people.push(t.nameless().await);
        }
        let circle = t.circle("Linden Street", people[0], &people[1..], None).await;
        for _ in 0..4 {
            say(&t, people[0], counted(0, circle)).await;
            t.later(day());
        }
        let others: Vec<_> = people[1..].iter().map(|who| (*who, 8)).collect();
        for (who, score) in &others {
            say(&t, *who, counted(*score, circle)).await;
        }
        t.later(day() * 14);
        t.act(None, move |cx| week::make(cx, circle)).await.unwrap();
        let made = weeks(&t, people[1], circle).await;
        let answers: Vec<_> = made.iter().map(|w| w.answer.map(|a| (a.median, a.low, a.high))).collect();
        assert_eq!(answers, [Some((8, 8, 8))]);
        // Made once: running again changes nothing.
        t.act(None, move |cx| week::make(cx, circle)).await.unwrap();
        assert_eq!(weeks(&t, people[1], circle).await.len(), 1);
    }
}

#[tokio::test]
async fn after_hard_days_those_whom_the_person_named_are_told_and_nobody_else() {
    for t in testing::apps() {
        let (ana, ben, cem) = (t.person("Ana").await, t.person("Ben").await, t.person("Cem").await);
        t.circle("Linden Street", ben, &[ana, cem], None).await;
        let hard = |t: &TestApp| {
            t.later(day());
        };
        for _ in 0..3 {
            hard(&t);
            say(&t, ana, input(2)).await;
        }
        assert!(t.see(ana, low::kindness).await.unwrap().is_some());
        assert_eq!((heard(&t, ben).await.len(), heard(&t, cem).await.len()), (0, 0), "nobody was named");
        let name = CheckInSettingInput {
            alerts: vec![ben.to_string()],
            set_alerts: Some("true".into()),
            ..Default::default()
        };
        t.act(ana, move |cx| setting::change(cx, &name)).await.unwrap();
        for _ in 0..3 {
            hard(&t);
            say(&t, ana, input(1)).await;
        }
        assert_eq!(heard(&t, ben).await, ["check-in-low"], "told once, not each day");
        assert!(heard(&t, cem).await.is_empty());
        assert!(
            t.see(ben, |cx| check_ins::shared_with_me(cx, &PageInput::default()))
                .await
                .unwrap()
                .items
                .is_empty()
        );
        hard(&t);
        say(&t, ana, input(7)).await;
        assert!(t.see(ana, low::kindness).await.unwrap().is_none());
        let lines = t.see(ana, low::lines).await.unwrap();
        assert_eq!(lines.country.as_deref(), Some("IE"), "from the time zone");
    }
}

/// How often someone was asked how they are.
async fn asked(t: &TestApp, who: PersonId) -> usize {
    let page = t.see(who, |cx| notices::list(cx, &notices::NoticesInput::default())).await.unwrap();
    page.items.iter().filter(|notice| notice.kind == NoticeKind::CheckIn).count()
}

#[tokio::test]
async fn one_is_asked_in_ones_own_rhythm_and_not_twice_a_day() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        t.act(None, move |cx| setting::ask_how(cx, ana)).await.unwrap();
        assert_eq!(asked(&t, ana).await, 0, "nobody is asked who didn't want it");
        let daily = CheckInSettingInput { rhythm: Some("daily".into()), ..Default::default() };
        t.act(ana, move |cx| setting::change(cx, &daily)).await.unwrap();
        t.act(None, move |cx| setting::ask_how(cx, ana)).await.unwrap();
        assert_eq!(asked(&t, ana).await, 1);
        say(&t, ana, input(6)).await;
        t.act(None, move |cx| setting::ask_how(cx, ana)).await.unwrap();
        assert_eq!(asked(&t, ana).await, 1, "who has said it isn't asked");
    }
}

//! What people are ready to give: what counts, who learns of it, what keeps to it; handing over and sharing a promise.

use jiff::SignedDuration;
use mutua_domain::{
    id::{AskId, CircleId, PersonId, PledgeId},
    life::{PledgeState, PledgeWish},
};
use mutua_service::{
    Error,
    asks::{self, AskInput},
    capacity::{self, CapacityInput, CapacityView, circle},
    helps::{self, RecordInput},
    pledges::{self, PledgeInput, WishInput},
    suggestions,
    testing::{self, TestApp},
};

use crate::circle_support::news;

async fn say(t: &TestApp, who: PersonId, input: CapacityInput) -> Result<CapacityView, Error> {
    t.act(who, move |cx| capacity::change(cx, &input)).await
}

fn minutes(minutes: &str) -> CapacityInput {
    CapacityInput { minutes: Some(minutes.into()), ..Default::default() }
}

fn pause(until: Option<&str>) -> CapacityInput {
    CapacityInput {
        paused: Some("true".into()),
        paused_until: until.map(str::to_owned),
        ..Default::default()
    }
}

async fn ask(t: &TestApp, who: PersonId, circle: CircleId, effort: &str, chosen: &[PersonId]) -> AskId {
    let input = AskInput {
        title: "A lift to the station".into(),
        kind: "practical".into(),
        effort: Some(effort.into()),
        circle: Some(circle.to_string()),
        reach: (!chosen.is_empty()).then(|| "chosen".into()),
        chosen: chosen.iter().map(ToString::to_string).collect(),
        ..Default::default()
    };
    t.act(who, move |cx| asks::create(cx, &input)).await.unwrap().card.id
}

async fn pledged(t: &TestApp, ask: AskId, by: PersonId, asker: PersonId) -> PledgeId {
    let made = t.act(by, move |cx| pledges::pledge(cx, ask, &PledgeInput::default())).await.unwrap().id;
    t.act(asker, move |cx| pledges::accept(cx, made)).await.unwrap();
    made
}

async fn show(t: &TestApp, who: PersonId) -> CapacityView {
    t.see(who, capacity::show).await.unwrap()
}

async fn wish(t: &TestApp, who: PersonId, id: PledgeId, word: &str) -> Result<pledges::PledgeView, Error> {
    let input = WishInput { wish: Some(word.into()) };
    t.act(who, move |cx| pledges::wish(cx, id, &input)).await
}

#[tokio::test]
async fn what_was_promised_and_given_this_week_stands_beside_what_one_is_ready_for() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let street = t.circle("Linden Street", ana, &[ben], None).await;
        assert_eq!(show(&t, ben).await.minutes, None);
        assert!(!show(&t, ben).await.much, "who said nothing is never told that it is much");
        say(&t, ben, minutes("90")).await.unwrap();
        let lift = ask(&t, ana, street, "hour", &[]).await;
        pledged(&t, lift, ben, ana).await;
        let seen = show(&t, ben).await;
        assert_eq!((seen.minutes, seen.given, seen.promised, seen.much), (Some(90), 0, 60, false));
        let told = RecordInput {
            with: Some(ana.to_string()),
            side: Some("giver".into()),
            kind: Some("practical".into()),
            minutes: Some("40".into()),
            ..Default::default()
        };
        t.act(ben, move |cx| helps::record(cx, &told)).await.unwrap();
        let seen = show(&t, ben).await;
        assert_eq!((seen.given, seen.promised, seen.much), (40, 60, true));
        // Another week: what was given is past, what was promised is still to be done.
        t.later(SignedDuration::from_hours(7 * 24));
        let seen = show(&t, ben).await;
        assert_eq!((seen.given, seen.promised, seen.much), (0, 60, false));
        assert_eq!(show(&t, ana).await.minutes, None, "it is each one's own");
    }
}

#[tokio::test]
async fn what_was_typed_is_checked() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        for (input, field, code) in [
            (minutes("many"), "minutes", "number"),
            (minutes("-1"), "minutes", "number"),
            (minutes("10081"), "minutes", "number"),
            (
                CapacityInput { times: Some(vec!["monday_noon".into()]), ..Default::default() },
                "times",
                "choice",
            ),
            (pause(Some("soon")), "paused_until", "date"),
            (pause(Some("2025-03-01")), "paused_until", "past"),
        ] {
            let outcome = say(&t, ana, input).await;
            let Err(Error::Invalid(problems)) = outcome else { panic!("{field}: {outcome:?}") };
            assert_eq!((problems.0[0].0, problems.0[0].1.code), (field, code));
        }
        let times = vec!["saturday_evening".to_owned(), "monday_morning".to_owned()];
        let input = CapacityInput { times: Some(times), ..minutes(" 120 ") };
        let said = say(&t, ana, input).await.unwrap();
        assert_eq!(
            (said.minutes, said.times),
            (Some(120), vec!["monday_morning".into(), "saturday_evening".into()])
        );
        let said = say(&t, ana, minutes("")).await.unwrap();
        assert_eq!((said.minutes, said.times.len()), (None, 2), "what is left out stays");
    }
}

#[tokio::test]
async fn a_break_from_everything_keeps_asks_away_and_nobody_learns_of_it() {
    for t in testing::apps() {
        let (ana, ben, cy) = (t.person("Ana").await, t.person("Ben").await, t.person("Cy").await);
        let street = t.circle("Linden Street", ana, &[ben, cy], None).await;
        say(&t, ben, pause(Some("2025-03-10"))).await.unwrap();
        let lift = ask(&t, ana, street, "hour", &[]).await;
        assert_eq!(news(&t, cy).await, ["ask-new"]);
        assert!(news(&t, ben).await.is_empty());
        assert!(t.see(ben, |cx| suggestions::mine(cx, 9)).await.unwrap().is_empty());
        // They are in the circle as before, for all to see; and if they look, the ask is there.
        let members = t.see(ana, move |cx| mutua_service::circles::home(cx, street)).await.unwrap();
        assert_eq!(members.circle.members, 3);
        assert!(t.see(ben, move |cx| asks::show(cx, lift)).await.unwrap().may.pledge);
        // Asked by name they are told, and no mail comes after them.
        ask(&t, ana, street, "hour", &[ben]).await;
        assert_eq!(news(&t, ben).await, ["ask-chosen"]);
        assert!(t.outbox(ben).await.is_empty());
        // It ends by itself.
        t.later(SignedDuration::from_hours(7 * 24));
        assert!(!show(&t, ben).await.paused);
        assert_eq!(t.see(ben, |cx| suggestions::mine(cx, 9)).await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn who_has_given_what_they_said_is_left_in_peace() {
    for t in testing::apps() {
        let (ana, ben, cy) = (t.person("Ana").await, t.person("Ben").await, t.person("Cy").await);
        let street = t.circle("Linden Street", ana, &[ben, cy], None).await;
        say(&t, ben, minutes("60")).await.unwrap();
        let first = ask(&t, ana, street, "hour", &[]).await;
        pledged(&t, first, ben, ana).await;
        ask(&t, cy, street, "minutes", &[]).await;
        assert_eq!(
            news(&t, ben).await,
            ["ask-new", "pledge-accepted"],
            "the second ask didn't come after them"
        );
        assert!(t.see(ben, |cx| suggestions::mine(cx, 9)).await.unwrap().is_empty());
        let by_name = ask(&t, cy, street, "minutes", &[ben]).await;
        let found = t.see(ben, |cx| suggestions::mine(cx, 9)).await.unwrap();
        assert_eq!(found.iter().map(|one| one.ask.id).collect::<Vec<_>>(), [by_name]);
        say(&t, ben, minutes("90")).await.unwrap();
        assert_eq!(t.see(ben, |cx| suggestions::mine(cx, 9)).await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn a_promise_is_handed_over_only_once_another_was_found() {
    for t in testing::apps() {
        let (ana, ben, cy) = (t.person("Ana").await, t.person("Ben").await, t.person("Cy").await);
        let street = t.circle("Linden Street", ana, &[ben, cy], None).await;
        let lift = ask(&t, ana, street, "hour", &[]).await;
        let bens = pledged(&t, lift, ben, ana).await;
        let full = t.act(cy, move |cx| pledges::pledge(cx, lift, &PledgeInput::default())).await;
        assert!(matches!(full, Err(Error::Conflict("ask-full"))), "{full:?}");
        let wished = wish(&t, ben, bens, "hand_over").await.unwrap();
        assert_eq!((wished.state, wished.wish), (PledgeState::Accepted, Some(PledgeWish::HandOver)));
        assert!(news(&t, ana).await.contains(&"pledge-hand-over".to_owned()));
        let seen = t.see(ben, move |cx| asks::show(cx, lift)).await.unwrap();
        assert_eq!(seen.contacts.len(), 1, "they stand by their word, and still reach each other");
        assert_eq!(
            t.see(cy, |cx| suggestions::mine(cx, 9)).await.unwrap().len(),
            1,
            "there is a place again"
        );
        let cys = pledged(&t, lift, cy, ana).await;
        let states = |who, id| t.see(who, move |cx| pledges::show(cx, id));
        let handed = states(ben, bens).await.unwrap();
        assert_eq!((handed.state, handed.late, handed.wish), (PledgeState::Withdrawn, false, None));
        assert_eq!(states(cy, cys).await.unwrap().state, PledgeState::Accepted);
        assert!(news(&t, ben).await.contains(&"pledge-handed-over".to_owned()));
        let late = wish(&t, ben, bens, "second").await;
        assert!(matches!(late, Err(Error::Conflict("pledge-moved"))), "{late:?}");
    }
}

#[tokio::test]
async fn a_second_person_shares_a_promise_and_the_wish_can_be_taken_back() {
    for t in testing::apps() {
        let (ana, ben, cy) = (t.person("Ana").await, t.person("Ben").await, t.person("Cy").await);
        let street = t.circle("Linden Street", ana, &[ben, cy], None).await;
        let lift = ask(&t, ana, street, "hour", &[]).await;
        let bens = pledged(&t, lift, ben, ana).await;
        wish(&t, ben, bens, "second").await.unwrap();
        assert_eq!(wish(&t, ben, bens, "").await.unwrap().wish, None);
        let full = t.act(cy, move |cx| pledges::pledge(cx, lift, &PledgeInput::default())).await;
        assert!(matches!(full, Err(Error::Conflict("ask-full"))), "{full:?}");
        wish(&t, ben, bens, "second").await.unwrap();
        pledged(&t, lift, cy, ana).await;
        let seen = t.see(ana, move |cx| asks::show(cx, lift)).await.unwrap();
        assert_eq!((seen.card.helpers_found, seen.contacts.len()), (2, 2), "both help");
        assert!(
            seen.pledges.iter().all(|pledge| pledge.state == PledgeState::Accepted && pledge.wish.is_none())
        );
        assert!(news(&t, ben).await.contains(&"pledge-second-found".to_owned()));
        for (who, word) in [(ana, "second"), (cy, "hand_over")] {
            let outcome = wish(&t, who, bens, word).await;
            assert!(matches!(outcome, Err(Error::NotFound | Error::Refused(_))), "{outcome:?}");
        }
        let outcome = wish(&t, ben, bens, "rest").await;
        assert!(matches!(outcome, Err(Error::Invalid(_))), "{outcome:?}");
    }
}

/// A circle of so many, with their first steward; each is ready for two hours.
async fn ready(t: &TestApp, count: usize) -> (CircleId, Vec<PersonId>) {
    let mut people = Vec::new();
    for _ in 0..count {
        people.push(t.nameless().await);
    }
    let circle = t.circle("Linden Street", people[0], &people[1..], None).await;
    for person in &people {
        say(t, *person, minutes("120")).await.unwrap();
    }
    (circle, people)
}

async fn close_week(t: &TestApp, circle: CircleId) {
    t.later(SignedDuration::from_hours(7 * 24));
    t.act(None, move |cx| circle::make(cx, circle)).await.unwrap();
}

#[tokio::test]
async fn a_circle_sees_a_sum_over_five_that_gives_nobody_away() {
    for t in testing::apps() {
        let (four, people) = ready(&t, 4).await;
        close_week(&t, four).await;
        let seen = |who: PersonId, id: CircleId| t.see(who, move |cx| circle::of_circle(cx, id));
        assert_eq!(seen(people[0], four).await.unwrap().free, None, "four are too few");

        let (six, people) = ready(&t, 6).await;
        close_week(&t, six).await;
        let first = seen(people[1], six).await.unwrap();
        assert_eq!(
            (first.voices, first.ready, first.free),
            (Some(5), Some(10), Some(10)),
            "twelve hours, rounded"
        );
        // One says no longer how much: the next sum would tell what they had said, and is withheld.
        say(&t, people[5], minutes("")).await.unwrap();
        close_week(&t, six).await;
        assert_eq!(seen(people[1], six).await.unwrap(), first);
        // Back again, with nobody else changed: there is no difference that tells anything of one who came or went.
        say(&t, people[5], minutes("120")).await.unwrap();
        say(&t, people[4], pause(None)).await.unwrap();
        close_week(&t, six).await;
        let later = seen(people[1], six).await.unwrap();
        assert_eq!((later.ready, later.free), (Some(10), Some(10)), "a break is in it, and can't be told");
        assert_ne!(later.monday, first.monday);
        let stranger = t.person("Sam").await;
        assert!(matches!(seen(stranger, six).await, Err(Error::NotFound)));
    }
}

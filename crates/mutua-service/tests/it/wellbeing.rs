//! The four questions of the month: answers are their author's alone, figures need five and give nobody away.

use jiff::SignedDuration;
use mutua_domain::{
    id::{CircleId, PersonId},
    life::WellbeingQuestion as Q,
};
use mutua_service::{
    Error, PageInput,
    jobs::{self, Job},
    memberships::{self, PauseInput},
    notices, people,
    testing::{self, TestApp},
    wellbeing::{self, WellbeingInput, WellbeingRoundInput, WellbeingView},
};
use mutua_storage::testing::search;

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

fn all(score: i64) -> WellbeingInput {
    let text = Some(score.to_string());
    WellbeingInput { satisfied: text.clone(), worthwhile: text.clone(), happy: text.clone(), anxious: text }
}

async fn switch(t: &TestApp, steward: PersonId, circle: CircleId, on: bool) -> WellbeingView {
    let input = WellbeingRoundInput { on: Some(on.to_string()) };
    t.act(steward, move |cx| wellbeing::switch(cx, circle, &input)).await.unwrap()
}

async fn say(t: &TestApp, who: PersonId, circle: CircleId, input: WellbeingInput) {
    t.act(who, move |cx| wellbeing::answer(cx, circle, &input)).await.unwrap();
}

async fn look(t: &TestApp, who: PersonId, circle: CircleId) -> WellbeingView {
    t.see(who, move |cx| wellbeing::of_circle(cx, circle)).await.unwrap()
}

/// The medians of one question, month by month.
fn medians(view: &WellbeingView, question: Q) -> Vec<Option<i64>> {
    let figure = |month: &wellbeing::WellbeingMonth| {
        month.figures.iter().find(|figure| figure.question == question).unwrap().answer
    };
    view.months.iter().map(|month| figure(month).map(|answer| answer.median)).collect()
}

async fn heard(t: &TestApp, who: PersonId) -> usize {
    let page = t.see(who, |cx| notices::list(cx, &notices::NoticesInput::default())).await.unwrap();
    page.items.iter().filter(|notice| notice.what == "wellbeing").count()
}

/// Moves to the same day a month on, and makes what is over.
async fn next_month(t: &TestApp, circle: CircleId) {
    t.later(days(31));
    t.act(None, move |cx| wellbeing::month::make(cx, circle)).await.unwrap();
}

#[tokio::test]
async fn an_answer_is_its_authors_alone_sealed_and_theirs_to_change_and_delete() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ben, &[ana], None).await;
        let refused = t.act(ana, move |cx| wellbeing::answer(cx, circle, &all(5))).await;
        assert!(matches!(refused, Err(Error::Conflict("wellbeing-off"))), "{refused:?}");
        let on = WellbeingRoundInput { on: Some("true".into()) };
        let refused = t.act(ana, move |cx| wellbeing::switch(cx, circle, &on)).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
        assert!(switch(&t, ben, circle, true).await.on);

        let none = t.act(ana, move |cx| wellbeing::answer(cx, circle, &WellbeingInput::default())).await;
        assert!(matches!(none, Err(Error::Invalid(_))), "{none:?}");
        let wrong = WellbeingInput { happy: Some("11".into()), ..Default::default() };
        let wrong = t.act(ana, move |cx| wellbeing::answer(cx, circle, &wrong)).await;
        assert!(matches!(wrong, Err(Error::Invalid(_))), "{wrong:?}");

        let first =
            WellbeingInput { happy: Some("3".into()), anxious: Some("8".into()), ..Default::default() };
        say(&t, ana, circle, first).await;
        // Within the month: one is taken away, one is added, one stays.
        t.later(days(10));
        let second = WellbeingInput {
            anxious: Some(String::new()),
            satisfied: Some("6".into()),
            ..Default::default()
        };
        say(&t, ana, circle, second).await;
        let mine = look(&t, ana, circle).await.mine.unwrap();
        let answered: Vec<_> = mine.scores.answered().iter().map(|(q, score)| (*q, score.get())).collect();
        assert_eq!(answered, [(Q::Satisfied, 6), (Q::Happy, 3)]);
        assert_eq!(mine.month.to_string(), "2025-03-01");
        assert!(look(&t, ben, circle).await.mine.is_none());
        let id = mine.id;
        assert!(t.see(ben, move |cx| wellbeing::show(cx, id)).await.is_err());
        assert!(t.act(ben, move |cx| wellbeing::delete(cx, id)).await.is_err());
        assert_eq!(search(&t.database, "\"happy\""), Vec::<String>::new(), "nothing is kept unsealed");
        let carried = t.see(ana, people::export::everything).await.unwrap();
        assert_eq!(carried["wellbeing"][0]["scores"]["happy"], 3);
        assert_eq!(carried["wellbeing"][0]["month"], "2025-03-01");

        // A month later there is another answer, and the first can't be changed any more, but deleted.
        t.later(days(25));
        assert!(look(&t, ana, circle).await.mine.is_none());
        say(&t, ana, circle, all(5)).await;
        let listed = t.see(ana, |cx| wellbeing::mine(cx, &PageInput::default())).await.unwrap();
        assert_eq!(listed.items.len(), 2);
        t.act(ana, move |cx| wellbeing::delete(cx, id)).await.unwrap();
        let listed = t.see(ana, |cx| wellbeing::mine(cx, &PageInput::default())).await.unwrap();
        assert_eq!(listed.items.iter().map(|one| one.month.to_string()).collect::<Vec<_>>(), ["2025-04-01"]);
    }
}

#[tokio::test]
async fn figures_need_five_wait_for_the_months_end_and_never_give_one_away() {
    for t in testing::apps() {
        let mut people = Vec::new();
        for _ in 0..12 {
            people.push(t.nameless().await);
        }
        let circle = t.circle("Linden Street", people[0], &people[1..], None).await;
        switch(&t, people[0], circle, true).await;
        // From a day that every month has, so that a month on is the next month.
        let (whole, started) = ([4, 6, 7, 6, 11], t.app.clock.now());
        for (months, count) in whole.into_iter().enumerate() {
            for person in &people[..count] {
                say(&t, *person, circle, all(i64::try_from(months).unwrap() + 3)).await;
            }
            if months == 1 {
                t.act(None, move |cx| wellbeing::month::make(cx, circle)).await.unwrap();
                assert_eq!(look(&t, people[0], circle).await.months.len(), 1, "the month isn't over");
            }
            next_month(&t, circle).await;
        }
        assert!(t.app.clock.now() > started);
        let seen = look(&t, people[11], circle).await;
        // Four are too few; a seventh would stand in the difference; the same six don't; five more neither.
        assert_eq!(medians(&seen, Q::Happy), [None, Some(4), None, Some(6), Some(7)]);
        // Made once: running again changes nothing.
        t.act(None, move |cx| wellbeing::month::make(cx, circle)).await.unwrap();
        assert_eq!(look(&t, people[0], circle).await.months.len(), 5);
        let stranger = t.person("Nobody").await;
        assert!(t.see(stranger, move |cx| wellbeing::of_circle(cx, circle)).await.is_err());
    }
}

#[tokio::test]
async fn each_question_counts_its_own_people_and_who_left_counts_no_more() {
    for t in testing::apps() {
        let mut people = Vec::new();
        for _ in 0..6 {
            people.push(t.nameless().await);
        }
        let circle = t.circle("Linden Street", people[0], &people[1..], None).await;
        switch(&t, people[0], circle, true).await;
        for (number, person) in people.iter().enumerate() {
            let mut input = all(8);
            if number < 2 {
                input.anxious = None;
            }
            say(&t, *person, circle, input).await;
        }
        let id = t.membership(circle, people[5]).await;
        let gone = people[5];
        t.act(gone, move |cx| memberships::leave(cx, id)).await.unwrap();
        next_month(&t, circle).await;
        let seen = look(&t, people[0], circle).await;
        assert_eq!((medians(&seen, Q::Happy), medians(&seen, Q::Anxious)), (vec![Some(8)], vec![None]));
        // What they answered is still theirs to see and to delete.
        let listed = t.see(gone, |cx| wellbeing::mine(cx, &PageInput::default())).await.unwrap();
        let id = listed.items[0].id;
        t.act(gone, move |cx| wellbeing::delete(cx, id)).await.unwrap();
    }
}

#[tokio::test]
async fn members_are_told_once_a_month_and_nobody_who_rests_or_has_answered() {
    for t in testing::apps() {
        let (ana, ben, cem) = (t.person("Ana").await, t.person("Ben").await, t.person("Cem").await);
        let circle = t.circle("Linden Street", ana, &[ben, cem], None).await;
        let id = t.membership(circle, cem).await;
        t.act(cem, move |cx| memberships::pause(cx, id, &PauseInput::default())).await.unwrap();
        switch(&t, ana, circle, true).await;
        switch(&t, ana, circle, false).await;
        switch(&t, ana, circle, true).await;
        assert_eq!((heard(&t, ben).await, heard(&t, cem).await, heard(&t, ana).await), (1, 0, 0));
        let job = t.see(None, move |cx| jobs::find(cx, Job::WellbeingMonth, circle)).await.unwrap().unwrap();
        assert_eq!(job.run_at.to_string(), "2025-04-01T13:00:00Z");
        t.later(days(31));
        say(&t, ana, circle, all(5)).await;
        t.act(None, move |cx| wellbeing::month::make(cx, circle)).await.unwrap();
        t.act(None, move |cx| wellbeing::month::make(cx, circle)).await.unwrap();
        assert_eq!((heard(&t, ben).await, heard(&t, cem).await, heard(&t, ana).await), (2, 0, 0));
        switch(&t, ana, circle, false).await;
        next_month(&t, circle).await;
        assert_eq!(heard(&t, ben).await, 2);
        let notice = t.see(ben, |cx| notices::list(cx, &notices::NoticesInput::default())).await.unwrap();
        let notice = notice.items.into_iter().find(|notice| notice.what == "wellbeing").unwrap();
        assert_eq!(notice.path, format!("/circles/{circle}/wellbeing"));
        assert!(notice.text.starts_with("Linden Street asks its four questions"), "{}", notice.text);
    }
}

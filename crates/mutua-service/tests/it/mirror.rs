//! The mirror: honest about what it doesn't know, its person's alone, the same by small steps as made anew.

use jiff::SignedDuration;
use mutua_domain::{
    Kind,
    id::{HelpId, PersonId},
    life::{CareAgreement, Clearer, TieWord},
};
use mutua_service::{
    Credential, Error,
    helps::{self, RecordInput, TellInput},
    jobs::{self, Job},
    mirror::{self, AgreementInput, MirrorInput, MirrorView},
    needs::{self, NeedInput},
    notices,
    people::farewell::{self, FarewellInput},
    testing::{self, TestApp},
    throttle::Throttle,
};
use mutua_storage::testing::search;
use proptest::prelude::*;

const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn help(t: &TestApp, giver: PersonId, receiver: PersonId, kind: &'static str) -> HelpId {
    let input = RecordInput {
        with: Some(receiver.to_string()),
        side: Some("giver".into()),
        kind: Some(kind.into()),
        minutes: Some("30".into()),
        ..Default::default()
    };
    let id = t.act(giver, move |cx| helps::record(cx, &input)).await.unwrap().id;
    t.act(None, move |cx| mirror::with_help(cx, id)).await.unwrap();
    id
}

async fn keep(t: &TestApp, who: PersonId) {
    let input =
        NeedInput { words: Some("Rest".into()), kind: Some("emotional".into()), ..Default::default() };
    t.act(who, move |cx| needs::keep(cx, &input)).await.unwrap();
}

async fn anew(t: &TestApp, who: PersonId) {
    t.act(None, move |cx| mirror::anew(cx, who)).await.unwrap();
}

async fn look(t: &TestApp, who: PersonId) -> MirrorView {
    t.see(who, mirror::show).await.unwrap()
}

fn says(mirror: &MirrorView, other: PersonId) -> TieWord {
    mirror.ties.iter().find(|tie| tie.person.id == other).unwrap().says
}

#[tokio::test]
async fn a_mirror_in_which_nothing_was_told_says_that_there_is_not_enough_to_say() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let empty = look(&t, ana).await;
        assert!(empty.on && empty.position.is_none() && empty.ties.is_empty() && empty.made_at.is_none());
        assert_eq!(empty.clearer, [Clearer::Helps, Clearer::Needs]);
        assert!(matches!(t.see(None, mirror::show).await, Err(Error::SignInNeeded)));
    }
}

#[tokio::test]
async fn a_label_needs_two_weekly_looks_and_goes_at_once() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        t.circle("Street", ana, &[ben], None).await;
        for _ in 0..12 {
            t.later(DAY * 4);
            help(&t, ana, ben, "practical").await;
        }
        let (giver, receiver) = (look(&t, ana).await, look(&t, ben).await);
        assert_eq!(
            (says(&giver, ben), says(&receiver, ana)),
            (TieWord::MostlyGiven, TieWord::MostlyReceived)
        );
        assert_eq!(receiver.ties[0].leaning, [Kind::Practical]);
        assert!(giver.ties[0].leaning.is_empty(), "what the other leans on is theirs to know");
        // One that goes the other way, told by the one who gave it.
        for _ in 0..4 {
            t.later(DAY * 2);
            help(&t, ben, ana, "emotional").await;
        }
        assert_eq!(says(&look(&t, ana).await, ben), TieWord::NotEnough);
    }
}

#[tokio::test]
async fn one_look_alone_shows_nothing() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        t.circle("Street", ana, &[ben], None).await;
        t.later(DAY * 30);
        for kind in ["practical", "emotional", "economic", "ecological", "moral"] {
            for (giver, receiver) in [(ana, ben), (ben, ana), (ana, ben), (ben, ana)] {
                help(&t, giver, receiver, kind).await;
                t.later(SignedDuration::from_hours(3));
            }
        }
        t.later(DAY);
        help(&t, ana, ben, "practical").await;
        help(&t, ben, ana, "practical").await;
        assert_eq!(says(&look(&t, ana).await, ben), TieWord::NotEnough);
        t.later(DAY * 7);
        anew(&t, ana).await;
        assert_eq!(says(&look(&t, ana).await, ben), TieWord::Mutual);
    }
}

#[tokio::test]
async fn what_a_giver_keeps_from_others_shows_in_their_own_mirror_alone() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        t.circle("Street", ana, &[ben], None).await;
        for _ in 0..12 {
            t.later(DAY * 4);
            keep(&t, ana).await;
            help(&t, ana, ben, "practical").await;
        }
        t.later(DAY * 7);
        anew(&t, ana).await;
        anew(&t, ben).await;
        let (giver, receiver) = (look(&t, ana).await, look(&t, ben).await);
        assert_eq!(
            (says(&giver, ben), says(&receiver, ana)),
            (TieWord::AheadOfOwnNeeds, TieWord::MostlyReceived)
        );
        assert_eq!(giver.word.as_deref(), Some("independence"));
        assert!(giver.position.is_some_and(|place| place.low > 33));
        assert!(giver.carrying.is_some_and(|place| place.low > 33) && giver.minutes_a_week.is_some());
        assert_eq!(receiver.position, None, "nothing is known of the needs of the other");
        assert!(receiver.clearer.contains(&Clearer::Needs));
    }
}

#[tokio::test]
async fn what_did_not_happen_counts_nothing_and_either_word_is_enough() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        t.circle("Street", ana, &[ben], None).await;
        let first = help(&t, ana, ben, "practical").await;
        let nothing = TellInput { outcome: Some("did_not_happen".into()), ..Default::default() };
        let said = nothing.clone();
        t.act(ben, move |cx| helps::tell(cx, first, &said)).await.unwrap();
        t.act(None, move |cx| mirror::with_help(cx, first)).await.unwrap();
        assert_eq!(look(&t, ana).await.helps.one, 1, "one side says that it was");
        t.act(ana, move |cx| helps::tell(cx, first, &nothing)).await.unwrap();
        t.act(None, move |cx| mirror::with_help(cx, first)).await.unwrap();
        assert_eq!(look(&t, ana).await.helps.one, 0);
    }
}

#[tokio::test]
async fn telling_of_a_help_and_keeping_a_need_bring_mirrors_up_to_date_by_themselves() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        t.circle("Street", ana, &[ben], None).await;
        keep(&t, ana).await;
        let input = RecordInput {
            with: Some(ben.to_string()),
            side: Some("giver".into()),
            kind: Some("moral".into()),
            ..Default::default()
        };
        let help = t.act(ana, move |cx| helps::record(cx, &input)).await.unwrap().id;
        let waits = t.see(None, move |cx| {
            Ok((jobs::find(cx, Job::MirrorHelp, help)?, jobs::find(cx, Job::Mirror, ana)?))
        });
        let (with_help, anew) = waits.await.unwrap();
        assert!(with_help.is_some() && anew.is_some());
    }
}

#[tokio::test]
async fn turned_off_it_forgets_and_computes_nothing() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        t.circle("Street", ana, &[ben], None).await;
        help(&t, ana, ben, "practical").await;
        let turn = |on: &str| MirrorInput { on: Some(on.into()) };
        let off = turn("false");
        let view = t.act(ana, move |cx| mirror::turn(cx, &off)).await.unwrap();
        assert!(!view.on && view.ties.is_empty() && view.clearer.is_empty());
        help(&t, ana, ben, "practical").await;
        anew(&t, ana).await;
        assert!(look(&t, ana).await.ties.is_empty());
        assert_eq!(look(&t, ben).await.ties.len(), 1, "the other has a mirror of their own");
        let on = turn("true");
        t.act(ana, move |cx| mirror::turn(cx, &on)).await.unwrap();
        anew(&t, ana).await;
        assert_eq!(look(&t, ana).await.helps.one, 1, "the two are of the same day: one episode");
    }
}

#[tokio::test]
async fn care_that_both_agree_on_is_not_judged() {
    for t in testing::apps() {
        let (ana, ben, cy) = (t.person("Ana").await, t.person("Ben").await, t.person("Cy").await);
        t.circle("Street", ana, &[ben, cy], None).await;
        for _ in 0..12 {
            t.later(DAY * 4);
            help(&t, ana, ben, "practical").await;
        }
        let agree = |agreed: &str| AgreementInput { agreed: Some(agreed.into()) };
        let yes = agree("true");
        let view = t.act(ana, move |cx| mirror::agree(cx, ben, &yes)).await.unwrap();
        assert_eq!((view.ties[0].agreement, view.ties[0].says), (CareAgreement::Mine, TieWord::MostlyGiven));
        assert_eq!(look(&t, ben).await.ties[0].agreement, CareAgreement::Theirs);
        let heard = t.see(ben, |cx| notices::latest(cx, 5)).await.unwrap();
        assert_eq!((heard[0].what.as_str(), heard[0].path.as_str()), ("care-agreed", "/mirror"));
        let yes = agree("true");
        let view = t.act(ben, move |cx| mirror::agree(cx, ana, &yes)).await.unwrap();
        assert_eq!((view.ties[0].agreement, view.ties[0].says), (CareAgreement::Both, TieWord::Agreed));
        assert_eq!(says(&look(&t, ana).await, ben), TieWord::Agreed);
        // Either ends it alone.
        let no = agree("false");
        t.act(ben, move |cx| mirror::agree(cx, ana, &no)).await.unwrap();
        assert_eq!(says(&look(&t, ana).await, ben), TieWord::MostlyGiven);
        let yes = agree("true");
        let stranger = t.act(ana, move |cx| mirror::agree(cx, cy, &yes)).await;
        assert!(matches!(stranger, Err(Error::NotFound)), "the two never helped each other");
    }
}

#[tokio::test]
async fn who_leaves_takes_their_ties_with_them() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        t.circle("Street", ana, &[ben], None).await;
        help(&t, ana, ben, "practical").await;
        let (throttle, word) =
            (Throttle::default(), FarewellInput { word: "delete".into(), ..Default::default() });
        farewell::delete(&t.app, &throttle, &Credential::Person(ben), word).await.unwrap();
        assert!(look(&t, ana).await.ties.is_empty());
        anew(&t, ana).await;
        let after = look(&t, ana).await;
        assert!(after.ties.is_empty());
    }
}

#[tokio::test]
async fn nothing_of_a_mirror_can_be_read_in_the_database() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        t.circle("Street", ana, &[ben], None).await;
        help(&t, ana, ben, "practical").await;
        for word in
            ["interdependent", "NotEnoughToSay", "not_enough_to_say", "keeping", "median", "codependent"]
        {
            assert_eq!(search(&t.database, word), Vec::<String>::new(), "{word}");
        }
    }
}

mod circles {
    //! The same over time for a circle, with people who come and go.

    use mutua_domain::id::CircleId;
    use mutua_service::mirror::circle::{self, CircleMirror};

    use super::*;

    /// Makes the figures of the week that is over, as the worker does.
    async fn make(t: &TestApp, circle: CircleId) {
        let gathered = t.see(None, move |cx| circle::gather(cx, circle)).await.unwrap();
        let made = gathered.map(|gathered| {
            let figures = gathered.figures().unwrap();
            (gathered, figures)
        });
        let made = std::sync::Arc::new(made);
        t.act(None, move |cx| circle::keep(cx, circle, made.as_ref().as_ref())).await.unwrap();
    }

    async fn look(t: &TestApp, who: PersonId, circle: CircleId) -> CircleMirror {
        t.see(who, move |cx| circle::of_circle(cx, circle)).await.unwrap()
    }

    async fn ring(t: &TestApp, people: &[PersonId]) {
        for (place, giver) in people.iter().enumerate() {
            help(t, *giver, people[(place + 1) % people.len()], "practical").await;
        }
    }

    #[tokio::test]
    async fn a_circle_of_four_is_never_told_and_one_of_five_is() {
        for t in testing::apps() {
            let steward = t.person("Ana").await;
            let mut people = vec![steward];
            for _ in 0..3 {
                people.push(t.nameless().await);
            }
            let circle = t.circle("Street", steward, &people[1..], None).await;
            ring(&t, &people).await;
            t.later(DAY * 7);
            make(&t, circle).await;
            assert_eq!(look(&t, steward, circle).await.monday, None);
            let fifth = t.nameless().await;
            t.join(circle, fifth).await;
            people.push(fifth);
            ring(&t, &people).await;
            t.later(DAY * 7);
            make(&t, circle).await;
            let seen = look(&t, steward, circle).await;
            let found = seen.circulation.unwrap();
            assert!(seen.monday.is_some() && seen.voices == Some(5));
            assert!(found.around >= 80 && found.direct + found.around + found.one_way == 100, "{found:?}");
            let practical = seen.coverage[0];
            assert_eq!(practical.nobody + practical.one + practical.more, 100);
            assert!(practical.nobody == 0 && seen.coverage[1].nobody == 100);
        }
    }

    #[tokio::test]
    async fn where_one_to_four_make_the_difference_the_last_one_stands() {
        for t in testing::apps() {
            let steward = t.person("Ana").await;
            let mut people = vec![steward];
            for _ in 0..5 {
                people.push(t.nameless().await);
            }
            let circle = t.circle("Street", steward, &people[1..], None).await;
            ring(&t, &people).await;
            t.later(DAY * 7);
            make(&t, circle).await;
            let first = look(&t, steward, circle).await;
            let one_more = t.nameless().await;
            t.join(circle, one_more).await;
            help(&t, one_more, steward, "moral").await;
            t.later(DAY * 7);
            make(&t, circle).await;
            assert_eq!(look(&t, steward, circle).await, first, "their moral support would show");
            // Twice for the same week changes nothing.
            make(&t, circle).await;
            assert_eq!(look(&t, steward, circle).await, first);
        }
    }

    #[tokio::test]
    async fn signs_are_for_stewards_and_about_the_circle() {
        for t in testing::apps() {
            let (steward, member) = (t.person("Ana").await, t.person("Ben").await);
            let circle = t.circle("Street", steward, &[member], None).await;
            let ask = mutua_service::asks::AskInput {
                title: "A lift".into(),
                kind: "practical".into(),
                circle: Some(circle.to_string()),
                ..Default::default()
            };
            t.act(member, move |cx| mutua_service::asks::create(cx, &ask).map(drop)).await.unwrap();
            let signs = |who| t.see(who, move |cx| circle::signs(cx, circle));
            assert_eq!(signs(steward).await.unwrap().waiting, 0);
            t.later(DAY * 8);
            let seen = signs(steward).await.unwrap();
            assert!(seen.waiting == 1 && !seen.answers_fall && !seen.few_carry_most);
            assert!(matches!(signs(member).await, Err(Error::NotFound)));
        }
    }
}

/// One thing that happens.
#[derive(Debug, Clone)]
enum Step {
    Help(usize, usize, usize),
    Keep(usize),
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..3_usize, 1..3_usize, 0..5_usize).prop_map(|(from, to, kind)| Step::Help(from, (from + to) % 3, kind)),
        1 => (0..3_usize).prop_map(Step::Keep),
        3 => (1..300_i64).prop_map(Step::Wait),
    ]
}

async fn live(t: &TestApp, steps: &[Step]) -> Option<PersonId> {
    let people = [t.person("Ana").await, t.person("Ben").await, t.person("Cy").await];
    t.circle("Street", people[0], &people[1..], None).await;
    let mut last = None;
    for step in steps {
        match *step {
            Step::Help(from, to, kind) => {
                let kind = Kind::ALL[kind].as_str();
                help(t, people[from], people[to], kind).await;
                last = Some((people[from], people[to]));
            }
            Step::Keep(who) => keep(t, people[who]).await,
            Step::Wait(hours) => t.later(SignedDuration::from_hours(hours)),
        }
    }
    let (giver, receiver) = last?;
    // The last help once more, so that both sides are as of now.
    help(t, giver, receiver, "moral").await;
    let by_steps = look(t, giver).await;
    anew(t, giver).await;
    let at_once = look(t, giver).await;
    assert_eq!(by_steps.position, at_once.position);
    assert_eq!(by_steps.carrying, at_once.carrying);
    assert_eq!((by_steps.helps, by_steps.needs), (at_once.helps, at_once.needs));
    assert_eq!(by_steps.kinds, at_once.kinds);
    assert_eq!(by_steps.course, at_once.course);
    assert_eq!(says(&by_steps, receiver), says(&at_once, receiver));
    Some(giver)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn small_steps_and_making_it_anew_give_the_same(steps in proptest::collection::vec(step(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let t = TestApp::on(mutua_storage::testing::sqlite());
            live(&t, &steps).await;
        });
    }
}

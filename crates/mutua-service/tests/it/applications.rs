//! Applying to a circle, and the answer.

use crate::circle_support::{membership, news, state};
use mutua_domain::{
    id::{CircleId, PersonId},
    life::{MembershipState, RecordKind},
};
use mutua_service::{
    Credential, Error, PageInput,
    applications::{self, AnswerInput, ApplicationInput},
    circles::{self, CircleChange, CircleInput},
    memberships,
    testing::{self, TestApp},
};

async fn open_circle(t: &TestApp, steward: PersonId) -> CircleId {
    let input = CircleInput {
        name: "Study group".into(),
        agreements: Some("Nobody is laughed at".into()),
        joining: Some("application".into()),
        questions: vec!["What brings you here?".into(), " ".into(), "Which year are you in?".into()],
        ..Default::default()
    };
    t.act(steward, move |cx| circles::create(cx, &input)).await.unwrap().id
}

fn answers() -> ApplicationInput {
    ApplicationInput { answers: vec!["I fail alone".into(), "The second".into()] }
}

async fn apply(t: &TestApp, circle: CircleId, person: PersonId) {
    t.act(person, move |cx| applications::apply(cx, circle, &answers())).await.unwrap();
}

fn answer(word: &str) -> AnswerInput {
    AnswerInput { answer: word.into(), words: Some("We are full until May. Please come then.".into()) }
}

#[tokio::test]
async fn a_stranger_sees_the_face_answers_the_questions_and_is_let_in() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = open_circle(&t, ana).await;
        let face = t.see(ben, move |cx| circles::face(cx, circle)).await.unwrap();
        assert_eq!((face.questions.len(), face.may_apply), (2, true));
        let missing = ApplicationInput { answers: vec![String::new(), "The second".into()] };
        let refused = t.act(ben, move |cx| applications::apply(cx, circle, &missing)).await;
        let Err(Error::Invalid(invalid)) = refused else { panic!("{refused:?}") };
        assert_eq!(invalid.0[0].0, "answer-1");
        apply(&t, circle, ben).await;
        apply(&t, circle, ben).await;
        assert_eq!(news(&t, ana).await, ["applied"], "told once, though he sent it twice");
        let mine = t.see(ben, circles::mine).await.unwrap();
        assert_eq!(mine[0].my_state, Some(MembershipState::Applied));
        assert_eq!(mine[0].agreements, None, "the inside stays inside");
        let waiting = t.see(ana, move |cx| applications::list(cx, circle)).await.unwrap();
        assert_eq!(waiting.items.len(), 1);
        assert_eq!(waiting.items[0].answers[0].answer, "I fail alone");
        let hidden = t.see(ben, move |cx| applications::list(cx, circle)).await;
        assert!(matches!(hidden, Err(Error::NotFound | Error::Refused(_))), "{hidden:?}");

        let bens = waiting.items[0].id;
        let refused = t.act(ben, move |cx| applications::answer(cx, bens, &answer("yes"))).await;
        assert!(matches!(refused, Err(Error::Refused(_) | Error::NotFound)), "not his own: {refused:?}");
        t.act(ana, move |cx| applications::answer(cx, bens, &answer("yes"))).await.unwrap();
        assert_eq!(state(&t, circle, ben).await, Some(MembershipState::Active));
        assert_eq!(news(&t, ben).await, ["application-yes"]);
        let again = t.act(ana, move |cx| applications::answer(cx, bens, &answer("no"))).await;
        assert!(matches!(again, Err(Error::Conflict("answered"))), "{again:?}");
        let again = t.act(ben, move |cx| applications::apply(cx, circle, &answers())).await;
        assert!(matches!(again, Err(Error::Conflict("already-in"))), "{again:?}");
    }
}

#[tokio::test]
async fn a_no_comes_with_a_kind_word_and_he_may_apply_again() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = open_circle(&t, ana).await;
        apply(&t, circle, ben).await;
        let bens = membership(&t, circle, ben).await;
        let bad = t.act(ana, move |cx| applications::answer(cx, bens, &answer("perhaps"))).await;
        assert!(matches!(bad, Err(Error::Invalid(_))), "{bad:?}");
        t.act(ana, move |cx| applications::answer(cx, bens, &answer("no"))).await.unwrap();
        assert_eq!(state(&t, circle, ben).await, Some(MembershipState::Left));
        assert_eq!(news(&t, ben).await, ["application-no"]);
        let own = t.see(ben, |cx| memberships::about_me(cx, &PageInput::default())).await.unwrap();
        assert_eq!(own.items[0].kind, RecordKind::Declined);
        assert!(own.items[0].reason.as_deref().unwrap().contains("May"));
        apply(&t, circle, ben).await;
        assert_eq!(state(&t, circle, ben).await, Some(MembershipState::Applied));
        assert_eq!(membership(&t, circle, ben).await, bens, "one membership, whatever happens to it");
    }
}

#[tokio::test]
async fn an_application_can_be_taken_back_by_its_applicant_alone() {
    for t in testing::apps() {
        let (ana, ben, cem) = (t.person("Ana").await, t.person("Ben").await, t.person("Cem").await);
        let circle = open_circle(&t, ana).await;
        apply(&t, circle, ben).await;
        let bens = membership(&t, circle, ben).await;
        let refused = t.act(cem, move |cx| applications::withdraw(cx, bens)).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        t.act(ben, move |cx| applications::withdraw(cx, bens)).await.unwrap();
        assert!(t.see(ana, move |cx| applications::list(cx, circle)).await.unwrap().items.is_empty());
        let again = t.act(ben, move |cx| applications::withdraw(cx, bens)).await;
        assert!(matches!(again, Err(Error::Conflict("answered"))), "{again:?}");
        assert!(t.see(ben, circles::mine).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_circle_by_invitation_takes_no_applications_and_hides() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Family", ana, &[], None).await;
        let refused = t.act(ben, move |cx| applications::apply(cx, circle, &answers())).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        let nobody = t.app.read(&Credential::Nobody, move |cx| circles::face(cx, circle)).await;
        assert!(matches!(nobody, Err(Error::SignInNeeded)), "{nobody:?}");
        let open = open_circle(&t, ana).await;
        let face = t.app.read(&Credential::Nobody, move |cx| circles::face(cx, open)).await.unwrap();
        assert!(!face.may_apply, "after signing in");
    }
}

#[tokio::test]
async fn stewards_change_a_circle_and_others_do_not() {
    for t in testing::apps() {
        let (ana, ben, gus) = (t.person("Ana").await, t.person("Ben").await, t.guest("Gus").await);
        let circle = open_circle(&t, ana).await;
        t.join(circle, ben).await;
        let change = CircleChange { about: Some("Exams together".into()), ..Default::default() };
        let same = change.clone();
        let refused = t.act(ben, move |cx| circles::change(cx, circle, &same)).await;
        assert!(matches!(refused, Err(Error::Refused(_) | Error::NotFound)), "{refused:?}");
        let changed = t.act(ana, move |cx| circles::change(cx, circle, &change)).await.unwrap();
        assert_eq!(
            (changed.name.as_str(), changed.about.as_deref()),
            ("Study group", Some("Exams together"))
        );
        assert_eq!(changed.agreements.as_deref(), Some("Nobody is laughed at"), "left out is left alone");
        let many = CircleChange {
            name: Some(" ".into()),
            questions: Some(vec!["Why?".into(); 6]),
            joining: Some("by magic".into()),
            ..Default::default()
        };
        let refused = t.act(ana, move |cx| circles::change(cx, circle, &many)).await;
        let Err(Error::Invalid(invalid)) = refused else { panic!("{refused:?}") };
        assert_eq!(invalid.0.len(), 3, "all problems at once: {invalid}");
        let empty =
            CircleChange { agreements: Some(String::new()), questions: Some(vec![]), ..Default::default() };
        let changed = t.act(ana, move |cx| circles::change(cx, circle, &empty)).await.unwrap();
        assert_eq!(changed.agreements, None);
        let input = CircleInput { name: "Guests".into(), ..Default::default() };
        let refused = t.act(gus, move |cx| circles::create(cx, &input)).await;
        assert!(matches!(refused, Err(Error::Refused("guest-circle"))), "{refused:?}");
        t.join(circle, gus).await;
        let input =
            CircleInput { name: "Nested".into(), parent: Some(circle.to_string()), ..Default::default() };
        let refused = t.act(gus, move |cx| circles::create(cx, &input)).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    }
}

//! The policy, tried with real persons on real rows: everything that docs/who-sees-what.md says, on both databases.
//!
//! [`stage`] puts a person into every standing; [`trials`] says for each thing and verb which function of the service
//! tries it; the walk here lets everyone try everything and compares what happens with the table. A new thing isn't
//! finished until it is tried here: without a trial it doesn't compile, or fails.
#![cfg(feature = "testing")]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod asks;
mod capacity;
mod cast;
mod check_ins;
mod circles;
mod helps;
mod mirror;
mod outcome;
mod people;
mod stage;
mod supporters;
mod together;
mod trials;
mod wellbeing;

use std::sync::{Arc, Mutex};

use mutua_domain::policy::{self, Standing, Standings, Thing, Verb};
use mutua_service::{
    Credential, Cx, Error,
    testing::{self, TestApp},
};

use cast::Part;
use outcome::Outcome;
use stage::Stage;
use trials::Trial;

/// Every thing with every verb.
fn pairs() -> impl Iterator<Item = (Thing, Verb)> {
    Thing::ALL.iter().flat_map(|thing| Verb::ALL.iter().map(|verb| (*thing, *verb)))
}

/// Lets someone try something, after something else was done. All of it is put back, so that each try finds the stage
/// as it was.
async fn attempt(
    t: &TestApp,
    stage: Stage,
    part: Part,
    trial: Trial,
    before: impl Fn(&mut Cx<'_, '_>) + Send + 'static,
) -> Outcome {
    let came = Arc::new(Mutex::new(None));
    let (kept, credential) = (Arc::clone(&came), part.who.map_or(Credential::Nobody, Credential::Person));
    let put_back = t
        .act(None, move |cx| -> mutua_service::Result<()> {
            before(cx);
            let mut cx = Cx::begin(cx.tx, cx.app, &credential)?;
            *kept.lock().unwrap() = Some(Outcome::of(trial(&mut cx, &stage, &part)));
            Err(Error::Internal("put back".into()))
        })
        .await;
    assert!(matches!(put_back, Err(Error::Internal(ref why)) if why == "put back"), "{put_back:?}");
    let came = came.lock().unwrap().take();
    came.unwrap()
}

#[tokio::test]
async fn everyone_tries_everything_and_the_table_is_right() {
    for t in testing::apps() {
        let stage = stage::set(&t).await;
        let (mut tried, mut wrong) = (0, Vec::new());
        for (thing, verb) in pairs() {
            let Some(trial) = trials::trial(thing, verb) else { continue };
            for part in Standing::ALL.iter().flat_map(|standing| cast::parts(&stage, thing, verb, *standing))
            {
                let came = attempt(&t, stage, part, trial, |_| {}).await;
                let expected = outcome::expected(part.who.is_none(), part.stands, thing, verb);
                tried += 1;
                if !expected.contains(&came) {
                    wrong.push(format!("{thing} {verb} {}: {came:?} instead of {expected:?}", part.name));
                }
            }
        }
        assert!(wrong.is_empty(), "{} of {tried} differ:\n{}", wrong.len(), wrong.join("\n"));
        assert!(tried > policy::RULES.len() * (Standing::ALL.len() - 1), "only {tried} were tried");
    }
}

/// What has no row has no function either, and what has a row has one.
#[test]
fn what_stands_in_the_table_is_tried_and_nothing_else() {
    for (thing, verb) in pairs() {
        let stands = policy::RULES.iter().any(|(t, v, _)| (*t, *v) == (thing, verb));
        assert_eq!(trials::trial(thing, verb).is_some(), stands, "{thing} {verb}");
    }
}

/// Who is everything but blocked is refused what has no row: by the gate that every function goes through.
#[tokio::test]
async fn what_has_no_row_is_refused_to_everyone() {
    for t in testing::apps() {
        let everyone: Vec<_> = {
            let (person, administrator) = (t.person("Ana").await, t.person("Ben").await);
            vec![person, administrator]
        };
        let everything = Standing::ALL
            .iter()
            .filter(|standing| **standing != Standing::Blocked)
            .fold(Standings::NONE, |set, standing| set.and(*standing));
        for who in everyone {
            for (thing, verb) in pairs().filter(|(thing, verb)| policy::enough(*thing, *verb).is_empty()) {
                let came = t.see(who, move |cx| cx.require(everything, thing, verb)).await;
                assert!(matches!(came, Err(Error::NotFound | Error::Refused(_))), "{thing} {verb}: {came:?}");
            }
        }
    }
}

/// Practices come later, and coaches with them: until then the table gives a coach nothing, and nobody can become one.
#[tokio::test]
async fn a_coach_is_given_nothing_yet() {
    for (thing, verb) in pairs() {
        assert!(!policy::allows(Standings::of(Standing::Coach), thing, verb), "{thing} {verb}");
    }
    let t = testing::apps().remove(0);
    let stage = stage::set(&t).await;
    for (thing, verb) in pairs() {
        assert!(cast::parts(&stage, thing, verb, Standing::Coach).is_empty());
        for standing in Standing::ALL.iter().filter(|standing| **standing != Standing::Coach) {
            assert!(
                !cast::parts(&stage, thing, verb, *standing).is_empty(),
                "nobody is {standing} to {thing}"
            );
        }
    }
}

//! What is suggested to whom, and what nobody else learns of it.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use mutua_domain::{
    id::{AskId, CircleId, PersonId},
    life::SuggestionReason as Why,
};
use mutua_service::{
    Error,
    asks::{self, AskInput},
    blocks,
    capacity::{self, CapacityInput},
    circles::{self, CircleChange},
    helps::{self, RecordInput},
    offers::{self, OfferInput},
    people,
    pledges::{self, PledgeInput},
    suggestions::{
        self, SuggestionView,
        round::{self, RoundView},
    },
    testing::{self, TestApp},
};

use crate::circle_support::news;

fn need(circle: CircleId, kind: &str, title: &str) -> AskInput {
    AskInput {
        title: title.into(),
        kind: kind.into(),
        effort: Some("hour".into()),
        circle: Some(circle.to_string()),
        ..Default::default()
    }
}

async fn ask(t: &TestApp, who: PersonId, input: AskInput) -> AskId {
    t.act(who, move |cx| asks::create(cx, &input)).await.unwrap().card.id
}

async fn offer(t: &TestApp, who: PersonId, circle: CircleId, kind: &str, title: &str) {
    let input = OfferInput {
        circle: Some(circle.to_string()),
        kind: Some(kind.into()),
        title: Some(title.into()),
        ..Default::default()
    };
    t.act(who, move |cx| offers::create(cx, &input)).await.unwrap();
}

async fn mine(t: &TestApp, who: PersonId) -> Vec<SuggestionView> {
    t.see(who, |cx| suggestions::mine(cx, 9)).await.unwrap()
}

async fn ids(t: &TestApp, who: PersonId) -> Vec<AskId> {
    mine(t, who).await.into_iter().map(|one| one.ask.id).collect()
}

async fn ready(t: &TestApp, who: PersonId, minutes: &str, times: &[&str]) {
    let input = CapacityInput {
        minutes: Some(minutes.into()),
        times: Some(times.iter().map(|&word| word.to_owned()).collect()),
        ..Default::default()
    };
    t.act(who, move |cx| capacity::change(cx, &input)).await.unwrap();
}

async fn want_matching(t: &TestApp, steward: PersonId, circle: CircleId) {
    let change = CircleChange { matching: Some("true".into()), ..Default::default() };
    t.act(steward, move |cx| circles::change(cx, circle, &change)).await.unwrap();
}

async fn match_now(t: &TestApp, steward: PersonId, circle: CircleId) -> Result<RoundView, Error> {
    t.act(steward, move |cx| round::make(cx, circle)).await
}

#[tokio::test]
async fn what_fits_best_comes_first_and_says_why() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let street = t.circle("Linden Street", ana, &[ben], None).await;
        offer(&t, ben, street, "practical", "Mending bicycles").await;
        let talk = ask(&t, ana, need(street, "emotional", "Someone to talk to")).await;
        let bicycle = ask(&t, ana, need(street, "practical", "My bicycles are broken")).await;
        let shelf = ask(&t, ana, need(street, "practical", "Put up a shelf")).await;
        let found = mine(&t, ben).await;
        assert_eq!(found.iter().map(|one| one.ask.id).collect::<Vec<_>>(), [bicycle, shelf, talk]);
        assert_eq!(found[0].reasons, [Why::Skills, Why::Near]);
        assert_eq!(found[2].reasons, [Why::Near]);
        // Asked by name comes before all.
        let by_name = AskInput {
            reach: Some("chosen".into()),
            chosen: vec![ben.to_string()],
            ..need(street, "moral", "An honest word")
        };
        let by_name = ask(&t, ana, by_name).await;
        let found = mine(&t, ben).await;
        assert_eq!((found[0].ask.id, found[0].reasons.as_slice()), (by_name, &[Why::Chosen][..]));
    }
}

#[tokio::test]
async fn no_suggestion_tells_who_asks_anonymously() {
    for t in testing::apps() {
        let (ana, ben, cy) = (t.person("Ana").await, t.person("Ben").await, t.person("Cy").await);
        let street = t.circle("Linden Street", ana, &[ben, cy], None).await;
        let told = RecordInput {
            with: Some(ana.to_string()),
            side: Some("giver".into()),
            kind: Some("practical".into()),
            ..Default::default()
        };
        t.act(ben, move |cx| helps::record(cx, &told)).await.unwrap();
        let anonymous = |title| AskInput { anonymous: Some("true".into()), ..need(street, "moral", title) };
        // Ben has helped Ana, and never Cy: of an ask that names nobody, both are the same to him.
        let of_ana = ask(&t, ana, anonymous("One")).await;
        t.later(SignedDuration::from_hours(24));
        let of_cy = ask(&t, cy, anonymous("Two")).await;
        let found = mine(&t, ben).await;
        let why = |id| found.iter().find(|one| one.ask.id == id).unwrap().reasons.clone();
        assert_eq!(why(of_ana), why(of_cy));
        assert_eq!(ids(&t, ben).await, [of_ana, of_cy], "the one that waits longer first");
        // With her name on it, the tie counts.
        let named = ask(&t, ana, need(street, "moral", "Three")).await;
        assert_eq!(ids(&t, ben).await[0], named);
    }
}

#[tokio::test]
async fn not_for_me_is_heard_and_told_to_nobody() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let street = t.circle("Linden Street", ana, &[ben], None).await;
        let shelf = ask(&t, ana, need(street, "practical", "Put up a shelf")).await;
        t.act(ben, move |cx| suggestions::decline(cx, shelf)).await.unwrap();
        t.act(ben, move |cx| suggestions::decline(cx, shelf)).await.unwrap();
        assert!(ids(&t, ben).await.is_empty());
        assert!(news(&t, ana).await.is_empty());
        assert!(
            t.see(ben, move |cx| asks::show(cx, shelf)).await.unwrap().may.pledge,
            "they may change their mind"
        );
        want_matching(&t, ana, street).await;
        let nothing = match_now(&t, ana, street).await.unwrap();
        assert_eq!((nothing.open, nothing.suggested, nothing.nobody.len()), (1, 0, 1));
        let stranger = t.person("Sam").await;
        let outcome = t.act(stranger, move |cx| suggestions::decline(cx, shelf)).await;
        assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
        let export = t.see(ben, people::export::everything).await.unwrap();
        assert_eq!(export["suggestions"][0]["ask"], shelf.to_string());
    }
}

#[tokio::test]
async fn a_round_spreads_the_load_and_each_learns_of_their_own_alone() {
    for t in testing::apps() {
        let (ana, ben, cy, dee) =
            (t.person("Ana").await, t.person("Ben").await, t.person("Cy").await, t.person("Dee").await);
        let street = t.circle("Linden Street", ana, &[ben, cy, dee], None).await;
        let off = match_now(&t, ana, street).await;
        assert!(matches!(off, Err(Error::Refused("matching-off"))), "{off:?}");
        want_matching(&t, ana, street).await;
        let outcome = match_now(&t, ben, street).await;
        assert!(matches!(outcome, Err(Error::NotFound)), "a member can't: {outcome:?}");
        // Ben is ready for one, Cy for two, Dee for nothing.
        ready(&t, ben, "60", &[]).await;
        ready(&t, cy, "120", &[]).await;
        ready(&t, dee, "0", &[]).await;
        offer(&t, dee, street, "practical", "Mending everything, shelves too").await;
        let mut asked = BTreeSet::new();
        for title in ["Shelf one", "Shelf two", "Shelf three", "Shelf four"] {
            asked.insert(ask(&t, ana, need(street, "practical", title)).await);
        }
        let made = match_now(&t, ana, street).await.unwrap();
        assert_eq!((made.open, made.suggested, made.nobody.len()), (4, 3, 1));
        let matched = |found: Vec<SuggestionView>| -> BTreeSet<AskId> {
            found.into_iter().filter(|one| one.matched).map(|one| one.ask.id).collect()
        };
        let (bens, cys) = (matched(mine(&t, ben).await), matched(mine(&t, cy).await));
        assert_eq!((bens.len(), cys.len()), (1, 2), "as much as each is ready for");
        assert!(bens.is_disjoint(&cys));
        assert!(matched(mine(&t, dee).await).is_empty() && mine(&t, dee).await.is_empty());
        assert_eq!(news(&t, ben).await.iter().filter(|what| *what == "ask-suggested").count(), 1);
        assert!(!news(&t, dee).await.contains(&"ask-suggested".to_owned()));
        // Again at once: what waits for an answer is left alone.
        let again = match_now(&t, ana, street).await.unwrap();
        assert_eq!((again.open, again.suggested, again.nobody.len()), (4, 3, 1));
        assert_eq!(news(&t, ben).await.iter().filter(|what| *what == "ask-suggested").count(), 1);
        // Nobody is assigned: it takes their own pledge.
        let bens = *bens.first().unwrap();
        assert!(t.see(ana, move |cx| asks::show(cx, bens)).await.unwrap().pledges.is_empty());
        t.act(ben, move |cx| pledges::pledge(cx, bens, &PledgeInput::default())).await.unwrap();
        assert!(matched(mine(&t, ben).await).is_empty());
        // Silence for a week is a no: the next round asks another, and nobody twice.
        t.later(SignedDuration::from_hours(7 * 24 + 1));
        assert!(matched(mine(&t, cy).await).is_empty());
    }
}

#[tokio::test]
async fn a_round_keeps_to_blocks_and_asks_nobody_for_what_they_asked() {
    for t in testing::apps() {
        let (ana, ben, cy) = (t.person("Ana").await, t.person("Ben").await, t.person("Cy").await);
        let street = t.circle("Linden Street", ana, &[ben, cy], None).await;
        want_matching(&t, ana, street).await;
        t.act(ben, move |cx| blocks::block(cx, cy)).await.unwrap();
        let shelf = ask(&t, cy, need(street, "practical", "Put up a shelf")).await;
        assert_eq!(match_now(&t, ana, street).await.unwrap().suggested, 1);
        assert_eq!(
            mine(&t, ana).await.iter().map(|one| (one.ask.id, one.matched)).collect::<Vec<_>>(),
            [(shelf, true)]
        );
        assert!(mine(&t, ben).await.is_empty() && mine(&t, cy).await.is_empty());
    }
}

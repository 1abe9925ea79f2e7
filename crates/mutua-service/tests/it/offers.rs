//! Offers: who finds them, and by what.

use mutua_domain::id::{CircleId, OfferId, PersonId};
use mutua_service::{
    Error, Result,
    offers::{self, OfferInput, OfferQuery, OfferView},
    testing::{self, TestApp},
};
use mutua_storage::{Statement, Value};

fn input(circle: CircleId, title: &str, skills: &str) -> OfferInput {
    OfferInput {
        circle: Some(circle.to_string()),
        kind: Some("practical".into()),
        title: Some(title.into()),
        skills: Some(vec![skills.into()]),
        ..Default::default()
    }
}

async fn offer(t: &TestApp, who: PersonId, input: OfferInput) -> Result<OfferView> {
    t.act(who, move |cx| offers::create(cx, &input)).await
}

async fn found(t: &TestApp, who: PersonId, query: OfferQuery) -> Vec<String> {
    let page = t.see(who, move |cx| offers::list(cx, &query)).await.unwrap();
    page.items.into_iter().map(|offer| offer.title).collect()
}

async fn search(t: &TestApp, who: PersonId, q: &str) -> Vec<String> {
    found(t, who, OfferQuery { q: Some(q.into()), ..Default::default() }).await
}

macro_rules! statement {
    ($sql:literal) => {
        Statement { name: $sql, sqlite: $sql, postgres: $sql }
    };
}
static BLOCK: Statement =
    statement!("INSERT INTO block (person_id, blocked_id, created_at) VALUES ($1, $2, 0)");
static UNBLOCK: Statement = statement!("DELETE FROM block WHERE person_id = $1");
static PLACE: Statement = statement!("UPDATE membership SET state = $1 WHERE person_id = $2");

/// Does to the database what another area's action does.
async fn run(t: &TestApp, statement: &'static Statement, values: Vec<Value>) {
    t.act(None, move |cx| Ok(cx.tx.run(statement, &values)?)).await.unwrap();
}

#[tokio::test]
async fn an_offer_is_found_by_the_beginnings_of_its_words_folded() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ana, &[ben], None).await;
        offer(&t, ana, input(circle, "Fahrräder réparer", "bikes, Welding")).await.unwrap();
        offer(&t, ana, input(circle, "Soup on Sundays", "cooking")).await.unwrap();
        for q in ["fahrrad", "FAHRRÄDER", "repar", "weld", "réparer bik", "reparer  weld fahr"] {
            assert_eq!(search(&t, ben, q).await, ["Fahrräder réparer"], "{q}");
        }
        for q in ["ahrrad", "soup weld", "bikess", "zzz"] {
            assert!(search(&t, ben, q).await.is_empty(), "{q}");
        }
        assert_eq!(search(&t, ben, "").await, ["Soup on Sundays", "Fahrräder réparer"], "newest first");
        assert_eq!(search(&t, ben, "?! %").await.len(), 2, "signs look for nothing");
        let kind = OfferQuery { kind: Some("moral".into()), ..Default::default() };
        assert!(found(&t, ben, kind).await.is_empty());
    }
}

#[tokio::test]
async fn an_offer_reaches_its_circle_and_those_around_it_where_its_author_says_so() {
    for t in testing::apps() {
        let (ana, ben, cleo) = (t.person("Ana").await, t.person("Ben").await, t.person("Cleo").await);
        let dana = t.person("Dana").await;
        let campus = t.circle("Campus", ana, &[ben], None).await;
        let class = t.circle("Biology", ana, &[cleo], Some(campus)).await;
        let inner = offer(&t, cleo, input(class, "Notes of the lecture", "")).await.unwrap();
        let wide = OfferInput { reach: Some("around".into()), ..input(class, "A bench in the sun", "") };
        let wide = offer(&t, cleo, wide).await.unwrap();
        assert_eq!((inner.reach, wide.reach), ("circle", "around"));
        assert_eq!(search(&t, ben, "").await, ["A bench in the sun"]);
        assert_eq!(search(&t, ana, "").await.len(), 2);
        assert!(search(&t, dana, "").await.is_empty(), "a stranger finds nothing");
        let id = wide.id;
        let seen = t.see(ben, move |cx| offers::show(cx, id)).await.unwrap();
        assert_eq!(seen.circle_name, "Campus", "Ben isn't told the name of a circle in which he isn't");
        let id = inner.id;
        let hidden = t.see(ben, move |cx| offers::show(cx, id)).await;
        assert!(matches!(hidden, Err(Error::NotFound)), "{hidden:?}");
        let only = OfferQuery { circle: Some(campus.to_string()), ..Default::default() };
        assert_eq!(found(&t, ana, only).await, ["A bench in the sun"]);
        let of_cleo = t.see(ben, move |cx| offers::of_person(cx, cleo)).await.unwrap();
        assert_eq!(of_cleo.len(), 1);
    }
}

#[tokio::test]
async fn nobody_finds_an_offer_that_rests_or_whose_author_left_or_across_a_block() {
    for t in testing::apps() {
        let (ana, ben, cleo) = (t.person("Ana").await, t.person("Ben").await, t.person("Cleo").await);
        let circle = t.circle("Linden Street", ana, &[ben, cleo], None).await;
        let id: OfferId = offer(&t, cleo, input(circle, "A ladder", "")).await.unwrap().id;
        let state = |word: &str| OfferInput { state: Some(word.into()), ..Default::default() };
        let paused = state("paused");
        t.act(cleo, move |cx| offers::change(cx, id, &paused)).await.unwrap();
        assert!(search(&t, ben, "ladder").await.is_empty());
        assert!(matches!(t.see(ben, move |cx| offers::show(cx, id)).await, Err(Error::NotFound)));
        assert!(t.see(cleo, move |cx| offers::show(cx, id)).await.is_ok());
        let open = state("open");
        t.act(cleo, move |cx| offers::change(cx, id, &open)).await.unwrap();
        assert_eq!(search(&t, ben, "ladder").await.len(), 1);

        run(&t, &BLOCK, vec![ben.into(), cleo.into()]).await;
        assert!(search(&t, ben, "ladder").await.is_empty(), "Ben blocked Cleo");
        assert!(matches!(t.see(ben, move |cx| offers::show(cx, id)).await, Err(Error::NotFound)));
        run(&t, &UNBLOCK, vec![ben.into()]).await;
        run(&t, &BLOCK, vec![cleo.into(), ben.into()]).await;
        assert!(search(&t, ben, "ladder").await.is_empty(), "Cleo blocked Ben");
        assert_eq!(search(&t, ana, "ladder").await.len(), 1);

        for left in ["left", "paused"] {
            run(&t, &PLACE, vec![left.into(), cleo.into()]).await;
            assert!(search(&t, ana, "ladder").await.is_empty(), "{left}");
            assert!(matches!(t.see(ana, move |cx| offers::show(cx, id)).await, Err(Error::NotFound)));
        }
    }
}

#[tokio::test]
async fn an_offer_is_its_authors_to_change_and_delete() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ana, &[ben], None).await;
        let id = offer(&t, ben, input(circle, "A ladder", "heights")).await.unwrap().id;
        let title = OfferInput { title: Some("A long ladder".into()), ..Default::default() };
        // Ana is the steward.
        let refused = t
            .act(ana, {
                let title = title.clone();
                move |cx| offers::change(cx, id, &title)
            })
            .await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
        assert!(matches!(t.act(ana, move |cx| offers::delete(cx, id)).await, Err(Error::Refused(_))));
        let changed = t.act(ben, move |cx| offers::change(cx, id, &title)).await.unwrap();
        assert_eq!((changed.title.as_str(), changed.skills), ("A long ladder", vec!["heights".to_owned()]));
        assert_eq!(search(&t, ana, "long").await.len(), 1);
        t.act(ben, move |cx| offers::delete(cx, id)).await.unwrap();
        assert!(search(&t, ana, "").await.is_empty());
    }
}

#[tokio::test]
async fn what_cannot_be_an_offer_is_told_field_by_field() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ana, &[], None).await;
        let many = (0..11).map(|n| format!("skill {n}")).collect::<Vec<_>>().join(",");
        let bad = OfferInput { reach: Some("world".into()), kind: None, ..input(circle, "", &many) };
        let refused = offer(&t, ana, bad).await;
        let Err(Error::Invalid(invalid)) = refused else { panic!("{refused:?}") };
        let fields: Vec<_> = invalid.0.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["reach", "kind", "title", "skills"]);
        let long = input(circle, "A ladder", &"x".repeat(41));
        assert!(matches!(offer(&t, ana, long).await, Err(Error::Invalid(_))));
        // Who isn't in the circle doesn't offer there.
        assert!(matches!(offer(&t, ben, input(circle, "A ladder", "")).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn offers_come_in_pages() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let circle = t.circle("Linden Street", ana, &[], None).await;
        for title in ["One thing", "Two things", "Three things"] {
            offer(&t, ana, input(circle, title, "")).await.unwrap();
        }
        let query = OfferQuery { limit: Some(2), ..Default::default() };
        let first = t.see(ana, move |cx| offers::list(cx, &query)).await.unwrap();
        assert_eq!(first.items.len(), 2);
        let query = OfferQuery { limit: Some(2), cursor: first.next, ..Default::default() };
        let second = t.see(ana, move |cx| offers::list(cx, &query)).await.unwrap();
        assert_eq!((second.items.len(), second.items[0].title.as_str(), second.next), (1, "One thing", None));
    }
}

//! Kept needs: their person's alone.

use mutua_domain::{id::NeedId, life::NeedState};
use mutua_service::{
    Error, idempotency,
    needs::{self, NeedInput, NeedQuery},
    testing::{self, TestApp},
};
use mutua_storage::{Address, Statement};

const WORDS: &str = "Company at the clinic on Thursday";

fn input(words: &str) -> NeedInput {
    NeedInput { words: Some(words.into()), kind: Some("emotional".into()), state: None }
}

fn state(state: &str) -> NeedInput {
    NeedInput { state: Some(state.into()), ..Default::default() }
}

macro_rules! dumps {
    ($($table:literal),+) => {
        &[$(&Statement { name: $table, sqlite: "", postgres: concat!("SELECT CAST(t.* AS TEXT) FROM ", $table, " t") }),+]
    };
}
static DUMPS: &[&Statement] = dumps!["need", "idempotency", "notice", "mail", "job"];
static SEALED: Statement = Statement { name: "sealed", sqlite: "", postgres: "SELECT sealed FROM need" };

/// Everything that is stored, as bytes.
async fn stored(t: &TestApp) -> Vec<u8> {
    if let Address::Sqlite(path) = &t.database.address {
        let mut bytes = std::fs::read(path).unwrap();
        let mut beside = path.clone().into_os_string();
        beside.push("-wal");
        bytes.extend(std::fs::read(beside).unwrap_or_default());
        return bytes;
    }
    t.see(None, |cx| {
        let mut bytes = Vec::new();
        for statement in DUMPS {
            for (row,) in cx.tx.all::<(String,)>(statement, &[])? {
                bytes.extend(row.into_bytes());
            }
        }
        for (sealed,) in cx.tx.all::<(Vec<u8>,)>(&SEALED, &[])? {
            bytes.extend(sealed);
        }
        Ok(bytes)
    })
    .await
    .unwrap()
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[tokio::test]
async fn a_kept_need_is_its_persons_alone() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        t.circle("Linden Street", ben, &[ana], None).await;
        let need = t.act(ana, |cx| needs::keep(cx, &input(WORDS))).await.unwrap();
        assert_eq!((need.words.as_str(), need.state), (WORDS, NeedState::Kept));
        let id = need.id;
        assert_eq!(t.see(ana, move |cx| needs::show(cx, id)).await.unwrap().words, WORDS);
        // Ben is the steward of her circle.
        let hidden = t.see(ben, move |cx| needs::show(cx, id)).await;
        assert!(matches!(hidden, Err(Error::NotFound)), "{hidden:?}");
        assert!(matches!(t.act(ben, move |cx| needs::delete(cx, id)).await, Err(Error::NotFound)));
        assert!(t.see(ben, |cx| needs::mine(cx, &NeedQuery::default())).await.unwrap().items.is_empty());
        // The application itself is refused too.
        assert!(t.see(None, move |cx| needs::show(cx, id)).await.is_err());
        assert!(t.see(None, |cx| needs::mine(cx, &NeedQuery::default())).await.is_err());
        assert!(t.see(None, move |cx| needs::words_for_ask(cx, id)).await.is_err());
    }
}

#[tokio::test]
async fn the_words_of_a_kept_need_are_stored_nowhere_in_the_clear() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let once = |cx: &mut mutua_service::Cx<'_, '_>| {
            idempotency::once(cx, Some("k1"), "POST /needs", &mut |cx| {
                let view = needs::keep(cx, &input(WORDS))?;
                Ok((201, view.words))
            })
        };
        t.act(ana, once).await.unwrap();
        assert_eq!(t.act(ana, once).await.unwrap(), (201, WORDS.to_owned()), "the kept answer can be read");
        assert_eq!(t.see(ana, |cx| needs::mine(cx, &NeedQuery::default())).await.unwrap().items.len(), 1);
        let bytes = stored(&t).await;
        assert!(holds(&bytes, "emotional"), "the bytes that were looked at are those of the database");
        for words in [WORDS, "clinic", "Thursday"] {
            assert!(!holds(&bytes, words), "{words} is stored in the clear");
        }
        assert!(!format!("{:?}", input(WORDS)).contains("clinic"));
    }
}

#[tokio::test]
async fn a_need_is_edited_met_let_go_kept_again_and_deleted() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let id = t.act(ana, |cx| needs::keep(cx, &input(WORDS))).await.unwrap().id;
        let change = NeedInput { words: Some("A quiet hour".into()), ..Default::default() };
        let need = t.act(ana, move |cx| needs::change(cx, id, &change)).await.unwrap();
        assert_eq!((need.words.as_str(), need.kind.as_str()), ("A quiet hour", "emotional"));
        for (word, expected) in
            [("met", NeedState::Met), ("kept", NeedState::Kept), ("let_go", NeedState::LetGo)]
        {
            let need = t.act(ana, move |cx| needs::change(cx, id, &state(word))).await.unwrap();
            assert_eq!(need.state, expected);
        }
        let refused = t.act(ana, move |cx| needs::change(cx, id, &state("met"))).await;
        assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
        let refused = t.act(ana, move |cx| needs::change(cx, id, &state("asked"))).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        let let_go = NeedQuery { state: Some("let_go".into()), ..Default::default() };
        assert_eq!(t.see(ana, move |cx| needs::mine(cx, &let_go)).await.unwrap().items.len(), 1);
        t.act(ana, move |cx| needs::delete(cx, id)).await.unwrap();
        assert!(matches!(t.see(ana, move |cx| needs::show(cx, id)).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn what_cannot_be_a_need_is_told_field_by_field() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let bad = NeedInput { words: Some(" ".into()), kind: Some("cosmic".into()), state: None };
        let refused = t.act(ana, move |cx| needs::keep(cx, &bad)).await;
        let Err(Error::Invalid(invalid)) = refused else { panic!("{refused:?}") };
        assert_eq!(invalid.0.iter().map(|(field, _)| *field).collect::<Vec<_>>(), ["words", "kind"]);
        let missing: NeedId = NeedId(uuid::Uuid::nil());
        assert!(matches!(t.see(ana, move |cx| needs::show(cx, missing)).await, Err(Error::NotFound)));
    }
}

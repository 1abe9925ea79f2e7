//! What a person deletes is gone from backups too: their key is in no later file of keys.

use mutua_domain::id::PersonId;
use mutua_service::{
    App, Credential, Error,
    check_ins::{self, CheckInInput},
    needs::{self, NeedInput, NeedQuery},
    people::farewell::{self, FarewellInput},
    testing::{self, TestApp},
    throttle::Throttle,
};
use mutua_storage::{Address, OpenOptions, Store, copy, keys};

async fn keep(t: &TestApp, who: PersonId, words: &'static str) {
    let need = NeedInput { words: Some(words.into()), kind: Some("emotional".into()), ..Default::default() };
    t.act(who, move |cx| needs::keep(cx, &need)).await.unwrap();
    let how = CheckInInput { score: Some("2".into()), words: Some(words.into()), ..Default::default() };
    t.act(who, move |cx| check_ins::answer(cx, &how)).await.unwrap();
}

async fn kept(app: &App, who: PersonId) -> Result<Vec<String>, Error> {
    let page = app.read(&Credential::Person(who), |cx| needs::mine(cx, &NeedQuery::default())).await?;
    Ok(page.items.into_iter().map(|need| need.words).collect())
}

#[tokio::test]
async fn an_old_backup_cannot_be_read_where_a_person_was_deleted_since() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        keep(&t, ana, "To sleep a night through").await;
        keep(&t, ben, "A hand with the boxes").await;
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("monday.db");
        copy(&t.database.address, &Address::Sqlite(backup.clone())).unwrap();
        let monday = keys::to_text(&keys::take_keys(&backup).unwrap());
        assert!(!keys::has_keys(&backup).unwrap());
        let word = FarewellInput { word: "delete".into(), ..Default::default() };
        farewell::delete(&t.app, &Throttle::default(), &Credential::Person(ana), word).await.unwrap();
        let later = folder.path().join("tuesday.db");
        copy(&t.database.address, &Address::Sqlite(later.clone())).unwrap();
        let tuesday = keys::to_text(&keys::take_keys(&later).unwrap());

        // The old backup still has what Ana kept, sealed; nothing in it or in the newest keys opens that.
        let wrapped = |text: &str| -> Vec<String> {
            text.lines().skip(1).map(|line| line.split(' ').nth(1).unwrap().to_owned()).collect()
        };
        let gone: Vec<String> =
            wrapped(&monday).into_iter().filter(|key| !wrapped(&tuesday).contains(key)).collect();
        assert_eq!((wrapped(&monday).len(), gone.len()), (2, 1));
        let bytes = std::fs::read(&backup).unwrap();
        let key: Vec<u8> = (0..gone[0].len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&gone[0][at..at + 2], 16).unwrap())
            .collect();
        assert!(!bytes.windows(key.len()).any(|part| part == key), "the key is in no page of the backup");

        let let_go = keys::put_keys(&backup, &keys::from_text(&tuesday).unwrap()).unwrap();
        assert!(let_go >= 2, "her need and her check-in, {let_go}");
        let store = Store::open(&Address::Sqlite(backup), &OpenOptions::default()).unwrap();
        let app = t.app.clone().with_store(store);
        assert_eq!(kept(&app, ben).await.unwrap(), ["A hand with the boxes"]);
        assert!(
            kept(&app, ana).await.unwrap().is_empty(),
            "she is as she was, without what only she could read"
        );
    }
}

/// A table with sealed words that isn't let go would break the pages of those who come back without a key.
#[tokio::test]
async fn without_any_key_nothing_sealed_is_left() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        keep(&t, ana, "To sleep a night through").await;
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("monday.db");
        copy(&t.database.address, &Address::Sqlite(backup.clone())).unwrap();
        keys::take_keys(&backup).unwrap();
        keys::put_keys(&backup, &[]).unwrap();
        let conn = rusqlite::Connection::open(&backup).unwrap();
        let sealed = "SELECT t.name || ' ' || c.name FROM sqlite_master t, pragma_table_info(t.name) c
            WHERE t.type = 'table' AND (c.name = 'sealed' OR c.name LIKE '%_checks')";
        let places: Vec<String> = conn
            .prepare(sealed)
            .unwrap()
            .query_map((), |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert!(places.len() >= 5, "{places:?}");
        for place in places {
            let (table, column) = place.split_once(' ').unwrap();
            let left = format!("SELECT COUNT(*) FROM {table} WHERE {column} IS NOT NULL");
            let left: i64 = conn.query_row(&left, (), |row| row.get(0)).unwrap();
            assert_eq!(left, 0, "{place}");
        }
    }
}

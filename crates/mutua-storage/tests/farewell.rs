//! After a person is deleted, no table holds a word of theirs.
#![cfg(feature = "testing")]

use mutua_domain::id::PersonId;
use mutua_storage::{
    StorageError,
    tables::farewell,
    testing::{self, TestDatabase},
};
use uuid::Uuid;

/// What is planted wherever the person wrote something.
const WORD: &str = "Moonshine";
/// What another person wrote, which stays.
const OTHERS: &str = "Lanterns";

/// SQL with `{id:N}` for ids and `{bytes}` for the planted word as bytes, in one database's own spelling.
fn spelled(sql: &str, on_postgres: bool) -> String {
    let hex: String = WORD.bytes().map(|byte| format!("{byte:02x}")).collect();
    let bytes = if on_postgres { format!("'\\x{hex}'") } else { format!("x'{hex}'") };
    let others: String = OTHERS.bytes().map(|byte| format!("{byte:02x}")).collect();
    let others = if on_postgres { format!("'\\x{others}'") } else { format!("x'{others}'") };
    let sql = sql.replace("{others_bytes}", &others);
    let mut sql = sql.replace("{bytes}", &bytes).replace("{word}", &format!("'{WORD}'"));
    for n in 1..40u128 {
        let id = Uuid::from_u128(n);
        let id = if on_postgres { format!("'{id}'") } else { format!("x'{}'", id.simple()) };
        sql = sql.replace(&format!("{{id:{n}}}"), &id);
    }
    sql.replace("{others}", &format!("'{OTHERS}'"))
}

fn tell(database: &TestDatabase) {
    testing::run(database, &spelled(STORY, database.store.is_postgres()));
}

/// Person 1 leaves, person 2 stays. Every text that person 1 wrote, or that was kept for them, is the planted word.
const STORY: &str = "
INSERT INTO person (id, state, name, pronouns, language, time_zone, email, email_folded, password_hash, reach, is_administrator, link_epoch, created_at, changed_at)
  VALUES ({id:1}, 'full', {word}, {word}, 'en', 'UTC', {word}, {word}, {word}, {word}, FALSE, 0, 1, 1),
         ({id:2}, 'full', {others}, NULL, 'en', 'UTC', NULL, NULL, NULL, NULL, FALSE, 0, 1, 1);
INSERT INTO person_key VALUES ({id:1}, {bytes}, 1);
INSERT INTO session VALUES ({id:3}, {bytes}, {id:1}, {word}, 1, 1, 9);
INSERT INTO token VALUES ({id:3}, {bytes}, {id:1}, {word}, 1, NULL, NULL);
INSERT INTO link VALUES ({id:3}, {bytes}, 'recovery', {id:1}, {word}, 1, NULL, NULL);
INSERT INTO block VALUES ({id:1}, {id:2}, 1), ({id:2}, {id:1}, 1);
INSERT INTO idempotency VALUES ({id:1}, {word}, {bytes}, 201, {word}, {word}, 1);
INSERT INTO circle VALUES ({id:4}, NULL, {others}, {others}, NULL, NULL, 'invitation', {id:2}, 1, 1, FALSE);
INSERT INTO membership VALUES ({id:4}, {id:1}, {id:5}, 'member', 'active', FALSE, 1, NULL, 1, 1), ({id:4}, {id:2}, {id:6}, 'steward', 'active', FALSE, 1, NULL, 1, 1);
INSERT INTO application_answer VALUES ({id:4}, {id:1}, 0, 'Why?', {word});
INSERT INTO invitation VALUES ({id:4}, {id:7}, {id:1}, {word}, 0, NULL, 1, NULL, NULL);
INSERT INTO need VALUES ({id:1}, {id:8}, 'moral', 'kept', {bytes}, NULL, 1, 1);
INSERT INTO check_in VALUES ({id:1}, {id:25}, 9, 'people', {bytes}, 1, 1), ({id:2}, {id:26}, 9, 'people', {others_bytes}, 1, 1);
INSERT INTO check_in_reader VALUES ({id:1}, {id:25}, {id:2}), ({id:2}, {id:26}, {id:1});
INSERT INTO check_in_circle VALUES ({id:4}, {id:25}, {id:1}, 9, TRUE);
INSERT INTO check_in_setting VALUES ({id:1}, 'daily', TRUE, {word});
INSERT INTO supporter VALUES ({id:1}, {id:27}, {id:2}, {bytes}, 'weekly', 1, NULL, NULL, 1, 1), ({id:1}, {id:28}, NULL, {bytes}, 'none', 1, NULL, NULL, 1, 1), ({id:2}, {id:29}, {id:1}, {others_bytes}, 'none', 1, NULL, NULL, 1, 1);
INSERT INTO supporter_share VALUES ({id:4}, {id:28}, {id:1}, 1);
INSERT INTO check_in_alert VALUES ({id:1}, {id:2}, 1, NULL), ({id:2}, {id:1}, 1, NULL);
INSERT INTO stay VALUES ({id:1}, {id:4}, 1, NULL), ({id:2}, {id:4}, 1, NULL);
INSERT INTO tie VALUES ({id:1}, {id:2}, {word}, 1, NULL, {bytes}, {bytes}, 1);
INSERT INTO group_figure VALUES ({id:4}, 'mirror', 1, FALSE, NULL, 1);
INSERT INTO group_figure_voice VALUES ({id:4}, 'mirror', 1, {id:1});
INSERT INTO capacity VALUES ({id:1}, 60, 3, TRUE, NULL, 1), ({id:2}, 60, 3, TRUE, NULL, 1);
INSERT INTO suggestion VALUES ({id:4}, {id:10}, {id:1}, {word}, NULL, 1), ({id:4}, {id:9}, {id:2}, {others}, NULL, 1);
INSERT INTO mirror VALUES ({id:1}, FALSE, {bytes}, 1);
INSERT INTO day_link VALUES ({id:1}, {id:2}, {id:30}, 1, 1, {bytes}, {bytes}, 1);
INSERT INTO wellbeing_answer VALUES ({id:4}, 1, {id:1}, {id:31}, {bytes}, 1, 1), ({id:4}, 1, {id:2}, {id:32}, {others_bytes}, 1, 1);
INSERT INTO circle_week VALUES ({id:4}, 1, FALSE, NULL, NULL, NULL, NULL, 1);
INSERT INTO circle_week_voice VALUES ({id:4}, 1, {id:1});
INSERT INTO ask VALUES ({id:4}, {id:9}, {id:1}, {id:1}, {word}, {word}, 'moral', 'hour', 'open', NULL, {word}, 'circle', TRUE, 1, 'open', NULL, 9, 9, NULL, NULL, NULL, 1, 1),
  ({id:4}, {id:10}, {id:2}, {id:2}, {others}, {others}, 'moral', 'hour', 'open', NULL, NULL, 'circle', FALSE, 1, 'open', NULL, 9, 9, NULL, NULL, NULL, 1, 1),
  ({id:4}, {id:11}, {id:2}, {id:1}, {word}, {word}, 'moral', 'hour', 'open', NULL, NULL, 'circle', FALSE, 1, 'open', NULL, 9, 9, NULL, NULL, NULL, 1, 1);
INSERT INTO ask_reach VALUES ({id:4}, {id:9}, {id:4}, TRUE, 1), ({id:4}, {id:10}, {id:4}, TRUE, 1), ({id:4}, {id:11}, {id:4}, TRUE, 1);
INSERT INTO ask_chosen VALUES ({id:4}, {id:9}, {id:2}), ({id:4}, {id:10}, {id:1});
INSERT INTO pledge VALUES ({id:4}, {id:12}, {id:9}, {id:2}, {others}, 'accepted', NULL, {word}, FALSE, 1, 1, 'hand_over'),
  ({id:4}, {id:13}, {id:10}, {id:1}, {word}, 'made', NULL, {word}, FALSE, 1, 1, NULL);
INSERT INTO message VALUES ({id:4}, {id:9}, {id:14}, {id:1}, {word}, 1), ({id:4}, {id:9}, {id:15}, {id:2}, {others}, 1);
INSERT INTO help VALUES ({id:4}, {id:16}, NULL, NULL, {id:1}, {id:2}, 'moral', 1, 1), ({id:4}, {id:17}, NULL, NULL, {id:2}, {id:1}, 'moral', 1, 1);
INSERT INTO telling VALUES ({id:4}, {id:16}, 'giver', {id:1}, 'done', 5, {word}, 1), ({id:4}, {id:16}, 'receiver', {id:2}, 'done', 5, {others}, 1);
INSERT INTO thanks VALUES ({id:4}, {id:18}, {id:17}, {id:1}, {id:2}, {word}, 'circle', 1, 1), ({id:4}, {id:19}, {id:16}, {id:2}, {id:1}, {others}, 'circle', 1, 1);
INSERT INTO loan VALUES ({id:4}, {id:16}, {id:1}, {word}, NULL, 'agreed', 1, 1);
INSERT INTO offer VALUES ({id:4}, {id:20}, {id:1}, 'moral', {word}, {word}, {word}, {word}, 'open', 1, 1);
INSERT INTO offer_reach VALUES ({id:4}, {id:20}, {id:4}, TRUE);
INSERT INTO offer_skill VALUES ({id:4}, {id:20}, 0, {word});
INSERT INTO offer_word VALUES ({id:4}, {id:20}, {bytes});
INSERT INTO notice (person_id, id, kind, what, mail, created_at) VALUES ({id:1}, {id:21}, 'help', {word}, 'none', 1);
INSERT INTO notice_setting VALUES ({id:1}, 'help', 'off');
INSERT INTO mail (id, person_id, kind, address, subject, plain, html, state, created_at) VALUES ({id:22}, {id:1}, 'x', {word}, {word}, {word}, {word}, 'waiting', 1);
INSERT INTO job (id, kind, subject_id, run_at, attempts) VALUES ({id:23}, 'send_mail', {id:22}, 1, 0), ({id:24}, 'digest', {id:1}, 1, 0);
";

#[tokio::test]
async fn nothing_that_a_person_wrote_is_left_when_they_are_gone_and_what_others_wrote_stays() {
    for database in testing::databases() {
        tell(&database);
        let before = testing::search(&database, WORD);
        assert!(before.len() > 30, "the search finds what was planted: {before:?}");
        let others = testing::search(&database, OTHERS);
        let (one, now) = (PersonId(Uuid::from_u128(1)), jiff::Timestamp::from_second(1_700_000_000).unwrap());
        database.store.write(move |tx| farewell::leave(tx, one, now)).await.unwrap();
        assert_eq!(testing::search(&database, WORD), Vec::<String>::new());
        assert_eq!(testing::search(&database, OTHERS), others);
    }
}

#[tokio::test]
async fn those_on_the_other_side_are_found_before_everything_is_closed() {
    for database in testing::databases() {
        tell(&database);
        let one = PersonId(Uuid::from_u128(1));
        let (waiting, promised, open) = database
            .store
            .read(move |tx| -> Result<_, StorageError> {
                Ok((
                    farewell::waiting_for(tx, one)?,
                    farewell::promised_by(tx, one)?,
                    farewell::open_asks(tx, one)?,
                ))
            })
            .await
            .unwrap();
        assert_eq!((waiting.len(), promised.len(), open.len()), (1, 1, 2));
        let now = jiff::Timestamp::from_second(1_700_000_000).unwrap();
        database.store.write(move |tx| farewell::leave(tx, one, now)).await.unwrap();
        let left = database.store.read(move |tx| farewell::open_asks(tx, one)).await.unwrap();
        assert!(left.is_empty());
        // The other's own ask stands.
        let two = PersonId(Uuid::from_u128(2));
        let theirs = database.store.read(move |tx| farewell::open_asks(tx, two)).await.unwrap();
        assert_eq!(theirs.len(), 1);
    }
}

#[tokio::test]
async fn every_part_of_the_export_has_a_name_and_a_shape_for_each_column() {
    use mutua_storage::tables::export;
    for database in testing::databases() {
        tell(&database);
        let one = PersonId(Uuid::from_u128(1));
        for section in export::SECTIONS {
            let rows = database.store.read(move |tx| export::read(tx, section, one)).await.unwrap();
            assert!(!rows.is_empty(), "{}: the story has something in each part", section.name);
            assert!(rows.iter().all(|row| row.len() == section.columns.len()), "{}", section.name);
        }
    }
}

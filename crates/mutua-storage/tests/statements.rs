//! Every statement there is, prepared on both databases.
#![cfg(feature = "testing")]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use mutua_storage::{Statement, StorageError, all_statements, testing};

async fn described(
    store: &mutua_storage::Store,
) -> Vec<(&'static str, Result<(Vec<String>, usize), String>)> {
    store
        .read(|tx| -> Result<_, StorageError> {
            Ok(all_statements().map(|s| (s.name, tx.describe(s).map_err(|e| e.to_string()))).collect())
        })
        .await
        .unwrap()
}

#[tokio::test]
async fn both_databases_take_every_statement_and_see_it_alike() {
    let sqlite = testing::sqlite();
    let on_sqlite = described(&sqlite.store).await;
    for (name, description) in &on_sqlite {
        assert!(description.is_ok(), "{name} on SQLite: {description:?}");
    }
    for database in testing::databases().iter().filter(|d| d.store.is_postgres()) {
        // Each in a transaction of its own: PostgreSQL refuses the rest after the first that fails.
        for (statement, (name, description)) in all_statements().zip(&on_sqlite) {
            let statement: &'static Statement = statement;
            let on_postgres = database
                .store
                .read(move |tx| tx.describe(statement))
                .await
                .unwrap_or_else(|error| panic!("{name} on PostgreSQL: {error}"));
            let (columns, parameters) = description.as_ref().unwrap();
            assert_eq!(columns.len(), on_postgres.0.len(), "{name}: columns");
            assert_eq!(parameters, &on_postgres.1, "{name}: parameters");
        }
    }
}

#[test]
fn parameters_first_appear_in_order() {
    // SQLite numbers $2 before $1 if it comes first; PostgreSQL goes by the number.
    for statement in all_statements() {
        for sql in [statement.sqlite, statement.postgres] {
            let mut highest = 0;
            for piece in sql.split('$').skip(1) {
                let digits: String = piece.chars().take_while(char::is_ascii_digit).collect();
                let number: usize = digits.parse().unwrap();
                assert!(number <= highest + 1, "{}: ${number} comes too early", statement.name);
                highest = highest.max(number);
            }
        }
    }
}

#[test]
fn statements_keep_to_what_both_databases_mean_alike() {
    for statement in all_statements().filter(|s| s.sqlite == s.postgres) {
        let sql = statement.sqlite.to_lowercase();
        for word in
            ["now()", "current_timestamp", "json", "datetime(", "date(", "::", "ilike", "glob ", "ifnull"]
        {
            assert!(!sql.contains(word), "{} says {word}", statement.name);
        }
    }
}

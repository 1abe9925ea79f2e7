use std::path::{Path, PathBuf};

use jiff::Timestamp;
use mutua_domain::{Kind, life::ToldBy};
use mutua_service::testing::{self, TestApp};
use mutua_storage::{Statement, Value};
use proptest::prelude::*;

use super::{Options, helps, rows};

const LOG: &str = "\
time,from,to,kind,minutes,told_by,remark
2025-02-01T10:00:00Z,ana,ben,economic,30,giver,ignored
2025-02-02 11:30,ben,ana,,,both,\"a, quoted\"
2025-02-03,ana,cleo,moral,,receiver,
";

fn options() -> Options {
    Options { at: None, kind: Kind::Practical, skip_bad_rows: false, create_circle: true }
}

fn file(folder: &tempfile::TempDir, text: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join("log.csv");
    std::fs::write(&path, text).unwrap();
    path
}

fn defaults() -> rows::Defaults {
    rows::Defaults { at: testing::start(), kind: Kind::Practical, now: testing::start() }
}

macro_rules! statement {
    ($name:ident = $sql:literal) => {
        static $name: Statement = Statement { name: stringify!($name), sqlite: $sql, postgres: $sql };
    };
}
statement!(HELPS = "SELECT COUNT(*) FROM help");
statement!(TOLD_BY_SIDE = "SELECT COUNT(*) FROM telling WHERE side = $1");
statement!(
    BOTH =
        "SELECT COUNT(*) FROM telling g JOIN telling r ON r.circle_id = g.circle_id AND r.help_id = g.help_id
    WHERE g.side = 'giver' AND r.side = 'receiver'"
);
statement!(PERSONS = "SELECT COUNT(*) FROM person WHERE state = 'imported' AND email IS NULL");
statement!(IN_CIRCLE = "SELECT COUNT(*) FROM membership WHERE state <> 'left'");
statement!(
    AROUND =
        "SELECT (SELECT COUNT(*) FROM notice) + (SELECT COUNT(*) FROM mail) + (SELECT COUNT(*) FROM loan)"
);

async fn count(t: &TestApp, statement: &'static Statement, values: Vec<Value>) -> i64 {
    t.see(None, move |cx| Ok(cx.tx.count(statement, &values)?)).await.unwrap()
}

#[tokio::test]
async fn a_log_becomes_history_of_people_of_the_past() {
    for t in testing::apps() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(&folder, LOG);
        let summary = helps(&t.app, &path, "Linden Street", &options()).await.unwrap();
        let imported = summary.imported;
        assert_eq!((imported.helps, imported.persons, summary.circle_is_new), (3, 3, true));
        assert_eq!((imported.told_by_giver, imported.told_by_receiver, imported.told_by_both), (1, 1, 1));
        assert_eq!(count(&t, &HELPS, vec![]).await, 3);
        assert_eq!(count(&t, &PERSONS, vec![]).await, 3);
        assert_eq!(count(&t, &IN_CIRCLE, vec![]).await, 0, "they aren't members");
        assert_eq!(count(&t, &AROUND, vec![]).await, 0, "nobody is told, and nothing becomes a loan");
        // The same people again, in the circle by its id.
        let again = helps(&t.app, &path, &summary.circle, &options()).await.unwrap();
        assert_eq!((again.imported.persons, again.imported.known, again.circle_is_new), (0, 3, false));
        assert!(summary.to_string().contains("3 helps"), "{summary}");
    }
}

#[tokio::test]
async fn a_bad_row_stops_the_import_unless_it_is_left_out() {
    for t in testing::apps() {
        let folder = tempfile::tempdir().unwrap();
        let text = format!("{LOG}2025-02-04,ana,ana,,,,\nyesterday,ana,ben,,,,\n2025-02-05,ben,cleo,,,,\n");
        let path = file(&folder, text);
        let error = format!("{:#}", helps(&t.app, &path, "Linden Street", &options()).await.unwrap_err());
        assert!(error.contains("log.csv:5: to:") && error.contains("1 more"), "{error}");
        assert!(!error.contains("yesterday"), "{error}");
        assert_eq!(
            count(&t, &HELPS, vec![]).await + count(&t, &PERSONS, vec![]).await,
            0,
            "nothing was kept"
        );
        let skip = Options { skip_bad_rows: true, ..options() };
        let summary = helps(&t.app, &path, "Linden Street", &skip).await.unwrap();
        assert_eq!((summary.imported.helps, summary.left_out.len()), (4, 2));
        assert!(summary.left_out[1].contains("log.csv:6: time: \"yesterday\""), "{:?}", summary.left_out);
    }
}

#[tokio::test]
async fn the_circle_has_to_be_one() {
    for t in testing::apps() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(&folder, LOG);
        let only = Options { create_circle: false, ..options() };
        let error = helps(&t.app, &path, "Nowhere", &only).await.unwrap_err().to_string();
        assert!(error.contains("no circle \"Nowhere\"") && error.contains("--create-circle"), "{error}");
        let ana = t.person("Ana").await;
        t.circle("Garden", ana, &[], None).await;
        t.circle("Garden", ana, &[], None).await;
        let error = helps(&t.app, &path, "Garden", &options()).await.unwrap_err().to_string();
        assert!(error.contains("2 circles are called \"Garden\""), "{error}");
        assert_eq!(count(&t, &HELPS, vec![]).await, 0);
    }
}

#[test]
fn times_kinds_and_minutes_are_read_as_the_header_says() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let read = rows::read(LOG.as_bytes(), &defaults()).unwrap();
    assert!(read.bad.is_empty(), "{:?}", read.bad);
    let times: Vec<_> = read.helps.iter().map(|help| help.at).collect();
    assert_eq!(times, [at("2025-02-01T10:00:00Z"), at("2025-02-02T11:30:00Z"), at("2025-02-03T00:00:00Z")]);
    assert_eq!((read.helps[0].kind, read.helps[0].minutes), (Kind::Economic, Some(30)));
    assert_eq!((read.helps[1].kind, read.helps[1].told_by), (Kind::Practical, ToldBy::Both));
    let seconds = "\u{FEFF}Time, From ,TO,seconds\n2025-02-01T10:00:00+02:00,a,b,90\n2025-02-01,a,b,1\n";
    let read = rows::read(seconds.as_bytes(), &defaults()).unwrap();
    assert_eq!(read.helps[0].at, at("2025-02-01T08:00:00Z"));
    assert_eq!(read.helps.iter().map(|help| help.minutes).collect::<Vec<_>>(), [Some(2), Some(1)]);
}

#[test]
fn every_bad_cell_is_named() {
    let text = "time,from,to,kind,minutes,told_by\n\
        ,a,b,,,\n2025-02-01,,b,,,\n2025-02-01,a,b,cosmic,,\n2025-02-01,a,b,,-3,\n2025-02-01,a,b,,NaN,\n\
        2025-02-01,a,b,,,nobody\n2099-01-01,a,b,,,\n2025-02-01,a\n";
    let read = rows::read(text.as_bytes(), &defaults()).unwrap();
    let bad: Vec<_> = read.bad.iter().map(|bad| (bad.line, bad.column.as_str())).collect();
    let expected = [
        (2, "time"),
        (3, "from"),
        (4, "kind"),
        (5, "minutes"),
        (6, "minutes"),
        (7, "told_by"),
        (8, "time"),
        (9, "to"),
    ];
    assert_eq!(bad, expected);
    assert!(read.helps.is_empty());
    for header in ["", "a,b,c\n", "from,to\n", "from,to,said_by_giver\n"] {
        assert!(rows::read(header.as_bytes(), &defaults()).is_err(), "{header:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in any::<Vec<u8>>(), pairs in any::<bool>()) {
        let header = if pairs { "from,to,said_by_receiver,said_by_giver\n" } else { "time,from,to,minutes,kind\n" };
        let _ = rows::read(&bytes, &defaults());
        let _ = rows::read(&[header.as_bytes(), &bytes].concat(), &defaults());
    }

    #[test]
    fn no_cells_make_it_panic(cells in prop::collection::vec("[^\\r\\n\",]{0,12}", 0..30)) {
        let text = format!("time,from,to,minutes,kind,told_by\n{}", cells.join(","));
        let _ = rows::read(text.as_bytes(), &defaults());
    }
}

#[tokio::test]
async fn pairs_of_whom_both_were_asked() {
    let path =
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/nicaragua-aid/dyads.csv"));
    if !path.exists() {
        eprintln!("skipped: {} isn't here", path.display());
        return;
    }
    for t in testing::apps() {
        let summary = helps(&t.app, path, "Village", &options()).await.unwrap();
        assert!(summary.left_out.is_empty());
        // Told by either side; those told by both are Koster's 1,422 confirmed arcs.
        assert_eq!(count(&t, &HELPS, vec![]).await, 4131);
        assert_eq!(count(&t, &BOTH, vec![]).await, 1422);
        assert_eq!(count(&t, &TOLD_BY_SIDE, vec!["giver".into()]).await, 2958);
        assert_eq!(count(&t, &TOLD_BY_SIDE, vec!["receiver".into()]).await, 2595);
        assert_eq!(count(&t, &PERSONS, vec![]).await, 108);
        let imported = summary.imported;
        assert_eq!(
            (imported.told_by_both, imported.told_by_giver, imported.told_by_receiver),
            (1422, 1536, 1173)
        );
    }
}

#[test]
fn of_pairs_of_whom_both_were_asked_as_many_are_told_as_the_study_says() {
    let path =
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/nicaragua-aid/dyads.csv"));
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {} isn't here", path.display());
        return;
    };
    let asked_both: String = text
        .lines()
        .filter(|line| line.split(',').skip(2).take(2).all(|cell| !cell.is_empty()))
        .collect::<Vec<_>>()
        .join("\n");
    let read = rows::read(asked_both.as_bytes(), &defaults()).unwrap();
    assert_eq!((read.helps.len(), read.bad.len()), (4068, 0));
}

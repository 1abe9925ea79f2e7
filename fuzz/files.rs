//! What is fuzzed: any bytes may be refused, none may make a panic, and what is taken must keep its promises. Called
//! by the fuzz targets and, with bytes that proptest makes, by the tests of mutua-report.

use mutua_report::Surroundings;
use mutua_report::commands::matching::MatchArgs;
use mutua_report::output::{Format, OutputArgs};
use mutua_report::read::{self, Column, Names, ReadOptions, Rows, Source, Wanted};

const STRICT: ReadOptions = ReadOptions { skip_bad_rows: false, progress: false };
const SKIP: ReadOptions = ReadOptions { skip_bad_rows: true, progress: false };

fn source(bytes: &[u8]) -> Source {
    Source::bytes("fuzz", bytes.to_vec())
}

fn sound(rows: &Rows, kept: usize) {
    assert_eq!(rows.kept, kept as u64);
    assert_eq!(rows.read, rows.kept + rows.self_help + rows.left_out());
}

pub fn helps_csv(bytes: &[u8]) {
    for options in [STRICT, SKIP] {
        let mut names = Names::new();
        if let Ok(helps) = read::helps(&source(bytes), options, &mut names) {
            sound(&helps.rows, helps.time.len());
            let known = |id: &u32| (*id as usize) < names.len();
            assert!(helps.from.iter().all(known) && helps.to.iter().all(known));
            assert!(helps.from.iter().zip(&helps.to).all(|(from, to)| from != to));
            assert!(
                helps.kind.is_none_or(|kinds| kinds.iter().all(|kind| (*kind as usize) < helps.kinds.len()))
            );
            assert!(helps.amount.is_none_or(
                |(_, all)| all.len() == helps.time.len() && !all.iter().any(|amount| *amount < 0.0)
            ));
        }
    }
}

pub fn network_csv(bytes: &[u8]) {
    for weight in [None, Some("w")] {
        if let Ok(network) = read::network(&source(bytes), SKIP, weight) {
            let pairs: Vec<_> = network.arcs.iter().map(|(from, to, _)| (*from, *to)).collect();
            assert!(pairs.is_sorted_by(|a, b| a < b), "each pair once, in order");
            assert!(
                network
                    .arcs
                    .iter()
                    .all(|(from, to, weight)| from != to && *weight > 0.0 && weight.is_finite())
            );
            assert!(pairs.iter().all(|(from, to)| (*from.max(to) as usize) < network.names.len()));
        }
        let _ = read::network(&source(bytes), STRICT, weight);
    }
}

pub fn needs_csv(bytes: &[u8]) {
    for options in [STRICT, SKIP] {
        let mut names = Names::new();
        if let Ok(needs) = read::needs(&source(bytes), options, &mut names) {
            sound(&needs.rows, needs.time.len());
            assert!(needs.person.iter().all(|person| (*person as usize) < names.len()));
        }
    }
}

pub fn checkins_csv(bytes: &[u8]) {
    for options in [STRICT, SKIP] {
        let mut names = Names::new();
        if let Ok(checkins) = read::checkins(&source(bytes), options, &mut names) {
            sound(&checkins.rows, checkins.score.len());
            assert!(checkins.score.iter().all(|score| score.is_finite()));
        }
    }
}

pub fn table_csv(bytes: &[u8]) {
    let wanted = [Wanted::text("a"), Wanted::number("b").optional(), Wanted::time("c").optional()];
    for options in [STRICT, SKIP] {
        if let Ok(table) = read::table(&source(bytes), options, &wanted) {
            for column in &table.columns {
                match column {
                    Column::Text { values, rows } => {
                        sound(&table.rows, rows.len());
                        assert!(rows.iter().flatten().all(|id| (*id as usize) < values.len()));
                    }
                    Column::Number(rows) => {
                        sound(&table.rows, rows.len());
                        assert!(rows.iter().all(|number| number.is_nan() || number.is_finite()));
                    }
                    Column::Absent => {}
                }
            }
        }
    }
}

/// The beginning marks the bytes as Parquet, so that all of them go to that reader.
pub fn parquet(bytes: &[u8]) {
    let mut file = bytes.to_vec();
    let mark = file.len().min(4);
    file[..mark].copy_from_slice(&b"PAR1"[..mark]);
    helps_csv(&file);
    network_csv(&file);
    table_csv(&file);
}

pub fn match_json(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder for a moment");
    let file = folder.path().join("asks.json");
    std::fs::write(&file, bytes).expect("a file in it");
    for (format, skip_bad_rows) in [(Format::Json, false), (Format::Html, true), (Format::Text, true)] {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let args =
            MatchArgs { file: file.clone(), output: OutputArgs { format, output: None, skip_bad_rows } };
        let mut surroundings =
            Surroundings { out: &mut out, err: &mut err, progress: false, quiet: false, color: false };
        if mutua_report::run_match(&args, &mut surroundings).is_ok() {
            assert!(!out.is_empty());
        }
    }
}

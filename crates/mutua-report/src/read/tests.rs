//! However a file is read, it gives the same: by many threads or one, the quick way or the careful way.

use super::{Names, ReadOptions, Source, network};
use proptest::prelude::*;

const SKIP: ReadOptions = ReadOptions { skip_bad_rows: true, progress: false };

/// Names, arcs, rows left out, and helps to oneself.
type Read = (Vec<String>, Vec<(u32, u32, f64)>, u64, u64);

/// What the `csv` crate makes of a network, with our rules on values.
fn by_the_book(text: &[u8]) -> Read {
    let mut names = Names::new();
    let mut sums = std::collections::BTreeMap::new();
    let (mut bad, mut self_help) = (0, 0);
    let mut reader = csv::ReaderBuilder::new().has_headers(true).flexible(true).from_reader(text);
    for record in reader.byte_records() {
        let record = record.unwrap();
        let value =
            |at: usize| std::str::from_utf8(&record[at]).ok().map(|text| text.trim_ascii().to_owned());
        let row = (record.len() == 3).then(|| {
            let (from, to, weight) = (value(0)?, value(1)?, value(2)?.parse::<f64>().ok()?);
            (!from.is_empty() && !to.is_empty() && (0.0..=1e15).contains(&weight))
                .then_some((from, to, weight))
        });
        let Some(Some((from, to, weight))) = row else {
            bad += 1;
            continue;
        };
        let (from, to) = (names.intern(&from), names.intern(&to));
        if from == to {
            self_help += 1;
        } else if weight > 0.0 {
            *sums.entry((from, to)).or_insert(0.0) += weight;
        }
    }
    let arcs = sums.into_iter().map(|((from, to), weight)| (from, to, weight)).collect();
    (names.iter().map(str::to_owned).collect(), arcs, bad, self_help)
}

fn ours(text: &[u8], threads: usize) -> Read {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let source = Source::bytes("some.csv", text.to_vec());
    let network = pool.install(|| network(&source, SKIP, Some("w"))).unwrap();
    let names = network.names.iter().map(str::to_owned).collect();
    (names, network.arcs, network.rows.left_out(), network.rows.self_help)
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[a-e]{1,2}",
        2 => "[a-c]{7,18}",
        1 => Just("\"a\"".to_owned()),
        1 => Just("\"b,c\"".to_owned()),
        1 => Just("\"d\ne\"".to_owned()),
        1 => Just("\"f\"\"g\"".to_owned()),
        1 => Just("h\"i".to_owned()),
        1 => Just("\"j\"k".to_owned()),
        1 => Just(String::new()),
        1 => Just("é ö".to_owned()),
    ]
}

fn weight() -> impl Strategy<Value = String> {
    prop_oneof![8 => "[0-9]{1,3}", 2 => Just("2.5".to_owned()), 1 => Just("-1".to_owned()), 1 => Just("x".to_owned()), 1 => Just("\"3\"".to_owned())]
}

fn line(plain: bool) -> impl Strategy<Value = String> {
    let (value, weight) = if plain {
        ("[a-e]{1,2}".boxed(), "[0-9]{1,3}".boxed())
    } else {
        (value().boxed(), weight().boxed())
    };
    let ends = if plain { vec!["\n"] } else { vec!["\n", "\r\n", "\n\n", ",1\n", "\r"] };
    (value.clone(), value, weight, prop::sample::select(ends))
        .prop_map(|(from, to, weight, end)| format!("{from},{to},{weight}{end}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_csv_crate_reads_the_same(lines in prop::collection::vec(prop_oneof![6 => line(true), 1 => line(false)], 0..60)) {
        let text = format!("from,to,w\n{}", lines.concat());
        prop_assert_eq!(ours(text.as_bytes(), 3), by_the_book(text.as_bytes()));
    }

    #[test]
    fn threads_make_no_difference(lines in prop::collection::vec(line(true), 0..200), late in line(false)) {
        let text = format!("from,to,w\n{}{late}", lines.concat());
        prop_assert_eq!(ours(text.as_bytes(), 1), ours(text.as_bytes(), 4));
    }
}

//! However a file is read, it gives the same. Small files by small blocks are tested beside the readers; here is one
//! that fills many blocks of the real size.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use mutua_report::read::{self, Arcs, ReadOptions, Source};

fn by_threads(text: &str, threads: usize) -> Arcs {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let source = Source::bytes("some.csv", text.as_bytes().to_vec());
    let options = ReadOptions { skip_bad_rows: true, progress: false };
    pool.install(|| read::network(&source, options, Some("w"))).unwrap()
}

fn same(text: &str) -> Arcs {
    let (one, four) = (by_threads(text, 1), by_threads(text, 4));
    assert_eq!(one.arcs, four.arcs);
    assert!(one.names.iter().eq(four.names.iter()));
    assert_eq!(one.rows, four.rows);
    four
}

#[test]
fn a_large_file_is_read_the_same_by_any_number_of_threads() {
    let mut text = String::from("from,to,w\n");
    let mut sum = 0;
    for row in 0..700_000_u64 {
        let (from, to) = (row * 7919 % 5003, row * 104_729 % 4001);
        text.push_str(&format!("person-{from},p{to},{}\n", row % 60));
        sum += row % 60;
    }
    let total = |arcs: &Arcs| arcs.arcs.iter().map(|(_, _, weight)| weight).sum::<f64>();
    let quick = same(&text);
    assert_eq!((quick.rows.read, total(&quick)), (700_000, sum as f64));
    assert_eq!(quick.names.len(), 5003 + 4001);
    let middle = text.len() / 2;
    let middle = middle + text[middle..].find('\n').unwrap() + 1;
    text.insert_str(middle, "\"some\none\",\"an\"\"other\",5\nbad,row\n");
    let mixed = same(&text);
    assert_eq!((mixed.rows.read, mixed.rows.left_out(), total(&mixed)), (700_002, 1, (sum + 5) as f64));
    assert!(mixed.names.find("some\none").is_some() && mixed.names.find("an\"other").is_some());
}

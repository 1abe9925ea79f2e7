//! A short run of what `fuzz/` runs for long: bytes of any kind, and files that are nearly sound.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "../../../fuzz/files.rs"]
mod targets;

use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType, DoubleType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;

/// Pieces of which files are made, good and bad.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<&[u8]> = vec![
        b"time",
        b"from",
        b"to",
        b"w",
        b"kind",
        b"minutes",
        b"told_by",
        b"person",
        b"outcome",
        b"date",
        b"score",
        b"a",
        b"b",
        b"c",
        b",",
        b",",
        b",",
        b";",
        b"\t",
        b"\n",
        b"\n",
        b"\r\n",
        b"\r",
        b"\"",
        b"\"\"",
        b" ",
        b"Ana",
        b"Ben",
        b"1",
        b"-2.5",
        b"1e999",
        b"nan",
        b"inf",
        b"2024-05-31T14:00:00Z",
        b"2024-02-30",
        b"9999-12-31T23:59:59-23:59",
        b"kept",
        b"brought",
        b"giver",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\0",
        b"PAR1",
        b"[",
        b"{",
        b"}",
        b"]",
        b"\"match_cost\":",
        b"\"marginal_load_slope\":",
        b"\"capacity\":",
        b"\"unmet_cost\":",
        b"null",
        b"18446744073709551616",
    ];
    prop::sample::select(pieces).prop_map(<[u8]>::to_vec)
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        prop::collection::vec(piece(), 0..80).prop_map(|pieces| pieces.concat()),
        (header(), prop::collection::vec(piece(), 0..80)).prop_map(|(header, pieces)| [
            header,
            pieces.concat()
        ]
        .concat()),
    ]
}

fn header() -> impl Strategy<Value = Vec<u8>> {
    let headers: Vec<&[u8]> = vec![
        b"time,from,to,kind,minutes,told_by\n",
        b"from,to,w\n",
        b"time,person,outcome,kind\n",
        b"date;person;score\r\n",
        b"a\tb\tc\n",
        b"{\"match_cost\":[[1,2],[3,null]],\"marginal_load_slope\":[1,1],\"capacity\":[1,1],\"unmet_cost\":[9,9]",
    ];
    prop::sample::select(headers).prop_map(<[u8]>::to_vec)
}

/// A sound Parquet file with columns `time`, `from`, `to`, `w`.
fn parquet_file() -> Vec<u8> {
    let schema = "message m { required binary time (UTF8); required binary from (UTF8); optional binary to (UTF8); optional double w; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut writer =
        SerializedFileWriter::new(Vec::new(), schema, Arc::new(WriterProperties::builder().build())).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for column in 0..4 {
        let mut writer = group.next_column().unwrap().unwrap();
        let text = |texts: [&str; 3]| texts.map(|text| ByteArray::from(text.as_bytes().to_vec()));
        match column {
            0 => writer.typed::<ByteArrayType>().write_batch(&text(["2024-05-31"; 3]), None, None),
            1 => writer.typed::<ByteArrayType>().write_batch(&text(["Ana", "Ben", "Ana"]), None, None),
            2 => writer.typed::<ByteArrayType>().write_batch(
                &text(["Ben", "Cy", "Cy"]),
                Some(&[1, 1, 1]),
                None,
            ),
            _ => writer.typed::<DoubleType>().write_batch(&[1.5, 2.5], Some(&[1, 0, 1]), None),
        }
        .unwrap();
        writer.close().unwrap();
    }
    group.close().unwrap();
    writer.into_inner().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in bytes()) {
        targets::helps_csv(&bytes);
        targets::network_csv(&bytes);
        targets::needs_csv(&bytes);
        targets::checkins_csv(&bytes);
        targets::table_csv(&bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_match_panic(bytes in bytes()) {
        targets::match_json(&bytes);
    }

    #[test]
    fn a_damaged_parquet_file_makes_no_panic(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut file = parquet_file();
        for (at, byte) in damage {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if let Some(cut) = cut {
            file.truncate(cut.index(file.len()));
        }
        // The parquet crate's own panics are caught and told as a failure; their noise isn't.
        targets::parquet(&file);
    }
}

//! Parquet files give what CSV files with the same rows give.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::sync::Arc;

use mutua_report::read::{self, Names, ReadOptions, Source, Wanted};
use parquet::data_type::{
    ByteArray, ByteArrayType, DoubleType, FixedLenByteArray, FixedLenByteArrayType, Int32Type, Int64Type,
};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;

const STRICT: ReadOptions = ReadOptions { skip_bad_rows: false, progress: false };
const SKIP: ReadOptions = ReadOptions { skip_bad_rows: true, progress: false };

/// Values of a column; nothing where one is missing.
enum Values {
    Text(Vec<Option<&'static str>>),
    Whole(Vec<Option<i64>>),
    Small(Vec<Option<i32>>),
    Real(Vec<Option<f64>>),
    Uuid(Vec<Option<[u8; 16]>>),
}

/// A file with the same rows in each of so many row groups.
fn file(schema: &str, columns: &[Values], groups: usize) -> Source {
    let schema = Arc::new(parse_message_type(&format!("message m {{ {schema} }}")).unwrap());
    let properties = Arc::new(WriterProperties::builder().build());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
    for _ in 0..groups {
        let mut group = writer.next_row_group().unwrap();
        for values in columns {
            let mut column = group.next_column().unwrap().unwrap();
            write(&mut column, values);
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    Source::bytes("some.parquet", writer.into_inner().unwrap())
}

fn write(column: &mut SerializedColumnWriter<'_>, values: &Values) {
    fn levels<T>(values: &[Option<T>]) -> Vec<i16> {
        values.iter().map(|value| i16::from(value.is_some())).collect()
    }
    match values {
        Values::Text(values) => {
            let texts: Vec<_> =
                values.iter().flatten().map(|text| ByteArray::from(text.as_bytes().to_vec())).collect();
            column.typed::<ByteArrayType>().write_batch(&texts, Some(&levels(values)), None)
        }
        Values::Whole(values) => {
            let all: Vec<_> = values.iter().flatten().copied().collect();
            column.typed::<Int64Type>().write_batch(&all, Some(&levels(values)), None)
        }
        Values::Small(values) => {
            let all: Vec<_> = values.iter().flatten().copied().collect();
            column.typed::<Int32Type>().write_batch(&all, Some(&levels(values)), None)
        }
        Values::Real(values) => {
            let all: Vec<_> = values.iter().flatten().copied().collect();
            column.typed::<DoubleType>().write_batch(&all, Some(&levels(values)), None)
        }
        Values::Uuid(values) => {
            let all: Vec<_> =
                values.iter().flatten().map(|uuid| FixedLenByteArray::from(uuid.to_vec())).collect();
            column.typed::<FixedLenByteArrayType>().write_batch(&all, Some(&levels(values)), None)
        }
    }
    .unwrap();
}

#[test]
fn a_network_adds_up_over_row_groups() {
    let schema = "optional int64 to; optional double w; optional binary note (UTF8); optional int32 from;";
    let columns = [
        Values::Whole(vec![Some(2), Some(1), Some(3), Some(2)]),
        Values::Real(vec![Some(1.5), Some(2.0), None, Some(0.0)]),
        Values::Text(vec![None, Some("ignored"), None, None]),
        Values::Small(vec![Some(1), Some(2), Some(1), Some(2)]),
    ];
    let network = read::network(&file(schema, &columns, 5), STRICT, Some("w")).unwrap();
    assert_eq!(network.names.iter().collect::<Vec<_>>(), ["1", "2", "3"]);
    assert_eq!(network.arcs, [(0, 1, 7.5), (1, 0, 10.0)]);
    let rows = &network.rows;
    assert_eq!((rows.read, rows.kept, rows.self_help, rows.without_amount), (20, 15, 5, 5));
}

/// Threads that share one place in a file read what isn't theirs.
#[test]
fn a_file_gives_what_its_bytes_give_however_many_threads_read() {
    let numbers = |step: i64| Values::Whole((0..20_000).map(|row| Some(row * step % 9_973)).collect());
    let source = file("optional int64 from; optional int64 to;", &[numbers(7), numbers(31)], 24);
    let Source::Bytes(_, bytes) = &source else { panic!("it is bytes") };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ties.parquet");
    std::fs::write(&path, bytes).unwrap();
    let expected = read::network(&source, STRICT, None).unwrap();
    let threads = rayon::ThreadPoolBuilder::new().num_threads(8).build().unwrap();
    for _ in 0..5 {
        let found = threads.install(|| read::network(&Source::File(path.clone()), STRICT, None)).unwrap();
        assert!(found.arcs == expected.arcs && found.rows.kept == expected.rows.kept);
    }
}

#[test]
fn times_are_read_in_every_unit() {
    for (kind, value) in [
        ("TIMESTAMP(MILLIS,true)", 1_717_164_000_000),
        ("TIMESTAMP(MICROS,false)", 1_717_164_000_000_000),
        ("TIMESTAMP(NANOS,true)", 1_717_164_000_000_000_000),
    ] {
        let schema =
            format!("optional int64 time ({kind}); optional binary from (UTF8); optional binary to (UTF8);");
        let columns = [
            Values::Whole(vec![Some(value)]),
            Values::Text(vec![Some("Ana")]),
            Values::Text(vec![Some("Ben")]),
        ];
        let helps = read::helps(&file(&schema, &columns, 1), STRICT, &mut Names::new()).unwrap();
        assert_eq!(helps.time, [1_717_164_000_000_000], "{kind}");
    }
    let schema =
        "optional int32 date (DATE); optional fixed_len_byte_array(16) person (UUID); optional int32 score;";
    let columns = [
        Values::Small(vec![Some(19_874)]),
        Values::Uuid(vec![Some([0xab; 16])]),
        Values::Small(vec![Some(7)]),
    ];
    let mut names = Names::new();
    let checkins = read::checkins(&file(schema, &columns, 1), STRICT, &mut names).unwrap();
    assert_eq!((checkins.day[0], checkins.score[0]), (19_874, 7.0));
    assert_eq!(names.get(0), "abababab-abab-abab-abab-abababababab");
}

#[test]
fn bad_values_are_told_by_row_and_can_be_left_out() {
    let schema = "optional binary from (UTF8); optional binary to (UTF8); optional double w;";
    let columns = [
        Values::Text(vec![Some("a"), None, Some("a"), Some("a")]),
        Values::Text(vec![Some("b"), Some("b"), Some("b"), Some("b")]),
        Values::Real(vec![Some(1.0), Some(1.0), Some(f64::NAN), Some(-1.0)]),
    ];
    let source = file(schema, &columns, 2);
    let failure = read::network(&source, STRICT, Some("w")).unwrap_err().to_string();
    assert!(failure.starts_with("some.parquet, line 2, column \"from\": empty"), "{failure}");
    let network = read::network(&source, SKIP, Some("w")).unwrap();
    assert_eq!(network.arcs, [(0, 1, 2.0)]);
    assert_eq!(network.rows.left_out(), 6);
    let lines: Vec<_> = network.rows.skipped.iter().map(|skipped| skipped.first[1].line).collect();
    assert_eq!(lines, [6, 7, 8]);
}

#[test]
fn a_column_that_cannot_be_read_is_named() {
    let columns = [Values::Small(vec![Some(1)]), Values::Small(vec![Some(2)])];
    let of = |schema: &str| file(schema, &columns, 1);
    let failure = read::network(&of("optional int32 from; optional int32 till;"), STRICT, None).unwrap_err();
    assert_eq!(failure.to_string(), "some.parquet: no column \"to\"; there are \"from\", \"till\"");
    let table = [Wanted::number("at")];
    let schema = "optional int32 at (TIME(MILLIS,true)); optional int32 b;";
    let failure = read::table(&of(schema), STRICT, &table).unwrap_err().to_string();
    assert!(
        failure.contains("column \"at\" is of the type") && failure.ends_with("which isn't read"),
        "{failure}"
    );
    let failure = read::helps(&of("optional int32 time; optional int32 from;"), STRICT, &mut Names::new());
    assert!(failure.is_err());
}

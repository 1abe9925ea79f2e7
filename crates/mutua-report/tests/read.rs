//! What the readers answer to files as people really have them.

use mutua_report::read::{
    self, Arcs, Column, Helps, Names, ReadFailure, ReadOptions, Reason, Source, ToldBy, Wanted,
};

const STRICT: ReadOptions = ReadOptions { skip_bad_rows: false, progress: false };
const SKIP: ReadOptions = ReadOptions { skip_bad_rows: true, progress: false };

fn file(bytes: &[u8]) -> Source {
    Source::bytes("some.csv", bytes.to_vec())
}

fn helps(bytes: &[u8], options: ReadOptions) -> Result<(Names, Helps), ReadFailure> {
    let mut names = Names::new();
    let helps = read::helps(&file(bytes), options, &mut names)?;
    Ok((names, helps))
}

fn network(bytes: &[u8], weight: Option<&str>, options: ReadOptions) -> Result<Arcs, ReadFailure> {
    read::network(&file(bytes), options, weight)
}

fn failure<T>(result: Result<T, ReadFailure>) -> String {
    result.err().expect("a failure").to_string()
}

#[test]
fn an_empty_file_is_refused_and_a_header_alone_is_not() {
    assert_eq!(
        failure(helps(b"", STRICT)),
        "some.csv: empty: a header line with the names of the columns is needed"
    );
    assert_eq!(failure(helps(b"\n\r\n\n", STRICT)), failure(helps(b"", STRICT)));
    let (names, helps) = helps(b"time,from,to\n", STRICT).unwrap();
    assert!(names.is_empty() && helps.time.is_empty() && helps.rows.read == 0);
    assert!(network(b"from,to", None, STRICT).unwrap().arcs.is_empty());
}

#[test]
fn a_missing_column_is_named_with_those_that_are_there() {
    assert_eq!(
        failure(helps(b"when,from,to\n", STRICT)),
        "some.csv: no column \"time\"; there are \"when\", \"from\", \"to\""
    );
    assert_eq!(
        failure(network(b"from,to,hours\n", Some("minutes"), STRICT)),
        "some.csv: no column \"minutes\"; there are \"from\", \"to\", \"hours\""
    );
    assert_eq!(
        failure(network(b"from,to,to\n", None, STRICT)),
        "some.csv: column \"to\" is there more than once"
    );
}

#[test]
fn a_bad_row_is_told_with_file_line_column_and_reason() {
    let text = b"time,from,to,minutes\n2024-01-01,a,b,5\n\n2024-01-02,a,b,soon\n";
    assert_eq!(
        failure(helps(text, STRICT)),
        "some.csv, line 4, column \"minutes\": \"soon\" is not a number. With --skip-bad-rows such rows are left out and counted"
    );
    assert!(
        failure(helps(b"time,from,to\nyesterday,a,b\n", STRICT))
            .contains("line 2, column \"time\": \"yesterday\" is not a time, such as 2024-05-31T14:00:00Z")
    );
    assert!(
        failure(helps(b"time,from,to\n2024-01-01,,b\n", STRICT)).contains("line 2, column \"from\": empty")
    );
    assert!(
        failure(helps(b"time,from,to\n2024-01-01,a\n", STRICT))
            .contains("line 2: 2 instead of 3: not as many values as the header has columns")
    );
    assert!(
        failure(helps(b"time,from,to\n2024-01-01,a,b\xff\n", STRICT))
            .contains("column \"to\": \"b\u{fffd}\" is not UTF-8")
    );
}

#[test]
fn bad_rows_can_be_left_out_and_are_counted_by_reason() {
    let text = b"from,to,w\na,b,1\na,b,-1\na,b,nan\na,b,inf\na,b,1e300\na,b,x\nc,d\n,b,1\na,b\xff,1\ne,f,-2\na,b,2\n";
    let network = network(text, Some("w"), SKIP).unwrap();
    assert_eq!(network.arcs, [(0, 1, 3.0)]);
    assert_eq!(network.names.len(), 2, "a row that is left out makes nobody known");
    let counts: Vec<_> = network.rows.skipped.iter().map(|skipped| (skipped.reason, skipped.rows)).collect();
    assert_eq!(
        counts,
        [
            (Reason::Negative, 2),
            (Reason::NotFinite, 2),
            (Reason::TooLarge, 1),
            (Reason::NotANumber, 1),
            (Reason::WrongNumberOfValues, 1),
            (Reason::Empty, 1),
            (Reason::NotUtf8, 1),
        ]
    );
    assert_eq!(network.rows.skipped[0].first.iter().map(|place| place.line).collect::<Vec<_>>(), [3, 11]);
    assert_eq!((network.rows.read, network.rows.kept, network.rows.left_out()), (11, 2, 9));
    assert!(
        network
            .rows
            .remark()
            .unwrap()
            .starts_with("some.csv: left out 9 of 11 rows (2 below zero, lines 3, 11;")
    );
    let json = serde_json::to_value(&network.rows).unwrap();
    assert_eq!(json["skipped"][0]["reason"], "negative");
    assert_eq!(json["skipped"][0]["first"][0]["line"], 3);
}

#[test]
fn help_to_oneself_is_left_out_and_counted() {
    let network = network(b"from,to\na,a\nb,b\na,b\na,b\n", None, STRICT).unwrap();
    assert_eq!(network.names.len(), 2);
    assert_eq!(network.arcs, [(0, 1, 2.0)], "rows that repeat add up");
    assert_eq!(network.rows.self_help, 2);
    let (names, helps) = helps(b"time,from,to\n2024-01-01,a,a\n", STRICT).unwrap();
    assert_eq!((names.len(), helps.time.len(), helps.rows.self_help), (1, 0, 1));
}

#[test]
fn an_empty_or_zero_weight_makes_persons_known_and_no_tie() {
    let network = network(b"from,to,w\na,b,0\nb,c,\nc,a,1\n", Some("w"), STRICT).unwrap();
    assert_eq!(network.names.iter().collect::<Vec<_>>(), ["a", "b", "c"]);
    assert_eq!(network.arcs, [(2, 0, 1.0)]);
    assert_eq!(network.rows.without_amount, 1);
}

#[test]
fn a_log_has_all_its_columns_in_any_order_of_time_and_zone() {
    let text = b"x,told_by,seconds,to,kind,from,time\n\
        1,giver,60,Ben,ride,Ana,2024-05-31T14:00:00+02:00\n\
        2,,,Ana,,Ben,2024-05-31T12:00:00\n\
        3,both,1.5,Ana,ride,Cy,2023-01-01\n";
    let (names, helps) = helps(text, STRICT).unwrap();
    assert_eq!(names.iter().collect::<Vec<_>>(), ["Ana", "Ben", "Cy"]);
    assert_eq!((&helps.from[..], &helps.to[..]), (&[0, 1, 2][..], &[1, 0, 0][..]));
    assert_eq!(helps.time[0], helps.time[1]);
    assert!(helps.time[2] < helps.time[0]);
    assert_eq!(helps.told_by.unwrap(), [ToldBy::Giver, ToldBy::NotSaid, ToldBy::Both]);
    assert_eq!(helps.kinds.iter().collect::<Vec<_>>(), ["ride", "unnamed"]);
    assert_eq!(helps.kind.unwrap(), [0, 1, 0]);
    let (unit, amounts) = helps.amount.unwrap();
    assert_eq!(unit, read::AmountUnit::Seconds);
    assert!(amounts[0] == 60.0 && amounts[1].is_nan() && amounts[2] == 1.5);
    assert_eq!(helps.rows.without_amount, 1);
}

#[test]
fn words_of_a_column_must_be_known() {
    assert!(
        failure(helps(b"time,from,to,told_by\n2024-01-01,a,b,Giver\n", STRICT))
            .contains("\"Giver\" is none of giver, receiver, both")
    );
    let needs = |text: &[u8]| read::needs(&file(text), STRICT, &mut Names::new());
    assert!(
        failure(needs(b"time,person,outcome\n2024-01-01,a,met\n"))
            .contains("\"met\" is neither kept nor brought")
    );
    let needs = needs(b"time,person,outcome,kind\n2024-01-01,a,kept,care\n2024-01-01,b,brought,\n").unwrap();
    assert_eq!((&needs.brought[..], &needs.kind.unwrap()[..]), (&[false, true][..], &[0, 1][..]));
}

#[test]
fn check_ins_have_a_date_and_a_score() {
    let checkins = |text: &[u8]| read::checkins(&file(text), STRICT, &mut Names::new());
    let read = checkins(b"date,person,score\n1970-01-03T23:00:00-08:00,a,-0.5\n1970-01-01,b,10\n").unwrap();
    assert_eq!((&read.day[..], &read.score[..]), (&[2, 0][..], &[-0.5, 10.0][..]));
    assert!(failure(checkins(b"date,person,score\n1970-01-01,a,\n")).contains("column \"score\": empty"));
    assert!(
        failure(checkins(b"date,person,score\n1/2/1970,a,3\n")).contains("is not a date, such as 2024-05-31")
    );
}

#[test]
fn forms_of_csv_make_no_difference() {
    let plain = network(b"from,to,w\nAna B,Ben,1.5\nBen,Cy,2\n", Some("w"), STRICT).unwrap();
    for text in [
        &b"\xef\xbb\xbffrom,to,w\r\nAna B,Ben,1.5\r\nBen,Cy,2\r\n"[..],
        b"from;to;w\nAna B;Ben;1.5\nBen;Cy;2",
        b"from\tto\tw\nAna B\tBen\t1.5\nBen\tCy\t2\n",
        b"\"from\",\"to\",\"w\"\n\"Ana B\",\"Ben\",\"1.5\"\n\"Ben\",\"Cy\",\"2\"\n",
        b"\"from\",\"to\",\"w\"\r\n\"Ana B\",\"Ben\",1.5\r\n\r\n\r\nBen,\"Cy\",2",
        b" from , to ,w\n Ana B ,\tBen, 1.5 \nBen,Cy,2\n",
        b"from,to,w,\"a \"\"note\"\"\"\nAna B,Ben,1.5,\"one\nline, and \"\"another\"\"\"\nBen,Cy,2,x\"y\n",
        b"from,to,w\rAna B,Ben,1.5\rBen,Cy,2\r",
    ] {
        let other = network(text, Some("w"), STRICT).unwrap();
        let shown = String::from_utf8_lossy(text);
        assert_eq!(other.arcs, plain.arcs, "{shown}");
        assert_eq!(other.names.iter().collect::<Vec<_>>(), ["Ana B", "Ben", "Cy"], "{shown}");
    }
}

#[test]
fn lines_are_counted_right_after_line_ends_within_quotes() {
    let text = b"from,to,w\r\na,b,1\r\n\"x\r\ny\",b,1\r\n\r\na,b,oops\r\n";
    assert!(failure(network(text, Some("w"), STRICT)).contains("line 6, column \"w\": \"oops\""));
}

#[test]
fn what_is_no_text_file_is_told_apart() {
    assert_eq!(failure(helps(b"\xff\xfet\0i\0", STRICT)), "some.csv: in UTF-16; save it in UTF-8");
    assert_eq!(failure(helps(b"\x1f\x8b\x08\0", STRICT)), "some.csv: compressed; unpack it first");
    assert!(failure(helps(b"PK\x03\x04...", STRICT)).contains("save it as CSV"));
    assert!(failure(helps(b"PAR1, so it said", STRICT)).starts_with("some.csv: "));
    let missing = Source::File("/no/such/file.csv".into());
    assert!(failure(read::network(&missing, STRICT, None)).starts_with("/no/such/file.csv: "));
}

#[test]
fn a_line_without_end_is_refused() {
    let mut text = b"from,to\na,b\n".to_vec();
    text.resize(40 << 20, b'x');
    assert!(failure(network(&text, None, SKIP)).contains("a line is longer than 16 MiB"));
    let mut quoted = b"from,to\na,\"b\n".to_vec();
    for _ in 0..(3 << 20) {
        quoted.extend_from_slice(b"more,text\n");
    }
    assert!(failure(network(&quoted, None, SKIP)).contains("a line is longer than 16 MiB"));
    let long = [b"from,to\n".as_slice(), &[b'a'; 100_000], b",b\n"].concat();
    assert_eq!(network(&long, None, STRICT).unwrap().names.get(0).len(), 100_000);
}

#[test]
fn a_table_keeps_rows_with_missing_values() {
    let text = b"couple,mood,day,role\nk1,4,2024-01-01,\nk2,NA,3,wife\n,nan,2024-01-01T12:00:00Z,wife\n";
    let wanted = [
        Wanted::text("couple"),
        Wanted::number("mood"),
        Wanted::time("day"),
        Wanted::text("role"),
        Wanted::number("none").optional(),
    ];
    let table = read::table(&file(text), STRICT, &wanted).unwrap();
    let [
        Column::Text { rows: couples, .. },
        Column::Number(mood),
        Column::Number(day),
        Column::Text { rows: roles, values },
        Column::Absent,
    ] = &table.columns[..]
    else {
        panic!("other columns")
    };
    assert_eq!(couples[..], [Some(0), Some(1), None]);
    assert_eq!(roles[..], [None, Some(0), Some(0)]);
    assert_eq!(values.get(0), "wife");
    assert!(mood[0] == 4.0 && mood[1].is_nan() && mood[2].is_nan());
    assert_eq!(day[..], [19_723.0, 3.0, 19_723.5]);
    assert!(
        failure(read::table(&file(b"mood\ninf\n"), STRICT, &[Wanted::number("mood")]))
            .contains("not a finite number")
    );
}

#[test]
fn standard_input_is_named_so() {
    assert_eq!(Source::from(std::path::Path::new("-")), Source::Stdin);
    assert_eq!(Source::Stdin.name(), "standard input");
}

#[test]
fn a_file_that_is_not_there_is_told_once_in_words() {
    let missing = Source::from(std::path::Path::new("nowhere/ties.csv"));
    let error = read::network(&missing, STRICT, None).expect_err("there is none");
    assert_eq!(error.to_string(), "nowhere/ties.csv: there is no such file or folder");
    // Whoever prints the chain of causes must not say it twice.
    let failure = mutua_report::Failure::from(error);
    assert!(std::error::Error::source(&failure).is_none());
}

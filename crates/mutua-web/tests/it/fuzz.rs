//! A short run of what `fuzz/` runs for long: bytes of any kind, and what is nearly a card, a form or an object.

#[path = "../../../../fuzz/typed.rs"]
mod targets;

use proptest::prelude::*;

fn one_of(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat().into_bytes())
}

fn bytes(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        any::<String>().prop_map(String::into_bytes),
        one_of(pieces),
        (one_of(pieces), any::<String>(), one_of(pieces)).prop_map(|(before, text, after)| [
            before,
            text.into_bytes(),
            after
        ]
        .concat()),
    ]
}

const CARDS: &[&str] = &[
    "BEGIN:VCARD",
    "END:VCARD",
    "VERSION:2.1",
    "VERSION:4.0",
    "FN:Ana",
    "N:;Ana;;;",
    "TEL:tel:+1",
    "ADR:;;1 Way;;;;",
    "FN;ENCODING=QUOTED-PRINTABLE:",
    "FN;CHARSET=ISO-8859-1:",
    "NOTE:a\\nb\\",
    "=C3",
    "=\r\n",
    "\r\n",
    "\n",
    "\n ",
    ";",
    ":",
    "item1.",
    "\"",
    "\\",
    "é",
    "\u{202E}",
];
const BODIES: &[&str] = &[
    "{",
    "}",
    "\"",
    ":",
    ",",
    "[",
    "]",
    "null",
    "9e9",
    "title=",
    "title=A ladder",
    "&",
    "kind=",
    "kind=practical",
    "\"title\":\"A ladder\"",
    "\"kind\":\"moral\"",
    "timing=choices",
    "timing=by_date",
    "due=",
    "2026-02-30",
    "9999-12-31",
    "-9999-01-01T00:00",
    "times=",
    "times_end=",
    "T23:59:60",
    "helpers_wanted=",
    "18446744073709551616",
    "-1",
    "%",
    "%00",
    "%F0%9F",
    "+",
    "expires=",
    "widen=",
    "skills=",
    "a, b",
    "\\u0000",
    "\\ud800",
];
const TEXTS: &[&str] = &[
    "a",
    "Ana",
    "@",
    ".",
    "-",
    "example.org",
    "xn--",
    "\u{202E}",
    "\u{200D}",
    "\u{0}",
    "\n",
    "\r\n",
    " ",
    "smtp://",
    "smtps://",
    "u:p@",
    "%",
    ":25",
    "?from=",
    "file:",
    "/",
    "10.0.0.0/8",
    "::1",
    ",",
    "none",
    "de",
    "en;q=0.5",
    ";q=nan",
    "10",
    "1e1",
    "İ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_card_makes_it_panic(bytes in bytes(CARDS)) {
        targets::vcards(&bytes);
    }

    #[test]
    fn no_body_makes_it_panic(bytes in bytes(BODIES)) {
        targets::bodies(&bytes);
    }

    #[test]
    fn no_text_makes_it_panic(bytes in bytes(TEXTS)) {
        targets::texts(&bytes);
    }
}

//! The way in and out: vCards 2.1, 3.0 and 4.0 as phones write them, read for a look before anything is kept; and vCard
//! 4.0 (RFC 6350) to take along. Photos and whatever else isn't a name, a way to reach someone or a note is passed over.

use std::collections::BTreeSet;

use mutua_domain::{
    Invalid, Problem,
    id::SupporterId,
    text::{Email, Lines, Name},
};
use mutua_storage::tables::supporters;
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation as _;
use utoipa::ToSchema;
use vcard::tree::{
    codec::mode::VcardEscaper, cst::VcardCst, line::VcardLine, value::cursor::VcardValueCursor,
};

use super::{SupporterInput, SupporterView, add_all, opened, show, team};
use crate::{
    cx::Cx,
    error::{Error, Result},
};

/// The largest file that is read.
pub const LARGEST: usize = 8 * 1024 * 1024;
/// The most cards of one file.
const MOST_CARDS: usize = 500;
/// How long a line of a card may be (RFC 6350, 3.2).
const FOLD: usize = 75;

/// A card that was read; nothing of it is kept yet.
#[derive(Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CardRead {
    /// The name.
    pub name: String,
    /// Ways to reach them, one a line.
    pub ways: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// Whether someone of this name is on the team already.
    pub known: bool,
}

/// Says nothing of what it holds: it belongs in no log.
impl std::fmt::Debug for CardRead {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CardRead")
    }
}

/// What a file of cards holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CardsRead {
    /// The cards, in their order.
    pub cards: Vec<CardRead>,
    /// How many were passed over because they have no name.
    pub nameless: usize,
}

/// A file of cards, for programs.
#[derive(Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct CardsInput {
    /// The text of a file of vCards.
    pub cards: String,
}

/// Says nothing of what it holds: it belongs in no log.
impl std::fmt::Debug for CardsInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CardsInput")
    }
}

/// Several for the team at once, for programs.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct SeveralInput {
    /// Those who are to be taken onto the team: all or none.
    pub supporters: Vec<SupporterInput>,
}

/// How many were taken onto the team.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Added {
    /// How many.
    pub added: usize,
}

/// Takes several onto the team of the person who acts.
///
/// # Errors
/// As for [`add_all`]. A problem names the place in the list, from 1.
pub fn keep(cx: &mut Cx<'_, '_>, input: &SeveralInput) -> Result<Added> {
    Ok(Added { added: add_all(cx, &input.supporters)? })
}

/// Reads a file of cards for a look, for the person who acts. Nothing is kept.
///
/// # Errors
/// `cards-none` where it holds none, `cards-line` with the line where it can't be read on, `cards-many` beyond 500.
pub fn read(cx: &mut Cx<'_, '_>, file: &[u8]) -> Result<CardsRead> {
    let me = cx.me()?;
    let mut read = parse(file).map_err(|problem| Error::from(Invalid(vec![("cards", problem)])))?;
    let rows = supporters::of_person(cx.tx, me)?;
    let known: BTreeSet<String> = opened(cx, rows)?.iter().map(|one| one.name.to_lowercase()).collect();
    for card in &mut read.cards {
        card.known = known.contains(&card.name.to_lowercase());
    }
    Ok(read)
}

/// What a file of cards holds, without a look at who is known already.
///
/// # Errors
/// As for [`read`].
pub fn parse(file: &[u8]) -> std::result::Result<CardsRead, Problem> {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let mut read = CardsRead { cards: Vec::new(), nameless: 0 };
    let mut open: Option<Fields> = None;
    let mut rest = file;
    while !rest.iter().all(u8::is_ascii_whitespace) {
        let here = rest;
        let (line, tail) = VcardLine::take(rest).map_err(|_| bad_line(file, here, open.is_some()))?;
        rest = tail;
        match (line.bare_name().to_ascii_uppercase().as_str(), open.as_mut()) {
            ("BEGIN", None) if is_card(&line) => open = Some(Fields::default()),
            (_, None) => return Err(bad_line(file, here, false)),
            ("BEGIN", Some(fields)) => fields.depth += 1,
            ("END", Some(fields)) if fields.depth > 0 => fields.depth -= 1,
            ("END", Some(_)) => {
                match open.take().and_then(Fields::card) {
                    Some(card) => read.cards.push(card),
                    None => read.nameless += 1,
                }
                if read.cards.len() + read.nameless > MOST_CARDS {
                    return Err(Problem::new("cards-many").with("max", number(MOST_CARDS)));
                }
            }
            (name, Some(fields)) if fields.depth == 0 => fields.take(name, line),
            // Of a card within a card.
            _ => {}
        }
    }
    if open.is_some() {
        return Err(Problem::new("cards-cut").with("line", line_number(file, rest)));
    }
    if read.cards.is_empty() && read.nameless == 0 { Err(Problem::new("cards-none")) } else { Ok(read) }
}

fn is_card(line: &VcardLine<'_>) -> bool {
    line.raw_value_str().trim().eq_ignore_ascii_case("vcard")
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The line, from 1, at which what is left of a file begins; blank lines before it don't count.
fn line_number(file: &[u8], rest: &[u8]) -> i64 {
    let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let before = file.len() - rest.len() + blank;
    number(file.iter().take(before).filter(|byte| **byte == b'\n').count() + 1)
}

/// What isn't a card at its very beginning is no file of cards at all.
fn bad_line(file: &[u8], rest: &[u8], inside: bool) -> Problem {
    if !inside && file.len() == rest.len() {
        return Problem::new("cards-none");
    }
    Problem::new("cards-line").with("line", line_number(file, rest))
}

/// What is read of a card.
#[derive(Default)]
struct Fields {
    /// How many cards within it are open.
    depth: usize,
    escaper: VcardEscaper,
    full: String,
    parts: String,
    other: Vec<String>,
    phones: Vec<String>,
    mails: Vec<String>,
    places: Vec<String>,
    sites: Vec<String>,
    notes: Vec<String>,
}

impl Fields {
    fn take(&mut self, name: &str, mut line: VcardLine<'_>) {
        if name == "VERSION" {
            self.escaper = VcardEscaper::for_version_str(line.raw_value_str().trim());
            return;
        }
        line.value.escaper = self.escaper;
        let mut text = || VcardValueCursor { line: &mut line }.charset().trim().to_owned();
        match name {
            "FN" => self.full = text(),
            "N" => self.parts = name_of_parts(&text()),
            "NICKNAME" | "ORG" => self.other.push(text().replace(';', " ")),
            "TEL" => self.phones.push(without(text(), "tel:")),
            "EMAIL" => self.mails.push(without(text(), "mailto:")),
            "ADR" => self.places.push(in_one_line(&text())),
            "URL" => self.sites.push(text()),
            "NOTE" => self.notes.push(text()),
            _ => {}
        }
    }

    /// The card, if it has a name of any sort.
    fn card(self) -> Option<CardRead> {
        let Self { full, parts, other, phones, mails, places, sites, notes, .. } = self;
        let names = [full, parts].into_iter().chain(other).chain(mails.clone()).chain(phones.clone());
        let name =
            names.map(|name| cut(&name.replace('\n', " "), Name::MAX)).find(|n| Name::parse(n).is_ok())?;
        let mut seen = BTreeSet::new();
        let ways = phones.into_iter().chain(mails).chain(places).chain(sites);
        let ways: Vec<String> = ways.filter(|way| !way.is_empty() && seen.insert(way.clone())).collect();
        let some = |text: String| Some(cut(&text, Lines::MAX)).filter(|text| !text.is_empty());
        Some(CardRead { name, ways: some(ways.join("\n")), note: some(notes.join("\n")), known: false })
    }
}

fn without(text: String, scheme: &str) -> String {
    match text.get(..scheme.len()) {
        Some(begin) if begin.eq_ignore_ascii_case(scheme) => text[scheme.len()..].to_owned(),
        _ => text,
    }
}

/// "Family;Given;…" as people say it.
fn name_of_parts(text: &str) -> String {
    let mut parts = text.split(';').map(str::trim);
    let (family, given) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    format!("{given} {family}").trim().to_owned()
}

/// The parts of an address in one line.
fn in_one_line(text: &str) -> String {
    let parts: Vec<&str> = text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// At most so many characters as a reader counts them.
fn cut(text: &str, max: usize) -> String {
    let text = text.trim();
    if text.graphemes(true).count() <= max && text.len() <= max * 8 {
        return text.to_owned();
    }
    let mut short: String = text
        .graphemes(true)
        .take(max - 1)
        .scan(0, |bytes, piece| {
            *bytes += piece.len();
            (*bytes < max * 8 - 8).then_some(piece)
        })
        .collect();
    short.push('…');
    short
}

/// A card of one of the team of the person who acts: name, ways to reach, note.
///
/// # Errors
/// Where it isn't theirs.
pub fn of_one(cx: &mut Cx<'_, '_>, id: SupporterId) -> Result<String> {
    Ok(write(&show(cx, id)?))
}

/// The cards of the whole team of the person who acts.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn of_team(cx: &mut Cx<'_, '_>) -> Result<String> {
    Ok(team(cx)?.items.iter().map(write).collect())
}

fn line(name: &'static str, text: &str) -> VcardLine<'static> {
    let mut line = VcardLine::text(name, "");
    line.value.set(&[text]);
    line
}

fn write(one: &SupporterView) -> String {
    let mut card = VcardCst::v4();
    card.props.push(line("UID", &format!("urn:uuid:{}", one.id)));
    card.props.push(line("FN", &one.name));
    let (given, family) = one.name.rsplit_once(' ').unwrap_or((&one.name, ""));
    let mut parts = VcardLine::text("N", "");
    for (place, text) in [family, given, "", "", ""].iter().enumerate() {
        parts.value.set_component(place, &[text]);
    }
    card.props.push(parts);
    let mut notes: Vec<&str> = Vec::new();
    for way in one.ways.as_deref().unwrap_or_default().lines().map(str::trim).filter(|way| !way.is_empty()) {
        match sort_of_way(way) {
            Some(name) => card.props.push(line(name, way)),
            None => notes.push(way),
        }
    }
    notes.extend(one.note.as_deref());
    if !notes.is_empty() {
        card.props.push(line("NOTE", &notes.join("\n")));
    }
    let text = String::from_utf8_lossy(&card.to_bytes()).into_owned();
    text.split_inclusive("\r\n").map(folded).collect()
}

/// Where a tap on a way to reach someone leads; nowhere where it is said in words.
pub fn link_of(way: &str) -> Option<String> {
    let way = way.trim();
    match sort_of_way(way)? {
        "TEL" => {
            let number: String = way.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            Some(format!("tel:{number}"))
        }
        "EMAIL" => Some(format!("mailto:{way}")),
        _ => Some(way.to_owned()),
    }
}

/// What a way to reach someone is, as cards call it; none where it is said in words.
fn sort_of_way(way: &str) -> Option<&'static str> {
    let digits = way.chars().filter(char::is_ascii_digit).count();
    if digits >= 3 && way.chars().all(|c| c.is_ascii_digit() || "+ ()-./".contains(c)) {
        return Some("TEL");
    }
    if way.starts_with("https://") || way.starts_with("http://") {
        return Some("URL");
    }
    Email::parse(way).is_ok().then_some("EMAIL")
}

/// A line of a card, folded where it is too long.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + line.len() / FOLD * 3);
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > FOLD && c != '\r' && c != '\n' {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(file: &str) -> CardsRead {
        parse(file.as_bytes()).unwrap()
    }

    fn problem(file: &[u8]) -> (&'static str, Option<i64>) {
        let problem = parse(file).unwrap_err();
        (problem.code, problem.args.get("line").copied())
    }

    #[test]
    fn what_phones_write_is_read() {
        // iOS, 3.0: groups, folded lines, a photo, an address.
        let ios = "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iPhone OS 17.0//EN\r\nN:Byrne;Miro;;;\r\nFN:Miro Byrne\r\n\
            item1.TEL;type=CELL;type=VOICE;type=pref:+353 87 000 0000\r\nitem1.X-ABLabel:_$!<Mobile>!$_\r\n\
            EMAIL;type=INTERNET:miro@\r\n example.org\r\nitem2.ADR;type=HOME:;;Quay 4\\, top;Lanna;;;Ireland\r\n\
            PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD\r\n /2wBDAAEBAQEBAQEBAQEBAQEBAQEB\r\nNOTE:Rings twice\\nthen waits\r\nEND:VCARD\r\n";
        // Android, 2.1: quoted-printable, soft line breaks, bare parameters.
        let android = "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=93 R=C3=B3is=C3=ADn;=C3=81ine;;;\n\
            FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=81ine =\n=C3=93 R=C3=B3is=C3=ADn\nTEL;CELL;PREF:0871234567\n\
            TEL;HOME:0871234567\nEND:VCARD\n";
        let four = "BEGIN:VCARD\nVERSION:4.0\nFN:مريم\nTEL;VALUE=uri;TYPE=\"voice,home\":tel:+20-2-000\nURL:https://clinic.example/\nEND:VCARD";
        let all = read(&format!("{ios}{android}\n{four}"));
        assert_eq!(all.nameless, 0);
        let told: Vec<_> =
            all.cards.iter().map(|c| (c.name.as_str(), c.ways.as_deref(), c.note.as_deref())).collect();
        assert_eq!(
            told,
            [
                (
                    "Miro Byrne",
                    Some("+353 87 000 0000\nmiro@example.org\nQuay 4, top, Lanna, Ireland"),
                    Some("Rings twice\nthen waits")
                ),
                ("Áine Ó Róisín", Some("0871234567"), None),
                ("مريم", Some("+20-2-000\nhttps://clinic.example/"), None),
            ]
        );
    }

    #[test]
    fn a_card_without_a_full_name_is_called_by_what_it_has() {
        let card = |fields: &str| read(&format!("BEGIN:VCARD\nVERSION:3.0\n{fields}END:VCARD\n"));
        assert_eq!(card("FN:\nN:Doe;Jo;;;\n").cards[0].name, "Jo Doe");
        assert_eq!(card("ORG:Night line;Desk\n").cards[0].name, "Night line Desk");
        assert_eq!(card("EMAIL:a@b.example\n").cards[0].name, "a@b.example");
        assert_eq!(card("NOTE:Nobody\n"), CardsRead { cards: Vec::new(), nameless: 1 });
        assert_eq!(card(&format!("FN:{}\n", "Ä".repeat(300))).cards[0].name.chars().count(), Name::MAX);
        // A card within a card isn't a second one.
        let agent = "FN:A\nAGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:B\nEND:VCARD\nTEL:123\n";
        assert_eq!((card(agent).cards.len(), card(agent).cards[0].ways.as_deref()), (1, Some("123")));
    }

    #[test]
    fn what_cannot_be_read_says_where() {
        assert_eq!(problem(b""), ("cards-none", None));
        assert_eq!(problem(b"\x89PNG\r\n\x1a\n"), ("cards-none", None));
        assert_eq!(problem(b"name,phone\nA,1\n"), ("cards-none", None));
        assert_eq!(problem(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"), ("cards-none", None));
        let one = "BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD\n";
        assert_eq!(problem(format!("{one}\nFN:lost\n").as_bytes()), ("cards-line", Some(6)));
        assert_eq!(problem(b"BEGIN:VCARD\nVERSION:3.0\nno colon here\nEND:VCARD\n"), ("cards-line", Some(3)));
        assert_eq!(problem(b"BEGIN:VCARD\nVERSION:3.0\nFN:A\n"), ("cards-cut", Some(4)));
        assert_eq!(problem(one.repeat(MOST_CARDS + 1).as_bytes()).0, "cards-many");
    }

    fn supporter(name: &str, ways: &str, note: &str) -> SupporterView {
        let at = jiff::Timestamp::UNIX_EPOCH;
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        SupporterView {
            id: SupporterId(uuid::Uuid::from_u128(1)),
            member: None,
            from_here: false,
            name: name.to_owned(),
            sort: mutua_domain::life::SupporterSort::Friend,
            ways: some(ways),
            note: some(note),
            gives: vec![mutua_domain::Kind::Moral],
            receives: Vec::new(),
            rhythm: mutua_domain::life::TouchRhythm::Weekly,
            touched_at: at,
            due: false,
            shared_with: None,
            created_at: at,
            changed_at: at,
        }
    }

    #[test]
    fn what_is_written_is_a_card_and_nothing_of_what_flows() {
        let long =
            "By the river, where the path turns to the left behind the old mill; bring tea, not coffee";
        let card = write(&supporter(
            "Miro Byrne",
            "+353 87 000\nmiro@example.org\nhttps://m.example\nRing twice",
            long,
        ));
        assert!(card.starts_with("BEGIN:VCARD\r\nVERSION:4.0\r\n") && card.ends_with("END:VCARD\r\n"));
        for line in [
            "FN:Miro Byrne",
            "N:Byrne;Miro;;;",
            "TEL:+353 87 000",
            "EMAIL:miro@example.org",
            "URL:https://m.example",
        ] {
            assert!(card.contains(&format!("\r\n{line}\r\n")), "{line} in {card}");
        }
        assert!(card.lines().all(|line| line.len() <= FOLD), "{card}");
        assert!(
            !card.to_lowercase().contains("moral") && !card.contains("friend") && !card.contains("weekly")
        );
        let again = &read(&card).cards[0];
        assert_eq!(again.note, Some(format!("Ring twice\n{long}")));
    }

    proptest! {
        #[test]
        fn whatever_comes_is_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&bytes);
            let mut card = b"BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:".to_vec();
            card.extend(&bytes);
            card.extend(b"\nEND:VCARD\n");
            let _ = parse(&card);
        }

        #[test]
        fn names_and_notes_come_back_as_they_went(name in "[^\\pC\\pZ;]{1,30}( [^\\pC\\pZ;]{1,30})?", note in "[^\\pC\\pZ]{1,80}") {
            prop_assume!(Name::parse(&name).is_ok_and(|n| n.as_str() == name));
            let again = read(&write(&supporter(&name, "", &note))).cards.remove(0);
            prop_assert_eq!(again.name, name);
            prop_assert_eq!(again.note.as_deref(), Some(note.trim()));
        }
    }
}

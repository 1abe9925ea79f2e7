//! After days that were hard: kindness, people, and lines to call. No diagnosis, and nobody is told, unless the person
//! asked for that beforehand and named whom.

use std::sync::OnceLock;

use jiff::SignedDuration;
use mutua_domain::{
    Kind,
    id::{PersonId, SupporterId},
    life::NoticeKind,
    score::Score,
};
use mutua_storage::tables::{blocks, check_ins};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{latest_scores, setting};
use crate::{
    asks::PersonRef,
    cx::Cx,
    error::Result,
    notices::{self, Notice},
    supporters,
};

/// An answer up to this is a hard one.
const HARD: u8 = 3;
/// So many of the latest answers, all of them hard...
const TIMES: usize = 3;
/// ... within so many days, are met with kindness.
const WITHIN: i64 = 21;
/// Those who are to be told aren't told again sooner.
const AGAIN: SignedDuration = SignedDuration::from_hours(24 * 7);

/// The most people of the team who are named.
const NAMED: usize = 4;

/// A line to call when it is hard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CrisisLine {
    /// What it is called.
    pub name: String,
    /// What to dial.
    pub phone: String,
    /// Its page.
    pub web: Option<String>,
    /// When it answers and whom it is for, where that isn't always and everybody.
    pub note: Option<String>,
}

impl CrisisLine {
    /// The number as a telephone dials it.
    pub fn dial(&self) -> String {
        self.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }

    /// The page's address as it is read.
    pub fn site(&self) -> &str {
        self.web.as_deref().map_or("", |web| web.trim_start_matches("https://").trim_start_matches("www."))
    }
}

/// What is said after days that were hard.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Kindness {
    /// People whom the person named to be told. They were told, if `told` says so.
    pub people: Vec<PersonRef>,
    /// People of the person's own support team, those first who listen.
    pub team: Vec<TeamMate>,
    /// The country of the lines (ISO 3166-1), or none where it isn't known.
    pub country: Option<String>,
    /// That country's name, in its own languages.
    pub country_name: Option<String>,
    /// Lines of that country.
    pub lines: Vec<CrisisLine>,
}

/// Someone of the person's own support team.
#[derive(Clone, Serialize, ToSchema)]
pub struct TeamMate {
    /// The entry.
    pub id: SupporterId,
    /// Their name.
    pub name: String,
    /// Ways to reach them, one a line.
    pub ways: Option<String>,
}

/// Says nothing of whom it is about: it belongs in no log.
impl std::fmt::Debug for TeamMate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TeamMate({})", self.id)
    }
}

#[derive(Deserialize)]
struct Book {
    country: Vec<Country>,
}

#[derive(Deserialize)]
struct Country {
    code: String,
    name: String,
    zones: Vec<String>,
    line: Vec<CrisisLine>,
}

/// Kept as data, so that it can be looked through and mended by people who write no code.
fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        toml::from_str(include_str!("crisis_lines.toml")).unwrap_or(Book { country: Vec::new() })
    })
}

/// The countries whose lines are known: code, and name in their own languages.
pub fn countries() -> impl Iterator<Item = (&'static str, &'static str)> {
    book().country.iter().map(|country| (country.code.as_str(), country.name.as_str()))
}

/// The country of a time zone, where its lines are known.
fn country_of(time_zone: &str) -> Option<&'static Country> {
    book().country.iter().find(|country| country.zones.iter().any(|zone| zone == time_zone))
}

/// Whether the latest answers, newest first, are all hard ones within few days.
fn is_low(latest: &[(i64, Score)]) -> bool {
    let Some(window) = latest.get(..TIMES) else { return false };
    let (newest, oldest) = (window[0].0, window[TIMES - 1].0);
    newest - oldest <= WITHIN && window.iter().all(|(_, score)| score.get() <= HARD)
}

fn times() -> i64 {
    i64::try_from(TIMES).unwrap_or(i64::MAX)
}

/// Kindness for the person who acts, where their latest answers were hard.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn kindness(cx: &mut Cx<'_, '_>) -> Result<Option<Kindness>> {
    let me = cx.me()?;
    if !is_low(&latest_scores(cx, me, times())?) {
        return Ok(None);
    }
    lines(cx).map(Some)
}

/// The lines and people of the person who acts, whatever they answered.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn lines(cx: &mut Cx<'_, '_>) -> Result<Kindness> {
    lines_in(cx, None)
}

/// The same, with the lines of another country if its code is one of [`countries`].
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn lines_in(cx: &mut Cx<'_, '_>, country: Option<&str>) -> Result<Kindness> {
    let me = cx.me()?;
    let looked_at = country.filter(|code| countries().any(|(known, _)| known == *code)).map(str::to_owned);
    let chosen = looked_at.or(setting::read(cx, me)?.country);
    let country = match &chosen {
        Some(code) => book().country.iter().find(|country| country.code == *code),
        None => country_of(&cx.person()?.time_zone),
    };
    let people = check_ins::alerts(cx.tx, me)?
        .into_iter()
        .map(|row| PersonRef { id: row.reader_id, name: row.name })
        .collect();
    Ok(Kindness {
        people,
        team: team(cx)?,
        country: country.map(|country| country.code.clone()),
        country_name: country.map(|country| country.name.clone()),
        lines: country.map_or_else(Vec::new, |country| country.line.clone()),
    })
}

/// Those of the team of the person who acts who can be turned to: who gives emotional or moral support comes first.
fn team(cx: &mut Cx<'_, '_>) -> Result<Vec<TeamMate>> {
    let mut items = supporters::team(cx)?.items;
    items.retain(|one| !one.gives.is_empty() && (one.member.is_some() || !one.from_here));
    items.sort_by_key(|one| (!one.gives(Kind::Emotional), !one.gives(Kind::Moral)));
    let mates = items.into_iter().take(NAMED);
    Ok(mates.map(|one| TeamMate { id: one.id, name: one.name, ways: one.ways }).collect())
}

/// Tells those whom the person named beforehand, where their latest answers were hard.
pub(super) fn notice_low(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<()> {
    let alerts = check_ins::alerts(cx.tx, person)?;
    if alerts.is_empty() || !is_low(&latest_scores(cx, person, times())?) {
        return Ok(());
    }
    for alert in alerts {
        let lately = alert.told_at.is_some_and(|at| cx.now.duration_since(at) < AGAIN);
        if lately || blocks::between(cx.tx, person, alert.reader_id)? {
            continue;
        }
        let notice = Notice { actor: Some(person), ..Notice::new(NoticeKind::SharedCheckIn, "check-in-low") };
        notices::tell(cx, alert.reader_id, notice)?;
        check_ins::alert_told(cx.tx, person, alert.reader_id, cx.now)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(list: &[(i64, i64)]) -> Vec<(i64, Score)> {
        list.iter().map(|(day, score)| (*day, Score::new(*score).unwrap())).collect()
    }

    #[test]
    fn three_hard_answers_within_three_weeks_are_met_with_kindness() {
        assert!(is_low(&scores(&[(20, 3), (19, 0), (18, 2)])));
        assert!(is_low(&scores(&[(21, 3), (10, 3), (0, 3)])));
        assert!(!is_low(&scores(&[(22, 3), (10, 3), (0, 3)])), "too long ago");
        assert!(!is_low(&scores(&[(20, 3), (19, 4), (18, 2)])), "a better one between");
        assert!(!is_low(&scores(&[(20, 0), (19, 0)])), "two are no pattern");
    }

    #[test]
    fn the_book_of_lines_is_whole() {
        assert!(!book().country.is_empty(), "the list can be read");
        let mut zones = std::collections::BTreeSet::new();
        for country in &book().country {
            assert!(country.code.len() == 2 && country.code.chars().all(|c| c.is_ascii_uppercase()));
            assert!(!country.line.is_empty(), "{}", country.code);
            for zone in &country.zones {
                assert!(jiff::tz::TimeZone::get(zone).is_ok(), "{zone}");
                assert!(zones.insert(zone.clone()), "{zone} stands twice");
            }
            for line in &country.line {
                assert!(
                    line.phone.chars().all(|c| c.is_ascii_digit() || " +-/()".contains(c)),
                    "{}",
                    line.phone
                );
                assert!(line.web.as_deref().is_none_or(|web| web.starts_with("https://")));
            }
        }
    }
}

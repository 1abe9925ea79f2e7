//! How a person wants to be asked how they are, and whom they want to be told when it stays hard.

use std::collections::BTreeSet;

use jiff::{
    Timestamp, ToSpan,
    civil::{Weekday, time},
};
use mutua_domain::{
    Problem, Problems,
    id::PersonId,
    life::{NoticeKind, Rhythm},
};
use mutua_storage::tables::{
    check_ins::{self, SettingRow},
    people,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::input;
use crate::{
    asks::PersonRef,
    cx::Cx,
    error::{Error, Result},
    jobs::{self, Job},
    lenient,
    notices::{self, Notice},
    zones,
};

/// The hour at which one is asked, on one's own clock: before the day is full.
const HOUR: i8 = 8;

/// How a person wants to be asked.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CheckInSettingView {
    /// How often.
    pub rhythm: Rhythm,
    /// Whether a check-in ends with a wish for others.
    pub wish: bool,
    /// The country whose crisis lines are shown, where it was chosen (ISO 3166-1).
    pub country: Option<String>,
    /// Who is told when answers stay low.
    pub alerts: Vec<PersonRef>,
}

/// How a person wants to be asked, as it was typed. What is left out stays as it is.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct CheckInSettingInput {
    /// `off`, `daily`, `weekdays` or `weekly`.
    pub rhythm: Option<String>,
    /// Whether a check-in ends with a wish for others.
    #[serde(deserialize_with = "lenient::yes_no")]
    #[schema(value_type = Option<bool>)]
    pub wish: Option<String>,
    /// The country whose crisis lines are shown; empty for that of the time zone.
    pub country: Option<String>,
    /// Who is told when answers stay low, all of them; with `set_alerts`.
    pub alerts: Vec<String>,
    /// Says that `alerts` is meant, also where it is empty.
    #[serde(deserialize_with = "lenient::yes_no")]
    #[schema(value_type = Option<bool>)]
    pub set_alerts: Option<String>,
}

/// What stands for a person who has said nothing: they come by themselves, and there is a wish at the end.
const UNSAID: SettingRow = SettingRow { rhythm: Rhythm::Off, wish: true, country: None };

pub(super) fn read(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<SettingRow> {
    Ok(check_ins::setting(cx.tx, person)?.unwrap_or(UNSAID))
}

/// How the person who acts wants to be asked.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn show(cx: &mut Cx<'_, '_>) -> Result<CheckInSettingView> {
    let me = cx.me()?;
    let row = read(cx, me)?;
    let mut alerts: Vec<PersonRef> = check_ins::alerts(cx.tx, me)?
        .into_iter()
        .map(|row| PersonRef { id: row.reader_id, name: row.name })
        .collect();
    alerts.sort_by_cached_key(|person| person.name.to_lowercase());
    Ok(CheckInSettingView { rhythm: row.rhythm, wish: row.wish, country: row.country, alerts })
}

/// Changes it.
///
/// # Errors
/// Its problems; where nobody is signed in.
pub fn change(cx: &mut Cx<'_, '_>, input: &CheckInSettingInput) -> Result<CheckInSettingView> {
    let me = cx.me()?;
    let mut row = read(cx, me)?;
    let mut problems = Problems::new();
    if let Some(word) = &input.rhythm {
        match Rhythm::from_word(word) {
            Some(rhythm) => row.rhythm = rhythm,
            None => problems.add("rhythm", Problem::new("choice")),
        }
    }
    if input.wish.is_some() {
        row.wish = lenient::is_yes(input.wish.as_deref());
    }
    match input.country.as_deref() {
        None => {}
        Some("") => row.country = None,
        Some(code) if super::low::countries().any(|(known, _)| known == code) => {
            row.country = Some(code.to_owned());
        }
        Some(_) => problems.add("country", Problem::new("choice")),
    }
    let alerts = if lenient::is_yes(input.set_alerts.as_deref()) {
        Some(new_alerts(cx, me, &input.alerts, &mut problems)?)
    } else {
        None
    };
    problems.finish()?;
    check_ins::put_setting(cx.tx, me, &row)?;
    if let Some(alerts) = alerts {
        put_alerts(cx, me, &alerts)?;
    }
    schedule(cx, me, row.rhythm)?;
    show(cx)
}

/// Who was named before may stay, also where no circle is shared any more.
fn new_alerts(
    cx: &mut Cx<'_, '_>,
    me: PersonId,
    ids: &[String],
    problems: &mut Problems,
) -> Result<BTreeSet<PersonId>> {
    let before: BTreeSet<String> =
        check_ins::alerts(cx.tx, me)?.into_iter().map(|row| row.reader_id.to_string()).collect();
    let (kept, new): (Vec<String>, Vec<String>) = ids.iter().cloned().partition(|id| before.contains(id));
    let mut chosen: BTreeSet<PersonId> = kept.iter().filter_map(|id| id.parse().ok()).collect();
    if !new.is_empty() {
        chosen.extend(input::fellows(cx, "alerts", &new, problems)?);
    }
    Ok(chosen)
}

fn put_alerts(cx: &mut Cx<'_, '_>, me: PersonId, alerts: &BTreeSet<PersonId>) -> Result<()> {
    for row in check_ins::alerts(cx.tx, me)? {
        if !alerts.contains(&row.reader_id) {
            check_ins::delete_alert(cx.tx, me, row.reader_id)?;
        }
    }
    for person in alerts {
        check_ins::put_alert(cx.tx, me, *person, cx.now)?;
    }
    Ok(())
}

fn schedule(cx: &mut Cx<'_, '_>, person: PersonId, rhythm: Rhythm) -> Result<()> {
    let account = people::actor(cx.tx, person)?.ok_or(Error::NotFound)?;
    match next(cx.now, &account.time_zone, rhythm) {
        Some(at) => jobs::schedule(cx, Job::AskHow, person, at),
        // One that waits finds the rhythm off, and asks nothing.
        None => Ok(()),
    }
}

/// Asks a person how they are, unless they said so today already; comes back in their rhythm.
///
/// # Errors
/// What the database says.
pub fn ask_how(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<()> {
    let rhythm = read(cx, person)?.rhythm;
    if rhythm == Rhythm::Off {
        return Ok(());
    }
    let account = people::actor(cx.tx, person)?.ok_or(Error::NotFound)?;
    let today = input::day_of(cx.now, &account.time_zone);
    if check_ins::on_day(cx.tx, person, today)?.is_none() {
        notices::tell(cx, person, Notice::new(NoticeKind::CheckIn, "check-in"))?;
    }
    schedule(cx, person, rhythm)
}

/// The next morning in a rhythm, after now, on the clock of a time zone.
fn next(now: Timestamp, time_zone: &str, rhythm: Rhythm) -> Option<Timestamp> {
    let fits = |day: Weekday| match rhythm {
        Rhythm::Off => false,
        Rhythm::Daily => true,
        Rhythm::Weekdays => !matches!(day, Weekday::Saturday | Weekday::Sunday),
        Rhythm::Weekly => day == Weekday::Monday,
    };
    let zone = zones::of(time_zone);
    let today = now.to_zoned(zone.clone()).date();
    (0..=8).map(|days| today.saturating_add(days.days())).filter(|date| fits(date.weekday())).find_map(
        |date| {
            let at = date.to_datetime(time(HOUR, 0, 0, 0)).to_zoned(zone.clone()).ok()?.timestamp();
            (at > now).then_some(at)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_asked_in_the_morning_of_ones_own_clock_in_ones_rhythm() {
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        // A Friday.
        let friday = "2025-03-07T12:00:00Z";
        let cases = [
            (friday, "UTC", Rhythm::Daily, Some("2025-03-08T08:00:00Z")),
            (friday, "UTC", Rhythm::Weekdays, Some("2025-03-10T08:00:00Z")),
            (friday, "UTC", Rhythm::Weekly, Some("2025-03-10T08:00:00Z")),
            ("2025-03-10T08:00:00Z", "UTC", Rhythm::Weekly, Some("2025-03-17T08:00:00Z")),
            ("2025-03-10T07:59:00Z", "UTC", Rhythm::Weekly, Some("2025-03-10T08:00:00Z")),
            (friday, "America/Lima", Rhythm::Daily, Some("2025-03-07T13:00:00Z")),
            (friday, "UTC", Rhythm::Off, None),
        ];
        for (now, zone, rhythm, expected) in cases {
            assert_eq!(next(at(now), zone, rhythm), expected.map(at), "{now} {zone} {rhythm}");
        }
    }
}

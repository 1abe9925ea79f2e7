//! How well an ask and a person fit, as the library's matching takes it: closeness, skills, times. What each weighs is a
//! choice of ours; docs/members/helping.md says so.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

use jiff::{Timestamp, ToSpan};
use mutua_analysis::flow::matching::{Fit, FitWeights, Reason};
use mutua_domain::{
    capacity::DayPart,
    id::{OfferId, PersonId},
    kind::Kind,
    life::{AskWhen, Effort, SuggestionReason},
    text::search_words,
};
use mutua_storage::tables::suggestions::{OfferWordRow, OfferedRow};

use crate::capacity::load::Ready;

/// What each part of a fit weighs.
pub(super) const WEIGHTS: FitWeights = FitWeights { closeness: 3.0, skills: 4.0, times: 3.0 };
/// What a further promise costs: load grows heavier.
pub(super) const SLOPE: f64 = 1.5;
/// What leaving an ask unmet costs on its first day, and how much more on each of the next.
const UNMET: f64 = 9.0;
const UNMET_PER_DAY: f64 = 0.25;
const DAYS_COUNTED: f64 = 14.0;
/// Shorter words say little of what is needed.
const TELLING: usize = 4;
/// So many days are looked at for a time that someone has.
const LOOK_AHEAD: i64 = 14;

/// What a person offers.
#[derive(Debug, Clone)]
pub(super) struct Offered {
    kind: Kind,
    words: BTreeSet<Vec<u8>>,
}

/// Offers with their words, by whose they are.
pub(super) fn by_person(
    offers: Vec<OfferedRow>,
    words: Vec<OfferWordRow>,
) -> BTreeMap<PersonId, Vec<Offered>> {
    let mut of_offer: BTreeMap<OfferId, BTreeSet<Vec<u8>>> = BTreeMap::new();
    for row in words {
        of_offer.entry(row.offer_id).or_default().insert(row.word);
    }
    let mut found: BTreeMap<PersonId, Vec<Offered>> = BTreeMap::new();
    for offer in offers {
        let words = of_offer.remove(&offer.id).unwrap_or_default();
        found.entry(offer.person_id).or_default().push(Offered { kind: offer.kind, words });
    }
    found
}

/// What is needed, as far as it decides who fits.
#[derive(Debug, Clone)]
pub(super) struct Needed {
    kind: Kind,
    text: String,
    /// The telling words of the text, once an offer of the kind asks for them.
    words: OnceCell<BTreeSet<Vec<u8>>>,
    timing: AskWhen,
    due_at: Option<Timestamp>,
    times: Vec<Timestamp>,
    created_at: Timestamp,
}

impl Needed {
    pub(super) fn new(
        kind: Kind,
        (title, words): (&str, Option<&str>),
        (timing, due_at, times): (AskWhen, Option<Timestamp>, Vec<Timestamp>),
        created_at: Timestamp,
    ) -> Self {
        let text = format!("{title} {}", words.unwrap_or_default());
        Self { kind, text, words: OnceCell::new(), timing, due_at, times, created_at }
    }

    fn words(&self) -> &BTreeSet<Vec<u8>> {
        self.words.get_or_init(|| {
            let words = search_words(&self.text).into_iter();
            words.filter(|word| word.chars().count() >= TELLING).map(String::into_bytes).collect()
        })
    }

    /// What leaving it unmet costs: the more, the longer it has waited.
    pub(super) fn unmet(&self, now: Timestamp) -> f64 {
        let waited = now.duration_since(self.created_at).as_secs_f64() / 86_400.0;
        UNMET + UNMET_PER_DAY * waited.clamp(0.0, DAYS_COUNTED)
    }
}

/// How near the two are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nearness {
    /// They have helped each other.
    Tie,
    /// It was asked in a circle of theirs.
    Circle,
    /// It reaches them from a wider one.
    Around,
}

/// How well someone fits.
pub(super) fn fit(
    needed: &Needed,
    nearness: Nearness,
    offers: &[Offered],
    ready: &Ready,
    now: Timestamp,
) -> Fit {
    Fit { closeness: closeness(nearness), skills: skills(needed, offers), times: times(needed, ready, now) }
}

const fn closeness(nearness: Nearness) -> f64 {
    match nearness {
        Nearness::Tie => 1.0,
        Nearness::Circle => 0.7,
        Nearness::Around => 0.3,
    }
}

/// An offer of the same kind that speaks of the same, or of the same kind at least.
fn skills(needed: &Needed, offers: &[Offered]) -> f64 {
    let of_kind = offers.iter().filter(|offer| offer.kind == needed.kind);
    let best = of_kind.map(|offer| if offer.words.is_disjoint(needed.words()) { 0.7 } else { 1.0 });
    best.fold(0.25, f64::max)
}

/// Whether a person has time when it is needed; in the middle where that isn't said.
fn times(needed: &Needed, ready: &Ready, now: Timestamp) -> f64 {
    const UNKNOWN: f64 = 0.5;
    if ready.times.is_empty() {
        return UNKNOWN;
    }
    let yes_or_no = |yes| if yes { 1.0 } else { 0.0 };
    match needed.timing {
        AskWhen::Open => UNKNOWN,
        AskWhen::Choices if needed.times.is_empty() => UNKNOWN,
        AskWhen::Choices => yes_or_no(
            needed
                .times
                .iter()
                .any(|at| *at > now && ready.times.has_moment(at.to_zoned(ready.zone.clone()).datetime())),
        ),
        AskWhen::ByDate => needed.due_at.map_or(UNKNOWN, |due| yes_or_no(has_time_by(due, ready, now))),
    }
}

fn has_time_by(due: Timestamp, ready: &Ready, now: Timestamp) -> bool {
    let hour = |part: &DayPart| match part {
        DayPart::Morning => 11,
        DayPart::Afternoon => 16,
        DayPart::Evening => 21,
    };
    let today = now.to_zoned(ready.zone.clone()).date();
    let moments = (0..LOOK_AHEAD).flat_map(|days| {
        let date = today.saturating_add(days.days());
        DayPart::ALL.iter().map(move |part| date.at(hour(part), 0, 0, 0))
    });
    let within = |at: &jiff::civil::DateTime| {
        let at = at.to_zoned(ready.zone.clone()).map(|at| at.timestamp());
        at.is_ok_and(|at| at > now && at <= due)
    };
    moments.into_iter().any(|at| ready.times.has_moment(at) && within(&at))
}

/// What is left of a week after less than this is nothing.
const LITTLE: i64 = 15;

/// What the library says, in the words of the application. How many places are left it counts by the longest of all asks, so
/// whether this one fills what the person is ready for is told by what it takes itself.
pub(super) fn reasons(found: &[Reason], ready: &Ready, effort: Effort) -> Vec<SuggestionReason> {
    let word = |reason: &Reason| match reason {
        Reason::Near => Some(SuggestionReason::Near),
        Reason::Skills => Some(SuggestionReason::Skills),
        Reason::Times => Some(SuggestionReason::Times),
        Reason::Possible => Some(SuggestionReason::Possible),
        _ => None,
    };
    let fills = ready.left().is_some_and(|left| left - effort.minutes() < LITTLE);
    found.iter().filter_map(word).chain(fills.then_some(SuggestionReason::LastPlace)).collect()
}

#[cfg(test)]
mod tests {
    use mutua_domain::capacity::{Day, WeekTimes};

    use super::*;
    use crate::capacity::load::Load;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// A Monday.
    fn now() -> Timestamp {
        at("2025-03-03T09:00:00Z")
    }

    fn ready(times: WeekTimes) -> Ready {
        Ready { said: None, times, zone: jiff::tz::TimeZone::UTC, rests: false, load: Load::default() }
    }

    fn needed(timing: AskWhen, due: Option<&str>, times: &[&str]) -> Needed {
        let times = times.iter().map(|text| at(text)).collect();
        let words = ("A lift to the hospital", None);
        Needed::new(Kind::Practical, words, (timing, due.map(at), times), now())
    }

    fn offer(kind: Kind, words: &str) -> Offered {
        Offered { kind, words: search_words(words).into_iter().map(String::into_bytes).collect() }
    }

    #[test]
    fn an_offer_of_the_same_kind_fits_better_where_it_speaks_of_the_same() {
        let lift = needed(AskWhen::Open, None, &[]);
        let fits = |offers: &[Offered]| skills(&lift, offers);
        let (same, kind, other) = (
            offer(Kind::Practical, "lift by car"),
            offer(Kind::Practical, "to sew"),
            offer(Kind::Moral, "lift"),
        );
        assert!(fits(&[same.clone(), kind.clone()]) > fits(std::slice::from_ref(&kind)));
        assert!(fits(&[kind]) > fits(std::slice::from_ref(&other)));
        assert!((fits(&[other]) - fits(&[])).abs() < f64::EPSILON);
        // Small words are no skill.
        assert!(fits(&[offer(Kind::Practical, "to the")]) < fits(&[same]));
    }

    #[test]
    fn someone_has_time_where_a_part_of_their_week_lies_in_it() {
        let monday_evening = ready(WeekTimes::default().and(Day::Monday, DayPart::Evening));
        for (needed, expected) in [
            (needed(AskWhen::Open, None, &[]), 0.5),
            (needed(AskWhen::ByDate, Some("2025-03-03T23:59:00Z"), &[]), 1.0),
            (needed(AskWhen::ByDate, Some("2025-03-03T16:00:00Z"), &[]), 0.0),
            (needed(AskWhen::Choices, None, &["2025-03-04T19:00:00Z", "2025-03-10T19:00:00Z"]), 1.0),
            (needed(AskWhen::Choices, None, &["2025-03-04T19:00:00Z"]), 0.0),
            // That one is over.
            (needed(AskWhen::Choices, None, &["2025-02-24T19:00:00Z"]), 0.0),
        ] {
            assert!((times(&needed, &monday_evening, now()) - expected).abs() < f64::EPSILON, "{needed:?}");
        }
        let unsaid = ready(WeekTimes::default());
        assert!((times(&needed(AskWhen::ByDate, None, &[]), &unsaid, now()) - 0.5).abs() < f64::EPSILON);
    }

    #[test]
    fn an_ask_weighs_more_the_longer_it_waits_and_not_without_end() {
        let ask = needed(AskWhen::Open, None, &[]);
        let after = |days: i64| ask.unmet(now() + jiff::SignedDuration::from_hours(24 * days));
        assert!(after(0) < after(3) && after(3) < after(14));
        assert!((after(14) - after(400)).abs() < f64::EPSILON);
        assert!(
            (ask.unmet(at("2020-01-01T00:00:00Z")) - UNMET).abs() < f64::EPSILON,
            "a clock that went back"
        );
    }

    #[test]
    fn what_a_person_is_ready_for_is_told_only_where_they_said_it() {
        let found = [Reason::Skills, Reason::LastPlace];
        let unsaid = ready(WeekTimes::default());
        let an_hour = Ready { said: Some(60), ..unsaid.clone() };
        let last = [SuggestionReason::Skills, SuggestionReason::LastPlace];
        assert_eq!(reasons(&found, &an_hour, Effort::Hour), last);
        assert_eq!(reasons(&found, &an_hour, Effort::Minutes), last[..1]);
        assert_eq!(reasons(&found, &unsaid, Effort::Hour), last[..1]);
        assert_eq!(reasons(&[Reason::PlacesLeft(3)], &unsaid, Effort::Hour), []);
    }
}

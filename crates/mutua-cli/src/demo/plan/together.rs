//! When circles ask their four questions of the month and who answers them; who lets whose days be compared.

use jiff::{ToSpan as _, civil::Date, tz::TimeZone};
use rand::RngExt as _;

use super::{Act, DAYS, Planner};
use crate::demo::story::Voice;

/// The most that an answer lies off its level.
const SWING: f64 = 1.2;

impl Planner<'_> {
    pub(super) fn four_questions(&mut self) {
        for round in 0..self.story.rounds.len() {
            let entry = self.story.rounds[round].clone();
            let Some(person) = self.person(&entry.by) else { continue };
            let at = self.moment(entry.day, 19, 20);
            self.step(at, Act::SwitchOn { round, person });
            for (month, (from, until)) in self.months(entry.day + 1).into_iter().enumerate() {
                for voice in 0..self.story.voices.len() {
                    let said = self.story.voices[voice].clone();
                    let left_out =
                        said.skips.contains(&month) || (!said.only.is_empty() && !said.only.contains(&month));
                    if said.circle == entry.circle && !left_out {
                        self.answer_four(voice, &said, (from, until));
                    }
                }
            }
        }
    }

    /// The days of the year, from one on, by the calendar months in which they lie: the first and the last of each.
    fn months(&self, from: i64) -> Vec<(i64, i64)> {
        let start = self.start.to_zoned(TimeZone::UTC).date();
        let month = |day: i64| -> Date { start.saturating_add(day.days()).first_of_month() };
        let mut months: Vec<(i64, i64)> = Vec::new();
        for day in from..DAYS {
            match months.last_mut() {
                Some((first, last)) if month(*first) == month(day) => *last = day,
                _ => months.push((day, day)),
            }
        }
        months
    }

    fn answer_four(&mut self, voice: usize, said: &Voice, (from, until): (i64, i64)) {
        let Some(person) = self.person(&said.person) else { return };
        let mut score = |level: Option<f64>| {
            let off = self.rng.random_range(-SWING..SWING);
            #[expect(clippy::cast_possible_truncation, reason = "from 0 to 10")]
            level.map(|level| (level + off).round().clamp(0.0, 10.0) as i64)
        };
        let scores = [score(said.satisfied), score(said.worthwhile), score(said.happy), score(said.anxious)];
        // In the first days that there are: early in the month, and not on its edge.
        let first = (from + 1).min(until);
        let day = self.rng.random_range(first..=(first + 12).min(until));
        let at = self.moment(day, 8, 21);
        self.step(at, Act::AnswerFour { voice, person, scores });
    }

    pub(super) fn links(&mut self) {
        for link in self.story.links.clone() {
            let [Some(first), Some(second)] = link.people.each_ref().map(|key| self.person(key)) else {
                continue;
            };
            let at = self.moment(link.day, 18, 20);
            self.step(at, Act::LetDaysBeCompared { person: first, other: second });
            if !link.waits {
                let at = self.moment(link.day, 20, 22);
                self.step(at, Act::LetDaysBeCompared { person: second, other: first });
            }
        }
    }
}

//! When people check in, and with which number.

use rand::{RngExt as _, seq::IndexedRandom as _};

use super::{Act, DAYS, Planner};
use crate::demo::story::Mood;

/// Over how many days at the year's end a dip leads down.
const DIP: i64 = 12;

impl Planner<'_> {
    pub(super) fn check_ins(&mut self) {
        for mood in 0..self.story.moods.len() {
            let entry = self.story.moods[mood].clone();
            let Some(person) = self.person(&entry.person) else { continue };
            for day in DAYS - entry.days..DAYS - entry.until {
                if self.comes(&entry, day) {
                    self.check_in(mood, &entry, person, day);
                }
            }
        }
    }

    /// Whether someone checks in on a day; who comes every week does on one fixed day at least.
    fn comes(&mut self, mood: &Mood, day: i64) -> bool {
        let fixed = mood.every_week && day % 7 == i64::try_from(mood.person.len()).unwrap_or(0) % 7;
        fixed || self.rng.random_bool((mood.per_week / 7.0).clamp(0.0, 1.0))
    }

    /// What comes back of another's day before, who is planned already.
    fn pulled(&self, entry: &Mood, day: i64) -> f64 {
        let Some(other) = &entry.follows else { return 0.0 };
        let usual = self.story.moods.iter().find(|mood| mood.person == *other).map(|mood| mood.level);
        let before = self.moods.get(&(other.clone(), day - 1)).and_then(|score| i32::try_from(*score).ok());
        usual.zip(before).map_or(0.0, |(usual, before)| entry.pull * (f64::from(before) - usual))
    }

    fn check_in(&mut self, mood: usize, entry: &Mood, person: usize, day: i64) {
        // The sum of three draws lies mostly near the middle.
        let swing: f64 = (0..3).map(|_| self.rng.random_range(-1.0..1.0)).sum::<f64>() * entry.swing;
        let left = DAYS - day;
        #[expect(clippy::cast_precision_loss, reason = "a number of days")]
        let dip = if left < DIP { entry.dip * (DIP - left) as f64 / DIP as f64 } else { 0.0 };
        #[expect(clippy::cast_possible_truncation, reason = "from 0 to 10")]
        let score = (entry.level + swing + self.pulled(entry, day) - dip).round().clamp(0.0, 10.0) as i64;
        self.moods.insert((entry.person.clone(), day), score);
        let words = if self.rng.random_bool(0.3) { entry.words.choose(&mut self.rng).cloned() } else { None };
        let at = self.moment(day, 7, 10);
        self.step(at, Act::CheckIn { mood, person, score, words });
    }
}

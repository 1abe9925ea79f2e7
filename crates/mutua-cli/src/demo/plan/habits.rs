//! When people do for each other what they do again and again.

use rand::RngExt as _;

use super::{Act, DAYS, Planner};
use crate::demo::story::Habit;

/// So many days before the year ends, care that is agreed on has been called so.
const AGREED: i64 = 40;

impl Planner<'_> {
    pub(super) fn habits(&mut self) {
        for number in 0..self.story.habits.len() {
            let habit = self.story.habits[number].clone();
            let [Some(first), Some(second)] = habit.people.each_ref().map(|key| self.person(key)) else {
                continue;
            };
            self.habit(number, &habit, (first, second));
            if habit.agreed {
                for (person, other) in [(first, second), (second, first)] {
                    let at = self.moment(DAYS - AGREED, 18, 20);
                    self.step(at, Act::AgreeOnCare { person, other });
                }
            }
        }
    }

    fn habit(&mut self, number: usize, habit: &Habit, (first, second): (usize, usize)) {
        let days = (DAYS - habit.days..DAYS - 1).step_by(usize::try_from(habit.every).unwrap_or(1));
        for (time, day) in days.enumerate() {
            // Life gets in the way of habits.
            let day = (day + self.rng.random_range(-1..=1)).clamp(1, DAYS - 1);
            let other_way = habit.in_turn && time % 2 == 1;
            let (giver, receiver) = if other_way { (second, first) } else { (first, second) };
            let at = self.moment(day, 10, 20);
            self.step(at, Act::Habit { habit: number, giver, receiver, line: time % habit.words.len() });
        }
    }
}

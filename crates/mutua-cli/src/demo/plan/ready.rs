//! When people say what they are ready to give, and when stewards have the asks of their circle matched.

use super::{Act, DAYS, Planner};

/// Circles that want their asks matched, and who has it done.
const MATCHED: [(&str, &str); 2] = [("neighbourhood", "hamid"), ("dorm", "tiago")];
/// So many days before the year ends.
const ROUND: i64 = 2;

impl Planner<'_> {
    pub(super) fn readiness(&mut self) {
        for ready in 0..self.story.ready.len() {
            let entry = self.story.ready[ready].clone();
            let Some(person) = self.person(&entry.person) else { continue };
            let at = self.moment(entry.day, 17, 22);
            self.step(at, Act::Ready { ready, person });
        }
        for (circle, steward) in MATCHED {
            let circle = self.story.circles.iter().position(|entry| entry.key == circle);
            let (Some(circle), Some(steward)) = (circle, self.person(steward)) else { continue };
            let at = self.moment(DAYS - ROUND, 9, 12);
            self.step(at, Act::MatchAsks { circle, steward });
        }
    }
}

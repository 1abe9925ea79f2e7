//! Whom people take onto their support teams, and when they are in touch with them.

use super::{Act, Planner};

impl Planner<'_> {
    pub(super) fn teams(&mut self) {
        for mate in 0..self.story.mates.len() {
            let entry = self.story.mates[mate].clone();
            let Some(person) = self.person(&entry.person) else { continue };
            let at = self.moment(entry.day, 18, 21);
            self.step(at, Act::Team { mate, person });
            for day in entry.touched {
                let at = self.moment(day, 17, 20);
                self.step(at, Act::Touch { mate, person });
            }
        }
    }
}

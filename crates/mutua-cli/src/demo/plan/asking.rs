//! Who asks for what, who pledges, and how it goes on from there.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use rand::RngExt as _;

use super::{Act, DAYS, PlannedAsk, Planner, asks, closeness, gives};
use crate::demo::story::Ending;

/// Asks from this day on may still be open when the year ends.
const RECENT: i64 = 350;

/// How far an ask has got by the year's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unanswered {
    /// It went its way.
    No,
    /// Nobody has pledged yet.
    Nobody,
    /// Someone has, and waits for a yes.
    Pledge,
}

impl Planner<'_> {
    pub(super) fn all_asks(&mut self) {
        for story in 0..self.story.asks.len() {
            if self.story.asks[story].outcome == Ending::Underway {
                continue;
            }
            let sorts = self.story.asks[story].circle_types.clone();
            for circle in self.circles_of_sorts(&sorts) {
                self.ask(story, circle);
            }
        }
    }

    /// What was promised a few days ago and is still to be done.
    pub(super) fn under_way(&mut self) {
        for story in 0..self.story.asks.len() {
            let entry = self.story.asks[story].clone();
            let asker = entry.only.first().and_then(|key| self.person(key));
            let helper = entry.helper.as_deref().and_then(|key| self.person(key));
            let circle = self.circles_of_sorts(&entry.circle_types).first().copied();
            let (Some(asker), Some(helper), Some(circle)) = (asker, helper, circle) else { continue };
            let ask = self.plan.asks.len();
            self.plan.asks.push(PlannedAsk { story, circle, asker, helpers: vec![helper] });
            let mut at = self.moment(DAYS - 5, 9, 12);
            self.step(at, Act::Ask { ask });
            let promise = [Act::Pledge { ask, helper: 0 }, Act::Accept { ask, helper: 0 }];
            let words = (0..entry.thread.len()).map(|line| Act::Say { ask, line });
            for act in promise.into_iter().chain(words) {
                at = self.after(at, 4.0);
                self.step(at, act);
            }
        }
    }

    /// A day on which a story suits a circle: its months, and students away in summer.
    fn day_for(&mut self, story: usize, circle: usize) -> i64 {
        let (months, sort) =
            (self.story.asks[story].months.clone(), self.story.circles[circle].sort().to_owned());
        let mut day = 0;
        for _ in 0..60 {
            day = if self.rng.random_bool(0.24) {
                self.rng.random_range(RECENT..DAYS)
            } else {
                self.rng.random_range(30..RECENT)
            };
            let month = self.moment(day, 12, 13).to_zoned(TimeZone::UTC).month();
            let away = matches!(sort.as_str(), "campus" | "class" | "dorm") && matches!(month, 7 | 8);
            if (months.is_empty() || months.contains(&month)) && (!away || self.rng.random_bool(0.25)) {
                break;
            }
        }
        day
    }

    fn ask(&mut self, number: usize, circle: usize) {
        let story = self.story;
        let entry = story.asks[number].clone();
        let day = self.day_for(number, circle);
        let people = self.active(circle, day);
        let askers = self.suited(&people, &entry.only);
        let Some(asker) = self.weighted(&askers, |p| asks(story, p)) else { return };
        let mut rest: Vec<usize> = people.into_iter().filter(|person| *person != asker).collect();
        let mut helpers = Vec::new();
        for _ in 0..entry.helpers.min(entry.pledges.len()) {
            let Some(helper) = self.weighted(&rest, |p| gives(story, p) * closeness(asker, p)) else { break };
            rest.retain(|person| *person != helper);
            helpers.push(helper);
        }
        let ask = self.plan.asks.len();
        self.plan.asks.push(PlannedAsk { story: number, circle, asker, helpers: helpers.clone() });
        let asked = self.moment(day, 8, 21);
        self.step(asked, Act::Ask { ask });
        if entry.outcome == Ending::Withdrawn {
            let at = self.after(asked, 40.0);
            self.step(at, Act::Withdraw { ask });
        } else if entry.outcome != Ending::Unanswered {
            self.course(ask, asked, helpers.len());
        }
    }

    /// Pledges, words, what happened, thanks.
    fn course(&mut self, ask: usize, asked: Timestamp, helpers: usize) {
        let entry = self.story.asks[self.plan.asks[ask].story].clone();
        let mut accepted = asked;
        let unanswered = self.unanswered_yet(asked);
        for helper in 0..helpers {
            let pledged = self.after(asked, 7.0);
            if helper == 0 && unanswered == Unanswered::Nobody {
                return;
            }
            self.step(pledged, Act::Pledge { ask, helper });
            if unanswered == Unanswered::Pledge {
                return;
            }
            let at = self.after(pledged, 5.0);
            self.step(at, Act::Accept { ask, helper });
            accepted = accepted.max(at);
        }
        let mut said = accepted;
        for line in 0..entry.thread.len() {
            said = self.after(said, 2.0);
            self.step(said, Act::Say { ask, line });
        }
        let mut told = said;
        for helper in 0..helpers {
            let at = self.after(said, 50.0);
            self.step(at, Act::GiverTells { ask, helper });
            told = told.max(at);
            // Now and then one side leaves it at that.
            if self.rng.random_bool(0.86) {
                let at = self.after(at, 9.0);
                self.step(at, Act::ReceiverTells { ask, helper });
            }
        }
        if entry.thanks.is_some() && entry.outcome != Ending::DidNotHappen {
            let at = self.after(told, 8.0);
            self.step(at, Act::Thank { ask });
            if entry.share_thanks && self.rng.random_bool(0.8) {
                let at = self.after(at, 14.0);
                self.step(at, Act::ShareThanks { ask });
            }
        }
    }

    /// Of the asks of the last days, many still wait: for someone, or for their asker's yes.
    fn unanswered_yet(&mut self, asked: Timestamp) -> Unanswered {
        let since = self.start.saturating_add(SignedDuration::from_hours(24 * (DAYS - 9))).unwrap_or(asked);
        let (waits, pledged) = (self.rng.random_bool(0.7), self.rng.random_bool(0.3));
        match (asked > since && waits, pledged) {
            (false, _) => Unanswered::No,
            (true, false) => Unanswered::Nobody,
            (true, true) => Unanswered::Pledge,
        }
    }
}

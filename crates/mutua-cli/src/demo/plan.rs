//! What happens when in the demo's year: a list of steps, made from the story and a seed. Nothing is done here.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp, ToSpan as _, tz::TimeZone};
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng, seq::IndexedRandom as _};

use super::story::{Speaker, Story};

mod asking;
mod habits;
mod moods;
mod ready;
mod teams;
mod together;

/// How many days the year has.
pub const DAYS: i64 = 364;

/// Something that happens.
#[derive(Debug, Clone)]
pub struct Step {
    pub at: Timestamp,
    pub act: Act,
}

/// Numbers point into the story; an ask of the plan is one story asked once, in one circle.
#[derive(Debug, Clone)]
pub enum Act {
    Join { person: usize, place: usize },
    Leave { person: usize, place: usize },
    Pause { person: usize, place: usize },
    Remove { removal: usize },
    Offer { offer: usize, person: usize, circle: usize },
    Keep { kept: usize, person: usize },
    LetGo { kept: usize, person: usize },
    Ask { ask: usize },
    Pledge { ask: usize, helper: usize },
    Accept { ask: usize, helper: usize },
    Say { ask: usize, line: usize },
    GiverTells { ask: usize, helper: usize },
    ReceiverTells { ask: usize, helper: usize },
    Thank { ask: usize },
    ShareThanks { ask: usize },
    Withdraw { ask: usize },
    Untold { untold: usize, giver: usize, receiver: usize, circle: usize },
    Habit { habit: usize, giver: usize, receiver: usize, line: usize },
    AgreeOnCare { person: usize, other: usize },
    Loan { loan: usize, lender: usize, borrower: usize, circle: usize },
    EndLoan { loan: usize },
    CheckIn { mood: usize, person: usize, score: i64, words: Option<String> },
    Team { mate: usize, person: usize },
    Touch { mate: usize, person: usize },
    Ready { ready: usize, person: usize },
    MatchAsks { circle: usize, steward: usize },
    SwitchOn { round: usize, person: usize },
    AnswerFour { voice: usize, person: usize, scores: [Option<i64>; 4] },
    LetDaysBeCompared { person: usize, other: usize },
}

/// A story asked once.
#[derive(Debug, Clone)]
pub struct PlannedAsk {
    pub story: usize,
    pub circle: usize,
    pub asker: usize,
    pub helpers: Vec<usize>,
}

/// The year.
#[derive(Debug)]
pub struct Plan {
    pub asks: Vec<PlannedAsk>,
    pub steps: Vec<Step>,
}

struct Planner<'a> {
    story: &'a Story,
    start: Timestamp,
    rng: StdRng,
    plan: Plan,
    /// What was answered to "How are we?", by person and day.
    moods: HashMap<(String, i64), i64>,
}

/// Plans the year that ends at `end`.
pub fn plan(story: &Story, end: Timestamp, seed: u64) -> Plan {
    let start = end.saturating_sub(SignedDuration::from_hours(24 * DAYS)).unwrap_or(end);
    let plan = Plan { asks: Vec::new(), steps: Vec::new() };
    let mut planner = Planner { story, start, rng: StdRng::seed_from_u64(seed), plan, moods: HashMap::new() };
    planner.memberships();
    planner.offers();
    planner.kept_needs();
    planner.all_asks();
    planner.untold_helps();
    planner.habits();
    planner.loans();
    planner.check_ins();
    planner.teams();
    planner.readiness();
    planner.four_questions();
    planner.links();
    planner.under_way();
    let mut plan = planner.plan;
    plan.steps.retain(|step| step.at < end);
    // Stable: what was planned first stays first within a moment.
    plan.steps.sort_by_key(|step| step.at);
    plan
}

impl Planner<'_> {
    /// A moment on a day of the year, at an hour of the day in the community's own time.
    fn moment(&mut self, day: i64, from_hour: i8, to_hour: i8) -> Timestamp {
        let zone = TimeZone::get("Europe/Dublin").unwrap_or(TimeZone::UTC);
        let date = self.start.to_zoned(zone.clone()).date().saturating_add(day.days());
        let (hour, minute) = (self.rng.random_range(from_hour..to_hour), self.rng.random_range(0..60));
        date.at(hour, minute, 0, 0).to_zoned(zone).map_or(self.start, |at| at.timestamp())
    }

    /// Later by some hours, more or less, and not in the night.
    fn after(&mut self, at: Timestamp, hours: f64) -> Timestamp {
        let spread: f64 = self.rng.random_range(0.3..1.9);
        let later = at.saturating_add(SignedDuration::from_secs_f64(hours * spread * 3600.0)).unwrap_or(at);
        let zone = TimeZone::get("Europe/Dublin").unwrap_or(TimeZone::UTC);
        let hour = later.to_zoned(zone).hour();
        let wait = if hour < 7 { i64::from(7 - hour) } else { 0 };
        later.saturating_add(SignedDuration::from_hours(wait)).unwrap_or(later)
    }

    fn step(&mut self, at: Timestamp, act: Act) {
        self.plan.steps.push(Step { at, act });
    }

    fn person(&self, key: &str) -> Option<usize> {
        self.story.people.iter().position(|person| person.key == key)
    }

    fn circles_of_sorts(&self, sorts: &[String]) -> Vec<usize> {
        let wanted = |circle: &super::story::Circle| sorts.iter().any(|sort| sort == circle.sort());
        (0..self.story.circles.len()).filter(|circle| wanted(&self.story.circles[*circle])).collect()
    }

    /// The last day on which a person takes part in a circle, and the first.
    fn days_in(&self, person: usize, circle: usize) -> Option<(i64, i64)> {
        let key = &self.story.circles[circle].key;
        let person = &self.story.people[person];
        let place = person.circles.iter().find(|place| place.circle == *key)?;
        let removed = self.story.removals.iter().find(|r| r.person == person.key && r.circle == *key);
        let last = match place.state.as_deref() {
            Some("applied") => return None,
            Some("left") => removed.map_or(LEFT_ON, |removal| removal.day),
            Some("paused") => PAUSED_ON,
            _ => DAYS,
        };
        Some((place.joined + 1, last))
    }

    fn active(&self, circle: usize, day: i64) -> Vec<usize> {
        let is_in = |person: &usize| {
            self.days_in(*person, circle).is_some_and(|(first, last)| (first..last).contains(&day))
        };
        (0..self.story.people.len()).filter(is_in).collect()
    }

    fn weighted(&mut self, people: &[usize], weight: impl Fn(usize) -> f64) -> Option<usize> {
        people.choose_weighted(&mut self.rng, |person| weight(*person).max(0.001)).ok().copied()
    }

    fn memberships(&mut self) {
        for person in 0..self.story.people.len() {
            for place in 0..self.story.people[person].circles.len() {
                let (joined, state) = {
                    let place = &self.story.people[person].circles[place];
                    (place.joined, place.state.clone())
                };
                // Stewards come first, so that there is somebody to let the others in.
                let hour = if self.story.people[person].circles[place].role == "steward" { 6 } else { 8 };
                let at = self.moment(joined, hour, hour + 1);
                self.step(at, Act::Join { person, place });
                let key = &self.story.people[person].key;
                let removed = self.story.removals.iter().any(|removal| removal.person == *key);
                match state.as_deref() {
                    Some("left") if !removed => {
                        let at = self.moment(LEFT_ON, 18, 20);
                        self.step(at, Act::Leave { person, place });
                    }
                    Some("paused") => {
                        let at = self.moment(PAUSED_ON, 18, 20);
                        self.step(at, Act::Pause { person, place });
                    }
                    _ => {}
                }
            }
        }
        for removal in 0..self.story.removals.len() {
            let at = self.moment(self.story.removals[removal].day, 20, 21);
            self.step(at, Act::Remove { removal });
        }
    }

    fn offers(&mut self) {
        let story = self.story;
        for offer in 0..self.story.offers.len() {
            let entry = self.story.offers[offer].clone();
            let day = self.rng.random_range(62..345);
            let circles = self.circles_of_sorts(&entry.circle_types);
            let Some(&circle) = circles.choose(&mut self.rng) else { continue };
            let mut people = self.active(circle, day);
            // Who pauses or leaves later would take their offer with them.
            people.retain(|person| self.days_in(*person, circle).is_some_and(|(_, last)| last == DAYS));
            let suited = self.suited(&people, &entry.only);
            let Some(person) = self.weighted(&suited, |p| gives(story, p)) else { continue };
            let at = self.moment(day, 9, 21);
            self.step(at, Act::Offer { offer, person, circle });
        }
    }

    fn suited(&self, people: &[usize], only: &[String]) -> Vec<usize> {
        if only.is_empty() {
            return people.to_vec();
        }
        let wanted: Vec<usize> = only.iter().filter_map(|key| self.person(key)).collect();
        wanted.into_iter().filter(|person| people.contains(person)).collect()
    }

    fn kept_needs(&mut self) {
        let story = self.story;
        for kept in 0..self.story.kept.len() {
            let entry = self.story.kept[kept].clone();
            let sorts: Vec<String> = entry
                .circle_types
                .iter()
                .flat_map(|hint| match hint.as_str() {
                    "student" => vec!["campus"],
                    "family" => vec!["family"],
                    _ => vec!["neighbourhood"],
                })
                .map(str::to_owned)
                .collect();
            let from = if entry.lately { DAYS - 90 } else { 65 };
            let day = self.rng.random_range(from..362);
            let circles = self.circles_of_sorts(&sorts);
            let Some(&circle) = circles.choose(&mut self.rng) else { continue };
            let people = self.suited(&self.active(circle, day), &entry.only);
            let Some(person) = self.weighted(&people, |p| keeps(story, p)) else { continue };
            let at = self.moment(day, 21, 23);
            self.step(at, Act::Keep { kept, person });
            if entry.let_go {
                let at = self.after(at, 24.0 * 9.0);
                self.step(at, Act::LetGo { kept, person });
            }
        }
    }

    fn untold_helps(&mut self) {
        let story = self.story;
        for untold in 0..self.story.untold.len() {
            let sorts = self.story.untold[untold].circle_types.clone();
            let day = self.rng.random_range(30..DAYS - 1);
            let circles = self.circles_of_sorts(&sorts);
            let Some(&circle) = circles.choose(&mut self.rng) else { continue };
            let mut people = self.active(circle, day);
            let Some(giver) = self.weighted(&people, |p| gives(story, p)) else { continue };
            people.retain(|person| *person != giver);
            let Some(receiver) = self.weighted(&people, |p| closeness(giver, p)) else { continue };
            let at = self.moment(day, 10, 21);
            self.step(at, Act::Untold { untold, giver, receiver, circle });
        }
    }

    fn loans(&mut self) {
        let story = self.story;
        for loan in 0..self.story.loans.len() {
            let entry = self.story.loans[loan].clone();
            let still = matches!(entry.state.as_str(), "agreed" | "proposed");
            let day = if still { self.rng.random_range(340..356) } else { self.rng.random_range(80..250) };
            let circles = self.circles_of_sorts(&entry.circle_types);
            let Some(&circle) = circles.choose(&mut self.rng) else { continue };
            let mut people = self.active(circle, day);
            let borrowers = self.suited(&people, &entry.only);
            let Some(borrower) = self.weighted(&borrowers, |p| asks(story, p)) else { continue };
            people.retain(|person| *person != borrower);
            let Some(lender) = self.weighted(&people, |p| gives(story, p)) else { continue };
            let at = self.moment(day, 10, 20);
            self.step(at, Act::Loan { loan, lender, borrower, circle });
            if !still {
                let days = self.rng.random_range(12..60);
                let at = self.moment(day + days, 10, 20);
                self.step(at, Act::EndLoan { loan });
            }
        }
    }
}

/// Who speaks a line of an ask's thread.
pub fn speaker(plan: &Plan, story: &Story, ask: usize, line: usize) -> Option<usize> {
    let planned = plan.asks.get(ask)?;
    let lines = &story.asks.get(planned.story)?.thread;
    match lines.get(line)?.who {
        Speaker::Asker => Some(planned.asker),
        // Helpers take turns, so that a later one is heard too.
        Speaker::Helper => {
            let before = lines[..line].iter().filter(|l| l.who == Speaker::Helper).count();
            planned.helpers.get(before % planned.helpers.len().max(1)).copied()
        }
    }
}

/// The day on which those who left without being removed did so.
const LEFT_ON: i64 = 150;
/// The day on which those who pause began to.
const PAUSED_ON: i64 = 341;

fn asks(story: &Story, person: usize) -> f64 {
    story.people[person].asks_per_month
}

fn gives(story: &Story, person: usize) -> f64 {
    story.people[person].gives_per_month
}

fn keeps(story: &Story, person: usize) -> f64 {
    story.people[person].keeps
}

/// How close two people are: most little, some much, the same all year, so that ties can grow.
fn closeness(a: usize, b: usize) -> f64 {
    let (low, high) = (a.min(b) as u64, a.max(b) as u64);
    let mixed = (low * 7919 + high * 104_729) % 97;
    if mixed < 12 {
        9.0
    } else if mixed < 40 {
        2.0
    } else {
        0.6
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year() -> (Story, Plan) {
        let story = Story::read().unwrap();
        let plan = plan(&story, "2026-05-10T10:00:00Z".parse().unwrap(), 1);
        (story, plan)
    }

    #[test]
    fn a_seed_repeats_the_year() {
        let (_, first) = year();
        let (_, again) = year();
        assert_eq!(format!("{:?}", first.steps), format!("{:?}", again.steps));
    }

    #[test]
    fn it_is_a_full_year_in_order_with_asks_open_at_its_end() {
        let (story, plan) = year();
        assert!(plan.asks.len() > 180, "{} asks", plan.asks.len());
        assert!(plan.steps.windows(2).all(|pair| pair[0].at <= pair[1].at));
        let told: Vec<usize> = plan
            .steps
            .iter()
            .filter_map(|step| match step.act {
                Act::GiverTells { ask, .. } | Act::Withdraw { ask } => Some(ask),
                _ => None,
            })
            .collect();
        let asked = plan.steps.iter().filter_map(|step| match step.act {
            Act::Ask { ask }
                if step.at > plan.steps.last().unwrap().at - SignedDuration::from_hours(24 * 10) =>
            {
                Some(ask)
            }
            _ => None,
        });
        let open = asked.filter(|ask| !told.contains(ask)).count();
        assert!(open >= 12, "{open} open asks at the end of {}", plan.asks.len());
        for planned in &plan.asks {
            assert!(!planned.helpers.contains(&planned.asker), "{}", story.asks[planned.story].title);
        }
    }
}

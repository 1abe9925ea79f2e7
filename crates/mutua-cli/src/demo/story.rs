//! The community of the demo, as it is written down in the TOML files beside this.

use anyhow::Context as _;
use serde::Deserialize;

/// Everything that is written down.
#[derive(Debug)]
pub struct Story {
    pub circles: Vec<Circle>,
    pub people: Vec<Person>,
    pub asks: Vec<Ask>,
    pub offers: Vec<Offer>,
    pub kept: Vec<Kept>,
    pub untold: Vec<Untold>,
    pub habits: Vec<Habit>,
    pub loans: Vec<Loan>,
    pub removals: Vec<Removal>,
    pub moods: Vec<Mood>,
    pub mates: Vec<Mate>,
    pub ready: Vec<Ready>,
    pub rounds: Vec<Round>,
    pub voices: Vec<Voice>,
    pub links: Vec<Link>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Circle {
    pub key: String,
    pub parent: Option<String>,
    pub name: String,
    pub about: String,
    pub agreements: String,
    pub joining: String,
    #[serde(default)]
    pub questions: Vec<String>,
    pub place: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Person {
    pub key: String,
    pub name: String,
    pub pronouns: Option<String>,
    pub language: String,
    pub time_zone: String,
    #[serde(default)]
    pub guest: bool,
    pub reach: Option<String>,
    pub lead: Option<Lead>,
    pub circles: Vec<Place>,
    pub asks_per_month: f64,
    pub gives_per_month: f64,
    pub keeps: f64,
}

/// The three for whom the demo prints links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lead {
    NeverAsks,
    AlwaysGives,
    Steward,
}

/// A person's place in a circle.
#[derive(Debug, Clone, Deserialize)]
pub struct Place {
    pub circle: String,
    pub role: String,
    /// The day of the year on which they joined or applied.
    pub joined: i64,
    pub state: Option<String>,
    #[serde(default)]
    pub answers: Vec<String>,
}

/// How someone answers "How are we?".
#[derive(Debug, Clone, Deserialize)]
pub struct Mood {
    pub person: String,
    pub level: f64,
    pub swing: f64,
    pub per_week: f64,
    /// Over so many days at the year's end.
    pub days: i64,
    pub share: String,
    #[serde(default)]
    pub with: Vec<String>,
    pub circle: Option<String>,
    #[serde(default)]
    pub every_week: bool,
    /// How far it goes down in the last days.
    #[serde(default)]
    pub dip: f64,
    /// So many days before the year's end it is over.
    #[serde(default)]
    pub until: i64,
    /// Whose day comes back in their next, and how much of it.
    pub follows: Option<String>,
    #[serde(default)]
    pub pull: f64,
    #[serde(default)]
    pub words: Vec<String>,
}

/// Someone on a support team: a member, or a name from outside.
#[derive(Debug, Clone, Deserialize)]
pub struct Mate {
    pub person: String,
    pub member: Option<String>,
    pub name: Option<String>,
    pub sort: String,
    pub ways: Option<String>,
    pub note: Option<String>,
    #[serde(default)]
    pub gives: Vec<String>,
    #[serde(default)]
    pub receives: Vec<String>,
    pub rhythm: String,
    pub circle: Option<String>,
    /// The day of the year on which they were added.
    pub day: i64,
    /// Days on which the two were in touch.
    #[serde(default)]
    pub touched: Vec<i64>,
}

/// What someone is ready to give.
#[derive(Debug, Clone, Deserialize)]
pub struct Ready {
    pub person: String,
    pub minutes: i64,
    #[serde(default)]
    pub times: Vec<String>,
    #[serde(default)]
    pub paused: bool,
    /// The day of the year on which they said so.
    pub day: i64,
}

/// A circle that asks its four questions of the month.
#[derive(Debug, Clone, Deserialize)]
pub struct Round {
    pub circle: String,
    pub by: String,
    pub day: i64,
}

/// Who answers them, and around which level; a question without one is left out.
#[derive(Debug, Clone, Deserialize)]
pub struct Voice {
    pub person: String,
    pub circle: String,
    pub satisfied: Option<f64>,
    pub worthwhile: Option<f64>,
    pub happy: Option<f64>,
    pub anxious: Option<f64>,
    /// Months that are left out, counted from the first.
    #[serde(default)]
    pub skips: Vec<usize>,
    /// The only months, where there are any.
    #[serde(default)]
    pub only: Vec<usize>,
}

/// Two who let their days be compared.
#[derive(Debug, Clone, Deserialize)]
pub struct Link {
    pub people: [String; 2],
    pub day: i64,
    /// The second hasn't answered.
    #[serde(default)]
    pub waits: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Ask {
    pub circle_types: Vec<String>,
    pub kind: String,
    pub title: String,
    pub words: Option<String>,
    pub effort: String,
    #[serde(rename = "where")]
    pub place: Option<String>,
    #[serde(default)]
    pub months: Vec<i8>,
    #[serde(default = "one")]
    pub helpers: usize,
    #[serde(default)]
    pub anonymous: bool,
    /// Those whom it suits; anyone where there are none.
    #[serde(default)]
    pub only: Vec<String>,
    /// Who promised what is under way.
    pub helper: Option<String>,
    #[serde(default)]
    pub pledges: Vec<String>,
    #[serde(default)]
    pub thread: Vec<Line>,
    pub outcome: Ending,
    pub giver_words: Option<String>,
    pub receiver_words: Option<String>,
    pub minutes: Option<i64>,
    pub minutes_receiver: Option<i64>,
    pub thanks: Option<String>,
    #[serde(default)]
    pub share_thanks: bool,
}

const fn one() -> usize {
    1
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    Done,
    Partly,
    DidNotHappen,
    Unanswered,
    Withdrawn,
    /// Promised a few days ago, and still to be done.
    Underway,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Line {
    pub who: Speaker,
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    Asker,
    Helper,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Offer {
    pub circle_types: Vec<String>,
    pub kind: String,
    pub title: String,
    pub words: Option<String>,
    #[serde(default)]
    pub skills: Vec<String>,
    pub times: Option<String>,
    pub how_often: Option<String>,
    #[serde(default)]
    pub only: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Kept {
    /// `student`, `family` or `neighbour`.
    pub circle_types: Vec<String>,
    pub kind: String,
    pub words: String,
    #[serde(default)]
    pub only: Vec<String>,
    #[serde(default)]
    pub let_go: bool,
    /// In the last quarter of the year.
    #[serde(default)]
    pub lately: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Untold {
    pub circle_types: Vec<String>,
    pub kind: String,
    pub words_giver: Option<String>,
    pub words_receiver: Option<String>,
    pub minutes: Option<i64>,
    pub told_by: String,
    pub thanks: Option<String>,
}

/// What two people do for each other again and again.
#[derive(Debug, Clone, Deserialize)]
pub struct Habit {
    pub people: [String; 2],
    pub circle: String,
    pub kind: String,
    pub minutes: i64,
    /// So many days lie between two times.
    pub every: i64,
    /// Over the last so many days of the year.
    pub days: i64,
    /// They take turns; else the first of the two gives.
    #[serde(default)]
    pub in_turn: bool,
    #[serde(default)]
    pub told_by_both: bool,
    /// Both say that it is care by agreement.
    #[serde(default)]
    pub agreed: bool,
    pub words: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Loan {
    pub circle_types: Vec<String>,
    pub title: String,
    pub words: String,
    pub story: String,
    pub due: Option<i64>,
    pub state: String,
    #[serde(default)]
    pub only: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Removal {
    pub circle: String,
    pub person: String,
    pub by: String,
    pub day: i64,
    pub reason: String,
}

/// One file: a table of lists.
fn read<T: for<'a> Deserialize<'a>>(text: &str, list: &str) -> anyhow::Result<Vec<T>> {
    let mut table: toml::Table = text.parse()?;
    let entries = table.remove(list).with_context(|| format!("no [[{list}]]"))?;
    entries.try_into().with_context(|| format!("[[{list}]]"))
}

impl Story {
    /// Reads what is written down.
    pub fn read() -> anyhow::Result<Self> {
        Ok(Self {
            circles: read(include_str!("circles.toml"), "circle")?,
            people: read(include_str!("people.toml"), "person")?,
            asks: read(include_str!("stories.toml"), "story")?,
            offers: read(include_str!("offers.toml"), "offer")?,
            kept: read(include_str!("kept.toml"), "kept")?,
            untold: read(include_str!("untold.toml"), "help")?,
            habits: read(include_str!("habits.toml"), "habit")?,
            loans: read(include_str!("loans.toml"), "loan")?,
            removals: read(include_str!("invites.toml"), "removal")?,
            moods: read(include_str!("moods.toml"), "mood")?,
            mates: read(include_str!("teams.toml"), "mate")?,
            ready: read(include_str!("ready.toml"), "ready")?,
            rounds: read(include_str!("wellbeing.toml"), "round")?,
            voices: read(include_str!("wellbeing.toml"), "voice")?,
            links: read(include_str!("links.toml"), "link")?,
        })
    }
}

impl Circle {
    /// What sort of circle it is, in the words of the other files.
    pub fn sort(&self) -> &str {
        self.key.split('_').next().unwrap_or(&self.key)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_is_written_down_hangs_together() {
        let story = Story::read().unwrap();
        let circles: BTreeSet<&str> = story.circles.iter().map(|c| c.key.as_str()).collect();
        let people: BTreeSet<&str> = story.people.iter().map(|p| p.key.as_str()).collect();
        assert!(people.len() >= 55 && people.len() == story.people.len());
        for person in &story.people {
            for place in &person.circles {
                assert!(circles.contains(place.circle.as_str()), "{} in {}", person.key, place.circle);
            }
        }
        for circle in &story.circles {
            let stewards = story
                .people
                .iter()
                .flat_map(|p| &p.circles)
                .filter(|p| p.circle == circle.key && p.role == "steward");
            assert!(stewards.count() > 0, "{} has no steward", circle.key);
        }
        for habit in &story.habits {
            assert!(circles.contains(habit.circle.as_str()) && habit.every > 0 && !habit.words.is_empty());
            for key in &habit.people {
                let person = story.people.iter().find(|p| p.key == *key).unwrap();
                assert!(person.circles.iter().any(|p| p.circle == habit.circle), "{key} in {}", habit.circle);
            }
        }
        for ask in &story.asks {
            assert!(ask.only.iter().all(|key| people.contains(key.as_str())), "{}", ask.title);
            assert_eq!(ask.helper.is_some(), ask.outcome == Ending::Underway, "{}", ask.title);
            assert!(ask.helper.iter().all(|key| people.contains(key.as_str())), "{}", ask.title);
            let alone = matches!(ask.outcome, Ending::Unanswered | Ending::Withdrawn);
            assert!(alone || ask.pledges.len() >= ask.helpers, "{}: fewer pledges than helpers", ask.title);
        }
        assert!(story.ready.iter().all(|ready| people.contains(ready.person.as_str())));
        for round in &story.rounds {
            let steward = story.people.iter().find(|p| p.key == round.by).unwrap();
            let mut places = steward.circles.iter();
            assert!(places.any(|p| p.circle == round.circle && p.role == "steward"), "{round:?}");
        }
        for voice in &story.voices {
            let person = story.people.iter().find(|p| p.key == voice.person).unwrap();
            assert!(person.circles.iter().any(|p| p.circle == voice.circle), "{voice:?}");
            assert!(story.rounds.iter().any(|round| round.circle == voice.circle), "{voice:?}");
        }
        for key in story.links.iter().flat_map(|link| &link.people) {
            assert!(story.moods.iter().any(|mood| mood.person == *key), "{key} never checks in");
        }
        for mate in &story.mates {
            let named = mate.member.as_deref().is_none_or(|key| people.contains(key));
            assert!(people.contains(mate.person.as_str()) && named, "{mate:?}");
            assert!(mate.member.is_some() != mate.name.is_some(), "{mate:?}");
        }
        for lead in [Lead::NeverAsks, Lead::AlwaysGives, Lead::Steward] {
            assert_eq!(story.people.iter().filter(|p| p.lead == Some(lead)).count(), 1, "{lead:?}");
        }
    }
}

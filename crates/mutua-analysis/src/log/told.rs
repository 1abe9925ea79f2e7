//! What hangs on who told: the same figures by each side's word.

use serde::{Deserialize, Serialize};

use super::figures::{Base, Circle, Options, Tie, told};
use super::person::PersonFigures;
use super::ties::Finding;
use super::types::{LogError, Word};
use super::whole::Log;

/// From the least to the most that a figure is by any side's word.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Range {
    /// The least.
    pub low: f64,
    /// The most.
    pub high: f64,
}

impl Range {
    /// The range of those that are there; `None` of none.
    pub fn of(values: impl IntoIterator<Item = Option<f64>>) -> Option<Self> {
        values.into_iter().flatten().fold(None, |range: Option<Self>, value| {
            Some(range.map_or(Self { low: value, high: value }, |range| Self {
                low: range.low.min(value),
                high: range.high.max(value),
            }))
        })
    }
}

/// A circle's figures by one word.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ByWord {
    /// Whose.
    pub word: Word,
    /// The figures.
    pub circle: Circle,
}

/// One tie by each word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldTie {
    /// The one with the lower number.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// By the giver's, the receiver's, either's and both's word, in the order of [`Word::ALL`]; `None` for care by
    /// agreement.
    pub findings: [Option<Finding>; 4],
}

impl ToldTie {
    /// Whether the same is said whoever's word is taken.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.findings.iter().all(|finding| *finding == self.findings[0])
    }
}

/// How far figures hang on who told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WhoTold {
    /// The circle by each word, in the order of [`Word::ALL`].
    pub by_word: Vec<ByWord>,
    /// Direct reciprocity.
    pub reciprocity: Option<Range>,
    /// Decayed episodes.
    pub decayed_episodes: Option<Range>,
    /// Each person's decayed episodes given.
    pub given: Vec<Option<Range>>,
    /// Each person's decayed episodes received.
    pub received: Vec<Option<Range>>,
    /// The median of each person's position, where there is one.
    pub position: Vec<Option<Range>>,
    /// Ties of pairs who ever helped each other.
    pub ties: Vec<ToldTie>,
}

/// Computes a log's figures by each word; `None` where no help has a mark of who told.
///
/// Costs up to four times what [`figures`](super::figures) does.
///
/// # Errors
/// As [`figures`](super::figures).
///
/// ```
/// use mutua_analysis::log::{DAY, Help, Kind, Log, Options, ToldBy, who_told};
///
/// let help = |giver, receiver, told_by| Help {
///     time: 0, giver, receiver, kind: Kind::MORAL, minutes: 0.0, told_by: Some(told_by),
/// };
/// let helps = vec![help(0, 1, ToldBy::Both), help(1, 0, ToldBy::Receiver)];
/// let log = Log::new(2, helps, vec![], vec![])?;
/// let told = who_told(&log, &Options::at(DAY))?.unwrap();
///
/// // By either's word all is returned. By both's only one way is sure.
/// let reciprocity = told.reciprocity.unwrap();
/// assert_eq!((reciprocity.low, reciprocity.high), (0.0, 1.0));
/// # Ok::<(), mutua_analysis::log::LogError>(())
/// ```
pub fn who_told(log: &Log, options: &Options<'_>) -> Result<Option<WhoTold>, LogError> {
    if !log.is_told_by() {
        return Ok(None);
    }
    let base = Base::of(log, options)?;
    let by = |word| told(log, &base, &Options { word, ..*options });
    let [giver, receiver, either, both] = Word::ALL.map(by);
    let all = [giver?, receiver?, either?, both?];
    let persons = 0..log.persons() as usize;
    let by_person = |of: fn(&PersonFigures) -> Option<f64>| {
        persons
            .clone()
            .map(|person| Range::of(all.iter().map(|(persons, ..)| of(&persons[person]))))
            .collect()
    };
    Ok(Some(WhoTold {
        by_word: Word::ALL
            .into_iter()
            .zip(&all)
            .map(|(word, (.., circle))| ByWord { word, circle: *circle })
            .collect(),
        reciprocity: Range::of(all.iter().map(|(.., circle)| circle.reciprocity)),
        decayed_episodes: Range::of(all.iter().map(|(.., circle)| Some(circle.decayed_episodes))),
        given: by_person(|person| Some(person.exchange.given)),
        received: by_person(|person| Some(person.exchange.received)),
        position: by_person(|person| person.position.map(|position| position.x.median)),
        ties: told_ties(&base, options, all.each_ref().map(|(_, ties, _)| ties.as_slice())),
    }))
}

/// Each tie by each word. A pair that by some word never helped is silent by it.
fn told_ties(base: &Base, options: &Options<'_>, all: [&[Tie]; 4]) -> Vec<ToldTie> {
    // By either's word every pair is there that is there by any.
    let pairs = all.into_iter().max_by_key(|ties| ties.len()).unwrap_or_default();
    let mut next = [0; 4];
    pairs
        .iter()
        .map(|tie| {
            let mut findings = [None; 4];
            for ((ties, next), finding) in all.iter().zip(&mut next).zip(&mut findings) {
                *finding = match ties.get(*next) {
                    Some(told) if (told.a, told.b) == (tie.a, tie.b) => {
                        *next += 1;
                        told.finding
                    }
                    _ => base.tie((tie.a, tie.b), [0.0, 0.0], options).finding,
                };
            }
            ToldTie { a: tie.a, b: tie.b, findings }
        })
        .collect()
}

//! The library alone: a household's year, and what can honestly be said of it.
//!
//! ```sh
//! cargo run --release -p mutua-analysis --example reliance
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use mutua_analysis::log::{
    DAY, Finding, Help, Kind, Label, Log, LogError, Need, Options, Outcome, PositionWord, Side, Tie, WEEK,
    figures,
};

const NAMES: [&str; 4] = ["Ana", "Ben", "Caro", "Dan"];

/// Who helps whom, with what, how many times a year, and for how many minutes.
const YEAR: [(u32, u32, Kind, i64, f64); 6] = [
    (0, 1, Kind::PRACTICAL, 40, 30.0),
    (1, 0, Kind::EMOTIONAL, 36, 45.0),
    (2, 3, Kind::PRACTICAL, 50, 60.0),
    (2, 3, Kind::ECONOMIC, 12, 5.0),
    (3, 2, Kind::EMOTIONAL, 2, 20.0),
    (0, 2, Kind::MORAL, 3, 30.0),
];

fn main() -> Result<(), LogError> {
    let at = 52 * WEEK;
    let helps = YEAR.iter().flat_map(|&(giver, receiver, kind, times, minutes)| {
        (0..times).map(move |number| Help {
            time: number * at / times + DAY,
            giver,
            receiver,
            kind,
            minutes,
            told_by: None,
        })
    });
    // Caro keeps nine of ten needs to herself, the others bring half of theirs.
    let needs = (0..120).map(|number: i64| Need {
        time: number * at / 120,
        person: (number % 4) as u32,
        outcome: match number % 4 {
            2 if number % 40 != 2 => Outcome::Kept,
            2 => Outcome::Brought,
            _ if number % 8 < 4 => Outcome::Kept,
            _ => Outcome::Brought,
        },
    });
    let log = Log::new(4, helps.collect(), needs.collect(), vec![])?;
    let figures = figures(&log, &Options { silent_pairs: true, ..Options::at(at) })?;

    println!("Ties, half of whose evidence fades in {} days:", figures.half_life.days());
    for tie in &figures.ties {
        println!("  {}", tie_in_words(tie));
        for leaning in figures.leaning_of(tie) {
            let name = NAMES[leaning.receiver as usize];
            println!("    {name} gets {:.0} % of one kind of help there", leaning.share * 100.0);
        }
    }
    println!("Positions, from -1 (dependence) to 1 (independence):");
    for (name, person) in NAMES.iter().zip(&figures.persons) {
        match &person.position {
            Some(position) => {
                let x = position.x;
                println!(
                    "  {name}: {:.2}, likely {:.2} to {:.2}: {}",
                    x.median,
                    x.low,
                    x.high,
                    word(position.word)
                );
            }
            None => println!("  {name}: not enough to say"),
        }
    }
    if let Some(reciprocity) = figures.circle.reciprocity {
        println!("Of all help {:.0} % comes back from the one it was given to.", reciprocity * 100.0);
    }
    Ok(())
}

fn tie_in_words(tie: &Tie) -> String {
    let (a, b) = (NAMES[tie.a as usize], NAMES[tie.b as usize]);
    let words = match tie.finding {
        None => "care by agreement".to_owned(),
        Some(Finding { label: Label::Independent, .. }) => "seldom help each other".to_owned(),
        Some(Finding { label: Label::Interdependent, .. }) => "rely on each other".to_owned(),
        Some(Finding { label: Label::NotEnoughToSay, .. }) => "not enough to say".to_owned(),
        Some(Finding { label, giver }) => {
            let giver = if giver == Some(Side::A) { a } else { b };
            let ahead = if label == Label::Codependent { ", ahead of their own needs" } else { "" };
            format!("mostly one way: {giver} gives{ahead}")
        }
    };
    format!("{a} and {b}: {words} ({:.1} episodes in {:.0} days)", tie.evidence.n(), tie.evidence.days)
}

fn word(word: Option<PositionWord>) -> &'static str {
    match word {
        Some(PositionWord::Dependence) => "on the side of dependence",
        Some(PositionWord::Interdependence) => "about interdependence",
        Some(PositionWord::Independence) => "on the side of independence",
        None => "not sure enough for a word",
    }
}

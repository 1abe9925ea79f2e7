//! Plain words for labels, positions and tables. None of them diagnoses anyone.

use mutua_analysis::log::{Label, LabelCounts, PositionWord};

use super::people::{PersonRow, TieRow};
use mutua_analysis::log::Range;

use super::result::{CirculationRow, LogResult, WhoToldRow};
use crate::output::{DataTable, MOST_ROWS, number, percent};

pub(super) const NOT_ENOUGH: &str = "not enough to say";

/// What a tie is, as its people would say it.
pub(super) fn tie(tie: &TieRow) -> String {
    let giver = tie.giver.as_deref().unwrap_or_default();
    match tie.label {
        Label::Independent => "seldom help each other".to_owned(),
        Label::Interdependent => "rely on each other".to_owned(),
        Label::Dependent => format!("mostly one way, {giver} gives"),
        Label::Codependent => format!("{giver} gives, ahead of own needs"),
        Label::NotEnoughToSay => NOT_ENOUGH.to_owned(),
    }
}

pub(super) fn position(word: Option<PositionWord>) -> &'static str {
    match word {
        Some(PositionWord::Dependence) => "dependence",
        Some(PositionWord::Interdependence) => "interdependence",
        Some(PositionWord::Independence) => "independence",
        None => "not sure enough for a word",
    }
}

/// How many ties are what, those without a single help last.
pub(super) fn labels(result: &LogResult) -> DataTable {
    let silent = result.pairs_without_help.labels;
    let count = |of: fn(&LabelCounts) -> u64| {
        [
            of(&result.labels).to_string(),
            silent.as_ref().map_or("–".to_owned(), |silent| of(silent).to_string()),
        ]
    };
    let mut table = DataTable::new("What ties are", ["tie"], ["helped each other", "never did"]);
    for (name, counts) in [
        ("seldom help each other", count(|labels| labels.independent)),
        ("rely on each other", count(|labels| labels.interdependent)),
        ("mostly one way", count(|labels| labels.dependent)),
        ("one way, ahead of the giver's own needs", count(|labels| labels.codependent)),
        (NOT_ENOUGH, count(|labels| labels.not_enough_to_say)),
    ] {
        let [told, silent] = counts;
        table.push([name.to_owned(), told, silent]);
    }
    table
}

pub(super) fn positions(result: &LogResult) -> DataTable {
    // Those of whom there is nothing to say must not leave the others without room.
    let known_first = result.persons.len() > MOST_ROWS;
    let order = if known_first {
        "; first those whose position is known, in the order of names"
    } else {
        "; in the order of names"
    };
    let mut table = DataTable::new(
        format!(
            "Positions from -1 (dependence) over 0 to 1 (independence), and carrying from 0 to 1{order}. Eight tenths of \
             what is likely lie between from and to"
        ),
        ["person", "word"],
        ["position", "from", "to", "carrying"],
    );
    let (first, rest): (Vec<&PersonRow>, Vec<&PersonRow>) =
        result.persons.iter().partition(|person| !known_first || person.position.is_some());
    table.fill(first.into_iter().chain(rest), |person| {
        let word = person.position.map_or(NOT_ENOUGH, |_| position(person.word));
        let [middle, low, high] =
            person.position.as_ref().map_or(["–", "–", "–"].map(str::to_owned), |position| {
                [position.median, position.low, position.high].map(two_places)
            });
        let carrying = person.carrying.map_or("–".to_owned(), two_places);
        vec![person.id.to_string(), word.to_owned(), middle, low, high, carrying]
    });
    table
}

/// What positions and loads rest on.
pub(super) fn exchanges(result: &LogResult) -> DataTable {
    let weekly = |load: Option<f64>| load.map_or("–".to_owned(), |load| number(rounded(load)));
    let mut numbers = vec!["given", "received", "needs kept", "brought"];
    let mut caption = "Episodes and needs of persons, faded with age".to_owned();
    if let Some(unit) = result.load_unit {
        numbers.extend(["load given", "load got"]);
        caption.push_str(&format!("; loads in {unit} a week"));
    }
    let mut table = DataTable::new(caption, ["person"], numbers);
    let columns = table.columns.len();
    table.fill(&result.persons, |person| {
        let mut row = vec![person.id.to_string()];
        row.extend(
            [person.given, person.received, person.kept, person.brought].map(|sum| number(rounded(sum))),
        );
        row.extend([weekly(person.load.given_per_week), weekly(person.load.received_per_week)]);
        row.truncate(columns);
        row
    });
    table
}

/// Only pairs who ever helped each other: that the others didn't is in [`labels`].
pub(super) fn ties(result: &LogResult) -> DataTable {
    let (ties, more) = result.ties.for_a_table(MOST_ROWS);
    let caption = if more == 0 {
        "Ties of those who ever helped each other; episodes fade with age".to_owned()
    } else {
        format!(
            "Of {} ties of those who ever helped each other the {MOST_ROWS} that say most: first where one relies on \
             the other, each by their episodes, which fade with age",
            ties.len() + more
        )
    };
    let mut table = DataTable::new(caption, ["between", "and", "what can be said"], ["episodes", "how sure"]);
    table.more = more;
    for tie in ties {
        let p = &tie.probabilities;
        let sure = match tie.label {
            Label::Independent => percent(p.independent),
            Label::Interdependent => percent(p.interdependent),
            Label::Dependent | Label::Codependent => percent(p.a_gives.max(p.b_gives)),
            Label::NotEnoughToSay => "–".to_owned(),
        };
        table.push([tie.a.to_string(), tie.b.to_string(), self::tie(&tie), number(rounded(tie.n)), sure]);
    }
    table
}

pub(super) fn coverage(result: &LogResult) -> DataTable {
    let mut table = DataTable::new(
        "How many persons were ever helped by how many others, by kind",
        ["kind"],
        ["nobody", "one", "two or more"],
    );
    for (kind, covered) in &result.coverage {
        table.push([
            kind.clone(),
            covered.none.to_string(),
            covered.one.to_string(),
            covered.two_or_more.to_string(),
        ]);
    }
    table
}

pub(super) fn months(result: &LogResult) -> DataTable {
    let mut table = DataTable::new(
        "Month by month: helps, who gave and got, the share returned in pairs at its end, needs brought to others, and the \
         median check-in",
        ["month"],
        ["helps", "givers", "receivers", "returned", "brought", "of needs", "check-in"],
    );
    for month in &result.months {
        table.push([
            month.month.clone(),
            month.helps.to_string(),
            month.givers.to_string(),
            month.receivers.to_string(),
            month.reciprocity.map_or("–".to_owned(), percent),
            month.needs_brought.to_string(),
            (month.needs_kept + month.needs_brought).to_string(),
            month.check_ins.map_or("–".to_owned(), |scores| number(scores.median)),
        ]);
    }
    table
}

pub(super) fn circulation(row: &CirculationRow) -> DataTable {
    // Where only a bracket is known, so it is of the parts.
    let share = |share: Option<f64>, [low, high]: [f64; 2]| {
        share.map_or_else(|| format!("{} to {}", percent(low.max(0.0)), percent(high)), percent)
    };
    let beyond = share(row.beyond_pairs_share, [row.lower - row.direct, row.upper - row.direct]);
    let one_way = share(row.one_way_share, [1.0 - row.upper, 1.0 - row.lower]);
    let mut table = DataTable::new("Where help goes", ["part"], ["share"])
        .row(["returned within pairs".to_owned(), percent(row.direct)])
        .row(["comes back around, over three or more".to_owned(), beyond])
        .row(["one way".to_owned(), one_way]);
    if let Some(null) = &row.direction_flip_null {
        table.push(["comes back at all, if chance chose directions".to_owned(), percent(null.mean)]);
    }
    table
}

/// What is said in its place.
pub(super) const WITHOUT_CIRCULATION: &str = "Circulation was left out, as was asked for.";

/// What can be said of circulation.
pub(super) fn circulation_in_words(row: &CirculationRow) -> String {
    let Some(share) = row.circulation_share else {
        return format!(
            "Between {} and {} of all help comes back around, for certain; to know it exactly takes longer (--time-limit SECONDS).",
            percent(row.lower),
            percent(row.upper)
        );
    };
    let returned = format!("{} of all help comes back around", percent(share));
    match &row.direction_flip_null {
        None => format!("{returned}. What chance would give takes longer to draw (--time-limit SECONDS)."),
        Some(null) => {
            let (low, high) = (percent(null.low), percent(null.high));
            let against = if share < null.low {
                "less than chance gives: help runs from some to others"
            } else if share > null.high {
                "more than chance gives"
            } else {
                "as much as chance gives"
            };
            format!(
                "{returned}, {against} ({low} to {high} if each pair's directions were flipped by a coin)."
            )
        }
    }
}

pub(super) fn who_told(row: &WhoToldRow) -> DataTable {
    let mut table = DataTable::new(
        "The same log by whose word is taken",
        ["told by"],
        ["helps", "returned in pairs", "rely on each other", "one way", NOT_ENOUGH],
    );
    for word in ["giver", "receiver", "either", "both"] {
        if let Some(by) = row.by_word.get(word) {
            table.push([
                word.to_owned(),
                by.helps.to_string(),
                by.reciprocity.map_or("–".to_owned(), percent),
                by.labels.interdependent.to_string(),
                (by.labels.dependent + by.labels.codependent).to_string(),
                by.labels.not_enough_to_say.to_string(),
            ]);
        }
    }
    table
}

pub(super) fn who_told_in_words(row: &WhoToldRow) -> String {
    let returned = row.reciprocity.as_ref().map_or(String::new(), |range| {
        format!(
            "Between {} and {} of help is returned within pairs. ",
            percent(range.low),
            percent(range.high)
        )
    });
    format!("{returned}Of {} ties {} are the same whoever's word is taken.", row.ties, row.ties_agreed)
}

fn two_places(value: f64) -> String {
    format!("{:.2}", rounded(value))
}

/// Two places are enough for people.
fn rounded(value: f64) -> f64 {
    // Plus nothing, so that what rounds to nothing has no sign.
    (value * 100.0).round() / 100.0 + 0.0
}

/// How many positions could be told.
pub(super) fn known(persons: &[PersonRow]) -> usize {
    persons.iter().filter(|person| person.position.is_some()).count()
}

/// A range in words, where it is one.
pub(super) fn range(range: Option<&Range>) -> String {
    range.map_or(String::new(), |range| {
        format!("{} to {}, by who told", percent(range.low), percent(range.high))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_only_a_bracket_is_known_so_it_is_of_the_parts() {
        let row = CirculationRow {
            circulation_share: None,
            lower: 0.5,
            upper: 0.75,
            exact: false,
            direct: 0.25,
            beyond_pairs_share: None,
            one_way_share: None,
            direction_flip_null: None,
        };
        assert!(
            circulation_in_words(&row)
                .starts_with("Between 50 % and 75 % of all help comes back around, for certain")
        );
        let shares: Vec<String> =
            circulation(&row).rows.into_iter().filter_map(|mut part| part.pop()).collect();
        assert_eq!(shares, ["25 %", "25 % to 50 %", "25 % to 50 %"]);
    }
}

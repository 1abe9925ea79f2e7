//! The result for a terminal.

use mutua_analysis::dyads::Linked;

use super::page;
use super::result::{DaysReport, DirectionReport, PairReport};
use crate::html::Page;
use crate::output::{DataTable, Report, Text, number, percent};

/// Rows of pairs that a terminal shows.
const SHOWN: usize = 40;

impl Report for DaysReport {
    fn text(&self, text: &mut Text) {
        text.heading("Linked days");
        text.paragraph(&self.summary());
        for remark in self.remarks() {
            text.paragraph(&remark);
        }
        let mut table = self.table();
        // A terminal has no room for all columns.
        for dropped in ["std. error", "days"] {
            drop_column(&mut table, dropped);
        }
        if !table.rows.is_empty() {
            text.table(&table, SHOWN);
        }
        for words in self.how() {
            text.paragraph(&words);
        }
    }

    fn page(&self) -> Page {
        page::page(self)
    }
}

impl DaysReport {
    /// What was found, in words.
    pub(super) fn summary(&self) -> String {
        let silent = self.pairs.iter().filter(|p| p.directions().iter().all(|d| d.p.is_none())).count();
        let when = match (&self.from, &self.to) {
            (Some(from), Some(to)) => format!(" from {from} to {to}"),
            _ => String::new(),
        };
        let mut words =
            format!("{}{when}, {}. ", count(self.persons, "person"), count(self.pairs.len(), "pair"));
        if self.tested == 0 {
            words.push_str("Not enough to say of any.");
            return words;
        }
        words.push_str(&format!(
            "{} of {} directions that could be tested are linked: one's day goes with the other's next day, beyond chance.",
            self.linked, self.tested
        ));
        if silent > 0 {
            words.push_str(&format!(" Of {} there is not enough to say.", count(silent, "pair")));
        }
        words
    }

    pub(super) fn remarks(&self) -> Vec<String> {
        let rows = [Some(&self.rows), self.pair_rows.as_ref()];
        let mut remarks: Vec<String> = rows.into_iter().flatten().filter_map(|rows| rows.remark()).collect();
        if self.second_checkins_left_out > 0 {
            remarks.push(format!(
                "{} left out: the person has one on that day already.",
                count(self.second_checkins_left_out, "check-in")
            ));
        }
        if self.pairs_left_out > 0 {
            remarks.push(format!(
                "{} left out: named twice, or without check-ins.",
                count(self.pairs_left_out, "pair")
            ));
        }
        remarks
    }

    /// How chance was taken into account, with its figures.
    pub(super) fn how(&self) -> Vec<String> {
        let chance = &self.chance;
        if self.tested == 0 {
            return vec![format!(
                "Before anything is said, two people need {} pairs of consecutive days that both share, and there must be at \
                 least 20 directions between others to compare with.",
                self.least_steps
            )];
        }
        let beyond = chance.share_abs_t_over_1_96.map_or_else(String::new, |share| {
            format!(
                " Of these {} have a |t| beyond 1.96, where the usual theory expects 5 %.",
                percent(share)
            )
        });
        let first = if chance.from == "pseudo_pairs" {
            format!(
                "Chance: {} directions between people who aren't a pair, on the same days, so that what moves everyone at once \
                 makes no link. A link is a |t| beyond their 95th percentile{}.{beyond}",
                chance.directions,
                chance.threshold.map_or_else(String::new, |t| format!(", {}", number(t)))
            )
        } else {
            format!(
                "Chance: as it isn't known who belongs together, the middle of all {} directions stands for it: t less their \
                 median ({}), over their spread. That takes out what moves everyone at once.{beyond}",
                chance.directions,
                chance.median_t.map_or_else(String::new, number)
            )
        };
        let second = if chance.from == "pseudo_pairs" {
            format!(
                "With {} tests about {} would be called linked by chance alone; p adj. takes that into account (Holm).",
                self.tested,
                number(0.05 * self.tested as f64)
            )
        } else {
            "Of those called linked at most about 5 in 100 are expected to be false (Benjamini & Hochberg)."
                .to_owned()
        };
        vec![first, second, "That days are linked doesn't show that the one moves the other.".to_owned()]
    }

    /// Pairs: all that were named; of everyone, those that are linked or nearest to it.
    pub(super) fn table(&self) -> DataTable {
        let all = self.chance.from == "pseudo_pairs";
        let caption = if all { "Pairs" } else { "Pairs, those furthest from chance first" };
        let mut table = DataTable::new(
            caption,
            ["day → next day", "says"],
            ["effect", "std. error", "t", "p", "p adj.", "days"],
        );
        let mut rows: Vec<(&PairReport, bool)> =
            self.pairs.iter().flat_map(|p| [(p, true), (p, false)]).collect();
        if !all {
            rows.retain(|row| side(*row).p.is_some());
            rows.sort_by(|x, y| {
                let p = |row: &(&PairReport, bool)| side(*row).p.unwrap_or(1.0);
                p(x).total_cmp(&p(y))
            });
        }
        for (pair, on_a) in rows {
            let direction = side((pair, on_a));
            let (whose, other) = if on_a { (&pair.a, &pair.b) } else { (&pair.b, &pair.a) };
            let figure = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), number);
            table.push([
                format!("{other} → {whose}"),
                says(direction.linked).to_owned(),
                figure(direction.effect),
                figure(direction.se),
                direction.t.map_or_else(|| "–".to_owned(), |t| format!("{t:.2}")),
                figure(direction.p),
                figure(direction.p_adjusted),
                direction.n.map_or_else(|| pair.steps.to_string(), |n| n.to_string()),
            ]);
        }
        table
    }
}

fn drop_column(table: &mut DataTable, name: &str) {
    if let Some(at) = table.columns.iter().position(|(column, _)| column == name) {
        table.columns.remove(at);
        table.rows.iter_mut().for_each(|row| drop(row.remove(at)));
    }
}

fn side((pair, on_a): (&PairReport, bool)) -> &DirectionReport {
    if on_a { &pair.b_on_a } else { &pair.a_on_b }
}

/// What is said of a direction.
pub(super) fn says(linked: Linked) -> &'static str {
    match linked {
        Linked::Linked => "linked",
        Linked::NotBeyondChance => "not beyond chance",
        Linked::NotEnoughToSay => "not enough to say",
    }
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

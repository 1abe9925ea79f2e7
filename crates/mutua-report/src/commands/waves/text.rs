//! The result for a terminal, and the words and tables that the page has too.

use super::page;
use super::result::{ChangeFigures, RateFigures, WaveFigures, WavesReport};
use crate::html::Page;
use crate::output::{DataTable, Report, Text, number, percent};

impl Report for WavesReport {
    fn text(&self, text: &mut Text) {
        text.heading("Change over waves");
        text.paragraph(&self.summary());
        for remark in self.remarks() {
            text.paragraph(&remark);
        }
        if !self.waves.is_empty() {
            text.table(&self.table_of_waves(), usize::MAX);
        }
        if !self.changes.is_empty() {
            text.table(&self.table_of_ties(), usize::MAX);
        }
        for change in &self.changes {
            text.heading(&format!("From {} to {}", change.from, change.to));
            text.paragraph(&change.summary());
            text.table(&change.table(), usize::MAX);
        }
        for words in HOW {
            text.paragraph(words);
        }
    }

    fn page(&self) -> Page {
        page::page(self)
    }
}

/// How to read it.
pub(super) const HOW: [&str; 2] = [
    "Ties are compared among those who were there both times. Whether a tie lasts says nothing of how much help runs \
     along it; and a tie that was forgotten once looks as if it had ended and begun.",
    "Intervals hold 80 %. They come from leaving out one person after the other, as ties of one person go together; where \
     fewer than five ties are at hand, or all or none changed, there is not enough to say.",
];

impl WavesReport {
    /// What was found, in words.
    pub(super) fn summary(&self) -> String {
        let waves: Vec<&str> = self.waves.iter().map(|wave| wave.wave.as_str()).collect();
        match waves[..] {
            [] => "No ties.".to_owned(),
            [only] => format!("{} persons in one wave, {only}.", self.persons),
            [first, .., last] => {
                format!("{} persons in {} waves, {first} to {last}.", self.persons, waves.len())
            }
        }
    }

    pub(super) fn remarks(&self) -> Vec<String> {
        let mut remarks: Vec<String> = Vec::new();
        remarks.extend(self.rows.remark());
        remarks.extend(self.person_rows.as_ref().and_then(crate::read::Rows::remark));
        if self.rows_of_others > 0 {
            remarks.push(format!("{} of {} rows are of another kind.", self.rows_of_others, self.rows.read));
        }
        if self.ties_left_out > 0 {
            let (ties, verb) = if self.ties_left_out == 1 { ("tie", "is") } else { ("ties", "are") };
            remarks.push(format!(
                "{} {ties} {verb} left out, of persons who were not there then.",
                self.ties_left_out
            ));
        }
        remarks.extend(self.notes.iter().cloned());
        remarks
    }

    pub(super) fn table_of_waves(&self) -> DataTable {
        let numbers = ["persons", "ties", "returned", "circulates", "by chance", "components"];
        let mut table = DataTable::new("Each wave", ["wave"], numbers);
        for wave in &self.waves {
            table.push(wave.row());
        }
        table
    }

    pub(super) fn table_of_ties(&self) -> DataTable {
        let numbers = ["in both", "kept", "ended", "started", "by chance kept", "left", "newcomers"];
        let mut table = DataTable::new("Ties, and persons who left or came", ["waves"], numbers);
        for change in &self.changes {
            let counts = [
                change.persons_in_both.to_string(),
                change.kept.to_string(),
                change.ended.to_string(),
                change.started.to_string(),
                change.kept_by_chance.map_or_else(|| "–".to_owned(), number),
                change.persons_who_left.to_string(),
                change.newcomers.to_string(),
            ];
            table.push([change.name()].into_iter().chain(counts));
        }
        table
    }
}

impl WaveFigures {
    fn row(&self) -> [String; 7] {
        let share = |share: Option<f64>| percent(share.unwrap_or(f64::NAN));
        let null = self.direction_flip_null_of_circulation_share.as_ref();
        [
            self.wave.clone(),
            self.nodes.to_string(),
            self.arcs.to_string(),
            share(self.squartini_r),
            share(self.circulation_share),
            share(null.map(|null| null.mean)),
            self.components_undirected.to_string(),
        ]
    }
}

impl ChangeFigures {
    pub(super) fn name(&self) -> String {
        format!("{} → {}", self.from, self.to)
    }

    /// What happened, in words.
    pub(super) fn summary(&self) -> String {
        let rates = &self.rates;
        let before = self.kept + self.ended;
        if before + self.started == 0 {
            return "No ties among those who were there both times.".to_owned();
        }
        let chance = self
            .kept_by_chance
            .map_or_else(String::new, |chance| format!(", where {} would by chance alone", number(chance)));
        let mut words = format!(
            "Of {before} ties {} last{}{chance}; {} are new.",
            self.kept,
            within(&rates.persistence),
            self.started
        );
        let answer = rates.reciprocation;
        if answer.of > 0 {
            words.push_str(&format!(
                " Of {} ties that were not returned, {} are now{}; where neither gave, {} of what could begin did.",
                answer.of,
                answer.count,
                within(&answer),
                percent(rates.formation_from_none.share.unwrap_or(f64::NAN))
            ));
        }
        words
    }

    pub(super) fn table(&self) -> DataTable {
        let mut table = DataTable::new("", ["share of"], ["share", "80 % interval", "count", "of"]);
        for (name, rate) in self.rates.in_words() {
            table.push([
                name.to_owned(),
                percent(rate.share.unwrap_or(f64::NAN)),
                interval(&rate),
                rate.count.to_string(),
                rate.of.to_string(),
            ]);
        }
        table
    }
}

fn interval(rate: &RateFigures) -> String {
    match (rate.low, rate.high) {
        (Some(low), Some(high)) => format!("{} to {}", percent(low), percent(high)),
        _ => "–".to_owned(),
    }
}

fn within(rate: &RateFigures) -> String {
    match rate.share {
        Some(share) if rate.low.is_some() => format!(" ({}; {})", percent(share), interval(rate)),
        Some(share) => format!(" ({})", percent(share)),
        None => String::new(),
    }
}

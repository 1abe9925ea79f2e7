//! The form for a terminal, and the page: both from the same topics.

use super::directed::DirectedResult;
use super::page;
use super::topics::{Fact, Topic};
use super::undirected::UndirectedResult;
use crate::html::Page;
use crate::output::{DataTable, Report, Text, number};

impl Report for DirectedResult {
    fn text(&self, text: &mut Text) {
        text.heading(&format!("Network of help: {}", self.rows.file));
        self.topics().iter().for_each(|topic| write(topic, text));
        for table in [on_whom_others_rest(self), who_lies_between(self)].into_iter().flatten() {
            text.table(&table, usize::MAX);
        }
        self.notes.iter().for_each(|note| text.paragraph(note));
    }

    fn page(&self) -> Page {
        page::directed(self)
    }
}

impl Report for UndirectedResult {
    fn text(&self, text: &mut Text) {
        text.heading(&format!("Network of ties: {}", self.rows.file));
        self.topics().iter().for_each(|topic| write(topic, text));
        self.notes.iter().for_each(|note| text.paragraph(note));
    }

    fn page(&self) -> Page {
        page::undirected(self)
    }
}

fn write(topic: &Topic, text: &mut Text) {
    text.heading(&topic.heading);
    let lines: Vec<(&str, String)> =
        topic.facts.iter().map(|fact| (fact.name.as_str(), line(fact))).collect();
    text.facts(&lines);
}

fn line(fact: &Fact) -> String {
    if fact.meaning.is_empty() { fact.value.clone() } else { format!("{}: {}", fact.value, fact.meaning) }
}

/// On whom most rests; nothing where nobody rests on one alone.
pub(super) fn on_whom_others_rest(result: &DirectedResult) -> Option<DataTable> {
    let caption = "On whom others rest most: how many would lose all, or at least half, of the help they get";
    let mut table = DataTable::new(caption, ["person"], ["would lose all", "half or more"]);
    let resting = result.fragility_top5.iter().filter(|(_, reliance)| reliance.lose_half_or_more > 0);
    let rows: Vec<_> = resting.collect();
    for (name, reliance) in &rows {
        table.push([name.clone(), reliance.lose_all.to_string(), reliance.lose_half_or_more.to_string()]);
    }
    (!rows.is_empty()).then_some(table)
}

/// Who lies on shortest ways; nothing where nobody does, or where that was left out.
pub(super) fn who_lies_between(result: &DirectedResult) -> Option<DataTable> {
    let caption = "Who lies between others: on the shortest ways of so many pairs (betweenness)";
    let numbers: &[&str] = if result.betweenness_sample.is_some() { &["pairs", "±"] } else { &["pairs"] };
    let mut table = DataTable::new(caption, ["person"], numbers.iter().copied());
    let top = result.betweenness_top5.iter().flatten().filter(|(_, of)| *of > 0.0);
    let rows: Vec<_> = top.enumerate().collect();
    for (place, (name, of)) in &rows {
        let mut row = vec![name.clone(), number(*of)];
        row.extend(result.betweenness_sample.as_ref().map(|sample| number(sample.standard_errors[*place])));
        table.push(row);
    }
    (!rows.is_empty()).then_some(table)
}

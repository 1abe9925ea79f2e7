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
        if self.nodes > 0 {
            text.table(&first_persons(self), usize::MAX);
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

/// On whom most rests, and who lies between others.
pub(super) fn first_persons(result: &DirectedResult) -> DataTable {
    let caption = "On whom others rest most: how many would lose all, or at least half, of the help they get";
    let mut table = DataTable::new(caption, ["person"], ["would lose all", "half or more", "betweenness"]);
    for (name, reliance) in &result.fragility_top5 {
        let between = result.betweenness_top5.iter().flatten().find(|(other, _)| other == name);
        table.push([
            name.clone(),
            reliance.lose_all.to_string(),
            reliance.lose_half_or_more.to_string(),
            between.map_or_else(String::new, |(_, of)| number(*of)),
        ]);
    }
    table
}

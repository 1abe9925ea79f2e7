//! A matching for a terminal and as a page.

use super::result::{Assignment, Matched, Results};
use crate::html::{Figure, Page, Section, draw};
use crate::output::{DataTable, Report, Text, number};

/// Rows of a table on a terminal.
const MOST: usize = 60;

impl Report for Results {
    fn text(&self, text: &mut Text) {
        if let Some(words) = self.empty() {
            text.paragraph(words);
        }
        for (position, matched) in self.matched.iter().enumerate() {
            if self.is_list {
                text.heading(&heading(position, matched.as_ref()));
            }
            let Some(matched) = matched else { continue };
            text.facts(&matched.facts());
            let pairs: Vec<(String, String)> =
                matched.assignments.iter().map(|own| (format!("ask {}", own.ask), own.in_words())).collect();
            text.facts(&pairs.iter().map(|(ask, words)| (ask.as_str(), words.clone())).collect::<Vec<_>>());
            if !matched.unmet.is_empty() {
                text.table(&matched.unmet_asks(), MOST);
            }
        }
    }

    fn page(&self) -> Page {
        let mut page = Page::new("Asks matched to helpers")
            .intro("Who could do what, so that it costs least in all and nobody carries too much.")
            .remark(self.remark("The file"))
            .remark(self.empty().map(str::to_owned));
        if let ([Some(matched)], false) = (self.matched.as_slice(), self.is_list) {
            for (name, value) in matched.facts() {
                page = page.fact(name, value, "");
            }
        }
        for (position, matched) in self.matched.iter().enumerate() {
            let title = heading(position, matched.as_ref());
            page = page.section(match matched {
                Some(matched) => matched.section(title, self.is_list),
                None => Section::new(title).words("Left out: it can't be matched."),
            });
        }
        page.how(
            "Each possible match has a cost, and so has each further ask of the same helper and each ask that stays \
             unmet. The matching shown has the least sum of all three; no helper has more asks than their capacity. It is \
             an exact optimum: prices of helpers' places prove that no other costs less.",
        )
        .how(
            "Each reason speaks of the two persons alone. Who else could have met an ask, or for whom a helper wasn't \
             chosen, is said to nobody.",
        )
        .source("R. Jonker, A. Volgenant (1987). A shortest augmenting path algorithm for dense and sparse linear assignment problems. Computing 38, 325-340.")
        .source("R. K. Ahuja, T. L. Magnanti, J. B. Orlin (1993). Network Flows, chapter 14. Prentice Hall.")
    }
}

fn heading(position: usize, matched: Option<&Matched>) -> String {
    match matched.and_then(|matched| matched.name.as_deref()) {
        Some(name) => format!("{name} (instance {position})"),
        None => format!("Instance {position}"),
    }
}

impl Assignment {
    fn in_words(&self) -> String {
        let why = self.because.why_to_helper();
        format!("helper {}, at a match cost of {}: {why}", self.helper, number(self.cost))
    }
}

impl Matched {
    fn facts(&self) -> Vec<(&'static str, String)> {
        vec![
            ("total cost", number(self.total_cost)),
            ("of matches", number(self.costs.matches)),
            ("of load", number(self.costs.load)),
            ("of unmet asks", number(self.costs.unmet)),
            ("asks met", self.assignments.len().to_string()),
            ("asks unmet", self.unmet.len().to_string()),
        ]
    }

    fn pairs(&self) -> DataTable {
        let mut table = DataTable::new("Matches", [], ["ask", "helper", "cost"]);
        table.columns.extend(DataTable::new("", ["why"], []).columns);
        for own in &self.assignments {
            let why = own.because.why_to_helper().to_owned();
            table.push([own.ask.to_string(), own.helper.to_string(), number(own.cost), why]);
        }
        table
    }

    fn unmet_asks(&self) -> DataTable {
        let mut table = DataTable::new("Asks left unmet, which costs least in all", [], ["ask", "cost"]);
        for (ask, cost) in self.unmet.iter().zip(&self.unmet_costs) {
            table.push([ask.to_string(), number(*cost)]);
        }
        table
    }

    fn section(&self, title: String, with_facts: bool) -> Section {
        let mut section = Section::new(title);
        if with_facts {
            let facts: Vec<String> =
                self.facts().into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
            section = section.words(facts.join(", ") + ".");
        }
        section = section.figure(Figure::table(self.pairs()));
        if !self.unmet.is_empty() {
            section = section.figure(Figure::table(self.unmet_asks()));
        }
        if !self.loads.is_empty() {
            section = section.figure(self.load_figure());
        }
        section
    }

    fn load_figure(&self) -> Figure {
        let mut table = DataTable::new("Load of helpers", ["helper"], ["taken", "places left"]);
        let rows: Vec<(String, Vec<f64>)> = self
            .loads
            .iter()
            .enumerate()
            .map(|(helper, load)| {
                let left = load.capacity - load.taken;
                table.push([helper.to_string(), load.taken.to_string(), left.to_string()]);
                // A helper without limit would make all others' bars a hair.
                let shown = f64::from(left).min(self.assignments.len() as f64);
                (format!("helper {helper}"), vec![f64::from(load.taken), shown])
            })
            .collect();
        let rows: Vec<(&str, Vec<f64>)> =
            rows.iter().map(|(name, values)| (name.as_str(), values.clone())).collect();
        let drawing = draw::stacked("Load of helpers", &["asks taken on", "places left"], &rows);
        Figure::new(drawing, table)
            .caption("Nobody takes on more than they are ready for; a pause is a bar of nothing.")
    }
}

//! The result as a page.

use super::result::{DaysReport, DirectionReport};
use super::text::says;
use crate::html::draw::{Interval, IntervalAxis, intervals};
use crate::html::{Figure, Page, Section};
use crate::output::number;

/// Directions that the drawing shows.
const DRAWN: usize = 40;

pub(super) fn page(report: &DaysReport) -> Page {
    let mut page = Page::new("Linked days").intro(report.summary());
    for remark in report.remarks() {
        page = page.remark(Some(remark));
    }
    page = page
        .fact("persons", report.persons.to_string(), "")
        .fact("tested", report.tested.to_string(), "directions")
        .fact("linked", report.linked.to_string(), "beyond chance");
    if let Some(threshold) = report.chance.threshold {
        page = page.fact("|t| to exceed", number(threshold), "of 95 % of people who aren't a pair");
    }
    page = page.section(section(report));
    for words in report.how() {
        page = page.how(words);
    }
    page.source("E. Ferrer & J. L. Helm (2013) Dynamical systems modeling of physiological coregulation in dyadic interactions")
        .source("B. Efron (2004) Large-scale simultaneous hypothesis testing: the choice of a null hypothesis")
        .source("S. Holm (1979) A simple sequentially rejective multiple test procedure")
        .source("Y. Benjamini & Y. Hochberg (1995) Controlling the false discovery rate")
}

fn section(report: &DaysReport) -> Section {
    let mut directions: Vec<(String, &DirectionReport)> = report
        .pairs
        .iter()
        .flat_map(|pair| {
            [
                (format!("{} → {}", pair.b, pair.a), &pair.b_on_a),
                (format!("{} → {}", pair.a, pair.b), &pair.a_on_b),
            ]
        })
        .filter(|(_, direction)| direction.p.is_some())
        .collect();
    directions.sort_by(|x, y| x.1.p.unwrap_or(1.0).total_cmp(&y.1.p.unwrap_or(1.0)));
    directions.truncate(DRAWN);
    let named: Vec<(String, &DirectionReport)> =
        directions.into_iter().map(|(name, d)| (format!("{name}: {}", says(d.linked)), d)).collect();
    let rows: Vec<Interval<'_>> = named
        .iter()
        .filter_map(|(name, direction)| {
            let (effect, reach) = (direction.effect?, 1.96 * direction.se?);
            Some(Interval { name, low: effect - reach, middle: effect, high: effect + reach })
        })
        .collect();
    let section = Section::new("Whose day goes with whose next day").words(
        "A point of difference in one's day goes with so many points of the other's next day, beyond what that person's own \
         day says.",
    );
    if rows.is_empty() {
        return section.words("Not enough to say.");
    }
    let drawing =
        intervals("Effects on the next day, with twice their standard error", &rows, &IntervalAxis::effect());
    section.figure(Figure::new(drawing, report.table()))
}

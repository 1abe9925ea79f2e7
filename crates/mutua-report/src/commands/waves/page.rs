//! The result as a page.

use super::result::{ChangeFigures, RateFigures, WavesReport};
use super::text::HOW;
use crate::html::draw::{Interval, IntervalAxis, Panel, intervals, lines, stacked};
use crate::html::{Figure, Page, Section};

pub(super) fn page(report: &WavesReport) -> Page {
    let mut page = Page::new("Change over waves").intro(report.summary());
    for remark in report.remarks() {
        page = page.remark(Some(remark));
    }
    if !report.waves.is_empty() {
        page = page.section(waves(report));
    }
    if !report.changes.is_empty() {
        page = page.section(ties(report)).section(rates(report));
    }
    for change in &report.changes {
        let section = Section::new(format!("From {} to {}", change.from, change.to)).words(change.summary());
        page = page.section(section.figure(Figure::table(change.table())));
    }
    for words in HOW {
        page = page.how(words);
    }
    page.source("T. A. B. Snijders & S. P. Borgatti (1999) Non-parametric standard errors and tests for network statistics, Connections 22:161-170")
        .source("S. Wasserman (1980) Analyzing social networks as stochastic processes, Journal of the American Statistical Association 75:280-294")
        .source("Squartini, Picciolo, Ruzzenenti & Garlaschelli (2013) Reciprocity of weighted networks, Scientific Reports 3:2729")
}

fn waves(report: &WavesReport) -> Section {
    let names: Vec<&str> = report.waves.iter().map(|wave| wave.wave.as_str()).collect();
    let share = |share: Option<f64>| share.unwrap_or(f64::NAN);
    #[expect(clippy::cast_precision_loss, reason = "for a drawing")]
    let panels = [
        Panel { name: "persons", values: report.waves.iter().map(|wave| wave.nodes as f64).collect() },
        Panel { name: "ties", values: report.waves.iter().map(|wave| wave.arcs as f64).collect() },
        Panel {
            name: "share returned within pairs",
            values: report.waves.iter().map(|wave| share(wave.squartini_r)).collect(),
        },
        Panel {
            name: "share that circulates",
            values: report.waves.iter().map(|wave| share(wave.circulation_share)).collect(),
        },
    ];
    Section::new("Each wave")
        .figure(Figure::new(lines("Each wave", &names, &panels), report.table_of_waves()))
}

fn ties(report: &WavesReport) -> Section {
    let named: Vec<String> = report.changes.iter().map(ChangeFigures::name).collect();
    #[expect(clippy::cast_precision_loss, reason = "for a drawing")]
    let counts = |change: &ChangeFigures| {
        [change.kept, change.ended, change.started].map(|count| count as f64).to_vec()
    };
    let rows: Vec<(&str, Vec<f64>)> =
        named.iter().map(String::as_str).zip(report.changes.iter().map(counts)).collect();
    let drawing = stacked("What became of ties", &["kept", "ended", "started"], &rows);
    Section::new("What became of ties")
        .words("Among those who were there both times.")
        .figure(Figure::new(drawing, report.table_of_ties()))
}

fn rates(report: &WavesReport) -> Section {
    let of = |name: &str, rate: fn(&ChangeFigures) -> RateFigures| -> Vec<(String, RateFigures)> {
        report.changes.iter().map(|change| (format!("{name}, {}", change.name()), rate(change))).collect()
    };
    let rates = [
        of("last", |change| change.rates.persistence),
        of("last, once returned", |change| change.rates.persistence_of_mutual),
        of("last, not returned", |change| change.rates.persistence_of_one_way),
        of("come to be returned", |change| change.rates.reciprocation),
    ]
    .concat();
    let rows: Vec<Interval<'_>> = rates
        .iter()
        .filter_map(|(name, rate)| {
            Some(Interval { name, low: rate.low?, middle: rate.share?, high: rate.high? })
        })
        .collect();
    let section = Section::new("Which ties last, and which come to be returned");
    if rows.is_empty() {
        return section.words("Not enough to say.");
    }
    let mut table = report.changes[0].table();
    table.columns.insert(0, ("waves".to_owned(), crate::output::Align::Left));
    table.rows.clear();
    for change in &report.changes {
        table.rows.extend(change.table().rows.into_iter().map(|row| [vec![change.name()], row].concat()));
    }
    let axis = IntervalAxis { range: Some([0.0, 1.0]), ..IntervalAxis::default() };
    section.figure(
        Figure::new(intervals("Shares of ties, with 80 % intervals", &rows, &axis), table)
            .caption("Where fewer than five ties are at hand, or all or none changed, nothing is drawn."),
    )
}

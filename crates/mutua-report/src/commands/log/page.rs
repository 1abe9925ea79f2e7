//! The result as a page.

use super::people::PersonRow;
use super::result::{CirculationRow, LogResult};
use super::words;
use crate::html::draw::{self, Interval, IntervalAxis, Panel};
use crate::html::{Figure, Page, Section};
use crate::output::{number, percent};

pub(super) fn page(result: &LogResult) -> Page {
    let totals = &result.totals;
    let mut page = Page::new("Help over time")
        .intro(format!(
            "{} helps among {} persons, as of {}. What is old weighs less than what is new: half \
             of it has faded after {} days.",
            totals.helps,
            totals.persons,
            day(&result.at),
            number(result.half_life_days)
        ))
        .intro(
            "Nothing here is a debt, and nobody is ranked. Where the log doesn't hold enough to be nine tenths sure, the \
             page says so.",
        );
    for rows in &result.files {
        page = page.remark(rows.remark());
    }
    if totals.helps == 0 {
        return how(page.intro("No help is told of up to then, so there is nothing to say."));
    }
    page = page
        .fact(
            "episodes",
            totals.episodes.to_string(),
            "help of one kind and direction within a day counts once",
        )
        .fact(
            "returned in pairs",
            totals.reciprocity.map_or("–".to_owned(), percent),
            words::range(result.who_told.as_ref().and_then(|told| told.reciprocity.as_ref())),
        )
        .fact(
            "positions known",
            format!("{} of {}", words::known(&result.persons), totals.persons),
            "on five needs and five episodes each",
        )
        .section(ties(result))
        .section(positions(result))
        .section(coverage(result));
    if let Some(row) = &result.circulation {
        page = page.section(circulation(row));
    }
    if result.without_circulation {
        page = page.remark(Some(words::WITHOUT_CIRCULATION.to_owned()));
    }
    page = page.section(over_time(result));
    page = page.section(
        Section::new("What it rests on")
            .words("A load is what somebody gave or got in a usual week of late.")
            .figure(Figure::table(words::exchanges(result))),
    );
    if let Some(told) = &result.who_told {
        page = page.section(
            Section::new("Whose word")
                .words(words::who_told_in_words(told))
                .figure(Figure::table(words::who_told(told))),
        );
    }
    how(page)
}

fn day(at: &str) -> &str {
    at.get(..10).unwrap_or(at)
}

#[expect(clippy::cast_precision_loss, reason = "numbers of ties are far below 2^52")]
fn ties(result: &LogResult) -> Section {
    let labels = &result.labels;
    let bars = [
        ("rely on each other", labels.interdependent as f64),
        ("mostly one way", labels.dependent as f64),
        ("ahead of own needs", labels.codependent as f64),
        ("seldom help each other", labels.independent as f64),
        (words::NOT_ENOUGH, labels.not_enough_to_say as f64),
    ];
    Section::new("Ties")
        .words("Of the pairs who ever helped each other, this many are what the words say, each at least nine tenths sure.")
        .figure(Figure::new(draw::bars("Ties by what can be said of them", &bars), words::labels(result)))
        .figure(network(result))
}

/// Less of an episode than this is not drawn: what has all but faded would hide the rest.
const DRAWN: f64 = 0.5;

/// Who helps whom of late.
fn network(result: &LogResult) -> Figure {
    let names: Vec<&str> = result.ties.names.iter().map(|name| &**name).collect();
    let arcs: Vec<_> = result.ties.found.arcs().filter(|(.., episodes)| *episodes >= DRAWN).collect();
    let (title, caption) = if draw::shows_ties(names.len()) {
        ("Who helps whom", "Who helps whom of late: help of which at least half an episode has not faded.")
    } else {
        (
            "How much persons give and receive",
            "How much persons give and receive of late, in episodes, from the one with most to the one with least: ties of \
             which at least half an episode has not faded.",
        )
    };
    Figure::new(draw::network(title, &names, &arcs), words::ties(result)).caption(caption)
}

fn positions(result: &LogResult) -> Section {
    let known = |person: &&PersonRow| person.position.is_some();
    let rows: Vec<Interval<'_>> = result
        .persons
        .iter()
        .filter(known)
        .filter_map(|person| {
            let position = person.position?;
            Some(Interval {
                name: &person.id,
                low: position.low,
                middle: position.median,
                high: position.high,
            })
        })
        .collect();
    let section = Section::new("Positions");
    if rows.is_empty() {
        return section
            .words("Not enough to say: a position needs five needs and five episodes that have not faded.")
            .figure(Figure::table(words::positions(result)));
    }
    section
        .words(
            "From dependence on the left over interdependence to independence on the right. A line holds eight tenths of \
             what is likely; a word is said only where all of it lies within one third.",
        )
        .figure(
            Figure::new(
                draw::intervals("Positions of persons", &rows, &IntervalAxis::position()),
                words::positions(result),
            )
            .caption("In the order of names. Who is not drawn has not told enough."),
        )
}

fn coverage(result: &LogResult) -> Section {
    let rows: Vec<(&str, Vec<f64>)> = result
        .coverage
        .iter()
        .map(|(kind, covered)| {
            (kind.as_str(), vec![covered.none.into(), covered.one.into(), covered.two_or_more.into()])
        })
        .collect();
    let classes = ["nobody", "one", "two or more"];
    Section::new("Who has somebody to turn to")
        .words("For each kind of help: how many persons were ever helped with it by nobody, by one, by two or more others.")
        .figure(Figure::new(draw::stacked("Persons by their number of helpers", &classes, &rows), words::coverage(result)))
}

fn circulation(row: &CirculationRow) -> Section {
    let section = Section::new("What comes back around").words(words::circulation_in_words(row));
    match (&row.direction_flip_null, row.circulation_share) {
        (Some(null), Some(share)) => section.figure(
            Figure::new(
                draw::against_null(
                    "Share of help that comes back around",
                    &null.shares,
                    share,
                    "directions flipped by a coin",
                ),
                words::circulation(row),
            )
            .caption("Each draw keeps who has to do with whom and how much, and lets a coin choose who gave to whom."),
        ),
        _ => section.figure(Figure::table(words::circulation(row))),
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of helps are far below 2^52")]
fn over_time(result: &LogResult) -> Section {
    let months = &result.months;
    let times: Vec<&str> = months.iter().map(|month| month.month.as_str()).collect();
    let mut panels = vec![
        Panel { name: "helps in a month", values: months.iter().map(|month| month.helps as f64).collect() },
        Panel {
            name: "share returned in pairs, at its end",
            values: months.iter().map(|month| month.reciprocity.unwrap_or(f64::NAN)).collect(),
        },
    ];
    if months.iter().any(|month| month.needs_kept + month.needs_brought > 0) {
        let share = |kept: u64, brought: u64| {
            if kept + brought > 0 { brought as f64 / (kept + brought) as f64 } else { f64::NAN }
        };
        panels.push(Panel {
            name: "share of needs brought to others",
            values: months.iter().map(|month| share(month.needs_kept, month.needs_brought)).collect(),
        });
    }
    if months.iter().any(|month| month.check_ins.is_some()) {
        panels.push(Panel {
            name: "median check-in",
            values: months
                .iter()
                .map(|month| month.check_ins.map_or(f64::NAN, |scores| scores.median))
                .collect(),
        });
    }
    Section::new("Over time")
        .figure(Figure::new(draw::lines("Month by month", &times, &panels), words::months(result)))
}

fn how(page: Page) -> Page {
    page.how(
        "An episode is help of the same direction and kind within 24 hours of its first. It weighs 2^(-age / half-life). \
         The rate of a pair's episodes has a Gamma posterior, the share that one of them gives a Beta posterior, both \
         under Jeffreys priors.",
    )
    .how(
        "Seldom: less than once in 60 days. On each other: neither gives less than a quarter, on five episodes or more. \
         Mostly one way: one gives more than three quarters. Each is said at a probability of nine tenths. These cut-offs \
         are choices.",
    )
    .how(
        "A position is I - D: I = max(0, 1 - 2 rho) with rho the share of own needs brought to others, D = max(0, 1 - 2 \
         beta) min(1, 2 rho) with beta the share given of all that is given and received. It is drawn from the posteriors.",
    )
    .source("Gelman et al. (2013) Bayesian Data Analysis, 3rd ed., chapter 2")
    .source("Squartini, Picciolo, Ruzzenenti & Garlaschelli (2013) Reciprocity of weighted networks, Scientific Reports 3:2729")
}

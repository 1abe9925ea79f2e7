//! The result for a terminal.

use super::result::LogResult;
use super::words;
use crate::output::{Text, number, percent};

/// Rows of a table that a terminal shows.
const ROWS: usize = 25;

pub(super) fn write(result: &LogResult, text: &mut Text) {
    text.heading("Help over time");
    let totals = &result.totals;
    let told = result.who_told.as_ref();
    let mut facts = vec![
        ("as of", result.at.clone()),
        ("half-life", format!("{} days", number(result.half_life_days))),
        ("persons", totals.persons.to_string()),
        ("helps", format!("{} in {} episodes", totals.helps, totals.episodes)),
    ];
    if let Some(reciprocity) = totals.reciprocity {
        facts.push(("returned in pairs", percent(reciprocity)));
    }
    if let Some(told) = told {
        facts.push(("", words::range(told.reciprocity.as_ref())));
    }
    text.facts(&facts);
    if totals.helps == 0 {
        text.paragraph("No help is told of up to then, so there is nothing to say.");
        return;
    }

    text.heading("Ties");
    text.table(&words::labels(result), ROWS);
    text.table(&words::ties(result), ROWS);

    text.heading("Persons");
    if words::known(&result.persons) == 0 {
        text.paragraph(
            "Positions are not enough to say: they need five needs and five episodes that have not faded (--needs FILE).",
        );
    }
    text.table(&words::positions(result), ROWS);
    text.table(&words::exchanges(result), ROWS);

    text.heading("Who has somebody to turn to");
    text.table(&words::coverage(result), ROWS);

    if let Some(circulation) = &result.circulation {
        text.heading("What comes back around");
        text.paragraph(&words::circulation_in_words(circulation));
        text.table(&words::circulation(circulation), ROWS);
    } else if result.without_circulation {
        text.paragraph(words::WITHOUT_CIRCULATION);
    }
    if let Some(told) = told {
        text.heading("Whose word");
        text.paragraph(&words::who_told_in_words(told));
        text.table(&words::who_told(told), ROWS);
    }
    text.heading("Over time");
    text.table(&words::months(result), ROWS);
}

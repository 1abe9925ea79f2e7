//! The result as a page.

use super::result::{DyadsReport, Figures, FitReport};
use super::text;
use crate::html::draw::{Interval, IntervalAxis, intervals};
use crate::html::{Figure, Page, Section};
use crate::output::{DataTable, number};

pub(super) fn page(report: &DyadsReport) -> Page {
    let mut page = Page::new(format!("Two people, one outcome: {}", report.outcome)).intro(report.what());
    for remark in report.remarks() {
        page = page.remark(Some(remark));
    }
    if let [FitReport { fit: Some(fit), .. }] = &report.fits[..] {
        page = top(page, fit);
    }
    for fit in &report.fits {
        page = page.section(section(fit));
    }
    page.how(
        "Coefficients and variances are those of generalised least squares or of a mixed model, by (restricted) maximum \
         likelihood; standard errors take the correlation within dyads into account. Degrees of freedom: rows less terms, \
         or, where dyads and persons vary, by the level at which a term varies.",
    )
    .source("D. A. Kenny, D. A. Kashy & W. L. Cook (2006) Dyadic Data Analysis. Guilford Press")
    .source("J. C. Pinheiro & D. M. Bates (2000) Mixed-Effects Models in S and S-PLUS. Springer")
    .source("S. Nickell (1981) Biases in dynamic models with fixed effects. Econometrica 49:1417-1426")
}

fn top(page: Page, fit: &Figures) -> Page {
    let mut page = page.fact("dyads", fit.dyads.to_string(), format!("{} rows", fit.n));
    if let Some(rho) = fit.rho {
        page = page.fact("correlation", number(rho), "of what is left of the two members' outcomes");
    }
    if let Some(test) = &fit.distinguishability_test {
        let says = if test.p < 0.05 { "roles differ" } else { "no difference between roles is seen" };
        page = page.fact("p of roles", super::words::p(test.p), says);
    }
    page
}

fn section(report: &FitReport) -> Section {
    let mut section = Section::new(report.by.as_deref().unwrap_or("Effects"));
    if let Some(refused) = &report.refused {
        section = section.words(refused.clone());
    }
    let Some(fit) = &report.fit else { return section };
    for note in &fit.notes {
        section = section.words(note.clone());
    }
    // Intercepts would stretch the axis and are seldom what is asked about.
    let effects: Vec<Interval<'_>> = fit
        .coefficients
        .0
        .iter()
        .filter(|(_, effect)| effect.effect != "intercept")
        .map(|(name, effect)| Interval { name, low: effect.low, middle: effect.estimate, high: effect.high })
        .collect();
    let drawing = intervals("Effects with 95 % intervals", &effects, &axis(fit));
    let caption = if fit.lag_bias.is_some() {
        "Each dot is an estimate, its whiskers the 95 % interval. The second line is where an own effect lies when there is none."
    } else {
        "Each dot is an estimate, its whiskers the 95 % interval; what crosses the line may be nothing."
    };
    let mut facts = DataTable::new("What else was found", ["figure", "value"], []);
    for (name, value) in text::facts(fit) {
        facts.push([name, value]);
    }
    section
        .figure(Figure::new(drawing, text::effects_table(fit)).caption(caption))
        .figure(Figure::table(facts))
}

fn axis(fit: &Figures) -> IntervalAxis<'static> {
    let mut axis = IntervalAxis::effect();
    axis.marks.extend(fit.lag_bias);
    axis.marks.sort_by(f64::total_cmp);
    axis
}

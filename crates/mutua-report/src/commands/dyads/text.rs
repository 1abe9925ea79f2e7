//! The result for a terminal.

use mutua_analysis::dyads::LeftOut;

use super::result::{DyadsReport, Effect, Figures, FitReport};
use super::{page, words};
use crate::html::Page;
use crate::output::{DataTable, Report, Text, number, percent};

impl Report for DyadsReport {
    fn text(&self, text: &mut Text) {
        text.heading(&format!("Actor-partner model of {}", self.outcome));
        text.paragraph(&self.what());
        for remark in self.remarks() {
            text.paragraph(&remark);
        }
        for fit in &self.fits {
            one(text, fit);
        }
    }

    fn page(&self) -> Page {
        page::page(self)
    }
}

impl DyadsReport {
    /// What was fitted, in a sentence or two.
    pub(super) fn what(&self) -> String {
        let model = &self.model;
        let together = match model.structure {
            "pairs" => "the residuals of the two members of a dyad at the same time correlate",
            "dyad" => "all rows of a dyad correlate alike",
            "intercepts" => "dyads differ, and persons within dyads",
            "days" => "dyads differ, persons within dyads too, and both members share what a day brings",
            _ => {
                "members differ, with a correlation between the two of a dyad, and so do their residuals of a day"
            }
        };
        let mut what = format!("Fitted by {}: {together}", model.method);
        if model.serial {
            what.push_str("; a person's residuals correlate over time");
        }
        if let Some(lag) = model.lag {
            what.push_str(&format!("; predictors are taken {lag} earlier"));
        }
        what.push_str(match model.centre {
            "persons" => "; each person's own mean is removed. ",
            "split" => {
                "; _w is how a time differs from the person's own mean, _b how that mean differs from all. "
            }
            _ => ". ",
        });
        what.push_str(
            "Actor effects: what a person's own value goes with. Partner effects: what the partner's value goes with. \
             Neither shows what causes what.",
        );
        what
    }

    /// What became of rows.
    pub(super) fn remarks(&self) -> Vec<String> {
        let unnamed = self.unnamed;
        let counts = [
            (unnamed.no_dyad, "no dyad"),
            (unnamed.no_person, "no person"),
            (unnamed.no_time, "no time"),
            (unnamed.no_role, "no role"),
        ];
        let named: Vec<String> =
            counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} with {what}")).collect();
        let mut remarks: Vec<String> = self.rows.remark().into_iter().collect();
        if !named.is_empty() {
            remarks.push(format!("Rows left out: {}.", named.join(", ")));
        }
        if self.times_cut {
            remarks.push("Times were cut to whole units (of dates: days).".to_owned());
        }
        remarks
    }
}

fn one(text: &mut Text, report: &FitReport) {
    if let Some(by) = &report.by {
        text.heading(by);
    }
    if let Some(refused) = &report.refused {
        text.paragraph(refused);
    }
    let Some(fit) = &report.fit else { return };
    text.table(&narrowed(effects_table(fit)), usize::MAX);
    let facts = facts(fit);
    let facts: Vec<(&str, String)> =
        facts.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    text.facts(&facts);
    for note in &fit.notes {
        text.paragraph(note);
    }
}

/// All effects with their uncertainty.
pub(super) fn effects_table(fit: &Figures) -> DataTable {
    let mut table =
        DataTable::new("Effects", ["term"], ["estimate", "std. error", "95 % interval", "t", "df", "p"]);
    for (name, effect) in &fit.coefficients.0 {
        table.push([
            name.clone(),
            number(effect.estimate),
            number(effect.se),
            format!("{} to {}", number(effect.low), number(effect.high)),
            format!("{:.2}", judged(effect).0),
            number(effect.df),
            words::p(judged(effect).1) + if effect.expected_without_effect.is_some() { " *" } else { "" },
        ]);
    }
    if fit.lag_bias.is_some() {
        table.caption =
            "Effects (* against what removing own means leaves, not against 0; see below)".to_owned();
    }
    table
}

/// Where names are long, the interval makes room for them: it follows from the standard error.
fn narrowed(mut table: DataTable) -> DataTable {
    const LONG: usize = 14;
    if table.rows.iter().any(|row| row[0].chars().count() > LONG) {
        table.columns.remove(3);
        for row in &mut table.rows {
            row.remove(3);
        }
    }
    table
}

/// `t` and `p`: against what is expected where there is no effect.
pub(super) fn judged(effect: &Effect) -> (f64, f64) {
    effect.t_against_expected.zip(effect.p_against_expected).unwrap_or((effect.t, effect.p))
}

/// All other figures.
pub(super) fn facts(fit: &Figures) -> Vec<(String, String)> {
    let mut facts = spreads(fit);
    let mut add = |name: &str, value: String| facts.push((name.to_owned(), value));
    if let Some(icc) = fit.icc_empty {
        add("intraclass correlation of the outcome", number(icc));
    }
    for (role, part) in fit.pseudo_r2.iter().flat_map(|named| &named.0) {
        add(&of_role("explained", role), percent(*part));
    }
    if let Some(test) = &fit.distinguishability_test {
        add(
            "are roles to be told apart?",
            format!("chi² {} on {} df, p {}", number(test.chisq), test.df, words::p(test.p)),
        );
    }
    add("log-likelihood, AIC, BIC", format!("{:.3}, {:.3}, {:.3}", fit.log_likelihood, fit.aic, fit.bic));
    add("rows, dyads", format!("{}, {}{}", fit.n, fit.dyads, single(fit.dyads_with_one_member)));
    if let Some(left_out) = left_out(&fit.left_out) {
        add("rows left out", left_out);
    }
    facts
}

/// How rows vary and correlate.
fn spreads(fit: &Figures) -> Vec<(String, String)> {
    let mut facts: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: String| facts.push((name.to_owned(), value));
    let within = |value: f64, interval: Option<[f64; 2]>| match interval {
        Some([low, high]) => format!("{} ({} to {})", number(value), number(low), number(high)),
        None => number(value),
    };
    match &fit.sigma_by_role {
        Some(roles) => roles.0.iter().for_each(|(role, sd)| add(&of_role("residual sd", role), number(*sd))),
        None => add("residual sd", number(fit.sigma)),
    }
    if let Some(rho) = fit.rho {
        add("correlation of the two's residuals", within(rho, fit.rho_interval));
    }
    if let Some(serial) = fit.serial {
        add("correlation with one time earlier", within(serial, fit.serial_interval));
    }
    let sds = [
        ("sd between dyads", fit.dyad_sd),
        ("sd between persons", fit.person_sd),
        ("sd of shared days", fit.day_sd),
    ];
    for (name, sd) in sds {
        if let Some(sd) = sd {
            add(name, number(sd));
        }
    }
    for (role, sd) in fit.member_sd.iter().flat_map(|named| &named.0) {
        add(&of_role("sd between members", role), number(*sd));
    }
    if let Some(rho) = fit.member_rho {
        add("correlation of the two's means", number(rho));
    }
    facts
}

fn of_role(name: &str, role: &str) -> String {
    if role == "all" { name.to_owned() } else { format!("{name}, {role}") }
}

fn single(count: usize) -> String {
    if count == 0 { String::new() } else { format!(" ({count} with one member)") }
}

fn left_out(left_out: &LeftOut) -> Option<String> {
    let counts = [
        (left_out.outcome, "without the outcome"),
        (left_out.lag, "without a row so much earlier"),
        (left_out.own, "without a value of their own"),
        (left_out.partner, "without the partner's value"),
        (left_out.covariate, "without a covariate"),
    ];
    let parts: Vec<String> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

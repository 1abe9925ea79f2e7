//! What terms are called, and what is said of a fit.

use mutua_analysis::dyads::{AtBound, Centre, Effect, Fit, Part, Structure, Term};

use super::DyadsArgs;
use crate::output::number;

/// The name of a term, as R would give it: `rolewife:warmth`, `own_lag`, `support_w`.
pub(super) fn name(args: &DyadsArgs, roles: &[String], term: &Term) -> String {
    let bare = match term.effect {
        Effect::Intercept => String::new(),
        Effect::Actor(k) => own(args, k),
        Effect::Partner(k) => partner(args, k),
        Effect::Covariate(k) => args.covariate[k].clone(),
    };
    let part = match (term.part, args.lag) {
        (Part::Within, None) => "_w",
        (Part::Between, _) => "_b",
        _ => "",
    };
    let role = term.role.map(|k| {
        format!("{}{}", args.role.as_deref().unwrap_or("role"), roles.get(k).map_or("", String::as_str))
    });
    match (role, bare.is_empty()) {
        (None, true) => "(Intercept)".to_owned(),
        (None, false) => format!("{bare}{part}"),
        (Some(role), true) => role,
        (Some(role), false) => format!("{role}:{bare}{part}"),
    }
}

fn own(args: &DyadsArgs, k: usize) -> String {
    match args.lag {
        Some(_) if args.actor[k] == args.outcome => "own_lag".to_owned(),
        Some(_) => format!("{}_lag", args.actor[k]),
        None => args.actor[k].clone(),
    }
}

fn partner(args: &DyadsArgs, k: usize) -> String {
    let given = args.partner.get(k).cloned();
    match args.lag {
        Some(_) if args.actor[k] == args.outcome => "partner_lag".to_owned(),
        Some(_) => format!("{}_lag", given.unwrap_or_else(|| format!("partner_{}", args.actor[k]))),
        None => given.unwrap_or_else(|| format!("partner_{}", args.actor[k])),
    }
}

/// What kind of effect a term is.
pub(super) fn effect(term: &Term) -> &'static str {
    match term.effect {
        Effect::Intercept => "intercept",
        Effect::Actor(_) => "actor",
        Effect::Partner(_) => "partner",
        Effect::Covariate(_) => "covariate",
    }
}

/// Which part of the predictor a term takes.
pub(super) fn part(term: &Term) -> &'static str {
    match term.part {
        Part::Whole => "whole",
        Part::Within => "within",
        Part::Between => "between",
    }
}

pub(super) fn structure(structure: Structure) -> &'static str {
    match structure {
        Structure::Pairs => "pairs",
        Structure::Dyad => "dyad",
        Structure::Intercepts => "intercepts",
        Structure::InterceptsAndDays => "days",
        Structure::Members => "members",
    }
}

pub(super) fn centre(centre: Centre) -> &'static str {
    match centre {
        Centre::Nothing => "nothing",
        Centre::Persons => "persons",
        Centre::Split => "split",
    }
}

/// What a reader must know of a fit.
pub(super) fn notes(args: &DyadsArgs, roles: &[String], fit: &Fit) -> Vec<String> {
    let mut notes: Vec<String> = bias(args, roles, fit).into_iter().collect();
    let feeds_back = args.lag.is_some() && args.actor.contains(&args.outcome);
    if feeds_back && fit.lag_bias.is_none() {
        notes.push(
            "The outcome's own past is among the predictors while persons keep their means: the own effect then also \
             holds how persons differ, and is biased upwards."
                .to_owned(),
        );
    }
    notes.extend(fit.at_bound.iter().map(|bound| bound_note(*bound).to_owned()));
    if fit.dyads < 30 {
        notes.push(format!(
            "{} dyads are few: standard errors and probabilities rest on larger samples.",
            fit.dyads
        ));
    }
    if !fit.converged {
        notes.push(format!(
            "The likelihood's maximum was not found for certain (it may lie {} higher): take the figures with care, or \
             try a simpler --structure.",
            number(0.5 * fit.gap)
        ));
    }
    notes
}

/// An own effect over time is judged against what removing own means leaves.
fn bias(args: &DyadsArgs, roles: &[String], fit: &Fit) -> Option<String> {
    let bias = fit.lag_bias?;
    let judged: Vec<String> = fit
        .coefficients
        .iter()
        .filter_map(|c| {
            let against = fit.against_bias(c)?;
            let verdict = if against.p < 0.05 {
                format!(
                    "differs from that (by {}, t {:.2}, p {})",
                    number(against.difference),
                    against.t,
                    p(against.p)
                )
            } else {
                format!("is no more than that (t {:.2}, p {}): no effect is seen", against.t, p(against.p))
            };
            Some(format!("{} = {} {verdict}", name(args, roles, &c.term), number(c.estimate)))
        })
        .collect();
    Some(format!(
        "Removing each person's own mean from a short series makes the own effect {} where there is none at all \
         (-1/(T-1) for T times; Nickell 1981). Judged against that: {}.",
        number(bias.expected),
        judged.join("; ")
    ))
}

/// A probability for a person.
pub(super) fn p(p: f64) -> String {
    if p < 0.0001 { "<.0001".to_owned() } else { format!("{p:.4}").trim_start_matches('0').to_owned() }
}

fn bound_note(bound: AtBound) -> &'static str {
    match bound {
        AtBound::Rho => {
            "The correlation of the two members ended at its bound: their residuals say the same."
        }
        AtBound::SdRatio => "One role's residual variance ended at zero.",
        AtBound::DyadSd => {
            "The variance between dyads ended at zero: members of a dyad are no more alike than others. Where they are \
             less alike, --structure members lets their correlation be negative."
        }
        AtBound::PersonSd => "The variance between persons of a dyad ended at zero.",
        AtBound::DaySd => {
            "The variance that days bring to both ended at zero. Where partners' days go against each other, --structure \
             members lets their correlation be negative."
        }
        AtBound::MemberSd => {
            "A variance of the members' means ended at zero, or the one determines the other."
        }
        AtBound::Serial => "The correlation over time ended at its bound.",
    }
}

//! What a person is told of dyads that can't be analyzed: in the names of their file.

use mutua_analysis::dyads::DyadError;

use super::DyadsArgs;
use super::study::Study;
use super::words;
use crate::output::Failure;

/// The message of an error.
pub(super) fn refusal(args: &DyadsArgs, study: &Study, error: &DyadError) -> Failure {
    let file = args.file.display();
    let why = match error {
        DyadError::MoreThanTwo { dyad } => format!(
            "dyad \"{}\" has more than two persons in column \"{}\"; a dyad is two people",
            study.dyads.get(*dyad),
            args.person
        ),
        DyadError::Repeated { dyad, person, first, second } => {
            repeated(args, study, [*dyad, *person], [*first, *second])
        }
        DyadError::SameRole { dyad, role } => format!(
            "both members of dyad \"{}\" have role \"{}\" in column \"{}\". Roles must tell members apart: leave such \
             dyads out (or fit them apart with --by), or don't give --role",
            study.dyads.get(*dyad),
            study.role_names().get(*role as usize).map_or("?", String::as_str),
            args.role.as_deref().unwrap_or("role")
        ),
        DyadError::RoleChanges { dyad, person } => format!(
            "person \"{}\" of dyad \"{}\" has more than one role",
            study.persons.get(*person),
            study.dyads.get(*dyad)
        ),
        DyadError::RoleCount(found) => format!(
            "column \"{}\" must have exactly two roles; {found} {} there",
            args.role.as_deref().unwrap_or("role"),
            if *found == 1 { "is" } else { "are" }
        ),
        DyadError::TooFew { rows, dyads, coefficients } => format!(
            "{rows} complete rows in {dyads} dyads are too few for {coefficients} coefficients{}",
            left_out_hint(study)
        ),
        DyadError::NoPairs => {
            "no dyad has complete rows of both members at the same time, so nothing tells how they \
             correlate. Are the columns of --dyad and --time the right ones?"
                .to_owned()
        }
        DyadError::Collinear { term, by } => collinear(args, study, term, by),
        DyadError::NoVariation => format!(
            "column \"{}\" is exactly what the other columns say (or always the same): nothing is left to estimate",
            args.outcome
        ),
        DyadError::NothingToCentre => {
            "--centre needs --time: own means are taken over a person's times".to_owned()
        }
        other => other.to_string(),
    };
    Failure::Input(format!("{file}: {why}"))
}

fn repeated(args: &DyadsArgs, study: &Study, [dyad, person]: [u32; 2], rows: [usize; 2]) -> String {
    let [first, second] = rows.map(|row| study.place[row]);
    let hint = match &args.time {
        None => "If persons were asked more than once, name the column of the time with --time".to_owned(),
        Some(time) => format!("Each person may have one row for each value of column \"{time}\""),
    };
    format!(
        "rows {first} and {second} (the header not counted) are both of person \"{}\" of dyad \"{}\"{}. {hint}",
        study.persons.get(person),
        study.dyads.get(dyad),
        if args.time.is_some() { " at the same time" } else { "" }
    )
}

fn collinear(
    args: &DyadsArgs,
    study: &Study,
    term: &mutua_analysis::dyads::Term,
    by: &[mutua_analysis::dyads::Term],
) -> String {
    let roles = study.role_names();
    let name = |term| format!("\"{}\"", words::name(args, &roles, term));
    if by.is_empty() {
        return format!("{} is 0 in every row, so it has no effect to estimate", name(term));
    }
    let by: Vec<String> = by.iter().map(name).collect();
    format!(
        "{} is determined by {}, so their effects can't be told apart: leave one out",
        name(term),
        by.join(" and ")
    )
}

fn left_out_hint(study: &Study) -> String {
    let read = study.rows.read;
    format!(" ({read} rows were read; rows with missing values, or without a partner, don't count)")
}

//! What came of a try, and what may come of it.

use mutua_domain::policy::{self, Standings, Thing, Verb};
use mutua_service::{Error, Result};

/// What a service function that was tried let happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    /// It was done, or it was shown.
    Done,
    /// The function answered, and the thing wasn't in the answer.
    Hidden,
    /// No function takes another's thing of this sort: what was tried touched only one's own.
    NoWay,
}

/// The same for something that is shown or isn't.
pub const fn shown(shown: bool) -> Tried {
    if shown { Tried::Done } else { Tried::Hidden }
}

/// What the person who tried was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Allowed,
    Refused,
    NotThere,
    NoWay,
    SignInNeeded,
    /// Anything else is a mistake of the stage: nobody can tell from it what the policy said.
    Unclear(String),
}

impl Outcome {
    pub fn of(result: Result<Tried>) -> Self {
        match result {
            Ok(Tried::Done) => Self::Allowed,
            Ok(Tried::Hidden) | Err(Error::NotFound) => Self::NotThere,
            Ok(Tried::NoWay) => Self::NoWay,
            Err(Error::Refused(_)) => Self::Refused,
            Err(Error::SignInNeeded) => Self::SignInNeeded,
            // Who is in the circle is told so where they apply to it.
            Err(Error::Conflict("already-in")) => Self::Refused,
            // A circle or a person that one may not know of can't be chosen, like one that isn't there.
            Err(Error::Invalid(invalid)) if is_bad_choice(&invalid) => Self::NotThere,
            Err(other) => Self::Unclear(format!("{other:?}")),
        }
    }
}

fn is_bad_choice(invalid: &mutua_domain::Invalid) -> bool {
    let of_choices = |(field, code): (&str, &str)| {
        matches!((field, code), ("circle" | "with", "choice") | ("circle", "not-shared"))
    };
    invalid.0.iter().all(|(field, problem)| of_choices((field, problem.code)))
}

/// Where a thing is brought about: who sees that place knows that the thing could be there.
fn place(thing: Thing) -> Option<Thing> {
    match thing {
        Thing::Application => Some(Thing::OpenCircleFace),
        Thing::Invitation
        | Thing::Ask
        | Thing::Offer
        | Thing::Help
        | Thing::Suggestion
        | Thing::CircleInside => Some(Thing::CircleInside),
        Thing::Pledge | Thing::Thread => Some(Thing::Ask),
        Thing::Thanks | Thing::Loan => Some(Thing::Help),
        _ => None,
    }
}

/// What may come of a try by someone who stands so to the thing.
pub fn expected(nobody: bool, stands: Standings, thing: Thing, verb: Verb) -> Vec<Outcome> {
    use Outcome as O;
    let sees = |thing| policy::allows(stands, thing, Verb::See);
    if policy::allows(stands, thing, verb) {
        vec![O::Allowed]
    } else if nobody {
        vec![O::SignInNeeded]
    } else if verb == Verb::Create {
        match place(thing) {
            // There is no place that could be hidden.
            None => vec![O::Refused],
            Some(place) if sees(place) => vec![O::Refused, O::NotThere],
            Some(_) => vec![O::NotThere],
        }
    } else if verb != Verb::See && sees(thing) {
        vec![O::Refused, O::NoWay]
    } else {
        vec![O::NotThere, O::NoWay]
    }
}

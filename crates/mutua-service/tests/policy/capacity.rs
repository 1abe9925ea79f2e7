//! What people are ready to give, and what is suggested to them.

use mutua_domain::policy::Verb;
use mutua_service::{
    capacity::{self, CapacityInput},
    suggestions::{self, round},
};

use crate::{
    outcome::{Tried, shown},
    trials::Trial,
};

/// Nobody else on the stage said what they are ready for: who sees something sees the owner's.
pub fn capacity(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, _, _| Ok(shown(capacity::show(cx)?.minutes.is_some()))),
        Verb::Edit => Some(|cx, stage, _| {
            capacity::change(cx, &CapacityInput { minutes: Some("30".into()), ..Default::default() })?;
            Ok(if cx.me()? == stage.owner { Tried::Done } else { Tried::NoWay })
        }),
        _ => None,
    }
}

pub fn circle(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            capacity::circle::of_circle(cx, stage.class)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

/// A round suggested something to one on the stage, the fellow.
pub fn suggestion(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, _, _| Ok(shown(suggestions::mine(cx, 100)?.iter().any(|one| one.matched)))),
        Verb::Create => Some(|cx, stage, _| {
            round::make(cx, stage.class)?;
            Ok(Tried::Done)
        }),
        Verb::End => Some(|cx, stage, _| {
            suggestions::decline(cx, stage.own.ask)?;
            Ok(if cx.me()? == stage.fellow { Tried::Done } else { Tried::NoWay })
        }),
        _ => None,
    }
}

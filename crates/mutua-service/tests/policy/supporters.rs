//! Support teams, and contacts that a circle reads.

use mutua_domain::policy::Verb;
use mutua_service::{
    Error,
    supporters::{self, SupporterInput, shared},
};

use crate::{
    outcome::{Tried, shown},
    trials::Trial,
};

pub fn supporter(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            let listed = supporters::team(cx)?.items.iter().any(|one| one.id == stage.supporter);
            match supporters::show(cx, stage.supporter) {
                Err(Error::NotFound) => Ok(shown(listed)),
                other => Ok(shown(other?.name == "Dr. Byrne" && listed)),
            }
        }),
        Verb::Edit => Some(|cx, stage, _| {
            let input = SupporterInput { note: Some("On Tuesdays".into()), ..Default::default() };
            supporters::change(cx, stage.supporter, &input)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

pub fn shared(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            let own = supporters::show(cx, stage.contact).is_ok();
            match shared::of_circle(cx, stage.class) {
                Err(Error::NotFound) => Ok(shown(own)),
                other => Ok(shown(own || other?.iter().any(|one| one.id == stage.contact))),
            }
        }),
        _ => None,
    }
}

//! How people say they are, and what others read of it.

use mutua_domain::policy::Verb;
use mutua_service::{
    Error, PageInput,
    check_ins::{self, CheckInInput, week},
};

use crate::{
    outcome::{Tried, shown},
    trials::Trial,
};

pub fn check_in(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            let listed = check_ins::mine(cx, &PageInput::default())?;
            let listed = listed.items.iter().any(|one| one.id == stage.check_in);
            match check_ins::show(cx, stage.check_in) {
                Err(Error::NotFound) => Ok(shown(listed)),
                other => Ok(shown(other?.score.get() == 4 && listed)),
            }
        }),
        Verb::Edit => Some(|cx, stage, _| {
            let input = CheckInInput { score: Some("5".into()), ..Default::default() };
            check_ins::change(cx, stage.check_in, &input)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

/// One is shown to the circle, another to one person: whoever may see shared ones reads one of the two.
pub fn shared(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            let with_me = check_ins::shared_with_me(cx, &PageInput::default())?;
            let with_me = with_me.items.iter().any(|one| one.id == stage.told);
            let own = check_ins::show(cx, stage.shown).is_ok();
            match check_ins::of_circle(cx, stage.class) {
                Err(Error::NotFound) => Ok(shown(with_me || own)),
                other => Ok(shown(with_me || own || other?.iter().any(|one| one.id == stage.shown))),
            }
        }),
        _ => None,
    }
}

pub fn group_answer(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            week::of_circle(cx, stage.class)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

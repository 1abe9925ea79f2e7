//! A circle's four questions of the month, and what people answer to them.

use mutua_domain::policy::Verb;
use mutua_service::{
    Error, PageInput,
    wellbeing::{self, WellbeingInput, WellbeingRoundInput},
};

use crate::{
    outcome::{Tried, shown},
    trials::Trial,
};

pub fn answer(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            let listed = wellbeing::mine(cx, &PageInput::default())?;
            let listed = listed.items.iter().any(|one| one.id == stage.wellbeing);
            match wellbeing::show(cx, stage.wellbeing) {
                Err(Error::NotFound) => Ok(shown(listed)),
                other => {
                    let score = other?.scores.happy.map(|score| score.get());
                    Ok(shown(score == Some(4) && listed))
                }
            }
        }),
        Verb::Edit => Some(|cx, stage, _| {
            wellbeing::delete(cx, stage.wellbeing)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

pub fn round(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            let seen = wellbeing::of_circle(cx, stage.class)?;
            assert!(seen.mine.is_none(), "the only answer is that of one who has left");
            assert!(wellbeing::state(cx, stage.class).is_ok());
            Ok(shown(seen.on))
        }),
        Verb::Edit => Some(|cx, stage, _| {
            let off = WellbeingRoundInput { on: Some("false".into()) };
            wellbeing::switch(cx, stage.class, &off)?;
            Ok(Tried::Done)
        }),
        Verb::Answer => Some(|cx, stage, _| {
            let input = WellbeingInput { satisfied: Some("7".into()), ..Default::default() };
            wellbeing::answer(cx, stage.class, &input)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

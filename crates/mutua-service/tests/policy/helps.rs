//! Helps, thanks and loans.

use mutua_domain::policy::Verb;
use mutua_service::{
    Cx, Error, PageInput, Result,
    helps::{self, HelpQuery, RecordInput, TellInput},
    loans::{self, LoanInput},
    thanks::{self, ThanksAnswer, ThanksInput},
};

use crate::{
    outcome::{Tried, shown},
    trials::Trial,
};

pub fn help(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            let listed = helps::mine(cx, &HelpQuery::default())?;
            let listed = listed.items.iter().any(|help| help.id == stage.helps.plain);
            match helps::show(cx, stage.helps.plain) {
                Err(Error::NotFound) => Ok(shown(listed)),
                other => Ok(shown(other?.id == stage.helps.plain && listed)),
            }
        }),
        Verb::Create => Some(|cx, stage, _| {
            let input = RecordInput {
                with: Some(stage.fellow.to_string()),
                side: Some("receiver".into()),
                kind: Some("moral".into()),
                circle: Some(stage.class.to_string()),
                ..Default::default()
            };
            helps::record(cx, &input)?;
            Ok(Tried::Done)
        }),
        Verb::Tell => Some(|cx, stage, _| {
            let input = TellInput { outcome: Some("partly".into()), ..Default::default() };
            helps::tell(cx, stage.helps.plain, &input)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

pub fn thanks(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            let mine = thanks::mine(cx, &PageInput::default())?;
            let mine = mine.items.iter().any(|thanks| thanks.id == stage.helps.thanks);
            let shared = in_circle(cx, stage, stage.helps.thanks)?;
            match helps::show(cx, stage.helps.thanked) {
                Err(Error::NotFound) => Ok(shown(mine || shared)),
                other => Ok(shown(other?.thanks.is_some() && !shared)),
            }
        }),
        Verb::Create => Some(|cx, stage, _| {
            let input = ThanksInput {
                help: Some(stage.helps.plain.to_string()),
                words: Some("Thank you".into()),
                audience: None,
            };
            thanks::say(cx, &input)?;
            Ok(Tried::Done)
        }),
        Verb::Answer => Some(|cx, stage, _| {
            thanks::answer(cx, stage.helps.shared_thanks, &ThanksAnswer { answer: "no".into() })?;
            Ok(Tried::Done)
        }),
        Verb::End => Some(|cx, stage, _| {
            thanks::end(cx, stage.helps.thanks)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

fn in_circle(
    cx: &mut Cx<'_, '_>,
    stage: &crate::stage::Stage,
    id: mutua_domain::id::ThanksId,
) -> Result<bool> {
    match thanks::shared(cx, stage.class, &PageInput::default()) {
        Ok(page) => Ok(page.items.iter().any(|thanks| thanks.id == id)),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

pub fn shared_thanks(verb: Verb) -> Option<Trial> {
    match verb {
        // In the circle, and by the two themselves with their help.
        Verb::See => Some(|cx, stage, _| {
            if in_circle(cx, stage, stage.helps.shared_thanks)? {
                return Ok(Tried::Done);
            }
            Ok(shown(helps::show(cx, stage.helps.shared)?.thanks.is_some_and(|thanks| thanks.shared)))
        }),
        _ => None,
    }
}

pub fn loan(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| Ok(shown(helps::show(cx, stage.helps.lent)?.loan.is_some()))),
        Verb::Create => Some(|cx, stage, _| {
            let input = LoanInput { words: Some("A drill".into()), due_on: None };
            loans::propose(cx, stage.helps.plain, &input)?;
            Ok(Tried::Done)
        }),
        // That it came back; a proposal is answered by the other side.
        Verb::Answer => Some(|cx, stage, _| {
            loans::returned(cx, stage.helps.lent)?;
            Ok(Tried::Done)
        }),
        Verb::End => Some(|cx, stage, _| {
            loans::let_go(cx, stage.helps.lent)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

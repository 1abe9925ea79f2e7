//! What is a person's own, and what they offer; the instance.

use mutua_domain::{
    id::PersonId,
    policy::{Standing, Thing, Verb},
};
use mutua_service::{
    Cx, Error, Result,
    needs::{self, NeedInput, NeedQuery},
    offers::{self, OfferInput, OfferQuery},
    people::{self, ProfileInput},
    standing, tokens,
};

use crate::{
    cast::Part,
    outcome::{Tried, shown},
    stage::Stage,
    trials::Trial,
};

/// No function shows or changes the instance yet: what is tried is the gate through which each will go.
pub fn instance(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, _, _| {
            cx.require(standing::at_the_door(cx), Thing::Instance, Verb::See)?;
            Ok(Tried::Done)
        }),
        Verb::Edit => Some(|cx, _, _| {
            cx.require(standing::at_the_door(cx), Thing::Instance, Verb::Edit)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

pub fn offer(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, part| {
            let mine = (part.standing == Standing::Owner).then(|| "true".to_owned());
            let listed = offers::list(cx, &OfferQuery { mine, ..Default::default() })?;
            let listed = listed.items.iter().any(|offer| offer.id == stage.offer);
            match offers::show(cx, stage.offer) {
                Err(Error::NotFound) => Ok(shown(listed)),
                other => Ok(shown(other?.id == stage.offer && listed)),
            }
        }),
        Verb::Create => Some(|cx, stage, _| {
            let input = OfferInput {
                circle: Some(stage.class.to_string()),
                kind: Some("moral".into()),
                title: Some("Company".into()),
                ..Default::default()
            };
            offers::create(cx, &input)?;
            Ok(Tried::Done)
        }),
        Verb::Edit => Some(|cx, stage, _| {
            let input = OfferInput { title: Some("I mend chairs".into()), ..Default::default() };
            offers::change(cx, stage.offer, &input)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

pub fn kept_need(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            let listed = needs::mine(cx, &NeedQuery::default())?;
            let listed = listed.items.iter().any(|need| need.id == stage.need);
            match needs::show(cx, stage.need) {
                Err(Error::NotFound) => Ok(shown(listed)),
                other => Ok(shown(other?.words == "Someone to talk to" && listed)),
            }
        }),
        Verb::Edit => Some(|cx, stage, _| {
            let input = NeedInput { state: Some("met".into()), ..Default::default() };
            needs::change(cx, stage.need, &input)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

/// The person whose profile it is: for each standing one to whom there is nothing but that.
pub const fn subject(stage: &Stage, part: &Part) -> PersonId {
    match part.standing {
        Standing::Owner => stage.owner,
        Standing::Asker => part.ask.made_by,
        Standing::Pledger | Standing::Giver | Standing::Chosen => part.ask.asker,
        Standing::Receiver => stage.helps.giver,
        _ => stage.fellow,
    }
}

pub fn profile(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, part| {
            people::profile(cx, subject(stage, part))?;
            Ok(Tried::Done)
        }),
        Verb::Edit => Some(|cx, stage, part| change_profile(cx, subject(stage, part))),
        _ => None,
    }
}

/// A person changes their own, whoever they are; there is no way to name another.
fn change_profile(cx: &mut Cx<'_, '_>, subject: PersonId) -> Result<Tried> {
    let input = ProfileInput { pronouns: Some("they/them".into()), ..Default::default() };
    people::change(cx, &input)?;
    let account = mutua_storage::tables::people::account(cx.tx, subject)?.ok_or(Error::NotFound)?;
    Ok(if account.pronouns.as_deref() == Some("they/them") { Tried::Done } else { Tried::NoWay })
}

pub fn account(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            let listed = tokens::mine(cx)?.iter().any(|token| token.id == stage.token);
            Ok(shown(tokens::show(cx, stage.token)?.name == "Calendar" && listed))
        }),
        Verb::Edit => Some(|cx, stage, _| {
            tokens::revoke(cx, stage.token)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

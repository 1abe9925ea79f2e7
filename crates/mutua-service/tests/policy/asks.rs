//! Asks, and what gathers around one.

use mutua_domain::{
    id::PledgeId,
    policy::{Standing, Verb},
};
use mutua_service::{
    Cx, Error, PageInput, Result,
    asks::{self, AskEdit, AskFilter, AskInput},
    helps::{self, TellInput},
    people,
    pledges::{self, PledgeInput, ReplyInput},
    threads::{self, MessageInput},
};

use crate::{
    cast::Part,
    outcome::{Tried, shown},
    stage::Stage,
    trials::Trial,
};

pub fn ask(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(see),
        Verb::Create => Some(|cx, stage, _| {
            let input = AskInput {
                title: "A ladder".into(),
                kind: "practical".into(),
                circle: Some(stage.class.to_string()),
                ..Default::default()
            };
            asks::create(cx, &input)?;
            Ok(Tried::Done)
        }),
        Verb::Edit => Some(|cx, _, part| {
            asks::edit(cx, part.ask.ask, &AskEdit { title: Some("A lift".into()), ..Default::default() })?;
            Ok(Tried::Done)
        }),
        Verb::End => Some(|cx, _, part| {
            asks::withdraw(cx, part.ask.ask)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

/// On its own page; and where that is closed, no list shows it either.
fn see(cx: &mut Cx<'_, '_>, stage: &Stage, part: &Part) -> Result<Tried> {
    let id = part.ask.ask;
    match asks::show(cx, id) {
        Ok(view) => return Ok(shown(view.card.id == id)),
        Err(Error::NotFound) => {}
        Err(error) => return Err(error),
    }
    let mut cards: Vec<_> =
        mutua_service::suggestions::mine(cx, 100)?.into_iter().map(|suggestion| suggestion.ask).collect();
    cards.extend(asks::reaching_me(cx, 100)?);
    for circle in [None, Some(stage.class.to_string())] {
        let filter = AskFilter { circle, ..Default::default() };
        match asks::list(cx, &filter, &PageInput::default()) {
            Ok(page) => cards.extend(page.items),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    let followed = mutua_service::live::may_follow(cx, &[mutua_service::live::ask(id)])?;
    Ok(shown(!followed.is_empty() || cards.iter().any(|card| card.id == id)))
}

pub fn asker_name(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, _, part| {
            let view = asks::show(cx, part.ask.ask)?;
            let listed = asks::reaching_me(cx, 100)?;
            let listed = listed.iter().filter(|card| card.id == part.ask.ask);
            let on_cards =
                listed.chain([&view.card]).any(|card| card.asker.is_some() || card.writer.is_some());
            Ok(shown(on_cards || view.pledges.iter().any(|pledge| pledge.ask.asker.is_some())))
        }),
        _ => None,
    }
}

pub fn thread(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, _, part| {
            threads::list(cx, part.ask.ask, &PageInput::default())?;
            Ok(Tried::Done)
        }),
        Verb::Create => Some(|cx, _, part| {
            threads::say(cx, part.ask.ask, &MessageInput { words: "On my way".into() })?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

/// One that waits: there is something to answer and to take back.
const fn waiting(part: &Part) -> PledgeId {
    part.ask.made
}

pub fn pledge(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, _, part| {
            pledges::show(cx, waiting(part))?;
            Ok(Tried::Done)
        }),
        Verb::Create => Some(|cx, _, part| {
            pledges::pledge(cx, part.ask.ask, &PledgeInput::default())?;
            Ok(Tried::Done)
        }),
        Verb::Answer => Some(|cx, _, part| {
            pledges::accept(cx, waiting(part))?;
            Ok(Tried::Done)
        }),
        Verb::End => Some(|cx, _, part| {
            pledges::withdraw(cx, waiting(part), &ReplyInput::default())?;
            Ok(Tried::Done)
        }),
        // Who only waits for an answer has nothing to tell.
        Verb::Tell => Some(|cx, _, part| {
            let owner = part.standing == Standing::Owner;
            let pledge = if owner { waiting(part) } else { part.ask.accepted };
            helps::finish(cx, pledge, &TellInput { outcome: Some("done".into()), ..Default::default() })?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

pub fn contact(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, _, part| {
            if part.standing == Standing::Owner {
                let Some(me) = part.who else { return Ok(Tried::Hidden) };
                return Ok(shown(people::contact(cx, me)?.is_some()));
            }
            let on_the_ask = asks::show(cx, part.ask.ask).map(|view| !view.contacts.is_empty());
            let mut of_persons = false;
            for person in [part.ask.asker, part.ask.writer, part.ask.made_by, part.ask.giver] {
                let on_their_page = people::profile(cx, person).is_ok_and(|view| view.contact.is_some());
                let theirs = Some(person) != part.who;
                of_persons |= theirs && (on_their_page || people::contact(cx, person)?.is_some());
            }
            match on_the_ask {
                Ok(on_the_ask) if on_the_ask == of_persons => Ok(shown(on_the_ask)),
                Ok(_) => Err(Error::Internal("the ask's page and the person's don't say the same".into())),
                Err(_) if of_persons => Ok(Tried::Done),
                Err(error) => Err(error),
            }
        }),
        _ => None,
    }
}

//! Which changes a person's open pages may follow.
//!
//! A topic is `circle-<id>`, `ask-<id>` or `person-<id>`; it names what changed and says nothing of it.

use mutua_domain::{
    id::{AskId, CircleId, PersonId},
    policy::{Thing, Verb},
};

use crate::{cx::Cx, error::Result, standing};

/// The topic of a circle.
pub fn circle(id: CircleId) -> String {
    format!("circle-{id}")
}

/// The topic of an ask.
pub fn ask(id: AskId) -> String {
    format!("ask-{id}")
}

/// The topic of what concerns one person.
pub fn person(id: PersonId) -> String {
    format!("person-{id}")
}

/// Those of the topics that the person who acts may follow; the others are left out silently.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn may_follow(cx: &mut Cx<'_, '_>, topics: &[String]) -> Result<Vec<String>> {
    let me = cx.me()?;
    let mut allowed = Vec::new();
    for topic in topics {
        let may = match topic.split_once('-') {
            Some(("person", id)) => id.parse().is_ok_and(|id: PersonId| id == me),
            Some(("circle", id)) => match id.parse::<CircleId>() {
                Ok(id) => standing::to_circle(cx, id)
                    .is_ok_and(|seen| cx.may(seen.standings, Thing::CircleInside, Verb::See)),
                Err(_) => false,
            },
            Some(("ask", id)) => match id.parse::<AskId>() {
                Ok(id) => {
                    standing::to_ask(cx, id).is_ok_and(|seen| cx.may(seen.standings, Thing::Ask, Verb::See))
                }
                Err(_) => false,
            },
            _ => false,
        };
        if may {
            allowed.push(topic.clone());
        }
    }
    Ok(allowed)
}

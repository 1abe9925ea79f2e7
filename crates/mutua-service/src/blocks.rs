//! Wanting nothing to do with someone. It is quiet: nobody is told, and neither sees what is the other's.

use std::collections::HashSet;

use jiff::Timestamp;
use mutua_domain::{
    id::PersonId,
    policy::{Thing, Verb},
};
use mutua_storage::tables::{blocks, people};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    cx::{Actor, Cx},
    error::{Error, Result},
    live, memberships,
    mirror::links,
    standing,
};

/// Whom to block, as it was sent.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct BlockInput {
    /// The person's id.
    pub person: String,
}

impl BlockInput {
    /// Checks it.
    ///
    /// # Errors
    /// `choice` where it is no id.
    pub fn parse(&self) -> Result<PersonId> {
        self.person.trim().parse().map_err(|_| Error::invalid("person", "choice"))
    }
}

/// Someone whom the reader blocked.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BlockView {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}

/// The name of someone whom the person who acts is about to block, and whether they have already.
///
/// # Errors
/// Where there is no such person, or none whom the person who acts knows; oneself.
pub fn about_to(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<(String, bool)> {
    let me = allowed(cx)?;
    let name = known(cx, me, person)?;
    Ok((name, is_blocked(cx, me, person)?))
}

fn is_blocked(cx: &mut Cx<'_, '_>, me: PersonId, person: PersonId) -> Result<bool> {
    Ok(blocks::mine(cx.tx, me)?.iter().any(|block| block.person_id == person))
}

/// The name of another whom the person who acts knows: of others it isn't told, nor that they are here.
fn known(cx: &mut Cx<'_, '_>, me: PersonId, person: PersonId) -> Result<String> {
    if me == person {
        return Err(Error::Refused("block-self"));
    }
    let name = people::actor(cx.tx, person)?.ok_or(Error::NotFound)?.name;
    if is_blocked(cx, me, person)? || crate::people::knows(cx, person)? {
        Ok(name)
    } else {
        Err(Error::NotFound)
    }
}

fn allowed(cx: &Cx<'_, '_>) -> Result<PersonId> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::Account, Verb::Edit)?;
    Ok(me)
}

/// Blocks someone. What the two have promised each other is let go of; no reason is told.
///
/// # Errors
/// Where there is no such person, or none whom the person who acts knows; oneself.
pub fn block(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<()> {
    let me = allowed(cx)?;
    known(cx, me, person)?;
    if blocks::put(cx.tx, me, person, cx.now)? {
        memberships::release_between(cx, me, person)?;
        links::part(cx, me, person)?;
        cx.tx.announce(live::person(me));
    }
    Ok(())
}

/// Takes a block back. Where there is none, nothing happens.
///
/// # Errors
/// Where nobody is signed in.
pub fn unblock(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<()> {
    let me = allowed(cx)?;
    blocks::drop(cx.tx, me, person)?;
    cx.tx.announce(live::person(me));
    Ok(())
}

/// Whom the person who acts has blocked, the newest first.
///
/// # Errors
/// Where nobody is signed in.
pub fn mine(cx: &mut Cx<'_, '_>) -> Result<Vec<BlockView>> {
    let me = allowed(cx)?;
    Ok(blocks::mine(cx.tx, me)?
        .into_iter()
        .map(|row| BlockView { person: row.person_id, name: row.name, since: row.since })
        .collect())
}

/// Whether one of the two has blocked the other: what the policy's veto is asked with.
///
/// # Errors
/// What the database says.
pub fn between(cx: &mut Cx<'_, '_>, a: PersonId, b: PersonId) -> Result<bool> {
    Ok(a != b && blocks::between(cx.tx, a, b)?)
}

/// Everyone whom the person who acts blocked or who blocked them, for lists. Empty for nobody and for jobs.
///
/// # Errors
/// What the database says.
pub fn against_me(cx: &mut Cx<'_, '_>) -> Result<HashSet<PersonId>> {
    let Actor::Person(person) = &cx.actor else { return Ok(HashSet::new()) };
    let me = person.id;
    Ok(blocks::either_way(cx.tx, me)?.into_iter().collect())
}

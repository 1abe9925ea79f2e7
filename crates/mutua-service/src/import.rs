//! Logs of help from elsewhere, brought in as history.
//!
//! Who gave and who received become persons in state `imported`: nobody can sign in as them, and they get no notices.
//! Their membership is `left`, so that the helps have a circle while nobody counts them as members or is shown them as
//! someone to ask. Economic help is history like any other: no loan is made of it.

use std::collections::HashMap;

use jiff::Timestamp;
use mutua_domain::{
    Kind,
    id::{CircleId, MembershipId, PersonId},
    life::{Joining, MemberRole, MembershipState, Outcome, PersonState, Side, ToldBy},
    text::Name,
};
use mutua_storage::tables::{
    circles::{self, CircleRow},
    helps::{self, HelpRow, TellingRow},
    imports,
    people::{self, NewPersonRow},
};
use uuid::Uuid;

use crate::{
    cx::{Actor, Cx},
    error::{Error, Result},
};

/// One help of a log.
#[derive(Debug, Clone, PartialEq)]
pub struct LoggedHelp {
    /// When it happened.
    pub at: Timestamp,
    /// The giver, as the log calls them.
    pub from: String,
    /// The receiver, as the log calls them.
    pub to: String,
    /// Its kind.
    pub kind: Kind,
    /// How many minutes it took, where the log says so.
    pub minutes: Option<i64>,
    /// Who told it.
    pub told_by: ToldBy,
}

/// What was brought in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// How many helps.
    pub helps: i64,
    /// Those told by the giver alone.
    pub told_by_giver: i64,
    /// Those told by the receiver alone.
    pub told_by_receiver: i64,
    /// Those told by both.
    pub told_by_both: i64,
    /// Persons that are new.
    pub persons: i64,
    /// Persons that an earlier import had brought in.
    pub known: i64,
}

/// The name of a person of a log.
///
/// # Errors
/// Where it is too long for a name, or empty.
pub fn name_of(key: &str) -> std::result::Result<Name, mutua_domain::Problem> {
    Name::parse(&format!("Person {}", Name::parse(key)?))
}

/// Only the operator, on the command line, brings logs in.
fn system(cx: &Cx<'_, '_>) -> Result<()> {
    if cx.actor == Actor::System { Ok(()) } else { Err(Error::Refused("default")) }
}

/// The circles of a name, or the one of an id.
///
/// # Errors
/// What the database says.
pub fn circles(cx: &mut Cx<'_, '_>, name_or_id: &str) -> Result<Vec<CircleId>> {
    system(cx)?;
    if let Ok(id) = name_or_id.parse::<CircleId>()
        && circles::find(cx.tx, id)?.is_some()
    {
        return Ok(vec![id]);
    }
    Ok(imports::circles_named(cx.tx, name_or_id)?)
}

/// Makes a circle for a log. Nobody is in it: whoever runs the server says who looks after it.
///
/// # Errors
/// What the database says.
pub fn new_circle(cx: &mut Cx<'_, '_>, name: &Name) -> Result<CircleId> {
    system(cx)?;
    let circle = CircleRow {
        id: cx.id(),
        parent_id: None,
        name: name.as_str().to_owned(),
        about: None,
        agreements: None,
        place: None,
        joining: Joining::Invitation,
        matching: false,
        created_at: cx.now,
    };
    circles::create(cx.tx, &circle, PersonId(Uuid::nil()))?;
    Ok(circle.id)
}

/// Brings the helps of a log into a circle, all of them or none.
///
/// # Errors
/// Where the circle isn't there; a person whose name can't be one (`from`, `to`); what the database says.
pub fn helps(cx: &mut Cx<'_, '_>, circle: CircleId, log: &[LoggedHelp]) -> Result<Imported> {
    system(cx)?;
    circles::find(cx.tx, circle)?.ok_or(Error::NotFound)?;
    let mut imported = Imported::default();
    let known: HashMap<String, PersonId> =
        imports::of_the_past(cx.tx, circle)?.into_iter().map(|(id, name)| (name, id)).collect();
    let mut persons: HashMap<&str, PersonId> = HashMap::new();
    for logged in log {
        for (field, key) in [("from", &logged.from), ("to", &logged.to)] {
            if persons.contains_key(key.as_str()) {
                continue;
            }
            let name = name_of(key).map_err(|problem| mutua_domain::Invalid(vec![(field, problem)]))?;
            let person = match known.get(name.as_str()) {
                Some(person) => {
                    imported.known += 1;
                    *person
                }
                None => {
                    imported.persons += 1;
                    new_person(cx, circle, &name)?
                }
            };
            persons.insert(key, person);
        }
    }
    for logged in log {
        if let (Some(from), Some(to)) = (persons.get(logged.from.as_str()), persons.get(logged.to.as_str())) {
            put(cx, circle, logged, (*from, *to))?;
            imported.count(logged.told_by);
        }
    }
    Ok(imported)
}

impl Imported {
    const fn count(&mut self, told_by: ToldBy) {
        self.helps += 1;
        match told_by {
            ToldBy::Giver => self.told_by_giver += 1,
            ToldBy::Receiver => self.told_by_receiver += 1,
            ToldBy::Both => self.told_by_both += 1,
        }
    }
}

fn new_person(cx: &mut Cx<'_, '_>, circle: CircleId, name: &Name) -> Result<PersonId> {
    let id: PersonId = cx.id();
    let person = NewPersonRow {
        id,
        state: PersonState::Imported,
        name: name.as_str().to_owned(),
        pronouns: None,
        language: "en".to_owned(),
        time_zone: "UTC".to_owned(),
        email: None,
        email_folded: None,
        email_confirmed_at: None,
        password_hash: None,
        reach: None,
        is_administrator: false,
    };
    people::create(cx.tx, &person, cx.now)?;
    let membership: MembershipId = cx.id();
    circles::join(cx.tx, (circle, id, membership), MemberRole::Member, MembershipState::Left, cx.now)?;
    Ok(id)
}

fn put(
    cx: &mut Cx<'_, '_>,
    circle: CircleId,
    logged: &LoggedHelp,
    (from, to): (PersonId, PersonId),
) -> Result<()> {
    let help = HelpRow {
        circle_id: circle,
        id: cx.id(),
        ask_id: None,
        pledge_id: None,
        giver_id: from,
        receiver_id: to,
        kind: logged.kind,
        happened_at: logged.at,
        created_at: cx.now,
    };
    helps::put(cx.tx, &help)?;
    for (side, by_id, silent) in [(Side::Giver, from, ToldBy::Receiver), (Side::Receiver, to, ToldBy::Giver)]
    {
        if logged.told_by != silent {
            let telling = TellingRow {
                by_id,
                outcome: Outcome::Done,
                minutes: logged.minutes,
                words: None,
                told_at: logged.at,
            };
            helps::tell(cx.tx, (circle, help.id), side, &telling)?;
        }
    }
    Ok(())
}

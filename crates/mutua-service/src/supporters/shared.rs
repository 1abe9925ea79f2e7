//! Outside contacts that somebody shares with a circle: name and ways to reach, and nothing else that is kept of them.

use mutua_domain::{
    id::{CircleId, SupporterId},
    policy::{Thing, Verb},
};
use mutua_storage::tables::supporters;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Kept, MOST};
use crate::{asks::PersonRef, cx::Cx, error::Result, standing};

/// A contact that someone shares with a circle.
#[derive(Clone, Serialize, ToSchema)]
pub struct SharedContact {
    /// Its id.
    pub id: SupporterId,
    /// Who shares it.
    pub by: PersonRef,
    /// The contact's name.
    pub name: String,
    /// Ways to reach them.
    pub ways: Option<String>,
}

/// Says nothing of the contact: it belongs in no log.
impl std::fmt::Debug for SharedContact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SharedContact({})", self.id)
    }
}

/// The contacts that members share with a circle, by name.
///
/// # Errors
/// Where the person who acts isn't in it.
pub fn of_circle(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<Vec<SharedContact>> {
    let seen = standing::to_circle(cx, circle)?;
    cx.require(seen.standings, Thing::SharedContact, Verb::See)?;
    let me = cx.me()?;
    let mut contacts = Vec::new();
    for row in supporters::shared_in(cx.tx, circle, me, MOST)? {
        let kept = Kept::open(&cx.person_key(row.person_id)?, row.id, &row.sealed)?;
        contacts.push(SharedContact {
            id: row.id,
            by: PersonRef { id: row.person_id, name: row.owner },
            name: kept.name,
            ways: kept.ways,
        });
    }
    contacts.sort_by_cached_key(|contact| (contact.name.to_lowercase(), contact.id));
    Ok(contacts)
}

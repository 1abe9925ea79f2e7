//! What stewards did, and why: for the stewards of the circle, and for the person whom it is about.

use std::collections::BTreeMap;

use jiff::Timestamp;
use mutua_domain::{
    id::{CircleId, MembershipId, PersonId, RecordId},
    life::RecordKind,
    policy::{Thing, Verb},
    text::Words,
};
use mutua_storage::tables::{
    circles::MembershipRow,
    memberships,
    records::{self, RecordRow},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    cx::Cx,
    error::Result,
    page::{Page, PageInput},
    standing,
};

/// Keeps what the person who acts did as a steward.
pub(crate) fn keep(
    cx: &mut Cx<'_, '_>,
    about: &MembershipRow,
    kind: RecordKind,
    reason: Option<Words>,
) -> Result<()> {
    let record = RecordRow {
        circle_id: about.circle_id,
        id: cx.id(),
        kind,
        person_id: about.person_id,
        by_id: cx.me()?,
        reason: reason.map(Words::into_string),
        created_at: cx.now,
    };
    Ok(records::put(cx.tx, &record)?)
}

/// Something that a steward did, as stewards read it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RecordView {
    /// Its id.
    pub id: RecordId,
    /// What was done.
    pub kind: RecordKind,
    /// To whom.
    pub person: PersonId,
    /// Their name; empty where they deleted their account.
    pub name: String,
    /// By whom.
    pub by: PersonId,
    /// Their name; empty where they deleted their account.
    pub by_name: String,
    /// Why.
    pub reason: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

/// Someone who is kept out.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KeptOutView {
    /// The membership by which they can be let back.
    pub membership: MembershipId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}

/// The record of a circle.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CircleRecord {
    /// The circle.
    pub circle: CircleId,
    /// Its name.
    pub name: String,
    /// Who is kept out now.
    pub kept_out: Vec<KeptOutView>,
    /// What was done, the newest first.
    pub records: Page<RecordView>,
}

/// The record of a circle, for its stewards.
///
/// # Errors
/// Where the person who acts isn't one.
pub fn of_circle(cx: &mut Cx<'_, '_>, id: CircleId, page: &PageInput) -> Result<CircleRecord> {
    let cursor = page.parse()?;
    let here = standing::to_circle(cx, id)?;
    cx.require(here.standings, Thing::Record, Verb::See)?;
    let kept_out = memberships::kept_out(cx.tx, id)?
        .into_iter()
        .map(|row| KeptOutView {
            membership: row.id,
            person: row.person_id,
            name: row.name,
            since: row.changed_at,
        })
        .collect();
    let rows = records::of_circle(cx.tx, id, cursor.before, cursor.fetch())?;
    let records = cursor.page(rows, |row| row.record.id.0).map(|row| RecordView {
        id: row.record.id,
        kind: row.record.kind,
        person: row.record.person_id,
        name: row.person.unwrap_or_default(),
        by: row.record.by_id,
        by_name: row.by.unwrap_or_default(),
        reason: row.record.reason,
        at: row.record.created_at,
    });
    Ok(CircleRecord { circle: id, name: here.circle.name, kept_out, records })
}

/// Something that stewards did, as the person reads it whom it is about. Which steward did it isn't told; whom they can
/// write to is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MyRecordView {
    /// Its id.
    pub id: RecordId,
    /// The circle.
    pub circle: CircleId,
    /// Its name.
    pub circle_name: String,
    /// What was done.
    pub kind: RecordKind,
    /// Why.
    pub reason: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The names of those who look after the circle now.
    pub stewards: Vec<String>,
}

/// What is recorded about the person who acts, in any circle, the newest first.
///
/// # Errors
/// Where nobody is signed in.
pub fn about_me(cx: &mut Cx<'_, '_>, page: &PageInput) -> Result<Page<MyRecordView>> {
    let me = cx.me()?;
    let cursor = page.parse()?;
    cx.require(standing::to_own(cx, me), Thing::Record, Verb::See)?;
    let mut stewards: BTreeMap<CircleId, Vec<String>> = BTreeMap::new();
    for (circle, name) in records::stewards_for(cx.tx, me)? {
        stewards.entry(circle).or_default().push(name);
    }
    for names in stewards.values_mut() {
        names.sort_by_cached_key(|name| name.to_lowercase());
    }
    let rows = records::about(cx.tx, me, cursor.before, cursor.fetch())?;
    Ok(cursor.page(rows, |row| row.record.id.0).map(|row| MyRecordView {
        id: row.record.id,
        circle: row.record.circle_id,
        circle_name: row.circle,
        kind: row.record.kind,
        reason: row.record.reason,
        at: row.record.created_at,
        stewards: stewards.get(&row.record.circle_id).cloned().unwrap_or_default(),
    }))
}

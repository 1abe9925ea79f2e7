//! Being in a circle: joining, roles, pauses, leaving, removal, and what is recorded of it.
//!
//! A circle that anybody is in has a steward; [`keep_a_steward`] is the one place that sees to it, and everything that
//! takes a steward away asks it first.

use jiff::Timestamp;
use mutua_domain::{
    id::{CircleId, MembershipId, PersonId},
    life::{MemberRole, MembershipState, NoticeKind, PersonState},
    policy::{Thing, Verb},
};
use mutua_storage::tables::{circles, memberships, memberships::MemberRow};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    cx::Cx,
    error::{Error, Result},
    notices::{self, Notice},
    page::{Page, PageInput},
    standing,
};

mod admit;
mod change;
mod leaving;
mod parting;
mod pause;
mod records;
mod removal;
mod roles;

pub use admit::{Admission, admit};
pub use change::{MembershipChange, change, end};
pub use leaving::{HandOverInput, LeaveView, Parting, hand_over, leave, leave_view};
pub(crate) use parting::release_between;
pub(crate) use pause::break_ends;
pub use pause::{PauseInput, end_pause, pause, resume};
pub(crate) use records::keep as keep_record;
pub use records::{CircleRecord, KeptOutView, MyRecordView, RecordView, about_me, of_circle};
pub use removal::{RemovalInput, let_back, removal_view, remove};
pub use roles::{end_steward, name_steward, role_view, set_role};

/// A person in a circle, as its members see them.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MembershipView {
    /// Its id.
    pub id: MembershipId,
    /// The circle.
    pub circle: CircleId,
    /// The circle's name.
    pub circle_name: String,
    /// The person.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// How the person is spoken of.
    pub pronouns: Option<String>,
    /// Whether they are a guest: someone without a full account.
    pub guest: bool,
    /// What they are in the circle.
    pub role: MemberRole,
    /// Where the membership stands.
    pub state: MembershipState,
    /// Since when they are in it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Timestamp>,
    /// Until when they take a break, where they said so; told to themselves alone.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub paused_until: Option<Timestamp>,
    /// Whether it is the reader's own.
    pub mine: bool,
    /// Whether the reader may make them a steward.
    pub may_name_steward: bool,
    /// Whether the reader may make them a member again.
    pub may_end_steward: bool,
    /// Whether the reader may remove them.
    pub may_remove: bool,
}

fn view(cx: &Cx<'_, '_>, row: MemberRow, circle_name: &str, looks_after: bool) -> MembershipView {
    let mine = cx.me().is_ok_and(|me| me == row.person_id);
    let guest = row.account == PersonState::Guest;
    let steward = row.role == MemberRole::Steward;
    MembershipView {
        id: row.id,
        circle: row.circle_id,
        circle_name: circle_name.to_owned(),
        person: row.person_id,
        name: row.name,
        pronouns: row.pronouns,
        guest,
        role: row.role,
        state: row.state,
        since: row.joined_at,
        paused_until: row.paused_until.filter(|_| mine),
        mine,
        may_name_steward: looks_after && !steward && !guest && row.state == MembershipState::Active,
        may_end_steward: looks_after && steward,
        may_remove: looks_after && !mine,
    }
}

/// Who is in a circle, the newest first.
///
/// # Errors
/// Where the circle isn't open to the person who acts.
pub fn list(cx: &mut Cx<'_, '_>, circle: CircleId, page: &PageInput) -> Result<Page<MembershipView>> {
    let cursor = page.parse()?;
    let here = standing::to_circle(cx, circle)?;
    cx.require(here.standings, Thing::Membership, Verb::See)?;
    let looks_after = cx.may(here.standings, Thing::Membership, Verb::Answer);
    let rows = memberships::list(cx.tx, circle, cursor.before, cursor.fetch())?;
    let page = cursor.page(rows, |row| row.id.0);
    Ok(page.map(|row| view(cx, row, &here.circle.name, looks_after)))
}

/// The memberships of the person who acts, with applications that wait.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn mine(cx: &mut Cx<'_, '_>) -> Result<Page<MembershipView>> {
    let me = cx.me()?;
    let mut items = Vec::new();
    for row in circles::of_person(cx.tx, me)? {
        if let Some(member) = memberships::one(cx.tx, row.membership)? {
            items.push(view(cx, member, &row.circle.name, false));
        }
    }
    items.sort_by_cached_key(|item| item.circle_name.to_lowercase());
    Ok(Page { items, next: None })
}

/// A membership, for whoever sees its circle, and for its owner.
///
/// # Errors
/// Where it isn't open to the person who acts.
pub fn show(cx: &mut Cx<'_, '_>, id: MembershipId) -> Result<MembershipView> {
    let here = standing::to_membership(cx, id)?;
    let own_application = here.membership.state == MembershipState::Applied
        && cx.may(here.standings, Thing::Application, Verb::End);
    if !own_application {
        cx.require(here.standings, Thing::Membership, Verb::See)?;
        if !standing::is_in(&here.membership) {
            return Err(Error::NotFound);
        }
    }
    let looks_after = cx.may(here.standings, Thing::Membership, Verb::Answer);
    let row = memberships::one(cx.tx, id)?.ok_or(Error::NotFound)?;
    Ok(view(cx, row, &here.circle.name, looks_after))
}

/// The membership of the person who acts in a circle, be it with a break.
///
/// # Errors
/// [`Error::NotFound`] where they aren't in it.
pub fn mine_in(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<MembershipId> {
    let here = standing::to_circle(cx, circle)?;
    let mine = here.membership.filter(standing::is_in).ok_or(Error::NotFound)?;
    Ok(mine.id)
}

/// What remains of a circle's stewards without one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Remaining {
    /// Someone looks after it still.
    Steward,
    /// Nobody at all is in it: it ends.
    Nobody,
}

/// Whether a circle can do without this person as a steward. What it reads belongs to the transaction of the change,
/// so that of two stewards who step back at the same moment, the second is told to hand over.
///
/// # Errors
/// [`Error::Conflict`] `hand-over` where others would be left without a steward.
fn keep_a_steward(cx: &mut Cx<'_, '_>, circle: CircleId, without: PersonId) -> Result<Remaining> {
    if memberships::stewards(cx.tx, circle)?.iter().any(|steward| *steward != without) {
        return Ok(Remaining::Steward);
    }
    if memberships::anybody_else(cx.tx, circle, without)? {
        return Err(Error::Conflict("hand-over"));
    }
    Ok(Remaining::Nobody)
}

/// Tells a person of something about their place in a circle.
fn tell(
    cx: &mut Cx<'_, '_>,
    to: PersonId,
    what: &'static str,
    circle: CircleId,
    actor: Option<PersonId>,
) -> Result<()> {
    let notice = Notice { circle: Some(circle), actor, ..Notice::new(NoticeKind::Membership, what) };
    notices::tell(cx, to, notice)
}

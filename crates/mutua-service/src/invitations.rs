//! Links by which people join a circle.
//!
//! A link carries the circle and the invitation with a signature and isn't kept. Who holds it may read the circle's
//! face and join, until it is over: that is what an invitation is. Counting happens in the transaction that joins.

use jiff::{SignedDuration, Timestamp};
use mutua_domain::{
    Invalid, Problems,
    id::{CircleId, InvitationId, PersonId},
    life::{Joining, LinkPurpose, MemberRole, MembershipState, PersonState},
    policy::{Thing, Verb},
    text::{Email, Name, NewPassword, Words},
};
use mutua_storage::tables::{
    circles::{self, CircleRow},
    invitations::{self, InvitationRow},
    memberships as member_rows, people as people_rows,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    App, Credential, Page, PageInput, Purpose,
    cx::Cx,
    error::{Error, Result},
    live,
    memberships::{self, Admission},
    page::loose,
    passwords,
    people::{accounts, links},
    sign_in::{self, From},
    standing,
    throttle::{self, ACCOUNTS_FROM_ADDRESS, Throttle},
    tokens,
};

/// The most days for which an invitation can be made.
const MOST_DAYS: i64 = 365;
/// The most uses that can be set.
const MOST_USES: i64 = 10_000;

/// A new invitation, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct InvitationInput {
    /// The circle.
    pub circle: String,
    /// A word to those who are invited.
    pub greeting: Option<String>,
    /// After how many days it ends; never unless given.
    #[serde(deserialize_with = "loose")]
    #[schema(value_type = Option<i64>)]
    pub days: Option<String>,
    /// How many can join by it; any number unless given.
    #[serde(deserialize_with = "loose")]
    #[schema(value_type = Option<i64>)]
    pub uses: Option<String>,
}

struct NewInvitation {
    greeting: Option<Words>,
    days: Option<i64>,
    uses: Option<i64>,
}

impl InvitationInput {
    fn parse(&self) -> std::result::Result<NewInvitation, Invalid> {
        let mut problems = Problems::new();
        let greeting = problems.take("greeting", Words::optional(self.greeting.as_deref()));
        let days = problems.take("days", tokens::number(self.days.as_deref(), MOST_DAYS));
        let uses = problems.take("uses", tokens::number(self.uses.as_deref(), MOST_USES));
        problems.build(|| Some(NewInvitation { greeting: greeting?, days: days?, uses: uses? }))
    }
}

/// How it stands with an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// It can be followed.
    Open,
    /// Its time ran out.
    Expired,
    /// As many joined by it as it was for.
    UsedUp,
    /// A steward ended it.
    Revoked,
}

impl InvitationState {
    fn of(row: &InvitationRow, now: Timestamp) -> Self {
        if row.revoked_at.is_some() {
            Self::Revoked
        } else if row.expires_at.is_some_and(|at| at <= now) {
            Self::Expired
        } else if row.uses_most.is_some_and(|most| row.uses >= most) {
            Self::UsedUp
        } else {
            Self::Open
        }
    }

    /// The word that stands for it in the API and in message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Expired => "expired",
            Self::UsedUp => "used_up",
            Self::Revoked => "revoked",
        }
    }

    const fn refusal(self) -> &'static str {
        match self {
            Self::Open => "default",
            Self::Expired => "invitation-expired",
            Self::UsedUp => "invitation-used-up",
            Self::Revoked => "invitation-revoked",
        }
    }
}

/// An invitation, as the stewards of its circle see it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InvitationView {
    /// Its id.
    pub id: InvitationId,
    /// The circle.
    pub circle: CircleId,
    /// How it stands.
    pub state: InvitationState,
    /// The word to those who are invited.
    pub greeting: Option<String>,
    /// The steward who made it; nobody where they have left this place.
    pub invited_by: Option<String>,
    /// How many joined by it.
    pub uses: i64,
    /// How many can.
    pub uses_most: Option<i64>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it ends.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires_at: Option<Timestamp>,
    /// What the link carries.
    pub token: String,
    /// The link to pass on.
    pub link: String,
}

/// An invitation, as those who were given its link see it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InvitationFace {
    /// How it stands.
    pub state: InvitationState,
    /// The circle's name.
    pub circle_name: String,
    /// What the circle is about; only while the invitation is open.
    pub about: Option<String>,
    /// What its members ask of each other; only while the invitation is open.
    pub agreements: Option<String>,
    /// Who invites.
    pub invited_by: Option<String>,
    /// The word to those who are invited.
    pub greeting: Option<String>,
    /// The names of circles around it, which one joins with it.
    pub also_joins: Vec<String>,
    /// The circle, for a reader who is in it already.
    pub already_in: Option<CircleId>,
}

/// Someone's place in a circle after following an invitation.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct JoinedView {
    /// The circle.
    pub circle: CircleId,
    /// The person.
    pub person: PersonId,
    /// What they are in it.
    pub role: MemberRole,
    /// Where their membership stands.
    pub state: MembershipState,
    /// Whether they joined by this or were in it before.
    pub admission: Admission,
}

fn token_of(app: &App, circle: CircleId, id: InvitationId) -> String {
    app.key.sign(Purpose::Invitation, &[circle.0.into_bytes(), id.0.into_bytes()].concat())
}

fn ids_of(app: &App, token: &str) -> Option<(CircleId, InvitationId)> {
    // 32 bytes and a signature of 16 make 64 letters; anything longer isn't ours.
    let bytes = if token.len() <= 64 { app.key.verify(Purpose::Invitation, token)? } else { return None };
    let (circle, invitation) = bytes.split_at_checked(16)?;
    Some((Uuid::from_slice(circle).ok()?.into(), Uuid::from_slice(invitation).ok()?.into()))
}

fn view(cx: &Cx<'_, '_>, row: InvitationRow) -> InvitationView {
    let token = token_of(cx.app, row.circle_id, row.id);
    InvitationView {
        id: row.id,
        circle: row.circle_id,
        state: InvitationState::of(&row, cx.now),
        greeting: row.words,
        invited_by: row.created_by_name.filter(|name| !name.is_empty()),
        uses: row.uses,
        uses_most: row.uses_most,
        created_at: row.created_at,
        expires_at: row.expires_at,
        link: cx.app.url(&format!("/join/{token}")),
        token,
    }
}

/// Makes an invitation.
///
/// # Errors
/// Its problems; for who isn't a steward of the circle.
pub fn create(cx: &mut Cx<'_, '_>, input: &InvitationInput) -> Result<InvitationView> {
    let me = cx.me()?;
    let circle: CircleId = input.circle.parse().map_err(|_| Error::invalid("circle", "choice"))?;
    let seen = standing::to_circle(cx, circle)?;
    require(cx, &seen, Verb::Create)?;
    let new = input.parse()?;
    let row = InvitationRow {
        circle_id: circle,
        id: cx.id(),
        created_by: me,
        created_by_name: Some(cx.person()?.name.clone()),
        words: new.greeting.map(Words::into_string),
        uses: 0,
        uses_most: new.uses,
        created_at: cx.now,
        expires_at: new.days.map(|days| cx.now + SignedDuration::from_hours(24 * days)),
        revoked_at: None,
    };
    invitations::create(cx.tx, &row)?;
    Ok(view(cx, row))
}

/// One invitation of a circle, for a verb. To who isn't a steward it isn't there.
fn to_invitation(cx: &mut Cx<'_, '_>, id: InvitationId, verb: Verb) -> Result<InvitationRow> {
    let row = invitations::by_id(cx.tx, id)?.ok_or(Error::NotFound)?;
    let seen = standing::to_circle(cx, row.circle_id)?;
    cx.require(seen.standings, Thing::Invitation, verb)?;
    Ok(row)
}

/// A member knows that the circle is there, and is told that inviting isn't theirs; to others it isn't there.
fn require(cx: &Cx<'_, '_>, seen: &standing::InCircle, verb: Verb) -> Result<()> {
    cx.require(seen.standings, Thing::CircleInside, Verb::See)?;
    if cx.may(seen.standings, Thing::Invitation, verb) { Ok(()) } else { Err(Error::Refused("invitation")) }
}

/// The invitations of a circle, newest first, for its stewards.
///
/// # Errors
/// For who isn't one.
pub fn list(
    cx: &mut Cx<'_, '_>,
    circle: CircleId,
    page: &PageInput,
) -> Result<(String, Page<InvitationView>)> {
    let seen = standing::to_circle(cx, circle)?;
    require(cx, &seen, Verb::See)?;
    let cursor = page.parse()?;
    let rows = invitations::of_circle(cx.tx, circle, cursor.before, cursor.fetch())?;
    let page = cursor.page(rows, |row| row.id.0);
    Ok((seen.circle.name, page.map(|row| view(cx, row))))
}

/// One invitation, for the stewards of its circle.
///
/// # Errors
/// [`Error::NotFound`] where there is none that is open to the person who acts.
pub fn show(cx: &mut Cx<'_, '_>, id: InvitationId) -> Result<InvitationView> {
    let row = to_invitation(cx, id, Verb::See)?;
    Ok(view(cx, row))
}

/// Ends an invitation. Who joined by it stays.
///
/// # Errors
/// As for [`show`].
pub fn revoke(cx: &mut Cx<'_, '_>, id: InvitationId) -> Result<()> {
    let row = to_invitation(cx, id, Verb::End)?;
    // Twice is as good as once.
    invitations::revoke(cx.tx, row.circle_id, id, cx.now)?;
    Ok(())
}

fn of_token(cx: &mut Cx<'_, '_>, token: &str) -> Result<(InvitationRow, CircleRow)> {
    let (circle, id) = ids_of(cx.app, token).ok_or(Error::NotFound)?;
    let row = invitations::find(cx.tx, circle, id)?.ok_or(Error::NotFound)?;
    let circle = circles::find(cx.tx, circle)?.ok_or(Error::NotFound)?;
    // Without anybody in it a circle has ended, and its invitations with it.
    if !member_rows::anybody(cx.tx, circle.id)? {
        return Err(Error::NotFound);
    }
    Ok((row, circle))
}

/// What whoever was given a link sees.
///
/// # Errors
/// [`Error::NotFound`] where the link isn't one of ours.
pub fn look(cx: &mut Cx<'_, '_>, token: &str) -> Result<InvitationFace> {
    let (row, circle) = of_token(cx, token)?;
    let state = InvitationState::of(&row, cx.now);
    let open = state == InvitationState::Open;
    let already_in = match cx.me() {
        Ok(me) => circles::membership(cx.tx, circle.id, me)?
            .filter(|m| !m.barred && matches!(m.state, MembershipState::Active | MembershipState::Paused))
            .map(|m| m.circle_id),
        Err(_) => None,
    };
    let also_joins = if open { around(cx, &circle)? } else { Vec::new() };
    Ok(InvitationFace {
        state,
        circle_name: circle.name,
        about: circle.about.filter(|_| open),
        agreements: circle.agreements.filter(|_| open),
        invited_by: row.created_by_name.filter(|name| !name.is_empty()),
        greeting: row.words.filter(|_| open),
        also_joins,
        already_in,
    })
}

/// The circles around one, as far up as each takes in whoever joins one nested in it.
fn around(cx: &mut Cx<'_, '_>, circle: &CircleRow) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut seen = vec![circle.id];
    let mut next = circle.parent_id;
    while let Some(id) = next.filter(|id| !seen.contains(id)) {
        let Some(outer) = circles::find(cx.tx, id)? else { break };
        if outer.joining != Joining::Nested || !member_rows::anybody(cx.tx, id)? {
            break;
        }
        seen.push(id);
        names.push(outer.name);
        next = outer.parent_id;
    }
    Ok(names)
}

/// The person who acts joins by a link.
///
/// # Errors
/// [`Error::Conflict`] where the invitation is over; [`Error::Refused`] for someone who is kept out.
pub fn accept(cx: &mut Cx<'_, '_>, token: &str) -> Result<JoinedView> {
    let me = cx.me()?;
    let (row, circle) = of_token(cx, token)?;
    let before = circles::membership(cx.tx, circle.id, me)?;
    let is_in = before
        .as_ref()
        .is_some_and(|m| !m.barred && matches!(m.state, MembershipState::Active | MembershipState::Paused));
    // Who is in it already takes no place away from anybody.
    if !is_in && !invitations::use_once(cx.tx, circle.id, row.id, cx.now)? {
        let now = invitations::find(cx.tx, circle.id, row.id)?.ok_or(Error::NotFound)?;
        return Err(Error::Conflict(InvitationState::of(&now, cx.now).refusal()));
    }
    let admission = memberships::admit(cx, circle.id, me, MemberRole::Member)?;
    let membership = circles::membership(cx.tx, circle.id, me)?.ok_or(Error::NotFound)?;
    cx.tx.announce(live::circle(circle.id));
    Ok(JoinedView {
        circle: circle.id,
        person: me,
        role: membership.role,
        state: membership.state,
        admission,
    })
}

/// What someone without an account types to join: a name for a guest, all three for a full account.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct JoinInput {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
}

/// Without the password.
impl std::fmt::Debug for JoinInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("JoinInput").finish_non_exhaustive()
    }
}

/// What joining gave someone who had no account.
#[derive(Clone)]
pub struct Arrival {
    /// The secret for their browser's cookie.
    pub session: String,
    /// The circle that they are in now.
    pub circle: CircleId,
    /// A guest's recovery link, shown this once.
    pub recovery: Option<String>,
}

/// Without its secrets.
impl std::fmt::Debug for Arrival {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Arrival").field("circle", &self.circle).finish_non_exhaustive()
    }
}

/// Whether someone new may still come by a link, asked before work is put into it; and the time zone of who invites,
/// which is likelier theirs than any other.
async fn ready(app: &App, token: &str) -> Result<String> {
    let token = token.to_owned();
    app.read(&Credential::System, move |cx| {
        let (row, _) = of_token(cx, &token)?;
        let state = InvitationState::of(&row, cx.now);
        if state != InvitationState::Open {
            return Err(Error::Conflict(state.refusal()));
        }
        let inviter = people_rows::account(cx.tx, row.created_by)?;
        Ok(inviter.map_or_else(|| "UTC".to_owned(), |row| row.time_zone))
    })
    .await
}

/// Counts someone new who comes from somewhere, before work is put into it.
///
/// # Errors
/// [`Error::TooMany`] after very many from the same place.
pub fn count_arrival(app: &App, throttle: &Throttle, from: &From) -> Result<()> {
    let Some(address) = from.address else { return Ok(()) };
    throttle.take(ACCOUNTS_FROM_ADDRESS, &throttle::network(address), app.clock.now())
}

/// Someone new joins with a full account.
///
/// # Errors
/// Problems of the input; as for [`accept`].
pub async fn join_with_account(
    app: &App,
    token: String,
    input: &JoinInput,
    language: &str,
    from: From,
) -> Result<Arrival> {
    let time_zone = ready(app, &token).await?;
    let mut problems = Problems::new();
    let name = problems.take("name", Name::parse(&input.name));
    let email = problems.take("email", Email::parse(&input.email));
    let password = problems.take("password", NewPassword::parse(&input.password));
    let (name, email, password) = problems.build(|| Some((name?, email?, password?)))?;
    let hash = passwords::hash(app, password).await?;
    let account = accounts::NewAccount { name, email, language: language.to_owned(), time_zone };
    app.write(&Credential::Nobody, move |cx| {
        let person = accounts::create_full(cx, &account, &hash, false)?;
        arrive(cx, person, &token, &from, PersonState::Full)
    })
    .await
}

/// Someone new joins as a guest, by a name alone.
///
/// # Errors
/// Problems of the input; as for [`accept`].
pub async fn join_as_guest(
    app: &App,
    token: String,
    input: &JoinInput,
    language: &str,
    from: From,
) -> Result<Arrival> {
    let time_zone = ready(app, &token).await?;
    let mut problems = Problems::new();
    let name = problems.take("guest_name", Name::parse(&input.name));
    let name = problems.build(|| name)?;
    let language = language.to_owned();
    app.write(&Credential::Nobody, move |cx| {
        let person = accounts::create_guest(cx, &name, &language, &time_zone)?;
        arrive(cx, person, &token, &from, PersonState::Guest)
    })
    .await
}

fn arrive(
    cx: &mut Cx<'_, '_>,
    person: PersonId,
    token: &str,
    from: &From,
    state: PersonState,
) -> Result<Arrival> {
    cx.act_as(person)?;
    let joined = accept(cx, token)?;
    let recovery = match state {
        PersonState::Guest => {
            let secret = links::make(cx, LinkPurpose::Recovery, Some(person), None, None)?;
            Some(cx.app.url(&format!("/recover/{secret}")))
        }
        _ => None,
    };
    let session = sign_in::open_session(cx, person, from.agent.as_deref())?;
    Ok(Arrival { session, circle: joined.circle, recovery })
}

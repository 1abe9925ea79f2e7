//! What a person says of themselves, and what others see of it.

use jiff::Timestamp;
use mutua_domain::{
    Invalid, Problem, Problems,
    id::{CircleId, PersonId},
    life::{LinkPurpose, PersonState},
    policy::{Standing, Standings, Thing, Verb},
    text::{Line, Name, Words},
};
use mutua_l10n::Language;
use mutua_storage::tables::{
    blocks, links,
    people::{self, AccountRow, ProfileChange},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    cx::Cx,
    error::{Error, Result},
    live, standing,
};

/// One's own account.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MeView {
    /// My id.
    pub id: PersonId,
    /// Full account or guest.
    pub state: PersonState,
    /// My name.
    pub name: String,
    /// How I am spoken of.
    pub pronouns: Option<String>,
    /// The tag of my language.
    pub language: String,
    /// My time zone, by its IANA name.
    pub time_zone: String,
    /// My address.
    pub email: Option<String>,
    /// Whether I have shown that the address is mine.
    pub email_confirmed: bool,
    /// The address that I asked to change to and haven't confirmed yet.
    pub email_waiting: Option<String>,
    /// Whether I have a password.
    pub has_password: bool,
    /// How I can be reached: seen by the other side of an accepted pledge alone.
    pub contact: Option<String>,
    /// Whether I run this place.
    pub is_administrator: bool,
    /// Whether I, a guest, have a recovery link that works.
    pub has_recovery_link: bool,
    /// Since when I am here.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

/// What a person changes of their profile. What is left out stays as it is.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ProfileInput {
    /// My name.
    pub name: Option<String>,
    /// How I am spoken of; empty for none.
    pub pronouns: Option<String>,
    /// The tag of a language.
    pub language: Option<String>,
    /// The IANA name of a time zone.
    pub time_zone: Option<String>,
    /// How I can be reached; empty for none.
    pub contact: Option<String>,
}

struct Profile {
    name: Name,
    pronouns: Option<Line>,
    language: Language,
    time_zone: String,
    contact: Option<Words>,
}

impl ProfileInput {
    fn parse(&self, now: &AccountRow) -> std::result::Result<Profile, Invalid> {
        // What is left out is what stands, also where that is a zone which this machine doesn't know.
        let or = |new: &Option<String>, old: &Option<String>| new.clone().or_else(|| old.clone());
        let mut problems = Problems::new();
        let name = problems.take("name", Name::parse(self.name.as_deref().unwrap_or(&now.name)));
        let pronouns = or(&self.pronouns, &now.pronouns);
        let pronouns = problems.take("pronouns", Line::optional(pronouns.as_deref()));
        let language = self.language.as_deref().unwrap_or(&now.language);
        let language = problems.take("language", parse_language(language));
        let time_zone = match self.time_zone.as_deref() {
            None => Some(now.time_zone.clone()),
            Some(zone) if zone == now.time_zone => Some(zone.to_owned()),
            Some(zone) => problems.take("time_zone", parse_zone(zone)),
        };
        let contact = or(&self.contact, &now.reach);
        let contact = problems.take("contact", Words::optional(contact.as_deref()));
        problems.build(|| {
            Some(Profile {
                name: name?,
                pronouns: pronouns?,
                language: language?,
                time_zone: time_zone?,
                contact: contact?,
            })
        })
    }
}

fn parse_language(tag: &str) -> std::result::Result<Language, Problem> {
    Language::ALL.iter().copied().find(|language| language.tag() == tag).ok_or_else(|| Problem::new("choice"))
}

/// A time zone by its IANA name, written as the time zone database writes it.
pub(crate) fn parse_zone(name: &str) -> std::result::Result<String, Problem> {
    let name = name.trim();
    let bad = || Problem::new("zone");
    if !name.contains('/') && !name.eq_ignore_ascii_case("UTC") {
        return Err(bad());
    }
    let zone = jiff::tz::TimeZone::get(name).map_err(|_| bad())?;
    zone.iana_name().map(str::to_owned).ok_or_else(bad)
}

/// The time zones to choose from, by name.
pub fn time_zones() -> Vec<String> {
    let mut names: Vec<String> = jiff::tz::db()
        .available()
        .map(|name| name.as_str().to_owned())
        .filter(|name| {
            name == "UTC"
                || (name.contains('/') && !["posix/", "right/", "Etc/"].iter().any(|p| name.starts_with(p)))
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The account of the person who acts.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn me(cx: &mut Cx<'_, '_>) -> Result<MeView> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::Account, Verb::See)?;
    let row = people::account(cx.tx, me)?.ok_or(Error::NotFound)?;
    let waiting = links::newest(cx.tx, me, LinkPurpose::Address, cx.now)?.and_then(|link| link.detail);
    let recovery = links::newest(cx.tx, me, LinkPurpose::Recovery, cx.now)?;
    Ok(MeView {
        id: row.id,
        state: row.state,
        name: row.name,
        pronouns: row.pronouns,
        language: row.language,
        time_zone: row.time_zone,
        email_confirmed: row.email_confirmed_at.is_some(),
        email_waiting: waiting.filter(|address| row.email.as_deref() != Some(address)),
        email: row.email,
        has_password: row.password_hash.is_some(),
        contact: row.reach,
        is_administrator: row.is_administrator,
        has_recovery_link: recovery.is_some(),
        created_at: row.created_at,
    })
}

/// Changes what the person who acts says of themselves.
///
/// # Errors
/// Its problems.
pub fn change(cx: &mut Cx<'_, '_>, input: &ProfileInput) -> Result<MeView> {
    let id = cx.me()?;
    cx.require(standing::to_own(cx, id), Thing::Profile, Verb::Edit)?;
    let now = people::account(cx.tx, id)?.ok_or(Error::NotFound)?;
    let new = input.parse(&now)?;
    let change = ProfileChange {
        name: &new.name,
        pronouns: new.pronouns.as_ref(),
        language: new.language.tag(),
        time_zone: &new.time_zone,
        reach: new.contact.as_ref(),
    };
    people::set_profile(cx.tx, id, &change, cx.now)?;
    cx.tx.announce(live::person(id));
    me(cx)
}

/// A circle by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CircleRef {
    /// Its id.
    pub id: CircleId,
    /// Its name.
    pub name: String,
}

/// A person as another sees them.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonView {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// How they are spoken of.
    pub pronouns: Option<String>,
    /// The circles in which both are.
    pub circles_in_common: Vec<CircleRef>,
    /// How they can be reached, where that is open to the reader.
    pub contact: Option<String>,
    /// Whether it is the reader.
    pub is_me: bool,
}

/// How the person who acts stands to another.
struct ToPerson {
    contact: Standings,
    profile: Standings,
}

/// To a person. Their contact opens with an accepted pledge between the two, either way, and closes where the pledge is
/// taken back; of an ask that is written on another's behalf it is the writer's that opens, as on the ask's page. Their
/// profile opens to an asker as soon as they pledge.
fn to_person(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<ToPerson> {
    let me = cx.me()?;
    let own = standing::to_own(cx, person);
    if me == person {
        return Ok(ToPerson { contact: own, profile: own });
    }
    let own = own.and_if(people::blocked_either_way(cx.tx, me, person)?, Standing::Blocked);
    let mine = people::pledged_to(cx.tx, me, person)?;
    let theirs = people::pledged_to(cx.tx, person, me)?;
    let helped = people::helped_between(cx.tx, me, person)?;
    Ok(ToPerson {
        contact: own
            .and_if(mine.accepted_by_writer > 0, Standing::Giver)
            .and_if(theirs.accepted > 0, Standing::Asker),
        profile: own
            .and_if(mine.accepted > 0, Standing::Giver)
            .and_if(theirs.live > 0, Standing::Asker)
            .and_if(helped, Standing::Receiver),
    })
}

/// How a person can be reached, where that is open to the person who acts.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn contact(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<Option<String>> {
    let to = to_person(cx, person)?;
    if !cx.may(to.contact, Thing::Contact, Verb::See) {
        return Ok(None);
    }
    Ok(people::account(cx.tx, person)?.and_then(|row| row.reach))
}

/// Whether the person who acts knows someone by name: from a circle, a pledge or a help, or because something of theirs
/// reaches them. A block between the two takes nothing from that.
pub(crate) fn knows(cx: &mut Cx<'_, '_>, id: PersonId) -> Result<bool> {
    let me = cx.me()?;
    let shared = !people::circles_in_common(cx.tx, me, id)?.is_empty();
    let standings = to_person(cx, id)?.profile.without(Standing::Blocked).and_if(shared, Standing::Member);
    Ok(cx.may(standings, Thing::Profile, Verb::See) || blocks::named_to(cx.tx, me, id)?)
}

/// A person, for someone who shares a circle, a pledge or a help with them.
///
/// # Errors
/// [`Error::NotFound`] where there is no such person, they left, one blocked the other, or the two share nothing.
pub fn profile(cx: &mut Cx<'_, '_>, id: PersonId) -> Result<PersonView> {
    let me = cx.person()?.clone();
    let row = people::account(cx.tx, id)?.ok_or(Error::NotFound)?;
    if row.state == PersonState::Gone {
        return Err(Error::NotFound);
    }
    let to = to_person(cx, id)?;
    let mut shared: Vec<CircleRef> = people::circles_in_common(cx.tx, me.id, id)?
        .into_iter()
        .map(|(id, name)| CircleRef { id, name })
        .collect();
    shared.sort_by_cached_key(|circle| circle.name.to_lowercase());
    let member = if me.state == PersonState::Guest { Standing::Guest } else { Standing::Member };
    cx.require(to.profile.and_if(!shared.is_empty(), member), Thing::Profile, Verb::See)?;
    let open = cx.may(to.contact, Thing::Contact, Verb::See);
    Ok(PersonView {
        id,
        name: row.name,
        pronouns: row.pronouns,
        circles_in_common: if me.id == id { Vec::new() } else { shared },
        contact: row.reach.filter(|_| open),
        is_me: me.id == id,
    })
}

//! Someone for a support team as they were typed.

use std::collections::BTreeSet;

use mutua_domain::{
    Kind, Problem, Problems,
    id::{CircleId, PersonId},
    life::{MembershipState, SupporterSort, TouchRhythm},
    text::{Lines, Name},
};
use mutua_storage::tables::{asks, circles, people, supporters};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Kept, SupporterView};
use crate::{asks::PersonRef, cx::Cx, error::Result, lenient, people::CircleRef};

/// The most people to choose from.
const FELLOWS: i64 = 200;

/// Someone for a support team as they were typed. In a change, what is left out stays as it is; empty takes it away.
#[derive(Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct SupporterInput {
    /// Someone with whom a circle is shared. Left out or empty: an outside contact. It can't be changed later.
    pub member: Option<String>,
    /// The name of an outside contact. That of a member is known.
    pub name: Option<String>,
    /// `friend`, `family`, `professional`, `mentor` or `other`.
    pub sort: Option<String>,
    /// Ways to reach them, one a line.
    pub ways: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// The kinds that they give.
    #[serde(deserialize_with = "lenient::list")]
    pub gives: Option<Vec<String>>,
    /// The kinds that they receive.
    #[serde(deserialize_with = "lenient::list")]
    pub receives: Option<Vec<String>>,
    /// How often to be in touch: `none` (unless said otherwise), `weekly`, `fortnightly`, `monthly` or `quarterly`.
    pub rhythm: Option<String>,
    /// The circle that may read name and ways to reach of an outside contact. Left out or empty: none.
    pub circle: Option<String>,
}

/// Says nothing of what was typed: it belongs in no log.
impl std::fmt::Debug for SupporterInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SupporterInput")
    }
}

/// The same, checked.
pub(super) struct Parsed {
    pub(super) member: Option<PersonId>,
    pub(super) kept: Kept,
    pub(super) rhythm: TouchRhythm,
    pub(super) circle: Option<CircleId>,
}

fn words(kinds: &[Kind]) -> Option<Vec<String>> {
    Some(kinds.iter().map(|kind| kind.as_str().to_owned()).collect())
}

/// Kinds by their words, each once.
fn kinds(texts: Option<&[String]>) -> std::result::Result<Vec<Kind>, Problem> {
    let found: Option<BTreeSet<Kind>> =
        texts.unwrap_or_default().iter().map(|word| Kind::from_word(word)).collect();
    found.map(|kinds| kinds.into_iter().collect()).ok_or_else(|| Problem::new("choice"))
}

impl SupporterInput {
    /// What is typed for someone who stands on the team already, to be typed over.
    pub fn of(view: &SupporterView) -> Self {
        Self::default().over(view)
    }

    fn over(&self, before: &SupporterView) -> Self {
        Self {
            member: None,
            name: self.name.clone().or_else(|| Some(before.name.clone())),
            sort: self.sort.clone().or_else(|| Some(before.sort.as_str().to_owned())),
            ways: self.ways.clone().or_else(|| before.ways.clone()),
            note: self.note.clone().or_else(|| before.note.clone()),
            gives: self.gives.clone().or_else(|| words(&before.gives)),
            receives: self.receives.clone().or_else(|| words(&before.receives)),
            rhythm: self.rhythm.clone().or_else(|| Some(before.rhythm.as_str().to_owned())),
            circle: self.circle.clone().or_else(|| before.shared_with.as_ref().map(|c| c.id.to_string())),
        }
    }

    /// Whether a kind is among those that they give.
    pub fn has_given(&self, kind: Kind) -> bool {
        self.gives.iter().flatten().any(|word| word == kind.as_str())
    }

    /// Whether a kind is among those that they receive.
    pub fn has_received(&self, kind: Kind) -> bool {
        self.receives.iter().flatten().any(|word| word == kind.as_str())
    }

    /// Checks it, for the person who acts; over what stood before, where it is a change.
    pub(super) fn parse(&self, cx: &mut Cx<'_, '_>, before: Option<&SupporterView>) -> Result<Parsed> {
        let whole = before.map_or_else(|| self.clone(), |before| self.over(before));
        let mut problems = Problems::new();
        let (member, name) = match before {
            Some(before) => {
                // The name of someone here is theirs to change, as long as they are known.
                let name =
                    if before.member.is_some() { Some(before.name.clone()) } else { whole.name.clone() };
                (before.member, name)
            }
            None => whole.who(cx, &mut problems)?,
        };
        let from_here = before.map_or(member.is_some(), |before| before.from_here);
        let name = problems.take("name", Name::parse(name.as_deref().unwrap_or_default()));
        let sort = problems.take("sort", parse_sort(whole.sort.as_deref()));
        let ways = problems.take("ways", Lines::optional(whole.ways.as_deref()));
        let note = problems.take("note", Lines::optional(whole.note.as_deref()));
        let gives = problems.take("gives", kinds(whole.gives.as_deref()));
        let receives = problems.take("receives", kinds(whole.receives.as_deref()));
        let rhythm = problems.take("rhythm", parse_rhythm(whole.rhythm.as_deref()));
        let circle = whole.circle(cx, from_here, &mut problems)?;
        Ok(problems.build(|| {
            let kept = Kept {
                name: name?.into_string(),
                sort: sort?,
                ways: ways?.map(Lines::into_string),
                note: note?.map(Lines::into_string),
                gives: gives?,
                receives: receives?,
            };
            Some(Parsed { member, kept, rhythm: rhythm?, circle })
        })?)
    }

    /// Who it is, and by what name: someone here, or an outside contact.
    fn who(
        &self,
        cx: &mut Cx<'_, '_>,
        problems: &mut Problems,
    ) -> Result<(Option<PersonId>, Option<String>)> {
        let Some(text) = self.member.as_deref().filter(|text| !text.is_empty()) else {
            return Ok((None, self.name.clone()));
        };
        let me = cx.me()?;
        let known = match text.parse::<PersonId>() {
            Ok(id) if id != me && asks::share_a_circle(cx.tx, me, id)? => people::actor(cx.tx, id)?,
            _ => None,
        };
        let Some(person) = known else {
            problems.add("member", Problem::new("choice"));
            // The name isn't what is wrong.
            return Ok((None, Some("–".to_owned())));
        };
        if supporters::of_member(cx.tx, me, person.id)?.is_some() {
            problems.add("member", Problem::new("on-team"));
        }
        Ok((Some(person.id), Some(person.name)))
    }

    /// The circle that it is shared with: one that the person who acts is in, and only for an outside contact.
    fn circle(
        &self,
        cx: &mut Cx<'_, '_>,
        from_here: bool,
        problems: &mut Problems,
    ) -> Result<Option<CircleId>> {
        let Some(text) = self.circle.as_deref().filter(|text| !text.is_empty()) else { return Ok(None) };
        let mine = own_circles(cx)?;
        let found =
            text.parse::<CircleId>().ok().filter(|id| mine.iter().any(|readers| readers.circle.id == *id));
        match found {
            None => problems.add("circle", Problem::new("choice")),
            Some(_) if from_here => problems.add("circle", Problem::new("share-member")),
            Some(_) => {}
        }
        Ok(found)
    }
}

fn parse_sort(word: Option<&str>) -> std::result::Result<SupporterSort, Problem> {
    match word {
        None | Some("") => Err(Problem::new("required")),
        Some(word) => SupporterSort::from_word(word).ok_or_else(|| Problem::new("choice")),
    }
}

fn parse_rhythm(word: Option<&str>) -> std::result::Result<TouchRhythm, Problem> {
    match word {
        None | Some("") => Ok(TouchRhythm::Unset),
        Some(word) => TouchRhythm::from_word(word).ok_or_else(|| Problem::new("choice")),
    }
}

/// The circles that the person who acts is in, the smallest first.
fn own_circles(cx: &mut Cx<'_, '_>) -> Result<Vec<Readers>> {
    let me = cx.me()?;
    let mut circles: Vec<Readers> = circles::of_person(cx.tx, me)?
        .into_iter()
        .filter(|row| matches!(row.state, MembershipState::Active | MembershipState::Paused))
        .map(|row| Readers {
            circle: CircleRef { id: row.circle.id, name: row.circle.name },
            people: row.members,
        })
        .collect();
    circles.sort_by_cached_key(|readers| (readers.people, readers.circle.name.to_lowercase()));
    Ok(circles)
}

/// A circle that a contact can be shared with.
#[derive(Debug, Clone)]
pub struct Readers {
    /// The circle.
    pub circle: CircleRef,
    /// How many people are in it, and would read it.
    pub people: i64,
}

/// Who can be taken onto the team of the person who acts, by name, and the circles with which a contact can be shared,
/// the smallest first.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn choices(cx: &mut Cx<'_, '_>) -> Result<(Vec<PersonRef>, Vec<Readers>)> {
    let me = cx.me()?;
    let there: BTreeSet<PersonId> =
        supporters::of_person(cx.tx, me)?.into_iter().filter_map(|row| row.member_id).collect();
    let mut people: Vec<PersonRef> = asks::fellows(cx.tx, me, FELLOWS)?
        .into_iter()
        .filter(|row| !there.contains(&row.id))
        .map(|row| PersonRef { id: row.id, name: row.name })
        .collect();
    people.sort_by_cached_key(|person| person.name.to_lowercase());
    Ok((people, own_circles(cx)?))
}

//! Applying to a circle, and the answer.

use std::collections::HashMap;

use jiff::Timestamp;
use mutua_domain::{
    Invalid, Problem, Problems,
    id::{CircleId, MembershipId, PersonId},
    life::{MemberRole, MembershipState, RecordKind},
    policy::{Thing, Verb},
    text::Words,
};
use mutua_storage::tables::{
    circles,
    memberships::{self, AnswerRow},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    circles::{FaceView, face},
    cx::Cx,
    error::{Error, Result},
    live,
    memberships::{admit, keep_record},
    notices::{self, Notice},
    standing::{self, InCircle},
};

/// The fields of the answers, as problems name them.
const ANSWER_FIELDS: [&str; 5] = ["answer-1", "answer-2", "answer-3", "answer-4", "answer-5"];

/// An application, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ApplicationInput {
    /// One answer to each question of the circle, in their order.
    pub answers: Vec<String>,
}

impl ApplicationInput {
    fn parse(&self, questions: Vec<String>) -> std::result::Result<Vec<(String, String)>, Invalid> {
        let mut problems = Problems::new();
        let mut answers = Vec::new();
        for (index, question) in questions.into_iter().enumerate() {
            let typed = self.answers.get(index).map_or("", String::as_str);
            let field = ANSWER_FIELDS.get(index).copied().unwrap_or("form");
            if let Some(answer) = problems.take(field, Words::parse(typed)) {
                answers.push((question, answer.into_string()));
            }
        }
        problems.finish()?;
        Ok(answers)
    }
}

/// Asks to be let into a circle. Who has asked already replaces their answers.
///
/// # Errors
/// Missing answers; a circle that takes no applications or isn't open to the person; someone who is in it.
pub fn apply(cx: &mut Cx<'_, '_>, id: CircleId, input: &ApplicationInput) -> Result<FaceView> {
    let me = cx.me()?;
    let InCircle { circle, membership, standings } = standing::to_circle(cx, id)?;
    cx.require(standings, crate::circles::face_of(&circle), Verb::See)?;
    if membership.as_ref().is_some_and(standing::is_in) {
        return Err(Error::Conflict("already-in"));
    }
    cx.require(standings, Thing::Application, Verb::Create)?;
    if crate::circles::face_of(&circle) != Thing::OpenCircleFace {
        return Err(Error::Refused("by-invitation"));
    }
    let answers = input.parse(circles::questions(cx.tx, id)?)?;
    let waits = membership.as_ref().is_some_and(|m| m.state == MembershipState::Applied);
    if membership.is_some() {
        memberships::set_state(cx.tx, (id, me), MembershipState::Applied, None, cx.now)?;
    } else {
        let new: MembershipId = cx.id();
        memberships::apply(cx.tx, (id, me, new), cx.now)?;
    }
    memberships::put_answers(cx.tx, (id, me), &answers)?;
    if !waits {
        for steward in memberships::stewards(cx.tx, id)? {
            tell(cx, steward, "applied", id, Some(me))?;
        }
    }
    cx.tx.announce(live::circle(id));
    cx.tx.announce(live::person(me));
    face(cx, id)
}

/// One question with its answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Answered {
    /// What the circle asked.
    pub question: String,
    /// What the applicant says.
    pub answer: String,
}

/// Someone who waits for an answer, as stewards see it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ApplicationView {
    /// The membership that would begin.
    pub id: MembershipId,
    /// Who applies.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// How they are spoken of.
    pub pronouns: Option<String>,
    /// Since when they wait.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// Their answers.
    pub answers: Vec<Answered>,
}

/// The applications that wait in a circle, with its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Applications {
    /// The circle.
    pub circle: CircleId,
    /// Its name.
    pub name: String,
    /// Who waits, the longest first.
    pub items: Vec<ApplicationView>,
}

/// Who waits for an answer, the longest first; for stewards.
///
/// # Errors
/// Where the person who acts isn't one.
pub fn list(cx: &mut Cx<'_, '_>, id: CircleId) -> Result<Applications> {
    let here = standing::to_circle(cx, id)?;
    cx.require(here.standings, Thing::Application, Verb::Answer)?;
    let mut answers: HashMap<PersonId, Vec<Answered>> = HashMap::new();
    for AnswerRow { person_id, question, answer } in memberships::answers(cx.tx, id)? {
        answers.entry(person_id).or_default().push(Answered { question, answer });
    }
    let items = memberships::applicants(cx.tx, id)?
        .into_iter()
        .map(|row| ApplicationView {
            id: row.id,
            person: row.person_id,
            name: row.name,
            pronouns: row.pronouns,
            since: row.changed_at,
            answers: answers.remove(&row.person_id).unwrap_or_default(),
        })
        .collect();
    Ok(Applications { circle: id, name: here.circle.name, items })
}

/// A steward's answer, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct AnswerInput {
    /// `yes` or `no`.
    pub answer: String,
    /// A kind word with a no; the applicant reads it.
    pub words: Option<String>,
}

impl AnswerInput {
    fn parse(&self) -> std::result::Result<(bool, Option<Words>), Invalid> {
        let mut problems = Problems::new();
        let yes = problems.take(
            "answer",
            match self.answer.as_str() {
                "yes" => Ok(true),
                "no" => Ok(false),
                _ => Err(Problem::new("choice")),
            },
        );
        let words = problems.take("words", Words::optional(self.words.as_deref()));
        problems.build(|| Some((yes?, words?)))
    }
}

/// Says yes or no to an application. The applicant is told either way.
///
/// # Errors
/// [`Error::Conflict`] where it was answered or withdrawn meanwhile.
pub fn answer(cx: &mut Cx<'_, '_>, id: MembershipId, input: &AnswerInput) -> Result<()> {
    let here = standing::to_membership(cx, id)?;
    cx.require(here.standings, Thing::Application, Verb::Answer)?;
    let (yes, words) = input.parse()?;
    if here.membership.state != MembershipState::Applied {
        return Err(Error::Conflict("answered"));
    }
    let (circle, person) = (here.circle.id, here.membership.person_id);
    if yes {
        admit(cx, circle, person, MemberRole::Member)?;
        return tell(cx, person, "application-yes", circle, None);
    }
    end(cx, circle, person)?;
    keep_record(cx, &here.membership, RecordKind::Declined, words)?;
    tell(cx, person, "application-no", circle, None)
}

/// Takes one's own application back.
///
/// # Errors
/// [`Error::Conflict`] where it was answered meanwhile.
pub fn withdraw(cx: &mut Cx<'_, '_>, id: MembershipId) -> Result<()> {
    let here = standing::to_membership(cx, id)?;
    cx.require(here.standings, Thing::Application, Verb::End)?;
    if here.membership.state != MembershipState::Applied {
        return Err(Error::Conflict("answered"));
    }
    end(cx, here.circle.id, here.membership.person_id)
}

fn end(cx: &mut Cx<'_, '_>, circle: CircleId, person: PersonId) -> Result<()> {
    memberships::leave(cx.tx, (circle, person), false, cx.now)?;
    memberships::forget_answers(cx.tx, circle, person)?;
    cx.tx.announce(live::circle(circle));
    cx.tx.announce(live::person(person));
    Ok(())
}

fn tell(
    cx: &mut Cx<'_, '_>,
    to: PersonId,
    what: &'static str,
    circle: CircleId,
    actor: Option<PersonId>,
) -> Result<()> {
    let kind = mutua_domain::life::NoticeKind::Membership;
    notices::tell(cx, to, Notice { circle: Some(circle), actor, ..Notice::new(kind, what) })
}

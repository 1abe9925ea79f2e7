//! Who of the stage plays which standing to which thing.

use mutua_domain::{
    id::PersonId,
    policy::{Standing as S, Standings, Thing as T, Verb as V},
};

use crate::stage::{AskScene, Stage};

/// One who tries.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// What they are on the stage, for messages.
    pub name: &'static str,
    /// Nobody where nobody is signed in.
    pub who: Option<PersonId>,
    /// As what they try.
    pub standing: S,
    /// All the ways in which they stand to the thing. Said here by hand: it isn't asked of the code that is tried.
    pub stands: Standings,
    /// The ask that they try.
    pub ask: AskScene,
}

/// Everyone on the stage who stands so to such a thing. Nobody for the coach: practices, and with them coaches, come
/// later.
pub fn parts(stage: &Stage, thing: T, verb: V, standing: S) -> Vec<Part> {
    let (own, on_behalf) = (stage.own, stage.on_behalf);
    let part = |name, who, ask| Part { name, who: Some(who), standing, stands: stands(thing, standing), ask };
    let one = |name, who| vec![part(name, who, own)];
    match standing {
        S::Nobody => vec![Part { who: None, ..part("nobody", stage.stranger, own) }],
        S::Stranger => one("stranger", stage.stranger),
        S::Guest => one("guest", stage.guest),
        S::Member => one("member", stage.member),
        S::Paused => one("paused member", stage.paused),
        S::Left => one("left member", stage.left),
        S::Blocked => {
            let mut blocked = one("kept out", stage.barred);
            if has_author(thing, verb) {
                blocked.push(part("blocked by the author", stage.shunned, own));
                blocked.push(part("who blocked the author", stage.shunner, own));
            }
            blocked
        }
        S::Asker => vec![
            part("asker", own.asker, own),
            part("writer on another's behalf", on_behalf.writer, on_behalf),
            part("asker who has a writer", on_behalf.asker, on_behalf),
        ],
        S::Chosen => one("chosen", stage.chosen),
        S::Pledger => vec![
            part("pledger", own.pledger, own),
            part("pledger of an ask on behalf", on_behalf.pledger, on_behalf),
        ],
        S::Giver if is_of_helps(thing) => one("giver", stage.helps.giver),
        S::Giver => {
            vec![part("giver", own.giver, own), part("giver of an ask on behalf", on_behalf.giver, on_behalf)]
        }
        S::Receiver => one("receiver", stage.helps.receiver),
        S::Coach => Vec::new(),
        S::Steward => one("steward", stage.steward),
        S::ParentSteward => one("parent steward", stage.parent_steward),
        S::Administrator => one("administrator", stage.administrator),
        S::Owner => match thing {
            T::Membership => one("owner", stage.member),
            T::Application => one("applicant", stage.applicant),
            T::Record => one("removed", stage.removed),
            T::Offer if verb != V::Create => one("offerer", stage.offerer),
            T::SharedCheckIn | T::SharedContact => one("who shows it to the circle", stage.diarist),
            T::Suggestion => one("to whom it was suggested", stage.fellow),
            T::Pledge => vec![
                part("who pledged", own.made_by, own),
                part("who pledged for an ask on behalf", on_behalf.made_by, on_behalf),
            ],
            _ => one("owner", stage.owner),
        },
    }
}

const fn is_of_helps(thing: T) -> bool {
    matches!(thing, T::Help | T::Thanks | T::SharedThanks | T::Loan)
}

/// Whether a person can have blocked those whom they want nothing to do with from it. A circle has no author, and
/// neither has what is about to be made in one; a help is told with another person.
const fn has_author(thing: T, verb: V) -> bool {
    match thing {
        T::Ask | T::Offer => !matches!(verb, V::Create),
        T::AskerName
        | T::Thread
        | T::Pledge
        | T::Contact
        | T::Help
        | T::Thanks
        | T::SharedThanks
        | T::Loan
        | T::KeptNeed
        | T::CheckIn
        | T::SharedCheckIn
        | T::Mirror
        | T::CareAgreement
        | T::Capacity
        | T::Suggestion
        | T::LinkedDays
        | T::WellbeingAnswer
        | T::Supporter
        | T::SharedContact
        | T::Profile
        | T::Account => true,
        T::Instance
        | T::NewCircle
        | T::OpenCircleFace
        | T::CircleFace
        | T::CircleInside
        | T::Membership
        | T::Invitation
        | T::Application
        | T::Record
        | T::GroupAnswer
        | T::CircleMirror
        | T::WellbeingRound
        | T::CircleSigns
        | T::CircleCapacity => false,
    }
}

/// What else someone of this standing is to such a thing.
fn stands(thing: T, standing: S) -> Standings {
    let only = Standings::of(standing);
    match (thing, standing) {
        // To a circle that isn't there yet, whoever has an account is a stranger, and nobody is kept out of it.
        (T::NewCircle, S::Nobody | S::Guest) => only,
        (T::NewCircle, S::Blocked) => Standings::of(S::Stranger),
        (T::NewCircle, _) => only.and(S::Stranger),
        // They share nothing with the circle itself.
        (
            T::OpenCircleFace | T::Application,
            S::Asker
            | S::Chosen
            | S::Pledger
            | S::Giver
            | S::Receiver
            | S::ParentSteward
            | S::Administrator
            | S::Owner,
        ) => only.and(S::Stranger),
        (T::Membership, S::Owner) | (_, S::Steward) => only.and(S::Member),
        _ => only,
    }
}

//! The one place that says who may see and do what.
//!
//! A person stands to a thing in one or more [`Standing`]s ("member of its circle", "asker"); [`RULES`] lists,
//! for each thing and verb, the standings that are enough. [`Standing::Blocked`] vetoes: who is blocked is
//! refused whatever else they are. What isn't listed is refused.
//!
//! To add a thing: a variant of [`Thing`], its rows in [`RULES`], and the same rows in docs/who-sees-what.md
//! (a test compares the two, cell by cell).

use Standing as S;
use Thing as T;
use Verb as V;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// How a person stands to a thing.
    Standing {
        /// Not signed in.
        Nobody = "nobody",
        /// Signed in; shares nothing with it.
        Stranger = "stranger",
        /// An active member who is a guest.
        Guest = "guest",
        /// An active member with a full account.
        Member = "member",
        /// A member who takes a break.
        Paused = "paused_member",
        /// Was a member.
        Left = "left_member",
        /// Blocked by its author, or kept out of its circle.
        Blocked = "blocked_person",
        /// Asked it, or wrote it for another who hasn't taken it over.
        Asker = "asker",
        /// Chosen by the asker.
        Chosen = "chosen",
        /// Has a pledge that waits for an answer.
        Pledger = "pledger",
        /// Has an accepted pledge, or gave the help.
        Giver = "giver",
        /// Received the help.
        Receiver = "receiver",
        /// Accompanies its author in practice.
        Coach = "coach",
        /// Steward of its circle.
        Steward = "steward",
        /// Steward of the circle around its circle.
        ParentSteward = "parent_steward",
        /// Runs the server.
        Administrator = "administrator",
        /// It is theirs alone.
        Owner = "owner",
    }
}
vocabulary! {
    /// What can be seen or done something with.
    Thing {
        /// The server as a whole: settings, counts.
        Instance = "instance",
        /// A new circle of one's own.
        NewCircle = "new_circle",
        /// Name and description of a circle that takes applications.
        OpenCircleFace = "open_circle_face",
        /// Name and description of a circle that doesn't.
        CircleFace = "circle_face",
        /// Members, agreements and what goes on in a circle.
        CircleInside = "circle_inside",
        /// A person's place in a circle.
        Membership = "membership",
        /// A link by which people join.
        Invitation = "invitation",
        /// Someone's answers to the circle's questions.
        Application = "application",
        /// What stewards did, and why.
        Record = "record",
        /// An ask, without its author's name.
        Ask = "ask",
        /// Who asks, where the ask is anonymous.
        AskerName = "asker_name",
        /// The words between those involved in an ask.
        Thread = "thread",
        /// A pledge and who made it.
        Pledge = "pledge",
        /// How to reach the other side.
        Contact = "contact",
        /// A help, both tellings of it.
        Help = "help",
        /// Thanks for the giver alone.
        Thanks = "thanks",
        /// Thanks that both want the circle to read.
        SharedThanks = "shared_thanks",
        /// A help that both call a loan.
        Loan = "loan",
        /// A standing offer.
        Offer = "offer",
        /// A need kept to oneself.
        KeptNeed = "kept_need",
        /// A check-in as its author wrote it: score, layers, words.
        CheckIn = "check_in",
        /// Score and words of a check-in that its author shares.
        SharedCheckIn = "shared_check_in",
        /// A circle's answer to "How are we?": a figure over at least five.
        GroupAnswer = "group_answer",
        /// A person's answer to a circle's four questions of the month.
        WellbeingAnswer = "wellbeing_answer",
        /// A circle's four questions of the month, and what it is shown of them: figures over at least five.
        WellbeingRound = "wellbeing_round",
        /// What the analysis says of a circle: figures over at least five.
        CircleMirror = "circle_mirror",
        /// Early signs of a circle's life.
        CircleSigns = "circle_signs",
        /// What the analysis says to a person of their own reliance.
        Mirror = "mirror",
        /// That the care between two people is agreed on.
        CareAgreement = "care_agreement",
        /// Whether the days of two people are linked: what each said of it, and what was found.
        LinkedDays = "linked_days",
        /// What a person is ready to give in a week, and how much of it is used.
        Capacity = "capacity",
        /// How much the members of a circle are still ready to give: a figure over at least five.
        CircleCapacity = "circle_capacity",
        /// That someone could be the one for an ask.
        Suggestion = "suggestion",
        /// Someone on a person's support team, with all that is kept of them.
        Supporter = "supporter",
        /// Name and ways to reach of an outside contact that its owner shares with a circle.
        SharedContact = "shared_contact",
        /// Name, pronouns and language.
        Profile = "profile",
        /// Sessions, tokens, notices, settings, key.
        Account = "account",
    }
}
vocabulary! {
    /// What is done with a thing.
    Verb {
        /// Read it.
        See = "see",
        /// Bring it about in this place.
        Create = "create",
        /// Change its words or its state as its author.
        Edit = "edit",
        /// Say yes or no to it, or answer what it asks.
        Answer = "answer",
        /// Take it back, end it or remove it.
        End = "end",
        /// Tell what happened.
        Tell = "tell",
    }
}

/// For each thing and verb, the standings of which one is enough.
pub const RULES: &[(Thing, Verb, &[Standing])] = &[
    (T::Instance, V::See, &[S::Administrator]),
    (T::Instance, V::Edit, &[S::Administrator]),
    (T::NewCircle, V::Create, &[S::Stranger, S::Member, S::Steward, S::Administrator]),
    (T::OpenCircleFace, V::See, OPEN_FACE),
    (T::CircleFace, V::See, &[S::Guest, S::Member, S::Paused, S::Steward, S::ParentSteward]),
    (T::CircleInside, V::See, INSIDE),
    (T::CircleInside, V::Edit, &[S::Steward]),
    // A circle nested in this one.
    (T::CircleInside, V::Create, &[S::Member, S::Steward]),
    (T::Membership, V::See, INSIDE),
    // Pausing and coming back are a person's own.
    (T::Membership, V::Edit, &[S::Owner]),
    // Roles and removal.
    (T::Membership, V::Answer, &[S::Steward]),
    (T::Membership, V::End, &[S::Owner, S::Steward]),
    (T::Invitation, V::See, &[S::Steward]),
    (T::Invitation, V::Create, &[S::Steward]),
    (T::Invitation, V::End, &[S::Steward]),
    (T::Application, V::See, &[S::Owner, S::Steward]),
    (T::Application, V::Create, &[S::Stranger, S::Left]),
    (T::Application, V::Answer, &[S::Steward]),
    (T::Application, V::End, &[S::Owner]),
    (T::Record, V::See, &[S::Owner, S::Steward]),
    (
        T::Ask,
        V::See,
        &[S::Guest, S::Member, S::Paused, S::Asker, S::Chosen, S::Pledger, S::Giver, S::Steward],
    ),
    (T::Ask, V::Create, TAKES_PART),
    (T::Ask, V::Edit, &[S::Asker]),
    (T::Ask, V::End, &[S::Asker]),
    (T::AskerName, V::See, &[S::Asker, S::Giver]),
    (T::Thread, V::See, &[S::Asker, S::Pledger, S::Giver]),
    (T::Thread, V::Create, &[S::Asker, S::Pledger, S::Giver]),
    (T::Pledge, V::See, &[S::Owner, S::Asker]),
    (T::Pledge, V::Create, &[S::Guest, S::Member, S::Chosen, S::Steward]),
    (T::Pledge, V::Answer, &[S::Asker]),
    (T::Pledge, V::End, &[S::Owner]),
    (T::Pledge, V::Tell, &[S::Asker, S::Giver]),
    (T::Contact, V::See, &[S::Owner, S::Asker, S::Giver]),
    (T::Help, V::See, &[S::Giver, S::Receiver]),
    (T::Help, V::Create, &[S::Guest, S::Member, S::Paused, S::Steward]),
    (T::Help, V::Tell, &[S::Giver, S::Receiver]),
    (T::Thanks, V::See, &[S::Giver, S::Receiver]),
    (T::Thanks, V::Create, &[S::Receiver]),
    // The giver agrees that the circle may read them.
    (T::Thanks, V::Answer, &[S::Giver]),
    (T::Thanks, V::End, &[S::Receiver]),
    (T::SharedThanks, V::See, &[S::Guest, S::Member, S::Paused, S::Giver, S::Receiver, S::Steward]),
    (T::Loan, V::See, &[S::Giver, S::Receiver]),
    (T::Loan, V::Create, &[S::Giver, S::Receiver]),
    (T::Loan, V::Answer, &[S::Giver, S::Receiver]),
    // Letting go is the lender's.
    (T::Loan, V::End, &[S::Giver]),
    (T::Offer, V::See, &[S::Owner, S::Guest, S::Member, S::Paused, S::Steward]),
    (T::Offer, V::Create, TAKES_PART),
    (T::Offer, V::Edit, &[S::Owner]),
    (T::KeptNeed, V::See, &[S::Owner]),
    (T::KeptNeed, V::Edit, &[S::Owner]),
    (T::CheckIn, V::See, &[S::Owner]),
    (T::CheckIn, V::Edit, &[S::Owner]),
    (T::SharedCheckIn, V::See, &[S::Owner, S::Chosen, S::Guest, S::Member, S::Paused, S::Steward]),
    (T::GroupAnswer, V::See, INSIDE),
    (T::WellbeingAnswer, V::See, &[S::Owner]),
    (T::WellbeingAnswer, V::Edit, &[S::Owner]),
    (T::WellbeingRound, V::See, INSIDE),
    // Switching it on and off.
    (T::WellbeingRound, V::Edit, &[S::Steward]),
    (T::WellbeingRound, V::Answer, INSIDE),
    (T::CircleMirror, V::See, INSIDE),
    (T::CircleSigns, V::See, &[S::Steward]),
    (T::Mirror, V::See, &[S::Owner]),
    (T::Mirror, V::Edit, &[S::Owner]),
    // Each of the two owns their side of it.
    (T::CareAgreement, V::See, &[S::Owner]),
    (T::CareAgreement, V::Edit, &[S::Owner]),
    // The same.
    (T::LinkedDays, V::See, &[S::Owner]),
    (T::LinkedDays, V::Edit, &[S::Owner]),
    (T::Capacity, V::See, &[S::Owner]),
    (T::Capacity, V::Edit, &[S::Owner]),
    (T::CircleCapacity, V::See, INSIDE),
    // To the one who could help alone; a steward has them made, and doesn't see to whom they went.
    (T::Suggestion, V::See, &[S::Owner]),
    (T::Suggestion, V::Create, &[S::Steward]),
    (T::Suggestion, V::End, &[S::Owner]),
    (T::Supporter, V::See, &[S::Owner]),
    (T::Supporter, V::Edit, &[S::Owner]),
    (T::SharedContact, V::See, &[S::Owner, S::Guest, S::Member, S::Paused, S::Steward]),
    (
        T::Profile,
        V::See,
        &[S::Owner, S::Guest, S::Member, S::Paused, S::Steward, S::Asker, S::Giver, S::Receiver],
    ),
    (T::Profile, V::Edit, &[S::Owner]),
    (T::Account, V::See, &[S::Owner]),
    (T::Account, V::Edit, &[S::Owner]),
];

const INSIDE: &[Standing] = &[S::Guest, S::Member, S::Paused, S::Steward];
const TAKES_PART: &[Standing] = &[S::Guest, S::Member, S::Steward];
const OPEN_FACE: &[Standing] = &[
    S::Nobody,
    S::Stranger,
    S::Guest,
    S::Member,
    S::Paused,
    S::Left,
    S::Steward,
    S::ParentSteward,
    S::Administrator,
];

/// How one person stands to one thing: a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standings(u32);

impl Standings {
    /// Stands in no way to it yet.
    pub const NONE: Self = Self(0);

    /// The set of one.
    pub const fn of(standing: Standing) -> Self {
        Self(1 << standing as u32)
    }

    /// The same with one more.
    #[must_use]
    pub const fn and(self, standing: Standing) -> Self {
        Self(self.0 | 1 << standing as u32)
    }

    /// The same with one more, where `condition` holds.
    #[must_use]
    pub const fn and_if(self, condition: bool, standing: Standing) -> Self {
        if condition { self.and(standing) } else { self }
    }

    /// The same without one.
    #[must_use]
    pub const fn without(self, standing: Standing) -> Self {
        Self(self.0 & !(1 << standing as u32))
    }

    /// Whether it is among them.
    pub const fn has(self, standing: Standing) -> bool {
        self.0 & (1 << standing as u32) != 0
    }
}

/// Whether someone who stands so may do this with that.
pub fn allows(standings: Standings, thing: Thing, verb: Verb) -> bool {
    !standings.has(Standing::Blocked) && enough(thing, verb).iter().any(|standing| standings.has(*standing))
}

/// The standings of which one is enough; none where the pair isn't in the table.
pub fn enough(thing: Thing, verb: Verb) -> &'static [Standing] {
    RULES.iter().find(|(t, v, _)| *t == thing && *v == verb).map_or(&[], |(_, _, standings)| standings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pair_stands_once() {
        for (index, (thing, verb, _)) in RULES.iter().enumerate() {
            assert!(
                RULES[index + 1..].iter().all(|(t, v, _)| (t, v) != (thing, verb)),
                "{thing} {verb} stands twice"
            );
        }
    }

    #[test]
    fn a_blocked_person_may_do_nothing_with_it() {
        for (thing, verb, _) in RULES {
            let everything = S::ALL.iter().fold(Standings::NONE, |set, standing| set.and(*standing));
            assert!(!allows(everything, *thing, *verb));
        }
    }

    #[test]
    fn what_nobody_else_ever_sees_is_its_owners_alone() {
        let alone = [
            T::KeptNeed,
            T::CheckIn,
            T::WellbeingAnswer,
            T::Mirror,
            T::CareAgreement,
            T::LinkedDays,
            T::Capacity,
            T::Supporter,
            T::Account,
        ];
        for thing in alone {
            for verb in V::ALL {
                for standing in S::ALL.iter().filter(|s| **s != S::Owner) {
                    assert!(!allows(Standings::of(*standing), thing, *verb), "{standing} {verb} {thing}");
                }
            }
        }
    }

    /// docs/who-sees-what.md states the same table; every cell is compared.
    #[test]
    fn the_document_says_what_the_code_does() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/who-sees-what.md");
        let document = std::fs::read_to_string(path).unwrap();
        let table = table();
        assert!(
            document.contains(&table),
            "docs/who-sees-what.md differs from the code; the code's table is:\n\n{table}"
        );
    }

    fn table() -> String {
        use std::fmt::Write as _;
        let mut text = String::from("| thing | verb |");
        for standing in S::ALL {
            write!(text, " {} |", standing.as_str().replace('_', " ")).unwrap();
        }
        text.push_str("\n|---|---|");
        text.push_str(&"---|".repeat(S::ALL.len()));
        text.push('\n');
        for (thing, verb, _) in RULES {
            write!(text, "| {} | {verb} |", thing.as_str().replace('_', " ")).unwrap();
            for standing in S::ALL {
                text.push_str(if allows(Standings::of(*standing), *thing, *verb) {
                    " yes |"
                } else {
                    " – |"
                });
            }
            text.push('\n');
        }
        text
    }
}

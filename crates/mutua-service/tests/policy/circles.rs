//! Circles, and being in one.

use mutua_domain::{
    id::MembershipId,
    life::{MemberRole, MembershipState},
    policy::{Standing, Verb},
};
use mutua_service::{
    Error, PageInput,
    applications::{self, AnswerInput, ApplicationInput},
    circles::{self, CircleChange, CircleInput},
    invitations::{self, InvitationInput},
    memberships::{self, PauseInput, RemovalInput},
};

use crate::{
    cast::Part,
    outcome::{Tried, shown},
    stage::Stage,
    trials::Trial,
};

pub fn new_circle(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::Create => Some(|cx, _, _| {
            circles::create(cx, &CircleInput { name: "Choir".into(), ..Default::default() })?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

pub fn open_face(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| Ok(shown(circles::face(cx, stage.open)?.name == "Open class"))),
        _ => None,
    }
}

pub fn face(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| Ok(shown(circles::face(cx, stage.class)?.name == "Class"))),
        _ => None,
    }
}

pub fn inside(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            let home = circles::home(cx, stage.class)?;
            Ok(shown(circles::show(cx, stage.class)?.members == home.circle.members))
        }),
        Verb::Edit => Some(|cx, stage, _| {
            let change = CircleChange { about: Some("We learn".into()), ..Default::default() };
            circles::change(cx, stage.class, &change)?;
            Ok(Tried::Done)
        }),
        Verb::Create => Some(|cx, stage, _| {
            let input = CircleInput {
                name: "Lab".into(),
                parent: Some(stage.class.to_string()),
                ..Default::default()
            };
            circles::create(cx, &input)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

/// Their own, or another's.
fn whose(stage: &Stage, part: &Part) -> MembershipId {
    if part.standing == Standing::Owner { stage.members } else { stage.fellows }
}

pub fn membership(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, part| {
            memberships::show(cx, whose(stage, part))?;
            Ok(Tried::Done)
        }),
        Verb::Edit => Some(|cx, stage, part| {
            memberships::pause(cx, whose(stage, part), &PauseInput::default())?;
            Ok(Tried::Done)
        }),
        Verb::Answer => Some(|cx, stage, part| {
            memberships::set_role(cx, whose(stage, part), MemberRole::Steward)?;
            Ok(Tried::Done)
        }),
        Verb::End => Some(|cx, stage, part| {
            let removal = RemovalInput { reason: "They shouted".into(), afterwards: "may_come_back".into() };
            memberships::end(cx, whose(stage, part), &removal)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

pub fn invitation(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            let listed = match invitations::list(cx, stage.class, &PageInput::default()) {
                Ok((_, page)) => page.items.iter().any(|invitation| invitation.id == stage.invitation),
                // A member is told that the list isn't theirs.
                Err(Error::Refused(_)) => false,
                Err(error) => return Err(error),
            };
            Ok(shown(invitations::show(cx, stage.invitation)?.circle == stage.class && listed))
        }),
        Verb::Create => Some(|cx, stage, _| {
            let input = InvitationInput { circle: stage.class.to_string(), ..Default::default() };
            invitations::create(cx, &input)?;
            Ok(Tried::Done)
        }),
        Verb::End => Some(|cx, stage, _| {
            invitations::revoke(cx, stage.invitation)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

pub fn application(verb: Verb) -> Option<Trial> {
    match verb {
        // Stewards read them all, the applicant sees that theirs waits.
        Verb::See => Some(|cx, stage, part| {
            if part.standing == Standing::Owner {
                let mine = memberships::show(cx, stage.application)?;
                return Ok(shown(mine.state == MembershipState::Applied));
            }
            let listed = applications::list(cx, stage.open)?;
            Ok(shown(listed.items.iter().any(|application| application.id == stage.application)))
        }),
        Verb::Create => Some(|cx, stage, _| {
            let input = ApplicationInput { answers: vec!["I'd like to".into()] };
            applications::apply(cx, stage.open, &input)?;
            Ok(Tried::Done)
        }),
        Verb::Answer => Some(|cx, stage, _| {
            let yes = AnswerInput { answer: "yes".into(), words: None };
            applications::answer(cx, stage.application, &yes)?;
            Ok(Tried::Done)
        }),
        Verb::End => Some(|cx, stage, _| {
            applications::withdraw(cx, stage.application)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

pub fn record(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, part| {
            let about_me = memberships::about_me(cx, &PageInput::default())?;
            if about_me.items.iter().any(|record| record.id == stage.record) || part.who.is_none() {
                return Ok(Tried::Done);
            }
            let kept = memberships::of_circle(cx, stage.class, &PageInput::default())?;
            Ok(shown(kept.records.items.iter().any(|record| record.id == stage.record)))
        }),
        _ => None,
    }
}

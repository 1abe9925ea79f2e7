//! What a person is told of their own reliance, and the care that two people agree on.

use mutua_domain::policy::Verb;
use mutua_service::mirror::{self, AgreementInput, MirrorInput};

use crate::{
    outcome::{Tried, shown},
    trials::Trial,
};

/// Nobody else on the stage has a mirror that counts a need: who sees one sees the owner's.
pub fn mirror(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, _, _| Ok(shown(mirror::show(cx)?.needs.total() > 0))),
        Verb::Edit => Some(|cx, stage, _| {
            mirror::turn(cx, &MirrorInput { on: Some("false".into()) })?;
            Ok(if cx.me()? == stage.owner { Tried::Done } else { Tried::NoWay })
        }),
        _ => None,
    }
}

pub fn care_agreement(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            let ties = mirror::show(cx)?.ties;
            Ok(shown(ties.iter().any(|tie| tie.person.id == stage.fellow)))
        }),
        Verb::Edit => Some(|cx, stage, _| {
            let agreed = AgreementInput { agreed: Some("true".into()) };
            mirror::agree(cx, stage.fellow, &agreed)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

pub fn linked_days(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            let links = mirror::links::show(cx)?.links;
            Ok(shown(links.iter().any(|link| link.person.id == stage.fellow)))
        }),
        Verb::Edit => Some(|cx, stage, _| {
            let over = AgreementInput { agreed: Some("false".into()) };
            mirror::links::agree(cx, stage.fellow, &over)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

pub fn circle(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            mirror::circle::of_circle(cx, stage.class)?;
            Ok(Tried::Done)
        }),
        _ => None,
    }
}

pub fn signs(verb: Verb) -> Option<Trial> {
    match verb {
        Verb::See => Some(|cx, stage, _| {
            let on_the_page =
                mirror::circle::signs_if_steward(cx, stage.class).is_ok_and(|signs| signs.is_some());
            let signs = mirror::circle::signs(cx, stage.class);
            assert_eq!(on_the_page, signs.is_ok(), "the page and the API show the same");
            signs.map(|_| Tried::Done)
        }),
        _ => None,
    }
}

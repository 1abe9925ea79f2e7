//! Leaving for good. What a person wrote and kept goes, their key with it; what others lived through with them stays,
//! without a name.

use std::collections::BTreeSet;

use mutua_domain::{
    life::{LinkPurpose, NoticeKind},
    policy::{Thing, Verb},
};
use mutua_l10n::{Language, Locale};
use mutua_storage::tables::{
    farewell::{self, OtherSideRow},
    links, memberships, people,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{CircleRef, accounts};
use crate::{
    App, Credential,
    cx::{Actor, Cx},
    error::{Error, Result},
    live,
    notices::{self, Notice},
    standing,
    throttle::Throttle,
};

/// What would go, and what stands in the way.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FarewellView {
    /// Circles with other members that would be left without a steward: someone else has to look after them first.
    pub needed_in: Vec<CircleRef>,
    /// How many open asks would be closed.
    pub open_asks: usize,
    /// How many promises would be taken back.
    pub promises: usize,
    /// How many circles would be left.
    pub circles: usize,
    /// Whether the password is asked for; else a word.
    pub has_password: bool,
}

/// What is typed to delete an account.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct FarewellInput {
    /// The password, from someone who has one.
    pub password: String,
    /// Else the word `delete`.
    pub word: String,
}

/// Without the password.
impl std::fmt::Debug for FarewellInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FarewellInput").finish_non_exhaustive()
    }
}

fn needed_in(cx: &mut Cx<'_, '_>) -> Result<Vec<CircleRef>> {
    let me = cx.me()?;
    let mut circles: Vec<CircleRef> =
        farewell::needed_in(cx.tx, me)?.into_iter().map(|(id, name)| CircleRef { id, name }).collect();
    circles.sort_by_cached_key(|circle| circle.name.to_lowercase());
    Ok(circles)
}

/// What deleting the account of the person who acts would do.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn look(cx: &mut Cx<'_, '_>) -> Result<FarewellView> {
    let me = cx.me()?;
    let account = people::account(cx.tx, me)?.ok_or(Error::NotFound)?;
    Ok(FarewellView {
        needed_in: needed_in(cx)?,
        open_asks: farewell::open_asks(cx.tx, me)?.len(),
        promises: farewell::promised_by(cx.tx, me)?.len(),
        circles: farewell::circles(cx.tx, me)?.len(),
        has_password: account.password_hash.is_some(),
    })
}

/// Deletes the account of the person who acts.
///
/// # Errors
/// [`Error::Conflict`] while a circle with other members has no other steward; a wrong password or word;
/// [`Error::TooMany`].
pub async fn delete(
    app: &App,
    throttle: &Throttle,
    credential: &Credential,
    input: FarewellInput,
) -> Result<()> {
    let account = app
        .read(credential, |cx| {
            let me = cx.me()?;
            cx.require(standing::to_own(cx, me), Thing::Account, Verb::Edit)?;
            people::account(cx.tx, me)?.ok_or(Error::NotFound)
        })
        .await?;
    if account.password_hash.is_some() {
        accounts::require_password(app, throttle, &account, input.password).await?;
    } else if !is_the_word(&input.word) {
        return Err(Error::invalid("word", "delete-word"));
    }
    app.write(credential, leave).await
}

/// In any of our languages: a guest may have changed theirs since the page was opened.
fn is_the_word(typed: &str) -> bool {
    let typed = typed.trim().to_lowercase();
    typed == "delete"
        || Language::ALL
            .iter()
            .any(|language| Locale::new(*language, "UTC").t("me-delete-word").to_lowercase() == typed)
}

fn leave(cx: &mut Cx<'_, '_>) -> Result<()> {
    let me = cx.me()?;
    if !needed_in(cx)?.is_empty() {
        return Err(Error::Conflict("last-steward"));
    }
    tell_others(cx)?;
    for (circle, others) in farewell::circles(cx.tx, me)? {
        if others {
            tell_stewards(cx, circle)?;
        } else {
            farewell::end_circle(cx.tx, circle, me, cx.now)?;
        }
        cx.tx.announce(live::circle(circle));
    }
    links::drop_of(cx.tx, me, LinkPurpose::SignIn)?;
    farewell::leave(cx.tx, me, cx.now)?;
    cx.tx.announce(live::person(me));
    cx.actor = Actor::Nobody;
    Ok(())
}

/// Those who wait for this person, or whom this person waits for, shouldn't wait in vain. No name is told: there is
/// none any more.
fn tell_others(cx: &mut Cx<'_, '_>) -> Result<()> {
    let me = cx.me()?;
    let pledgers = farewell::waiting_for(cx.tx, me)?;
    let askers = farewell::promised_by(cx.tx, me)?;
    // Asks that were written for someone who hasn't taken them over: that person should know.
    let on_behalf: Vec<_> =
        farewell::open_asks(cx.tx, me)?.into_iter().filter(|ask| ask.person_id != me).collect();
    let groups = [(pledgers, "asker-left"), (askers, "pledger-left"), (on_behalf, "writer-left")];
    for (others, what) in groups {
        let mut told = BTreeSet::new();
        for OtherSideRow { circle_id, ask_id, person_id } in others {
            cx.tx.announce(live::ask(ask_id));
            if told.insert((person_id, ask_id)) {
                let about = Notice::new(NoticeKind::Pledge, what);
                let notice = Notice { circle: Some(circle_id), ask: Some(ask_id), ..about };
                notices::tell(cx, person_id, notice)?;
            }
        }
    }
    Ok(())
}

fn tell_stewards(cx: &mut Cx<'_, '_>, circle: mutua_domain::id::CircleId) -> Result<()> {
    for steward in memberships::stewards(cx.tx, circle)? {
        let notice = Notice { circle: Some(circle), ..Notice::new(NoticeKind::Membership, "someone-left") };
        notices::tell(cx, steward, notice)?;
    }
    Ok(())
}

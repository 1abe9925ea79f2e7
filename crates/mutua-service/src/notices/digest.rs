//! The mail of the day.

use std::collections::BTreeSet;

use mutua_domain::{
    id::{NoticeId, PersonId},
    life::{NoticeMode, PersonState},
};
use mutua_storage::tables::{
    mails,
    notices::{self, ListedRow},
};
use uuid::Uuid;

use super::{settings, view};
use crate::{
    acts,
    cx::Cx,
    error::Result,
    mails::{
        about::{Daily, daily_letter},
        locale, queue,
        unsubscribe::{self, Subject},
    },
};

/// The most notices of one mail; the page has the others.
const MOST: i64 = 100;

/// Writes a person one mail with what waits for it, by circle. Nothing where all was read meanwhile or turned off, or
/// no mail can reach them.
///
/// # Errors
/// What the database says.
pub fn send(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<()> {
    let waiting: BTreeSet<NoticeId> = notices::waiting(cx.tx, person)?.into_iter().collect();
    let Some(to) = mails::recipient(cx.tx, person)? else { return Ok(()) };
    let here = matches!(to.state, PersonState::Full | PersonState::Guest);
    let address = to
        .email
        .clone()
        .filter(|_| here && !waiting.is_empty() && to.email_confirmed_at.is_some() && cx.app.settings.mail);
    let (wanted, total) = wanted(cx, person, &waiting)?;
    let mut became = "none";
    if let (Some(address), false) = (address, wanted.is_empty()) {
        let l = locale(&to);
        let mut any_acts = false;
        let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for row in wanted {
            let act = acts::link_for(cx, &to, &row).map(|(_, url)| url);
            any_acts |= act.is_some();
            let seen = view::view(&l, person, row);
            let name = seen.circle_name.unwrap_or_else(|| l.t("app-name").to_owned());
            let entry = (seen.text, act.unwrap_or_else(|| cx.app.url(&seen.path)));
            match groups.iter_mut().find(|(circle, _)| *circle == name) {
                Some((_, entries)) => entries.push(entry),
                None => groups.push((name, vec![entry])),
            }
        }
        groups.sort_by_cached_key(|(name, _)| name.to_lowercase());
        let off = unsubscribe::link(cx, Subject::Daily, person, to.link_epoch);
        let letter = daily_letter(
            &cx.app.settings.base_url,
            &l,
            Daily { groups, total, acts: any_acts, off: off.clone() },
        );
        queue(cx, person, address, Subject::Daily.as_str(), letter, Some(off))?;
        became = "mailed";
    }
    for id in waiting {
        notices::set_mail(cx.tx, person, id, became)?;
    }
    Ok(())
}

/// The waiting notices that are still to be mailed, oldest first and not too many, and how many there are in all.
fn wanted(
    cx: &mut Cx<'_, '_>,
    person: PersonId,
    waiting: &BTreeSet<NoticeId>,
) -> Result<(Vec<ListedRow>, i64)> {
    if waiting.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let modes = settings::modes(cx, person)?;
    let mut rows = notices::list(cx.tx, person, Uuid::max(), false, MOST)?;
    let fits =
        |row: &ListedRow| waiting.contains(&row.id) && settings::mode_of(&modes, row.kind) != NoticeMode::Off;
    rows.retain(fits);
    rows.reverse();
    let total = if i64::try_from(waiting.len()).is_ok_and(|n| n > MOST) {
        i64::try_from(waiting.len()).unwrap_or(MOST)
    } else {
        i64::try_from(rows.len()).unwrap_or(MOST)
    };
    Ok((rows, total))
}

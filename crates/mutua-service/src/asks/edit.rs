//! Changing an ask that is open. Those who pledged are told.

use jiff::SignedDuration;
use mutua_domain::{
    Invalid, Problems,
    id::AskId,
    life::{Effort, NoticeKind},
    policy::{Thing, Verb},
    text::{Line, Title, Words},
};
use mutua_storage::tables::asks::{self, AskRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    create,
    input::{TypedWhen, When, word},
    life,
    reach::{self, from_asker, tell_pledgers},
    view::{self, AskView},
};
use crate::{
    cx::Cx,
    error::Result,
    standing::{self, InAsk},
};

/// What is to change; what is left out stays. Empty text takes something away.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct AskEdit {
    /// What is needed, in a few words.
    pub title: Option<String>,
    /// A little more about it.
    pub words: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// How much it asks, roughly.
    pub effort: Option<String>,
    /// The last day on which it helps.
    pub due: Option<String>,
    /// Times to choose from.
    pub times: Option<Vec<String>>,
    /// The ends of the times in the same order, where they don't stand in `times`.
    pub times_end: Vec<String>,
}

/// Changes an ask.
///
/// # Errors
/// Its problems; where it isn't theirs, or isn't open (`ask-closed`).
pub fn edit(cx: &mut Cx<'_, '_>, id: AskId, input: &AskEdit) -> Result<AskView> {
    let InAsk { ask, standings, .. } = standing::to_ask(cx, id)?;
    cx.require(standings, Thing::Ask, Verb::Edit)?;
    life::must_be_open(&ask)?;
    let zone = create::zone(cx)?;
    let mut problems = Problems::new();
    let when = input.when(&mut problems, cx, &zone);
    let mut changed = input.apply(&ask, problems)?;
    if let Some(when) = when.filter(|when| !is_same(cx, &ask, when).unwrap_or(false)) {
        set_when(cx, &mut changed, &when)?;
    }
    asks::edit(cx.tx, &changed, cx.now)?;
    if changed != ask {
        life::plan(cx, &AskRow { widen_at: None, ..changed })?;
        crate::pledges::plan_reminders(cx, id)?;
        tell_pledgers(cx, &ask, from_asker(&ask, NoticeKind::Answer, "ask-changed"))?;
        reach::announce(cx, &ask)?;
    }
    view::show(cx, id)
}

impl AskEdit {
    fn when(&self, problems: &mut Problems, cx: &Cx<'_, '_>, zone: &jiff::tz::TimeZone) -> Option<When> {
        if self.due.is_none() && self.times.is_none() {
            return None;
        }
        let times = self.times.clone().unwrap_or_default();
        TypedWhen { timing: None, due: self.due.as_deref(), times: &times, ends: &self.times_end }
            .parse(problems, cx.now, zone)
    }

    /// The ask with its new words.
    fn apply(&self, ask: &AskRow, mut problems: Problems) -> std::result::Result<AskRow, Invalid> {
        let title = problems.take("title", self.title.as_deref().map(Title::parse).transpose());
        let words = problems.take("words", Words::optional(self.words.as_deref()));
        let place = problems.take("place", Line::optional(self.place.as_deref()));
        let effort = problems.take("effort", word(self.effort.as_deref(), ask.effort, Effort::from_word));
        problems.build(|| {
            let mut ask = ask.clone();
            if let Some(title) = title? {
                ask.title = title.into_string();
            }
            if self.words.is_some() {
                ask.words = words?.map(Words::into_string);
            }
            if self.place.is_some() {
                ask.place = place?.map(Line::into_string);
            }
            ask.effort = effort?;
            Some(ask)
        })
    }
}

fn is_same(cx: &mut Cx<'_, '_>, ask: &AskRow, when: &When) -> Result<bool> {
    let times: Vec<_> = asks::times(cx.tx, (ask.circle_id, ask.id))?
        .into_iter()
        .map(|time| (time.starts_at, time.ends_at))
        .collect();
    Ok(ask.timing == when.timing && ask.due_at == when.due_at && times == when.times)
}

/// The new times. Those that stay keep their ids, so that pledges for them stand; the end follows where it has to.
fn set_when(cx: &mut Cx<'_, '_>, ask: &mut AskRow, when: &When) -> Result<()> {
    let before = asks::times(cx.tx, (ask.circle_id, ask.id))?;
    let old_end = ask.due_at.or_else(|| before.iter().map(|time| time.starts_at).max());
    let mut new = when.clone();
    for time in before {
        let same = new.times.iter().position(|(start, end)| (*start, *end) == (time.starts_at, time.ends_at));
        match same {
            Some(at) => {
                new.times.remove(at);
            }
            None => asks::drop_time(cx.tx, ask, time.id)?,
        }
    }
    create::put_times(cx, ask, &new)?;
    ask.timing = when.timing;
    ask.due_at = when.due_at;
    let was_capped = old_end == Some(ask.expires_at);
    let is_too_late = when.end().is_some_and(|end| end < ask.expires_at);
    if was_capped || is_too_late {
        let lasts =
            SignedDuration::from_micros(ask.lasts).max(SignedDuration::from_hours(24 * super::input::DAYS));
        ask.expires_at = create::end(cx.now, lasts, when.end());
    }
    Ok(())
}

//! Figures of a circle: kept once a period, shown only where `mutua_domain::group_figure` allows it.

use std::collections::BTreeSet;

use mutua_domain::{
    group_figure::{self, Figure},
    id::{CircleId, PersonId},
};
use mutua_storage::tables::group_figures::{self, FigureRow};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    cx::Cx,
    error::{Error, Result},
};

/// Whether a period was made already.
pub(crate) fn is_made(cx: &mut Cx<'_, '_>, circle: CircleId, what: Figure, period: i64) -> Result<bool> {
    Ok(group_figures::find(cx.tx, (circle, what), period)?.is_some())
}

/// Keeps the figures of a period that is over: where showing them could give someone away, that they are withheld and
/// nothing else. One that was made stays as it is.
pub(crate) fn keep(
    cx: &mut Cx<'_, '_>,
    (circle, what, period): (CircleId, Figure, i64),
    voices: BTreeSet<PersonId>,
    figures: &impl Serialize,
) -> Result<()> {
    if is_made(cx, circle, what, period)? {
        return Ok(());
    }
    let of = (circle, what);
    let last = match group_figures::last_shown(cx.tx, of, period)? {
        Some(last) => Some(group_figures::voices(cx.tx, of, last.period)?.into_iter().collect()),
        None => None,
    };
    let shown = group_figure::may_show(&voices, last.as_ref());
    let text = serde_json::to_string(figures).map_err(|error| Error::Internal(error.to_string()))?;
    let row = FigureRow { period, shown, figures: shown.then_some(text) };
    Ok(group_figures::put(cx.tx, of, &row, voices, cx.now)?)
}

/// The last figures that were shown, with their period.
pub(crate) fn last<T: DeserializeOwned>(
    cx: &mut Cx<'_, '_>,
    circle: CircleId,
    what: Figure,
) -> Result<Option<(i64, T)>> {
    let Some(row) = group_figures::last_shown(cx.tx, (circle, what), i64::MAX)? else { return Ok(None) };
    let text = row.figures.as_deref().unwrap_or_default();
    let figures = serde_json::from_str(text).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Some((row.period, figures)))
}

/// The periods since one that were made, oldest first; nothing in those that are withheld.
pub(crate) fn since<T: DeserializeOwned>(
    cx: &mut Cx<'_, '_>,
    circle: CircleId,
    what: Figure,
    period: i64,
) -> Result<Vec<(i64, Option<T>)>> {
    let read = |row: FigureRow| {
        let figures = row.figures.as_deref().map(serde_json::from_str).transpose();
        Ok((row.period, figures.map_err(|error| Error::Internal(error.to_string()))?))
    };
    group_figures::since(cx.tx, (circle, what), period)?.into_iter().map(read).collect()
}

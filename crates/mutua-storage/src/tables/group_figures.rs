//! Figures of a circle, period by period, and whose they were made of.

use jiff::Timestamp;
use mutua_domain::{
    group_figure::Figure,
    id::{CircleId, PersonId},
};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    FIND = "SELECT period, shown, figures FROM group_figure WHERE circle_id = $1 AND what = $2 AND period = $3";
    LAST_SHOWN = "SELECT period, shown, figures FROM group_figure
        WHERE circle_id = $1 AND what = $2 AND shown = TRUE AND period < $3 ORDER BY period DESC LIMIT 1";
    SINCE = "SELECT period, shown, figures FROM group_figure WHERE circle_id = $1 AND what = $2 AND period >= $3
        ORDER BY period";
    VOICES = "SELECT person_id FROM group_figure_voice WHERE circle_id = $1 AND what = $2 AND period = $3";
    PUT = "INSERT INTO group_figure (circle_id, what, period, shown, figures, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    PUT_VOICE = "INSERT INTO group_figure_voice (circle_id, what, period, person_id) VALUES ($1, $2, $3, $4)";
}

/// Which figure of which circle.
pub type Of = (CircleId, Figure);

row! {
    /// One period of a figure; figures only where it is shown.
    pub struct FigureRow {
        pub period: i64,
        pub shown: bool,
        pub figures: Option<String>,
    }
}

/// One period, if it was made.
pub fn find(tx: &mut Tx<'_>, (circle, what): Of, period: i64) -> Result<Option<FigureRow>, StorageError> {
    tx.first(&FIND, params![circle, what, period])
}

/// The last period before one that was shown.
pub fn last_shown(
    tx: &mut Tx<'_>,
    (circle, what): Of,
    before: i64,
) -> Result<Option<FigureRow>, StorageError> {
    tx.first(&LAST_SHOWN, params![circle, what, before])
}

/// The periods since one that were made, oldest first.
pub fn since(tx: &mut Tx<'_>, (circle, what): Of, period: i64) -> Result<Vec<FigureRow>, StorageError> {
    tx.all(&SINCE, params![circle, what, period])
}

/// Whom a period was made of.
pub fn voices(tx: &mut Tx<'_>, (circle, what): Of, period: i64) -> Result<Vec<PersonId>, StorageError> {
    let rows = tx.all::<(PersonId,)>(&VOICES, params![circle, what, period])?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// Stores a period with those whom it was made of.
pub fn put(
    tx: &mut Tx<'_>,
    (circle, what): Of,
    row: &FigureRow,
    voices: impl IntoIterator<Item = PersonId>,
    now: Timestamp,
) -> Result<(), StorageError> {
    let FigureRow { period, shown, figures } = row;
    tx.run(&PUT, params![circle, what, *period, *shown, figures.as_deref(), now])?;
    for person in voices {
        tx.run(&PUT_VOICE, params![circle, what, *period, person])?;
    }
    Ok(())
}

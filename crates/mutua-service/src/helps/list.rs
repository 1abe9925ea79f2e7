//! A person's own helps. They are listed, never added up.

use jiff::Timestamp;
use mutua_domain::{
    Invalid, Kind, Problem, Problems,
    id::{AskId, HelpId, PersonId},
    life::{Outcome, Side},
};
use mutua_storage::tables::helps::{self, ToldHelpRow};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::view;
use crate::{Page, PageInput, cx::Cx, error::Result};

/// Which helps to list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct HelpQuery {
    /// `giver`: those that I gave; `receiver`: those that I received; both unless given.
    pub side: Option<String>,
    /// Only those of this kind.
    pub kind: Option<String>,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// How many entries, 1 to 100; 30 unless given.
    pub limit: Option<i64>,
}

impl HelpQuery {
    fn filter(&self) -> std::result::Result<(Option<Side>, Option<Kind>), Invalid> {
        fn word<T>(
            text: Option<&str>,
            read: impl Fn(&str) -> Option<T>,
        ) -> std::result::Result<Option<T>, Problem> {
            match text {
                None | Some("") => Ok(None),
                Some(word) => read(word).map(Some).ok_or_else(|| Problem::new("choice")),
            }
        }
        let mut problems = Problems::new();
        let side = problems.take("side", word(self.side.as_deref(), Side::from_word));
        let kind = problems.take("kind", word(self.kind.as_deref(), Kind::from_word));
        problems.build(|| Some((side?, kind?)))
    }
}

/// A help in a list, as one of the two sides sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HelpSummary {
    /// Its id.
    pub id: HelpId,
    /// The ask that it came of.
    pub ask: Option<AskId>,
    /// The ask's title.
    pub ask_title: Option<String>,
    /// Its kind.
    pub kind: Kind,
    /// The circle's name.
    pub circle_name: String,
    /// The reader's side.
    pub my_side: Side,
    /// The person across.
    pub other: PersonId,
    /// Their name.
    pub other_name: String,
    /// What came of it: by the reader's own word, else by the other's.
    pub outcome: Outcome,
    /// Whether the reader hasn't told it yet.
    pub waits_for_me: bool,
    /// Whether the two sides tell it differently.
    pub told_differently: bool,
    /// When it happened.
    #[schema(value_type = String, format = DateTime)]
    pub happened_at: Timestamp,
}

fn summary(row: ToldHelpRow, me: PersonId) -> HelpSummary {
    let side = if row.help.giver_id == me { Side::Giver } else { Side::Receiver };
    let told = row.told(side).or_else(|| row.told(side.other()));
    HelpSummary {
        id: row.help.id,
        ask: row.help.ask_id,
        kind: row.help.kind,
        my_side: side,
        other: row.person(side.other()),
        outcome: told.map_or(Outcome::Done, |told| told.outcome),
        waits_for_me: row.told(side).is_none(),
        told_differently: view::differs(&row),
        happened_at: row.help.happened_at,
        other_name: if side == Side::Giver { row.receiver_name } else { row.giver_name },
        circle_name: row.circle_name,
        ask_title: row.ask_title,
    }
}

/// The helps of the person who acts, given and received, newest first.
///
/// # Errors
/// Where nobody is signed in; a filter or cursor that isn't one.
pub fn mine(cx: &mut Cx<'_, '_>, query: &HelpQuery) -> Result<Page<HelpSummary>> {
    let me = cx.me()?;
    let filter = query.filter()?;
    let cursor = PageInput { cursor: query.cursor.clone(), limit: query.limit }.parse()?;
    let rows = helps::mine(cx.tx, me, filter, (cursor.before, cursor.fetch()))?;
    Ok(cursor.page(rows, |row| row.help.id.0).map(|row| summary(row, me)))
}

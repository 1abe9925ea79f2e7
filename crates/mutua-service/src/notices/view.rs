//! Notices as their reader sees them now.

use jiff::Timestamp;
use mutua_domain::{
    id::{AskId, CircleId, HelpId, NoticeId, PersonId},
    life::NoticeKind,
    policy::{self, Standing, Standings, Thing, Verb},
};
use mutua_l10n::{Arg, Language, Locale};
use mutua_storage::tables::notices::{self, ListedRow};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    cx::Cx,
    error::Result,
    page::{Page, PageInput},
    standing,
};

/// Something that a person was told.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NoticeView {
    /// Its id.
    pub id: NoticeId,
    /// Which sort.
    pub kind: NoticeKind,
    /// What happened: a word that doesn't change with the language.
    pub what: String,
    /// What happened, in the reader's language.
    pub text: String,
    /// Where it leads, under the address of this instance.
    pub path: String,
    /// The circle it is about.
    pub circle: Option<CircleId>,
    /// The name of that circle.
    pub circle_name: Option<String>,
    /// The ask it is about, while its reader sees it.
    pub ask: Option<AskId>,
    /// The help it is about.
    pub help: Option<HelpId>,
    /// Who did it, where that may be told.
    pub actor: Option<PersonId>,
    /// When it was told.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it was read.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub read_at: Option<Timestamp>,
}

/// Which notices.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct NoticesInput {
    /// Only those that weren't read.
    pub unread: Option<bool>,
    /// Where the last page ended, as it said in `next`.
    pub cursor: Option<String>,
    /// How many entries, 1 to 100; 30 unless given.
    pub limit: Option<i64>,
}

/// The notices of the person who acts, newest first.
///
/// # Errors
/// Where nobody is signed in, a bad cursor, or what the database says.
pub fn list(cx: &mut Cx<'_, '_>, input: &NoticesInput) -> Result<Page<NoticeView>> {
    let l = my_locale(cx)?;
    let me = cx.me()?;
    let cursor = PageInput { cursor: input.cursor.clone(), limit: input.limit }.parse()?;
    let also_read = !input.unread.unwrap_or(false);
    let rows = notices::list(cx.tx, me, cursor.before, also_read, cursor.fetch())?;
    Ok(cursor.page(rows, |row| row.id.0).map(|row| view(&l, me, row)))
}

/// The latest unread notices of the person who acts, for the page of the day.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn latest(cx: &mut Cx<'_, '_>, limit: i64) -> Result<Vec<NoticeView>> {
    let l = my_locale(cx)?;
    let me = cx.me()?;
    let rows = notices::list(cx.tx, me, Uuid::max(), false, limit)?;
    Ok(rows.into_iter().map(|row| view(&l, me, row)).collect())
}

fn my_locale(cx: &Cx<'_, '_>) -> Result<Locale> {
    let me = cx.person()?;
    Ok(Locale::new(Language::from_tag(&me.language).unwrap_or(Language::English), &me.time_zone))
}

/// A notice for its reader, with what they may see now.
pub(super) fn view(l: &Locale, reader: PersonId, mut row: ListedRow) -> NoticeView {
    if !sees_ask(reader, &row) {
        (row.title, row.ask_id) = (None, None);
    }
    let text = text(l, &row);
    NoticeView {
        path: path(&row),
        text,
        id: row.id,
        kind: row.kind,
        what: row.what,
        circle: row.circle_id,
        circle_name: row.circle,
        ask: row.ask_id,
        help: row.help_id,
        actor: row.actor_id,
        created_at: row.created_at,
        read_at: row.read_at,
    }
}

/// Whether the reader still sees the ask that a notice is about.
fn sees_ask(reader: PersonId, row: &ListedRow) -> bool {
    let its_own = row.asker_id == Some(reader) || row.writer_id == Some(reader);
    let where_it_reached =
        row.state.is_some_and(|state| standing::is_seen_where_it_reached(state, row.ever_pledged));
    let standings = Standings::NONE
        .and_if(its_own, Standing::Asker)
        .and_if(row.reached && where_it_reached, Standing::Member)
        .and_if(row.chosen && where_it_reached, Standing::Chosen)
        .and_if(row.pledged, Standing::Pledger)
        .and_if(row.blocked, Standing::Blocked);
    policy::allows(standings, Thing::Ask, Verb::See)
}

/// What happened, in words.
pub(super) fn text(l: &Locale, row: &ListedRow) -> String {
    let actor = row.actor.as_deref().filter(|name| !name.is_empty());
    l.with(
        &format!("notice-{}", row.what),
        &[
            ("actor", Arg::Text(actor.unwrap_or_else(|| l.t("notices-someone")))),
            ("ask", Arg::Text(row.title.as_deref().unwrap_or_else(|| l.t("notices-an-ask")))),
            ("circle", Arg::Text(row.circle.as_deref().unwrap_or_else(|| l.t("app-name")))),
        ],
    )
}

/// Where a notice leads.
pub(super) fn path(row: &ListedRow) -> String {
    if row.what == "days-proposed" || row.what == "days-agreed" {
        return "/mirror#days-title".to_owned();
    }
    match row.kind {
        NoticeKind::Wellbeing => {
            return match row.circle_id {
                Some(circle) if row.in_circle => format!("/circles/{circle}/wellbeing"),
                _ => "/circles".to_owned(),
            };
        }
        NoticeKind::CheckIn => return "/check-ins".to_owned(),
        NoticeKind::SharedCheckIn => return "/check-ins/shared".to_owned(),
        NoticeKind::KeepTouch => return "/team".to_owned(),
        _ => {}
    }
    if row.what == "care-agreed" {
        return "/mirror".to_owned();
    }
    match (row.help_id, row.ask_id, row.circle_id) {
        (Some(help), _, _) => format!("/helps/{help}"),
        (None, Some(ask), _) => format!("/asks/{ask}"),
        (None, None, Some(circle)) if row.in_circle => format!("/circles/{circle}"),
        (None, None, Some(_)) => "/circles".to_owned(),
        (None, None, None) => "/notices".to_owned(),
    }
}

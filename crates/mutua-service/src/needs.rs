//! Needs that a person keeps: private to them alone.
//!
//! The words are sealed with the person's own key. Every function here works for the person who acts and for nobody
//! else: the application itself ([`crate::Actor::System`]) is refused like everyone. Keeping a need is a choice as good
//! as asking; nothing here urges anyone.

use jiff::Timestamp;
use mutua_domain::{
    Invalid, Kind, Problem, Problems,
    id::{AskId, NeedId},
    life::NeedState,
    policy::{Thing, Verb},
    text::Line,
};
use mutua_storage::tables::needs::{self, NeedRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Page, PageInput,
    cx::Cx,
    error::{Error, Result},
    live, mirror, standing,
};

/// What the sealed words are bound to, with the id of their row.
pub(crate) const SEALED_AS: &str = "need";

/// A need as it was typed. In a change, what is left out stays as it is.
#[derive(Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct NeedInput {
    /// What is needed, in one line.
    pub words: Option<String>,
    /// Its kind.
    pub kind: Option<String>,
    /// In a change: `kept`, `met` or `let_go`.
    pub state: Option<String>,
}

/// Says nothing of the words: they belong in no log.
impl std::fmt::Debug for NeedInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NeedInput")
    }
}

impl NeedInput {
    /// Checks it as a new need.
    ///
    /// # Errors
    /// Every problem there is.
    pub fn parse(&self) -> std::result::Result<(Kind, Line), Invalid> {
        let mut problems = Problems::new();
        let words = problems.take("words", Line::parse(self.words.as_deref().unwrap_or_default()));
        let kind = problems.take("kind", parse_kind(self.kind.as_deref()));
        problems.build(|| Some((kind?, words?)))
    }

    fn parse_state(&self) -> std::result::Result<Option<NeedState>, Invalid> {
        match self.state.as_deref() {
            None | Some("") => Ok(None),
            // A need becomes an asked one by asking.
            Some(word) => NeedState::from_word(word)
                .filter(|state| *state != NeedState::Asked)
                .map(Some)
                .ok_or_else(|| Invalid::one("state", "choice")),
        }
    }
}

/// The kind that a form or a request names.
pub(crate) fn parse_kind(word: Option<&str>) -> std::result::Result<Kind, Problem> {
    match word {
        None | Some("") => Err(Problem::new("required")),
        Some(word) => Kind::from_word(word).ok_or_else(|| Problem::new("choice")),
    }
}

/// A need, for the one whose it is.
#[derive(Clone, Serialize, ToSchema)]
pub struct NeedView {
    /// Its id.
    pub id: NeedId,
    /// What is needed.
    pub words: String,
    /// Its kind.
    pub kind: Kind,
    /// Where it stands.
    pub state: NeedState,
    /// The ask that was made of it.
    pub ask: Option<AskId>,
    /// When it was written down.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Timestamp,
}

impl std::fmt::Debug for NeedView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NeedView({})", self.id)
    }
}

/// Which needs to list.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NeedQuery {
    /// Only those in this state: `kept`, `asked`, `met` or `let_go`.
    pub state: Option<String>,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// How many entries, 1 to 100; 30 unless given.
    pub limit: Option<i64>,
}

fn view(cx: &mut Cx<'_, '_>, row: NeedRow) -> Result<NeedView> {
    let words = match &row.sealed {
        Some(sealed) => cx.person_key(row.person_id)?.open(SEALED_AS, row.id.0, sealed)?,
        None => row.ask_title.unwrap_or_default(),
    };
    Ok(NeedView {
        id: row.id,
        words,
        kind: row.kind,
        state: row.state,
        ask: row.ask_id,
        created_at: row.created_at,
        changed_at: row.changed_at,
    })
}

/// A need of the person who acts; to anyone else it isn't there.
fn own(cx: &mut Cx<'_, '_>, id: NeedId, verb: Verb) -> Result<NeedRow> {
    let me = cx.me()?;
    let row = needs::find(cx.tx, me, id)?.ok_or(Error::NotFound)?;
    cx.require(standing::to_own(cx, row.person_id), Thing::KeptNeed, verb)?;
    Ok(row)
}

/// Writes a need down, to keep.
///
/// # Errors
/// Its problems.
pub fn keep(cx: &mut Cx<'_, '_>, input: &NeedInput) -> Result<NeedView> {
    let me = cx.me()?;
    let (kind, words) = input.parse()?;
    let id: NeedId = cx.id();
    let sealed = cx.person_key(me)?.seal(SEALED_AS, id.0, words.as_str(), &cx.app.entropy);
    let row = NeedRow {
        person_id: me,
        id,
        kind,
        state: NeedState::Kept,
        sealed: Some(sealed),
        ask_id: None,
        created_at: cx.now,
        changed_at: cx.now,
        ask_title: None,
    };
    needs::put(cx.tx, &row)?;
    mirror::need_changed(cx, me)?;
    cx.tx.announce(live::person(me));
    view(cx, row)
}

/// The needs of the person who acts, newest first.
///
/// # Errors
/// Where nobody is signed in; a state or cursor that isn't one.
pub fn mine(cx: &mut Cx<'_, '_>, query: &NeedQuery) -> Result<Page<NeedView>> {
    let me = cx.me()?;
    let state = match query.state.as_deref() {
        None | Some("") => None,
        Some(word) => Some(NeedState::from_word(word).ok_or_else(|| Error::invalid("state", "choice"))?),
    };
    let cursor = PageInput { cursor: query.cursor.clone(), limit: query.limit }.parse()?;
    let rows = needs::of_person(cx.tx, me, state, (cursor.before, cursor.fetch()))?;
    let page = cursor.page(rows, |row| row.id.0);
    let mut items = Vec::with_capacity(page.items.len());
    for row in page.items {
        items.push(view(cx, row)?);
    }
    Ok(Page { items, next: page.next })
}

/// One need of the person who acts.
///
/// # Errors
/// Where it isn't theirs.
pub fn show(cx: &mut Cx<'_, '_>, id: NeedId) -> Result<NeedView> {
    let row = own(cx, id, Verb::See)?;
    view(cx, row)
}

/// Gives it other words, another kind or another state; what is left out stays.
///
/// # Errors
/// Where it isn't theirs, its problems, a step that it can't take from where it is.
pub fn change(cx: &mut Cx<'_, '_>, id: NeedId, input: &NeedInput) -> Result<NeedView> {
    let row = own(cx, id, Verb::Edit)?;
    let mine = (row.person_id, row.id);
    let state = input.parse_state()?.unwrap_or(row.state);
    if input.words.is_some() || input.kind.is_some() {
        // What is asked stands in the ask, and is changed there.
        if row.state == NeedState::Asked {
            return Err(Error::Conflict("need-asked"));
        }
        let before = view(cx, row.clone())?;
        let whole = NeedInput {
            words: input.words.clone().or(Some(before.words)),
            kind: input.kind.clone().or_else(|| Some(row.kind.as_str().to_owned())),
            state: None,
        };
        let (kind, words) = whole.parse()?;
        let sealed = cx.person_key(row.person_id)?.seal(SEALED_AS, id.0, words.as_str(), &cx.app.entropy);
        needs::change(cx.tx, mine, kind, &sealed, cx.now)?;
    }
    if state != row.state {
        if !row.state.may_become(state) {
            return Err(Error::Conflict("default"));
        }
        needs::set_state(cx.tx, mine, state, cx.now)?;
        mirror::need_changed(cx, row.person_id)?;
    }
    cx.tx.announce(live::person(row.person_id));
    show(cx, id)
}

/// Deletes it for good.
///
/// # Errors
/// Where it isn't theirs.
pub fn delete(cx: &mut Cx<'_, '_>, id: NeedId) -> Result<()> {
    let row = own(cx, id, Verb::Edit)?;
    needs::delete(cx.tx, row.person_id, id)?;
    mirror::need_changed(cx, row.person_id)?;
    cx.tx.announce(live::person(row.person_id));
    Ok(())
}

/// Kind and words with which an ask begins that is made of a need.
///
/// # Errors
/// Where it isn't theirs.
pub fn words_for_ask(cx: &mut Cx<'_, '_>, id: NeedId) -> Result<(Kind, String)> {
    let need = show(cx, id)?;
    Ok((need.kind, need.words))
}

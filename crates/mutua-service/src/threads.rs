//! The words between those involved in an ask: its asker, and those whose pledges stand or became help.

use jiff::Timestamp;
use mutua_domain::{
    Problems,
    id::{AskId, MessageId, PersonId},
    life::{NoticeKind, PledgeState},
    policy::{Standings, Thing, Verb},
    text::Words,
};
use mutua_storage::tables::{
    asks::AskRow,
    messages::{self, MessageRow},
    pledges,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    asks::{
        PersonRef, askers, may_name_asker, person_ref,
        reach::{about, from_asker},
    },
    cx::Cx,
    error::Result,
    live,
    notices::{self, Notice},
    page::{Page, PageInput},
    standing::{self, InAsk},
    supporters::touch,
};

/// The notice of new words; one unread of it per ask and person.
const TOLD: &str = "message-new";

/// Words for a thread, as they were typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct MessageInput {
    /// What to say.
    pub words: String,
}

/// Words of a thread.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MessageView {
    /// Their id.
    pub id: MessageId,
    /// Who said them; left out for the asker of an anonymous ask, where the reader may not know.
    pub author: Option<PersonRef>,
    /// Whether they come from the asker's side.
    pub by_asker: bool,
    /// Whether they are the reader's own.
    pub mine: bool,
    /// What was said.
    pub words: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

fn view(row: MessageRow, ask: &AskRow, reader: PersonId, named: bool) -> MessageView {
    // Who never pledged speaks for the asker's side: also one who wrote the ask for another and let go of it.
    let by_asker = standing::is_asker(ask, row.person_id) || row.pledges == 0;
    let mine = row.person_id == reader;
    MessageView {
        id: row.id,
        author: (named || mine || !by_asker).then(|| person_ref(row.person_id, row.name)),
        by_asker,
        mine,
        words: row.words,
        created_at: row.created_at,
    }
}

/// The words of an ask's thread, newest first.
///
/// # Errors
/// Where there is none, or the person who acts isn't involved.
pub fn list(cx: &mut Cx<'_, '_>, id: AskId, page: &PageInput) -> Result<Page<MessageView>> {
    let InAsk { ask, standings, .. } = standing::to_ask(cx, id)?;
    cx.require(standings, Thing::Thread, Verb::See)?;
    let (me, cursor) = (cx.me()?, page.parse()?);
    let named = may_name_asker(ask.anonymous, standings);
    let rows = messages::of_ask(cx.tx, (ask.circle_id, id), me, cursor.before, cursor.fetch())?;
    let views = rows.into_iter().map(|row| view(row, &ask, me, named)).collect();
    Ok(cursor.page(views, |view: &MessageView| view.id.0))
}

/// Words in a thread are contact between its asker's side and the one who pledged; on the team of a pledger who may not
/// know who asks they change nothing.
fn in_touch(cx: &mut Cx<'_, '_>, ask: &AskRow, mine: Standings) -> Result<()> {
    let me = cx.me()?;
    if !standing::is_asker(ask, me) {
        for asker in askers(ask) {
            touch::was_in_touch(cx, asker, me, cx.now)?;
            if may_name_asker(ask.anonymous, mine) {
                touch::was_in_touch(cx, me, asker, cx.now)?;
            }
        }
        return Ok(());
    }
    for other in messages::involved(cx.tx, ask.id, me)? {
        touch::was_in_touch(cx, me, other, cx.now)?;
        let theirs = pledges::latest_of(cx.tx, ask.id, other)?;
        let accepted = theirs.is_some_and(|p| matches!(p.state, PledgeState::Accepted | PledgeState::Done));
        if !ask.anonymous || accepted {
            touch::was_in_touch(cx, other, me, cx.now)?;
        }
    }
    Ok(())
}

/// Says something to all who are involved.
///
/// # Errors
/// Problems of the words; where the person who acts isn't involved.
pub fn say(cx: &mut Cx<'_, '_>, id: AskId, input: &MessageInput) -> Result<MessageView> {
    let InAsk { ask, standings, .. } = standing::to_ask(cx, id)?;
    cx.require(standings, Thing::Thread, Verb::Create)?;
    let mut problems = Problems::new();
    let words = problems.take("words", Words::parse(&input.words));
    let words = problems.build(|| words)?;
    let me = cx.person()?.clone();
    let message: MessageId = cx.id();
    messages::put(cx.tx, (ask.circle_id, id, message), me.id, words.as_str(), cx.now)?;
    let notice = if standing::is_asker(&ask, me.id) {
        from_asker(&ask, NoticeKind::Message, TOLD)
    } else {
        Notice { actor: Some(me.id), ..about(&ask, NoticeKind::Message, TOLD) }
    };
    let mut involved = messages::involved(cx.tx, id, me.id)?;
    involved.extend(askers(&ask));
    for person in involved {
        if !messages::has_unread_notice(cx.tx, person, id, TOLD)? {
            notices::tell(cx, person, notice)?;
        }
    }
    in_touch(cx, &ask, standings)?;
    cx.tx.announce(live::ask(id));
    Ok(MessageView {
        id: message,
        author: Some(person_ref(me.id, me.name)),
        by_asker: standing::is_asker(&ask, me.id),
        mine: true,
        words: words.into_string(),
        created_at: cx.now,
    })
}

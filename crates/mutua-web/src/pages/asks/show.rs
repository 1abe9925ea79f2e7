//! An ask in full: the card, its life, pledges, contact, thread, and what can be done.

use askama::Template;
use axum::{extract::State, response::IntoResponse};
use mutua_domain::{
    Invalid,
    id::AskId,
    life::{AskState, PledgeState},
};
use mutua_service::{
    Cx, Error, PageInput, Result,
    asks::{self, AskView},
    notices,
    pledges::{self, PledgeInput, PledgeView},
    threads::{self, MessageInput, MessageView},
};

use crate::{
    form::Form,
    frame::Frame,
    pages::{PageResult, go, render, render_problems},
    path::Path,
    state::Web,
    visitor::Visitor,
};

/// How many messages the page shows.
const MESSAGES: i64 = 100;

/// What was typed into one of the page's two forms and didn't do.
#[derive(Debug, Clone, Default)]
struct Typed {
    pledge: PledgeInput,
    message: String,
    /// Whether the problems belong to the message.
    in_message: bool,
}

#[derive(Template)]
#[template(path = "asks/show.html")]
struct ShowPage<'a> {
    f: &'a Frame,
    view: AskView,
    /// Oldest first.
    thread: Vec<MessageView>,
    typed: Typed,
}

impl ShowPage<'_> {
    fn is_open(&self) -> bool {
        self.view.card.state == AskState::Open
    }
    fn with(&self, state: PledgeState) -> Vec<&PledgeView> {
        self.view.pledges.iter().filter(|pledge| pledge.state == state).collect()
    }
    fn waiting(&self) -> Vec<&PledgeView> {
        self.with(PledgeState::Made)
    }
    fn accepted(&self) -> Vec<&PledgeView> {
        self.with(PledgeState::Accepted)
    }
    /// Pledges that are over.
    fn past(&self) -> Vec<&PledgeView> {
        self.view.pledges.iter().filter(|pledge| !pledge.state.is_live()).collect()
    }
    /// The reader's own last pledge.
    fn own(&self) -> Option<&PledgeView> {
        if self.view.card.mine { None } else { self.view.pledges.last() }
    }
    /// The field of a pledge's words: the one that a problem with words leads to, unless it is the message's.
    fn pledge_words_id(&self) -> &'static str {
        if self.typed.in_message { "pledge-words" } else { "words" }
    }
    fn message_id(&self) -> &'static str {
        if self.typed.in_message { "words" } else { "message" }
    }
    fn is_full(&self) -> bool {
        self.view.card.helpers_found >= self.view.card.helpers_wanted
    }
    fn offers_decline_rest(&self) -> bool {
        self.view.card.mine && self.is_full() && self.is_open() && !self.waiting().is_empty()
    }
}

fn read(cx: &mut Cx<'_, '_>, id: AskId) -> Result<(AskView, Vec<MessageView>)> {
    let view = asks::show(cx, id)?;
    let mut thread = Vec::new();
    if view.may.talk {
        let page = PageInput { cursor: None, limit: Some(MESSAGES) };
        thread = threads::list(cx, id, &page)?.items;
        thread.reverse();
    }
    Ok((view, thread))
}

pub async fn show(State(web): State<Web>, visitor: Visitor, Path(id): Path<AskId>) -> PageResult {
    let (f, ((view, thread), news)) =
        web.page(&visitor, move |cx| Ok((read(cx, id)?, notices::news_of_ask(cx, id)?))).await?;
    if news && !visitor.refresh {
        web.act(&visitor, move |cx| notices::read_about_ask(cx, id)).await?;
    }
    render(&web, &f, &ShowPage { f: &f, view, thread, typed: Typed::default() })
}

async fn again(web: &Web, visitor: &Visitor, id: AskId, typed: Typed, invalid: &Invalid) -> PageResult {
    let (f, (view, thread)) = web.page(visitor, move |cx| read(cx, id)).await?;
    let f = f.with_problems(invalid);
    render_problems(web, &f, &ShowPage { f: &f, view, thread, typed })
}

pub async fn pledge(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<AskId>,
    Form(input): Form<PledgeInput>,
) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| pledges::pledge(cx, id, &input)).await {
        Ok(_) => Ok(go(&web, &format!("/asks/{id}"), "flash-pledged").into_response()),
        Err(Error::Invalid(invalid)) => {
            let typed = Typed { pledge: typed, ..Typed::default() };
            again(&web, &visitor, id, typed, &invalid).await
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn say(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<AskId>,
    Form(input): Form<MessageInput>,
) -> PageResult {
    let typed = input.words.clone();
    match web.act(&visitor, move |cx| threads::say(cx, id, &input)).await {
        Ok(_) => Ok(go(&web, &format!("/asks/{id}"), "flash-said").into_response()),
        Err(Error::Invalid(invalid)) => {
            let typed = Typed { message: typed, in_message: true, ..Typed::default() };
            again(&web, &visitor, id, typed, &invalid).await
        }
        Err(error) => Err(error.into()),
    }
}

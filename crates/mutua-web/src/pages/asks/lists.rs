//! Lists of asks: as cards, and as plain text to paste into a chat.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::header,
    response::IntoResponse,
};
use mutua_domain::{id::CircleId, kind::Kind};
use mutua_service::{
    Cx, Page, PageInput, Result,
    asks::{self, AskCard, AskFilter},
    circles::{self, CircleView},
};
use serde::Deserialize;

use crate::{
    frame::Frame,
    pages::{PageResult, render},
    state::Web,
    visitor::Visitor,
};

/// The most asks of a plain text.
const TEXT_MOST: i64 = 100;

/// Which asks, and which page of them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    circle: Option<String>,
    kind: Option<String>,
    mine: Option<String>,
    cursor: Option<String>,
}

impl ListQuery {
    fn filter(&self) -> AskFilter {
        AskFilter {
            circle: self.circle.clone(),
            kind: self.kind.clone(),
            state: None,
            mine: self.mine.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "asks/list.html")]
struct ListPage<'a> {
    f: &'a Frame,
    asks: Vec<AskCard>,
    next: Option<String>,
    circles: Vec<CircleView>,
    kinds: &'static [Kind],
    query: ListQuery,
    mine: bool,
    /// The address of this list without its cursor, ready for one more parameter.
    base: String,
}

impl ListPage<'_> {
    fn is_circle(&self, id: &CircleId) -> bool {
        self.query.circle.as_deref() == Some(id.to_string().as_str())
    }
    fn is_kind(&self, kind: &Kind) -> bool {
        self.query.kind.as_deref() == Some(kind.as_str())
    }
}

pub async fn list(State(web): State<Web>, visitor: Visitor, Query(query): Query<ListQuery>) -> PageResult {
    let (filter, page) = (query.filter(), PageInput { cursor: query.cursor.clone(), limit: None });
    let (f, (page, circles)) =
        web.page(&visitor, move |cx| Ok((asks::list(cx, &filter, &page)?, circles::mine(cx)?))).await?;
    let mine = query.mine.as_deref() == Some("true");
    let kept = [("circle", &query.circle), ("kind", &query.kind), ("mine", &query.mine)];
    let kept: Vec<(&str, &str)> = kept
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.as_deref().filter(|text| !text.is_empty())?)))
        .collect();
    let base = serde_html_form::to_string(&kept).unwrap_or_default();
    let base = if base.is_empty() { "/asks?".to_owned() } else { format!("/asks?{base}&") };
    let Page { items, next } = page;
    render(&web, &f, &ListPage { f: &f, asks: items, next, circles, kinds: Kind::ALL, query, mine, base })
}

/// Open asks as lines of text: title, kind, when, link. No names, and none of anyone's words but the title.
fn lines(f: &Frame, web: &Web, asks: &[AskCard]) -> String {
    let mut text = String::new();
    for ask in asks {
        text.push_str("- ");
        text.push_str(&ask.title);
        text.push_str(" (");
        text.push_str(f.l.word("kind", ask.kind.as_str()));
        if let Some(due) = ask.due_at {
            text.push_str(", ");
            text.push_str(&f.l.t1("ask-when-by", "day", &f.l.day(due, f.now)));
        }
        text.push_str(")\n  ");
        text.push_str(&web.app.url(&format!("/asks/{}", ask.id)));
        text.push('\n');
    }
    text
}

/// What may be pasted into a chat: asks that a whole circle sees, not those to chosen people.
fn for_a_chat(cx: &mut Cx<'_, '_>, query: &ListQuery) -> Result<Vec<AskCard>> {
    let filter = AskFilter { mine: None, ..query.filter() };
    let page = PageInput { cursor: None, limit: Some(TEXT_MOST) };
    let mut asks = asks::list(cx, &filter, &page)?.items;
    asks.retain(|ask| ask.audience.circles > 0);
    Ok(asks)
}

pub async fn text(State(web): State<Web>, visitor: Visitor, Query(query): Query<ListQuery>) -> PageResult {
    let (f, asks) = web.page(&visitor, move |cx| for_a_chat(cx, &query)).await?;
    let text =
        if asks.is_empty() { format!("{}\n", f.l.t("asks-text-none")) } else { lines(&f, &web, &asks) };
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

#[derive(Template)]
#[template(path = "asks/copy.html")]
struct CopyPage<'a> {
    f: &'a Frame,
    text: String,
    circle: Option<String>,
}

pub async fn copy(State(web): State<Web>, visitor: Visitor, Query(query): Query<ListQuery>) -> PageResult {
    let circle = query.circle.clone().filter(|text| !text.is_empty());
    let (f, asks) = web.page(&visitor, move |cx| for_a_chat(cx, &query)).await?;
    let text = lines(&f, &web, &asks);
    render(&web, &f, &CopyPage { f: &f, text, circle })
}

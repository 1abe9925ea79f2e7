//! Open pages are told that something changed, by server-sent events. An event names what changed and says nothing of
//! it: the page fetches itself again, and what its person may see is decided there, as always.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::{Query, State},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use serde::Deserialize;
use tokio_stream::{
    Stream, StreamExt,
    wrappers::{BroadcastStream, WatchStream},
};

use crate::{state::Web, visitor::Visitor};

/// The most topics that one page follows.
const MOST: usize = 8;

/// What a page follows.
#[derive(Debug, Deserialize)]
pub struct Follow {
    /// Topics, with commas: `ask-<id>`, `circle-<id>`, `person-<id>`.
    topics: String,
}

/// A stream of the changes that this person may know of.
pub async fn stream(State(web): State<Web>, visitor: Visitor, Query(follow): Query<Follow>) -> Response {
    let asked: Vec<String> =
        follow.topics.split(',').take(MOST).map(|topic| topic.trim().to_owned()).collect();
    // Subscribed before the check, so that nothing between the two is missed.
    let news = web.app.store.announcements();
    let allowed =
        web.app.read(&visitor.credential, move |cx| mutua_service::live::may_follow(cx, &asked)).await;
    match allowed {
        Ok(topics) => Sse::new(events(news, topics, web.closing.clone()))
            .keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
            .into_response(),
        Err(error) => crate::error::WebError(error).into_response(),
    }
}

fn events(
    news: tokio::sync::broadcast::Receiver<String>,
    topics: Vec<String>,
    closing: tokio::sync::watch::Receiver<bool>,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let told = |topic: String| Some(Ok(Event::default().event(topic).data("changed")));
    let changes = BroadcastStream::new(news).filter_map(move |item| match item {
        Ok(topic) if topics.contains(&topic) => Some(told(topic)),
        Ok(_) => None,
        // Too much happened at once to say what: everything may have changed.
        Err(_) => Some(told(topics.first().cloned().unwrap_or_default())),
    });
    let end = WatchStream::new(closing).filter_map(|closing| closing.then_some(None));
    changes.merge(end).map_while(|item| item)
}

//! Open pages are told that something changed, by server-sent events. An event names what changed and says nothing of
//! it: the page fetches itself again, and what its person may see is decided there, as always.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    extract::{Query, State},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use mutua_domain::id::PersonId;
use mutua_service::Error;
use serde::Deserialize;
use tokio_stream::{
    Stream, StreamExt,
    wrappers::{BroadcastStream, WatchStream},
};

use crate::{error::WebError, metrics::Open, state::Web, visitor::Visitor};

/// The most topics that one page follows.
const MOST: usize = 8;
/// The most pages of one person that follow at once, on this node: each holds a connection.
const MOST_PAGES: usize = 24;
/// When one more may be tried.
const LATER: i64 = 60;

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
    let allowed = web
        .app
        .read(&visitor.credential, move |cx| Ok((cx.me()?, mutua_service::live::may_follow(cx, &asked)?)))
        .await;
    let (person, topics) = match allowed {
        Ok(allowed) => allowed,
        Err(error) => return WebError(error).into_response(),
    };
    let Some(place) = web.followers.join(person) else {
        return WebError(Error::TooMany(LATER)).into_response();
    };
    let open = (place, web.metrics.as_ref().map(|metrics| metrics.stream()));
    Sse::new(events(news, topics, web.closing.clone(), open))
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
        .into_response()
}

/// How many pages of each person follow.
#[derive(Debug, Default)]
pub struct Followers(Mutex<HashMap<PersonId, usize>>);

/// One of them.
#[derive(Debug)]
struct Place {
    all: Arc<Followers>,
    person: PersonId,
}

impl Followers {
    fn join(self: &Arc<Self>, person: PersonId) -> Option<Place> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(person).or_default();
        if *count >= MOST_PAGES {
            return None;
        }
        *count += 1;
        drop(counts);
        Some(Place { all: Arc::clone(self), person })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.person) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.person);
            }
        }
    }
}

fn events(
    news: tokio::sync::broadcast::Receiver<String>,
    topics: Vec<String>,
    closing: tokio::sync::watch::Receiver<bool>,
    open: (Place, Option<Open>),
) -> impl Stream<Item = Result<Event, Infallible>> {
    let told = |topic: String| Some(Ok(Event::default().event(topic).data("changed")));
    let changes = BroadcastStream::new(news).filter_map(move |item| match item {
        Ok(topic) if topics.contains(&topic) => Some(told(topic)),
        Ok(_) => None,
        // Too much happened at once to say what: everything may have changed.
        Err(_) => Some(told(topics.first().cloned().unwrap_or_default())),
    });
    let end = WatchStream::new(closing).filter_map(|closing| closing.then_some(None));
    changes.merge(end).map_while(move |item| {
        // Held as long as the page follows.
        let _ = &open;
        item
    })
}

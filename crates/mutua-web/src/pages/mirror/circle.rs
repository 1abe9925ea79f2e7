//! What the analysis says of a circle.

use askama::Template;
use axum::extract::State;
use mutua_domain::id::CircleId;
use mutua_service::{
    capacity::{self, circle::CircleCapacity},
    circles,
    mirror::circle::{self, CircleMirror, CircleSigns},
};

use super::drawing::Parts;
use crate::{
    frame::Frame,
    pages::{PageResult, render},
    path::Path,
    state::Web,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "mirror/circle.html")]
struct CirclePage<'a> {
    f: &'a Frame,
    circle: CircleId,
    name: String,
    mirror: CircleMirror,
    signs: Option<CircleSigns>,
    room: CircleCapacity,
    /// Direct, around, one way.
    circulation: Option<Parts>,
    /// For each kind: nobody, one, more.
    coverage: Vec<(&'static str, Parts)>,
}

impl CirclePage<'_> {
    /// Whether more, or less, comes back around than chance would bring, in words.
    fn against_chance(&self) -> &'static str {
        match self.mirror.circulation {
            Some(found) if found.direct + found.around > found.chance_high => "circle-mirror-more",
            Some(found) if found.direct + found.around < found.chance_low => "circle-mirror-less",
            _ => "circle-mirror-chance",
        }
    }
    /// Hours, rounded up, so that "within an hour" is true.
    fn hours(&self, seconds: &i64) -> i64 {
        (seconds + 3599).div_euclid(3600).max(1)
    }
    fn has_signs(&self) -> bool {
        self.signs.is_some_and(|signs| signs.waiting > 0 || signs.answers_fall || signs.few_carry_most)
    }
}

pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(id): Path<CircleId>) -> PageResult {
    let (f, (home, mirror, signs, room)) = web
        .page(&visitor, move |cx| {
            let signs = circle::signs_if_steward(cx, id)?;
            let room = capacity::circle::of_circle(cx, id)?;
            Ok((circles::show(cx, id)?, circle::of_circle(cx, id)?, signs, room))
        })
        .await?;
    let page = CirclePage {
        f: &f,
        circle: id,
        name: home.name,
        circulation: mirror.circulation.map(|found| Parts::of([found.direct, found.around, found.one_way])),
        coverage: mirror
            .coverage
            .iter()
            .map(|found| (found.kind.as_str(), Parts::of([found.more, found.one, found.nobody])))
            .collect(),
        mirror,
        signs,
        room,
    };
    render(&web, &f, &page)
}

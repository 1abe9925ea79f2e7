//! Linked days, as a part of the mirror's page: saying yes, ending it, and the drawings; and the page on which one proposes
//! it to someone.

use askama::Template;
use axum::extract::State;
use mutua_domain::{Invalid, Problem, id::PersonId, life::LinkWord};
use mutua_service::{
    Error,
    asks::PersonRef,
    mirror::{
        AgreementInput, Place,
        links::{self, Carry, DayLinkView, NEEDED},
    },
};
use serde::Deserialize;

use super::ShowPage;
use crate::{
    form::Form,
    frame::Frame,
    pages::{PageResult, go, render, render_problems},
    path::Path,
    state::Web,
    visitor::Visitor,
};

/// With whom, as it was chosen.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Proposal {
    person: String,
}

#[derive(Template)]
#[template(path = "mirror/propose.html")]
struct ProposePage<'a> {
    f: &'a Frame,
    people: Vec<PersonRef>,
}

pub(super) async fn choose(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, people) = web.page(&visitor, links::choices).await?;
    render(&web, &f, &ProposePage { f: &f, people })
}

pub(super) async fn propose(
    State(web): State<Web>,
    visitor: Visitor,
    Form(proposal): Form<Proposal>,
) -> PageResult {
    let chosen = proposal.person.trim().to_owned();
    let yes = AgreementInput { agreed: Some("true".into()) };
    let done = match chosen.parse::<PersonId>() {
        Ok(person) => web.act(&visitor, move |cx| links::agree(cx, person, &yes)).await,
        Err(_) => Err(Error::NotFound),
    };
    match done {
        Ok(_) => Ok(go(&web, "/mirror#days-title", "flash-days")),
        Err(Error::NotFound) => {
            let code = if chosen.is_empty() { "required" } else { "choice" };
            let (f, people) = web.page(&visitor, links::choices).await?;
            let f = f.with_problems(&Invalid(vec![("person", Problem::new(code))]));
            render_problems(&web, &f, &ProposePage { f: &f, people })
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn agree(
    State(web): State<Web>,
    visitor: Visitor,
    Path(person): Path<PersonId>,
    Form(input): Form<AgreementInput>,
) -> PageResult {
    let yes = input.agreed.as_deref() == Some("true");
    web.act(&visitor, move |cx| links::agree(cx, person, &input)).await?;
    Ok(go(&web, "/mirror#days-title", if yes { "flash-days" } else { "flash-days-ended" }))
}

/// Where a figure lies on a line from a point lower to a point higher.
pub(super) struct Line {
    pub(super) place: Place,
    pub(super) from: i64,
    pub(super) length: i64,
    pub(super) median: i64,
    pub(super) zero: i64,
    pub(super) ends: [i64; 2],
}

const WIDTH: i64 = 360;
const SIDE: i64 = 12;

/// What goes beyond a point either way is drawn at the end.
const fn along(hundredths: i64) -> i64 {
    let within = if hundredths < -100 {
        -100
    } else if hundredths > 100 {
        100
    } else {
        hundredths
    };
    SIDE + (within + 100) * (WIDTH - 2 * SIDE) / 200
}

impl Line {
    fn of(place: Place) -> Self {
        let (from, until) = (along(place.low), along(place.high));
        Self {
            place,
            from,
            length: (until - from).max(4),
            median: along(place.median),
            zero: along(0),
            ends: [along(-100), along(100)],
        }
    }
}

/// What the template of this part asks.
impl ShowPage<'_> {
    pub(super) fn is_short(&self, shared: &i64) -> bool {
        *shared < NEEDED
    }

    pub(super) fn progress(&self, shared: &i64) -> String {
        self.f.l.with("days-progress", &[("shared", (*shared).into()), ("needed", NEEDED.into())])
    }

    pub(super) fn progress_length(&self, shared: &i64) -> i64 {
        (shared * (WIDTH - 2 * SIDE) / NEEDED).max(8)
    }

    /// Both directions, that to the reader first.
    pub(super) fn ways(&self, link: &DayLinkView) -> Vec<(&'static str, Carry)> {
        [("to-me", link.to_me), ("to-them", link.to_them)]
            .into_iter()
            .filter_map(|(way, carry)| Some((way, carry?)))
            .collect()
    }

    pub(super) fn carry_key(&self, carry: &Carry, way: &str) -> String {
        format!("days-{}-{way}", carry.says.as_str().replace('_', "-"))
    }

    pub(super) fn way_key(&self, way: &str) -> String {
        format!("days-{way}")
    }

    pub(super) fn is_said(&self, carry: &Carry) -> bool {
        matches!(carry.says, LinkWord::SameWay | LinkWord::OtherWay)
    }

    pub(super) fn line(&self, carry: &Carry) -> Option<Line> {
        carry.points.map(Line::of)
    }

    pub(super) fn points(&self, place: &Place) -> String {
        let (low, median, high) =
            (self.number(&place.low), self.number(&place.median), self.number(&place.high));
        self.f.l.with(
            "days-picture",
            &[
                ("low", low.as_str().into()),
                ("median", median.as_str().into()),
                ("high", high.as_str().into()),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stays_within_its_drawing_and_nothing_stands_in_the_middle() {
        let line = Line::of(Place { median: 40, low: -250, high: 320 });
        assert_eq!((line.from, line.from + line.length), (SIDE, WIDTH - SIDE));
        assert_eq!((line.zero, Line::of(Place { median: 0, low: 0, high: 0 }).median), (180, 180));
    }
}

//! Pages of offers.

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    routing::{get, post},
};
use mutua_domain::{
    Invalid, Kind,
    id::OfferId,
    life::{MembershipState, OfferState},
};
use mutua_service::{
    Cx, Error, Page, Result,
    circles::{self, CircleView},
    offers::{self, OfferInput, OfferQuery, OfferView},
};
use serde::Serialize;

use super::{PageResult, go, render, render_problems};
use crate::{error::WebError, form::Form, frame::Frame, path::Path, state::Web, visitor::Visitor};

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/offers", get(list).post(create))
        .route("/offers/mine", get(mine))
        .route("/offers/new", get(new))
        .route("/offers/{id}", get(show))
        .route("/offers/{id}/edit", get(edit).post(change))
        .route("/offers/{id}/state", post(set_state))
        .route("/offers/{id}/delete", get(confirm_delete).post(delete))
}

#[derive(Template)]
#[template(path = "offers/list.html")]
struct ListPage<'a> {
    f: &'a Frame,
    offers: Page<OfferView>,
    circles: Vec<CircleView>,
    query: OfferQuery,
    kinds: &'static [Kind],
    filtered: bool,
    /// The address of this list, to which a cursor is added.
    base: String,
}

/// What a query looks for, in the form in which an address carries it.
#[derive(Serialize)]
struct Filter<'a> {
    q: &'a str,
    kind: &'a str,
    circle: &'a str,
}

async fn list(State(web): State<Web>, visitor: Visitor, Query(mut query): Query<OfferQuery>) -> PageResult {
    query.mine = None;
    let asked = query.clone();
    let (f, (offers, circles)) =
        web.page(&visitor, move |cx| Ok((offers::list(cx, &asked)?, active_circles(cx)?))).await?;
    let filter = Filter {
        q: query.q.as_deref().unwrap_or_default(),
        kind: query.kind.as_deref().unwrap_or_default(),
        circle: query.circle.as_deref().unwrap_or_default(),
    };
    let filtered = !(filter.q.trim().is_empty() && filter.kind.is_empty() && filter.circle.is_empty());
    let base = format!("/offers?{}&", serde_html_form::to_string(&filter).unwrap_or_default());
    render(&web, &f, &ListPage { f: &f, offers, circles, query, kinds: Kind::ALL, filtered, base })
}

/// The circles of the person who acts in which they take part now.
fn active_circles(cx: &mut Cx<'_, '_>) -> Result<Vec<CircleView>> {
    let mut mine = circles::mine(cx)?;
    mine.retain(|circle| circle.my_state == Some(MembershipState::Active));
    Ok(mine)
}

#[derive(Template)]
#[template(path = "offers/mine.html")]
struct MinePage<'a> {
    f: &'a Frame,
    offers: Page<OfferView>,
}

async fn mine(State(web): State<Web>, visitor: Visitor, Query(mut query): Query<OfferQuery>) -> PageResult {
    query.mine = Some("true".to_owned());
    let (f, offers) = web.page(&visitor, move |cx| offers::list(cx, &query)).await?;
    render(&web, &f, &MinePage { f: &f, offers })
}

#[derive(Template)]
#[template(path = "offers/form.html")]
struct FormPage<'a> {
    f: &'a Frame,
    heading: &'static str,
    action: String,
    back: String,
    input: OfferInput,
    /// As one line.
    skills: String,
    /// The circles to choose from, where it is a new offer.
    circles: Option<Vec<CircleView>>,
}

impl<'a> FormPage<'a> {
    fn new(f: &'a Frame, input: OfferInput, circles: Vec<CircleView>) -> Self {
        Self {
            f,
            heading: f.l.t("offer-new-title"),
            action: "/offers".to_owned(),
            back: "/offers".to_owned(),
            skills: input.skills.as_deref().unwrap_or_default().join(", "),
            input,
            circles: Some(circles),
        }
    }

    fn of(f: &'a Frame, id: OfferId, input: OfferInput) -> Self {
        Self {
            heading: f.l.t("offer-edit-title"),
            action: format!("/offers/{id}/edit"),
            back: format!("/offers/{id}"),
            circles: None,
            ..Self::new(f, input, Vec::new())
        }
    }
}

async fn new(State(web): State<Web>, visitor: Visitor, Query(query): Query<OfferQuery>) -> PageResult {
    let (f, circles) = web.page(&visitor, active_circles).await?;
    let input = OfferInput { circle: query.circle, ..Default::default() };
    render(&web, &f, &FormPage::new(&f, input, circles))
}

async fn create(State(web): State<Web>, visitor: Visitor, Form(input): Form<OfferInput>) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| offers::create(cx, &input)).await {
        Ok(offer) => Ok(go(&web, &format!("/offers/{}", offer.id), "flash-offer-made")),
        Err(Error::Invalid(invalid)) => {
            let (f, circles) = web.page(&visitor, active_circles).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &FormPage::new(&f, typed, circles))
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "offers/show.html")]
struct ShowPage<'a> {
    f: &'a Frame,
    offer: OfferView,
    states: &'static [OfferState],
}

async fn show(State(web): State<Web>, visitor: Visitor, Path(id): Path<OfferId>) -> PageResult {
    let (f, offer) = web.page(&visitor, move |cx| offers::show(cx, id)).await?;
    render(&web, &f, &ShowPage { f: &f, offer, states: OfferState::ALL })
}

/// An offer of the person who acts; another's is not theirs to change.
async fn own(web: &Web, visitor: &Visitor, id: OfferId) -> std::result::Result<(Frame, OfferView), WebError> {
    let (f, offer) = web.page(visitor, move |cx| offers::show(cx, id)).await?;
    if offer.mine { Ok((f, offer)) } else { Err(Error::Refused("default").into()) }
}

async fn edit(State(web): State<Web>, visitor: Visitor, Path(id): Path<OfferId>) -> PageResult {
    let (f, offer) = own(&web, &visitor, id).await?;
    let input = OfferInput {
        reach: Some(offer.reach.to_owned()),
        kind: Some(offer.kind.as_str().to_owned()),
        title: Some(offer.title),
        words: offer.words,
        skills: Some(offer.skills),
        times: offer.times,
        how_often: offer.how_often,
        ..Default::default()
    };
    render(&web, &f, &FormPage::of(&f, id, input))
}

async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<OfferId>,
    Form(input): Form<OfferInput>,
) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| offers::change(cx, id, &input)).await {
        Ok(_) => Ok(go(&web, &format!("/offers/{id}"), "flash-saved")),
        Err(Error::Invalid(invalid)) => problems_of_change(&web, &visitor, (id, typed), &invalid).await,
        Err(error) => Err(error.into()),
    }
}

async fn problems_of_change(
    web: &Web,
    visitor: &Visitor,
    (id, typed): (OfferId, OfferInput),
    invalid: &Invalid,
) -> PageResult {
    let (f, _) = own(web, visitor, id).await?;
    let f = f.with_problems(invalid);
    render_problems(web, &f, &FormPage::of(&f, id, typed))
}

async fn set_state(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<OfferId>,
    Form(input): Form<OfferInput>,
) -> PageResult {
    let input = OfferInput { state: input.state, ..Default::default() };
    let offer = web.act(&visitor, move |cx| offers::change(cx, id, &input)).await?;
    let flash = match offer.state {
        OfferState::Open => "flash-offer-open",
        OfferState::Paused => "flash-offer-paused",
        OfferState::Closed => "flash-offer-closed",
    };
    Ok(go(&web, &format!("/offers/{id}"), flash))
}

#[derive(Template)]
#[template(path = "offers/delete.html")]
struct DeletePage<'a> {
    f: &'a Frame,
    offer: OfferView,
}

async fn confirm_delete(State(web): State<Web>, visitor: Visitor, Path(id): Path<OfferId>) -> PageResult {
    let (f, offer) = own(&web, &visitor, id).await?;
    render(&web, &f, &DeletePage { f: &f, offer })
}

async fn delete(State(web): State<Web>, visitor: Visitor, Path(id): Path<OfferId>) -> PageResult {
    web.act(&visitor, move |cx| offers::delete(cx, id)).await?;
    Ok(go(&web, "/offers/mine", "flash-offer-deleted"))
}

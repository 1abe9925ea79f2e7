//! Invitations, for the stewards of a circle.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use mutua_domain::{
    Invalid,
    id::{CircleId, InvitationId},
};
use mutua_service::{
    Error, Page, PageInput,
    invitations::{self, InvitationInput, InvitationView},
};

use crate::{
    form::Form,
    frame::Frame,
    pages::{PageResult, go, render, render_problems},
    path::Path,
    state::Web,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "people/invitations.html")]
struct ListPage<'a> {
    f: &'a Frame,
    circle: CircleId,
    circle_name: String,
    page: Page<InvitationView>,
    input: InvitationInput,
}

impl ListPage<'_> {
    /// Where the next page is, but for its cursor.
    fn base(&self) -> String {
        format!("/circles/{}/invitations?", self.circle)
    }
}

async fn show(
    web: &Web,
    visitor: &Visitor,
    circle: CircleId,
    page: PageInput,
    input: InvitationInput,
    invalid: Option<Invalid>,
) -> PageResult {
    let (f, (circle_name, page)) = web.page(visitor, move |cx| invitations::list(cx, circle, &page)).await?;
    match &invalid {
        None => render(web, &f, &ListPage { f: &f, circle, circle_name, page, input }),
        Some(invalid) => {
            let f = f.with_problems(invalid);
            render_problems(web, &f, &ListPage { f: &f, circle, circle_name, page, input })
        }
    }
}

pub async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    Path(circle): Path<CircleId>,
    Query(page): Query<PageInput>,
) -> PageResult {
    // A week is long enough for most, and a link that was forgotten somewhere closes by itself.
    let input = InvitationInput { days: Some("7".into()), ..InvitationInput::default() };
    show(&web, &visitor, circle, page, input, None).await
}

pub async fn create(
    State(web): State<Web>,
    visitor: Visitor,
    Path(circle): Path<CircleId>,
    Form(mut input): Form<InvitationInput>,
) -> PageResult {
    input.circle = circle.to_string();
    let typed = input.clone();
    match web.act(&visitor, move |cx| invitations::create(cx, &input)).await {
        Ok(_) => {
            Ok(go(&web, &format!("/circles/{circle}/invitations"), "flash-invitation-created")
                .into_response())
        }
        Err(Error::Invalid(invalid)) => {
            show(&web, &visitor, circle, PageInput::default(), typed, Some(invalid)).await
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "people/invitation_revoke.html")]
struct ConfirmPage<'a> {
    f: &'a Frame,
    invitation: InvitationView,
}

pub async fn confirm(State(web): State<Web>, visitor: Visitor, Path(id): Path<InvitationId>) -> PageResult {
    let (f, invitation) = web.page(&visitor, move |cx| invitations::show(cx, id)).await?;
    render(&web, &f, &ConfirmPage { f: &f, invitation })
}

pub async fn revoke(State(web): State<Web>, visitor: Visitor, Path(id): Path<InvitationId>) -> PageResult {
    let circle = web
        .act(&visitor, move |cx| {
            let circle = invitations::show(cx, id)?.circle;
            invitations::revoke(cx, id).map(|()| circle)
        })
        .await?;
    Ok(go(&web, &format!("/circles/{circle}/invitations"), "flash-invitation-revoked").into_response())
}

//! Who is in a circle, and what stewards do about it.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use mutua_domain::{
    id::{CircleId, MembershipId},
    life::{MemberRole, MembershipState},
};
use mutua_service::{
    Error, PageInput,
    circles::{self, CircleView},
    memberships::{self, MembershipView, RemovalInput},
};

use super::{PageResult, go, render, render_problems};
use crate::{form::Form, frame::Frame, path::Path, state::Web, visitor::Visitor};

#[derive(Template)]
#[template(path = "circles/members.html")]
struct MembersPage<'a> {
    f: &'a Frame,
    circle: CircleView,
    members: Vec<MembershipView>,
    next: Option<String>,
}

/// The stewards first, then by name, within each hundred.
pub(super) async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CircleId>,
    Query(page): Query<PageInput>,
) -> PageResult {
    let page = PageInput { cursor: page.cursor, limit: Some(100) };
    let read = move |cx: &mut mutua_service::Cx<'_, '_>| {
        Ok((circles::show(cx, id)?, memberships::list(cx, id, &page)?))
    };
    let (f, (circle, mut members)) = web.page(&visitor, read).await?;
    members.items.sort_by_key(|member| (member.role != MemberRole::Steward, member.name.to_lowercase()));
    let page = MembersPage { f: &f, circle, members: members.items, next: members.next };
    render(&web, &f, &page)
}

#[derive(Template)]
#[template(path = "circles/role.html")]
struct RolePage<'a> {
    f: &'a Frame,
    member: MembershipView,
}

pub(super) async fn role_page(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<MembershipId>,
) -> PageResult {
    let (f, member) = web.page(&visitor, move |cx| memberships::role_view(cx, id)).await?;
    render(&web, &f, &RolePage { f: &f, member })
}

/// The role that is to be theirs, as the button says it.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct RoleForm {
    role: String,
}

pub(super) async fn change_role(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<MembershipId>,
    Form(form): Form<RoleForm>,
) -> PageResult {
    let role = MemberRole::from_word(&form.role).ok_or_else(|| Error::invalid("form", "choice"))?;
    let member = web.act(&visitor, move |cx| memberships::set_role(cx, id, role)).await?;
    let flash = match role {
        MemberRole::Steward => "flash-steward-named",
        MemberRole::Member => "flash-steward-ended",
    };
    Ok(go(&web, &format!("/circles/{}/members", member.circle), flash))
}

#[derive(Template)]
#[template(path = "circles/remove.html")]
struct RemovePage<'a> {
    f: &'a Frame,
    member: MembershipView,
    input: RemovalInput,
}

pub(super) async fn remove_page(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<MembershipId>,
) -> PageResult {
    let (f, member) = web.page(&visitor, move |cx| memberships::removal_view(cx, id)).await?;
    render(&web, &f, &RemovePage { f: &f, member, input: RemovalInput::default() })
}

pub(super) async fn remove(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<MembershipId>,
    Form(input): Form<RemovalInput>,
) -> PageResult {
    let typed = input.clone();
    let done = web
        .act(&visitor, move |cx| {
            let circle = memberships::removal_view(cx, id)?.circle;
            memberships::remove(cx, id, &input)?;
            Ok(circle)
        })
        .await;
    match done {
        Ok(circle) => Ok(go(&web, &format!("/circles/{circle}/members"), "flash-removed").into_response()),
        Err(Error::Invalid(invalid)) => {
            let (f, member) = web.page(&visitor, move |cx| memberships::removal_view(cx, id)).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &RemovePage { f: &f, member, input: typed })
        }
        Err(error) => Err(error.into()),
    }
}

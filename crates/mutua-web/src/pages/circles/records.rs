//! What stewards did, and why: the circle's record, and what is recorded about oneself.

use askama::Template;
use axum::extract::{Query, State};
use mutua_domain::{
    id::{CircleId, MembershipId},
    life::RecordKind,
};
use mutua_service::{
    Error, Page, PageInput,
    memberships::{self, CircleRecord, MyRecordView},
};
use serde::Deserialize;

use super::{PageResult, go, render};
use crate::{form::Form, frame::Frame, path::Path, state::Web, visitor::Visitor};

#[derive(Template)]
#[template(path = "circles/record.html")]
struct RecordPage<'a> {
    f: &'a Frame,
    view: CircleRecord,
}

pub(super) async fn of_circle(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CircleId>,
    Query(page): Query<PageInput>,
) -> PageResult {
    let (f, view) = web.page(&visitor, move |cx| memberships::of_circle(cx, id, &page)).await?;
    render(&web, &f, &RecordPage { f: &f, view })
}

/// Who is let back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LetBackForm {
    membership: String,
}

pub(super) async fn let_back(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CircleId>,
    Form(form): Form<LetBackForm>,
) -> PageResult {
    let who: MembershipId = form.membership.parse().map_err(|_| Error::invalid("form", "choice"))?;
    web.act(&visitor, move |cx| memberships::let_back(cx, who)).await?;
    Ok(go(&web, &format!("/circles/{id}/record"), "flash-let-back"))
}

#[derive(Template)]
#[template(path = "circles/my_records.html")]
struct MyRecordsPage<'a> {
    f: &'a Frame,
    records: Page<MyRecordView>,
}

impl MyRecordsPage<'_> {
    /// Whether it is of the sort that one may want to talk about.
    fn can_be_talked_about(&self, record: &MyRecordView) -> bool {
        matches!(record.kind, RecordKind::Removed | RecordKind::Blocked | RecordKind::Declined)
            && !record.stewards.is_empty()
    }
}

pub(super) async fn mine(
    State(web): State<Web>,
    visitor: Visitor,
    Query(page): Query<PageInput>,
) -> PageResult {
    let (f, records) = web.page(&visitor, move |cx| memberships::about_me(cx, &page)).await?;
    render(&web, &f, &MyRecordsPage { f: &f, records })
}

//! The mirror: what the analysis says to a person about their own reliance.

mod circle;
mod drawing;
mod links;

use askama::Template;
use axum::{
    Router,
    extract::State,
    routing::{get, post},
};
use mutua_domain::{
    id::PersonId,
    life::{CareAgreement, LinkConsent, TieWord},
};
use mutua_service::mirror::{
    self, AgreementInput, MirrorInput, MirrorView, TieView,
    links::{self as day_links, DayLinksView},
};

use super::{PageResult, go, render};
use crate::{form::Form, frame::Frame, path::Path, state::Web, visitor::Visitor};
use drawing::{Bars, Course, Scale};

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/mirror", get(show).post(turn))
        .route("/circles/{id}/mirror", get(circle::show))
        .route("/mirror/ties/{id}", post(agree))
        .route("/mirror/links", get(links::choose).post(links::propose))
        .route("/mirror/links/{id}", post(links::agree))
}

#[derive(Template)]
#[template(path = "mirror/show.html")]
struct ShowPage<'a> {
    f: &'a Frame,
    mirror: MirrorView,
    scale: Scale,
    course: Option<Course>,
    bars: Bars,
    links: DayLinksView,
}

impl ShowPage<'_> {
    /// Whether something is said of any tie.
    fn says_something(&self) -> bool {
        self.said().next().is_some()
    }

    /// The ties of which something is said.
    fn said(&self) -> impl Iterator<Item = &TieView> {
        self.mirror.ties.iter().filter(|tie| tie.says != TieWord::NotEnough)
    }

    /// Those of which there is not enough to say: by name, since there may be many.
    fn not_said(&self) -> impl Iterator<Item = &TieView> {
        self.mirror.ties.iter().filter(|tie| tie.says == TieWord::NotEnough)
    }

    /// How many ties there is not enough to say of.
    fn unsaid(&self) -> i64 {
        i64::try_from(self.not_said().count()).unwrap_or(i64::MAX)
    }

    /// The message of what is said of a tie.
    fn tie_key(&self, says: &TieWord) -> &'static str {
        match says {
            TieWord::Mutual => "mirror-tie-mutual",
            TieWord::MostlyGiven => "mirror-tie-given",
            TieWord::MostlyReceived => "mirror-tie-received",
            TieWord::AheadOfOwnNeeds => "mirror-tie-ahead",
            TieWord::Seldom => "mirror-tie-seldom",
            TieWord::Agreed => "mirror-tie-agreed",
            TieWord::NotEnough => "mirror-tie-nothing",
        }
    }

    fn agreement_key(&self, agreement: &CareAgreement) -> &'static str {
        match agreement {
            CareAgreement::Nobody => "mirror-agreement-about",
            CareAgreement::Mine => "mirror-agreement-mine",
            CareAgreement::Theirs => "mirror-agreement-theirs",
            CareAgreement::Both => "mirror-agreement-both",
        }
    }

    /// Whether another said that care is agreed on, and waits.
    fn agreement_waits(&self) -> bool {
        self.mirror.ties.iter().any(|tie| tie.agreement == CareAgreement::Theirs)
    }

    fn i_agreed(&self, agreement: &CareAgreement) -> bool {
        matches!(agreement, CareAgreement::Mine | CareAgreement::Both)
    }

    /// A place on the scale as a person reads it: from -1 to 1, with two digits.
    fn number(&self, hundredths: &i64) -> String {
        self.f.l.hundredths(*hundredths)
    }
}

async fn show(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, (mirror, links)) = web.page(&visitor, |cx| Ok((mirror::show(cx)?, day_links::show(cx)?))).await?;
    let (scale, bars) = (Scale::of(mirror.position), Bars::of(&mirror.kinds));
    let course = Course::of(&mirror.course);
    render(&web, &f, &ShowPage { f: &f, mirror, scale, course, bars, links })
}

async fn turn(State(web): State<Web>, visitor: Visitor, Form(input): Form<MirrorInput>) -> PageResult {
    let view = web.act(&visitor, move |cx| mirror::turn(cx, &input)).await?;
    Ok(go(&web, "/mirror", if view.on { "flash-mirror-on" } else { "flash-mirror-off" }))
}

async fn agree(
    State(web): State<Web>,
    visitor: Visitor,
    Path(person): Path<PersonId>,
    Form(input): Form<AgreementInput>,
) -> PageResult {
    web.act(&visitor, move |cx| mirror::agree(cx, person, &input)).await?;
    Ok(go(&web, "/mirror", "flash-mirror-agreement"))
}

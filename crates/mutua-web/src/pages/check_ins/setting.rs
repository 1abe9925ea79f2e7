//! How one wants to be asked, and the lines to call.

use askama::Template;
use axum::extract::{Query, State};
use mutua_domain::{Invalid, life::Rhythm};
use mutua_service::{
    Error,
    check_ins::{
        self, CheckInChoices,
        low::{self, Kindness},
        setting::{self, CheckInSettingInput, CheckInSettingView},
    },
    supporters::cards::link_of,
};
use serde::Deserialize;

use crate::{
    form::Form,
    frame::Frame,
    pages::{PageResult, go, render, render_problems},
    state::Web,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "check_ins/setting.html")]
struct SettingPage<'a> {
    f: &'a Frame,
    rhythm: String,
    wish: bool,
    country: String,
    alerts: Vec<String>,
    choices: CheckInChoices,
    rhythms: &'static [Rhythm],
    countries: Vec<(&'static str, &'static str)>,
}

impl SettingPage<'_> {
    fn is_told(&self, id: impl ToString) -> bool {
        self.alerts.contains(&id.to_string())
    }
}

fn page(
    f: &Frame,
    view: CheckInSettingView,
    mut choices: CheckInChoices,
    typed: Option<CheckInSettingInput>,
) -> SettingPage<'_> {
    // Someone who was named and shares no circle any more can still be taken away.
    for person in &view.alerts {
        if choices.people.iter().all(|other| other.id != person.id) {
            choices.people.push(person.clone());
        }
    }
    let named = view.alerts.iter().map(|person| person.id.to_string()).collect();
    let typed = typed.unwrap_or_else(|| CheckInSettingInput {
        rhythm: Some(view.rhythm.as_str().to_owned()),
        wish: view.wish.then(|| "on".to_owned()),
        country: view.country,
        alerts: named,
        set_alerts: None,
    });
    SettingPage {
        f,
        rhythm: typed.rhythm.unwrap_or_default(),
        wish: typed.wish.is_some_and(|wish| !wish.is_empty()),
        country: typed.country.unwrap_or_default(),
        alerts: typed.alerts,
        choices,
        rhythms: Rhythm::ALL,
        countries: low::countries().collect(),
    }
}

pub(super) async fn show(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, (view, choices)) =
        web.page(&visitor, |cx| Ok((setting::show(cx)?, check_ins::choices(cx)?))).await?;
    render(&web, &f, &page(&f, view, choices, None))
}

pub(super) async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    Form(mut input): Form<CheckInSettingInput>,
) -> PageResult {
    // A box that isn't ticked, and a list in which nobody is, send nothing.
    input.wish.get_or_insert_default();
    input.set_alerts = Some("on".to_owned());
    let typed = input.clone();
    match web.act(&visitor, move |cx| setting::change(cx, &input)).await {
        Ok(_) => Ok(go(&web, "/check-ins", "flash-check-in-settings-saved")),
        Err(Error::Invalid(invalid)) => again(&web, &visitor, typed, &invalid).await,
        Err(error) => Err(error.into()),
    }
}

async fn again(web: &Web, visitor: &Visitor, typed: CheckInSettingInput, invalid: &Invalid) -> PageResult {
    let (f, (view, choices)) =
        web.page(visitor, |cx| Ok((setting::show(cx)?, check_ins::choices(cx)?))).await?;
    let f = f.with_problems(invalid);
    render_problems(web, &f, &page(&f, view, choices, Some(typed)))
}

/// Leaves the wish out from now on: one tap beside it.
pub(super) async fn no_wish(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let input = CheckInSettingInput { wish: Some(String::new()), ..Default::default() };
    web.act(&visitor, move |cx| setting::change(cx, &input)).await?;
    Ok(go(&web, "/check-ins", "flash-check-in-settings-saved"))
}

#[derive(Template)]
#[template(path = "check_ins/lines.html")]
struct LinesPage<'a> {
    f: &'a Frame,
    kindness: Kindness,
    countries: Vec<(&'static str, &'static str)>,
}

impl LinesPage<'_> {
    fn link(&self, way: &str) -> Option<String> {
        link_of(way)
    }
}

/// Which country's lines to look at, without keeping it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Look {
    country: Option<String>,
}

pub(super) async fn lines(State(web): State<Web>, visitor: Visitor, Query(look): Query<Look>) -> PageResult {
    let (f, kindness) = web.page(&visitor, move |cx| low::lines_in(cx, look.country.as_deref())).await?;
    render(&web, &f, &LinesPage { f: &f, kindness, countries: low::countries().collect() })
}

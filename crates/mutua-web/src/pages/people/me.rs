//! One's own page: profile, theme, and the way to everything else about the account.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};
use axum_extra::extract::cookie::CookieJar;
use mutua_domain::life::PersonState;
use mutua_l10n::Language;
use mutua_service::{
    Error,
    people::{self, MeView, ProfileInput, time_zones},
};
use serde::Deserialize;

use crate::{
    form::Form,
    frame::Frame,
    pages::{PageResult, go, render, render_problems},
    state::Web,
    visitor::{self, Visitor},
};

#[derive(Template)]
#[template(path = "people/me.html")]
struct MePage<'a> {
    f: &'a Frame,
    me: MeView,
    is_guest: bool,
    input: ProfileInput,
    languages: &'static [Language],
    zones: Vec<String>,
}

impl<'a> MePage<'a> {
    fn new(f: &'a Frame, me: MeView, input: ProfileInput) -> Self {
        let is_guest = me.state == PersonState::Guest;
        Self { f, me, is_guest, input, languages: Language::ALL, zones: time_zones() }
    }
}

fn typed(me: &MeView) -> ProfileInput {
    ProfileInput {
        name: Some(me.name.clone()),
        pronouns: me.pronouns.clone(),
        language: Some(me.language.clone()),
        time_zone: Some(me.time_zone.clone()),
        contact: me.contact.clone(),
    }
}

pub async fn page(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, me) = web.page(&visitor, people::me).await?;
    let input = typed(&me);
    render(&web, &f, &MePage::new(&f, me, input))
}

pub async fn change(State(web): State<Web>, visitor: Visitor, Form(input): Form<ProfileInput>) -> PageResult {
    // A form leaves empty what is to be empty.
    let full = |text: &Option<String>| Some(text.clone().unwrap_or_default());
    let input = ProfileInput { pronouns: full(&input.pronouns), contact: full(&input.contact), ..input };
    let sent = input.clone();
    match web.act(&visitor, move |cx| people::change(cx, &input)).await {
        Ok(_) => Ok(go(&web, "/me", "flash-profile-saved").into_response()),
        Err(Error::Invalid(invalid)) => {
            let (f, me) = web.page(&visitor, people::me).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &MePage::new(&f, me, sent))
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ThemeForm {
    theme: String,
}

/// Light or dark is this browser's, not the account's.
pub async fn theme(State(web): State<Web>, Form(form): Form<ThemeForm>) -> PageResult {
    let choice = match form.theme.as_str() {
        choice @ ("light" | "dark") => choice,
        _ => "auto",
    };
    let jar = CookieJar::new()
        .add(visitor::theme(choice, web.https))
        .add(visitor::flash("flash-theme-saved", web.https));
    Ok((jar, Redirect::to("/me")).into_response())
}

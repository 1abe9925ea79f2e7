//! Pages of persons: the welcome page, signing in, joining, one's own account, other people's profiles.

use askama::Template;
use axum::{
    Router,
    extract::State,
    routing::{get, post},
};
use mutua_domain::id::PersonId;
use mutua_service::people::{self, PersonView};

use super::{PageResult, render};
use crate::{frame::Frame, path::Path, state::Web, visitor::Visitor};

mod access;
mod account;
mod farewell;
mod invitations;
mod join;
mod me;
mod setup;
mod sign_in;

pub use sign_in::sign_in_to_go_on;

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/sign-in", get(sign_in::page).post(sign_in::by_password))
        .route("/sign-in/mail", post(sign_in::mail_link))
        .route("/sign-in/{secret}", get(sign_in::link_page).post(sign_in::by_link))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/recover/{secret}", get(sign_in::recover_page).post(sign_in::recover))
        .route("/setup/{secret}", get(setup::page).post(setup::set_up))
        .route("/join/{token}", get(join::page).post(join::accept))
        .route("/join/{token}/account", post(join::with_account))
        .route("/join/{token}/guest", post(join::as_guest))
        .route("/circles/{id}/invitations", get(invitations::list).post(invitations::create))
        .route("/invitations/{id}/revoke", get(invitations::confirm).post(invitations::revoke))
        .route("/me", get(me::page).post(me::change))
        .route("/me/theme", post(me::theme))
        .route("/me/address", get(account::address_page).post(account::change_address))
        .route("/me/address/{secret}", get(account::confirm_page).post(account::confirm))
        .route("/me/password", get(account::password_page).post(account::change_password))
        .route("/me/full", get(account::full_page).post(account::become_full))
        .route("/me/recovery", get(account::recovery_page).post(account::new_recovery))
        .route("/me/sessions", get(access::sessions))
        .route("/me/sessions/others/end", post(access::end_others))
        .route("/me/sessions/{id}/end", post(access::end_session))
        .route("/me/tokens", get(access::tokens).post(access::create_token))
        .route("/me/tokens/{id}/revoke", get(access::confirm_revoke).post(access::revoke_token))
        .route("/me/export", get(farewell::export))
        .route("/me/delete", get(farewell::page).post(farewell::delete))
        .route("/people/{id}", get(profile))
}

#[derive(Template)]
#[template(path = "people/landing.html")]
struct LandingPage<'a> {
    f: &'a Frame,
}

/// The first page for whoever isn't signed in.
///
/// # Errors
/// What the database says.
pub async fn landing(web: &Web, visitor: &Visitor) -> PageResult {
    let (f, ()) = web.page(visitor, |_| Ok(())).await?;
    render(web, &f, &LandingPage { f: &f })
}

#[derive(Template)]
#[template(path = "people/profile.html")]
struct ProfilePage<'a> {
    f: &'a Frame,
    person: PersonView,
}

async fn profile(State(web): State<Web>, visitor: Visitor, Path(id): Path<PersonId>) -> PageResult {
    let (f, person) = web.page(&visitor, move |cx| people::profile(cx, id)).await?;
    render(&web, &f, &ProfilePage { f: &f, person })
}

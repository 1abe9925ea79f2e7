//! The page of a circle without what surrounds it, for the program that measures what that costs.

use mutua_domain::id::CircleId;
use mutua_service::{
    Credential, Error, Result,
    asks::AskCard,
    circles::{self, CircleHome, Look},
    thanks::SharedThanks,
};

use super::{ASKS, ShowPage, THANKS};
use crate::{
    frame::{Frame, FrameSeed},
    state::Web,
};

/// A page that was read, ready to be rendered again and again.
#[derive(Debug, Clone)]
pub struct BarePage {
    frame: Frame,
    home: CircleHome,
    asks: Vec<AskCard>,
    thanks: Vec<SharedThanks>,
}

impl BarePage {
    /// Reads the page of a circle for someone in it.
    ///
    /// # Errors
    /// Where they aren't in it.
    pub async fn read(web: &Web, credential: &Credential, id: CircleId) -> Result<Self> {
        let seed = FrameSeed {
            language: mutua_l10n::Language::English,
            path: format!("/circles/{id}"),
            flash: None,
            theme: None,
        };
        web.app
            .read(credential, move |cx| {
                let page = circles::page(cx, id, (ASKS, THANKS))?;
                let Look::Inside(home) = page.look else { return Err(Error::NotFound) };
                let frame = Frame::read(cx, &seed)?;
                Ok(Self { frame, home: *home, asks: page.asks, thanks: page.thanks })
            })
            .await
    }

    /// How many asks and thanks it shows.
    pub const fn lists(&self) -> (i64, i64) {
        (ASKS, THANKS)
    }

    /// The page.
    ///
    /// # Errors
    /// Where the template fails.
    pub fn render(&self) -> Result<String> {
        let page = ShowPage {
            f: &self.frame,
            home: self.home.clone(),
            asks: self.asks.clone(),
            thanks: self.thanks.clone(),
        };
        crate::pages::html(&page).map_err(|error| Error::Internal(error.to_string()))
    }
}

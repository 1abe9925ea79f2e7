//! What every handler holds, and the two ways in which it calls the service.

use tokio::sync::watch;

use mutua_service::{App, Cx, Result};

use crate::{error::WebError, frame::Frame, visitor::Visitor};

/// The application as the web sees it. Clones share it.
#[derive(Debug, Clone)]
pub struct Web {
    /// The service.
    pub app: App,
    /// Whether cookies may go over https alone.
    pub https: bool,
    /// Sign-in links that the demo shows on its sign-in page: whom, and where to.
    pub demo: std::sync::Arc<Vec<(String, String)>>,
    /// Becomes true when the program ends, so that streams of news end with it.
    pub closing: watch::Receiver<bool>,
}

impl Web {
    /// For this application.
    pub fn new(app: App) -> Self {
        let https = app.settings.base_url.starts_with("https://");
        Self { app, https, demo: std::sync::Arc::default(), closing: watch::channel(false).1 }
    }

    /// The same, ending its streams when told.
    #[must_use]
    pub fn closing_with(self, closing: watch::Receiver<bool>) -> Self {
        Self { closing, ..self }
    }

    /// Reads what a page shows, and the page's frame with it, in one transaction.
    ///
    /// # Errors
    /// What the action gives.
    pub async fn page<T: Send + 'static>(
        &self,
        visitor: &Visitor,
        mut action: impl FnMut(&mut Cx<'_, '_>) -> Result<T> + Send + 'static,
    ) -> std::result::Result<(Frame, T), WebError> {
        let seed = visitor.frame_seed();
        Ok(self
            .app
            .read(&visitor.credential, move |cx| {
                let view = action(cx)?;
                Ok((Frame::read(cx, &seed)?, view))
            })
            .await?)
    }

    /// Does something for a page.
    ///
    /// # Errors
    /// What the action gives; then nothing was kept.
    pub async fn act<T: Send + 'static>(
        &self,
        visitor: &Visitor,
        action: impl FnMut(&mut Cx<'_, '_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.write(&visitor.credential, action).await
    }
}

//! What every handler holds, and the two ways in which it calls the service.

use std::{ops::Deref, sync::Arc};

use mutua_service::{App, Credential, Cx, Result, sign_in, throttle::Throttle};
use tokio::sync::watch;

use crate::{
    error::WebError,
    frame::Frame,
    limits::Limits,
    live::Followers,
    metrics::{self, Metrics},
    proxies::Proxies,
    visitor::Visitor,
};

/// The application as the web sees it. Clones share it: each layer around a handler has one.
#[derive(Debug, Clone)]
pub struct Web(Arc<Parts>);

/// What a [`Web`] consists of.
#[derive(Debug, Clone)]
pub struct Parts {
    /// The service.
    pub app: App,
    /// Whether cookies may go over https alone.
    pub https: bool,
    /// Sign-in links that the demo shows on its sign-in page: whom, and where to.
    pub demo: Vec<(String, String)>,
    /// How often passwords were tried and links mailed.
    pub throttle: Arc<Throttle>,
    /// How much may be asked for.
    pub limits: Limits,
    /// Whose word on where a request comes from is taken.
    pub proxies: Proxies,
    /// Who follows changes now.
    pub followers: Arc<Followers>,
    /// Figures for the operator, where they are wanted.
    pub metrics: Option<Arc<Metrics>>,
    /// Becomes true when the program ends, so that streams of news end with it.
    pub closing: watch::Receiver<bool>,
}

impl Deref for Web {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Web {
    /// For this application.
    pub fn new(app: App) -> Self {
        let https = app.settings.base_url.starts_with("https://");
        Self(Arc::new(Parts {
            app,
            https,
            demo: Vec::new(),
            throttle: Arc::default(),
            limits: Limits::default(),
            proxies: Proxies::default(),
            followers: Arc::default(),
            metrics: None,
            closing: watch::channel(false).1,
        }))
    }

    /// The same with something changed; clones made before stay as they are.
    fn with(mut self, change: impl FnOnce(&mut Parts)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    /// The same, with these sign-in links on its sign-in page.
    #[must_use]
    pub fn showing(self, links: Vec<(String, String)>) -> Self {
        self.with(|parts| parts.demo = links)
    }

    /// The same, behind these proxies.
    #[must_use]
    pub fn behind(self, proxies: Proxies) -> Self {
        self.with(|parts| parts.proxies = proxies)
    }

    /// The same, with these limits on use.
    #[must_use]
    pub fn limited(self, limits: Limits) -> Self {
        self.with(|parts| parts.limits = limits)
    }

    /// The same, counting what it does for the operator.
    #[must_use]
    pub fn measured(self) -> Self {
        self.with(|parts| parts.metrics = Some(metrics::shared(&parts.app)))
    }

    /// The same, ending its streams when told.
    #[must_use]
    pub fn closing_with(self, closing: watch::Receiver<bool>) -> Self {
        self.with(|parts| parts.closing = closing)
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
        let (frame, view, unnoted) = self
            .app
            .read(&visitor.credential, move |cx| {
                let view = action(cx)?;
                Ok((Frame::read(cx, &seed)?, view, sign_in::use_is_unnoted(cx)))
            })
            .await?;
        if unnoted {
            self.note_use(&visitor.credential).await;
        }
        Ok((frame, view))
    }

    /// Notes that a session or token is in use: hourly, since most requests only read. That it couldn't be noted is no
    /// reason not to answer.
    pub(crate) async fn note_use(&self, credential: &Credential) {
        if let Err(error) = self.app.write(credential, sign_in::note_use).await {
            tracing::warn!(%error, "the use of a session wasn't noted");
        }
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

//! The application as its edges hold it: where actions are run.

use std::{ops::Deref, sync::Arc};

use mutua_domain::{Clock, Entropy};
use mutua_storage::Store;

use crate::{
    cx::{Credential, Cx},
    error::{Error, Result},
    secrets::InstanceKey,
};

/// What the operator set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address under which people reach this instance, without a slash at its end.
    pub base_url: String,
    /// Whether mail can be sent at all; without it no page offers a mailed link.
    pub mail: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { base_url: "http://127.0.0.1:7373".into(), mail: true }
    }
}

/// Everything that an action needs. Clones share it: each request makes several.
#[derive(Debug, Clone)]
pub struct App(Arc<Parts>);

/// What an [`App`] consists of.
#[derive(Debug, Clone)]
pub struct Parts {
    /// The database.
    pub store: Store,
    /// The time of day.
    pub clock: Clock,
    /// Ids and secrets.
    pub entropy: Entropy,
    /// The instance's key.
    pub key: InstanceKey,
    /// What the operator set.
    pub settings: Settings,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Puts it together.
    pub fn new(store: Store, clock: Clock, entropy: Entropy, key: InstanceKey, settings: Settings) -> Self {
        Self(Arc::new(Parts { store, clock, entropy, key, settings }))
    }

    /// The same with other settings; clones made before keep theirs.
    #[must_use]
    pub fn with_settings(mut self, settings: Settings) -> Self {
        Arc::make_mut(&mut self.0).settings = settings;
        self
    }

    /// The same on another database; clones made before keep theirs.
    #[must_use]
    pub fn with_store(mut self, store: Store) -> Self {
        Arc::make_mut(&mut self.0).store = store;
        self
    }

    /// Runs an action that only reads.
    ///
    /// # Errors
    /// What the action gives.
    pub fn read<T: Send + 'static>(
        &self,
        credential: &Credential,
        mut action: impl FnMut(&mut Cx<'_, '_>) -> Result<T> + Send + 'static,
    ) -> impl Future<Output = Result<T>> + Send {
        let (app, credential) = (self.clone(), credential.clone());
        self.store.read(move |tx| action(&mut Cx::begin(tx, &app, &credential)?))
    }

    /// Runs an action that writes: kept as a whole before this is done, or not at all.
    ///
    /// # Errors
    /// What the action gives; then nothing was kept.
    pub fn write<T: Send + 'static>(
        &self,
        credential: &Credential,
        mut action: impl FnMut(&mut Cx<'_, '_>) -> Result<T> + Send + 'static,
    ) -> impl Future<Output = Result<T>> + Send {
        let (app, credential) = (self.clone(), credential.clone());
        self.store.write(move |tx| action(&mut Cx::begin(tx, &app, &credential)?))
    }

    /// Runs work that keeps a core busy (hashing a password) away from the threads that answer requests.
    ///
    /// # Errors
    /// What the work gives.
    pub async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| {
            Err(Error::Internal(format!("work on a thread of its own failed: {error}")))
        })
    }

    /// The address of a page, for mails and links that are copied.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.settings.base_url)
    }
}

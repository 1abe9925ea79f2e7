//! What the application logs meanwhile, as the program sets its log up, at the level that says most.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

use crate::plant::Plot;

/// Everything that was logged since [`listen`].
#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Heard {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Keeps what is logged from here on, with the messages of crates that speak through `log`.
pub fn listen() -> Heard {
    let heard = Heard::default();
    let mut filter = EnvFilter::new("trace");
    for cap in mutua_service::LOG_CAPS {
        filter = filter.add_directive(cap.parse().unwrap());
    }
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(heard.clone()).with_ansi(false).init();
    heard
}

impl Heard {
    /// What was logged on this thread while the guard lives, at the level that the program has unless told otherwise.
    pub fn here() -> (Self, tracing::subscriber::DefaultGuard) {
        let heard = Self::default();
        let log = tracing_subscriber::fmt().with_env_filter("info").with_writer(heard.clone());
        let guard = tracing::subscriber::set_default(log.with_ansi(false).without_time().finish());
        (heard, guard)
    }

    /// What was logged since this was last called.
    pub fn take(&self) -> String {
        String::from_utf8_lossy(&std::mem::take(&mut *self.0.lock().unwrap())).into_owned()
    }

    /// Whatever is private is private to the operator too.
    pub fn must_hold_none_of(&self, plot: &Plot) {
        let bytes = self.0.lock().unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("request"), "nothing was logged");
        for secret in &plot.secrets {
            if crate::holds(&text, &secret.text) {
                let line = text.lines().find(|line| line.contains(&secret.text));
                panic!("{} is in the log: {}", secret.what, line.unwrap_or_default());
            }
        }
    }
}

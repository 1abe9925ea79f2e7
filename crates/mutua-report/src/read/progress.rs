//! The bar that a terminal shows while a long file is read.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A progress bar by bytes, or nothing.
#[derive(Debug)]
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    /// A bar where it is wanted; without a length it counts alone.
    pub fn new(wanted: bool, length: Option<u64>) -> Self {
        if !wanted {
            return Self(None);
        }
        let bar = length.map_or_else(ProgressBar::no_length, ProgressBar::new);
        let template = if length.is_some() {
            "reading {bar:30} {bytes} of {total_bytes}, {eta} left"
        } else {
            "reading {spinner} {bytes}, {bytes_per_sec}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(Some(bar))
    }

    pub fn add(&self, bytes: usize) {
        if let Some(bar) = &self.0 {
            bar.inc(bytes as u64);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

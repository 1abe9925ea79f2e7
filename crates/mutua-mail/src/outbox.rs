//! Mails kept in memory, for tests and the demo.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use crate::message::Message;

/// A list of the latest mails. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Outbox(Arc<Mutex<VecDeque<Message>>>);

impl Outbox {
    /// The most mails kept; the oldest go first, so that a demo left running doesn't fill the memory.
    pub const MAX: usize = 1000;

    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// The mails, oldest first.
    pub fn messages(&self) -> Vec<Message> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Empties the list.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    pub(crate) fn keep(&self, message: Message) {
        let mut list = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if list.len() == Self::MAX {
            list.pop_front();
        }
        list.push_back(message);
    }
}

//! What is to be done later: enqueued in the transaction that causes it, run by `mutua-jobs`.
//!
//! A job names its subject and carries nothing else: when it runs it looks at how things stand then, so that running
//! it twice, late, or after things moved on does no harm.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{cx::Cx, error::Result};

/// What can be done later. To add one: a variant, its word, and its arm in the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Job {
    /// Send a mail (subject: the mail).
    SendMail,
    /// Send a person's notices of the day (subject: the person).
    Digest,
    /// Ask whether an ask is still needed (subject: the ask).
    ProbeAsk,
    /// Widen an ask as its author agreed (subject: the ask).
    WidenAsk,
    /// End an ask whose time ran out (subject: the ask).
    ExpireAsk,
    /// Remind of an accepted pledge (subject: the pledge).
    RemindPledge,
    /// End a pause (subject: the membership).
    EndPause,
    /// Delete what is no longer needed: ended sessions, used links, old answers (subject: nil).
    Tidy,
}

impl Job {
    /// Every job.
    pub const ALL: &'static [Self] = &[
        Self::SendMail,
        Self::Digest,
        Self::ProbeAsk,
        Self::WidenAsk,
        Self::ExpireAsk,
        Self::RemindPledge,
        Self::EndPause,
        Self::Tidy,
    ];

    /// The word under which it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SendMail => "send_mail",
            Self::Digest => "digest",
            Self::ProbeAsk => "probe_ask",
            Self::WidenAsk => "widen_ask",
            Self::ExpireAsk => "expire_ask",
            Self::RemindPledge => "remind_pledge",
            Self::EndPause => "end_pause",
            Self::Tidy => "tidy",
        }
    }
}

/// What is announced where a job is due at once, so that no worker sleeps on it.
pub const TOPIC: &str = "jobs";

/// Does something later. A job of the same kind for the same subject is moved to the new time.
///
/// # Errors
/// What the database says.
pub fn schedule(cx: &mut Cx<'_, '_>, job: Job, subject: impl Into<Uuid>, run_at: Timestamp) -> Result<()> {
    let id: Uuid = cx.id();
    if run_at <= cx.now {
        cx.tx.announce(TOPIC);
    }
    Ok(mutua_storage::tables::jobs::put(cx.tx, id, job.as_str(), subject.into(), run_at)?)
}

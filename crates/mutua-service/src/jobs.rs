//! What is to be done later: enqueued in the transaction that causes it, run by `mutua-jobs`.
//!
//! A job names its subject and carries nothing else: when it runs it looks at how things stand then, so that running
//! it twice, late, or after things moved on does no harm.

use jiff::{SignedDuration, Timestamp};
pub use mutua_storage::tables::jobs::Which;
use mutua_storage::tables::{
    self,
    jobs::{self, JobRow},
};
use uuid::Uuid;

use crate::{clock_watch, cx::Cx, error::Result};

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
    /// Ask a person how they are, in their rhythm (subject: the person).
    AskHow,
    /// Tell a person that it is a while since they were in touch with someone of their team (subject: the person).
    KeepTouch,
    /// Make a circle's answer of the week that is over (subject: the circle).
    CircleWeek,
    /// Make a circle's figures of the month that is over, and ask anew (subject: the circle).
    WellbeingMonth,
    /// Compare the days of two people who agreed to it, and again in a week (subject: the pair).
    LinkedDays,
    /// Bring two mirrors up to date with a help that was told (subject: the help).
    MirrorHelp,
    /// Make a circle's figures of the week that is over (subject: the circle).
    CircleMirror,
    /// Make a circle's sum of capacity of the week that is over (subject: the circle).
    CircleCapacity,
    /// Make a person's mirror anew, and again in a week (subject: the person).
    Mirror,
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
        Self::AskHow,
        Self::KeepTouch,
        Self::CircleWeek,
        Self::WellbeingMonth,
        Self::LinkedDays,
        Self::MirrorHelp,
        Self::CircleMirror,
        Self::CircleCapacity,
        Self::Mirror,
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
            Self::AskHow => "ask_how",
            Self::KeepTouch => "keep_touch",
            Self::CircleWeek => "circle_week",
            Self::WellbeingMonth => "wellbeing_month",
            Self::LinkedDays => "linked_days",
            Self::MirrorHelp => "mirror_help",
            Self::CircleMirror => "circle_mirror",
            Self::CircleCapacity => "circle_capacity",
            Self::Mirror => "mirror",
            Self::Tidy => "tidy",
        }
    }

    /// The job of a word, if it is one of ours.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|job| job.as_str() == word)
    }
}

/// What is announced where a job is due at once, so that no worker sleeps on it.
pub const TOPIC: &str = "jobs";

/// How often a job is tried.
pub const TRIES: i64 = 8;

/// Does something later. A job of the same kind for the same subject is moved to the new time.
///
/// # Errors
/// What the database says.
pub fn schedule(cx: &mut Cx<'_, '_>, job: Job, subject: impl Into<Uuid>, run_at: Timestamp) -> Result<()> {
    let id: Uuid = cx.id();
    if run_at <= cx.now {
        cx.tx.announce(TOPIC);
    }
    Ok(jobs::put(cx.tx, id, job.as_str(), subject.into(), run_at)?)
}

/// The same, but a job of the same kind for the same subject that waits already keeps its time.
///
/// # Errors
/// What the database says.
pub fn schedule_once(
    cx: &mut Cx<'_, '_>,
    job: Job,
    subject: impl Into<Uuid>,
    run_at: Timestamp,
) -> Result<()> {
    let id: Uuid = cx.id();
    if run_at <= cx.now {
        cx.tx.announce(TOPIC);
    }
    Ok(jobs::put_new(cx.tx, id, job.as_str(), subject.into(), run_at)?)
}

/// A job that a worker holds for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claimed {
    /// The job's id.
    pub id: Uuid,
    /// What to do; `None` where this version doesn't know the word.
    pub job: Option<Job>,
    /// With what.
    pub subject: Uuid,
    /// Which try this is, from 1.
    pub attempt: i64,
    /// Until when nobody else takes it.
    pub until: Timestamp,
}

/// Claims up to `most` jobs that are due. While the clock is far ahead of when the time was noted last, nothing that can't
/// be taken back: mails alone, so that people can sign in.
///
/// # Errors
/// What the database says.
pub fn claim(
    cx: &mut Cx<'_, '_>,
    which: Which<'_>,
    most: i64,
    lease: SignedDuration,
) -> Result<Vec<Claimed>> {
    let until = cx.now + lease;
    let which = match (clock_watch::is_ahead(cx)?, which) {
        (false, which) => which,
        (true, Which::AllBut(_)) => return Ok(Vec::new()),
        (true, _) => Which::Only(Job::SendMail.as_str()),
    };
    let rows = jobs::claim(cx.tx, (cx.now, until, until + lease), which, most)?;
    Ok(rows
        .into_iter()
        .map(|row| Claimed {
            id: row.id,
            job: Job::from_word(&row.kind),
            subject: row.subject_id,
            attempt: row.attempts,
            until,
        })
        .collect())
}

/// Does a claimed job and ends it, in one transaction. Where the lease was lost meanwhile, nothing is done: the job is
/// someone else's.
///
/// # Errors
/// What the job gives; then it is neither done nor ended.
pub fn perform(
    cx: &mut Cx<'_, '_>,
    claimed: &Claimed,
    work: impl FnOnce(&mut Cx<'_, '_>) -> Result<()>,
) -> Result<()> {
    if jobs::hold(cx.tx, claimed.id, claimed.until)? {
        work(cx)?;
        // A job that scheduled itself anew stays.
        jobs::done(cx.tx, claimed.id, claimed.until)?;
    }
    Ok(())
}

/// Puts a claimed job back for another try, later each time; gives it up after the last. `why` is for the operator and
/// holds no words of people. Whether it was given up.
///
/// # Errors
/// What the database says.
pub fn try_again(cx: &mut Cx<'_, '_>, claimed: &Claimed, why: &str) -> Result<bool> {
    if claimed.attempt >= TRIES {
        return give_up(cx, claimed, why);
    }
    let run_at = cx.now + wait(claimed.attempt, cx.app.entropy.below(SPREAD));
    jobs::again(cx.tx, (claimed.id, claimed.until), run_at, why)?;
    Ok(false)
}

/// Keeps a claimed job for the operator, not to be tried again. Whether it was still this worker's to give up.
///
/// # Errors
/// What the database says.
pub fn give_up(cx: &mut Cx<'_, '_>, claimed: &Claimed, why: &str) -> Result<bool> {
    Ok(jobs::give_up(cx.tx, (claimed.id, claimed.until), cx.now, why)?)
}

/// Steps of the spread of a wait: 0 to 400 thousandths are added to 80 %.
const SPREAD: u64 = 401;

/// How long to wait after a try: a minute, then four times as long each time, eight hours at the most; about a day in
/// all. Spread by a fifth both ways, so that what failed together doesn't come back together.
fn wait(attempt: i64, spread: u64) -> SignedDuration {
    let doublings = u32::try_from(attempt.clamp(1, 6) - 1).unwrap_or(0) * 2;
    let seconds = (60_i64 << doublings).min(8 * 3600);
    let thousandths = 800 + i64::try_from(spread).unwrap_or(0);
    SignedDuration::from_millis(seconds * thousandths)
}

/// How a job of a kind for a subject stands, for diagnosis and tests.
///
/// # Errors
/// What the database says.
pub fn find(cx: &mut Cx<'_, '_>, job: Job, subject: impl Into<Uuid>) -> Result<Option<JobRow>> {
    Ok(jobs::find(cx.tx, job.as_str(), subject.into())?)
}

/// How many jobs are due, and how many were given up: for the operator.
///
/// # Errors
/// What the database says.
pub fn counts(cx: &mut Cx<'_, '_>) -> Result<(i64, i64)> {
    Ok((jobs::due(cx.tx, cx.now)?, jobs::given_up(cx.tx)?))
}

/// Deletes what nobody needs any longer, and comes back tomorrow.
///
/// # Errors
/// What the database says.
pub fn tidy(cx: &mut Cx<'_, '_>) -> Result<()> {
    let now = cx.now;
    let before = |days: i64| now - SignedDuration::from_hours(24 * days);
    let sessions = tables::sessions::forget_before(cx.tx, before(1))?;
    let links = tables::links::forget_before(cx.tx, before(1))?;
    let tokens = tables::tidy::tokens(cx.tx, before(1))?;
    let answers = tables::idempotency::forget_before(cx.tx, before(2))?;
    let mails = tables::mails::tidy(cx.tx, before(30))?;
    let notices = tables::tidy::notices(cx.tx, before(365))?;
    let jobs = jobs::tidy(cx.tx, before(30))?;
    let attempts = tables::attempts::tidy(cx.tx, before(1))?;
    tracing::info!(sessions, links, tokens, answers, mails, notices, jobs, attempts, "tidied");
    schedule(cx, Job::Tidy, Uuid::nil(), cx.now + SignedDuration::from_hours(24))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_jobs_are_one_to_one() {
        for job in Job::ALL {
            assert_eq!(Job::from_word(job.as_str()), Some(*job));
        }
        assert_eq!(Job::from_word("mine_coins"), None);
    }

    #[test]
    fn waits_grow_and_span_about_a_day() {
        let middle: Vec<i64> = (1..TRIES).map(|attempt| wait(attempt, 200).as_secs() / 60).collect();
        assert_eq!(middle, [1, 4, 16, 64, 256, 480, 480]);
        let hours = middle.iter().sum::<i64>() / 60;
        assert!((20..28).contains(&hours), "{hours}");
        assert_eq!(wait(1, 0).as_secs(), 48);
        assert_eq!(wait(1, SPREAD - 1).as_secs(), 72);
    }
}

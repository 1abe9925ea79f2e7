//! The loop: claim, do, mark.

use std::{
    future::Future,
    pin::pin,
    time::{Duration, Instant},
};

use jiff::SignedDuration;
use mutua_mail::{Mailbox, Transport};
use mutua_service::{
    App, Credential, Error, Result,
    jobs::{self, Claimed, Job, Which},
    mails,
};
use tokio::{sync::broadcast::error::RecvError, task::JoinSet, time::sleep};
use uuid::Uuid;

use crate::{
    trust::Trust,
    work::{self, Failure},
};

/// How long a job is one worker's: longer than the slowest mail server takes to fail.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// How many mails one worker has on their way at once: mail servers are slow, the database isn't.
const MAILS_AT_ONCE: usize = 4;
/// How many jobs it does at once: a mail server that hangs keeps no other work waiting.
const AT_ONCE: usize = MAILS_AT_ONCE + 2;
/// How often to look where no news comes.
const PERIOD: Duration = Duration::from_secs(1);

/// Does what is due. Clones share the application.
#[derive(Debug, Clone)]
pub struct Worker {
    /// The application.
    pub app: App,
    /// How mail leaves.
    pub transport: Transport,
    /// Whom it is from.
    pub from: Mailbox,
}

impl Worker {
    /// A worker of this application.
    pub const fn new(app: App, transport: Transport, from: Mailbox) -> Self {
        Self { app, transport, from }
    }

    /// Works until `shutdown` is ready, and then finishes what is under way.
    pub async fn run(self, shutdown: impl Future<Output = ()> + Send) {
        let mut shutdown = pin!(shutdown);
        let mut news = self.app.store.announcements();
        let mut under_way = UnderWay::default();
        let (mut trust, mut trouble) = (Trust::new(), Trouble::default());
        let mut tidies = false;
        loop {
            let started = async {
                trust.look(&self.app).await?;
                if !tidies {
                    self.tidy_daily().await?;
                    tidies = true;
                }
                self.start(&mut under_way).await
            };
            trouble.tell(started.await.err().as_ref());
            let full = under_way.count() >= AT_ONCE;
            tokio::select! {
                () = &mut shutdown => break,
                Some(_) = under_way.mails.join_next() => {}
                Some(_) = under_way.others.join_next() => {}
                () = woken(&mut news), if !full => {}
                () = sleep(PERIOD) => {}
            }
        }
        while under_way.mails.join_next().await.is_some() {}
        while under_way.others.join_next().await.is_some() {}
    }

    /// Starts as many due jobs as there is room for.
    async fn start(&self, under_way: &mut UnderWay) -> Result<()> {
        under_way.forget_what_is_done();
        let room = AT_ONCE.saturating_sub(under_way.count());
        let room_for_mails = room.min(MAILS_AT_ONCE.saturating_sub(under_way.mails.len()));
        let mail = Job::SendMail.as_str();
        if room == 0 {
            return Ok(());
        }
        let (which, room) = match room_for_mails {
            0 => (Which::AllBut(mail), room),
            room => (Which::All, room),
        };
        for job in self.claim_some(which, room).await? {
            let worker = self.clone();
            let sort =
                if job.job == Some(Job::SendMail) { &mut under_way.mails } else { &mut under_way.others };
            sort.spawn(async move { worker.work(job).await });
        }
        Ok(())
    }

    /// Does what is due now, one job after another, until nothing is; how many.
    ///
    /// # Errors
    /// What the database says when jobs are claimed.
    pub async fn run_due(&self) -> Result<usize> {
        let mut count = 0;
        while let Some(job) = self.claim(1).await?.first() {
            self.work(*job).await;
            count += 1;
        }
        Ok(count)
    }

    /// Claims jobs and leaves them undone, as a worker does that dies.
    ///
    /// # Errors
    /// What the database says.
    pub async fn claim(&self, most: usize) -> Result<Vec<Claimed>> {
        self.claim_some(Which::All, most).await
    }

    async fn claim_some(&self, which: Which<'static>, most: usize) -> Result<Vec<Claimed>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.app.write(&Credential::System, move |cx| jobs::claim(cx, which, most, LEASE)).await
    }

    /// Does a claimed job, and puts it back or gives it up where that fails.
    async fn work(&self, claimed: Claimed) {
        let kind = claimed.job.map_or("unknown", Job::as_str);
        // A job that took its worker down each time would do so for ever.
        let outcome = if claimed.attempt > jobs::TRIES {
            Err(Failure::Never("the worker died of it".into()))
        } else {
            work::run(&self.app, &self.transport, &self.from, claimed).await
        };
        let Err(failure) = outcome else { return };
        let marked = self.mark(claimed, failure).await;
        match marked {
            Ok((true, why)) => tracing::error!(job = kind, id = %claimed.id, why, "a job was given up"),
            Ok((false, why)) => {
                tracing::warn!(job = kind, id = %claimed.id, attempt = claimed.attempt, why, "a job is tried again later");
            }
            // Its lease ends, and it is tried again.
            Err(error) => {
                tracing::warn!(job = kind, id = %claimed.id, sort = sort(&error), "a job's failure can't be kept")
            }
        }
    }

    /// Puts a failed job back or gives it up; whether it was given up, and why it failed.
    async fn mark(&self, claimed: Claimed, failure: Failure) -> Result<(bool, String)> {
        self.app
            .write(&Credential::System, move |cx| {
                let (given_up, why) = match &failure {
                    Failure::Later(why) => (jobs::try_again(cx, &claimed, why)?, why),
                    Failure::Never(why) => (jobs::give_up(cx, &claimed, why)?, why),
                };
                if given_up && claimed.job == Some(Job::SendMail) {
                    mails::failed(cx, claimed.subject.into(), why)?;
                }
                Ok((given_up, why.clone()))
            })
            .await
    }

    /// Sees to it that the daily tidying is scheduled.
    async fn tidy_daily(&self) -> Result<()> {
        self.app
            .write(&Credential::System, |cx| {
                let tomorrow = cx.now + SignedDuration::from_hours(24);
                jobs::schedule_once(cx, Job::Tidy, Uuid::nil(), tomorrow)
            })
            .await
    }
}

/// Jobs that are being done.
#[derive(Debug, Default)]
struct UnderWay {
    mails: JoinSet<()>,
    others: JoinSet<()>,
}

impl UnderWay {
    fn count(&self) -> usize {
        self.mails.len() + self.others.len()
    }

    fn forget_what_is_done(&mut self) {
        while self.mails.try_join_next().is_some() {}
        while self.others.try_join_next().is_some() {}
    }
}

/// How often the same trouble is told: it comes every second.
const TOLD: Duration = Duration::from_secs(60);

/// What keeps jobs from being claimed.
#[derive(Debug, Default)]
struct Trouble(Option<(String, Instant)>);

impl Trouble {
    fn tell(&mut self, error: Option<&Error>) {
        match (error, &self.0) {
            (None, None) => {}
            (None, Some(_)) => {
                tracing::info!("jobs are done again");
                self.0 = None;
            }
            (Some(error), told) => {
                let sort = sort(error);
                if told.as_ref().is_some_and(|(before, at)| *before == sort && at.elapsed() < TOLD) {
                    return;
                }
                let mend = match error {
                    Error::Storage(error) => error.way_out(),
                    _ => None,
                };
                tracing::warn!(sort, mend = mend.unwrap_or_default(), "jobs can't be claimed");
                self.0 = Some((sort, Instant::now()));
            }
        }
    }
}

/// Ready when a job may be due.
async fn woken(news: &mut tokio::sync::broadcast::Receiver<String>) {
    loop {
        match news.recv().await {
            Ok(topic) if topic != jobs::TOPIC => {}
            // Some news was missed: perhaps ours.
            Ok(_) | Err(RecvError::Lagged(_)) => return,
            Err(RecvError::Closed) => return std::future::pending().await,
        }
    }
}

/// The sort of an error, without what it says: that can quote what people wrote.
fn sort(error: &Error) -> String {
    match Failure::from(error.clone()) {
        Failure::Later(text) | Failure::Never(text) => text,
    }
}

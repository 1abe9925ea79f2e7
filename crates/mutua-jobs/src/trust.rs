//! Whether the worker believes the clock.
//!
//! While it doesn't, nothing is claimed that can't be taken back (`mutua_service::jobs::claim`). Someone sets the clock
//! right, or an hour later it is believed.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use mutua_service::{
    App, Credential, Result,
    clock_watch::{self, Standing},
};

/// How often the time is noted while all is well.
const BEAT: Duration = Duration::from_secs(10 * 60);
/// How often it is looked while it isn't.
const OFTEN: Duration = Duration::from_secs(60);
/// How long a clock that doesn't fit isn't believed.
const DOUBT: Duration = Duration::from_secs(3600);
/// How far the clock may stray from the time that passed, between two looks.
const STRAYED: SignedDuration = SignedDuration::from_mins(2);

/// What is known of the clock.
#[derive(Debug)]
pub(crate) struct Trust {
    /// When it was looked last, and what the clock said.
    looked: Option<(Instant, Timestamp)>,
    /// How it stood then, and since when it stands so.
    standing: Standing,
    since: Instant,
}

impl Trust {
    pub(crate) fn new() -> Self {
        Self { looked: None, standing: Standing::Fits, since: Instant::now() }
    }

    /// Looks, where it is time to.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn look(&mut self, app: &App) -> Result<()> {
        let now = app.clock.now();
        if !self.is_due(now) {
            return Ok(());
        }
        let standing = app.write(&Credential::System, clock_watch::look).await?;
        self.looked = Some((Instant::now(), now));
        if standing != self.standing {
            self.standing = standing;
            self.since = Instant::now();
            tell(standing, now);
        }
        if standing != Standing::Fits && self.since.elapsed() > DOUBT {
            let believed =
                app.write(&Credential::System, move |cx| clock_watch::believe(cx, standing)).await?;
            if believed {
                tracing::warn!(%now, "the clock is believed from now on: nobody set it otherwise for an hour");
                self.standing = Standing::Fits;
            }
            self.since = Instant::now();
        }
        Ok(())
    }

    fn is_due(&self, now: Timestamp) -> bool {
        let Some((at, said)) = self.looked else { return true };
        let passed = at.elapsed();
        let every = if self.standing == Standing::Fits { BEAT } else { OFTEN };
        let strayed = now.duration_since(said) - SignedDuration::try_from(passed).unwrap_or_default();
        passed > every || strayed.abs() > STRAYED
    }
}

fn tell(standing: Standing, now: Timestamp) {
    match standing {
        Standing::Fits => tracing::info!(%now, "the clock fits again"),
        Standing::Back(noted) => tracing::error!(
            %now,
            %noted,
            mend = "if it is wrong now, set it right (timedatectl), and let the machine keep time; if it was wrong before, \
                    nothing needs to be done",
            "the clock went back"
        ),
        Standing::Ahead(noted) => tracing::error!(
            %now,
            %noted,
            mend = "if it is wrong, set it right (timedatectl) within an hour: until then nothing ends, is reminded of or \
                    deleted; if this rested for so long, nothing needs to be done",
            "the clock is far ahead of when this last ran"
        ),
    }
}

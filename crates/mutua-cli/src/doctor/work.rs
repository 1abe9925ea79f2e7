//! Work that waits, and backups: what the application keeps in the database about them.

use jiff::{SignedDuration, Timestamp};
use mutua_service::{
    Credential,
    clock_watch::{self, Standing},
    instance::{self, Figures},
};
use mutua_storage::inspect::Inspection;

use super::{Finding, database};
use crate::settings::Effective;

/// How long a job may wait before something holds it up.
const PATIENCE: SignedDuration = SignedDuration::from_mins(15);
/// How old the last backup may grow.
const WEEK: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Looks into the database as the application does.
pub async fn check(effective: &Effective, inspection: &Inspection, now: Timestamp) -> Vec<Finding> {
    let app = match database::attached(effective, inspection).await {
        None => return Vec::new(),
        Some(Ok(app)) => app,
        Some(Err(error)) => {
            return vec![Finding::bad("key fits", format!("{error:#}"), "look at key and database")];
        }
    };
    let mut findings = vec![database::key(effective, &app).await];
    match app.read(&Credential::System, instance::figures).await {
        Ok(figures) => {
            findings.extend([
                last_ran(&figures, now),
                jobs(&figures, now),
                mails(&figures, now),
                backup(&figures, now),
            ]);
        }
        Err(error) => findings.push(Finding::bad("jobs", error.to_string(), "look at the database first")),
    }
    findings
}

fn minutes(since: Timestamp, now: Timestamp) -> i64 {
    now.duration_since(since).as_mins()
}

/// The clock against when the work was last done; beside what `database` finds of the clock.
fn last_ran(figures: &Figures, now: Timestamp) -> Finding {
    const LAST_RAN: &str = "last ran";
    match (clock_watch::standing(figures.noted, now), figures.noted) {
        (Standing::Back(noted), _) => Finding::warn(
            LAST_RAN,
            format!("it is {now} here, and this last ran at {noted}: the clock went back"),
            "set the right time, and let the machine keep it (systemd-timesyncd or chrony)",
        ),
        (Standing::Ahead(noted), _) => Finding::warn(
            LAST_RAN,
            format!("by this clock, it last ran {} days ago", minutes(noted, now) / (24 * 60)),
            "if that isn't so, set the right time; an hour after the start the clock is believed, and what is old is deleted",
        ),
        (Standing::Fits, Some(noted)) => {
            Finding::ok(LAST_RAN, format!("{} minutes ago", minutes(noted, now).max(0)))
        }
        (Standing::Fits, None) => Finding::ok(LAST_RAN, "it never did yet"),
    }
}

fn jobs(figures: &Figures, now: Timestamp) -> Finding {
    const JOBS: &str = "jobs";
    if let Some(since) = figures.jobs_due_since.filter(|since| *since + PATIENCE < now) {
        return Finding::bad(
            JOBS,
            format!(
                "{} are due, the oldest for {} minutes: nobody works",
                figures.jobs_due,
                minutes(since, now)
            ),
            "start the server, or a `mutua worker` where every node has --no-worker; then read the log",
        );
    }
    if figures.jobs_given_up.is_empty() {
        return Finding::ok(JOBS, format!("{} are due, none was given up", figures.jobs_due));
    }
    let kinds: Vec<String> =
        figures.jobs_given_up.iter().map(|(kind, count, why)| format!("{count} {kind} ({why})")).collect();
    Finding::warn(
        JOBS,
        format!("given up in the last 30 days: {}", kinds.join(", ")),
        "the log says more at that time; they are forgotten after 30 days",
    )
}

fn mails(figures: &Figures, now: Timestamp) -> Finding {
    const MAILS: &str = "mails";
    let waits = figures.mails_waiting_since.filter(|since| *since + PATIENCE < now);
    if let Some(since) = waits {
        let found = format!("{} wait, the oldest for {} minutes", figures.mails_waiting, minutes(since, now));
        return Finding::warn(
            MAILS,
            found,
            "see mail and jobs here; they go out by themselves once the server takes them",
        );
    }
    if figures.mails_given_up > 0 {
        return Finding::warn(
            MAILS,
            format!("{} were given up in the last 30 days", figures.mails_given_up),
            "mostly addresses that don't exist; if they are many, ask the mail server's log",
        );
    }
    Finding::ok(MAILS, format!("{} wait, none was given up", figures.mails_waiting))
}

fn backup(figures: &Figures, now: Timestamp) -> Finding {
    const BACKUP: &str = "backup";
    let mend = "let `mutua backup` run daily (docs/operators/backup.md)";
    match figures.last_backup {
        None => Finding::warn(BACKUP, "none is known of", mend),
        Some(at) if at + WEEK < now => {
            Finding::warn(BACKUP, format!("the last one is {} days old", minutes(at, now) / (24 * 60)), mend)
        }
        Some(at) => Finding::ok(BACKUP, format!("the last one is {} hours old", minutes(at, now) / 60)),
    }
}

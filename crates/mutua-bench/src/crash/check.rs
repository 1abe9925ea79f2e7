//! What the database holds, read past the program.

use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
};

use anyhow::{Context as _, ensure};
use postgres::NoTls;

use super::story::{Deed, Stories};

/// Where the data is.
#[derive(Debug, Clone)]
pub enum Database {
    /// A file.
    Sqlite(PathBuf),
    /// A `postgres://` address.
    Postgres(String),
}

/// Each finds what must not be: a query that counts it.
const NEVER: &[(&str, &str)] = &[
    (
        "an ask that reaches nobody",
        "SELECT COUNT(*) FROM ask a WHERE NOT EXISTS (SELECT 1 FROM ask_reach r
            WHERE r.circle_id = a.circle_id AND r.ask_id = a.id)",
    ),
    (
        "an ask without its need",
        "SELECT COUNT(*) FROM ask a WHERE NOT EXISTS (SELECT 1 FROM need n WHERE n.ask_id = a.id)",
    ),
    (
        "an open ask that never ends",
        "SELECT COUNT(*) FROM ask a WHERE a.state = 'open' AND NOT EXISTS
            (SELECT 1 FROM job j WHERE j.subject_id = a.id AND j.kind = 'expire_ask')",
    ),
    (
        "a pledge of which its asker wasn't told once",
        "SELECT COUNT(*) FROM ask a
            LEFT JOIN (SELECT ask_id, COUNT(*) AS told FROM notice WHERE what = 'pledge-made' GROUP BY ask_id) n
                ON n.ask_id = a.id
            LEFT JOIN (SELECT ask_id, COUNT(*) AS made FROM pledge GROUP BY ask_id) p ON p.ask_id = a.id
            WHERE COALESCE(n.told, 0) <> COALESCE(p.made, 0)",
    ),
    (
        "a yes of which its pledger wasn't told once",
        "SELECT COUNT(*) FROM pledge p
            LEFT JOIN (SELECT ask_id, person_id, COUNT(*) AS told FROM notice WHERE what = 'pledge-accepted'
                GROUP BY ask_id, person_id) n ON n.ask_id = p.ask_id AND n.person_id = p.person_id
            WHERE COALESCE(n.told, 0) <> CASE WHEN p.state IN ('accepted', 'done') THEN 1 ELSE 0 END",
    ),
    (
        "a done pledge without its one help, or a help of a pledge that isn't done",
        "SELECT COUNT(*) FROM pledge p WHERE (SELECT COUNT(*) FROM help h WHERE h.pledge_id = p.id)
            <> CASE WHEN p.state = 'done' THEN 1 ELSE 0 END",
    ),
    (
        "a help that nobody told",
        "SELECT COUNT(*) FROM help h WHERE NOT EXISTS (SELECT 1 FROM telling t
            WHERE t.circle_id = h.circle_id AND t.help_id = h.id)",
    ),
    (
        "thanks twice for a help",
        "SELECT COUNT(*) FROM (SELECT help_id FROM thanks GROUP BY help_id HAVING COUNT(*) > 1) d",
    ),
    (
        "a mail that waits with nothing to send it",
        "SELECT COUNT(*) FROM mail m WHERE m.state = 'waiting' AND NOT EXISTS
            (SELECT 1 FROM job j WHERE j.kind = 'send_mail' AND j.subject_id = m.id)",
    ),
    (
        "a job for a mail that isn't there",
        "SELECT COUNT(*) FROM job j WHERE j.kind = 'send_mail' AND NOT EXISTS
            (SELECT 1 FROM mail m WHERE m.id = j.subject_id)",
    ),
    (
        "a notice whose mail is missing, or a mail without its notice",
        "SELECT ABS((SELECT COUNT(*) FROM notice n WHERE n.mail = 'mailed')
            - (SELECT COUNT(*) FROM mail m WHERE m.unsubscribe IS NOT NULL))",
    ),
];

impl Database {
    /// Whether nothing is half-done: no cause without its effects, no effect without its cause.
    ///
    /// # Errors
    /// What is.
    pub fn half_done(&self) -> anyhow::Result<()> {
        let mut open = self.open()?;
        for (what, query) in NEVER {
            let count = open.count(query).with_context(|| (*what).to_owned())?;
            ensure!(count == 0, "half-done, {count} times: {what}");
        }
        Ok(())
    }

    /// Whether all that was acknowledged is there once, all that is there was sent, and nothing is half-done.
    ///
    /// # Errors
    /// What isn't as it should be.
    pub fn check(&self, stories: &Stories, people: usize) -> anyhow::Result<()> {
        self.half_done()?;
        let mut open = self.open()?;
        let told = people - 1;
        let untold = open.count(&format!(
            "SELECT COUNT(*) FROM ask a
                LEFT JOIN (SELECT ask_id, COUNT(*) AS told FROM notice WHERE what = 'ask-new' GROUP BY ask_id) n
                    ON n.ask_id = a.id
                WHERE COALESCE(n.told, 0) <> {told}"
        ))?;
        ensure!(untold == 0, "{untold} asks of which not every member was told once");
        open.whole()?;
        let there = open.deeds()?;
        let ledger = stories.ledger();
        for deed in &ledger.acknowledged {
            let count = there.get(deed).copied().unwrap_or(0);
            ensure!(count == 1, "acknowledged, and there {count} times: {deed:?}");
        }
        for (deed, count) in &there {
            ensure!(*count == 1, "there {count} times: {deed:?}");
            ensure!(ledger.sent.contains(deed), "there, and never sent: {deed:?}");
        }
        let keys: HashSet<String> = open
            .texts("SELECT idempotency_key, '' FROM idempotency")?
            .into_iter()
            .map(|(key, _)| key)
            .collect();
        let lost = ledger.keys.keys().find(|key| !keys.contains(*key));
        ensure!(lost.is_none(), "an idempotency key was lost: {lost:?}");
        Ok(())
    }

    /// Moves the mails of the past back, so that the next ones aren't too many at once.
    ///
    /// # Errors
    /// What the database says.
    pub fn let_an_hour_pass(&self) -> anyhow::Result<()> {
        self.open()?.change("UPDATE mail SET created_at = created_at - 7200000000")
    }

    /// Ends the leases of jobs that a killed worker held.
    ///
    /// # Errors
    /// What the database says.
    pub fn end_leases(&self) -> anyhow::Result<()> {
        self.open()?.change("UPDATE job SET claimed_until = NULL, run_at = 0 WHERE kind = 'send_mail'")
    }

    /// How many mails wait.
    ///
    /// # Errors
    /// What the database says.
    pub fn mails_waiting(&self) -> anyhow::Result<i64> {
        self.open()?.count("SELECT COUNT(*) FROM mail WHERE state = 'waiting'")
    }

    /// The ids of mails that count as sent.
    ///
    /// # Errors
    /// What the database says.
    pub fn mails_sent(&self) -> anyhow::Result<Vec<String>> {
        let query = match self {
            Self::Sqlite(_) => "SELECT lower(hex(id)), '' FROM mail WHERE state = 'sent'",
            Self::Postgres(_) => "SELECT replace(id::text, '-', ''), '' FROM mail WHERE state = 'sent'",
        };
        let ids = self.open()?.texts(query)?;
        ids.into_iter().map(|(hex, _)| Ok(hex.parse::<uuid::Uuid>()?.to_string())).collect()
    }

    fn open(&self) -> anyhow::Result<Open> {
        Ok(match self {
            Self::Sqlite(path) => {
                let conn = rusqlite::Connection::open(path)?;
                conn.busy_timeout(std::time::Duration::from_secs(10))?;
                Open::Sqlite(conn)
            }
            Self::Postgres(address) => Open::Postgres(Box::new(postgres::Client::connect(address, NoTls)?)),
        })
    }
}

enum Open {
    Sqlite(rusqlite::Connection),
    Postgres(Box<postgres::Client>),
}

impl Open {
    fn count(&mut self, query: &str) -> anyhow::Result<i64> {
        Ok(match self {
            Self::Sqlite(conn) => conn.query_row(query, (), |row| row.get(0))?,
            Self::Postgres(client) => client.query_one(query, &[])?.get(0),
        })
    }

    fn texts(&mut self, query: &str) -> anyhow::Result<Vec<(String, String)>> {
        Ok(match self {
            Self::Sqlite(conn) => {
                let mut statement = conn.prepare(query)?;
                let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?;
                rows.collect::<Result<_, _>>()?
            }
            Self::Postgres(client) => {
                client.query(query, &[])?.iter().map(|row| (row.get(0), row.get(1))).collect()
            }
        })
    }

    fn change(&mut self, statement: &str) -> anyhow::Result<()> {
        match self {
            Self::Sqlite(conn) => conn.execute_batch(statement)?,
            Self::Postgres(client) => client.batch_execute(statement)?,
        }
        Ok(())
    }

    /// Whether the file itself is whole.
    fn whole(&mut self) -> anyhow::Result<()> {
        let Self::Sqlite(conn) = self else { return Ok(()) };
        let verdict: String = conn.query_row("PRAGMA integrity_check", (), |row| row.get(0))?;
        ensure!(verdict == "ok", "the file isn't whole: {verdict}");
        let broken = conn.prepare("PRAGMA foreign_key_check")?.exists(())?;
        ensure!(!broken, "a reference leads nowhere");
        Ok(())
    }

    /// How often each deed is there.
    fn deeds(&mut self) -> anyhow::Result<HashMap<(Deed, String), usize>> {
        let mut there = HashMap::new();
        for (deed, query) in [
            (Deed::Ask, "SELECT title, '' FROM ask"),
            (Deed::Pledge, "SELECT words, state FROM pledge"),
            (Deed::Say, "SELECT words, '' FROM message"),
            (Deed::Finish, "SELECT words, '' FROM telling"),
            (Deed::Thank, "SELECT words, '' FROM thanks"),
        ] {
            for (words, state) in self.texts(query)? {
                if matches!(state.as_str(), "accepted" | "done") {
                    there.insert((Deed::Accept, words.clone()), 1);
                }
                *there.entry((deed, words)).or_default() += 1;
            }
        }
        Ok(there)
    }
}

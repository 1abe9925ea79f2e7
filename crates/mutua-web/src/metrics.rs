//! Figures for the operator, in the OpenMetrics text format, on an address of its own (`--metrics-listen`).
//!
//! Labels are words of ours: a route's pattern, a class of status, the name of a limit. None may hold an id, a name, an
//! address or anything that people wrote; a test looks for planted words in all of it. What each figure means, and when to
//! be alarmed, stands in docs/operators/watching.md; a new one gets a line there.

use std::{
    sync::{Arc, atomic::AtomicU64},
    time::Duration,
};

use axum::{
    Router,
    extract::State,
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use jiff::Timestamp;
use mutua_service::{App, Credential, instance, instance::Figures};
use prometheus_client::{
    encoding::{EncodeLabelSet, text},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};

use crate::state::Web;

/// From an answer out of memory to one that nobody waits for, in seconds.
const TIMES: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];
/// A gauge of whole seconds.
type Seconds = Gauge<f64, AtomicU64>;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabel {
    method: &'static str,
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct AnswerLabel {
    method: &'static str,
    route: String,
    status: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct LimitLabel {
    limit: &'static str,
}

/// Everything that is counted in this process, and what is read from the database when someone asks.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    answers: Family<AnswerLabel, Counter>,
    times: Family<RouteLabel, Histogram, fn() -> Histogram>,
    under_way: Gauge,
    refused: Family<LimitLabel, Counter>,
    streams: Gauge,
    connections: Gauge,
    turned_away: Counter,
    reads_database: Gauge,
    work: Work,
    process: Process,
}

/// The work that waits, on all nodes together.
#[derive(Debug, Default)]
struct Work {
    jobs_due: Gauge,
    jobs_due_for: Seconds,
    jobs_given_up: Gauge,
    mails_waiting: Gauge,
    mails_waiting_for: Seconds,
    mails_given_up: Gauge,
    last_backup: Seconds,
}

/// This process, as the system sees it.
#[derive(Debug, Default)]
struct Process {
    resident: Gauge,
    cpu: Counter<f64, AtomicU64>,
    files: Gauge,
    started: Seconds,
}

fn histogram() -> Histogram {
    Histogram::new(TIMES)
}

impl Metrics {
    /// For an application; nothing is counted yet.
    pub fn new(app: &App) -> Self {
        let mut all = Self {
            registry: Registry::default(),
            answers: Family::default(),
            times: Family::new_with_constructor(histogram as fn() -> Histogram),
            under_way: Gauge::default(),
            refused: Family::default(),
            streams: Gauge::default(),
            connections: Gauge::default(),
            turned_away: Counter::default(),
            reads_database: Gauge::default(),
            work: Work::default(),
            process: Process::default(),
        };
        all.process.started.set(seconds(app.clock.now()));
        all.register_web();
        all.register_database(app);
        all.register_work();
        all.register_process(app);
        all
    }

    fn register_web(&mut self) {
        let own = self.registry.sub_registry_with_prefix("mutua");
        own.register(
            "http_requests",
            "Requests that were answered, by route and class of status",
            self.answers.clone(),
        );
        let help = "How long it took until an answer began";
        own.register_with_unit("http_request_duration", help, Unit::Seconds, self.times.clone());
        own.register("http_requests_under_way", "Requests that are being answered", self.under_way.clone());
        own.register("refused", "What was refused because it was too much, by limit", self.refused.clone());
        own.register("live_streams", "Open pages that are told of changes", self.streams.clone());
        own.register("connections", "Connections that are open", self.connections.clone());
        let help = "Connections that were turned away because one address had very many";
        own.register("connections_turned_away", help, self.turned_away.clone());
    }

    fn register_database(&mut self, app: &App) {
        let meter = app.store.meter();
        let database = self.registry.sub_registry_with_prefix("mutua_database");
        database.register("waiting", "Reads and writes that wait for their turn", meter.waiting.clone());
        database.register_with_unit("wait", "How long they waited", Unit::Seconds, meter.waits.clone());
        database.register_with_unit(
            "run",
            "How long they ran, each try of them",
            Unit::Seconds,
            meter.runs.clone(),
        );
        let help = "How long a commit took (SQLite: one for several writes)";
        database.register_with_unit("commit", help, Unit::Seconds, meter.commits.clone());
        let help = "Writes that were in another's way and ran again (PostgreSQL)";
        database.register("conflicts", help, meter.conflicts.clone());
        database.register(
            "reachable",
            "1 where the database answered for these figures",
            self.reads_database.clone(),
        );
    }

    fn register_work(&mut self) {
        let (own, work) = (self.registry.sub_registry_with_prefix("mutua"), &self.work);
        own.register("jobs_due", "Jobs that are due", work.jobs_due.clone());
        let help = "Since when the oldest of them has been due";
        own.register_with_unit("jobs_due_oldest_age", help, Unit::Seconds, work.jobs_due_for.clone());
        own.register(
            "jobs_given_up",
            "Jobs that were given up in the last 30 days",
            work.jobs_given_up.clone(),
        );
        own.register("mails_waiting", "Mails that wait to be sent", work.mails_waiting.clone());
        let help = "How long the oldest of them has waited";
        own.register_with_unit(
            "mails_waiting_oldest_age",
            help,
            Unit::Seconds,
            work.mails_waiting_for.clone(),
        );
        own.register(
            "mails_given_up",
            "Mails that were given up in the last 30 days",
            work.mails_given_up.clone(),
        );
        let help = "When the last backup was taken, in seconds since 1970; 0 where none is known of";
        own.register_with_unit("last_backup_timestamp", help, Unit::Seconds, work.last_backup.clone());
    }

    fn register_process(&mut self, app: &App) {
        let process = self.registry.sub_registry_with_prefix("process");
        process.register_with_unit(
            "resident_memory",
            "Memory in use",
            Unit::Bytes,
            self.process.resident.clone(),
        );
        process.register_with_unit("cpu", "CPU that was used", Unit::Seconds, self.process.cpu.clone());
        process.register("open_fds", "Files and connections that are open", self.process.files.clone());
        let help = "When the process began, in seconds since 1970";
        process.register_with_unit("start_time", help, Unit::Seconds, self.process.started.clone());
        let database = if app.store.is_postgres() { "postgresql" } else { "sqlite" };
        let build = Info::new([("version", env!("CARGO_PKG_VERSION")), ("database", database)]);
        self.registry.register("mutua_build", "Which program this is", build);
    }

    /// A request begins; it is under way until this value goes.
    pub fn begin(&self) -> Open {
        Open::new(&self.under_way)
    }

    /// A request was answered.
    pub fn answered(&self, method: &Method, route: &str, status: StatusCode, took: Duration) {
        let (method, route) = (word(method), route.to_owned());
        self.times.get_or_create(&RouteLabel { method, route: route.clone() }).observe(took.as_secs_f64());
        self.answers.get_or_create(&AnswerLabel { method, route, status: class(status) }).inc();
    }

    /// A page begins to be told of changes; until this value goes.
    pub fn stream(&self) -> Open {
        Open::new(&self.streams)
    }

    /// A connection is open until this value goes.
    pub fn connection(&self) -> Open {
        Open::new(&self.connections)
    }

    /// A connection was turned away.
    pub fn turn_away(&self) {
        self.turned_away.inc();
    }

    fn set_work(&self, figures: &Figures, now: Timestamp) {
        let work = &self.work;
        let age = |since: Option<Timestamp>| {
            since.map_or(0.0, |since| now.duration_since(since).as_secs_f64().max(0.0))
        };
        let given_up: i64 = figures.jobs_given_up.iter().map(|(_, count, _)| count).sum();
        work.jobs_due.set(figures.jobs_due);
        work.jobs_due_for.set(age(figures.jobs_due_since));
        work.jobs_given_up.set(given_up);
        work.mails_waiting.set(figures.mails_waiting);
        work.mails_waiting_for.set(age(figures.mails_waiting_since));
        work.mails_given_up.set(figures.mails_given_up);
        work.last_backup.set(figures.last_backup.map_or(0.0, seconds));
    }

    /// What the service counted where it refused something.
    fn set_refused(&self, refused: Vec<(&'static str, u64)>) {
        for (limit, times) in refused {
            let counter = self.refused.get_or_create_owned(&LimitLabel { limit });
            counter.inc_by(times.saturating_sub(counter.get()));
        }
    }

    fn text(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        text::encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

impl Process {
    /// Reads what Linux says of this process; elsewhere these stay 0.
    fn look(&self) {
        if let Some(kilobytes) = read("/proc/self/status").and_then(|text| {
            let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
            line.trim().trim_end_matches("kB").trim().parse::<i64>().ok()
        }) {
            self.resident.set(kilobytes * 1024);
        }
        // The kernel tells it in hundredths of a second, after the name, which can hold anything.
        if let Some(hundredths) = read("/proc/self/stat").and_then(|text| {
            let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
            Some(fields.get(11)?.parse::<u32>().ok()? + fields.get(12)?.parse::<u32>().ok()?)
        }) {
            self.cpu.inc_by((f64::from(hundredths) / 100.0 - self.cpu.get()).max(0.0));
        }
        if let Ok(open) = std::fs::read_dir("/proc/self/fd") {
            self.files.set(i64::try_from(open.count()).unwrap_or(i64::MAX));
        }
    }
}

fn read(path: &str) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

fn seconds(at: Timestamp) -> f64 {
    at.duration_since(Timestamp::UNIX_EPOCH).as_secs_f64()
}

/// A method's word. Anyone can make others up.
fn word(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() / 100 {
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        5 => "5xx",
        _ => "1xx",
    }
}

/// Something that is open while this value lives.
#[derive(Debug)]
pub struct Open(Gauge);

impl Open {
    fn new(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// What is served on the address for figures.
pub fn router(web: Web) -> Router {
    Router::new().route("/metrics", get(show)).with_state(web)
}

async fn show(State(web): State<Web>) -> Response {
    let Some(metrics) = web.metrics.clone() else { return StatusCode::NOT_FOUND.into_response() };
    let now = web.app.clock.now();
    let read = web.app.read(&Credential::System, instance::figures).await;
    metrics.reads_database.set(i64::from(read.is_ok()));
    match read {
        Ok(figures) => metrics.set_work(&figures, now),
        Err(error) => tracing::warn!(%error, "the figures of waiting work can't be read"),
    }
    metrics.set_refused(web.throttle.refused());
    metrics.process.look();
    match metrics.text() {
        Ok(text) => {
            let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(header::CONTENT_TYPE, kind)], text).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The measures of an application, to be shared.
pub fn shared(app: &App) -> Arc<Metrics> {
    Arc::new(Metrics::new(app))
}

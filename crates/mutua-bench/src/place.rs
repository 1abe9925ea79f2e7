//! Where a program that is started here listens, and when it is ready.

use std::{
    net::SocketAddr,
    thread,
    time::{Duration, Instant},
};

use anyhow::ensure;

pub use mutua_mail::testing::free;

use crate::http::{Connection, Request};

/// How long a program may take until it is ready.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long one question whether it is may take.
const QUESTION: Duration = Duration::from_secs(10);

/// Waits until the program that listens there is ready.
///
/// # Errors
/// Where it isn't for a minute.
pub fn wait_until_ready(at: SocketAddr) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let request = Request::get("/ready", &[]);
    let until = Instant::now() + PATIENCE;
    loop {
        let asks = async {
            let mut connection = Connection::open(at).await?;
            anyhow::Ok(connection.exchange(&request).await?.status == 200)
        };
        let is_ready = runtime.block_on(async { tokio::time::timeout(QUESTION, asks).await });
        if let Ok(Ok(true)) = is_ready {
            return Ok(());
        }
        ensure!(Instant::now() < until, "the program isn't ready (MUTUA_BENCH_LOG=1 shows why)");
        thread::sleep(Duration::from_micros(500));
    }
}

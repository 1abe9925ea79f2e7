//! `mutua serve` and `mutua worker`.

use std::time::Duration;

use mutua_jobs::Worker;
use mutua_service::{App, Credential, people};
use mutua_web::Web;
use tokio::{net::TcpListener, sync::watch};

use crate::{args::ServeArgs, logging, settings::Effective};

/// How long requests and jobs that are under way may take once the program is told to end.
const GRACE: Duration = Duration::from_secs(15);

/// Serves.
pub async fn run(args: &ServeArgs) -> anyhow::Result<()> {
    let mut settings = Effective::new(args)?;
    let ending = ending();
    let listener = settings.bind().await?;
    let figures = settings.bind_metrics().await?;
    let app = settings.open().await?;
    if let Some(link) = app.write(&Credential::System, people::setup_link).await? {
        logging::say("Nobody is here yet. Open this link to set the place up (it works once):");
        logging::result(&link);
    }
    logging::say(&format!("Mutua listens on {}; people reach it at {}", settings.listen, settings.base_url));
    let web = Web::new(app).behind(settings.proxies.clone()).limited(settings.limits);
    let web = match figures {
        Some(figures) => {
            let web = web.measured();
            let router = mutua_web::metrics::router(web.clone());
            // It ends with the program; nobody waits for it.
            tokio::spawn(async move { axum::serve(figures, router).await });
            web
        }
        None => web,
    };
    serve(listener, web, &settings, ending).await
}

/// Serves on a listener, and works, until the program is told to end.
pub async fn serve(
    listener: TcpListener,
    web: Web,
    settings: &Effective,
    ending: Ending,
) -> anyhow::Result<()> {
    let worker = settings.worker.then(|| tokio::spawn(worker(&web.app, settings).run(told(ending.clone()))));
    let web = web.closing_with(ending.clone());
    let router = mutua_web::router(web.clone());
    let all = async {
        mutua_web::server::serve(listener, &web, router, settings.door, ending.clone()).await;
        if let Some(worker) = worker {
            let _ = worker.await;
        }
    };
    within_grace(all, ending.clone()).await;
    Ok(())
}

/// Works without serving.
pub async fn work(args: &ServeArgs) -> anyhow::Result<()> {
    let settings = Effective::new(args)?;
    let ending = ending();
    let app = settings.open().await?;
    logging::say(&format!("Mutua works on {}", settings.database));
    within_grace(worker(&app, &settings).run(told(ending.clone())), ending).await;
    Ok(())
}

/// Until it is done, or the grace is over. What isn't done by then was acknowledged to nobody.
async fn within_grace(all: impl Future<Output = ()>, ending: Ending) {
    tokio::select! {
        () = all => {}
        () = async { told(ending).await; tokio::time::sleep(GRACE).await } => {
            tracing::warn!(
                seconds = GRACE.as_secs(),
                "something that was under way didn't end in time; a mail among it is sent at the next start"
            );
        }
    }
}

fn worker(app: &App, settings: &Effective) -> Worker {
    Worker::new(app.clone(), settings.mail.clone(), settings.mail_from.clone())
}

/// Ready once the program is told to end.
async fn told(mut ending: Ending) {
    let _ = ending.wait_for(|ending| *ending).await;
}

/// True once the program is told to end.
pub type Ending = watch::Receiver<bool>;

/// Becomes true when the program is told to end, by Ctrl-C or SIGTERM, from here on: called before anything is opened, so
/// that what has begun is ended properly too.
pub fn ending() -> Ending {
    let (tell, told) = watch::channel(false);
    #[cfg(unix)]
    let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    tokio::spawn(async move {
        let interrupt = tokio::signal::ctrl_c();
        #[cfg(unix)]
        match terminate {
            Ok(mut terminate) => tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} },
            Err(_) => drop(interrupt.await),
        }
        #[cfg(not(unix))]
        drop(interrupt.await);
        logging::say("Ending; what is under way is finished first.");
        let _ = tell.send(true);
    });
    told
}

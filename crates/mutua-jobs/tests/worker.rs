//! Claiming, doing once, trying again, giving up, stopping.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::{
    io::Write as _,
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use jiff::SignedDuration;
use mutua_domain::id::MailId;
use mutua_mail::Transport;
use mutua_service::{
    asks::{self, AskInput},
    jobs::{self, Job},
    mails,
    testing::{self, TestApp},
};
use support::{tell_and_fail, tell_at_once, worker, worker_with};
use uuid::Uuid;

const LEASE: SignedDuration = SignedDuration::from_mins(5);

/// A transport to a port at which nobody answers.
fn nowhere() -> Transport {
    let place = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    Transport::parse(&format!("smtp://{place}")).unwrap()
}

async fn the_mail(t: &TestApp, to: mutua_domain::id::PersonId) -> MailId {
    t.see(None, move |cx| Ok(mutua_storage::tables::mails::waiting_for(cx.tx, to)?[0].id)).await.unwrap()
}

#[tokio::test]
async fn a_mail_leaves_once_and_what_it_said_is_forgotten() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let (worker, outbox) = worker(&t);
        tell_at_once(&t, ana).await;
        let mail = the_mail(&t, ana).await;
        assert_eq!(worker.run_due().await.unwrap(), 1);
        assert_eq!(worker.run_due().await.unwrap(), 0);
        let sent = outbox.messages();
        assert_eq!((sent.len(), sent[0].id.as_str()), (1, mail.to_string().as_str()));
        assert_eq!((sent[0].to.as_str(), sent[0].to_name.as_deref()), ("ana@example.org", Some("Ana")));
        let state = t.see(None, move |cx| mails::state(cx, mail)).await.unwrap();
        assert_eq!(state, Some(("sent".into(), None)));
        assert!(t.see(None, move |cx| mails::waiting(cx, mail)).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn an_action_that_fails_leaves_no_mail() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let (worker, outbox) = worker(&t);
        tell_and_fail(&t, ana).await;
        assert_eq!(worker.run_due().await.unwrap(), 0);
        assert!(outbox.messages().is_empty());
    }
}

#[tokio::test]
async fn a_mail_that_cannot_leave_is_tried_for_a_day_and_then_kept_for_the_operator() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let worker = worker_with(&t, nowhere());
        tell_at_once(&t, ana).await;
        let mail = the_mail(&t, ana).await;
        let begun = t.app.clock.now();
        for attempt in 1..jobs::TRIES {
            assert_eq!(worker.run_due().await.unwrap(), 1, "try {attempt}");
            let job = t.see(None, move |cx| jobs::find(cx, Job::SendMail, mail)).await.unwrap().unwrap();
            assert_eq!((job.attempts, job.claimed_until, job.failed_at), (attempt, None, None));
            assert_eq!(worker.run_due().await.unwrap(), 0, "not before its time");
            t.app.clock.set(job.run_at);
        }
        assert_eq!(worker.run_due().await.unwrap(), 1);
        let job = t.see(None, move |cx| jobs::find(cx, Job::SendMail, mail)).await.unwrap().unwrap();
        assert!(job.failed_at.is_some());
        assert_eq!(job.error.as_deref(), Some("the mail couldn't be sent"));
        let hours = begun.until(t.app.clock.now()).unwrap().total(jiff::Unit::Hour).unwrap();
        assert!((15.0..30.0).contains(&hours), "{hours}");
        let (state, why) = t.see(None, move |cx| mails::state(cx, mail)).await.unwrap().unwrap();
        assert_eq!(state, "failed");
        assert!(why.unwrap().contains("connection"));
        t.later(SignedDuration::from_hours(48));
        assert_eq!(worker.run_due().await.unwrap(), 0, "it was given up");
        assert_eq!(t.see(None, jobs::counts).await.unwrap(), (0, 1));
    }
}

#[tokio::test]
async fn a_mail_that_no_server_would_ever_take_is_given_up_at_once() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let (worker, outbox) = worker(&t);
        let mail: MailId = t
            .act(None, move |cx| {
                let id: MailId = cx.id();
                let row = mutua_storage::tables::mails::NewMailRow {
                    id,
                    person_id: ana,
                    kind: "test".into(),
                    address: "not an address".into(),
                    subject: "Private words".into(),
                    plain: "Private words".into(),
                    html: "Private words".into(),
                    unsubscribe: None,
                    created_at: cx.now,
                };
                mutua_storage::tables::mails::put(cx.tx, &row)?;
                jobs::schedule(cx, Job::SendMail, id, cx.now)?;
                Ok(id)
            })
            .await
            .unwrap();
        assert_eq!(worker.run_due().await.unwrap(), 1);
        assert!(outbox.messages().is_empty());
        let job = t.see(None, move |cx| jobs::find(cx, Job::SendMail, mail)).await.unwrap().unwrap();
        assert!(job.failed_at.is_some() && !job.error.unwrap().contains("Private"));
        let (state, why) = t.see(None, move |cx| mails::state(cx, mail)).await.unwrap().unwrap();
        assert!(state == "failed" && !why.unwrap().contains("Private"));
    }
}

#[tokio::test]
async fn two_workers_at_once_do_each_job_once() {
    for t in testing::apps() {
        let people = [t.person("Ana").await, t.person("Ben").await, t.person("Cem").await];
        for _ in 0..5 {
            for person in people {
                tell_at_once(&t, person).await;
            }
        }
        let (one, first) = worker(&t);
        let (two, second) = worker(&t);
        let (a, b, c, d) = tokio::join!(one.run_due(), two.run_due(), one.run_due(), two.run_due());
        assert_eq!(a.unwrap() + b.unwrap() + c.unwrap() + d.unwrap(), 15);
        let mut ids: Vec<String> =
            first.messages().into_iter().chain(second.messages()).map(|message| message.id).collect();
        ids.sort();
        let all = ids.len();
        ids.dedup();
        assert_eq!((ids.len(), all), (15, 15));
    }
}

#[tokio::test]
async fn what_a_dead_worker_had_claimed_is_taken_over_when_its_lease_ends() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        tell_at_once(&t, ana).await;
        let (dead, _) = worker(&t);
        assert_eq!(dead.claim(9).await.unwrap().len(), 1);
        let (alive, outbox) = worker(&t);
        assert_eq!(alive.run_due().await.unwrap(), 0);
        t.later(LEASE);
        assert_eq!(alive.run_due().await.unwrap(), 1);
        assert_eq!(outbox.messages().len(), 1);
    }
}

#[tokio::test]
async fn who_lost_its_lease_does_nothing() {
    for t in testing::apps() {
        t.act(None, |cx| jobs::schedule(cx, Job::Tidy, Uuid::nil(), cx.now)).await.unwrap();
        let (slow, _) = worker(&t);
        let late = slow.claim(1).await.unwrap()[0];
        t.later(LEASE);
        let (quick, _) = worker(&t);
        let taken = quick.claim(1).await.unwrap()[0];
        let runs = Arc::new(AtomicUsize::new(0));
        for claimed in [late, taken, taken] {
            let runs = Arc::clone(&runs);
            t.act(None, move |cx| {
                jobs::perform(cx, &claimed, |_| {
                    runs.fetch_add(1, Ordering::SeqCst);
                    Ok(())
                })
            })
            .await
            .unwrap();
        }
        assert_eq!(runs.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test]
async fn a_job_that_kills_its_worker_each_time_is_given_up() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        tell_at_once(&t, ana).await;
        let mail = the_mail(&t, ana).await;
        let (worker, outbox) = worker(&t);
        for _ in 0..jobs::TRIES {
            assert_eq!(worker.claim(1).await.unwrap().len(), 1);
            t.later(LEASE);
        }
        assert_eq!(worker.run_due().await.unwrap(), 1);
        assert!(outbox.messages().is_empty());
        assert_eq!(t.see(None, jobs::counts).await.unwrap(), (0, 1));
        assert_eq!(t.see(None, move |cx| mails::state(cx, mail)).await.unwrap().unwrap().0, "failed");
    }
}

#[tokio::test]
async fn a_job_scheduled_anew_while_it_runs_runs_again() {
    for t in testing::apps() {
        t.act(None, |cx| jobs::schedule(cx, Job::Tidy, Uuid::nil(), cx.now)).await.unwrap();
        let (worker, _) = worker(&t);
        assert_eq!(worker.run_due().await.unwrap(), 1);
        let job = t.see(None, |cx| jobs::find(cx, Job::Tidy, Uuid::nil())).await.unwrap().unwrap();
        assert_eq!(job.run_at, t.app.clock.now() + SignedDuration::from_hours(24));
        assert_eq!((job.attempts, job.claimed_until), (0, None));
    }
}

#[tokio::test]
async fn a_running_worker_hears_of_new_jobs_and_stops_when_told() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let (worker, outbox) = worker(&t);
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let running = tokio::spawn(worker.run(async move {
            let _ = stopped.await;
        }));
        tell_at_once(&t, ana).await;
        for _ in 0..500 {
            if !outbox.messages().is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(outbox.messages().len(), 1);
        let tidying = t.see(None, |cx| jobs::find(cx, Job::Tidy, Uuid::nil())).await.unwrap();
        assert!(tidying.is_some(), "it tidies daily");
        stop.send(()).unwrap();
        tokio::time::timeout(Duration::from_secs(10), running).await.unwrap().unwrap();
        tell_at_once(&t, ana).await;
        assert_eq!(outbox.messages().len(), 1);
    }
}

#[tokio::test]
async fn a_worker_that_is_stopped_finishes_what_is_under_way() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        tell_at_once(&t, ana).await;
        let mail = the_mail(&t, ana).await;
        // A server that thinks for a while and then says that it has no time.
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let place = server.local_addr().unwrap();
        let (reached, was_reached) = tokio::sync::oneshot::channel();
        let thread = std::thread::spawn(move || {
            let (mut stream, _) = server.accept().unwrap();
            reached.send(()).unwrap();
            std::thread::sleep(Duration::from_millis(400));
            stream.write_all(b"421 later, please\r\n").unwrap();
        });
        let worker = worker_with(&t, Transport::parse(&format!("smtp://{place}")).unwrap());
        worker
            .run(async move {
                let _ = was_reached.await;
            })
            .await;
        let job = t.see(None, move |cx| jobs::find(cx, Job::SendMail, mail)).await.unwrap().unwrap();
        assert_eq!((job.attempts, job.claimed_until), (1, None), "its failure was kept");
        thread.join().unwrap();
    }
}

#[tokio::test]
async fn an_ask_is_asked_about_and_ends_by_itself_and_the_day_is_mailed() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ana, &[ben], None).await;
        let input = AskInput {
            title: "A lift to the clinic".into(),
            kind: "practical".into(),
            circle: Some(circle.to_string()),
            ..Default::default()
        };
        let id = t.act(ana, move |cx| asks::create(cx, &input).map(|view| view.card.id)).await.unwrap();
        let (worker, outbox) = worker(&t);
        assert_eq!(worker.run_due().await.unwrap(), 1, "the mirror of who asks; nothing else is due yet");
        t.later(SignedDuration::from_hours(24));
        worker.run_due().await.unwrap();
        let subjects = |outbox: &mutua_mail::Outbox| -> Vec<String> {
            outbox
                .messages()
                .into_iter()
                .map(|message| format!("{}: {}", message.to, message.subject))
                .collect()
        };
        assert_eq!(subjects(&outbox), ["ben@example.org: One thing happened in Linden Street"]);
        outbox.clear();
        t.later(SignedDuration::from_hours(24 * 9));
        worker.run_due().await.unwrap();
        assert_eq!(subjects(&outbox), ["ana@example.org: Your ask in Linden Street: still needed?"]);
        t.later(SignedDuration::from_hours(24 * 6));
        worker.run_due().await.unwrap();
        let seen = t.see(ana, move |cx| asks::show(cx, id)).await.unwrap();
        assert_eq!(seen.card.state.as_str(), "expired");
        assert_eq!(t.see(None, jobs::counts).await.unwrap(), (0, 0), "nothing was given up");
    }
}

//! PostgreSQL goes away, is slow, says nothing, or has no room for another connection.

use std::{
    io::{Read as _, Write as _},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use mutua_bench::server::Server;

use crate::place::{Answer, Place, database_server, until};

const BUSY: &str = "The database is busy or away for a moment. Nothing was saved by this";

/// Many who ask at once; what they were told, and how long it took.
fn many(place: &Place, count: usize, title: &str) -> (Vec<Answer>, Duration) {
    let began = Instant::now();
    let answers = thread::scope(|scope| {
        let asking = |number| scope.spawn(move || place.ask(&format!("{title} {number}")));
        let running: Vec<_> = (0..count).map(asking).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    (answers, began.elapsed())
}

fn must_all_be_there(place: &Place, title: &str, count: usize) {
    let there = place.count(&format!("SELECT COUNT(*) FROM ask WHERE title LIKE '{title} %'"));
    assert_eq!(there, i64::try_from(count).unwrap(), "{title}");
}

#[test]
fn while_it_is_gone_everyone_is_told_soon_and_a_restart_in_the_night_is_noticed_by_nobody() {
    let Some(mut server) = database_server() else { return };
    gone(&mut server);
    restarted_in_the_night(&mut server);
}

fn gone(server: &mut Server) {
    let mut place = Place::on(Some(&server.create("gone").unwrap()));
    place.start();
    let (answers, _) = many(&place, 20, "before");
    assert!(answers.iter().all(|answer| answer.status == 201), "{answers:?}");
    server.kill().unwrap();
    let (answers, took) = many(&place, 40, "gone");
    for answer in &answers {
        assert_eq!(answer.status, 503, "{answer:?}");
        assert!(answer.head.contains("retry-after: "));
    }
    // Five seconds of patience for all of them together.
    assert!(took < Duration::from_secs(15), "{took:?}");
    let page = place.get(&place.world.page());
    place.must_say(&page.must_fail_kindly(503, BUSY));
    place.must_say("see that the database runs, is reached");
    assert_eq!(place.get("/ready").status, 503);
    assert_eq!(place.get("/health").status, 200);
    server.restart().unwrap();
    until("it is ready again", || place.get("/ready").status == 200);
    let (answers, _) = many(&place, 20, "after");
    assert!(answers.iter().all(|answer| answer.status == 201), "{answers:?}");
    must_all_be_there(&place, "before", 20);
    must_all_be_there(&place, "gone", 0);
    must_all_be_there(&place, "after", 20);
    place.end();
}

/// PostgreSQL was restarted while nobody asked for anything: whoever comes next notices nothing.
fn restarted_in_the_night(server: &mut Server) {
    let mut place = Place::on(Some(&server.create("night").unwrap()));
    place.options.push("--no-worker".into());
    place.start();
    many(&place, 20, "evening");
    server.kill().unwrap();
    server.restart().unwrap();
    thread::sleep(Duration::from_millis(1100));
    let (answers, _) = many(&place, 20, "morning");
    assert!(answers.iter().all(|answer| answer.status == 201), "{answers:?}");
    must_all_be_there(&place, "morning", 20);
    place.end();
}

#[test]
fn short_of_connections_slow_or_silent_it_does_what_it_can_and_tells_the_rest() {
    let Some(server) = database_server() else { return };
    short_of_connections(&server);
    slow_and_silent(&server);
}

/// With few connections it works; without any, everyone is told.
fn short_of_connections(server: &Server) {
    // A limit of a role doesn't hold for those who may do anything.
    let whole = server.create("few").unwrap();
    let mut place = Place::on(Some(&whole));
    place.sql(
        "CREATE ROLE few LOGIN CONNECTION LIMIT 4; GRANT ALL ON ALL TABLES IN SCHEMA public TO few; \
               GRANT ALL ON SCHEMA public TO few",
    );
    place.world.database = whole.replace("mutua@", "few@");
    place.start();
    place.world.database = whole;
    let (answers, _) = many(&place, 30, "few");
    assert!(answers.iter().all(|answer| answer.status == 201), "{answers:?}");
    place.sql("ALTER ROLE few CONNECTION LIMIT 0");
    place.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'few'");
    let (answers, took) = many(&place, 10, "none");
    for answer in &answers {
        answer.must_fail_kindly(503, "Nothing was saved by this");
    }
    assert!(took < Duration::from_secs(15), "{took:?}");
    place.must_say("too many connections");
    place.sql("ALTER ROLE few CONNECTION LIMIT -1");
    until("it is ready again", || place.get("/ready").status == 200);
    let (answers, _) = many(&place, 20, "after");
    assert!(answers.iter().all(|answer| answer.status == 201), "{answers:?}");
    must_all_be_there(&place, "few", 30);
    must_all_be_there(&place, "none", 0);
    must_all_be_there(&place, "after", 20);
    place.end();
}

/// A line to PostgreSQL that passes on what it is given after so many milliseconds.
struct Line {
    at: SocketAddr,
    delay: Arc<AtomicU64>,
}

impl Line {
    fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let delay = Arc::<AtomicU64>::default();
        let slowly = Arc::clone(&delay);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(server) = TcpStream::connect(server) else { continue };
                let (client_too, server_too) = (client.try_clone().unwrap(), server.try_clone().unwrap());
                let (there, back) = (Arc::clone(&slowly), Arc::clone(&slowly));
                thread::spawn(move || pass_on(client, server, &there));
                thread::spawn(move || pass_on(server_too, client_too, &back));
            }
        });
        Self { at, delay }
    }

    fn takes(&self, milliseconds: u64) {
        self.delay.store(milliseconds, Ordering::SeqCst);
    }
}

fn pass_on(mut from: TcpStream, mut to: TcpStream, delay: &AtomicU64) {
    let mut piece = [0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut piece) {
        let came = Instant::now();
        // The delay is looked at again and again: it may end meanwhile.
        while came.elapsed() < Duration::from_millis(delay.load(Ordering::SeqCst)) {
            thread::sleep(Duration::from_millis(2));
        }
        if to.write_all(&piece[..read]).is_err() {
            break;
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}

fn socket_of(database: &str) -> SocketAddr {
    database.split_once('@').unwrap().1.split_once('/').unwrap().0.parse().unwrap()
}

/// While it is slow, everything is done; while it is silent, everyone is told.
fn slow_and_silent(server: &Server) {
    let whole = server.create("slow").unwrap();
    let line = Line::to(socket_of(&whole));
    let mut place = Place::on(Some(&whole));
    place.options.push("--no-worker".into());
    place.world.database = whole.replace(&socket_of(&whole).to_string(), &line.at.to_string());
    place.start();
    place.world.database = whole;
    assert_eq!(place.ask("before").status, 201);
    line.takes(10);
    let (answers, _) = many(&place, 5, "slow");
    assert!(answers.iter().all(|answer| answer.status == 201), "{answers:?}");
    assert_eq!(place.get(&place.world.page()).status, 200);
    must_all_be_there(&place, "slow", 5);
    line.takes(600_000);
    // Twice as many as there are threads: what runs and what waits.
    let (answers, took) = many(&place, 16, "silent");
    assert!(took < Duration::from_secs(28), "{took:?}");
    for answer in &answers {
        assert_eq!(answer.status, 503, "{answer:?}");
        let said = ["Please look whether it is there before you send it again", "Nothing was saved by this"];
        assert!(said.iter().any(|said| answer.body.contains(said)), "{answer:?}");
    }
    line.takes(0);
    until("it is ready again", || place.get("/ready").status == 200);
    assert_eq!(place.ask("after").status, 201);
    // What was told that nothing was saved stays so, even now that it goes on.
    thread::sleep(Duration::from_millis(500));
    for (number, answer) in answers.iter().enumerate() {
        let there = place.there(&format!("silent {number}"));
        assert!(there == 0 || !answer.body.contains("Nothing was saved by this"), "{number}: {answer:?}");
    }
    place.end();
}

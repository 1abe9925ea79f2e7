//! A mail server that hangs, refuses, or lies.

use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use crate::place::{Place, until};

/// What the server does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Everything right.
    Polite,
    /// Takes the connection and says nothing.
    Hangs,
    /// Says at the greeting that it isn't a good time.
    RefusesToTalk,
    /// Refuses the recipient for now.
    RefusesForNow,
    /// Refuses the recipient for good.
    RefusesForGood,
    /// Answers in something that is no SMTP.
    Babbles,
    /// Says yes to everything, and hangs up before the mail.
    HangsUpBefore,
    /// Takes the whole mail, and hangs up without a word.
    HangsUpAfter,
}

struct State {
    manner: Manner,
    /// How often the whole content of each mail came, by its Message-ID.
    came: HashMap<String, usize>,
    /// How often the server said yes to it.
    taken: HashMap<String, usize>,
    talks: usize,
}

/// A mail server that behaves as it is told to.
#[derive(Clone)]
struct Moody {
    at: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Moody {
    fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let state = State { manner, came: HashMap::new(), taken: HashMap::new(), talks: 0 };
        let moody = Self { at, state: Arc::new(Mutex::new(state)) };
        let server = moody.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = server.clone();
                // Whoever breaks off is the other side.
                thread::spawn(move || drop(server.converse(&stream)));
            }
        });
        moody
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn becomes(&self, manner: Manner) {
        self.state().manner = manner;
    }

    fn converse(&self, stream: &TcpStream) -> std::io::Result<()> {
        let manner = {
            let mut state = self.state();
            state.talks += 1;
            state.manner
        };
        let (mut lines, mut out) = (BufReader::new(stream).lines(), stream);
        match manner {
            Manner::Hangs => {
                while lines.next().is_some() {}
                return Ok(());
            }
            Manner::RefusesToTalk => return out.write_all(b"421 not now\r\n"),
            Manner::Babbles => return out.write_all(b"\x00\xff\xfe<html>What?\r\n\r\n"),
            _ => out.write_all(b"220 moody\r\n")?,
        }
        while let Some(line) = lines.next().transpose()? {
            let command = line.get(..4).unwrap_or_default().to_uppercase();
            let answer = match (command.as_str(), manner) {
                ("RCPT", Manner::RefusesForNow) => "450 mailbox busy",
                ("RCPT", Manner::RefusesForGood) => "550 no such person",
                ("DATA", Manner::HangsUpBefore) => return Ok(()),
                ("DATA", _) => {
                    out.write_all(b"354 go on\r\n")?;
                    let id = content(&mut lines)?;
                    *self.state().came.entry(id.clone()).or_default() += 1;
                    if manner == Manner::HangsUpAfter {
                        return Ok(());
                    }
                    *self.state().taken.entry(id).or_default() += 1;
                    "250 kept"
                }
                ("QUIT", _) => return out.write_all(b"221 bye\r\n"),
                _ => "250 ok",
            };
            write!(out, "{answer}\r\n")?;
        }
        Ok(())
    }
}

/// Reads a mail; its Message-ID.
fn content(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> std::io::Result<String> {
    let mut id = String::new();
    while let Some(line) = lines.next().transpose()? {
        if line == "." {
            return Ok(id);
        }
        if let Some(rest) = line.strip_prefix("Message-ID: ") {
            id = rest.to_owned();
        }
    }
    Err(std::io::ErrorKind::UnexpectedEof.into())
}

/// The setting of a server that does everything right.
pub fn polite() -> String {
    format!("smtp://{}", Moody::start(Manner::Polite).at)
}

fn place_with(server: &Moody) -> Place {
    let mut place = Place::new();
    place.options.extend(["--mail".into(), format!("smtp://{}", server.at)]);
    place.start();
    place
}

/// Lets the time until the next try pass at once.
fn let_time_pass(place: &Place) {
    place.sql(
        "UPDATE job SET run_at = 0 WHERE kind = 'send_mail' AND claimed_until IS NULL AND failed_at IS NULL",
    );
}

const WAITING: &str = "SELECT COUNT(*) FROM mail WHERE state = 'waiting'";
const SENT: &str = "SELECT COUNT(*) FROM mail WHERE state = 'sent'";
const TRIED: &str =
    "SELECT COUNT(*) FROM job WHERE kind = 'send_mail' AND claimed_until IS NULL AND error IS NOT NULL";

/// Each of these passes: the mail waits, and leaves once the server has come to its senses.
#[test]
fn a_mail_waits_until_the_server_takes_it_and_is_taken_once() {
    let server = Moody::start(Manner::Polite);
    let mut place = place_with(&server);
    let moods = [
        Manner::RefusesToTalk,
        Manner::RefusesForNow,
        Manner::Babbles,
        Manner::HangsUpBefore,
        Manner::HangsUpAfter,
    ];
    for (number, manner) in moods.into_iter().enumerate() {
        server.becomes(manner);
        place.ask_for_a_mail(number);
        until("it was tried", || place.count(TRIED) == 1);
        assert_eq!(place.count(WAITING), 1, "{manner:?}");
        place.must_say("the mail couldn't be sent");
        server.becomes(Manner::Polite);
        let_time_pass(&place);
        until("it left", || place.count(WAITING) == 0);
        assert_eq!(place.count(SENT), i64::try_from(number + 1).unwrap(), "{manner:?}");
    }
    let state = server.state();
    assert_eq!(state.taken.len(), moods.len());
    assert!(state.taken.values().all(|times| *times == 1), "each was taken once: {:?}", state.taken);
    // What came whole without a yes came again under its name, by which its receiver tells that it is the same.
    let twice = state.came.values().filter(|times| **times == 2).count();
    assert_eq!((twice, state.came.len()), (1, moods.len()), "{:?}", state.came);
    drop(state);
    place.end();
}

#[test]
fn a_mail_that_is_refused_for_good_is_kept_for_the_operator() {
    let server = Moody::start(Manner::RefusesForGood);
    let mut place = place_with(&server);
    place.ask_for_a_mail(1);
    place.must_say("a job was given up");
    until("it is marked", || place.count("SELECT COUNT(*) FROM mail WHERE state = 'failed'") == 1);
    let output = place.command("doctor").args(["--mail", &format!("smtp://{}", server.at)]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("1 were given up in the last 30 days"), "{said}");
    assert!(server.state().taken.is_empty());
    place.end();
}

#[test]
fn where_nobody_listens_it_waits() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut place = Place::new();
    place.options.extend(["--mail".into(), format!("smtp://{nobody}")]);
    place.start();
    place.ask_for_a_mail(1);
    until("it was tried", || place.count(TRIED) == 1);
    let output = place.command("doctor").args(["--mail", &format!("smtp://{nobody}")]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("refused the connection; is it running, is the port right?"), "{said}");
    assert_eq!(place.count(WAITING), 1);
    place.end();
}

/// More mails than can be on their way at once, none of which comes to an end: everything else goes on.
#[test]
fn a_server_that_hangs_holds_up_nothing_but_its_mails() {
    let server = Moody::start(Manner::Hangs);
    let mut place = place_with(&server);
    for person in 0..5 {
        place.ask_for_a_mail(person);
    }
    until("four are on their way", || server.state().talks == 4);
    let began = Instant::now();
    assert_eq!(place.ask("meanwhile").status, 201);
    // A job of another sort, whose ask isn't there any more.
    place.sql("UPDATE job SET run_at = 0 WHERE kind = 'expire_ask'");
    until("other jobs are done", || {
        place.count("SELECT COUNT(*) FROM job WHERE kind = 'expire_ask' AND run_at = 0") == 0
    });
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    server.becomes(Manner::Polite);
    // Each is given up after ten seconds of silence; the fifth is taken then.
    until("the fifth left", || place.count(SENT) == 1);
    until("the four were tried", || place.count(TRIED) == 4);
    let_time_pass(&place);
    until("all left", || place.count(SENT) == 5);
    assert!(server.state().taken.values().all(|times| *times == 1), "{:?}", server.state().taken);
    place.end();
}

//! Servers that refuse, fall silent, hang up or babble: is the mail for later or for never, and what is said?

use std::time::{Duration, Instant};

use super::{
    message,
    scripted::{Answer, Script, Scripted, polite},
};
use crate::{Message, SendError, Sent, Transport};

fn transport(server: &Scripted, login: &str, options: &str) -> Transport {
    let setting = format!("smtp://{login}127.0.0.1:{}{options}", server.port());
    Transport::parse(&setting).unwrap().with_timeout(Duration::from_millis(300))
}

fn send(script: Script) -> (Result<Sent, SendError>, Vec<String>) {
    let server = Scripted::start(script);
    let outcome = transport(&server, "", "").send(&message());
    (outcome, server.heard())
}

#[track_caller]
fn later(script: Script, words: &str) {
    match send(script).0 {
        Err(SendError::Later(text)) => assert!(text.contains(words), "{text}"),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn never(script: Script, words: &str) {
    match send(script).0 {
        Err(SendError::Never(text)) => assert!(text.contains(words), "{text}"),
        other => panic!("{other:?}"),
    }
}

/// `answer` at the commands that begin with `start`, politeness at others.
macro_rules! but {
    ($start:literal, $answer:expr) => {
        |command| if command.starts_with($start) { $answer } else { polite(command) }
    };
}

#[test]
fn a_mail_is_handed_in() {
    let (outcome, heard) = send(polite);
    assert_eq!(outcome, Ok(Sent::Accepted { reply: "2.0.0 queued as 4ABCDEF".to_owned() }));
    assert!(heard[0].starts_with("EHLO "));
    assert_eq!(heard[1..4], ["MAIL FROM:<mutua@example.org>", "RCPT TO:<ana@example.net>", "DATA"]);
    assert!(heard[4].starts_with("Date: Thu, 5 Mar 2026"));
    assert_eq!(heard[5..], ["QUIT"]);
}

#[test]
fn refusals_of_the_recipient_or_the_mail() {
    never(
        but!("RCPT", Answer::Say("550 5.1.1 <ana@example.net>: user unknown")),
        "refused the recipient’s address: 550 5.1.1 <ana@example.net>: user unknown",
    );
    later(but!("RCPT", Answer::Say("451 4.7.1 greylisted, try again")), "451 4.7.1 greylisted");
    later(but!("RCPT", Answer::Say("530 5.7.0 sign in first")), "530");
    never(
        but!("CONTENT", Answer::Say("554 5.6.0 we don't like it")),
        "refused the mail: 554 5.6.0 we don't like it",
    );
    later(but!("CONTENT", Answer::Say("452 4.3.1 disk full")), "452");
    later(but!("DATA", Answer::Say("421 closing down")), "421");
}

#[test]
fn what_the_operator_can_mend_is_for_later() {
    later(
        but!("CONNECT", Answer::Say("554 5.7.1 your address is on a list")),
        "does not want to talk to us: 554",
    );
    later(but!("EHLO", Answer::Say("550 who are you")), "550");
    later(but!("MAIL", Answer::Say("553 5.7.1 not your address")), "refused the sender’s address: 553");
}

#[test]
fn the_conversation_ends_politely_after_a_refusal() {
    let (_, heard) = send(but!("RCPT", Answer::Say("550 no")));
    assert_eq!(heard.last().unwrap(), "QUIT");
}

#[test]
fn silence_is_for_later_and_soon_over() {
    let start = Instant::now();
    later(but!("CONNECT", Answer::Silence), "did not answer in time");
    later(but!("RCPT", Answer::Silence), "did not answer in time");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[test]
fn the_answer_to_the_whole_mail_is_awaited_longer() {
    let start = Instant::now();
    later(but!("CONTENT", Answer::Silence), "did not answer in time");
    assert!((1700..5000).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
}

#[test]
fn silence_after_the_mail_was_taken_does_not_undo_it() {
    let (outcome, _) = send(but!("QUIT", Answer::Silence));
    assert!(outcome.is_ok());
}

#[test]
fn hanging_up_and_babble_are_for_later() {
    for script in [
        but!("CONNECT", Answer::Close) as Script,
        but!("RCPT", Answer::Close),
        but!("CONTENT", Answer::Close),
    ] {
        let outcome = send(script).0;
        assert!(matches!(outcome, Err(SendError::Later(_))), "{outcome:?}");
    }
    later(but!("CONNECT", Answer::Say("HTTP/1.1 400 Bad Request geheim")), "isn’t SMTP");
    later(but!("RCPT", Answer::Say("banana geheim")), "isn’t SMTP");
    let (outcome, _) = send(but!("RCPT", Answer::Say("banana geheim")));
    assert!(!outcome.unwrap_err().to_string().contains("geheim"));
}

#[test]
fn no_server_is_for_later() {
    let gone = Scripted::start(polite);
    let refused = transport(&gone, "", "");
    drop(gone);
    let text = refused.send(&message()).unwrap_err();
    assert!(matches!(&text, SendError::Later(text) if text.contains("refused the connection")), "{text}");
    let unknown = Transport::parse("smtp://no-such-host.invalid?tls=none")
        .unwrap()
        .with_timeout(Duration::from_secs(1));
    let text = unknown.send(&message()).unwrap_err();
    assert!(matches!(&text, SendError::Later(text) if text.contains("no-such-host.invalid:25")), "{text}");
}

#[test]
fn words_of_the_mail_are_not_repeated() {
    let spam: Script = but!(
        "CONTENT",
        Answer::Say("554 5.7.1 spam: https://mutua.example.org/in/TOKEN-7391-abcdef is listed")
    );
    let (outcome, _) = send(spam);
    let text = outcome.unwrap_err().to_string();
    assert!(text.ends_with("refused the mail: 554"), "{text}");
    let words: Script = but!("RCPT", Answer::Say("550 5.7.1 No: HALLO ÁNA, . ..dots at the start"));
    assert!(send(words).0.unwrap_err().to_string().ends_with("address: 550"));
    let code: Script = but!("CONTENT", Answer::Say("250 ok, code 7391 noted"));
    assert_eq!(send(code).0, Ok(Sent::Accepted { reply: String::new() }));
}

#[test]
fn signing_in() {
    let server = Scripted::start(polite);
    transport(&server, "user:geheim@", "?hello=mutua.example.org").send(&message()).unwrap();
    let heard = server.heard();
    // “\0user\0geheim” in base64
    assert_eq!(heard[..2], ["EHLO mutua.example.org", "AUTH PLAIN AHVzZXIAZ2VoZWlt"]);
}

#[test]
fn a_refused_password_is_for_later_and_not_repeated() {
    let scripts: [Script; 4] = [
        but!("AUTH", Answer::Say("534 5.7.9 geheim is too weak")),
        but!("AUTH", Answer::Say("535 5.7.8 geheim AHVzZXIAZ2VoZWlt is wrong")),
        but!("AUTH", Answer::Say("geheim AHVzZXIAZ2VoZWlt")),
        but!("EHLO", Answer::Say("250 scripted.example")),
    ];
    for (script, words) in scripts.into_iter().zip([
        "refused the user or password",
        "refused the user or password",
        "isn’t SMTP",
        "no way to sign in",
    ]) {
        let server = Scripted::start(script);
        let transport = transport(&server, "user:geheim@", "");
        for error in [transport.send(&message()).unwrap_err(), transport.check().unwrap_err()] {
            assert!(matches!(&error, SendError::Later(text) if text.contains(words)), "{error}");
            assert!(!error.to_string().contains("geheim") && !error.to_string().contains("AHVz"), "{error}");
        }
        assert!(!server.heard().iter().any(|line| line.starts_with("MAIL")));
    }
}

#[test]
fn without_the_encryption_asked_for_nothing_is_said() {
    let server = Scripted::start(polite);
    let strict = transport(&server, "user:geheim@", "?tls=required");
    for error in [strict.send(&message()).unwrap_err(), strict.check().unwrap_err()] {
        assert!(matches!(&error, SendError::Later(text) if text.contains("offers no encryption")), "{error}");
    }
    assert!(!server.heard().iter().any(|line| line.starts_with("AUTH") || line.starts_with("MAIL")));
    transport(&server, "", "?tls=opportunistic").send(&message()).unwrap();
}

#[test]
fn a_check_sends_no_mail() {
    let server = Scripted::start(polite);
    transport(&server, "user:geheim@", "").check().unwrap();
    let heard = server.heard();
    assert!(heard[0].starts_with("EHLO") && heard[1].starts_with("AUTH"));
    assert_eq!(heard[2..], ["QUIT"]);
    let silent = Scripted::start(but!("EHLO", Answer::Silence));
    assert!(matches!(transport(&silent, "", "").check(), Err(SendError::Later(_))));
}

#[test]
fn letters_beyond_ascii_before_the_at_need_a_server_that_takes_them() {
    let ana = Message { to: "ána@example.net".to_owned(), ..message() };
    let server = Scripted::start(polite);
    let error = transport(&server, "", "").send(&ana).unwrap_err();
    assert!(matches!(&error, SendError::Never(text) if text.contains("before the @")), "{error}");
    let able =
        Scripted::start(but!("EHLO", Answer::Say("250-scripted.example\r\n250-SMTPUTF8\r\n250 8BITMIME")));
    transport(&able, "", "").send(&ana).unwrap();
    assert_eq!(
        able.heard()[1..3],
        ["MAIL FROM:<mutua@example.org> SMTPUTF8 BODY=8BITMIME", "RCPT TO:<ána@example.net>"]
    );
}

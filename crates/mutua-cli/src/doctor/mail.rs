//! The mail server: reached, greeted, encrypted, signed in to. Nothing is sent.

use mutua_mail::Transport;

use super::Finding;

const MAIL: &str = "mail";

/// Tries all but a mail.
pub fn check(mail: &Transport) -> Finding {
    match (mail, mail.check()) {
        (Transport::Off, _) => Finding::warn(
            MAIL,
            "off: people sign in by password alone, and nobody is reminded of anything",
            "say --mail smtps://user:password@host",
        ),
        (Transport::Memory(_), _) => Finding::bad(
            MAIL,
            "memory: every mail is lost when the program ends",
            "say --mail smtps://user:password@host",
        ),
        (_, Ok(())) => Finding::ok(MAIL, format!("{mail} takes mail")),
        (_, Err(error)) => Finding::bad(
            MAIL,
            error.to_string(),
            "look at --mail (host, port, user, password) and at the server; mails wait meanwhile, and are tried for a day",
        ),
    }
}

//! The messages are read back by a parser that shares no code with lettre; the transports talk to aiosmtpd and
//! to small servers that misbehave on purpose.

mod aiosmtpd;
mod local;
mod message;
mod scripted;
mod server;
mod setting;

use crate::{Mailbox, Message};

const PLAIN: &str = "Hallo Ána,\n.\n..dots at the start of a line, and a = sign\nhttps://mutua.example.org/in/TOKEN-7391-abcdef\n";
const HTML: &str = "<!doctype html><html><body><p>Hallo Ána,</p>\n<p>.</p><a href=\"https://mutua.example.org/in/TOKEN-7391-abcdef\">sign in</a></body></html>\n";

fn message() -> Message {
    Message {
        id: "01890a5d-ac96-774b-bcce-b302099a8057".to_owned(),
        to: "ana@example.net".to_owned(),
        to_name: Some("Ána Sørensen".to_owned()),
        from: Mailbox::new(Some("Garten-Kreis Süd"), "mutua@example.org").unwrap(),
        subject: "Zoë bittet um Hilfe: Fahrrad flicken — 明日".to_owned(),
        plain: PLAIN.to_owned(),
        html: HTML.to_owned(),
        unsubscribe: Some("https://mutua.example.org/u/abc?x=1&y=2".to_owned()),
        at: "2026-03-05T09:08:07Z".parse().unwrap(),
        auto_submitted: true,
    }
}

/// The names of the headers before the first empty line, in order.
fn header_names(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let (head, _) = text.split_once("\r\n\r\n").unwrap();
    let folded = |line: &&str| !line.starts_with([' ', '\t']);
    head.split("\r\n").filter(folded).map(|line| line.split(':').next().unwrap().to_owned()).collect()
}

/// A header as it stands on the wire.
fn header(bytes: &[u8], name: &str) -> Option<String> {
    let parsed = mail_parser::MessageParser::default().parse(bytes).unwrap();
    parsed.header_raw(name).map(|value| value.trim().to_owned())
}

/// Checks that `bytes` are [`message`], whatever a server has put above it.
fn assert_is_message(bytes: &[u8]) {
    let parsed = mail_parser::MessageParser::default().parse(bytes).unwrap();
    let expected = message();
    assert_eq!(parsed.subject(), Some(expected.subject.as_str()));
    let from = parsed.from().unwrap().first().unwrap();
    assert_eq!((from.name(), from.address()), (Some("Garten-Kreis Süd"), Some("mutua@example.org")));
    let to = parsed.to().unwrap().first().unwrap();
    assert_eq!((to.name(), to.address()), (Some("Ána Sørensen"), Some("ana@example.net")));
    assert_eq!(parsed.message_id(), Some("01890a5d-ac96-774b-bcce-b302099a8057@example.org"));
    assert_eq!(header(bytes, "Date").unwrap(), "Thu, 5 Mar 2026 09:08:07 +0000");
    assert_eq!(header(bytes, "Auto-Submitted").unwrap(), "auto-generated");
    assert_eq!(header(bytes, "List-Unsubscribe").unwrap(), "<https://mutua.example.org/u/abc?x=1&y=2>");
    assert_eq!(header(bytes, "List-Unsubscribe-Post").unwrap(), "List-Unsubscribe=One-Click");
    assert!(header(bytes, "Content-Type").unwrap().starts_with("multipart/alternative"));
    assert_eq!(bodies(bytes), (PLAIN.to_owned(), HTML.to_owned()));
}

/// The plain and the HTML text, with the line ends we write.
fn bodies(bytes: &[u8]) -> (String, String) {
    let parsed = mail_parser::MessageParser::default().parse(bytes).unwrap();
    assert_eq!((parsed.text_body_count(), parsed.html_body_count()), (1, 1));
    let text = |part: &mail_parser::MessagePart<'_>| part.text_contents().unwrap().replace("\r\n", "\n");
    (text(parsed.text_part(0).unwrap()), text(parsed.html_part(0).unwrap()))
}

//! What goes over the wire, and that nothing typed can break out of its place.

use proptest::prelude::*;

use super::{assert_is_message, bodies, header, header_names, message};
use crate::{Mailbox, Message, MessageError};

const HEADERS: [&str; 10] = [
    "Date",
    "From",
    "To",
    "Subject",
    "Message-ID",
    "Auto-Submitted",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "MIME-Version",
    "Content-Type",
];

#[test]
fn a_message_reads_back_as_it_was() {
    let bytes = message().to_bytes().unwrap();
    assert_is_message(&bytes);
    assert_eq!(header_names(&bytes), HEADERS);
    assert!(bytes.is_ascii());
    assert_eq!(bytes, message().to_bytes().unwrap());
}

#[test]
fn what_is_not_asked_for_is_left_out() {
    let plain = Message { unsubscribe: None, auto_submitted: false, to_name: None, ..message() };
    let names = header_names(&plain.to_bytes().unwrap());
    assert_eq!(names, ["Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Content-Type"]);
}

#[test]
fn one_click_is_promised_for_https_alone() {
    let near = Message { unsubscribe: Some("http://localhost:8080/u/1".to_owned()), ..message() };
    let bytes = near.to_bytes().unwrap();
    assert_eq!(header(&bytes, "List-Unsubscribe").unwrap(), "<http://localhost:8080/u/1>");
    assert_eq!(header(&bytes, "List-Unsubscribe-Post"), None);
    let long = format!("https://x.example/{}", "a".repeat(900));
    for bad in [
        "mailto:x@example.org",
        "https://x.example/>\r\nBcc: y@example.org",
        "https://x.example/a b",
        "",
        &long,
    ] {
        let message = Message { unsubscribe: Some(bad.to_owned()), ..message() };
        assert_eq!(message.to_bytes(), Err(MessageError::Unsubscribe), "{bad}");
    }
}

#[test]
fn line_breaks_in_subject_and_names_add_no_header() {
    for breaks in ["\r\n", "\n", "\r", "\r\n\r\n", "\u{2028}", "\u{85}", "\0", "\u{b}"] {
        let typed = format!("Hi{breaks}Bcc: victim@example.com{breaks}{breaks}<script>");
        let message = Message {
            subject: typed.clone(),
            to_name: Some(typed.clone()),
            from: Mailbox::new(Some(&typed), "mutua@example.org").unwrap(),
            ..message()
        };
        let bytes = message.to_bytes().unwrap();
        assert_eq!(header_names(&bytes), HEADERS);
        let parsed = mail_parser::MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(parsed.subject(), Some("Hi Bcc: victim@example.com <script>"));
        assert_eq!(parsed.to().unwrap().first().unwrap().name(), Some("Hi Bcc: victim@example.com <script>"));
        assert!(parsed.bcc().is_none());
        assert_eq!(bodies(&bytes).0, message.plain);
    }
}

#[test]
fn bad_addresses_are_refused() {
    let bad = [
        "",
        "ana",
        "@example.net",
        "ana@",
        "ana@example.net\r\nBcc: x@example.com",
        "ana\r\n@example.net",
        "ana@exam\nple.net",
        "ana@example.net>, <x@example.com",
        "ana@example.net, x@example.com",
        "\"a\r\nb\"@example.net",
        "\"a b\"@example.net",
        "a b@example.net",
        "a\0b@example.net",
        " ana@example.net",
        "ana@-example.net",
    ];
    for to in bad {
        let error = Message { to: to.to_owned(), ..message() }.to_bytes().unwrap_err();
        assert!(matches!(error, MessageError::To(_)), "{to:?}");
        assert!(!error.to_string().contains(['\r', '\n', '\0']), "{error:?}");
        assert!(Mailbox::new(None, to).is_err(), "{to:?}");
    }
}

#[test]
fn bad_ids_are_refused() {
    for id in ["", "a b", "a>\r\nBcc: x@example.com", "../../etc/passwd", ".hidden", "ä", &"a".repeat(65)] {
        assert_eq!(Message { id: id.to_owned(), ..message() }.to_bytes(), Err(MessageError::Id), "{id:?}");
    }
}

#[test]
fn domains_go_out_in_ascii() {
    let bytes = Message { to: "ana@bücher.example".to_owned(), ..message() }.to_bytes().unwrap();
    assert!(header(&bytes, "To").unwrap().ends_with("<ana@xn--bcher-kva.example>"));
    assert!(bytes.is_ascii());
}

#[test]
fn a_sender_as_an_operator_writes_it() {
    let read = |text| Mailbox::parse(text).map(|m| (m.name().map(str::to_owned), m.address().to_owned()));
    let plain = (None, "a@example.org".to_owned());
    let named = (Some("Our Circle".to_owned()), "a@example.org".to_owned());
    assert_eq!(read("a@example.org").unwrap(), plain);
    assert_eq!(read(" <a@example.org> ").unwrap(), plain);
    assert_eq!(read("Our Circle <a@example.org>").unwrap(), named);
    assert_eq!(read("\"Our Circle\" <a@example.org>").unwrap(), named);
    assert!(read("Our Circle").is_err());
    assert!(read("Our Circle <>").is_err());
    let mailbox = Mailbox::parse("Our Circle <a@example.org>").unwrap();
    assert_eq!(
        (mailbox.to_string().as_str(), mailbox.domain()),
        ("Our Circle <a@example.org>", "example.org")
    );
}

#[test]
fn a_subject_that_looks_encoded_is_not_decoded() {
    let subject = "Re: =?utf-8?b?SGFja2Vk?= now".to_owned();
    let bytes = Message { subject, ..message() }.to_bytes().unwrap();
    let parsed = mail_parser::MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(parsed.subject().unwrap().replace('\u{200B}', ""), "Re: =?utf-8?b?SGFja2Vk?= now");
}

#[test]
fn debug_says_nothing_of_the_mail() {
    assert_eq!(format!("{:?}", message()), "Message { id: \"01890a5d-ac96-774b-bcce-b302099a8057\", .. }");
}

#[test]
fn dates_that_mail_cannot_express_are_refused() {
    let old = Message { at: "-000300-01-01T00:00:00Z".parse().unwrap(), ..message() };
    assert_eq!(old.to_bytes(), Err(MessageError::Date));
}

proptest! {
    #[test]
    fn whatever_is_typed_stays_in_its_place(
        subject in any::<String>(),
        long in "[a-z ]{0,600}",
        name in any::<String>(),
        plain in "(\\PC|\n){0,200}",
        html in "(\\PC|\n){0,200}",
    ) {
        for subject in [&subject, &long] {
            let message = Message {
                subject: subject.clone(),
                to_name: Some(name.clone()),
                from: Mailbox::new(Some(&name), "mutua@example.org").unwrap(),
                plain: plain.clone(),
                html: html.clone(),
                ..message()
            };
            let bytes = message.to_bytes().unwrap();
            prop_assert!(bytes.is_ascii());
            prop_assert_eq!(header_names(&bytes), HEADERS);
            let text = String::from_utf8(bytes.clone()).unwrap();
            for line in text.split("\r\n") {
                prop_assert!(line.len() <= 998 && !line.contains(['\r', '\n']));
            }
            let parsed = mail_parser::MessageParser::default().parse(&bytes).unwrap();
            prop_assert_eq!(parsed.to().unwrap().first().unwrap().address(), Some("ana@example.net"));
            prop_assert_eq!(parsed.from().unwrap().first().unwrap().address(), Some("mutua@example.org"));
            prop_assert_eq!(bodies(&bytes), (plain.clone(), html.clone()));
        }
    }

    #[test]
    fn what_is_taken_for_an_address_is_harmless(text in any::<String>(), local in "\\PC{1,12}", domain in "\\PC{1,12}") {
        for text in [text, format!("{local}@{domain}"), format!("{local}@{domain}.example")] {
            if let Ok(mailbox) = Mailbox::new(None, &text) {
                let odd = |c: char| c.is_control() || c.is_whitespace() || "<>,;\"".contains(c);
                prop_assert!(!mailbox.address().contains(odd), "{}", text);
                prop_assert!(mailbox.domain().is_ascii());
                prop_assert_eq!(mailbox.address().matches('@').count(), 1);
            }
        }
    }
}

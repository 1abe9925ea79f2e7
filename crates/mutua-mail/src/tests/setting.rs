//! How settings are read, and that what is said of them keeps the password to itself.

use proptest::prelude::*;

use crate::{SettingError, Transport, setting::Server};

fn shown(setting: &str) -> String {
    Transport::parse(setting).unwrap().to_string()
}

#[test]
fn settings_are_shown_without_user_and_password() {
    assert_eq!(shown("off"), "off");
    assert_eq!(shown(" memory "), "memory");
    assert_eq!(shown("file:/var/mail out"), "file:/var/mail out");
    assert_eq!(shown("file:///var/mail"), "file:/var/mail");
    assert_eq!(shown("file:mails"), "file:mails");
    assert_eq!(shown("smtp://localhost"), "smtp://localhost:25?tls=none");
    assert_eq!(shown("smtp://127.0.0.1:2525/"), "smtp://127.0.0.1:2525?tls=none");
    assert_eq!(shown("smtp://[::1]:2525"), "smtp://[::1]:2525?tls=none");
    assert_eq!(shown("smtp://u:p@localhost"), "smtp://***@localhost:25?tls=none");
    assert_eq!(shown("smtp://localhost?tls=required"), "smtp://localhost:587?tls=required");
    assert_eq!(shown("smtp://mail.example.org"), "smtp://mail.example.org:587?tls=required");
    assert_eq!(shown("smtp://mailpit:1025?tls=none"), "smtp://mailpit:1025?tls=none");
    assert_eq!(shown("smtp://mail_pit:1025?tls=opportunistic"), "smtp://mail_pit:1025?tls=opportunistic");
    assert_eq!(shown("smtps://user:geheim@mail.example.org"), "smtps://***@mail.example.org:465");
    assert_eq!(shown("SMTPS://mail.bücher.example"), "smtps://mail.xn--bcher-kva.example:465");
    assert_eq!(
        shown("smtp://user:geheim@mail.example.org?hello=mutua.example.org&tls=required"),
        "smtp://***@mail.example.org:587?tls=required&hello=mutua.example.org"
    );
    let debug = format!("{:?}", Transport::parse("smtps://user:geheim@mail.example.org").unwrap());
    assert_eq!(debug, "Smtp(Smtp(smtps://***@mail.example.org:465))");
}

#[test]
fn a_password_may_hold_any_sign() {
    let login = |text: &str| Server::parse(text).ok().and_then(|server| server.login).unwrap();
    let pair = |user: &str, password: &str| (user.to_owned(), password.to_owned());
    assert_eq!(
        login("smtps://me@example.org:p@ss:w/r?d#&x=[y]@mail.example.org"),
        pair("me@example.org", "p@ss:w/r?d#&x=[y]")
    );
    assert_eq!(
        login("smtps://me%40example.org:100%25%C3%BC@mail.example.org"),
        pair("me@example.org", "100%ü")
    );
    assert_eq!(login("smtps://a%3Ab:c@mail.example.org"), pair("a:b", "c"));
}

#[test]
fn bad_settings_say_what_is_wrong() {
    let cases = [
        ("", SettingError::Unknown),
        ("geheim", SettingError::Unknown),
        ("smtp:mail.example.org", SettingError::Unknown),
        ("https://user:geheim@mail.example.org", SettingError::Unknown),
        ("file:", SettingError::Folder),
        ("file://host/path", SettingError::Folder),
        ("smtp://", SettingError::Host),
        ("smtp://user:geheim@", SettingError::Host),
        ("smtp://user:geheim@ma il.example.org", SettingError::Host),
        ("smtp://user:geheim@mail.example.org/path", SettingError::Host),
        ("smtp://[mail]:25", SettingError::Host),
        ("smtp://user:geheim", SettingError::Port),
        ("smtp://mail.example.org:0", SettingError::Port),
        ("smtp://mail.example.org:65536", SettingError::Port),
        ("smtp://[::1]geheim", SettingError::Port),
        ("smtp://geheim@mail.example.org", SettingError::Login),
        ("smtp://:geheim@mail.example.org", SettingError::Login),
        ("smtp://user:@mail.example.org", SettingError::Login),
        ("smtps://user:geheim%@mail.example.org", SettingError::Percent),
        ("smtps://user:geheim%+1@mail.example.org", SettingError::Percent),
        ("smtps://user:geheim%ff@mail.example.org", SettingError::Percent),
        ("smtps://user:geheim%ä@mail.example.org", SettingError::Percent),
        ("smtps://user:geheim%00@mail.example.org", SettingError::Percent),
        ("smtp://user:geheim@mail.example.org?tls=maybe", SettingError::Option),
        ("smtp://user:geheim@mail.example.org?geheim", SettingError::Option),
        ("smtp://mail.example.org?hello=a%0d%0ab", SettingError::Option),
        ("smtps://user:geheim@mail.example.org?tls=none", SettingError::Wrapped),
        ("smtp://user:geheim@mail.example.org?tls=none", SettingError::Bare),
        ("smtp://user:geheim@mail.example.org?tls=opportunistic", SettingError::Bare),
    ];
    for (setting, expected) in cases {
        let error = Transport::parse(setting).unwrap_err();
        assert_eq!(error, expected, "{setting}");
        assert!(!error.to_string().contains("geheim"), "{setting}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in any::<String>(), tail in "\\PC{0,40}") {
        for setting in [text, format!("smtp://{tail}"), format!("smtps://u:p@{tail}"), format!("file:{tail}")] {
            if let Ok(transport) = Transport::parse(&setting) {
                let once = transport.to_string();
                // “***” isn't a login, so only what has none can be read again.
                if !once.contains("***") {
                    prop_assert_eq!(Transport::parse(&once).unwrap().to_string(), once);
                }
            }
        }
    }
}

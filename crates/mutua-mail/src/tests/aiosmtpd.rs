//! Against a real server: Debian's python3-aiosmtpd. Without it the tests say so and pass, unless
//! `MUTUA_TEST_ALL=1`.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::Command,
};

use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};

use super::{assert_is_message, message};
use crate::{
    Message, SendError, Sent, Smtp, Transport,
    testing::{Aiosmtpd, PYTHON, runs, skip},
};

/// A certificate for localhost that no one vouches for, and its key.
fn certificate(dir: &Path) -> Option<(PathBuf, PathBuf)> {
    let (certificate, key) = (dir.join("certificate.pem"), dir.join("key.pem"));
    let made = runs(
        Command::new("openssl")
            .args([
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
            ])
            .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE"])
            .arg("-keyout")
            .arg(&key)
            .arg("-out")
            .arg(&certificate),
    );
    if made { Some((certificate, key)) } else { skip("openssl") }
}

#[test]
fn a_real_server_takes_our_mail() {
    let Some(server) = Aiosmtpd::start(&[]) else { return };
    let transport = server.transport("");
    transport.check().unwrap();
    assert!(server.mails().is_empty());
    assert!(matches!(transport.send(&message()).unwrap(), Sent::Accepted { .. }));
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert_is_message(&with_wire_ends(&mails[0]));
    python_agrees(&mails[0]);
}

/// A Maildir has the line ends of Unix.
fn with_wire_ends(bytes: &[u8]) -> Vec<u8> {
    String::from_utf8(bytes.to_vec()).unwrap().replace("\r\n", "\n").replace('\n', "\r\n").into_bytes()
}

/// A second reader, as strict as Python's: it notes every defect.
fn python_agrees(bytes: &[u8]) {
    let program = "import email, email.policy, sys
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
for part in m.walk():
    assert not part.defects, part.defects
    assert not any(value.defects for value in part.values()), part.items()
print(m['Subject'])
print(m['To'].addresses[0].display_name, m['To'].addresses[0].addr_spec)
print([part.get_content_type() for part in m.iter_parts()])
print(m.get_body(('plain',)).get_content() + m.get_body(('html',)).get_content(), end='')";
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("mail.eml");
    fs::write(&path, bytes).unwrap();
    let output = Command::new(PYTHON)
        .args(["-X", "utf8", "-c", program])
        .stdin(fs::File::open(&path).unwrap())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let expected = message();
    let read: Vec<String> = BufReader::new(output.stdout.as_slice()).lines().map(Result::unwrap).collect();
    assert_eq!(read[0], expected.subject);
    assert_eq!(read[1], "Ána Sørensen ana@example.net");
    assert_eq!(read[2], "['text/plain', 'text/html']");
    assert_eq!(read[3..].join("\n") + "\n", expected.plain + &expected.html);
}

#[test]
fn a_real_server_that_knows_smtputf8_takes_any_letter() {
    let Some(server) = Aiosmtpd::start(&["-u"]) else { return };
    server.transport("").send(&Message { to: "ána@example.net".to_owned(), ..message() }).unwrap();
    assert_eq!(server.mails().len(), 1);
}

#[test]
fn a_mail_too_big_for_a_real_server_is_never_sent() {
    let Some(server) = Aiosmtpd::start(&["-s", "2000"]) else { return };
    let big = Message { plain: "word ".repeat(1000), ..message() };
    let error = server.transport("").send(&big).unwrap_err();
    assert!(matches!(&error, SendError::Never(text) if text.contains("552")), "{error}");
}

/// By STARTTLS and from the first byte: with a certificate we trust the mail arrives, with another it doesn't.
#[test]
fn encryption_holds_only_with_a_certificate_that_is_vouched_for() {
    let dir = tempfile::tempdir().unwrap();
    let Some((certificate, key)) = certificate(dir.path()) else { return };
    let (certificate_path, key) = (certificate.to_str().unwrap(), key.to_str().unwrap());
    let root = Certificate::from_pem(&fs::read(&certificate).unwrap()).unwrap();
    let trusted = TlsParameters::builder("localhost".to_owned()).add_root_certificate(root).build().unwrap();
    let kinds = [
        ("--tlscert", "--tlskey", "smtp", "?tls=required", Tls::Required(trusted.clone())),
        ("--smtpscert", "--smtpskey", "smtps", "", Tls::Wrapper(trusted)),
    ];
    for (certificate_option, key_option, scheme, options, tls) in kinds {
        let Some(server) = Aiosmtpd::start(&[certificate_option, certificate_path, key_option, key]) else {
            return;
        };
        let mut smtp = Smtp::parse(&format!("{scheme}://{}{options}", server.place)).unwrap();
        let strict = Transport::Smtp(smtp.clone());
        for error in [strict.send(&message()).unwrap_err(), strict.check().unwrap_err()] {
            assert!(
                matches!(&error, SendError::Later(text) if text.contains("certificate")),
                "{scheme}: {error}"
            );
        }
        assert!(server.mails().is_empty());
        smtp.tls = tls;
        Transport::Smtp(smtp.clone()).check().unwrap();
        Transport::Smtp(smtp).send(&message()).unwrap();
        assert_eq!(server.mails().len(), 1, "{scheme}");
    }
}

//! Against a real server: Debian's python3-aiosmtpd. Without it the tests say so and pass, unless
//! `MUTUA_TEST_ALL=1`.

use std::{
    env, fs,
    io::{BufRead as _, BufReader},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{self, Child, Command, Stdio},
    sync::atomic::{AtomicU8, Ordering},
    thread,
    time::Duration,
};

use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use tempfile::TempDir;

use super::{assert_is_message, message};
use crate::{Message, SendError, Sent, Smtp, Transport};

/// Not the python3 of the PATH, which may be another one without Debian's packages.
const PYTHON: &str = "/usr/bin/python3";

/// Runs until it is dropped, also where a test fails.
struct Aiosmtpd {
    child: Child,
    place: String,
    dir: TempDir,
}

impl Aiosmtpd {
    /// None where the program isn't there.
    fn start(options: &[&str]) -> Option<Self> {
        if !runs(Command::new(PYTHON).args(["-c", "import aiosmtpd"])) {
            return skip("python3-aiosmtpd");
        }
        let dir = tempfile::tempdir().unwrap();
        let place = free_place();
        let child = Command::new(PYTHON)
            .args(["-m", "aiosmtpd", "-n", "-l", &place])
            .args(options)
            .args(["-c", "aiosmtpd.handlers.Mailbox"])
            // The handler makes a Maildir only where nothing is.
            .arg(dir.path().join("mails"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut server = Self { child, place, dir };
        for _ in 0..200 {
            assert_eq!(server.child.try_wait().unwrap(), None, "aiosmtpd ended at once");
            if TcpStream::connect(&server.place).is_ok() {
                return Some(server);
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("aiosmtpd doesn't answer");
    }

    fn transport(&self, options: &str) -> Transport {
        Transport::parse(&format!("smtp://{}{options}", self.place)).unwrap()
    }

    /// What has arrived.
    fn mails(&self) -> Vec<Vec<u8>> {
        let read = |entry: std::io::Result<fs::DirEntry>| fs::read(entry.unwrap().path()).unwrap();
        fs::read_dir(self.dir.path().join("mails/new")).unwrap().map(read).collect()
    }
}

impl Drop for Aiosmtpd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A free port on a loopback address of this server's own. The program needs a moment until it listens; on
/// 127.0.0.1 the server of another test could have taken the port by then, and would answer in its stead.
fn free_place() -> String {
    static COUNT: AtomicU8 = AtomicU8::new(1);
    let [.., high, low] = process::id().to_be_bytes();
    let own = Ipv4Addr::new(127, high, low, COUNT.fetch_add(1, Ordering::SeqCst));
    TcpListener::bind((own, 0)).unwrap().local_addr().unwrap().to_string()
}

fn runs(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn skip<T>(what: &str) -> Option<T> {
    assert!(env::var("MUTUA_TEST_ALL").as_deref() != Ok("1"), "{what} is not installed");
    eprintln!("skipped: {what} is not installed");
    None
}

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

//! A real mail server for tests here and in the crates above: Debian's python3-aiosmtpd. Without it the tests say so
//! and pass, unless `MUTUA_TEST_ALL=1`.
#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "for tests")]

use std::{
    env, fs, io,
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    process::{self, Child, Command, Stdio},
    sync::atomic::{AtomicU8, Ordering},
    thread,
    time::Duration,
};

use tempfile::TempDir;

use crate::Transport;

/// Not the python3 of the PATH, which may be another one without Debian's packages.
pub const PYTHON: &str = "/usr/bin/python3";

/// Runs until it is dropped, also where a test fails.
#[derive(Debug)]
pub struct Aiosmtpd {
    child: Child,
    /// Address and port.
    pub place: String,
    dir: TempDir,
}

impl Aiosmtpd {
    /// None where the program isn't there.
    ///
    /// # Panics
    /// Where it doesn't start.
    pub fn start(options: &[&str]) -> Option<Self> {
        if !runs(Command::new(PYTHON).args(["-c", "import aiosmtpd"])) {
            return skip("python3-aiosmtpd");
        }
        let dir = tempfile::tempdir().unwrap();
        let place = free().unwrap().to_string();
        let child = Command::new(PYTHON)
            .args(["-m", "aiosmtpd", "-n", "-l", &place])
            .args(options)
            .args(["-c", "aiosmtpd.handlers.Mailbox"])
            // The handler makes a Maildir only where nothing is.
            .arg(dir.path().join("mails"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(dir.path().join("errors")).unwrap())
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

    /// A transport to it; options begin with `?`.
    pub fn transport(&self, options: &str) -> Transport {
        Transport::parse(&format!("smtp://{}{options}", self.place)).unwrap()
    }

    /// What has arrived.
    pub fn mails(&self) -> Vec<Vec<u8>> {
        let read = |entry: std::io::Result<fs::DirEntry>| fs::read(entry.unwrap().path()).unwrap();
        fs::read_dir(self.dir.path().join("mails/new")).unwrap().map(read).collect()
    }
}

impl Drop for Aiosmtpd {
    fn drop(&mut self) {
        if thread::panicking() {
            let said = fs::read_to_string(self.dir.path().join("errors"));
            eprintln!("aiosmtpd: {:?}, and said: {said:?}", self.child.try_wait());
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A free port on a loopback address of its own. The program that is to listen there needs a moment until it does; on
/// 127.0.0.1 somebody else could have taken the port by then, and would be taken for it.
///
/// # Errors
/// Where there is none.
pub fn free() -> io::Result<SocketAddr> {
    static COUNT: AtomicU8 = AtomicU8::new(1);
    let [.., high, low] = process::id().to_be_bytes();
    let own = Ipv4Addr::new(127, high, low, COUNT.fetch_add(1, Ordering::SeqCst));
    TcpListener::bind((own, 0))?.local_addr()
}

/// Whether a program ends well.
pub fn runs(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Says that a program isn't there, or fails where none may be missing.
pub fn skip<T>(what: &str) -> Option<T> {
    assert!(env::var("MUTUA_TEST_ALL").as_deref() != Ok("1"), "{what} is not installed");
    eprintln!("skipped: {what} is not installed");
    None
}

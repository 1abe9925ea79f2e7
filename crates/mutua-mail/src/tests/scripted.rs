//! A server of a few lines that says what a test tells it to.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};

/// What the server does at a command.
pub(super) enum Answer {
    Say(&'static str),
    Silence,
    Close,
}

/// Answers one command; the greeting is asked for with `CONNECT`, the mail's text with `CONTENT`.
pub(super) type Script = fn(&str) -> Answer;

/// Runs in a thread until it is dropped.
pub(super) struct Scripted {
    address: SocketAddr,
    heard: Arc<Mutex<Vec<String>>>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Scripted {
    pub(super) fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (heard, over) = (Arc::default(), Arc::new(AtomicBool::new(false)));
        let (ears, end) = (Arc::clone(&heard), Arc::clone(&over));
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::SeqCst) {
                    return;
                }
                // The client leaves when it likes; what matters is what it said until then.
                let _ = converse(&stream.unwrap(), script, &ears);
            }
        });
        Self { address, heard, over, thread: Some(thread) }
    }

    pub(super) fn port(&self) -> u16 {
        self.address.port()
    }

    /// The commands so far, the content of mails as one.
    pub(super) fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn converse(stream: &TcpStream, script: Script, heard: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let (mut reader, mut writer) = (BufReader::new(stream), stream);
    let mut command = "CONNECT".to_owned();
    loop {
        match script(&command) {
            Answer::Say(line) => {
                writer.write_all(line.as_bytes())?;
                writer.write_all(b"\r\n")?;
                if line.starts_with("354") {
                    command = content(&mut reader)?;
                    heard.lock().unwrap().push(command.clone());
                    "CONTENT".clone_into(&mut command);
                    continue;
                }
            }
            Answer::Silence => {}
            Answer::Close => return Ok(()),
        }
        command.clear();
        if reader.read_line(&mut command)? == 0 {
            return Ok(());
        }
        command = command.trim_end().to_owned();
        heard.lock().unwrap().push(command.clone());
    }
}

fn content(reader: &mut BufReader<&TcpStream>) -> std::io::Result<String> {
    let mut text = String::new();
    while !text.ends_with("\r\n.\r\n") {
        if reader.read_line(&mut text)? == 0 {
            break;
        }
    }
    Ok(text)
}

/// A server that does everything right.
pub(super) fn polite(command: &str) -> Answer {
    Answer::Say(match command.split([' ', ':']).next().unwrap_or_default() {
        "CONNECT" => "220 scripted.example ready",
        "EHLO" => "250-scripted.example\r\n250-AUTH PLAIN\r\n250 8BITMIME",
        "AUTH" => "235 2.7.0 welcome",
        "DATA" => "354 go on",
        "CONTENT" => "250 2.0.0 queued as 4ABCDEF",
        "QUIT" => "221 bye",
        _ => "250 fine",
    })
}

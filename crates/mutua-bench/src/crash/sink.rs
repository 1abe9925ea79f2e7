//! A mail server on loopback that takes everything and remembers which mails came how often.

use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

/// How often each Message-ID came.
type Received = Arc<Mutex<HashMap<String, usize>>>;

/// The server; its thread ends with the program.
#[derive(Debug)]
pub struct Sink {
    at: SocketAddr,
    received: Received,
}

impl Sink {
    /// Starts it.
    ///
    /// # Errors
    /// Where it can't listen.
    pub fn start() -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let at = listener.local_addr()?;
        let received = Received::default();
        let kept = Arc::clone(&received);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kept = Arc::clone(&kept);
                // A conversation that breaks off is a kill of the other side.
                thread::spawn(move || drop(converse(stream, &kept)));
            }
        });
        Ok(Self { at, received })
    }

    /// As the setting `--mail` names it.
    pub fn setting(&self) -> String {
        format!("smtp://{}", self.at)
    }

    /// How often each mail came, by the left half of its Message-ID.
    pub fn received(&self) -> HashMap<String, usize> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn converse(stream: TcpStream, received: &Received) -> std::io::Result<()> {
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream).lines();
    out.write_all(b"220 sink\r\n")?;
    while let Some(line) = lines.next().transpose()? {
        let answer: &[u8] = match line.get(..4).unwrap_or("").to_ascii_uppercase().as_str() {
            "EHLO" | "HELO" => b"250 sink\r\n",
            "DATA" => {
                out.write_all(b"354 go on\r\n")?;
                take(&mut lines, received)?;
                b"250 kept\r\n"
            }
            "QUIT" => {
                out.write_all(b"221 bye\r\n")?;
                return Ok(());
            }
            _ => b"250 ok\r\n",
        };
        out.write_all(answer)?;
    }
    Ok(())
}

fn take(
    lines: &mut impl Iterator<Item = std::io::Result<String>>,
    received: &Received,
) -> std::io::Result<()> {
    let mut id = None;
    while let Some(line) = lines.next().transpose()? {
        if line == "." {
            if let Some(id) = id {
                *received.lock().unwrap_or_else(PoisonError::into_inner).entry(id).or_default() += 1;
            }
            return Ok(());
        }
        if let Some(rest) = line.strip_prefix("Message-ID: <") {
            id = rest.split('@').next().map(str::to_owned);
        }
    }
    Ok(())
}

//! HTTP/1.1 from the other end, as small as can be: the load must cost less than what it measures.

use std::net::SocketAddr;

use anyhow::{Context as _, bail};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// A request, ready to be sent again and again.
#[derive(Debug, Clone)]
pub struct Request(pub Vec<u8>);

impl Request {
    /// A GET.
    pub fn get(path: &str, headers: &[(&str, &str)]) -> Self {
        Self::new("GET", path, headers, "")
    }

    /// A POST of JSON.
    pub fn post(path: &str, headers: &[(&str, &str)], body: &str) -> Self {
        Self::new("POST", path, headers, body)
    }

    /// Any.
    pub fn new(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Self {
        let mut text = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n");
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if method != "GET" {
            text.push_str(&format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len()));
        }
        text.push_str("\r\n");
        text.push_str(body);
        Self(text.into_bytes())
    }
}

/// What came back.
#[derive(Debug, Clone, Copy)]
pub struct Reply<'a> {
    /// Its status.
    pub status: u16,
    /// Status line and headers.
    pub head: &'a str,
    /// The body; with its chunk marks where it came in chunks.
    pub body: &'a [u8],
    /// Bytes on the wire.
    pub wire: usize,
}

impl Reply<'_> {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(self.head, name)
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// Where it isn't.
    pub fn json(&self) -> anyhow::Result<serde_json::Value> {
        serde_json::from_slice(self.body).with_context(|| {
            format!("an answer {} that isn't JSON: {}", self.status, String::from_utf8_lossy(self.body))
        })
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.split("\r\n").skip(1).find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// A connection that is kept.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    filled: usize,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// Where nobody listens.
    pub async fn open(to: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(to).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: vec![0; 64 * 1024], filled: 0 })
    }

    /// Sends a request and reads its answer.
    ///
    /// # Errors
    /// Where the connection ends, or what comes isn't HTTP.
    pub async fn exchange(&mut self, request: &Request) -> anyhow::Result<Reply<'_>> {
        self.stream.write_all(&request.0).await?;
        self.filled = 0;
        let head_ends = loop {
            self.read_more().await?;
            if let Some(at) = find(&self.buffer[..self.filled], b"\r\n\r\n") {
                break at + 4;
            }
        };
        let head = std::str::from_utf8(&self.buffer[..head_ends])?;
        let status: u16 = head.get(9..12).context("no status")?.parse()?;
        let length = header(head, "content-length").map(str::parse::<usize>).transpose()?;
        let chunked = header(head, "transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
        let end = match length {
            Some(length) => head_ends + length,
            None if chunked => self.read_chunks(head_ends).await?,
            None if status == 204 || status == 304 => head_ends,
            None => bail!("an answer of unknown length"),
        };
        while self.filled < end {
            self.read_more().await?;
        }
        let head = std::str::from_utf8(&self.buffer[..head_ends])?;
        Ok(Reply { status, head, body: &self.buffer[head_ends..end], wire: end })
    }

    /// Reads up to the last chunk; nothing follows it, since the next request isn't sent yet.
    async fn read_chunks(&mut self, from: usize) -> anyhow::Result<usize> {
        while !self.buffer[from..self.filled].ends_with(b"0\r\n\r\n") {
            self.read_more().await?;
        }
        Ok(self.filled)
    }

    async fn read_more(&mut self) -> anyhow::Result<()> {
        if self.filled == self.buffer.len() {
            self.buffer.resize(self.filled * 2, 0);
        }
        let read = self.stream.read(&mut self.buffer[self.filled..]).await?;
        if read == 0 {
            bail!("the connection ended");
        }
        self.filled += read;
        Ok(())
    }
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

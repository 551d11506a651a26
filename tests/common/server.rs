//! An HTTP server on this machine that serves, or misbehaves, as a test wants it to.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What a client asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// "GET" or "CONNECT".
    pub method: String,
    /// "/ggml-tiny.en.bin", or "host:port" for CONNECT.
    pub target: String,
    /// First byte of the range asked for.
    pub from: Option<usize>,
    /// What was sent with it.
    pub body: String,
}

/// A server that answers until the test ends.
pub struct Server {
    address: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Answers each request, on a connection of its own, with `answer`; the connection ends when that returns.
    pub fn new(answer: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (answer, heard) = (Arc::new(answer), Arc::clone(&requests));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (mut stream, answer, heard) = (stream.unwrap(), Arc::clone(&answer), Arc::clone(&heard));
                thread::spawn(move || {
                    let Some(request) = read_request(&stream) else { return };
                    heard.lock().unwrap().push(request.clone());
                    answer(&request, &mut stream);
                });
            }
        });
        Self { address, requests }
    }

    /// A server that gives `file`, and any part of it.
    pub fn of(file: Vec<u8>) -> Self {
        Self::new(move |request, stream| give(request, stream, &file))
    }

    /// "http://127.0.0.1:PORT" followed by `path`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// All that was asked for so far.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

/// The next request on `stream`; `None` when there is none.
pub fn read_request(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut lines = reader.by_ref().lines().map_while(Result::ok);
    let first = lines.next()?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let (mut from, mut length) = (None, 0);
    for line in lines.take_while(|line| !line.is_empty()) {
        let line = line.to_lowercase();
        if let Some(range) = line.strip_prefix("range: bytes=") {
            from = range.trim_end_matches('-').parse().ok();
        }
        if let Some(bytes) = line.strip_prefix("content-length: ") {
            length = bytes.parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request { method, target, from, body: String::from_utf8(body).ok()? })
}

/// Writes the head of an answer: its status, and `more` lines.
pub fn head(stream: &mut TcpStream, status: &str, more: &[String]) {
    let more = more.iter().fold(String::new(), |more, line| more + line + "\r\n");
    let _ = write!(stream, "HTTP/1.1 {status}\r\nConnection: close\r\n{more}\r\n");
}

/// Gives `file`, or the part of it that was asked for.
pub fn give(request: &Request, stream: &mut TcpStream, file: &[u8]) {
    let from = request.from.unwrap_or(0);
    let length = format!("Content-Length: {}", file.len() - from);
    if request.from.is_none() {
        head(stream, "200 OK", &[length]);
    } else {
        let range = format!("Content-Range: bytes {from}-{}/{}", file.len() - 1, file.len());
        head(stream, "206 Partial Content", &[length, range]);
    }
    let _ = stream.write_all(&file[from..]);
}

/// Says nothing more until the client gives up.
pub fn hang(stream: &mut TcpStream) {
    let _ = stream.read(&mut [0]);
}

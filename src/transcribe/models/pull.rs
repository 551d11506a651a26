//! A published model in, its file in the models folder out, whole or not at all.
//!
//! What is fetched goes into a file beside the place it is meant for, named `….part`, and is renamed once its SHA-256 is the
//! published one. What a cut connection leaves of it is gone on with by the next call.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use fs_err as fs;

use super::catalog::{CatalogEntry, megabytes};
use super::folder::{self, Lock};
use crate::fingerprint::sha256;
use crate::http::{Client, NoReply, Reply};

/// All of it, a part of it, and no such part: the answers that a file is made from.
const OK: u16 = 200;
const PART: u16 = 206;
const NO_SUCH_PART: u16 = 416;

/// Where a model's file comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PullSource {
    /// Downloaded from this address.
    Address(String),
    /// Copied from this file.
    File(PathBuf),
}

impl PullSource {
    /// `text` as an address if it is one, else as a path.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let is_address = ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme));
        if is_address { Self::Address(text.to_owned()) } else { Self::File(text.into()) }
    }
}

/// How long a server is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Until its answer begins.
    pub answer: Duration,
    /// While hardly anything comes: less than [`LEAST`] bytes.
    pub stall: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { answer: Duration::from_secs(10), stall: Duration::from_secs(30) }
    }
}

/// Bytes that come within [`Patience::stall`] at least, or the server is too slow to wait for: about half a kilobyte a second.
pub const LEAST: u64 = 16_384;

/// How far it has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Another process is changing the models folder.
    Waiting,
    /// So many bytes are here.
    Fetching(u64),
    /// All are here; their hash is being worked out.
    Checking,
}

/// What is pulled, and how its caller stays in touch.
#[derive(Clone, Copy)]
pub struct Pull<'a> {
    /// The model as published.
    pub entry: &'a CatalogEntry,
    /// Where it comes from.
    pub source: &'a PullSource,
    /// The models folder.
    pub dir: &'a Path,
    /// How long a server is waited for.
    pub patience: Patience,
    /// Called again and again.
    pub tell: &'a dyn Fn(Progress),
    /// Set from outside to stop.
    pub cancelled: &'a AtomicBool,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pulled {
    /// It is here now.
    Fetched,
    /// It was here already.
    WasThere,
}

/// Why a model was not fetched.
#[derive(Debug, thiserror::Error)]
#[error("cannot fetch {file}: {why}")]
pub struct Error {
    /// Name of the model's file.
    pub file: String,
    /// The reason.
    pub why: Why,
}

/// The reasons.
#[derive(Debug, thiserror::Error)]
pub enum Why {
    /// Somebody asked to stop.
    #[error("interrupted")]
    Cancelled,
    /// The models folder cannot be written to.
    #[error("cannot write: {0}")]
    Write(#[source] io::Error),
    /// The disk is full.
    #[error("no room left for its {} in {}", megabytes(*bytes), dir.display())]
    NoRoom {
        /// Size of the model.
        bytes: u64,
        /// The models folder.
        dir: PathBuf,
    },
    /// The file that it should be copied from cannot be read.
    #[error("cannot read: {0}")]
    Read(#[source] io::Error),
    /// Nothing came from the address.
    #[error("no answer from {address}: {reason}")]
    NoAnswer {
        /// Where it was asked for.
        address: String,
        /// What the connection failed by.
        reason: String,
    },
    /// The server has no such file, or does not give it.
    #[error("{address} answered with status {status}")]
    Refused {
        /// Where it was asked for.
        address: String,
        /// Such as "404 Not Found".
        status: String,
    },
    /// The connection broke, or too little came through it.
    #[error("{what} after {} of {}", megabytes(*done), megabytes(*all))]
    Cut {
        /// What happened to the connection.
        what: String,
        /// Bytes that are here.
        done: u64,
        /// Bytes that the model has.
        all: u64,
    },
    /// What is offered has another length than published.
    #[error("{origin} is another file: {found} bytes in place of {expected}")]
    OtherSize {
        /// Where it was.
        origin: String,
        /// Bytes offered.
        found: u64,
        /// Bytes published.
        expected: u64,
    },
    /// What came is not what was published.
    #[error("what came from {origin} is not the published file: its SHA-256 is {found} in place of {expected}")]
    OtherHash {
        /// Where it was.
        origin: String,
        /// Of what came.
        found: String,
        /// As published.
        expected: String,
    },
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        let elsewhere = "`--from URL` or `--from FILE` takes it from elsewhere";
        match &self.why {
            Why::Cancelled | Why::Cut { .. } => "the same command again goes on where it stopped".into(),
            Why::Write(_) => "check the folder's permissions; `OUTLOUD_MODELS` names another one".into(),
            Why::NoRoom { .. } => {
                "make room, or set `OUTLOUD_MODELS` to a folder on another disk; nothing was kept".into()
            }
            Why::Read(_) => "check the path and its permissions".into(),
            Why::NoAnswer { .. } => format!("check the network and the proxy variables; {elsewhere}"),
            Why::Refused { .. } => format!("try again later; {elsewhere}"),
            Why::OtherSize { .. } | Why::OtherHash { .. } => {
                format!("nothing was kept; {elsewhere}, and `--model FILE` uses a file of your own as it is")
            }
        }
    }
}

impl Pull<'_> {
    /// Fetches the model unless it is here already. A file in its place that is not the published one is replaced.
    ///
    /// # Errors
    /// With the reason; then the models folder holds what it did before, and maybe a `.part` to go on with.
    pub fn run(&self) -> Result<Pulled, Error> {
        self.fetch().map_err(|why| Error { file: self.entry.file.clone(), why })
    }

    fn fetch(&self) -> Result<Pulled, Why> {
        let &Self { entry, source, dir, tell, cancelled, .. } = self;
        fs::create_dir_all(dir).map_err(Why::Write)?;
        let lock = Lock::take(dir, &|| tell(Progress::Waiting), cancelled).map_err(Why::Write)?;
        let Some(_lock) = lock else { return Err(Why::Cancelled) };
        let (place, part) = (folder::place(entry, dir), folder::part(entry, dir));
        if folder::is_published(&place, entry).map_err(Why::Write)? {
            return Ok(Pulled::WasThere);
        }
        match source {
            PullSource::File(path) => self.copy(path, &part)?,
            PullSource::Address(address) => self.download(address, &part)?,
        }
        tell(Progress::Checking);
        let found = fs::File::open(&part).and_then(|mut file| sha256(&mut file)).map_err(Why::Write)?;
        if found != entry.sha256 {
            let _ = fs::remove_file(&part);
            return Err(Why::OtherHash { origin: self.origin(), found, expected: entry.sha256.clone() });
        }
        fs::rename(&part, &place).map_err(Why::Write)?;
        Ok(Pulled::Fetched)
    }

    fn origin(&self) -> String {
        match self.source {
            PullSource::Address(address) => address.clone(),
            PullSource::File(path) => path.display().to_string(),
        }
    }

    /// Refuses what has another length than published, before any of it is fetched.
    fn check_size(&self, found: u64) -> Result<(), Why> {
        let expected = self.entry.bytes;
        if found == expected { Ok(()) } else { Err(Why::OtherSize { origin: self.origin(), found, expected }) }
    }

    /// Puts the file at `path` into `part`.
    fn copy(&self, path: &Path, part: &Path) -> Result<(), Why> {
        let mut file = fs::File::open(path).map_err(Why::Read)?;
        self.check_size(file.metadata().map_err(Why::Read)?.len())?;
        let mut into = fs::File::create(part).map_err(Why::Write)?;
        let (mut buffer, mut done) = (vec![0; 1 << 20], 0);
        let kept = loop {
            if self.cancelled.load(Ordering::Relaxed) {
                break Err(Why::Cancelled);
            }
            match file.read(&mut buffer) {
                Ok(0) => break into.sync_all().map_err(|error| self.unwritten(error)),
                Ok(n) => {
                    if let Err(error) = into.write_all(&buffer[..n]) {
                        break Err(self.unwritten(error));
                    }
                    done += n as u64;
                    (self.tell)(Progress::Fetching(done));
                }
                Err(error) => break Err(Why::Read(error)),
            }
        };
        // A copy is quickly made again.
        kept.inspect_err(|_| drop(fs::remove_file(part)))
    }

    /// Puts what `address` gives into `part`, going on where an earlier call stopped.
    fn download(&self, address: &str, part: &Path) -> Result<(), Why> {
        let here = fs::metadata(part).map_or(0, |file| file.len());
        if here == self.entry.bytes {
            return Ok(());
        }
        let here = if here < self.entry.bytes { here } else { 0 };
        let Patience { answer, stall } = self.patience;
        let client = Client::of_the_world(answer, stall);
        let (begun, answered, cancelled) = (Instant::now(), AtomicBool::new(false), self.cancelled);
        let late = || !answered.load(Ordering::Relaxed) && begun.elapsed() > answer;
        let got = client.until(
            || late() || cancelled.load(Ordering::Relaxed),
            || {
                self.get(&client, address, here).and_then(|(reply, from)| {
                    answered.store(true, Ordering::Relaxed);
                    self.keep(reply, from, part)
                })
            },
        );
        if cancelled.load(Ordering::Relaxed) { Err(Why::Cancelled) } else { got }
    }

    /// Asks for what is missing after `here` bytes. The reply, and the byte it begins at.
    fn get(&self, client: &Client, address: &str, here: u64) -> Result<(Reply, u64), Why> {
        let begun = Instant::now();
        let ask = |from: u64| client.get(address, from).map_err(|error| self.no_answer(address, &error, begun));
        let mut reply = ask(here)?;
        if reply.status == NO_SUCH_PART && here > 0 {
            reply = ask(0)?;
        }
        if reply.status == PART
            && let Some((from, all)) = reply.part
            && from == here
        {
            return self.check_size(all).map(|()| (reply, from));
        }
        if reply.status == PART {
            // Another part than was asked for is of no use.
            reply = ask(0)?;
        }
        if reply.status != OK {
            return Err(Why::Refused { address: address.to_owned(), status: reply.status_told });
        }
        reply.length.map_or(Ok(()), |bytes| self.check_size(bytes))?;
        Ok((reply, 0))
    }

    fn no_answer(&self, address: &str, error: &NoReply, begun: Instant) -> Why {
        let late = begun.elapsed() >= self.patience.answer || matches!(error, NoReply::Late);
        let reason = if late { format!("waited {} s", self.patience.answer.as_secs_f64()) } else { error.to_string() };
        Why::NoAnswer { address: address.to_owned(), reason }
    }

    /// Writes the body of `reply` into `part`, from byte `from` on.
    fn keep(&self, mut reply: Reply, from: u64, part: &Path) -> Result<(), Why> {
        let all = self.entry.bytes;
        let mut file = fs::OpenOptions::new()
            .create(true)
            .append(from > 0)
            .write(true)
            .truncate(from == 0)
            .open(part)
            .map_err(|error| self.unwritten(error))?;
        let (mut buffer, mut done) = (vec![0; 1 << 16], from);
        let mut since = (Instant::now(), done);
        let cut = |what: String, done| Err(Why::Cut { what, done, all });
        let slow = || format!("the server gave next to nothing for {} s", self.patience.stall.as_secs_f64());
        loop {
            let n = match reply.read(&mut buffer) {
                Ok(0) if done == all => return file.sync_all().map_err(|error| self.unwritten(error)),
                Ok(0) => return cut("the connection ended".into(), done),
                Ok(n) => n,
                Err(error) => {
                    return match NoReply::from(error) {
                        NoReply::Late => cut(slow(), done),
                        error => cut(format!("the connection broke ({error})"), done),
                    };
                }
            };
            if done + n as u64 > all {
                drop(file);
                let _ = fs::remove_file(part);
                return self.check_size(done + n as u64);
            }
            if let Err(error) = file.write_all(&buffer[..n]) {
                drop(file);
                // What fills the disk is in the way of recordings.
                let _ = fs::remove_file(part);
                return Err(self.unwritten(error));
            }
            done += n as u64;
            (self.tell)(Progress::Fetching(done));
            if since.0.elapsed() >= self.patience.stall {
                if done - since.1 < LEAST && done < all {
                    return cut(slow(), done);
                }
                since = (Instant::now(), done);
            }
        }
    }

    fn unwritten(&self, error: io::Error) -> Why {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Why::NoRoom { bytes: self.entry.bytes, dir: self.dir.to_owned() }
            }
            _ => Why::Write(error),
        }
    }
}

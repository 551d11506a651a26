//! An address in, what its server answers out: the only file that opens a connection, and the only one that names ureq.
//!
//! Two commands lead here: `outloud models pull`, which may ask any server, and `--opinion`, which asks one on this machine. The latter
//! looks at every address that a name leads to before it connects to one of them; it follows no redirect and uses no proxy.

use std::fmt;
use std::io::{self, Read};
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::{Response, Uri, header};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, BodyReader};

/// How often it is looked whether to hang up.
const LOOKS_AGAIN: Duration = Duration::from_millis(20);

/// Who asks, and how patiently.
pub(crate) struct Client {
    agent: Agent,
}

/// What a server answers: its head, and its body to be read.
pub(crate) struct Reply {
    /// Such as 200.
    pub(crate) status: u16,
    /// Such as "404 Not Found".
    pub(crate) status_told: String,
    /// Bytes of the body, where the server says so.
    pub(crate) length: Option<u64>,
    /// The first byte, and how many there are in all, where only a part is given.
    pub(crate) part: Option<(u64, u64)>,
    body: BodyReader<'static>,
}

/// Why there is no answer, or no more of it.
#[derive(Debug)]
pub(crate) enum NoReply {
    /// It took too long.
    Late,
    /// Nobody knows the host.
    UnknownHost,
    /// One address leads to the next without end.
    Endless,
    /// The address leads to another machine.
    Elsewhere(IpAddr),
    /// Anything else.
    Broken(String),
}

impl fmt::Display for NoReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Late => f.write_str("it took too long"),
            Self::UnknownHost => f.write_str("its host is not known here"),
            Self::Endless => f.write_str("it sends from one address to the next without end"),
            Self::Elsewhere(ip) => write!(f, "it leads to {ip}, which is not this machine"),
            Self::Broken(reason) => f.write_str(reason),
        }
    }
}

impl From<ureq::Error> for NoReply {
    fn from(error: ureq::Error) -> Self {
        match error {
            ureq::Error::Timeout(_) => Self::Late,
            ureq::Error::HostNotFound => Self::UnknownHost,
            ureq::Error::TooManyRedirects => Self::Endless,
            ureq::Error::Io(error) => Self::Broken(error.to_string()),
            ureq::Error::Other(other) => match other.downcast::<NotHere>() {
                Ok(not_here) => Self::Elsewhere(not_here.0),
                Err(other) => Self::Broken(other.to_string()),
            },
            error => Self::Broken(error.to_string()),
        }
    }
}

impl From<io::Error> for NoReply {
    fn from(error: io::Error) -> Self {
        ureq::Error::from(error).into()
    }
}

impl Client {
    /// Asks any server: waits so long for each step until its `answer` begins, and for each read while it stalls. Proxies are those of
    /// `ALL_PROXY`, `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in either case.
    pub(crate) fn of_the_world(answer: Duration, stall: Duration) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_resolve(Some(answer))
            .timeout_connect(Some(answer))
            .timeout_recv_response(Some(answer))
            .timeout_per_read(Some(stall))
            .user_agent(NAME)
            .build();
        Self { agent: config.new_agent() }
    }

    /// Asks a server on this machine, or anywhere where it may be `elsewhere`, and waits for all of its answer until the `limit`.
    pub(crate) fn of_this_machine(limit: Duration, elsewhere: bool) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(limit))
            .max_redirects(0)
            .proxy(None)
            .user_agent(NAME)
            .build();
        let resolver = Near { elsewhere, all: DefaultResolver::default() };
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), resolver) }
    }

    /// What is at `address`, from a byte on where that is not the first.
    pub(crate) fn get(&self, address: &str, from: u64) -> Result<Reply, NoReply> {
        let request = self.agent.get(address);
        let request = if from > 0 { request.header(header::RANGE, format!("bytes={from}-")) } else { request };
        Ok(Reply::new(request.call()?))
    }

    /// What `address` answers to this JSON.
    pub(crate) fn post(&self, address: &str, json: &str) -> Result<Reply, NoReply> {
        Ok(Reply::new(self.agent.post(address).content_type("application/json").send(json)?))
    }

    /// Does the `work`, and hangs up as soon as it `is_over`, whatever is waited for.
    pub(crate) fn until<T>(&self, is_over: impl Fn() -> bool + Sync, work: impl FnOnce() -> T) -> T {
        let ended = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    if is_over() {
                        self.agent.clone().shutdown();
                        return;
                    }
                    thread::sleep(LOOKS_AGAIN);
                }
            });
            let done = work();
            ended.store(true, Ordering::Relaxed);
            done
        })
    }
}

/// Who we say we are.
const NAME: &str = concat!("outloud/", env!("CARGO_PKG_VERSION"));

impl Reply {
    fn new(response: Response<Body>) -> Self {
        Self {
            status: response.status().as_u16(),
            status_told: response.status().to_string(),
            length: response.body().content_length(),
            part: part(&response),
            body: response.into_body().into_reader(),
        }
    }
}

impl Read for Reply {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.body.read(buffer)
    }
}

/// First byte and length of the whole of a part: `bytes FIRST-LAST/WHOLE`.
fn part(response: &Response<Body>) -> Option<(u64, u64)> {
    let text = response.headers().get(header::CONTENT_RANGE)?.to_str().ok()?;
    let (range, whole) = text.strip_prefix("bytes ")?.split_once('/')?;
    Some((range.split_once('-')?.0.parse().ok()?, whole.parse().ok()?))
}

/// Finds where a name leads to, and refuses what is not this machine.
#[derive(Debug)]
struct Near {
    elsewhere: bool,
    all: DefaultResolver,
}

/// An address that is not this machine.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not this machine")]
struct NotHere(IpAddr);

impl Resolver for Near {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.all.resolve(uri, config, timeout)?;
        // One that is elsewhere is one too many: which of them is taken is not ours to say.
        match found.iter().map(|address| address.ip().to_canonical()).find(|ip| !ip.is_loopback()) {
            Some(ip) if !self.elsewhere => Err(ureq::Error::Other(Box::new(NotHere(ip)))),
            _ => Ok(found),
        }
    }
}

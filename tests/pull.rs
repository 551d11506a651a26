//! Fetching a model from servers that misbehave in every way we know: a clear error each time, and nothing half there.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;
#[path = "common/server.rs"]
mod server;

use std::cell::RefCell;
use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use outloud::transcribe::models::pull::{Error, Patience, Progress, Pull, PullSource, Pulled, Why};
use outloud::transcribe::models::{self, CatalogEntry};
use tempfile::TempDir;

use server::{Server, give, hang, head};

/// Longer than any server here takes that means to answer.
const PATIENT: Patience = Patience { answer: Duration::from_secs(20), stall: Duration::from_secs(20) };
/// For servers that never will.
const SHORT: Patience = Patience { answer: Duration::from_millis(400), stall: Duration::from_millis(400) };

/// What stands for a model here: bytes in no order, more than are read at a time.
fn file() -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..300_000).map(|_| next()).collect()
}

/// The catalog's line about [`file`], as if it had been published.
fn entry() -> CatalogEntry {
    let sha256 = outloud::fingerprint::sha256(&mut file().as_slice()).unwrap();
    CatalogEntry { bytes: file().len() as u64, sha256, ..models::named("tiny.en").unwrap() }
}

fn pull(dir: &Path, url: &str, patience: Patience) -> Result<Pulled, Error> {
    let (entry, source) = (entry(), PullSource::parse(url));
    Pull { entry: &entry, source: &source, dir, patience, tell: &|_| (), cancelled: &AtomicBool::new(false) }.run()
}

/// Names of the files in `dir` that a user sees.
fn files(dir: &Path) -> Vec<String> {
    let names = fs::read_dir(dir).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut seen: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
    seen.sort();
    seen
}

/// Fails unless `dir` holds the model, and nothing but it.
fn assert_whole(dir: &Path) {
    assert_eq!(files(dir), [entry().file]);
    assert!(fs::read(dir.join(entry().file)).unwrap() == file(), "other bytes than were published");
}

/// The error of a pull from `server`, which names the file and leaves nothing in its place; and the folder afterwards.
fn fails(server: &Server, patience: Patience) -> (Error, TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let error = pull(dir.path(), &server.url("/model"), patience).unwrap_err();
    assert!(error.to_string().starts_with("cannot fetch ggml-tiny.en.bin: "), "{error}");
    assert!(!error.hint().is_empty() && models::installed(dir.path()).is_empty());
    (error, dir)
}

#[test]
fn a_model_is_fetched_once_and_told_of_on_the_way() {
    let (server, dir) = (Server::of(file()), tempfile::tempdir().unwrap());
    let (entry, source) = (entry(), PullSource::parse(&server.url("/model")));
    let told = RefCell::new(Vec::new());
    let tell = |step| told.borrow_mut().push(step);
    let cancelled = AtomicBool::new(false);
    let pull =
        Pull { entry: &entry, source: &source, dir: dir.path(), patience: PATIENT, tell: &tell, cancelled: &cancelled };
    assert_eq!(pull.run().unwrap(), Pulled::Fetched);
    assert_whole(dir.path());
    let steps = told.borrow().clone();
    assert_eq!(steps[steps.len() - 2..], [Progress::Fetching(entry.bytes), Progress::Checking]);
    let bytes: Vec<u64> =
        steps.iter().filter_map(|step| if let Progress::Fetching(n) = step { Some(*n) } else { None }).collect();
    assert!(bytes.len() > 2 && bytes.is_sorted(), "{bytes:?}");
    assert_eq!(pull.run().unwrap(), Pulled::WasThere);
    assert_eq!(server.requests().len(), 1, "what is here is not asked for again");
}

#[test]
fn a_file_in_its_place_that_is_not_the_published_one_is_replaced() {
    let (server, dir) = (Server::of(file()), tempfile::tempdir().unwrap());
    fs::write(dir.path().join(entry().file), vec![0; file().len()]).unwrap();
    assert_eq!(pull(dir.path(), &server.url("/model"), PATIENT).unwrap(), Pulled::Fetched);
    assert_whole(dir.path());
}

#[test]
fn a_cut_connection_is_gone_on_with_where_it_ended() {
    let server = Server::new(|request, stream| {
        if request.from.is_some() {
            return give(request, stream, &file());
        }
        head(stream, "200 OK", &[format!("Content-Length: {}", file().len())]);
        let _ = stream.write_all(&file()[..200_000]);
    });
    let (error, dir) = fails(&server, PATIENT);
    assert!(matches!(error.why, Why::Cut { .. }) && error.to_string().ends_with("after 0.2 MB of 0.3 MB"), "{error}");
    assert!(error.hint().contains("goes on where it stopped"), "{}", error.hint());
    assert_eq!(files(dir.path()), ["ggml-tiny.en.bin.part"]);
    assert_eq!(pull(dir.path(), &server.url("/model"), PATIENT).unwrap(), Pulled::Fetched);
    assert_whole(dir.path());
    assert_eq!(server.requests()[1].from, Some(200_000));
}

/// A folder with the first `bytes` of the model, as a cut connection leaves them.
fn begun(bytes: usize) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("ggml-tiny.en.bin.part"), &file()[..bytes]).unwrap();
    dir
}

#[test]
fn servers_that_cannot_go_on_give_the_whole_again() {
    let ignores =
        Server::new(|request, stream| give(&server::Request { from: None, ..request.clone() }, stream, &file()));
    let refuses = Server::new(|request, stream| match request.from {
        Some(_) => head(stream, "416 Range Not Satisfiable", &[]),
        None => give(request, stream, &file()),
    });
    let gives_another_part = Server::new(|request, stream| match request.from {
        Some(_) => give(&server::Request { from: Some(5), ..request.clone() }, stream, &file()),
        None => give(request, stream, &file()),
    });
    for server in [ignores, refuses, gives_another_part] {
        let dir = begun(1000);
        assert_eq!(pull(dir.path(), &server.url("/model"), PATIENT).unwrap(), Pulled::Fetched);
        assert_whole(dir.path());
    }
}

#[test]
fn a_part_that_holds_something_else_is_found_out_and_thrown_away() {
    let (server, dir) = (Server::of(file()), begun(0));
    fs::write(dir.path().join("ggml-tiny.en.bin.part"), vec![0; 1000]).unwrap();
    let error = pull(dir.path(), &server.url("/model"), PATIENT).unwrap_err();
    assert!(matches!(error.why, Why::OtherHash { .. }) && files(dir.path()).is_empty(), "{error}");
    assert_eq!(pull(dir.path(), &server.url("/model"), PATIENT).unwrap(), Pulled::Fetched);
    assert_whole(dir.path());
}

#[test]
fn what_was_not_published_is_never_kept() {
    let mut other = file();
    other[150_000] ^= 1;
    let server = Server::of(other);
    let (error, dir) = fails(&server, PATIENT);
    assert!(matches!(error.why, Why::OtherHash { .. }) && error.to_string().contains(&server.url("/model")), "{error}");
    assert!(error.to_string().contains(&entry().sha256) && files(dir.path()).is_empty(), "{error}");
    assert!(error.hint().contains("nothing was kept") && error.hint().contains("--from"), "{}", error.hint());
}

#[test]
fn another_length_is_refused_before_it_is_fetched() {
    let longer = [file(), vec![0]].concat();
    let (error, dir) = fails(&Server::of(longer.clone()), PATIENT);
    assert!(error.to_string().contains("300001 bytes in place of 300000") && files(dir.path()).is_empty(), "{error}");
    // One that does not say how long it is, and goes on.
    let (error, dir) = fails(
        &Server::new(move |_, stream| {
            head(stream, "200 OK", &[]);
            let _ = stream.write_all(&longer);
        }),
        PATIENT,
    );
    assert!(matches!(error.why, Why::OtherSize { .. }) && files(dir.path()).is_empty(), "{error}");
}

#[test]
fn refusals_are_told_with_their_status() {
    for status in ["404 Not Found", "403 Forbidden", "503 Service Unavailable"] {
        let (error, dir) =
            fails(&Server::new(move |_, stream| head(stream, status, &["Content-Length: 0".into()])), PATIENT);
        assert!(error.to_string().ends_with(&format!("/model answered with status {status}")), "{error}");
        assert!(error.hint().contains("--from") && files(dir.path()).is_empty());
    }
}

#[test]
fn a_redirect_is_followed_and_an_endless_one_is_not() {
    let server = Server::new(|request, stream| match request.target.as_str() {
        "/elsewhere" => give(request, stream, &file()),
        "/model" => head(stream, "302 Found", &["Location: /elsewhere".into(), "Content-Length: 0".into()]),
        _ => head(stream, "302 Found", &["Location: /again".into(), "Content-Length: 0".into()]),
    });
    let dir = begun(1000);
    assert_eq!(pull(dir.path(), &server.url("/model"), PATIENT).unwrap(), Pulled::Fetched);
    assert_whole(dir.path());
    let asked = server.requests();
    assert_eq!(
        (asked[1].target.as_str(), asked[1].from),
        ("/elsewhere", Some(1000)),
        "the part is asked for there, too"
    );
    let dir = tempfile::tempdir().unwrap();
    let error = pull(dir.path(), &server.url("/again"), PATIENT).unwrap_err();
    assert!(error.to_string().contains("from one address to the next without end"), "{error}");
}

#[test]
fn a_server_that_gives_next_to_nothing_is_not_waited_for() {
    let begins_and_hangs = Server::new(|_, stream| {
        head(stream, "200 OK", &[format!("Content-Length: {}", file().len())]);
        let _ = stream.write_all(&file()[..1000]);
        hang(stream);
    });
    let trickles = Server::new(|_, stream| {
        head(stream, "200 OK", &[format!("Content-Length: {}", file().len())]);
        // A few bytes at a time, so that no single wait is long.
        for byte in file().chunks(10) {
            if stream.write_all(byte).and_then(|()| stream.flush()).is_err() {
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
    });
    for server in [begins_and_hangs, trickles] {
        let (error, dir) = fails(&server, SHORT);
        assert!(error.to_string().contains("the server gave next to nothing for 0.4 s"), "{error}");
        let kept = fs::read(dir.path().join("ggml-tiny.en.bin.part")).unwrap();
        assert!(!kept.is_empty() && file().starts_with(&kept));
    }
}

#[test]
fn a_server_that_never_answers_is_waited_for_no_longer_than_that() {
    let begun = Instant::now();
    let (error, _) = fails(&Server::new(|_, stream| hang(stream)), SHORT);
    assert!(error.to_string().ends_with("waited 0.4 s") && begun.elapsed() < PATIENT.answer, "{error}");
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let error = pull(dir.path(), &format!("http://{nobody}/model"), PATIENT).unwrap_err();
    assert!(
        error.to_string().contains("no answer from http://127.0.0.1:") && error.hint().contains("proxy"),
        "{error}"
    );
    let error = pull(dir.path(), "http://no.such.host.invalid/model", PATIENT).unwrap_err();
    assert!(matches!(error.why, Why::NoAnswer { .. }), "{error}");
    assert!(files(dir.path()).is_empty());
}

#[test]
fn an_interrupt_ends_it_at_once_and_keeps_what_is_here() {
    let server = Server::new(|_, stream| {
        head(stream, "200 OK", &[format!("Content-Length: {}", file().len())]);
        let _ = stream.write_all(&file()[..100_000]);
        hang(stream);
    });
    let (entry, source, dir) = (entry(), PullSource::parse(&server.url("/model")), tempfile::tempdir().unwrap());
    let cancelled = AtomicBool::new(false);
    let tell = |_| cancelled.store(true, Ordering::Relaxed);
    let pull =
        Pull { entry: &entry, source: &source, dir: dir.path(), patience: PATIENT, tell: &tell, cancelled: &cancelled };
    let begun = Instant::now();
    assert!(matches!(pull.run().unwrap_err().why, Why::Cancelled) && begun.elapsed() < PATIENT.stall);
    assert_eq!(files(dir.path()), ["ggml-tiny.en.bin.part"]);
}

#[test]
fn of_several_at_once_one_fetches_and_all_have_it() {
    let (server, dir) = (Server::of(file()), tempfile::tempdir().unwrap());
    let outcomes: Vec<Pulled> = thread::scope(|scope| {
        let pulls: Vec<_> =
            (0..4).map(|_| scope.spawn(|| pull(dir.path(), &server.url("/model"), PATIENT).unwrap())).collect();
        pulls.into_iter().map(|pull| pull.join().unwrap()).collect()
    });
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Pulled::Fetched).count(), 1);
    assert_eq!(server.requests().len(), 1);
    assert_whole(dir.path());
}

#[test]
fn a_file_is_copied_if_it_is_the_published_one() {
    let (from, dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = from.path().join("model.bin");
    let from_file = || pull(dir.path(), path.to_str().unwrap(), PATIENT);
    assert!(matches!(from_file().unwrap_err().why, Why::Read(_)));
    fs::write(&path, "short").unwrap();
    assert!(matches!(from_file().unwrap_err().why, Why::OtherSize { .. }));
    fs::write(&path, vec![0; file().len()]).unwrap();
    assert!(matches!(from_file().unwrap_err().why, Why::OtherHash { .. }));
    assert!(files(dir.path()).is_empty() && path.exists());
    fs::write(&path, file()).unwrap();
    assert_eq!(from_file().unwrap(), Pulled::Fetched);
    assert_whole(dir.path());
}

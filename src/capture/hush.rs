//! What libraries written in C print to stderr, in a file instead of on the user's screen.

/// Runs `work` with stderr going to a file; what it returns, and what was printed meanwhile. Where stderr cannot be
/// redirected, `work` runs all the same and its noise is seen.
#[cfg(unix)]
pub(crate) fn hushed<T>(work: impl FnOnce() -> T) -> (T, String) {
    use std::io::{Read, Seek, SeekFrom};

    use rustix::stdio;

    // Two at once would restore each other's files.
    static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let redirect = || -> std::io::Result<_> {
        let file = tempfile::tempfile()?;
        let screen = rustix::io::fcntl_dupfd_cloexec(stdio::stderr(), 3)?;
        stdio::dup2_stderr(&file)?;
        Ok((file, screen))
    };
    let Ok((mut file, screen)) = redirect() else { return (work(), String::new()) };
    let result = work();
    // The screen was stderr a moment ago: putting it back cannot fail in any way that could still be told.
    let _ = stdio::dup2_stderr(&screen);
    let mut said = Vec::new();
    let _ = file.seek(SeekFrom::Start(0)).and_then(|_| file.read_to_end(&mut said));
    (result, String::from_utf8_lossy(&said).into_owned())
}

/// Runs `work`; other systems' sound libraries print nothing.
#[cfg(not(unix))]
pub(crate) fn hushed<T>(work: impl FnOnce() -> T) -> (T, String) {
    (work(), String::new())
}

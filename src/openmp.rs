//! The OpenMP runtime that whisper.cpp computes with, told how to wait.

/// Has the recogniser's threads sleep while they wait for each other, after a moment. By default they spin, which on a machine that
/// does anything else at the same time makes recognising several times slower; and to sleep at once costs as much as it saves where
/// two threads share a piece, as they wait for each other all the time. The OpenMP runtime reads these settings before
/// `main` begins, in its constructor, so the program starts itself over with them; where that is not possible it goes on, only
/// slower.
#[cfg(unix)]
pub(crate) fn let_threads_sleep() {
    use std::os::unix::process::CommandExt;
    const POLICY: &str = "OMP_WAIT_POLICY";
    /// For how many turns GNU's runtime spins before it sleeps: a quarter of a millisecond, measured on one machine.
    const SPIN: (&str, &str) = ("GOMP_SPINCOUNT", "10000");
    if std::env::var_os(POLICY).is_none()
        && let Ok(program) = std::env::current_exe()
    {
        let mut arguments = std::env::args_os();
        let mut command = std::process::Command::new(program);
        command.arg0(arguments.next().unwrap_or_default()).args(arguments).env(POLICY, "passive");
        if std::env::var_os(SPIN.0).is_none() {
            command.env(SPIN.0, SPIN.1);
        }
        // Returns only when it fails.
        let _ = command.exec();
    }
}

#[cfg(not(unix))]
pub(crate) fn let_threads_sleep() {}

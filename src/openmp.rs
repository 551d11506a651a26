//! The OpenMP runtime that whisper.cpp computes with, told how to wait.

/// Has the recogniser's threads sleep while they wait for each other. By default they spin, which on a machine that does
/// anything else at the same time makes recognising several times slower. The OpenMP runtime reads this setting before `main`
/// begins, so the program starts itself over with it; where that is not possible it goes on, only slower.
#[cfg(unix)]
pub(crate) fn let_threads_sleep() {
    use std::os::unix::process::CommandExt;
    const SETTING: &str = "OMP_WAIT_POLICY";
    if std::env::var_os(SETTING).is_none()
        && let Ok(program) = std::env::current_exe()
    {
        let mut arguments = std::env::args_os();
        let mut command = std::process::Command::new(program);
        command.arg0(arguments.next().unwrap_or_default()).args(arguments).env(SETTING, "passive");
        // Returns only when it fails.
        let _ = command.exec();
    }
}

#[cfg(not(unix))]
pub(crate) fn let_threads_sleep() {}

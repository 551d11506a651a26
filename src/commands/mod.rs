//! One file per subcommand: each turns flags into calls of the library.

pub(crate) mod analyze;
pub(crate) mod keep;
pub(crate) mod models;

use std::sync::atomic::AtomicBool;

use outloud::config::{Config, Paths};
use outloud::structure;

use crate::cli::Shape;
use crate::output::Printer;

/// What every command works with, whatever it was asked.
#[derive(Clone, Copy)]
pub(crate) struct Session<'a> {
    /// Where things are kept.
    pub(crate) paths: &'a Paths,
    /// The user's settings.
    pub(crate) config: &'a Config,
    /// The only way to say anything.
    pub(crate) printer: &'a Printer,
    /// Set when the user wants an end.
    pub(crate) cancelled: &'a AtomicBool,
}

/// The library's name for a shape of the command line.
fn shape(named: Shape) -> structure::Shape {
    match named {
        Shape::Star => structure::Shape::Star,
        Shape::Care => structure::Shape::Care,
        Shape::Diagnosis => structure::Shape::Diagnosis,
        Shape::Decision => structure::Shape::Decision,
        Shape::Sbi => structure::Shape::Sbi,
        Shape::Motivation => structure::Shape::Motivation,
    }
}

/// Has the recogniser's threads sleep while they wait for each other. By default they spin, which on a machine that does
/// anything else at the same time makes recognising several times slower. The OpenMP runtime reads this setting before `main`
/// begins, so the program starts itself over with it; where that is not possible it goes on, only slower.
#[cfg(unix)]
fn let_threads_sleep() {
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
fn let_threads_sleep() {}

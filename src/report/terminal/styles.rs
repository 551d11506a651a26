//! The report's colours. Everything they say is said in words or signs too.

use anstyle::{AnsiColor, Style};

use crate::report::tone::Tone;

pub(super) const PLAIN: Style = Style::new();
pub(super) const STRONG: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();
pub(super) const RED: Style = AnsiColor::Red.on_default().bold();
pub(super) const YELLOW: Style = AnsiColor::Yellow.on_default();
pub(super) const GREEN: Style = AnsiColor::Green.on_default();
pub(super) const CYAN: Style = AnsiColor::Cyan.on_default();
/// The dark one can hardly be read on black.
pub(super) const BLUE: Style = AnsiColor::BrightBlue.on_default();
pub(super) const MAGENTA: Style = AnsiColor::Magenta.on_default();

pub(super) fn style(tone: Tone) -> Style {
    match tone {
        Tone::Fix => RED,
        Tone::Watch => YELLOW,
        Tone::Keep => GREEN,
    }
}

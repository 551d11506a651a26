//! What happens when, while somebody records: waiting for the microphone, time to think, the countdown, the answer itself.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use outloud::audio::recorder::{Control, Order};

use super::keys::{Key, Keys};
use super::screen::{self, Phase, View};
use crate::cli::Record;
use crate::commands::Session;
use crate::output::Printer;

/// How often the screen is drawn and the keys are asked.
const TICK: Duration = Duration::from_millis(50);

/// What the user wants to become of the take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Keep,
    Discard,
}

/// Leads through one recording, until it is over or the user ends it.
pub(super) fn conduct(request: &Record, name: &str, path: &Path, control: &Control, session: &Session<'_>) -> Wish {
    let mut stage = Stage { session, control, keys: None, longest_s: request.longest_s };
    if session.printer.is_live() {
        stage.keys = Keys::grab(TICK);
    }
    let wish = stage.play(request, name, path);
    stage.clear();
    wish
}

/// The screen, the keys and the recorder, together.
struct Stage<'a> {
    session: &'a Session<'a>,
    control: &'a Control,
    keys: Option<Keys>,
    longest_s: Option<f64>,
}

impl Stage<'_> {
    fn play(&mut self, request: &Record, name: &str, path: &Path) -> Wish {
        while !self.control.status().begun {
            if self.is_over() {
                return Wish::Keep;
            }
            if let Some(Key::Discard) = self.tick(Phase::Waiting) {
                return Wish::Discard;
            }
        }
        let waits = [(request.prep_s, true), (Some(f64::from(request.countdown)), false)];
        for (length_s, thinking) in waits {
            let begun = Instant::now();
            let left = |length_s: f64| length_s - begun.elapsed().as_secs_f64();
            while let Some(left_s) = length_s.map(left).filter(|&left_s| left_s > 0.0) {
                if self.is_over() {
                    return Wish::Keep;
                }
                match self.tick(if thinking { Phase::Thinking { left_s } } else { Phase::Countdown { left_s } }) {
                    Some(Key::Stop) => break,
                    Some(Key::Discard) => return Wish::Discard,
                    Some(Key::Pause | Key::Yes | Key::Other) | None => {}
                }
            }
        }
        self.control.order(Order::Record);
        self.say(&format!("recording from {name} into {}", path.display()));
        if self.keys.is_none() {
            self.say("Ctrl-C stops and keeps it");
        }
        self.answer()
    }

    /// The answer itself.
    fn answer(&mut self) -> Wish {
        let (mut phase, mut asks) = (Phase::Recording, false);
        while !self.is_over() {
            let key = self.tick(if asks { Phase::Asking } else { phase });
            if asks {
                if key == Some(Key::Yes) {
                    return Wish::Discard;
                }
                // Whatever else is pressed was not meant as a yes; it went on as before meanwhile.
                asks = key.is_none();
                continue;
            }
            match key {
                Some(Key::Stop) => break,
                Some(Key::Discard) => asks = true,
                Some(Key::Pause) => {
                    let (next, order) = match phase {
                        Phase::Paused => (Phase::Recording, Order::Record),
                        _ => (Phase::Paused, Order::Pause),
                    };
                    phase = next;
                    self.control.order(order);
                }
                Some(Key::Yes | Key::Other) | None => {}
            }
        }
        Wish::Keep
    }

    fn is_over(&self) -> bool {
        self.session.cancelled.load(Ordering::Relaxed) || self.control.status().over
    }

    /// Draws, and waits a moment for a key.
    fn tick(&mut self, phase: Phase) -> Option<Key> {
        let status = self.control.status();
        let printer = self.session.printer;
        if printer.is_live() {
            let view = View { phase, seconds: status.seconds, level: status.level, longest_s: self.longest_s };
            let colour = printer.colour_stderr();
            Printer::redraw(&screen::line(&view, self.keys.is_some(), Printer::width_stderr(), colour));
        }
        if let Some(keys) = &self.keys {
            return keys.next();
        }
        std::thread::sleep(TICK);
        None
    }

    /// Says something above the line that is redrawn.
    fn say(&self, text: &str) {
        self.clear_line();
        let end = if self.keys.is_some() { "\r" } else { "" };
        self.session.printer.say(&format!("{text}{end}"));
    }

    fn clear_line(&self) {
        if self.session.printer.is_live() {
            Printer::redraw("");
        }
    }

    fn clear(mut self) {
        self.clear_line();
        self.keys = None;
    }
}

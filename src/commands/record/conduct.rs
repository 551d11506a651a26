//! What happens when, while somebody records: waiting for the microphone, time to think, the countdown, the answer itself.

use std::cell::Cell;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::time::Instant;

use outloud::capture::recorder::{Control, Order, Status};
use outloud::signal::meter::Hint;

use super::screen::{self, Light, Lights, Phase, Readout};
use super::taking::TakeSetup;
use crate::commands::Session;
use crate::output::Printer;
use crate::tty::{Key, KeyInput};

/// What the user wants to become of the take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Keep,
    Discard,
}

/// Leads through one recording, until it is over or the user ends it.
pub(super) fn conduct(
    setup: &TakeSetup<'_>,
    name: &str,
    path: &Path,
    (control, words): (&Control, Receiver<String>),
    session: &Session<'_>,
) -> Wish {
    let input = KeyInput::take(Printer::is_seen());
    let lights = Lights::new(setup.ranges);
    let conductor = Conductor {
        session,
        control,
        input,
        setup,
        lights,
        light: Cell::new(Light::None),
        hint: Cell::new(None),
        words,
    };
    let wish = conductor.play(name, path);
    conductor.clear_line();
    wish
}

/// What the keys have made of the answer so far.
#[derive(Default)]
struct Answer {
    paused: bool,
    /// Whether to discard it is being asked; meanwhile it goes on as before.
    asks: bool,
}

impl Answer {
    /// What becomes of the take, if this key decides that.
    fn press(&mut self, key: Key) -> Option<Wish> {
        if self.asks {
            // Whatever else is pressed was not meant as a yes.
            self.asks = false;
            return (key == Key::Yes).then_some(Wish::Discard);
        }
        match key {
            Key::Stop | Key::Enter => return Some(Wish::Keep),
            Key::Discard => self.asks = true,
            Key::Pause => self.paused = !self.paused,
            Key::Yes
            | Key::Play
            | Key::Back
            | Key::Forward
            | Key::Slower
            | Key::Faster
            | Key::Letter(_)
            | Key::Other
            | Key::Gone => {}
        }
        None
    }

    fn phase(&self) -> Phase {
        match (self.asks, self.paused) {
            (true, paused) => Phase::Asking { paused },
            (false, true) => Phase::Paused,
            (false, false) => Phase::Recording,
        }
    }

    fn order(&self) -> Order {
        if self.paused { Order::Pause } else { Order::Record }
    }
}

/// The screen, the keys and the recorder, together.
struct Conductor<'a> {
    session: &'a Session<'a>,
    control: &'a Control,
    input: KeyInput,
    setup: &'a TakeSetup<'a>,
    lights: Lights,
    /// The light that is on.
    light: Cell<Light>,
    /// What was last said of the level.
    hint: Cell<Option<Hint>>,
    /// What was said, where it is shown as it comes.
    words: Receiver<String>,
}

impl Conductor<'_> {
    fn play(&self, name: &str, path: &Path) -> Wish {
        while !self.control.status().begun {
            if self.is_over() {
                return Wish::Keep;
            }
            if let Some(Key::Discard) = self.tick(Phase::Waiting) {
                return Wish::Discard;
            }
        }
        let waits = [(self.setup.prep_s, true), (Some(f64::from(self.setup.countdown_s)), false)];
        for (length_s, thinking) in waits {
            let begun = Instant::now();
            let left = |length_s: f64| length_s - begun.elapsed().as_secs_f64();
            let phase = |left_s| if thinking { Phase::Thinking { left_s } } else { Phase::Countdown { left_s } };
            if let Some(left_s) = length_s.filter(|&length_s| length_s > 0.0) {
                self.narrate(&screen::told(phase(left_s)));
            }
            while let Some(left_s) = length_s.map(left).filter(|&left_s| left_s > 0.0) {
                if self.is_over() {
                    return Wish::Keep;
                }
                match self.tick(phase(left_s)) {
                    Some(Key::Enter) => break,
                    Some(Key::Discard) => return Wish::Discard,
                    Some(_) | None => {}
                }
            }
        }
        self.control.order(Order::Record);
        if self.setup.says_where {
            self.say(&format!("recording from {name} into {}", path.display()));
        }
        match (self.input.has_keys(), self.session.printer.is_live()) {
            (false, _) => self.say("Ctrl-C stops and keeps it"),
            // Where no line names the keys all the time.
            (true, false) => self.say("enter or Ctrl-C stops and keeps it, space pauses, q discards"),
            (true, true) => {}
        }
        self.answer()
    }

    /// The answer itself.
    fn answer(&self) -> Wish {
        let mut answer = Answer::default();
        while !self.is_over() {
            let before = answer.phase();
            let key = self.tick(before);
            if let Some(wish) = key.and_then(|key| answer.press(key)) {
                return wish;
            }
            if answer.phase() != before {
                self.narrate(&screen::told(answer.phase()));
            }
            self.light_up();
            self.words.try_iter().for_each(|text| self.say(&text));
            self.control.order(answer.order());
        }
        Wish::Keep
    }

    /// Tells of the light that has come on, and of a level that is wrong.
    fn light_up(&self) {
        let Status { seconds, level, .. } = self.control.status();
        let light = self.lights.at(seconds);
        if let Some(told) = screen::told_light(light, seconds).filter(|_| self.light.replace(light) != light) {
            self.narrate(&told);
            if self.setup.bell {
                Printer::ring();
            }
        }
        if let Some(hint) = level.hint.filter(|&hint| self.hint.replace(Some(hint)) != Some(hint)) {
            self.narrate(screen::told_hint(hint));
        }
    }

    fn is_over(&self) -> bool {
        self.session.cancelled.load(Ordering::Relaxed) || self.control.status().over
    }

    /// Draws, and waits a moment for a key.
    fn tick(&self, phase: Phase) -> Option<Key> {
        let status = self.control.status();
        let printer = self.session.printer;
        if printer.is_live() {
            let Self { setup, lights, .. } = *self;
            let (seconds, level, longest_s) = (status.seconds, status.level, setup.limits.longest_s);
            let readout = Readout { phase, seconds, level, longest_s, lights };
            let colour = printer.colour_stderr();
            Printer::redraw(&screen::line(&readout, self.input.has_keys(), Printer::width_stderr(), colour));
        }
        let key = self.input.next();
        if key == Some(Key::Gone) {
            self.session.leaving.store(true, Ordering::Relaxed);
        }
        // As if the signal had come that the keyboard does not send while its keys are taken.
        if matches!(key, Some(Key::Gone | Key::Stop)) {
            self.session.cancelled.store(true, Ordering::Relaxed);
        }
        key
    }

    /// Says what the line that is redrawn shows, where there is none.
    fn narrate(&self, text: &str) {
        if !self.session.printer.is_live() {
            self.say(text);
        }
    }

    /// Says something above the line that is redrawn.
    fn say(&self, text: &str) {
        self.clear_line();
        let end = if self.input.has_keys() { "\r" } else { "" };
        self.session.printer.say(&format!("{text}{end}"));
    }

    fn clear_line(&self) {
        if self.session.printer.is_live() {
            Printer::redraw("");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the keys lead to: the decision, the phase shown and the order given.
    fn pressed(keys: &[Key]) -> (Option<Wish>, Phase, Order) {
        let mut answer = Answer::default();
        let wish = keys.iter().fold(None, |_, &key| answer.press(key));
        (wish, answer.phase(), answer.order())
    }

    #[test]
    fn nothing_is_discarded_without_a_yes_to_the_question() {
        use Key::{Discard, Other, Pause, Stop, Yes};
        assert_eq!(pressed(&[Discard, Yes]).0, Some(Wish::Discard));
        assert_eq!(pressed(&[Pause, Discard, Yes]).0, Some(Wish::Discard));
        for keys in [&[Yes][..], &[Discard], &[Discard, Other, Yes], &[Discard, Discard], &[Discard, Stop]] {
            assert_eq!(pressed(keys).0, None, "{keys:?}");
        }
        assert_eq!(pressed(&[Discard, Other, Stop]).0, Some(Wish::Keep));
    }

    #[test]
    fn a_question_changes_nothing_about_what_is_recorded() {
        use Key::{Discard, Other, Pause};
        assert_eq!(pressed(&[Discard]), (None, Phase::Asking { paused: false }, Order::Record));
        assert_eq!(pressed(&[Pause, Discard]), (None, Phase::Asking { paused: true }, Order::Pause));
        assert_eq!(pressed(&[Pause, Discard, Other]), (None, Phase::Paused, Order::Pause));
        assert_eq!(pressed(&[Pause, Pause]), (None, Phase::Recording, Order::Record));
    }
}

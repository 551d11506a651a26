//! The terminal: how wide it is, and its keys one by one. The only file that names crossterm.
//!
//! On Unix the keys are read here: crossterm's own reader never returns once the terminal has gone away, and would keep the
//! microphone open for ever.

use std::io::{self, IsTerminal};
use std::time::Duration;

use crossterm::terminal;

/// Columns of the terminal; `None` where there is none to ask.
pub(crate) fn columns() -> Option<usize> {
    terminal::size().ok().map(|(columns, _)| usize::from(columns)).filter(|&columns| columns > 0)
}

/// How long a key is waited for: how often a screen is drawn meanwhile.
pub(crate) const TICK: Duration = Duration::from_millis(50);

/// What a key means while something is recorded or played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// Enter
    Enter,
    /// Ctrl-C, Ctrl-D
    Stop,
    /// Space
    Pause,
    /// q
    Discard,
    /// y
    Yes,
    /// p
    Play,
    /// ←
    Back,
    /// →
    Forward,
    /// - or [
    Slower,
    /// +, = or ]
    Faster,
    /// Any other letter, as a small one
    Letter(char),
    /// Any other
    Other,
    /// No key: nobody is at the other end any more
    Gone,
}

/// Standard input while something is recorded or played: the keyboard, key by key and without echo, where there is one; else only
/// whether its other end is still open. Given back as it was when dropped, also by a panic: every signal that can be caught
/// ends the recording in order, and so comes here too.
pub(crate) struct KeyInput {
    keys: bool,
    /// Whether there is another end that can be closed.
    tethered: bool,
}

impl KeyInput {
    /// Takes standard input, and the keyboard with it if that is `wanted` and there is one.
    pub(crate) fn take(wanted: bool) -> Self {
        let keys = wanted && io::stdin().is_terminal() && terminal::enable_raw_mode().is_ok();
        Self { keys, tethered: waiting::look(Duration::ZERO, keys) != waiting::TerminalEvent::Closed }
    }

    /// Whether keys are heard.
    pub(crate) fn has_keys(&self) -> bool {
        self.keys
    }

    /// The next key, if one is pressed soon.
    pub(crate) fn next(&self) -> Option<Key> {
        if !self.tethered {
            // What was closed from the beginning says nothing about whoever listens now: only the time passes.
            std::thread::sleep(TICK);
            return None;
        }
        match waiting::look(TICK, self.keys) {
            waiting::TerminalEvent::Nothing => None,
            waiting::TerminalEvent::Closed => Some(Key::Gone),
            waiting::TerminalEvent::Key => waiting::key(),
        }
    }
}

impl Drop for KeyInput {
    fn drop(&mut self) {
        if self.keys {
            // Where this fails there is no terminal any more.
            let _ = terminal::disable_raw_mode();
        }
    }
}

/// How standard input is waited for.
mod waiting {
    use std::time::Duration;

    #[cfg(not(unix))]
    pub(super) use others::{key, look};
    #[cfg(unix)]
    pub(super) use unix::{key, look};

    use super::Key;

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum TerminalEvent {
        Nothing,
        Key,
        Closed,
    }

    #[cfg(unix)]
    mod unix {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        use rustix::{io, stdio};

        use super::{Duration, Key, TerminalEvent};

        /// What happens within `patience`: a key, if `keys` are wanted, or an end.
        pub(in super::super) fn look(patience: Duration, keys: bool) -> TerminalEvent {
            let mut input =
                [PollFd::from_borrowed_fd(stdio::stdin(), if keys { PollFlags::IN } else { PollFlags::empty() })];
            let patience = Timespec::try_from(patience).unwrap_or_default();
            // Interrupted by a signal is as good as nothing: it is looked for elsewhere.
            let _ = poll(&mut input, Some(&patience));
            match input[0].revents() {
                // Keys that were pressed before the end lead nowhere any more.
                seen if seen.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) => TerminalEvent::Closed,
                seen if seen.contains(PollFlags::IN) => TerminalEvent::Key,
                _ => TerminalEvent::Nothing,
            }
        }

        /// The key that [`look`] saw.
        pub(in super::super) fn key() -> Option<Key> {
            let mut byte = [0];
            match io::read(stdio::stdin(), &mut byte) {
                Ok(0) => return Some(Key::Gone),
                Ok(_) => {}
                Err(io::Errno::INTR | io::Errno::AGAIN) => return None,
                Err(_) => return Some(Key::Gone),
            }
            Some(match byte[0] {
                // Enter, Ctrl-C and Ctrl-D: in raw mode none of them is more than a byte.
                b'\r' | b'\n' => Key::Enter,
                3 | 4 => Key::Stop,
                b' ' => Key::Pause,
                b'q' | b'Q' => Key::Discard,
                b'y' | b'Y' => Key::Yes,
                b'p' | b'P' => Key::Play,
                b'-' | b'[' => Key::Slower,
                b'+' | b'=' | b']' => Key::Faster,
                0x1b => sequence(),
                letter if letter.is_ascii_alphabetic() => Key::Letter(letter.to_ascii_lowercase().into()),
                _ => Key::Other,
            })
        }

        /// The key whose code goes on behind an escape: what is left of it is no key of its own.
        fn sequence() -> Key {
            let mut rest = [0; 64];
            let length = match look(Duration::ZERO, true) {
                TerminalEvent::Key => io::read(stdio::stdin(), &mut rest).unwrap_or(0),
                _ => 0,
            };
            match rest.get(..length) {
                Some(b"[D" | b"OD") => Key::Back,
                Some(b"[C" | b"OC") => Key::Forward,
                _ => Key::Other,
            }
        }
    }

    #[cfg(not(unix))]
    mod others {
        use crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};

        use super::{Duration, Key, TerminalEvent};

        /// What happens within `patience`: a key, if `keys` are wanted.
        pub(in super::super) fn look(patience: Duration, keys: bool) -> TerminalEvent {
            if !keys {
                std::thread::sleep(patience);
                return TerminalEvent::Nothing;
            }
            match event::poll(patience) {
                Ok(true) => TerminalEvent::Key,
                Ok(false) => TerminalEvent::Nothing,
                Err(_) => TerminalEvent::Closed,
            }
        }

        /// The key that [`look`] saw.
        pub(in super::super) fn key() -> Option<Key> {
            let Ok(Event::Key(key)) = event::read() else { return None };
            if key.kind != KeyEventKind::Press {
                return None;
            }
            let control = key.modifiers.contains(KeyModifiers::CONTROL);
            Some(match key.code {
                KeyCode::Enter => Key::Enter,
                KeyCode::Char('c' | 'd') if control => Key::Stop,
                KeyCode::Char(' ') => Key::Pause,
                KeyCode::Char('q' | 'Q') => Key::Discard,
                KeyCode::Char('y' | 'Y') => Key::Yes,
                KeyCode::Char('p' | 'P') => Key::Play,
                KeyCode::Char(letter) if letter.is_ascii_alphabetic() => Key::Letter(letter.to_ascii_lowercase()),
                KeyCode::Char('-' | '[') => Key::Slower,
                KeyCode::Char('+' | '=' | ']') => Key::Faster,
                KeyCode::Left => Key::Back,
                KeyCode::Right => Key::Forward,
                _ => Key::Other,
            })
        }
    }
}

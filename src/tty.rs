//! The terminal: how wide it is, and its keys one by one. The only file that names crossterm.

use std::io::{self, IsTerminal};
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::terminal;

/// Columns of the terminal; `None` where there is none to ask.
pub(crate) fn columns() -> Option<usize> {
    terminal::size().ok().map(|(columns, _)| usize::from(columns)).filter(|&columns| columns > 0)
}

/// What a key means while something is recorded or played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// Enter, Ctrl-C, Ctrl-D
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
    /// Any other
    Other,
}

/// The keyboard, key by key and without echo; given back as it was when dropped, also by a panic. Every signal that can be
/// caught ends the recording in order, and so comes here too.
pub(crate) struct Keyboard {
    /// Most that is waited for one key.
    patience: Duration,
}

impl Keyboard {
    /// Takes the keyboard; `None` where there is none, or where it cannot be taken.
    pub(crate) fn grab(patience: Duration) -> Option<Self> {
        (io::stdin().is_terminal() && terminal::enable_raw_mode().is_ok()).then_some(Self { patience })
    }

    /// The next key, if one is pressed soon.
    pub(crate) fn next(&self) -> Option<Key> {
        if !event::poll(self.patience).unwrap_or_else(|_| {
            // A terminal that has gone away is told by a signal; until then only the time passes.
            std::thread::sleep(self.patience);
            false
        }) {
            return None;
        }
        let Ok(Event::Key(key)) = event::read() else { return None };
        if key.kind != KeyEventKind::Press {
            return None;
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        Some(match key.code {
            KeyCode::Enter => Key::Stop,
            KeyCode::Char('c' | 'd') if control => Key::Stop,
            KeyCode::Char(' ') => Key::Pause,
            KeyCode::Char('q' | 'Q') => Key::Discard,
            KeyCode::Char('y' | 'Y') => Key::Yes,
            KeyCode::Char('p' | 'P') => Key::Play,
            KeyCode::Left => Key::Back,
            KeyCode::Right => Key::Forward,
            _ => Key::Other,
        })
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        // Where this fails there is no terminal any more.
        let _ = terminal::disable_raw_mode();
    }
}

//! The state of a recording in, the one line that shows it out. Pure.

use anstyle::{AnsiColor, Style};
use outloud::figure::clock;
use outloud::signal::meter::{Hint, Level};
use outloud::usual::Ranges;

/// Columns of the level meter, and of a line that is too narrow for it: half of it does there.
const METER_COLUMNS: usize = 20;
/// See [`METER_COLUMNS`].
const NARROW: usize = 80;
/// What the meter shows at its left end, dBFS: the noise of a quiet room.
const METER_FROM_DBFS: f64 = -60.0;

/// What is asked before a recording is thrown away.
const THROW: &str = "throw it away? y throws, any other key goes on";

/// What is going on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Phase {
    /// The device has been told to begin, and has not yet.
    Waiting,
    /// Time to think.
    Thinking { left_s: f64 },
    /// Nearly there.
    Countdown { left_s: f64 },
    /// What is said is kept.
    Recording,
    /// It is not.
    Paused,
    /// It goes on, or stays paused, while the user is asked whether to throw it away.
    Asking { paused: bool },
}

/// All that the line shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Readout {
    pub(super) phase: Phase,
    /// Length of the take, s.
    pub(super) seconds: f64,
    pub(super) level: Level,
    /// Length at which it stops, s.
    pub(super) longest_s: Option<f64>,
    pub(super) lights: Lights,
}

/// A speaker who is too long may still finish a sentence: so much of the longest time, and so many seconds at most, which is what
/// Toastmasters grant.
const GRACE: f64 = 1.0 / 6.0;
/// See [`GRACE`].
const MOST_GRACE_S: f64 = 30.0;

/// When each light comes on, s.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lights {
    green: Option<f64>,
    yellow: Option<f64>,
    red: Option<f64>,
}

impl Lights {
    /// As Toastmasters' timers do it: green when it is long enough, yellow past the length to aim at, red when it gets too long.
    pub(super) fn new(ranges: &Ranges) -> Self {
        let aim_s = ranges.aimed.map(|aim| f64::from(aim.length_s));
        Self { green: ranges.length.from, yellow: aim_s.or(ranges.aim.to), red: ranges.length.to }
    }

    pub(super) fn at(self, seconds: f64) -> Light {
        let past = |end: Option<f64>| end.is_some_and(|end_s| seconds >= end_s);
        let over_s = self.red.map(|red_s| red_s + (GRACE * red_s).min(MOST_GRACE_S));
        match () {
            () if past(over_s) => Light::Over,
            () if past(self.red) => Light::Red,
            () if past(self.yellow) => Light::Yellow,
            () if past(self.green) => Light::Green,
            () => Light::None,
        }
    }
}

/// Lights of a speech timer: when an answer is long enough, and when too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Light {
    None,
    Green,
    Yellow,
    Red,
    Over,
}

impl Light {
    /// The word stands beside the colour: not everybody sees it.
    fn word(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Green => "green: long enough",
            Self::Yellow => "yellow: come to the result",
            Self::Red => "red: finish",
            Self::Over => "over: stop here",
        }
    }

    fn style(self) -> Style {
        let colour = match self {
            Self::None => return Style::new(),
            Self::Green => AnsiColor::Green,
            Self::Yellow => AnsiColor::Yellow,
            Self::Red | Self::Over => AnsiColor::Red,
        };
        Style::new().fg_color(Some(colour.into())).bold()
    }
}

/// What has become of the recording, where no line shows it.
pub(super) fn told(phase: Phase) -> String {
    match phase {
        Phase::Thinking { left_s } => format!("think for {}: enter begins, q gives up", clock(left_s.ceil())),
        Phase::Countdown { left_s } => format!("it begins in {:.0} s", left_s.ceil()),
        Phase::Paused => "paused: space goes on".into(),
        Phase::Asking { .. } => THROW.into(),
        Phase::Waiting | Phase::Recording => "it is recorded".into(),
    }
}

/// The light that came on after so many `seconds`, where no line shows it; nothing for none.
pub(super) fn told_light(light: Light, seconds: f64) -> Option<String> {
    let meaning = match light {
        Light::None => return None,
        Light::Green => "green, long enough",
        Light::Yellow => "yellow, past the aim: come to the result",
        Light::Red => "red, too long: finish",
        Light::Over => "over, much too long: stop here",
    };
    Some(format!("{}: {meaning}", clock(seconds)))
}

/// What to do about a level that is wrong.
pub(super) fn told_hint(hint: Hint) -> &'static str {
    match hint {
        Hint::TooLoud => "too loud: turn the microphone down",
        Hint::TooQuiet => "too quiet: come closer",
    }
}

/// The line for `view`, at most `width` columns. `keys` are named where the user has some.
pub(super) fn line(view: &Readout, keys: bool, width: usize, colour: bool) -> String {
    let light = view.lights.at(view.seconds);
    let (head, rest) = match view.phase {
        Phase::Waiting => ("waiting for the microphone".to_owned(), "q gives up"),
        Phase::Thinking { left_s } => (format!("think: {}", clock(left_s.ceil())), "enter begins, q gives up"),
        Phase::Countdown { left_s } => (format!("{:.0}", left_s.ceil()), "q gives up"),
        Phase::Recording => (format!("● {}", time(view)), "enter stops, space pauses, q discards"),
        Phase::Paused => (format!("paused {}", time(view)), "space goes on, enter stops, q discards"),
        Phase::Asking { paused } => {
            let head = if paused { "paused" } else { "●" };
            (format!("{head} {}", time(view)), THROW)
        }
    };
    let hint = match (view.phase, view.level.hint) {
        (Phase::Waiting | Phase::Paused, _) | (_, None) => "",
        (_, Some(hint)) => told_hint(hint),
    };
    let lit =
        if matches!(view.phase, Phase::Recording | Phase::Paused | Phase::Asking { .. }) { light.word() } else { "" };
    let meter_columns = if width < NARROW { METER_COLUMNS / 2 } else { METER_COLUMNS };
    let meter = if view.phase == Phase::Waiting { String::new() } else { meter(&view.level, meter_columns) };
    let keys = if keys { rest } else { "" };
    // The question goes before everything else; otherwise what is most urgent comes first and stays longest.
    let mut parts = vec![head, meter, hint.to_owned(), lit.to_owned(), keys.to_owned()];
    if matches!(view.phase, Phase::Asking { .. }) {
        parts = vec![parts.swap_remove(0), keys.to_owned()];
    }
    let mut line = String::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        let gap = if line.is_empty() { "" } else { "  " };
        let room = width.saturating_sub(columns(&line) + columns(gap));
        // Of several keys, as many as there is room for.
        let kept = if part == keys { keys_within(&part, room) } else { part };
        if !kept.is_empty() && columns(&kept) <= room {
            line.push_str(gap);
            line.push_str(&kept);
        }
    }
    if colour && light != Light::None {
        let style = light.style();
        line = format!("{style}{line}{style:#}");
    }
    line
}

/// As many of `keys`, the most needed ones first, as fit into so many columns.
fn keys_within(keys: &str, room: usize) -> String {
    let mut kept = String::new();
    for key in keys.split(", ") {
        let gap = if kept.is_empty() { "" } else { ", " };
        if columns(&kept) + columns(gap) + columns(key) > room {
            break;
        }
        kept.push_str(gap);
        kept.push_str(key);
    }
    kept
}

fn time(view: &Readout) -> String {
    match view.longest_s {
        Some(longest_s) => format!("{} of {}", clock(view.seconds), clock(longest_s)),
        None => clock(view.seconds),
    }
}

/// A bar of so many `columns` from -60 to 0 dBFS, with a mark where the peak was.
fn meter(level: &Level, columns: usize) -> String {
    let column = |dbfs: f64| {
        let share = (dbfs - METER_FROM_DBFS) / -METER_FROM_DBFS;
        (share.clamp(0.0, 1.0) * columns as f64).round() as usize
    };
    let filled = level.now_dbfs.map_or(0, column);
    let held = level.held_dbfs.map_or(0, column);
    let bar: String = (1..=columns)
        .map(|c| match c {
            c if c <= filled => '█',
            c if c == held => '│',
            _ => '·',
        })
        .collect();
    format!("[{bar}]")
}

/// Every character drawn here is one column wide.
fn columns(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use outloud::usual::{Aim, USUAL};

    use super::*;

    const VOICE: Level = Level { now_dbfs: Some(-30.0), held_dbfs: Some(-15.0), loudest_dbfs: Some(-15.0), hint: None };

    fn view(phase: Phase, seconds: f64, level: Level, longest_s: Option<f64>, aim: Option<Aim>) -> Readout {
        Readout { phase, seconds, level, longest_s, lights: Lights::new(&USUAL.aimed_at(aim)) }
    }

    fn at(phase: Phase, seconds: f64, level: Level) -> String {
        line(&view(phase, seconds, level, None, None), true, 120, false)
    }

    #[test]
    fn an_answer_is_shown_with_its_length_level_and_keys() {
        assert_eq!(
            at(Phase::Recording, 42.9, VOICE),
            "● 0:42  [██████████····│·····]  enter stops, space pauses, q discards"
        );
        assert_eq!(at(Phase::Waiting, 0.0, Level::default()), "waiting for the microphone  q gives up");
        assert!(at(Phase::Thinking { left_s: 29.2 }, 0.0, VOICE).starts_with("think: 0:30  ["));
        assert!(at(Phase::Countdown { left_s: 2.1 }, 0.0, VOICE).starts_with("3  ["));
        assert!(at(Phase::Paused, 65.0, VOICE).starts_with("paused 1:05  ["));
    }

    #[test]
    fn the_lights_come_when_they_are_due_and_are_not_told_by_colour_alone() {
        let lit = |seconds| at(Phase::Recording, seconds, VOICE);
        for (seconds, word) in [(60.0, "green"), (120.0, "yellow"), (180.0, "red"), (210.0, "over")] {
            assert!(lit(seconds).contains(word), "{seconds} s");
            assert!(!lit(seconds - 0.1).contains(word), "just before {seconds} s");
        }
        let view = view(Phase::Recording, 130.0, VOICE, None, None);
        assert!(line(&view, true, 120, true).starts_with("\u{1b}["));
        assert!(!line(&view, true, 120, false).contains('\u{1b}'));
    }

    #[test]
    fn the_lights_go_by_the_aim() {
        for (aim, lights) in [("30s", [20.0, 30.0, 40.0, 47.0]), ("7m", [360.0, 420.0, 480.0, 510.0])] {
            let lit = |s| line(&view(Phase::Recording, s, VOICE, None, Aim::of_user(aim).ok()), true, 120, false);
            for (seconds, word) in lights.into_iter().zip(["green", "yellow", "red", "over"]) {
                assert!(lit(seconds).contains(word) && !lit(seconds - 1.0).contains(word), "{aim}, {seconds} s");
            }
        }
    }

    #[test]
    fn a_level_that_is_wrong_is_said_with_its_remedy() {
        let wrong = |hint| at(Phase::Recording, 5.0, Level { hint: Some(hint), ..VOICE });
        assert!(wrong(Hint::TooLoud).contains("too loud: turn"));
        assert!(wrong(Hint::TooQuiet).contains("too quiet: come"));
    }

    #[test]
    fn a_narrow_terminal_keeps_what_matters_most() {
        let view = view(Phase::Recording, 130.0, VOICE, Some(180.0), None);
        for width in 14..120 {
            let line = line(&view, true, width, false);
            assert!(columns(&line) <= width && line.starts_with('●'), "{line}");
        }
        assert_eq!(line(&view, true, 40, false), "● 2:10 of 3:00  [█████··│··]");
        assert_eq!(line(&view, true, 59, false), "● 2:10 of 3:00  [█████··│··]  yellow: come to the result");
        let lit = Readout { seconds: 70.0, longest_s: None, ..view };
        assert_eq!(line(&lit, true, 59, false), "● 1:10  [█████··│··]  green: long enough  enter stops");
        assert!(
            line(&Readout { phase: Phase::Asking { paused: false }, ..view }, true, 70, false)
                .contains("throw it away?")
        );
    }

    #[test]
    fn the_question_whether_to_discard_says_whether_it_still_records() {
        assert!(at(Phase::Asking { paused: false }, 65.0, VOICE).starts_with("● 1:05  throw it away?"));
        assert!(at(Phase::Asking { paused: true }, 65.0, VOICE).starts_with("paused 1:05  throw it away?"));
    }

    #[test]
    fn silence_has_an_empty_meter() {
        assert_eq!(meter(&Level::default(), METER_COLUMNS), format!("[{}]", "·".repeat(METER_COLUMNS)));
    }
}

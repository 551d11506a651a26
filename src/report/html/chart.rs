//! Lanes in, one chart over one axis of time out, as inline SVG.
//!
//! What lies along the axis is placed in percent and everything else in pixels, so that text is as large on a phone as on a desk;
//! only curves are stretched.

use maud::{Markup, html};

use crate::figure::{clock, count, length, number};
use crate::playable::Playable;
use crate::report::document::lanes::{Lanes, Spot};
use crate::report::document::pace::PaceChart;
use crate::report::document::story::{Chapter, Story};
use crate::stats::median;
use crate::units::TimeSpan;

use super::places::{lead_in, seconds};

/// Heights, px: of a lane's title, between lanes, of a lane of marks, of the parts, of the waveform, of a curve.
const TITLE: f64 = 17.0;
const GAP: f64 = 10.0;
const MARKS: f64 = 14.0;
const PARTS: f64 = 22.0;
const WAVE: f64 = 56.0;
pub(super) const CURVE: f64 = 96.0;
/// Least distance of two values beside a curve, px.
const LINE: f64 = 13.0;
/// Narrowest part that has its letter in it, percent: 16 px of 320.
const LETTER: f64 = 5.0;
/// A stretched curve is so wide and so high in units of its own.
pub(super) const UNITS: (f64, f64) = (1000.0, 100.0);
/// Stretches of the recording that the pitch is drawn from, each by its median.
const PITCHES: f64 = 500.0;
/// Ticks of the axis at most, and how far apart they may be, s.
const TICKS: f64 = 5.0;
const STEPS_S: [f64; 10] = [1.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0];
/// What the pitch's scale spans at least, below and above the median.
const LEAST_RANGE: f64 = 1.4;

/// A chart that grows lane by lane.
struct Drawing {
    axis: TimeSpan,
    height: f64,
    lanes: Vec<Markup>,
}

pub(super) fn lanes(lanes: &Lanes, pace: Option<&PaceChart>, playable: Option<&Playable>) -> Markup {
    let sounds = playable.is_some();
    let mut drawing = Drawing { axis: lanes.axis, height: 0.0, lanes: Vec::new() };
    if !lanes.parts.is_empty() {
        drawing.lane("Parts of the story", PARTS, |x, top| parts(lanes, sounds, x, top));
    }
    if let Some(playable) = playable {
        drawing.lane("Sound", WAVE, |_, top| plot(top, WAVE, &wave(&playable.peaks)));
    }
    for (title, class, spots) in [
        (fillers_title(&lanes.fillers), "filler", &lanes.fillers),
        (pauses_title(&lanes.pauses), "pause", &lanes.pauses),
    ] {
        if !spots.is_empty() {
            drawing.lane(&title, MARKS, |x, top| marks(spots, class, sounds, x, top));
        }
    }
    if let Some(pace) = pace {
        drawing.lane(&pace_title(pace), CURVE, |x, top| pace_curve(pace, x, top));
    }
    let pitch =
        if lanes.pitch.is_empty() { playable.map_or(&[][..], |playable| &playable.pitch) } else { &lanes.pitch };
    if let Some(middle) = median(pitch.iter().map(|(_, hz)| *hz)) {
        drawing.lane("Pitch, Hz (dashed: your median)", CURVE, |x, top| pitch_curve(pitch, middle, x, top));
    }
    let (axis, bottom) = (drawing.axis, drawing.height);
    html! {
        svg.lanes role="img" width="100%" height=(bottom + TITLE) data-from=(seconds(axis.start_s)) data-length=(seconds(axis.length_s()))
            aria-label=(told(lanes, pace)) {
            @for lane in &drawing.lanes { (lane) }
            @for (n, at_s) in ticks(axis).into_iter().enumerate() {
                @let anchor = if n == 0 { "start" } else { "middle" };
                text x=(percent(axis, at_s)) y=(bottom + 12.0) text-anchor=(anchor) { (clock(at_s)) }
            }
            line.now x1="-1" x2="-1" y1="0" y2=(bottom) {}
        }
    }
}

/// The parts of a story without times: as wide as they have words.
pub(super) fn story(story: &Story) -> Markup {
    let names: Vec<&str> = story.blocks.iter().map(|block| block.chapter.name()).collect();
    html! {
        svg role="img" width="100%" height=(PARTS) aria-label=(format!("The story's parts: {}", names.join(", "))) {
            @for block in &story.blocks { (part(block.chapter, (100.0 * block.from, 100.0 * block.to), 0.0, None)) }
        }
    }
}

impl Drawing {
    /// Adds a lane below the others: `draw` gets where a moment lies, in percent, and the lane's top.
    fn lane(&mut self, title: &str, height: f64, draw: impl FnOnce(&dyn Fn(f64) -> f64, f64) -> Markup) {
        let (axis, top) = (self.axis, self.height + TITLE);
        let x = |at_s: f64| share(axis, at_s);
        self.lanes.push(html! {
            text y=(self.height + 12.0) { (title) }
            (draw(&x, top))
        });
        self.height = top + height + GAP;
    }
}

/// Where `at_s` lies on `axis`, percent.
fn share(axis: TimeSpan, at_s: f64) -> f64 {
    ((at_s - axis.start_s) / axis.length_s() * 100.0).clamp(0.0, 100.0)
}

fn percent(axis: TimeSpan, at_s: f64) -> String {
    format!("{:.2}%", share(axis, at_s))
}

/// Something stretched to the width of the chart, drawn in [`UNITS`].
pub(super) fn plot(top: f64, height: f64, drawn: &Markup) -> Markup {
    html! {
        svg x="0" y=(top) width="100%" height=(height) viewBox=(format!("0 0 {} {}", UNITS.0, UNITS.1)) preserveAspectRatio="none" {
            (drawn)
        }
    }
}

fn parts(lanes: &Lanes, sounds: bool, x: &dyn Fn(f64) -> f64, top: f64) -> Markup {
    html! {
        @for (n, (chapter, span)) in lanes.parts.iter().enumerate() {
            // A part lasts until the next begins.
            @let end_s = lanes.parts.get(n + 1).map_or(span.end_s, |(_, next)| next.start_s);
            (part(*chapter, (x(span.start_s), x(end_s)), top, Some(span.start_s).filter(|_| sounds)))
        }
    }
}

fn part(chapter: Chapter, (from, to): (f64, f64), top: f64, start_s: Option<f64>) -> Markup {
    html! {
        rect.(chapter.name()) data-at=[start_s.map(seconds)] x=(format!("{from:.2}%")) y=(top) height=(PARTS)
            width=(format!("{:.2}%", (to - from).max(0.0))) { title { (chapter.name()) } }
        @if to - from >= LETTER {
            text.on data-at=[start_s.map(seconds)] x=(format!("{:.2}%", f64::midpoint(from, to))) y=(top + 15.5) text-anchor="middle" {
                (chapter.letter())
            }
        }
    }
}

fn wave(peaks: &[f32]) -> Markup {
    let loudest = peaks.iter().fold(f32::MIN_POSITIVE, |a, b| a.max(*b));
    let step = UNITS.0 / (peaks.len().max(2) - 1) as f64;
    let half = |n: usize, peak: f32| (n as f64 * step, f64::from(peak / loudest) * UNITS.1 / 2.0);
    let above = peaks.iter().enumerate().map(|(n, &peak)| half(n, peak)).map(|(x, y)| (x, UNITS.1 / 2.0 - y));
    let below = peaks.iter().enumerate().rev().map(|(n, &peak)| half(n, peak)).map(|(x, y)| (x, UNITS.1 / 2.0 + y));
    html! { polygon.wave points=(points(above.chain(below), 0)) {} }
}

pub(super) fn points(all: impl Iterator<Item = (f64, f64)>, decimals: usize) -> String {
    all.map(|(x, y)| format!("{x:.decimals$},{y:.decimals$}")).collect::<Vec<_>>().join(" ")
}

fn marks(spots: &[Spot], class: &str, sounds: bool, x: &dyn Fn(f64) -> f64, top: f64) -> Markup {
    html! {
        @for spot in spots {
            @let (from, to) = (x(spot.span.start_s), x(spot.span.end_s));
            rect.(class).light[!spot.weighs] data-at=[sounds.then(|| seconds(lead_in(spot.span.start_s)))] x=(format!("{from:.2}%")) y=(top) height=(MARKS)
                width=(format!("{:.2}%", to - from)) { title { (spot.text) } }
        }
    }
}

/// "usual 130–170"; `None` for a band that is open to both sides.
fn band(pace: &PaceChart) -> Option<(f64, f64)> {
    pace.usual.from.zip(pace.usual.to)
}

fn pace_title(pace: &PaceChart) -> String {
    let usual = band(pace).map(|(from, to)| format!(" (band: {}–{} is usual)", number(from, 0), number(to, 0)));
    format!("Pace, words/min{}", usual.unwrap_or_default())
}

fn pace_curve(pace: &PaceChart, x: &dyn Fn(f64) -> f64, top: f64) -> Markup {
    let (low, high) = pace.scale();
    let y = |wpm: f64| UNITS.1 * (1.0 - (wpm - low) / (high - low).max(1.0));
    // The first window begins before its middle and the last ends after: the line spans both.
    let first = pace.points.first().map(|point| (point.span.start_s, point.wpm));
    let last = pace.points.last().map(|point| (point.span.end_s, point.wpm));
    let middles = pace.points.iter().map(|point| (point.span.middle_s(), point.wpm));
    let line = first.into_iter().chain(middles).chain(last);
    let line = points(line.map(|(at_s, wpm)| (x(at_s) / 100.0 * UNITS.0, y(wpm))), 1);
    let values = band(pace).into_iter().flat_map(|(from, to)| [from, to]).chain([low, high]);
    html! {
        (plot(top, CURVE, &html! {
            @if let Some((from, to)) = band(pace) {
                rect.usual x="0" width=(UNITS.0) y=(format!("{:.1}", y(to))) height=(format!("{:.1}", y(from) - y(to))) {}
            }
            polyline.curve points=(line) {}
        }))
        (scale(values.map(|wpm| (y(wpm), number(wpm, 0))), top))
    }
}

fn pitch_curve(pitch: &[(f64, f64)], middle_hz: f64, x: &dyn Fn(f64) -> f64, top: f64) -> Markup {
    let bin = |at_s: f64| (x(at_s) / 100.0 * PITCHES) as usize;
    let bins = pitch.chunk_by(|a, b| bin(a.0) == bin(b.0));
    let bins = bins.filter_map(|bin_of| Some((bin(bin_of.first()?.0), median(bin_of.iter().map(|(_, hz)| *hz))?)));
    let bins: Vec<(usize, f64)> = bins.collect();
    let low = bins.iter().map(|(_, hz)| *hz).fold(middle_hz / LEAST_RANGE, f64::min);
    let high = bins.iter().map(|(_, hz)| *hz).fold(middle_hz * LEAST_RANGE, f64::max);
    // Ears hear ratios: the scale is logarithmic.
    let y = |hz: f64| UNITS.1 * (1.0 - (hz / low).ln() / (high / low).ln());
    let spot = |&(bin, hz): &(usize, f64)| ((bin as f64 + 0.5) / PITCHES * UNITS.0, y(hz));
    html! {
        (plot(top, CURVE, &html! {
            line.middle x1="0" x2=(UNITS.0) y1=(format!("{:.1}", y(middle_hz))) y2=(format!("{:.1}", y(middle_hz))) {}
            // A line goes on where the voice does; a stretch on its own is a dot.
            @for voiced in bins.chunk_by(|a, b| a.0 + 1 == b.0) {
                @let ends = [voiced.first().filter(|_| voiced.len() == 1)];
                polyline.curve.pitch points=(points(voiced.iter().chain(ends.into_iter().flatten()).map(spot), 0)) {}
            }
        }))
        (scale([middle_hz, low, high].into_iter().map(|hz| (y(hz), number(hz, 0))), top))
    }
}

/// Values right of a curve, each at its height in [`UNITS`]; those that would lie on an earlier one are left out.
pub(super) fn scale(values: impl Iterator<Item = (f64, String)>, top: f64) -> Markup {
    let mut told: Vec<(f64, String)> = Vec::new();
    for (y, value) in values {
        let y = top + (y / UNITS.1 * CURVE + 4.0).clamp(10.0, CURVE);
        if told.iter().all(|(other, _)| (other - y).abs() >= LINE) {
            told.push((y, value));
        }
    }
    html! { @for (y, value) in told { text.value x="100%" dx="6" y=(format!("{y:.1}")) { (value) } } }
}

/// Round moments inside `axis`, evenly apart.
fn ticks(axis: TimeSpan) -> Vec<f64> {
    let step_s =
        STEPS_S.into_iter().find(|step_s| axis.length_s() / step_s <= TICKS).unwrap_or(axis.length_s() / TICKS);
    let first = (axis.start_s / step_s).ceil() as usize;
    // The last label has to fit in front of the end.
    let end_s = axis.end_s - axis.length_s() * 0.06;
    (first..=(end_s / step_s) as usize).map(|n| n as f64 * step_s).collect()
}

fn fillers_title(fillers: &[Spot]) -> String {
    let unsure = fillers.iter().any(|spot| !spot.weighs);
    format!("Fillers{}", if unsure { " (hollow: perhaps one)" } else { "" })
}

fn pauses_title(pauses: &[Spot]) -> String {
    let heavy = pauses.iter().any(|spot| spot.weighs);
    format!("Pauses{}", if heavy { " (dark: long, or inside a clause)" } else { "" })
}

/// The chart in words, for whoever does not see it.
fn told(lanes: &Lanes, pace: Option<&PaceChart>) -> String {
    let mut told = vec![format!("The answer over {}", length(lanes.axis.length_s()))];
    let counted = lanes.fillers.iter().filter(|spot| spot.weighs).count();
    told.push(format!("{}, {}", count(counted, "filler"), count(lanes.pauses.len(), "pause")));
    let parts: Vec<String> =
        lanes.parts.iter().map(|(chapter, span)| format!("{} at {}", chapter.name(), clock(span.start_s))).collect();
    if !parts.is_empty() {
        told.push(format!("parts: {}", parts.join(", ")));
    }
    told.extend(pace.into_iter().flat_map(|pace| pace.remarks.iter().map(|remark| format!("pace: {remark}"))));
    told.join(". ")
}

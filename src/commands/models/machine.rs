//! The machine outloud runs on, looked at once: how fast it computes, and how much memory is free.

use std::hint::black_box;
use std::time::{Duration, Instant};

use outloud::transcribe::models::needs::{self, Needs};

use outloud::transcribe::on_demand;

/// How long it is made to compute.
const TRIES: Duration = Duration::from_millis(60);

/// What matters about it for a model.
pub(super) struct Machine {
    /// Cores that recognise.
    pub(super) cores: usize,
    /// Operations that one of them does of [`needs::kernel`], a second.
    pub(super) speed: f64,
    /// Memory that is free, bytes; `None` where the system does not say.
    pub(super) memory: Option<u64>,
}

impl Machine {
    /// Tries it out, for less than a tenth of a second.
    pub(super) fn look() -> Self {
        let (begun, mut fastest) = (Instant::now(), 0.0_f64);
        // The fastest of many short tries is the one that nothing else disturbed.
        while begun.elapsed() < TRIES {
            let one = Instant::now();
            let (operations, sum) = needs::kernel(black_box(200));
            black_box(sum);
            fastest = fastest.max(operations / one.elapsed().as_secs_f64());
        }
        Self { cores: on_demand::threads(), speed: fastest, memory: free_memory() }
    }

    /// For people: "2 cores of this machine".
    pub(super) fn name(&self) -> String {
        match self.cores {
            1 => "this machine's one core".into(),
            cores => format!("{cores} cores of this machine"),
        }
    }

    /// Time that a model with these `needs` takes for an answer of two minutes, for people: "40 s", "3 min".
    pub(super) fn time(&self, needs: &Needs) -> String {
        let seconds = needs.seconds(self.speed, self.cores);
        if seconds < 100.0 { format!("{:.0} s", seconds.max(1.0)) } else { format!("{:.0} min", seconds / 60.0) }
    }
}

/// Memory that can be had without others being put aside, as Linux reckons it.
fn free_memory() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}

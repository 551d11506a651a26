//! A recording that still goes on in, its words so far out: listening along, so that little is left to do at the end.
//!
//! It reads the file that the recorder writes, as it stands after each checkpoint, and asks nothing of the recorder: a disk or
//! a recogniser that is slow cannot hold it up. Nothing that happens here changes what the analysis of the whole will say.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::capture::recorder::Control;
use crate::decode;
use crate::pipeline;
use crate::transcribe::ahead::Ahead;
use crate::transcribe::on_demand::{self, OnDemand};
use crate::transcript::Word;
use crate::watch::{Stage, Watch};

/// How often it is looked how far the recording is.
const LOOK: Duration = Duration::from_millis(100);
/// So much has to be there for a first look, and more for each other, s.
const EVERY_S: f64 = 2.0;
/// A look listens to all there is, which costs a hundredth of its length: so much longer it has to be, as a share of that, for
/// a quarter of one processor at most.
const LONGER: f64 = 1.0 / 40.0;
/// What is longer is recognised when it is over, s: each look holds all of it in memory.
const LONGEST_S: f64 = 20.0 * 60.0;

/// A thread that listens along; dropped, it ends.
#[derive(Debug)]
pub struct Along {
    over: Arc<AtomicBool>,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Along {
    /// Listens to the recording at `path`, which `control` steers, for whoever transcribes it with `model` afterwards. What
    /// has been recognised is there for them if it is [`OnDemand::remembering`]. Where somebody wants to read along, `told` gets the
    /// words as they come, each once.
    #[must_use]
    pub fn listen(path: PathBuf, control: Arc<Control>, model: &OnDemand, told: Option<Teller>) -> Self {
        let (over, ends) = (Arc::<AtomicBool>::default(), Arc::<AtomicBool>::default());
        // Half of the machine: the other half belongs to the recorder, and a fan that speeds up is heard.
        let model = model.clone().with_threads(on_demand::threads() / 2);
        let listener = Listener { path, control, model, told, over: Arc::clone(&over), ends: Arc::clone(&ends) };
        Self { over, ends, thread: Some(thread::spawn(|| listener.run())) }
    }

    /// Nothing new is begun: the recording is over, and its analysis begins. What that needs and is being recognised now, is
    /// gone on with.
    pub fn finish(&self) {
        self.over.store(true, Ordering::Relaxed);
    }
}

impl Drop for Along {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        self.ends.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // What went wrong in it went wrong for nobody: the analysis does its work again.
            let _ = thread.join();
        }
    }
}

/// Is given words as they are recognised.
pub type Teller = Box<dyn FnMut(&str) + Send>;

struct Listener {
    path: PathBuf,
    control: Arc<Control>,
    model: OnDemand,
    told: Option<Teller>,
    over: Arc<AtomicBool>,
    ends: Arc<AtomicBool>,
}

impl Listener {
    fn run(mut self) {
        let nobody = |_: Stage| ();
        let watch = Watch { tell: &nobody, cancelled: &self.ends };
        // What is wrong with the model is told by the analysis.
        let Ok(recogniser) = self.model.recogniser(&watch) else { return };
        let mut ahead = Ahead::new(recogniser, self.told.is_some(), Arc::clone(&self.over));
        let (mut next_s, mut reader) = (EVERY_S, ReadAlong::default());
        while !self.over.load(Ordering::Relaxed) {
            let status = self.control.status();
            if status.over || status.seconds > LONGEST_S {
                return;
            }
            if status.seconds < next_s {
                thread::sleep(LOOK);
                continue;
            }
            next_s = status.seconds + EVERY_S.max(status.seconds * LONGER);
            // A header that is being written, or nobody who has spoken yet: the next look will show.
            let Ok(decoded) = decode::from_path(&self.path, &mut |_| ()) else { continue };
            let name = self.path.display().to_string();
            let Ok(evidence) = pipeline::listen(&name, decoded, &mut ahead, &watch) else { continue };
            if let Some(told) = &mut self.told
                && let Some(text) = reader.read(&evidence.said.words)
            {
                told(&text);
            }
        }
    }
}

/// What somebody who reads along has been told.
#[derive(Debug, Default)]
struct ReadAlong {
    /// The words of the last look, as they are compared.
    last: Vec<String>,
    /// How many have been told.
    told: usize,
}

impl ReadAlong {
    /// What is new and will hardly change: the words that two looks in a row agree on (Liu, Spanakis and Niehues, *Low-Latency
    /// Sequence-to-Sequence Speech Recognition and Translation by Partial Hypothesis Selection*, Interspeech 2020).
    fn read(&mut self, words: &[Word]) -> Option<String> {
        let now: Vec<String> = words.iter().map(|word| word.text.clone()).collect();
        let agreed = self.last.iter().zip(&now).take_while(|(before, now)| before == now).count();
        let text = (agreed > self.told).then(|| now[self.told..agreed].join(" "));
        self.told = self.told.max(agreed);
        self.last = now;
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::Transcript;

    #[test]
    fn who_reads_along_is_told_what_two_looks_agree_on_and_nothing_twice() {
        let mut reader = ReadAlong::default();
        let mut read = |text: &str| {
            let spoken = text.split_whitespace().map(|word| (word.to_owned(), None, None));
            reader.read(&Transcript::from_words("by hand", None, "en", spoken).words)
        };
        assert_eq!(read("So, I was"), None);
        assert_eq!(read("So, I was a nurse"), Some("So, I was".into()));
        assert_eq!(read("So, I was an hour early"), None);
        assert_eq!(read("So, I was an hour early for"), Some("an hour early".into()));
        assert_eq!(read("So, I was an hour early for"), Some("for".into()));
        assert_eq!(read("So, I was"), None);
    }
}

//! An engine in, the same engine out, which hears nothing twice: what was recognised while somebody still spoke is there when
//! they stop, and a piece that is asked for in the same way for two reasons is heard once.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Error;
use super::ask::{Ask, Prompt};
use super::recognise::Engine;
use super::words::ModelToken;
use crate::fingerprint;
use crate::watch::Watch;

/// How often it is looked whether somebody wants an end, while another thread hears the same.
const LOOK: Duration = Duration::from_millis(50);

/// What tells two things to hear apart: the samples, bit by bit, and how they were asked for.
type Sounded = ([u8; 32], Prompt, u32);

fn key(samples: &[f32], ask: Ask) -> Sounded {
    let bytes: Vec<u8> = samples.iter().flat_map(|sample| sample.to_ne_bytes()).collect();
    (fingerprint::digest(&bytes), ask.prompt, ask.temperature.to_bits())
}

/// What was heard, or is being heard by some thread. It grows with all that it is given: about 10 kB a minute of speech.
#[derive(Debug, Default)]
pub struct Memory {
    heard: Mutex<HashMap<Sounded, Option<Vec<ModelToken>>>>,
    changed: Condvar,
}

impl Memory {
    fn heard(&self) -> MutexGuard<'_, HashMap<Sounded, Option<Vec<ModelToken>>>> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An engine with a memory, which may be shared. Tokens do not depend on who hears them or on how many threads, so that
/// what is remembered is what would be heard again.
#[derive(Debug)]
pub struct Remembering<E> {
    engine: E,
    memory: Arc<Memory>,
}

impl<E> Remembering<E> {
    /// `engine` with this `memory`.
    pub(super) fn new(engine: E, memory: Arc<Memory>) -> Self {
        Self { engine, memory }
    }
}

/// Something that this thread hears; where it is given up, another thread may hear it.
struct UnderWay<'a> {
    memory: &'a Memory,
    key: Sounded,
}

impl UnderWay<'_> {
    fn heard(self, tokens: &[ModelToken]) {
        self.memory.heard().insert(self.key, Some(tokens.to_vec()));
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        let mut heard = self.memory.heard();
        if let Some(None) = heard.get(&self.key) {
            heard.remove(&self.key);
        }
        drop(heard);
        self.memory.changed.notify_all();
    }
}

impl<E: Engine> Engine for Remembering<E> {
    fn name(&self) -> String {
        self.engine.name()
    }

    fn model(&self) -> String {
        self.engine.model()
    }

    fn lean_s(&self) -> f64 {
        self.engine.lean_s()
    }

    fn knows(&self, samples: &[f32], ask: Ask) -> bool {
        self.memory.heard().contains_key(&key(samples, ask))
    }

    fn tokens(&self, samples: &[f32], ask: Ask, threads: usize, watch: &Watch<'_>) -> Result<Vec<ModelToken>, Error> {
        let memory = &self.memory;
        let key = key(samples, ask);
        let mut heard = memory.heard();
        loop {
            match heard.get(&key) {
                Some(Some(tokens)) => return Ok(tokens.clone()),
                Some(None) if watch.is_cancelled() => return Err(Error::Cancelled),
                Some(None) => {
                    heard = memory.changed.wait_timeout(heard, LOOK).unwrap_or_else(PoisonError::into_inner).0;
                }
                None => break,
            }
        }
        heard.insert(key, None);
        drop(heard);
        let under_way = UnderWay { memory, key };
        let tokens = self.engine.tokens(samples, ask, threads, watch)?;
        under_way.heard(&tokens);
        Ok(tokens)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;
    use std::thread;

    use super::*;
    use crate::transcribe::scripted::Scripted;

    const FIRST: Ask = Ask { prompt: Prompt::Sentence, temperature: 0.0 };

    fn remembering<E: Engine>(engine: E) -> Remembering<E> {
        Remembering::new(engine, Arc::default())
    }

    fn text(engine: &impl Engine, samples: &[f32], ask: Ask) -> String {
        let tokens = engine.tokens(samples, ask, 1, &Watch::default()).unwrap();
        tokens.iter().map(|token| String::from_utf8_lossy(&token.bytes).into_owned()).collect()
    }

    #[test]
    fn the_same_sound_asked_for_the_same_way_is_heard_once() {
        let engine = remembering(Scripted::new(&[&[("one", 0.5)], &[("two", 0.5)], &[("three", 0.5)]]));
        let (quiet, loud) = (vec![0.1; 16_000], vec![0.5; 16_000]);
        assert!(!engine.knows(&quiet, FIRST));
        assert_eq!(text(&engine, &quiet, FIRST), " one");
        assert!(engine.knows(&quiet, FIRST) && !engine.knows(&loud, FIRST));
        assert_eq!(text(&engine, &loud, FIRST), " two");
        assert_eq!(text(&engine, &quiet, Ask { temperature: 0.4, ..FIRST }), " three");
        assert_eq!((text(&engine, &quiet, FIRST), text(&engine, &loud, FIRST)), (" one".into(), " two".into()));
    }

    /// Says that it was asked, and answers when it is told to: nothing at first, then how often it was asked.
    struct Slow {
        calls: AtomicUsize,
        asked: mpsc::SyncSender<()>,
        answers: Mutex<mpsc::Receiver<Result<(), Error>>>,
    }

    impl Engine for Slow {
        fn name(&self) -> String {
            "slow".into()
        }

        fn model(&self) -> String {
            "slow".into()
        }

        fn tokens(&self, _: &[f32], _: Ask, _: usize, _: &Watch<'_>) -> Result<Vec<ModelToken>, Error> {
            let call = self.calls.fetch_add(1, Ordering::Relaxed);
            self.asked.send(()).unwrap();
            self.answers.lock().unwrap().recv().unwrap()?;
            Ok(vec![ModelToken { bytes: vec![b'0' + call as u8], probability: 1.0, end_s: None }])
        }
    }

    #[test]
    fn what_another_thread_hears_is_waited_for_and_heard_anew_where_it_was_given_up() {
        let ((asked, was_asked), (answer, answers)) = (mpsc::sync_channel(8), mpsc::channel());
        let engine = remembering(Slow { calls: AtomicUsize::new(0), asked, answers: Mutex::new(answers) });
        let samples = vec![0.1; 16_000];
        thread::scope(|scope| {
            let first = scope.spawn(|| engine.tokens(&samples, FIRST, 1, &Watch::default()));
            was_asked.recv().unwrap();
            let second = scope.spawn(|| text(&engine, &samples, FIRST));
            answer.send(Err(Error::Cancelled)).unwrap();
            // Whoever waited asks again by itself.
            was_asked.recv().unwrap();
            let third = scope.spawn(|| text(&engine, &samples, FIRST));
            answer.send(Ok(())).unwrap();
            assert!(matches!(first.join().unwrap(), Err(Error::Cancelled)));
            assert_eq!((second.join().unwrap(), third.join().unwrap()), ("1".into(), "1".into()));
        });
        assert_eq!(engine.engine.calls.load(Ordering::Relaxed), 2);
    }
}

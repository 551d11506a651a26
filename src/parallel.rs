//! Work on many things, some at a time: their outcomes come back in the order of the things.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

/// Outcomes that may wait for an earlier one, for each item at work: one long item must not fill the memory with short ones.
const AHEAD: usize = 8;

/// Runs `work` on every item, `at_once` at a time, and hands the outcomes to `done` in the order of the items.
///
/// # Errors
/// The first error of `done`, which also stops what has not begun.
pub fn each<I: Sync, T: Send, E>(
    items: &[I],
    at_once: usize,
    work: impl Fn(&I) -> T + Sync,
    mut done: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let next = AtomicUsize::new(0);
    // The first item that may not begin yet.
    let (limit, raised) = (Mutex::new(at_once.saturating_mul(AHEAD)), Condvar::new());
    let raise = |to: usize| {
        *limit.lock().unwrap_or_else(PoisonError::into_inner) = to;
        raised.notify_all();
    };
    let may_begin = |index: usize| {
        let guard = limit.lock().unwrap_or_else(PoisonError::into_inner);
        let limit = raised.wait_while(guard, |limit| (1..=index).contains(limit));
        *limit.unwrap_or_else(PoisonError::into_inner) > index
    };
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..at_once.min(items.len()) {
            let (sender, work, next, may_begin) = (sender.clone(), &work, &next, &may_begin);
            let if_panics = OnPanic(&raise);
            scope.spawn(move || {
                let _if_panics = if_panics;
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index).filter(|_| may_begin(index)) else { break };
                    if sender.send((index, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let _if_panics = OnPanic(&raise);
        let (mut early, mut expected) = (BTreeMap::new(), 0);
        for (index, outcome) in receiver {
            early.insert(index, outcome);
            while let Some(outcome) = early.remove(&expected) {
                expected += 1;
                // Nothing begins below a limit of 0.
                done(outcome).inspect_err(|_| raise(0))?;
                raise(expected + at_once.saturating_mul(AHEAD));
            }
        }
        Ok(())
    })
}

/// Lets nobody wait for a thread that is gone: nothing begins below the limit of 0 that it sets.
struct OnPanic<F: Fn(usize)>(F);

impl<F: Fn(usize)> Drop for OnPanic<F> {
    fn drop(&mut self) {
        if thread::panicking() {
            (self.0)(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Barrier, Mutex};

    use super::*;

    #[test]
    fn outcomes_keep_the_order_of_the_items_whichever_ends_first() {
        let both = Barrier::new(2);
        let (sender, receiver) = mpsc::channel();
        let second_is_done = Mutex::new(receiver);
        let mut outcomes = Vec::new();
        let work = |&item: &usize| {
            both.wait();
            if item == 0 {
                second_is_done.lock().unwrap().recv().unwrap();
            } else {
                sender.send(()).unwrap();
            }
            item
        };
        each(&[0, 1], 2, work, |item| {
            outcomes.push(item);
            Ok::<(), ()>(())
        })
        .unwrap();
        assert_eq!(outcomes, [0, 1]);
    }

    #[test]
    fn nobody_runs_far_ahead_of_a_slow_one() {
        let items: Vec<usize> = (0..100).collect();
        let handed = AtomicUsize::new(0);
        let (sender, receiver) = mpsc::channel();
        let last_allowed_has_begun = Mutex::new(receiver);
        let work = |&item: &usize| {
            assert!(item < handed.load(Ordering::Relaxed) + 2 * AHEAD, "{item}");
            if item == 0 {
                last_allowed_has_begun.lock().unwrap().recv().unwrap();
            } else if item == 2 * AHEAD - 1 {
                sender.send(()).unwrap();
            }
        };
        let count = |()| {
            handed.fetch_add(1, Ordering::Relaxed);
            Ok::<(), ()>(())
        };
        each(&items, 2, work, count).unwrap();
        assert_eq!(handed.into_inner(), 100);
    }

    #[test]
    fn nothing_is_handed_over_after_an_error() {
        let mut handed = 0;
        let done = |item| {
            handed += 1;
            if item == 2 { Err("enough") } else { Ok(()) }
        };
        assert_eq!(each(&[1, 2, 3, 4], 2, |&item| item, done), Err("enough"));
        assert_eq!(handed, 2);
    }
}

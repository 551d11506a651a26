//! Work on many things, some at a time: their outcomes come back in the order of the things.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

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
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..at_once.min(items.len()) {
            let (sender, work, next, stop) = (sender.clone(), &work, &next, &stop);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { break };
                    if sender.send((index, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let (mut early, mut expected) = (BTreeMap::new(), 0);
        for (index, outcome) in receiver {
            early.insert(index, outcome);
            while let Some(outcome) = early.remove(&expected) {
                expected += 1;
                done(outcome).inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
            }
        }
        Ok(())
    })
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

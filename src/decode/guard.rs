//! Foreign decoders, fed with foreign bytes: a panic in them is one more way for a file to be bad, not a fault of the program.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
}

/// What `decode` returns; `None` where it panics.
pub(super) fn catch<T>(decode: impl FnOnce() -> T) -> Option<T> {
    CATCHING.set(true);
    // What a decoder leaves half done is dropped with it.
    let outcome = catch_unwind(AssertUnwindSafe(decode));
    CATCHING.set(false);
    outcome.ok()
}

/// Whether a panic on this thread would be caught and told as an error of the recording. A program's panic hook asks this and
/// keeps quiet: the hook runs before the panic is caught, and by default writes to stderr.
#[must_use]
pub fn is_caught() -> bool {
    CATCHING.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_expected_only_while_something_is_decoded() {
        assert_eq!(catch(is_caught), Some(true));
        assert_eq!(catch(|| -> u8 { std::panic::resume_unwind(Box::new("as a decoder")) }), None);
        assert!(!is_caught());
    }
}

//! What a language model says in, lines for a terminal out.

use super::pen::{Pen, text};
use super::styles;

/// Each paragraph of what is `said` behind two columns; the first of them, which tells what that is worth, in grey.
pub(super) fn lines(said: &[String], pen: &Pen) -> Vec<String> {
    let style = |n: usize| if n == 0 { styles::FAINT } else { styles::PLAIN };
    said.iter().enumerate().flat_map(|(n, said)| pen.wrap(&text(style(n), said), 2)).collect()
}

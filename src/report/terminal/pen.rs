//! Styled text in, lines of at most so many columns out.

use anstyle::Style;
use textwrap::core::{Fragment, display_width};
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_segmentation::UnicodeSegmentation;

use super::styles;
use crate::report::options::Options;
use crate::report::spoken::spoken;

/// Columns a report needs, and those past which lines get hard to read.
const WIDTHS: (usize, usize) = (30, 120);

/// A space that no line is broken at; printed as a plain one.
pub(super) const GLUE: char = '\u{a0}';

/// Text in pieces of one style each.
pub(super) type Text = Vec<(Style, String)>;

/// Text of one style.
pub(super) fn text(style: Style, text: &str) -> Text {
    vec![(style, text.to_owned())]
}

/// Writes lines.
pub(super) struct Pen {
    pub(super) width: usize,
    pub(super) colour: bool,
    /// Whether for ears: see [`Options::plain`].
    pub(super) plain: bool,
}

/// What stands between two spaces.
#[derive(Debug, Default)]
struct Atom {
    pieces: Text,
    columns: usize,
}

impl Fragment for Atom {
    fn width(&self) -> f64 {
        self.columns as f64
    }

    fn whitespace_width(&self) -> f64 {
        1.0
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

impl Pen {
    pub(super) fn new(options: &Options) -> Self {
        let Options { width, colour, plain, .. } = *options;
        Self { width: width.clamp(WIDTHS.0, WIDTHS.1), colour: colour && !plain, plain }
    }

    pub(super) fn heading(&self, heading: &str) -> String {
        // Capitals may be spelt out one by one.
        if self.plain { heading.to_owned() } else { self.paint(styles::STRONG, &heading.to_uppercase()) }
    }

    /// A page as it is to be written: for ears without a sign that a line of its own may have brought.
    pub(super) fn page(&self, text: String) -> String {
        if self.plain { spoken(&text) } else { text }
    }

    pub(super) fn paint(&self, style: Style, text: &str) -> String {
        let text = text.replace(GLUE, " ");
        if self.colour { format!("{style}{text}{style:#}") } else { text }
    }

    pub(super) fn paint_all(&self, text: &[(Style, String)]) -> String {
        text.iter().map(|(style, text)| self.paint(*style, text)).collect()
    }

    /// `text` wrapped, every line behind `indent` spaces.
    pub(super) fn wrap(&self, text: &[(Style, String)], indent: usize) -> Vec<String> {
        self.hang("", text, indent)
    }

    /// `text` of one style wrapped as [`Pen::hang`] does, on `most` lines at most: what does not fit ends with an ellipsis.
    pub(super) fn hang_cut(&self, sign: &str, style: Style, text: &str, indent: usize, most: usize) -> Vec<String> {
        let lines = self.hang(sign, &[(style, text.to_owned())], indent);
        if lines.len() <= most {
            return lines;
        }
        let mut kept: Vec<&str> = text.graphemes(true).take(most * self.width).collect();
        loop {
            // Back to the end of a word, or by a character where one word fills it all.
            let end = kept.iter().rposition(|grapheme| *grapheme == " ").unwrap_or(kept.len().saturating_sub(1));
            kept.truncate(end);
            let lines = self.hang(sign, &[(style, format!("{} …", kept.concat().trim_end()))], indent);
            if lines.len() <= most || kept.is_empty() {
                return lines;
            }
        }
    }

    /// `text` wrapped behind `indent` spaces, with `sign` at the end of the first line's indent; for ears, which hear no indent, before
    /// the text.
    pub(super) fn hang(&self, sign: &str, text: &[(Style, String)], indent: usize) -> Vec<String> {
        if !self.plain {
            return self.lay(sign, text, indent);
        }
        let said: String = text.iter().map(|(_, piece)| piece.as_str()).collect();
        let said = spoken(&format!("{} {said}", sign.trim()).replace(GLUE, " "));
        self.lay("", &[(styles::PLAIN, said)], 0)
    }

    fn lay(&self, sign: &str, text: &[(Style, String)], indent: usize) -> Vec<String> {
        let columns = self.width.saturating_sub(indent).max(1);
        let atoms = atoms(text, columns);
        let lines = wrap_first_fit(&atoms, &[columns as f64]);
        let lead = indent.saturating_sub(display_width(sign));
        lines
            .iter()
            .enumerate()
            .map(|(n, line)| {
                let head = if n == 0 { format!("{:lead$}{sign}", "") } else { " ".repeat(indent) };
                format!("{head}{}", self.paint_all(&joined(line))).trim_end().to_owned()
            })
            .collect()
    }
}

/// `text` cut at its spaces, and inside what is wider than `columns`.
fn atoms(text: &[(Style, String)], columns: usize) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut open = false;
    for (style, piece) in text {
        for grapheme in piece.graphemes(true) {
            if grapheme == " " {
                open = false;
                continue;
            }
            let wide = display_width(grapheme);
            if !open || atoms.last().is_none_or(|atom| atom.columns + wide > columns) {
                atoms.push(Atom::default());
                open = true;
            }
            if let Some(atom) = atoms.last_mut() {
                atom.columns += wide;
                match atom.pieces.last_mut() {
                    Some((last, text)) if last == style => text.push_str(grapheme),
                    _ => atom.pieces.push((*style, grapheme.to_owned())),
                }
            }
        }
    }
    atoms
}

/// The atoms of a line with spaces between, neighbours of one style together.
fn joined(line: &[Atom]) -> Text {
    let mut text = Text::new();
    for atom in line {
        for (n, (style, piece)) in atom.pieces.iter().enumerate() {
            // A space takes on the style it stands in, and none between two styles.
            let space = if n == 0 && !text.is_empty() { " " } else { "" };
            match text.last_mut() {
                Some((last, run)) if last == style => run.extend([space, piece]),
                _ if space.is_empty() => text.push((*style, piece.clone())),
                _ => text.extend([(styles::PLAIN, space.to_owned()), (*style, piece.clone())]),
            }
        }
    }
    text
}

/// `text` made `columns` wide with spaces; left as it is when wider.
pub(super) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(display_width(text))))
}

/// Cells of a chart as text, neighbours of one style together.
pub(super) fn cells(cells: impl IntoIterator<Item = (Style, char)>) -> Text {
    let mut text: Text = Vec::new();
    for (style, cell) in cells {
        match text.last_mut() {
            Some((last, run)) if *last == style => run.push(cell),
            _ => text.push((style, cell.to_string())),
        }
    }
    text
}

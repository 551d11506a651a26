//! What was labelled and what should have been in, the figures of the model card out.

use std::fmt::Write;

use outloud::structure::Label::{self, Action, Other, Reflection, Result, Situation, Task};

const FIVE: [Label; 5] = [Situation, Task, Action, Result, Reflection];

/// One sentence of the author's: its label, ours, and who wrote it.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub(super) gold: Label,
    pub(super) ours: Label,
    pub(super) author: usize,
}

fn f1(pairs: &[Pair], label: Label, name: impl Fn(Label) -> Label) -> f64 {
    let (mut hit, mut any) = (0.0, 0.0);
    for pair in pairs {
        let (gold, ours) = (name(pair.gold) == label, name(pair.ours) == label);
        hit += f64::from(u8::from(gold && ours));
        any += f64::from(u8::from(gold)) + f64::from(u8::from(ours));
    }
    if any > 0.0 { 2.0 * hit / any } else { 0.0 }
}

/// Accuracy, macro-F1 over five labels and over four (reflection counted as result).
pub(super) fn summary(pairs: &[Pair]) -> String {
    let four = |l: Label| if l == Reflection { Result } else { l };
    let macro5 = FIVE.iter().map(|l| f1(pairs, *l, |x| x)).sum::<f64>() / 5.0;
    let macro4 = FIVE[..4].iter().map(|l| f1(pairs, *l, four)).sum::<f64>() / 4.0;
    let right = pairs.iter().filter(|p| p.gold == p.ours).count() as f64 / pairs.len().max(1) as f64;
    format!("{:5} sentences  accuracy {right:.3}  macro-F1 {macro5:.4} of 5 labels, {macro4:.4} of 4", pairs.len())
}

/// F1 of each label, and which was taken for which.
pub(super) fn confusions(pairs: &[Pair]) -> String {
    let ours = [Situation, Task, Action, Result, Reflection, Other];
    let mut out = format!("{:12}", "author's");
    for label in ours {
        write!(out, "{:>11}", format!("{label:?}")).unwrap_or_default();
    }
    out.push_str("         F1\n");
    for gold in FIVE {
        write!(out, "{:12}", format!("{gold:?}")).unwrap_or_default();
        for label in ours {
            let n = pairs.iter().filter(|p| p.gold == gold && p.ours == label).count();
            write!(out, "{n:>11}").unwrap_or_default();
        }
        writeln!(out, "{:>11.3}", f1(pairs, gold, |x| x)).unwrap_or_default();
    }
    out
}

/// Expected calibration error over 15 bins of equal width: pairs are confidence and whether it was right.
pub(super) fn calibration_error(sure: &[(f64, bool)]) -> f64 {
    let mut bins = [0.0; 15];
    for (confidence, right) in sure {
        bins[((confidence * 15.0) as usize).min(14)] += confidence - f64::from(u8::from(*right));
    }
    bins.iter().map(|b: &f64| b.abs()).sum::<f64>() / sure.len().max(1) as f64
}

//! What is written for ears.

use super::*;
use crate::report::spoken;
use crate::report::summary::{Found, SummaryLine};

#[test]
fn for_ears_there_is_no_sign_to_look_at_and_nothing_is_lost() {
    let signs = |c: &char| !c.is_alphanumeric() && !c.is_ascii() || *c == '`' || c.is_control() && *c != '\n';
    for take in takes() {
        let options = Options { width: 80, colour: true, plain: true, full: false };
        let document = |full| document(&Document::new(&take, &known(), &USUAL), &Options { full, ..options });
        let line = SummaryLine { name: "a.wav".into(), page: None, outcome: Ok(Found::new(&take)) };
        let said = session::SessionTake { id: Some(7), take: take.clone() };
        let told =
            [document(false), document(true), several::summary(&[line], &options), session::summary(&[said], &options)];
        for text in &told {
            assert_eq!(text.chars().filter(signs).collect::<String>(), "", "{text}");
            assert!(text.lines().all(|line| display_width(line) <= 80), "{text}");
        }
        assert!(told[0].lines().count() <= 24, "{}", told[0]);
        assert!(told[0].contains("To see all of it: outloud history show 7 --full"), "{}", told[0]);
        let flat = told[1].split_whitespace().collect::<Vec<_>>().join(" ");
        for finding in &take.findings {
            let said = spoken(&finding.message);
            assert!(flat.contains(&said), "{said:?} in {flat}");
        }
    }
}

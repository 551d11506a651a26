use super::*;
use crate::findings;
use crate::report::sample;

#[test]
fn look() {
    let mut take = sample::answer();
    take.findings = findings::of(&take);
    for width in [80, 120] {
        println!("{}", render(&take, &Options { width, colour: false }));
    }
    take.transcript.text.push_str("");
    println!("{}", crate::report::markdown::render(&take));
    std::fs::write("/tmp/report.html", crate::report::html::render(&take)).unwrap();
    std::fs::write("/tmp/report.json", crate::report::json::render(&take)).unwrap();
    let mut weak = sample::take(sample::STUCK);
    weak.findings = findings::of(&weak);
    println!("{}", render(&weak, &Options { width: 80, colour: true }));
    weak.warnings.push(crate::take::Warning { id: "demo-model", message: "the words were recognised by the small demo model inside outloud, which is for trying out: many are wrong, and every number about words with them. `outloud models list` shows how to get a real model.".into() });
    weak.findings = findings::of(&weak);
    println!("{}", render(&weak, &Options { width: 80, colour: false }));
    let mut take = sample::text_alone(take);
    take.findings = findings::of(&take);
    println!("{}", render(&take, &Options { width: 80, colour: false }));
    println!("{}", render(&sample::nothing(), &Options { width: 80, colour: false }));
}

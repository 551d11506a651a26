//! Trains the labeller of stories and says how good it is: see models/structure/README.md.

use std::io::Write;

use structure_trainer::{Data, run};

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [answers, lacking, own, weights] = args.as_slice() else {
        return Err("usage: structure-trainer ANSWERS.jsonl LACKING.jsonl OWN.tsv WEIGHTS.bin.gz".into());
    };
    let read = |path: &str| fs_err::read_to_string(path).map_err(|e| e.to_string());
    let (answers, lacking, own) = (read(answers)?, read(lacking)?, read(own)?);
    let mut out = std::io::stdout();
    let tell = &mut |line: String| writeln!(out, "{line}").map_err(|e| e.to_string());
    let file = run(&Data { answers: &answers, own: &own, lacking: &lacking }, tell)?;
    fs_err::write(weights, file).map_err(|e| e.to_string())
}

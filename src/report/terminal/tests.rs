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
    let mut take = sample::text_alone(take);
    take.findings = findings::of(&take);
    println!("{}", render(&take, &Options { width: 80, colour: false }));
    println!("{}", render(&sample::nothing(), &Options { width: 80, colour: false }));
}

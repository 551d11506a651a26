use super::*;
use crate::language::testing::{reading, spoken};

fn quantities(text: &str) -> Vec<String> {
    find(&reading(text)).into_iter().map(|p| p.text).collect()
}

#[test]
fn digits_with_their_units() {
    assert_eq!(quantities("It took 18 minutes and cost $2 million."), ["18 minutes", "$2 million"]);
    assert_eq!(quantities("Errors fell 3.5% to 200ms, 10x better."), ["3.5% to 200ms", "10x"]);
    assert_eq!(quantities("We had 1,200 users; 40 % left."), ["1,200 users", "40 %"]);
    assert_eq!(quantities("an 18-month project for 15+ teams"), ["18-month", "15+ teams"]);
}

#[test]
fn numbers_of_a_list_are_no_amounts() {
    assert_eq!(quantities("I saw two ways: (1) wait, (2) pay 300 euros."), ["two ways", "300 euros"]);
    assert_eq!(quantities("We lost most of it (12 boxes)."), ["12 boxes"]);
}

#[test]
fn numbers_in_words() {
    assert_eq!(quantities("forty percent of twenty-five people"), ["forty percent", "twenty-five people"]);
    assert_eq!(
        quantities("two and a half hours for three hundred thousand dollars"),
        ["two and a half hours", "three hundred thousand dollars"]
    );
    assert_eq!(quantities("We lost half a million in a two-week outage."), ["half a million", "two-week"]);
    assert_eq!(quantities("we were two engineers"), ["two engineers"]);
}

#[test]
fn changes_are_one_quantity() {
    assert_eq!(quantities("We went from 40 minutes to 12."), ["from 40 minutes to 12"]);
    assert_eq!(quantities("from nearly 300 calls to under 40 a day"), ["from nearly 300 calls to under 40"]);
    assert_eq!(quantities("five to ten percent"), ["five to ten percent"]);
}

#[test]
fn each_amount_has_its_kind() {
    use QuantityKind::{BeforeAfter, Count, Duration, Money, Percent, Range, Ratio};
    let cases = [
        ("We had nine shops.", "nine shops", Count),
        ("I called twice a week.", "twice", Count),
        ("It fell by forty percent.", "forty percent", Percent),
        ("It fell by 40 %.", "40 %", Percent),
        ("It cost three hundred dollars.", "three hundred dollars", Money),
        ("It cost $2 million.", "$2 million", Money),
        ("It took eighteen minutes.", "eighteen minutes", Duration),
        ("It was a two-week job.", "two-week", Duration),
        ("It fell from ten to four days.", "from ten to four days", BeforeAfter),
        ("It went from two to five.", "from two to five", BeforeAfter),
        ("It fell from forty minutes down to twelve.", "from forty minutes down to twelve", BeforeAfter),
        ("We cut 40 minutes down to 12.", "40 minutes down to 12", BeforeAfter),
        ("It takes five to ten percent.", "five to ten percent", Range),
        ("It takes between two and three hours.", "between two and three hours", Range),
        ("It was three x faster.", "three x", Ratio),
        ("It was 10x faster.", "10x", Ratio),
        ("It was twice as fast.", "twice", Ratio),
        ("Sales doubled.", "doubled", Ratio),
        ("We cut it in half.", "in half", Ratio),
    ];
    for (text, amount, kind) in cases {
        let found = find(&reading(text));
        assert_eq!(found.iter().map(|q| (q.text.as_str(), q.kind)).collect::<Vec<_>>(), [(amount, kind)], "{text}");
    }
}

#[test]
fn signs_of_every_kind_say_what_of() {
    use QuantityKind::{Count, Duration, Money, Percent, Ratio};
    let cases = [
        ("It rose by 15\u{a0}%.", "15\u{a0}%", Percent),
        ("It rose by 15\u{202f}%.", "15\u{202f}%", Percent),
        ("It cost 300€.", "300€", Money),
        ("It cost 300 €.", "300 €", Money),
        ("It cost ₹40 lakh.", "₹40 lakh", Money),
        ("It cost US$5 million.", "US$5 million", Money),
        ("It cost 20 crore rupees.", "20 crore rupees", Money),
        ("It cost $700K.", "$700K", Money),
        ("It ran for 3h 20m.", "3h 20m", Duration),
        ("It ran for 3h20m.", "3h20m", Duration),
        ("It ran for two hours and ten minutes.", "two hours and ten minutes", Duration),
        ("It ran for 2 hours 10 minutes.", "2 hours 10 minutes", Duration),
        ("It ran for 40s.", "40s", Duration),
        ("It ran for 12 min.", "12 min", Duration),
        ("It cost USD 3 million.", "3 million", Money),
        ("It was a ten-fold rise.", "ten-fold", Ratio),
        ("One in four shops closed.", "One in four shops", Ratio),
        ("Nine out of ten stayed.", "Nine out of ten", Ratio),
        ("3 of 5 stayed.", "3 of 5", Ratio),
        ("We kept 2/3 of it.", "2/3", Ratio),
        ("Half a million readers came.", "Half a million readers", Count),
        ("Two and a half million readers came.", "Two and a half million readers", Count),
        ("It rose by one and a half percent.", "one and a half percent", Percent),
        ("We reached 1867 homes.", "1867 homes", Count),
    ];
    for (text, amount, kind) in cases {
        let found = find(&reading(text));
        assert_eq!(found.iter().map(|q| (q.text.as_str(), q.kind)).collect::<Vec<_>>(), [(amount, kind)], "{text}");
    }
}

#[test]
fn numbers_that_are_names() {
    for text in [
        "In the end the Airbus 320 took off.",
        "So the boeing 747 took off.",
        "They all bought the iPhone 12.",
        "People liked it in the 1980s.",
        "Visitors in their 60s came.",
        "It was popular in the nineteen eighties.",
        "The museum was founded in 1867.",
        "Call 555-0142, +1 555 010 0199 or 020 7946 0018.",
        "At the age of 25 I left.",
        "We had 9/11 drills.",
        "The date was 2024-05-01.",
        "We were open 24-7, twenty-four seven.",
        "I called 911.",
        "It runs on 5G and in 3D.",
        "It was flight 93.",
    ] {
        assert_eq!(quantities(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(quantities("In this case 40% left."), ["40%"]);
    assert_eq!(
        quantities("99.9% of 1,900 requests took 200 ms and 5 days."),
        ["99.9%", "1,900 requests", "200 ms", "5 days"]
    );
    assert_eq!(quantities("It cost ₹2 crore and $4.99."), ["₹2 crore", "$4.99"]);
    assert_eq!(quantities("I did one in ten minutes."), ["ten minutes"]);
    assert_eq!(quantities("It froze at seven degrees."), ["seven degrees"]);
}

#[test]
fn multiples_without_digits() {
    assert_eq!(quantities("Sales doubled, and we were three times as fast."), ["doubled", "three times"]);
    assert_eq!(quantities("It took half an hour, half the time."), ["half an hour", "half"]);
}

#[test]
fn numbers_that_count_nothing() {
    for text in [
        "One of us left.",
        "It rained in the second half.",
        "First, I asked the second team.",
        "We added two-factor login.",
        "In 2019 I joined.",
        "From 2018 to 2020 I studied.",
        "1. Ask. 2. Listen.",
        "We moved to Python 3 and version 2.1.",
        "At 7:30 on March 3 we met.",
        "No one knew, and that one failed.",
        "It was in twenty nineteen.",
        "The p99 of S3 was fine.",
        "I'm a hundred percent sure.",
        "I gave 110 percent.",
        "I worked from nine to five.",
        "We met at half past nine.",
        "They come in at seven.",
        "That is half the battle.",
        "It ran on Spring 6 and 2.6.1.",
        "",
    ] {
        assert_eq!(quantities(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_quantity_has_the_time_of_all_its_words() {
    let found = find(&spoken(&[("saved", 0.0), ("forty", 0.0), ("hours", 0.3)]));
    let span = found[0].place.span.unwrap();
    assert!((span.start_s - 1.2).abs() < 1e-9 && (span.end_s - 1.9).abs() < 1e-9);
}

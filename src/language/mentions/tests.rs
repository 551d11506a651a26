//! For each kind of mention sentences that must be found and ordinary ones that must not.

use super::*;
use crate::language::quantities;
use crate::language::testing::reading;

fn mentions(text: &str) -> Mentions {
    let reading = reading(text);
    find(&reading, &quantities::find(&reading))
}

fn texts(found: &[Phrase]) -> Vec<&str> {
    found.iter().map(|p| p.text.as_str()).collect()
}

/// Each of `heard` is found by `list`, also without capitals and marks inside; none of `not` is.
fn check(list: fn(&Mentions) -> &Vec<Phrase>, heard: &[&str], not: &[&str]) {
    for text in heard {
        assert_eq!(list(&mentions(text)).len(), 1, "{text}: {:?}", list(&mentions(text)));
        let plain = text.to_lowercase();
        assert_eq!(list(&mentions(&plain)).len(), 1, "{plain}");
    }
    for text in not {
        assert_eq!(texts(list(&mentions(text))), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn trade_offs() {
    check(
        |m| &m.trade_offs,
        &[
            "The trade-off was a slower till for fewer mistakes.",
            "The downside was that we had to close on Sundays.",
            "I kept the old ovens, at the cost of two hours every night.",
            "We waited a week in exchange for a cheaper part.",
            "I wrote down the pros and cons of moving.",
            "So I was trading speed for safety.",
            "I sacrificed some comfort to keep the date.",
            "I stopped the line even though it meant missing the shipment.",
            "It was worth the delay.",
        ],
        &[
            "I am good at trade-offs, stakeholders and deadlines.",
            "Trade-offs, alternatives, constraints.",
            "We shipped without sacrificing quality.",
            "I worked at a trading company for three years.",
            "I never gave up on the oven.",
            "The cost of flour went up.",
            "It was worth it.",
            "The new chairs cost eighty pounds.",
        ],
    );
}

#[test]
fn alternatives() {
    check(
        |m| &m.alternatives,
        &[
            "I phoned the baker instead of sending another mail.",
            "We moved the visits to Fridays rather than buying a new van.",
            "I considered hiring a second driver.",
            "We looked at the plan and compared three options.",
            "I chose the small supplier over the famous one.",
            "I could have simply closed the shop that day.",
            "One option was to wait for spring.",
        ],
        &[
            "Instead of twelve boxes nine arrived.",
            "Sooner rather than later we had to decide.",
            "I would rather walk than drive.",
            "She was considered for the job.",
            "I jumped over the fence.",
            "We picked apples over the weekend.",
            "I could have been faster.",
            "I noticed that people waited outside instead of coming in.",
            "I like to weigh alternatives.",
            "Instead, I went home.",
        ],
    );
}

#[test]
fn constraints() {
    check(
        |m| &m.constraints,
        &[
            "We only had two ovens.",
            "There was no budget for a new till.",
            "It had to be ready before Easter.",
            "The deadline was the first of May.",
            "I was working on a tight schedule.",
            "We couldn't close the ward.",
            "We were not allowed to touch the archive.",
        ],
        &[
            "There was no problem with that.",
            "I had time to think.",
            "I missed the deadline once as a child.",
            "Constraints and deadlines motivate me.",
            "We couldn't believe it.",
            "The budget of the town is public.",
            "We were ready before Easter.",
        ],
    );
}

#[test]
fn stakeholders() {
    check(
        |m| &m.stakeholders,
        &[
            "I asked the finance team for their figures.",
            "The client called every morning.",
            "I showed it to our biggest customers and listened.",
            "I phoned two suppliers.",
            "The head of sales was worried.",
        ],
        &[
            "I rewrote the client library.",
            "We stored the customer data twice.",
            "I was on the platform team.",
            "I was the director of a school play.",
            "As a customer I hate waiting.",
            "Stakeholder management is my strength.",
            "I nodded my head and left.",
            "The design was simple.",
        ],
    );
}

#[test]
fn when_where_and_who() {
    let told = |text: &str| {
        let s = mentions(text).specifics;
        [texts(&s.when).join("; "), texts(&s.place).join("; "), texts(&s.who).join("; ")]
    };
    assert_eq!(
        told("Last spring I worked at a small bakery, and my manager and a nurse called Ruth helped."),
        ["Last spring", "at a small bakery", "my manager; a nurse called Ruth"]
    );
    assert_eq!(told("Two years ago I was in Leeds."), ["Two years ago", "in Leeds", ""]);
    assert_eq!(told("In 2019 the clients left."), ["In 2019", "", "the clients"]);
    assert_eq!(told("We opened on a Monday."), ["on a Monday", "", ""]);
    for text in [
        "The inspectors check us on Tuesday.",
        "At a high level it took one day.",
        "At the time I was at a loss.",
        "In the end we may march on.",
        "I wrote a shared library and put it in the store.",
        "I work in Python.",
        "I usually ask people in general.",
    ] {
        assert_eq!(told(text), ["", "", ""], "{text}");
    }
}

#[test]
fn lessons() {
    check(
        |m| &m.lessons,
        &[
            "I learned that bakers know best.",
            "What I learned is to ask first.",
            "It taught me to write things down.",
            "In hindsight I asked too late.",
            "If I did it again I would start with the night shift.",
            "Since then I always call before I drive.",
            "My biggest takeaway was patience.",
        ],
        &[
            "My father taught me to swim.",
            "I used what I learned at school.",
            "The next time I came the door was open.",
            "Lessons learned.",
            "I am a fast learner.",
            "She was looking back.",
        ],
    );
}

#[test]
fn vague_claims() {
    check(
        |m| &m.vague,
        &[
            "In the end we optimised it.",
            "I really improved the process.",
            "So things got a lot better.",
            "I streamlined everything.",
            "We boosted efficiency.",
            "So yes, we enhanced the workflow.",
            "In the end everything went a lot smoother.",
            "And it made things easier.",
        ],
        &[
            "I improved the process by moving the labels.",
            "I improved it. The queue fell from nine people to two.",
            "We improved the oven's seal.",
            "I optimised it so that nobody had to wait.",
            "We went from forty calls to ten, and things got better.",
            "I improved things for the night shift, who had no chairs.",
            "She improved.",
            "By swapping the shelves we improved everything.",
            "I wanted to improve it.",
            "I streamlined everything so that one person could do it alone.",
            "It got better after we moved the desks.",
            "We upgraded the system to the version of that spring.",
            "Everything worked.",
            "The weather got better.",
            "I boosted the engine with a second battery.",
        ],
    );
}

#[test]
fn blame() {
    check(
        |m| &m.blame,
        &[
            "My old boss was really incompetent.",
            "She was lazy and we all knew it.",
            "My manager had no idea what he was doing.",
            "My coworkers were just terrible.",
            "He threw me under the bus.",
            "It was my manager's fault.",
            "That was entirely their fault.",
            "It was a toxic place.",
            "My previous manager was honestly a nightmare.",
            "He took all the credit for my work.",
            "They couldn't be bothered.",
            "It was the worst job I ever had.",
            "The other team had no idea what they were doing.",
        ],
        &[
            "The old system was terrible.",
            "My boss was right.",
            "It was my own fault.",
            "It wasn't his fault.",
            "At first I thought he was lazy.",
            "My manager was worried that I was lazy.",
            "They were terrible, those Mondays.",
            "The team was terrible at estimates.",
            "He said I was incompetent.",
            "The results were awful and my manager knew it.",
            "My company was great.",
            "The waste was toxic.",
            "It was nobody's fault.",
            "I had no idea what I was doing.",
            "My colleague was useful.",
            "My manager asked whose fault it was.",
            "The paint was toxic, so my manager closed the room.",
            "My boss gave the credit to the whole team.",
            "People complained that she was lazy, but she was ill.",
            "My colleague was worried and the shift was a nightmare.",
            "The worst part of the job was the noise.",
            "I felt useless in that team.",
            "He had no idea that I was leaving.",
        ],
    );
}

#[test]
fn fading_ends() {
    check(
        |m| &m.fades,
        &[
            "It went well, so yeah.",
            "And the queue was gone. And that's pretty much it.",
            "We opened on time. Yeah.",
            "The shop stayed open, and so on and so forth.",
            "They kept the plan. I guess that's it.",
            "We sold the boat, and, yeah.",
            "He thanked me. So that's that.",
        ],
        &[
            "I asked them whether that's it.",
            "And I told her that's all.",
            "That's it about the queue, and it works now.",
            "She said yeah.",
            "So yeah, we opened on time.",
            "We opened on time anyway.",
            "I asked him if that was all.",
            "She knew it all.",
            "In the end nobody had to wait, and that was it for the old till.",
            "And that is all I wanted.",
        ],
    );
}

#[test]
fn stuffing_an_answer_with_the_words_mentions_nothing() {
    let stuffed = mentions(
        "Situation, task, action, result. Trade-offs, alternatives, constraints and stakeholders. Lessons learned, root \
         cause, metrics, ownership, impact. I have leadership, trade-offs, collaboration and stakeholder management.",
    );
    assert_eq!(stuffed, Mentions::default());
}

#[test]
fn filled_pauses_and_marks_do_not_hide_what_is_said() {
    let found = mentions("I, um, phoned the baker instead, uh, of sending mail.");
    assert_eq!(texts(&found.alternatives), ["instead, uh, of sending mail"]);
    assert_eq!(found.alternatives[0].place.chars.start, 24);
}

proptest::proptest! {
    #[test]
    fn whatever_is_found_is_a_piece_of_the_text(text in "(\\PC|[a-z ,.?!—'-]| (i|we|was|my boss|instead of|the client|learned that|it|yeah|12%) ){0,80}") {
        let found = mentions(&text);
        let lists = [
            &found.trade_offs, &found.alternatives, &found.constraints, &found.stakeholders, &found.specifics.when,
            &found.specifics.place, &found.specifics.who, &found.lessons, &found.vague, &found.blame, &found.fades,
        ];
        for phrase in lists.into_iter().flatten() {
            let piece: String = text.chars().take(phrase.place.chars.end).skip(phrase.place.chars.start).collect();
            proptest::prop_assert_eq!(&piece, &phrase.text);
        }
    }
}

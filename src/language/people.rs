//! Tokens in, who acts out: "I" against "we".

use crate::language::tokens::Token;

/// How often each was said, contractions included ("I'd", "we've").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct People {
    /// I, me, my, mine, myself.
    pub i: usize,
    /// We, us, our, ours, ourselves.
    pub we: usize,
}

/// Counts first-person words in `tokens`.
#[must_use]
pub fn count(tokens: &[Token]) -> People {
    let mut people = People::default();
    for token in tokens {
        let word = token.norm.split_once('\'').map_or(token.norm.as_str(), |(before, _)| before);
        match word {
            // Written without their apostrophe, only "im" and "ive" are no other word.
            "i" | "me" | "my" | "mine" | "myself" | "im" | "ive" => people.i += 1,
            "us" if token.text == "US" => {}
            "we" | "us" | "our" | "ours" | "ourselves" => people.we += 1,
            _ => {}
        }
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::tokens;

    #[test]
    fn contractions_count_and_look_alikes_do_not() {
        assert_eq!(count(&tokens("I'd ask my boss, and I’ve told me and myself.")), People { i: 5, we: 0 });
        assert_eq!(count(&tokens("We've kept our word; they told us, we'd win.")), People { i: 0, we: 4 });
        assert_eq!(count(&tokens("The US team, i.e. Ian's, were well.")), People::default());
        assert_eq!(count(&[]), People::default());
    }
}

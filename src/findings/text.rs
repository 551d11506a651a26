//! What was seen in, the words for it out: the one place where findings are worded, every band from the ranges at hand.

#[cfg(test)]
mod tests;

use super::seen::Seen;
use crate::figure::{clock, count, length, minutes, number, short, small};
use crate::usual::{self, Band, Ranges, SetBy};

/// What was measured, with its unit, and what it does to a listener.
#[expect(clippy::too_many_lines, reason = "a table: one sentence for each thing that can be seen")]
pub(super) fn message(seen: &Seen, ranges: &Ranges) -> String {
    match seen {
        Seen::ResultMissing { ends_s } => {
            let at = ends_s.map(|s| format!(" at {}", clock(s))).unwrap_or_default();
            format!(
                "The answer ends{at} without saying what came of it (result 0 %; usual is {} %). The ending is what listeners \
                 remember, and here they have to guess whether it worked.",
                ranges.result_percent.range()
            )
        }
        Seen::GenericAnswer { sentences } => format!(
            "None of the {sentences} sentences tells one particular time: this is how you usually work, or would. Listeners \
             believe what happened once more than what always happens."
        ),
        Seen::LengthOver { span_s } => format!(
            "You spoke for {}, and {}: past {}, listeners tend to lose the thread and wait for a gap.",
            length(*span_s),
            ranges.length_asked(),
            end_in_minutes(&ranges.length)
        ),
        Seen::LengthShort { span_s, .. } => format!(
            "You spoke for {}, and {}: a listener gets the outline, but not how you work.",
            length(*span_s),
            ranges.length_asked()
        ),
        Seen::LengthGood { span_s } => match ranges.aimed {
            Some(aim) => format!("{} fits {}: you know how much to say.", length(*span_s), aim.named()),
            None => {
                format!("{} is a good length: long enough for a story, short enough to be followed.", length(*span_s))
            }
        },
        Seen::FillersMany { heard, percent, per_minute, mostly } => {
            let rate = per_minute.map(|rate| format!(", {} a minute", number(rate, 1))).unwrap_or_default();
            let mostly: Vec<String> = mostly.iter().map(|(word, times)| format!("“{word}” ({times})")).collect();
            format!(
                "{} ({} % of words{rate}; usual is {} % and {} a minute), mostly {}: listeners start to hear them instead of \
                 you.",
                count(*heard, "filler"),
                number(*percent, 1),
                ranges.fillers_percent.up_to(),
                most(&ranges.fillers_per_minute),
                mostly.join(" and ")
            )
        }
        Seen::FillersFew { heard, percent } => {
            format!("{} ({} % of words): you sound sure.", count(*heard, "filler"), number(*percent, 1))
        }
        Seen::PaceFast { wpm } => {
            format!("{}: listeners get the words but have no time to picture what you describe.", pace(*wpm, ranges))
        }
        Seen::PaceSlow { wpm } => {
            format!("{}: at this pace attention starts to wander between your points.", pace(*wpm, ranges))
        }
        Seen::PaceSteady { wpm } => {
            format!("A steady {} words a minute from start to end: easy to follow.", number(*wpm, 0))
        }
        Seen::RushedStretch { wpm, span, percent } => format!(
            "You sped up to {} words a minute from {} to {}, {} % over your own pace: a rush like that reads as nerves.",
            number(*wpm, 0),
            clock(span.start_s),
            clock(span.end_s),
            number(*percent, 0)
        ),
        Seen::Stalls { count: stalls, per_minute, longest_s } => format!(
            "{} of {} or more inside a clause ({} a minute; usual is {}), the longest {} s: listeners hear these as stalls, \
             while pauses between sentences sound composed.",
            count(*stalls, "pause"),
            stall(),
            number(*per_minute, 1),
            ranges.stalls_per_minute.up_to(),
            number(*longest_s, 1)
        ),
        Seen::PausesPlaced { pauses } => format!(
            "{}, none of {} or more inside a clause: you pause where listeners need it.",
            count(*pauses, "pause"),
            stall()
        ),
        Seen::SilenceMuch { percent, longest_s } => format!(
            "{} % of your answer is silence, and {} % is usual; the longest pause lasts {} s. Listeners start to wonder whether \
             you are done.",
            number(*percent, 0),
            ranges.silence_percent.up_to(),
            number(*longest_s, 1)
        ),
        Seen::LongSetup { percent, seconds } => {
            let time = seconds.map(|s| format!(", {}", length(s))).unwrap_or_default();
            format!(
                "Situation and task take {} % of the answer{time}, and {} % is usual: listeners wait for what you did.",
                number(*percent, 0),
                ranges.setup_percent.range()
            )
        }
        Seen::ActionThin { percent, unclear } => {
            let most = number(percent + unclear, 0);
            let bound = if most == number(*percent, 0) { "" } else { "at most " };
            format!(
                "What you did yourself takes {bound}{most} % of the answer, and {} % is usual: that part is what an interviewer \
                 is listening for.",
                ranges.action_percent.range()
            )
        }
        Seen::Blame { words } => format!(
            "You said “{words}”: a listener who does not know them wonders what you would say about people here."
        ),
        Seen::HedgedResult { words } => {
            format!("You told the result with “{words}”: a listener hears that you are not sure it worked.")
        }
        Seen::VagueClaim { words } => {
            format!("“{words}” says that something got better, but not what, or how much: listeners cannot picture it.")
        }
        Seen::LessonTold { words } => {
            format!("You said what you took from it, “{words}”: listeners hear somebody who learns.")
        }
        Seen::ChoiceTold { words } => {
            format!("You named what else there was, “{words}”: it shows that you chose.")
        }
        Seen::Named { words } => format!("You named “{words}”: listeners can picture it."),
        Seen::OwnPart { i } => {
            format!("You said “I” {i} times where you told what was done: it is clear which part was yours.")
        }
        Seen::VoiceLively { sd_semitones } => format!(
            "Your voice moves by {} semitones, and {} is usual: it keeps listeners awake. (Experimental.)",
            number(*sd_semitones, 1),
            ranges.pitch_sd.range()
        ),
        Seen::TrailingEnd { words } => format!(
            "The last {} words are “{words}”: they take the air out of the ending, which is what listeners remember.",
            words.split_whitespace().count()
        ),
        Seen::StepNotHeard { shape, step, heard, of, .. } => format!(
            "{heard} of the {of} steps of a {} answer were heard, but not this one: {}. Perhaps you said it in other words; a \
             listener waits for it.",
            shape.name(),
            step.name()
        ),
        Seen::OnlyWe { we } => format!(
            "In the part about what was done you said “we” {we} times and “I” never: a listener cannot tell which part was \
             yours."
        ),
        Seen::ResultLate => format!(
            "The result comes only in the last {} % of the answer: by then a listener has waited long, and it passes quickly.",
            number(100.0 * (1.0 - usual::LATE_RESULT), 0)
        ),
        Seen::ResultNotQuantified => {
            "Your result holds no number: listeners hear that it got better, but not whether by a little or a lot."
                .into()
        }
        Seen::ResultQuantified { amount } => {
            format!("Your result has a number in it, “{amount}”: it can be believed and remembered.")
        }
        Seen::HedgesMany { count: hedges, percent, first } => format!(
            "{} such as “{first}” ({} for every 100 words; usual is {}): they take back what you just said.",
            count(*hedges, "hedge"),
            number(*percent, 1),
            ranges.hedges_percent.up_to()
        ),
        Seen::Repeats { count, percent } => format!(
            "You said words again or started over {count} times ({} for every 100 words; usual is {}): it sounds like \
             searching.",
            number(*percent, 1),
            ranges.repeats_percent.up_to()
        ),
        Seen::LongSentences { count, of, longest } => format!(
            "{count} of your {of} sentences are longer than {} words, the longest {longest}: a listener has lost the beginning \
             when you reach the end.",
            ranges.sentence_words.flag_above.map(short).unwrap_or_default()
        ),
        Seen::SameOpener { count, of, percent, opener } => format!(
            "{count} of your {of} sentences begin with “{opener}” ({} %; usual is {}): listeners start to wait for it.",
            number(*percent, 0),
            ranges.opener_percent.up_to()
        ),
        Seen::PitchFlat { sd_semitones } => format!(
            "Your voice moves by {} semitones, and {} is usual: it may sound less keen than you are. (Experimental.)",
            number(*sd_semitones, 1),
            ranges.pitch_sd.range()
        ),
        Seen::MonotoneStretch { span, range_semitones, whole_semitones } => format!(
            "From {} to {} your voice stays within {} semitones, and over the whole answer it covers {}: for that long nothing \
             sounds more important than the rest. (Experimental.)",
            clock(span.start_s),
            clock(span.end_s),
            number(*range_semitones, 1),
            number(*whole_semitones, 0)
        ),
        Seen::SentencesFade { fall_db, sentences } => format!(
            "The last words of your sentences are {} dB quieter than the words before them (the middle one of {}): listeners \
             strain for the part that matters most.",
            number(*fall_db, 0),
            count(*sentences, "sentence")
        ),
    }
}

/// What to do about it.
pub(super) fn advice(seen: &Seen, ranges: &Ranges) -> String {
    let advice = match seen {
        Seen::LengthOver { .. } => {
            let cut = match ranges.aimed {
                // Whoever sets an aim of their own may be giving a talk.
                Some(aim) if aim.set_by == SetBy::User => "leave out what nobody would miss, and stop there.",
                _ => "one sentence of setup, what you did, what came of it. Stop there; they will ask for more.",
            };
            return format!("Cut it to {}: {cut}", aim(ranges, ranges.aim.to.or(ranges.length.to)));
        }
        Seen::LengthShort { story, .. } => {
            let more = if *story {
                "add one thing you decided and why, and say what changed because of it."
            } else {
                "add one example of your own, and what it says about you."
            };
            return format!("Aim for {}: {more}", aim(ranges, ranges.aim.from.or(ranges.length.from)));
        }
        Seen::StepNotHeard { advice, .. } => advice,
        Seen::ResultMissing { .. } => {
            "Add one last sentence that starts “As a result” and says what changed, with a number if you have one."
        }
        Seen::GenericAnswer { .. } => {
            "Start with “Last spring, when I…” and stay with that one time: what you faced, what you did, what came of it."
        }
        Seen::LengthGood { .. } => "Keep this length.",
        Seen::FillersMany { .. } => {
            "Where the next filler would come, close your mouth and let it be quiet: a pause sounds like thinking."
        }
        Seen::FillersFew { .. } => "Keep letting the pauses be silent.",
        Seen::PaceFast { .. } => {
            "Take a full breath at the end of each sentence; slow down most where you name people and numbers."
        }
        Seen::PaceSlow { .. } => {
            "Say each sentence in one go, as you would to a colleague, and rest between sentences instead of inside them."
        }
        Seen::PaceSteady { .. } => "Keep this pace.",
        Seen::RushedStretch { .. } => "Put a breath before this stretch and one in the middle of it.",
        Seen::Stalls { .. } => "Finish the sentence, then pause: think about the next one only there.",
        Seen::PausesPlaced { .. } => "Keep pausing between sentences.",
        Seen::SilenceMuch { .. } => {
            "Know your next sentence before you end this one: three key words on a card are enough."
        }
        Seen::LongSetup { .. } => "Tell where, when and what was at stake in two sentences, then go to “so I”.",
        Seen::ActionThin { .. } => "Name two steps you took, and for one of them say why you chose it.",
        Seen::Blame { .. } => "Say what happened instead of how they were: “the plan changed twice that week”.",
        Seen::HedgedResult { .. } => "Say what you saw yourself, without the hedge: that you can be sure of.",
        Seen::VagueClaim { .. } => "Say what it was before and what it was after, even roughly.",
        Seen::LessonTold { .. } => "Keep the lesson, in one sentence.",
        Seen::ChoiceTold { .. } => "Keep saying what you decided against.",
        Seen::Named { .. } => "Keep naming things as you did here.",
        Seen::OwnPart { .. } => "Keep saying “I” for what you did.",
        Seen::VoiceLively { .. } => "Keep leaning on the words that matter.",
        Seen::TrailingEnd { .. } => "Stop after your result, look up and be quiet.",
        Seen::OnlyWe { .. } => "Keep the “we” for the team, and say “I” for the one step that was yours.",
        Seen::ResultLate => "Give the result two sentences: what changed, and for whom.",
        Seen::ResultNotQuantified => {
            "Add one number to the result: a percentage, hours saved, people helped, or from how much to how much."
        }
        Seen::ResultQuantified { .. } => "Keep the number, and say it slowly.",
        Seen::HedgesMany { .. } => "Say this without the hedge; it is your story, and you were there.",
        Seen::Repeats { .. } => "Where you start a sentence over, stop, breathe, and say it once, whole.",
        Seen::LongSentences { .. } => "Where you say “and” for the second time, stop and begin a new sentence.",
        Seen::SameOpener { .. } => "Begin with who did it: “I”, “we”, “the customer”.",
        Seen::PitchFlat { .. } => "Pick the one word that matters in each sentence and lean on it.",
        Seen::MonotoneStretch { .. } => {
            "Pick the one word that matters in each sentence of that stretch and lean on it."
        }
        Seen::SentencesFade { .. } => "Keep some breath for the last word, and say it to the far end of the table.",
    };
    advice.into()
}

/// The length to aim at in words; this end of what is usual, s, where nobody set one.
fn aim(ranges: &Ranges, usual_s: Option<f64>) -> String {
    minutes(ranges.aimed.map(|aim| aim.length_s.into()).or(usual_s).unwrap_or_default())
}

fn pace(wpm: f64, ranges: &Ranges) -> String {
    format!("You spoke at {} words a minute, and {} is usual", number(wpm, 0), ranges.pace.range())
}

/// The upper end of `band` alone: "5".
fn most(band: &Band) -> String {
    band.to.map(short).unwrap_or_default()
}

/// The upper end of a band of seconds, as it stands behind "past": "three", "2:30".
fn end_in_minutes(band: &Band) -> String {
    let end_s = band.to.unwrap_or_default();
    if end_s % 60.0 == 0.0 { small((end_s / 60.0) as usize) } else { length(end_s) }
}

/// How long a pause is that is heard as a stall.
fn stall() -> String {
    if usual::STALL_S == 0.5 { "half a second".into() } else { format!("{} s", short(usual::STALL_S)) }
}

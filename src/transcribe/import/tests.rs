use super::*;

fn parse(name: &str, text: &str) -> Result<Transcript, Error> {
    Imported::parse(Path::new(name), text.as_bytes(), "en").map(|i| i.transcript)
}

#[test]
fn plain_text_keeps_its_own_offsets() {
    let transcript = parse("a.txt", "\u{feff}Um,  caf\u{e9}\nclosed.\n").unwrap();
    assert_eq!(transcript.text, "Um,  caf\u{e9}\nclosed.");
    let places: Vec<_> = transcript.words.iter().map(|w| (w.text.as_str(), w.char_start, w.char_end)).collect();
    assert_eq!(places, [("Um,", 0, 3), ("caf\u{e9}", 5, 9), ("closed.", 10, 17)]);
}

#[test]
fn captions_of_both_kinds_say_the_same() {
    let srt = "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>I see</i>\r\n\r\n2\r\n00:00:03,500 --> 00:00:04,000\r\nyou\r\n";
    let vtt =
        "WEBVTT\n\nNOTE not said\n\n00:01.000 --> 00:02.000 align:start\n<v Ann>I see\n\n00:03.500 --> 00:04.000\nyou";
    let (srt, vtt) = (parse("a.srt", srt).unwrap(), parse("a.vtt", vtt).unwrap());
    assert_eq!(srt, vtt);
    assert_eq!(srt.text, "I see you");
    assert_eq!(srt.words[2].span, Some(TimeSpan::new(3.5, 4.0)));
    // "I" takes two of six letters and borders.
    assert!((srt.words[1].span.unwrap().start_s - (1.0 + 2.0 / 6.0)).abs() < 1e-9);
}

#[test]
fn json_may_be_words_or_a_whole_take() {
    let words = r#"{"words":[{"text":"I","start_s":0.42,"end_s":0.55},{"text":"see","start_s":null,"end_s":null}]}"#;
    let take = format!(r#"{{"schema":1,"transcript":{words}}}"#);
    let transcript = parse("a.json", words).unwrap();
    assert_eq!(transcript, parse("b.json", &take).unwrap());
    assert_eq!(transcript.words[0].span, Some(TimeSpan::new(0.42, 0.55)));
    assert_eq!(transcript.words[1].span, None);
}

#[test]
fn every_fault_names_the_file_and_a_remedy() {
    let faults: [(&str, &[u8], &str); 8] = [
        ("a.txt", b"I s\xffee", "at byte 3"),
        ("a.txt", b" \n", "no words"),
        ("a.doc", b"I", "`.doc`"),
        ("a.json", b"{", "JSON"),
        ("a.json", br#"{"words":[{"text":"I","start_s":2,"end_s":1}]}"#, "impossible time"),
        (
            "a.json",
            br#"{"words":[{"text":"I","start_s":2,"end_s":3},{"text":"see","start_s":1,"end_s":3}]}"#,
            "backwards",
        ),
        ("a.srt", b"I see", "no time line"),
        ("a.vtt", b"00:xx --> 00:02\nI see", "line 1"),
    ];
    for (name, bytes, expected) in faults {
        let error = Imported::parse(Path::new(name), bytes, "en").unwrap_err();
        let message = error.to_string();
        assert!(message.contains(name) && message.contains(expected), "{message}");
        assert!(!error.hint().is_empty());
    }
}

/// The text of a transcript, and how often the clock runs on between its words.
fn said(name: &str, text: &str) -> String {
    let transcript = parse(name, text).unwrap();
    let starts: Vec<f64> = transcript.words.iter().filter_map(|word| word.span).map(|span| span.start_s).collect();
    assert!(starts.is_sorted(), "{starts:?}");
    transcript.text
}

/// Captions, each from a second to another.
fn srt(cues: &[(f64, f64, &str)]) -> String {
    let clock = |s: f64| format!("00:00:{s:06.3}");
    let cue = |(k, (from, to, text)): (usize, &(f64, f64, &str))| {
        format!("{}\n{} --> {}\n{text}\n\n", k + 1, clock(*from), clock(*to))
    };
    cues.iter().enumerate().map(cue).collect()
}

#[test]
fn nothing_said_in_captions_is_lost_or_invented() {
    for (text, expected) in [
        // An empty line within, after the times, and none between two captions.
        (
            "1\n00:01,0 --> 00:02,0\nWe opened.\n\nIt rained.\n\n2\n00:03,0 --> 00:04,0\n\nWe closed.\n",
            "We opened. It rained. We closed.",
        ),
        ("1\n00:01,0 --> 00:02,0\nWe opened.\n2\n00:03,0 --> 00:04,0\nWe closed.", "We opened. We closed."),
        // A number that is said.
        ("1\n00:01,0 --> 00:02,0\nIt was\n42\n\n2\n00:03,0 --> 00:04,0\nshops.", "It was 42 shops."),
        ("1\r00:01,0 --> 00:02,0\rx < 3 & y --> z\r", "x < 3 & y --> z"),
        ("1\n00:01,0 --> 00:02,0\n[Music]\n\n2\n00:02,0 --> 00:03,0\n- (laughs) Yes.\n- No.\n", "Yes. No."),
        ("1\n00:01,0 --> 00:02,0\nANN: Yes.\nBO: It was 7:30.\n\nSubtitles by nobody\n", "Yes. It was 7:30."),
    ] {
        assert_eq!(said("a.srt", text), expected, "{text}");
    }
    let vtt = "WEBVTT\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nfirst-1\n00:01.000 --> 00:02.000 line:0\n<v Ann>We opened.</v>\n\nNOTE nothing\nof it\n\n2\n00:03.000 --> 00:04.000\nWe closed.";
    assert_eq!(said("a.vtt", vtt), "We opened. We closed.");
}

#[test]
fn captions_are_read_in_the_order_of_time() {
    let cues = [(4.0, 6.0, "third"), (0.0, 9.0, "first"), (1.0, 2.0, "second"), (4.0, 4.0, "and")];
    assert_eq!(said("a.srt", &srt(&cues)), "first second third and");
    let transcript = parse("a.srt", &srt(&cues)).unwrap();
    assert_eq!(transcript.words[0].span, Some(TimeSpan::new(0.0, 1.0)), "nobody's words reach into the next caption");
}

#[test]
fn captions_that_roll_in_count_once() {
    let vtt = "WEBVTT\n\n00:00.000 --> 00:02.000\n \nwe<00:00.500><c> opened</c><00:01.000><c> the</c><00:01.500><c> shop</c>\n\n\
               00:02.000 --> 00:02.010\nwe opened the shop\n \n\n\
               00:02.010 --> 00:04.000\nwe opened the shop\nand<00:03.000><c> the the</c><00:03.500><c> bar</c>\n\n\
               00:04.000 --> 00:04.010\nand the the bar\n \n";
    let transcript = parse("a.vtt", vtt).unwrap();
    assert_eq!(transcript.text, "we opened the shop and the the bar");
    assert_eq!(transcript.words[2].span, Some(TimeSpan::new(1.0, 1.5)));
    assert_eq!(transcript.words[4].span, Some(TimeSpan::new(2.01, 3.0)));
    // Captions that grow by a word.
    let grows =
        [(0.0, 1.0, "we"), (1.0, 2.0, "we opened"), (2.0, 3.0, "we opened the"), (3.0, 4.0, "we opened the shop")];
    assert_eq!(said("a.srt", &srt(&grows)), "we opened the shop");
    // What somebody says again is said again.
    let again =
        [(0.0, 1.0, "No."), (1.0, 2.0, "No."), (2.0, 3.0, "No."), (3.0, 4.0, "I think"), (4.0, 5.0, "I think so.")];
    assert_eq!(said("a.srt", &srt(&again)), "No. No. No. I think I think so.");
    let once = [
        (0.0, 1.0, "we opened the shop"),
        (1.0, 2.0, "we opened the shop"),
        (2.0, 3.0, "in May"),
        (3.0, 4.0, "or so"),
        (4.0, 5.0, "I guess"),
    ];
    assert!(said("a.srt", &srt(&once)).starts_with("we opened the shop we opened the shop"));
}

#[test]
fn one_bad_caption_costs_one_and_is_told() {
    let text =
        "1\n00:01,0 --> 00:02,0\nWe opened.\n\n2\n00:zz --> 00:03,0\nNot read.\n\n3\n00:05,0 --> 00:04,0\nWe closed.\n";
    let transcript = parse("a.srt", text).unwrap();
    assert_eq!(transcript.text, "We opened. We closed.");
    assert!(transcript.caveats.contains(&Caveat::Unread { line: 6, captions: 1 }), "{:?}", transcript.caveats);
}

#[test]
fn the_last_caption_ends_with_the_sound() {
    let text = srt(&[(0.0, 2.0, "We opened."), (2.0, 9.0, "We closed.")]);
    let imported = Imported::parse(Path::new("a.srt"), text.as_bytes(), "en").unwrap();
    let within = imported.within(4.0);
    let end_s = |said: &Transcript| said.words.last().unwrap().span.unwrap().end_s;
    assert!((end_s(&within) - 4.0).abs() < 1e-9);
    assert!(within.caveats.contains(&Caveat::Clipped(TimeSpan::new(4.0, 9.0))));
    // Captions round.
    let within = imported.within(8.8);
    assert!(end_s(&within) <= 8.8 && within.caveats == [Caveat::EstimatedTimes]);
    assert!((end_s(&imported.within(1.0)) - 9.0).abs() < 1e-9, "it is of another recording");
}

#[test]
fn typed_transcripts_of_meetings_keep_what_was_said() {
    let stamped = "[00:00:01.000 --> 00:00:02.000]   We opened.\n[00:00:02.000 --> 00:00:04.000]   We closed.\n";
    let transcript = parse("a.txt", stamped).unwrap();
    assert_eq!((transcript.text.as_str(), transcript.is_timed()), ("We opened. We closed.", true));
    assert_eq!(said("a.txt", "Ann Lee  0:03\nWe opened.\n\nBo  0:05\nWhy?"), "We opened.\n\nWhy?");
}

#[test]
fn sixteen_bits_a_character_are_read_or_named() {
    let text = "1\n00:01,0 --> 00:02,0\nCaf\u{e9} \u{1f600}\n";
    let big: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let little: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [&big, &little] {
        let imported = Imported::parse(Path::new("a.srt"), bytes, "en").unwrap();
        assert_eq!(imported.transcript.text, "Caf\u{e9} \u{1f600}");
    }
    for (bytes, named) in [
        (&little[2..], "UTF-16"),
        (&little[..little.len() - 1], "UTF-16"),
        (&[0xff, 0xfe, 0, 0, 65, 0, 0, 0], "UTF-32"),
    ] {
        let error = Imported::parse(Path::new("a.srt"), bytes, "en").unwrap_err();
        assert!(error.to_string().contains(named), "{error}");
    }
}

#[test]
fn far_times_are_named_and_a_clock_that_ran_on_is_read() {
    for text in [
        r#"{"words":[{"text":"far","start_s":0,"end_s":1},{"text":"away","start_s":200000,"end_s":200001}]}"#,
        r#"{"words":[{"text":"away","start_s":3e7,"end_s":3e7}]}"#,
    ] {
        let error = parse("a.json", text).unwrap_err().to_string();
        assert!(
            error.contains("`away`") && (error.contains("200001 s (56 h)") || error.contains("30000000 s")),
            "{error}"
        );
    }
    assert!(parse("a.srt", "1\n30:00:00,0 --> 30:00:02,0\nlate\n").is_ok());
}

//! A take's page as its reader meets it: in a real browser, from a file, without a network.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use serde_json::{Value, json};

use common::axe::assert_no_barrier;
use common::browser::Browser;
use common::{fixture, home, known, outloud};

const ANSWER: &str = "fixtures/audio/star-90s-slt.flac";
const WORDS: &str = "fixtures/transcripts/star-90s-slt.json";

/// Writes the page of `audio` with its `words`, and says where it is.
fn page(audio: &str, words: &str, prompt: &str, more: &[&str]) -> PathBuf {
    let path = home().join("page.html");
    let output = outloud()
        .args(["analyze", audio, "--transcript", words, "--prompt", prompt, "--format", "html", "--no-save", "-o"])
        .arg(&path)
        .args(more)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    path
}

/// Waits until the page plays from about `at_s` on; where it is then.
fn heard_from(browser: &mut Browser, at_s: f64) -> f64 {
    let script = format!(
        "new Promise((done) => {{
            const sound = document.querySelector('audio');
            const look = () => {{
                if (!sound.paused && Math.abs(sound.currentTime - {at_s}) < 2) done(sound.currentTime);
            }};
            sound.addEventListener('timeupdate', look);
            look();
        }})"
    );
    let now = browser.value(&script).as_f64().unwrap();
    browser.value("document.querySelector('audio').pause()");
    now
}

fn number(browser: &mut Browser, script: &str) -> f64 {
    browser.value(script).as_f64().unwrap_or_else(|| panic!("no number: {script}"))
}

/// Everything that the browser complained of: exceptions, errors on the console, what the policy refused.
fn complaints(browser: &Browser) -> Vec<String> {
    let wrong = |entry: &&Value| entry["level"] == "error" || entry["type"] == "error";
    let logged = browser.happened("Log.entryAdded").into_iter().map(|event| &event["entry"]).filter(wrong);
    let told = browser.happened("Runtime.consoleAPICalled").into_iter().filter(wrong);
    let thrown = browser.happened("Runtime.exceptionThrown").into_iter();
    logged.chain(told).chain(thrown).map(Value::to_string).collect()
}

/// What was asked for, besides the page and what it holds itself.
fn fetched(browser: &Browser, page: &Path) -> Vec<String> {
    let own = format!("file://{}", page.display());
    let asked = browser.happened("Network.requestWillBeSent").into_iter();
    let asked = asked.filter_map(|event| event["request"]["url"].as_str());
    asked.filter(|url| **url != own && !url.starts_with("data:")).map(str::to_owned).collect()
}

#[test]
fn a_page_plays_from_every_word_finding_pause_and_part() {
    let path = page(ANSWER, WORDS, "Tell me about a change you made", &[]);
    let mut browser = Browser::start();
    browser.open(&path, 1100);

    // A word in the middle of the answer, as the fixture knows it.
    let known = known("star-90s-slt");
    let word = known["words"].as_array().unwrap().iter().find(|word| word["text"] == "cakes").unwrap();
    let at_s = word["start_s"].as_f64().unwrap();
    browser.value(
        "(() => { const all = [...document.querySelectorAll('.script span[data-to]')];
         all.find((one) => one.textContent === 'cakes').id = 'cakes'; })()",
    );
    browser.click("#cakes");
    let now = heard_from(&mut browser, at_s);
    assert!((at_s - 0.2..at_s + 1.0).contains(&now), "{now} for {at_s}");
    // It is drawn with the next picture.
    let drawn = "new Promise((done) => {
        const look = () => {
            const at = parseFloat(document.querySelector('.now').getAttribute('x1'));
            if (at >= 0) done(at); else requestAnimationFrame(look);
        };
        look();
    })";
    let cursor = number(&mut browser, drawn);
    let length_s = number(&mut browser, "document.querySelector('audio').duration");
    assert!((cursor / 100.0 * length_s - now).abs() < 1.0, "cursor at {cursor} %, sound at {now} of {length_s} s");

    // The moment of the first finding, a part of the story, a pause of the chart.
    for place in
        [".findings button", ".parts tr:nth-child(3) button", "svg rect.pause:nth-of-type(9)", "svg rect.result"]
    {
        let at_s = number(&mut browser, &format!("Number(document.querySelector('{place}').dataset.at)"));
        browser.value("document.querySelector('audio').currentTime = 0");
        browser.click(place);
        assert!(heard_from(&mut browser, at_s) >= at_s - 0.1, "{place}");
    }

    // What is being said is lit, and it is what lies there.
    browser.value(&format!(
        "new Promise((done) => {{ const sound = document.querySelector('audio');
         sound.addEventListener('seeked', () => requestAnimationFrame(() => done(0)), {{once: true}});
         sound.currentTime = {}; }})",
        at_s + 0.05
    ));
    assert_eq!(browser.value("document.querySelector('.lit').textContent"), "cakes");

    // By keyboard: on from the word that was clicked, and Enter.
    browser.click("#cakes");
    browser.value("document.querySelector('audio').pause(); document.getElementById('cakes').focus()");
    browser.press("ArrowRight");
    browser.press("ArrowRight");
    browser.press("ArrowLeft");
    let next_s = number(&mut browser, "Number(document.activeElement.dataset.at)");
    assert!(next_s > at_s && next_s < at_s + 2.0, "{next_s} after {at_s}");
    browser.value("document.querySelector('audio').currentTime = 0");
    browser.press("Enter");
    assert!(heard_from(&mut browser, next_s) >= next_s - 0.1);

    assert_eq!(complaints(&browser), [""; 0]);
    assert_eq!(fetched(&browser, &path), [""; 0]);
}

/// Widths in px at which nothing may be wider than the screen.
const WIDTHS: [u32; 3] = [360, 800, 1440];

/// Text whose colour is too close to what lies behind it (under 4.5 to 1, WCAG 2.2 1.4.3), each with its contrast.
const FAINT: &str = r"(() => {
  const rgb = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = rgb(colour).slice(0, 3).map((x) => (x /= 255) <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if ((rgb(colour)[3] ?? 1) > 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || ['SCRIPT', 'title'].includes(element.tagName)) continue;
    const drawn = element instanceof SVGElement;
    const front = drawn ? getComputedStyle(element).fill : getComputedStyle(element).color;
    const back = element.matches('svg .on') ? getComputedStyle(element.previousElementSibling).fill : behind(element);
    const [high, low] = [light(front), light(back)].sort((a, b) => b - a);
    const contrast = (high + 0.05) / (low + 0.05);
    if (contrast < 4.5) faint.push([walker.currentNode.data, element.className.baseVal ?? element.className, contrast]);
  }
  return faint;
})()";

fn assert_contrast(browser: &mut Browser) {
    for scheme in ["light", "dark"] {
        let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        browser.call("Emulation.setEmulatedMedia", &media);
        assert_eq!(browser.value(FAINT), json!([]), "{scheme}");
        let red = "Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])";
        assert_eq!(number(browser, red) > 127.0, scheme == "light", "the paper is of the other scheme");
    }
}

/// Nothing is wider than the screen, and text in charts is large enough.
fn assert_fits_every_screen(browser: &mut Browser) {
    for width in WIDTHS {
        browser.resize(width);
        let wide = number(browser, "document.documentElement.scrollWidth");
        assert!(wide <= f64::from(width), "{wide} px at {width}");
        let smallest = "Math.min(...[...document.querySelectorAll('svg text')].map((one) =>
            parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().d))";
        let smallest = number(browser, smallest);
        assert!(smallest >= 12.0, "{smallest} px in a chart at {width}");
    }
}

#[test]
fn a_page_can_be_read_by_everybody_on_every_screen_and_on_paper() {
    let path = page(ANSWER, WORDS, "Tell me about a change you made", &[]);
    let mut browser = Browser::start();
    browser.open(&path, 360);
    assert_fits_every_screen(&mut browser);
    browser.resize(360);
    // Findings come before all else that was measured.
    let first = number(&mut browser, "document.querySelector('.findings').getBoundingClientRect().top");
    assert!(first < 800.0, "the first finding is at {first} px");
    // No cell of the table of figures wraps what is usual or how the figure compares.
    browser.resize(1440);
    let wrapped = browser.value(
        "[...document.querySelectorAll('.figures td:nth-child(n + 3)')].filter((one) => {
           const range = document.createRange(); range.selectNodeContents(one);
           return new Set([...range.getClientRects()].map((box) => box.top)).size > 1; }).map((one) => one.textContent)",
    );
    assert_eq!(wrapped, json!([]));
    assert_contrast(&mut browser);

    let levels =
        browser.value("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((one) => Number(one.tagName[1]))");
    let levels: Vec<u64> = levels.as_array().unwrap().iter().filter_map(Value::as_u64).collect();
    assert!(levels[0] == 1 && levels.windows(2).all(|pair| pair[1] != 1 && pair[1] <= pair[0] + 1), "{levels:?}");
    assert_eq!(
        browser.value("[...document.querySelectorAll('th')].filter((one) => !one.textContent.trim()).length"),
        0
    );

    // What a screen reader is told.
    let tree = browser.call("Accessibility.getFullAXTree", &json!({}));
    let nodes = tree["nodes"].as_array().unwrap();
    let role = |node: &Value| node["role"]["value"].as_str().unwrap_or_default().to_owned();
    let name = |node: &Value| node["name"]["value"].as_str().unwrap_or_default().to_owned();
    let controls = ["button", "slider", "link", "image", "DisclosureTriangle", "Audio", "region"];
    for node in nodes.iter().filter(|node| node["ignored"] == false && controls.contains(&role(node).as_str())) {
        assert!(!name(node).trim().is_empty(), "{node}");
    }
    let told: Vec<String> = nodes.iter().map(|node| name(node).trim().to_owned()).collect();
    for said in ["Play from 0:00", "filler:", "The answer"] {
        assert!(told.iter().any(|name| name == said), "{said:?} in {told:?}");
    }

    let pdf = browser.call("Page.printToPDF", &json!({"printBackground": true}));
    let pdf = pdf["data"].as_str().unwrap();
    let pages = printed_pages(pdf);
    assert!((1..=6).contains(&pages), "{pages} pages");
    assert_eq!(complaints(&browser), [""; 0]);
    assert_no_barrier(&mut browser);
}

/// How many pages the PDF of so much base64 has.
fn printed_pages(pdf: &str) -> usize {
    let bytes = base64::engine::general_purpose::STANDARD.decode(pdf).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    text.matches("/Type /Page").count() - text.matches("/Type /Pages").count()
}

#[test]
fn hostile_words_names_and_questions_do_nothing() {
    let attack = "</script></title><script>window.hit = 1</script><img src=x onerror='window.hit = 1'>\u{1b}[31m\u{202e}txt\u{7}";
    let audio = home().join("<img src=x onerror=hit=1>\u{202e}\u{1b}[2J.flac");
    fs::copy(fixture("audio/short-espeak.flac"), &audio).unwrap();
    let mut words =
        serde_json::from_slice::<Value>(&fs::read(fixture("transcripts/short-espeak.json")).unwrap()).unwrap();
    for word in words["words"].as_array_mut().unwrap().iter_mut().step_by(5) {
        let said = format!("{}{attack}", word["text"].as_str().unwrap());
        *word = json!({"text": said, "start_s": word["start_s"], "end_s": word["end_s"]});
    }
    // The longest word there is.
    words["words"][1]["text"] = json!("x".repeat(10_000));
    let words = json!({"words": words["words"]});
    let transcript = home().join("words.json");
    fs::write(&transcript, words.to_string()).unwrap();
    let question = format!("{attack}{}", "long ".repeat(2000));
    let path = page(audio.to_str().unwrap(), transcript.to_str().unwrap(), &question, &[]);

    let mut browser = Browser::start();
    browser.open(&path, 360);
    assert_eq!(browser.value("typeof window.hit"), "undefined");
    assert_eq!(
        browser.value("[document.scripts.length, document.querySelectorAll('img, iframe, link, object').length]"),
        json!([1, 0])
    );
    assert_eq!(browser.value("document.documentElement.scrollWidth"), 360);
    let told = browser.value("document.title + document.documentElement.textContent");
    let told = told.as_str().unwrap();
    assert!(told.contains("<img src=x onerror='window.hit = 1'>"), "the attack is not even told");
    let steers = |c: &char| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c);
    assert_eq!(told.chars().filter(steers).collect::<String>(), "");
    // The script of the page itself still works.
    browser.click(".script span[data-to]");
    heard_from(&mut browser, 0.0);
    assert_eq!(complaints(&browser), [""; 0]);
    assert_eq!(fetched(&browser, &path), [""; 0]);
}

#[test]
fn a_page_without_sound_runs_nothing() {
    let path = page(ANSWER, WORDS, "Tell me about a change you made", &["--no-audio"]);
    assert!(fs::metadata(&path).unwrap().len() < 100_000);
    let mut browser = Browser::start();
    browser.open(&path, 800);
    assert_eq!(
        browser.value("[document.scripts.length, document.querySelectorAll('audio, button').length]"),
        json!([0, 0])
    );
    assert!(
        browser
            .value("document.body.textContent")
            .as_str()
            .unwrap()
            .contains("This page was written without its sound.")
    );
    assert_eq!(complaints(&browser), [""; 0]);
    assert_eq!(fetched(&browser, &path), [""; 0]);
    assert_fits_every_screen(&mut browser);
    assert_no_barrier(&mut browser);
}

#[test]
fn a_take_is_opened_as_a_page_that_goes_when_the_take_goes() {
    told(&["analyze", "fixtures/audio/short-espeak.flac", "--transcript", "fixtures/transcripts/short-espeak.json"]);
    let [place, said] = told(&["open"]);
    let path = PathBuf::from(place.trim_end());
    assert!(path.starts_with(home().join("data")) && said.contains("open that file in a browser"), "{place}{said}");
    let html = fs::read_to_string(&path).unwrap();
    // The history keeps no pitch track: what the page draws of it comes from the recording.
    assert!(html.contains("<audio") && html.contains("Pitch, Hz"));
    assert!(!html.contains(env!("CARGO_MANIFEST_DIR")), "a page to share tells of folders");
    told(&["open", "1", "--no-audio"]);
    assert!(!fs::read_to_string(&path).unwrap().contains("<audio"));
    told(&["history", "delete", "1", "--yes"]);
    assert!(!path.exists());
}

/// What the program says, on stdout and on stderr; it opens no browser of its own.
fn told(arguments: &[&str]) -> [String; 2] {
    let output = outloud().args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn progress_is_a_page_with_the_best_and_the_last_answer_to_hear() {
    for (name, question) in [
        ("star-90s-slt", "conflict-colleague"),
        ("fillers-awb", "conflict-colleague"),
        ("generic-kal16", "<b>mine</b>"),
    ] {
        // A copy is as old as this test: the takes are dated in this order.
        let audio = home().join(format!("{name}.flac"));
        fs::write(&audio, fs::read(fixture(&format!("audio/{name}.flac"))).unwrap()).unwrap();
        let words = format!("fixtures/transcripts/{name}.json");
        told(&["analyze", audio.to_str().unwrap(), "--transcript", &words, "--question", question, "--format", "txt"]);
    }
    told(&["open", "1", "--no-audio"]);
    let story = "# <img src=x onerror=hit=1>\u{1b}[2J\u{202e}\n\nCategories: conflict\n\n## Action\nI asked.\n";
    fs::create_dir_all(home().join("data/stories")).unwrap();
    fs::write(home().join("data/stories/oven.md"), story).unwrap();
    let [place, _] = told(&["dashboard"]);
    let path = PathBuf::from(place.trim_end());
    let mut browser = Browser::start();
    browser.open(&path, 360);
    assert_fits_every_screen(&mut browser);
    assert_contrast(&mut browser);
    let text = browser.value("document.body.innerText");
    let text = text.as_str().unwrap();
    for said in [
        "3 takes on ",
        "<b>mine</b>, 1 take",
        "2 takes",
        "best: take 1",
        "last: take 2",
        "last: take 3",
        "more takes like these",
    ] {
        assert!(text.contains(said), "{said:?} in {text}");
    }
    let covered =
        "[...document.querySelectorAll('tbody tr')].filter((row) => /^[1-9]/.test(row.cells[1].textContent)).length";
    assert_eq!(browser.value(covered), 1, "the kinds of question that were practised");
    // The calendar, as a screen reader goes through it: today is the last day that has a number.
    let days = browser.value("[...document.querySelectorAll('.calendar td')].map((one) => one.textContent)");
    let days: Vec<&str> = days.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(days.iter().filter_map(|takes| takes.parse::<u32>().ok()).sum::<u32>(), 3, "{days:?}");
    assert!(days.len() == 70 && days.iter().filter(|takes| takes.is_empty()).count() < 7, "{days:?}");
    assert_eq!(browser.value("document.querySelectorAll('.calendar th[scope=row], .calendar caption').length"), 8);
    let stories = "[...document.querySelectorAll('.coverage tr')].map((row) => row.cells[2].textContent).filter((told) => told !== 'none')";
    let named = "<img src=x onerror=hit=1>\u{fffd}[2J\u{fffd}";
    assert_eq!(browser.value(stories), json!(["your stories", named]));
    assert!(text.contains("no situation; no task; no result; no lesson; no number that must be said"), "{text}");
    assert_eq!(browser.value("[typeof window.hit, document.querySelectorAll('img').length]"), json!(["undefined", 0]));
    assert_eq!(browser.value("document.querySelector('main a').getAttribute('href')"), "take-1.html");
    assert_eq!(browser.value("document.scripts.length"), 0);
    let lengths = browser.value(
        "Promise.all([...document.querySelectorAll('audio')].map((sound) => new Promise((done) => {
           sound.addEventListener('loadedmetadata', () => done(Math.round(sound.duration))); sound.load(); })))",
    );
    let mut lengths: Vec<u64> = lengths.as_array().unwrap().iter().filter_map(Value::as_u64).collect();
    lengths.sort_unstable();
    let mut expected = ["star-90s-slt", "fillers-awb", "generic-kal16"]
        .map(|name| known(name)["duration_s"].as_f64().unwrap().round() as u64);
    expected.sort_unstable();
    assert_eq!(lengths, expected);
    assert_eq!(complaints(&browser), [""; 0]);
    assert_eq!(fetched(&browser, &path), [""; 0]);
    assert_no_barrier(&mut browser);

    // The trends alone, as a page and as a picture.
    let trend = home().join("trend.html");
    fs::write(&trend, &told(&["trend", "--format", "html"])[0]).unwrap();
    browser.open(&trend, 800);
    assert_fits_every_screen(&mut browser);
    assert_no_barrier(&mut browser);
    let picture = home().join("trend.svg");
    fs::write(&picture, &told(&["trend", "--format", "svg"])[0]).unwrap();
    browser.open(&picture, 800);
    assert_eq!(
        browser.value("[document.documentElement.tagName, document.querySelectorAll('parsererror').length]"),
        json!(["svg", 0])
    );
    let said = browser.value("document.querySelector('desc').textContent");
    assert!(
        said.as_str().unwrap().contains("more takes like these")
            && said.as_str().unwrap().contains("duration, each judged by its own aim"),
        "{said}"
    );
    assert_eq!(browser.value("[...document.querySelectorAll('text')].filter((one) => parseFloat(getComputedStyle(one).fontSize) < 12).length"), 0);
    assert_eq!(browser.value("document.querySelectorAll('circle').length > 10"), true);
    let outside = "[...document.querySelectorAll('text')].filter((one) => one.getBoundingClientRect().right > 720).map((one) => one.textContent)";
    assert_eq!(browser.value(outside), json!([]));
    for scheme in ["light", "dark"] {
        browser.call(
            "Emulation.setEmulatedMedia",
            &json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]}),
        );
        let light = "['.paper', 'text', '.head'].map((one) => Number(getComputedStyle(document.querySelector(one)).fill.match(/\\d+/)[0]) > 127)";
        let paper = scheme == "light";
        assert_eq!(browser.value(light), json!([paper, !paper, !paper]), "{scheme}");
    }
    assert_eq!(complaints(&browser), [""; 0]);
    assert_eq!(fetched(&browser, &picture), [""; 0]);

    told(&["history", "delete", "3", "--yes"]);
    assert!(!path.exists(), "the page still tells of a take that was deleted");
}

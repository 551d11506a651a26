//! Bytes as words somebody said, with times where they have some: the whole analysis, and every format of its report.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use outloud::report::{self, Context, Format, Options};
use outloud::transcribe::import::Imported;
use outloud::{Asked, Input, Watch};

fuzz_target!(|data: &[u8]| {
    for name in ["a.txt", "a.vtt", "a.json"] {
        let Ok(mut words) = Imported::parse(Path::new(name), data, "en") else { continue };
        let prompt = String::from_utf8_lossy(&data[..data.len().min(200)]).into_owned();
        let asked = Asked { prompt: Some(prompt), ..Asked::default() };
        let Ok(take) = outloud::analyse(Input::Words { name }, asked, &mut words, &Watch::default()) else { continue };
        for format in Format::ALL {
            for plain in [false, true] {
                let options = Options { full: true, width: data.len(), colour: !plain, plain };
                let _ = report::render(&take, &Context::default(), format, &options);
            }
        }
        // What is kept can be read again, and is kept the same.
        let json = serde_json::to_string(&take).expect("a take is JSON");
        let again: outloud::Take = serde_json::from_str(&json).expect("the JSON of a take is a take");
        assert_eq!(serde_json::to_string(&again).expect("a take is JSON"), json);
    }
});

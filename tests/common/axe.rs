//! axe, which looks for barriers in a page: the script of the tests' readers, run in the page as it is.

use std::path::Path;

use serde_json::{Value, json};

use super::browser::Browser;

/// Widths at which a page is looked at, px: a phone's and a desk's.
const WIDTHS: [u32; 2] = [360, 1440];

/// Looks at the open page on a phone and on a desk, light and dark: nothing may be in anybody's way.
pub fn assert_no_barrier(browser: &mut Browser) {
    let readers = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/readers/lib");
    let python = std::fs::read_dir(&readers).ok().and_then(|mut all| all.next()).map(|python| python.unwrap().path());
    let script = python.map(|python| python.join("site-packages/axe_playwright_python/axe.min.js"));
    let script = script.and_then(|path| std::fs::read_to_string(path).ok());
    let script = script
        .unwrap_or_else(|| panic!("the tests need the readers of scripts/readers.txt, which `make test` installs"));
    browser.value(&format!("{script}; typeof axe.run"));
    for width in WIDTHS {
        browser.resize(width);
        for scheme in ["light", "dark"] {
            let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
            browser.call("Emulation.setEmulatedMedia", &media);
            let found = browser.value(
                "axe.run(document, {resultTypes: ['violations']}).then((found) => ({ passed: found.passes.length,
                 violations: found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]) }))",
            );
            assert_eq!(found["violations"], Value::Array(Vec::new()), "{width} px, {scheme}");
            assert!(found["passed"].as_u64().unwrap() > 10, "nothing was looked at: {found}");
        }
    }
}

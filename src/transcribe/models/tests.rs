use super::*;
use crate::transcribe::ggml::testing::smallest_model;

#[test]
fn a_model_is_chosen_by_name_by_path_or_as_the_largest_installed() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(choose(Some("base.en"), "en", dir.path()), Err(Error::NotInstalled { .. })));
    assert!(matches!(choose(Some("no-such"), "en", dir.path()), Err(Error::Unknown(_))));
    for name in ["tiny", "small.en", "base.en"] {
        fs::write(dir.path().join(format!("ggml-{name}.bin")), "").unwrap();
    }
    let name = |wanted: Option<&str>, language: &str| choose(wanted, language, dir.path()).unwrap().name;
    assert_eq!(name(None, "en"), "small.en");
    assert_eq!(name(None, "de"), "tiny");
    assert_eq!(name(Some("base.en"), "en"), "base.en");
    let copy = dir.path().join("mine.bin");
    fs::write(&copy, "").unwrap();
    let mine = choose(copy.to_str(), "en", dir.path()).unwrap();
    assert_eq!((mine.name.as_str(), mine.published), ("mine", None));
}

#[test]
fn without_a_model_the_error_says_what_to_type_and_how_large_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let hint = |wanted: Option<&str>, language: &str| choose(wanted, language, dir.path()).unwrap_err().hint();
    assert_eq!(
        hint(None, "en"),
        "type `outloud models pull base.en` (148 MB), or `outloud models pull tiny.en` (77.7 MB)"
    );
    assert_eq!(hint(None, "de"), "type `outloud models pull base` (148 MB), or `outloud models pull tiny` (77.7 MB)");
    assert_eq!(hint(Some("small.en"), "en"), "type `outloud models pull small.en` (488 MB)");
    fs::write(dir.path().join("ggml-tiny.en.bin"), "").unwrap();
    assert!(hint(None, "de").contains("pull base`"), "tiny.en does not know German");
}

#[test]
fn a_file_that_the_user_names_is_used_though_it_is_not_the_published_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ggml-tiny.en.bin");
    fs::write(&path, smallest_model()).unwrap();
    let by_name = choose(Some("tiny.en"), "en", dir.path()).unwrap().check().unwrap_err();
    assert!(matches!(by_name, Error::Differs { what: "its size", .. }), "{by_name}");
    assert!(
        by_name.hint().contains("models pull tiny.en") && by_name.hint().contains("--model "),
        "{}",
        by_name.hint()
    );
    let by_path = choose(path.to_str(), "en", dir.path()).unwrap();
    assert_eq!(by_path.check().unwrap().differs, Some("its size"));
    fs::rename(&path, dir.path().join("mine.bin")).unwrap();
    let renamed = choose(dir.path().join("mine.bin").to_str(), "en", dir.path()).unwrap();
    assert_eq!(renamed.check().unwrap().differs, None);
}

#[test]
fn what_a_model_is_built_as_is_read_from_its_file_and_not_from_its_name() {
    let checked = |shape| Checked { shape, differs: None }.build();
    for build in BUILDS {
        assert_eq!(checked(build.shape), Some(build.name));
    }
    assert_eq!(checked(ggml::Dimensions { decoder_layers: 2, ..BUILDS[0].shape }), None, "a distilled one is another");
}

#[test]
fn the_next_best_model_stands_in_for_one_that_is_not_whole() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["tiny", "tiny.en", "base.en"] {
        fs::write(dir.path().join(format!("ggml-{name}.bin")), "").unwrap();
    }
    let names = |wanted: Option<&str>, language| {
        let chosen = choose(wanted, language, dir.path()).unwrap();
        chosen.candidates().map(|model| model.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(None, "en"), ["base.en", "tiny.en", "tiny"]);
    assert_eq!(names(None, "de"), ["tiny"]);
    // Who names one means that one.
    assert_eq!(names(Some("base.en"), "en"), ["base.en"]);
}

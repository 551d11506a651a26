use std::io::Cursor;

use super::*;

/// A model file of the right form, with nothing in it to hear by: header, filters, words, tensors.
fn model_file() -> Vec<u8> {
    let mut file = b"lmgg".to_vec();
    let mut put = |numbers: &[u32]| file.extend(numbers.iter().flat_map(|n| n.to_le_bytes()));
    put(&[51_864, 1500, 32, 1, 1, 448, 32, 1, 1, 80, 1]);
    put(&[80, 201]);
    put(&vec![0; 80 * 201]);
    put(&[1, 2]);
    file.extend(b"um");
    // As many tensors as a model of one layer each side has, each of 32 16-bit numbers.
    for _ in 0..11 + 15 + 24 {
        file.extend([1_u32, 1, 1, 32].iter().flat_map(|n| n.to_le_bytes()));
        file.push(b'w');
        file.extend([0; 64]);
    }
    file
}

#[test]
fn a_model_with_anything_missing_or_changed_is_refused() {
    let whole = model_file();
    let inspect = |bytes: &[u8]| ggml::inspect(&mut Cursor::new(bytes));
    assert_eq!(inspect(&whole).unwrap().state, 32);
    for length in [0, 3, 20, 60, 30_000, whole.len() / 2, whole.len() - 81, whole.len() - 1] {
        assert!(inspect(&whole[..length]).is_err(), "{length} bytes were taken for a model");
    }
    assert!(matches!(inspect(b"RIFF\x24\0\0\0WAVE"), Err(ggml::FileFault::Magic)));
    let mut endless = whole.clone();
    endless.extend([0; 64]);
    assert!(inspect(&endless).is_err());
    for field in 1..11 {
        let mut absurd = whole.clone();
        absurd[4 * field..4 * field + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(inspect(&absurd).is_err(), "field {field} may be anything");
    }
}

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
    fs::write(&path, model_file()).unwrap();
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

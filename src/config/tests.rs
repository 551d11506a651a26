use super::*;

#[test]
fn the_template_changes_nothing() {
    assert_eq!(Config::parse(TEMPLATE), Ok(Config::default()));
}

#[test]
fn every_key_of_the_template_is_known() {
    let used: String = TEMPLATE
        .lines()
        .map(|l| l.strip_prefix('#').filter(|l| l.contains(" = ")).unwrap_or(l).to_owned() + "\n")
        .collect();
    let config = Config::parse(&used).unwrap();
    assert!(
        config.model.is_some()
            && config.language.is_some()
            && config.aim().is_some()
            && config.plain()
            && config.record.device.is_some()
            && config.practice.say.is_some()
            && config.stories.folder.is_some()
            && config.opinion.url.is_some()
            && config.opinion.model.is_some()
            && config.opinion.elsewhere()
            && config.opinion.limit.is_some()
    );
}

#[test]
fn a_remembered_device_leaves_the_rest_of_the_file_alone() {
    let text = "# mine\nlanguage = \"de\" # spoken\n\n[record]\ndevice = \"old\" # the good one\n";
    assert_eq!(
        toml::with_value(text, "record", "device", "alsa:new").unwrap(),
        text.replace("\"old\"", "\"alsa:new\"")
    );
    for text in [TEMPLATE, "", "language = \"en\""] {
        let config = Config::parse(&toml::with_value(text, "record", "device", "alsa:new").unwrap()).unwrap();
        assert_eq!(config.record.device.as_deref(), Some("alsa:new"));
    }
}

#[test]
fn a_misspelt_key_is_named_with_its_line() {
    let reason = Config::parse("langauge = \"en\"").unwrap_err();
    assert!(reason.contains("line 1") && reason.contains("langauge"), "{reason}");
    let reason = Config::parse("language = \"en\"\naim = \"soon\"").unwrap_err();
    assert!(reason.contains("line 2") && reason.contains("not a length of time"), "{reason}");
    assert!(Config::parse("plain = \"yes\"").unwrap_err().contains("line 1"));
    assert!(!Config::parse("plain = false").unwrap().plain());
    for (line, wrong) in [
        ("url = \"localhost\"", "not an address"),
        ("elsewhere = \"yes\"", "only \"allowed\""),
        ("limit = \"2h\"", "at most 3600 s"),
    ] {
        let reason = Config::parse(&format!("[opinion]\n{line}")).unwrap_err();
        assert!(reason.contains("line 2") && reason.contains(wrong), "{reason}");
    }
}

//! The text of a story file in, the story out, or the line of its first mistake. The format is explained in `docs/STORIES.md`.

use super::story::CoreStory;
use crate::language::reading::Reading;
use crate::language::tokens::tokenize;
use crate::language::values::amounts;
use crate::structure::Label;
use crate::transcript::Transcript;

/// Headings of the parts, as they are written.
const PARTS: [(&str, Label); 5] = [
    ("Situation", Label::Situation),
    ("Task", Label::Task),
    ("Action", Label::Action),
    ("Result", Label::Result),
    ("Lesson", Label::Reflection),
];
/// The heading of the numbers.
const NUMBERS: &str = "Numbers";
/// What begins the line of the categories.
const CATEGORIES: &str = "Categories:";

/// A mistake: its line, from 1, and what is wrong there.
pub(super) type Mistake = (Option<usize>, String);

/// What the text goes on about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Under {
    Title,
    Part(Label),
    Numbers,
}

/// The story called `name` whose file holds `text`.
pub(super) fn parse(name: &str, text: &str) -> Result<CoreStory, Mistake> {
    let mut story = CoreStory {
        name: name.to_owned(),
        title: String::new(),
        categories: Vec::new(),
        parts: Vec::new(),
        numbers: Vec::new(),
    };
    let mut under = Under::Title;
    let mut seen: Vec<Under> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let wrong = |reason: String| (Some(n + 1), reason);
        let line = line.trim();
        // What a new file explains itself with.
        if line.is_empty() || line.starts_with("<!--") && line.ends_with("-->") {
            continue;
        }
        if let Some(heading) = line.strip_prefix("## ") {
            under = part(heading.trim()).ok_or_else(|| wrong(unknown(heading)))?;
            if seen.contains(&under) {
                return Err(wrong(format!("`{}` is there already", heading.trim())));
            }
            seen.push(under);
        } else if let Some(title) = line.strip_prefix("# ") {
            if !story.title.is_empty() {
                return Err(wrong("a story has one title".into()));
            }
            title.trim().clone_into(&mut story.title);
        } else if let (Under::Title, Some(names)) = (under, line.strip_prefix(CATEGORIES)) {
            story
                .categories
                .extend(names.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()));
        } else if under == Under::Numbers {
            let text = line
                .strip_prefix(['-', '*'])
                .map(str::trim)
                .ok_or_else(|| wrong("under `Numbers` each line begins with `- `".into()))?;
            if !has_number(text) {
                return Err(wrong(format!("no number in `{text}`: only numbers can be listened for")));
            }
            story.numbers.push(text.to_owned());
        } else if let Under::Part(label) = under {
            match story.parts.iter_mut().find(|(known, _)| *known == label) {
                Some((_, said)) => said.extend([" ", line]),
                None => story.parts.push((label, line.to_owned())),
            }
        }
    }
    if story.title.is_empty() {
        return Err((None, "it has no title: a line that begins with `# `".into()));
    }
    Ok(story)
}

fn part(heading: &str) -> Option<Under> {
    if heading.eq_ignore_ascii_case(NUMBERS) {
        return Some(Under::Numbers);
    }
    PARTS.iter().find(|(name, _)| name.eq_ignore_ascii_case(heading)).map(|(_, label)| Under::Part(*label))
}

fn unknown(heading: &str) -> String {
    let names: Vec<&str> = PARTS.iter().map(|(name, _)| *name).chain([NUMBERS]).collect();
    format!("`{}` is no part of a story; there are {}", heading.trim(), names.join(", "))
}

fn has_number(text: &str) -> bool {
    let transcript = Transcript::from_text("story", "en", text);
    let tokens = tokenize(&transcript, None);
    !amounts(&Reading::new(&transcript, &tokens)).is_empty()
}

/// A new file for a story of this `title`, for these `categories`, in which every part is explained.
pub(super) fn template(title: &str, categories: &[String]) -> String {
    let about = [
        "where and when it was, and what was at stake: two sentences",
        "what you had to do",
        "what you did, step by step, with “I”; and why",
        "what came of it, with a number",
        "what you would do again, or otherwise",
    ];
    let parts = PARTS.iter().zip(about).map(|((name, _), about)| format!("## {name}\n<!-- {about} -->\n\n"));
    format!(
        "# {title}\n\n{CATEGORIES} {}\n\n{}## {NUMBERS}\n<!-- what must be said, one a line: - 37 % fewer errors -->\n",
        categories.join(", "),
        parts.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const FERRY: &str = "# The empty ferry\n\nCategories: ownership, improvement\n\n## Situation\nLast winter our ferry \
        lost its\npassengers.\n\n## Action\nI rode along for a week.\n\n## Numbers\n- 20 % more people\n- within three months\n";

    #[test]
    fn a_story_is_read_with_its_parts_numbers_and_categories() {
        let story = parse("ferry", FERRY).unwrap();
        assert_eq!((&*story.name, &*story.title), ("ferry", "The empty ferry"));
        assert_eq!(story.categories, ["ownership", "improvement"]);
        assert_eq!(story.part(Label::Situation), "Last winter our ferry lost its passengers.");
        assert_eq!(story.part(Label::Result), "");
        let numbers: Vec<&str> = story.numbers.iter().map(String::as_str).collect();
        assert_eq!(numbers, ["20 % more people", "within three months"]);
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        for (before, after, line, reason) in [
            ("# The empty ferry", "The empty ferry", None, "no title"),
            ("## Action", "## Acts", Some(9), "`Acts` is no part of a story"),
            ("## Action", "## situation", Some(9), "`situation` is there already"),
            ("- 20 % more people", "20 % more people", Some(13), "begins with `- `"),
            ("- 20 % more people", "- many more people", Some(13), "no number in `many more people`"),
        ] {
            let (at, told) = parse("ferry", &FERRY.replace(before, after)).unwrap_err();
            assert!(at == line && told.contains(reason), "{at:?}: {told}");
        }
    }

    #[test]
    fn a_new_story_is_a_story_without_anything_yet() {
        let story = parse("new", &template("My first", &["own".into()])).unwrap();
        assert_eq!((&*story.title, story.parts.len(), story.numbers.len()), ("My first", 0, 0));
        assert_eq!(story.categories, ["own"]);
    }
}

//! The source's own modules in, the circles among them out: there are none, neither of files nor of rooms; and the types that
//! share a name: none but the errors. And what is built on: nothing that needs a newer Rust than is promised.
//!
//! A module imports another where its code (tests left out) names a path into it. Values lie on the ground, acts above them, and
//! no act is imported by what it stands on: see CONTRIBUTING.md.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use serde_json::Value;

/// A module's path within the crate, the root left out: `["signal", "pitch"]`. The root itself is empty.
type Module = Vec<String>;
/// Who imports whom.
type Imports = BTreeMap<Module, BTreeSet<Module>>;

#[test]
fn no_file_imports_one_that_imports_it() {
    assert_no_circle(&imports_of_library());
}

#[test]
fn no_room_imports_one_that_imports_it() {
    let mut rooms = Imports::new();
    for (importer, imported) in imports_of_library() {
        let Some(room) = importer.first() else { continue };
        let others = imported.iter().filter_map(|module| module.first()).filter(|other| *other != room);
        rooms.entry(vec![room.clone()]).or_default().extend(others.map(|other| vec![other.clone()]));
    }
    assert_no_circle(&rooms);
}

#[test]
fn a_circle_is_found_however_its_paths_are_written() {
    let read = |sources: &[(&str, &str)]| {
        let path = |name: &str| name.split("::").map(str::to_owned).collect::<Module>();
        let modules = sources.iter().map(|(name, _)| path(name)).collect();
        let one = |(name, source): &(&str, &str)| (path(name), imports(&path(name), source, &modules));
        sources.iter().map(one).collect::<Imports>()
    };
    let ring = read(&[("a", "use crate::{b::{Beta, c}};"), ("b", "fn f() -> super::a::Alpha { a() }"), ("b::c", "")]);
    assert_eq!(circle(&ring), Some(vec![vec!["a".to_owned()], vec!["b".to_owned()]]));
    let parent = read(&[("a", "mod b; fn f() { b::g(); }"), ("a::b", "use super::Alpha;")]);
    assert!(circle(&parent).is_some());
    let tests = read(&[("a", "use crate::b::Beta;"), ("b", "#[cfg(test)] mod tests { use crate::a::Alpha; }")]);
    assert_eq!(circle(&tests), None);
}

#[test]
fn a_type_name_means_one_thing() {
    let mut sources = BTreeMap::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut Vec::new(), &mut sources);
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (module, source) in &sources {
        let mut names = Vec::new();
        types(source.parse().unwrap(), &mut names);
        names.retain(|name| name != "Error");
        for name in names {
            homes.entry(name).or_default().push(module.join("::"));
        }
    }
    assert!(homes.len() > 100, "the types are found");
    homes.retain(|_, modules| modules.len() > 1);
    assert!(homes.is_empty(), "each of these names stands for several types: {homes:?}");
}

#[test]
fn no_dependency_needs_a_newer_rust_than_is_promised() {
    let version = |text: &str| {
        let mut parts: Vec<u32> = text.split('.').map(|part| part.parse().unwrap()).collect();
        parts.resize(3, 0);
        parts
    };
    let promised = version(env!("CARGO_PKG_RUST_VERSION"));
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = all["packages"].as_array().unwrap();
    let needs = |package: &Value| Some((package["name"].to_string(), version(package["rust_version"].as_str()?)));
    let stated: Vec<_> = packages.iter().filter_map(needs).collect();
    assert!(stated.len() > 100, "the dependencies are found");
    let newer: Vec<_> = stated.into_iter().filter(|(_, needed)| *needed > promised).collect();
    assert!(newer.is_empty(), "newer than {promised:?}: {newer:?}");
}

fn assert_no_circle(imports: &Imports) {
    if let Some(circle) = circle(imports) {
        let names: Vec<String> = circle.iter().map(|module| module.join("::")).collect();
        panic!("these import each other in a circle: {}", names.join(" -> "));
    }
}

/// A shortest walk of imports that ends where it began, smallest module first; `None` when there is none.
fn circle(imports: &Imports) -> Option<Vec<Module>> {
    let walks = imports.keys().filter_map(|start| {
        let mut walks: Vec<Vec<&Module>> = vec![vec![start]];
        let mut seen = BTreeSet::new();
        while !walks.is_empty() {
            let mut longer = Vec::new();
            for walk in walks {
                for next in walk.last().and_then(|module| imports.get(*module)).into_iter().flatten() {
                    if next == start {
                        return Some(walk.into_iter().cloned().collect::<Vec<Module>>());
                    }
                    if seen.insert(next) {
                        longer.push([walk.clone(), vec![next]].concat());
                    }
                }
            }
            walks = longer;
        }
        None
    });
    walks.min_by_key(Vec::len)
}

/// The imports of every module of the library; the command line stands above it and is left out.
fn imports_of_library() -> Imports {
    let mut sources = BTreeMap::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    collect(&root, &mut Vec::new(), &mut sources);
    for above in ["main", "cli", "commands", "error", "output"] {
        sources.retain(|module, _| module.first().is_none_or(|room| room != above));
    }
    for (parent, source) in sources.clone() {
        for child in test_modules(&source) {
            let below = [parent.clone(), vec![child]].concat();
            sources.retain(|module, _| !module.starts_with(&below));
        }
    }
    let modules: BTreeSet<Module> = sources.keys().cloned().collect();
    sources.iter().map(|(module, source)| (module.clone(), imports(module, source, &modules))).collect()
}

fn collect(folder: &Path, at: &mut Module, sources: &mut BTreeMap<Module, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            at.push(name);
            collect(&path, at, sources);
            at.pop();
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            let mut module = at.clone();
            if !["mod", "lib"].contains(&name.as_str()) {
                module.push(name);
            }
            sources.insert(module, source);
        }
    }
}

/// The modules that `module` with this `source` imports. What is compiled for tests only counts for nothing.
fn imports(module: &Module, source: &str, modules: &BTreeSet<Module>) -> BTreeSet<Module> {
    let mut paths = Vec::new();
    read(source.parse().unwrap(), &mut paths);
    paths.iter().filter_map(|path| resolve(module, path, modules)).filter(|imported| imported != module).collect()
}

/// The names of the files that `source` brings in for tests only: `#[cfg(test)] mod tests;`.
fn test_modules(source: &str) -> Vec<String> {
    let tokens: Vec<TokenTree> = source.parse::<TokenStream>().unwrap().into_iter().collect();
    let at_tests = (0..tokens.len()).filter(|&at| is_cfg_test(&tokens[at..]));
    let items = at_tests.map(|at| tokens[at + 2..].iter().take_while(|token| !ends_item(token)));
    items
        .map(|item| {
            item.filter_map(|token| match token {
                TokenTree::Ident(name) => Some(name.to_string()),
                _ => None,
            })
        })
        .filter(|names| names.clone().any(|name| name == "mod"))
        .filter_map(Iterator::last)
        .collect()
}

/// The names of the types that `tokens` define, those of tests and functions among them.
fn types(tokens: TokenStream, names: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for pair in tokens.windows(2) {
        if let [TokenTree::Ident(kind), TokenTree::Ident(name)] = pair
            && ["struct", "enum", "trait"].contains(&kind.to_string().as_str())
        {
            names.push(name.to_string());
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            types(group.stream(), names);
        }
    }
}

/// Every path of two names and more in `tokens`, those of a `use` with braces one by one.
fn read(tokens: TokenStream, paths: &mut Vec<Module>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        if is_cfg_test(&tokens[at..]) {
            // The item ends with its braces or its semicolon.
            at += 2;
            while at < tokens.len() && !ends_item(&tokens[at]) {
                at += 1;
            }
            at += 1;
            continue;
        }
        match &tokens[at] {
            TokenTree::Ident(_) => at += path(&tokens[at..], &Vec::new(), paths).max(1),
            TokenTree::Group(group) => {
                read(group.stream(), paths);
                at += 1;
            }
            _ => at += 1,
        }
    }
}

fn is_cfg_test(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Punct(mark), TokenTree::Group(group), ..]
        if mark.as_char() == '#' && group.stream().to_string().replace(' ', "") == "cfg(test)")
}

fn ends_item(token: &TokenTree) -> bool {
    match token {
        TokenTree::Punct(mark) => mark.as_char() == ';',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        _ => false,
    }
}

/// Reads the path that `tokens` begin with, below `before`, and says how many tokens it takes.
fn path(tokens: &[TokenTree], before: &Module, paths: &mut Vec<Module>) -> usize {
    let mut names = before.clone();
    let mut at = 0;
    while let Some(TokenTree::Ident(name)) = tokens.get(at) {
        names.push(name.to_string());
        at += 1;
        if !is_colons(&tokens[at..]) {
            break;
        }
        at += 2;
        if let Some(TokenTree::Group(group)) = tokens.get(at) {
            branches(group.stream(), &names, paths);
            return at + 1;
        }
    }
    if names.len() > 1 {
        paths.push(names);
    }
    at
}

/// The paths of the braces of a `use`.
fn branches(tokens: TokenStream, before: &Module, paths: &mut Vec<Module>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for branch in tokens.split(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',')) {
        path(branch, before, paths);
    }
}

fn is_colons(tokens: &[TokenTree]) -> bool {
    let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':');
    tokens.len() > 1 && tokens[..2].iter().all(is_colon)
}

/// The module that holds what `path`, as written in `module`, names; `None` for other crates and for types.
fn resolve(module: &Module, path: &[String], modules: &BTreeSet<Module>) -> Option<Module> {
    let mut found = module.clone();
    let mut names = path.iter().filter(|name| *name != "self").peekable();
    match names.peek()?.as_str() {
        "crate" => {
            found.clear();
            names.next();
        }
        "super" => {
            while names.next_if(|name| *name == "super").is_some() {
                found.pop();
            }
        }
        // A child is named without a prefix.
        child if modules.contains(&[module.clone(), vec![child.to_owned()]].concat()) => {}
        _ => return None,
    }
    for name in names {
        found.push(name.clone());
        if !modules.contains(&found) {
            found.pop();
            break;
        }
    }
    Some(found)
}

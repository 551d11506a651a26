//! TOML in, values out, with the line of what is wrong; and one value changed in a file that stays as it is otherwise.

use serde::de::DeserializeOwned;

/// Reads `text` as a `T`.
///
/// # Errors
/// The parser's words, with the line and what stands there.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    toml_edit::de::from_str(text).map_err(|e| e.to_string().trim_end().to_owned())
}

/// `text` with `table.key` set to `value`; all else in it stays, comments too.
///
/// # Errors
/// The parser's words where `text` is no TOML.
pub(crate) fn with_value(text: &str, table: &str, key: &str, value: &str) -> Result<String, String> {
    let mut document: toml_edit::DocumentMut = text.parse().map_err(|e: toml_edit::TomlError| e.to_string())?;
    let table = document.entry(table).or_insert_with(toml_edit::table);
    let mut value = toml_edit::Value::from(value);
    if let Some(old) = table.get(key).and_then(toml_edit::Item::as_value) {
        // A comment behind the old value stays behind the new one.
        *value.decor_mut() = old.decor().clone();
    }
    table[key] = toml_edit::Item::Value(value);
    Ok(document.to_string())
}

/// `text` with each of `values`, a key above all tables and what is written behind it; all else in it stays, comments too.
///
/// # Errors
/// The parser's words where `text` or a value is no TOML.
pub(crate) fn with_top(text: &str, values: &[(&str, String)]) -> Result<String, String> {
    let mut document: toml_edit::DocumentMut = text.parse().map_err(|e: toml_edit::TomlError| e.to_string())?;
    for (key, value) in values {
        let mut value: toml_edit::Value = value.parse().map_err(|e: toml_edit::TomlError| e.to_string())?;
        if let Some(old) = document.get(key).and_then(toml_edit::Item::as_value) {
            *value.decor_mut() = old.decor().clone();
        }
        document[key] = toml_edit::Item::Value(value);
    }
    Ok(document.to_string())
}

/// `text` as it stands between quotes in TOML.
pub(crate) fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

//! Rows in, CSV out (RFC 4180). The only file that names the csv crate.

use super::clean::clean;

/// A table with a header. Control characters become visible. Text that a spreadsheet would take for a formula gets an apostrophe before it.
#[must_use]
pub fn csv(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory fails only for rows of different lengths, which the caller does not make.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|field| plain(field)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn plain(field: &str) -> String {
    let formula = field.starts_with(['=', '+', '@', '\t']) || (field.starts_with('-') && field.parse::<f64>().is_err());
    // Tables are looked at in terminals, too.
    clean(&if formula { format!("'{field}") } else { field.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_break_a_row_is_quoted_and_what_would_run_is_text() {
        assert_eq!(csv(&["a"], [vec!["\u{1b}[2Jup\r\u{9b}x".to_owned()]]), "a\n\u{fffd}[2Jup \u{fffd}x\n");
        let row = ["a, b", "say \"um\"", "=1+1", "-2.5", "-x"].map(str::to_owned).to_vec();
        assert_eq!(csv(&["a", "b", "c", "d", "e"], [row]), "a,b,c,d,e\n\"a, b\",\"say \"\"um\"\"\",'=1+1,-2.5,'-x\n");
    }
}

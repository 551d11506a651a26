//! Digits in, the syllables of reading them aloud out.

/// Zero to nineteen.
const ONES: [usize; 20] = [2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2];
/// Twenty to ninety, by their first digit.
const TENS: [usize; 10] = [0, 0, 2, 2, 2, 2, 2, 3, 2, 2];
/// More digits than this are read one by one.
const LONGEST: usize = 12;

/// Syllables of digits with their marks: "18", "1,200", "3.5", "7:15", "2019".
pub(super) fn read(digits: &str) -> usize {
    let digits = digits.trim_end_matches(['.', ',', ':']);
    if let Some((hours, minutes)) = digits.split_once(':') {
        return read(hours) + if minutes == "00" { 0 } else { read(minutes) };
    }
    if let Some((whole, decimals)) = digits.split_once('.') {
        // "Point", then digit by digit.
        return read(whole) + 1 + one_by_one(decimals);
    }
    let plain: String = digits.chars().filter(char::is_ascii_digit).collect();
    match plain.parse::<u64>() {
        Ok(n) if plain.len() <= LONGEST && (n == 0 && plain.len() == 1 || !plain.starts_with('0')) => {
            if plain.len() == 4 && !digits.contains(',') && is_year(n) { year(n) } else { cardinal(n) }
        }
        _ => one_by_one(&plain),
    }
}

/// Syllables of what follows digits without a space; `None` when that is no unit.
pub(super) fn unit(digits: &str, after: &str) -> Option<usize> {
    let last_two = digits.get(digits.len().saturating_sub(2)..).unwrap_or_default();
    let tens = last_two.len() == 2 && last_two.ends_with('0') && last_two != "00" && last_two != "10";
    Some(match after {
        "" | "s" => 0,
        "%" | "k" | "m" | "b" | "mm" | "%+" | "mb" | "gb" => 2,
        "x" | "+" => 1,
        "k+" | "m+" | "s+" => 3,
        "ms" => 4,
        // "Second" is one longer than "two", "twentieth" one longer than "twenty".
        "nd" => usize::from(last_two.ends_with('2')),
        "st" | "rd" | "th" => usize::from(tens),
        _ => return None,
    })
}

/// Four digits that are read as two pairs.
fn is_year(n: u64) -> bool {
    (1100..2000).contains(&n) && !n.is_multiple_of(1000) || (2010..2100).contains(&n)
}

fn year(n: u64) -> usize {
    let (century, rest) = (n / 100, n % 100);
    // "Nineteen hundred", "nineteen oh five".
    cardinal(century) + if rest == 0 { 2 } else { cardinal(rest) + usize::from(rest < 10) }
}

fn cardinal(n: u64) -> usize {
    let rest = |r: u64| if r == 0 { 0 } else { cardinal(r) };
    match n {
        0..20 => ONES[n as usize],
        20..100 => TENS[(n / 10) as usize] + rest(n % 10),
        100..1000 => ONES[(n / 100) as usize] + 2 + rest(n % 100),
        // "Thousand", "million" and "billion" have two syllables each.
        1000..1_000_000 => cardinal(n / 1000) + 2 + rest(n % 1000),
        1_000_000..1_000_000_000 => cardinal(n / 1_000_000) + 2 + rest(n % 1_000_000),
        _ => cardinal(n / 1_000_000_000) + 2 + rest(n % 1_000_000_000),
    }
}

fn one_by_one(digits: &str) -> usize {
    digits.chars().filter_map(|c| c.to_digit(10)).map(|d| ONES[d as usize]).sum()
}

//! Character references that show: `&nbsp` without its `;`.

use crate::source;

/// Most bytes before one in which the beginning of an address is looked for.
const MOST: usize = 200;

/// Names of references that nobody writes for their own sake.
pub(super) const NAMES: [&str; 26] = [
    "nbsp", "lt", "gt", "amp", "quot", "copy", "reg", "hellip", "ndash", "mdash", "rsquo", "lsquo", "rdquo", "ldquo",
    "bull", "trade", "apos", "rarr", "larr", "ensp", "emsp", "laquo", "raquo", "deg", "middot", "times",
];

/// Ends of words after an apostrophe that is written as a reference: `it&rsquos`.
const APOSTROPHES: [&str; 2] = ["rsquo", "apos"];
const ENDS: [&str; 7] = ["s", "t", "re", "ll", "ve", "d", "m"];

/// The length of `&nbsp` and `&#160` without their `;`, and of `&amp;nbsp;`, which is escaped twice, at the start of `text`;
/// `before` is what is before it.
pub(super) fn cut(before: &str, text: &str) -> Option<usize> {
    if text.starts_with("& nbsp;") {
        return Some("& nbsp;".len());
    }
    if let Some(number) = text.strip_prefix("&#") {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let digits = hexadecimal.unwrap_or(number);
        let is_digit = |byte: &u8| if hexadecimal.is_some() { byte.is_ascii_hexdigit() } else { byte.is_ascii_digit() };
        let length = digits.bytes().take(6).take_while(is_digit).count();
        let is_cut = (2..6).contains(&length) && !digits[length..].starts_with(';');
        return is_cut.then(|| text.len() - digits.len() + length);
    }
    let (double, name) = text.strip_prefix("&amp;").map_or((false, &text[1..]), |name| (true, name));
    let known = NAMES.into_iter().find(|known| name.starts_with(known))?;
    let rest = &name[known.len()..];
    let after = rest.chars().next();
    let is_one = if double {
        after == Some(';')
    } else {
        // `&nbspLamp` and `it&rsquos`, but not `?lt=1&ltd=2` and `?a=1&bull&b=2`.
        let word = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
        let is_apostrophe = || {
            let is_end = APOSTROPHES.contains(&known) && ENDS.contains(&word) && !rest[word.len()..].starts_with(';');
            is_end && before.ends_with(char::is_alphabetic)
        };
        let begins = word.is_empty() || known == "nbsp" && word.starts_with(char::is_uppercase) || is_apostrophe();
        let is_query = || {
            let near = source::before(before, before.len(), MOST);
            let last = near.rsplit(|c: char| c.is_whitespace() || c == '<').next().unwrap_or_default();
            let names = last.split_once('?').map_or("", |(_, names)| names);
            last.contains('=') || names.starts_with(|c: char| c.is_ascii_alphanumeric())
        };
        after != Some(';') && after != Some('=') && begins && !is_query()
    };
    is_one.then(|| text.len() - name.len() + known.len() + usize::from(double))
}

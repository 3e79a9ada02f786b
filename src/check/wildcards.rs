//! `Lamps/*/read or Lamps/*/write` and `2*3*4`: asterisks that make emphasis where they stand for something, and the underscores of
//! names, `__init__.py` (format §5).

use crate::diagnostic::{Code, Diagnostic};
use crate::tree::Styled;

/// The finding about the asterisks around `styled`, if a pattern or a product is likelier than emphasis.
pub(super) fn lost(source: &str, styled: &Styled) -> Option<Diagnostic> {
    let written = source.get(styled.span.range())?;
    let length = written.bytes().take_while(|byte| *byte == b'*').count();
    let inside = written.get(length..written.len().checked_sub(length)?)?;
    if !matches!(length, 1 | 2) || inside.contains(['\n', '\r']) || !written.ends_with("*") {
        return None;
    }
    let (start, end) = (styled.span.start as usize, styled.span.end as usize);
    let before = source[..start].chars().next_back();
    let after = source.get(end..)?;
    let is_product =
        is_operand(before) && (length == 1 || is_operand(inside.chars().next()) && is_operand(after.chars().next()));
    (is_product || is_pattern(before, inside, after)).then(|| {
        let (marks, escaped) = (&written[..length], "\\*".repeat(length));
        let does = if length == 1 { "emphasis" } else { "text bold" };
        let message = format!(
            "expected `{escaped}` or code where asterisks are meant, found `{marks}` that makes {does}; the asterisks do not show"
        );
        Diagnostic::warning(Code::ASTERISK_LOST, styled.span, message)
            .with_fix(start..end, format!("{escaped}{inside}{escaped}"))
    })
}

/// Names in Python and JavaScript that have two underscores on either side, and are no words that are bold elsewhere.
const NAMES: [&str; 12] = [
    "dict", "dirname", "enter", "filename", "getattr", "getitem", "init", "pycache", "repr", "setattr", "setitem",
    "str",
];

/// What ends the name of a file.
const ENDINGS: [&str; 18] = [
    "cfg", "conf", "css", "csv", "html", "ini", "js", "json", "log", "md", "ps1", "py", "scss", "sh", "ts", "txt",
    "yaml", "yml",
];

/// The finding about the underscores around `styled`, if they are surely a name's: `__init__.py`, `__call__()`, `_config_.yml`,
/// `'%_lamp_%'`.
pub(super) fn underscores(source: &str, styled: &Styled) -> Option<Diagnostic> {
    let written = source.get(styled.span.range())?;
    let length = written.bytes().take_while(|byte| *byte == b'_').count();
    let inside = written.get(length..written.len().checked_sub(length)?)?;
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-';
    let is_name = inside.starts_with(|c: char| c.is_ascii_lowercase()) && inside.bytes().all(is_letter);
    if !matches!(length, 1 | 2) || !is_name || !written.ends_with(&written[..length]) {
        return None;
    }
    let (before, after) = (&source[..styled.span.range().start], source.get(styled.span.range().end..)?);
    let ends_file = |rest: &str| {
        let word = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        ENDINGS.contains(&word)
    };
    let is_file = after.strip_prefix('.').is_some_and(ends_file);
    let is_called = ["()", "(self", "(cls"].iter().any(|call| after.starts_with(call));
    let is_pattern = before.ends_with('%') && after.starts_with('%');
    if !(is_file || is_pattern || length == 2 && (is_called || NAMES.contains(&inside))) {
        return None;
    }
    let (marks, escaped) = (&written[..length], "\\_".repeat(length));
    let does = if length == 1 { "emphasis" } else { "text bold" };
    let message = format!(
        "expected `{escaped}` or code where underscores are meant, found `{marks}` that makes {does}; the underscores do not show"
    );
    let found = Diagnostic::warning(Code::UNDERSCORE_LOST, styled.span, message);
    Some(found.with_fix(styled.span, format!("{escaped}{inside}{escaped}")))
}

/// A letter or digit of a name or product: `Standard_D*s_v*`, `2*3*4`. Where no blanks are between words, as in Chinese, emphasis
/// begins after a letter, too.
fn is_operand(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Whether the first asterisk is in a pattern, as its other side says: `*/read`, `*.log`, `(*)`; and so is the second. A sign beside
/// the first alone says nothing: `*.NET*`, `*/etc/*`.
fn is_pattern(before: Option<char>, inside: &str, after: &str) -> bool {
    let mut letters = inside.chars();
    let first = letters.next();
    let second = letters.next();
    let last = inside.chars().next_back();
    // `**>450 times**` is a number.
    let is_apart = !second.is_some_and(char::is_alphanumeric);
    let ends_something = first.is_some_and(|c| ",;)]}".contains(c) || is_apart && ">|”’»".contains(c));
    let goes_on = first.is_some_and(|c| "./\\-:?!@'\"".contains(c));
    let is_quote = first.is_some_and(|c| "'\"".contains(c)) && second.is_none_or(char::is_whitespace);
    let begins_something = last.is_some_and(|c| "/\\-([{<@=|“‘«".contains(c));
    let is_within = before.is_some_and(|c| c.is_ascii_punctuation() && !"*_~".contains(c));
    let is_followed = after
        .strip_prefix(['.', '/', '\\', '-', ':', '@', '_'])
        .unwrap_or(after)
        .starts_with(|c: char| c.is_ascii_alphanumeric());
    ends_something || is_quote || goes_on && (begins_something && is_within || is_followed)
}

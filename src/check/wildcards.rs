//! `Lamps/*/read or Lamps/*/write` and `2*3*4`: asterisks that make emphasis where they stand for something, and the underscores of
//! names, `__init__.py` (format §5).

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::tree::Styled;

/// The finding about the asterisks around `styled`, if a pattern or a product is likelier than emphasis.
pub(super) fn lost(source: &str, styled: &Styled) -> Option<Diagnostic> {
    let (first, last) = marks(source, styled)?;
    let inside = &source[first.end..last.start];
    let (start, after) = (&source[..first.start], &source[last.end..]);
    let before = start.chars().next_back();
    let is_product = is_operand(before)
        && (first.len() == 1 || is_operand(inside.chars().next()) && is_operand(after.chars().next()));
    let is_wildcard = first.len() == 1 && (is_dots(before, inside) || is_any(start, inside));
    (is_product || is_wildcard || is_pattern(before, inside, after)).then(|| found(source, first, last))
}

/// The finding about the asterisks around `styled` if they are a pattern's where another on the line is: `**/obj/**`.
pub(super) fn doubted(source: &str, styled: &Styled) -> Option<Diagnostic> {
    let (first, last) = marks(source, styled)?;
    let inside = &source[first.end..last.start];
    (inside.starts_with(['.', '/', '\\']) && inside.ends_with(['/', '\\', '.'])).then(|| found(source, first, last))
}

/// One or two asterisks on either side of `styled`, on a line, that are not a part of longer runs.
fn marks(source: &str, styled: &Styled) -> Option<(Range<usize>, Range<usize>)> {
    let range = styled.span.range();
    let written = source.get(range.clone())?;
    let length = written.bytes().take_while(|byte| *byte == b'*').count();
    let inside = written.get(length..written.len().checked_sub(length)?)?;
    let is_inner = source[..range.start].ends_with('*') && source[range.end..].starts_with('*');
    let is_pair = matches!(length, 1 | 2) && written.ends_with('*') && !inside.contains(['\n', '\r']) && !is_inner;
    is_pair.then_some((range.start..range.start + length, range.end - length..range.end))
}

/// What is said of the asterisks `first` and `last`.
pub(super) fn found(source: &str, first: Range<usize>, last: Range<usize>) -> Diagnostic {
    let (range, marks) = (first.start..last.end, &source[first.clone()]);
    let escaped = "\\*".repeat(first.len());
    let does = if first.len() == 1 { "emphasis" } else { "text bold" };
    let message = format!(
        "expected `{escaped}` or code where asterisks are meant, found `{marks}` that makes {does}; the asterisks do not show"
    );
    let mended = [&escaped, &source[first.end..last.start], &"\\*".repeat(last.len())].concat();
    Diagnostic::warning(Code::ASTERISK_LOST, range.clone(), message).with_fix(range, mended)
}

/// `*.*`, not as what is after a word, `Lamp*.*`.
fn is_dots(before: Option<char>, inside: &str) -> bool {
    inside == "." && !before.is_some_and(char::is_alphanumeric)
}

/// `.*lamp.*`, not as emphasis after a sentence without a blank, `Open it.*It is hot.*`.
fn is_any(before: &str, inside: &str) -> bool {
    let start = before.strip_suffix('.').filter(|_| inside.ends_with('.'));
    start.is_some_and(|start| {
        !start.ends_with(|c: char| c.is_alphanumeric() || c.is_ascii_punctuation() && !"^(\"'/|=:".contains(c))
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

/// Names of programs that are words, too: `"__main__"`, `__name__ == `.
const WORDS: [&str; 8] = ["all", "call", "doc", "file", "main", "name", "new", "path"];

/// Names of C and PHP in capitals.
const CAPITALS: [&str; 7] = ["COUNTER", "DIR", "FILE", "FUNCTION", "LINE", "TIMESTAMP", "VA_ARGS"];

/// The finding about the underscores around `styled`, if they are surely a name's: `__init__.py`, `__call__()`, `_config_.yml`,
/// `'%_lamp_%'`.
pub(super) fn underscores(source: &str, styled: &Styled) -> Option<Diagnostic> {
    let written = source.get(styled.span.range())?;
    let length = written.bytes().take_while(|byte| *byte == b'_').count();
    let inside = written.get(length..written.len().checked_sub(length)?)?;
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-';
    let is_capital = length == 2 && CAPITALS.contains(&inside);
    let is_name = is_capital || inside.starts_with(|c: char| c.is_ascii_lowercase()) && inside.bytes().all(is_letter);
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
    let is_known = is_capital || NAMES.contains(&inside) || WORDS.contains(&inside) && is_value(before, after);
    if !(is_file || is_pattern || length == 2 && (is_called || is_known)) {
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

/// Whether what is between `before` and `after` is in quotation marks alone or compared: `__name__ == "__main__"`.
fn is_value(before: &str, after: &str) -> bool {
    let is_quoted = |quote| before.ends_with(quote) && after.starts_with(quote);
    is_quoted('"') || is_quoted('\'') || after.trim_start().starts_with("==") || before.trim_end().ends_with("==")
}

/// A letter or digit of a name or product: `Standard_D*s_v*`, `2*3*4`. Where no blanks are between words, as in Chinese, emphasis
/// begins after a letter, too.
fn is_operand(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Whether the first asterisk is in a pattern, as its other side says: `*/read`, `*.log`, `(*)`; and so is the second. A sign beside
/// the first alone says nothing: `*.NET*`, `*/etc/*`.
pub(super) fn is_pattern(before: Option<char>, inside: &str, after: &str) -> bool {
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

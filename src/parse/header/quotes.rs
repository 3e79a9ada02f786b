//! What the quotes inside a damaged value mean (format §2.2).

use crate::metadata::is_space;

/// The quotes inside a value.
#[derive(Debug, PartialEq)]
pub(super) enum Quotes {
    /// There are none.
    None,
    /// A quote is doubled: so many bytes before and after the value are stray quotes.
    Doubled { before: usize, after: usize },
    /// Several quoted values: `a","b`.
    Several,
    /// They belong to the text.
    Inside,
}

/// What the `quote`s in `text`, which was between two of them, mean.
///
/// Quotes within a text come in pairs. One that lacks its partner and is at an end is a doubled one, and so are two
/// that touch at an end, and the two of `""x""`.
pub(super) fn quotes(text: &str, quote: char) -> Quotes {
    let count = text.matches(quote).count();
    let before = text.len() - text.trim_start_matches(quote).len();
    let after = text.len() - text.trim_end_matches(quote).len();
    let is_escaped = after == 1 && text[..text.len() - 1].ends_with('\\');
    if count == 0 {
        Quotes::None
    } else if count == before {
        Quotes::Doubled { before, after: 0 }
    } else if count == before + after && !is_escaped {
        Quotes::Doubled { before, after }
    } else if is_several(text, quote) {
        Quotes::Several
    } else if count % 2 == 1 && before > 0 {
        Quotes::Doubled { before: 1, after: 0 }
    } else if count % 2 == 1 && after > 0 && !is_escaped {
        Quotes::Doubled { before: 0, after: 1 }
    } else if before > 1 || after > 1 {
        Quotes::Doubled { before: before / 2 * 2, after: after / 2 * 2 }
    } else {
        Quotes::Inside
    }
}

/// Whether a separator is between two quotes and nothing else but space.
fn is_several(text: &str, quote: char) -> bool {
    let between = text.split_once(quote).and_then(|(_, after)| after.rsplit_once(quote));
    between.is_some_and(|(inner, _)| {
        inner.split(quote).any(|piece| matches!(piece.trim_matches(is_space), "," | ";" | "，"))
    })
}

/// `text`, which was without quotes, or with one, or with some that editors turned round, without those that are stray.
pub(super) fn without_stray(text: &str) -> &str {
    let text = without_outer(text, |c| matches!(c, '“' | '”' | '„' | '‟' | '«' | '»'));
    let text = match quotes(text, '"') {
        Quotes::Doubled { before, after } => &text[before..text.len() - after],
        _ => text,
    };
    without_outer(text, |c| matches!(c, '\'' | '‘' | '’'))
}

/// `&quot;Lamp&quot;`, as copied from the source of a page, without the two quotes.
pub(super) fn without_entities(text: &str) -> &str {
    let inner = text.strip_prefix("&quot;").and_then(|rest| rest.strip_suffix("&quot;"));
    inner.filter(|inner| !inner.contains("&quot;")).unwrap_or(text)
}

/// `text` without a quote at each end, or without the only one it has.
fn without_outer(text: &str, is_quote: fn(char) -> bool) -> &str {
    let count = text.matches(is_quote).count();
    let (after, before) = (text.strip_prefix(is_quote), text.strip_suffix(is_quote));
    match (after, before, count) {
        (Some(after), Some(_), 2..) => after.strip_suffix(is_quote).unwrap_or(after),
        (Some(rest), _, 1) | (_, Some(rest), 1) => rest,
        _ => text,
    }
}

/// Whether `c` is a quote of any kind, as authors and their editors write them.
pub(super) fn is_any(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‟' | '‘' | '’' | '«' | '»')
}

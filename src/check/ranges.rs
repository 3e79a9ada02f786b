//! `（1）~（3）和（5）~（7）`, `usually ~$10, now $8~$12`: single tildes that strike out what is between two ranges, or after one that means
//! "about" (format §5).

use crate::diagnostic::{Code, Diagnostic};
use crate::tree::{Style, Styled};

/// The finding about the tildes around `styled`, if they are signs of ranges.
pub(super) fn lost(source: &str, styled: &Styled) -> Option<Diagnostic> {
    let range = styled.span.range();
    let inside = source.get(range.clone())?.strip_prefix('~')?.strip_suffix('~')?;
    let (before, after) = (source[..range.start].chars().next_back(), source[range.end..].chars().next());
    // `~~old~~`, and the `~` beside it that a reader would not know what to make of.
    let is_single = !inside.starts_with('~') && !inside.ends_with('~') && before != Some('~') && after != Some('~');
    if styled.style != Style::Strikethrough || !is_single {
        return None;
    }
    let (first, last) = (inside.chars().next()?, inside.chars().next_back()?);
    let is_range = ends_value(before, first) && begins_value(after, last);
    let is_about = is_amount(first)
        && inside.contains(' ')
        && last.is_ascii_digit()
        && after.is_some_and(is_amount)
        && before.is_none_or(char::is_whitespace);
    (is_range || is_about).then(|| {
        let message = "expected `\\~` where a tilde is meant, found `~` that strikes text out; the tildes do not show";
        let found = Diagnostic::warning(Code::TILDE_LOST, styled.span, message);
        found.with_fix(styled.span, format!("\\~{inside}\\~"))
    })
}

/// Whether a value ends with `before`, after which a tilde and `first` come. A mark or a quotation mark may begin as well as end
/// something, `**~old~**`: the same after the tilde says that it ended.
fn ends_value(before: Option<char>, first: char) -> bool {
    before.is_some_and(|c| match c {
        '*' | '"' | '\'' => first == c,
        c => c.is_alphanumeric() || ")]}）】］」』》〉”’»`%％".contains(c),
    })
}

/// Whether a value begins with `after`, before which `last` and a tilde are.
fn begins_value(after: Option<char>, last: char) -> bool {
    after.is_some_and(|c| match c {
        '*' | '"' | '\'' => last == c,
        c => c.is_alphanumeric() || is_amount(c) || "([{（【［「『《〈“‘«`".contains(c),
    })
}

/// Whether an amount begins with `c`.
fn is_amount(c: char) -> bool {
    c.is_ascii_digit() || "$€£¥￥₩".contains(c)
}

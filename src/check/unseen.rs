//! Characters that nobody sees in the target of a link or image.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{is_invisible, is_joiner, is_odd_hyphen};
use crate::span::Span;

/// The characters of a target that nobody sees there, and where: they show as nothing, join no letters, or are a hyphen of another
/// kind.
fn unseen(written: &str) -> impl Iterator<Item = (usize, char)> {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let odd = written.char_indices().filter(|(_, c)| is_invisible(*c) || is_joiner(*c) || is_odd_hyphen(*c));
    odd.filter(move |&(at, c)| {
        let is_inside =
            || is_word(written[..at].chars().next_back()) && is_word(written[at + c.len_utf8()..].chars().next());
        is_invisible(c) || is_inside()
    })
}

/// What is wrong with the target `written`, which is at `place`, if such a character is in it.
pub(super) fn target(written: &str, place: impl Fn() -> Span) -> Option<Diagnostic> {
    if written.is_ascii() {
        return None;
    }
    let (_, first) = unseen(written).next()?;
    let whole = place();
    let code = u32::from(first);
    let expected = if is_odd_hyphen(first) { "`-`" } else { "no character that shows as nothing" };
    let message = format!("expected {expected} in a target, found U+{code:04X}");
    let found = Diagnostic::warning(Code::LINK_INVISIBLE, whole, message);
    let (mut mended, mut from) = (String::new(), 0);
    for (at, c) in unseen(written) {
        mended += &written[from..at];
        mended += if is_odd_hyphen(c) { "-" } else { "" };
        from = at + c.len_utf8();
    }
    mended += &written[from..];
    // Where references are in it, or it is somewhere else, its place is not known.
    Some(if whole.len() == written.len() { found.with_fix(whole, mended) } else { found })
}

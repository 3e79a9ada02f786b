//! What comes after a target by accident: `[R](https://example.com/region<br>)`.

use std::ops::Range;

use crate::bytes;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::address::is_invisible;
use crate::text::Shared;
use crate::tree::{Piece, Template};

use super::report::Report;

/// Reports what is left out of targets, which are in `source`.
pub(super) struct Strays<'s, 'r> {
    pub(super) source: &'s Shared,
    pub(super) report: &'r mut Report,
}

impl Strays<'_, '_> {
    /// Cuts `target` where a `<br>` or characters that show as nothing end it, and reports what is written in `range`.
    pub(super) fn cut(self, target: &mut Template, range: Range<usize>) {
        let Some(Piece::Text(last)) = target.pieces_mut().last_mut() else { return };
        // Nearly always a letter or a slash ends it.
        if last.as_bytes().last().is_some_and(|&byte| bytes::is_inked(byte) && byte != b'>') {
            return;
        }
        let length = without_stray(last).len();
        if length == last.len() || length == 0 || last[..length].ends_with(':') {
            return;
        }
        let start = last.as_ptr().addr().wrapping_sub(self.source.as_ptr().addr());
        let stray = start.wrapping_add(length)..start.wrapping_add(last.len());
        if range.start <= stray.start && stray.start < stray.end && stray.end <= range.end {
            let what = name(&last[length..]);
            self.report(stray, &what, true);
        }
        *last = last.slice(0..length);
    }

    /// Reports what is left out at `stray`, and may be `deleted`.
    pub(super) fn report(self, stray: Range<usize>, what: &str, deleted: bool) {
        let span = self.report.span(stray);
        let message = format!("expected the target of a link to end here, found {what}; it is left out");
        let found = Diagnostic::warning(Code::LINK_END, span, message);
        self.report.push(if deleted { found.with_fix(span, "") } else { found });
    }
}

/// What a message calls `stray`.
pub(super) fn name(stray: &str) -> String {
    match stray.chars().next() {
        Some(c) if c != '<' => format!("the invisible character U+{:04X}", u32::from(c)),
        _ => "`<br>`".to_owned(),
    }
}

fn without_stray(target: &str) -> &str {
    let mut kept = target;
    while let Some(last) = kept.chars().next_back() {
        kept = match last {
            '>' => match kept.rfind('<') {
                Some(at) if is_break(&kept[at..]) => &kept[..at],
                _ => break,
            },
            c if is_invisible(c) => &kept[..kept.len() - c.len_utf8()],
            _ => break,
        };
    }
    kept
}

fn is_break(tag: &str) -> bool {
    let name = tag.trim_matches(['<', '>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strays() {
        assert_eq!(without_stray("https://a.example/r<br>"), "https://a.example/r");
        assert_eq!(without_stray("https://a.example/r<BR/></br>\u{200B}"), "https://a.example/r");
        assert_eq!(without_stray("https://a.example/<b>"), "https://a.example/<b>");
        assert_eq!(without_stray("https://a.example/\u{2066}\u{AD}\u{FEFF}"), "https://a.example/");
        assert_eq!((name("<br>"), name("\u{200B}")), ("`<br>`".into(), "the invisible character U+200B".into()));
    }
}

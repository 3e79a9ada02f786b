//! What comes before or after a target by accident: `[R](https://example.com/region<br>)`.

use std::ops::Range;

use crate::bytes;
use crate::diagnostic::{Code, Diagnostic};
use crate::link::Target;
use crate::parse::address::is_invisible;
use crate::text::{Shared, Text};
use crate::tree::{Piece, Template};

use super::report::Report;

/// Signs that authors put around a target, inside of the brackets of the link.
const BRACKETS: [(char, char); 7] =
    [('(', ')'), ('（', '）'), ('[', ']'), ('{', '}'), ('"', '"'), ('\'', '\''), ('“', '”')];

/// Reports what is left out of targets, which are in `source`.
pub(super) struct Strays<'s, 'r> {
    pub(super) source: &'s Shared,
    pub(super) report: &'r mut Report,
}

impl Strays<'_, '_> {
    /// Cuts `target` where a `<br>` or characters that show as nothing begin or end it, or brackets are around it, and reports
    /// what is written in `range`.
    pub(super) fn cut(mut self, target: &mut Template, range: Range<usize>) {
        self.cut_end(target, &range);
        let Some(Piece::Text(first)) = target.pieces().first() else { return };
        // Nearly always the letter of a scheme begins it.
        if first.as_bytes().first().is_none_or(u8::is_ascii_alphabetic) {
            return;
        }
        self.cut_start(target, &range);
        if self.cut_brackets(target, &range).is_some() {
            self.cut_end(target, &range);
        }
    }

    fn cut_end(&mut self, target: &mut Template, range: &Range<usize>) {
        let Some(Piece::Text(last)) = target.pieces_mut().last_mut() else { return };
        // Nearly always a letter or a slash ends it.
        if last.as_bytes().last().is_some_and(|&byte| bytes::is_inked(byte) && byte != b'>') {
            return;
        }
        let length = without_stray(last).len();
        if length == last.len() || length == 0 || last[..length].ends_with(':') {
            return;
        }
        if let Some(start) = self.place(last, range) {
            let what = name(&last[length..]);
            self.report(start + length..start + last.len(), &what, true);
        }
        *last = last.slice(0..length);
    }

    /// Where `text` is in the source, if it is written in `range`.
    fn place(&self, text: &Text, range: &Range<usize>) -> Option<usize> {
        let start = text.as_ptr().addr().checked_sub(self.source.as_ptr().addr())?;
        (range.start <= start && start + text.len() <= range.end).then_some(start)
    }

    /// Takes the brackets off `[t]((https://example.com))`, and quotes likewise.
    fn cut_brackets(&mut self, target: &mut Template, range: &Range<usize>) -> Option<()> {
        let written = target.to_plain();
        let written = written.trim();
        let mut inside = written.chars();
        let (open, close) = (inside.next()?, inside.next_back()?);
        let is_pair = BRACKETS.contains(&(open, close));
        let is_link = matches!(Target::parse(inside.as_str()), Target::Web(_) | Target::Mail(_) | Target::Blade(_));
        if !is_pair || !is_link {
            return None;
        }
        let pieces = target.pieces_mut();
        let Piece::Text(first) = pieces.first_mut()? else { return None };
        let start = self.place(first, range);
        let length = first.find(open)? + open.len_utf8();
        *first = first.slice(length..first.len());
        let Piece::Text(last) = pieces.last_mut()? else { return None };
        let end = self.place(last, range);
        let kept = last.rfind(close)?;
        *last = last.slice(0..kept);
        let message = format!(
            "expected the target of a link without signs around it, found `{open}` and `{close}`; they are left out"
        );
        let found = |span| Diagnostic::warning(Code::LINK_BRACKETS, span, message);
        if let (Some(start), Some(end)) = (start, end) {
            let inside = start + length..end + kept;
            let span = self.report.span(inside.start - open.len_utf8()..inside.end + close.len_utf8());
            let mended = self.source.get(inside).unwrap_or_default();
            self.report.push(found(span).with_fix(span, mended));
        } else if !self.source.get(range.clone()).is_some_and(|link| link.ends_with(']')) {
            // It holds references. That of `[text][label]` is reported where it is defined.
            self.report.push(found(self.report.span(range.clone())));
        }
        Some(())
    }

    fn cut_start(&mut self, target: &mut Template, range: &Range<usize>) {
        let Some(Piece::Text(first)) = target.pieces_mut().first_mut() else { return };
        let length = first.len() - first.trim_start_matches(is_stray).len();
        if length == 0 || length == first.len() {
            return;
        }
        if let Some(start) = self.place(first, range) {
            let span = self.report.span(start..start + length);
            let message = format!(
                "expected the target of a link to begin here, found {}; it is left out",
                name(&first[..length])
            );
            self.report.push(Diagnostic::warning(Code::LINK_END, span, message).with_fix(span, ""));
        }
        *first = first.slice(length..first.len());
    }

    /// Reports what is left out at `stray`, and may be `deleted`.
    pub(super) fn report(&mut self, stray: Range<usize>, what: &str, deleted: bool) {
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
            c if is_stray(c) => &kept[..kept.len() - c.len_utf8()],
            _ => break,
        };
    }
    kept
}

/// Whether `c` shows as nothing, or as a blank that is more than one byte.
fn is_stray(c: char) -> bool {
    is_invisible(c) || c.is_whitespace() && !c.is_ascii()
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
        assert_eq!(without_stray("https://a.example/\u{A0}\u{3000}"), "https://a.example/");
        assert_eq!(without_stray("https://a.example/\u{2066}\u{AD}\u{FEFF}"), "https://a.example/");
        assert_eq!((name("<br>"), name("\u{200B}")), ("`<br>`".into(), "the invisible character U+200B".into()));
    }
}

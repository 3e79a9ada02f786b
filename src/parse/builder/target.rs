//! What comes before or after a target by accident: `[R](https://example.com/region<br>)`.

use std::ops::Range;

use crate::bytes;
use crate::diagnostic::{Code, Diagnostic};
use crate::link::Target;
use crate::parse::html;
use crate::source::{is_invisible, is_joiner};
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
        let is_valued = target.pieces().len() > 1;
        let Some(Piece::Text(last)) = target.pieces_mut().last_mut() else { return };
        // Nearly always a letter or a slash ends it.
        if last.as_bytes().last().is_some_and(|&byte| bytes::is_inked(byte) && byte != b'>') {
            return;
        }
        let length = without_stray(last).len();
        // A placeholder may be all of the address.
        if length == last.len() || length == 0 && !is_valued || last[..length].ends_with(':') {
            return;
        }
        let stray = &last[length..];
        let place = match self.place(last, range) {
            Some(start) => Some(start + length..start + last.len()),
            None => self.source.get(range.clone()).and_then(|link| encoded(link, stray)).map(|place| {
                let start = range.start;
                start + place.start..start + place.end
            }),
        };
        if let Some(place) = place {
            self.report(place, &name(stray));
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

    /// Reports what is left out at `stray`.
    fn report(&mut self, stray: Range<usize>, what: &str) {
        let span = self.report.span(stray);
        self.report.push(Diagnostic::warning(Code::LINK_END, span, html::left_out(what)).with_fix(span, ""));
    }
}

/// What a message calls `stray`.
pub(super) fn name(stray: &str) -> String {
    let stray = stray.trim_start_matches(' ');
    match stray.chars().next() {
        Some(c) if c != '<' => format!("the invisible character U+{:04X}", u32::from(c)),
        _ => {
            let tag = &stray[..html::stray_tag(stray).unwrap_or(0)];
            if is_break(tag) || tag.is_empty() { "`<br>`".to_owned() } else { format!("`{tag}`") }
        }
    }
}

fn without_stray(target: &str) -> &str {
    let mut kept = target;
    while let Some(last) = kept.chars().next_back() {
        kept = match last {
            '>' => match kept.rfind('<') {
                Some(at) if is_tag(kept, at) => &kept[..at],
                _ => break,
            },
            c if is_joiner(c) => {
                let joined = kept.trim_end_matches(is_joiner);
                // What is before them may be joined or varied: `☎\u{FE0F}`.
                if !joined.ends_with(|c: char| c.is_ascii()) {
                    break;
                }
                joined
            }
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

/// Whether the tag at `at`, which ends `target`, is no part of it. After a separator, `https://example.com/<b>`, it may be a word.
fn is_tag(target: &str, at: usize) -> bool {
    let tag = &target[at..];
    let is_word = || target[..at].ends_with(['/', '=', '-', '_']) && !tag.starts_with("</");
    html::stray_tag(tag) == Some(tag.len()) && (is_break(tag) || !is_word())
}

fn is_break(tag: &str) -> bool {
    tag.trim_matches(['<', '>', '/', ' ']).eq_ignore_ascii_case("br")
}

/// Where `stray` is in the `link`, written as references: `&nbsp;`.
fn encoded(link: &str, stray: &str) -> Option<Range<usize>> {
    /// Most marks, and bytes after each, that are looked at.
    const MOST: usize = 8;
    const FAR: usize = 64;
    link.rmatch_indices(['&', '<']).take(MOST).find_map(|(start, _)| {
        let mut ends = link[start..].match_indices([';', '>']).map(|(end, _)| end + 1).take_while(|&end| end <= FAR);
        let end = ends.find(|&end| html::decode_closed(&link[start..start + end]) == stray)?;
        Some(start..start + end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strays() {
        assert_eq!(without_stray("https://a.example/r<br>"), "https://a.example/r");
        assert_eq!(without_stray("https://a.example/r<BR/></br>\u{200B}"), "https://a.example/r");
        assert_eq!(without_stray("https://a.example/<b>"), "https://a.example/<b>");
        assert_eq!(without_stray("https://a.example/<name>"), "https://a.example/<name>");
        assert_eq!(without_stray("https://a.example/r<b></b></a><wbr>"), "https://a.example/r");
        assert_eq!(without_stray("https://a.example/r\u{200D}\u{FE0F}"), "https://a.example/r");
        assert_eq!(
            without_stray("https://a.example/r\u{200D}\u{FE0F}\u{200B}<br>\u{200C}\u{200D}"),
            "https://a.example/r"
        );
        assert_eq!(without_stray("https://a.example/☎\u{FE0F}"), "https://a.example/☎\u{FE0F}");
        assert_eq!(encoded("[R](https://a.example/r&nbsp;)", "\u{A0}"), Some(23..29));
        assert_eq!(encoded("[R](https://a.example/r&nbsp;<br>&#160; 't&amp;u')", "\u{A0}<br>\u{A0}"), Some(23..39));
        assert_eq!(without_stray("https://a.example/\u{A0}\u{3000}"), "https://a.example/");
        assert_eq!(without_stray("https://a.example/\u{2066}\u{AD}\u{FEFF}"), "https://a.example/");
        assert_eq!((name("<br />"), name("\u{200B}")), ("`<br>`".into(), "the invisible character U+200B".into()));
        assert_eq!(name(" </b>"), "`</b>`");
    }
}

//! Which quotes are notes: those that begin with `[!NOTE]`.

use crate::bytes::is_blank;
use crate::source::first_line;
use crate::span::Span;

use super::{AlertKind, Block, Inline, Quote};

/// How much of the text `after` the `[!NOTE]` of a note is a sign that says nothing: a colon, as in `[!NOTE]: Text`, and the `-`
/// and `+` by which another tool folds it. The colon of `:bulb:` and `::` is none.
pub(crate) fn alert_sign(after: &str) -> usize {
    let is_apart = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '\u{A0}']);
    let is_short_code = |rest: &str| {
        let name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+'));
        name.starts_with(':')
    };
    let begins_words = |rest: &str| rest.starts_with(|c: char| c.is_alphabetic() || "*_`[<\"“".contains(c));
    let colon = after.trim_start_matches([' ', '\t']).strip_prefix([':', '：']);
    let colon = colon.filter(|rest| is_apart(rest) || begins_words(rest) && !is_short_code(rest));
    let sign = colon.or_else(|| after.strip_prefix(['-', '+']).filter(|rest| is_apart(rest)));
    // Of `: :` the second one would go as soon as the first one is taken out.
    let is_one = |rest: &&str| !rest.trim_start().starts_with([':', '：']);
    sign.filter(is_one).map_or(0, |rest| after.len() - rest.len())
}

impl Quote {
    /// Takes `[!NOTE]` from the start of the quote, which is `written` so, and makes it the quote's kind. With an escape or a
    /// reference in it, `\[!NOTE]` or `&#91;!NOTE]`, it is text. So goes [`alert_sign`], unless that is a reference.
    pub(crate) fn with_alert(mut self, written: &str) -> Quote {
        let Some(Block::Paragraph(paragraph)) = self.blocks.first_mut() else { return self };
        let Some(Inline::Text(words)) = paragraph.content.first_mut() else { return self };
        let Some((name, after)) = words.text.strip_prefix("[!").and_then(|rest| rest.split_once(']')) else {
            return self;
        };
        let Some(kind) = AlertKind::named(name) else {
            return self;
        };
        let marker = &words.text[..words.text.len() - after.len()];
        let is_literal = written.split_once("[!").is_some_and(|(before, _)| {
            let is_first = before.rsplit('>').next().is_none_or(is_blank) && !before.contains('&');
            is_first && written[before.len()..].starts_with(marker)
        });
        if !is_literal {
            return self;
        }
        self.alert = Some(kind);
        // What is written decides: of `[!NOTE]:**text**` the words end before the asterisks.
        let line = written.split_once(marker).map_or("", |(_, rest)| first_line(rest));
        let after = after.strip_prefix(&line[..alert_sign(line)]).unwrap_or(after);
        let start = words.text.len() - after.trim_start().len();
        // Of `[!NOTE] R&amp;D` the beginning is as it is written, though not all of it is.
        let begins_so = written.find(marker).is_some_and(|at| written[at..].starts_with(&words.text[..start]));
        let (begin, length) = (words.span, if begins_so { start } else { marker.len() });
        words.cut(start..words.text.len());
        if words.span.start == begin.start && !begin.is_none() && length <= words.span.len() {
            words.span = Span::new(begin.range().start + length, words.span.range().end);
        }
        if words.text.is_empty() {
            paragraph.content.remove(0);
            if matches!(paragraph.content.first(), Some(Inline::SoftBreak(_) | Inline::HardBreak(_))) {
                paragraph.content.remove(0);
            }
        }
        if paragraph.content.is_empty() {
            self.blocks.remove(0);
        }
        self
    }
}

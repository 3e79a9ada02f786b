//! Recovering properties that are not well-formed (format §2.2).

use std::borrow::Cow;
use std::ops::Range;

use memchr::memrchr;

use super::grammar::{blanks, is_blank, is_line_end, name, property, quote, value};
use super::lookahead::{Item, Lookahead, Marks, Stop, is_separated};
use super::quotes::{self, Quotes};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::metadata::{Quoted, is_space, known};
use crate::source::{next_line, quoted_snippet, snippet};

/// A property that was recovered.
pub(super) struct Recovered {
    pub(super) name: Range<usize>,
    pub(super) value: Range<usize>,
    pub(super) quoted: Quoted,
    /// What is wrong with it.
    pub(super) found: Vec<Diagnostic>,
    /// Where reading goes on.
    pub(super) next: usize,
}

/// Recovers the property that `item` begins; `None` if it begins none.
pub(super) fn recover(ahead: &mut Lookahead<'_>, item: &Item) -> Option<Recovered> {
    let (after, name) = name(ahead.rest(item.at)).ok()?;
    let name = ahead.range(name);
    let separator = ahead.skip(ahead.offset(after), blanks);
    let is_mark = |c: char| matches!(c, '=' | ':' | '-' | '~' | '+' | '＝' | '：') || is_blank(c);
    let marked = ahead.offset(ahead.rest(separator).trim_start_matches(is_mark));
    if ahead.rest(separator).starts_with('=') {
        let value = ahead.skip(separator + 1, blanks);
        let is_marked = value < marked && is_quote(ahead.rest(marked));
        let damaged = Damaged { ahead, name, found: Vec::new() };
        return Some(if is_marked { damaged.separated(marked) } else { damaged.value(value) });
    }
    let bare = name.start..name.start + ahead.source[name.clone()].trim_end_matches('-').len();
    let ends_in_dashes = marked == name.end || known(&ahead.source[bare.clone()]).is_some();
    let name = if ends_in_dashes { bare } else { name };
    let is_marked = marked == name.end || !ahead.source[name.end..marked].chars().all(is_blank);
    let is_known = known(&ahead.source[name.clone()]).is_some();
    // `articleId: lamp-1`, as in front matter.
    let is_entry =
        is_known && item.begins_line && matches!(ahead.source[name.end..marked].trim_matches(is_blank), ":" | "：");
    if is_entry && !is_quote(ahead.rest(marked)) && marked < ahead.line_end(marked) {
        let mut damaged = Damaged { ahead, name, found: Vec::new() };
        damaged.report_separator(marked);
        return Some(damaged.bare(marked));
    }
    let is_property = if is_known {
        is_quote(ahead.rest(marked))
    } else {
        item.begins_line && is_marked && !name.is_empty() && ahead.is_lone_value(marked)
    };
    is_property.then(|| Damaged { ahead, name, found: Vec::new() }.separated(marked))
}

/// A property that is being recovered.
struct Damaged<'a, 's> {
    ahead: &'a mut Lookahead<'s>,
    name: Range<usize>,
    found: Vec<Diagnostic>,
}

impl<'s> Damaged<'_, 's> {
    /// A quoted value at `value`, after something else than `=`.
    fn separated(mut self, value: usize) -> Recovered {
        self.report_separator(value);
        self.quoted(value)
    }

    /// Reports what is between the name and the value at `value`.
    fn report_separator(&mut self, value: usize) {
        let separator = match self.ahead.source[self.name.end..value].trim_matches(is_blank) {
            "" => &self.ahead.source[value..value + 1],
            separator => separator,
        };
        let message = format!("expected `=` after property `{}`, found `{separator}`", self.shown());
        let error = Diagnostic::error(Code::SEPARATOR, self.ahead.range(separator), message);
        self.report(error.with_fix(self.name.end..value, "="));
    }

    /// The value at `at`, after `=`.
    fn value(mut self, at: usize) -> Recovered {
        let line_end = self.ahead.line_end(at);
        let text = &self.ahead.source[at..line_end];
        let is_missing = text.is_empty()
            || text.starts_with("/>")
            || text.starts_with(',')
            || text.trim_end_matches(is_space) == ">";
        if is_missing || self.ahead.is_property(at, line_end) || is_separated(text, Marks::Some) {
            let next = match name_of(text) {
                Some(name) => quoted_snippet(name),
                None if text.is_empty() => "the end of the line".to_owned(),
                None => quoted_snippet(text.trim_end_matches(is_space)),
            };
            let message = format!("expected a value for property `{}`, found {next}", self.shown());
            let end = self.ahead.source[..at].trim_end_matches(is_blank).len();
            let error = Diagnostic::error(Code::VALUE_MISSING, at..at, message);
            self.report(error.with_fix(end..end, if end == at { "\"\" " } else { "\"\"" }));
            self.with(at..at, Quoted::Once, at)
        } else if is_quote(text) {
            self.quoted(at)
        } else {
            self.bare(at)
        }
    }

    /// "The value runs to the line end or `/>`; stray quotes, also `“ ”`, trimmed" (format §2.2).
    fn bare(mut self, at: usize) -> Recovered {
        let line_end = self.ahead.line_end(at);
        let reach = self.ahead.reach(at..line_end).end;
        let end = self.ahead.without_tag(at..reach);
        let end = at + self.ahead.source[at..end].trim_end_matches(|c| c == ',' || is_space(c)).len();
        let raw = self.ahead.source[at..end].trim_matches(is_space);
        let value = self.ahead.range(quotes::without_stray(quotes::without_entities(raw)).trim_matches(is_space));
        let message = format!("expected quotes around the value of `{}`, found {}", self.shown(), quoted_snippet(raw));
        let severity = if is_plain(raw) { Severity::Warning } else { Severity::Error };
        let mut found = Diagnostic::new(severity, Code::QUOTE_MISSING, self.ahead.range(raw).into(), message);
        if !self.ahead.source[value.clone()].contains('"') {
            found = found.with_fix(self.ahead.range(raw), format!("\"{}\"", &self.ahead.source[value.clone()]));
        }
        self.report(found);
        self.with(value, Quoted::Once, end)
    }

    /// The quoted value that begins at `open`.
    fn quoted(self, open: usize) -> Recovered {
        if let Ok((after, value)) = value(self.ahead.rest(open))
            && self.ahead.is_well_formed(value, after)
        {
            let (value, next) = (self.ahead.range(value.text), self.ahead.offset(after));
            return self.with(value, Quoted::Once, next);
        }
        let mut from = open + 1;
        loop {
            let line_end = self.ahead.line_end(from);
            let quote = self.ahead.source.as_bytes()[open];
            let mut reach = self.ahead.reach(from..line_end);
            if reach.stop == Stop::Property {
                reach.end = self.end_after_inner(reach.end..line_end, quote).unwrap_or(reach.end);
            }
            if let Some(close) = memrchr(quote, self.ahead.source[from..reach.end].as_bytes()) {
                return self.closed(open..from + close);
            }
            let next_line = next_line(self.ahead.source, line_end);
            // `<br/>` ends a header only where the value ends with the line.
            let is_end = reach.stop == Stop::Tag && !self.ahead.source[from..reach.end].contains('<');
            if is_end || reach.stop == Stop::Property || self.ahead.ends_value(next_line) {
                let end = self.ahead.without_tag(open + 1..reach.end);
                return self.unclosed_value(open, end);
            }
            from = next_line;
        }
    }

    /// After the quote that ends the value, in a `line` that begins as a property with an unknown name and has only words
    /// and that quote after it: `pageTitle="Set key="value" pairs"`.
    fn end_after_inner(&self, line: Range<usize>, quote: u8) -> Option<usize> {
        let (after, (name, _)) = property(self.ahead.rest(line.start)).ok()?;
        let after = self.ahead.offset(after);
        let rest = self.ahead.source.get(after..line.end)?;
        let close = memrchr(quote, rest.as_bytes())?;
        let is_words = !rest[..close].contains(['=', '"', '\'', '/']) && rest.starts_with(is_blank);
        (known(name).is_none() && is_words && close > 1).then_some(after + close + 1)
    }

    /// A value without closing quote, which reaches to `end`.
    fn unclosed_value(mut self, open: usize, end: usize) -> Recovered {
        let quote = &self.ahead.source[open..open + 1];
        let text = self.ahead.source[open + 1..end].trim_end_matches(is_space);
        // `"Title”`: closed by another quote than the one that opened.
        let text = match text.strip_suffix(quotes::is_any) {
            Some(inner) if !inner.contains(quotes::is_any) => inner,
            _ => text,
        };
        let value = open + 1..open + 1 + text.len();
        let message = format!("expected `{quote}` to end the value of `{}`", self.shown());
        let missing = value.end..self.ahead.source[..end].trim_end_matches(is_space).len().max(value.end);
        self.report(Diagnostic::error(Code::QUOTE_UNCLOSED, missing.clone(), message).with_fix(missing, quote));
        self.with(value, Quoted::Once, end)
    }

    /// A value between the quotes at `quoted.start` and `quoted.end`, which may hold more of them.
    fn closed(mut self, quoted: Range<usize>) -> Recovered {
        let is_list = known(self.name()).is_some_and(|known| known.is_list());
        let quoted = if is_list { self.further_items(quoted) } else { quoted };
        let (text, after) = (quoted.start + 1..quoted.end, quoted.end + 1);
        let quote = self.ahead.source.as_bytes()[quoted.start] as char;
        let quotes = quotes::quotes(&self.ahead.source[text.clone()], quote);
        let value = match quotes {
            Quotes::Doubled { before, after } => text.start + before..text.end - after,
            _ => text,
        };
        let line_end = self.ahead.line_end(quoted.end);
        if quotes != Quotes::None {
            self.report_quotes(&quoted, &value, &quotes);
        } else if self.ahead.is_property(after, line_end) {
            let (shown, next) = (self.shown(), &self.ahead.rest(after)[..1]);
            let message = format!("expected a space after the value of `{shown}`, found `{next}`");
            let error = Diagnostic::error(Code::QUOTE_INSIDE, quoted.end..after, message);
            self.report(error.with_fix(after..after, " "));
        }
        let is_several = is_list && self.ahead.source[value.clone()].contains(quote);
        self.with(value, if is_several { Quoted::Several } else { Quoted::Once }, after)
    }

    /// Reports the quotes inside a value, whose outer ones are at `quoted.start` and `quoted.end`.
    fn report_quotes(&mut self, quoted: &Range<usize>, value: &Range<usize>, quotes: &Quotes) {
        let quote = self.ahead.source.as_bytes()[quoted.start] as char;
        let (shown, text) = (self.shown(), &self.ahead.source[value.clone()]);
        let entity = if quote == '"' { "&quot;" } else { "&apos;" };
        let (code, message, mended) = match quotes {
            Quotes::Several => {
                let message = format!("expected one quoted value for `{shown}`, found several");
                (Code::VALUE_REPEATED, message, text.split(quote).collect())
            }
            Quotes::Doubled { .. } => {
                let message = format!("expected one `{quote}` around the value of `{shown}`, found more");
                (Code::QUOTE_DOUBLED, message, text.replace(quote, entity))
            }
            Quotes::None | Quotes::Inside => {
                let message = format!("expected no `{quote}` inside the value of `{shown}`");
                (Code::QUOTE_INSIDE, message, text.replace(quote, entity))
            }
        };
        let is_list = known(self.name()).is_some_and(|known| known.is_list());
        let error = Diagnostic::error(code, quoted.start..quoted.end + 1, message);
        self.report(match quotes {
            // Nobody knows which of the values was meant.
            Quotes::Several if !is_list => error,
            _ => error.with_fix(quoted.start..quoted.end + 1, format!("{quote}{mended}{quote}")),
        });
    }

    /// Takes in the quoted items of a list that follow on other lines, each after a comma.
    fn further_items(&self, mut quoted: Range<usize>) -> Range<usize> {
        loop {
            let comma = self.ahead.skip_spaces(quoted.end + 1);
            if !self.ahead.rest(comma).starts_with(',') {
                return quoted;
            }
            let open = self.ahead.skip_spaces(comma + 1);
            match value(self.ahead.rest(open)) {
                Ok((after, item))
                    if !item.text.contains(is_line_end)
                        && (after.is_empty() || after.starts_with(|c| is_space(c) || matches!(c, ',' | '/' | '>'))) =>
                {
                    quoted.end = self.ahead.range(item.text).end;
                }
                _ => return quoted,
            }
        }
    }

    /// The name as messages show it.
    fn shown(&self) -> Cow<'s, str> {
        snippet(self.name())
    }

    fn name(&self) -> &'s str {
        &self.ahead.source[self.name.clone()]
    }

    /// Reports what is wrong with the property.
    fn report(&mut self, found: Diagnostic) {
        self.found.push(found);
    }

    /// The property with this value; reading goes on at `next`.
    fn with(self, value: Range<usize>, quoted: Quoted, next: usize) -> Recovered {
        Recovered { name: self.name, value, quoted, found: self.found, next }
    }
}

fn name_of(text: &str) -> Option<&str> {
    name(text).ok().map(|(_, name)| name)
}

fn is_quote(text: &str) -> bool {
    quote(text).is_ok()
}

/// Whether `raw` is `true`, `false` or a number, which need no quotes to be understood.
fn is_plain(raw: &str) -> bool {
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.parse::<f64>().is_ok();
    is_number || raw.eq_ignore_ascii_case("true") || raw.eq_ignore_ascii_case("false")
}

//! Recovering properties that are not well-formed (format §2.2).

use std::ops::Range;

use memchr::{memchr, memchr_iter, memmem, memrchr};

use super::grammar::{blanks, is_blank, is_line_end, is_name, name, quote, starts_property, value};
use super::quotes::{self, Quotes};
use super::reader::{Next, Reader};
use super::stray::{Marks, is_property_line, is_separated};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::metadata::{Quoted, is_space, known};
use crate::source::{next_line, snippet};

/// How far the text of a value reaches on a line.
struct Reach {
    end: usize,
    stop: Stop,
}

/// What the text of a value reaches to.
#[derive(PartialEq)]
enum Stop {
    Line,
    Tag,
    Property,
}

impl Reader<'_> {
    /// Reads a property that is not well-formed; gives nothing where `at` begins none.
    pub(super) fn damaged_property(&mut self, at: usize, begins_line: bool) -> Option<Next> {
        let (behind, name) = name(self.rest(at)).ok()?;
        let name = self.range(name);
        let separator = self.skip(self.offset(behind), blanks);
        let is_mark = |c: char| matches!(c, '=' | ':' | '-' | '~' | '+') || is_blank(c);
        let marked = self.offset(self.rest(separator).trim_start_matches(is_mark));
        if self.rest(separator).starts_with('=') {
            let value = self.skip(separator + 1, blanks);
            let is_marked = value < marked && is_quote(self.rest(marked));
            return Some(if is_marked { self.separated(name, marked) } else { self.value(name, value) });
        }
        let bare = name.start..name.start + self.source[name.clone()].trim_end_matches('-').len();
        let ends_in_dashes = marked == name.end || known(&self.source[bare.clone()]).is_some();
        let name = if ends_in_dashes { bare } else { name };
        let is_marked = marked == name.end || !self.source[name.end..marked].chars().all(is_blank);
        let is_property = match known(&self.source[name.clone()]) {
            Some(_) => is_quote(self.rest(marked)),
            None => begins_line && is_marked && !name.is_empty() && self.is_lone_value(marked),
        };
        is_property.then(|| self.separated(name, marked))
    }

    /// Whether a well-formed value on one line stands at `at`, with nothing strange behind it.
    fn is_lone_value(&mut self, at: usize) -> bool {
        let Ok((behind, value)) = value(self.rest(at)) else { return false };
        let line_end = self.line_end(at);
        let end = self.offset(behind);
        let rest = self.source.get(end..line_end).map(|rest| rest.trim_start_matches(is_space));
        self.is_well_formed(value, behind)
            && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '>']) || starts_property(rest).is_ok())
    }

    /// A quoted value at `value`, behind something else than `=`.
    fn separated(&mut self, name: Range<usize>, value: usize) -> Next {
        let marks = match self.source[name.end..value].trim_matches(is_blank) {
            "" => &self.source[value..value + 1],
            marks => marks,
        };
        let message = format!("expected `=` after property `{}`, found `{marks}`", self.shown(&name));
        let error = Diagnostic::error(Code::SEPARATOR, self.range(marks), message);
        self.found.push(error.with_fix(name.end..value, "="));
        self.quoted(name, value)
    }

    /// The value that stands at `at`, behind `=`.
    fn value(&mut self, name: Range<usize>, at: usize) -> Next {
        let line_end = self.line_end(at);
        let text = &self.source[at..line_end];
        let is_missing = text.is_empty()
            || text.starts_with("/>")
            || text.starts_with(',')
            || text.trim_end_matches(is_space) == ">";
        if is_missing || self.is_property(at, line_end) || is_separated(text, Marks::Some) {
            let next = match name_of(text) {
                Some(name) => format!("`{}`", snippet(name)),
                None if text.is_empty() => "the end of the line".to_owned(),
                None => format!("`{}`", snippet(text.trim_end_matches(is_space))),
            };
            let message = format!("expected a value for property `{}`, found {next}", self.shown(&name));
            let behind = self.source[..at].trim_end_matches(is_blank).len();
            let error = Diagnostic::error(Code::VALUE_MISSING, at..at, message);
            self.found.push(error.with_fix(behind..behind, if behind == at { "\"\" " } else { "\"\"" }));
            self.push(name, at..at, Quoted::Once);
            Next::At(at)
        } else if is_quote(text) {
            self.quoted(name, at)
        } else {
            self.bare(name, at)
        }
    }

    /// "The value runs to the line end or `/>`; stray quotes, also `“ ”`, trimmed" (format §2.2).
    fn bare(&mut self, name: Range<usize>, at: usize) -> Next {
        let line_end = self.line_end(at);
        let reach = self.reach(at..line_end).end;
        let end = self.without_tag(at..reach);
        let end = at + self.source[at..end].trim_end_matches(|c| c == ',' || is_space(c)).len();
        let raw = self.source[at..end].trim_matches(is_space);
        let value = self.range(quotes::without_stray(raw).trim_matches(is_space));
        let message = format!("expected quotes around the value of `{}`, found `{}`", self.shown(&name), snippet(raw));
        let severity = if is_plain(raw) { Severity::Warning } else { Severity::Error };
        let mut found = Diagnostic::new(severity, Code::QUOTE_MISSING, self.range(raw).into(), message);
        if !self.source[value.clone()].contains('"') {
            found = found.with_fix(self.range(raw), format!("\"{}\"", &self.source[value.clone()]));
        }
        self.found.push(found);
        self.push(name, value, Quoted::Once);
        Next::At(end)
    }

    /// The quoted value that begins at `open`.
    fn quoted(&mut self, name: Range<usize>, open: usize) -> Next {
        if let Ok((after, value)) = value(self.rest(open))
            && self.is_well_formed(value, after)
        {
            self.push_value(&self.source[name], value);
            return Next::At(self.offset(after));
        }
        let mut from = open + 1;
        loop {
            let line_end = self.line_end(from);
            let reach = self.reach(from..line_end);
            let quote = self.source.as_bytes()[open];
            if let Some(close) = memrchr(quote, self.source[from..reach.end].as_bytes()) {
                return self.closed(name, open..from + close);
            }
            let next_line = next_line(self.source, line_end);
            // `<br/>` ends a header only where the value ends with the line.
            let is_end = reach.stop == Stop::Tag && !self.source[from..reach.end].contains('<');
            if is_end || reach.stop == Stop::Property || self.ends_value(next_line) {
                let end = self.without_tag(open + 1..reach.end);
                return self.unclosed_value(name, open, end);
            }
            from = next_line;
        }
    }

    /// Where a value without closing quote ends: before the `>` that ends the header too.
    fn without_tag(&mut self, value: Range<usize>) -> usize {
        let text = self.source[value.clone()].trim_end_matches(is_space);
        let is_tag = text.ends_with('>') && value.end == self.line_end(value.end);
        if !is_tag || self.goes_on(value.end) {
            return value.end;
        }
        let text = text[..text.len() - 1].trim_end_matches(is_space);
        value.start + text.strip_suffix('/').unwrap_or(text).len()
    }

    /// "If the next line starts a property, is blank, or is `/>`, the value ends here; otherwise it goes on" (format
    /// §2.2). It also ends before what can only be the body.
    fn ends_value(&mut self, next_line: usize) -> bool {
        let at = self.skip(next_line, blanks);
        let rest = self.rest(at);
        rest.is_empty()
            || rest.starts_with(is_line_end)
            || rest.starts_with("//")
            || self.is_end_line(at)
            || self.damaged_end(at).is_some()
            || self.conflicts.is_marker(next_line)
            || is_property_line(rest.trim_start_matches(|c| c == ',' || is_blank(c)))
            || is_heading_or_rule(rest)
    }

    /// A value without closing quote, which reaches to `end`.
    fn unclosed_value(&mut self, name: Range<usize>, open: usize, end: usize) -> Next {
        let quote = &self.source[open..open + 1];
        let text = self.source[open + 1..end].trim_end_matches(is_space);
        // `"Title”`: closed by another quote than the one that opened.
        let text = match text.strip_suffix(quotes::is_any) {
            Some(inner) if !inner.contains(quotes::is_any) => inner,
            _ => text,
        };
        let value = open + 1..open + 1 + text.len();
        let message = format!("expected `{quote}` to end the value of `{}`", self.shown(&name));
        let place = value.end..self.source[..end].trim_end_matches(is_space).len().max(value.end);
        self.found.push(Diagnostic::error(Code::QUOTE_UNCLOSED, place.clone(), message).with_fix(place, quote));
        self.push(name, value, Quoted::Once);
        Next::At(end)
    }

    /// A value between the quotes at `quoted.start` and `quoted.end`, which may hold more of them.
    fn closed(&mut self, name: Range<usize>, quoted: Range<usize>) -> Next {
        let is_list = known(&self.source[name.clone()]).is_some_and(|known| known.is_list());
        let quoted = if is_list { self.further_items(quoted) } else { quoted };
        let (text, behind) = (quoted.start + 1..quoted.end, quoted.end + 1);
        let quote = self.source.as_bytes()[quoted.start] as char;
        let quotes = quotes::quotes(&self.source[text.clone()], quote);
        let value = match quotes {
            Quotes::Doubled { before, after } => text.start + before..text.end - after,
            _ => text,
        };
        let line_end = self.line_end(quoted.end);
        if quotes != Quotes::None {
            self.report_quotes(&name, &quoted, &value, &quotes);
        } else if self.is_property(behind, line_end) {
            let (shown, next) = (self.shown(&name), &self.rest(behind)[..1]);
            let message = format!("expected a space after the value of `{shown}`, found `{next}`");
            let error = Diagnostic::error(Code::QUOTE_INSIDE, quoted.end..behind, message);
            self.found.push(error.with_fix(behind..behind, " "));
        }
        let is_several = is_list && self.source[value.clone()].contains(quote);
        self.push(name, value, if is_several { Quoted::Several } else { Quoted::Once });
        Next::At(behind)
    }

    /// Reports the quotes inside a value, whose outer ones stand at `quoted.start` and `quoted.end`.
    fn report_quotes(&mut self, name: &Range<usize>, quoted: &Range<usize>, value: &Range<usize>, quotes: &Quotes) {
        let quote = self.source.as_bytes()[quoted.start] as char;
        let (shown, text) = (self.shown(name), &self.source[value.clone()]);
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
        let is_list = known(&self.source[name.clone()]).is_some_and(|known| known.is_list());
        let error = Diagnostic::error(code, quoted.start..quoted.end + 1, message);
        self.found.push(match quotes {
            // Which of the values was meant?
            Quotes::Several if !is_list => error,
            _ => error.with_fix(quoted.start..quoted.end + 1, format!("{quote}{mended}{quote}")),
        });
    }

    /// Takes in the quoted items of a list that follow on other lines, each behind a comma.
    fn further_items(&mut self, mut quoted: Range<usize>) -> Range<usize> {
        loop {
            let comma = self.skip_spaces(quoted.end + 1);
            if !self.rest(comma).starts_with(',') {
                return quoted;
            }
            let open = self.skip_spaces(comma + 1);
            match value(self.rest(open)) {
                Ok((behind, item))
                    if !item.text.contains(is_line_end)
                        && (behind.is_empty()
                            || behind.starts_with(|c| is_space(c) || matches!(c, ',' | '/' | '>'))) =>
                {
                    quoted.end = self.range(item.text).end;
                }
                _ => return quoted,
            }
        }
    }

    /// "The text of a value reaches to the first `/>`, line end, or further property on the line" (format §2.2).
    fn reach(&mut self, line: Range<usize>) -> Reach {
        let tag = self.tag_in(line.clone());
        let end = tag.unwrap_or(line.end);
        match self.further_property(line.start..end) {
            Some(property) => Reach { end: property, stop: Stop::Property },
            None => Reach { end, stop: if tag.is_some() { Stop::Tag } else { Stop::Line } },
        }
    }

    /// The first `/>` in what is left of a `line`, unless the header goes on behind the line; there it is text.
    pub(super) fn tag_in(&mut self, line: Range<usize>) -> Option<usize> {
        let is_known = self.tag.0 <= line.start && line.start <= self.tag.1 && self.tag.1 <= line.end;
        if !is_known {
            let tag = memmem::find(self.source[line.clone()].as_bytes(), b"/>");
            self.tag = (line.start, tag.map_or(line.end, |tag| line.start + tag));
        }
        let tag = self.tag.1;
        (tag < line.end && !self.goes_on(line.end)).then_some(tag)
    }

    /// Where in `part` of a line a further property begins.
    pub(super) fn further_property(&self, part: Range<usize>) -> Option<usize> {
        let text = &self.source[part.clone()];
        memchr_iter(b'=', text.as_bytes()).find_map(|equals| {
            let before = text[..equals].trim_end_matches(is_blank);
            let name = part.start + before.trim_end_matches(is_name).len();
            self.is_property(name, part.end).then_some(name)
        })
    }

    /// Whether a property begins at `at`, in the middle of a line: a known one, or one apart with a quoted value.
    fn is_property(&self, at: usize, line_end: usize) -> bool {
        let line = &self.source[at..line_end];
        let Ok((behind, name)) = name(line) else { return false };
        let Some(value) = behind.trim_start_matches(is_blank).strip_prefix('=') else { return false };
        let is_apart = |c: char| is_space(c) || quotes::is_any(c) || matches!(c, '=' | ',' | ';');
        let is_query = |c: char| is_name(c) || matches!(c, '?' | '&');
        let before = &self.source[..at];
        if before.ends_with(is_query) || known(name).is_none() && !before.ends_with(is_apart) {
            return false;
        }
        match quote(value.trim_start_matches(is_blank)) {
            Ok((text, quote)) => known(name).is_some() || memchr(quote as u8, text.as_bytes()).is_some(),
            Err(_) => known(name).is_some() && !value.chars().all(is_blank),
        }
    }

    /// A name as messages show it.
    fn shown(&self, name: &Range<usize>) -> std::borrow::Cow<'_, str> {
        snippet(&self.source[name.clone()])
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

/// Whether a line can only be body text: a heading, `---`, or a comment.
fn is_heading_or_rule(line: &str) -> bool {
    let behind = line.trim_start_matches('#');
    behind.len() < line.len() && behind.starts_with(' ') || line.starts_with("---") || line.starts_with("<!--")
}

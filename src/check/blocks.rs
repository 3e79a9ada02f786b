//! Near misses of Markdown at the beginning of a line, and code by chance or without end (format §5).

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::parse;
use crate::source::{Fence, first_line, near};
use crate::span::{BYTE_ORDER_MARK, Span};
use crate::tree::{
    self, AlertKind, Block, CodeBlock, Inline, Inlines, List, Paragraph, Quote, SectionKind, Table, TableCell,
    Template, Words,
};
use crate::visit::{self, Visit};

use super::around::Around;
use super::indented;
use super::inlines::is_target;
use super::items::{Above, After};
use super::quoted::quoted;
use super::source_cursor::{SourceCursor, is_escaped};
use super::subject::Subject;
use super::{bullets, counted, dashes, fullwidth, headings, items, markup, ordinal, steps, tables, too_far, wide};

/// Longest beginning of a line, in bytes, in which markers of quotes and lists are looked for.
const MARKS_LIMIT: usize = 200;

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let article = subject.article;
    let cursor = || SourceCursor::new(article.source());
    let reported = article.diagnostics().iter().filter(|found| found.code == Code::DEFINITION_AS_TEXT);
    let mut rules = Blocks {
        lines: cursor(),
        words: cursor(),
        found,
        containers: 0,
        quotes: 0,
        html: 0,
        quotable: None,
        last_item: None,
        around: Around::default(),
        table: None,
        above: None,
        beside: [None; 2],
        reported_definitions: reported.map(|found| found.span.start).collect(),
    };
    rules.visit_parts(&article.body);
}

struct Blocks<'s, 'f> {
    lines: SourceCursor<'s>,
    words: SourceCursor<'s>,
    found: &'f mut Diagnostics,
    /// How many lists and quotes are around, and how many quotes of these.
    containers: usize,
    quotes: usize,
    /// How many blocks of HTML are around; Markdown's marks mean nothing there.
    html: usize,
    /// Where a paragraph begins that a `>` would quote.
    quotable: Option<usize>,
    /// The last item of the last list.
    last_item: Option<Span>,
    /// The items of lists around.
    around: Around,
    /// The table before this block.
    table: Option<Span>,
    /// The number of the last item of the list before this block.
    above: Option<u64>,
    /// The two blocks above.
    beside: [Option<Above>; 2],
    /// Where definitions and footnotes are that the parser reported as text.
    reported_definitions: HashSet<u32>,
}

/// A source line from its first word on.
#[derive(Clone, Copy)]
pub(super) struct Line<'s> {
    pub(super) text: &'s str,
    pub(super) start: usize,
}

impl<'a> Visit<'a> for Blocks<'_, '_> {
    fn visit_block(&mut self, block: &'a Block) {
        let above = std::mem::take(&mut self.beside);
        if let Block::List(list) = block {
            self.found.extend(items::anew(self.words.source, above, list));
        }
        let html = usize::from(is_html(self.words.source, block));
        self.html += html;
        visit::walk_block(self, block);
        self.html -= html;
        // A comment shows nothing, and ends the table all the same.
        if !matches!(block, Block::Comment(_)) {
            self.table = matches!(block, Block::Table(_)).then(|| block.span());
        }
        self.above = last_number(block);
        self.beside = [above[1], Some(Above::of(block))];
    }

    fn visit_quote(&mut self, quote: &'a Quote) {
        self.above = None;
        self.found.extend(quote.alert.and_then(|kind| alert_sign(self.words.source, quote.span, kind)));
        self.containers += 1;
        self.quotes += 1;
        // What is in a quote goes on none of the lists around that.
        let around = std::mem::take(&mut self.around);
        visit::walk_quote(self, quote);
        self.around = around;
        self.quotes -= 1;
        self.containers -= 1;
    }

    fn visit_list(&mut self, list: &'a List) {
        let source = self.words.source;
        self.found.extend(self.last_item.and_then(|item| items::beside(source, item, list)));
        self.found.extend(items::beside_items(source, list));
        self.found.extend(items::doubled(source, list));
        self.above = None;
        self.containers += 1;
        for (index, item) in list.items.iter().enumerate() {
            self.around.enter(source, item.span, list.start.map(|start| start.saturating_add(index as u64)));
            self.visit_list_item(item);
            self.around.leave();
        }
        self.containers -= 1;
        self.last_item = list.items.last().map(|item| item.span);
    }

    fn visit_paragraph(&mut self, paragraph: &'a Paragraph) {
        self.quotable = None;
        if self.html == 0 {
            let table = self.table.take();
            if let Some(found) = tables::row_after(self.words.source, table, paragraph.span) {
                self.found.push(found);
            } else {
                // A row that is none for what is in it is directly below others of its table.
                let has_rows = table.is_some_and(|table| tables::is_below(self.words.source, table, paragraph.span));
                self.lines(&paragraph.content, has_rows);
            }
        } else {
            self.found.extend(tables::in_html(self.words.source, &paragraph.content));
        }
        visit::walk_paragraph(self, paragraph);
    }

    fn visit_words(&mut self, words: &'a Words) {
        let start = words.span.start as usize;
        for (at, _) in self.words.take(words.span).unwrap_or_default().match_indices('[') {
            let at = start + at;
            let quotable = self.quotable == Some(at);
            let found = alert(self.words.source, at);
            self.found.extend(found.map(|alert| if quotable { alert.with_fix(at..at, "> ") } else { alert }));
        }
    }

    fn visit_table(&mut self, table: &'a Table) {
        if self.html == 0 {
            self.found.extend(tables::text_below(self.words.source, table, self.containers > 0));
            self.found.extend(tables::broken_row(self.words.source, table));
        }
        visit::walk_table(self, table);
    }

    fn visit_table_cell(&mut self, cell: &'a TableCell) {
        self.found.extend(dashes::in_cell(self.words.source, &cell.content));
        visit::walk_table_cell(self, cell);
    }

    /// What a definition holds is looked at elsewhere.
    fn visit_template(&mut self, _: &'a Template) {}

    fn visit_code_block(&mut self, block: &'a CodeBlock) {
        let source = self.words.source;
        // The text of an article that is too large is code without indentation or fence.
        let before = source.get(..block.span.start as usize).unwrap_or_default();
        if before.is_empty() || before == BYTE_ORDER_MARK {
            return;
        }
        // In a list or quote a fence ends with that at the latest.
        let unclosed = || (self.containers == 0).then(|| code_unclosed(source, block)).flatten();
        let found = code_by_indent(source, block).or_else(unclosed);
        self.found.extend(found.or_else(|| fence_inside(source, block)));
    }
}

impl<'s> Blocks<'s, '_> {
    /// Looks at each line of a paragraph that begins with words.
    fn lines(&mut self, content: &Inlines, mut has_rows: bool) {
        let mut begins = true;
        let mut after = After::Start;
        let mut ordinal = None;
        let mut bullets = bullets::Lines::default();
        let mut dashes = dashes::Lines::default();
        let mut counted = counted::Lines::below(self.above.take());
        let mut steps = steps::Lines::default();
        let list = too_far::find(self.words.source, content, &self.around);
        let (list, too_far) = list.map_or((None, None), |(list, found)| (Some(list), Some(found)));
        self.found.extend(too_far);
        let mut signs_below = None;
        for (index, inline) in content.iter().enumerate() {
            if let (Inline::Text(words), true) = (inline, begins) {
                let line = self.line(words.span);
                if index == 0 && self.quotes == 0 {
                    self.quotable = line.map(|line| line.start);
                }
                let source = self.lines.source;
                let item = line.and_then(|line| items::nearly_item(source, line, after, &self.around));
                after = match &item {
                    Some(found) if found.fix.is_some() => After::Mended,
                    Some(_) => After::Unmended,
                    None => After::Text,
                };
                let in_container = self.containers > 0;
                let mut table = || {
                    line.and_then(|line| tables::as_text(source, (line.text, line.start), in_container, &mut has_rows))
                };
                let words = &words.text;
                let bullet = || line.and_then(|line| bullets::one(source, line, words, &self.around));
                // A paragraph without such signs is not looked through.
                let signs = if line.is_some_and(bullets::is_sign) {
                    *signs_below.get_or_insert_with(|| bullets::Signs::of(source, content))
                } else {
                    bullets::Signs::Bullets
                };
                let bullet = || bullet().and_then(|found| signs.judge(found));
                let heading = || line.and_then(|line| heading(source, line).or_else(|| fullwidth::heading(line)));
                let definition = || line.filter(|_| index > 0).and_then(|line| shown_definition(source, line));
                let footnote =
                    || line.and_then(footnote).filter(|found| !self.reported_definitions.contains(&found.span.start));
                self.found.extend(
                    item.or_else(heading).or_else(bullet).or_else(&mut table).or_else(footnote).or_else(definition),
                );
                if let Some(line) = line {
                    // A line that a break is before shows as one.
                    let is_joined = index > 0 && matches!(content.get(index - 1), Some(Inline::SoftBreak(_)));
                    let is_in_list = list.as_ref().is_some_and(|list| list.contains(&line.start));
                    if is_joined && !is_in_list {
                        counted.next(source, line, &self.around, in_container, self.found);
                    }
                    if signs == bullets::Signs::Legend {
                        bullets = bullets::Lines::default();
                    } else {
                        bullets.next(source, line, words, &self.around, self.found);
                    }
                    dashes.next(source, line, is_joined && self.around.is_bullets(), self.found);
                    ordinal = ordinal::next(source, line, is_joined, ordinal, &self.around, self.found);
                    steps.next(source, line, is_joined, &self.around, self.found);
                }
            } else if let (Inline::Styled(styled), true) = (inline, begins)
                && let Some(line) = self.line(styled.span)
            {
                // `**1.** Open it`
                let is_joined = index > 0 && matches!(content.get(index - 1), Some(Inline::SoftBreak(_)));
                steps.next(self.lines.source, line, is_joined, &self.around, self.found);
            }
            begins = matches!(inline, Inline::SoftBreak(_) | Inline::HardBreak(_));
            if matches!(inline, Inline::HardBreak(_)) {
                bullets = bullets::Lines::default();
                dashes = dashes::Lines::default();
                steps = steps::Lines::default();
            }
        }
    }

    /// The rest of the source line at `span`, if nothing but markers of containers is before it.
    fn line(&mut self, span: Span) -> Option<Line<'s>> {
        let start = span.start as usize;
        let before = self.lines.source.get(..start)?.as_bytes();
        let near = &before[before.len().saturating_sub(MARKS_LIMIT)..];
        let marks = match memchr::memrchr2(b'\n', b'\r', near) {
            Some(end) => &near[end + 1..],
            None if near.len() == before.len() => near,
            None => return None,
        };
        let begins = match self.containers {
            0 => marks.len() < 4 && marks.iter().all(|&byte| byte == b' ') || is_marker(marks),
            _ => marks.iter().all(|byte| b" \t>*+-.)0123456789".contains(byte)),
        };
        let text = begins.then(|| self.lines.take_line(start)).flatten()?;
        Some(Line { text, start })
    }
}

/// The number of the last item of a numbered list.
fn last_number(block: &Block) -> Option<u64> {
    let Block::List(list) = block else { return None };
    list.start?.checked_add(list.items.len() as u64)?.checked_sub(1)
}

/// Whether `marks` are the marker of a section, `<!--issueDescription-->`, after which a line begins.
fn is_marker(marks: &[u8]) -> bool {
    let comment = marks.strip_prefix(b"<!--").and_then(|marks| marks.strip_suffix(b"-->"));
    let name = comment.and_then(|name| std::str::from_utf8(name).ok()).map(str::trim);
    name.is_some_and(|name| SectionKind::ALL.into_iter().any(|kind| kind.as_str().eq_ignore_ascii_case(name)))
}

/// Whether an HTML element made the block, so that Markdown's marks mean nothing in it.
fn is_html(source: &str, block: &Block) -> bool {
    let made = matches!(block, Block::List(_) | Block::Quote(_) | Block::Table(_) | Block::DefinitionList(_));
    let paragraph = matches!(block, Block::Paragraph(_));
    let text = source.get(block.span().range()).unwrap_or_default();
    made && text.starts_with('<') || paragraph && (text.starts_with("<p>") || text.starts_with("<p "))
}

/// `##Heading`: one to six `#` and no space. Of a single one it may be a tag: `#include`.
fn heading(source: &str, line: Line<'_>) -> Option<Diagnostic> {
    let level = line.text.bytes().take_while(|&byte| byte == b'#').count();
    let rest = line.text.get(level..)?;
    let next = rest.chars().next()?;
    let is_mark = |c: char| matches!(c, '*' | '_' | '[' | '<' | '`' | '"' | '\'' | '(');
    let marks = &line.text[..level];
    if (1..=6).contains(&level)
        && let Some((length, name)) = wide::blanks(rest)
    {
        let message = format!("expected a space after `{marks}` of a heading, found {name}");
        let end = line.start + level;
        let found = Diagnostic::warning(Code::HEADING_SPACE, line.start..end, message);
        let is_heading =
            rest[length..].starts_with(|c: char| c.is_alphanumeric() || is_mark(c) || "“‘「『（".contains(c));
        return is_heading.then(|| found.with_fix(end..end + length, " "));
    }
    let (code, word) = match level {
        0 | 7.. => return None,
        1 => (Code::HEADING_TAG, next.is_alphabetic() || is_mark(next)),
        _ => (Code::HEADING_SPACE, !next.is_whitespace()),
    };
    if !word {
        return None;
    }
    let message = format!("expected a space after `{marks}` of a heading, found {}", quoted(&next.to_string()));
    let found = match headings::closing_run(line.text, level) {
        // With the first blank alone, `##Steps##` would be a heading that shows its end.
        Some(run) => {
            let (start, end) = (line.start + level, line.start + run + level);
            let spaced = format!(" {} {marks}", &line.text[level..run]);
            Diagnostic::warning(code, line.start..start, message).with_fix(start..end, spaced)
        }
        None => spaced(code, line, level, message),
    };
    let after = source.get(line.start + line.text.len()..).unwrap_or_default();
    let below = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\r', '\n'])).unwrap_or_default();
    // `[Docs]: https://example.com` below shows only as long as it is text of the same paragraph.
    let hides = is_definition(first_line(below).trim_start_matches([' ', '\t', '>']));
    Some(if hides { Diagnostic { fix: None, ..found } } else { found })
}

/// `[comment]: # (note)` and `[Docs]: https://example.com` on a line below others of a paragraph, where it defines nothing.
fn shown_definition(source: &str, line: Line<'_>) -> Option<Diagnostic> {
    let (label, target) = line.text.strip_prefix('[')?.split_once("]:")?;
    let target = target.trim();
    let is_note = ["#", "<>"].iter().any(|mark| {
        target.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '(', '"', '\'']))
    });
    let is_whole = !target.contains(char::is_whitespace) && is_target(target);
    let end = line.start + line.text.trim_end().len();
    (!label.contains(['[', ']']) && (is_note || is_whole)).then(|| markup::literal(source, line.start..end))
}

/// `[^1]: A whole sentence.`, which Markdown does not take for a definition.
fn footnote(line: Line<'_>) -> Option<Diagnostic> {
    let (label, _) = near(line.text, MARKS_LIMIT).strip_prefix("[^")?.split_once("]:")?;
    let is_label = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let end = "[^]:".len() + label.len();
    let message = parse::footnote(&quoted(&line.text[..end]));
    (!label.is_empty() && label.chars().all(is_label))
        .then(|| Diagnostic::warning(Code::DEFINITION_AS_TEXT, line.start..line.start + end, message))
}

/// Whether this would be a definition, `[Docs]: https://example.com`, at the beginning of a block. It shows nothing.
pub(super) fn is_definition(text: &str) -> bool {
    text.starts_with('[') && text.contains("]:")
}

/// A finding at the first `marks` bytes of a line, mended by a space after them.
pub(super) fn spaced(code: Code, line: Line<'_>, marks: usize, message: String) -> Diagnostic {
    let end = line.start + marks;
    Diagnostic::warning(code, line.start..end, message).with_fix(end..end, " ")
}

/// `[!NOTE]` that the parser did not take for the beginning of a note.
fn alert(source: &str, at: usize) -> Option<Diagnostic> {
    let text = source.get(at..)?.strip_prefix("[!")?;
    let kind = AlertKind::ALL.into_iter().find(|kind| {
        let name = kind.as_str();
        text.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && text[name.len()..].starts_with(']')
    })?;
    let end = at + "[!]".len() + kind.as_str().len();
    let mark = source.get(at..end).filter(|_| !is_escaped(source, at))?;
    let message = format!("`{mark}` makes a note at the start of a quote, `> {mark}`, and shows as it is elsewhere");
    Some(Diagnostic::warning(Code::ALERT_OUTSIDE_QUOTE, at..end, message))
}

/// `> [!NOTE]: It is hot`: what is left out after the kind of the note at `quote`.
fn alert_sign(source: &str, quote: Span, kind: AlertKind) -> Option<Diagnostic> {
    let written = source.get(quote.range())?;
    let name = written.find("[!")? + "[!".len();
    let end = name + kind.as_str().len();
    let rest = written.get(end..)?.strip_prefix(']')?;
    let line = first_line(rest);
    let length = tree::alert_sign(line);
    let (sign, text) = (line[..length].trim_start(), &line[length..]);
    if length == 0 || !written[name..end].eq_ignore_ascii_case(kind.as_str()) {
        return None;
    }
    let after = quote.start as usize + written.len() - rest.len();
    let range = after + length - sign.len()..after + length;
    let message = format!(
        "expected the text of the note after `{}`, found {}, which is left out",
        &written[name - 2..=end],
        quoted(sign)
    );
    let apart = if text.is_empty() || text.starts_with(char::is_whitespace) { "" } else { " " };
    Some(Diagnostic::note(Code::ALERT_SIGN, range, message).with_fix(after..after + length, apart))
}

/// Code that indentation makes.
fn code_by_indent(source: &str, block: &CodeBlock) -> Option<Diagnostic> {
    let written = source.get(block.span.range())?;
    let first_line = |text: &str| first_line(text.trim_start()).trim_end().to_owned();
    let opener = written.trim_start();
    // `<pre>` without its end tag makes code, too.
    let line = before_first(source, block.span.start as usize + (written.len() - opener.len()));
    if line.len() < 4 && !line.contains('\t') {
        return None;
    }
    let marked = ["```", "~~~", "<"].iter().any(|mark| opener.starts_with(mark));
    let text = block.content.to_plain();
    if marked && first_line(written) != first_line(&text) || indented::is_code(&text) {
        return None;
    }
    let message =
        "indentation by four columns makes these lines code; expected a fence, ```` ``` ````, if that is meant";
    Some(Diagnostic::note(Code::CODE_BY_INDENT, block.span, message))
}

/// The blanks directly before `at`.
fn before_first(source: &str, at: usize) -> &str {
    let before = source.get(..at).unwrap_or_default();
    &before[before.trim_end_matches([' ', '\t']).len()..]
}

/// A fence that nothing closes, so that all the rest of the article is code. One before the header ends there.
fn code_unclosed(source: &str, block: &CodeBlock) -> Option<Diagnostic> {
    let written = source.get(block.span.range())?;
    let (first, after) = written.split_once(['\n', '\r']).unwrap_or((written, ""));
    let opener = first.trim_start();
    let (fence, _) = Fence::opening(opener)?;
    let last = after.trim_end().rsplit(['\n', '\r']).next().unwrap_or_default().trim_start();
    let rest = || source.get(block.span.end as usize..).unwrap_or_default();
    if fence.is_closed_by(last) || !rest().trim_start().is_empty() {
        return None;
    }
    let place = block.span.start as usize + (first.len() - opener.len());
    let message = "expected a fence that closes this code, found none; everything after it is code";
    Some(Diagnostic::warning(Code::CODE_UNCLOSED, place..place + fence.length(), message))
}

/// A line such as ```` ```bash ```` in code whose fence is of the same kind: that was meant to end before.
fn fence_inside(source: &str, block: &CodeBlock) -> Option<Diagnostic> {
    let written = source.get(block.span.range())?;
    let opener = first_line(written);
    let (fence, info) = Fence::opening(opener.trim())?;
    // An example of Markdown, whose last fence is missing or shows as text.
    let is_markdown = ["md", "markdown", "mdx", "text", "txt"].contains(&info.trim().to_ascii_lowercase().as_str());
    let mut at = opener.len();
    let inside = written[at..].split_inclusive(['\n', '\r']).find_map(|line| {
        let start = at;
        at += line.len();
        let fence_line = line.trim_start_matches([' ', '>']);
        let indent = line.len() - fence_line.len();
        let (inner, info) = Fence::opening(fence_line.trim_end())?;
        let is_same = fence.has_character_of(&inner) && inner.length() >= fence.length();
        let is_language = info.starts_with(|c: char| c.is_ascii_alphabetic())
            && info.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-+#_".contains(&byte));
        (is_same && is_language && !is_markdown).then_some(start + indent..start + indent + inner.length() + info.len())
    })?;
    let start = block.span.start as usize;
    let place = start + inside.start..start + inside.end;
    let message = "expected a fence that closes this code before another opens, found none; the other is code";
    let begin = Span::new(start, start + opener.trim_end().len());
    Some(Diagnostic::warning(Code::CODE_UNCLOSED, place, message).with_related(begin, "the code begins here"))
}

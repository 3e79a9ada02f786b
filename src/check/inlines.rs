//! Near misses of Markdown among words (format §5).

use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::link::{Reason, Target, starts_with_ignore_case};
use crate::span::Span;
use crate::tree::{Inline, Inlines, Link, TableCell, Template, Words};
use crate::visit::{self, Visit};

use super::quoted::quoted;
use super::source_cursor::{SourceCursor, is_escaped};
use super::subject::Subject;
use super::{
    addresses, brackets, comments, emphasis, fullwidth, html_block, images, in_html, labels, literal, lost, markup,
    misplaced, paths, stars, tight,
};

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let article = subject.article;
    let reported = article.diagnostics().iter().filter(|found| found.code == Code::HTML_AS_TEXT);
    let tags = reported.map(|found| found.span.start).collect();
    let cursor = SourceCursor::new(article.source());
    NearMisses { cursor, tags, found, cell: None, in_link: false, in_field: false }.visit_parts(&article.body);
}

struct NearMisses<'s, 'f> {
    cursor: SourceCursor<'s>,
    /// Where tags are that the parser reported.
    tags: HashSet<u32>,
    found: &'f mut Diagnostics,
    /// The cell of a table that is around.
    cell: Option<Range<usize>>,
    /// Whether a link is around.
    in_link: bool,
    /// Whether it is the text of a field, in which no Markdown is read.
    in_field: bool,
}

/// What the words before left open, among the inlines of one list.
struct Open {
    /// Of each of [`emphasis::MARKS`], two or more that may begin emphasis.
    marks: [Option<Span>; emphasis::MARKS.len()],
    /// After the last `]`, or where the list begins.
    bracket: usize,
    /// The last link that is written with brackets.
    link: Span,
    /// Where the list begins.
    start: usize,
    /// Whether the next words are the first of a line, and the last of the list.
    is_first: bool,
    is_last: bool,
    /// Whether a line ends after them.
    ends_line: bool,
    /// Whether it is surely in HTML, where backslashes show.
    is_html: bool,
    /// Whether it is in a block of HTML, once that was asked.
    in_block: Option<bool>,
}

impl Open {
    fn at(start: usize) -> Open {
        Open {
            marks: Default::default(),
            bracket: start,
            link: Span::NONE,
            start,
            is_first: true,
            is_last: false,
            ends_line: false,
            is_html: false,
            in_block: None,
        }
    }

    /// Whether it is in a block of HTML.
    fn in_block(&mut self, source: &str) -> bool {
        let start = self.start;
        *self.in_block.get_or_insert_with(|| html_block::is_in_block(source, start))
    }
}

impl<'a> Visit<'a> for NearMisses<'_, '_> {
    /// Joins the words that touch, for a mark may be cut in two, and keeps to the order of the source.
    fn visit_inlines(&mut self, inlines: &'a Inlines) {
        let bracket = inlines.first().map_or(0, |first| first.span().start as usize);
        let mut open = Open::at(bracket);
        let mut run: Option<Span> = None;
        for inline in inlines {
            if let Inline::Text(words) = inline
                && shows_backslash(self.cursor.source, words)
            {
                open.is_html = true;
                self.found.extend(literal::backslash(&words.text).map(|found| {
                    let start = words.span.start as usize;
                    shown_in_html(self.cursor.source, start + found.start..start + found.end)
                }));
            }
            match (inline, &mut run) {
                (Inline::Text(words), Some(run)) if run.end == words.span.start => run.end = words.span.end,
                (Inline::Text(words), _) => self.words(run.replace(words.span), &mut open),
                _ => {
                    open.ends_line = matches!(inline, Inline::SoftBreak(_) | Inline::HardBreak(_));
                    self.words(run.take(), &mut open);
                    match inline {
                        Inline::Styled(styled) => self.found.extend(tight::nested(self.cursor.source, styled)),
                        Inline::Link(link) => open.link = link.span,
                        _ => {}
                    }
                    self.visit_inline(inline);
                    open.is_first = open.ends_line;
                }
            }
        }
        open.is_last = true;
        self.words(run, &mut open);
        self.found.extend(lost::among(self.cursor.source, inlines, self.in_link));
        self.found.extend(labels::apart(self.cursor.source, inlines));
        self.found.extend(inlines.windows(2).filter_map(|pair| emphasis::uneven(self.cursor.source, pair)));
        let left = open.marks.into_iter().flatten();
        self.found.extend(left.filter_map(|marks| emphasis::single(self.cursor.source, marks)));
    }

    /// The asterisks in a bare address are its own.
    fn visit_link(&mut self, link: &'a Link) {
        let is_bare = link.content.first().is_some_and(|first| first.span() == link.span);
        let source = self.cursor.source;
        let find = if is_bare { addresses::bracketed } else { brackets::second_target };
        self.found.extend(find(source, link.span));
        if !is_bare {
            self.in_link = true;
            visit::walk_link(self, link);
            self.in_link = false;
        }
    }

    fn visit_table_cell(&mut self, cell: &'a TableCell) {
        let (first, last) = (cell.content.first(), cell.content.last());
        self.cell = first.zip(last).map(|(first, last)| first.span().range().start..last.span().range().end);
        visit::walk_table_cell(self, cell);
        self.cell = None;
    }

    /// What a definition holds is looked at elsewhere.
    fn visit_template(&mut self, _: &'a Template) {}
}

impl NearMisses<'_, '_> {
    fn words(&mut self, run: Option<Span>, open: &mut Open) {
        let Some((span, written)) = run.and_then(|span| Some((span, self.cursor.take(span)?))) else { return };
        let (source, start) = (self.cursor.source, span.start as usize);
        for (kind, marks) in emphasis::runs(source, start, written) {
            let opener = open.marks[kind].take();
            let pair = opener.filter(|opener| emphasis::closes(source, *opener, marks));
            match pair.map(|opener| (opener, emphasis::pair(source, opener, marks))) {
                Some((opener, Some(found))) => {
                    // In HTML nothing is wrong with the asterisks: they are reported below, or here where a link is between them.
                    let range = opener.start as usize..marks.end as usize;
                    let in_block = open.in_block(source);
                    let is_bold =
                        found.fix.is_none() && literal::is_bold(source.get(range.clone()).unwrap_or_default());
                    self.found.extend(match is_bold {
                        true if range.start < start => Some(shown_in_html(source, range)),
                        true => None,
                        false if in_block => Some(shown_in_html(source, range)),
                        false => Some(found),
                    });
                }
                _ => {
                    self.found.extend(opener.and_then(|opener| emphasis::single(source, opener)));
                    open.marks[kind] = Some(marks);
                }
            }
        }
        for found in stars::loose(source, start, written) {
            let in_block = open.in_block(source);
            self.found.push(if in_block { shown_in_html(source, found.span.range()) } else { found });
        }
        for found in fullwidth::among_words(source, start, written) {
            let in_html = found.fix.is_some() && open.in_block(source);
            self.found.push(if in_html { Diagnostic { fix: None, ..found } } else { found });
        }
        self.brackets(start, written, open);
        self.found.extend(comments::among_words(source, start, written));
        self.found.extend(comments::marker_among_words(source, start, written));
        self.found.extend(comments::referenced(start, written));
        self.found.extend(comments::escaped(source, start, written));
        self.found.extend(comments::unopened(source, open.start, span, open.is_last));
        if !self.in_link {
            self.found.extend(bare_addresses(start, written));
            self.found.extend(addresses::odd(source, start, written));
        }
        // The text of `\\server\share` begins after the backslash that escapes another.
        let from = start - usize::from(source[..start].ends_with('\\'));
        if !open.is_html {
            self.found.extend(paths::escaped(source, from..span.end as usize));
        }
        if (open.ends_line || open.is_last) && !self.in_field {
            self.found.extend(markup::backslash(source, start, written));
        }
        let is_first = std::mem::take(&mut open.is_first);
        let in_html = in_html::markdown(source, start, written, is_first);
        // Of a fence in HTML both know.
        let is_new = |found: &Diagnostic| in_html.as_ref().is_none_or(|html| html.start != found.span.range().start);
        self.found.extend(markup::among_words(source, start, written).filter(is_new));
        if is_first && in_html.is_none() {
            let marks = markup::hashes(source, start, written);
            self.found.extend(marks.map(|marks| markup::literal(source, start..start + marks)));
        }
        self.found.extend(in_html.filter(|_| !self.in_field).map(|shown| {
            let is_html = html_block::follows_tag(source, shown.start);
            if is_html { shown_in_html(source, shown) } else { markup::literal(source, shown) }
        }));
        self.found.extend(odd_tags(source, start, written).filter(|found| !self.tags.contains(&found.span.start)));
    }

    fn brackets(&mut self, start: usize, written: &str, open: &mut Open) {
        let source = self.cursor.source;
        if !written.is_ascii() {
            self.found
                .extend(written.match_indices(['］', '】']).filter_map(|(at, _)| brackets::wide(source, start + at)));
        }
        let cell = self.cell.clone();
        let end = cell.as_ref().map(|cell| cell.end);
        for (at, bracket) in written.match_indices(['[', ']']) {
            let at = start + at;
            if bracket == "[" {
                let odd = brackets::exchanged(source, at).or_else(|| brackets::without_closer(source, at, end));
                self.found.extend(odd.or_else(|| brackets::doubled(source, at)));
                continue;
            }
            let broken = broken_link(source, open.bracket, at).or_else(|| brackets::escaped(source, at));
            let broken = broken.or_else(|| brackets::nested(source, open.bracket, open.link, at));
            self.found.extend(broken.or_else(|| match opener(source, open.bracket, at) {
                Some(opener) => {
                    let is_words = !is_sign(source.get(opener + 1..at).unwrap_or_default());
                    let other = || brackets::other(source, opener, at).filter(|_| is_words);
                    other()
                        .or_else(|| misplaced::find(source, opener, at))
                        .or_else(|| brackets::without_end(source, opener, at))
                        .or_else(|| brackets::undefined(source, opener, at).filter(|_| !is_escaped(source, opener)))
                        // Those among the words are found with the other Markdown in them.
                        .or_else(|| {
                            let link = brackets::whole(source, opener, at).filter(|_| opener < start)?;
                            Some(shown_in_html(source, link))
                        })
                }
                None => {
                    brackets::without_opener(source, start.max(open.bracket), at, cell.as_ref().map(|cell| cell.start))
                }
            }));
            open.bracket = at + 1;
        }
    }
}

/// The `[` that the `]` at `at` belongs to, on the same line and after `from`.
fn opener(source: &str, from: usize, at: usize) -> Option<usize> {
    let before = source.get(from..at).or_else(|| source.get(..at))?;
    let open = before.rfind(['[', '\n', '\r']).filter(|&open| before[open..].starts_with('['))?;
    Some(at - before.len() + open)
}

/// What keeps the `]` at `at` from ending the text of a link: `[text] (url)` or `[text](url with spaces)`.
///
/// Its `[` is looked for after `from`.
fn broken_link(source: &str, from: usize, at: usize) -> Option<Diagnostic> {
    let rest = source.get(at + 1..)?;
    let target = rest.trim_start_matches([' ', '\t']);
    // A line end is read as a gap outside of HTML.
    let next = target.strip_prefix('\r').unwrap_or(target);
    let target = next.strip_prefix('\n').unwrap_or(next).trim_start_matches([' ', '\t']);
    let gap = rest.len() - target.len();
    let target = parenthesised(target.strip_prefix('(')?)?;
    let mut words = target.split_whitespace();
    let first = words.next()?;
    // `https: //example.com`
    let mut is_cut = || {
        let next = words.next().unwrap_or_default();
        let is_scheme = ["http", "https"].iter().any(|scheme| first.eq_ignore_ascii_case(scheme));
        // `https ://example.com`, `http s://example.com`
        let is_parted = is_scheme && ["://", "s://"].iter().any(|rest| starts_with_ignore_case(next, rest));
        (is_parted || first.ends_with([':', '/'])) && is_target(&[first, next].concat())
    };
    let is_address = is_target(literal::without_break(first)) || is_cut();
    let is_host = || gap > 0 && words_end(first, target) && is_bare_host(first);
    let is_picture = || gap == 0 && is_spaced_picture(target);
    let size = images::size(target).filter(|_| gap == 0);
    if !is_address && !is_host() && !is_picture() && size.is_none() {
        return None;
    }
    let start = opener(source, from, at)?;
    if is_escaped(source, start) || is_escaped(source, at) {
        return None;
    }
    let end = at + 1 + gap + target.len() + "()".len();
    if let Some(found) = size.as_ref().and_then(|size| images::sized(source, start, at, size)) {
        return Some(found);
    }
    if !is_address && !is_host() && !is_picture() {
        return None;
    }
    match gap {
        0 if brackets::glued_title(target).is_some() => None,
        0 => spaced_target(target).map(|(message, fix)| {
            let found = Diagnostic::warning(Code::LINK_SPACE, start..end, message);
            let inside = at + "](".len();
            match fix {
                Some(mended) => found.with_fix(inside..inside + target.len(), mended),
                None => found,
            }
        }),
        // `[1] (https://example.com)`, `[x] (https://example.com)`
        _ if is_sign(&source[start + 1..at]) => None,
        _ => {
            let space = if source[at + 1..at + 1 + gap].contains(['\n', '\r']) { "line end" } else { "space" };
            let message = format!("expected `(` directly after `]` of a link, found a {space}");
            let found = Diagnostic::warning(Code::LINK_GAP, start..end, message);
            // The parser has read all others that Markdown would read without the gap: this is in HTML, or no target of a link.
            let is_read = matches!(
                Target::parse(literal::without_break(first)),
                Target::Web(_) | Target::Mail(_) | Target::Blade(_)
            );
            Some(if is_read || !words_end(first, target) { found } else { found.with_fix(at + 1..at + 1 + gap, "") })
        }
    }
}

/// `C:\my lamp.png`: the name of a picture with a blank in it.
fn is_spaced_picture(target: &str) -> bool {
    let name = target.split(['"', '\'']).next().unwrap_or_default().trim();
    images::is_file(name) && name.contains(' ')
}

/// Whether `first` is all of the target.
fn words_end(first: &str, target: &str) -> bool {
    target.trim().len() == first.len()
}

/// `docs.example.com/lamps`: an address without its scheme, and hardly anything else.
pub(super) fn is_bare_host(word: &str) -> bool {
    let Some((host, path)) = word.split_once('/') else { return false };
    let top = host.rsplit_once('.').map_or("", |(_, top)| top);
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    top.len() > 1
        && top.bytes().all(|byte| byte.is_ascii_lowercase())
        && host.chars().all(is_letter)
        && !path.is_empty()
}

/// Whether what is in brackets is a number, a single sign or nothing, as of a note or a task.
fn is_sign(text: &str) -> bool {
    let text = text.trim();
    text.chars().nth(1).is_none() || text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text up to the `)` that closes, on the same line and without brackets.
pub(super) fn parenthesised(text: &str) -> Option<&str> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return text.get(..at),
            b')' => depth -= 1,
            b'[' | b']' | b'\n' | b'\r' => return None,
            _ => {}
        }
    }
    None
}

/// Whether this begins a target that no one writes after brackets by chance.
pub(super) fn is_target(word: &str) -> bool {
    let is_scheme = match Target::parse(word) {
        Target::Web(_) | Target::Mail(_) | Target::Blade(_) => true,
        Target::Unsafe(target) => target.reason == Reason::Blade,
        Target::Relative(_) => false,
    };
    is_scheme || word.starts_with("www.")
}

/// What is wrong with a target that holds spaces, and the target without them where they are surely stray: beside a
/// slash. A title may follow a target.
fn spaced_target(target: &str) -> Option<(String, Option<String>)> {
    let target = target.trim();
    let (first, rest) = target.split_once(char::is_whitespace)?;
    if rest.trim_start().starts_with(['"', '\'', '(']) {
        return None;
    }
    let message = format!("expected `)` after the target {}, found a space; a target holds none", quoted(first));
    let words: Vec<&str> = target.split_whitespace().collect();
    let is_rest = |word: &str| ["/", "://", "s://"].iter().any(|start| word.starts_with(start));
    let stray = words.windows(2).all(|pair| pair[0].ends_with('/') || is_rest(pair[1]));
    Some((message, stray.then(|| words.concat())))
}

/// `aka.ms/guide` among words: the parser makes links of addresses with a scheme and of `www.` alone.
fn bare_addresses(start: usize, written: &str) -> impl Iterator<Item = Diagnostic> {
    const HOST: &str = "aka.ms/";
    written.match_indices(HOST).filter_map(move |(at, _)| {
        let joined = written[..at].ends_with(|c: char| c.is_alphanumeric() || "/.-_@:\\".contains(c));
        let path =
            written[at + HOST.len()..].split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next()?;
        if joined || path.is_empty() {
            return None;
        }
        let end = start + at + HOST.len() + path.len();
        let address = format!("{HOST}{path}");
        let message = format!("expected `https://` before `{address}`, found none; it is not a link");
        let found = Diagnostic::warning(Code::LINK_NO_SCHEME, start + at..end, message);
        Some(found.with_fix(start + at..start + at, "https://"))
    })
}

/// Whether a backslash before punctuation shows, so that the words are in HTML: in Markdown they would not be written as they
/// show.
fn shows_backslash(source: &str, words: &Words) -> bool {
    let text = words.text.as_bytes();
    let mut marks =
        memchr::memchr_iter(b'\\', text).filter(|at| text.get(at + 1).is_some_and(u8::is_ascii_punctuation));
    // Words that are `\\?` in Markdown begin with the second one.
    marks.any(|at| at > 0 || !is_escaped(source, words.span.start as usize))
        && source.get(words.span.range()) == Some(words.text.as_str())
}

fn shown_in_html(source: &str, range: Range<usize>) -> Diagnostic {
    let shown = quoted(source.get(range.clone()).unwrap_or_default());
    let message = format!("expected HTML in HTML, found the Markdown {shown}, which shows as it is");
    Diagnostic::warning(Code::MARKDOWN_IN_HTML, range, message)
}

/// What is nearly Markdown, a comment or other markup in the `text` of a field, in which no Markdown is read, and no backslash
/// escapes.
pub(super) fn in_text(text: &str) -> Vec<Diagnostic> {
    /// More than one field says; of each, one is told.
    const MOST: usize = 20;
    let mut found = Diagnostics::up_to(MOST);
    let mut open = Open { is_last: true, in_block: Some(false), ..Open::at(0) };
    let cursor = SourceCursor::new(text);
    let mut rules =
        NearMisses { cursor, tags: HashSet::new(), found: &mut found, cell: None, in_link: true, in_field: true };
    rules.words(Some(Span::new(0, text.len())), &mut open);
    let touches = |marks: &Span| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        is_letter(text[..marks.range().start].chars().next_back())
            || is_letter(text[marks.range().end..].chars().next())
    };
    let left = open.marks.into_iter().flatten().filter(touches);
    found.extend(left.filter_map(|marks| emphasis::single(text, marks)));
    let mut found = found.into_vec();
    found.retain(|found| {
        ![Code::PATH_ESCAPE, Code::MARKDOWN_IN_HTML, Code::HTML_AS_TEXT, Code::DIAGNOSTICS].contains(&found.code)
    });
    found
}

/// Tags that are none for Markdown, and show: `<a href="https://example.com"target="_blank">`, `<a href=https://example.com">`,
/// `<o:p>`. They begin among the
/// words `written` at `start`; an address in them is a link.
fn odd_tags<'s>(source: &'s str, start: usize, written: &'s str) -> impl Iterator<Item = Diagnostic> + use<'s> {
    memchr::memchr_iter(b'<', written.as_bytes()).filter_map(move |at| {
        let at = start + at;
        let rest = source.get(at + 1..)?;
        let inside = &rest[..rest.find(['<', '>', '\n', '\r'])?];
        let name = inside.strip_prefix('/').unwrap_or(inside);
        let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let is_word_tag = name[length..].strip_prefix(':').is_some_and(|rest| !rest.contains(['/', ' ', '@']));
        let is_tag = ["=\"", "='"].into_iter().any(|mark| inside.contains(mark))
            || inside.ends_with('=')
            || inside.contains('=') && inside.ends_with(['"', '\'']);
        let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let end = at + inside.len() + "<>".len();
        if !begins || !(is_tag || is_word_tag) || !rest[inside.len()..].starts_with('>') || is_escaped(source, at) {
            return None;
        }
        let shown = quoted(source.get(at..end)?);
        let message = if inside.trim_end().ends_with('/') && inside.ends_with([' ', '\t']) {
            format!("expected `/>` at the end of this tag, found `/ >` in {shown}; it is read as text")
        } else {
            format!("{shown} is not an element that is shown; it is read as text")
        };
        Some(Diagnostic::note(Code::HTML_AS_TEXT, at..end, message))
    })
}

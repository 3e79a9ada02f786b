//! Link reference definitions, and the lines that only look like them (format §5).

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::link::Target as LinkTarget;
use crate::parse::construct::{Construct, Kind};
use crate::source::{line_end, next_line};
use crate::text::Text;
use crate::tree::{AlertKind, Definition, Piece, Template};

use super::lost::Lost;
use super::mask::{LETTER, without_numbers};
use super::page::Page;
use super::read::dropped;

/// The link reference definitions of a body.
#[derive(Default)]
pub(super) struct Definitions {
    all: Vec<Definition>,
    suspicious: Vec<Suspicious>,
    /// The first definition of each label, folded; made when first needed.
    by_label: OnceCell<BTreeMap<String, usize>>,
    used: BTreeSet<String>,
}

/// A definition whose target is not a URL, or that is all of an item, be it with others.
struct Suspicious {
    range: Range<usize>,
    /// The label folded as CommonMark compares labels.
    label: String,
    is_url: bool,
}

impl Definitions {
    /// Definitions in any order.
    pub(super) fn new(mut all: Vec<Definition>, page: &Page<'_>) -> Definitions {
        all.sort_by_key(|definition| definition.span.start);
        all.retain(|definition| !is_comment(&definition.label));
        let mut suspicious = Vec::new();
        // Before this one all are of an item that holds nothing else.
        let mut fill = 0;
        for (index, Definition { label, target, span, .. }) in all.iter().enumerate() {
            let (range, is_url) = (span.range(), is_url(target));
            if index >= fill {
                fill = index + fills_item(page, &all[index..]);
            }
            if !is_url || is_footnote(label) || is_alert(label) || index < fill {
                suspicious.push(Suspicious { range, label: fold(label), is_url });
            }
        }
        Definitions { suspicious, all, ..Definitions::default() }
    }

    /// Records that a link uses this label.
    pub(super) fn used(&mut self, label: &str) {
        if !self.suspicious.is_empty() {
            self.used.insert(fold(label));
        }
    }

    /// The definition with this label, placeholders included.
    pub(super) fn labelled(&self, label: &str) -> Option<&Definition> {
        let by_label = self.by_label.get_or_init(|| {
            self.all.iter().enumerate().rev().map(|(index, definition)| (fold(&definition.label), index)).collect()
        });
        by_label.get(&fold(label)).and_then(|&index| self.all.get(index))
    }

    /// All definitions. Those whose target is not a URL, or that are all of an item, are text and go to `lost`, if nothing uses them or
    /// the target is a word that would show nowhere; so do further ones of a label, of which CommonMark knows nothing more.
    pub(super) fn finish(self, page: &Page<'_>, lost: &mut Lost) -> Vec<Definition> {
        let mut relative = BTreeSet::new();
        for Suspicious { range, label, is_url } in &self.suspicious {
            let is_used = self.used.contains(label);
            if is_footnote(label) || is_alert(label) || !is_used || !is_url && names_word(page.seen(range.clone())) {
                text(page, range.clone(), *is_url, lost);
            } else if !is_url {
                relative.insert(label);
            }
        }
        for range in self.further(page, &relative) {
            text(page, range, false, lost);
        }
        let mut all = self.all;
        all.iter_mut().for_each(|definition| restore_label(definition, page));
        all
    }

    /// The definitions of a label after its first, which the engine drops, if they have no URL: `[Error]: Timeout` and then
    /// `[Error]: DiskFull`. A link uses the `relative` labels.
    #[inline(never)]
    fn further(&self, page: &Page<'_>, relative: &BTreeSet<&String>) -> Vec<Range<usize>> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let (base, seen) = (page.range.start, page.seen(page.range.clone()));
        // `[a]:⏎[a]:` begins one, whose target is the second line.
        let is_known = |start: usize| {
            let next = self.all.partition_point(|definition| definition.span.range().start <= base + start);
            next.checked_sub(1).is_some_and(|last| base + start < self.all[last].span.range().end)
        };
        let is_further = |start: &usize| {
            let Some((label, target)) = seen[*start + 1..line_end(seen, *start)].split_once("]:") else { return false };
            let label = fold(&without_numbers(label));
            // As CommonMark has it where relative targets are links: `[log]: /a` that is used, and `[log]: /b`.
            let is_relative = relative.contains(&label) && !is_word(first_word(target));
            let is_further = self.labelled(&label).is_some() && !is_known(*start);
            is_further && !is_relative && !is_url(&Template::from(first_word(target).trim_start_matches('<')))
        };
        let mut starts: Vec<usize> = memchr::memmem::find_iter(seen.as_bytes(), b"]:")
            .filter_map(|colon| begin(seen, colon))
            .filter(is_further)
            .collect();
        starts.dedup();
        if !starts.is_empty() {
            dropped::retain(page, &mut starts);
        }
        starts.into_iter().map(|start| base + start..base + definition_end(seen, start)).collect()
    }
}

/// Where the line ends that the definition at `start` is on, or the next one if its target is there.
fn definition_end(seen: &str, start: usize) -> usize {
    let end = line_end(seen, start);
    match seen[start..end].split_once("]:") {
        Some((_, target)) if target.trim().is_empty() => line_end(seen, next_line(seen, end)),
        _ => end,
    }
}

/// How many of the first `definitions` are all of an item of a list, which would be empty: `* [Guide]: https://example.com`, for
/// `[Guide](https://example.com)`.
fn fills_item(page: &Page<'_>, definitions: &[Definition]) -> usize {
    let (base, seen) = (page.range.start, page.seen(page.range.clone()));
    let ends = |definition: &Definition| {
        let range = definition.span.range();
        range.start - base..range.end - base
    };
    let Some((first, rest)) = definitions.split_first() else { return 0 };
    let Some(marker) = marker(seen, ends(first).start) else { return 0 };
    let (mut count, mut end) = (1, ends(first).end);
    for next in rest.iter().map(ends) {
        let is_next = seen
            .get(end..next.start)
            .is_some_and(|between| between.trim_matches(['>', ' ', '\t', '\n', '\r']).is_empty());
        if !is_next || !goes_on(seen, end, marker) {
            break;
        }
        (count, end) = (count + 1, next.end);
    }
    if goes_on(seen, end, marker) { 0 } else { count }
}

/// What is before the bracket of the definition at `start` on its line, if an item of a list begins with it.
fn marker(seen: &str, start: usize) -> Option<&str> {
    let bracket = start + seen[start..].find('[')?;
    let line_start = seen[..bracket].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let before = &seen[line_start..bracket];
    let marked = before.trim_end_matches([' ', '\t']);
    let unmarked = match marked.strip_suffix(['.', ')']) {
        Some(number) => number.trim_end_matches(|c: char| c.is_ascii_digit()),
        None => marked.strip_suffix(['*', '-', '+']).unwrap_or(marked),
    };
    let is_outside = unmarked.is_empty() || unmarked.ends_with([' ', '\t', '>']);
    (marked.len() > unmarked.len() && marked.len() < before.len() && is_outside).then_some(before)
}

/// Whether the item goes on after `end` that begins with `marker`, which is all that is before its content on its line. The next
/// line may be a part of it without an indent, and how many columns a tab is nobody asks.
fn goes_on(seen: &str, end: usize, marker: &str) -> bool {
    let blank = |c: char| matches!(c, ' ' | '\t' | '>');
    let line_end = line_end(seen, end);
    let rest = seen[line_end..].trim_start_matches(|c| blank(c) || c == '\n' || c == '\r');
    let at = seen.len() - rest.len();
    let before = seen[end..at].rsplit(['\n', '\r']).next().unwrap_or_default();
    // A quote of its own may be in the item, or after it.
    let quote = before.match_indices('>').nth(marker.matches('>').count()).map(|(quote, _)| quote);
    let indent = &before[..quote.unwrap_or(before.len())];
    let is_next_line = at - before.len() == next_line(seen, line_end);
    let is_lazy = is_next_line && quote.is_none() && rest.starts_with(char::is_alphabetic);
    !rest.is_empty() && (is_lazy || indent.contains('\t') || indent.len() >= marker.len())
}

/// Where the bracket is that the line of a definition begins with, whose `]:` is at `colon`: after nothing but markers of lists
/// and quotes.
fn begin(seen: &str, colon: usize) -> Option<usize> {
    /// Most bytes of a label and what is before it on its line.
    const MOST: usize = 1000;
    let from = colon.saturating_sub(MOST);
    let line_start = match memchr::memrchr2(b'\n', b'\r', &seen.as_bytes()[from..colon]) {
        Some(end) => from + end + 1,
        None if from == 0 => 0,
        None => return None,
    };
    let line = &seen[line_start..colon];
    let is_marker = |c: char| matches!(c, ' ' | '\t' | '>' | '*' | '-' | '+' | '.' | ')') || c.is_ascii_digit();
    let label = line.trim_start_matches(is_marker);
    label.starts_with('[').then(|| colon - label.len())
}

/// Whether `[Error]: Timeout` is what a `definition` says, and no path. A link to a word shows `Error` alone, and the word shows
/// nowhere, unless it is the label: `[LICENSE]: LICENSE`.
fn names_word(definition: &str) -> bool {
    let Some((label, target)) = definition.split_once("]:") else { return false };
    let target = first_word(target.trim_start_matches(|c: char| c.is_whitespace() || c == '>'));
    let label = label.trim_start_matches(|c| c != '[').trim_matches(['[', '`', '*', ' ']);
    is_word(target) && !label.eq_ignore_ascii_case(target)
}

/// Whether `target` is a word, a number, a mail address or a path of Windows, which no page is found by: not `guide.md`, `../a`,
/// `#steps` and `javascript:x`.
fn is_word(target: &str) -> bool {
    let is_windows = target.starts_with("\\\\") || matches!(target.as_bytes(), [_, b':', b'\\', ..]);
    let is_mail = || target.contains('@') && !target.contains([':', '/']);
    let is_scheme = || target.contains(':') && !target.starts_with(|c: char| c.is_ascii_digit());
    let is_file = || {
        let extension = target.rsplit_once('.').map_or("", |(_, extension)| extension);
        (1..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    let is_path =
        || target.starts_with(['<', '.', '&']) || target.contains(['/', '\\', '%', '=', '#', '?']) || is_file();
    // Of a placeholder nobody knows.
    let is_masked = target.contains(LETTER);
    !is_masked && !target.is_empty() && (is_windows || is_mail() || !is_path() && !is_scheme())
}

/// What is said of the footnote whose label is `shown`.
pub(crate) fn footnote(shown: &str) -> String {
    format!("expected no footnote, found {shown}; footnotes are shown as text")
}

/// The target of a definition, as far as it tells whether it is a URL.
fn first_word(target: &str) -> &str {
    target.split_whitespace().next().unwrap_or_default()
}

/// The definition at `range` is text: its brackets and its colon mean nothing. With brackets, `[Error]` would be a link to another
/// definition of that label.
fn text(page: &Page<'_>, range: Range<usize>, is_url: bool, lost: &mut Lost) {
    let written = page.seen(range.clone()).trim_end();
    let (Some(bracket), Some(label_end)) = (written.find('['), written.find("]:")) else { return };
    let text = range.start..range.start + written.len();
    let shown = without_numbers(&written[..label_end + 2]);
    let is_alert = is_alert(&written[bracket + 1..label_end]);
    let message = if is_footnote(&written[bracket + 1..]) {
        footnote(&format!("`{shown}`"))
    } else if is_url {
        format!("expected a link, found the definition `{shown}`, which nothing uses; it is shown as text")
    } else {
        format!("expected a URL after `{shown}`, found text; it is shown as text")
    };
    let literal = |at: Range<usize>| Construct { range: at, kind: Kind::Literal };
    if is_followed(text.clone(), page) {
        lost.constructs.push(Construct { range: text, kind: Kind::DefinitionLine });
    } else {
        let (open, close) = (range.start + bracket, range.start + label_end);
        lost.constructs.extend([literal(open..open + 1), literal(close..close + 2)]);
    }
    // Of the colon after the kind of a note the rules tell.
    if !is_alert {
        lost.definition(range, message);
    }
}

/// Puts back what of a label was masked to be text.
fn restore_label(definition: &mut Definition, page: &Page<'_>) {
    let range = definition.span.range();
    let constructs = page.constructs_in(&range);
    if !constructs.is_empty() && constructs.iter().all(Construct::is_text) {
        let label = page.restore(&definition.label, range).to_plain().into_owned();
        definition.label = Text::from(label);
    }
}

/// Whether what may be a definition directly follows the one at `range`. CommonMark would read it as part of the paragraph that
/// the text of this one begins.
fn is_followed(range: Range<usize>, page: &Page<'_>) -> bool {
    let rest = page.seen(range.end..page.range.end);
    let next = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    next.starts_with('[') && rest[..rest.len() - next.len()].matches('\n').count() <= 1
}

/// `[^a]: …` is a footnote, which this Markdown does not have: it is not a definition of a link either.
fn is_footnote(label: &str) -> bool {
    label.starts_with('^')
}

/// `[!NOTE]: Text` begins a note, whatever comes after its colon.
fn is_alert(label: &str) -> bool {
    let name = label.strip_prefix('!').unwrap_or_default();
    AlertKind::named(name).is_some()
}

/// `[comment]: #` and `[//]: #` are comments.
fn is_comment(label: &str) -> bool {
    label == "//" || label.eq_ignore_ascii_case("comment")
}

/// Whether a host makes a link of `target`. What a placeholder at its start is filled with nobody knows; its default tells.
fn is_url(target: &Template) -> bool {
    let is_link = |start: &str| {
        matches!(LinkTarget::parse(start), LinkTarget::Web(_) | LinkTarget::Mail(_) | LinkTarget::Blade(_))
    };
    match target.pieces().first() {
        Some(Piece::Text(text)) => is_link(text),
        Some(Piece::Placeholder(placeholder)) => is_link(&placeholder.default.to_plain()),
        None => is_link(""),
    }
}

/// A label as CommonMark compares it.
fn fold(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().to_uppercase().to_lowercase()
}

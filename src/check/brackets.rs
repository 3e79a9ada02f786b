//! Links of which one bracket is missing or out of place (format §5): they show as they are typed.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{before, is_cjk, near};
use crate::span::Span;

use super::bare::{self, Rest};
use super::inlines::{is_target, parenthesised};
use super::literal::{is_destination, is_picture};
use super::quoted::quoted;
use super::source_cursor::is_escaped;

/// Brackets of other kinds than those of a link's text.
const OTHERS: [(char, char); 5] = [('(', ')'), ('{', '}'), ('（', '）'), ('［', '］'), ('【', '】')];

/// Longest text of a link that a bracket is added to, in bytes.
const MOST_TEXT: usize = 200;

/// Longest target that is looked at where signs are out of place, in bytes.
const MOST_TARGET: usize = 2000;

/// `| [Lamp|guide](https://example.com) |`: the `]` at `at` has no `[` in its cell, which begins at `cell`, but in the one before.
fn parted(source: &str, cell: usize, at: usize, end: usize) -> Option<Diagnostic> {
    let line = before(source, cell, MOST_TEXT);
    let bar = line.trim_end_matches([' ', '\t']).strip_suffix('|')?;
    let open = bar.rfind(['[', ']', '|', '\n', '\r']).filter(|&open| bar[open..].starts_with('['))?;
    let (words, start) = (&bar[open + 1..], cell - line.len() + open);
    let is_text = |text: &str| !text.trim().is_empty() && !text.contains(['(', ')', '<', '`', '\\']);
    if !is_text(words) || !is_text(source.get(cell..at)?) || is_escaped(source, start) {
        return None;
    }
    let bar = start + 1 + words.len();
    let message = "expected `\\|` in the text of a link in a table, found `|`, which ends the cell; it shows as it is";
    Some(Diagnostic::warning(Code::LINK_BRACKETS, start..end, message).with_fix(bar..bar + 1, "\\|"))
}

/// `Lamp guide](https://example.com)`: the `]` at `at` has no `[` from `start` on. `cell` is where the cell begins that it is in.
pub(super) fn without_opener(source: &str, start: usize, at: usize, cell: Option<usize>) -> Option<Diagnostic> {
    let rest = source.get(at + 1..)?;
    let unmarked = rest.trim_start_matches(['*', '_']);
    let target = parenthesised(unmarked.strip_prefix('(')?)?;
    if !is_target(target.split_whitespace().next()?) || is_escaped(source, at) {
        return None;
    }
    // `[**Lamp guide]**(https://example.com)`: the `[` is not among the words that are bold.
    let marks = &rest[..rest.len() - unmarked.len()];
    if !marks.is_empty() {
        let message = format!("expected `(` directly after `]` of a link, found `{marks}`");
        return Some(Diagnostic::warning(Code::LINK_GAP, at..at + "]()".len() + marks.len() + target.len(), message));
    }
    let end = at + "](".len() + target.len() + ")".len();
    if let Some(found) = cell.filter(|&cell| cell == start).and_then(|cell| parted(source, cell, at, end)) {
        return Some(found);
    }
    let text = source.get(start..at)?;
    let line = text.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let text = &text[line..];
    if let Some((open, bracket)) = other_opener(text, source.get(end..)?) {
        let place = at - text.len() + open;
        let message = format!("expected `[` before the text of this link, found `{bracket}`; it shows as it is");
        let found = Diagnostic::warning(Code::LINK_BRACKETS, place..end, message);
        return Some(found.with_fix(place..place + bracket.len_utf8(), "["));
    }
    let found = warning(at..end, "`[` before the text of this link");
    // In `a](https://example.com), b](…)` the address before the words is a link, and they begin with its parenthesis.
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || ").,;:".contains(c));
    let place = at - text.len();
    let is_text =
        !text.trim().is_empty() && text.len() <= MOST_TEXT && !text.contains(['[', '!', '?']) && !text.contains(". ");
    Some(if is_text { found.with_fix(place..place, "[") } else { found })
}

/// The bracket of another kind that begins the text of a link at the end of `text`, and where: `{Lamp guide](…)`. One that `rest`
/// closes is meant: `(see Lamp guide](…))`.
fn other_opener(text: &str, rest: &str) -> Option<(usize, char)> {
    let open = text.rfind(|c| OTHERS.iter().any(|&(open, close)| c == open || c == close))?;
    let bracket = text[open..].chars().next()?;
    let &(_, close) = OTHERS.iter().find(|(open, _)| *open == bracket)?;
    let words = &text[open + bracket.len_utf8()..];
    let is_closed = rest.find([bracket, close, '\n', '\r']).is_some_and(|end| rest[end..].starts_with(close));
    let is_text = words.starts_with(|c: char| !c.is_whitespace()) && words.len() <= MOST_TEXT;
    (is_text && !is_closed && !is_escaped(text, open)).then_some((open, bracket))
}

/// `[Lamp guide](https://example.com` and `[Lamp guide](https://example.com "title)`: what comes after the `]` at `at`,
/// whose `[` is at `start`, does not end as it should.
pub(super) fn without_end(source: &str, start: usize, at: usize) -> Option<Diagnostic> {
    let rest = source.get(at + 1..)?.strip_prefix('(')?;
    let inside = at + "](".len();
    if let Some(target) = rest.strip_prefix('(').and_then(parenthesised).filter(|target| is_target(target)) {
        let message = "expected one `(` before the target of this link, found two; it shows as it is";
        let found = Diagnostic::warning(Code::LINK_BRACKETS, start..inside + target.len() + "()".len(), message);
        return Some(found.with_fix(inside..inside + 1, ""));
    }
    match parenthesised(rest) {
        Some(target) => {
            if let Some(title) = glued_title(target) {
                let message = "expected a space before the title of this link, found none; it shows as it is";
                let found = Diagnostic::warning(Code::LINK_BRACKETS, start..inside + target.len() + 1, message);
                let gap = title_gap(target, title);
                return Some(found.with_fix(inside + gap.start..inside + gap.end, " "));
            }
            let (first, title) = target.split_once(char::is_whitespace)?;
            let quote = title.trim_start().chars().next().filter(|&c| c == '"' || c == '\'')?;
            let end = inside + target.len();
            let words = &title.trim()[1..];
            if is_target(first) && words.find(quote).is_some_and(|at| at + 1 < words.len()) && words.ends_with(quote) {
                let message =
                    format!("expected no `{quote}` inside the title of this link, found one; it shows as it is");
                return is_unescaped(words, quote)
                    .then(|| Diagnostic::warning(Code::LINK_BRACKETS, start..end + 1, message));
            }
            if !is_target(first) || words.contains(quote) {
                return None;
            }
            Some(
                warning(start..end + 1, &format!("`{quote}` after the title of this link"))
                    .with_fix(end..end, quote.to_string()),
            )
        }
        None => {
            let end = rest.find(['\n', '\r', ')', '[', ']']).unwrap_or(rest.len());
            let line = &rest[..end];
            let first = line.split_whitespace().next()?;
            // In `[a](https://example.com and [b](…)` the bracket is that of the next link.
            let is_next = rest[end..].starts_with('[') && line.contains(char::is_whitespace);
            if rest[end..].starts_with([')', '[', ']']) && !is_next {
                return other_end(start, inside, line, &rest[end..]);
            }
            // `https://例え.jp。然后` is no address, but begins with one.
            let is_link = is_target(default_of(first)) || is_target(bare::split(first).0);
            is_link.then(|| cut_off(source, start, inside, line))
        }
    }
}

/// `[Lamp guide](https://example.com` at a line end, before a bar or before other words: `inside` of the parentheses is `line`.
fn cut_off(source: &str, start: usize, inside: usize, line: &str) -> Diagnostic {
    let trimmed = line.trim_start();
    let (inside, line) = (inside + line.len() - trimmed.len(), trimmed);
    let first = line.split_whitespace().next().unwrap_or_default();
    let (address, rest) = bare::split(first);
    let (from, end) = (inside + address.len(), inside + first.len());
    let after = line[first.len()..].trim_start();
    let is_all = after.is_empty() || after.starts_with('|');
    // `…/g}`: the sign is in the place of the bracket.
    if bare::is_closer(rest) {
        let found = warning(start..end, "`)` after the target of this link");
        return if is_all { found.with_fix(from..end, ")") } else { found };
    }
    let found = warning(start..from, "`)` after the target of this link");
    let goes_on = if rest.is_empty() && after.is_empty() && !first.contains("<!--") {
        bare::continued(source, start, first, end)
    } else {
        Rest::None
    };
    match goes_on {
        Rest::Joined(gap, close) => {
            let message = "expected the target of this link on one line, found a line end in it; it shows as it is";
            Diagnostic::warning(Code::LINK_BRACKETS, start..close + 1, message).with_fix(gap, "")
        }
        Rest::None if is_all => found.with_fix(from..from, ")"),
        _ => found,
    }
}

/// `[Lamp guide](https://example.com]` and `[Lamp guide](https://example.com/a(b)`: `inside` of the parentheses is the address
/// `line`, and `rest` begins with another bracket than the `)` that ends it.
fn other_end(start: usize, inside: usize, line: &str, rest: &str) -> Option<Diagnostic> {
    let (bracket, after) = (rest.get(..1)?, rest.get(1..)?);
    let end = inside + line.len();
    if !is_target(line) || line.contains(char::is_whitespace) {
        return None;
    }
    let found = warning(start..end + 1, "`)` after the target of this link");
    match bracket {
        "]" if !line.contains('(') && !after.starts_with(['(', '[', ']', ')']) => {
            Some(found.with_fix(end..end + 1, ")"))
        }
        ")" if line.contains('(') => Some(found),
        _ => None,
    }
}

/// Where the title begins that the space before is missing of: `<https://example.com>"t"`, `https://example.com"the title"`.
pub(super) fn glued_title(target: &str) -> Option<usize> {
    let target = target.trim_end();
    let quote = target.chars().next_back().filter(|&c| c == '"' || c == '\'')?;
    let start = target.find(quote).filter(|&start| start + 2 < target.len())?;
    let address = target[..start].trim_end_matches([',', ';']);
    let bare = address.strip_prefix('<').and_then(|address| address.strip_suffix('>'));
    // A quotation mark of this kind is a letter of addresses.
    let is_bare = quote == '"' && !address.ends_with('=');
    let bare = bare.or_else(|| Some(address).filter(|_| is_bare))?;
    let is_one = !target[start + 1..target.len() - 1].contains(quote) && !bare.contains([' ', '<', '>']);
    (is_one && is_target(bare)).then_some(start)
}

/// What a blank is to be in the place of, before the title at `title` of `target`: the comma in `https://example.com,"Title"`.
pub(super) fn title_gap(target: &str, title: usize) -> std::ops::Range<usize> {
    target[..title].trim_end_matches([',', ';']).len()..title
}

/// The default of the placeholder that `word` is, or `word`.
fn default_of(word: &str) -> &str {
    let default = word.strip_prefix("<!--$").and_then(|rest| rest.split_once("-->")).map(|(_, rest)| rest);
    let default = default.and_then(|rest| rest.strip_suffix("-->")?.rsplit_once("<!--/$"));
    default.map_or(word, |(default, _)| default)
}

/// Whether a `quote` in `words`, before the last one, has no backslash.
fn is_unescaped(words: &str, quote: char) -> bool {
    words[..words.len() - 1].match_indices(quote).any(|(at, _)| !is_escaped(words, at))
}

/// `[see [the guide](https://a.example)](https://b.example)`: the `]` at `at` comes after the link at `link`, and its `[`, after
/// `from`, before that.
pub(super) fn nested(source: &str, from: usize, link: Span, at: usize) -> Option<Diagnostic> {
    let target = parenthesised(source.get(at + 1..)?.strip_prefix('(')?)?;
    let before = source.get(from..link.start as usize)?;
    let open = from + before.rfind(['[', ']', '\n', '\r']).filter(|&open| before[open..].starts_with('['))?;
    let between = source.get(link.end as usize..at)?;
    if !is_destination(target) || between.contains(['[', ']', '\n', '\r']) || is_escaped(source, open) {
        return None;
    }
    let message = "expected no link in the text of a link, found one; the brackets of the other show as they are";
    Some(Diagnostic::warning(Code::LINK_BRACKETS, open..at + target.len() + "]()".len(), message))
}

/// `[Lamp guide|https://example.com]`, as in wikis: the `[` is at `start`, the `]` at `at`.
fn barred(source: &str, start: usize, at: usize) -> Option<Diagnostic> {
    let (text, target) = source.get(start + 1..at)?.split_once('|')?;
    let (text, target) = (text.trim(), target.trim());
    let message = "expected `[text](target)`, found text and target with a `|` between them; it shows as it is";
    let found = Diagnostic::warning(Code::LINK_BRACKETS, start..at + 1, message);
    let is_link = is_target(target) && !target.contains(char::is_whitespace) && text.contains(char::is_alphabetic);
    is_link.then(|| found.with_fix(start..at + 1, format!("[{text}]({target})")))
}

/// A whole link that is none, as in HTML: between the `[` at `start` and the `]` at `at` is more than words.
pub(super) fn whole(source: &str, start: usize, at: usize) -> Option<std::ops::Range<usize>> {
    let target = parenthesised(source.get(at + 1..)?.strip_prefix('(')?)?;
    let text = source.get(start + 1..at)?;
    let is_text =
        !text.trim().is_empty() && !text.contains('`') && !is_escaped(source, start) && !is_escaped(source, at);
    let start = start - usize::from(is_picture(source, start));
    (is_text && is_destination(target)).then_some(start..at + target.len() + "]()".len())
}

/// `(Lamp guide)[https://example.com]`: the brackets of the other's place; the `[` is at `at`.
pub(super) fn exchanged(source: &str, at: usize) -> Option<Diagnostic> {
    let closed = source.get(..at)?;
    let closed = closed.strip_suffix(')').or_else(|| closed.strip_suffix('）'))?;
    let near = before(source, closed.len(), MOST_TEXT);
    let open = closed.len() - near.len() + near.rfind(['(', '（', '\n', '\r'])?;
    let bracket = closed[open..].chars().next().filter(|&c| c == '(' || c == '（')?;
    let text = &closed[open + bracket.len_utf8()..];
    let after = source.get(at + 1..)?;
    let target = &after[..after.find(|c: char| c.is_whitespace() || c == '[' || c == ']')?];
    let is_link = after[target.len()..].starts_with(']') && is_target(target);
    if !is_link || text.trim().is_empty() || text.contains([')', '）', '[', ']']) || target.contains(['(', ')']) {
        return None;
    }
    let end = at + target.len() + "[]".len();
    let message = "expected `[text](target)`, found the brackets of each at the other; it shows as it is";
    let found = Diagnostic::warning(Code::LINK_BRACKETS, open..end, message);
    Some(found.with_fix(open..end, format!("[{text}]({target})")))
}

/// `\[Lamp guide\](https://example.com)`, as programs write that escape too much: the `]` is at `at`.
pub(super) fn escaped(source: &str, at: usize) -> Option<Diagnostic> {
    let target = parenthesised(source.get(at + 1..)?.strip_prefix('(')?)?;
    let text = source.get(..at)?.strip_suffix('\\').filter(|_| is_target(target) && is_escaped(source, at))?;
    let near = before(source, text.len(), MOST_TEXT);
    let open = near.rfind(['[', ']', '\n', '\r']).filter(|&open| near[open..].starts_with('['))?;
    let open = text.len() - near.len() + open;
    let words = text.get(open + 1..)?.trim();
    if words.is_empty() || !is_escaped(source, open) {
        return None;
    }
    let message = "expected `[text](target)`, found backslashes before its brackets; it shows as it is";
    let found = Diagnostic::warning(Code::LINK_BRACKETS, open - 1..at + target.len() + "]()".len(), message);
    Some(found.with_fix(open - 1..at + 1, format!("[{words}]")))
}

/// `[Lamp guide (https://example.com)`: the `[` at `at` has no `]` on its line, or another bracket for it. What is after the cell
/// that ends at `cell` is no part of it.
pub(super) fn without_closer(source: &str, at: usize, cell: Option<usize>) -> Option<Diagnostic> {
    let after = source.get(at + 1..cell.unwrap_or(source.len()))?;
    let open = after.find(['(', '（', '[', ']', '\n', '\r'])?;
    let bracket = after[open..].chars().next().filter(|&c| c == '(' || c == '（')?;
    let text = after[..open].trim_end();
    let inside = &after[open + bracket.len_utf8()..];
    let target =
        if bracket == '(' { parenthesised(inside)? } else { inside.split(['）', ')', '[', '\n', '\r']).next()? };
    let close = inside[target.len()..].chars().next().filter(|&c| c == ')' || c == '）')?;
    let length = open + bracket.len_utf8() + target.len() + close.len_utf8();
    let rest = &after[length..];
    let closes = rest.find(['[', ']', '\n', '\r']).is_some_and(|end| rest[end..].starts_with(']'));
    let is_link = is_target(target) && !target.contains(char::is_whitespace) && !closes;
    let other =
        text.chars().next_back().filter(|&c| OTHERS.iter().any(|&(open, close)| c == close && !text.contains(open)));
    let words = &text[..text.len() - other.map_or(0, char::len_utf8)];
    if !is_link || words.trim().is_empty() || text.len() > MOST_TEXT || is_escaped(source, at) {
        return None;
    }
    let (from, end) = (at + 1 + words.len(), at + 1 + length);
    let found = match other {
        Some(other) => {
            let message = format!("expected `]` after the text of this link, found `{other}`; it shows as it is");
            Diagnostic::warning(Code::LINK_BRACKETS, at..end, message)
        }
        None => warning(at..end, "`]` after the text of this link"),
    };
    Some(match bracket {
        '(' => found.with_fix(from..at + 1 + open, "]"),
        _ => found.with_fix(from..end, format!("]({target})")),
    })
}

/// What comes after the `]` at `at`, whose `[` is at `start`, in place of `(address)`: `[text]https://example.com)`,
/// `[text][https://example.com]`, `[text]（https://example.com）`, `[text](<https://example.com)`, `**[text]** (https://…)`,
/// `[text]{https://example.com}`, `[text] <https://example.com>`, `[text]&nbsp;(https://example.com)`.
pub(super) fn other(source: &str, start: usize, at: usize) -> Option<Diagnostic> {
    if is_escaped(source, start) || is_escaped(source, at) {
        return None;
    }
    let rest = source.get(at + 1..)?;
    let gapless = rest.trim_start_matches([' ', '\t']);
    let gap = rest.len() - gapless.len();
    if let Some(found) = barred(source, start, at) {
        return Some(found);
    }
    let open = gapless.chars().next()?;
    let after = &gapless[open.len_utf8()..];
    let closes = |c: char| c.is_whitespace() || matches!(c, ')' | ']' | '）' | '>' | '(' | '[');
    let address = |text: &str| text.find(closes).map(|end| text[..end].len()).filter(|&end| is_target(&text[..end]));
    let mended = |length: usize, target: &str| {
        let end = at + 1 + length;
        let message = "expected `(` and `)` around the target of this link, found other signs; it shows as it is";
        let found = Diagnostic::warning(Code::LINK_BRACKETS, start..end, message);
        found.with_fix(at + 1..end, format!("({target})"))
    };
    let space = ["&nbsp;", "\u{a0}"].into_iter().find(|space| gapless.starts_with(space));
    if let Some(space) = space {
        let target = parenthesised(gapless[space.len()..].strip_prefix('(')?)?;
        let message = format!("expected `(` directly after `]` of a link, found {}", quoted(space));
        let after = at + 1 + gap + space.len();
        let found = Diagnostic::warning(Code::LINK_GAP, start..after + target.len() + "()".len(), message);
        return is_target(target).then(|| found.with_fix(at + 1..after, ""));
    }
    match open {
        '{' | '<' if after.starts_with("http") => {
            let close = if open == '{' { '}' } else { '>' };
            let end = after.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']') || c == close)?;
            let is_link = after[end..].starts_with(close) && is_target(&after[..end]);
            is_link.then(|| mended(gap + end + "<>".len(), &after[..end]))
        }
        '[' | '（' => {
            let end = address(after)?;
            let close = after[end..].chars().next().filter(|&c| c == ')' || c == '）' || c == ']')?;
            Some(mended(gap + open.len_utf8() + end + close.len_utf8(), &after[..end]))
        }
        '(' => {
            let (marked, inside) = after.strip_prefix('<').map_or((0, after), |inside| (1, inside));
            let end = address(inside)?;
            let close = inside[end..].chars().next().filter(|&c| c == '）' || c == ')' && marked == 1)?;
            // `(https://example.com"）`
            let target = bare::without_closer(&inside[..end]);
            Some(mended(gap + 1 + marked + end + close.len_utf8(), target))
        }
        '\\' if gap == 0 => {
            let written = parenthesised(after.strip_prefix('(')?)?;
            let target = written.trim_end_matches('\\');
            let is_link = is_target(target) && !target.contains(char::is_whitespace);
            is_link.then(|| mended("\\()".len() + written.len(), target))
        }
        '*' | '_' | '<' | ':' | '：' | '.' => {
            let between = gapless.trim_start_matches(['*', '_', ':', '：', '.']);
            let between =
                ["<br>", "<br/>", "<br />"].into_iter().find_map(|tag| between.strip_prefix(tag)).unwrap_or(between);
            let target = parenthesised(between.trim_start_matches([' ', '\t']).strip_prefix('(')?)?;
            let end = source.len() - between.len() + between.find(target)? + target.len() + 1;
            let written = quoted(gapless[..gapless.len() - between.len()].trim());
            let message = format!("expected `(` directly after `]` of a link, found {written}");
            is_target(target.trim()).then(|| Diagnostic::warning(Code::LINK_GAP, start..end, message))
        }
        _ if gap == 0 => {
            let end = address(gapless)?;
            gapless[end..].starts_with(')').then(|| mended(end + 1, &gapless[..end]))
        }
        _ => None,
    }
}

/// `［Lamp guide］(https://example.com)` and `【Lamp guide】（https://example.com）`, with a bracket as wide as a CJK character; the last
/// one is at `at`.
pub(super) fn wide(source: &str, at: usize) -> Option<Diagnostic> {
    let bracket = source.get(at..)?.chars().next()?;
    let after = at + bracket.len_utf8();
    let opener = source.get(after..)?.chars().next().filter(|c| matches!(c, '(' | '（'))?;
    let rest = near(&source[after + opener.len_utf8()..], MOST_TARGET);
    let target = &rest[..rest.find(|c: char| matches!(c, ')' | '(' | '）' | '［') || c.is_whitespace())?];
    let closer = rest[target.len()..].chars().next().filter(|c| matches!(c, ')' | '）'))?;
    let length = opener.len_utf8() + target.len() + closer.len_utf8();
    let text = before(source, at, MOST_TEXT);
    let open = at - text.len() + text.rfind(['［', '[', '【', ']', '］', '】', '\n', '\r'])?;
    // `[Lamp guide】(https://example.com)` is found by its `[`.
    let is_opener = |&c: &char| c == '［' || c == '【' || c == '[' && bracket == '］';
    let opener = source[open..].chars().next().filter(is_opener)?;
    let text = &source[open + opener.len_utf8()..at];
    let is_text = text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() || text.chars().any(is_cjk);
    let end = after + length;
    let name =
        if [opener, bracket].iter().any(|c| "【】".contains(*c)) { "`【` or `】`" } else { "`［` or `］`" };
    let message = format!("expected `[` and `]` around the text of this link, found {name}; it shows as it is");
    let found = Diagnostic::warning(Code::LINK_BRACKETS, open..end, message);
    (is_text && is_target(target)).then(|| found.with_fix(open..end, format!("[{text}]({target})")))
}

/// `[Lamp guide](https://a.example)(https://b.example)`: the second target of the `link` shows.
pub(super) fn second_target(source: &str, link: Span) -> Option<Diagnostic> {
    let end = link.end as usize;
    let target = parenthesised(near(source.get(end..)?.strip_prefix('(')?, MOST_TARGET))?;
    let is_link =
        source.get(link.range())?.ends_with(')') && is_target(target) && !target.contains(char::is_whitespace);
    let message = "expected one target after the text of this link, found two; the second shows as it is";
    is_link.then(|| Diagnostic::warning(Code::LINK_BRACKETS, end..end + target.len() + "()".len(), message))
}

/// `[[Lamp guide](https://example.com)`: the first of two brackets, at `at`, that only one link follows.
pub(super) fn doubled(source: &str, at: usize) -> Option<Diagnostic> {
    let after = source.get(at + 1..)?.strip_prefix('[')?;
    let text = &after[..after.find(['[', ']', '\n', '\r']).filter(|&end| after[end..].starts_with("]("))?];
    let target = parenthesised(&after[text.len() + "](".len()..])?;
    let rest = &after[text.len() + target.len() + "]()".len()..];
    let closes = rest.find(['[', ']', '\n', '\r']).is_some_and(|end| rest[end..].starts_with(']'));
    if closes || !is_target(target.split_whitespace().next()?) || is_escaped(source, at) {
        return None;
    }
    let message = "expected one `[` before the text of this link, found two; the first shows as it is";
    Some(Diagnostic::warning(Code::LINK_BRACKETS, at..at + 1, message).with_fix(at..at + 1, ""))
}

/// `[Lamp guide][lamp]` and `[Lamp guide][]` with a label that is not defined: the `[` is at `start`, the `]` at `at`. In
/// `array[0][1]`, `[x][y]`, `[A-Z][0-9]` and `[ERROR][Network] failed` the brackets are meant.
pub(super) fn undefined(source: &str, start: usize, at: usize) -> Option<Diagnostic> {
    let text = source.get(start + 1..at)?;
    let rest = source.get(at + 1..)?.strip_prefix('[')?;
    let label = &rest[..rest.find(['[', ']', '\n', '\r']).filter(|&end| rest[end..].starts_with(']'))?];
    let after = &rest[label.len() + 1..];
    let before = source.get(..start)?;
    let is_joined =
        before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, ']' | ')' | '_' | '.' | '"' | '\''));
    let is_word = |text: &str| text.chars().all(|c| c.is_alphanumeric() || " -_.,:'’/&".contains(c));
    if is_joined || after.starts_with(['(', '[', ':']) || !is_word(text) || !is_word(label) || is_escaped(source, at) {
        return None;
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let is_text = letters(text) > if text.contains(' ') || !text.is_ascii() || letters(label) > 3 { 0 } else { 3 };
    let is_name = label.len() > 2 && label.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase());
    let begins_line = || before.trim_end_matches([' ', '\t', '>', '*', '-', '+', '!']).ends_with(['\n', '\r']);
    let ends_line = || {
        let after = after.trim_start_matches([' ', '\t', '.', ',']);
        after.is_empty() || after.starts_with(['\n', '\r'])
    };
    let is_meant = match label.is_empty() {
        true => letters(text) > 0,
        false if text.contains(' ') => is_text && (is_name || letters(label) > 0 && !begins_line()),
        false => is_text && is_name && (!begins_line() || ends_line()),
    };
    let end = at + 1 + label.len() + "[]".len();
    let message = format!(
        "expected the label of a definition after the text of this link, found {}, which is none; the brackets show as they are",
        quoted(&source[at + 1..end])
    );
    is_meant.then(|| Diagnostic::warning(Code::LINK_BRACKETS, start..end, message))
}

fn warning(range: std::ops::Range<usize>, what: &str) -> Diagnostic {
    let message = format!("expected {what}, found none; it shows as it is");
    Diagnostic::warning(Code::LINK_BRACKETS, range, message)
}

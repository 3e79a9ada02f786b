//! Rules about comments that were perhaps meant as markers, and about words that were perhaps meant as either (format §3,
//! §4).

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::link::{ends_with_ignore_case, starts_with_ignore_case};
use crate::metadata::nearest;
use crate::parse::{is_name, near_comment};
use crate::source::{Lines, Next, first_line, is_dash, is_long_dash, near, quoted_snippet, snippet};
use crate::span::Span;
use crate::tree::{Comment, SectionKind};
use crate::visit::Node;

use super::quoted::quoted;
use super::source_cursor::is_escaped;
use super::subject::Subject;

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let source = subject.article.source();
    let mut last: Option<&Comment> = None;
    for node in &subject.nodes {
        match node {
            Node::Comment(comment) => {
                let old = || old_placeholder(source, comment);
                found.extend(
                    placeholder(comment).or_else(old).or_else(|| section(comment)).or_else(|| content(comment)),
                );
                found.extend(goes_on(comment));
                last = Some(comment);
            }
            Node::Paragraph(paragraph) => found.extend(over_lines(source, paragraph.span)),
            Node::Words(words) => {
                let second = last.take().and_then(|comment| second_closer(source, comment.span, words.span));
                found.extend(second.or_else(|| closer_after_marker(source, words.span)));
            }
            _ => {}
        }
    }
}

/// `<!-- ask Ada -- > Turn it on.`, or `->` and a blank line: the comment goes on after what is nearly its end.
fn goes_on(comment: &Comment) -> Option<Diagnostic> {
    let closer = early_closer(&comment.text, Arrows::AreText)?;
    let inside = comment.span.range().start + "<!--".len();
    Some(goes_on_after(&comment.text[closer.clone()], inside + closer.start..inside + closer.end))
}

/// What is said of the nearly closer `shown`, which is at `place`.
pub(super) fn goes_on_after(shown: &str, place: Range<usize>) -> Diagnostic {
    let shown = quoted(shown);
    let message = format!("expected `-->` to end this comment, found {shown}; it hides what is after that, too");
    Diagnostic::warning(Code::COMMENT_CLOSER, place, message)
}

/// What `->` is in a comment without a blank line.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Arrows {
    AreText,
    /// Nearly the end, as another comment begins in it.
    End,
}

/// What is nearly the end of a comment in its `text`, with words after it.
pub(super) fn early_closer(text: &str, arrows_are: Arrows) -> Option<Range<usize>> {
    let is_blank = |line: &str| line.trim_matches(['>', ' ', '\t', '\r', '\n']).is_empty();
    let line_end = first_line(text).len();
    let last = text.trim_end_matches(['>', ' ', '\t', '\r', '\n']).len();
    let goes_over_blank = || Lines::new(text).skip(1).any(|line| line.start < last && is_blank(&text[line]));
    let arrows_end = || match arrows_are {
        Arrows::End => text.find("<!--").unwrap_or_default(),
        Arrows::AreText if goes_over_blank() => line_end,
        Arrows::AreText => 0,
    };
    let mut arrows = None;
    let closer = memchr::memchr_iter(b'>', text.as_bytes()).find_map(|at| {
        let dashes = text[..at].trim_end_matches(['!', ' ']);
        let start = dashes.trim_end_matches(is_dash).len();
        // `->` is an arrow, too.
        let is_closer = match &text[start..=at] {
            // Of another comment in this one.
            whole if whole.ends_with("-->") => false,
            "->" => at < *arrows.get_or_insert_with(arrows_end),
            _ => start < dashes.len(),
        };
        is_closer.then_some(start..at + 1)
    })?;
    (!is_blank(&text[closer.end..])).then_some(closer)
}

/// `<!-- ask Ada --> or Bob -->`: the comment ended before, and the rest shows.
fn second_closer(source: &str, comment: Span, words: Span) -> Option<Diagnostic> {
    let between = source.get(comment.range().end..words.range().start)?;
    let line = first_line(source.get(words.range())?);
    let at = words.range().start + line.find("-->").filter(|_| between.trim_matches([' ', '\t']).is_empty())?;
    let is_first = !line[..at - words.range().start].contains('<');
    let message = "expected one `-->` to end a comment, found another one; what is between them shows";
    is_first.then(|| Diagnostic::warning(Code::COMMENT_CLOSER, at..at + "-->".len(), message))
}

/// `<!--issueDescription-->-->`: what is left of a marker that was written over.
fn closer_after_marker(source: &str, words: Span) -> Option<Diagnostic> {
    let written = source.get(words.range())?;
    let rest = written.trim_start_matches([' ', '\t']);
    let at = words.range().end - rest.len();
    let is_second = rest.starts_with("-->") && source[..at].trim_end_matches([' ', '\t']).ends_with("-->");
    let message = "expected one `-->` to end a marker, found another one, which shows";
    let found = Diagnostic::warning(Code::COMMENT_CLOSER, at..at + "-->".len(), message);
    is_second.then(|| found.with_fix(at..at + "-->".len(), ""))
}

/// `Ask Ada -->`: the end of a comment that nothing begins, at the end of a block, or on a line of its own. An arrow has words on
/// both sides, `Settings --> Lamps`, or goes on on the next line. `words` are the last of those that begin at `block`,
/// if they are.
pub(super) fn unopened(source: &str, block: usize, words: Span, is_last: bool) -> Option<Diagnostic> {
    /// Most bytes of the line before it that are looked at.
    const MOST: usize = 200;
    let written = source.get(words.range())?;
    let at = words.range().start + written.trim_end().strip_suffix("-->")?.len();
    // What nearly begins one is found elsewhere.
    if source.get(block..at).is_none_or(|block| near_comment(block).is_some()) {
        return None;
    }
    let after = source.get(at + "-->".len()..)?.trim_start_matches([' ', '\t']);
    let ends_line = |after: &str| after.is_empty() || after.starts_with(['\n', '\r']);
    // `| Settings --> | Lamps |` goes on in the next cell.
    let ends_row = || after.strip_prefix('|').is_some_and(|rest| ends_line(rest.trim_start_matches([' ', '\t'])));
    let ends_block = is_last && (ends_line(after) || after.starts_with("</") || ends_row());
    if !ends_block && !ends_line(after) || is_escaped(source, at) {
        return None;
    }
    let near = &source.as_bytes()[at.saturating_sub(MOST)..at];
    let line = near.rsplit(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let is_alone = ends_line(after) && line.len() < MOST && line.iter().all(|byte| b" \t>".contains(byte));
    let words = line.trim_ascii_start();
    let is_arrow = || memchr::memmem::find(words.strip_prefix(b"--").unwrap_or(words), b"--").is_some();
    if !(is_alone || ends_block && ends_in_closer(written).is_some() && !is_arrow()) {
        return None;
    }
    let message = "expected `<!--` before this `-->`, found none; what was perhaps meant for a comment shows";
    Some(Diagnostic::warning(Code::COMMENT_CLOSER, at..at + "-->".len(), message))
}

/// The `-->` that ends `text` after words without another arrow.
fn ends_in_closer(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let words = text.strip_suffix("-->")?;
    // `-- Ask Ada -->`
    let words = words.trim_start().trim_start_matches("--");
    let is_words = words.contains(char::is_alphanumeric) && !words.contains(['<', '>', '→']) && !words.contains("--");
    is_words.then(|| &text[text.len() - "-->".len()..])
}

/// `<-- ask Ada⏎or Bob -->`: a paragraph of more than a line that begins and goes on as what is nearly a comment does.
fn over_lines(source: &str, paragraph: Span) -> Option<Diagnostic> {
    let written = source.get(paragraph.range())?;
    let (_, is_marked) = near_comment(written).filter(|_| !written.starts_with("<!--"))?;
    let line = first_line(written);
    let end = written.find("-->")? + "-->".len();
    let shown = quoted(&written[..end]);
    let message = format!("expected `<!--` and `-->` around a comment, found {shown}; it shows as it is");
    let start = paragraph.range().start;
    // After `<!-`, which is nothing else, the line is enough, and [`among_words`] finds it.
    (!is_marked && end > line.len()).then(|| Diagnostic::warning(Code::COMMENT_MISSPELT, start..start + end, message))
}

/// `<!--$vm-name-->`: no name holds a dash.
fn placeholder(comment: &Comment) -> Option<Diagnostic> {
    let name = comment.text.trim().trim_start_matches('/').strip_prefix('$')?;
    let shown = if name.is_empty() { "nothing".to_owned() } else { quoted_snippet(name) };
    let message = format!("expected the name of a placeholder after `$`, found {shown}; it is a comment");
    Some(Diagnostic::warning(Code::NOTE_LIKE_MARKER, comment.span, message))
}

/// `[lamp]<!--($lamp-->` and `[lamp]<!--(lamp)-->`: nearly the placeholder of old.
fn old_placeholder(source: &str, comment: &Comment) -> Option<Diagnostic> {
    let written = comment.text.trim();
    let name = written.trim_matches(|c: char| matches!(c, '(' | ')' | '$' | '{' | '}' | '/' | ' '));
    let before = source.get(..comment.span.range().start)?.strip_suffix(']')?;
    let is_default = !name.is_empty() && before.strip_suffix(name).is_some_and(|before| before.ends_with('['));
    let message = format!("{} is a comment; did you mean `(${})`?", quoted_snippet(written), snippet(name));
    let found = Diagnostic::warning(Code::NOTE_LIKE_MARKER, comment.span, message);
    (is_default && written.starts_with(['(', '$', '{']))
        .then(|| found.with_fix(comment.span, format!("<!--(${name})-->")))
}

/// `<!--issueDescripton-->`
fn section(comment: &Comment) -> Option<Diagnostic> {
    let written = comment.text.trim();
    let (slash, name) = named(written);
    // `<!--description-->` is a word of several names, and no slip in `rcaDescription`.
    let is_word_of = |whole: &str| {
        let before = whole.len().saturating_sub(name.len());
        ends_with_ignore_case(whole, name)
            && before > 0
            && whole[before..].starts_with(|c: char| c.is_ascii_uppercase())
    };
    let meant = nearest(name, names()).filter(|meant| !is_word_of(meant))?;
    let message = format!("{} is a comment; did you mean `{slash}{meant}`?", quoted_snippet(written));
    let warning = Diagnostic::warning(Code::NOTE_LIKE_MARKER, comment.span, message);
    Some(warning.with_fix(comment.span, format!("<!--{slash}{meant}-->")))
}

/// `<!--issueDescription⏎It is hot.⏎-->`: what was perhaps meant for the words of a section is hidden. A name with a blank before
/// it, or one that is a word, may begin a note.
fn content(comment: &Comment) -> Option<Diagnostic> {
    let text = &*comment.text;
    let rest = text.trim_start();
    let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
    let known = names().find(|known| known.eq_ignore_ascii_case(name))?;
    let after = rest[name.len()..].trim_start_matches(['-', ':', '>', ' ', '\t']);
    let is_line = after.starts_with(['\n', '\r']);
    let is_name = rest.len() == text.len() && name.contains(|c: char| c.is_ascii_uppercase());
    let message = format!("the comment that begins with `{name}` hides what is in it; did you mean `<!--{known}-->`?");
    let is_more = !after.trim().is_empty();
    let end = comment.span.range().start + "<!--".len() + text.len() - rest.len() + name.len();
    (is_more && (is_line || is_name))
        .then(|| Diagnostic::warning(Code::NOTE_LIKE_MARKER, comment.span.range().start..end, message))
}

/// The name in a comment that is nearly the marker of a section, and the `/` of one that ends it: `</issueDescription>` and `end
/// issueDescription` mean that, too.
fn named(written: &str) -> (&'static str, &str) {
    let inside = written.trim_start_matches('<').trim_end_matches('>').trim();
    let name = inside.trim_start_matches(['/', '\\']);
    let ends = ["end of ", "end ", "end", "close "].into_iter().find_map(|word| {
        let rest = inside.get(word.len()..).filter(|_| starts_with_ignore_case(inside, word))?.trim_start();
        // `endpointDescription` has no such name in it.
        names().any(|name| name.eq_ignore_ascii_case(rest)).then_some(rest)
    });
    match ends {
        Some(name) => ("/", name),
        None if name.len() < inside.len() => ("/", name.trim()),
        None => ("", name.trim()),
    }
}

/// `&lt;!--$lamp--&gt;`: the markers of placeholders whose brackets an editor replaced; `written` is at `start`.
pub(super) fn referenced<'s>(start: usize, written: &'s str) -> impl Iterator<Item = Diagnostic> + use<'s> {
    const OPENER: &str = "&lt;!--";
    /// Most bytes after it that are looked at.
    const MOST: usize = 128;
    memchr::memmem::find_iter(written.as_bytes(), OPENER).filter_map(move |at| {
        let inside = near(&written[at + OPENER.len()..], MOST);
        let (slash, name) = inside.strip_prefix('/').map_or(("", inside), |name| ("/", name));
        let name = name.strip_prefix('$')?;
        let closers = ["--&gt;", "-->"].into_iter();
        let (length, closer) = closers.filter_map(|closer| Some((name.find(closer)?, closer.len()))).min()?;
        let name = &name[..length];
        let range = at..at + OPENER.len() + slash.len() + "$".len() + length + closer;
        let marker = format!("<!--{slash}${name}-->");
        let message = format!("{} is text; did you mean `{marker}`?", quoted(&written[range.clone()]));
        let span = start + range.start..start + range.end;
        let found = Diagnostic::warning(Code::NOTE_LIKE_MARKER, span.clone(), message);
        is_name(name).then(|| found.with_fix(span, marker))
    })
}

/// `\<!--issueDescription-->` on a line of its own, and `\<!--$lamp--\>[lamp]\<!--/$lamp--\>`: markers as converters of HTML write
/// them. Among words, `\<!--$lamp-->` shows what to write. The `written` words are at `start`.
pub(super) fn escaped<'s>(
    source: &'s str,
    start: usize,
    written: &'s str,
) -> impl Iterator<Item = Diagnostic> + use<'s> {
    memchr::memmem::find_iter(written.as_bytes(), "<!--").filter_map(move |at| {
        let at = start + at;
        let (marker, length) = is_escaped(source, at).then(|| escaped_marker(source, at)).flatten()?;
        let range = at - 1..at + length;
        let message = format!("{} is text; did you mean `{marker}`?", quoted(&source[range.clone()]));
        Some(Diagnostic::warning(Code::NOTE_LIKE_MARKER, range.clone(), message).with_fix(range, marker))
    })
}

/// The marker that was perhaps meant by the escaped one at `at`, and its length there.
fn escaped_marker(source: &str, at: usize) -> Option<(String, usize)> {
    /// Most bytes after it that are looked at.
    const MOST: usize = 128;
    const OPENER: &str = "<!--";
    let inside = near(source.get(at + OPENER.len()..)?, MOST);
    let closers = ["--\\>", "-->"].into_iter();
    let (end, closer) = closers.filter_map(|closer| Some((inside.find(closer)?, closer.len()))).min()?;
    let length = OPENER.len() + end + closer;
    let (slash, name) = inside[..end].trim().strip_prefix('/').map_or(("", inside[..end].trim()), |name| ("/", name));
    let (before, after) = (&source[..at - 1], &source[at + length..]);
    if let Some(variable) = name.strip_prefix('$') {
        let has_default = if slash.is_empty() { after.starts_with(['[', '\\']) } else { before.ends_with(']') };
        return (has_default && is_name(variable)).then(|| (format!("<!--{slash}{name}-->"), length));
    }
    let known = names().find(|known| known.eq_ignore_ascii_case(name))?;
    let is_blank = |c: char| matches!(c, ' ' | '\t');
    let before = before.trim_end_matches(is_blank);
    let begins = before.is_empty() || before.ends_with(['\n', '\r']);
    let is_line = begins && first_line(after).trim_matches(is_blank).is_empty();
    is_line.then(|| (format!("<!--{slash}{known}-->"), length))
}

/// The names of sections that every type of article has.
fn names() -> impl Iterator<Item = &'static str> {
    let is_everywhere = |kind: &SectionKind| *kind != SectionKind::Titled && !kind.is_quick_start();
    SectionKind::ALL.into_iter().filter(is_everywhere).map(SectionKind::as_str)
}

/// `a <!- ask Ada -> b`: the comments among words that are only nearly comments; `written` is at `start`.
///
/// An arrow may begin as `<--` and end as `-->`, but no text does both.
pub(super) fn among_words<'s>(
    source: &'s str,
    start: usize,
    written: &'s str,
) -> impl Iterator<Item = Diagnostic> + use<'s> {
    let mut from = 0;
    let (mut line_end, mut closers) = (Next::default(), [Next::default(), Next::default()]);
    std::iter::from_fn(move || {
        loop {
            let at = from + memchr::memchr(b'<', written.get(from..)?.as_bytes())?;
            from = at + 1;
            if is_escaped(source, start + at) {
                continue;
            }
            let Some((opener, is_marked)) = near_comment(&written[at..]) else { continue };
            let line_end = line_end.offset(at, || Some(at + first_line(&written[at..]).len()));
            // After the `<`, as in `<!-a-><!-b->` the closer of the first comment ends where the second begins.
            let closer = closers[usize::from(is_marked)].offset(from, || next_closer(written, at, is_marked));
            let closer = closer.filter(|&closer| line_end.is_none_or(|end| closer <= end));
            let Some(end) = closer.or_else(|| is_marked.then_some(at + opener)) else { continue };
            from = end;
            // `A <--> B`
            if !is_marked && is_arrow(written, at..end) {
                continue;
            }
            let shown = quoted(&written[at..end]);
            let message = format!("expected `<!--` and `-->` around a comment, found {shown}; it shows as it is");
            return Some(Diagnostic::warning(Code::COMMENT_MISSPELT, start + at..start + end, message));
        }
    })
}

/// Whether what begins as `<--` and ends as `-->` is an arrow, or two: `<-->`, `<-- B, A <-->`, and between words that it joins
/// `<-- 443 -->` and `<-- HTTPS -->`, in which nothing is said to anybody.
fn is_arrow(written: &str, range: Range<usize>) -> bool {
    let arrow = &written[range.clone()];
    let joins = written[..range.start].trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ')')
        && written[range.end..].trim_start().starts_with(|c: char| c.is_alphanumeric() || c == '(');
    let is_label = arrow.is_ascii() && !arrow.bytes().any(|byte| byte.is_ascii_lowercase() || b"$:!?".contains(&byte));
    arrow.bytes().all(|byte| b"<->".contains(&byte)) || arrow.ends_with("<-->") || joins && is_label
}

/// Where the next closer ends that comes after `from`: `-->`, where the opener `is_marked` by a `!` also `->` and the like.
fn next_closer(written: &str, from: usize, is_marked: bool) -> Option<usize> {
    let closes = |at: &usize| {
        let before = written[from..*at].trim_end_matches(' ');
        if is_marked { before.ends_with(is_dash) } else { before.ends_with("--") || before.ends_with(is_long_dash) }
    };
    let mut brackets = memchr::memchr_iter(b'>', &written.as_bytes()[from..]).map(|at| from + at);
    brackets.find(closes).map(|at| at + 1)
}

/// `!--issueDescription-->`: a word that is nearly a marker, and was not taken for one; `written` is at `start`.
pub(super) fn marker_among_words(source: &str, start: usize, written: &str) -> Option<Diagnostic> {
    if !written.contains('>') && !written.contains("&gt;") {
        return None;
    }
    let lower = written.to_ascii_lowercase();
    names().find_map(|name| {
        let at = lower.find(&name.to_ascii_lowercase())?;
        let (before, after) = (&written[..at], &written[at + name.len()..]);
        let begins =
            before.trim_end_matches(|c| is_dash(c) || matches!(c, '<' | '‹' | '＜' | '!' | '！' | '/' | '\\' | ' '));
        let begins = begins.strip_suffix("&lt;").unwrap_or(begins).len();
        let opener = written[begins..at].trim_start();
        let closer = after.trim_start_matches(|c| is_dash(c) || matches!(c, '!' | '/' | ' '));
        let closer = after.len() - closer.strip_prefix('>').or_else(|| closer.strip_prefix("&gt;"))?.len();
        let place = at - opener.len();
        // `issueDescription-->`, but not `Use the link -->`.
        let is_bare = || {
            let joins = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '<' | '_'));
            opener.is_empty() && !joins && after.starts_with("--") && name.contains(|c: char| c.is_ascii_uppercase())
        };
        // `<issueDescription>` is a tag that shows, `\<!--issueDescription-->` shows what to write.
        if !opener.contains(|c| is_dash(c) || matches!(c, '!' | '！')) && !is_bare()
            || opener.starts_with("\\<")
            || is_escaped(source, start + place)
        {
            return None;
        }
        // `<\!--issueDescription-->` opens it, `<!-\issueDescription-->` was to close it.
        let slash = if opener.contains('/') || opener.ends_with('\\') { "/" } else { "" };
        let range = start + place..start + at + name.len() + closer;
        let shown = quoted(&written[place..at + name.len() + closer]);
        let message = format!("{shown} is text; did you mean `<!--{slash}{name}-->`?");
        let found = Diagnostic::warning(Code::NOTE_LIKE_MARKER, range.clone(), message);
        Some(found.with_fix(range, format!("<!--{slash}{name}-->")))
    })
}

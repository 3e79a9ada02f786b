//! What is nearly a comment, a marker or a line break: `<!--/$x>`, `<--issueDescription-->`, `<br\>` (format §3 to §5).

use std::ops::Range;

use crate::source::{is_dash, is_long_dash};

use super::marker::{Dialect, Marker, Spelling, marker};
use super::scan::Token;

/// The longest inside of a marker that is looked at, in bytes: a name, and what is around it.
const MAX_MARKER: usize = 128;

/// How long the opener is that `text` begins with: `<!--`, or nearly that.
///
/// ```text
/// opener = "<" *SP "!" *SP 1*dash / "<" ( 2*dash / long-dash ) [ "!" ]
/// ```
fn opener(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return Some(4);
    }
    let after = text.strip_prefix('<')?;
    let (marked, dashes) = match after.trim_start_matches(' ').strip_prefix('!') {
        Some(after) => (true, after.trim_start_matches(' ')),
        None => (false, after),
    };
    let rest = dashes.trim_start_matches(is_dash);
    let run = &dashes[..dashes.len() - rest.len()];
    if marked {
        return (!run.is_empty()).then_some(text.len() - rest.len());
    }
    let rest = rest.strip_prefix('!').unwrap_or(rest);
    (!matches!(run, "" | "-")).then_some(text.len() - rest.len())
}

/// The length of the closer that `text` ends with: `-->`, or nearly that.
fn closer(text: &str) -> Option<usize> {
    let inside = text.strip_suffix('>')?;
    let rest = inside.trim_end_matches(|c| is_dash(c) || c == ' ');
    let dash = inside[rest.len()..].find(is_dash)?;
    Some(text.len() - rest.len() - dash)
}

/// A damaged marker at the start of `text`, and its length.
///
/// ```text
/// damaged = opener *space ( "$" name / "/$" name / [ "/" ] section-name ) *space closer   ; not with `<!--` and `-->`
///         / "</" [ "!" ] "--" *space ( "$" name / section-name ) *space closer
/// closer  = *( dash / "!" / "/" / SP ) ">"
/// ```
fn damaged(text: &str, dialect: Dialect) -> Option<(Marker<'_>, usize)> {
    let slashed = ["</--", "</!--"].into_iter().find(|opener| text.starts_with(opener));
    let start = slashed.map_or_else(|| opener(text), |opener| Some(opener.len()))?;
    let near = text.as_bytes()[start..].iter().take(MAX_MARKER);
    let end = near.into_iter().position(|&byte| matches!(byte, b'>' | b'<' | b'\n' | b'\r'))?;
    let inside = text.get(start..start + end).filter(|_| text.as_bytes()[start + end] == b'>')?;
    let name = inside.trim_end_matches(|c: char| is_dash(c) || matches!(c, '!' | '/' | ' ' | '\t'));
    let closer = inside[name.len()..].trim_start_matches([' ', '\t']);
    // `<!---/issueDescription-->`
    if text.starts_with("<!--") && closer == "--" && !name.starts_with('-') {
        return None;
    }
    let found = match marker(name.trim_start_matches('-').trim(), dialect) {
        Marker::Open { name, .. } if slashed.is_some() => Marker::Close { name, spelling: Spelling::Damaged },
        Marker::SectionOpen(kind) if slashed.is_some() => Marker::SectionClose(kind),
        _ if slashed.is_some() => return None,
        old @ Marker::Open { spelling: Spelling::Parenthesised, .. } => old,
        Marker::Open { name, .. } => Marker::Open { name, spelling: Spelling::Damaged },
        Marker::Close { name, .. } => Marker::Close { name, spelling: Spelling::Damaged },
        // `<!-- nextSteps > later -->` is a comment that says something.
        Marker::SectionOpen(_) | Marker::SectionClose(_) if closer.is_empty() && inside.len() > name.len() => {
            return None;
        }
        // `<!--issueDescription/-->`: the `/` is on the other side.
        Marker::SectionOpen(kind) if closer.starts_with('/') => Marker::SectionClose(kind),
        section @ (Marker::SectionOpen(_) | Marker::SectionClose(_)) => section,
        Marker::Bare { .. } | Marker::BareClose { .. } | Marker::Comment => return None,
    };
    let end = start + end + 1;
    // `<!--/issueDescription>-->`
    let is_twice = text[end..].starts_with("-->");
    Some((found, if is_twice { end + "-->".len() } else { end }))
}

/// The same after the markers in `tokens`: with its `/` on the other side, `<!--issueDescription/-->` opens a section where none of
/// that name is open.
pub(super) fn after<'t>(tokens: &[Token<'_>], text: &'t str, dialect: Dialect) -> Option<(Marker<'t>, usize)> {
    /// Most markers that are looked back at.
    const MOST: usize = 64;
    let (marker, length) = damaged(text, dialect)?;
    let Marker::SectionClose(kind) = marker else { return Some((marker, length)) };
    let of_kind = |token: &Token<'_>| match token.marker {
        Marker::SectionOpen(other) => (other == kind).then_some(true),
        Marker::SectionClose(other) => (other == kind).then_some(false),
        _ => None,
    };
    let is_turned =
        || text[..length].trim_end_matches(|c| c == '>' || c == '!' || c == ' ' || is_dash(c)).ends_with('/');
    let is_open = || tokens.iter().rev().take(MOST).find_map(of_kind) == Some(true);
    let opens = is_turned() && !is_open();
    Some((if opens { Marker::SectionOpen(kind) } else { marker }, length))
}

/// The marker that `line` begins with, without its `>`.
pub(super) fn cut(body: &str, line: Range<usize>, dialect: Dialect) -> Option<(Marker<'_>, usize)> {
    cut_section(body, line.clone(), dialect).or_else(|| cut_placeholder(body, line))
}

/// The section marker that is all of what is left of its `line`, without its `>`, and its length: `<!--issueDescription--`.
/// As a comment it would hide the next one.
fn cut_section<'t>(body: &'t str, line: Range<usize>, dialect: Dialect) -> Option<(Marker<'t>, usize)> {
    let inside = body[line.clone()].strip_prefix("<!--").filter(|inside| inside.len() <= MAX_MARKER)?;
    let name = inside.trim_end_matches(|c: char| is_dash(c) || c.is_whitespace());
    let section = marker(name.trim(), dialect);
    if !matches!(section, Marker::SectionOpen(_) | Marker::SectionClose(_)) {
        return None;
    }
    (!is_ended(&body.as_bytes()[line.end..])).then_some((section, line.len()))
}

/// Whether a comment that goes on in `after` ends before another one begins.
fn is_ended(after: &[u8]) -> bool {
    let is_closer = |at: &usize| after[*at] == b'>' && after[..*at].ends_with(b"--");
    let mut signs = memchr::memchr2_iter(b'<', b'>', after);
    let next = signs.find(|at| is_closer(at) || after[*at..].starts_with(b"<!--"));
    next.is_some_and(|at| after[at] == b'>')
}

/// The placeholder's marker that `line` begins with, without its `>`, and its length, where a bracket follows, or its line ends
/// and it would hide the next comment: `<!--$vm--[vm]`, `<!--/$vm--`.
fn cut_placeholder(body: &str, line: Range<usize>) -> Option<(Marker<'_>, usize)> {
    let after = &body.as_bytes()[line.end..];
    let line = &body[line];
    let inside = line.strip_prefix("<!--").filter(|inside| inside.trim_start().starts_with(['$', '/']))?;
    let end = inside.bytes().take(MAX_MARKER).position(|byte| matches!(byte, b'-' | b'>' | b'<'))?;
    let (name, dashes) = inside.split_at(end);
    let rest = dashes.trim_start_matches('-');
    let ends_line = || rest.bytes().all(|byte| byte.is_ascii_whitespace()) && !is_ended(after);
    let is_cut = dashes.len() - rest.len() >= 2 && (rest.starts_with(['[', '<']) || ends_line());
    let spelling = Spelling::Damaged;
    let found = match marker(name.trim_end(), Dialect::Standard) {
        Marker::Open { name, .. } => Marker::Open { name, spelling },
        Marker::Close { name, .. } => Marker::Close { name, spelling },
        _ => return None,
    };
    is_cut.then_some((found, line.len() - rest.len()))
}

/// The inside of the comment that is all of `line`, where its opener is nearly `<!--`. One backslash after it does not
/// count. After `<!-`, which is nothing else, `->` closes it as well.
pub(crate) fn misspelt_comment(line: &str) -> Option<Range<usize>> {
    if line.starts_with("<!--") {
        return None;
    }
    let line = line.strip_suffix('\\').unwrap_or(line);
    let (start, is_marked) = near_comment(line)?;
    let inside = line.get(start..)?;
    let is_arrow =
        |text: &str| !text.ends_with("-->") && !text.strip_suffix('>').is_some_and(|it| it.ends_with(is_long_dash));
    let is_closer = |text: &str| closer(text).filter(|_| is_marked || !is_arrow(text));
    let inside = &inside[..inside.len() - is_closer(inside)?];
    let is_more = inside.match_indices('>').any(|(at, _)| is_closer(&inside[..=at]).is_some());
    (!is_more && !inside.contains(['\n', '\r'])).then_some(start..start + inside.len())
}

/// How long what is nearly `<!--` at the start of `text` is, and whether it has the `!` that no arrow has.
pub(crate) fn near_comment(text: &str) -> Option<(usize, bool)> {
    opener(text).map(|length| (length, text[1..].trim_start_matches(' ').starts_with('!')))
}

/// The length of the tag that `text` begins with, where it is nearly a `<br>`, which it is not for CommonMark.
///
/// ```text
/// odd-break = "<" *( SP / "/" / "\" ) "br" *( SP / %xA0 / "/" / "\" / "." / "," / ";" / DQUOTE / "'" ) ">" / "<br`>"
/// ```
pub(super) fn odd_break(text: &str) -> Option<usize> {
    const MOST_AROUND: usize = 4;
    let bytes = text.as_bytes();
    let run = |from: usize, of: &[u8]| {
        bytes.get(from..).map_or(0, |rest| rest.iter().take(MOST_AROUND).take_while(|byte| of.contains(byte)).count())
    };
    let before = run(1, b" /\\");
    let name = 1 + before;
    if !bytes.get(name..name + 2)?.eq_ignore_ascii_case(b"br") {
        return None;
    }
    // `<br`>` and then a backtick are code.
    let is_ticked = bytes.get(name + 2..).is_some_and(|rest| rest.starts_with(b"`>") && rest.get(2) != Some(&b'`'));
    let after = if is_ticked { 1 } else { run(name + 2, b" \xC2\xA0/\\.,;:\"'") };
    let end = name + 2 + after;
    if bytes.get(end) != Some(&b'>') {
        return None;
    }
    let trailing = text[name + 2..end].trim_start_matches(' ');
    let is_tag = match &text[1..name] {
        "" => matches!(trailing, "" | "/"),
        "/" => trailing.is_empty(),
        _ => false,
    };
    (!is_tag).then_some(end + 1)
}

/// The length of what is nearly a `<br>` at `at`, on a line that ends at `end`: also one without its `>`, which does not come later
/// either.
pub(super) fn break_at(body: &str, at: usize, end: usize) -> Option<usize> {
    let text = &body[at..end];
    odd_break(text).or_else(|| cut_break(text).filter(|length| !goes_on(&body[at + length..])))
}

/// Whether a tag goes on in `after`: its `>` comes before another tag and the end of its paragraph, and does not mark a quote.
pub(super) fn goes_on(after: &str) -> bool {
    /// Most bytes of a tag that are looked at.
    const MOST: usize = 200;
    let near = &after.as_bytes()[..after.len().min(MOST)];
    let Some(end) = memchr::memchr2(b'<', b'>', near).filter(|&end| near[end] == b'>') else { return false };
    let lines = near[..end].iter().filter(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    let (mut blank, mut line) = (false, false);
    for byte in lines {
        line = *byte == b'\n';
        if line && blank {
            return false;
        }
        blank = line;
    }
    !(line && near.get(end + 1) == Some(&b' '))
}

/// The length of the `<br` or `<br/` that `text` begins with, if the line or the cell of a table ends after it, or other words or
/// tags follow.
pub(super) fn cut_break(text: &str) -> Option<usize> {
    let slash = usize::from(text.starts_with("</"));
    let (name, rest) = text.split_at_checked("<br".len() + slash)?;
    let after = rest.trim_start_matches(['/', ' ', '\t']);
    let marks = &rest[..rest.len() - after.len()];
    let is_apart = marks.ends_with([' ', '\t']);
    let is_cut = match after.chars().next() {
        None | Some('|' | '<') => true,
        Some(c) if !c.is_ascii() => true,
        Some(c) => is_apart && c.is_alphanumeric() && !after.split(' ').next().unwrap_or_default().contains('='),
    };
    (is_cut && name.trim_start_matches(['<', '/']).eq_ignore_ascii_case("br"))
        .then_some(name.len() + marks.trim_end().len())
}

/// Whether something of this file may begin with the `<` at `at`, by the bytes after it.
pub(super) fn may_begin(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at + 1) {
        Some(b'!' | b'-' | 0xE2 | 0xEF) => true,
        Some(b'b' | b'B') => {
            let after = bytes.get(at + 3..).unwrap_or_default();
            !after.starts_with(b">") && !after.starts_with(b"/>") && breaks_line(&bytes[at + 1..])
        }
        Some(b'/' | b'\\' | b' ') => {
            let blanks = bytes[at + 1..].iter().take(4).take_while(|byte| b" /\\".contains(byte)).count();
            let after = &bytes[at + 1 + blanks..];
            after.first() == Some(&b'!')
                || after.starts_with(b"--")
                || !bytes[at + 1..].starts_with(b"/br>") && breaks_line(after)
        }
        _ => false,
    }
}

fn breaks_line(name: &[u8]) -> bool {
    name.get(..2).is_some_and(|name| name.eq_ignore_ascii_case(b"br"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::first_line;
    use crate::tree::SectionKind;

    #[track_caller]
    fn is(text: &str, expected: Option<(Marker<'_>, usize)>) {
        assert_eq!(damaged(text, Dialect::Standard), expected, "{text:?}");
    }

    #[test]
    fn placeholders() {
        let close = |name| Marker::Close { name, spelling: Spelling::Damaged };
        let open = |name| Marker::Open { name, spelling: Spelling::Damaged };
        is("<!--/$x> y", Some((close("x"), 8)));
        is("<!-- /$x-- > y", Some((close("x"), 12)));
        is("<!--$x>[x]", Some((open("x"), 7)));
        is("<--/$EndTime-->", Some((close("EndTime"), 15)));
        is("<! --$x—>", Some((open("x"), "<! --$x—>".len())));
        is("<!--$x-->[x]", None);
        is("</--$x--> y", Some((close("x"), 9)));
        is("</!--$x-->", Some((close("x"), 10)));
        is("</--/$x-->", None);
        let cut = |text: &'static str| cut_placeholder(text, 0..first_line(text).len());
        assert_eq!(cut("<!--/$x--\nb <!-- c -->"), Some((close("x"), 9)));
        assert_eq!(cut("<!--$x--\nAsk Ada -->"), None);
        assert_eq!(cut("<!--$x--[x]"), Some((open("x"), 8)));
        assert_eq!(cut("<!--/$x--"), Some((close("x"), 9)));
        assert_eq!(cut("<!--/$x -- "), Some((close("x"), 10)));
        for other in ["<!--$x-->[x]", "<!--$x-- y", "<!--$x", "<!--$x-[x]", "<!--x--", "<!--$x-y--["] {
            assert_eq!(cut(other), None, "{other:?}");
        }
        is("<!--note>", None);
        is("<-$x-->", None);
    }

    #[test]
    fn sections() {
        let (open, close) =
            (Marker::SectionOpen(SectionKind::IssueDescription), Marker::SectionClose(SectionKind::IssueDescription));
        is("<!--issueDescription-- >", Some((open, 24)));
        is("<!--issueDescription->", Some((open, 22)));
        is("<!--issueDescription>", Some((open, 21)));
        is("<!-/issueDescription-->", Some((close, 23)));
        is("<!— issuedescription —>", Some((open, "<!— issuedescription —>".len())));
        is("<--/ issueDescription -- >", Some((close, 26)));
        is("<--!/issueDescription-->", Some((close, 24)));
        is("<!--issueDescription--/>", Some((open, 24)));
        is("<!--issueDescription/-->", Some((close, 24)));
        is("<!--/issueDescription>--> a", Some((close, 25)));
        is("< !--issueDescription-->", Some((open, 24)));
        is("</--issueDescription-->", Some((close, 23)));
        is("<!---/issueDescription-->", Some((close, 25)));
        is("<!--- issueDescription --->", Some((open, 27)));
        is("<!--issueDescription-->", None);
        is("<!-- issueDescription > later -->", None);
        is("<!--issueDescription is here-- >", None);
    }

    #[test]
    fn comments() {
        let inside = |line: &'static str| misspelt_comment(line).map(|range| &line[range]);
        assert_eq!(inside("<-- a -->"), Some(" a "));
        assert_eq!(inside("<!- a -->\\"), Some(" a "));
        assert_eq!(inside("<! -- a -->"), Some(" a "));
        assert_eq!(inside("< !-- a -->"), Some(" a "));
        assert_eq!(inside("<—- a —>"), Some(" a "));
        assert_eq!(inside("< ! a -->"), None);
        assert_eq!(inside("<–– a -->"), Some(" a "));
        assert_eq!(inside("<!-- a -->"), None);
        assert_eq!(inside("<- a -->"), None);
        assert_eq!(inside("<-- a"), None);
        assert_eq!(inside("<-- a --> b"), None);
        assert_eq!(inside("<-- a --> b -->"), None);
        assert_eq!(inside("<--! a -->"), Some(" a "));
        assert_eq!(inside("<!- a ->"), Some(" a "));
        assert_eq!(inside("<! -- a - - >\\"), Some(" a "));
        assert_eq!(inside("<!—a—>"), Some("a"));
        assert_eq!(inside("<!- 1 - 2 > 3 ->"), Some(" 1 - 2 > 3 "));
        assert_eq!(inside("<!- a -> b ->"), None);
        assert_eq!(inside("<-- a ->"), None);
    }

    #[test]
    fn breaks() {
        for odd in
            ["<br / >", "<br\\>", "</ br>", "<br.>", "</br/>", "<BR\\ >", "< br/>", "<br,>", "<br`>", "<br\u{A0}/>"]
        {
            assert_eq!(odd_break(&format!("{odd}a")), Some(odd.len()), "{odd:?}");
            assert!(may_begin(odd.as_bytes(), 0), "{odd:?}");
        }
        for other in
            ["<br>", "<br />", "<br/>", "</br>", "<br  >", "<bra>", "<br", "<br.com>", "<b\\>", "<br`>`", "<br `>"]
        {
            assert_eq!(odd_break(other), None, "{other:?}");
        }
        assert_eq!(["<br", "<BR /  ", "<br/", "<br |", "<br x", "<br<b>"].map(cut_break), [3, 5, 4, 3, 3, 3].map(Some));
        assert_eq!(cut_break("</br"), Some(4));
        assert_eq!(["<br>", "<br x=1", "<b", "<bra", "<br.x", "<br >"].map(cut_break), [None; 6]);
        assert!(["\n>", " clear>", "\r\n />", "\n x >"].into_iter().all(goes_on));
        assert!(!["", "\n> a", " a", "\n\n>", "\r\n \r\na>", "<b>"].into_iter().any(goes_on));
    }
}

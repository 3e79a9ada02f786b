//! `**`, `__` and `~~` that stay as they are typed (format §5).

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{is_cjk, is_cjk_punctuation};
use crate::span::Span;
use crate::tree::{Inline, Style};

use super::literal;
use super::source_cursor::is_escaped;
use super::tight::tight;

/// Marks side by side in a text that no more are an ornament than a mistake.
const MOST: usize = 4;

/// The marks that make nothing of text when there is one of them only.
pub(super) const MARKS: [u8; 3] = *b"*_~";

/// The runs of [`MARKS`] that show in `written`, which is at `start`, and that the author did not escape: two to four asterisks, two of
/// the others. With each comes the number of its mark.
pub(super) fn runs<'s>(
    source: &'s str,
    start: usize,
    written: &'s str,
) -> impl Iterator<Item = (usize, Span)> + use<'s> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + memchr::memchr3(MARKS[0], MARKS[1], MARKS[2], written.get(from..)?.as_bytes())?;
            let mark = written.as_bytes()[at];
            let length = written.as_bytes()[at..].iter().take_while(|byte| **byte == mark).count();
            from = at + length;
            let begin = start + at;
            if is_run(source, begin, length, mark) && !is_escaped(source, begin) {
                let kind = MARKS.iter().position(|known| *known == mark)?;
                return Some((kind, Span::new(begin, begin + length)));
            }
        }
    })
}

/// Whether `length` of `mark` at `at` are a run that shows and may have been meant for emphasis: more are an ornament, or a line
/// to write on. In `src/**` and `**/*.log` they are patterns, in `2**10` and `2 ** 10` powers.
fn is_run(source: &str, at: usize, length: usize, mark: u8) -> bool {
    let is_mark = |byte: &&u8| **byte == mark;
    let bytes = source.as_bytes();
    let (before, after) = (&bytes[..at], bytes.get(at + length..).unwrap_or_default());
    let all = before.iter().rev().take(MOST + 1).take_while(is_mark).count()
        + bytes[at..].iter().take(MOST + 1).take_while(is_mark).count();
    let is_pattern = before.last() == Some(&b'/') || after.first() == Some(&b'/');
    let is_power = match (before, after) {
        ([.., left, b' '], [b' ', right, ..]) | ([.., left], [right, ..]) => {
            left.is_ascii_digit() && right.is_ascii_digit()
        }
        _ => false,
    } || is_power(before, after);
    match mark {
        b'*' => length >= 2 && all <= MOST && !is_pattern && !is_power,
        _ => length >= 2 && all <= 2,
    }
}

/// `a ** b`: single letters on both sides.
fn is_power(before: &[u8], after: &[u8]) -> bool {
    let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    let (Some((left, before)), Some((right, after))) = (
        before.strip_suffix(b" ").and_then(<[u8]>::split_last),
        after.strip_prefix(b" ").and_then(<[u8]>::split_first),
    ) else {
        return false;
    };
    left.is_ascii_alphabetic() && right.is_ascii_alphabetic() && !is_word(before.last()) && !is_word(after.first())
}

/// Whether `closer` could end what `opener` begins: as many marks on the same line.
pub(super) fn closes(source: &str, opener: Span, closer: Span) -> bool {
    let between = source.get(opener.end as usize..closer.start as usize).unwrap_or("\n");
    opener.len() == closer.len() && !between.contains(['\n', '\r'])
}

/// What `marks` are called, and what two runs of them do with a text.
pub(super) fn names(marks: &str) -> (&'static str, &'static str) {
    match marks.as_bytes().first() {
        Some(b'~') => ("tildes", "strike text out"),
        Some(b'_') => ("underscores", "make text bold"),
        _ => ("asterisks", "make text bold"),
    }
}

/// One `**` or `~~` that no other belongs to. In `AccountKey=***`, `2**3` and `~~5` the marks are meant, and in names underscores.
pub(super) fn single(source: &str, run: Span) -> Option<Diagnostic> {
    let marks = source.get(run.range())?;
    let before = source.get(..run.start as usize)?.chars().next_back();
    let after = source.get(run.end as usize..)?.chars().next();
    let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_mask = marks.len() > 2
        && match (touches(before), touches(after)) {
            (false, false) | (true, true) => true,
            // `****1234`
            (false, true) => after.is_some_and(|c| c.is_ascii_digit()),
            // `k***@example.com`, `密码****`: three may be all that is left of `***Lamp***`.
            (true, false) => marks.len() > 3 || after == Some('@'),
        };
    let is_power = (touches(before) || marks == "~~") && after.is_some_and(|c| c.is_ascii_digit());
    if is_mask || is_power || marks.starts_with('_') {
        return None;
    }
    let (name, use_) = names(marks);
    let message = format!("expected another `{marks}` to {use_} with, found none; the {name} show as they are");
    Some(Diagnostic::warning(Code::EMPHASIS_LITERAL, run, message))
}

/// Two runs on a line that make nothing of what is between them. Of underscores, which names have too, only those with a blank inside
/// and no word outside.
pub(super) fn pair(source: &str, opener: Span, closer: Span) -> Option<Diagnostic> {
    if are_masks(source, opener, closer) {
        None
    } else if source.get(opener.range())?.starts_with('_') {
        open_pair(source, opener, closer)
    } else {
        loose(source, opener, closer).or_else(|| Some(tight(source, opener, closer)))
    }
}

/// Whether two runs of three and four asterisks are masks, `**** and ****`, `k***@example.com and l***@example.com`, `****1234 and
/// ****5678`: both are beside words in the same way. Those with which a line begins and ends are around its words, `*** Lamp ***`.
fn are_masks(source: &str, opener: Span, closer: Span) -> bool {
    let marks = source.get(opener.range()).unwrap_or_default();
    let inside = source.get(opener.end as usize..closer.start as usize).unwrap_or_default();
    if marks.len() < 3 || !marks.starts_with('*') {
        return false;
    }
    let (before, after) = (&source[..opener.start as usize], &source[closer.end as usize..]);
    let sides = |before: Option<char>, after: Option<char>| {
        // Where no blanks are between words, as in Chinese, emphasis begins after a letter, too.
        let is_word = |c: char| c.is_alphanumeric() && !is_cjk(c);
        match (before, after) {
            (before, Some(after)) if after.is_ascii_digit() => Some((before.is_some_and(char::is_alphanumeric), true)),
            (before, after) if after.is_none_or(|c| !c.is_alphanumeric()) => match before {
                Some(c) if c.is_alphanumeric() && !is_word(c) => None,
                before => Some((before.is_some_and(is_word), false)),
            },
            _ => None,
        }
    };
    let first = sides(before.chars().next_back(), inside.chars().next());
    let is_whole = begins(before) && ends(after) && inside.contains(char::is_alphanumeric);
    first.is_some() && first == sides(inside.chars().next_back(), after.chars().next()) && !is_whole
}

/// `__ bold__`: with no blank on one side it is no line to write on, as it may be in `Name: __ Age: __`.
fn open_pair(source: &str, opener: Span, closer: Span) -> Option<Diagnostic> {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let before = source.get(..opener.start as usize)?.chars().next_back();
    let after = source.get(closer.end as usize..)?.chars().next();
    let inside = source.get(opener.end as usize..closer.start as usize)?;
    // `__$start_lsn, __$seqval`: the second begins a word as the first does.
    let begins = inside.ends_with(char::is_whitespace)
        && after.is_some_and(|c| !c.is_whitespace() && !is_cjk(c) && !".,;:!?)]}\"'”’»|<".contains(c));
    if begins {
        return None;
    }
    if is_word(before) || is_word(after) {
        return in_word(source, opener, closer);
    }
    if inside.trim_end().ends_with(':') {
        return None;
    }
    let found = loose(source, opener, closer)?;
    let is_sure = !(inside.starts_with(char::is_whitespace) && inside.ends_with(char::is_whitespace));
    Some(if is_sure { found } else { Diagnostic { fix: None, ..found } })
}

/// `__Lamp__on`, `点击__运行__按钮`: in a word underscores make nothing bold, but asterisks do. Names are so, too: `__init__py`,
/// `my__var__name`, `Lamps__On__c`.
fn in_word(source: &str, opener: Span, closer: Span) -> Option<Diagnostic> {
    let (start, end) = (opener.start as usize, closer.end as usize);
    let inside = source.get(opener.end as usize..closer.start as usize)?;
    let (first, last) = (inside.chars().next()?, inside.chars().next_back()?);
    let (before, after) = (source[..start].chars().next_back(), source[end..].chars().next());
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let text = inside.trim_matches(|c: char| EDGES.contains(c) || is_cjk_punctuation(c));
    if text.is_empty()
        || ![first, last].into_iter().all(is_edge)
        || text.contains(['_', '=', '(', '/', '\\', '.', '<', '{'])
    {
        return None;
    }
    let is_spaced = text.contains(' ');
    // `Lamp`, not `LAMP` and `lamp`.
    let is_title = text.starts_with(char::is_uppercase)
        && text.chars().skip(1).all(char::is_lowercase)
        && text.chars().nth(1).is_some();
    // `文件__init__.py`, `设置__init__方法`
    if text.is_ascii() && !is_spaced && (!is_title || is_called(&source[end..])) && text.len() == inside.len() {
        return None;
    }
    let is_text = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let is_meant = match (is_letter(before), is_letter(after)) {
        _ if [before, after, Some(first), Some(last)].into_iter().flatten().any(is_cjk) => true,
        (true, true) => is_spaced,
        (true, false) => is_spaced || is_title && is_text(before) && !is_name(&source[..start]),
        (false, true) => is_spaced || is_title && is_text(after),
        (false, false) => false,
    };
    let message = "expected no letter beside `__…__`, found one; the underscores show as they are";
    let found = Diagnostic::warning(Code::EMPHASIS_LITERAL, start..end, message);
    // Asterisks make nothing bold between punctuation and a letter, but beside CJK text they do.
    let parts = |outer: Option<char>, inner: char| {
        is_letter(outer) && !inner.is_alphanumeric() && !is_cjk(inner) && !outer.is_some_and(is_cjk)
    };
    let blank = |parts| if parts { " " } else { "" };
    let (left, right) = (blank(parts(before, first)), blank(parts(after, last)));
    is_meant.then(|| found.with_fix(start..end, format!("{left}**{inside}**{right}")))
}

/// Whether the name before `after` is that of a file or function: `.py`, `(1)`.
fn is_called(after: &str) -> bool {
    after.starts_with('(')
        || after.strip_prefix('.').is_some_and(|after| after.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// Punctuation at the edges of what is bold; that of CJK text is, too.
const EDGES: &str = "\"'“”‘’«»:,!?";

/// Whether `c` may be at an edge of what is bold.
fn is_edge(c: char) -> bool {
    c.is_alphanumeric() || EDGES.contains(c) || is_cjk_punctuation(c)
}

/// Whether `before` ends in a word with capitals or signs of its own, as in `Logging__Level__`.
fn is_name(before: &str) -> bool {
    /// Most bytes of a word that are looked at.
    const MOST: usize = 40;
    let word = before.bytes().rev().take(MOST).take_while(|byte| !byte.is_ascii_whitespace());
    word.into_iter().any(|byte| !byte.is_ascii_lowercase())
}

/// `** bold **`: the spaces inside keep the marks from being emphasis. They belong outside, if anywhere.
///
/// Asterisks are operators and patterns, too: `2 ** 10 or 3 ** 5`, `**kwargs and **args`, `src/** or **`. So it is only bold
/// beyond doubt where a line or what is in brackets begins and ends with it.
fn loose(source: &str, opener: Span, closer: Span) -> Option<Diagnostic> {
    let (start, end) = (opener.start as usize, closer.end as usize);
    let marks = source.get(opener.range())?;
    let inside = source.get(opener.end as usize..closer.start as usize)?;
    let text = inside.trim();
    if text.is_empty() || text.len() == inside.len() {
        return None;
    }
    // `**kwargs and char **argv`: asterisks of code.
    let is_bold = literal::is_bold(&format!("**{text}**")) && !is_code(inside, &source[end..]);
    let (before, after) = (&source[..start], &source[end..]);
    let is_sure = is_bold && (!marks.starts_with('*') || begins(before) && ends(after));
    let code = if is_sure { Code::EMPHASIS_SPACES } else { Code::EMPHASIS_LITERAL };
    let (name, _) = names(marks);
    let message = format!("expected no space inside `{marks}…{marks}`, found one; the {name} show as they are");
    let found = Diagnostic::warning(code, start..end, message);
    if !is_bold {
        return Some(found);
    }
    let left = if inside.starts_with(char::is_whitespace) { blank_before(before) } else { "" };
    let right = if inside.ends_with(char::is_whitespace) { blank_after(after) } else { "" };
    Some(found.with_fix(start..end, format!("{left}{marks}{text}{marks}{right}")))
}

/// Whether two runs, with `inside` between them and `after` after them, both begin words, and are not meant for emphasis as the
/// words before the second and after both say: `**kwargs and **opts`, `**a, **b`, `char **argv`.
fn is_code(inside: &str, after: &str) -> bool {
    const BEFORE: [&str; 9] = ["char", "const", "double", "float", "int", "long", "short", "struct", "void"];
    const AFTER: [&str; 3] = ["args", "argv", "kwargs"];
    let words = inside.trim_end();
    let last = words.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let name = |text: &str| {
        AFTER
            .iter()
            .any(|name| text.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric())))
    };
    !inside.starts_with(char::is_whitespace)
        && words.len() < inside.len()
        && after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        && (words.ends_with(',') || BEFORE.contains(&last) && is_argument(after) || name(inside) || name(after))
}

/// Whether `text` begins with a name and the sign after it in a program: `argv)`, `names;`. Words go on with a blank.
fn is_argument(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    rest.starts_with([',', ';', ')', '=', '[']) || rest.trim().is_empty()
}

/// The blank that was inside of emphasis, for which `before` is: it parts words, and a word from a sign that ends another.
pub(super) fn blank_before(before: &str) -> &'static str {
    let parts = |c: char| c.is_alphanumeric() || ".,;:!?)]}”’»…".contains(c);
    if before.ends_with(parts) { " " } else { "" }
}

/// The blank that was inside of emphasis, after which `after` is, as in `**Note **"Lamp"`: not before a sign that ends a sentence.
pub(super) fn blank_after(after: &str) -> &'static str {
    let parts = |c: char| c.is_alphanumeric() || "\"'“‘«([{$`".contains(c);
    if after.starts_with(parts) { " " } else { "" }
}

/// Longest beginning of a line, in bytes, in which nothing but marks of blocks is looked for.
const NEAR: usize = 200;

/// Whether a line, a cell, a tag or brackets begin where `before` ends.
pub(super) fn begins(before: &str) -> bool {
    let near = &before.as_bytes()[before.len().saturating_sub(NEAR)..];
    let start = memchr::memrchr2(b'\n', b'\r', near).map(|end| before.len() - near.len() + end + 1);
    let line = start.or((near.len() == before.len()).then_some(0)).map(|start| &before[start..]);
    let is_mark = |word: &str| {
        let number = word.strip_suffix(['.', ')']).unwrap_or("-");
        ["*", "-", "+"].contains(&word)
            || word.bytes().all(|byte| byte == b'#' || byte == b'>')
            || number.bytes().all(|byte| byte.is_ascii_digit())
    };
    before.ends_with(['(', '[', '{', '"', '“', '‘', '«'])
        || before.trim_end_matches([' ', '\t']).ends_with(['|', '>'])
        || line.is_some_and(|line| line.split_whitespace().all(is_mark))
}

/// Whether a line, a cell or brackets end where `after` begins, or punctuation or a tag is there.
pub(super) fn ends(after: &str) -> bool {
    let blanks = after.trim_start_matches([' ', '\t']);
    blanks.is_empty()
        || blanks.starts_with(['\n', '\r', '|'])
        || after.starts_with(['.', ',', ';', ':', '!', '?', ')', ']', '}', '"', '”', '’', '»', '<'])
}

/// `**bold*`: an asterisk beside emphasis that does not count. After bold text it may be a mark of a footnote.
pub(super) fn uneven(source: &str, pair: &[Inline]) -> Option<Diagnostic> {
    let at = match pair {
        [Inline::Text(words), Inline::Styled(styled)] if words.span.end == styled.span.start => {
            (words.span.end as usize).checked_sub(1)?
        }
        [Inline::Styled(styled), Inline::Text(words)] if styled.span.end == words.span.start => {
            (styled.style == Style::Emphasis).then_some(words.span.start as usize)?
        }
        _ => return None,
    };
    // In `é**b**` the byte before the bold text is a part of a letter.
    if source.as_bytes().get(at) != Some(&b'*') {
        return None;
    }
    let around = source.get(at.checked_sub(1)?..at + 2)?;
    let is_beside = around.starts_with("**") || around.ends_with("**");
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let begins = is_word(source[at..].trim_start_matches('*').chars().next());
    let ends = is_word(source[..at].trim_end_matches('*').chars().next_back());
    // In `***; password ****` they are a mask.
    if !is_beside || !(begins || ends) || is_escaped(source, at) {
        return None;
    }
    let message = "expected as many asterisks on both sides of emphasis, found one more; it shows as it is";
    Some(Diagnostic::warning(Code::EMPHASIS_LITERAL, at..at + 1, message))
}

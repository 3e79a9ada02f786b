//! Rules about what words say that readers should not see: notes to authors, what decoding lost, characters that do not show.

use crate::article::Article;
use crate::bytes;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::link::starts_with_ignore_case;
use crate::source::{before, is_cjk, near};
use crate::span::Span;
use crate::tree::Words;
use crate::visit::Node;

use super::quoted::quoted;
use super::subject::Subject;

/// What authors write for each other, in any case.
const INTERNAL: [&str; 15] = [
    "confidential - internal",
    "do not provide to customer",
    "do not publish",
    "do not send to customer",
    "do not share with customer",
    "for internal use",
    "internal content",
    "internal only",
    "internal use only",
    "microsoft confidential",
    "not a customer ready",
    "not customer ready",
    "not for customer",
    "not for customer distribution",
    "not for customer use",
];

/// Those of [`INTERNAL`] that sentences for readers hold, too, as in `internal only endpoints`, `reserved for internal use` and
/// `Microsoft confidential computing`: they count in capital letters, or with nothing else in their sentence.
const ALONE: [&str; 6] = [
    "do not publish",
    "for internal use",
    "internal content",
    "internal only",
    "microsoft confidential",
    "not for customer",
];

/// What is still to be written; only as whole words in capital letters.
const OPEN: [&str; 4] = ["FIXME", "TBD", "TODO", "LOREM IPSUM"];

/// What is in the place of the title of a topic's description.
const TOPIC_TITLE: &str = "support topic descriptions for ";

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let source = subject.article.source();
    let has_odd = has_odd(source);
    let mut target = None;
    for node in subject.nodes.iter().copied().chain(subject.fields.nodes()) {
        if let Node::Link(link) = node {
            target = link.target.as_plain();
        }
        let Node::Words(words) = node else { continue };
        // What has no place was not written as it is: the `id` of a question in words, say.
        if words.span.is_none() {
            continue;
        }
        if !target.is_some_and(|target| is_address(target, &words.text)) {
            phrases(source, words, found);
        }
        if has_odd {
            characters(source, words, found);
        }
    }
    found.extend(topic_title(subject.article));
}

/// Whether `text` is the target of its link, as in `https://example.com/TODO`.
fn is_address(target: &str, text: &str) -> bool {
    text.contains(['.', ':']) && target.ends_with(text)
}

/// Whether `source` holds a character that is looked for, or may as an escape, by the bytes that these begin with.
fn has_odd(source: &str) -> bool {
    let is_start = |byte: u8, next: u8| match byte {
        b'&' => next == b'#',
        b'\\' => next == b'u',
        0xE1 => next == 0xA0,
        0xE2 => matches!(next, 0x80 | 0x81),
        0xEF => matches!(next, 0xBB | 0xBF),
        _ => false,
    };
    bytes::any_pair(source.as_bytes(), is_start)
}

/// Each place where a word begins with a letter of a phrase.
fn phrases(source: &str, words: &Words, found: &mut Diagnostics) {
    let text = words.text.as_str();
    let mut end = 0;
    for (at, byte) in text.bytes().enumerate() {
        let letter = byte.to_ascii_lowercase();
        let is_first = matches!(letter, b'c' | b'd' | b'f' | b'i' | b'm' | b'n') || matches!(byte, b'T' | b'L');
        if !is_first || at < end || is_word_before(text, at) {
            continue;
        }
        let rest = &text[at..];
        let mut phrases = INTERNAL.iter().filter(|phrase| phrase.as_bytes().first() == Some(&letter));
        if let Some(phrase) = phrases.rfind(|phrase| is_phrase(rest, phrase) && counts(text, at, phrase)) {
            end = at + phrase.len();
            let message = format!("expected words for readers, found {}", quoted(&text[at..end]));
            found.push(Diagnostic::warning(Code::TEXT_INTERNAL, part(source, words, at, end), message));
        } else if let Some(word) = OPEN.iter().find(|word| rest.starts_with(**word) && is_open(&rest[word.len()..])) {
            if is_named(text, at, word) || *word == "TODO" && is_romance(text, at) {
                continue;
            }
            end = at + word.len();
            let message = format!("expected finished text, found `{word}`");
            found.push(Diagnostic::warning(Code::TEXT_OPEN, part(source, words, at, end), message));
        }
    }
}

/// Whether a letter or digit is before `at`, which is in front of an ASCII letter.
fn is_word_before(text: &str, at: usize) -> bool {
    match at.checked_sub(1).and_then(|before| text.as_bytes().get(before)) {
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => text[..at].ends_with(is_word),
        None => false,
    }
}

/// Whether `text` begins with `phrase`, of which there may be more than one.
fn is_phrase(text: &str, phrase: &str) -> bool {
    starts_with_ignore_case(text, phrase) && {
        let rest = &text[phrase.len()..];
        ends_word(rest.strip_prefix(['s', 'S']).unwrap_or(rest))
    }
}

/// Whether a phrase at `at` is one for readers: see [`ALONE`].
fn counts(text: &str, at: usize, phrase: &str) -> bool {
    let (written, rest) = text[at..].split_at(phrase.len());
    let rest = rest.strip_prefix(['s', 'S']).unwrap_or(rest);
    let is_alone = || {
        !text[..at].trim_end().ends_with(char::is_alphanumeric) && !rest.trim_start().starts_with(char::is_alphanumeric)
    };
    !ALONE.contains(&phrase) || !written.bytes().any(|byte| byte.is_ascii_lowercase()) || is_alone()
}

/// Whether what follows leaves `TODO` a word of its own: not in `TODO_1` and `TODO-list`, nor in `the TODO app`, which is a
/// well-known example.
fn is_open(rest: &str) -> bool {
    const EXAMPLE: [&str; 5] = [" api", " app", " item", " list", " sample"];
    ends_word(rest)
        && !rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(is_word))
        && !EXAMPLE.iter().any(|word| starts_with_ignore_case(rest, word))
}

/// Whether the word at `at` of `text` is in quotation marks among others, and so what they speak of: `the status "TBD"`.
fn is_named(text: &str, at: usize, word: &str) -> bool {
    let (before, after) = (&text[..at], &text[at + word.len()..]);
    let is_quoted = before.ends_with(['"', '\'', '“', '‘', '„', '«', '「'])
        && after.starts_with(['"', '\'', '”', '’', '“', '»', '」']);
    is_quoted && (before.contains(char::is_alphanumeric) || after.contains(char::is_alphanumeric))
}

/// Whether the `TODO` at `at` of `text` is the word for "all" of Spanish and Portuguese, as a word beside it says:
/// `Haga TODO esto`, `en TODO momento`.
fn is_romance(text: &str, at: usize) -> bool {
    /// Most bytes on either side that are looked at.
    const NEAR: usize = 40;
    const BEFORE: [&str; 12] = ["ante", "con", "de", "del", "em", "en", "por", "que", "sobre", "tras", "y", "é"];
    const AFTER: [&str; 22] = [
        "aquello", "aquilo", "el", "ello", "esse", "esta", "este", "esto", "eso", "isso", "isto", "la", "las", "lo",
        "los", "nuestro", "o", "os", "que", "seu", "su", "tu",
    ];
    let is_in = |words: &[&str], word: &str| words.contains(&&*word.to_lowercase());
    let (near_before, near_after) = (before(text, at, NEAR), near(&text[at + "TODO".len()..], NEAR));
    let parts = |c: char| !c.is_alphanumeric();
    let last = near_before.strip_suffix(' ').and_then(|words| words.rsplit(parts).next()).unwrap_or_default();
    let first = near_after.strip_prefix(' ').and_then(|words| words.split(parts).next()).unwrap_or_default();
    is_in(&AFTER, first) || is_in(&BEFORE, last) && !near_after.starts_with([':', '('])
}

fn ends_word(rest: &str) -> bool {
    !rest.starts_with(|c: char| is_word(c) || c == '_')
}

/// Whether `c` goes on with a word; Chinese and Japanese have no blanks between theirs.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_cjk(c)
}

/// The span of `start..end` of the text, which may be in the quotes of a field; that of all words where they are not written
/// as they are.
fn part(source: &str, words: &Words, start: usize, end: usize) -> Span {
    let from = words.span.start as usize;
    let is_quoted = || source.as_bytes().get(from) == Some(&b'"');
    match words.span.len().checked_sub(words.text.len()) {
        Some(0) => Span::new(from + start, from + end),
        Some(2) if is_quoted() => Span::new(from + 1 + start, from + 1 + end),
        _ => words.span,
    }
}

/// Whether `c` shows nothing, and joins or parts nothing either: those of emoji and of Persian have a use.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{180E}')
}

/// What was lost, once, and each character that does not show; once where it is an entity, whose place nobody knows.
fn characters(source: &str, words: &Words, found: &mut Diagnostics) {
    let text = words.text.as_str();
    if text.is_ascii() {
        return;
    }
    if let Some(at) = text.find('\u{FFFD}') {
        let span = part(source, words, at, at + '\u{FFFD}'.len_utf8());
        let message = "expected text, found U+FFFD, which is in the place of what could not be decoded";
        found.push(Diagnostic::warning(Code::TEXT_REPLACEMENT, span, message));
    }
    for (at, c) in text.char_indices().filter(|&(_, c)| is_invisible(c)) {
        let span = part(source, words, at, at + c.len_utf8());
        let message = format!("expected characters that show, found U+{:04X}", u32::from(c));
        let invisible = Diagnostic::note(Code::TEXT_INVISIBLE, span, message);
        let is_written = source.get(span.range()).is_some_and(|written| written.len() == c.len_utf8());
        if !is_written {
            return found.push(invisible);
        }
        let is_apart = is_between_words(source, span);
        found.push(if is_apart { invisible.with_fix(span, "") } else { invisible });
    }
}

/// Whether nothing is made of what is beside the character at `span` when it is taken out: it is in, before or after a word. In
/// `<!\u{200B}-- secret -->` it keeps a comment from being one, in `1.\u{200B} x` a list.
fn is_between_words(source: &str, span: Span) -> bool {
    /// Most bytes of a word that are looked at.
    const MOST: usize = 100;
    let (before, after) = (&source[..span.start as usize], &source[span.end as usize..]);
    let is_end = |c: char| c.is_whitespace() || c == '\u{3000}';
    let left: Vec<char> = before.chars().rev().take(MOST).take_while(|c| !is_end(*c)).collect();
    let right: Vec<char> = after.chars().take(MOST).take_while(|c| !is_end(*c)).collect();
    let is_letter = |c: Option<&char>| c.is_none_or(|c| c.is_alphanumeric() || is_invisible(*c));
    let is_word = |c: &char| c.is_alphanumeric() || is_invisible(*c) || is_cjk(*c) || ",;!?'’\"“”".contains(*c);
    // A full stop ends a sentence, but joins the parts of an address and begins a list after a number.
    let is_stop = |at: usize| at + 1 == right.len() && right[at] == '.' && left.iter().any(|c| c.is_alphabetic());
    let begins_with_digit = left.is_empty() && right.first().is_some_and(char::is_ascii_digit);
    !(left.is_empty() && right.is_empty())
        && left.len() < MOST
        && right.len() < MOST
        && is_letter(left.first())
        && is_letter(right.first())
        && left.iter().all(is_word)
        && right.iter().enumerate().all(|(at, c)| is_word(c) || is_stop(at))
        && !begins_with_digit
}

/// `# Support Topic Descriptions for 0fb3f293-899e-458a-81cc-ad263dd89629`
fn topic_title(article: &Article) -> Option<Diagnostic> {
    let heading = article.title_heading()?;
    let words = heading.content.to_plain();
    let words = words.trim();
    let id = words.get(TOPIC_TITLE.len()..).filter(|_| starts_with_ignore_case(words, TOPIC_TITLE))?.trim();
    let is_id = id.len() >= 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let message = format!("expected the name of the product in the title, found its id {}", quoted(id));
    is_id.then(|| Diagnostic::note(Code::TITLE_ID, heading.span, message))
}

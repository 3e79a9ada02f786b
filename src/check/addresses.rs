//! Addresses with signs that keep them from being links (format §5.1).

use crate::diagnostic::{Code, Diagnostic};
use crate::link::{ends_with_ignore_case, starts_with_ignore_case};
use crate::source::near;
use crate::span::Span;

use super::inlines::is_target;
use super::markup;
use super::quoted::quoted;
use super::source_cursor::is_escaped;

/// Most bytes of an address that is looked at.
const MOST: usize = 400;

/// What is wrong with the addresses that begin among the words `written`, which are at `start`, or right after them.
pub(super) fn odd<'s>(source: &'s str, start: usize, written: &'s str) -> impl Iterator<Item = Diagnostic> + use<'s> {
    let slashes = memchr::memchr_iter(b':', written.as_bytes()).filter_map(move |at| slashes(source, start + at));
    let end = start + written.len();
    let tag = written.ends_with(' ').then(|| cut(source, start, written)).flatten();
    slashes.chain(written.ends_with('<').then(|| bracket(source, end)).flatten()).chain(tag)
}

/// `https:\\example.com\lamps` and `https:/example.com`: what is after the scheme whose colon is at `at`.
fn slashes(source: &str, at: usize) -> Option<Diagnostic> {
    let before = source.get(..at)?;
    let scheme = ["https", "http"].into_iter().find(|scheme| ends_with_ignore_case(before, scheme))?;
    let start = at - scheme.len();
    let rest = source.get(at + 1..)?;
    let host = rest.trim_start_matches(['/', '\\']);
    let signs = &rest[..rest.len() - host.len()];
    if !signs.contains('\\') && signs != "/" {
        return None;
    }
    let host = near(host, MOST);
    let is_ascii = |c: char| c.is_ascii_graphic() && !"<>\"'()[]{}|`*".contains(c);
    let length = host.find(|c| !is_ascii(c)).unwrap_or(host.len());
    let host = host[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '\\']);
    let name = host.split(['/', '\\', '?', '#', ':']).next().unwrap_or_default();
    // `http:/` may begin a path of one's own.
    let is_host = name.len() > 1 && (name.contains('.') || signs.contains('\\'));
    let joined = before[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
    if !is_host || joined || !host.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let end = at + 1 + signs.len() + host.len();
    let message =
        format!("expected `{scheme}://`, found {}; it is not a link", quoted(&source[start..at + 1 + signs.len()]));
    let found = Diagnostic::warning(Code::LINK_SCHEME_TYPO, start..end, message);
    Some(found.with_fix(at + 1..end, format!("//{}", host.replace('\\', "/"))))
}

/// `<img https://example.com/lamp.png>`: an address without its attribute. It is a link, and the tag is no tag.
fn cut(source: &str, start: usize, written: &str) -> Option<Diagnostic> {
    let words = written.trim_end_matches(' ');
    let name = ["<img", "<a", "<iframe"].into_iter().find(|name| ends_with_ignore_case(words, name))?;
    let (begin, end) = (start + words.len() - name.len(), start + written.len());
    let is_address = source.get(end..)?.starts_with("http") && !is_escaped(source, begin);
    is_address.then(|| markup::literal(source, begin..start + words.len()))
}

/// `<www.example.com>`: the `link` of an address without a scheme, between brackets that show.
pub(super) fn bracketed(source: &str, link: Span) -> Option<Diagnostic> {
    let (start, end) = (link.start as usize, link.end as usize);
    let is_host = starts_with_ignore_case(source.get(start..end)?, "www.");
    let is_between = source.get(..start)?.ends_with('<') && source.get(end..)?.starts_with('>');
    if !is_host || !is_between || is_escaped(source, start - 1) {
        return None;
    }
    let message =
        format!("expected `https://` before `{}`, found none; the brackets show as they are", &source[start..end]);
    Some(Diagnostic::warning(Code::LINK_NO_SCHEME, start - 1..end + 1, message).with_fix(start..start, "https://"))
}

/// `<https://example.com lamps>`: a blank keeps the brackets from making a link, as a missing `>` does; the address is at `at`.
fn bracket(source: &str, at: usize) -> Option<Diagnostic> {
    let line = near(source.get(at..)?, MOST);
    let first = line.split([' ', '\t', '<', '>', '|']).next()?;
    let is_web = ["http", "www.", "mailto:"].iter().any(|start| starts_with_ignore_case(first, start));
    // `[Lamp guide](<https://example.com)` is found elsewhere.
    let is_target_of_link = source.get(..at - 1)?.ends_with("](");
    if !is_web || !is_target(first) || is_target_of_link || is_escaped(source, at - 1) {
        return None;
    }
    let rest = &line[first.len()..];
    let barred = rest.strip_prefix('|').and_then(|text| text.split_once('>')).map(|(text, _)| text);
    if let Some(text) = barred.filter(|text| text.starts_with(char::is_alphanumeric) && !text.contains(['<', '|'])) {
        let message = "expected `[text](target)`, found target and text with a `|` between them; it shows as it is";
        let place = at - 1..at + first.len() + "|>".len() + text.len();
        let found = Diagnostic::warning(Code::LINK_BRACKETS, place.clone(), message);
        return Some(found.with_fix(place, format!("[{}]({first})", text.trim())));
    }
    let end = rest.find(['<', '>', '|']).unwrap_or(rest.len());
    match rest[end..].chars().next() {
        Some('>') if end > 0 => {
            let message = format!(
                "expected `>` after the address {}, found a space; the brackets show as they are",
                quoted(first)
            );
            Some(Diagnostic::warning(Code::LINK_SPACE, at - 1..at + first.len() + end + 1, message))
        }
        Some('>') => None,
        _ => {
            let message = "expected `>` after this address, found none; the bracket shows as it is";
            let found = Diagnostic::warning(Code::LINK_BRACKETS, at - 1..at + first.len(), message);
            let is_all = rest[..end].trim().is_empty();
            Some(if is_all { found.with_fix(at + first.len()..at + first.len(), ">") } else { found })
        }
    }
}

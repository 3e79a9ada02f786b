//! Rules about where links lead: hosts, schemes and paths that are not meant for readers (format §5).

use std::net::Ipv4Addr;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::link::{Form, Target, Web, starts_with_ignore_case};
use crate::span::Span;

use super::checker::Checker;
use super::links;
use super::quoted::quoted;
use super::subject::Subject;

/// Hosts that shorten addresses for anybody; `aka.ms` and `go.microsoft.com` lead to pages of Microsoft alone.
const SHORTENERS: [&str; 11] =
    ["bit.ly", "buff.ly", "goo.gl", "is.gd", "ow.ly", "rb.gy", "rebrand.ly", "t.co", "t.ly", "tiny.cc", "tinyurl.com"];

/// Hosts whose pages are the same without a language in their path, which is then the reader's.
const LOCALISED: [&str; 5] = ["azure.com", "microsoft.com", "office.com", "visualstudio.com", "windows.com"];

/// What begins hosts that show pages before they are published.
const REVIEW: [&str; 3] = ["review.", "ppe.", "docs-int."];

pub(super) fn check(subject: &Subject<'_>, checker: &Checker, found: &mut Diagnostics) {
    let source = subject.article.source();
    for (span, target) in &subject.targets {
        let Some(written) = links::written(target) else { continue };
        let Target::Web(web) = Target::parse(&written) else { continue };
        let host = web.split().0.to_ascii_lowercase();
        let host = host.split(':').next().unwrap_or_default();
        if is_usual(&web, host) || checker.allows_host(host) {
            continue;
        }
        let span = links::target_span(source, *span, target);
        let at = Address::new(source, span, &web);
        found.extend(http(source, span, &web));
        let other = wrapped(&at, host).or_else(|| short(&at, host)).or_else(|| review(&at, host));
        found.extend(other.or_else(|| locale(&at, host)));
    }
}

/// Whether there is surely nothing to say about an address, as about most: its place is not looked for then.
fn is_usual(web: &Web<'_>, host: &str) -> bool {
    let rest = web.split().1;
    let may_be_locale = rest.as_bytes().get(3) == Some(&b'-');
    web.is_https() && !may_be_locale && !is_wrapper(host) && !is_shortener(host) && !is_review(host)
}

/// A web address, and the span of its target.
struct Address<'a> {
    host: &'a str,
    rest: &'a str,
    span: Span,
    /// Where the part after the host begins, if the address is written in the source as it is.
    path: Option<usize>,
}

impl<'a> Address<'a> {
    fn new(source: &str, span: Span, web: &Web<'a>) -> Address<'a> {
        let (host, rest) = web.split();
        let is_written = source.get(span.range()).is_some_and(|written| written.ends_with(web.address));
        let path = is_written.then(|| span.end as usize - rest.len());
        Address { host, rest, span, path }
    }
}

/// `http://example.com/lamps`
fn http(source: &str, span: Span, web: &Web<'_>) -> Option<Diagnostic> {
    // An address without a scheme, as in `www.example.com`, is the host's to lead on.
    if web.is_https()
        || source.get(span.range()).is_some_and(|written| starts_with_ignore_case(written, "www."))
        || is_for_machines(web.split().0)
    {
        return None;
    }
    let message =
        format!("expected `https:`, found {}, which anybody on the way can read and change", quoted(web.address));
    let found = Diagnostic::note(Code::LINK_HTTP, span, message);
    let is_written =
        |start: &str| source.get(span.range()).is_some_and(|written| starts_with_ignore_case(written, start));
    let colon = span.start as usize + "http".len();
    let is_sure = is_written("http:") && web.form == Form::Link && may_be_encrypted(web.split().0);
    Some(if is_sure { found.with_fix(colon..colon, "s") } else { found })
}

/// Whether a host may understand `https:` where it does `http:`. One without a dot is of an own network, `http://intranet/lamps`, and
/// few services speak both on one port, `http://lamps.example.com:8080`.
fn may_be_encrypted(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    name.contains('.') && matches!(port, "" | "443")
}

/// Whether a host has no encrypted twin: the reader's own machine, an IP address, for which few have a certificate, or a name
/// of XML schemas, which is not an address of a page.
fn is_for_machines(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or_default();
    name == "localhost" || host.starts_with('[') || name.parse::<Ipv4Addr>().is_ok() || name.starts_with("schemas.")
}

/// `https://nam06.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.com&data=…`
fn wrapped(at: &Address<'_>, host: &str) -> Option<Diagnostic> {
    if !is_wrapper(host) {
        return None;
    }
    let message = format!("expected the address itself, found that of a mail protection: {}", quoted(at.host));
    let found = Diagnostic::warning(Code::LINK_WRAPPED, at.span, message);
    let query = at.rest.split_once('?').map_or("", |(_, query)| query).split('#').next().unwrap_or_default();
    let inner = query.split('&').find_map(|pair| pair.strip_prefix("url=")).and_then(unescaped);
    let inner = inner.filter(|inner| matches!(Target::parse(inner), Target::Web(_)) && !inner.contains(is_delimiter));
    Some(match inner {
        Some(inner) if at.path.is_some() => found.with_fix(at.span, inner),
        _ => found,
    })
}

fn is_wrapper(host: &str) -> bool {
    host.ends_with(".safelinks.protection.outlook.com")
        || matches!(host, "urldefense.com" | "urldefense.proofpoint.com" | "linkprotect.cudasvc.com")
}

/// Whether a link could end at `c`.
fn is_delimiter(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "<>()[]\"'\\`*_".contains(c)
}

/// `text` with `%3A` and the like read.
pub(super) fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                let digit = |byte: &u8| (*byte as char).to_digit(16);
                bytes.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
                rest = after;
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).ok()
}

/// `https://bit.ly/lamps`
fn short(at: &Address<'_>, host: &str) -> Option<Diagnostic> {
    if !is_shortener(host) {
        return None;
    }
    let message = format!("expected the address itself, found one that {} has shortened", quoted(at.host));
    Some(Diagnostic::warning(Code::LINK_SHORT, at.span, message))
}

fn is_shortener(host: &str) -> bool {
    SHORTENERS.contains(&host.strip_prefix("www.").unwrap_or(host))
}

/// `https://review.docs.microsoft.com/lamps`
fn review(at: &Address<'_>, host: &str) -> Option<Diagnostic> {
    if !is_review(host) {
        return None;
    }
    let message = format!("expected a page that readers can open, found one for reviewers at {}", quoted(at.host));
    Some(Diagnostic::warning(Code::LINK_REVIEW, at.span, message))
}

fn is_review(host: &str) -> bool {
    REVIEW.iter().any(|start| host.starts_with(start)) && host.ends_with(".microsoft.com")
}

/// `https://docs.microsoft.com/en-us/lamps`
fn locale(at: &Address<'_>, host: &str) -> Option<Diagnostic> {
    let is_localised =
        LOCALISED.iter().any(|end| host.strip_suffix(end).is_some_and(|it| it.is_empty() || it.ends_with('.')));
    let segment = at.rest.strip_prefix('/')?.split(['/', '?', '#']).next()?;
    if !is_localised || !is_locale(segment) {
        return None;
    }
    let message =
        format!("expected an address without a language, found `{segment}`; without it, readers get their own");
    let found = Diagnostic::note(Code::LINK_LOCALE, at.span, message);
    Some(match at.path {
        Some(path) if at.rest[1 + segment.len()..].starts_with('/') => {
            found.with_fix(path..path + 1 + segment.len(), "")
        }
        _ => found,
    })
}

/// `en-us`, `zh-hans-cn`
fn is_locale(segment: &str) -> bool {
    let mut parts = segment.split('-');
    let letters = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let language = parts.next().is_some_and(|part| letters(part, 2..=2));
    let region = parts.clone().next_back().is_some_and(|part| letters(part, 2..=2));
    language && region && (1..=2).contains(&parts.clone().count()) && parts.all(|part| letters(part, 2..=4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_a_path() {
        for segment in ["en-us", "EN-US", "zh-cn", "zh-hans-cn"] {
            assert!(is_locale(segment), "{segment}");
        }
        for segment in ["azure", "en", "my-vm-1", "io-t", "a-b", "en-us-lamps", "sql-db2", ""] {
            assert!(!is_locale(segment), "{segment}");
        }
    }

    #[test]
    fn escapes_of_a_query() {
        assert_eq!(unescaped("https%3A%2F%2Fexample.com%2Fa").as_deref(), Some("https://example.com/a"));
        assert_eq!(unescaped("a%e9"), None);
        assert_eq!(unescaped("a%4").as_deref(), Some("a%4"));
        assert_eq!(unescaped("a%zz"), None);
    }
}

//! Rules about the targets of links (format §5).

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::article::Article;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::link::{Blade, Reason, Target, Unsafe, starts_with_ignore_case};
use crate::payload::Payload;
use crate::render::core::Filled;
use crate::span::Span;
use crate::tree::{Blocks, Link, Piece, Template};
use crate::values::{Supply, Value};
use crate::visit::Node;

use super::brackets;
use super::disguise;
use super::quoted::quoted;
use super::subject::Subject;
use super::suggestion::{Suggestion, suggestion};
use super::unseen;

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let source = subject.article.source();
    for (span, written) in &subject.targets {
        found.extend(target(source, *span, written));
    }
    ambiguous(subject, found);
    unused(subject, found);
}

/// Definitions that no link and no picture uses. That one shows nothing is easily missed: `[Guide]: https://example.com` may have
/// been meant for a link.
fn unused(subject: &Subject<'_>, found: &mut Diagnostics) {
    let (source, definitions) = (subject.article.source(), subject.article.definitions());
    if definitions.is_empty() {
        return;
    }
    let used = subject.nodes.iter().filter_map(|node| match node {
        Node::Link(link) if is_reference(source, link.span) => Some(link.target.to_plain()),
        Node::Image(image) if is_reference(source, image.span) => Some(image.target.to_plain()),
        _ => None,
    });
    let used: HashSet<_> = used.collect();
    let reported = subject.article.diagnostics().iter().filter(|found| found.code == Code::DEFINITION_AS_TEXT);
    let shown: HashSet<_> = reported.map(|found| found.span.start).collect();
    for definition in definitions {
        if !used.contains(&definition.target.to_plain()) && !shown.contains(&definition.span.start) {
            let label = quoted(&format!("[{}]", definition.label));
            let message =
                format!("expected a link that uses the definition of {label}, found none; nothing of it shows");
            found.push(Diagnostic::note(Code::DEFINITION_UNUSED, definition.span, message));
        }
    }
}

/// The targets that are written in the article, and where: those of definitions, then those of links without one, of
/// fields of payloads, of which `fields` says what they say, and of videos.
pub(super) fn targets<'a, 'f>(
    article: &'a Article,
    nodes: &[Node<'a>],
    fields: impl Fn(&Payload) -> Cow<'f, Blocks>,
) -> Vec<(Span, Cow<'a, Template>)> {
    let definitions = || article.definitions().iter();
    let defined: HashSet<Cow<'_, str>> = definitions().map(|definition| definition.target.to_plain()).collect();
    let is_written =
        |link: &Link| !(is_reference(article.source(), link.span) && defined.contains(&link.target.to_plain()));
    let mut targets: Vec<_> =
        definitions().map(|definition| (definition.span, Cow::Borrowed(&definition.target))).collect();
    for &node in nodes {
        match node {
            Node::Link(link) if is_written(link) => targets.push((link.span, Cow::Borrowed(&link.target))),
            Node::Payload(payload) => targets.extend(fields(payload).nodes().filter_map(|node| match node {
                Node::Link(link) => Some((link.span, Cow::Owned(link.target.clone()))),
                _ => None,
            })),
            Node::Component(component) => {
                let addresses = component.videos().iter().filter_map(|video| video.src.as_ref());
                targets.extend(addresses.map(|src| (src.span, Cow::Owned(Template::from(src.inner.clone())))));
            }
            _ => {}
        }
    }
    targets
}

/// The target as its author wrote it; none where a placeholder begins it, for values decide then.
pub(super) fn written(target: &Template) -> Option<Cow<'_, str>> {
    match target.pieces().first() {
        Some(Piece::Placeholder(_)) => None,
        _ => Some(target.to_plain()),
    }
}

/// Whether a link takes its target from a definition: `[text][label]`, `[label]`.
fn is_reference(source: &str, span: Span) -> bool {
    source.get(span.range()).is_some_and(|written| written.ends_with(']'))
}

/// What is wrong with the target of the link or definition at `span`.
fn target(source: &str, span: Span, target: &Template) -> Option<Diagnostic> {
    let written = written(target)?;
    let written = written.trim();
    let whole = || target_span(source, span, target);
    let unseen = || unseen::target(written, whole);
    match Target::parse(written) {
        Target::Web(_) if written.contains(char::is_whitespace) => {
            let message = format!("expected a target without spaces, found {}", quoted(written));
            Some(Diagnostic::warning(Code::LINK_SPACE, whole(), message))
        }
        // Looking for the place takes longer than all else, and most targets are right.
        Target::Web(web) => tagged(written, whole)
            .or_else(|| glued(written, whole))
            .or_else(|| ended(written, whole))
            .or_else(|| valued(target, whole))
            .or_else(|| disguise::host(web, whole))
            .or_else(unseen),
        Target::Mail(_) => valued(target, whole).or_else(unseen),
        Target::Blade(blade) => fallback(&blade, whole).or_else(|| valued(target, whole)).or_else(unseen),
        // `{documentLink}` is the host's to fill in.
        Target::Relative(_) if begins_with_token(written) => None,
        Target::Relative(_) => {
            let place = place(source, span, target);
            meant(written, whole(), place).or_else(|| Some(relative(whole(), written)))
        }
        Target::Unsafe(refused) => {
            let place = place(source, span, target);
            meant(written, whole(), place).or_else(|| Some(refuse(whole(), refused)))
        }
    }
}

/// Whether a target begins with a token such as `{documentLink}`, which the host replaces.
fn begins_with_token(written: &str) -> bool {
    let name = written.strip_prefix('{').and_then(|rest| rest.split_once('}')).map_or("", |(name, _)| name);
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"$_-.".contains(&byte))
}

/// The span of the target in the link or definition at `span`; that of the link where the target is not written as it is.
pub(super) fn target_span(source: &str, span: Span, target: &Template) -> Span {
    match (place(source, span, target), target.as_plain().map(str::trim)) {
        (Some(place), Some(written)) if source[place..].starts_with(written) => Span::new(place, place + written.len()),
        _ => span,
    }
}

/// The place of a target in the link or definition at `span`; it may hold placeholders or entities further on.
fn place(source: &str, span: Span, target: &Template) -> Option<usize> {
    let link = source.get(span.range())?;
    let plain = match target.pieces().first() {
        Some(Piece::Text(text)) => text.trim_start(),
        _ => return None,
    };
    let plain = plain.split(['&', '\\']).next().filter(|plain| !plain.is_empty())?;
    let after = |mark: &str, at: Option<usize>| at.map(|at| at + mark.len());
    let places =
        [after("](", link.rfind("](")), after("]:", link.find("]:")), after("href=", link.find("href=")), Some(0)];
    places.into_iter().flatten().find_map(|at| {
        let rest = link.get(at..)?;
        let found = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '<' | '"' | '\''));
        found.starts_with(plain).then(|| span.start as usize + link.len() - found.len())
    })
}

/// A target that is almost one.
fn meant(written: &str, whole: Span, place: Option<usize>) -> Option<Diagnostic> {
    let Suggestion { code, cut, put } = suggestion(written)?;
    let message = match written.get(..cut)? {
        "" => {
            let (found, meant) = (quoted(written), quoted(&[put, written].concat()));
            format!("expected a target with a scheme, found {found}; did you mean {meant}?")
        }
        cut => format!("expected the scheme of a link, found {}; did you mean `{put}`?", quoted(cut)),
    };
    let found = Diagnostic::warning(code, whole, message);
    Some(match place {
        Some(start) => found.with_fix(start..start + cut, put),
        None => found,
    })
}

/// The end tag or `<br>` in the middle of a target: `https://example.com/region<br>x`. At its end the parser leaves it out.
fn tag(written: &str) -> Option<&str> {
    let tags = memchr::memchr_iter(b'<', written.as_bytes()).map(|at| &written[at..]);
    let is_break =
        |rest: &str| starts_with_ignore_case(rest, "<br") && !rest["<br".len()..].starts_with(char::is_alphanumeric);
    tags.filter(|rest| rest.starts_with("</") || is_break(rest)).find_map(|rest| {
        let end = 1 + rest[1..].find(['>', '<'])?;
        rest[end..].starts_with('>').then(|| &rest[..end + 1])
    })
}

fn tagged(written: &str, whole: impl Fn() -> Span) -> Option<Diagnostic> {
    let message = format!("expected no tag in a target, found {}", quoted(tag(written)?));
    Some(Diagnostic::warning(Code::LINK_END, whole(), message))
}

/// `https://example.com/g"`: at the end of a target a sign that the text around it needs, or that was copied with it. In
/// `https://example.com/wiki/(a)` and `?$filter=name eq 'a'` it closes something, and a CJK name may end with a full stop.
fn ended(written: &str, whole: impl Fn() -> Span) -> Option<Diagnostic> {
    let last = written.chars().next_back().filter(|c| !c.is_alphanumeric() && *c != '/')?;
    let before = &written[..written.len() - last.len_utf8()];
    let opens = |opener: char| before.contains(opener);
    let is_odd = match last {
        '>' => !opens('<'),
        ']' => !opens('['),
        '}' => !opens('{'),
        '”' => !opens('“') && !opens('„'),
        '’' => !opens('‘'),
        '）' => !opens('（'),
        '"' | '\'' | '`' => before.matches(last).count() % 2 == 0,
        ',' => true,
        '。' | '，' | '、' | '；' => before.ends_with(|c: char| c.is_ascii()),
        _ => false,
    };
    let shown = if last == '`' { "a backtick".to_owned() } else { quoted(&last.to_string()) };
    let message =
        format!("expected the end of a target after {}, found {shown}, which is a part of it", quoted(before));
    is_odd.then(|| Diagnostic::warning(Code::LINK_END, whole(), message))
}

/// `[text](https://example.com"title")`, which is a link to an address with the title in it.
fn glued(written: &str, whole: impl Fn() -> Span) -> Option<Diagnostic> {
    let title = brackets::glued_title(written).filter(|_| written.ends_with('"'))?;
    let whole = whole();
    let start = whole.start as usize;
    let gap = brackets::title_gap(written, title);
    let message = format!("expected a space before the title of this link, found none in {}", quoted(written));
    let found = Diagnostic::warning(Code::LINK_BRACKETS, whole, message);
    Some(if whole.len() == written.len() { found.with_fix(start + gap.start..start + gap.end, " ") } else { found })
}

/// A fallback address that is none, or whose host a variable could choose.
fn fallback(blade: &Blade<'_>, place: impl Fn() -> Span) -> Option<Diagnostic> {
    let written = blade.fallback.filter(|_| !blade.has_fixed_fallback())?;
    let expected = "a web address whose scheme and host are not variables";
    let message = format!("expected {expected} after `;data-blade-uri:`, found {}", quoted(written));
    Some(Diagnostic::warning(Code::LINK_BLADE, place(), message))
}

/// A placeholder where no value is taken, in a target that is a link as long as there are only defaults.
fn valued(target: &Template, place: impl Fn() -> Span) -> Option<Diagnostic> {
    target.placeholders().next()?;
    let any = |_: &str| Some(Value::text("x"));
    let filled = Filled::new(target, &Supply { source: Some(&any), ..Supply::default() }).ok()?;
    let (code, message) = match filled.target() {
        Target::Unsafe(Unsafe { reason: Reason::Value, .. }) => {
            let message =
                "expected a scheme without placeholders, found one; with a value for it, the text shows without a link";
            (Code::LINK_UNSAFE, message.to_owned())
        }
        Target::Blade(Blade { fallback: None, .. }) if target.to_plain().contains(";data-blade-uri:") => {
            let expected = "scheme and host without placeholders after `;data-blade-uri:`";
            (Code::LINK_BLADE, format!("expected {expected}, found one; with a value for it, there is no such address"))
        }
        _ => return None,
    };
    Some(Diagnostic::warning(code, place(), message))
}

fn relative(place: Span, written: &str) -> Diagnostic {
    let message = match written.chars().next() {
        None => "expected a target, found none; the text shows without a link".to_owned(),
        Some('#') => format!("the anchor {} is a link only where the host sets a base", quoted(written)),
        Some(_) => format!("the relative target {} is a link only where the host sets a base", quoted(written)),
    };
    Diagnostic::note(Code::LINK_RELATIVE, place, message)
}

fn refuse(place: Span, refused: Unsafe<'_>) -> Diagnostic {
    let written = quoted(refused.text);
    let scheme = quoted(&[refused.scheme().unwrap_or_default(), ":"].concat());
    let (code, message) = match refused.reason {
        Reason::Blade => {
            let expected = "`Extension.Blade` and pairs of parameter and value";
            (Code::LINK_BLADE, format!("expected {expected} after {scheme}, found {written}"))
        }
        Reason::Nothing => (Code::LINK_UNSAFE, format!("expected an address after {scheme}, found none")),
        Reason::Host if has_user(refused.text) => {
            let message =
                format!("expected a host after `//`, found a user before it in {written}; such a link can lie");
            (Code::LINK_UNSAFE, message)
        }
        Reason::Host => (Code::LINK_UNSAFE, format!("expected a scheme, `//` and a host, found {written}")),
        Reason::Characters => {
            (Code::LINK_UNSAFE, format!("expected a target without control characters and references, found {written}"))
        }
        _ => {
            let expected = "`https:`, `http:`, `mailto:` or a scheme of the portal";
            (Code::LINK_UNSAFE, format!("expected {expected}, found {scheme}; the text shows without a link"))
        }
    };
    Diagnostic::warning(code, place, message)
}

/// Whether an `@` is before the path: `https://portal.azure.com@evil.example/`.
fn has_user(target: &str) -> bool {
    let authority = target.split_once("//").and_then(|(_, rest)| rest.split(['/', '?', '#']).next());
    authority.is_some_and(|authority| authority.contains('@'))
}

/// The address `target` in the letters that all spellings of it have: those of scheme and host, and of mail, may be small or
/// capital, and a host alone has the path `/`.
fn place_of(target: &str) -> String {
    let target = target.trim();
    let host = match target.split_once("://") {
        Some((scheme, rest)) => scheme.len() + "://".len() + rest.find(['/', '?', '#']).unwrap_or(rest.len()),
        None if starts_with_ignore_case(target, "mailto:") => target.find('?').unwrap_or(target.len()),
        None => return target.to_owned(),
    };
    let (host, path) = target.split_at(host);
    [host.to_ascii_lowercase().as_str(), if path == "/" { "" } else { path }].concat()
}

/// Links that say the same and lead to different places, which readers of the text alone cannot tell apart.
fn ambiguous(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut firsts: HashMap<String, Span> = HashMap::new();
    let mut seen: HashSet<(String, String)> = HashSet::new();
    for link in &subject.links {
        let text = link.content.to_plain().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if text.is_empty() || !seen.insert((text.clone(), place_of(&link.target.to_plain()))) {
            continue;
        }
        match firsts.entry(text) {
            Entry::Vacant(first) => {
                first.insert(link.span);
            }
            Entry::Occupied(first) => {
                let text = quoted(link.content.to_plain().trim());
                let message = format!("{text} is the text of links to different targets");
                let place = "the first of them is here";
                found
                    .push(Diagnostic::note(Code::LINK_AMBIGUOUS, link.span, message).with_related(*first.get(), place));
            }
        }
    }
}

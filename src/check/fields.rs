//! Rules about what the fields of a payload say: Markdown, which nothing reads there, and addresses that are not links
//! (format §7).

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::payload::form::{Element, ScopingQuestions, Visibility};
use crate::payload::json::{self, Kind};
use crate::payload::{Model, Payload};
use crate::span::{Span, Spanned};
use crate::text::Text;
use crate::tree::{Inline, Inlines};
use crate::visit::Visit;

use super::quoted::quoted;
use super::subject::Subject;
use super::{inlines, literal, stars};

/// What addresses begin with. The last one has no scheme, so that it is not a link in a field of HTML either.
const ADDRESSES: [&str; 4] = ["https://", "http://", "www.", "aka.ms/"];

/// Elements that are hardly ever words in angle brackets.
const ELEMENTS: [&str; 35] = [
    "a", "b", "br", "center", "code", "dd", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "hr", "i",
    "img", "li", "ol", "p", "pre", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u",
    "ul",
];

/// Elements that may be such words, unless an end tag is there, too.
const WORDS: [&str; 6] = ["blockquote", "details", "iframe", "small", "summary", "video"];

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    // Texts of a form are HTML, in which addresses are links; its options and watermarks can hold none.
    let is_form = matches!(subject.model, Some(Model::ScopingQuestions(_)));
    let addresses = if is_form { &ADDRESSES[3..] } else { &ADDRESSES };
    let source = subject.article.source();
    if let Some(payload) = subject.article.payload() {
        found.extend(unclosed_comments(source, payload));
    }
    let mut fields = Fields {
        source,
        addresses,
        markdown: Span::NONE,
        markup: Span::NONE,
        tag: Span::NONE,
        address: Span::NONE,
        found,
    };
    fields.visit_blocks(&subject.fields);
    if let Some(Model::ScopingQuestions(form)) = &subject.model {
        told(form).for_each(|field| fields.visit_inlines(&crate::fields::words(field)));
    }
}

/// What a form says beside its questions, as plain text: its title, and what those are told whose answer is wrong.
fn told(form: &ScopingQuestions) -> impl Iterator<Item = &Spanned<Text>> {
    let is_seen = |element: &&Spanned<Element>| *element.visibility != Visibility::Never;
    let checks = form.asked().filter(is_seen).flat_map(|element| &element.validations);
    form.title.iter().chain(checks.filter(|check| check.applies()).filter_map(|check| check.message.as_ref()))
}

/// `"Use <!-- for comments"`: the comments in the strings of `payload` that hide the rest of these.
fn unclosed_comments(source: &str, payload: &Payload) -> Vec<Diagnostic> {
    // `<\u0021--` begins a comment as well, `<!\u002d-` too.
    let may_have = payload.text.contains("--") || payload.text.contains("\\u00");
    // An editor may have changed it since it was parsed.
    if !may_have || source.get(payload.span.range()) != Some(payload.text.as_str()) {
        return Vec::new();
    }
    let document = json::read(&payload.text);
    let strings = document.values().filter(|&at| document.kind(at) == Kind::String);
    let openers = strings.filter_map(|at| unclosed(&document.string(at), &payload.text, document.inner(at)));
    let message = "expected `-->` to end this comment, found the end of the field; everything after it is hidden";
    let start = payload.span.start as usize;
    openers.map(|at| Diagnostic::warning(Code::COMMENT_UNCLOSED, start + at.start..start + at.end, message)).collect()
}

/// Where the comment begins that hides the rest of `string`: in `inner`, where it is written in `json`, which is all of `inner`
/// where an escape is in a `<!--`.
fn unclosed(string: &str, json: &str, inner: Range<usize>) -> Option<Range<usize>> {
    let opener = string.rfind("<!--")?;
    if string[opener..].contains("-->") {
        return None;
    }
    let written = &json[inner.clone()];
    let is_escaped = string.matches("<!--").count() > written.matches("<!--").count();
    let at = written.rfind("<!--").filter(|_| !is_escaped).map(|at| inner.start + at);
    Some(at.map_or(inner, |at| at..at + "<!--".len()))
}

struct Fields<'s, 'f> {
    source: &'s str,
    addresses: &'static [&'static str],
    /// The fields in which something was found last: one finding of each rule is enough for a field.
    markdown: Span,
    markup: Span,
    tag: Span,
    address: Span,
    found: &'f mut Diagnostics,
}

impl<'a> Visit<'a> for Fields<'_, '_> {
    fn visit_inlines(&mut self, inlines: &'a Inlines) {
        let field = inlines.first().map_or(Span::NONE, Inline::span);
        if field.is_none() {
            return;
        }
        let (mut shown, mut unlinked) = (String::new(), String::new());
        words(inlines, Links::Kept, &mut shown);
        words(inlines, Links::LeftOut, &mut unlinked);
        if self.markdown != field
            && let Some(written) = literal::markdown(&shown, shown.len(), |_| false).and_then(|at| shown.get(at))
        {
            self.markdown = field;
            let message = format!(
                "expected no Markdown in the field of a payload, found {}, which shows as it is",
                quoted(written)
            );
            self.found.push(Diagnostic::warning(Code::FIELD_MARKDOWN, self.within(field, written), message));
        }
        if self.markup != field
            && let Some((code, message, written)) = other(&shown)
            && !(self.markdown == field && code == Code::FIELD_MARKDOWN)
        {
            self.markup = field;
            self.found.push(Diagnostic::warning(code, self.within(field, written), message));
        }
        if self.tag != field
            && let Some(tag) = tag(&shown)
        {
            self.tag = field;
            let message = format!("expected no tag here in the field of a payload, found {}, which shows", quoted(tag));
            self.found.push(Diagnostic::note(Code::HTML_AS_TEXT, self.within(field, tag), message));
        }
        if self.address != field
            && let Some(address) = self.addresses.iter().find_map(|start| address(&unlinked, start))
        {
            self.address = field;
            let message = format!("expected a link in the field, found the address {} as plain text", quoted(address));
            self.found.push(Diagnostic::note(Code::FIELD_ADDRESS, self.within(field, address), message));
        }
    }
}

impl Fields<'_, '_> {
    /// The span of `written` in a field; that of the field where it is not written as it shows.
    fn within(&self, field: Span, written: &str) -> Span {
        let at = self.source.get(field.range()).and_then(|source| source.find(written));
        at.map_or(field, |at| {
            let start = field.start as usize + at;
            Span::new(start, start + written.len())
        })
    }
}

/// The words of `inlines`, those of links too, without code.
pub(super) fn words_of(inlines: &Inlines) -> String {
    let mut out = String::new();
    words(inlines, Links::Kept, &mut out);
    out
}

/// What becomes of links where words are gathered.
#[derive(Clone, Copy, PartialEq)]
enum Links {
    Kept,
    LeftOut,
}

/// Adds the words of `inlines` to `out`; code says nothing in Markdown.
fn words(inlines: &Inlines, links: Links, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => out.push_str(&words.text),
            Inline::Styled(styled) => words(&styled.content, links, out),
            Inline::Link(link) if links == Links::Kept => words(&link.content, links, out),
            Inline::SoftBreak(_) | Inline::HardBreak(_) => out.push('\n'),
            Inline::Link(_) | Inline::Code(_) | Inline::Image(_) | Inline::Placeholder(_) => out.push(' '),
            Inline::Comment(_) => {}
        }
    }
}

/// What shows as it is in `text`, other than [`literal::markdown`]: a link with a gap, what is nearly Markdown, and other markup.
fn other(text: &str) -> Option<(Code, String, &str)> {
    let markdown = |shown| {
        let message =
            format!("expected no Markdown in the field of a payload, found {}, which shows as it is", quoted(shown));
        (Code::FIELD_MARKDOWN, message, shown)
    };
    let near = |found: &Diagnostic| {
        let shown = text.get(found.span.range())?;
        let message = || format!("expected words, found the markup {}, which shows as it is", quoted(shown));
        let is_markup = [Code::MARKUP_LITERAL, Code::COMMENT_MISSPELT, Code::COMMENT_CLOSER, Code::NOTE_LIKE_MARKER]
            .contains(&found.code);
        Some(if is_markup { (Code::MARKUP_LITERAL, message(), shown) } else { markdown(shown) })
    };
    let exact = literal::gap(text).or_else(|| literal::headings(text)).or_else(|| literal::fence(text));
    let exact = exact.or_else(|| stars::tight(text, 0, text, stars::Words::Sure).and_then(|at| text.get(at)));
    exact.map(markdown).or_else(|| inlines::in_text(text).first().and_then(near))
}

/// Whether the end tag of an element `name` comes soon in `after`.
fn is_ended(after: &str, name: &str) -> bool {
    /// Most bytes in which it is looked for.
    const MOST: usize = 1024;
    let near = &after.as_bytes()[..after.len().min(MOST)];
    memchr::memmem::find(near, format!("</{name}>").as_bytes()).is_some()
}

/// The first tag in `text` of an element that there is, as in a field of plain text.
pub(super) fn tag(text: &str) -> Option<&str> {
    text.match_indices('<').find_map(|(at, _)| {
        let inside = &text[at + 1..];
        let name = inside.strip_prefix('/').unwrap_or(inside);
        let length = name.find(|c: char| !c.is_ascii_alphanumeric())?;
        let end = inside.find(['<', '>', '\n']).filter(|&end| inside[end..].starts_with('>'))?;
        let is_known = |elements: &[&str]| elements.iter().any(|element| element.eq_ignore_ascii_case(&name[..length]));
        let is_element = is_known(&ELEMENTS) || is_known(&WORDS) && is_ended(inside, &name[..length]);
        let rest = name[length..].trim_end_matches('>');
        // `<br / >`, but no `<b r>`.
        let is_break =
            name[..length].eq_ignore_ascii_case("br") && !inside[length..end].contains(char::is_alphanumeric);
        let is_tag = is_break || rest.starts_with(['>', '/']) || rest.is_empty() || inside[..end].contains('=');
        (is_element && is_tag).then(|| &text[at..at + end + 2])
    })
}

/// The first address in `text` that begins with `start`. One with `<` or `{` in it shows how an address is made up.
fn address<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    text.match_indices(start).find_map(|(at, _)| {
        let is_joined = text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || "/.-_@:".contains(c));
        let rest = &text[at..];
        let end = rest.find(|c: char| !c.is_ascii_graphic() || "\"'()".contains(c)).unwrap_or(rest.len());
        let address = rest[..end].trim_end_matches(['.', ',', ':', ';', '!', '?']);
        let is_whole = address.len() > start.len() && !address.contains(['<', '>', '{', '}', '[', ']', '*']);
        let after_scheme = address.split_once("//").map_or(address, |(_, rest)| rest);
        let host = after_scheme.split(['/', '?', '#', ':']).next().unwrap_or_default();
        let is_host = host.strip_prefix("www.").unwrap_or(host).contains('.');
        (!is_joined && is_whole && is_host).then_some(address)
    })
}

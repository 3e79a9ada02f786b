//! Rules about what the fields of a payload say: Markdown, which nothing reads there, and addresses that are not links
//! (format §7).

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::payload::form::{Element, ScopingQuestions, Visibility};
use crate::payload::json::{self, Kind};
use crate::payload::{Model, Payload};
use crate::source::Comments;
use crate::span::{Span, Spanned};
use crate::text::Text;
use crate::tree::{Inline, Inlines};
use crate::visit::Visit;

use super::comments::{self, Arrows};
use super::quoted::quoted;
use super::subject::Subject;
use super::{field_marks, inlines, literal, stars};

/// What addresses begin with. The last one has no scheme, so that it is not a link in a field of HTML either.
const ADDRESSES: [&str; 4] = ["https://", "http://", "www.", "aka.ms/"];

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    // Texts of a form are HTML, in which addresses are links; its options and watermarks can hold none.
    let is_form = matches!(subject.model, Some(Model::ScopingQuestions(_)));
    let addresses = if is_form { &ADDRESSES[3..] } else { &ADDRESSES };
    let source = subject.article.source();
    if let Some(payload) = subject.article.payload() {
        found.extend(odd_comments(source, payload));
    }
    let mut fields = Fields {
        source,
        addresses,
        markdown: Span::NONE,
        markup: Span::NONE,
        tag: Span::NONE,
        reference: Span::NONE,
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

/// `"Use <!-- for comments"`: the comments in the strings of `payload` that hide the rest of these, or more than they were meant
/// to.
fn odd_comments(source: &str, payload: &Payload) -> Vec<Diagnostic> {
    // `<\u0021--` begins a comment as well, `<!\u002d-` too.
    let may_have = payload.text.contains("--") || payload.text.contains("\\u00");
    // An editor may have changed it since it was parsed.
    if !may_have || source.get(payload.span.range()) != Some(payload.text.as_str()) {
        return Vec::new();
    }
    let document = json::read(&payload.text);
    let strings = document.values().filter(|&at| document.kind(at) == Kind::String);
    let start = payload.span.start as usize;
    let mut found = Vec::new();
    for at in strings.filter(|&at| may_have_comment(document.written(at))) {
        let (string, inner) = (document.string(at), document.inner(at));
        let closer = early_closer(&string);
        let place = closer.clone().map(|closer| {
            let range = if document.is_escaped(at) { 0..inner.len() } else { closer };
            start + inner.start + range.start..start + inner.start + range.end
        });
        found.extend(closer.zip(place).map(|(closer, place)| comments::goes_on_after(&string[closer], place)));
        let opener = unclosed(&string, &payload.text, inner);
        let message = "expected `-->` to end this comment, found the end of the field; everything after it is hidden";
        found.extend(
            opener.map(|at| Diagnostic::warning(Code::COMMENT_UNCLOSED, start + at.start..start + at.end, message)),
        );
    }
    found
}

/// Whether a string that is `written` so may hold a comment.
fn may_have_comment(written: &str) -> bool {
    written.contains("<!--") || written.contains("\\u00")
}

/// `"<!--issueDescription-- >Words<!--/issueDescription-->"`: what is nearly the end of a comment in `string` that goes on.
fn early_closer(string: &str) -> Option<Range<usize>> {
    let comments = Comments::new(string);
    let mut from = 0;
    loop {
        let at = from + string.get(from..)?.find("<!--")?;
        let end = comments.end(at)?;
        let inside = at + "<!--".len();
        let text = string.get(inside..end.saturating_sub("-->".len())).unwrap_or_default();
        let arrows = if text.contains("<!--") { Arrows::End } else { Arrows::AreText };
        if let Some(closer) = comments::early_closer(text, arrows) {
            return Some(inside + closer.start..inside + closer.end);
        }
        from = end;
    }
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
    reference: Span,
    address: Span,
    found: &'f mut Diagnostics,
}

impl<'a> Visit<'a> for Fields<'_, '_> {
    fn visit_inlines(&mut self, inlines: &'a Inlines) {
        let field = inlines.first().map_or(Span::NONE, Inline::span);
        if field.is_none() {
            return;
        }
        let lines = lines_of(inlines);
        let shown = lines.replace('\r', "\n");
        let mut unlinked = String::new();
        words(inlines, Links::LeftOut, '\n', &mut unlinked);
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
            && let Some((code, message, written)) = other(&shown, &lines)
            && !(self.markdown == field && code == Code::FIELD_MARKDOWN)
        {
            self.markup = field;
            self.found.push(Diagnostic::warning(code, self.within(field, written), message));
        }
        if self.tag != field
            && let Some(tag) = field_marks::shown_tag(&shown)
        {
            self.tag = field;
            let message = format!("expected no tag here in the field of a payload, found {}, which shows", quoted(tag));
            self.found.push(Diagnostic::note(Code::HTML_AS_TEXT, self.within(field, tag), message));
        }
        if self.reference != field
            && let Some(reference) = field_marks::reference(&shown)
        {
            self.reference = field;
            let shown = quoted(reference);
            let message = format!("expected no reference here in the field of a payload, found {shown}, which shows");
            self.found.push(Diagnostic::note(Code::HTML_AS_TEXT, self.within(field, reference), message));
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
    words(inlines, Links::Kept, '\n', &mut out);
    out
}

/// The same, in which a line ends with `\r` where it ends for readers, too.
fn lines_of(inlines: &Inlines) -> String {
    let mut out = String::new();
    words(inlines, Links::Kept, '\r', &mut out);
    out
}

/// What becomes of links where words are gathered.
#[derive(Clone, Copy, PartialEq)]
enum Links {
    Kept,
    LeftOut,
}

/// Adds the words of `inlines` to `out`, with `break_sign` where a line ends for readers; code says nothing in Markdown.
fn words(inlines: &Inlines, links: Links, break_sign: char, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => out.push_str(&words.text),
            Inline::Styled(styled) => words(&styled.content, links, break_sign, out),
            Inline::Link(link) if links == Links::Kept => words(&link.content, links, break_sign, out),
            Inline::SoftBreak(_) => out.push('\n'),
            Inline::HardBreak(_) => out.push(break_sign),
            Inline::Link(_) | Inline::Code(_) | Inline::Image(_) | Inline::Placeholder(_) => out.push(' '),
            Inline::Comment(_) => {}
        }
    }
}

/// What shows as it is in `text`, other than [`literal::markdown`]: a link with a gap, what is nearly Markdown, and other markup.
/// Its `lines` tell those of readers.
fn other<'t>(text: &'t str, lines: &'t str) -> Option<(Code, String, &'t str)> {
    let markdown = |shown| {
        let message =
            format!("expected no Markdown in the field of a payload, found {}, which shows as it is", quoted(shown));
        (Code::FIELD_MARKDOWN, message, shown)
    };
    let near = |found: &Diagnostic| -> Option<(Code, String, &'t str)> {
        let shown = text.get(found.span.range())?;
        let message = || format!("expected words, found the markup {}, which shows as it is", quoted(shown));
        let is_markup = [Code::MARKUP_LITERAL, Code::COMMENT_MISSPELT, Code::COMMENT_CLOSER, Code::NOTE_LIKE_MARKER]
            .contains(&found.code);
        Some(if is_markup { (Code::MARKUP_LITERAL, message(), shown) } else { markdown(shown) })
    };
    let exact = literal::gap(text).or_else(|| literal::headings(text)).or_else(|| literal::fence(text));
    let exact = exact.or_else(|| stars::tight(text, 0, text, stars::Words::Sure).and_then(|at| text.get(at)));
    let exact = exact.or_else(|| field_marks::line(lines));
    exact.map(markdown).or_else(|| inlines::in_text(text).first().and_then(near))
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

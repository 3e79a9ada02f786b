//! [`fill_html`]: the second pass for markers left in HTML.

use std::collections::HashSet;

use memchr::{memchr, memrchr};

use super::Html;
use super::inline::show_address;
use super::marker::{self, Closers, Marker, Markup, Tag, is_markable};
use super::placeholder::{bare_value, block_value, inline_value, push_lines};
use super::writer::Writer;
use crate::article::Article;
use crate::error::RenderError;
use crate::render::core::Scope;
use crate::span::Span;
use crate::tree::{Inline, Inlines, Placeholder, Template};
use crate::values::{Source, Value, Values};
use crate::visit::Node;

/// Puts values into the markers that [`Missing::Marker`](crate::values::Missing::Marker) left in `html`.
///
/// It gives the HTML that one pass with all values gives, as long as those had theirs in the first pass that
/// [`first_pass`] lists, and variables of portal links theirs. Markers count between elements only, never in
/// attributes, comments, scripts or styles; those without a value stay, for another pass. Only HTML that this crate
/// made may be filled: anyone can write a marker in other HTML.
///
/// # Errors
///
/// `html` of more than 16 MiB, a value of more than 4 KiB, values of more than 64 KiB together, or an output of more
/// than 1 MiB that is more than 16 times as long as `html`, or of more than 16 MiB; [`Html::fill`] takes other
/// [limits](crate::limits).
///
/// ```
/// use selfhelp::render::html::fill_html;
/// use selfhelp::values::Values;
///
/// let html = "<p>The machine <!--$vmname-->[vmname]<!--/$vmname--> is off.</p>";
/// let values = Values::new().text("vmname", "web<01>");
/// assert_eq!(fill_html(html, &values)?, "<p>The machine web&lt;01&gt; is off.</p>");
/// assert_eq!(fill_html(html, &Values::new())?, html);
/// # Ok::<(), selfhelp::RenderError>(())
/// ```
pub fn fill_html(html: &str, values: &dyn Source) -> Result<String, RenderError> {
    fill(&Html::new(), html, values)
}

/// The names of the markers in `html` that wait for a value: each once, in the order of their first use.
///
/// ```
/// use selfhelp::render::html::{fill_html, unfilled};
/// use selfhelp::values::Values;
///
/// let html = "<p><!--$a-->[a]<!--/$a--> and <!--$b-->[b]<!--/$b--></p>";
/// assert_eq!(unfilled(html), ["a", "b"]);
/// assert_eq!(unfilled(&fill_html(html, &Values::new().text("a", "1"))?), ["b"]);
/// # Ok::<(), selfhelp::RenderError>(())
/// ```
pub fn unfilled(html: &str) -> Vec<String> {
    let closers = Closers::find(html);
    let (mut names, mut known) = (Vec::new(), HashSet::new());
    let mut at = 0;
    while let Some(found) = memchr(b'<', &html.as_bytes()[at..]) {
        let start = at + found;
        at = match marker::read(html, start, &closers) {
            Markup::Marker(marker) => {
                names.extend(known.insert(marker.name).then(|| marker.name.to_owned()));
                marker.default
            }
            Markup::Tag(tag) => start + tag.length,
            Markup::Other(length) => start + length,
        };
    }
    names
}

/// The names of the placeholders of `article` that need their values in the first pass: those in an attribute
/// (a link's target or title, a picture's address or alternative text), and those whose name a marker cannot hold.
///
/// With [`Missing::Marker`](crate::values::Missing::Marker) the default stays there. Variables of portal links are
/// not among them, though they are needed then, too: [`Article::variable_names`] lists those.
///
/// ```
/// use selfhelp::{Article, render::html::first_pass};
///
/// let article = Article::parse_lenient(
///     "<properties />\nOpen [<!--$vm-->it<!--/$vm-->](https://example.com/<!--$id-->0<!--/$id-->).\n",
/// );
/// assert_eq!(article.placeholder_names(), ["vm", "id"]);
/// assert_eq!(first_pass(&article), ["id"]);
/// ```
pub fn first_pass(article: &Article) -> Vec<&str> {
    let mut found: Vec<&Placeholder> = Vec::new();
    for node in article.nodes() {
        match node {
            Node::Link(node) => found.extend(templates(&node.target, node.title.as_ref())),
            Node::Image(node) => {
                found.extend(templates(&node.target, node.title.as_ref()));
                add_all(&node.alt, &mut found);
            }
            Node::Placeholder(node) if !is_markable(&node.name) => found.push(node),
            _ => {}
        }
    }
    let mut seen = HashSet::new();
    found.into_iter().map(|placeholder| &*placeholder.name).filter(|name| seen.insert(*name)).collect()
}

fn templates<'t>(target: &'t Template, title: Option<&'t Template>) -> impl Iterator<Item = &'t Placeholder> {
    target.placeholders().chain(title.into_iter().flat_map(Template::placeholders))
}

fn add_all<'t>(inlines: &'t Inlines, found: &mut Vec<&'t Placeholder>) {
    for inline in inlines {
        match inline {
            Inline::Placeholder(node) => found.push(node),
            Inline::Styled(node) => add_all(&node.content, found),
            Inline::Link(node) => add_all(&node.content, found),
            Inline::Image(node) => add_all(&node.alt, found),
            Inline::Code(node) => found.extend(node.content.placeholders()),
            _ => {}
        }
    }
}

impl Html<'_> {
    /// As [`fill_html`], with the values of this renderer, and all else it was asked for: fill with the renderer that
    /// left the markers, or one like it.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html, values::{Missing, Values}};
    ///
    /// let article = Article::parse_lenient("<properties />\n<!--$steps-->[steps]<!--/$steps-->\n");
    /// let html = Html::new().heading_shift(1).class_prefix("help-").missing(Missing::Marker);
    /// let marked = html.render(&article)?;
    /// let values = Values::new().markdown("steps", "# Steps\n[Start](button-link:https://example.com)");
    /// assert_eq!(
    ///     html.values(&values).fill(&marked)?,
    ///     "<h2>Steps</h2>\n<p><a href=\"https://example.com\" class=\"help-button\">Start</a></p>\n",
    /// );
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`fill_html`], with the [limits](Html::limits) of this renderer.
    pub fn fill(&self, html: &str) -> Result<String, RenderError> {
        match self.settings.supply.source {
            Some(source) => fill(self, html, source),
            None => fill(self, html, &Values::new()),
        }
    }
}

fn fill(renderer: &Html<'_>, html: &str, values: &dyn Source) -> Result<String, RenderError> {
    let (bytes, limit) = (html.len(), renderer.settings.limits.fill_bytes);
    if bytes > limit {
        return Err(RenderError::HtmlTooLarge { bytes, limit });
    }
    renderer.settings.supply.check_all(values)?;
    // HTML of an article is longer than it; what comes out is no more than rendering the largest one at once would
    // give.
    let most = renderer.settings.limits.output_for(bytes.min(renderer.settings.limits.input_bytes));
    let scope = Scope::within(&renderer.settings, most);
    let mut filler = Filler::new(Writer::new(scope, &renderer.profile, bytes));
    let closers = Closers::find(html);
    let mut at = 0;
    while let Some(found) = memchr(b'<', &html.as_bytes()[at..]) {
        let start = at + found;
        filler.writer.out.push_str(&html[at..start]);
        at = filler.token(html, start, &closers, values)?;
        filler.writer.check()?;
    }
    filler.writer.out.push_str(&html[at..]);
    filler.writer.finish()
}

/// The output so far, and the elements around its end that decide how a value is written.
struct Filler<'a> {
    writer: Writer<'a>,
    code: bool,
    pre: bool,
    /// How many spans are open, from one for a link to the portal on.
    blade_spans: usize,
    link: Option<Element>,
    item: Option<Element>,
}

/// An element of the output that is open.
struct Element {
    /// Where its start tag begins, and where that ends.
    start: usize,
    content: usize,
    /// Whether a value was put into it.
    filled: bool,
}

impl<'a> Filler<'a> {
    fn new(writer: Writer<'a>) -> Filler<'a> {
        Filler { writer, code: false, pre: false, blade_spans: 0, link: None, item: None }
    }

    /// Takes the tag, comment or marker at `at`; returns the offset after it.
    fn token(
        &mut self,
        html: &str,
        at: usize,
        closers: &Closers<'_>,
        values: &dyn Source,
    ) -> Result<usize, RenderError> {
        let length = match marker::read(html, at, closers) {
            Markup::Marker(marker) => match values.value(marker.name) {
                Some(value) => {
                    let value = self.writer.supply().sized(marker.name, value)?;
                    let span = default_span(&html[marker.default..], marker.name);
                    let after = self.value(&marker, span, &value, &html[marker.end..])?;
                    return Ok(html.len() - after.len());
                }
                None => marker.default - at,
            },
            Markup::Tag(tag) => {
                self.tag(&tag, &html[at..at + tag.length]);
                return Ok(at + tag.length);
            }
            Markup::Other(length) => length,
        };
        self.writer.out.push_str(&html[at..at + length]);
        Ok(at + length)
    }

    /// Copies a tag, and keeps track of the element that begins or ends with it.
    fn tag(&mut self, tag: &Tag<'_>, written: &str) {
        let start = self.writer.out.len();
        match tag.name {
            "a" if tag.is_end => self.end_link(),
            "li" | "dd" if tag.is_end => self.end_item(),
            "code" => self.code = !tag.is_end,
            "pre" => self.pre = !tag.is_end,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.writer.in_heading = !tag.is_end,
            "span" if tag.is_end => self.blade_spans = self.blade_spans.saturating_sub(1),
            "span" if self.blade_spans > 0 || written.starts_with("<span data-blade=\"") => self.blade_spans += 1,
            _ => {}
        }
        self.writer.out.push_str(written);
        let opened = |writer: &Writer<'_>| Some(Element { start, content: writer.out.len(), filled: false });
        match tag.name {
            "a" if !tag.is_end => self.link = opened(&self.writer),
            "li" | "dd" if !tag.is_end => self.item = opened(&self.writer),
            _ => {}
        }
        self.writer.scope.in_link = self.link.is_some() || self.blade_spans > 0;
    }

    /// A link whose values are empty shows its address, as in one pass.
    fn end_link(&mut self) {
        if let Some(link) = self.link.take().filter(|link| link.filled && link.content == self.writer.out.len()) {
            show_address(&mut self.writer, link.start);
        }
    }

    /// An item whose values are blank holds nothing, as in one pass.
    fn end_item(&mut self) {
        if let Some(item) = self.item.take().filter(|item| item.filled)
            && self.writer.out[item.content..].trim_ascii().is_empty()
        {
            self.writer.out.truncate(item.content);
        }
    }

    /// Writes a value in place of a marker's default; returns the HTML after it. The placeholder is at `span` in the
    /// source.
    fn value<'h>(
        &mut self,
        marker: &Marker<'_>,
        span: Span,
        value: &Value<'_>,
        after: &'h str,
    ) -> Result<&'h str, RenderError> {
        for element in [&mut self.link, &mut self.item].into_iter().flatten() {
            element.filled = true;
        }
        if !marker.apart && !self.code {
            if let Some((start, span)) = open_element(&self.writer.out, "p")
                && let Some(rest) = after.strip_prefix("</p>")
            {
                self.writer.out.truncate(start);
                block_value(&mut self.writer, value, marker.name, span)?;
                return Ok(rest.strip_prefix('\n').unwrap_or(rest));
            }
            if is_bare_paragraph(&self.writer.out, after) {
                bare_value(&mut self.writer, value, marker.name, span)?;
                return Ok(self.go_on(after));
            }
        }
        self.inline_value(marker.name, span, value)?;
        if self.pre || self.code || !ends_block(after) {
            return Ok(after);
        }
        self.trim_block();
        Ok(self.go_on(after))
    }

    /// `after` without its line end, where the value has ended its line itself.
    fn go_on<'h>(&self, after: &'h str) -> &'h str {
        let begun = self.writer.out.ends_with('\n');
        after.strip_prefix('\n').filter(|_| begun).unwrap_or(after)
    }

    /// Writes a value among other inlines.
    fn inline_value(&mut self, name: &str, span: Span, value: &Value<'_>) -> Result<(), RenderError> {
        let start = self.writer.out.len();
        let line_end = match (self.pre, self.code) {
            (true, _) => Some("\n"),
            (false, true) => Some("<br>"),
            (false, false) => None,
        };
        self.writer.named(name, span, |writer| match line_end {
            None => inline_value(writer, value),
            Some(line_end) => {
                push_lines(&mut writer.out, &value.as_ref().into_plain(), line_end);
                Ok(())
            }
        })?;
        if self.writer.in_heading {
            self.writer.join_lines(start);
        }
        Ok(())
    }

    /// Takes blanks from the end of a block, as the first pass does, but not the line end after the block before.
    fn trim_block(&mut self) {
        let out = &mut self.writer.out;
        let kept = out.trim_ascii_end().len();
        let line_end = ends_with_block(&out[..kept]) && out[kept..].starts_with('\n');
        out.truncate(kept + usize::from(line_end));
    }
}

/// Whether something between `before` and `after` is a paragraph of a tight item, which has no element.
fn is_bare_paragraph(before: &str, after: &str) -> bool {
    let line = before.strip_suffix('\n');
    let opens = |html: &str| open_element(html, "li").is_some() || open_element(html, "dd").is_some();
    let begins = opens(before) || line.is_some_and(|line| opens(line) || ends_with_block(line));
    begins && (ends_item(after) || after.strip_prefix('\n').is_some_and(|line| begins_block(line) || ends_item(line)))
}

fn ends_item(html: &str) -> bool {
    html.starts_with("</li>") || html.starts_with("</dd>")
}

/// Blocks that items hold.
const BLOCKS: [&str; 16] = [
    "p",
    "ul",
    "ol",
    "blockquote",
    "aside",
    "pre",
    "table",
    "dl",
    "details",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];

/// Other elements that hold inlines.
const HOLDERS: [&str; 6] = ["li", "dd", "dt", "td", "th", "summary"];

/// Whether `html` begins with the start tag of a block.
fn begins_block(html: &str) -> bool {
    let tag = html.strip_prefix('<');
    let begins =
        |name: &str| tag.and_then(|tag| tag.strip_prefix(name)).is_some_and(|rest| rest.starts_with([' ', '>']));
    begins("hr") || BLOCKS.into_iter().any(begins)
}

/// Whether a block, or another element that holds inlines, ends where `html` begins.
fn ends_block(html: &str) -> bool {
    if let Some(line) = html.strip_prefix('\n') {
        return begins_block(line) || ends_item(line);
    }
    let Some(tag) = html.strip_prefix("</") else { return false };
    let is = |name: &str| tag.strip_prefix(name).is_some_and(|rest| rest.starts_with('>'));
    BLOCKS.into_iter().chain(HOLDERS).any(is)
}

/// Whether `html` ends with the end of a block.
fn ends_with_block(html: &str) -> bool {
    let ended = html.strip_suffix('>').is_some_and(|tag| {
        BLOCKS.into_iter().any(|name| tag.strip_suffix(name).is_some_and(|start| start.ends_with("</")))
    });
    ended || open_element(html, "hr").is_some()
}

/// The offset of the start tag of an element `name` that `html` ends with, and the span in it.
fn open_element(html: &str, name: &str) -> Option<(usize, Span)> {
    let inside = html.strip_suffix('>')?;
    if let Some(start) = inside.strip_suffix(name).and_then(|start| start.strip_suffix('<')) {
        return Some((start.len(), Span::NONE));
    }
    // Tags with a span are short. Looking back over a long one for each of many markers after it would take quadratic
    // time.
    let near = inside.len().saturating_sub(LONGEST_TAG);
    let start = near + memrchr(b'<', &inside.strip_suffix('"')?.as_bytes()[near..])?;
    let span = inside[start + 1..].strip_prefix(name)?.strip_prefix(" data-span=\"")?.strip_suffix('"')?;
    Some((start, read_span(span)?))
}

/// More bytes than `<blockquote data-span="4294967295-4294967295"` has.
const LONGEST_TAG: usize = 64;

/// The span in the element with the `name` of a placeholder, with which its `default` begins if the host asked for
/// such.
fn default_span(default: &str, name: &str) -> Span {
    let attributes = default.strip_prefix("<span data-placeholder=\"").and_then(|rest| rest.strip_prefix(name));
    let span = attributes.and_then(|rest| rest.strip_prefix("\" data-span=\"")?.split('"').next());
    span.and_then(read_span).unwrap_or(Span::NONE)
}

/// A span as `data-span` has it: `20-26`.
fn read_span(written: &str) -> Option<Span> {
    let (from, to) = written.split_once('-')?;
    Some(Span::new(from.parse().ok()?, to.parse().ok()?))
}

//! [`fill_html`]: the second pass for markers left in HTML.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::placeholder::{is_markable, is_name_character, push_lines};
use super::{Html, Writer};
use crate::article::Article;
use crate::error::RenderError;
use crate::source::{TagRule, tag_len};
use crate::span::Span;
use crate::tree::{Inline, Inlines, Placeholder, Template};
use crate::values::{Source, Value};
use crate::visit::Node;

/// Puts values into the markers that [`Missing::Marker`](crate::values::Missing::Marker) left in `html`.
///
/// A text value is escaped, and its line ends become `<br>`; where the marker has a paragraph or a whole item of a
/// list for itself, blank lines in a value begin new ones, and a Markdown value stands as blocks; elsewhere, and so in a
/// tight item that holds more than the marker, it stands as its words. Markers count between elements only, never in
/// attributes, comments, scripts or styles; those without a value stay, for another pass. Only HTML that this crate made
/// may be filled: anyone can write a marker in other HTML.
///
/// # Errors
///
/// A value of more than 4 KiB, values of more than 64 KiB together, or an output of more than 1 MiB that is more than 16
/// times as long as `html`; [`Html::fill`] takes other [limits](crate::limits).
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
    let seen = RefCell::new((Vec::new(), HashSet::new()));
    let listed = |name: &str| {
        let (names, known) = &mut *seen.borrow_mut();
        if known.insert(name.to_owned()) {
            names.push(name.to_owned());
        }
        None
    };
    // Without values nothing is refused, and what it gives is `html`.
    let _ = fill_html(html, &listed);
    seen.into_inner().0
}

/// The names of the placeholders of `article` that need their values in the first pass: those that stand in an attribute
/// (a link's target or title, a picture's address or alternative text), and those whose name a marker cannot hold.
///
/// With [`Missing::Marker`](crate::values::Missing::Marker) the default stays there for good. Variables of portal links are
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
    /// As [`fill_html`], with the values of this renderer, and all else it was asked for: fill with the renderer that left
    /// the markers, or one like it.
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
        match self.supply.source {
            Some(source) => fill(self, html, source),
            None => Ok(html.to_owned()),
        }
    }
}

fn fill(renderer: &Html<'_>, html: &str, values: &dyn Source) -> Result<String, RenderError> {
    renderer.supply.check_all(values)?;
    let closers = Closers::find(html);
    let mut filler = Filler { writer: Writer::new(renderer, html.len()), code: false, pre: false };
    filler.writer.most = renderer.limits.output_for(html.len());
    let mut at = 0;
    while let Some(token) = html[at..].find('<').map(|found| at + found) {
        filler.writer.out.push_str(&html[at..token]);
        at = filler.token(html, token, &closers, values)?;
        filler.writer.check()?;
    }
    filler.writer.out.push_str(&html[at..]);
    filler.writer.check()?;
    Ok(filler.writer.out)
}

/// The output so far, and the elements around its end that decide how a value is written.
struct Filler<'a> {
    writer: Writer<'a>,
    code: bool,
    pre: bool,
}

impl Filler<'_> {
    /// Takes the tag, comment or marker at `at`; gives the offset of what follows it.
    fn token(
        &mut self,
        html: &str,
        at: usize,
        closers: &Closers<'_>,
        values: &dyn Source,
    ) -> Result<usize, RenderError> {
        let rest = &html[at..];
        if let Some(name) = marker_name(rest, OPENER)
            && let Some(behind) = closers.behind(name, at)
            && let Some(value) = values.value(name)
        {
            let value = self.writer.supply().sized(name, value)?;
            let span = default_span(&rest[OPENER.len() + name.len() + "-->".len()..], name);
            return Ok(html.len() - self.value(name, span, value, &html[behind..])?.len());
        }
        let length = match rest.strip_prefix("<!--") {
            Some(comment) => comment.find("-->").map_or(rest.len(), |end| end + "<!---->".len()),
            None => self.tag(rest),
        };
        self.writer.out.push_str(&rest[..length]);
        Ok(at + length)
    }

    /// The length of the tag that `html` begins with, or of the whole element where it holds no markup.
    fn tag(&mut self, html: &str) -> usize {
        let (is_end, name) = match html.strip_prefix("</") {
            Some(rest) => (true, rest),
            None => (false, &html[1..]),
        };
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if name.is_empty() {
            return 1;
        }
        let length = tag_length(html);
        match name {
            "a" => self.writer.in_link = !is_end,
            "code" => self.code = !is_end,
            "pre" => self.pre = !is_end,
            _ if !is_end && RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)) => {
                return find_end_tag(html, length, name);
            }
            _ => {}
        }
        length
    }

    /// Writes a value in place of a marker's default; gives what follows. The placeholder stands at `span` in the source.
    fn value<'h>(&mut self, name: &str, span: Span, value: Value<'_>, behind: &'h str) -> Result<&'h str, RenderError> {
        let paragraph = open_paragraph(&self.writer.out);
        match (paragraph, behind.strip_prefix("</p>")) {
            (Some((start, span)), Some(rest)) if !self.code => {
                self.writer.out.truncate(start);
                self.writer.block_value(value, name, span)?;
                return Ok(rest.strip_prefix('\n').unwrap_or(rest));
            }
            _ if fills_item(&self.writer.out, behind) => self.writer.bare_value(value, name, span)?,
            _ => self.writer.named(name, span, |writer| {
                let line_end = match (self.pre, self.code) {
                    (true, _) => "\n",
                    (false, true) => "<br>",
                    (false, false) => return writer.inline_value(value),
                };
                push_lines(&mut writer.out, &value.into_plain(), line_end);
                Ok(())
            })?,
        }
        Ok(behind)
    }
}

/// Where the start tag `<p>` begins that `html` ends with, and the span it names.
fn open_paragraph(html: &str) -> Option<(usize, Span)> {
    open_element(html, "p")
}

/// Whether something between `before` and `behind` is all that an item of a list holds.
fn fills_item(before: &str, behind: &str) -> bool {
    let is_all = |name: &str| {
        let end = behind.strip_prefix("</").and_then(|end| end.strip_prefix(name));
        end.is_some_and(|end| end.starts_with('>')) && open_element(before, name).is_some()
    };
    is_all("li") || is_all("dd")
}

/// Where the start tag of an element `name` begins that `html` ends with, and the span it names.
fn open_element(html: &str, name: &str) -> Option<(usize, Span)> {
    let inside = html.strip_suffix('>')?;
    if let Some(start) = inside.strip_suffix(name).and_then(|start| start.strip_suffix('<')) {
        return Some((start.len(), Span::NONE));
    }
    let start = inside.strip_suffix('"')?.rfind('<')?;
    let span = inside[start + 1..].strip_prefix(name)?.strip_prefix(" data-span=\"")?.strip_suffix('"')?;
    Some((start, read_span(span)?))
}

/// The span that the element with the `name` of a placeholder says, which its `default` begins with where such are asked
/// for.
fn default_span(default: &str, name: &str) -> Span {
    let attributes = default.strip_prefix("<span data-placeholder=\"").and_then(|rest| rest.strip_prefix(name));
    let span = attributes.and_then(|rest| rest.strip_prefix("\" data-span=\"")?.split('"').next());
    span.and_then(read_span).unwrap_or(Span::NONE)
}

/// A span as `data-span` says it.
fn read_span(written: &str) -> Option<Span> {
    let (from, to) = written.split_once('-')?;
    Some(Span::new(from.parse().ok()?, to.parse().ok()?))
}

/// Elements whose content is no markup.
const RAW: [&str; 9] = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript"];

const OPENER: &str = "<!--$";
const CLOSER: &str = "<!--/$";

/// The name in the marker that `html` begins with: `start name "-->"`.
fn marker_name<'h>(html: &'h str, start: &str) -> Option<&'h str> {
    let rest = html.strip_prefix(start)?;
    let end = rest.find(|c: char| !is_name_character(c))?;
    (end > 0 && rest[end..].starts_with("-->")).then(|| &rest[..end])
}

/// Where the closing markers of each name stand.
struct Closers<'h> {
    offsets: HashMap<&'h str, Vec<usize>>,
}

impl<'h> Closers<'h> {
    fn find(html: &'h str) -> Closers<'h> {
        let mut offsets: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, _) in html.match_indices(CLOSER) {
            if let Some(name) = marker_name(&html[at..], CLOSER) {
                offsets.entry(name).or_default().push(at);
            }
        }
        Closers { offsets }
    }

    /// The offset behind the first marker that closes `name` after `at`.
    fn behind(&self, name: &str, at: usize) -> Option<usize> {
        let offsets = self.offsets.get(name)?;
        let next = offsets.get(offsets.partition_point(|&offset| offset < at))?;
        Some(next + CLOSER.len() + name.len() + "-->".len())
    }
}

/// The length of the tag that `html` begins with; all of it where that never ends.
fn tag_length(html: &str) -> usize {
    tag_len(html, TagRule::Quotes).unwrap_or(html.len())
}

/// The offset of the end tag for `name` from `from` on.
fn find_end_tag(html: &str, from: usize, name: &str) -> usize {
    let mut tags = html[from..].match_indices("</").map(|(at, _)| from + at);
    let is_end = |&at: &usize| crate::link::starts_with_ignore_case(&html[at + 2..], name);
    tags.find(is_end).unwrap_or(html.len())
}

//! [`fill_html`]: the second pass for markers left in HTML.

use std::collections::HashMap;

use super::placeholder::{is_name_character, push_lines, push_paragraphs};
use super::{Html, Writer};
use crate::values::{Source, Value};

/// Puts values into the markers that [`Missing::Marker`](crate::values::Missing::Marker) left in `html`.
///
/// A text value is escaped, and its line ends become `<br>`; where the marker has a paragraph for itself, blank lines in
/// a value begin new ones, and a Markdown value stands as blocks. Markers count between elements only, never in
/// attributes, comments, scripts or styles; those without a value stay, for another pass. Only HTML that this crate made
/// may be filled: anyone can write a marker in other HTML.
///
/// ```
/// use selfhelp::render::html::fill_html;
/// use selfhelp::values::Values;
///
/// let html = "<p>The machine <!--$vmname-->[vmname]<!--/$vmname--> is off.</p>";
/// let values = Values::new().text("vmname", "web<01>");
/// assert_eq!(fill_html(html, &values), "<p>The machine web&lt;01&gt; is off.</p>");
/// assert_eq!(fill_html(html, &Values::new()), html);
/// ```
pub fn fill_html(html: &str, values: &dyn Source) -> String {
    let closers = Closers::find(html);
    let mut filler = Filler { out: String::with_capacity(html.len() + 256), link: false, code: false, pre: false };
    let mut at = 0;
    while let Some(token) = html[at..].find('<').map(|found| at + found) {
        filler.out.push_str(&html[at..token]);
        at = filler.token(html, token, &closers, values);
    }
    filler.out.push_str(&html[at..]);
    filler.out
}

/// The output so far, and the elements around its end that decide how a value is written.
struct Filler {
    out: String,
    link: bool,
    code: bool,
    pre: bool,
}

impl Filler {
    /// Takes the tag, comment or marker at `at`; gives the offset of what follows it.
    fn token(&mut self, html: &str, at: usize, closers: &Closers<'_>, values: &dyn Source) -> usize {
        let rest = &html[at..];
        if let Some(name) = marker_name(rest, OPENER)
            && let Some(behind) = closers.behind(name, at)
            && let Some(value) = values.value(name)
        {
            return html.len() - self.value(value, &html[behind..]).len();
        }
        let length = match rest.strip_prefix("<!--") {
            Some(comment) => comment.find("-->").map_or(rest.len(), |end| end + "<!---->".len()),
            None => self.tag(rest),
        };
        self.out.push_str(&rest[..length]);
        at + length
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
        let length = tag_len(html);
        match name {
            "a" => self.link = !is_end,
            "code" => self.code = !is_end,
            "pre" => self.pre = !is_end,
            _ if !is_end && RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)) => {
                return find_end_tag(html, length, name);
            }
            _ => {}
        }
        length
    }

    /// Writes a value in place of a marker's default; gives what follows.
    fn value<'h>(&mut self, value: Value<'_>, behind: &'h str) -> &'h str {
        let paragraph = self.out.ends_with("<p>").then(|| behind.strip_prefix("</p>")).flatten();
        match (value, paragraph) {
            (value, _) if self.pre => push_lines(&mut self.out, &value.into_plain(), "\n"),
            (value, _) if self.code => push_lines(&mut self.out, &value.into_plain(), "<br>"),
            (Value::Text(text), None) => push_lines(&mut self.out, &text, "<br>"),
            (Value::Markdown(blocks), None) => self.markdown(|writer| writer.flat_blocks(&blocks)),
            (value, Some(rest)) => {
                self.out.truncate(self.out.len() - "<p>".len());
                match value {
                    Value::Text(text) => push_paragraphs(&mut self.out, &text),
                    Value::Markdown(blocks) => self.markdown(|writer| writer.blocks(&blocks)),
                }
                return rest.strip_prefix('\n').unwrap_or(rest);
            }
        }
        behind
    }

    fn markdown(&mut self, write: impl FnOnce(&mut Writer<'_>) -> Result<(), crate::RenderError>) {
        let html = Html::new();
        let mut writer = Writer::new(&html, 0);
        writer.in_link = self.link;
        std::mem::swap(&mut writer.out, &mut self.out);
        // Without values and with defaults for all there is nothing that could fail.
        let written = write(&mut writer);
        debug_assert_eq!(written, Ok(()));
        std::mem::swap(&mut writer.out, &mut self.out);
    }
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

/// The length of a tag: up to the first `>` that is in no quotes.
fn tag_len(html: &str) -> usize {
    let mut quote = None;
    let end = html.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (None, b'>') => return true,
            _ => {}
        }
        false
    });
    end.map_or(html.len(), |end| end + 1)
}

/// The offset of the end tag for `name` from `from` on.
fn find_end_tag(html: &str, from: usize, name: &str) -> usize {
    let mut tags = html[from..].match_indices("</").map(|(at, _)| from + at);
    let is_end = |&at: &usize| crate::link::starts_with_ignore_case(&html[at + 2..], name);
    tags.find(is_end).unwrap_or(html.len())
}

//! Markers: the comments that [`Missing::Marker`](crate::values::Missing::Marker) leaves, and how a second pass finds
//! them in HTML.

use memchr::memmem;

/// What a marker begins with: `<!--$name-->default<!--/$name-->`.
pub(super) const OPENER: &str = "<!--$";
pub(super) const CLOSER: &str = "<!--/$";
pub(super) const END: &str = "-->";

/// What follows a marker that seems to have a paragraph for itself and has not: in `<!--$a-->x<!--/$a--><!--$b-->y<!--/$b-->`
/// it would seem so to one pass as soon as another has put nothing in place of the other.
pub(super) const APART: &str = "<!---->";

pub(super) fn is_markable(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_name_character)
}

/// Whether `c` can stand in the name of a marker: letters, digits and `_`, and inside names spaces and dots (format §4).
fn is_name_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | ' ')
}

/// What a `<` of HTML begins.
pub(super) enum Token<'h> {
    Marker(Marker<'h>),
    Tag(Tag<'h>),
    /// A comment, or nothing; so many bytes.
    Other(usize),
}

/// A marker and where what it holds ends.
pub(super) struct Marker<'h> {
    pub(super) name: &'h str,
    /// Where its default begins, and where the HTML goes on after it.
    pub(super) default: usize,
    pub(super) end: usize,
    /// Whether it is among other words whatever stands around it.
    pub(super) apart: bool,
}

/// A tag, with all of its element where that holds no markup.
pub(super) struct Tag<'h> {
    pub(super) name: &'h str,
    pub(super) is_end: bool,
    pub(super) length: usize,
}

/// What begins at `at` of `html`, where a `<` is.
pub(super) fn read<'h>(html: &'h str, at: usize, closers: &Closers<'h>) -> Token<'h> {
    let rest = &html[at..];
    if let Some(name) = marker_name(rest, OPENER)
        && let Some(end) = closers.end(name, at)
    {
        let default = at + OPENER.len() + name.len() + END.len();
        let apart = html[end..].starts_with(APART);
        return Token::Marker(Marker { name, default, end: if apart { end + APART.len() } else { end }, apart });
    }
    match rest.strip_prefix("<!--") {
        Some(comment) => Token::Other(comment.find(END).map_or(rest.len(), |end| end + "<!---->".len())),
        None => tag(rest).map_or(Token::Other(1), Token::Tag),
    }
}

/// The tag that `html` begins with.
fn tag(html: &str) -> Option<Tag<'_>> {
    let (is_end, name) = match html.strip_prefix("</") {
        Some(rest) => (true, rest),
        None => (false, html.get(1..)?),
    };
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    let length = tag_len(html);
    let is_raw = !is_end && RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw));
    let length = if is_raw { find_end_tag(html, length, name) } else { length };
    (!name.is_empty()).then_some(Tag { name, is_end, length })
}

/// Elements whose content is no markup.
const RAW: [&str; 9] = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// The name in the marker that `html` begins with: `start name "-->"`.
fn marker_name<'h>(html: &'h str, start: &str) -> Option<&'h str> {
    let rest = html.strip_prefix(start)?;
    let end = rest.find(|c: char| !is_name_character(c))?;
    (end > 0 && rest[end..].starts_with(END)).then(|| &rest[..end])
}

/// Where the closing markers of each name stand: sorted, so that HTML full of markers takes little room.
pub(super) struct Closers<'h> {
    found: Vec<(&'h str, usize)>,
}

impl<'h> Closers<'h> {
    pub(super) fn find(html: &'h str) -> Closers<'h> {
        let places = || memmem::find_iter(html.as_bytes(), CLOSER);
        // Counted before, so that the list of very many is not copied as it grows.
        let mut found = Vec::with_capacity(places().count());
        found.extend(places().filter_map(|at| Some((marker_name(&html[at..], CLOSER)?, at))));
        found.sort_unstable();
        Closers { found }
    }

    /// The offset after the first marker that closes `name` after `at`.
    fn end(&self, name: &str, at: usize) -> Option<usize> {
        let next = self.found.partition_point(|closer| *closer < (name, at));
        let (_, next) = self.found.get(next).filter(|(found, _)| *found == name)?;
        Some(next + CLOSER.len() + name.len() + END.len())
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

//! Raw HTML as CommonMark sees it, line by line: where a block of it begins and ends, and which lines of tags do not begin one.

use crate::parse::html::element::Void;
use crate::parse::html::{Element, ends_after_name};
use crate::source::{TagRule, tag_len};

use super::damaged::{cut_break, odd_break};

/// What a line consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagLine {
    /// Nothing but `<br>`s.
    Breaks,
    /// Nothing but tags of inline elements of the table.
    Inlines,
    /// Nothing but tags of elements that are not blocks.
    Others,
}

/// Whether `line`, which begins with `<`, is nothing but tags that CommonMark would take for the start of raw HTML
/// although they are not blocks.
pub(super) fn line_of_tags(line: &str) -> Option<TagLine> {
    let mut kind = TagLine::Breaks;
    let mut rest = line;
    let mut has_odd_break = false;
    while !rest.is_empty() {
        if let Some(end) = odd_break(rest).or_else(|| cut_break(rest)) {
            has_odd_break = true;
            rest = rest[end..].trim_start();
            continue;
        }
        let end = tag_len(rest, TagRule::QuotesInSingle)?;
        let name = tag_name(&rest[..end])?;
        if is_block_name(name) || (rest.starts_with("</") && !ends_after_name(&rest[..end])) {
            return None;
        }
        let element = Element::from_name(&name.to_ascii_lowercase()).map(|(_, element)| element);
        let element = element.filter(|element| element.is_inline());
        kind = match (kind, element) {
            (kind, Some(Element::Void(Void::Break))) => kind,
            (TagLine::Breaks | TagLine::Inlines, Some(element)) if !element.is_void() => TagLine::Inlines,
            _ => TagLine::Others,
        };
        rest = rest[end..].trim_start();
    }
    // Among other tags it is a construct of its own.
    (kind == TagLine::Breaks || !has_odd_break).then_some(kind)
}

/// Whether `line` is nothing but `<br>`s.
pub(crate) fn is_line_of_breaks(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('<') && line.ends_with('>') && line_of_tags(line) == Some(TagLine::Breaks)
}

fn tag_name(tag: &str) -> Option<&str> {
    let inner = tag.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inner.len());
    let name = &inner[..end];
    let ends_well = inner[end..].starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'));
    (name.starts_with(|c: char| c.is_ascii_alphabetic()) && ends_well).then_some(name)
}

/// A block of raw HTML that CommonMark sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HtmlBlock {
    /// One that ends at a blank line.
    ToBlank,
    /// One that ends with the end tag of one of [`VERBATIM`].
    ToEndTag,
    /// One that ends with this: an instruction, a declaration, a section of characters.
    To(&'static str),
}

/// Elements whose content CommonMark takes as it is, blank lines too.
const VERBATIM: [&str; 4] = ["pre", "script", "style", "textarea"];

impl HtmlBlock {
    /// The block that starts with `line`, if one does, whatever comes before.
    pub(super) fn at(line: &str) -> Option<HtmlBlock> {
        match line.as_bytes() {
            [b'<', b'?', ..] => return Some(HtmlBlock::To("?>")),
            [b'<', b'!', letter, ..] if letter.is_ascii_alphabetic() => return Some(HtmlBlock::To(">")),
            [b'<', b'!', b'[', ..] if line.starts_with("<![CDATA[") => return Some(HtmlBlock::To("]]>")),
            _ => {}
        }
        let (closes, name) = match line.strip_prefix('<')?.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, &line[1..]),
        };
        let (name, after) = name.split_at(name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len()));
        let ends_well = after.is_empty() || after.starts_with([' ', '\t', '>']) || after.starts_with("/>");
        let verbatim = VERBATIM.iter().any(|verbatim| verbatim.eq_ignore_ascii_case(name));
        match (ends_well, verbatim) {
            (true, true) => (!closes && !after.starts_with('/')).then_some(HtmlBlock::ToEndTag),
            (true, false) => is_block_name(name).then_some(HtmlBlock::ToBlank),
            (false, _) => None,
        }
    }

    /// Whether blank lines do not end it.
    pub(super) fn is_verbatim(self) -> bool {
        self != HtmlBlock::ToBlank
    }

    /// Whether `text`, which is in the block, ends it.
    pub(super) fn ends_in(self, text: &str) -> bool {
        let mut tags = memchr::memchr_iter(b'<', text.as_bytes()).filter_map(|at| text[at + 1..].strip_prefix('/'));
        match self {
            HtmlBlock::ToBlank => false,
            HtmlBlock::To(end) => text.contains(end),
            HtmlBlock::ToEndTag => tags.any(|tag| {
                VERBATIM.iter().any(|name| {
                    tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                        && tag[name.len()..].starts_with('>')
                })
            }),
        }
    }
}

/// Elements that start an HTML block of CommonMark's kinds 1 and 6, which this crate leaves as they are.
pub(crate) fn is_block_name(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "address",
        "article",
        "aside",
        "base",
        "basefont",
        "blockquote",
        "body",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "link",
        "main",
        "menu",
        "menuitem",
        "nav",
        "noframes",
        "ol",
        "optgroup",
        "option",
        "p",
        "param",
        "pre",
        "script",
        "search",
        "section",
        "style",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "track",
        "ul",
    ];
    NAMES.iter().any(|block| block.eq_ignore_ascii_case(name))
}

/// The author's tables and lists that are open, line by line: inside them, indentation starts no code.
#[derive(Debug, Default)]
pub(super) struct HtmlContainers {
    depth: usize,
}

impl HtmlContainers {
    pub(super) fn is_open(&self) -> bool {
        self.depth > 0
    }

    /// Counts the tags on `line`.
    pub(super) fn line(&mut self, line: &str) {
        let starts = line.trim_start().starts_with('<');
        if self.depth == 0 && !starts {
            return;
        }
        for at in memchr::memchr_iter(b'<', line.as_bytes()) {
            let tag = &line.as_bytes()[at + 1..];
            if is_container_end(tag) {
                self.depth = self.depth.saturating_sub(1);
            } else if is_container(tag) {
                self.depth += 1;
            }
        }
    }
}

/// Whether the tag that has this after its `<` ends a list or table.
pub(super) fn is_container_end(after: &[u8]) -> bool {
    after.strip_prefix(b"/").is_some_and(is_container)
}

/// Whether `name` begins with that of a list or table.
fn is_container(name: &[u8]) -> bool {
    ["table", "ul", "ol", "dl"].iter().any(|container| {
        name.get(..container.len()).is_some_and(|start| start.eq_ignore_ascii_case(container.as_bytes()))
            && name.get(container.len()).is_some_and(|byte| *byte == b'>' || byte.is_ascii_whitespace())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn line(line: &str, expected: Option<TagLine>) {
        assert_eq!(line_of_tags(line), expected, "{line:?}");
    }

    #[test]
    fn lines_of_tags() {
        line("<br>", Some(TagLine::Breaks));
        line("<br/> </br>", Some(TagLine::Breaks));
        line("<br\\> <br / >", Some(TagLine::Breaks));
        line("<br> <br/", Some(TagLine::Breaks));
        line("<b><br\\>", None);
        line("<resource-group>", Some(TagLine::Others));
        line("<a href=\"x>y\">", Some(TagLine::Inlines));
        line("<b><br>", Some(TagLine::Inlines));
        line("<img src=\"x\">", Some(TagLine::Others));
        line("<div>", None);
        line("<br> text", None);
        line("<https://example.com>", None);
        line("<me@example.com>", None);
    }
}

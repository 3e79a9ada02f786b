//! Laws about spans.

use selfhelp::Article;
use selfhelp::component::Component;
use selfhelp::payload::Payload;
use selfhelp::span::Span;
use selfhelp::tree::*;
use selfhelp::visit::{self, Visit};

use super::{Broken, Case, component};

/// A child is inside its parent; siblings are in order and do not overlap; every span is on character boundaries.
pub fn nest(article: &Article) -> Result<(), Broken> {
    let source = article.source();
    let root = Parent { span: Span::new(0, source.len()), seen: 0 };
    let mut nesting = Nesting { source, open: vec![root], broken: None };
    nesting.visit_parts(&article.body);
    nesting.broken.map_or(Ok(()), Err)
}

struct Nesting<'s> {
    source: &'s str,
    open: Vec<Parent>,
    broken: Option<Broken>,
}

/// A node whose children are being visited.
struct Parent {
    span: Span,
    /// End of the last child that was visited.
    seen: u32,
}

impl Nesting<'_> {
    fn within(&mut self, kind: &str, span: Span, children: impl FnOnce(&mut Self)) {
        let fault = self.fault(kind, span);
        if let (Some(fault), None) = (fault, &self.broken) {
            let shown = self.source.get(span.range()).unwrap_or_default();
            let shown: String = shown.chars().take(40).collect();
            self.broken = Some(format!("{kind} {span:?} {shown:?} {fault}"));
        }
        self.open.push(Parent { span, seen: span.start });
        children(self);
        self.open.pop();
        if let Some(parent) = self.open.last_mut() {
            parent.seen = span.end;
        }
    }

    /// Whether the target of a link is elsewhere: in its text, as that of a bare link, or in a definition.
    fn shares_target(&self, link: &Link) -> bool {
        let first = link.content.first().map_or(link.span.end, |first| first.span().start);
        let written = self.source.get(link.span.range()).unwrap_or_default();
        let is_bare = first == link.span.start || (first == link.span.start + 1 && written.starts_with('<'));
        let templates = [Some(&link.target), link.title.as_ref()].into_iter().flatten();
        let mut placed = templates.flat_map(Template::pieces).filter_map(|piece| match piece {
            Piece::Placeholder(placeholder) => Some(placeholder.span),
            Piece::Text(_) => None,
        });
        is_bare || placed.any(|place| !link.span.contains(place))
    }

    /// Whether a node takes in blanks around it, or leaves out brackets of its own.
    fn loose(&self, kind: &str, span: Span) -> Option<String> {
        let written = self.source.get(span.range()).filter(|_| TIGHT.contains(&kind))?;
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let after = self.source.get(span.end as usize..).unwrap_or_default();
        // A reference after the first blanks may be another.
        let begins_loose = written.starts_with(is_blank) && !written.trim_start().starts_with('&');
        if begins_loose || written.ends_with(is_blank) {
            Some("begins or ends with a blank".to_owned())
        } else if matches!(kind, "Link" | "Image") && written.ends_with(']') && after.starts_with("[]") {
            Some("leaves out its `[]`".to_owned())
        } else {
            None
        }
    }

    fn fault(&self, kind: &str, span: Span) -> Option<String> {
        let parent = self.open.last()?;
        if span.is_none() {
            Some("has no place".to_owned())
        } else if self.source.get(span.range()).is_none() {
            Some("is no slice of the source".to_owned())
        } else if !parent.span.contains(span) {
            Some(format!("is not inside its parent {:?}", parent.span))
        } else if span.start < parent.seen {
            Some(format!("overlaps its sibling, which ends at {}", parent.seen))
        } else {
            self.loose(kind, span)
        }
    }
}

/// Nodes that begin with their marker or their words, and end with their words.
const TIGHT: &[&str] = &["List", "ListItem", "TableCell", "Heading", "Link", "Image"];

/// Overrides the visiting method of each kind of node with one that checks its span.
macro_rules! nesting {
    ($($visit:ident, $walk:path, $node:ty;)*) => {
        impl<'a> Visit<'a> for Nesting<'_> {
            $(fn $visit(&mut self, node: &'a $node) {
                self.within(stringify!($node), node.span, |nesting| $walk(nesting, node));
            })*

            fn visit_component(&mut self, node: &'a Component) {
                self.within("Component", node.span(), |nesting| {
                    for text in component::texts(node) {
                        if nesting.broken.is_none() && !node.span().contains(text.span) {
                            nesting.broken = Some(format!("{text:?} at {:?} is outside of its component", text.span));
                        }
                    }
                    node.videos().iter().filter(|_| node.name() == "videoGroup").for_each(|video| {
                        nesting.within("Video", video.span, |_| {});
                    });
                });
            }

            fn visit_link(&mut self, node: &'a Link) {
                self.within("Link", node.span, |nesting| match nesting.shares_target(node) {
                    true => nesting.visit_inlines(&node.content),
                    false => visit::walk_link(nesting, node),
                });
            }

            /// The summary shows first, wherever it is.
            fn visit_details(&mut self, node: &'a Details) {
                self.within("Details", node.span, |nesting| nesting.visit_inlines(&node.summary));
                if let Some(parent) = self.open.last_mut() {
                    parent.seen = parent.seen.min(node.span.start);
                }
                self.within("Details", node.span, |nesting| nesting.visit_blocks(&node.blocks));
            }
        }
    };
}

fn leaf<N>(_: &mut Nesting<'_>, _: &N) {}

nesting! {
    visit_section, visit::walk_section, Section;
    visit_payload, leaf, Payload;
    visit_paragraph, visit::walk_paragraph, Paragraph;
    visit_heading, visit::walk_heading, Heading;
    visit_list, visit::walk_list, List;
    visit_list_item, visit::walk_list_item, ListItem;
    visit_quote, visit::walk_quote, Quote;
    visit_code_block, visit::walk_code_block, CodeBlock;
    visit_table, visit::walk_table, Table;
    visit_table_row, visit::walk_table_row, TableRow;
    visit_table_cell, visit::walk_table_cell, TableCell;
    visit_definition_list, visit::walk_definition_list, DefinitionList;
    visit_rule, leaf, Rule;
    visit_comment, leaf, Comment;
    visit_words, leaf, Words;
    visit_styled, visit::walk_styled, Styled;
    visit_code_span, visit::walk_code_span, CodeSpan;
    visit_image, visit::walk_image, Image;
    visit_placeholder, visit::walk_placeholder, Placeholder;
    visit_soft_break, leaf, Break;
    visit_hard_break, leaf, Break;
}

/// The text of words, components and payloads is what is at their span, apart from entities and escapes, and from what
/// HTML makes of line ends and NUL in attributes.
pub fn slices(case: &Case) -> Result<(), Broken> {
    let mut slices = Slices { source: case.article.source(), broken: None };
    slices.visit_parts(&case.article.body);
    slices.broken.map_or(Ok(()), Err)
}

struct Slices<'s> {
    source: &'s str,
    broken: Option<Broken>,
}

impl Slices<'_> {
    fn compare(&mut self, kind: &str, text: &str, span: Span) {
        let slice = self.source.get(span.range()).unwrap_or_default();
        // Blanks before an entity that is a blank go with it from the end of a paragraph, but stay in the span.
        let after = self.source.get(span.end as usize..).unwrap_or_default();
        let same = text == slice || (after.trim_start().starts_with('&') && text == slice.trim_end());
        if !same && self.broken.is_none() {
            self.broken = Some(format!("{kind} {text:?} is at {slice:?}"));
        }
    }
}

impl<'a> Visit<'a> for Slices<'_> {
    fn visit_words(&mut self, node: &'a Words) {
        let slice = self.source.get(node.span.range()).unwrap_or_default();
        // The text of a tag that is shown as text take in the defaults of the placeholders in it.
        // The mark of an item in a cell is nowhere in the source.
        let mark = node.text.trim_end().trim_end_matches('.');
        let is_mark = slice.is_empty() && (mark == "\u{2022}" || mark.chars().all(char::is_alphanumeric));
        // The title of a video or chart in a line of text is that of the component, with single blanks.
        let is_title = *node.text != *slice
            && slice.split_whitespace().eq(node.text.split(' '))
            && ["<video", "<metric"].iter().any(|tag| self.source.to_ascii_lowercase().contains(tag));
        if !slice.contains(['&', '\\', '\r', '\0']) && !slice.contains("<!--") && !is_mark && !is_title {
            self.compare("words", &node.text, node.span);
        }
    }

    fn visit_component(&mut self, node: &'a Component) {
        for text in component::texts(node) {
            let slice = self.source.get(text.span.range()).unwrap_or_default();
            let words = slice.split_whitespace().collect::<Vec<_>>().join(" ");
            if !slice.contains('&') && !slice.contains("<!--") && self.broken.is_none() && words != **text {
                self.broken = Some(format!("{text:?} is at {slice:?}"));
            }
        }
    }

    fn visit_payload(&mut self, node: &'a Payload) {
        self.compare("payload", &node.text, node.span);
    }
}

/// Every diagnostic has a span in the source, a message, and is in document order.
pub fn diagnostics(case: &Case) -> Result<(), Broken> {
    let source = case.article.source();
    let lines = case.article.line_index();
    let mut seen = 0;
    for found in case.article.diagnostics() {
        let related = found.related.as_ref().map(|related| related.span);
        let fix = found.fix.as_ref().map(|fix| fix.span);
        for span in [Some(found.span), related, fix].into_iter().flatten() {
            if source.get(span.range()).is_none() {
                return Err(format!("{} at {span:?} is no slice of the source", found.code));
            }
        }
        if found.span.start < seen {
            return Err(format!("{} at {:?} is after a later one", found.code, found.span));
        }
        seen = found.span.start;
        let position = lines.position(source, found.span.start as usize);
        if position.line == 0 || position.line as usize > lines.line_count() {
            return Err(format!("{} is at {position}", found.code));
        }
        let prose = !found.message.is_empty() && !found.message.ends_with(['.', '\n', ' ']);
        if !prose {
            return Err(format!("{} says {:?}", found.code, found.message));
        }
    }
    Ok(())
}

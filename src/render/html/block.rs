//! Parts and blocks.

use std::borrow::Cow;

use super::component::component;
use super::inline::{inlines, template};
use super::payload::payload;
use super::placeholder::{bare_placeholder, placeholder_paragraph};
use super::table::table;
use super::writer::Writer;
use crate::error::RenderError;
use crate::render::core::{escape, section_title, sole_placeholder};
use crate::span::Span;
use crate::tree::{
    AlertKind, Block, CodeBlock, DefinitionEntry, DefinitionList, Details, Heading, Inline, Inlines, List, Numbering,
    Paragraph, Part, Parts, Quote, Section,
};
use crate::values::Missing;

pub(super) fn parts(writer: &mut Writer<'_>, parts: &Parts) -> Result<(), RenderError> {
    parts.iter().try_for_each(|node| part(writer, node))
}

pub(super) fn part(writer: &mut Writer<'_>, node: &Part) -> Result<(), RenderError> {
    match node {
        Part::Section(node) => section(writer, node),
        Part::Block(node) => block(writer, node),
        Part::Payload(node) => payload(writer, node),
    }
}

pub(super) fn section(writer: &mut Writer<'_>, node: &Section) -> Result<(), RenderError> {
    writer.line();
    let start = writer.out.len();
    writer.out.push_str("<section");
    writer.class(node.kind.class());
    writer.close(node.span);
    writer.out.push('\n');
    let (content, values) = (writer.out.len(), writer.slots.blocks);
    if let Some(title) = section_title(node) {
        let level = open_heading(writer, 2, node.span, || title.into());
        writer.push_text(title);
        close_heading(writer, level);
    }
    parts(writer, &node.parts)?;
    // An empty value, `Values::text("steps", "")`, leaves the section: a second pass could not take it away.
    if writer.out.len() == content && writer.slots.blocks == values {
        writer.out.truncate(start);
        writer.title_at = writer.title_at.filter(|&at| at <= start);
    } else {
        writer.line();
        writer.out.push_str("</section>\n");
    }
    Ok(())
}

pub(super) fn block(writer: &mut Writer<'_>, node: &Block) -> Result<(), RenderError> {
    writer.check()?;
    match node {
        Block::Paragraph(node) => paragraph(writer, node),
        Block::Heading(node) => heading(writer, node),
        Block::List(node) => list(writer, node),
        Block::Quote(node) => quote(writer, node),
        Block::Code(node) => code_block(writer, node),
        Block::Table(node) => table(writer, node),
        Block::DefinitionList(node) => definition_list(writer, node),
        Block::Details(node) => details(writer, node),
        Block::Component(node) => component(writer, node),
        Block::Rule(node) => {
            writer.line();
            writer.open("<hr>", node.span);
            writer.out.push('\n');
            Ok(())
        }
        Block::Comment(_) => Ok(()),
    }
}

pub(super) fn blocks(writer: &mut Writer<'_>, nodes: &[Block]) -> Result<(), RenderError> {
    nodes.iter().try_for_each(|node| block(writer, node))
}

fn paragraph(writer: &mut Writer<'_>, node: &Paragraph) -> Result<(), RenderError> {
    if let Some(placeholder) = sole_placeholder(&node.content) {
        return placeholder_paragraph(writer, placeholder, node.span);
    }
    writer.line();
    let start = writer.out.len();
    writer.open("<p>", node.span);
    if paragraph_inlines(writer, &node.content)? {
        writer.out.push_str("</p>\n");
    } else {
        writer.out.truncate(start);
    }
    Ok(())
}

/// Writes the inlines of a block, without spaces and breaks at its end; returns whether there is anything to see, or a
/// placeholder that another value could fill.
pub(super) fn block_inlines(writer: &mut Writer<'_>, content: &Inlines) -> Result<bool, RenderError> {
    let start = writer.out.len();
    inlines(writer, content)?;
    writer.trim_end(start);
    Ok(writer.out.len() > start || holds_placeholder(content))
}

/// As [`block_inlines`], for a paragraph with more than a placeholder.
fn paragraph_inlines(writer: &mut Writer<'_>, content: &Inlines) -> Result<bool, RenderError> {
    let start = writer.out.len();
    writer.slots.begin_paragraph();
    let written = block_inlines(writer, content)?;
    if writer.supply().missing == Missing::Marker {
        writer.slots.part_markers(&mut writer.out, start);
    }
    Ok(written)
}

/// A heading is one line; an empty one is left out.
fn heading(writer: &mut Writer<'_>, node: &Heading) -> Result<(), RenderError> {
    if writer.scope.leaves_out(node) {
        // `# Steps` left out before `## Steps` has taken its id.
        if writer.profile.heading_ids.is_some() {
            writer.ids.next(node.span, &node.content.to_plain());
        }
        writer.title_at = Some(writer.out.len());
        return Ok(());
    }
    writer.line();
    let start = writer.out.len();
    let level = open_heading(writer, node.level, node.span, || node.content.to_plain());
    let content = writer.out.len();
    writer.in_heading = true;
    let written = block_inlines(writer, &node.content);
    writer.in_heading = false;
    if written? {
        writer.join_lines(content);
        close_heading(writer, level);
    } else {
        writer.out.truncate(start);
    }
    Ok(())
}

/// Opens a heading of `level`, moved as the host asked, with `text`; returns the level it has.
pub(super) fn open_heading<'w>(
    writer: &mut Writer<'_>,
    level: u8,
    span: Span,
    text: impl FnOnce() -> Cow<'w, str>,
) -> usize {
    let level = usize::from(level.clamp(1, 6).saturating_add(writer.profile.heading_shift).min(6));
    let tag = HEADINGS[level - 1];
    match &writer.profile.heading_ids {
        Some(prefix) if !writer.scope.in_value => {
            writer.out.push_str(&tag[..tag.len() - 1]);
            let id = format!("{prefix}-{}", writer.ids.next(span, &text()));
            writer.attribute("id", &id);
            writer.close(span);
        }
        _ => writer.open(tag, span),
    }
    level
}

pub(super) fn close_heading(writer: &mut Writer<'_>, level: usize) {
    writer.out.push_str("</");
    writer.out.push_str(&HEADINGS[level - 1][1..]);
    writer.out.push('\n');
}

fn list(writer: &mut Writer<'_>, node: &List) -> Result<(), RenderError> {
    if node.items.is_empty() {
        return Ok(());
    }
    writer.line();
    match (node.start, node.numbering) {
        (None, _) => writer.open("<ul>", node.span),
        (Some(1), Numbering::Decimal) => writer.open("<ol>", node.span),
        (Some(start), numbering) => {
            writer.out.push_str("<ol");
            if start != 1 {
                writer.attribute("start", &start.to_string());
            }
            if numbering != Numbering::Decimal {
                writer.attribute("type", numbering.as_str());
            }
            writer.close(node.span);
        }
    }
    writer.out.push('\n');
    for item in &node.items {
        match item.number.filter(|_| node.start.is_some()) {
            Some(number) => {
                writer.out.push_str("<li");
                writer.attribute("value", &number.to_string());
                writer.close(item.span);
            }
            None => writer.open("<li>", item.span),
        }
        item_blocks(writer, &item.blocks, node.tight)?;
        writer.out.push_str("</li>\n");
    }
    writer.out.push_str(if node.start.is_some() { "</ol>\n" } else { "</ul>\n" });
    Ok(())
}

/// Writes the blocks of an item. Paragraphs directly in a tight one have no element, unless two meet.
pub(super) fn item_blocks(writer: &mut Writer<'_>, nodes: &[Block], tight: bool) -> Result<(), RenderError> {
    let (start, title_at) = (writer.out.len(), writer.title_at);
    let mut after_bare = false;
    for node in nodes {
        match node {
            Block::Comment(_) => {}
            Block::Paragraph(paragraph) if tight && !after_bare => {
                if writer.out.len() > start {
                    writer.line();
                }
                bare_paragraph(writer, paragraph)?;
                after_bare = true;
            }
            _ => {
                writer.line();
                let before = (writer.out.len(), writer.slots.blocks);
                block(writer, node)?;
                // An empty heading parts no paragraphs; an empty value does, as its marker would.
                after_bare &= before == (writer.out.len(), writer.slots.blocks);
            }
        }
    }
    if writer.out[start..].trim_ascii().is_empty() {
        writer.out.truncate(start);
    }
    // `- a` ⏎ `  # A title` ⏎ `  b`: whether `b` has an element depends on the heading before it.
    writer.title_at = title_at;
    Ok(())
}

fn bare_paragraph(writer: &mut Writer<'_>, node: &Paragraph) -> Result<(), RenderError> {
    match sole_placeholder(&node.content) {
        Some(placeholder) => bare_placeholder(writer, placeholder),
        None => paragraph_inlines(writer, &node.content).map(drop),
    }
}

fn quote(writer: &mut Writer<'_>, node: &Quote) -> Result<(), RenderError> {
    writer.line();
    match node.alert {
        None => {
            writer.open("<blockquote>", node.span);
            writer.out.push('\n');
        }
        Some(kind) => {
            writer.out.push_str("<aside");
            writer.class(alert_class(kind));
            writer.out.push_str(" role=\"note\"");
            writer.close(node.span);
            writer.out.push_str("\n<p");
            writer.class("note-title");
            writer.out.push('>');
            escape::push_text(&mut writer.out, writer.scope.settings.labels.alert(kind));
            writer.out.push_str("</p>\n");
        }
    }
    blocks(writer, &node.blocks)?;
    writer.line();
    writer.out.push_str(if node.alert.is_some() { "</aside>\n" } else { "</blockquote>\n" });
    Ok(())
}

fn code_block(writer: &mut Writer<'_>, node: &CodeBlock) -> Result<(), RenderError> {
    open_code(writer, node.language.as_deref(), node.span);
    template(writer, &node.content, "\n")?;
    writer.out.push_str("</code></pre>\n");
    Ok(())
}

/// Code in a language, without placeholders.
pub(super) fn code_text(writer: &mut Writer<'_>, language: &str, code: &str, span: Span) {
    open_code(writer, Some(language), span);
    writer.push_text(code);
    writer.out.push_str("</code></pre>\n");
}

fn open_code(writer: &mut Writer<'_>, language: Option<&str>, span: Span) {
    writer.line();
    writer.out.push_str("<pre");
    writer.close_scroller(span);
    // A deserialised language of several words would be several classes.
    match language.and_then(|language| language.split(is_space).find(|word| !word.is_empty())) {
        None => writer.out.push_str("<code>"),
        Some(word) => {
            writer.out.push_str("<code class=\"language-");
            escape::push_text(&mut writer.out, word);
            writer.out.push_str("\">");
        }
    }
}

/// HTML wants a term before a description and a description after terms.
fn definition_list(writer: &mut Writer<'_>, node: &DefinitionList) -> Result<(), RenderError> {
    let mut before = None;
    for entry in &node.entries {
        if before.is_none() {
            writer.line();
            writer.open("<dl>", node.span);
            writer.out.push('\n');
        }
        match entry {
            DefinitionEntry::Term(term) => {
                writer.open("<dt>", term.span);
                block_inlines(writer, &term.content)?;
                writer.out.push_str("</dt>\n");
            }
            DefinitionEntry::Description(item) => {
                writer.out.push_str(if before.is_none() { "<dt></dt>\n" } else { "" });
                writer.open("<dd>", item.span);
                item_blocks(writer, &item.blocks, item.blocks.len() == 1)?;
                writer.out.push_str("</dd>\n");
            }
        }
        before = Some(entry);
    }
    match before {
        None => {}
        Some(DefinitionEntry::Term(_)) => writer.out.push_str("<dd></dd>\n</dl>\n"),
        Some(DefinitionEntry::Description(_)) => writer.out.push_str("</dl>\n"),
    }
    Ok(())
}

fn details(writer: &mut Writer<'_>, node: &Details) -> Result<(), RenderError> {
    writer.line();
    writer.open("<details>", node.span);
    writer.out.push_str("\n<summary>");
    if !block_inlines(writer, &node.summary)? {
        escape::push_text(&mut writer.out, &writer.scope.settings.labels.details);
    }
    writer.out.push_str("</summary>\n");
    blocks(writer, &node.blocks)?;
    writer.line();
    writer.out.push_str("</details>\n");
    Ok(())
}

/// Whether `c` parts the names in an attribute, or shows as a blank.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

const HEADINGS: [&str; 6] = ["<h1>", "<h2>", "<h3>", "<h4>", "<h5>", "<h6>"];

fn alert_class(kind: AlertKind) -> &'static str {
    match kind {
        AlertKind::Note => "note",
        AlertKind::Tip => "note tip",
        AlertKind::Important => "note important",
        AlertKind::Warning => "note warning",
        AlertKind::Caution => "note caution",
    }
}

/// Whether there is a placeholder in `content` outside styles, whose tags are written even around nothing.
pub(super) fn holds_placeholder(content: &Inlines) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Placeholder(_) => true,
        Inline::Link(node) => holds_placeholder(&node.content),
        Inline::Image(node) => holds_placeholder(&node.alt),
        _ => false,
    })
}

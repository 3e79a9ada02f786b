//! Parts and blocks.

use std::borrow::Cow;

use super::component::component;
use super::inline::{inlines, only_buttons, template};
use super::mail;
use super::payload::payload;
use super::placeholder::{bare_placeholder, placeholder_paragraph};
use super::table::table;
use super::writer::Writer;
use crate::error::RenderError;
use crate::render::core::{escape, section_title, sole_placeholder};
use crate::span::Span;
use crate::tree::{
    AlertKind, Block, CodeBlock, DefinitionEntry, DefinitionList, Details, Heading, Inline, Inlines, List, Numbering,
    Paragraph, Part, Parts, Quote, Section, SectionKind,
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
    let end = open_section(writer, node.kind, node.span);
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
        writer.out.push_str(end);
    }
    Ok(())
}

/// Begins a section; returns what ends it. In a mail only a titled one is set apart.
pub(super) fn open_section(writer: &mut Writer<'_>, kind: SectionKind, span: Span) -> &'static str {
    if writer.is_mail() {
        if kind != SectionKind::Titled {
            return "";
        }
        mail::open_panel(writer, span);
        return mail::PANEL_END;
    }
    writer.out.push_str("<section");
    writer.class(kind.class());
    writer.close(span);
    writer.out.push('\n');
    "</section>\n"
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
    if writer.is_mail() && only_buttons(writer, &node.content)? {
        return mail::buttons(writer, &node.content, node.span);
    }
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
    let written = inlines_or_buttons(writer, content)?;
    if writer.supply().missing == Missing::Marker {
        writer.slots.part_markers(&mut writer.out, start);
    }
    Ok(written)
}

/// As [`block_inlines`], for a block that buttons can be all of.
#[inline(always)]
pub(super) fn inlines_or_buttons(writer: &mut Writer<'_>, content: &Inlines) -> Result<bool, RenderError> {
    if writer.sets_buttons_apart { inlines_or_lone_buttons(writer, content) } else { block_inlines(writer, content) }
}

fn inlines_or_lone_buttons(writer: &mut Writer<'_>, content: &Inlines) -> Result<bool, RenderError> {
    if !only_buttons(writer, content)? {
        return block_inlines(writer, content);
    }
    if writer.is_mail() {
        writer.out.push('\n');
        return mail::buttons(writer, content, Span::NONE).map(|()| true);
    }
    writer.lone_buttons = true;
    let written = block_inlines(writer, content);
    writer.lone_buttons = false;
    written
}

/// A heading is one line; an empty one is left out.
fn heading(writer: &mut Writer<'_>, node: &Heading) -> Result<(), RenderError> {
    if writer.scope.leaves_out(node) {
        // `# Steps` left out before `## Steps` has taken its id.
        if writer.profile.heading_ids.is_some() {
            writer.ids.next(node.span, &node.content.to_plain());
        }
        writer.title_at = Some(writer.out.len());
        // It shows where the host puts it.
        shown_level(writer, node.level);
        return Ok(());
    }
    writer.line();
    let (start, levels) = (writer.out.len(), writer.levels);
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
        writer.levels = levels;
    }
    Ok(())
}

/// The level at which the next heading shows, before headings are moved. A second pass does not know the headings around a value,
/// so those in one do not count.
fn shown_level(writer: &mut Writer<'_>, level: u8) -> u8 {
    match &mut writer.levels {
        Some(levels) if !writer.scope.in_value => levels.next(level),
        _ => level,
    }
}

/// Opens a heading of `level`, moved as the host asked, with `text`; returns the level it has.
pub(super) fn open_heading<'w>(
    writer: &mut Writer<'_>,
    level: u8,
    span: Span,
    text: impl FnOnce() -> Cow<'w, str>,
) -> usize {
    let level = shown_level(writer, level);
    let level = usize::from(level.clamp(1, 6).saturating_add(writer.profile.heading_shift).min(6));
    let tag = HEADINGS[level - 1];
    match &writer.profile.heading_ids {
        Some(prefix) if !writer.scope.in_value => {
            writer.out.push_str(&tag[..tag.len() - 1]);
            writer.dress(&tag[1..tag.len() - 1]);
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
            writer.dress("ol");
            writer.close(node.span);
        }
    }
    writer.out.push('\n');
    for item in &node.items {
        match item.number.filter(|_| node.start.is_some()) {
            Some(number) => {
                writer.out.push_str("<li");
                writer.attribute("value", &number.to_string());
                writer.dress("li");
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
    let end = match node.alert {
        Some(kind) => open_note(writer, kind, node.span),
        None => {
            writer.open("<blockquote>", node.span);
            writer.out.push('\n');
            "</blockquote>\n"
        }
    };
    blocks(writer, &node.blocks)?;
    writer.line();
    writer.out.push_str(end);
    Ok(())
}

/// Begins a note with its title; returns what ends it.
fn open_note(writer: &mut Writer<'_>, kind: AlertKind, span: Span) -> &'static str {
    let (class, title_class) = writer.profile.alerts.classes(kind);
    let end = if writer.is_mail() {
        mail::open_note(writer, kind, span);
        mail::PANEL_END
    } else {
        writer.out.push_str("<aside");
        writer.class(class);
        writer.out.push_str(" role=\"note\"");
        writer.close(span);
        writer.out.push('\n');
        "</aside>\n"
    };
    writer.out.push_str("<p");
    writer.class(title_class);
    writer.dress("p");
    // Bold without a style sheet too.
    writer.out.push_str("><strong>");
    escape::push_text(&mut writer.out, writer.scope.settings.labels.alert(kind));
    writer.out.push_str("</strong></p>\n");
    end
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
    writer.dress("pre");
    writer.close_scroller(span);
    // A deserialised language of several words would be several classes.
    match language.and_then(|language| language.split(is_space).find(|word| !word.is_empty())) {
        Some(word) if !writer.is_mail() => {
            writer.out.push_str("<code class=\"language-");
            escape::push_text(&mut writer.out, word);
            writer.out.push_str("\">");
        }
        _ => writer.out.push_str("<code>"),
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
    let (summary_end, end) = if writer.is_mail() {
        mail::open_panel(writer, node.span);
        writer.open("<p>", Span::NONE);
        writer.out.push_str("<strong>");
        ("</strong></p>\n", mail::PANEL_END)
    } else {
        writer.open("<details>", node.span);
        writer.out.push_str("\n<summary>");
        ("</summary>\n", "</details>\n")
    };
    if !block_inlines(writer, &node.summary)? {
        escape::push_text(&mut writer.out, &writer.scope.settings.labels.details);
    }
    writer.out.push_str(summary_end);
    blocks(writer, &node.blocks)?;
    writer.line();
    writer.out.push_str(end);
    Ok(())
}

/// Whether `c` parts the names in an attribute, or shows as a blank.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

const HEADINGS: [&str; 6] = ["<h1>", "<h2>", "<h3>", "<h4>", "<h5>", "<h6>"];

/// Whether there is a placeholder in `content` outside styles, whose tags are written even around nothing.
pub(super) fn holds_placeholder(content: &Inlines) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Placeholder(_) => true,
        Inline::Link(node) => holds_placeholder(&node.content),
        Inline::Image(node) => holds_placeholder(&node.alt),
        _ => false,
    })
}

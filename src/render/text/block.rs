//! Laying out blocks.

use super::breaks;
use super::component::component;
use super::inline::{inlines, template, text_value};
use super::layout::Layout;
use super::look::{BOLD, CODE, FAINT, Tint};
use super::number::{count_digits, push_number};
use super::page::spaces;
use super::payload::payload;
use super::table::table;
use super::{Finish, ListPlace, QuoteStyle};
use crate::bytes::{self, is_blank};
use crate::error::RenderError;
use crate::render::core::escape::is_hidden_control;
use crate::render::core::flat::Flat;
use crate::render::core::{Scoped, section_title, sole_placeholder};
use crate::tree::{
    AlertKind, Block, Blocks, DefinitionEntry, DefinitionList, Details, Heading, Inlines, List, Numbering, Paragraph,
    Part, Parts, Quote, Section,
};
use crate::values::{self, Content, Supplied, paragraphs};

/// How far code, quotes and the descriptions of terms are indented.
const INDENT: usize = 4;

/// A thematic break.
const RULE: &str = "----------";

/// The lines below headings of level 1, 2, 3 and the others.
const UNDERLINES: [&str; 4] = [
    "================================================================================",
    "--------------------------------------------------------------------------------",
    "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
    "................................................................................",
];

/// Whether blocks have a blank line between them.
#[derive(Clone, Copy, PartialEq)]
enum Spacing {
    Loose,
    Tight,
}

pub(super) fn parts(layout: &mut Layout<'_>, nodes: &Parts) -> Result<(), RenderError> {
    let lists = layout.list_place == ListPlace::AfterSections;
    for part in nodes {
        if lists && matches!(part, Part::Block(Block::Heading(heading)) if heading.level <= 2) {
            layout.list_references();
        }
        layout.page.gap();
        match part {
            Part::Section(node) => {
                section(layout, node)?;
                if lists {
                    layout.list_references();
                }
            }
            Part::Block(node) => block(layout, node)?,
            Part::Payload(node) => payload(layout, node)?,
        }
    }
    Ok(())
}

pub(super) fn section(layout: &mut Layout<'_>, node: &Section) -> Result<(), RenderError> {
    if let Some(title) = section_title(node) {
        layout.run.clear();
        layout.run.push(title);
        layout.add_look(BOLD);
        layout.page.underlined(&layout.run, underline(2));
    }
    parts(layout, &node.parts)
}

/// Blocks with a blank line between them.
pub(super) fn loose_blocks(layout: &mut Layout<'_>, nodes: &Blocks) -> Result<(), RenderError> {
    blocks(layout, nodes, Spacing::Loose)
}

/// Makes blocks, one a line, the run.
pub(super) fn run_of(layout: &mut Layout<'_>, nodes: &Blocks) -> Result<(), RenderError> {
    layout.run.clear();
    layout.flat_blocks(nodes)
}

fn blocks(layout: &mut Layout<'_>, nodes: &Blocks, spacing: Spacing) -> Result<(), RenderError> {
    let lines = layout.page.lines();
    let mut after_set_off = false;
    for node in nodes {
        let set_off = is_set_off(node);
        if layout.page.lines() > lines && (spacing == Spacing::Loose || set_off || after_set_off) {
            layout.page.gap();
        }
        block(layout, node)?;
        after_set_off = set_off;
    }
    Ok(())
}

pub(super) fn block(layout: &mut Layout<'_>, node: &Block) -> Result<(), RenderError> {
    match node {
        Block::Paragraph(node) => paragraph(layout, node)?,
        Block::Heading(node) => heading(layout, node)?,
        Block::List(node) => list(layout, node)?,
        Block::Quote(node) => quote(layout, node)?,
        Block::Code(node) => {
            let content = template(layout, &node.content)?;
            code(layout, &content);
        }
        Block::Table(node) => table(layout, node)?,
        Block::DefinitionList(node) => definitions(layout, node)?,
        Block::Details(node) => details(layout, node)?,
        Block::Rule(_) => layout.page.line_in(RULE, FAINT),
        Block::Component(node) => component(layout, node)?,
        Block::Comment(_) => {}
    }
    Ok(())
}

fn paragraph(layout: &mut Layout<'_>, node: &Paragraph) -> Result<(), RenderError> {
    let sentence = |layout: &mut Layout<'_>| layout.sentence(|layout| line_of_inlines(layout, &node.content));
    let Some(placeholder) = sole_placeholder(&node.content) else {
        return sentence(layout);
    };
    let Supplied::Value(value) = layout.supply().supplied(placeholder)? else {
        return sentence(layout);
    };
    match value.content() {
        Content::Blocks(nodes) => layout.value(|layout| blocks(layout, nodes, Spacing::Loose)),
        Content::Text(text) => {
            text_paragraphs(layout, text);
            Ok(())
        }
    }
}

/// A text value in place of a paragraph.
fn text_paragraphs(layout: &mut Layout<'_>, text: &str) {
    for (index, paragraph) in paragraphs(text).enumerate() {
        if index > 0 {
            layout.page.gap();
        }
        layout.run.clear();
        text_value(layout, paragraph);
        layout.page.run(&layout.run);
    }
}

/// Lays out `content` as lines of its own, unless it is blank.
pub(super) fn line_of_inlines(layout: &mut Layout<'_>, content: &Inlines) -> Result<(), RenderError> {
    if collect(layout, content)? {
        layout.page.run(&layout.run);
    }
    Ok(())
}

/// The same in bold, in a terminal.
fn bold_line(layout: &mut Layout<'_>, content: &Inlines) -> Result<(), RenderError> {
    if collect(layout, content)? {
        layout.add_look(BOLD);
        layout.page.run(&layout.run);
    }
    Ok(())
}

/// Makes `content` the run; returns whether there is anything to see. Here the limit is looked at: lines end by themselves
/// where the page is full.
fn collect(layout: &mut Layout<'_>, content: &Inlines) -> Result<bool, RenderError> {
    layout.run.clear();
    inlines(layout, content)?;
    layout.check()?;
    Ok(!layout.run.is_blank())
}

fn heading(layout: &mut Layout<'_>, node: &Heading) -> Result<(), RenderError> {
    if layout.scope.leaves_out(node) {
        return Ok(());
    }
    if collect(layout, &node.content)? {
        layout.add_look(BOLD);
        layout.page.underlined(&layout.run, underline(node.level));
    }
    Ok(())
}

fn list(layout: &mut Layout<'_>, node: &List) -> Result<(), RenderError> {
    let width = number_width(node);
    let spacing = if node.tight { Spacing::Tight } else { Spacing::Loose };
    let lines = layout.page.lines();
    let mut after_set_off = false;
    let mut number_mark = node.start.map_or_else(String::new, |_| String::with_capacity(width + ". ".len()));
    let mut next = node.start.unwrap_or_default();
    for item in &node.items {
        let mark = match node.start {
            Some(_) => {
                let number = item.number.unwrap_or(next);
                next = number.saturating_add(1);
                number_mark.clear();
                write_number(node.numbering, number, &mut number_mark);
                number_mark.insert_str(0, spaces(width.saturating_sub(number_mark.len())));
                number_mark.push_str(". ");
                &number_mark
            }
            None => "* ",
        };
        if layout.page.lines() > lines && (spacing == Spacing::Loose || after_set_off) {
            layout.page.gap();
        }
        let entered = layout.page.enter_item(mark);
        blocks(layout, &item.blocks, spacing)?;
        layout.page.leave(entered);
        after_set_off = item.blocks.last().is_some_and(is_set_off);
    }
    Ok(())
}

/// How wide the widest number of a list is.
fn number_width(node: &List) -> usize {
    let Some(start) = node.start else { return 0 };
    if node.numbering == Numbering::Decimal && node.items.iter().all(|item| item.number.is_none()) {
        return count_digits(start.saturating_add(node.items.len().saturating_sub(1) as u64));
    }
    let (mut next, mut mark, mut width) = (start, String::new(), 0);
    for item in &node.items {
        let number = item.number.unwrap_or(next);
        next = number.saturating_add(1);
        mark.clear();
        write_number(node.numbering, number, &mut mark);
        width = width.max(mark.len());
    }
    width
}

fn write_number(numbering: Numbering, number: u64, out: &mut String) {
    match numbering {
        Numbering::Decimal => push_number(out, number),
        numbering => numbering.write(number, out),
    }
}

fn quote(layout: &mut Layout<'_>, node: &Quote) -> Result<(), RenderError> {
    let Some(kind) = node.alert else {
        let entered = match layout.quotes {
            QuoteStyle::Indented => layout.page.indent(INDENT),
            QuoteStyle::Marked => layout.page.enter("> ", "> "),
        };
        blocks(layout, &node.blocks, Spacing::Loose)?;
        layout.page.leave(entered);
        return Ok(());
    };
    if layout.finish == Finish::Terminal {
        return barred(layout, node, kind);
    }
    let mut mark = format!("{}:", layout.scope.settings.labels.alert(kind));
    let width = breaks::width(&mark) + 1;
    // What is more than a paragraph would be indented by the width of the name, which is 11 columns for `Important: `.
    let hangs = !layout.page.is_narrow_for(width) && is_one_paragraph(layout, &node.blocks)?;
    let entered = if hangs {
        mark.push(' ');
        layout.page.enter(&mark, spaces(width))
    } else {
        layout.page.line(&mark);
        layout.page.indent(2)
    };
    let lines = layout.page.lines();
    blocks(layout, &node.blocks, Spacing::Loose)?;
    // The value of all it says is empty. A note has its name in HTML then, from which a second pass could not take it.
    if hangs && layout.page.lines() == lines {
        layout.page.line("");
    }
    layout.page.leave(entered);
    Ok(())
}

/// Whether all that shows of `nodes` is a paragraph. A placeholder of its own may have a value with a list or several paragraphs.
fn is_one_paragraph(layout: &Layout<'_>, nodes: &Blocks) -> Result<bool, RenderError> {
    let mut shown = nodes.iter().filter(|block| !matches!(block, Block::Comment(_)));
    let (Some(Block::Paragraph(paragraph)), None) = (shown.next(), shown.next()) else { return Ok(false) };
    let Some(placeholder) = sole_placeholder(&paragraph.content) else { return Ok(true) };
    let Supplied::Value(value) = layout.supply().supplied(placeholder)? else { return Ok(true) };
    Ok(match value.content() {
        Content::Blocks(nodes) => {
            let mut shown = nodes.iter().filter(|block| !matches!(block, Block::Comment(_)));
            shown.next().is_none_or(|first| matches!(first, Block::Paragraph(_))) && shown.next().is_none()
        }
        Content::Text(text) => paragraphs(text).nth(1).is_none(),
    })
}

/// A note with a bar in the colour of its kind.
fn barred(layout: &mut Layout<'_>, node: &Quote, kind: AlertKind) -> Result<(), RenderError> {
    let tint = match kind {
        AlertKind::Note => Tint::Blue,
        AlertKind::Tip => Tint::Green,
        AlertKind::Important => Tint::Magenta,
        AlertKind::Warning => Tint::Yellow,
        AlertKind::Caution => Tint::Red,
    };
    let entered = layout.page.enter_barred(tint);
    layout.page.line_in(layout.scope.settings.labels.alert(kind), BOLD);
    blocks(layout, &node.blocks, Spacing::Loose)?;
    layout.page.leave(entered);
    Ok(())
}

fn definitions(layout: &mut Layout<'_>, node: &DefinitionList) -> Result<(), RenderError> {
    let long = |entry: &DefinitionEntry| matches!(entry, DefinitionEntry::Description(item) if item.blocks.len() > 1);
    let loose = node.entries.iter().any(long);
    let lines = layout.page.lines();
    let mut described = false;
    for entry in &node.entries {
        if layout.page.lines() > lines && loose && described {
            layout.page.gap();
        }
        described = matches!(entry, DefinitionEntry::Description(_));
        match entry {
            DefinitionEntry::Term(term) => bold_line(layout, &term.content)?,
            DefinitionEntry::Description(item) => {
                let entered = layout.page.indent(INDENT);
                blocks(layout, &item.blocks, Spacing::Loose)?;
                layout.page.leave(entered);
            }
        }
    }
    Ok(())
}

fn details(layout: &mut Layout<'_>, node: &Details) -> Result<(), RenderError> {
    let lines = layout.page.lines();
    bold_line(layout, &node.summary)?;
    if layout.page.lines() == lines {
        layout.page.line(&layout.scope.settings.labels.details);
    }
    layout.page.gap();
    let entered = layout.page.indent(2);
    blocks(layout, &node.blocks, Spacing::Loose)?;
    layout.page.leave(entered);
    Ok(())
}

/// Code, line by line as it is, without blank lines around it.
pub(super) fn code(layout: &mut Layout<'_>, code: &str) {
    let entered = layout.page.indent(INDENT);
    let mut begun = false;
    for line in values::lines(code.trim_end()) {
        begun |= !is_blank(line);
        if bytes::any(line.as_bytes(), |byte| !bytes::is_printable(byte)) && line.contains(is_hidden_control) {
            layout.page.line_in(&line.replace(is_hidden_control, "\u{FFFD}"), CODE);
        } else if begun {
            layout.page.line_in(line, CODE);
        }
    }
    layout.page.leave(entered);
}

/// The line below a heading of `level`.
fn underline(level: u8) -> &'static str {
    UNDERLINES[usize::from(level.clamp(1, 4)) - 1]
}

/// Whether a block has blank lines around it even in a tight list.
fn is_set_off(block: &Block) -> bool {
    !matches!(block, Block::Paragraph(_) | Block::List(_) | Block::Code(_) | Block::Comment(_))
}

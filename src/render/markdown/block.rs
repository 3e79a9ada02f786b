//! Parts and blocks.

use super::Notes;
use super::escape;
use super::inline::{delimited, inlines, template, text_value, visible};
use super::payload::{component, payload};
use super::run::{Delimiter, Place, longest_run};
use super::table::table;
use super::visible::begin_visibly;
use super::writer::Writer;
use crate::error::RenderError;
use crate::render::core::{Scoped, section_title, sole_placeholder};
use crate::tree::{
    Block, DefinitionEntry, DefinitionList, Details, Heading, Inlines, List, ListItem, Paragraph, Part, Parts, Quote,
    Section,
};
use crate::values::{self, Content, Supplied, Supply};

/// A thematic break, which no marker of a list goes on with.
const RULE: &str = "___";

/// Whether blocks have a blank line between them where they can do without.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Spacing {
    Loose,
    Tight,
}

pub(super) fn parts(writer: &mut Writer<'_>, nodes: &Parts) -> Result<(), RenderError> {
    nodes.iter().try_for_each(|part| {
        writer.gap();
        match part {
            Part::Section(node) => section(writer, node),
            Part::Block(node) => block(writer, node),
            Part::Payload(node) => payload(writer, node),
        }
    })
}

pub(super) fn section(writer: &mut Writer<'_>, node: &Section) -> Result<(), RenderError> {
    if let Some(title) = section_title(node) {
        writer.run.clear(Place::Heading);
        writer.run.push_text(title, escape::Writer::Author);
        put_heading(writer, 2)?;
    }
    parts(writer, &node.parts)
}

pub(super) fn blocks(writer: &mut Writer<'_>, nodes: &[Block], spacing: Spacing) -> Result<(), RenderError> {
    let mut before: Option<&Block> = None;
    for node in nodes {
        if before.is_some_and(|before| spacing == Spacing::Loose || !can_touch(before, node, writer.supply())) {
            writer.gap();
        }
        let written = writer.len();
        block(writer, node)?;
        if writer.len() > written {
            before = Some(node);
        }
    }
    Ok(())
}

pub(super) fn block(writer: &mut Writer<'_>, node: &Block) -> Result<(), RenderError> {
    match node {
        Block::Paragraph(node) => paragraph(writer, node),
        Block::Heading(node) => heading(writer, node),
        Block::List(node) => list(writer, node),
        Block::Quote(node) => quote(writer, node),
        Block::Code(node) => {
            let content = template(writer, &node.content)?;
            code(writer, node.language.as_deref(), &content)
        }
        Block::Table(node) => table(writer, node),
        Block::DefinitionList(node) => definitions(writer, node),
        Block::Details(node) => details(writer, node),
        Block::Component(node) => component(writer, node),
        Block::Rule(_) => {
            writer.line(RULE);
            writer.check()
        }
        Block::Comment(_) => Ok(()),
    }
}

fn paragraph(writer: &mut Writer<'_>, node: &Paragraph) -> Result<(), RenderError> {
    let Some(placeholder) = sole_placeholder(&node.content) else {
        return paragraph_of(writer, &node.content);
    };
    let Supplied::Value(value) = writer.supply().supplied(placeholder)? else {
        return paragraph_of(writer, &node.content);
    };
    match value.content() {
        Content::Blocks(nodes) => writer.value(|writer| blocks(writer, nodes, Spacing::Loose)),
        Content::Text(text) => values::paragraphs(text).try_for_each(|paragraph| {
            writer.run.clear(Place::Paragraph);
            text_value(writer, paragraph);
            writer.put_run("")?;
            writer.gap();
            Ok(())
        }),
    }
}

/// A paragraph of `content`, unless it is blank.
pub(super) fn paragraph_of(writer: &mut Writer<'_>, content: &Inlines) -> Result<(), RenderError> {
    writer.run.clear(Place::Paragraph);
    inlines(writer, content)?;
    writer.put_run("")
}

fn heading(writer: &mut Writer<'_>, node: &Heading) -> Result<(), RenderError> {
    if writer.scope.leaves_out(node) {
        return Ok(());
    }
    writer.run.clear(Place::Heading);
    inlines(writer, &node.content)?;
    put_heading(writer, node.level)
}

/// Makes the run a heading, with a blank line after it.
fn put_heading(writer: &mut Writer<'_>, level: u8) -> Result<(), RenderError> {
    writer.put_run(["# ", "## ", "### ", "#### ", "##### ", "###### "][usize::from(level.clamp(1, 6)) - 1])?;
    writer.run.clear(Place::Paragraph);
    Ok(())
}

fn list(writer: &mut Writer<'_>, node: &List) -> Result<(), RenderError> {
    let markers = if node.start.is_some() { ['.', ')'] } else { ['-', '*'] };
    let mut marker = writer.list_marker(markers);
    let tight = node.tight && node.items.iter().all(|item| is_tight(item, writer.supply()));
    let spacing = if tight { Spacing::Tight } else { Spacing::Loose };
    let mut next = node.start.unwrap_or_default();
    for (index, item) in node.items.iter().enumerate() {
        let number = item.number.unwrap_or(next);
        if node.start.is_some() && index > 0 && number != next {
            writer.gap();
            marker = if marker == markers[0] { markers[1] } else { markers[0] };
        } else if index > 0 && !tight {
            writer.gap();
        }
        next = number.saturating_add(1);
        let mark = match node.start {
            Some(_) => format!("{}{marker} ", number.min(MOST_NUMBER)),
            None => format!("{marker} "),
        };
        self::item(writer, &mark, item, spacing)?;
    }
    if !node.items.is_empty() {
        writer.end_list(marker);
    }
    Ok(())
}

/// The largest number that an item can have.
const MOST_NUMBER: u64 = 999_999_999;

/// An item that begins with `mark`.
fn item(writer: &mut Writer<'_>, mark: &str, item: &ListItem, spacing: Spacing) -> Result<(), RenderError> {
    let entered = writer.enter(mark, &" ".repeat(mark.len()));
    blocks(writer, &item.blocks, spacing)?;
    writer.leave(entered);
    writer.check()
}

/// Whether an item can do without blank lines.
fn is_tight(item: &ListItem, supply: &Supply<'_>) -> bool {
    let shown: Vec<&Block> = item.blocks.iter().filter(|block| !matches!(block, Block::Comment(_))).collect();
    shown.windows(2).all(|pair| can_touch(pair[0], pair[1], supply))
        && !shown.iter().any(|block| matches!(block, Block::Details(_) | Block::DefinitionList(_)))
}

/// Whether `next` is read as a block of its own right after `before`.
fn can_touch(before: &Block, next: &Block, supply: &Supply<'_>) -> bool {
    match (before, next) {
        (_, Block::Comment(_)) | (Block::Heading(_) | Block::Code(_) | Block::Rule(_), _) => true,
        (Block::Paragraph(_), Block::List(list)) => {
            list.start.is_none_or(|start| start == 1)
                && list.items.first().is_some_and(|item| {
                    item.number.is_none_or(|number| number == 1) && begin_visibly(&item.blocks, supply)
                })
        }
        (Block::Paragraph(_), Block::Code(_) | Block::Heading(_) | Block::Rule(_) | Block::Quote(_)) => true,
        (Block::List(_), Block::Code(_) | Block::Heading(_) | Block::Rule(_) | Block::Quote(_)) => true,
        _ => false,
    }
}

fn quote(writer: &mut Writer<'_>, node: &Quote) -> Result<(), RenderError> {
    let entered = writer.enter("> ", "> ");
    if let (Some(kind), Notes::Named) = (node.alert, writer.notes) {
        let labels = &writer.scope.settings.labels;
        bold_words(writer, labels.alert(kind))?;
        writer.gap();
    } else if let Some(kind) = node.alert {
        writer.line(&format!("[!{}]", kind.as_str().to_ascii_uppercase()));
        let first = node.blocks.iter().find(|block| !matches!(block, Block::Comment(_)));
        if !matches!(first, Some(Block::Paragraph(node)) if sole_placeholder(&node.content).is_none()) {
            writer.gap();
        }
    }
    blocks(writer, &node.blocks, Spacing::Loose)?;
    writer.leave(entered);
    writer.check()
}

/// Code between fences.
pub(super) fn code(writer: &mut Writer<'_>, language: Option<&str>, code: &str) -> Result<(), RenderError> {
    writer.check()?;
    writer.scope.check(code.len())?;
    let fence = "`".repeat(longest_run(code, '`').max(2) + 1);
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '#' | '.' | '_' | '/');
    let language = language.filter(|language| language.chars().all(is_plain)).unwrap_or_default();
    writer.line(&[&fence, language].concat());
    if !code.is_empty() {
        for line in values::lines(code.strip_suffix('\n').unwrap_or(code)) {
            writer.line(&visible(line, escape::Writer::Author));
        }
    }
    writer.line(&fence);
    writer.check()
}

/// Terms are bold, and their descriptions a list.
fn definitions(writer: &mut Writer<'_>, node: &DefinitionList) -> Result<(), RenderError> {
    let mut marker = None;
    for entry in &node.entries {
        match entry {
            DefinitionEntry::Term(term) => {
                marker = None;
                writer.gap();
                bold(writer, &term.content)?;
            }
            DefinitionEntry::Description(description) => {
                writer.gap();
                let mark = *marker.get_or_insert_with(|| writer.list_marker(['-', '*']));
                item(writer, &format!("{mark} "), description, Spacing::Loose)?;
                writer.end_list(mark);
            }
        }
    }
    Ok(())
}

fn details(writer: &mut Writer<'_>, node: &Details) -> Result<(), RenderError> {
    let written = writer.len();
    bold(writer, &node.summary)?;
    if writer.len() == written {
        let labels = &writer.scope.settings.labels;
        bold_words(writer, &labels.details)?;
    }
    writer.gap();
    blocks(writer, &node.blocks, Spacing::Loose)
}

/// A paragraph of `words` of the host in bold.
fn bold_words<'a>(writer: &mut Writer<'a>, words: &'a str) -> Result<(), RenderError> {
    writer.run.clear(Place::Paragraph);
    let start = writer.run.start(Delimiter::Strong);
    writer.run.push_text(words, escape::Writer::Author);
    writer.run.end(start);
    writer.put_run("")
}

/// A paragraph that is bold as a whole.
fn bold(writer: &mut Writer<'_>, content: &Inlines) -> Result<(), RenderError> {
    writer.run.clear(Place::Paragraph);
    delimited(writer, Delimiter::Strong, content)?;
    writer.put_run("")
}

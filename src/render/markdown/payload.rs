//! Payloads and components: a form as a questionnaire, the others as any other blocks.

use super::block::{Spacing, block, blocks, code, paragraph_of};
use super::escape::{self, push_text};
use super::inline::inlines;
use super::run::{Delimiter, Place};
use super::writer::Writer;
use crate::component::Component;
use crate::error::RenderError;
use crate::payload::Payload;
use crate::payload::form::ScopingQuestions;
use crate::render::core::flat::{Flat, with_marks};
use crate::render::core::{
    Control, Fallback, Item, Naming, Piece, Question, Sheet, Shown, ShownComponent, filled, shown, shown_component,
};
use crate::values;

/// What a host writes for a component, and what shows without one.
pub(super) fn component(writer: &mut Writer<'_>, node: &Component) -> Result<(), RenderError> {
    let start = writer.len();
    for part in shown_component(node, &writer.scope, writer.len(), push_text)? {
        if writer.len() > start {
            writer.gap();
        }
        match part {
            ShownComponent::Host(markdown) => host(writer, &markdown)?,
            ShownComponent::Fallback(Fallback::Nothing) => {}
            ShownComponent::Fallback(Fallback::Line(_, line) | Fallback::Video(line)) => paragraph_of(writer, &line)?,
            ShownComponent::Fallback(Fallback::Article(line)) => {
                writer.scope.resolved = true;
                let written = paragraph_of(writer, &line);
                writer.scope.resolved = false;
                written?;
            }
            ShownComponent::Fallback(Fallback::Videos(videos)) => {
                items(writer, videos.iter().map(|(_, line)| line), paragraph_of)?;
            }
        }
    }
    Ok(())
}

/// What a host wrote.
fn host(writer: &mut Writer<'_>, markdown: &str) -> Result<(), RenderError> {
    let markdown = markdown.trim_matches(['\n', '\r']);
    if !markdown.is_empty() {
        values::lines(markdown).for_each(|line| writer.line(line));
    }
    writer.check()
}

/// A list of items without blank lines.
fn items<'w, T>(
    writer: &mut Writer<'w>,
    items: impl Iterator<Item = T>,
    write: impl Fn(&mut Writer<'w>, T) -> Result<(), RenderError>,
) -> Result<(), RenderError> {
    let marker = writer.list_marker(['-', '*']);
    for item in items {
        let entered = writer.enter(&format!("{marker} "), "  ");
        write(writer, item)?;
        writer.leave(entered);
    }
    writer.end_list(marker);
    Ok(())
}

/// What a host writes for a payload, and what shows without one.
pub(super) fn payload(writer: &mut Writer<'_>, node: &Payload) -> Result<(), RenderError> {
    match shown(node, &writer.scope, writer.len(), push_text)? {
        Shown::Host(markdown) => host(writer, &markdown),
        Shown::Form(questions) => form(writer, &questions),
        Shown::Pieces(pieces) => pieces.into_iter().try_for_each(|piece| {
            writer.gap();
            match piece {
                Piece::Block(node) => block(writer, &node),
                Piece::Facts(facts) => items(writer, facts.iter(), |writer, (name, fact)| {
                    writer.run.clear(Place::Paragraph);
                    let start = writer.run.start(Delimiter::Strong);
                    writer.run.push_text(&format!("{name}:"), escape::Writer::Author);
                    writer.run.end(start);
                    writer.run.push_text(" ", escape::Writer::Author);
                    inlines(writer, fact)?;
                    writer.put_run("")
                }),
            }
        }),
        Shown::Code(json) => code(writer, Some("json"), &json),
    }
}

fn form(writer: &mut Writer<'_>, form: &ScopingQuestions) -> Result<(), RenderError> {
    let mut sheet = Sheet::new(form, writer.scope, Naming::Number);
    if let Some(title) = sheet.title() {
        block(writer, &title)?;
    }
    if let Some(card) = sheet.card() {
        writer.gap();
        blocks(writer, &card.title, Spacing::Loose)?;
        writer.gap();
        blocks(writer, &card.description, Spacing::Loose)?;
    }
    writer.gap();
    blocks(writer, &sheet.introduction(), Spacing::Loose)?;
    for index in sheet.order() {
        let Some(item) = sheet.item(index) else { continue };
        writer.gap();
        match item {
            Item::Question(asked) => question(writer, &asked.on_paper())?,
            Item::Words(words, condition) => {
                only_if(writer, condition.as_deref())?;
                blocks(writer, &words, Spacing::Loose)?;
            }
        }
        writer.check()?;
    }
    writer.gap();
    blocks(writer, &sheet.attachments(), Spacing::Loose)
}

fn only_if(writer: &mut Writer<'_>, condition: Option<&str>) -> Result<(), RenderError> {
    let Some(condition) = condition else { return Ok(()) };
    let words = filled(&writer.scope.settings.labels.form.only_if, condition);
    line(writer, &words, escape::Writer::Author)?;
    writer.gap();
    Ok(())
}

/// A paragraph of words that are no markup.
fn line(writer: &mut Writer<'_>, words: &str, whose: escape::Writer) -> Result<(), RenderError> {
    writer.run.clear(Place::Paragraph);
    writer.run.push_text(words, whose);
    writer.put_run("")
}

fn question(writer: &mut Writer<'_>, asked: &Question<'_>) -> Result<(), RenderError> {
    let mark = format!("{}. ", asked.number);
    let entered = writer.enter(&mark, &" ".repeat(mark.len()));
    label(writer, asked)?;
    writer.gap();
    only_if(writer, asked.condition.as_deref())?;
    for hint in &asked.hints {
        writer.gap();
        blocks(writer, hint, Spacing::Loose)?;
    }
    if let Some(problem) = asked.problem {
        writer.gap();
        line(writer, &problem.message, escape::Writer::Value)?;
    }
    writer.gap();
    answer(writer, asked)?;
    writer.leave(entered);
    writer.end_list('.');
    Ok(())
}

/// The label in bold, and how it is to be answered: `(required, choose one)`.
fn label(writer: &mut Writer<'_>, asked: &Question<'_>) -> Result<(), RenderError> {
    writer.run.clear(Place::Paragraph);
    let start = writer.run.start(Delimiter::Strong);
    writer.flat_blocks(&with_marks(&asked.label))?;
    writer.run.end(start);
    if let Some(how) = asked.how(&writer.scope.settings.labels.form) {
        writer.run.push_text(&format!(" ({how})"), escape::Writer::Author);
    }
    writer.put_run("")
}

/// What can be chosen, and the answer that was given.
fn answer(writer: &mut Writer<'_>, asked: &Question<'_>) -> Result<(), RenderError> {
    match asked.control {
        Control::Radio | Control::Select | Control::Suggest => options(writer, asked, ["( ) ", "(x) "]),
        Control::Checkboxes | Control::SelectMany | Control::SuggestMany => options(writer, asked, ["[ ] ", "[x] "]),
        Control::Number { .. } | Control::DateTime => {
            let words = asked.expected(&writer.scope.settings.labels.form).unwrap_or_default().to_owned();
            short(writer, asked, words)
        }
        Control::Text { .. } if asked.given.is_empty() => Ok(()),
        Control::Text { .. } => {
            let entered = writer.enter("> ", "> ");
            writer.run.clear(Place::Paragraph);
            super::inline::text_value(writer, &asked.given.text());
            writer.put_run("")?;
            writer.leave(entered);
            Ok(())
        }
    }
}

/// The options, and answers that are none of them.
fn options(writer: &mut Writer<'_>, asked: &Question<'_>, marks: [&str; 2]) -> Result<(), RenderError> {
    items(writer, asked.choices().into_iter(), |writer, (is_chosen, text)| {
        writer.run.clear(Place::Paragraph);
        writer.run.push_markup(marks[usize::from(is_chosen)]);
        writer.run.push_text(text, escape::Writer::Value);
        writer.put_run("")
    })
}

/// `A number more than 0`, and the answer.
fn short(writer: &mut Writer<'_>, asked: &Question<'_>, mut words: String) -> Result<(), RenderError> {
    writer.run.clear(Place::Paragraph);
    let given = asked.given.text();
    if !asked.given.is_empty() {
        words.push_str(": ");
    }
    writer.run.push_text(&words, escape::Writer::Author);
    writer.run.push_text(&given, escape::Writer::Value);
    writer.put_run("")
}

//! A form in a mail: a questionnaire without controls, which mail programs remove.

use super::block::{block, blocks};
use super::form::card;
use super::writer::Writer;
use crate::error::RenderError;
use crate::payload::form::ScopingQuestions;
use crate::render::core::flat::{Flat, with_marks};
use crate::render::core::{Control, Item, Naming, Question, Sheet, filled};
use crate::span::Span;
use crate::values;

/// The line to write an answer on. Longer ones would be wider than a phone.
const LINE: &str = "______________________________";

pub(super) fn questionnaire(writer: &mut Writer<'_>, form: &ScopingQuestions, span: Span) -> Result<(), RenderError> {
    let mut sheet = Sheet::new(form, writer.scope, Naming::Number);
    if let Some(title) = sheet.title() {
        block(writer, &title)?;
    }
    card(writer, &sheet)?;
    blocks(writer, &sheet.introduction())?;
    for index in sheet.order() {
        match sheet.item(index) {
            Some(Item::Question(asked)) => question(writer, &asked.on_paper(), span)?,
            Some(Item::Words(words, condition)) => {
                only_if(writer, condition.as_deref());
                blocks(writer, &words)?;
            }
            None => {}
        }
        writer.check()?;
    }
    blocks(writer, &sheet.attachments())
}

fn question(writer: &mut Writer<'_>, asked: &Question<'_>, span: Span) -> Result<(), RenderError> {
    writer.line();
    writer.out.push_str("<p");
    writer.dress("question");
    writer.close(span);
    writer.out.push_str("<strong>");
    writer.out.push_str(&asked.number.to_string());
    writer.out.push_str(". ");
    writer.flat_blocks(&with_marks(&asked.label))?;
    writer.out.push_str("</strong>");
    if let Some(how) = asked.how(&writer.scope.settings.labels.form) {
        writer.push_text(&format!(" ({how})"));
    }
    writer.out.push_str("</p>\n");
    only_if(writer, asked.condition.as_deref());
    for hint in &asked.hints {
        blocks(writer, hint)?;
    }
    if let Some(problem) = asked.problem {
        paragraph(writer, [&problem.message].into_iter());
    }
    answer(writer, asked);
    writer.check()
}

fn only_if(writer: &mut Writer<'_>, condition: Option<&str>) {
    if let Some(condition) = condition {
        let words = filled(&writer.scope.settings.labels.form.only_if, condition);
        paragraph(writer, [words].into_iter());
    }
}

/// What can be chosen, the answer that was given, or a line for it.
fn answer(writer: &mut Writer<'_>, asked: &Question<'_>) {
    // No-break spaces inside, so that no line ends there.
    let marks = match asked.control {
        Control::Radio | Control::Select | Control::Suggest => ["(\u{a0})", "(x)"],
        Control::Checkboxes | Control::SelectMany | Control::SuggestMany => ["[\u{a0}]", "[x]"],
        Control::Number { .. } | Control::DateTime => {
            let words = asked.expected(&writer.scope.settings.labels.form).unwrap_or_default();
            let given = asked.given.text();
            let given = if asked.given.is_empty() { LINE } else { &*given };
            return paragraph(writer, [format!("{words}: {given}")].into_iter());
        }
        Control::Text { .. } if asked.given.is_empty() => {
            let lines = std::iter::repeat_n(LINE, asked.blank_lines());
            return paragraph(writer, lines);
        }
        Control::Text { .. } => return paragraph(writer, values::lines(&asked.given.text())),
    };
    let choices = asked.choices();
    let has_other = choices.len() > asked.options.len();
    let other = (asked.is_free() && !has_other).then_some((false, LINE));
    let all = choices.into_iter().chain(other);
    paragraph(writer, all.map(|(is_chosen, text)| format!("{} {text}", marks[usize::from(is_chosen)])));
}

/// Lines of one paragraph.
fn paragraph(writer: &mut Writer<'_>, lines: impl Iterator<Item = impl AsRef<str>>) {
    writer.line();
    let start = writer.out.len();
    writer.open("<p>", Span::NONE);
    let content = writer.out.len();
    for line in lines {
        writer.out.push_str(if writer.out.len() > content { "<br>\n" } else { "" });
        writer.push_value(line.as_ref());
    }
    if writer.out.len() == content {
        writer.out.truncate(start);
    } else {
        writer.out.push_str("</p>\n");
    }
}

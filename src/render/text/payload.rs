//! Payloads: a form as a questionnaire, recommendations, topics and menus as any other blocks.

use super::block::{block, code, line_of_inlines, loose_blocks, run_of};
use super::inline::inlines;
use super::layout::Layout;
use crate::error::RenderError;
use crate::payload::Payload;
use crate::payload::form::ScopingQuestions;
use crate::render::core::escape::push_without_controls;
use crate::render::core::flat::with_marks;
use crate::render::core::{Control, Item, Naming, Piece, Question, Sheet, Shown, filled, shown};
use crate::tree::{Block, Blocks};
use crate::values;

/// The lines to write an answer on: of text, of a number or a day, of an option.
const LINE: &str = "________________________________________";
const SHORT_LINE: usize = 20;
const OPTION_LINE: usize = 30;

/// What a host writes for a payload, and what shows without one.
pub(super) fn payload(layout: &mut Layout<'_>, node: &Payload) -> Result<(), RenderError> {
    match shown(node, &layout.scope, layout.page.len(), push_without_controls)? {
        Shown::Host(text) => {
            values::lines(text.trim_matches(['\n', '\r'])).for_each(|line| layout.page.line(line));
            layout.check()
        }
        Shown::Form(questions) => form(layout, &questions),
        Shown::Pieces(pieces) => pieces.into_iter().try_for_each(|piece| {
            layout.page.gap();
            self::piece(layout, piece)
        }),
        Shown::Code(json) => {
            code(layout, &json);
            Ok(())
        }
    }
}

fn piece(layout: &mut Layout<'_>, piece: Piece) -> Result<(), RenderError> {
    match piece {
        Piece::Block(node) => block(layout, &node),
        Piece::Facts(facts) => facts.iter().try_for_each(|(name, fact)| {
            layout.run.clear();
            layout.run.push(name);
            layout.run.push(": ");
            inlines(layout, fact)?;
            layout.page.run(&layout.run);
            layout.check()
        }),
    }
}

fn form(layout: &mut Layout<'_>, form: &ScopingQuestions) -> Result<(), RenderError> {
    let mut sheet = Sheet::new(form, layout.scope, Naming::Number);
    if let Some(title) = sheet.title() {
        block(layout, &title)?;
        layout.page.gap();
    }
    if let Some(card) = sheet.card() {
        flat(layout, &card.title)?;
        loose_blocks(layout, &card.description)?;
    }
    layout.page.gap();
    loose_blocks(layout, &sheet.introduction())?;
    for index in sheet.order() {
        let Some(item) = sheet.item(index) else { continue };
        layout.page.gap();
        match item {
            Item::Question(asked) => question(layout, &asked.on_paper())?,
            Item::Words(words, condition) => {
                if let Some(condition) = condition {
                    line(layout, &filled(&layout.scope.settings.labels.form.only_if, &condition));
                }
                loose_blocks(layout, &words)?;
            }
        }
        layout.check()?;
    }
    layout.page.gap();
    loose_blocks(layout, &sheet.attachments())
}

fn question(layout: &mut Layout<'_>, asked: &Question<'_>) -> Result<(), RenderError> {
    let entered = layout.page.enter_item(&format!("{}. ", asked.number));
    label(layout, asked)?;
    if let Some(condition) = &asked.condition {
        line(layout, &filled(&layout.scope.settings.labels.form.only_if, condition));
    }
    for hint in &asked.hints {
        flat(layout, hint)?;
    }
    if let Some(problem) = asked.problem {
        layout.run.clear();
        layout.run.push_value(&problem.message);
        layout.page.run(&layout.run);
    }
    answer(layout, asked);
    layout.page.leave(entered);
    Ok(())
}

/// The label, and how it is to be answered: `(required, choose one)`.
fn label(layout: &mut Layout<'_>, asked: &Question<'_>) -> Result<(), RenderError> {
    run_of(layout, &with_marks(&asked.label))?;
    if let Some(how) = asked.how(&layout.scope.settings.labels.form) {
        layout.run.push(" (");
        layout.run.push(&how);
        layout.run.push(")");
    }
    layout.page.run(&layout.run);
    Ok(())
}

/// The place for the answer, or the answer that was given.
fn answer(layout: &mut Layout<'_>, asked: &Question<'_>) {
    match asked.control {
        Control::Radio | Control::Select | Control::Suggest => options(layout, asked, ["( ) ", "(x) "]),
        Control::Checkboxes | Control::SelectMany | Control::SuggestMany => options(layout, asked, ["[ ] ", "[x] "]),
        Control::Number { .. } | Control::DateTime => {
            let words = asked.expected(&layout.scope.settings.labels.form).unwrap_or_default().to_owned();
            short(layout, asked, &words);
        }
        Control::Text { .. } => {
            if !asked.given.is_empty() {
                value(layout, &asked.given.text());
                return;
            }
            let columns = layout.page.room().rest.min(LINE.len());
            (0..asked.blank_lines()).for_each(|_| layout.page.line(&LINE[..columns]));
        }
    }
}

/// The options, and answers that are none of them, or a line for one.
fn options(layout: &mut Layout<'_>, asked: &Question<'_>, marks: [&'static str; 2]) {
    let choices = asked.choices();
    let has_other = choices.len() > asked.options.len();
    for (is_chosen, text) in choices {
        mark(layout, marks[usize::from(is_chosen)], text);
    }
    if asked.is_free() && !has_other {
        mark(layout, marks[0], &LINE[..OPTION_LINE]);
    }
}

fn mark(layout: &mut Layout<'_>, mark: &str, text: &str) {
    let entered = layout.page.enter_item(mark);
    value(layout, text);
    layout.page.leave(entered);
}

/// `A number more than 0: ____`
fn short(layout: &mut Layout<'_>, asked: &Question<'_>, words: &str) {
    layout.run.clear();
    layout.run.push(words);
    layout.run.push(": ");
    let start = layout.run.len();
    if asked.given.is_empty() {
        layout.run.push(&LINE[..SHORT_LINE]);
    } else {
        layout.run.push_value(&asked.given.text());
    }
    layout.run.make_solid(start);
    layout.page.run(&layout.run);
}

/// A line of its own.
fn line(layout: &mut Layout<'_>, words: &str) {
    layout.run.clear();
    layout.run.push(words);
    layout.page.run(&layout.run);
}

/// Lines of a text that is not the author's, or that looks like one.
fn value(layout: &mut Layout<'_>, text: &str) {
    layout.run.clear();
    layout.run.push_value(text);
    layout.page.run(&layout.run);
}

/// Blocks without space between them.
fn flat(layout: &mut Layout<'_>, nodes: &Blocks) -> Result<(), RenderError> {
    match &nodes[..] {
        [Block::Paragraph(node)] => line_of_inlines(layout, &node.content),
        _ => {
            run_of(layout, &with_marks(nodes))?;
            layout.page.run(&layout.run);
            Ok(())
        }
    }
}

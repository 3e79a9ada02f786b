//! Forms: fields with labels that always show, hints and conditions bound to them, and no script.

use super::block::{block, blocks, close_heading, open_heading};
use super::mail;
use super::writer::Writer;
use crate::error::RenderError;
use crate::payload::form::ScopingQuestions;
use crate::render::core::flat::{Flat, with_marks};
use crate::render::core::{Choosable, Control, Item, Naming, Question, Sheet, escape, filled};
use crate::span::Span;
use crate::tree::Blocks;

/// The last day that a field for a day and a time takes: without, a year that is typed has six digits.
const LAST_DAY: &str = "2999-12-31T23:59";

pub(super) fn form(writer: &mut Writer<'_>, form: &ScopingQuestions, span: Span) -> Result<(), RenderError> {
    let scope = writer.scope;
    let mut sheet = Sheet::new(form, scope, Naming::Label);
    if let Some(title) = sheet.title() {
        block(writer, &title)?;
    }
    card(writer, &sheet)?;
    blocks(writer, &sheet.introduction())?;
    writer.line();
    writer.out.push_str("<form");
    writer.class("questions");
    writer.attribute("method", "post");
    if let Some(action) = scope.settings.form.action {
        writer.attribute("action", action);
    }
    writer.close(span);
    writer.out.push('\n');
    let mut asked_here = 0;
    for index in sheet.order() {
        match sheet.item(index) {
            Some(Item::Question(asked)) => {
                question(writer, &asked.in_fields())?;
                asked_here += 1;
            }
            Some(Item::Words(words, condition)) => info(writer, &words, condition.as_deref())?,
            None => {}
        }
        writer.check()?;
    }
    writer.asked += asked_here;
    let attachments = sheet.attachments();
    if !attachments.is_empty() {
        writer.out.push_str("<p");
        writer.class("attachments");
        writer.out.push('>');
        writer.flat_blocks(&with_marks(&attachments))?;
        writer.out.push_str("</p>\n");
    }
    writer.out.push_str("<p><button type=\"submit\">");
    writer.push_text(sheet.button());
    writer.check()?;
    writer.out.push_str("</button></p>\n</form>\n");
    Ok(())
}

/// The automatic check that a form begins with.
pub(super) fn card(writer: &mut Writer<'_>, sheet: &Sheet<'_>) -> Result<(), RenderError> {
    let Some(card) = sheet.card() else { return Ok(()) };
    writer.line();
    let end = if writer.is_mail() {
        mail::open_panel(writer, Span::NONE);
        mail::PANEL_END
    } else {
        writer.out.push_str("<aside");
        writer.class("check");
        writer.out.push_str(" role=\"note\">\n");
        "</aside>\n"
    };
    if !card.title.is_empty() {
        let level = open_heading(writer, 2, card.span, || card.title.to_plain().into());
        writer.flat_blocks(&with_marks(&card.title))?;
        close_heading(writer, level);
    }
    blocks(writer, &card.description)?;
    writer.line();
    writer.out.push_str(end);
    Ok(())
}

/// Words between questions.
fn info(writer: &mut Writer<'_>, words: &Blocks, condition: Option<&str>) -> Result<(), RenderError> {
    writer.out.push_str("<div");
    writer.class("info");
    writer.out.push_str(">\n");
    if let Some(condition) = condition {
        let sentence = filled(&writer.scope.settings.labels.form.matters_if, condition);
        writer.out.push_str("<p");
        writer.class("condition");
        writer.out.push('>');
        escape::push_text(&mut writer.out, &sentence);
        writer.out.push_str("</p>\n");
    }
    blocks(writer, words)?;
    writer.line();
    writer.out.push_str("</div>\n");
    Ok(())
}

/// A question: its label, what is said of it, and its field or fields.
fn question(writer: &mut Writer<'_>, asked: &Question<'_>) -> Result<(), RenderError> {
    let id = format!("{}{}", writer.scope.settings.form.ids(), writer.asked + asked.number);
    let described = described_by(asked, &id);
    let groups = matches!(asked.control, Control::Radio | Control::Checkboxes);
    writer.out.push_str(if groups { "<fieldset" } else { "<div" });
    writer.class("question");
    if groups {
        describe(writer, &described);
    }
    writer.out.push_str(if groups { ">\n<legend>" } else { ">\n<label" });
    if !groups {
        writer.attribute("for", &id);
        writer.out.push('>');
    }
    label(writer, asked)?;
    writer.out.push_str(if groups { "</legend>\n" } else { "</label>\n" });
    condition(writer, asked, &id);
    hint(writer, asked, &id)?;
    problem(writer, asked, &id)?;
    if groups {
        boxes(writer, asked, &id)?;
    } else {
        field(writer, asked, &id, &described)?;
    }
    writer.out.push_str(if groups { "</fieldset>\n" } else { "</div>\n" });
    Ok(())
}

fn label(writer: &mut Writer<'_>, asked: &Question<'_>) -> Result<(), RenderError> {
    writer.flat_blocks(&with_marks(&asked.label))?;
    if asked.element.is_required() {
        writer.out.push_str(" <span");
        writer.class("required");
        writer.out.push_str(">(");
        escape::push_text(&mut writer.out, &writer.scope.settings.labels.form.required);
        writer.out.push_str(")</span>");
    }
    Ok(())
}

fn condition(writer: &mut Writer<'_>, asked: &Question<'_>, id: &str) {
    let Some(condition) = &asked.condition else { return };
    let sentence = filled(&writer.scope.settings.labels.form.answer_if, condition);
    paragraph(writer, "condition", id);
    escape::push_text(&mut writer.out, &sentence);
    writer.out.push_str("</p>\n");
}

/// Opens a paragraph of this class, which gives its id too.
fn paragraph(writer: &mut Writer<'_>, class: &str, id: &str) {
    writer.out.push_str("<p");
    writer.class(class);
    writer.out.extend([" id=\"", id, "-", class, "\">"]);
}

/// Everything that is said of how to answer, as one hint.
fn hint(writer: &mut Writer<'_>, asked: &Question<'_>, id: &str) -> Result<(), RenderError> {
    let own = own_hint(writer, asked);
    if asked.hints.len() + usize::from(own.is_some()) <= 1 {
        if asked.hints.is_empty() && own.is_none() {
            return Ok(());
        }
        paragraph(writer, "hint", id);
        for hint in &asked.hints {
            writer.flat_blocks(&with_marks(hint))?;
        }
        escape::push_text(&mut writer.out, own.as_deref().unwrap_or_default());
        writer.out.push_str("</p>\n");
        return Ok(());
    }
    writer.out.push_str("<ul");
    writer.class("hint");
    writer.out.extend([" id=\"", id, "-hint\">"]);
    for hint in &asked.hints {
        writer.out.push_str("<li>");
        writer.flat_blocks(&with_marks(hint))?;
        writer.out.push_str("</li>");
    }
    if let Some(own) = own {
        writer.out.push_str("<li>");
        escape::push_text(&mut writer.out, &own);
        writer.out.push_str("</li>");
    }
    writer.out.push_str("</ul>\n");
    Ok(())
}

/// The hint that the renderer has of its own.
fn own_hint(writer: &Writer<'_>, asked: &Question<'_>) -> Option<String> {
    let labels = &writer.scope.settings.labels.form;
    match asked.control {
        Control::Suggest => Some(labels.type_or_choose.to_string()),
        Control::SuggestMany => Some(labels.one_on_each_line.to_string()),
        _ => asked.bounds.as_ref().map(|bounds| format!("{bounds}.")),
    }
}

fn problem(writer: &mut Writer<'_>, asked: &Question<'_>, id: &str) -> Result<(), RenderError> {
    let Some(problem) = asked.problem else { return Ok(()) };
    paragraph(writer, "problem", id);
    escape::push_value(&mut writer.out, &problem.message);
    writer.out.push_str("</p>\n");
    writer.check()
}

/// The ids of what is said of a question.
fn described_by(asked: &Question<'_>, id: &str) -> String {
    let has_hint = !asked.hints.is_empty()
        || asked.bounds.is_some()
        || matches!(asked.control, Control::Suggest | Control::SuggestMany);
    let said = [(asked.condition.is_some(), "condition"), (has_hint, "hint"), (asked.problem.is_some(), "problem")];
    let ids = said.into_iter().filter(|(is_said, _)| *is_said).map(|(_, class)| format!("{id}-{class}"));
    ids.collect::<Vec<_>>().join(" ")
}

fn describe(writer: &mut Writer<'_>, described: &str) {
    if !described.is_empty() {
        writer.out.extend([" aria-describedby=\"", described, "\""]);
    }
}

/// The options, each with a box before it.
fn boxes(writer: &mut Writer<'_>, asked: &Question<'_>, id: &str) -> Result<(), RenderError> {
    let is_radio = asked.control == Control::Radio;
    let mut chosen = Chosen::default();
    for (index, option) in asked.options.iter().enumerate() {
        let id = format!("{id}-{}", index + 1);
        writer.out.push_str(if is_radio { "<div><input type=\"radio\"" } else { "<div><input type=\"checkbox\"" });
        writer.attribute("id", &id);
        name(writer, asked);
        writer.attribute("value", option.value);
        let checked = chosen.take(asked, option, is_radio);
        writer.out.push_str(if checked { " checked" } else { "" });
        writer.out.push_str(if is_radio && is_native_required(asked) { " required" } else { "" });
        writer.out.push_str("> <label");
        writer.attribute("for", &id);
        writer.out.push('>');
        writer.push_text(&option.text);
        writer.check()?;
        writer.out.push_str("</label></div>\n");
        writer.check()?;
    }
    Ok(())
}

/// Whether options were chosen: one of a question that takes one.
#[derive(Default)]
struct Chosen {
    any: bool,
}

impl Chosen {
    fn take(&mut self, asked: &Question<'_>, option: &Choosable<'_>, only_one: bool) -> bool {
        let is_chosen = asked.given.holds(option.value) && !(only_one && self.any);
        self.any |= is_chosen;
        is_chosen
    }
}

/// The name of a field: the id of its element.
fn name(writer: &mut Writer<'_>, asked: &Question<'_>) {
    if let Some(id) = asked.element.id.as_deref() {
        writer.attribute("name", id);
    }
}

/// Whether a browser may ask for an answer: only where the question is always shown.
fn is_native_required(asked: &Question<'_>) -> bool {
    asked.element.is_required() && asked.condition.is_none()
}

/// A field of its own.
fn field(writer: &mut Writer<'_>, asked: &Question<'_>, id: &str, described: &str) -> Result<(), RenderError> {
    match asked.control {
        Control::Select | Control::SelectMany => return select(writer, asked, id, described),
        Control::Text { lines } if lines > 1 => return text_area(writer, asked, id, described, lines),
        Control::SuggestMany => return text_area(writer, asked, id, described, 3),
        Control::Text { .. } | Control::Suggest => writer.out.push_str("<input type=\"text\""),
        Control::Number { .. } => writer.out.push_str("<input type=\"number\""),
        Control::DateTime | Control::Radio | Control::Checkboxes => {
            writer.out.push_str("<input type=\"datetime-local\"");
        }
    }
    writer.attribute("id", id);
    name(writer, asked);
    match asked.control {
        Control::Number { whole } => {
            let (least, most) = asked.range();
            for (bound, value) in [("min", least), ("max", most)] {
                if let Some(value) = value {
                    writer.attribute(bound, &value);
                }
            }
            writer.attribute("step", if whole { "1" } else { "any" });
        }
        Control::DateTime => writer.attribute("max", LAST_DAY),
        Control::Suggest => writer.out.extend([" list=\"", id, "-list\""]),
        _ => {}
    }
    if asked.control != Control::DateTime {
        placeholder(writer, asked);
    }
    if !asked.given.is_empty() {
        let text = asked.given.text();
        let shown = asked.options.iter().find(|option| option.value == text).map_or(&*text, |option| &*option.text);
        given(writer, shown);
    }
    state(writer, asked, described);
    writer.out.push_str(">\n");
    suggestions(writer, asked, id)
}

fn placeholder(writer: &mut Writer<'_>, asked: &Question<'_>) {
    if let Some(words) = asked.placeholder() {
        writer.attribute("placeholder", &words);
    }
}

fn given(writer: &mut Writer<'_>, text: &str) {
    writer.out.push_str(" value=\"");
    escape::push_value(&mut writer.out, text);
    writer.out.push('"');
}

/// What is said of the field, and whether it must be or was badly answered.
fn state(writer: &mut Writer<'_>, asked: &Question<'_>, described: &str) {
    describe(writer, described);
    writer.out.push_str(if asked.problem.is_some() { " aria-invalid=\"true\"" } else { "" });
    writer.out.push_str(if is_native_required(asked) { " required" } else { "" });
}

fn suggestions(writer: &mut Writer<'_>, asked: &Question<'_>, id: &str) -> Result<(), RenderError> {
    if asked.control != Control::Suggest {
        return Ok(());
    }
    writer.out.extend(["<datalist id=\"", id, "-list\">"]);
    for option in &asked.options {
        writer.out.push_str("<option");
        writer.attribute("value", &option.text);
        writer.out.push_str("></option>");
        writer.check()?;
    }
    writer.out.push_str("</datalist>\n");
    Ok(())
}

fn select(writer: &mut Writer<'_>, asked: &Question<'_>, id: &str, described: &str) -> Result<(), RenderError> {
    let only_one = asked.control == Control::Select;
    writer.out.push_str("<select");
    writer.attribute("id", id);
    name(writer, asked);
    state(writer, asked, described);
    writer.out.push_str(if only_one { ">\n<option value=\"\">" } else { " multiple>\n" });
    if only_one {
        let words = asked.placeholder();
        let words = words.as_deref().unwrap_or(&writer.scope.settings.labels.form.choose_option);
        escape::push_text(&mut writer.out, words);
        writer.out.push_str("</option>\n");
    }
    let mut chosen = Chosen::default();
    for option in &asked.options {
        writer.out.push_str("<option");
        writer.attribute("value", option.value);
        writer.out.push_str(if chosen.take(asked, option, only_one) { " selected>" } else { ">" });
        writer.push_text(&option.text);
        writer.check()?;
        writer.out.push_str("</option>\n");
        writer.check()?;
    }
    writer.out.push_str("</select>\n");
    Ok(())
}

fn text_area(
    writer: &mut Writer<'_>,
    asked: &Question<'_>,
    id: &str,
    described: &str,
    lines: i64,
) -> Result<(), RenderError> {
    writer.out.push_str("<textarea");
    writer.attribute("id", id);
    name(writer, asked);
    writer.attribute("rows", &lines.to_string());
    placeholder(writer, asked);
    state(writer, asked, described);
    writer.out.push('>');
    let texts = asked.given.texts().iter().map(|given| {
        let option = asked.options.iter().find(|option| option.value == given);
        option.map_or(&**given, |option| &*option.text)
    });
    let text = texts.collect::<Vec<_>>().join("\n");
    // A line end at the beginning of the field would be taken for one of the source.
    writer.out.push_str(if text.starts_with('\n') { "\n" } else { "" });
    escape::push_value(&mut writer.out, &text);
    writer.out.push_str("</textarea>\n");
    writer.check()
}

//! Payloads.

use super::block::{block, code_text};
use super::form::form;
use super::questionnaire::questionnaire;
use super::writer::Writer;
use crate::error::RenderError;
use crate::payload::Payload;
use crate::render::core::{Shown, escape, shown};

/// What a host writes for a payload, and what shows without one.
pub(super) fn payload(writer: &mut Writer<'_>, node: &Payload) -> Result<(), RenderError> {
    match shown(node, &writer.scope, writer.out.len(), escape::push_value)? {
        Shown::Host(html) => {
            writer.line();
            writer.out.push_str(&html);
            writer.line();
            writer.check()
        }
        Shown::Form(questions) if writer.is_mail() => questionnaire(writer, &questions, node.span),
        Shown::Form(questions) => form(writer, &questions, node.span),
        Shown::Pieces(pieces) => pieces.into_iter().try_for_each(|piece| block(writer, &piece.into_block())),
        Shown::Code(json) => {
            code_text(writer, "json", &json, node.span);
            writer.check()
        }
    }
}

//! What shows for a payload, whatever the format: which fields, in which order, in which words.

mod advice;
mod condition;
mod form;
mod given;
mod host;
mod labels;
mod menu;
mod question;
mod settings;
mod topics;

pub(crate) use condition::Naming;
pub(crate) use form::{Item, Sheet};
pub use host::{PayloadItem, RenderPayload};
pub use labels::{FormLabels, RecommendationLabels};
pub(crate) use question::{Choosable, Control, Question};
pub use settings::Form;

use super::{Out, Scope};
use crate::error::RenderError;
use crate::fields;
use crate::payload::{Model, Payload};
use crate::span::Span;
use crate::tree::{Block, DefinitionEntry, DefinitionList, Inline, Inlines, ListItem, Paragraph};
use crate::visit::Node;

/// What shows for a payload.
pub(crate) enum Shown {
    /// What a host wrote.
    Host(String),
    /// A form, which formats write in their own way.
    Form(Box<crate::payload::form::ScopingQuestions>),
    /// Anything else.
    Pieces(Vec<Piece>),
    /// The JSON of a payload of no known kind.
    Code(String),
}

/// A piece of what shows for a payload.
pub(crate) enum Piece {
    Block(Block),
    /// Short facts by their names.
    Facts(Vec<(String, Inlines)>),
}

impl Piece {
    /// The piece as a block.
    pub(crate) fn into_block(self) -> Block {
        let facts = match self {
            Piece::Block(block) => return block,
            Piece::Facts(facts) => facts,
        };
        let entries = facts.into_iter().flat_map(|(name, fact)| {
            let term = DefinitionEntry::Term(Paragraph { content: inline(&name), span: Span::NONE });
            let blocks = vec![fields::line(fact)];
            [term, DefinitionEntry::Description(ListItem::new(blocks))]
        });
        Block::DefinitionList(DefinitionList { entries: entries.collect(), span: Span::NONE })
    }
}

/// Words without a place.
pub(crate) fn inline(text: &str) -> Inlines {
    [Inline::text(text)].into_iter().collect()
}

/// What shows for `payload` in `scope`. `written` is how long the output is, and `escape` how text is written in it.
pub(crate) fn shown(
    payload: &Payload,
    scope: &Scope<'_>,
    written: usize,
    escape: fn(&mut String, &str),
) -> Result<Shown, RenderError> {
    // Reading it holds a few times its length: a tree that was not parsed may have any.
    scope.check(payload.text.len())?;
    let model = payload.model_of(scope.declared());
    if let Some(host) = scope.settings.payloads {
        let mut out = Out::new(scope.most.saturating_sub(written), escape);
        let rendered = host.render_payload(PayloadItem { payload, model: &model }, &mut out);
        let text = out.finish().ok_or(RenderError::OutputTooLarge { limit: scope.most })?;
        if rendered {
            return Ok(Shown::Host(text));
        }
    }
    Ok(match model {
        Model::ScopingQuestions(form) => Shown::Form(Box::new(form)),
        Model::AdvisorRecommendation(advice) => Shown::Pieces(advice::pieces(&advice, scope)?),
        Model::SupportTopicDescriptions(topics) => Shown::Pieces(topics::pieces(&topics, scope)),
        Model::DiagnoseAndSolve(menu) => Shown::Pieces(menu::pieces(&menu, scope)),
        Model::Unknown(_) => Shown::Code(payload.indented_to(scope.most)),
    })
}

/// The title that is above what is rendered: its first heading of level 1 that is not empty.
pub(crate) fn title_above(scope: &Scope<'_>) -> Option<String> {
    let mut nodes = scope.root()?.nodes();
    nodes.find_map(|node| match node {
        Node::Heading(heading) if heading.level == 1 => {
            Some(heading.content.to_plain().trim().to_owned()).filter(|title| !title.is_empty())
        }
        _ => None,
    })
}

/// `label` with `text` in the place of its first `{}`.
pub(crate) fn filled(label: &str, text: &str) -> String {
    label.replacen("{}", text, 1)
}

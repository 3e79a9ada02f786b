//! [`Subject`]: an article and what several rules look at, read once.

use std::borrow::Cow;

use crate::article::Article;
use crate::diagnostic::Diagnostic;
use crate::payload::{Model, Payload};
use crate::span::Span;
use crate::tree::{Blocks, Image, Link, Template};
use crate::visit::Node;

use super::links;

/// An article that is checked.
pub(super) struct Subject<'a> {
    pub(super) article: &'a Article,
    /// Its nodes in document order.
    pub(super) nodes: Vec<Node<'a>>,
    /// What its payload is.
    pub(super) model: Option<Model>,
    /// What is odd about the payload, which is read once for all rules.
    pub(super) odd: Vec<Diagnostic>,
    /// What the payload says to readers.
    pub(super) fields: Blocks,
    /// The links, those of fields and components among them.
    pub(super) links: Vec<Cow<'a, Link>>,
    /// The targets that are written, and where.
    pub(super) targets: Vec<(Span, Cow<'a, Template>)>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(article: &'a Article) -> Subject<'a> {
        let nodes: Vec<Node<'a>> = article.nodes().collect();
        let payload = article.payload();
        let (model, odd) = payload.map_or_else(Default::default, |payload| read(article, payload));
        let fields = model.as_ref().map(Model::to_blocks).unwrap_or_default();
        let links = article.links_with(|other| fields_of(article, payload, other, &fields)).collect();
        let targets = links::targets(article, &nodes, |other| fields_of(article, payload, other, &fields));
        Subject { article, nodes, model, odd, fields, links, targets }
    }

    /// The images, those of fields among them.
    pub(super) fn images(&self) -> impl Iterator<Item = Cow<'_, Image>> {
        let payload = self.article.payload();
        self.article.images_with(move |other| fields_of(self.article, payload, other, &self.fields))
    }
}

/// What a payload is, and what is odd about it.
fn read(article: &Article, payload: &Payload) -> (Option<Model>, Vec<Diagnostic>) {
    let declared = article.metadata.self_help_type.as_ref();
    // An editor may have changed it since it was parsed.
    let is_as_parsed = article.source().get(payload.span.range()) == Some(payload.text.as_str());
    if !is_as_parsed {
        return (Some(payload.model_of(declared)), Vec::new());
    }
    let (model, odd) = payload.model_and_odd(declared);
    (Some(model), odd)
}

/// What `other` says, which is `fields` unless an editor gave the article further payloads.
fn fields_of<'f>(article: &Article, payload: Option<&Payload>, other: &Payload, fields: &'f Blocks) -> Cow<'f, Blocks> {
    if payload.is_some_and(|payload| std::ptr::eq(payload, other)) {
        Cow::Borrowed(fields)
    } else {
        Cow::Owned(article.said_by(other))
    }
}

//! [`Scope`], what a rendering knows besides the node it is at.

use super::settings::{Settings, Title};
use crate::article::{Article, title_heading};
use crate::error::RenderError;
use crate::limits::Limits;
use crate::metadata::SelfHelpType;
use crate::tree::{Block, Heading, Parts, Section};
use crate::values::{Missing, Supply};
use crate::visit::{Node, Nodes};

/// What is rendered at once.
#[derive(Clone, Copy)]
pub(crate) enum Root<'a> {
    Article(&'a Article),
    Parts(&'a Parts),
    Section(&'a Section),
    Block(&'a Block),
}

impl<'a> Root<'a> {
    /// The nodes in document order; a section counts as its parts.
    pub(crate) fn nodes(self) -> Nodes<'a> {
        match self {
            Root::Article(article) => article.nodes(),
            Root::Parts(parts) => parts.nodes(),
            Root::Section(section) => section.parts.nodes(),
            Root::Block(block) => Node::from(block).descendants(),
        }
    }

    /// How many bytes of source it has, as far as that is known: the output may be so many times as long.
    pub(crate) fn source_len(self, limits: &Limits) -> usize {
        match self {
            Root::Article(article) => article.source().len(),
            Root::Parts(_) => 0,
            Root::Section(section) => limits.source_at(section.span),
            Root::Block(block) => limits.source_at(block.span()),
        }
    }

    /// The heading that is the title: parts may be all of an article.
    fn title(self) -> Option<&'a Heading> {
        match self {
            Root::Article(article) => article.title_heading(),
            Root::Parts(parts) => title_heading(parts),
            Root::Section(_) | Root::Block(_) => None,
        }
    }
}

/// After how many inlines the limit on the output is looked at again. They are an author's, which are short, or look themselves.
pub(crate) const FEW: usize = 16;

/// What a rendering knows besides the node it is at: settings, limits, and what the nodes around it allow.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) settings: &'a Settings<'a>,
    /// Most bytes of output.
    pub(crate) most: usize,
    /// The title, where it is left out.
    left_out: Option<&'a Heading>,
    /// Inside a link, where no other can begin.
    pub(crate) in_link: bool,
    /// Where targets are answers of the resolver, who is not asked again.
    pub(crate) resolved: bool,
    /// Inside a Markdown value, where placeholders show their defaults.
    pub(crate) in_value: bool,
    supply: Supply<'a>,
    /// What is rendered.
    root: Option<Root<'a>>,
}

impl<'a> Scope<'a> {
    /// The scope of a rendering of `root`.
    ///
    /// # Errors
    ///
    /// When the values together are over their limit.
    pub(crate) fn new(settings: &'a Settings<'a>, root: Root<'a>) -> Result<Scope<'a>, RenderError> {
        settings.supply.check()?;
        let left_out = if settings.title == Title::LeftOut { root.title() } else { None };
        let most = settings.limits.output_for(root.source_len(&settings.limits));
        Ok(Scope { left_out, root: Some(root), ..Scope::within(settings, most) })
    }

    /// A scope without nodes, for output of at most `most` bytes.
    pub(crate) fn within(settings: &'a Settings<'a>, most: usize) -> Scope<'a> {
        let supply = Supply { output_bytes: most, ..settings.supply };
        Scope { settings, most, left_out: None, in_link: false, resolved: false, in_value: false, supply, root: None }
    }

    /// The same scope for output that no second pass fills.
    pub(crate) fn without_markers(mut self) -> Scope<'a> {
        if self.supply.missing == Missing::Marker {
            self.supply.missing = Missing::Default;
        }
        self
    }

    /// The same scope inside a value: there are no values, so that no value can hold itself.
    fn inside_value(self) -> Scope<'a> {
        let supply = Supply { output_bytes: self.most, ..Supply::default() };
        Scope { in_value: true, supply, ..self }
    }

    /// The same scope outside of values, for what the author wrote.
    pub(crate) fn outside_values(self) -> Scope<'a> {
        let supply = Supply { output_bytes: self.most, ..self.settings.supply };
        Scope { in_value: false, supply, ..self }
    }

    /// What is rendered, where that is more than a piece without nodes.
    pub(crate) fn root(&self) -> Option<Root<'a>> {
        self.root
    }

    /// What kind of article this is, by its header.
    pub(crate) fn declared(&self) -> Option<&'a SelfHelpType> {
        match self.root? {
            Root::Article(article) => article.metadata.self_help_type.as_ref(),
            Root::Parts(_) | Root::Section(_) | Root::Block(_) => None,
        }
    }

    /// Whether `heading` is the title and not to be shown.
    pub(crate) fn leaves_out(&self, heading: &Heading) -> bool {
        self.left_out.is_some_and(|left_out| std::ptr::eq(left_out, heading))
    }

    /// Where values come from.
    pub(crate) fn supply(&self) -> &Supply<'a> {
        &self.supply
    }

    /// Fails if `bytes` of output are over the limit. Whatever can be long checks this, so that not much more is ever
    /// held.
    #[inline]
    pub(crate) fn check(&self, bytes: usize) -> Result<(), RenderError> {
        if bytes > self.most { Err(RenderError::OutputTooLarge { limit: self.most }) } else { Ok(()) }
    }
}

/// What writes within a scope.
pub(crate) trait Scoped<'a> {
    fn scope(&mut self) -> &mut Scope<'a>;

    /// Writes what belongs to a value.
    fn value(&mut self, write: impl FnOnce(&mut Self) -> Result<(), RenderError>) -> Result<(), RenderError> {
        let outer = *self.scope();
        *self.scope() = outer.inside_value();
        let written = write(self);
        *self.scope() = outer;
        written
    }
}

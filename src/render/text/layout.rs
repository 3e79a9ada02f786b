//! [`Layout`], one rendering in progress: the page, the text of the block that is laid out, and the references so far.

use super::flow::Flow;
use super::link::Numbering;
use super::look::{Look, UNDERLINED};
use super::page::Page;
use super::references::References;
use super::run::{CodeMarks, Run};
use super::{Emphasis, Finish, LinkStyle, ListPlace, PlainText, QuoteStyle};
use crate::error::RenderError;
use crate::render::core::{Root, Scope, Scoped};
use crate::values::Supply;

/// One rendering in progress.
pub(super) struct Layout<'a> {
    pub(super) scope: Scope<'a>,
    pub(super) links: LinkStyle,
    pub(super) emphasis: Emphasis,
    pub(super) quotes: QuoteStyle,
    pub(super) list_place: ListPlace,
    pub(super) finish: Finish,
    pub(super) page: Page,
    /// The text of the block that is laid out.
    pub(super) run: Run,
    pub(super) references: References,
    /// How much of the list of references is on the page.
    listed: usize,
    /// How far the author's links are numbered, which takes all nodes that are laid out.
    pub(super) numbering: Numbering,
    /// How many of the author's links were laid out: the first ones of all nodes.
    pub(super) authors_links: usize,
    pub(super) root: Root<'a>,
    /// How many links and pictures were laid out, those of values too.
    pub(super) links_met: usize,
    /// Inside a paragraph or a cell, and not a heading, a term or the like.
    pub(super) in_sentence: bool,
    /// Inside a default, which a value would replace.
    pub(super) in_default: bool,
    /// How many bytes the cells of the table have that is laid out.
    pub(super) table_bytes: usize,
}

impl<'a> Layout<'a> {
    pub(super) fn new(plain: &'a PlainText<'a>, root: Root<'a>) -> Result<Layout<'a>, RenderError> {
        let scope = Scope::new(&plain.settings, root)?;
        let source_len = root.source_len(&plain.settings.limits);
        // A mail has no sequences of terminals.
        let (finish, links) = match (plain.flow, plain.links) {
            (Flow::Fixed, links) => (plain.finish, links),
            (Flow::Flowed, LinkStyle::Hyperlinks) => (Finish::Plain, LinkStyle::References),
            (Flow::Flowed, links) => (Finish::Plain, links),
        };
        Ok(Layout {
            scope,
            links,
            emphasis: plain.emphasis,
            quotes: plain.quotes,
            list_place: plain.list_place,
            finish,
            page: Page::new(plain.width, plain.flow, finish, source_len + 64, scope.most),
            run: Run::with_capacity(source_len.min(1024)),
            references: References::default(),
            listed: 0,
            numbering: Numbering::OnTheWay,
            authors_links: 0,
            root,
            links_met: 0,
            in_sentence: false,
            in_default: false,
            table_bytes: 0,
        })
    }

    /// The text, with the list of references.
    pub(super) fn finish(mut self) -> Result<String, RenderError> {
        self.run.clear();
        self.check()?;
        self.list_references();
        if self.page.is_full() {
            Err(RenderError::OutputTooLarge { limit: self.scope.most })
        } else {
            Ok(self.page.finish())
        }
    }

    /// Lists the references that are not listed yet.
    pub(super) fn list_references(&mut self) {
        self.page.gap();
        self.page.lines_of(self.references.list().get(self.listed..).unwrap_or_default());
        self.listed = self.references.list().len();
    }

    /// Adds to the run, by `push`, what looks like `look` in a terminal.
    pub(super) fn looking<T>(&mut self, look: Look, push: impl FnOnce(&mut Self) -> T) -> T {
        if self.finish == Finish::Plain {
            return push(self);
        }
        let outer = self.run.begin_look(look);
        let pushed = push(self);
        self.run.end_look(outer);
        pushed
    }

    /// Makes what is added to the run from now on a link to `address`; returns how text looked before.
    pub(super) fn begin_link(&mut self, address: String) -> Look {
        let outer = self.run.begin_link(address);
        if self.finish == Finish::Terminal {
            self.run.begin_look(UNDERLINED);
        }
        outer
    }

    /// Lets all of the run look like `look` in a terminal.
    pub(super) fn add_look(&mut self, look: Look) {
        if self.finish == Finish::Terminal {
            self.run.add_look(look);
        }
    }

    /// By what code in a line differs from text.
    pub(super) fn code_marks(&self) -> CodeMarks {
        match self.finish {
            Finish::Plain => CodeMarks::Backticks,
            Finish::Terminal => CodeMarks::Look,
        }
    }

    /// Lays out what belongs to a sentence.
    pub(super) fn sentence<T>(&mut self, lay_out: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.in_sentence, true);
        let laid_out = lay_out(self);
        self.in_sentence = outer;
        laid_out
    }

    /// Fails where the output, with what waits to become part of it, is over its limit.
    #[inline]
    pub(super) fn check(&self) -> Result<(), RenderError> {
        let addresses = self.references.list().len() - self.listed + self.run.looks().address_bytes();
        let bytes = self.page.len() + self.table_bytes + addresses;
        if bytes + self.run.len() > self.scope.most { self.check_inked(bytes) } else { Ok(()) }
    }

    /// White space around text need not show, so it does not count.
    #[cold]
    fn check_inked(&self, bytes: usize) -> Result<(), RenderError> {
        self.scope.check(bytes + self.run.inked_len())
    }

    pub(super) fn supply(&self) -> &Supply<'a> {
        self.scope.supply()
    }
}

impl<'a> Scoped<'a> for Layout<'a> {
    fn scope(&mut self) -> &mut Scope<'a> {
        &mut self.scope
    }
}

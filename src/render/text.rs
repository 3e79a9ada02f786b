//! Plain text.

mod breaks;
mod inline;
mod layout;
mod link;
mod page;
mod run;
mod table;
mod wrap;

use std::fmt::Write;

use crate::article::Article;
use crate::error::RenderError;
use crate::tree::{AlertKind, Block, Section};
use crate::values::{Missing, Source};
use layout::Layout;

/// How wide text is unless said otherwise, in columns.
pub const DEFAULT_WIDTH: usize = 78;

/// Renders articles as plain text.
#[derive(Clone, Copy)]
pub struct PlainText<'a> {
    width: Option<usize>,
    values: Option<&'a dyn Source>,
    missing: Missing,
    links: LinkStyle,
    skips_title: bool,
}

/// How links show in text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LinkStyle {
    /// `guide [1]`, and at the end `[1] https://example.com/guide`, each address once.
    #[default]
    References,
    /// `guide <https://example.com/guide>`
    Inline,
    /// `guide`
    TextOnly,
}

impl Default for PlainText<'_> {
    fn default() -> Self {
        PlainText::new()
    }
}

impl<'a> PlainText<'a> {
    /// A renderer at width 78, without values.
    pub fn new() -> PlainText<'a> {
        PlainText {
            width: Some(DEFAULT_WIDTH),
            values: None,
            missing: Missing::default(),
            links: LinkStyle::default(),
            skips_title: false,
        }
    }

    /// Wraps lines at `columns` columns.
    #[must_use]
    pub fn width(mut self, columns: usize) -> Self {
        self.width = Some(columns);
        self
    }

    /// Does not wrap lines.
    #[must_use]
    pub fn unlimited(mut self) -> Self {
        self.width = None;
        self
    }

    /// Takes the values of placeholders from `values`.
    #[must_use]
    pub fn values(mut self, values: &'a dyn Source) -> Self {
        self.values = Some(values);
        self
    }

    /// What to do with a placeholder that has no value.
    #[must_use]
    pub fn missing(mut self, missing: Missing) -> Self {
        self.missing = missing;
        self
    }

    /// How links show.
    #[must_use]
    pub fn links(mut self, links: LinkStyle) -> Self {
        self.links = links;
        self
    }

    /// Leaves out the title: the first heading of level 1.
    #[must_use]
    pub fn without_title(mut self) -> Self {
        self.skips_title = true;
        self
    }

    fn alert_name(&self, kind: AlertKind) -> &str {
        match kind {
            AlertKind::Note => "Note",
            AlertKind::Tip => "Tip",
            AlertKind::Important => "Important",
            AlertKind::Warning => "Warning",
            AlertKind::Caution => "Caution",
        }
    }

    /// Renders an article.
    pub fn render(&self, article: &Article) -> Result<String, RenderError> {
        let mut layout = Layout::new(self);
        layout.parts(&article.body)?;
        Ok(layout.finish())
    }

    /// Renders one section.
    pub fn render_section(&self, section: &Section) -> Result<String, RenderError> {
        let mut layout = Layout::new(self);
        layout.section(section)?;
        Ok(layout.finish())
    }

    /// Renders one block.
    pub fn render_block(&self, block: &Block) -> Result<String, RenderError> {
        let mut layout = Layout::new(self);
        layout.block(block)?;
        Ok(layout.finish())
    }

    /// Renders an article into `out`.
    pub fn write(&self, article: &Article, out: &mut impl Write) -> Result<(), RenderError> {
        out.write_str(&self.render(article)?)?;
        Ok(())
    }
}

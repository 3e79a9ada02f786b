//! An article in pieces, and pieces as an article again: what a format needs that holds HTML instead of being it.

use super::Html;
use super::block::{block_inlines, close_heading, open_heading, open_section, part, parts};
use super::writer::Writer;
use crate::article::Article;
use crate::error::RenderError;
use crate::render::core::{Root, Scope, Settings, section_title};
use crate::span::Span;
use crate::tree::{Heading, Part, SectionKind};

/// A piece of an article.
pub(crate) struct Piece<'a, H> {
    pub(crate) frame: Frame<'a>,
    pub(crate) html: H,
    /// The offset in `html` at which the title of the article is left out.
    pub(crate) title_at: Option<usize>,
}

/// What is around a piece.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Frame<'a> {
    /// Nothing: it is between titled sections.
    Bare,
    /// A section `:::Section title:::`, whose title may be blank.
    Titled(&'a str),
}

/// The title of pieces that are put together.
#[derive(Clone, Copy)]
pub(crate) struct PiecesTitle<'a> {
    pub(crate) text: &'a str,
    /// The content of its heading, for the piece in which it is left out; nothing where no heading shows it.
    pub(crate) html: &'a str,
}

impl<'a> Html<'a> {
    pub(crate) fn with_settings(settings: Settings<'a>) -> Html<'a> {
        Html { settings, ..Html::new() }
    }

    pub(crate) fn settings(&self) -> &Settings<'a> {
        &self.settings
    }

    pub(crate) fn settings_mut(&mut self) -> &mut Settings<'a> {
        &mut self.settings
    }

    /// Renders `article` and gives `each` what is before its first titled section, then the content of every such section
    /// and what is between them. A limit on the output is one on all of it.
    pub(crate) fn pieces<'n>(
        &self,
        article: &'n Article,
        mut each: impl FnMut(Piece<'n, &str>),
    ) -> Result<(), RenderError> {
        let scope = Scope::new(&self.settings, Root::Article(article))?;
        let mut writer = Writer::new(scope, &self.profile, article.source().len());
        let (mut start, mut is_first) = (0, true);
        let mut piece = |writer: &mut Writer<'_>, start: usize, frame, is_there: bool| {
            // The title alone is no piece.
            let title_at = writer.title_at.take().and_then(|at| at.checked_sub(start));
            if is_there || writer.out.len() > start {
                each(Piece { frame, html: &writer.out[start..], title_at });
            }
            writer.out.len()
        };
        for node in article.body.iter() {
            let titled = match node {
                Part::Section(section) if section.kind == SectionKind::Titled => section,
                _ => {
                    part(&mut writer, node)?;
                    continue;
                }
            };
            start = piece(&mut writer, start, Frame::Bare, is_first);
            is_first = false;
            parts(&mut writer, &titled.parts)?;
            writer.line();
            let title = section_title(titled).unwrap_or_default();
            // As the renderer leaves out a section without anything in it.
            start = piece(&mut writer, start, Frame::Titled(title), !title.is_empty());
        }
        piece(&mut writer, start, Frame::Bare, is_first);
        writer.finish().map(drop)
    }

    /// The content of `heading`: nothing where it does not show.
    pub(crate) fn heading_content(&self, heading: &Heading, most: usize) -> Result<String, RenderError> {
        let mut writer = Writer::new(Scope::within(&self.settings, most), &self.profile, 0);
        writer.in_heading = true;
        block_inlines(&mut writer, &heading.content)?;
        writer.join_lines(0);
        writer.finish()
    }

    /// Puts pieces together again, as at most `most` bytes. The title is where it was left out, else before all.
    pub(crate) fn joined(
        &self,
        title: Option<PiecesTitle<'_>>,
        pieces: &[Piece<'_, String>],
        most: usize,
    ) -> Result<String, RenderError> {
        let length = pieces.iter().map(|piece| piece.html.len()).sum();
        let mut writer = Writer::new(Scope::within(&self.settings, most), &self.profile, length);
        let title = title.filter(|title| !title.text.trim().is_empty() && self.settings.shows_title());
        if let Some(title) = title.filter(|_| pieces.iter().all(|piece| piece.title_at.is_none())) {
            heading(&mut writer, 1, title.text.trim());
        }
        for piece in pieces {
            match piece.frame {
                Frame::Bare => content(&mut writer, piece, title),
                Frame::Titled(title_of_section) => {
                    let end = open_section(&mut writer, SectionKind::Titled, Span::NONE);
                    if !title_of_section.trim().is_empty() {
                        heading(&mut writer, 2, title_of_section.trim());
                    }
                    content(&mut writer, piece, title);
                    writer.line();
                    writer.out.push_str(end);
                }
            }
            writer.check()?;
        }
        writer.finish()
    }
}

/// What is in `piece`, with the title of the article where it was left out.
fn content(writer: &mut Writer<'_>, piece: &Piece<'_, String>, title: Option<PiecesTitle<'_>>) {
    let parted = piece.title_at.and_then(|at| piece.html.split_at_checked(at)).zip(title);
    let Some(((before, after), title)) = parted.filter(|(_, title)| !title.html.is_empty()) else {
        return writer.out.push_str(&piece.html);
    };
    writer.out.push_str(before);
    writer.line();
    let level = open_heading(writer, 1, Span::NONE, || title.text.into());
    writer.out.push_str(title.html);
    close_heading(writer, level);
    writer.out.push_str(after);
}

fn heading(writer: &mut Writer<'_>, level: u8, text: &str) {
    let level = open_heading(writer, level, Span::NONE, || text.into());
    let start = writer.out.len();
    writer.push_text(text);
    writer.join_lines(start);
    close_heading(writer, level);
}

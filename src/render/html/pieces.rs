//! An article in pieces, and pieces as an article again: what a format needs that holds HTML instead of being it.

use super::Html;
use super::block::{close_heading, open_heading, open_section, part, parts};
use super::writer::Writer;
use crate::article::Article;
use crate::error::RenderError;
use crate::render::core::{Root, Scope, Settings, section_title};
use crate::span::Span;
use crate::tree::{Part, SectionKind};

/// What is around a piece.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Frame<'a> {
    /// Nothing: it is between titled sections.
    Bare,
    /// A section `:::Section title:::`, whose title may be blank.
    Titled(&'a str),
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
        mut each: impl FnMut(Frame<'n>, &str),
    ) -> Result<(), RenderError> {
        let scope = Scope::new(&self.settings, Root::Article(article))?;
        let mut writer = Writer::new(scope, &self.profile, article.source().len());
        let (mut start, mut is_first) = (0, true);
        for node in article.body.iter() {
            let titled = match node {
                Part::Section(section) if section.kind == SectionKind::Titled => section,
                _ => {
                    part(&mut writer, node)?;
                    continue;
                }
            };
            if is_first || writer.out.len() > start {
                each(Frame::Bare, &writer.out[start..]);
            }
            (start, is_first) = (writer.out.len(), false);
            parts(&mut writer, &titled.parts)?;
            writer.line();
            let title = section_title(titled).unwrap_or_default();
            // As the renderer leaves out a section without anything in it.
            if writer.out.len() > start || !title.is_empty() {
                each(Frame::Titled(title), &writer.out[start..]);
            }
            start = writer.out.len();
        }
        if is_first || writer.out.len() > start {
            each(Frame::Bare, &writer.out[start..]);
        }
        writer.finish().map(drop)
    }

    /// Puts pieces together again, below `title`, as at most `most` bytes.
    pub(crate) fn joined(
        &self,
        title: Option<&str>,
        pieces: &[(Frame<'_>, String)],
        most: usize,
    ) -> Result<String, RenderError> {
        let length = pieces.iter().map(|(_, html)| html.len()).sum();
        let mut writer = Writer::new(Scope::within(&self.settings, most), &self.profile, length);
        if let Some(title) = title.map(str::trim).filter(|title| !title.is_empty() && self.settings.shows_title()) {
            heading(&mut writer, 1, title);
        }
        for (frame, html) in pieces {
            match frame {
                Frame::Bare => writer.out.push_str(html),
                Frame::Titled(title) => {
                    let end = open_section(&mut writer, SectionKind::Titled, Span::NONE);
                    if !title.trim().is_empty() {
                        heading(&mut writer, 2, title.trim());
                    }
                    writer.out.push_str(html);
                    writer.line();
                    writer.out.push_str(end);
                }
            }
            writer.check()?;
        }
        writer.finish()
    }
}

fn heading(writer: &mut Writer<'_>, level: u8, text: &str) {
    let level = open_heading(writer, level, Span::NONE, || text.into());
    let start = writer.out.len();
    writer.push_text(text);
    writer.join_lines(start);
    close_heading(writer, level);
}

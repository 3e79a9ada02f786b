//! Changes of a section: the Markdown between its markers.

use std::ops::Range;

use super::edits::{Edit, Origin};
use super::{Draft, DraftError, line_end_at, with_line_ends};
use crate::article::Article;
use crate::span::Span;
use crate::tree::{Section, SectionKind};

impl<'a> Draft<'a> {
    /// Replaces the content of the first section of this kind by `markdown`, on lines of its own between the markers, with the
    /// blank lines that are there. Line ends become those of the file.
    ///
    /// ```
    /// use selfhelp::{Article, tree::SectionKind};
    ///
    /// let article = Article::parse_lenient("<properties />\n<!--nextSteps-->Wait.<!--/nextSteps-->\n");
    /// let mut draft = article.edit();
    /// draft.replace_section(SectionKind::NextSteps, "1. Stop it.\n2. Start it.")?;
    /// assert_eq!(
    ///     draft.finish(),
    ///     "<properties />\n<!--nextSteps-->\n1. Stop it.\n2. Start it.\n<!--/nextSteps-->\n",
    /// );
    /// # Ok::<(), selfhelp::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`NoSection`](DraftError::NoSection) if the article has none; [`SectionEnd`](DraftError::SectionEnd) if with `markdown` the
    /// section would end elsewhere: ```` ``` ```` without its end, `<!--`, `<!--/nextSteps-->`;
    /// [`DamagedSection`](DraftError::DamagedSection) where its markers are, as `<!--nextSteps-- >` is;
    /// [`Overlap`](DraftError::Overlap) where a part of it is changed already.
    pub fn replace_section(&mut self, kind: SectionKind, markdown: &str) -> Result<&mut Draft<'a>, DraftError> {
        let source = self.article.source();
        let section = self.article.section(kind).filter(|section| source.get(section.span.range()).is_some());
        let section = section.ok_or(DraftError::NoSection { kind })?;
        let inside = inside(source, section).ok_or(DraftError::DamagedSection { kind })?;
        let text = on_lines(source, inside.clone(), markdown);
        let edited = [&source[..inside.start], &text, &source[inside.end..]].concat();
        let end = section.span.range().end - inside.len() + text.len();
        let span = Span::new(section.span.range().start, end);
        let ends = |section: &Section| section.span == span && section.kind == kind;
        if !Article::parse_lenient(&edited).section(kind).is_some_and(ends) {
            return Err(DraftError::SectionEnd { kind });
        }
        self.insert(Edit { span: inside.into(), text, origin: Origin::Replacement })
    }
}

/// What is between the markers of `section`; `None` where they are damaged: `<!--nextSteps-- >`.
fn inside(source: &str, section: &Section) -> Option<Range<usize>> {
    let Range { start, end } = section.span.range();
    let written = source.get(start..end)?;
    if section.kind == SectionKind::Titled {
        // `:::Section title:::` is a line and has no closing marker.
        let line = written.find(['\n', '\r']).unwrap_or(written.len());
        return Some(start + line..end);
    }
    let opener = written.find("-->").map(|at| at + "-->".len()).filter(|&end| is_marker(&written[..end]))?;
    let closer = written.rfind('<').filter(|&at| at >= opener && is_closer(&written[at..], section.kind));
    match closer {
        Some(closer) if is_marker(&written[closer..]) => Some(start + opener..start + closer),
        Some(_) => None,
        None => Some(start + opener..end),
    }
}

/// Whether `text` is a marker of a section as the format has it.
fn is_marker(text: &str) -> bool {
    let inner = text.strip_prefix("<!--").and_then(|text| text.strip_suffix("-->"));
    inner.is_some_and(|inner| SectionKind::from_name(inner.trim().trim_start_matches('/').trim()).is_some())
}

/// Whether `text`, with which a section of this kind ends, is its closing marker, however damaged.
fn is_closer(text: &str, kind: SectionKind) -> bool {
    let name = kind.as_str().to_ascii_lowercase();
    text.contains('/') && text.contains('>') && text.to_ascii_lowercase().contains(&name)
}

/// `markdown` on lines of its own in place of what is at `inside`, with the white space that is around that.
fn on_lines(source: &str, inside: Range<usize>, markdown: &str) -> String {
    let line_end = line_end_at(source, inside.start);
    let written = &source[inside.clone()];
    let markdown = with_line_ends(markdown.trim_matches(['\n', '\r']), line_end);
    let is_blank = written.trim().is_empty();
    let before = if is_blank { "" } else { leading_lines(&written[..written.len() - written.trim_start().len()]) };
    let after = if is_blank { written } else { &written[written.trim_end().len()..] };
    let before = if before.is_empty() { line_end } else { before };
    let is_apart = after.contains(['\n', '\r']) || inside.end == source.len();
    [before, &markdown, if is_apart { after } else { line_end }].concat()
}

/// The line ends in `space`, without the indentation of the line after them.
fn leading_lines(space: &str) -> &str {
    space.rfind(['\n', '\r']).map_or("", |end| &space[..=end])
}

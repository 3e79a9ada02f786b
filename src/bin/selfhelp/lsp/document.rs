//! [`Document`]: an article that is open in an editor, and its places as an editor counts them.

use std::path::{Path, PathBuf};

use lsp_types::{Position, Range, Uri};
use selfhelp::Article;
use selfhelp::check::Checker;
use selfhelp::diagnostic::Diagnostic;
use selfhelp::span::{LineIndex, Span};

use crate::articles::has_traits;
use crate::percent;
use crate::policy::Policy;
use crate::walk::is_readme;

/// An article as it is in the editor, what is asked of it, and what is found.
pub(super) struct Document {
    pub(super) article: Article,
    pub(super) found: Vec<Diagnostic>,
    pub(super) checker: Checker,
    /// Whether it is an article, as `check` has it for a file in a folder. Nothing is found in, and done to, what is none.
    pub(super) is_article: bool,
    lines: LineIndex,
}

impl Document {
    /// Reads `text`. Settings that cannot be read ask nothing: the editor shows the article all the same.
    pub(super) fn new(uri: &Uri, text: String) -> Document {
        let article = Article::parse_lenient(&text);
        let path = path(uri);
        let policy = path.as_deref().and_then(|path| Policy::of_settings(path).ok());
        let of_policy =
            policy.map(|policy| policy.checker(path.as_deref().unwrap_or(Path::new("")), &article).into_owned());
        let checker = of_policy.unwrap_or_default();
        let is_article = has_traits(&article) && !path.as_deref().is_some_and(is_readme);
        let found = if is_article { checker.check(&article) } else { Vec::new() };
        let lines = article.line_index();
        Document { article, found, checker, is_article, lines }
    }

    /// The text, which is what the editor has.
    pub(super) fn text(&self) -> &str {
        self.article.source()
    }

    /// Line and column of a byte: from 0, columns in units of UTF-16.
    pub(super) fn position(&self, offset: usize) -> Position {
        let text = self.text();
        let offset = offset.min(text.len());
        let line = self.lines.position(text, offset).line;
        let start = self.lines.line_span(text, line).map_or(offset, |line| line.start as usize);
        let before = text.get(start..offset).unwrap_or_default();
        let units: usize = before.chars().map(char::len_utf16).sum();
        Position::new(line.saturating_sub(1), u32::try_from(units).unwrap_or(u32::MAX))
    }

    pub(super) fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start as usize), self.position(span.end as usize))
    }

    /// The byte at `position`; the end of its line, or of the text, where there is none.
    pub(super) fn offset(&self, position: Position) -> usize {
        let text = self.text();
        let Some(line) = self.lines.line_span(text, position.line.saturating_add(1)) else { return text.len() };
        let written = text.get(line.range()).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let mut units = position.character as usize;
        for (at, c) in written.char_indices() {
            if units < c.len_utf16() {
                return line.start as usize + at;
            }
            units -= c.len_utf16();
        }
        line.start as usize + written.len()
    }
}

/// The path of a `file:` address.
fn path(uri: &Uri) -> Option<PathBuf> {
    let written = uri.as_str().strip_prefix("file://")?;
    String::from_utf8(percent::decoded(written)).ok().map(PathBuf::from)
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot run has failed")]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        Document::new(&"untitled:a".parse().expect("an address"), text.to_owned())
    }

    #[test]
    fn columns_are_units_of_utf_16() {
        let text = "# a\r\n灯😀b\rc";
        let document = document(text);
        for (offset, line, column) in [(0, 0, 0), (3, 0, 3), (5, 1, 0), (8, 1, 1), (12, 1, 3), (14, 2, 0), (15, 2, 1)] {
            assert_eq!(document.position(offset), Position::new(line, column), "{offset}");
            assert_eq!(document.offset(Position::new(line, column)), offset, "{line}:{column}");
        }
        assert_eq!(document.offset(Position::new(1, 2)), 8, "inside a pair of units");
        assert_eq!(document.offset(Position::new(1, 99)), 13, "the end of the line");
        assert_eq!(document.offset(Position::new(9, 0)), text.len());
    }

    #[test]
    fn addresses_of_files_are_paths() {
        let path = |uri: &str| path(&uri.parse().expect("an address"));
        assert_eq!(path("file:///a%20b/%E7%81%AF.md"), Some(PathBuf::from("/a b/灯.md")));
        assert_eq!(path("untitled:a"), None);
    }
}

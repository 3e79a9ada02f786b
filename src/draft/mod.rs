//! [`Draft`]: changes to the source of an article.

mod edits;
mod error;
mod header;
mod prefix;
mod section;

use std::borrow::Cow;

use crate::article::Article;
use crate::diagnostic::Fix;
use crate::span::Span;

use edits::{Edit, Edits, Origin};

pub use error::DraftError;

/// Changes to the source of an article, which leave every other byte as it is.
///
/// All spans are those of the article, whatever was changed before: [`finish`](Draft::finish) makes all changes at once. A change
/// that is refused leaves the draft as it was.
///
/// ```
/// use selfhelp::{Article, tree::SectionKind};
///
/// let article = Article::parse(
///     "<properties\r\n  pageTitle='Disks'\r\n  service='fabrikam.compute'\r\n/>\r\n# Disks\r\n\
///      <!--issueDescription-->\r\nA disk is full.\r\n<!--/issueDescription-->\r\n",
/// )?;
/// let mut draft = article.edit();
/// draft.set("pageTitle", "Bob's disks")?.add("articleId", "fabrikam-disks")?.remove("service")?;
/// draft.replace_section(SectionKind::IssueDescription, "Two disks:\n\n* one\n* two")?;
/// assert_eq!(
///     draft.finish(),
///     "<properties\r\n  pageTitle='Bob&apos;s disks'\r\n  articleId='fabrikam-disks'\r\n/>\r\n# Disks\r\n\
///      <!--issueDescription-->\r\nTwo disks:\r\n\r\n* one\r\n* two\r\n<!--/issueDescription-->\r\n",
/// );
/// # Ok::<(), selfhelp::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    article: &'a Article,
    edits: Edits,
}

impl Article {
    /// A draft without changes, on the [source](Article::source) of this article.
    ///
    /// What was done to [`metadata`](Article::metadata) and [`body`](Article::body) is no change of the source, and not in the
    /// draft.
    pub fn edit(&self) -> Draft<'_> {
        Draft { article: self, edits: Edits::default() }
    }
}

impl<'a> Draft<'a> {
    /// Replaces what is at `span` of the source by `text`; with an empty span, inserts it.
    ///
    /// Line ends in `text` become those of the file. In a Markdown quote or list, the lines after the first are prefixed as the
    /// line where `span` begins, so that they stay in it; lines that have the prefix already are left alone. For a replacement
    /// that is taken as it is, [`apply`](Draft::apply) a [`Fix`].
    ///
    /// ```
    /// use selfhelp::Article;
    ///
    /// let article = Article::parse_lenient("<properties />\n> * Stop it.\n");
    /// let words = article.nodes().find(|node| node.kind() == "words").ok_or("no words")?;
    /// let mut draft = article.edit();
    /// draft.replace(words.span(), "Stop it:\n\n```sh\nfabctl stop\n```")?;
    /// assert_eq!(
    ///     draft.finish(),
    ///     "<properties />\n> * Stop it:\n>\n>   ```sh\n>   fabctl stop\n>   ```\n",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Outside`](DraftError::Outside) for a span that is not in the source, such as [`Span::NONE`], or that begins or ends
    /// inside a character; [`Overlap`](DraftError::Overlap) where a part of it is changed already.
    pub fn replace(&mut self, span: impl Into<Span>, text: &str) -> Result<&mut Draft<'a>, DraftError> {
        let span = self.inside(span.into())?;
        let text = prefix::fitted(self.article, span, text).into_owned();
        self.insert(Edit { span, text, origin: Origin::Replacement })
    }

    /// Makes all of `fixes`, each as it is, or none of them.
    ///
    /// ```
    /// use selfhelp::Article;
    ///
    /// let article = Article::parse_lenient("<properties articleId=\"fabrikam-disks\" />\n# Disks\n\n##Steps\nWait.\n");
    /// let fixes: Vec<_> = article.check().into_iter().filter_map(|found| found.fix).collect();
    /// let mut draft = article.edit();
    /// draft.apply(&fixes)?.set("articleId", "fabrikam-disks-2")?;
    /// assert_eq!(draft.finish(), "<properties articleId=\"fabrikam-disks-2\" />\n# Disks\n\n## Steps\nWait.\n");
    /// # Ok::<(), selfhelp::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`replace`](Draft::replace): two fixes may overlap, too.
    /// [`apply_fixes`](crate::diagnostic::apply_fixes) leaves out those that do.
    pub fn apply(&mut self, fixes: &[Fix]) -> Result<&mut Draft<'a>, DraftError> {
        let mut made = Vec::with_capacity(fixes.len());
        for fix in fixes {
            let edit = |span| Edit { span, text: fix.replacement.clone(), origin: Origin::Replacement };
            match self.inside(fix.span).and_then(|span| self.edits.insert(edit(span))) {
                Ok(key) => made.push(key),
                Err(error) => {
                    made.into_iter().for_each(|key| self.edits.take_back(key));
                    return Err(error);
                }
            }
        }
        Ok(self)
    }

    /// The changes in document order, each as it is made.
    pub fn fixes(&self) -> Vec<Fix> {
        self.edits.iter().map(|edit| Fix { span: edit.span, replacement: edit.text.clone() }).collect()
    }

    /// The source with the changes made.
    pub fn finish(&self) -> String {
        let source = self.article.source();
        let mut text = String::with_capacity(source.len());
        let mut done = 0;
        for edit in self.edits.iter() {
            let range = edit.span.range();
            text.push_str(&source[done..range.start]);
            text.push_str(&edit.text);
            done = range.end;
        }
        text.push_str(&source[done..]);
        text
    }

    /// The file with the changes made: in its [encoding](Article::encoding), with its byte order mark.
    ///
    /// ```
    /// use selfhelp::Article;
    ///
    /// let article = Article::parse_bytes_lenient(b"<properties pageTitle=\"Gr\xF6\xDFe\" />\n");
    /// let mut draft = article.edit();
    /// draft.set("pageTitle", "Maß")?;
    /// assert_eq!(draft.to_bytes()?, b"<properties pageTitle=\"Ma\xDF\" />\n");
    /// draft.set("pageTitle", "漢字")?;
    /// assert_eq!(draft.to_bytes().unwrap_err().to_string(), "Windows-1252 has no character `漢`");
    /// # Ok::<(), selfhelp::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Character`](DraftError::Character) where the encoding lacks a character; [`Lossy`](DraftError::Lossy) for a file with
    /// bytes that are no text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, DraftError> {
        let encoding = self.article.encoding();
        encoding.encode(&self.finish()).map_err(|why| DraftError::unwritable(encoding, why))
    }

    /// `span`, if it is a part of the source.
    fn inside(&self, span: Span) -> Result<Span, DraftError> {
        self.article.source().get(span.range()).map(|_| span).ok_or(DraftError::Outside { span })
    }

    fn insert(&mut self, edit: Edit) -> Result<&mut Draft<'a>, DraftError> {
        self.edits.insert(edit)?;
        Ok(self)
    }

    /// The source at `span`.
    fn at(&self, span: Span) -> &'a str {
        self.article.source().get(span.range()).unwrap_or_default()
    }
}

/// `text` with `line_end` for every line end in it.
fn with_line_ends<'t>(text: &'t str, line_end: &str) -> Cow<'t, str> {
    if !text.contains(['\n', '\r']) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(if line_end == "\n" { lines } else { lines.replace('\n', line_end) })
}

/// The line end of `source` nearest to the line at `at`: the one after it, else the one before it.
fn line_end_at(source: &str, at: usize) -> &'static str {
    let after = source.get(at..).unwrap_or_default();
    let before = source.get(..at).unwrap_or_default();
    match (after.find(['\n', '\r']), before.rfind(['\n', '\r'])) {
        (Some(end), _) if after[end..].starts_with("\r\n") => "\r\n",
        (Some(end), _) if after[end..].starts_with('\r') => "\r",
        (Some(_), _) | (None, None) => "\n",
        (None, Some(end)) if before[..end].ends_with('\r') => "\r\n",
        (None, Some(end)) if before[end..].starts_with('\r') => "\r",
        (None, Some(_)) => "\n",
    }
}

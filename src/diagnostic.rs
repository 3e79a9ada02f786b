//! Diagnostics: what the parser recovered from and what the checks found.
//!
//! Spans are bytes of [`Article::source`](crate::Article::source); [`line_index`](crate::Article::line_index) makes lines
//! and columns of them:
//!
//! ```
//! use selfhelp::Article;
//!
//! let article = Article::parse_lenient("<properties articleId=\"fabrikam-disks\" />\n# Disks\n\n##Steps\n");
//! let (source, lines) = (article.source(), article.line_index());
//! let mut shown = String::new();
//! for found in article.check() {
//!     let place = lines.position(source, found.span.start as usize);
//!     let line = lines.line_span(source, place.line).and_then(|line| source.get(line.range())).unwrap_or_default();
//!     let (severity, code, message) = (found.severity, &found.code, &found.message);
//!     shown += &format!("{}:{}: {severity}[{code}]: {message}\n", place.line, place.column);
//!     shown += &format!("{}\n{:>2$}\n", line.trim_end(), "^", place.column as usize);
//! }
//! assert_eq!(shown, "4:1: warning[heading-space]: expected a space behind `##` of a heading, found `S`\n##Steps\n^\n");
//! ```

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::limits;
use crate::span::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// Worth knowing; the result is as the author meant it.
    Note,
    /// Recovered from, and the result may not be what the author meant.
    Warning,
    /// The metadata or the payload cannot be trusted; strict parsing stops here.
    Error,
}

impl Severity {
    /// `note`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The stable name of a kind of diagnostic, such as `header-missing`.
///
/// Codes never change their meaning; new ones may come with any version, and a code of a newer version deserialises.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(Cow<'static, str>);

impl Code {
    /// The code as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Another place that a diagnostic speaks of, such as the first of two properties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// A change to the source that would mend what a diagnostic reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What to replace; empty to insert.
    pub span: Span,
    /// What to put there.
    pub replacement: String,
}

impl Fix {
    /// The source with the change made; none when the fix does not lie in it.
    ///
    /// Spans are those of the source as parsed, and fixes may meet in one place: for more than one, use [`apply_fixes`].
    ///
    /// ```
    /// use selfhelp::diagnostic::Fix;
    /// use selfhelp::span::Span;
    ///
    /// let fix = Fix { span: Span::new(2, 2), replacement: " ".to_owned() };
    /// assert_eq!(fix.apply("##Steps").as_deref(), Some("## Steps"));
    /// assert_eq!(fix.apply("#"), None);
    /// ```
    pub fn apply(&self, source: &str) -> Option<String> {
        let range = self.span.range();
        source.get(range.clone())?;
        Some([source.get(..range.start)?, &self.replacement, source.get(range.end..)?].concat())
    }
}

/// The `source` with the fixes of all `diagnostics` made that get on with each other.
///
/// Fixes are made in document order. Of insertions at the same place the one of the earlier diagnostic comes first, and
/// an insertion comes before what is replaced there. A fix that overlaps one already made is left out, as is one that does
/// not lie in the source: parse the result again to find what it was about.
///
/// ```
/// use selfhelp::Article;
/// use selfhelp::diagnostic::apply_fixes;
///
/// let article = Article::parse_lenient("<properties articleId=\"fabrikam-disks");
/// let mended = apply_fixes(article.source(), &article.check());
/// assert_eq!(mended, "<properties articleId=\"fabrikam-disks\"/>");
/// assert!(Article::parse(&mended)?.check().is_empty());
/// # Ok::<(), selfhelp::ParseError>(())
/// ```
pub fn apply_fixes(source: &str, diagnostics: &[Diagnostic]) -> String {
    let mut fixes: Vec<&Fix> = diagnostics.iter().filter_map(|found| found.fix.as_ref()).collect();
    fixes.sort_by_key(|fix| (fix.span.start, !fix.span.is_empty()));
    let mut mended = String::with_capacity(source.len());
    let mut done = 0;
    for fix in fixes {
        let range = fix.span.range();
        if range.start >= done && source.get(range.clone()).is_some() {
            mended.push_str(&source[done..range.start]);
            mended.push_str(&fix.replacement);
            done = range.end;
        }
    }
    mended.push_str(&source[done..]);
    mended
}

/// One finding about an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Which kind of finding.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// The place it is about.
    pub span: Span,
    /// What is wrong and what was expected, in lower case and without a full stop.
    pub message: String,
    /// Another place that belongs to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub related: Option<Related>,
    /// A change that would mend it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

impl Diagnostic {
    pub(crate) fn error(code: Code, span: impl Into<Span>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Error, code, span.into(), message.into())
    }

    pub(crate) fn warning(code: Code, span: impl Into<Span>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Warning, code, span.into(), message.into())
    }

    pub(crate) fn note(code: Code, span: impl Into<Span>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Note, code, span.into(), message.into())
    }

    pub(crate) fn new(severity: Severity, code: Code, span: Span, message: String) -> Diagnostic {
        Diagnostic { code, severity, span, message, related: None, fix: None }
    }

    pub(crate) fn with_related(mut self, span: impl Into<Span>, message: impl Into<String>) -> Diagnostic {
        self.related = Some(Related { span: span.into(), message: message.into() });
        self
    }

    pub(crate) fn with_fix(mut self, span: impl Into<Span>, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span: span.into(), replacement: replacement.into() });
        self
    }
}

/// Diagnostics as they are found, up to a limit.
///
/// Any error decides about strictness, so errors are left out last, and never all of them. Of the others as many of each
/// severity are kept as there may be in all; which of them stay is known when all are there.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostics {
    kept: Vec<Diagnostic>,
    /// How many of each severity are kept.
    counts: [usize; 3],
    most: usize,
    /// The first that was left out.
    left_out: Option<Span>,
}

impl Diagnostics {
    /// None yet, and `most` of them in the end.
    pub(crate) fn up_to(most: usize) -> Diagnostics {
        Diagnostics { kept: Vec::new(), counts: [0; 3], most, left_out: None }
    }

    pub(crate) fn push(&mut self, found: Diagnostic) {
        let count = &mut self.counts[found.severity as usize];
        if *count < self.most || found.severity == Severity::Error {
            *count += 1;
            self.kept.push(found);
        } else {
            self.leave_out(found.span);
        }
    }

    /// Adds all that `others` kept.
    pub(crate) fn append(&mut self, others: Diagnostics) {
        others.left_out.into_iter().for_each(|first| self.leave_out(first));
        self.counts.iter_mut().zip(others.counts).for_each(|(count, more)| *count += more);
        self.kept.extend(others.kept);
    }

    /// Takes back those with this code that begin at `start` or later, and what was left out there.
    pub(crate) fn take_back(&mut self, code: &Code, start: u32) {
        let Diagnostics { kept, counts, left_out, .. } = self;
        kept.retain(|found| {
            let keeps = found.code != *code || found.span.start < start;
            counts[found.severity as usize] -= usize::from(!keeps);
            keeps
        });
        *left_out = left_out.filter(|first| first.start < start);
    }

    /// Counts one at `span` as left out.
    pub(crate) fn leave_out(&mut self, span: Span) {
        self.left_out = Some(self.left_out.map_or(span, |first| first.min(span)));
    }

    /// Those that stay, in document order, and one more where others were left out.
    pub(crate) fn into_vec(mut self) -> Vec<Diagnostic> {
        self.kept.sort_by_key(|found| found.span.start);
        if self.kept.len() <= self.most && self.left_out.is_none() {
            return self.kept;
        }
        let mut room = self.most.max(1);
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let count = &mut self.counts[severity as usize];
            *count = room.min(*count);
            room -= *count;
        }
        let all = std::mem::take(&mut self.kept);
        for found in all {
            match self.counts[found.severity as usize].checked_sub(1) {
                Some(left) => {
                    self.counts[found.severity as usize] = left;
                    self.kept.push(found);
                }
                None => self.leave_out(found.span),
            }
        }
        if let Some(first) = self.left_out {
            let message = format!(
                "expected at most {} diagnostics, found more; further ones are left out, notes first and errors last",
                self.most
            );
            let place = self.kept.partition_point(|found| found.span.start <= first.start);
            self.kept.insert(place, Diagnostic::warning(Code::DIAGNOSTICS, first, message));
        }
        self.kept
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, found: I) {
        found.into_iter().for_each(|found| self.push(found));
    }
}

impl Default for Diagnostics {
    fn default() -> Diagnostics {
        Diagnostics::up_to(limits::DIAGNOSTICS)
    }
}

/// Declares the codes: a constant each and the list of all.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        impl Code {
            $($(#[$doc])* pub const $name: Code = Code(Cow::Borrowed($text));)*

            /// Every code of this version.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];
        }
    };
}

codes! {
    // The file (format §1).
    /// The file is no UTF-8; it was read as Windows-1252, or with replacement characters.
    ENCODING = "encoding";
    /// The input is larger than the limit.
    INPUT_TOO_LARGE = "input-too-large";
    /// There are more diagnostics than the limit, so that some are left out.
    DIAGNOSTICS = "diagnostics";
    /// Text stands before the header.
    TEXT_BEFORE_HEADER = "text-before-header";

    // The header (format §2).
    /// There is no header.
    HEADER_MISSING = "header-missing";
    /// The keyword `<properties` is damaged.
    HEADER_KEYWORD = "header-keyword";
    /// The header is larger than the limit.
    HEADER_TOO_LARGE = "header-too-large";
    /// The `/>` that ends the header is missing.
    HEADER_UNCLOSED = "header-unclosed";
    /// An end tag after the header.
    HEADER_END_TAG = "header-end-tag";
    /// `<tags … />` after the header.
    HEADER_TAGS = "header-tags";
    /// A second header.
    HEADER_REPEATED = "header-repeated";
    /// A value has no closing quote.
    QUOTE_UNCLOSED = "quote-unclosed";
    /// A value has no quotes.
    QUOTE_MISSING = "quote-missing";
    /// A value holds quotes.
    QUOTE_INSIDE = "quote-inside";
    /// A quote is doubled.
    QUOTE_DOUBLED = "quote-doubled";
    /// A property has no value.
    VALUE_MISSING = "value-missing";
    /// Several quoted values stand behind one property.
    VALUE_REPEATED = "value-repeated";
    /// Something else than `=` stands between name and value.
    SEPARATOR = "separator";
    /// Stray text between properties.
    STRAY_TEXT = "stray-text";
    /// Merge-conflict markers.
    MERGE_CONFLICT = "merge-conflict";
    /// A property stands twice.
    PROPERTY_REPEATED = "property-repeated";
    /// A property that the format does not know.
    PROPERTY_UNKNOWN = "property-unknown";
    /// A value is not of its property's type.
    VALUE_TYPE = "value-type";
    /// An enum value that the format does not know.
    VALUE_UNKNOWN = "value-unknown";
    /// The title of a page holds a line end or another control character.
    VALUE_CONTROL = "value-control";

    // Sections and notes (format §3).
    /// A section's opener has no closer.
    SECTION_UNCLOSED = "section-unclosed";
    /// A section's closer has no opener.
    SECTION_UNOPENED = "section-unopened";
    /// Section markers are doubled or crossed.
    SECTION_PAIRS = "section-pairs";
    /// A section's marker is damaged but was recognised.
    SECTION_DAMAGED = "section-damaged";
    /// `:::Section …` without its last `:::`.
    SECTION_TITLE_UNCLOSED = "section-title-unclosed";
    /// A comment never ends and hides the rest of the file, or in the header does not end before what cannot be in it.
    COMMENT_UNCLOSED = "comment-unclosed";
    /// A comment with a misspelt `<!--`.
    COMMENT_MISSPELT = "comment-misspelt";
    /// A comment holds another.
    COMMENT_NESTED = "comment-nested";
    /// A comment in a fence's info string.
    COMMENT_IN_INFO = "comment-in-info";
    /// A note that was perhaps meant as a marker.
    NOTE_LIKE_MARKER = "note-like-marker";

    // Placeholders (format §4).
    /// A placeholder in another accepted spelling.
    PLACEHOLDER_SPELLING = "placeholder-spelling";
    /// A placeholder's closer differs from its opener.
    PLACEHOLDER_MISMATCH = "placeholder-mismatch";
    /// A placeholder has no closer.
    PLACEHOLDER_UNCLOSED = "placeholder-unclosed";
    /// A placeholder's closer has no opener.
    PLACEHOLDER_UNOPENED = "placeholder-unopened";
    /// A placeholder's opener stands where its closer should.
    PLACEHOLDER_REPEATED = "placeholder-repeated";
    /// A placeholder is damaged but was recognised.
    PLACEHOLDER_DAMAGED = "placeholder-damaged";
    /// Emphasis opened outside a placeholder closes inside it.
    PLACEHOLDER_EMPHASIS = "placeholder-emphasis";
    /// A placeholder's default is too long to be read as Markdown.
    PLACEHOLDER_DEFAULT = "placeholder-default";
    /// A placeholder in a fence's info string.
    PLACEHOLDER_IN_INFO = "placeholder-in-info";
    /// Two placeholders differ in case only.
    PLACEHOLDER_CASE = "placeholder-case";

    // Markdown and HTML (format §5).
    /// A row has more cells than the head of its table, or the tables have more than the limit.
    TABLE_CELLS = "table-cells";
    /// Lines that would be a table with a blank line before them, or with as many columns in both of their first rows.
    TABLE_AS_TEXT = "table-as-text";
    /// Markdown in the author's HTML, where it shows as it is.
    MARKDOWN_IN_HTML = "markdown-in-html";
    /// A tag that is shown as text.
    HTML_AS_TEXT = "html-as-text";
    /// A tag that is only nearly `<br>`.
    BREAK_SPELLING = "break-spelling";
    /// A start tag without end tag, of which only the content is shown.
    HTML_UNCLOSED = "html-unclosed";
    /// An end tag without start tag.
    HTML_UNMATCHED = "html-unmatched";
    /// A link's target cannot be followed safely.
    LINK_UNSAFE = "link-unsafe";
    /// A link's target is relative, empty or an anchor.
    LINK_RELATIVE = "link-relative";
    /// A link's target has no scheme.
    LINK_NO_SCHEME = "link-no-scheme";
    /// A link's scheme is misspelt.
    LINK_SCHEME_TYPO = "link-scheme-typo";
    /// A link's target holds a space.
    LINK_SPACE = "link-space";
    /// The title of a link runs over too many lines.
    LINK_TITLE = "link-title";
    /// A blade link that is no blade link by its grammar.
    LINK_BLADE = "link-blade";
    /// `[text] (url)`.
    LINK_GAP = "link-gap";
    /// Links with the same text and different targets.
    LINK_AMBIGUOUS = "link-ambiguous";
    /// The text of a link is another address than its target.
    LINK_TEXT = "link-text";
    /// The host of a link or image can be taken for another by its letters.
    LINK_HOST = "link-host";
    /// A character that turns the direction of text, so that it reads otherwise than it is.
    BIDI_CONTROL = "bidi-control";
    /// An image that cannot be shown.
    IMAGE_TARGET = "image-target";
    /// An image without alternative text.
    IMAGE_NO_ALT = "image-no-alt";
    /// Emphasis with inner spaces.
    EMPHASIS_SPACES = "emphasis-spaces";
    /// A backslash in what looks like a path, which does not show.
    PATH_ESCAPE = "path-escape";
    /// A heading without space behind its `#`.
    HEADING_SPACE = "heading-space";
    /// A heading level is skipped.
    HEADING_SKIPPED = "heading-skipped";
    /// A second heading of level 1.
    HEADING_TITLE_REPEATED = "heading-title-repeated";
    /// A list that was perhaps meant to be in the item before it.
    LIST_INDENT = "list-indent";
    /// Lines that begin with letters, `a.` and `b.`, which make no list.
    LIST_LETTER = "list-letter";
    /// A line that begins with a bullet such as `•`, which makes no list item.
    LIST_BULLET = "list-bullet";
    /// A list item without space behind its marker.
    LIST_SPACE = "list-space";
    /// `[!NOTE]` outside a quote.
    ALERT_OUTSIDE_QUOTE = "alert-outside-quote";
    /// Code by indentation, perhaps by chance.
    CODE_BY_INDENT = "code-by-indent";
    /// A fence of code that nothing closes, so that everything behind it is code.
    CODE_UNCLOSED = "code-unclosed";
    /// A definition that nothing uses and whose target is no URL.
    DEFINITION_AS_TEXT = "definition-as-text";
    /// More placeholders, sections, links or attributes than the limit.
    TOO_MANY = "too-many";
    /// The tree is nested deeper than the limit.
    NESTING = "nesting";

    // Payloads (format §7).
    /// The payload is no JSON.
    PAYLOAD_JSON = "payload-json";
    /// A string of the payload holds raw control characters.
    PAYLOAD_CONTROL = "payload-control";
    /// The payload's `---` lines are missing or damaged.
    PAYLOAD_FENCE = "payload-fence";
    /// Text stands around the payload.
    PAYLOAD_TEXT = "payload-text";
    /// An article of a payload type has no payload.
    PAYLOAD_MISSING = "payload-missing";
    /// A key of the payload stands twice.
    PAYLOAD_KEY_REPEATED = "payload-key-repeated";
}

//! HTML: a fragment that is safe in any page.
//!
//! [`Html`] renders an article, a section or a block; [`Page`] makes a whole page of it, for a preview; [`fill_html`] and
//! [`Html::fill`] put values into the markers that [`Missing::Marker`] leaves.
//!
//! | node | HTML |
//! |---|---|
//! | section | `<section class="issue-description">`; a titled one begins with its title as `<h2>`; an empty one is nothing |
//! | heading | one line without attributes; one that says nothing is nothing |
//! | note (`> [!NOTE]`) | `<aside class="note" role="note">`, its word in `<p class="note-title">` |
//! | table | `<th scope="col">` in heads, `class="align-right"` on aligned cells |
//! | code | `<pre><code class="language-json">` |
//! | component, payload | its source, its indented JSON, as code |
//! | link | begins `<a href="`; one without words shows its address |
//! | button link | `<a href="…" class="button">` |
//! | blade without address | `<span data-blade="…">` |
//! | author's note | nothing |
//!
//! A portal can ask for more: [`heading_shift`](Html::heading_shift), [`heading_ids`](Html::heading_ids),
//! [`class_prefix`](Html::class_prefix), [`outside_rel`](Html::outside_rel), [`outside_target`](Html::outside_target),
//! [`placeholder_spans`](Html::placeholder_spans), [`source_spans`](Html::source_spans) and
//! [`keyboard_scrolling`](Html::keyboard_scrolling).
//!
//! # What can be in it
//!
//! These elements, attributes and schemes, whatever authors and values hold. The list is what the tests hold the output
//! against, and may serve for a sanitiser or a content security policy of your own.
//!
#![doc = include_str!("allowed.md")]
//!
//! Addresses that a [`Resolve`](crate::link::Resolve)r gives may also be paths of the page's own host. There are comments
//! only where [`Missing::Marker`] asked for markers, and their names hold letters, digits, `_`, `.` and spaces; where a
//! paragraph holds several placeholders and nothing else, an empty comment follows each marker.
//!
//! # Threat model
//!
//! Who writes an article is trusted to inform, not to write HTML; where values come from is not trusted at all. Nothing
//! either of them writes runs as a script, loads anything but an `https` picture of an article or of a Markdown value, leads to another scheme than
//! those above, or gives an element an id, a name or a handler. The tree has no node for raw HTML: what an author wrote is
//! translated when the article is parsed, so there is nothing to filter, and nothing that two parsers could read in two
//! ways. What is promised depends on the place:
//!
//! | place | promise |
//! |---|---|
//! | text: words, headings, cells, notes, labels | stays text. `&` and `<` are escaped as they begin references and tags, `>` as it ends comments, and sections in older parsers. Control characters, which HTML forbids and other programs obey, show as U+FFFD, in values bidi controls too, which could make a value read backwards |
//! | a text value | stays text: its line ends are `<br>`, its blank lines paragraphs where its placeholder has a paragraph for itself. It is never made a link, and elements, attributes and schemes are those that any other value gives |
//! | a Markdown value | adds nodes of the tree and nothing else: what an article could hold but sections and payloads |
//! | attributes: titles, alternative texts | stay inside their quotes, for which `"` is escaped. All attributes are quoted |
//! | an author's address | is a link with the schemes above only, if it names a host that can be one. Characters that may not stand in an address are percent-encoded, `'` and backslashes among them; tabs, line ends and other controls, references in schemes and `//host` make it text |
//! | a value in an address | cannot change an author's scheme or host: it is percent-encoded behind the host, a label inside one. A scheme is never put together of both. At the start of an address it may choose the whole of it, and then only `http`, `https` and `mailto` are links |
//! | code | stays text; the language of a fence is one attribute that begins `language-` |
//!
//! What is not promised:
//!
//! - The fragment is for the content of an element that holds blocks (`main`, `div`, `td`). It is *not* escaped for a
//!   script, a style, an attribute, a comment, `<textarea>`, `<title>` or an XML document: do not put it there.
//! - Where a link leads is the author's choice, or the value's that stands for a whole address; a
//!   [`Resolve`](crate::link::Resolve)r can refuse hosts.
//! - Words can lie. A value can say anything, in any letters, but look-alike direction marks.
//! - Pictures of authors load from other hosts, which learn of it; a content security policy can forbid them.
//! - [`fill_html`] trusts that `html` came from here; [`Page::style`], the options above and what a host adds are its own.

mod block;
mod fill;
mod id;
mod inline;
mod marker;
mod page;
mod placeholder;
mod profile;
mod table;
mod tag;

pub use fill::{fill_html, first_pass, unfilled};
pub use page::{Direction, Page};

use std::fmt;

use crate::article::Article;
use crate::error::RenderError;
use crate::limits::Limits;
use crate::link::Resolve;
use crate::metadata::Cloud;
use crate::render::{Labels, escape};
use crate::text::Text;
use crate::tree::{Block, Heading, Parts, Section};
use crate::values::{Missing, Source, Supply};
use id::Ids;
use profile::Profile;

/// Renders HTML. Made once, it renders any number of articles, from many threads.
///
/// ```
/// use selfhelp::Article;
/// use selfhelp::render::html::Html;
/// use selfhelp::values::Values;
///
/// let article = Article::parse_lenient("<properties pageTitle=\"Start\" />\n# Start\nThe machine <!--$vmname-->[vmname]<!--/$vmname--> is off.\n");
/// let values = Values::new().text("vmname", "web<01>");
/// let html = Html::new().values(&values).render(&article)?;
/// assert_eq!(html, "<h1>Start</h1>\n<p>The machine web&lt;01&gt; is off.</p>\n");
/// # Ok::<(), selfhelp::RenderError>(())
/// ```
#[derive(Clone)]
pub struct Html<'a> {
    supply: Supply<'a>,
    limits: Limits,
    cloud: Cloud,
    resolver: Option<&'a (dyn Resolve + Sync)>,
    labels: Labels,
    title: Title,
    profile: Profile<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Title {
    Shown,
    LeftOut,
}

impl<'a> Html<'a> {
    /// A renderer without values: placeholders show their defaults, blades go to the public cloud's portal.
    pub fn new() -> Html<'a> {
        Html {
            supply: Supply::default(),
            limits: Limits::new(),
            cloud: Cloud::Public,
            resolver: None,
            labels: Labels::default(),
            title: Title::Shown,
            profile: Profile::default(),
        }
    }

    /// Takes values for placeholders, and for the variables of blades, from `source`.
    #[must_use]
    pub fn values(mut self, source: &'a (dyn Source + Sync)) -> Html<'a> {
        self.supply.source = Some(source);
        self
    }

    /// Says what to do with a placeholder that has no value.
    #[must_use]
    pub fn missing(mut self, missing: Missing) -> Html<'a> {
        self.supply.missing = missing;
        self
    }

    /// Holds values and output against `limits` instead of the usual ones.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Html<'a> {
        self.supply.limit(&limits);
        self.limits = limits;
        self
    }

    /// Links blades to the portal of `cloud`.
    #[must_use]
    pub fn cloud(mut self, cloud: Cloud) -> Html<'a> {
        self.cloud = cloud;
        self
    }

    /// Asks `resolver` where links go, such as a [`Base`](crate::link::Base) for relative ones.
    #[must_use]
    pub fn resolver(mut self, resolver: &'a (dyn Resolve + Sync)) -> Html<'a> {
        self.resolver = Some(resolver);
        self
    }

    /// Uses other words of its own than the English ones.
    #[must_use]
    pub fn labels(mut self, labels: Labels) -> Html<'a> {
        self.labels = labels;
        self
    }

    /// Leaves out the heading that is the article's title: its first of level 1 that says something (format §1).
    #[must_use]
    pub fn without_title(mut self) -> Html<'a> {
        self.title = Title::LeftOut;
        self
    }

    /// Renders the body of `article`.
    ///
    /// # Errors
    ///
    /// - [`RenderError::MissingValue`] when a placeholder has no value and [`Missing::Fail`] is set;
    /// - [`RenderError::ValueTooLarge`], [`RenderError::ValuesTooLarge`] and [`RenderError::OutputTooLarge`] beyond the
    ///   [`limits`](crate::limits) on values and output.
    pub fn render(&self, article: &Article) -> Result<String, RenderError> {
        let mut writer = self.writer(article.source().len())?;
        if self.title == Title::LeftOut {
            let says = |heading: &&Heading| heading.level == 1 && !heading.content.to_plain().trim().is_empty();
            writer.left_out = article.headings().find(says);
        }
        writer.parts(&article.body)?;
        writer.finish()
    }

    /// Renders some parts, such as those of a section without the section itself.
    ///
    /// # Errors
    ///
    /// As [`Html::render`].
    pub fn render_parts(&self, parts: &Parts) -> Result<String, RenderError> {
        let mut writer = self.writer(0)?;
        writer.parts(parts)?;
        writer.finish()
    }

    /// Renders one section.
    ///
    /// # Errors
    ///
    /// As [`Html::render`].
    pub fn render_section(&self, section: &Section) -> Result<String, RenderError> {
        let mut writer = self.writer(self.limits.source_at(section.span))?;
        writer.section(section)?;
        writer.finish()
    }

    /// Renders one block.
    ///
    /// # Errors
    ///
    /// As [`Html::render`].
    pub fn render_block(&self, block: &Block) -> Result<String, RenderError> {
        let mut writer = self.writer(self.limits.source_at(block.span()))?;
        writer.block(block)?;
        writer.finish()
    }

    /// Renders the body of `article` into `out`, nothing of it when rendering fails.
    ///
    /// # Errors
    ///
    /// As [`Html::render`], and [`RenderError::Write`] when `out` refuses to take the text.
    pub fn write(&self, article: &Article, out: &mut impl fmt::Write) -> Result<(), RenderError> {
        Ok(out.write_str(&self.render(article)?)?)
    }

    fn writer(&self, source_len: usize) -> Result<Writer<'_>, RenderError> {
        self.supply.check()?;
        Ok(Writer::new(self, source_len, self.limits.output_for(source_len)))
    }

    fn shows_title(&self) -> bool {
        self.title == Title::Shown
    }
}

impl Default for Html<'_> {
    fn default() -> Self {
        Html::new()
    }
}

impl fmt::Debug for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Html")
            .field("values", &self.supply.source.is_some())
            .field("missing", &self.supply.missing)
            .field("cloud", &self.cloud)
            .field("resolver", &self.resolver.is_some())
            .field("labels", &self.labels)
            .field("title", &self.title)
            .field("profile", &self.profile)
            .finish()
    }
}

/// How many bytes a text has that may alone make an output too long.
const LONG: usize = 1 << 10;

/// How many bytes of text are written at once.
const PIECE: usize = 64 << 10;

/// How long the first piece of `text` is: it ends between characters, and not inside `\r\n`.
fn piece_len(text: &str) -> usize {
    let ends = |&at: &usize| text.is_char_boundary(at) && text.as_bytes()[at - 1] != b'\r';
    (PIECE..text.len()).find(ends).unwrap_or(text.len())
}

/// Writes one piece of a tree. The stack grows with the depth of the tree, which is bounded.
struct Writer<'a> {
    html: &'a Html<'a>,
    /// Where values come from, unless this is inside one.
    supply: Supply<'a>,
    out: String,
    /// Most bytes of output.
    most: usize,
    /// The heading that is left out.
    left_out: Option<&'a Heading>,
    /// The ids of headings so far.
    ids: Ids,
    /// Inside a link, where no other can begin.
    in_link: bool,
    /// Inside a heading, whose HTML is one line.
    in_heading: bool,
    /// Inside a Markdown value, where placeholders show their defaults.
    in_value: bool,
    /// How many values were written where blocks can stand, which may be none.
    block_values: usize,
    /// Where the last value or marker among words ends.
    value_end: usize,
    /// The names of the markers around what is being written.
    open_markers: Vec<Text>,
    /// The values and markers among words since the last paragraph, where markers are left.
    slots: Vec<Slot>,
}

/// Where a value or a marker was written.
struct Slot {
    start: usize,
    end: usize,
    is_marker: bool,
}

impl<'a> Writer<'a> {
    fn new(html: &'a Html<'a>, source_len: usize, most: usize) -> Writer<'a> {
        let out = String::with_capacity(source_len + source_len / 4 + 64);
        Writer {
            html,
            supply: Supply { output_bytes: most, ..html.supply },
            out,
            most,
            left_out: None,
            ids: Ids::default(),
            in_link: false,
            in_heading: false,
            in_value: false,
            block_values: 0,
            value_end: 0,
            open_markers: Vec::new(),
            slots: Vec::new(),
        }
    }

    /// Fails where the output is beyond its limit. Whatever can be long looks here, so that not much more is ever held.
    #[inline]
    fn check(&self) -> Result<(), RenderError> {
        if self.out.len() > self.most { Err(RenderError::OutputTooLarge { limit: self.most }) } else { Ok(()) }
    }

    /// Writes an author's text. A long one, as only a deserialised tree can have beside a short source, ends soon after the
    /// output is beyond its limit.
    #[inline]
    fn push_text(&mut self, text: &str) {
        match text.len() < LONG {
            true => escape::push_text(&mut self.out, text),
            false => self.push_long_text(text),
        }
    }

    #[cold]
    fn push_long_text(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() && self.out.len() <= self.most {
            let piece;
            (piece, rest) = rest.split_at(piece_len(rest));
            escape::push_text(&mut self.out, piece);
        }
    }

    fn finish(self) -> Result<String, RenderError> {
        self.check()?;
        Ok(self.out)
    }

    /// Begins a line, unless one has just begun.
    fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Takes spaces and line ends from the end of the output, back to `start` at most.
    #[inline]
    fn trim_end(&mut self, start: usize) {
        if self.out.as_bytes().last().is_some_and(u8::is_ascii_whitespace) {
            let kept = self.out.get(start..).map_or(0, |written| written.trim_ascii_end().len());
            self.out.truncate(start + kept);
        }
    }
}

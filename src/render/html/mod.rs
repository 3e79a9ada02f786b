//! HTML: a fragment that is safe in any page.
//!
//! [`Html`] renders an article, a section or a block; [`Page`] makes a whole page of it, for a preview; [`fill_html`]
//! puts values into the markers that [`Missing::Marker`] leaves.
//!
//! The output holds the elements of the tree and no others: the author's HTML is translated when an article is parsed,
//! never passed through. There is no script, no style, no event attribute, no id and no comment (but the markers asked
//! for) in it. Text is escaped for where it lands; links go to `http:`, `https:` and `mailto:` only, and what cannot be
//! linked stays as its text. Control characters show as U+FFFD, in values bidi controls too.
//!
//! | node | HTML |
//! |---|---|
//! | section | `<section class="issue-description">`; a titled one begins with its title as `<h2>`; an empty one is nothing |
//! | note (`> [!NOTE]`) | `<aside class="note" role="note">`, its word in `<p class="note-title">` |
//! | table | `<th scope="col">` in heads, `class="align-right"` on aligned cells |
//! | code | `<pre><code class="language-json">` |
//! | component, payload | its source, its indented JSON, as code |
//! | button link | `<a href="…" class="button">` |
//! | blade without address | `<span data-blade="…">` |
//! | author's note | nothing |

mod block;
mod fill;
mod inline;
mod page;
mod placeholder;
mod table;

pub use fill::fill_html;
pub use page::{Direction, Page};

use std::fmt;

use crate::article::Article;
use crate::error::RenderError;
use crate::limits::Limits;
use crate::link::Resolve;
use crate::metadata::Cloud;
use crate::render::Labels;
use crate::tree::{Block, Heading, Parts, Section};
use crate::values::{Missing, Source, Supply};

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
}

#[derive(Clone, Copy, PartialEq)]
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
        let mut writer = self.writer(0)?;
        writer.section(section)?;
        writer.finish()
    }

    /// Renders one block.
    ///
    /// # Errors
    ///
    /// As [`Html::render`].
    pub fn render_block(&self, block: &Block) -> Result<String, RenderError> {
        let mut writer = self.writer(0)?;
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
        let mut writer = Writer::new(self, source_len);
        writer.most = self.limits.output_for(source_len);
        Ok(writer)
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
            .finish_non_exhaustive()
    }
}

/// Writes one piece of a tree. The stack grows with the depth of the tree, which is bounded.
struct Writer<'a> {
    html: &'a Html<'a>,
    out: String,
    /// Most bytes of output.
    most: usize,
    /// The heading that is left out.
    left_out: Option<&'a Heading>,
    /// Inside a link, where no other can begin.
    in_link: bool,
    /// Inside a heading, whose HTML is one line.
    in_heading: bool,
    /// Inside a Markdown value, where placeholders show their defaults.
    in_value: bool,
}

impl<'a> Writer<'a> {
    fn new(html: &'a Html<'a>, source_len: usize) -> Writer<'a> {
        let out = String::with_capacity(source_len + source_len / 4 + 64);
        Writer { html, out, most: usize::MAX, left_out: None, in_link: false, in_heading: false, in_value: false }
    }

    /// Fails where the output is beyond its limit.
    fn check(&self) -> Result<(), RenderError> {
        if self.out.len() > self.most { Err(RenderError::OutputTooLarge { limit: self.most }) } else { Ok(()) }
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
    fn trim_end(&mut self, start: usize) {
        let kept = self.out.trim_ascii_end().len();
        self.out.truncate(kept.max(start));
    }
}

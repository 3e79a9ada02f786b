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
mod id;
mod inline;
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
use crate::link::Resolve;
use crate::metadata::Cloud;
use crate::render::Labels;
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
    /// [`RenderError::MissingValue`] when a placeholder has no value and [`Missing::Fail`] is set.
    pub fn render(&self, article: &Article) -> Result<String, RenderError> {
        let mut writer = Writer::new(self, article.source().len());
        if self.title == Title::LeftOut {
            let says = |heading: &&Heading| heading.level == 1 && !heading.content.to_plain().trim().is_empty();
            writer.left_out = article.headings().find(says);
        }
        writer.parts(&article.body)?;
        Ok(writer.out)
    }

    /// Renders some parts, such as those of a section without the section itself.
    ///
    /// # Errors
    ///
    /// As [`Html::render`].
    pub fn render_parts(&self, parts: &Parts) -> Result<String, RenderError> {
        let mut writer = Writer::new(self, 256);
        writer.parts(parts)?;
        Ok(writer.out)
    }

    /// Renders one section.
    ///
    /// # Errors
    ///
    /// As [`Html::render`].
    pub fn render_section(&self, section: &Section) -> Result<String, RenderError> {
        let mut writer = Writer::new(self, 256);
        writer.section(section)?;
        Ok(writer.out)
    }

    /// Renders one block.
    ///
    /// # Errors
    ///
    /// As [`Html::render`].
    pub fn render_block(&self, block: &Block) -> Result<String, RenderError> {
        let mut writer = Writer::new(self, 256);
        writer.block(block)?;
        Ok(writer.out)
    }

    /// Renders the body of `article` into `out`, nothing of it when rendering fails.
    ///
    /// # Errors
    ///
    /// As [`Html::render`], and [`RenderError::Write`] when `out` refuses to take the text.
    pub fn write(&self, article: &Article, out: &mut impl fmt::Write) -> Result<(), RenderError> {
        Ok(out.write_str(&self.render(article)?)?)
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

/// Writes one piece of a tree. The stack grows with the depth of the tree, which is bounded.
struct Writer<'a> {
    html: &'a Html<'a>,
    out: String,
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
}

impl<'a> Writer<'a> {
    fn new(html: &'a Html<'a>, source_len: usize) -> Writer<'a> {
        let out = String::with_capacity(source_len + source_len / 4 + 64);
        Writer { html, out, left_out: None, ids: Ids::default(), in_link: false, in_heading: false, in_value: false }
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

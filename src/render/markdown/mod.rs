//! Markdown for ticket systems, chats and language models.
//!
//! [`Markdown`] renders an article, a section or a block as CommonMark with the tables and strikethrough of GFM: values are in
//! place, portal links lead to the portal, and there is no HTML but `<br>` in cells of tables. Every block of text is one line.
//!
//! | node | Markdown |
//! |---|---|
//! | section | its content; a titled one under its title at level 2 |
//! | note | `> [!NOTE]`, or `> **Note**` where [`Markdown::named_notes`] asks for it |
//! | list | `-` or `1.`; one right after another has `*` or `1)`; an item with a number of its own begins one |
//! | numbering with letters | numbers |
//! | code | between fences, longer than any in it; the marker of a placeholder in a value would be one again, if an article were made of it |
//! | table | with pipes; the head is empty where there is none, as are cells that others reach over |
//! | definition list | terms are bold, descriptions a list |
//! | details | the summary is bold |
//! | bold, emphasis, strikethrough | `**`, `*` or `_`, `~~`; a letter beside them is a reference (`&#x4E2D;`) where CommonMark would read none there |
//! | underline, keys | their text |
//! | superscript | `x^2` |
//! | link | `[guide](https://example.com)`, `<https://example.com>` where its text is its address, in letters of any script |
//! | portal link | as any link; with the name of the page after it where a variable is missing or the cloud has no portal |
//! | code span | between backticks; text where such a marker is in it |
//! | image | `![words](https://example.com/a.png)`, if its address is `https` and all its author's; else its alternative text |
//! | component | a sentence, or links |
//! | form | numbered questions, `( )` and `[ ]` before what can be chosen |
//! | recommendation, topics, menu | as paragraphs and lists |
//! | payload of no known kind | its indented JSON as code |
//! | author's comment | nothing |
//!
//! Text is escaped, so that no value makes markup or a link. Control characters show as U+FFFD, in values bidi controls too.

mod block;
mod escape;
mod flat;
mod inline;
mod payload;
mod run;
mod table;
mod visible;
mod writer;

use crate::article::Article;
use crate::error::RenderError;
use crate::render::core::{Root, Scope, Settings, UNLIMITED, rendering, shared_setters};
use writer::Writer;

/// Renders Markdown. Made once, it renders any number of articles, from many threads.
///
/// ```
/// use selfhelp::Article;
/// use selfhelp::render::markdown::Markdown;
/// use selfhelp::values::Values;
///
/// let article = Article::parse_lenient(
///     "<properties />\n# Start\n<b>Stop</b> <!--$vmname-->[vmname]<!--/$vmname-->,\nthen wait.\n",
/// );
/// let values = Values::new().text("vmname", "*web*<01>");
/// assert_eq!(
///     Markdown::new().values(&values).render(&article)?,
///     "# Start\n\n**Stop** \\*web\\*<01>, then wait.\n",
/// );
/// # Ok::<(), selfhelp::RenderError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Markdown<'a> {
    notes: Notes,
    settings: Settings<'a>,
}

/// By what a note differs from a quote.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Notes {
    /// By the marker of GitHub.
    #[default]
    Marked,
    /// By its name in bold.
    Named,
}

impl<'a> Markdown<'a> {
    /// A renderer without values: placeholders show their defaults, blades go to the public cloud's portal.
    pub fn new() -> Markdown<'a> {
        Markdown { notes: Notes::default(), settings: Settings::new() }
    }

    /// Begins notes with their names, `> **Note**`: chats such as Slack, and other readers that know CommonMark but not the notes of
    /// GitHub, show `[!NOTE]` as it is.
    ///
    /// ```
    /// use selfhelp::Article;
    /// use selfhelp::render::markdown::Markdown;
    ///
    /// let article = Article::parse_lenient("<properties />\n> [!TIP]\n> Stop it first.\n");
    /// assert_eq!(article.to_markdown(), "> [!TIP]\n> Stop it first.\n");
    /// assert_eq!(Markdown::new().named_notes().render(&article)?, "> **Tip**\n>\n> Stop it first.\n");
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn named_notes(mut self) -> Markdown<'a> {
        self.notes = Notes::Named;
        self
    }
}

rendering!(Markdown in "markdown");
shared_setters!(Markdown);

impl Markdown<'_> {
    fn render_root(&self, root: Root<'_>) -> Result<String, RenderError> {
        let scope = Scope::new(&self.settings, root)?;
        let mut writer = Writer::new(scope, self.notes, root.source_len(&self.settings.limits));
        match root {
            Root::Article(article) => block::parts(&mut writer, &article.body),
            Root::Parts(parts) => block::parts(&mut writer, parts),
            Root::Section(section) => block::section(&mut writer, section),
            Root::Block(block) => block::block(&mut writer, block),
        }?;
        writer.finish()
    }
}

impl Default for Markdown<'_> {
    fn default() -> Self {
        Markdown::new()
    }
}

impl Article {
    /// The body as CommonMark, placeholders showing their defaults; see [`Markdown`](crate::render::markdown::Markdown) for
    /// values and everything else.
    pub fn to_markdown(&self) -> String {
        let mut markdown = Markdown::new();
        markdown.settings.set_limits(UNLIMITED);
        // Without values nothing can be missing.
        markdown.render(self).unwrap_or_default()
    }
}

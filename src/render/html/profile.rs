//! What a portal can ask of the HTML besides the default.

use std::borrow::Cow;

use super::Html;
use super::levels::Levels;
use super::mail::Medium;
use crate::render::core::Outline;
use crate::tree::AlertKind;

/// The choices of a host, all off by default.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile<'a> {
    pub(super) heading_shift: u8,
    pub(super) heading_ids: Option<Cow<'a, str>>,
    pub(super) outline: Option<&'a Outline>,
    pub(super) class_prefix: Cow<'a, str>,
    pub(super) outside_rel: Option<Cow<'a, str>>,
    pub(super) outside_target: Option<Cow<'a, str>>,
    pub(super) placeholder_spans: bool,
    pub(super) spans: bool,
    pub(super) keyboard_scrolling: bool,
    pub(super) pictures: Pictures,
    pub(super) alerts: Alerts,
    pub(super) medium: Medium,
    /// The levels of headings before the first, where none is to be skipped.
    pub(super) levels: Option<Levels>,
    pub(super) in_page_links: bool,
    pub(super) buttons: Buttons,
    /// Whether links that show their address have a class, which a page needs where it prints the others' addresses.
    pub(super) marks_addresses: bool,
}

/// Which links to buttons look like such.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Buttons {
    #[default]
    All,
    /// Those in a block of nothing else.
    Lone,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Pictures {
    #[default]
    Shown,
    LeftOut,
}

/// Whose class names notes have.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Alerts {
    #[default]
    Own,
    GitHub,
}

impl Alerts {
    /// The classes of a note, and of its title.
    pub(super) fn classes(self, kind: AlertKind) -> (&'static str, &'static str) {
        match (self, kind) {
            (Alerts::Own, AlertKind::Note) => ("note", "note-title"),
            (Alerts::Own, AlertKind::Tip) => ("note tip", "note-title"),
            (Alerts::Own, AlertKind::Important) => ("note important", "note-title"),
            (Alerts::Own, AlertKind::Warning) => ("note warning", "note-title"),
            (Alerts::Own, AlertKind::Caution) => ("note caution", "note-title"),
            (Alerts::GitHub, AlertKind::Note) => ("markdown-alert markdown-alert-note", GITHUB_TITLE),
            (Alerts::GitHub, AlertKind::Tip) => ("markdown-alert markdown-alert-tip", GITHUB_TITLE),
            (Alerts::GitHub, AlertKind::Important) => ("markdown-alert markdown-alert-important", GITHUB_TITLE),
            (Alerts::GitHub, AlertKind::Warning) => ("markdown-alert markdown-alert-warning", GITHUB_TITLE),
            (Alerts::GitHub, AlertKind::Caution) => ("markdown-alert markdown-alert-caution", GITHUB_TITLE),
        }
    }
}

const GITHUB_TITLE: &str = "markdown-alert-title";

impl Profile<'_> {
    pub(super) fn shows_pictures(&self) -> bool {
        self.pictures == Pictures::Shown
    }
}

/// What a portal can ask for.
impl<'a> Html<'a> {
    /// Moves headings down by `levels`, to level 6 at most, where the article is below headings of the host.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html};
    ///
    /// let article = Article::parse_lenient("<properties />\n# Disks\n\n## Steps\n\n###### Notes\n");
    /// let html = Html::new().heading_shift(2).render(&article)?;
    /// assert_eq!(html, "<h3>Disks</h3>\n<h4>Steps</h4>\n<h6>Notes</h6>\n");
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn heading_shift(mut self, levels: u8) -> Html<'a> {
        self.profile.heading_shift = levels;
        self
    }

    /// Gives every heading an id: `prefix`, a hyphen, and the text of the heading.
    ///
    /// Ids are unique in what is rendered at once, and the same whatever the values are: a placeholder counts as its
    /// default. In an article they are those of its [outline](crate::Article::outline), whatever else is asked for; a piece of
    /// it has them with [`Html::outline`]. The hyphen keeps them apart from the names that scripts look for in a document. Choose a prefix for every
    /// article on a page, and none that other ids of the page begin with; an empty one counts as `article`, and spaces in
    /// one as hyphens.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html};
    ///
    /// let article = Article::parse_lenient("<properties />\n## Next **steps**\n\n## Next steps\n");
    /// let html = Html::new().heading_ids("disks").render(&article)?;
    /// assert_eq!(
    ///     html,
    ///     "<h2 id=\"disks-next-steps\">Next <strong>steps</strong></h2>\n<h2 id=\"disks-next-steps-2\">Next steps</h2>\n",
    /// );
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    ///
    /// An author's link to `#next-steps` stays text, as it does without ids, unless [`in_page_links`](Html::in_page_links)
    /// makes it a link.
    #[must_use]
    pub fn heading_ids(mut self, prefix: impl Into<Cow<'a, str>>) -> Html<'a> {
        let prefix = prefix.into();
        self.profile.heading_ids = Some(match prefix.trim() {
            "" => "article".into(),
            _ if prefix.contains(char::is_whitespace) => prefix.replace(char::is_whitespace, "-").into(),
            _ => prefix,
        });
        self
    }

    /// Makes links to headings of the article, `[below](#next-steps)`, links to their [ids](Html::heading_ids), without which
    /// there are none. They may be written as ids are after their prefix, or in any other way that has the same letters and
    /// digits: `#Next-Steps`, `#next%20steps`. A link to no heading stays text, as does one with a placeholder in its target; a
    /// [resolver](Html::resolver) is asked for those only. Links of Markdown values stay text too, as a second pass knows no
    /// headings; what is not an entire article has links only with its [outline](Html::outline).
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html};
    ///
    /// let article = Article::parse_lenient("See [below](#steps), not [above](#start).\n\n## Steps\n");
    /// let html = Html::new().heading_ids("disks").in_page_links().render(&article)?;
    /// assert_eq!(
    ///     html,
    ///     "<p>See <a href=\"#disks-steps\">below</a>, not above.</p>\n<h2 id=\"disks-steps\">Steps</h2>\n",
    /// );
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn in_page_links(mut self) -> Html<'a> {
        self.profile.in_page_links = true;
        self
    }

    /// Shows headings without skipping levels: `# Disks`, `### Steps` are `<h1>`, `<h2>`. What follows moves with
    /// them, so that headings of equal level stay equal below the same heading. Headings of Markdown values keep their levels,
    /// as does a heading without one above it: it may be below headings of the host. A
    /// [title that is left out](Html::without_title) counts as shown.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html};
    ///
    /// let article = Article::parse_lenient("# Disks\n\n### Steps\n\n#### Detach\n\n### Notes\n");
    /// let html = Html::new().without_skipped_levels().render(&article)?;
    /// assert_eq!(html, "<h1>Disks</h1>\n<h2>Steps</h2>\n<h3>Detach</h3>\n<h2>Notes</h2>\n");
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn without_skipped_levels(mut self) -> Html<'a> {
        self.profile.levels = Some(Levels::default());
        self
    }

    /// Gives the class `button` only to links that are alone in their block, or beside other buttons. In a sentence, a link
    /// that its author made a button then is a link as any other.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html};
    ///
    /// let article = Article::parse_lenient(
    ///     "Then [start](button-link:https://example.com) it.\n\n[Start](button-link:https://example.com)\n",
    /// );
    /// let html = Html::new().lone_buttons().render(&article)?;
    /// assert_eq!(
    ///     html,
    ///     "<p>Then <a href=\"https://example.com\">start</a> it.</p>\n\
    ///      <p><a href=\"https://example.com\" class=\"button\">Start</a></p>\n",
    /// );
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn lone_buttons(mut self) -> Html<'a> {
        self.profile.buttons = Buttons::Lone;
        self
    }

    /// Takes the [ids](Html::heading_ids) of headings from the outline of their article, so that a piece of it, such as one
    /// section, has those that all of it has.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html};
    ///
    /// let article = Article::parse_lenient("<properties />\n## Steps\n\n## Steps\n");
    /// let outline = article.outline();
    /// let html = Html::new().heading_ids("disks").outline(&outline);
    /// let pieces: Result<Vec<_>, _> = article.body.iter().map(|part| html.render_parts(&[part.clone()].into_iter().collect())).collect();
    /// assert_eq!(pieces?, ["<h2 id=\"disks-steps\">Steps</h2>\n", "<h2 id=\"disks-steps-2\">Steps</h2>\n"]);
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn outline(mut self, outline: &'a Outline) -> Html<'a> {
        self.profile.outline = Some(outline);
        self
    }

    /// Puts `prefix` before every class, so that none meets a class of the host. `language-…` on code stays: highlighters
    /// look for it.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html};
    ///
    /// let article = Article::parse_lenient("<properties />\n> [!TIP]\n> Stop it first.\n");
    /// let html = Html::new().class_prefix("help-").render(&article)?;
    /// assert_eq!(
    ///     html,
    ///     "<aside class=\"help-note help-tip\" role=\"note\">\n<p class=\"help-note-title\"><strong>Tip</strong></p>\n<p>Stop it first.</p>\n</aside>\n",
    /// );
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn class_prefix(mut self, prefix: impl Into<Cow<'a, str>>) -> Html<'a> {
        self.profile.class_prefix = prefix.into();
        self
    }

    /// Gives notes the class names that GitHub has for them, for a host whose style sheet is made for those.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html};
    ///
    /// let article = Article::parse_lenient("<properties />\n> [!TIP]\n> Stop it first.\n");
    /// let html = Html::new().github_alerts().render(&article)?;
    /// assert_eq!(
    ///     html,
    ///     "<aside class=\"markdown-alert markdown-alert-tip\" role=\"note\">\n\
    ///      <p class=\"markdown-alert-title\"><strong>Tip</strong></p>\n<p>Stop it first.</p>\n</aside>\n",
    /// );
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn github_alerts(mut self) -> Html<'a> {
        self.profile.alerts = Alerts::GitHub;
        self
    }

    /// Sets `rel` on links that lead outside: to web addresses other than the portal's own.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html};
    ///
    /// let article = Article::parse_lenient("<properties />\n[Guide](https://example.com) [Images](data-blade:Fabrikam.Images)\n");
    /// let html = Html::new().outside_rel("external nofollow").render(&article)?;
    /// assert_eq!(
    ///     html,
    ///     "<p><a href=\"https://example.com\" rel=\"external nofollow\">Guide</a> \
    ///      <a href=\"https://portal.azure.com/#blade/Fabrikam/Images\">Images</a></p>\n",
    /// );
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn outside_rel(mut self, rel: impl Into<Cow<'a, str>>) -> Html<'a> {
        self.profile.outside_rel = Some(rel.into());
        self
    }

    /// Sets `target` on links that lead outside, as for [`outside_rel`](Html::outside_rel); they get
    /// `rel="noopener"` unless that was set.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html};
    ///
    /// let article = Article::parse_lenient("<properties />\n[Guide](https://example.com)\n");
    /// let html = Html::new().outside_target("_blank").render(&article)?;
    /// assert_eq!(html, "<p><a href=\"https://example.com\" rel=\"noopener\" target=\"_blank\">Guide</a></p>\n");
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn outside_target(mut self, target: impl Into<Cow<'a, str>>) -> Html<'a> {
        self.profile.outside_target = Some(target.into());
        self
    }

    /// Puts what shows for a placeholder, a value or its default, in `<span data-placeholder="name">`; the blocks of a
    /// Markdown value in `<div data-placeholder="name">`. In attributes and inside values there are none.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html, values::Values};
    ///
    /// let article = Article::parse_lenient("<properties />\nStart **<!--$vmname-->[vmname]<!--/$vmname-->**.\n");
    /// let values = Values::new().text("vmname", "web-01");
    /// let html = Html::new().values(&values).placeholder_spans().render(&article)?;
    /// assert_eq!(html, "<p>Start <strong><span data-placeholder=\"vmname\">web-01</span></strong>.</p>\n");
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn placeholder_spans(mut self) -> Html<'a> {
        self.profile.placeholder_spans = true;
        self
    }

    /// Records on every element where its node is in [`Article::source`](crate::Article::source), in bytes, so that an
    /// editor can go there from a preview. Nodes that are not in the source, such as those of values, have no such
    /// attribute.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html};
    ///
    /// let article = Article::parse_lenient("<properties />\nStop **it**.\n");
    /// let html = Html::new().source_spans().render(&article)?;
    /// assert_eq!(html, "<p data-span=\"15-27\">Stop <strong data-span=\"20-26\">it</strong>.</p>\n");
    /// assert_eq!(&article.source()[20..26], "**it**");
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn source_spans(mut self) -> Html<'a> {
        self.profile.spans = true;
        self
    }

    /// Shows no pictures, only their alternative texts, so that nothing loads from elsewhere: no server learns who reads the
    /// article, and when.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html};
    ///
    /// let article = Article::parse_lenient("<properties />\nA ![red light](https://example.com/light.png).\n");
    /// let html = Html::new().without_images().render(&article)?;
    /// assert_eq!(html, "<p>A red light.</p>\n");
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn without_images(mut self) -> Html<'a> {
        self.profile.pictures = Pictures::LeftOut;
        self
    }

    /// Lets the keyboard reach code and tables, for style sheets that make them scroll sideways, as that of
    /// [`Page`](super::Page) does.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html};
    ///
    /// let article = Article::parse_lenient("<properties />\n```\nfabctl start\n```\n");
    /// let html = Html::new().keyboard_scrolling().render(&article)?;
    /// assert_eq!(html, "<pre tabindex=\"0\"><code>fabctl start\n</code></pre>\n");
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn keyboard_scrolling(mut self) -> Html<'a> {
        self.profile.keyboard_scrolling = true;
        self
    }
}

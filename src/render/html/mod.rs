//! HTML: a fragment that is safe in any page.
//!
//! [`Html`] renders an article, a section or a block; [`Page`] makes an entire page of it, for a preview; [`fill_html`] and
//! [`Html::fill`] put values into the markers that [`Missing::Marker`](crate::values::Missing::Marker) leaves.
//!
//! | node | HTML |
//! |---|---|
//! | section | `<section class="issue-description">`; a titled one begins with its title as `<h2>`; an empty one is nothing |
//! | heading | one line without attributes; an empty one is nothing |
//! | note (`> [!NOTE]`) | `<aside class="note" role="note">`, its word in `<p class="note-title"><strong>` |
//! | table | `<th scope="col">` in heads, `class="align-right"` on aligned cells |
//! | code | `<pre><code class="language-json">` |
//! | insight, search results | `<p class="insight">`, `<p class="azure-kb">`: a sentence |
//! | metric | `<p class="metric">`: its title |
//! | video, group of videos | `<figure class="video">`, `<ul class="videos">`: links |
//! | other article | `<p class="common-solution">`: a link, where a resolver knows its address |
//! | form | `<form class="questions">`: a `<div>` or `<fieldset class="question">` for each question, its label, `.condition`, `.hint` and `.problem` bound to its field |
//! | recommendation, topics, menu | paragraphs, `<dl>`, lists under headings |
//! | payload of no known kind | its indented JSON as code |
//! | link | begins `<a href="`; one without text shows its address |
//! | button link | `<a href="…" class="button">` |
//! | blade without address | `<span data-blade="…">` |
//! | author's comment | nothing |
//! | picture | `<img>`, if its address is `https` and all its author's; else its alternative text |
//!
//! A host that shows components its own way sets [`Html::components`]. A portal can ask for more: [`heading_shift`](Html::heading_shift), [`heading_ids`](Html::heading_ids), [`in_page_links`](Html::in_page_links),
//! [`class_prefix`](Html::class_prefix), [`github_alerts`](Html::github_alerts), [`outside_rel`](Html::outside_rel), [`outside_target`](Html::outside_target),
//! [`placeholder_spans`](Html::placeholder_spans), [`source_spans`](Html::source_spans) and
//! [`keyboard_scrolling`](Html::keyboard_scrolling); or for less: [`without_images`](Html::without_images),
//! [`without_skipped_levels`](Html::without_skipped_levels), [`lone_buttons`](Html::lone_buttons). For a mail there is [`Html::mail`].
//!
//! # What can be in it
//!
//! These elements, attributes and schemes, whatever authors and values hold. The list is what the tests hold the output
//! against, and may serve for a sanitiser or a content security policy of your own.
//!
#![doc = include_str!("allowed.md")]
//!
//! Addresses that a [`Resolve`](crate::link::Resolve)r gives may also be paths of the page's own host. There are comments
//! only where [`Missing::Marker`](crate::values::Missing::Marker) asked for markers, and their names hold letters, digits, `_`, `.` and spaces; where a
//! paragraph holds several placeholders and nothing else, an empty comment follows each marker.
//!
//! # Threat model
//!
//! Whoever writes an article is trusted to inform, not to write HTML; whoever supplies values is not trusted at all.
//! Nothing that either of them writes runs as a script, loads anything but an `https` picture of an article or of a
//! Markdown value, leads to another scheme than those above, or gives an element an id, a handler, or a name other than
//! that of a field of a form. The tree has no node for raw HTML: the author's HTML is translated when the article is
//! parsed, so there is nothing to filter, and nothing that two parsers could read in two ways. What is promised depends
//! on the context:
//!
//! | context | promise |
//! |---|---|
//! | text: words, headings, cells, notes, labels | stays text. `&` and `<` are escaped as they begin references and tags, `>` as it ends comments, and sections in older parsers. Control characters, which HTML forbids and other programs obey, show as U+FFFD, in values bidi controls too, which could make a value read backwards |
//! | a text value | stays text: its line ends are `<br>`, its blank lines paragraphs where its placeholder is all that a paragraph holds. It is never made a link, and elements, attributes and schemes are those that any other value gives |
//! | a Markdown value | adds nodes of the tree and nothing else: what an article could hold but sections and payloads |
//! | attributes: titles, alternative texts | stay inside their quotes, for which `"` is escaped. All attributes are quoted |
//! | an author's address | is a link with the schemes above only, if it names a host that can be one, without a user before it (`https://portal.azure.com@evil.example/`). Characters that an address cannot hold are percent-encoded, `'` and backslashes among them; tabs, line ends and other controls, references in schemes and `//host` make it text |
//! | a value in an address | cannot change an author's scheme, user, host or port, nor leave a folder: it is percent-encoded after the host, `..` as `--`, and a label inside one; of a mail it is a part of one address, or one line of a field. A scheme, a domain or a percent-encoded character is never put together of both. A host, port or mail address that the author left to it entirely, it chooses; at the start of an address all of it, and then only `http`, `https` and `mailto` are links |
//! | a picture's address | loads without a click, so it is `https` and its author's alone: no value is ever part of one. A picture whose address would hold one is its alternative text |
//! | `data-blade` | is the blade as written, for scripts of a portal. Its `;data-blade-uri:` is there only if neither a value nor a variable can change scheme or host of it, and then values in it are as in any address |
//! | code | stays text; the language of a fence is one attribute that begins `language-` |
//!
//! What is not promised:
//!
//! - The fragment is for the content of an element that holds blocks (`main`, `div`, `td`). It is *not* escaped for a
//!   script, a style, an attribute, a comment, `<textarea>`, `<title>` or an XML document: do not put it there.
//! - Only what a renderer of this module gives is HTML. [`Article::title`], [`Article::summary`],
//!   [`Article::search_chunks`], [`Article::source`], `to_plain` of nodes, the text of [`text`](crate::render::text) and the
//!   messages of diagnostics are text, with `<` and `&` as they come, and with whatever an author wrote: escape it for where
//!   you put it.
//! - Template languages of a host are words like any other: `{{…}}`, `${…}` and `<%…%>` stay as authors and values write
//!   them. Insert the fragment where no template engine reads it: as data of a template, not as a part of it, and in a page
//!   that compiles its own DOM under `ng-non-bindable`, `v-pre` or what is like it there.
//! - Where a link leads is the author's choice, or that of a value in place of an entire address. A
//!   [`Resolve`](crate::link::Resolve)r can refuse hosts: it is asked for every link, with its values in place, and for every
//!   picture that would show. What it answers is held to the schemes, not to hosts.
//! - A value that is part of a link is sent to the author's host when somebody follows the link. One that is part of a host
//!   may be looked up before: some browsers ask for the names of links while a page only shows them.
//! - Words can lie. A value can say anything, in any letters, but look-alike direction marks; a link's text can be another
//!   address than its target. [`Article::check`] finds such texts, hosts of mixed alphabets and direction controls of authors.
//! - A picture, an author's or a Markdown value's, loads from another host, and reveals to it that the page is read,
//!   when, from which network address and with which browser, with the cookies of that host, and unless the page has a
//!   `Referrer-Policy` that forbids it, from which site. [`Html::without_images`], a resolver or a content security
//!   policy (`img-src`) keeps it from loading.
//! - What a host writes for [components](crate::render::RenderComponent) and [payloads](crate::render::RenderPayload) is its
//!   own: it is not escaped but where the host asks for that, and may hold elements, attributes and scripts that are not in
//!   the lists above. What it is given is what an author wrote: escape it with
//!   [`Out::push_text`](crate::render::Out::push_text), and parse addresses with [`Target`](crate::link::Target). It is not
//!   asked for components of Markdown values.
//! - The name of a field is the `id` of its element, so that within its form, where `form.name` finds fields, an author can name
//!   one as a property of forms. Answers are whatever people send: [`validate`](crate::payload::form::ScopingQuestions::validate)
//!   them. [`Form::action`](crate::render::Form::action) is the host's own and not held against the schemes of links.
//! - [`fill_html`] trusts that `html` came from here; [`Page::style`], the options above and what a host adds are its own.

mod block;
mod component;
mod fill;
mod flat;
mod form;
mod inline;
mod levels;
mod mail;
mod marker;
mod page;
mod payload;
#[cfg(feature = "help")]
mod pieces;
mod placeholder;
mod profile;
mod questionnaire;
mod slots;
mod table;
mod writer;

pub use fill::{fill_html, first_pass, unfilled};
pub use page::{Direction, Page};
#[cfg(feature = "help")]
pub(crate) use pieces::{Frame, Piece, PiecesTitle};

use crate::article::Article;
use crate::error::RenderError;
use crate::render::core::{Root, Scope, Settings, UNLIMITED, rendering, shared_setters};
use profile::Profile;
use writer::Writer;

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
#[derive(Clone, Debug)]
pub struct Html<'a> {
    settings: Settings<'a>,
    profile: Profile<'a>,
}

impl<'a> Html<'a> {
    /// A renderer without values: placeholders show their defaults, blades go to the public cloud's portal.
    pub fn new() -> Html<'a> {
        Html { settings: Settings::new(), profile: Profile::default() }
    }
}

rendering!(Html in "html");
shared_setters!(Html);

impl Html<'_> {
    fn render_root(&self, root: Root<'_>) -> Result<String, RenderError> {
        let scope = Scope::new(&self.settings, root)?;
        let mut writer = Writer::new(scope, &self.profile, root.source_len(&self.settings.limits));
        match root {
            Root::Article(article) => block::parts(&mut writer, &article.body),
            Root::Parts(parts) => block::parts(&mut writer, parts),
            Root::Section(section) => block::section(&mut writer, section),
            Root::Block(block) => block::block(&mut writer, block),
        }?;
        writer.finish()
    }
}

impl Default for Html<'_> {
    fn default() -> Self {
        Html::new()
    }
}

impl Article {
    /// The body as an HTML fragment, placeholders showing their defaults; see [`Html`](crate::render::html::Html) for
    /// values and everything else.
    pub fn to_html(&self) -> String {
        let mut html = Html::new();
        html.settings.set_limits(UNLIMITED);
        // Without values nothing can be missing.
        html.render(self).unwrap_or_default()
    }
}

//! [`Outline`]: the headings of an article, with the ids that they have in HTML.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::slug::{Slugs, slug};
use super::{Item, Naming, Root, Scope, Settings, Sheet, Shown, UNLIMITED, section_title, shown};
use crate::article::Article;
use crate::link::percent_decoded;
use crate::payload::Payload;
use crate::span::Span;
use crate::text::one_line;
use crate::tree::{Block, Heading};
use crate::visit::Node;

/// A heading of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OutlineEntry {
    /// Its level, from 1 to 6, as the author wrote it; a titled section has level 2.
    pub level: u8,
    /// Its text on one line, placeholders as their defaults.
    pub text: String,
    /// What its id is after the prefix of [`Html::heading_ids`](crate::render::html::Html::heading_ids) and a hyphen. No two
    /// headings of an article have the same.
    pub id: String,
    /// Its span in [`Article::source`], that of the section if it is the title of one. A heading that the author did not
    /// write, such as “What to do” above the actions of a recommendation, has [`Span::NONE`].
    pub span: Span,
}

/// The headings of an article in document order: see [`Article::outline`].
///
/// [`Html::outline`](crate::render::html::Html::outline) gives them the same ids wherever a piece of the article shows.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    entries: Vec<OutlineEntry>,
    /// Where the headings of this span and these words are, in order.
    indices: HashMap<(Span, String), Vec<usize>>,
    first_at: HashMap<Span, usize>,
    slugs: Slugs,
}

impl Outline {
    /// The id of the heading at `span`, or of the titled section.
    pub fn id_at(&self, span: Span) -> Option<&str> {
        self.entries.get(*self.first_at.get(&span)?).map(|entry| &*entry.id)
    }

    /// The id that `fragment` of a link means: `next-steps`, `Next%20steps`.
    fn id_of(&self, fragment: &str) -> Option<String> {
        let fragment = percent_decoded(fragment).filter(|fragment| !fragment.is_empty())?;
        let written = [slug(&fragment), fragment.into_owned()];
        written.into_iter().rev().find(|id| self.slugs.has(id))
    }

    fn push(&mut self, level: u8, text: &str, span: Span) {
        let wanted = slug(text);
        let id = self.slugs.unique(wanted.clone(), None);
        self.indices.entry((span, wanted)).or_default().push(self.entries.len());
        self.first_at.entry(span).or_insert(self.entries.len());
        let text = one_line(text.into()).into_owned();
        self.entries.push(OutlineEntry { level: level.clamp(1, 6), text, id, span });
    }

    fn heading(&mut self, heading: &Heading) {
        let text = heading.content.to_plain();
        let may_show = || heading.content.nodes().any(|node| matches!(node, Node::Placeholder(_) | Node::Image(_)));
        if !text.trim().is_empty() || may_show() {
            self.push(heading.level, &text, heading.span);
        }
    }

    fn headings_in(&mut self, block: &Block) {
        if let Block::Heading(heading) = block {
            self.heading(heading);
        }
        for node in Node::from(block).descendants() {
            if let Node::Heading(heading) = node {
                self.heading(heading);
            }
        }
    }

    /// The headings that show for a payload.
    fn payload(&mut self, payload: &Payload, scope: &Scope<'_>) {
        match shown(payload, scope, 0, String::push_str) {
            Ok(Shown::Form(form)) => self.form(&mut Sheet::new(&form, *scope, Naming::Label)),
            Ok(Shown::Pieces(pieces)) => {
                pieces.into_iter().for_each(|piece| self.headings_in(&piece.into_block()));
            }
            Ok(Shown::Host(_) | Shown::Code(_)) | Err(_) => {}
        }
    }

    fn form(&mut self, sheet: &mut Sheet<'_>) {
        if let Some(title) = sheet.title() {
            self.headings_in(&title);
        }
        if let Some(card) = sheet.card() {
            if !card.title.is_empty() {
                self.push(2, &card.title.to_plain(), card.span);
            }
            card.description.iter().for_each(|block| self.headings_in(block));
        }
        sheet.introduction().iter().for_each(|block| self.headings_in(block));
        for index in sheet.order() {
            if let Some(Item::Words(words, _)) = sheet.item(index) {
                words.iter().for_each(|block| self.headings_in(block));
            }
        }
    }
}

impl Deref for Outline {
    type Target = [OutlineEntry];

    fn deref(&self) -> &[OutlineEntry] {
        &self.entries
    }
}

impl<'a> IntoIterator for &'a Outline {
    type Item = &'a OutlineEntry;
    type IntoIter = std::slice::Iter<'a, OutlineEntry>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl Article {
    /// The headings in document order, those of titled sections and of payloads among them, each with the id that it has in
    /// HTML.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html};
    ///
    /// let article = Article::parse_lenient("# Disks\n\n:::Section Full disks:::\n### Steps\nDelete a file.\n\n### Steps\n");
    /// let outline = article.outline();
    /// let listed: Vec<_> = outline.iter().map(|entry| (entry.level, &*entry.text, &*entry.id)).collect();
    /// assert_eq!(
    ///     listed,
    ///     [(1, "Disks", "disks"), (2, "Full disks", "full-disks"), (3, "Steps", "steps"), (3, "Steps", "steps-2")]
    /// );
    /// assert!(Html::new().heading_ids("a").render(&article)?.contains("<h3 id=\"a-steps-2\">Steps</h3>"));
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    pub fn outline(&self) -> Outline {
        let mut settings = Settings::new();
        settings.set_limits(UNLIMITED);
        let mut outline = Outline::default();
        let Ok(scope) = Scope::new(&settings, Root::Article(self)) else { return outline };
        for node in self.nodes() {
            match node {
                Node::Heading(heading) => outline.heading(heading),
                Node::Section(section) => {
                    if let Some(title) = section_title(section) {
                        outline.push(2, title, section.span);
                    }
                }
                Node::Payload(payload) => outline.payload(payload, &scope),
                _ => {}
            }
        }
        outline
    }
}

/// The ids of one rendering.
#[derive(Default)]
pub(crate) struct Ids<'o> {
    outline: Option<Cow<'o, Outline>>,
    /// How many were given of those that the outline has for a span and words.
    given: HashMap<(Span, String), usize>,
    slugs: Slugs,
}

impl<'o> Ids<'o> {
    /// The ids of `outline`, or where there is none those of what is rendered.
    pub(crate) fn new(outline: Option<&'o Outline>, root: Root<'_>) -> Ids<'o> {
        let outline = match (outline, root) {
            (Some(outline), _) => Some(Cow::Borrowed(outline)),
            (None, Root::Article(article)) => Some(Cow::Owned(article.outline())),
            (None, _) => None,
        };
        Ids { outline, ..Ids::default() }
    }

    /// The id of the heading that `fragment` of a link means.
    pub(crate) fn of(&self, fragment: &str) -> Option<String> {
        self.outline.as_ref()?.id_of(fragment)
    }

    /// The id of the next heading at `span` with `text`: that of the outline, or one of its own.
    pub(crate) fn next(&mut self, span: Span, text: &str) -> String {
        let key = (span, slug(text));
        let outline = self.outline.as_deref();
        if let Some((outline, listed)) = outline.and_then(|outline| Some((outline, outline.indices.get(&key)?))) {
            let given = self.given.entry(key.clone()).or_default();
            if let Some(entry) = listed.get(*given).and_then(|&index| outline.entries.get(index)) {
                *given += 1;
                return entry.id.clone();
            }
        }
        self.slugs.unique(key.1, outline.map(|outline| &outline.slugs))
    }
}

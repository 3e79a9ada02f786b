//! [`Article`]: a parsed article and what can be asked of it.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::component::{Component, Video};
use crate::diagnostic::Diagnostic;
use crate::encoding::Encoding;
use crate::link::Target;
use crate::metadata::{Metadata, Property, PropertySpan};
use crate::parse::Parsed;
use crate::payload::Payload;
use crate::source::without_comments;
use crate::span::{LineIndex, Position, Span};
use crate::text::Shared;
use crate::text::one_line;
use crate::tree::{Blocks, Definition, Heading, Image, Link, Part, Parts, Placeholder, Section, SectionKind, Template};
use crate::visit::{Node, Nodes};

/// A parsed article: typed metadata, the tree of its body, and the parser's diagnostics.
///
/// # Serialised form
///
/// An article serialises into any self-describing format, such as JSON, and deserialises to an equal article, even if
/// its tree was edited. Unknown fields are ignored, unknown diagnostic codes are kept, and spans are not checked against
/// the source. How deep a tree may be is left to the format: `serde_json` refuses more than 128 levels, which is enough
/// for every parsed article. If a format has no such limit, bound the input: trees are walked and dropped by recursion.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Article {
    /// The typed metadata of the header.
    ///
    /// Changing it changes what is rendered, found and serialised, not the source: [`edit`](Article::edit) does that.
    pub metadata: Metadata,
    /// The tree of the body.
    ///
    /// Changing it changes what is rendered and serialised, not the source: [`edit`](Article::edit) does that.
    pub body: Parts,
    #[serde(default)]
    header: Span,
    #[serde(default)]
    properties: Vec<PropertySpan>,
    #[serde(default)]
    definitions: Vec<Definition>,
    #[serde(default)]
    diagnostics: Vec<Diagnostic>,
    #[serde(deserialize_with = "shared_source")]
    source: Shared,
    #[serde(default)]
    encoding: Encoding,
}

impl Article {
    pub(crate) fn new(parsed: Parsed, encoding: Encoding) -> Article {
        let Parsed { source, header, properties, metadata, body, definitions, diagnostics } = parsed;
        Article { metadata, body, header, properties, definitions, diagnostics, source, encoding }
    }

    /// The text of the article as decoded, byte order mark included. All spans are in bytes of it.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// How the bytes of the file were text: UTF-8 for an article that was parsed from text.
    ///
    /// ```
    /// use selfhelp::{Article, Encoding};
    ///
    /// let article = Article::parse_bytes(b"<properties pageTitle=\"Gr\xF6\xDFe\" />\n")?;
    /// assert_eq!(article.encoding(), Encoding::Windows1252);
    /// # Ok::<(), selfhelp::ParseError>(())
    /// ```
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Where the header is, from `<properties` to `/>`; `None` if there is none.
    ///
    /// ```
    /// use selfhelp::Article;
    ///
    /// let article = Article::parse("<!-- note -->\n<properties pageTitle=\"Disks\" />\n# Disks\n")?;
    /// let header = article.header_span().map(|header| &article.source()[header.range()]);
    /// assert_eq!(header, Some("<properties pageTitle=\"Disks\" />"));
    /// # Ok::<(), selfhelp::ParseError>(())
    /// ```
    pub fn header_span(&self) -> Option<Span> {
        Some(self.header).filter(|header| !header.is_none())
    }

    /// The properties of the header as written, in order, unknown and repeated ones included.
    pub fn properties(&self) -> impl ExactSizeIterator<Item = Property<'_>> {
        self.properties.iter().map(|span| span.read(&self.source))
    }

    /// The link reference definitions, in order.
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// What the parser recovered from or warns about, in document order.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The title: the text of the first heading of level 1, else that of the form or recommendation that is the payload,
    /// else the header's `pageTitle` (format §1).
    ///
    /// Placeholders show as their defaults; [`Html::title`](crate::render::html::Html::title) and
    /// [`PlainText::title`](crate::render::text::PlainText::title) fill in values. The title is a single line: line ends
    /// become spaces, other control characters U+FFFD.
    ///
    /// ```
    /// use selfhelp::Article;
    ///
    /// let article = Article::parse("<properties pageTitle=\"Disks\" />\n# A **full** disk\n")?;
    /// assert_eq!(article.title().as_deref(), Some("A full disk"));
    /// # Ok::<(), selfhelp::ParseError>(())
    /// ```
    pub fn title(&self) -> Option<Cow<'_, str>> {
        let heading = self.title_heading().map(|heading| one_line(heading.content.to_plain()));
        heading.or_else(|| self.title_beside_headings())
    }

    /// The title where no heading is one: that of the payload, else of the header.
    pub(crate) fn title_beside_headings(&self) -> Option<Cow<'_, str>> {
        let own = || {
            let model = self.payload()?.model_of(self.metadata.self_help_type.as_ref());
            Some(Cow::Owned(without_comments(model.title()?).trim().to_owned()))
        };
        let header = || match without_comments(self.metadata.page_title.as_deref()?) {
            Cow::Owned(title) => Some(Cow::Owned(title.trim().to_owned())),
            whole => Some(whole),
        };
        let is_title = |title: &Cow<'_, str>| !title.trim().is_empty();
        own().filter(is_title).or_else(|| header().filter(is_title)).map(one_line)
    }

    /// The heading that is the title: the first of level 1 that is not empty.
    pub(crate) fn title_heading(&self) -> Option<&Heading> {
        title_heading(&self.body)
    }

    /// All nodes of the body in document order, a node before its content.
    pub fn nodes(&self) -> Nodes<'_> {
        self.body.nodes()
    }

    /// The headings in document order, at any depth, with [`Heading::level`] and [`Heading::span`].
    ///
    /// Titles of `:::Section title:::` are not among them: they are [`Section::title`], and show as headings of level 2.
    /// [`Article::outline`] has both.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.nodes().filter_map(|node| match node {
            Node::Heading(heading) => Some(heading),
            _ => None,
        })
    }

    /// The sections in document order, a section before those inside it.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        self.nodes().filter_map(|node| match node {
            Node::Section(section) => Some(section),
            _ => None,
        })
    }

    /// The first section of this kind, at any depth.
    ///
    /// ```
    /// use selfhelp::{Article, render::html::Html, tree::SectionKind};
    ///
    /// let article = Article::parse_lenient(
    ///     "<properties />\n# Disks\n<!--issueDescription-->\nA disk is full.\n<!--/issueDescription-->\n",
    /// );
    /// let section = article.section(SectionKind::IssueDescription).ok_or("no issue description")?;
    /// assert_eq!(Html::new().render_parts(&section.parts)?, "<p>A disk is full.</p>\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn section(&self, kind: SectionKind) -> Option<&Section> {
        self.sections().find(|section| section.kind == kind)
    }

    /// The links in document order, bare addresses included. A video is one, to its address and with its title, and so is a
    /// link in the field of a payload, at the position of that field: these are not nodes of the tree, which is why links
    /// come as [`Cow`].
    ///
    /// ```
    /// use selfhelp::Article;
    ///
    /// let article = Article::parse_lenient(
    ///     "<properties />\nSee [the guide](https://example.com/guide).\n\n\
    ///      <video><src>https://example.com/watch</src></video>\n",
    /// );
    /// let targets: Vec<_> = article.links().map(|link| link.target.to_plain().into_owned()).collect();
    /// assert_eq!(targets, ["https://example.com/guide", "https://example.com/watch"]);
    /// ```
    pub fn links(&self) -> impl Iterator<Item = Cow<'_, Link>> {
        self.links_with(|payload| Cow::Owned(self.said_by(payload)))
    }

    /// As [`Article::links`], where `said` gives what a payload says.
    pub(crate) fn links_with<'s, 'f>(
        &'s self,
        said: impl Fn(&Payload) -> Cow<'f, Blocks>,
    ) -> impl Iterator<Item = Cow<'s, Link>> {
        fn link<'n>(node: Node<'n>) -> Option<&'n Link> {
            if let Node::Link(link) = node { Some(link) } else { None }
        }
        self.found(said, link, |component| component.videos().iter().filter_map(Video::link).collect())
    }

    /// The components in document order.
    pub fn components(&self) -> impl Iterator<Item = &Component> {
        self.nodes().filter_map(|node| match node {
            Node::Component(component) => Some(component),
            _ => None,
        })
    }

    /// The images in document order, those in the fields of a payload among them.
    pub fn images(&self) -> impl Iterator<Item = Cow<'_, Image>> {
        self.images_with(|payload| Cow::Owned(self.said_by(payload)))
    }

    /// As [`Article::images`], where `said` gives what a payload says.
    pub(crate) fn images_with<'s, 'f>(
        &'s self,
        said: impl Fn(&Payload) -> Cow<'f, Blocks>,
    ) -> impl Iterator<Item = Cow<'s, Image>> {
        fn image<'n>(node: Node<'n>) -> Option<&'n Image> {
            if let Node::Image(image) = node { Some(image) } else { None }
        }
        self.found(said, image, |_| Vec::new())
    }

    /// The nodes that `is` recognises, and what it recognises in the fields of a payload; `of_component` gives those of a
    /// component.
    fn found<'s, 'f, T: Clone + 'static>(
        &'s self,
        said: impl Fn(&Payload) -> Cow<'f, Blocks>,
        is: impl for<'n> Fn(Node<'n>) -> Option<&'n T>,
        of_component: impl Fn(&Component) -> Vec<T>,
    ) -> impl Iterator<Item = Cow<'s, T>> {
        let mut nodes = self.nodes();
        let mut fields = Vec::new().into_iter();
        std::iter::from_fn(move || {
            loop {
                if let Some(found) = fields.next() {
                    return Some(Cow::Owned(found));
                }
                let node = nodes.next()?;
                if let Node::Payload(payload) = node {
                    let said = said(payload);
                    let mut in_fields: Vec<(u32, T)> =
                        said.nodes().filter_map(|node| Some((node.span().start, is(node)?.clone()))).collect();
                    in_fields.sort_by_key(|(start, _)| *start);
                    fields = in_fields.into_iter().map(|(_, found)| found).collect::<Vec<T>>().into_iter();
                } else if let Node::Component(component) = node {
                    fields = of_component(component).into_iter();
                } else if let Some(found) = is(node) {
                    return Some(Cow::Borrowed(found));
                }
            }
        })
    }

    /// What a payload of this article says to readers.
    pub(crate) fn said_by(&self, payload: &Payload) -> Blocks {
        payload.model_of(self.metadata.self_help_type.as_ref()).to_blocks()
    }

    /// The placeholders in document order, each as often as it is written, including those in code, link targets and
    /// titles.
    ///
    /// A placeholder in a link reference definition is listed once, at the definition, even if no link uses it:
    /// definitions stay as written, whatever an editor removes from the body. One in a bare address, which is both the
    /// target and the text of its link, is listed once.
    pub fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        let templates =
            self.definitions.iter().flat_map(|definition| [Some(&definition.target), definition.title.as_ref()]);
        let defined: Vec<&Placeholder> = templates.flatten().flat_map(Template::placeholders).collect();
        let mut listed: HashSet<(Span, &str)> =
            defined.iter().map(|placeholder| (placeholder.span, &*placeholder.name)).collect();
        let mut defined = defined.into_iter().peekable();
        let mut body = self
            .nodes()
            .filter_map(|node| match node {
                Node::Placeholder(placeholder) => Some(placeholder),
                _ => None,
            })
            .filter(move |placeholder| {
                placeholder.span.is_none() || listed.insert((placeholder.span, &placeholder.name))
            })
            .peekable();
        std::iter::from_fn(move || match (body.peek(), defined.peek()) {
            (Some(next), Some(definition)) if next.span.start <= definition.span.start => body.next(),
            (_, Some(_)) => defined.next(),
            _ => body.next(),
        })
    }

    /// The names of the placeholders a service fills in: each once, in order of first use in the body.
    ///
    /// Variables of portal links, such as `$resourceId`, are not included: see [`Article::variable_names`]. Nor are
    /// placeholders in a link reference definition that no link uses: they never show.
    ///
    /// ```
    /// use selfhelp::Article;
    ///
    /// let marked = "`ping <!--$ip-->[ip]<!--/$ip-->` from **<!--$vmname-->[vmname]<!--/$vmname-->**";
    /// let article = Article::parse_lenient(marked);
    /// assert_eq!(article.placeholder_names(), ["ip", "vmname"]);
    /// ```
    ///
    /// [`Values::missing`](crate::values::Values::missing) lists those without a value.
    pub fn placeholder_names(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        let names = self.nodes().filter_map(|node| match node {
            Node::Placeholder(placeholder) => Some(&*placeholder.name),
            _ => None,
        });
        names.filter(|name| seen.insert(*name)).collect()
    }

    /// The names of the variables that a service fills in for portal links (format §5), without `$`: each once, in
    /// order of first use.
    ///
    /// ```
    /// use selfhelp::Article;
    ///
    /// let article = Article::parse_lenient("[Disks](data-blade:Fabrikam_Compute.DisksBlade.id.$resourceId)");
    /// assert_eq!(article.variable_names(), ["resourceId"]);
    /// ```
    pub fn variable_names(&self) -> Vec<String> {
        let (mut names, mut seen) = (Vec::new(), HashSet::new());
        for link in self.links() {
            let written = link.target.to_plain();
            if let Target::Blade(blade) = Target::parse(&written) {
                for name in blade.variables() {
                    if !seen.contains(name) {
                        seen.insert(name.to_owned());
                        names.push(name.to_owned());
                    }
                }
            }
        }
        names
    }

    /// The JSON payload, if the body has one.
    pub fn payload(&self) -> Option<&Payload> {
        fn find(parts: &Parts) -> Option<&Payload> {
            parts.iter().find_map(|part| match part {
                Part::Payload(payload) => Some(payload),
                Part::Section(section) => find(&section.parts),
                Part::Block(_) => None,
            })
        }
        find(&self.body)
    }

    /// An index of the lines of the source. Build it once to look up many positions.
    pub fn line_index(&self) -> LineIndex {
        LineIndex::new(&self.source)
    }

    /// Line and column of byte `offset` of the source. Scans the source; for many offsets, use [`Article::line_index`].
    pub fn position(&self, offset: usize) -> Position {
        self.line_index().position(&self.source, offset)
    }
}

/// The first heading of level 1 that is not empty.
pub(crate) fn title_heading(parts: &Parts) -> Option<&Heading> {
    parts.nodes().find_map(|node| match node {
        Node::Heading(heading) if heading.level == 1 && !heading.content.to_plain().trim().is_empty() => Some(heading),
        _ => None,
    })
}

impl Serialize for Article {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// Has the values of the properties, not only their spans, for readers in other languages.
        #[derive(Serialize)]
        #[serde(rename = "Article", rename_all = "camelCase")]
        struct Serialised<'a> {
            metadata: &'a Metadata,
            body: &'a Parts,
            #[serde(skip_serializing_if = "Span::is_none")]
            header: Span,
            properties: Vec<Property<'a>>,
            definitions: &'a [Definition],
            diagnostics: &'a [Diagnostic],
            source: &'a str,
            #[serde(skip_serializing_if = "Encoding::is_utf_8")]
            encoding: Encoding,
        }
        let Article { metadata, body, header, properties: _, definitions, diagnostics, source, encoding } = self;
        let (header, encoding) = (*header, *encoding);
        let properties = self.properties().collect();
        Serialised { metadata, body, header, properties, definitions, diagnostics, source, encoding }
            .serialize(serializer)
    }
}

fn shared_source<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Shared, D::Error> {
    String::deserialize(deserializer).map(|source| Shared::new(source.into()))
}

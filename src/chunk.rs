//! [`Article::search_chunks`]: an article in chunks for a full-text or embedding index.

mod place;
mod split;

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::limits::Limits;
use crate::metadata::SelfHelpType;
use crate::payload::{Model, Payload};
use crate::plain::{self, Placed};
use crate::render::Outline;
use crate::span::Span;
use crate::tree::{Block, Part, Parts, SectionKind};

use place::Places;

/// A chunk of an article that can be found on its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SearchChunk {
    /// The headings above the chunk, outermost first; the last one is its own.
    pub headings: Vec<String>,
    /// The [id](crate::render::OutlineEntry::id) of its own heading, for a link to it in HTML with
    /// [`heading_ids`](crate::render::html::Html::heading_ids); before the first heading, there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    /// The text: a line for each paragraph, list item and table row, code as it is. Placeholders show as their
    /// defaults.
    pub text: String,
    /// Its span in [`Article::source`].
    pub span: Span,
    /// What it consists of.
    pub kind: ChunkKind,
    /// The innermost section that contains it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<SectionKind>,
}

/// What a [`SearchChunk`] consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum ChunkKind {
    /// Paragraphs, lists, quotes, with the code and tables inside them; the words of a payload, with those that its author
    /// gave for a search.
    Prose,
    /// Code.
    Code,
    /// A table: a line for each row, cells separated by tabs.
    Table,
    /// The titles of a component, or a payload of no known kind.
    Data,
    /// A heading with nothing below it; the text repeats the heading.
    Heading,
}

impl Article {
    /// The article in chunks: the content between two headings of a section, with code, tables and data in chunks of
    /// their own.
    ///
    /// All text that readers see is in one chunk or among its headings, and every heading belongs to at least one
    /// chunk. Comments are in none. Headings are repeated in every chunk below them until together they are longer than
    /// the [output](crate::limits::OUTPUT_RATIO) of the article may be; from there on, a chunk has only headings, and an
    /// anchor, that no earlier chunk has.
    ///
    /// ```
    /// use selfhelp::{Article, ChunkKind};
    ///
    /// let article = Article::parse_lenient(
    ///     "<properties />\n# Disks\n\n## Full\nDelete a file:\n\n* an old one\n\n```sh\nfabctl rm\n```\n\n## Slow\nWait.\n",
    /// );
    /// let chunks = article.search_chunks();
    /// let listed: Vec<_> = chunks.iter().map(|chunk| (chunk.headings.join(" > "), &*chunk.text, chunk.kind)).collect();
    /// assert_eq!(
    ///     listed,
    ///     [
    ///         ("Disks > Full".to_owned(), "Delete a file:\nan old one", ChunkKind::Prose),
    ///         ("Disks > Full".to_owned(), "fabctl rm", ChunkKind::Code),
    ///         ("Disks > Slow".to_owned(), "Wait.", ChunkKind::Prose),
    ///     ]
    /// );
    /// ```
    pub fn search_chunks(&self) -> Vec<SearchChunk> {
        Chunker::new().chunks(self)
    }
}

/// Makes search chunks of a bounded size, for an index or a model that takes no larger ones.
///
/// A longer chunk is cut at the end of a line where one is near, else between words, and never inside a word, a link or a
/// placeholder, of which one alone may be larger. Text without blanks, as Chinese and Japanese are written, is cut between
/// characters.
///
/// ```
/// use selfhelp::{Article, Chunker};
///
/// let article = Article::parse_lenient("# Disks\n\n## Full\nDelete an old file, or [read the guide](https://example.com/).\n");
/// let chunks = Chunker::new().largest(24).overlap(8).chunks(&article);
/// let listed: Vec<_> = chunks.iter().map(|chunk| (&*chunk.text, chunk.anchor.as_deref())).collect();
/// assert_eq!(
///     listed,
///     [("Delete an old file, or", Some("full")), ("file, or read the guide.", Some("full"))],
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunker {
    largest: usize,
    overlap: usize,
}

impl Chunker {
    /// Chunks of any size, as [`Article::search_chunks`] gives them.
    pub const fn new() -> Chunker {
        Chunker { largest: usize::MAX, overlap: 0 }
    }

    /// Chunks of at most so many characters (Unicode scalar values), without their headings.
    #[must_use]
    pub const fn largest(mut self, characters: usize) -> Chunker {
        self.largest = characters;
        self
    }

    /// Repeats at most so many of the last characters of a chunk, in whole words, in the next one that it was cut from; no
    /// more than half of the largest size.
    #[must_use]
    pub const fn overlap(mut self, characters: usize) -> Chunker {
        self.overlap = characters;
        self
    }

    /// The chunks of `article`.
    pub fn chunks(&self, article: &Article) -> Vec<SearchChunk> {
        let declared = article.metadata.self_help_type.as_ref();
        let most = Limits::new().output_for(article.source().len());
        let mut collector = Collector {
            declared,
            source: article.source(),
            size: *self,
            outline: article.outline(),
            found: Vec::new(),
            placed: Vec::new(),
            path: Vec::new(),
            most,
            repeated: 0,
            anchored: 0,
            bare: None,
            section: None,
            open: false,
        };
        collector.parts(&article.body);
        collector.end_heading();
        collector.split_last();
        collector.found
    }
}

impl Default for Chunker {
    fn default() -> Chunker {
        Chunker::new()
    }
}

struct Collector<'a> {
    /// What the article is, by its header.
    declared: Option<&'a SelfHelpType>,
    source: &'a str,
    size: Chunker,
    outline: Outline,
    found: Vec<SearchChunk>,
    /// Where the nodes of the last chunk are in its text.
    placed: Vec<Placed>,
    /// The headings above.
    path: Vec<Above>,
    /// How many bytes of headings all chunks may have, and how many they have.
    most: usize,
    repeated: usize,
    /// How many bytes of anchors they have.
    anchored: usize,
    /// The span of the last heading, as long as nothing is below it.
    bare: Option<Span>,
    section: Option<SectionKind>,
    /// Whether further text belongs to the last chunk.
    open: bool,
}

/// A heading above, and whether a chunk has it.
struct Above {
    level: u8,
    text: String,
    /// The id that it has in HTML.
    id: Option<String>,
    listed: bool,
}

impl Collector<'_> {
    fn parts(&mut self, parts: &Parts) {
        for part in parts {
            match part {
                Part::Section(section) => {
                    let outer = self.section.replace(section.kind);
                    self.open = false;
                    if let Some(title) = section.title.as_deref() {
                        self.heading(2, title, section.span);
                    }
                    self.parts(&section.parts);
                    self.section = outer;
                    self.open = false;
                }
                Part::Block(Block::Heading(heading)) => {
                    self.heading(heading.level, &heading.content.to_plain(), heading.span);
                }
                Part::Block(block) => self.block(block),
                Part::Payload(payload) => self.payload(payload),
            }
        }
    }

    /// The words of a payload as prose. One of no known kind has none, and is data.
    fn payload(&mut self, payload: &Payload) {
        match payload.model_of(self.declared) {
            Model::Unknown(_) => {
                let range = 0..payload.text.len();
                let placed = vec![Placed { range, span: payload.span, is_whole: false }];
                self.add(ChunkKind::Data, (payload.text.to_string(), placed), payload.span);
            }
            model => {
                self.open = false;
                self.add(ChunkKind::Prose, plain::placed(&model.indexed()), payload.span);
                self.open = false;
            }
        }
    }

    fn heading(&mut self, level: u8, text: &str, span: Span) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        let level = level.clamp(1, 6);
        if self.path.last().is_some_and(|above| above.level >= level) {
            self.end_heading();
        }
        let kept = self.path.iter().take_while(|above| above.level < level).count();
        self.path.truncate(kept);
        let id = Some(span).filter(|span| !span.is_none()).and_then(|span| self.outline.id_at(span)).map(str::to_owned);
        self.path.push(Above { level, text, id, listed: false });
        self.bare = Some(span);
        self.open = false;
    }

    /// Makes a chunk of a heading with nothing below it.
    fn end_heading(&mut self) {
        if let (Some(span), Some(last)) = (self.bare, self.path.last()) {
            let text = last.text.clone();
            self.add(ChunkKind::Heading, (text, Vec::new()), span);
        }
    }

    fn block(&mut self, block: &Block) {
        let kind = match block {
            Block::Code(_) => ChunkKind::Code,
            Block::Table(_) => ChunkKind::Table,
            Block::Component(_) => ChunkKind::Data,
            Block::Comment(_) | Block::Rule(_) => return,
            _ => ChunkKind::Prose,
        };
        let is_cut = self.size.largest < usize::MAX;
        let text = if is_cut { plain::placed([block]) } else { (block.to_plain(), Vec::new()) };
        self.add(kind, text, block.span());
    }

    /// Adds a text, in which nodes are placed, to the last chunk or as one of its own.
    fn add(&mut self, kind: ChunkKind, (text, placed): (String, Vec<Placed>), span: Span) {
        let text = text.trim_end();
        if text.trim().is_empty() {
            return;
        }
        self.bare = None;
        if kind == ChunkKind::Prose
            && self.open
            && let Some(last) = self.found.last_mut()
        {
            last.text.push('\n');
            self.placed.extend(placed.into_iter().map(|placed| placed.moved(last.text.len())));
            last.text.push_str(text);
            last.span = joined(last.span, span);
            return;
        }
        self.split_last();
        let ((headings, anchor), section) = (self.headings(), self.section);
        self.found.push(SearchChunk { headings, anchor, text: text.to_owned(), span, kind, section });
        self.placed = placed;
        self.open = kind == ChunkKind::Prose;
    }
}

impl Collector<'_> {
    /// Cuts the last chunk into pieces if it is larger than it may be.
    fn split_last(&mut self) {
        let placed = std::mem::take(&mut self.placed);
        let fits = |chunk: &SearchChunk| chunk.text.chars().nth(self.size.largest).is_none();
        if self.size.largest == usize::MAX || self.found.last().is_none_or(fits) {
            return;
        }
        let Some(chunk) = self.found.pop() else { return };
        let places = Places::new(placed);
        let pieces = split::pieces(&chunk.text, &places.wholes, &self.size);
        let bytes = chunk.headings.iter().chain(&chunk.anchor).map(String::len).sum();
        for (index, piece) in pieces.into_iter().enumerate() {
            let repeats = index == 0 || is_spent(&mut self.repeated, bytes, self.most);
            let (headings, anchor) =
                if repeats { (chunk.headings.clone(), chunk.anchor.clone()) } else { (Vec::new(), None) };
            let (text, span) = (chunk.text[piece.clone()].to_owned(), places.span(&piece, &chunk, self.source));
            let (kind, section) = (chunk.kind, chunk.section);
            self.found.push(SearchChunk { headings, anchor, text, span, kind, section });
        }
    }

    /// The headings of a chunk, and the id of the last one. Those that an earlier chunk has are repeated only while that stays in
    /// proportion to the article.
    fn headings(&mut self) -> (Vec<String>, Option<String>) {
        let bytes = self.path.iter().map(|above| above.text.len()).sum();
        let repeats = is_spent(&mut self.repeated, bytes, self.most);
        let last = self.path.last().map_or((0, false), |last| (last.id.as_ref().map_or(0, String::len), last.listed));
        let anchored = is_spent(&mut self.anchored, last.0, self.most) || !last.1;
        let anchor = self.path.last().filter(|_| anchored).and_then(|above| above.id.clone());
        let shows = |above: &mut Above| !std::mem::replace(&mut above.listed, true) || repeats;
        let headings = self.path.iter_mut().filter_map(|above| shows(above).then(|| above.text.clone())).collect();
        (headings, anchor)
    }
}

/// Whether there is room for `bytes` more than `spent`, which are then spent.
fn is_spent(spent: &mut usize, bytes: usize, most: usize) -> bool {
    let fits = *spent + bytes <= most;
    *spent += if fits { bytes } else { 0 };
    fits
}

/// The span from the start of `one` to the end of `other`.
fn joined(one: Span, other: Span) -> Span {
    if one.is_none() || other.is_none() { Span::NONE } else { Span { start: one.start, end: other.end } }
}

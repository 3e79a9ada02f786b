//! [`Article::search_chunks`]: an article in chunks for a full-text or embedding index.

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::limits::Limits;
use crate::metadata::SelfHelpType;
use crate::payload::{Model, Payload};
use crate::span::Span;
use crate::tree::{Block, Part, Parts, SectionKind};

/// A chunk of an article that can be found on its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SearchChunk {
    /// The headings above the chunk, outermost first; the last one is its own.
    pub headings: Vec<String>,
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
    /// the [output](crate::limits::OUTPUT_RATIO) of the article may be; from there on, a chunk has only headings that
    /// no earlier chunk has.
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
        let (declared, most) = (self.metadata.self_help_type.as_ref(), Limits::new().output_for(self.source().len()));
        let mut chunker = Chunker { declared, most, ..Chunker::default() };
        chunker.parts(&self.body);
        chunker.end_heading();
        chunker.found
    }
}

#[derive(Default)]
struct Chunker<'a> {
    /// What the article is, by its header.
    declared: Option<&'a SelfHelpType>,
    found: Vec<SearchChunk>,
    /// The headings above.
    path: Vec<Above>,
    /// How many bytes of headings all chunks may have, and how many they have.
    most: usize,
    repeated: usize,
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
    listed: bool,
}

impl Chunker<'_> {
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
            Model::Unknown(_) => self.add(ChunkKind::Data, payload.text.to_string(), payload.span),
            model => {
                self.open = false;
                self.add(ChunkKind::Prose, model.indexed().to_plain(), payload.span);
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
        self.path.push(Above { level, text, listed: false });
        self.bare = Some(span);
        self.open = false;
    }

    /// Makes a chunk of a heading with nothing below it.
    fn end_heading(&mut self) {
        if let (Some(span), Some(last)) = (self.bare, self.path.last()) {
            let text = last.text.clone();
            self.add(ChunkKind::Heading, text, span);
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
        self.add(kind, block.to_plain(), block.span());
    }

    fn add(&mut self, kind: ChunkKind, text: String, span: Span) {
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
            last.text.push_str(text);
            last.span = joined(last.span, span);
            return;
        }
        let headings = self.headings();
        self.found.push(SearchChunk { headings, text: text.to_owned(), span, kind, section: self.section });
        self.open = kind == ChunkKind::Prose;
    }
}

impl Chunker<'_> {
    /// The headings of a chunk. Those that an earlier chunk has are repeated only while that stays in proportion to the
    /// article.
    fn headings(&mut self) -> Vec<String> {
        let bytes = self.path.iter().map(|above| above.text.len()).sum::<usize>();
        let repeats = self.repeated + bytes <= self.most;
        self.repeated += if repeats { bytes } else { 0 };
        let shows = |above: &mut Above| !std::mem::replace(&mut above.listed, true) || repeats;
        self.path.iter_mut().filter_map(|above| shows(above).then(|| above.text.clone())).collect()
    }
}

/// The span from the start of `one` to the end of `other`.
fn joined(one: Span, other: Span) -> Span {
    if one.is_none() || other.is_none() { Span::NONE } else { Span { start: one.start, end: other.end } }
}

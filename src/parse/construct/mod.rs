//! What is ours in the text of a body: section markers, placeholders, comments, components, titles, and lines that
//! Markdown would misread.
//!
//! All of it is found before any Markdown is read, in one pass over the lines ([`scan`]), because the two decide each
//! other from left to right: a marker in fenced code is code, a fence in a comment is nothing. Then the markers are paired
//! ([`section`], [`placeholder`]), block by block:
//!
//! ```text
//! source   The machine **<!--$vm-->[vm]<!--/$vm-->** and <!--$disk-->its disk.<!-- which? -->\n\n<!--/$disk-->\n
//! markers              └ opens vm    └ closes vm         └ opens disk         └ comment     │   └ closes disk
//!                      └──── block 1 ─────────────────────────────────────────────────────┘   block 2
//! pairs                └ vm, default `[vm]` ───┘         └ disk, without default                └ stray closer
//! ```
//!
//! `<!--/$disk-->` closes nothing: a placeholder ends in its block, because one that opened in one paragraph and closed
//! in another would tear both apart.

mod ahead;
mod code_span;
mod comment_reader;
mod containers;
mod count;
mod damaged;
mod html_block;
mod line_constructs;
mod marker;
mod node;
mod placeholder;
mod position;
mod prefix;
mod scan;
mod section;
mod specials;
mod title;

use std::ops::Range;

use crate::diagnostic::Diagnostics;
use crate::limits::Limits;
use crate::parse::conflict::Conflicts;
use crate::span::Span;
use crate::tree::SectionKind;

pub(crate) use count::limit;
pub(crate) use damaged::{misspelt_comment, near_comment};
pub(crate) use html_block::{is_block_name, is_line_of_breaks};
pub(crate) use line_constructs::odd_break_report;
pub(crate) use marker::{Dialect, is_name};
pub(crate) use prefix::{Prefix, is_prefix};

/// A construct of ours.
#[derive(Clone, Debug)]
pub(crate) struct Construct {
    pub(crate) range: Range<usize>,
    pub(crate) kind: Kind,
}

/// What a construct is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A placeholder, from its opener to the end of its closer.
    Placeholder(Placeholder),
    /// A marker that shows as nothing, such as a closer without opener.
    Stray,
    /// A comment among words.
    Comment,
    /// A comment on lines of its own.
    CommentBlock,
    /// A section marker, whatever its pairing made of it: ends the block before it, and the next one starts after it.
    Section,
    /// A component, from `<` to the `>` of its end tag.
    Component,
    /// A line of nothing but `<br>`s.
    BreakLine,
    /// A line of nothing but tags of elements that are not blocks.
    TagLine,
    /// The same where no HTML is open before it, so that any block may begin there.
    LoneTags,
    /// A line of nothing but tags of inline elements, at the start of a paragraph.
    InlineTags,
    /// A merge-conflict marker.
    ConflictLine,
    /// A definition that is text, where another definition follows that must not become part of its paragraph.
    DefinitionLine,
    /// A tab that Markdown must read as a blank.
    Tab,
    /// Tags after the target of a link, `[R](https://example.com/region <br />)`: nothing.
    AfterTarget,
    /// A tag that is nearly `<br>`, and breaks the line where HTML can be.
    BreakTag,
    /// Characters that are text where Markdown would read them otherwise.
    Literal,
    /// A character that must count as something else for the delimiters beside it.
    Edge(Side),
    /// The `]` of a link's text and the gap before the `(` of its target.
    Gap,
    /// Indentation inside an author's table or list that would start code; at most this many columns of it remain.
    Indent(u32),
}

/// What a character beside a run of delimiters counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Letter,
    Punctuation,
}

/// Those of `constructs`, which are in order, that are at least partly in `range`, by number.
pub(crate) fn numbers_within(constructs: &[Construct], range: &Range<usize>) -> Range<usize> {
    if constructs.is_empty() {
        return 0..0;
    }
    let first = constructs.partition_point(|construct| construct.range.end <= range.start);
    let count = constructs[first..].partition_point(|construct| construct.range.start < range.end);
    first..first + count
}

/// Those of `constructs`, which are in order, that are at least partly in `range`.
pub(crate) fn within<'p>(constructs: &'p [Construct], range: &Range<usize>) -> &'p [Construct] {
    &constructs[numbers_within(constructs, range)]
}

/// The parts of a placeholder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placeholder {
    pub(crate) name: Span,
    pub(crate) default: Span,
    /// Whether it is in code, where comments are code.
    pub(crate) in_code: bool,
}

/// What a section marker does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// A section opens.
    Open { kind: SectionKind, title: Option<Range<usize>>, extent: Extent },
    /// The innermost section of this kind closes, with all that is open inside it.
    Close(SectionKind),
}

/// Where a section ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// At its closing action, or with what holds it.
    Closed,
    /// At the latest before the first heading that follows other content: an `issueDescription` that nothing closes
    /// (format §3).
    BeforeHeading,
}

/// An action and the marker that causes it.
#[derive(Clone, Debug)]
pub(crate) struct Boundary {
    pub(crate) marker: Range<usize>,
    pub(crate) action: Action,
}

/// Everything that was found in a body, in order. Ranges are in bytes of the source.
#[derive(Debug, Default)]
pub(crate) struct Constructs {
    pub(crate) all: Vec<Construct>,
    pub(crate) boundaries: Vec<Boundary>,
    pub(crate) diagnostics: Diagnostics,
}

/// Finds everything of ours in `body`, which begins at `base` of the source.
pub(crate) fn find(body: &str, base: usize, dialect: Dialect, conflicts: &Conflicts, limits: &Limits) -> Constructs {
    if !ahead::is_needed(body) && conflicts.is_empty() {
        return Constructs::default();
    }
    let scan::Found { mut constructs, tokens, titles, backticks } = scan::scan(body, base, dialect, conflicts, limits);
    section::pair(&mut constructs, base, &tokens, &titles);
    placeholder::pair(&mut constructs, body, base, &tokens);
    constructs.sort();
    if !backticks.is_empty() {
        code_span::keep_from_fences(&mut constructs.all, body, backticks);
    }
    constructs.boundaries.sort_by_key(|boundary| boundary.marker.start);
    // They are held while the engine works, which needs most. A few are not worth it.
    if constructs.all.len() >= MANY {
        constructs.all.shrink_to_fit();
        constructs.boundaries.shrink_to_fit();
    }
    constructs.moved(base)
}

/// From how many constructs on their room is a part of what parsing holds.
const MANY: usize = 256;

impl Constructs {
    /// Adds constructs that a reading of the body found. Those in a line that is read apart are found again there.
    pub(crate) fn add(&mut self, constructs: Vec<Construct>) {
        let lines = constructs.iter().filter(|construct| matches!(construct.kind, Kind::DefinitionLine));
        let mut lines: Vec<Range<usize>> = lines.map(|construct| construct.range.clone()).collect();
        lines.sort_unstable_by_key(|line| line.start);
        if !lines.is_empty() {
            self.all.retain(|construct| {
                let next = lines.partition_point(|line| line.end <= construct.range.start);
                lines.get(next).is_none_or(|line| construct.range.end <= line.start)
            });
        }
        if self.all.is_empty() {
            self.all = constructs;
        } else {
            self.all.extend(constructs);
        }
        self.sort();
        // In `[a]:⏎[a]:⏎b` the second line is a target and a definition; each byte is masked once.
        let mut end = 0;
        self.all.retain(|construct| {
            let is_apart = end <= construct.range.start;
            end = end.max(construct.range.end);
            is_apart
        });
    }

    /// Puts them in order, in place: no two begin at one offset.
    fn sort(&mut self) {
        self.all.sort_unstable_by_key(|construct| construct.range.start);
    }

    /// These, `by` bytes further on.
    fn moved(mut self, by: usize) -> Constructs {
        let move_range = |range: &mut Range<usize>| *range = range.start + by..range.end + by;
        for construct in &mut self.all {
            move_range(&mut construct.range);
            if let Kind::Placeholder(placeholder) = &mut construct.kind {
                for part in [&mut placeholder.name, &mut placeholder.default] {
                    *part = Span::new(part.range().start + by, part.range().end + by);
                }
            }
        }
        for boundary in &mut self.boundaries {
            move_range(&mut boundary.marker);
            if let Action::Open { title: Some(title), .. } = &mut boundary.action {
                move_range(title);
            }
        }
        self
    }
}

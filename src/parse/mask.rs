//! The mask: a copy of the body, of the same length, in which our own constructs are inert to CommonMark.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::Diagnostics;
use crate::span::Span;
use crate::tree::SectionKind;

/// A place in the body that the mask covers. Ranges are in bytes of the body.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
}

/// What a mark covers, and with that how it is masked.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// A placeholder: a word.
    Placeholder(Found),
    /// A marker that shows as nothing, such as a closer without opener: a word.
    Gone,
    /// A note among words: a word.
    Note,
    /// A note on lines of its own.
    NoteBlock,
    /// A section marker, whatever its pairing made of it: ends the block before it and starts one behind it.
    Section,
    /// A component, from `<` to the `>` of its end tag.
    Component(&'static str),
    /// A line of nothing but `<br>`s.
    BreakLine,
    /// A line of nothing but tags of elements that are no blocks.
    TagLine,
    /// The same where no HTML is open before it, so that any block may begin there.
    LoneTags,
    /// A line of nothing but tags of inline elements: a word, at the start of a paragraph.
    InlineTags,
    /// A merge-conflict marker.
    ConflictLine,
    /// A definition that is text, where another definition follows that must not become part of its paragraph.
    DefinitionLine,
    /// Characters that stand for themselves where Markdown would read them otherwise.
    Literal,
    /// Indentation inside an author's table or list that would start code; at most this many columns of it remain.
    Indent(u32),
}

/// A placeholder that was found. Spans are in bytes of the body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) name: Span,
    pub(super) default: Span,
    /// Whether it stands in code, where comments are code.
    pub(super) in_code: bool,
}

/// What a section marker does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// A section opens.
    Open { kind: SectionKind, title: Option<Range<usize>>, extent: Extent },
    /// The innermost section of this kind closes, with all that is open inside it.
    Close(SectionKind),
}

/// Where a section ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// At its closing action, or with what holds it.
    Closed,
    /// At the latest before the first heading that follows other content: an `issueDescription` that nothing closes
    /// (format §3). `Builder::heading_at_top` sees to it.
    BeforeHeading,
}

/// An action and the marker that causes it.
#[derive(Clone, Debug)]
pub(super) struct Boundary {
    pub(super) marker: Range<usize>,
    pub(super) action: Action,
}

/// Everything the scan of a body found, sorted by place.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) marks: Vec<Mark>,
    pub(super) boundaries: Vec<Boundary>,
    pub(super) diagnostics: Diagnostics,
}

/// Outer characters of a masked word that CommonMark takes for letters.
const LETTER: &str = "\u{E000}";
/// Outer characters of a masked word that CommonMark takes for punctuation: an opening and a closing one.
const PUNCTUATION: [&str; 2] = ["\u{2983}", "\u{2984}"];

// What the inside of a mask is made of.
const LETTERS: &str = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
const SEMICOLONS: &str = ";;;;;;;;";
const UNDERSCORES: &str = "________";
const BLANKS: &str = "        ";
const LINE_ENDS: &str = "\n\n\n\n\n\n\n\n";

/// Three bytes of punctuation for either end of a text that is parsed out of its place.
pub(super) const EDGE: [&str; 2] = PUNCTUATION;

/// The body with all marks masked.
pub(super) fn mask<'t>(body: &'t str, marks: &[Mark]) -> Cow<'t, str> {
    let mut masked = match marks {
        [] => Cow::Borrowed(body),
        _ => Cow::Owned(mask_all(body, marks)),
    };
    if let Some(replaced) = without_lone_returns(&masked) {
        masked = Cow::Owned(replaced);
    }
    masked
}

/// `text` with `\n` for each carriage return that stands alone, which the engine takes for a line end in some places
/// only; `None` if there is none.
fn without_lone_returns(text: &str) -> Option<String> {
    let is_lone = |at: &usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    let returns = || memchr::memchr_iter(b'\r', text.as_bytes()).filter(is_lone);
    returns().next()?;
    let mut replaced = String::with_capacity(text.len());
    let mut from = 0;
    for at in returns() {
        replaced.push_str(&text[from..at]);
        replaced.push('\n');
        from = at + 1;
    }
    replaced.push_str(&text[from..]);
    Some(replaced)
}

/// `text`, which begins and ends with an [`EDGE`], with the marks between the edges masked.
pub(super) fn mask_between(text: &str, marks: &[Mark]) -> String {
    match marks {
        [_, between @ .., _] => mask_all(text, between),
        _ => text.to_owned(),
    }
}

fn mask_all(body: &str, marks: &[Mark]) -> String {
    let mut masked = String::with_capacity(body.len());
    let mut at = 0;
    for mark in marks {
        masked.push_str(&body[at..mark.range.start]);
        push_mask(&mut masked, body, mark);
        at = mark.range.end;
    }
    masked.push_str(&body[at..]);
    debug_assert_eq!(masked.len(), body.len());
    masked
}

fn push_mask(masked: &mut String, body: &str, mark: &Mark) {
    let length = mark.range.len();
    match mark.kind {
        Kind::Note if length < 6 => push_instruction(masked, length),
        Kind::InlineTags => {
            masked.push_str(LETTER);
            push_run(masked, LETTERS, length - LETTER.len());
        }
        // The brackets of `[]*<!--($x)-->`, which stand alone because the star is not theirs.
        Kind::Placeholder(_) | Kind::Gone if length < 6 => push_run(masked, LETTERS, length),
        Kind::Placeholder(_) | Kind::Gone | Kind::Note => {
            masked.push_str(if punctuation_before(body, mark.range.start) { PUNCTUATION[0] } else { LETTER });
            push_run(masked, LETTERS, length - 6);
            masked.push_str(if punctuation_behind(body, mark.range.end) { PUNCTUATION[1] } else { LETTER });
        }
        Kind::Section => {
            masked.push_str("\n\n");
            push_instruction(masked, length - 4);
            masked.push_str("\n\n");
        }
        Kind::NoteBlock
        | Kind::Component(_)
        | Kind::BreakLine
        | Kind::TagLine
        | Kind::ConflictLine
        | Kind::DefinitionLine => push_instruction(masked, length),
        // A thematic break is one node of the engine's where a block of HTML is two, and there may be one in four bytes.
        Kind::LoneTags => push_run(masked, UNDERSCORES, length),
        Kind::Literal => push_run(masked, SEMICOLONS, length),
        Kind::Indent(keep) => {
            let keep = length.min(keep as usize);
            push_run(masked, LINE_ENDS, length - keep);
            push_run(masked, BLANKS, keep);
        }
    }
}

/// An HTML processing instruction of `length` bytes: a block of one line that may interrupt a paragraph.
pub(super) fn push_instruction(masked: &mut String, length: usize) {
    match length.checked_sub(4) {
        Some(inner) => {
            masked.push_str("<?");
            push_run(masked, LETTERS, inner);
            masked.push_str("?>");
        }
        None => masked.push_str(&"<?>"[..length.min(3)]),
    }
}

/// Pushes so many of the character that `run` consists of.
fn push_run(masked: &mut String, run: &str, mut length: usize) {
    while length > 0 {
        let some = length.min(run.len());
        masked.push_str(&run[..some]);
        length -= some;
    }
}

/// Whether a delimiter run ends at `at` that needs punctuation behind it to work as it would beside a word.
///
/// `**Name:**` and a placeholder: the run closes only before punctuation. `foo**` and a placeholder: it opens only
/// before a letter. So the placeholder's edge is of the class that stands on the other side of the run.
fn punctuation_before(body: &str, at: usize) -> bool {
    let before = &body[..at];
    let outside = before.trim_end_matches(is_delimiter);
    outside.len() < before.len() && outside.chars().next_back().is_some_and(is_punctuation)
}

/// The same for a run that starts at `at`.
fn punctuation_behind(body: &str, at: usize) -> bool {
    let behind = &body[at..];
    let outside = behind.trim_start_matches(is_delimiter);
    outside.len() < behind.len() && outside.chars().next().is_some_and(is_punctuation)
}

fn is_delimiter(c: char) -> bool {
    matches!(c, '*' | '_' | '~')
}

fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control() && c != '<'
}

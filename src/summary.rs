//! [`Article::summary`], and how much there is to read.

use std::ops::Range;
use std::time::Duration;

use unicode_segmentation::UnicodeSegmentation;

use crate::article::Article;
use crate::link::Target;
use crate::tree::{
    Block, Blocks, Break, CodeSpan, Heading, Image, Inline, Link, Paragraph, Part, Parts, Placeholder, SectionKind,
    Words,
};
use crate::visit::{self, Visit};

/// How many words of a text people read in a minute: adults, silently, factual English (Brysbaert 2019).
const WORDS_A_MINUTE: usize = 238;

/// Replaces what a summary leaves out.
const ELLIPSIS: char = '…';

/// How many bytes after the longest summary can still decide where it ends.
const LOOK_AHEAD: usize = 1024;

/// How many characters UAX #29 may scan for the lower-case letter with which a sentence goes on.
const MOST_LOOK: usize = 48;

impl Article {
    /// The first sentences of the issue description, or else of the first paragraph, in at most `max_chars` characters
    /// (`char`s).
    ///
    /// Placeholders show as their defaults. The summary ends after the last sentence that fits; if none fits, after a
    /// word, and with `…`. It never ends inside a placeholder's default, an address or code. White space is collapsed.
    /// An article that is a form, a recommendation or topics is summarised by its first text; one that shows no text by
    /// its `description`.
    ///
    /// ```
    /// use selfhelp::Article;
    ///
    /// let article = Article::parse(
    ///     "<properties articleId=\"a\" />\n# Title\n<!--issueDescription-->\n\
    ///      The machine **<!--$vmname-->[vmname]<!--/$vmname-->** is off. Nothing starts it.\n\
    ///      <!--/issueDescription-->\n",
    /// )?;
    /// assert_eq!(article.summary(100), "The machine [vmname] is off. Nothing starts it.");
    /// assert_eq!(article.summary(40), "The machine [vmname] is off.");
    /// assert_eq!(article.summary(20), "The machine…");
    /// # Ok::<(), selfhelp::ParseError>(())
    /// ```
    pub fn summary(&self, max_chars: usize) -> String {
        let described = self.section(SectionKind::IssueDescription);
        let wanted = max_chars.saturating_mul(char::MAX.len_utf8()).saturating_add(LOOK_AHEAD);
        let mut gist = Gist { wanted, ..Gist::default() };
        if let Some(section) = described {
            gist.read(&section.parts);
        }
        if gist.text.is_empty() {
            gist.first_only = true;
            gist.read(&self.body);
        }
        if gist.text.is_empty()
            && let Some(model) = self.data()
        {
            gist = Gist { wanted, ..Gist::default() };
            gist.sentences(&model.gist());
        }
        if gist.text.is_empty() {
            gist.push(self.metadata.description.as_deref().unwrap_or_default());
            gist.trim();
        }
        gist.cut(max_chars)
    }

    /// How many words readers see, in headings, tables, code and alternative texts too; of a payload those that
    /// [`Model::to_blocks`](crate::payload::Model::to_blocks) gives.
    ///
    /// Words are those of UAX #29; in scripts without spaces, such as Han, each character counts.
    pub fn word_count(&self) -> usize {
        let mut count = Count::default();
        count.visit_parts(&self.body);
        if let Some(payload) = self.payload() {
            count.visit_blocks(&self.said_by(payload));
        }
        count.words
    }

    /// How long it takes to read the article: 238 words a minute, as adults read factual text, in full seconds.
    ///
    /// ```
    /// use std::time::Duration;
    /// use selfhelp::Article;
    ///
    /// let article = Article::parse_lenient(&"four words each line\n".repeat(119));
    /// assert_eq!(article.word_count(), 476);
    /// assert_eq!(article.reading_time(), Duration::from_secs(120));
    /// ```
    pub fn reading_time(&self) -> Duration {
        Duration::from_secs((self.word_count() * 60).div_ceil(WORDS_A_MINUTE) as u64)
    }
}

/// The beginning of a text, on one line.
#[derive(Default)]
struct Gist {
    text: String,
    /// The ranges that are not to be cut, in order.
    solid: Vec<Range<usize>>,
    /// Whether only the first paragraph counts.
    first_only: bool,
    /// How many bytes are enough: further text never shows, and is not read.
    wanted: usize,
    done: bool,
}

impl Gist {
    fn read(&mut self, parts: &Parts) {
        self.visit_parts(parts);
        self.trim();
    }

    /// Reads blocks each of which is a sentence or more, with or without its full stop.
    fn sentences(&mut self, blocks: &Blocks) {
        for block in blocks {
            self.space();
            self.visit_block(block);
            self.done = false;
            if self.text.trim_end().ends_with(char::is_alphanumeric) {
                self.text.truncate(self.text.trim_end().len());
                self.text.push('.');
            }
        }
        self.trim();
    }

    fn push(&mut self, words: &str) {
        for c in words.chars() {
            if self.is_full() {
                return;
            }
            match c {
                c if c.is_whitespace() => self.space(),
                c if c.is_control() => self.text.push(char::REPLACEMENT_CHARACTER),
                c => self.text.push(c),
            }
        }
    }

    fn is_full(&self) -> bool {
        self.text.len() > self.wanted
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// Reads something that is not to be cut.
    fn uncut(&mut self, read: impl FnOnce(&mut Self)) {
        let start = self.text.len();
        read(self);
        if self.solid.last().is_none_or(|last| last.end <= start) {
            self.solid.push(start..self.text.len());
        }
    }

    fn trim(&mut self) {
        self.text.truncate(self.text.trim_end().len());
    }

    /// The text, or its beginning with at most `max` characters.
    fn cut(mut self, max: usize) -> String {
        let Some((end, _)) = self.text.char_indices().nth(max) else { return self.text };
        let sentences = sentences(&self.text).take_while(|&at| at <= end + 1);
        if let Some(at) = sentences.filter(|&at| self.ends_well(at, end)).last() {
            self.text.truncate(self.text[..at].trim_end().len());
            return self.text;
        }
        let Some((end, _)) = self.text.char_indices().nth(max.saturating_sub(1)) else { return String::new() };
        let words = self.text.split_word_bound_indices().map(|(at, _)| at);
        let word = words.take_while(|&at| at <= end).filter(|&at| self.ends_well(at, end)).last().unwrap_or_default();
        let kept = self.text[..word].trim_end_matches(|c: char| c.is_whitespace() || is_opening(c) || c == ',');
        self.text.truncate(kept.len());
        if max > 0 {
            self.text.push(ELLIPSIS);
        }
        self.text
    }

    /// Whether the text can be cut at `at`, and what is left of it ends at or before `end`, spaces not counted.
    fn ends_well(&self, at: usize, end: usize) -> bool {
        let after = self.solid.partition_point(|solid| solid.end <= at);
        let inside = self.solid.get(after).is_some_and(|solid| solid.start < at);
        !inside && self.text[..at].trim_end().len() <= end
    }
}

/// Where the sentences of `text` begin, except the first.
///
/// After a full stop, UAX #29 scans closing characters for the next letter, so `a.)))…` takes quadratic time. It gets
/// pieces of the text in which every scan is short; no sentence begins where a piece is cut.
fn sentences(text: &str) -> impl Iterator<Item = usize> {
    split(text).flat_map(|piece| {
        let start = piece.start;
        text[piece].split_sentence_bound_indices().skip(1).map(move |(at, _)| start + at)
    })
}

/// Splits `text` where more than [`MOST_LOOK`] characters would have no ASCII letter or full stop among them, which end
/// a scan; preferably between two letters, where a cut changes nothing.
fn split(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let (mut look, mut after_letter) = (0, false);
        let cut = rest.char_indices().find(|&(_, c)| {
            let is_letter = c.is_alphabetic();
            let between_letters = std::mem::replace(&mut after_letter, is_letter) && is_letter;
            look = if c.is_ascii_alphabetic() || c == '.' { 0 } else { look + 1 };
            look > MOST_LOOK || (look > MOST_LOOK / 2 && between_letters)
        });
        let end = cut.map_or(text.len(), |(at, _)| start + at);
        Some(std::mem::replace(&mut start, end)..end)
    })
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '“' | '‘' | '«' | '"' | '\'' | '-' | '–' | '—')
}

impl<'a> Visit<'a> for Gist {
    fn visit_part(&mut self, node: &'a Part) {
        if !self.done {
            visit::walk_part(self, node);
        }
    }

    fn visit_block(&mut self, node: &'a Block) {
        let prose = matches!(
            node,
            Block::Paragraph(_) | Block::List(_) | Block::Quote(_) | Block::DefinitionList(_) | Block::Details(_)
        );
        if prose && !self.done {
            self.space();
            visit::walk_block(self, node);
        }
    }

    fn visit_paragraph(&mut self, node: &'a Paragraph) {
        if self.done {
            return;
        }
        self.space();
        visit::walk_paragraph(self, node);
        let begun = !self.text.trim_end().is_empty();
        self.done = begun && (self.first_only || self.is_full());
    }

    fn visit_heading(&mut self, _: &'a Heading) {}

    fn visit_inline(&mut self, node: &'a Inline) {
        if !self.is_full() {
            visit::walk_inline(self, node);
        }
    }

    fn visit_words(&mut self, node: &'a Words) {
        self.push(&node.text);
    }

    fn visit_code_span(&mut self, node: &'a CodeSpan) {
        self.uncut(|gist| gist.push(&node.content.to_plain()));
    }

    fn visit_placeholder(&mut self, node: &'a Placeholder) {
        self.uncut(|gist| gist.visit_inlines(&node.default));
    }

    fn visit_link(&mut self, node: &'a Link) {
        let text = node.content.to_plain();
        let target = Target::parse(&text);
        if matches!(target, Target::Web(_)) || text.contains('@') || text.starts_with("www.") {
            self.uncut(|gist| gist.visit_inlines(&node.content))
        } else {
            self.visit_inlines(&node.content)
        }
    }

    fn visit_image(&mut self, node: &'a Image) {
        self.visit_inlines(&node.alt);
    }

    fn visit_soft_break(&mut self, _: &'a Break) {
        self.space();
    }

    fn visit_hard_break(&mut self, _: &'a Break) {
        self.space();
    }
}

/// Counts the words of every part but payloads.
#[derive(Default)]
struct Count {
    words: usize,
}

impl<'a> Visit<'a> for Count {
    fn visit_section(&mut self, node: &'a crate::tree::Section) {
        self.words += node.title.as_deref().map_or(0, |title| title.unicode_words().count());
        visit::walk_section(self, node);
    }

    fn visit_block(&mut self, node: &'a Block) {
        self.words += node.to_plain().unicode_words().count();
    }
}

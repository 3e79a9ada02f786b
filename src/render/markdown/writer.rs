//! [`Writer`], a rendering in progress: the lines so far, and the text of the block that is written.

use super::Notes;
use super::run::{Place, Run};
use crate::error::RenderError;
use crate::limits::OUTPUT_BYTES;
use crate::render::core::{Scope, Scoped};
use crate::values::Supply;

/// A rendering in progress.
pub(super) struct Writer<'a> {
    pub(super) scope: Scope<'a>,
    pub(super) run: Run,
    pub(super) notes: Notes,
    out: String,
    /// What lines begin with in the quotes and items that are open.
    prefix: String,
    /// How long it may be.
    longest_prefix: usize,
    /// What the next line begins with instead, where a quote or an item begins with it.
    first: Option<String>,
    /// How much of the prefix the blank line has that is to come before the next line.
    gap: Option<usize>,
    /// The marker of the list that the lines so far end with.
    after_list: Option<char>,
}

/// How long the prefix was before something began; `None` where it did not begin, as it would be too deep.
pub(super) struct Entered(Option<usize>);

/// How long the prefix of a line may be in any article, and how many bytes of prefixes there may be: those of `b\` a hundred
/// thousand times in sixty quotes would be many times as long as the article.
const SHORT_PREFIX: usize = 12;
const PREFIXES: usize = OUTPUT_BYTES / 2;

impl<'a> Writer<'a> {
    /// A writer for an article, or a part of one, with `source_len` bytes: so it has half as many lines at most.
    pub(super) fn new(scope: Scope<'a>, notes: Notes, source_len: usize) -> Writer<'a> {
        Writer {
            scope,
            run: Run::default(),
            notes,
            out: String::new(),
            prefix: String::new(),
            longest_prefix: SHORT_PREFIX.max(PREFIXES / (source_len / 2).max(1)),
            first: None,
            gap: None,
            after_list: None,
        }
    }

    pub(super) fn supply(&self) -> &Supply<'a> {
        self.scope.supply()
    }

    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    pub(super) fn check(&self) -> Result<(), RenderError> {
        self.scope.check(self.out.len().saturating_add(self.run.len()))
    }

    /// Parts the next line from those before by a blank one.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() && self.first.is_none() {
            let prefix = self.prefix.len();
            self.gap = Some(self.gap.map_or(prefix, |gap| gap.min(prefix)));
        }
    }

    /// Begins a quote or an item: its first line begins with `first`, the others with `rest`. Where it would be too deep, its
    /// content is that of what is open.
    pub(super) fn enter(&mut self, first: &str, rest: &str) -> Entered {
        let before = self.prefix.len();
        if before + rest.len() > self.longest_prefix {
            self.gap();
            return Entered(None);
        }
        self.first.get_or_insert_with(|| self.prefix.clone()).push_str(first);
        self.prefix.push_str(rest);
        Entered(Some(before))
    }

    /// Ends it; one without lines is one that is empty.
    pub(super) fn leave(&mut self, entered: Entered) {
        let Some(before) = entered.0 else {
            return self.gap();
        };
        if self.first.is_some() {
            self.line("");
        }
        self.prefix.truncate(before);
        self.gap = self.gap.map(|gap| gap.min(before));
    }

    /// Adds a line.
    pub(super) fn line(&mut self, line: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        if let Some(gap) = self.gap.take() {
            self.out.push_str(self.prefix[..gap].trim_end());
            self.out.push('\n');
        }
        let first = self.first.take();
        let prefix = first.as_deref().unwrap_or(&self.prefix);
        self.out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        self.out.push_str(line);
        self.after_list = None;
    }

    /// Adds the run as a block after `start`, unless it is blank.
    pub(super) fn put_run(&mut self, start: &str) -> Result<(), RenderError> {
        self.check()?;
        if self.run.is_blank() {
            return Ok(());
        }
        let text = self.run.finish();
        match self.run.place {
            Place::Paragraph => {
                let mut lines = text.split('\n').peekable();
                while let Some(line) = lines.next() {
                    let end = if lines.peek().is_some() { "\\" } else { "" };
                    self.line(&[start, line, end].concat());
                }
            }
            Place::Heading | Place::Cell => {
                let text = text.replace('\n', " ");
                let name = text.trim_end_matches('#');
                // `# a #` is the heading `a`.
                let escape =
                    if name.len() < text.len() && (name.is_empty() || name.ends_with(' ')) { "\\" } else { "" };
                self.line(&[start, name, escape, &text[name.len()..]].concat());
            }
        }
        self.check()
    }

    /// The marker of a list that comes now: not that of a list right before, which it would go on with, and not that of two
    /// on its line, as `- - -` without words is a thematic break.
    pub(super) fn list_marker(&self, markers: [char; 2]) -> char {
        let [usual, other] = markers;
        match self.first.as_deref() {
            Some(first) if first.ends_with(&format!("{usual} {usual} ")) => other,
            Some(first) if first.ends_with(&format!("{other} {other} ")) => usual,
            None if self.after_list == Some(usual) => other,
            _ => usual,
        }
    }

    /// Takes note of a list that ends.
    pub(super) fn end_list(&mut self, marker: char) {
        self.after_list = Some(marker);
    }

    pub(super) fn finish(mut self) -> Result<String, RenderError> {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.scope.check(self.out.len())?;
        Ok(self.out)
    }
}

impl<'a> Scoped<'a> for Writer<'a> {
    fn scope(&mut self) -> &mut Scope<'a> {
        &mut self.scope
    }
}

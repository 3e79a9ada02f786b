//! Where links go, and the numbers of the addresses listed at the end.
//!
//! The numbers of the author's links depend on nothing that values say, so that no value can move them: what a value may
//! decide of a link, its address or whether there is one, decides no number. Links that only a value makes come after all
//! of the author's.

use std::borrow::Cow;
use std::collections::HashMap;

use super::LinkStyle;
use super::inline::Destination;
use super::layout::{Layout, is_title};
use super::number::push_number;
use crate::bytes;
use crate::error::RenderError;
use crate::link::Target;
use crate::render::escape::{is_bidi_control, is_hidden_control};
use crate::render::target::Filled;
use crate::tree::{Inline, Link, Piece, Template};
use crate::visit::Node;

/// What shows of where a link goes.
pub(super) enum Reference {
    Nothing,
    /// The text of the link.
    Shown,
    /// The number of a line of the list.
    Number(usize),
    /// The address, or the page of the portal.
    Address(String),
}

/// Whether the links of the author's were numbered before those of values.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Counting {
    NotYet,
    Now,
    Done,
}

/// Who decides on the number of a link.
enum Claim<'l> {
    /// The author, and links to one address share it.
    Address,
    /// The author, and links with one target share it, wherever values lead them.
    Target(Cow<'l, str>),
    /// The author, who shows the address and needs none.
    Shown,
    /// A value, as it decides on the link.
    Value,
}

impl Layout<'_> {
    /// What shows of where `link` goes, whose text is the run from `start` on.
    pub(super) fn reference(&mut self, link: &Link, start: usize) -> Result<Reference, RenderError> {
        let filled = Filled::new(&link.target, &self.supply())?;
        let target = filled.target();
        let destination = self.destination(&target)?;
        let shows = destination.is_shown_by(self.run.text().get(start..).unwrap_or_default());
        let listed = destination.listed(&self.plain.labels);
        if self.plain.links != LinkStyle::References {
            return Ok(match listed {
                None => Reference::Nothing,
                Some(_) if shows => Reference::Shown,
                Some(listed) => Reference::Address(listed.into_owned()),
            });
        }
        Ok(match (self.claim(link, &destination, shows)?, listed) {
            (Claim::Target(target), None) => {
                self.references.keep(&target);
                Reference::Nothing
            }
            (_, None) => Reference::Nothing,
            (Claim::Shown | Claim::Value, Some(_)) if shows => Reference::Shown,
            (Claim::Shown, Some(listed)) => Reference::Address(listed.into_owned()),
            (Claim::Address, Some(listed)) => Reference::Number(self.references.number(&listed, &listed)),
            (Claim::Target(target), Some(listed)) => Reference::Number(self.references.number(&target, &listed)),
            (Claim::Value, Some(_)) if self.counting == Counting::Now => Reference::Nothing,
            (Claim::Value, Some(listed)) => {
                self.number_authors_links()?;
                Reference::Number(self.references.number(&listed, &listed))
            }
        })
    }

    /// Who decides on the number of `link`. `destination` is where its values lead, and `shows` whether its text says so.
    fn claim<'l>(&self, link: &'l Link, destination: &Destination<'_>, shows: bool) -> Result<Claim<'l>, RenderError> {
        if self.in_value || self.in_default {
            return Ok(Claim::Value);
        }
        let fixed = link.target.as_plain();
        let claim = |destination: &Destination<'_>, shows: bool| match (destination, fixed) {
            (Destination::Portal { .. }, Some(written)) => Claim::Target(Cow::Borrowed(page(written))),
            _ if shows => Claim::Shown,
            (_, Some(_)) => Claim::Address,
            (_, None) => Claim::Target(Cow::Owned(key(&link.target))),
        };
        if fixed.is_some() && !holds_placeholder(link) {
            return Ok(claim(destination, shows));
        }
        let written = link.target.to_plain();
        let target = Target::parse(&written);
        Ok(match self.destination(&target)? {
            Destination::Nowhere => Claim::Value,
            by_default => claim(&by_default, by_default.is_shown_by(&link.content.to_plain())),
        })
    }

    /// Numbers all links of the author's, before the first one that a value brings.
    fn number_authors_links(&mut self) -> Result<(), RenderError> {
        if self.counting != Counting::NotYet {
            return Ok(());
        }
        let run = std::mem::take(&mut self.run);
        let state = (self.in_link, self.in_value, self.in_default);
        (self.in_link, self.in_value, self.in_default, self.counting) = (true, false, false, Counting::Now);
        let counted = self.count_links();
        (self.in_link, self.in_value, self.in_default) = state;
        (self.run, self.counting) = (run, Counting::Done);
        counted
    }

    fn count_links(&mut self) -> Result<(), RenderError> {
        let mut skips_title = self.leaves_out_title;
        let mut nodes = self.root.nodes();
        while let Some(node) = nodes.next() {
            match node {
                Node::Heading(heading) if skips_title && is_title(heading) => {
                    skips_title = false;
                    nodes.skip_children();
                }
                // What it holds is a value's to show.
                Node::Placeholder(_) => nodes.skip_children(),
                Node::Link(link) => {
                    nodes.skip_children();
                    self.run.clear();
                    self.inlines(&link.content)?;
                    self.reference(link, 0)?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Whether there is a placeholder in the text of `link`.
fn holds_placeholder(link: &Link) -> bool {
    match &link.content[..] {
        [] | [Inline::Text(_)] => false,
        _ => link.content.nodes().any(|node| matches!(node, Node::Placeholder(_))),
    }
}

/// The page of the portal that `written` names, whatever is to open it, behind the `:` with which no address begins.
fn page(written: &str) -> &str {
    written.find(':').and_then(|colon| written.get(colon..)).unwrap_or(written).trim_ascii_end()
}

/// What tells a target from others whatever its values are: its text, and the names of its placeholders behind what no
/// text holds.
fn key(target: &Template) -> String {
    let mut key = String::new();
    for piece in target.pieces() {
        match piece {
            Piece::Text(text) => key.push_str(text),
            Piece::Placeholder(placeholder) => key.extend(["\0", &placeholder.name, "\0"]),
        }
    }
    key
}

/// The addresses that were referred to, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct References {
    /// The lines of the list: `[1] https://example.com`.
    list: String,
    lines: Vec<Line>,
    /// The lines of all addresses, once there are more than [`FEW`].
    known: HashMap<String, usize>,
}

/// Where a line of the list, and the address in it, begin, and where both end.
#[derive(Debug)]
struct Line {
    start: usize,
    address: usize,
    end: usize,
    /// What links share it by, where that is not the address.
    target: Option<Box<str>>,
}

/// How many addresses there is room for at first, and how long one usually is at most.
const USUAL: (usize, usize) = (8, 96);

/// How many addresses are faster compared one by one than looked up.
const FEW: usize = 32;

impl References {
    /// The number that links share by `key`, an address or a target that leads to `address` now.
    fn number(&mut self, key: &str, address: &str) -> usize {
        self.find(key).unwrap_or_else(|| {
            if self.lines.is_empty() {
                self.lines.reserve(USUAL.0);
                self.list.reserve(USUAL.0 * USUAL.1);
            }
            let start = self.list.len();
            self.list.push('[');
            push_number(&mut self.list, self.lines.len() as u64 + 1);
            self.list.push_str("] ");
            let (begin, end) = (self.list.len(), self.list.len() + address.len());
            self.list.push_str(address);
            self.list.push('\n');
            self.add(Line { start, address: begin, end, target: (key != address).then(|| key.into()) })
        })
    }

    /// Keeps a number for a `target` that leads nowhere now.
    fn keep(&mut self, target: &str) {
        if self.find(target).is_none() {
            let end = self.list.len();
            self.add(Line { start: end, address: end, end, target: Some(target.into()) });
        }
    }

    /// What refers to a line: its number in brackets.
    pub(super) fn mark(&self, number: usize) -> &str {
        let line = self.lines.get(number);
        line.and_then(|line| self.list.get(line.start..line.address.checked_sub(1)?)).unwrap_or_default()
    }

    fn find(&self, key: &str) -> Option<usize> {
        if self.lines.len() <= FEW {
            self.lines.iter().position(|line| self.key(line) == key)
        } else {
            self.known.get(key).copied()
        }
    }

    /// Adds a line, and gives its index.
    fn add(&mut self, line: Line) -> usize {
        let index = self.lines.len();
        self.lines.push(line);
        let new = if index == FEW { 0 } else { index };
        if index >= FEW {
            let keys = self.lines[new..].iter().map(|line| self.key(line).to_owned());
            let keys: Vec<(String, usize)> = keys.zip(new..).collect();
            self.known.extend(keys);
        }
        index
    }

    fn key<'l>(&'l self, line: &'l Line) -> &'l str {
        match &line.target {
            Some(target) => target,
            None => self.list.get(line.address..line.end).unwrap_or_default(),
        }
    }

    /// The list of all addresses with their numbers, a line for each.
    pub(super) fn list(&self) -> &str {
        &self.list
    }
}

/// Whether a reader who sees `text` knows `address`.
pub(super) fn is_address(text: &str, address: &str) -> bool {
    if text.len() + "https://".len() < address.len() {
        return false;
    }
    let text = text.trim_matches(['`', ' ', '\n']);
    let behind = |scheme: &str| address.strip_prefix(scheme) == Some(text);
    text == address || behind("mailto:") || (text.starts_with("www.") && (behind("http://") || behind("https://")))
}

/// `address` as text shows it: in one piece, and as harmless as it looks.
pub(super) fn shown(address: &str) -> Cow<'_, str> {
    let hidden = |c: char| c.is_whitespace() || is_hidden_control(c) || is_bidi_control(c);
    if !bytes::any(address.as_bytes(), |byte| !bytes::is_inked(byte)) || !address.contains(hidden) {
        return Cow::Borrowed(address);
    }
    let mut out = String::with_capacity(address.len() + 8);
    for c in address.chars() {
        if hidden(c) {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

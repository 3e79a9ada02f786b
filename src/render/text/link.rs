//! Where links go, and the numbers of the addresses listed at the end.

use std::borrow::Cow;
use std::collections::HashMap;

use super::number::push_number;
use crate::bytes;
use crate::render::escape::{is_bidi_control, is_hidden_control};

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
}

/// How many addresses there is room for at first, and how long one usually is at most.
const USUAL: (usize, usize) = (8, 96);

/// How many addresses are faster compared one by one than looked up.
const FEW: usize = 32;

impl References {
    /// What refers to `address`: its number in brackets.
    pub(super) fn mark(&mut self, address: &str) -> &str {
        let known = match self.lines.len() <= FEW {
            true => self.lines.iter().position(|line| self.holds(line, address)),
            false => self.known.get(address).copied(),
        };
        let index = known.unwrap_or_else(|| self.add(address));
        self.lines.get(index).map_or("", |line| &self.list[line.start..line.address - 1])
    }

    /// Adds a line for `address`, and gives its index.
    fn add(&mut self, address: &str) -> usize {
        if self.lines.is_empty() {
            self.lines = Vec::with_capacity(USUAL.0);
            self.list = String::with_capacity(USUAL.0 * USUAL.1);
        }
        let (index, start) = (self.lines.len(), self.list.len());
        self.list.push('[');
        push_number(&mut self.list, index as u64 + 1);
        self.list.push_str("] ");
        let line = Line { start, address: self.list.len(), end: self.list.len() + address.len() };
        self.lines.push(line);
        self.list.push_str(address);
        self.list.push('\n');
        if index == FEW {
            let addresses = self.lines.iter().map(|line| self.list[line.address..line.end].to_owned());
            self.known = addresses.zip(0..).collect();
        } else if index > FEW {
            self.known.insert(address.to_owned(), index);
        }
        index
    }

    fn holds(&self, line: &Line, address: &str) -> bool {
        line.end - line.address == address.len() && self.list.as_bytes()[line.address..].starts_with(address.as_bytes())
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

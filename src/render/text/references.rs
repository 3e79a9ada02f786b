//! [`References`], the list of addresses at the end of a text.

use std::collections::{BTreeMap, BTreeSet};

use super::number::push_number;

/// The addresses that were referred to, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct References {
    /// The lines of the list: `[1] https://example.com`.
    list: String,
    entries: Vec<Entry>,
    /// The index of each key, once there are more than [`FEW`].
    known: BTreeMap<String, usize>,
    /// Numbers that none gets; `None` until the first is given.
    taken: Option<BTreeSet<u64>>,
    /// The last number that was given.
    last: u64,
}

/// Where a line of the list and the address in it begin, and where both end.
#[derive(Debug)]
struct Entry {
    start: usize,
    address: usize,
    end: usize,
    /// The key that links share it by, where that is not the address.
    target: Option<Box<str>>,
}

/// How many addresses there is room for at first, and how long one usually is at most.
const USUAL: (usize, usize) = (8, 96);

/// How many addresses are faster compared one by one than looked up.
const FEW: usize = 32;

impl References {
    /// Leaves out the numbers that are `taken`, which is asked for once.
    pub(super) fn leave_out(&mut self, taken: impl FnOnce() -> BTreeSet<u64>) {
        self.taken.get_or_insert_with(taken);
    }

    fn next_number(&mut self) -> u64 {
        self.last += 1;
        while self.taken.as_ref().is_some_and(|taken| taken.contains(&self.last)) {
            self.last += 1;
        }
        self.last
    }

    /// The index of the line that links share by `key`, an address or a target that leads to `address` now.
    pub(super) fn number(&mut self, key: &str, address: &str) -> usize {
        self.find(key).unwrap_or_else(|| {
            if self.entries.is_empty() {
                self.entries.reserve(USUAL.0);
                self.list.reserve(USUAL.0 * USUAL.1);
            }
            let start = self.list.len();
            self.list.push('[');
            let number = self.next_number();
            push_number(&mut self.list, number);
            self.list.push_str("] ");
            let (begin, end) = (self.list.len(), self.list.len() + address.len());
            self.list.push_str(address);
            self.list.push('\n');
            self.add(Entry { start, address: begin, end, target: (key != address).then(|| key.into()) })
        })
    }

    /// Keeps a number for a `target` that leads nowhere with these values, so that other values move no number.
    pub(super) fn keep(&mut self, target: &str) {
        if self.find(target).is_none() {
            let end = self.list.len();
            self.next_number();
            self.add(Entry { start: end, address: end, end, target: Some(target.into()) });
        }
    }

    /// What refers to the line at `index`: its number in brackets.
    pub(super) fn mark(&self, index: usize) -> &str {
        let entry = self.entries.get(index);
        entry.and_then(|entry| self.list.get(entry.start..entry.address.checked_sub(1)?)).unwrap_or_default()
    }

    fn find(&self, key: &str) -> Option<usize> {
        if self.entries.len() <= FEW {
            self.entries.iter().position(|entry| key_len(entry) == key.len() && self.key(entry) == key)
        } else {
            self.known.get(key).copied()
        }
    }

    /// Adds an entry, and returns its index.
    fn add(&mut self, entry: Entry) -> usize {
        let index = self.entries.len();
        self.entries.push(entry);
        let new = if index == FEW { 0 } else { index };
        if index >= FEW {
            let keys = self.entries[new..].iter().map(|entry| self.key(entry).to_owned());
            let keys: Vec<(String, usize)> = keys.zip(new..).collect();
            self.known.extend(keys);
        }
        index
    }

    fn key<'l>(&'l self, entry: &'l Entry) -> &'l str {
        match &entry.target {
            Some(target) => target,
            None => self.list.get(entry.address..entry.end).unwrap_or_default(),
        }
    }

    /// The list of all addresses with their numbers, a line for each.
    pub(super) fn list(&self) -> &str {
        &self.list
    }
}

fn key_len(entry: &Entry) -> usize {
    entry.target.as_ref().map_or(entry.end - entry.address, |target| target.len())
}

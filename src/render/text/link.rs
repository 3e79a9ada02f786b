//! Where links go, and the numbers of the addresses listed at the end.

use std::borrow::Cow;
use std::collections::HashMap;

use super::number::push_reference;
use crate::render::escape::{is_bidi_control, is_hidden_control};

/// The addresses that were referred to, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct References {
    /// The lines of the list, one behind the other: `[1] https://example.com`.
    list: String,
    places: Vec<Place>,
    /// The numbers of all addresses, once there are more than [`FEW`].
    numbers: HashMap<String, u64>,
}

/// Where a line of the list, and the address in it, begin, and where both end.
#[derive(Debug)]
struct Place {
    line: usize,
    address: usize,
    end: usize,
}

/// How many addresses are faster compared one by one than looked up.
const FEW: usize = 16;

impl References {
    /// The number of `address`, counting from 1.
    pub(super) fn number(&mut self, address: &str) -> u64 {
        let known = match self.places.len() <= FEW {
            true => self.places.iter().zip(1..).find(|(place, _)| self.holds(place, address)).map(|(_, number)| number),
            false => self.numbers.get(address).copied(),
        };
        known.unwrap_or_else(|| self.add(address))
    }

    fn add(&mut self, address: &str) -> u64 {
        if self.places.is_empty() {
            self.places.reserve(FEW);
            self.list.reserve(FEW * address.len());
        }
        let number = self.places.len() as u64 + 1;
        let line = self.list.len();
        push_reference(&mut self.list, number);
        self.list.push(' ');
        let start = self.list.len();
        self.list.push_str(address);
        self.places.push(Place { line, address: start, end: self.list.len() });
        if self.places.len() == FEW + 1 {
            self.numbers = self.addresses().map(str::to_owned).zip(1..).collect();
        } else if self.places.len() > FEW {
            self.numbers.insert(address.to_owned(), number);
        }
        number
    }

    fn addresses(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(|place| &self.list[place.address..place.end])
    }

    fn holds(&self, place: &Place, address: &str) -> bool {
        place.end - place.address == address.len() && self.list[place.address..].starts_with(address)
    }

    /// The list of all addresses with their numbers.
    pub(super) fn lines(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(|place| &self.list[place.line..place.end])
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
    let printable = address.bytes().fold(true, |so_far, byte| so_far & byte.is_ascii_graphic());
    if printable || !address.contains(hidden) {
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

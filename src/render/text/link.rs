//! Where links go, and the numbers of the addresses listed at the end.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use crate::render::escape::{is_bidi_control, is_hidden_control};

/// The addresses that were referred to, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct References {
    addresses: Vec<Rc<str>>,
    /// The numbers of all addresses, once there are more than [`FEW`].
    numbers: HashMap<Rc<str>, u64>,
}

/// How many addresses are faster compared one by one than looked up.
const FEW: usize = 16;

impl References {
    /// The number of `address`, counting from 1.
    pub(super) fn number(&mut self, address: Cow<'_, str>) -> u64 {
        let known = match self.addresses.len() <= FEW {
            true => self.addresses.iter().zip(1..).find(|(known, _)| ***known == *address).map(|(_, number)| number),
            false => self.numbers.get(&*address).copied(),
        };
        known.unwrap_or_else(|| self.add(Rc::from(address)))
    }

    fn add(&mut self, address: Rc<str>) -> u64 {
        self.addresses.push(Rc::clone(&address));
        let number = self.addresses.len() as u64;
        if self.addresses.len() == FEW + 1 {
            self.numbers.extend(self.addresses.iter().cloned().zip(1..));
        } else if self.addresses.len() > FEW {
            self.numbers.insert(address, number);
        }
        number
    }

    pub(super) fn into_addresses(self) -> Vec<Rc<str>> {
        self.addresses
    }
}

/// Whether a reader who sees `text` knows `address`.
pub(super) fn is_address(text: &str, address: &str) -> bool {
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

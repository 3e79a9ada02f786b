//! Where links go, and the numbers of the addresses listed at the end.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use crate::render::escape::{is_bidi_control, is_hidden_control};

/// The addresses that were referred to, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct References {
    numbers: HashMap<Rc<str>, usize>,
    addresses: Vec<Rc<str>>,
}

impl References {
    /// The number of `address`, counting from 1.
    pub(super) fn number(&mut self, address: Cow<'_, str>) -> usize {
        if let Some(&number) = self.numbers.get(&*address) {
            return number;
        }
        let address: Rc<str> = Rc::from(address);
        self.addresses.push(Rc::clone(&address));
        self.numbers.insert(address, self.addresses.len());
        self.addresses.len()
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
    if !address.contains(hidden) {
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

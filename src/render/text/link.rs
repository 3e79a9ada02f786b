//! Where links go, and the numbers of the addresses listed at the end.

use std::collections::HashMap;
use std::rc::Rc;

/// The addresses that were referred to, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct References {
    numbers: HashMap<Rc<str>, usize>,
    addresses: Vec<Rc<str>>,
}

impl References {
    /// The number of `address`, counting from 1.
    pub(super) fn number(&mut self, address: &str) -> usize {
        if let Some(&number) = self.numbers.get(address) {
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

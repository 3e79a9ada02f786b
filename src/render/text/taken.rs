//! Numbers that the author's text has in brackets, which no reference gets: `as [1] says`.

use std::collections::BTreeSet;

use crate::render::core::Root;
use crate::tree::{Piece, Template};
use crate::visit::Node;

/// Most digits of a number that is looked at.
const MOST_DIGITS: usize = 6;

/// The numbers in what is rendered, whatever its values are.
pub(super) fn numbers(root: Root<'_>) -> BTreeSet<u64> {
    let mut taken = BTreeSet::new();
    // Few articles hold one, and looking at the nodes takes long for what it finds.
    if let Root::Article(article) = root
        && !may_hold_number(article.source())
    {
        return taken;
    }
    for node in root.nodes() {
        match node {
            Node::Words(words) => collect(&words.text, &mut taken),
            Node::CodeSpan(code) => collect_pieces(&code.content, &mut taken),
            Node::CodeBlock(code) => collect_pieces(&code.content, &mut taken),
            _ => {}
        }
    }
    taken
}

/// Whether a `[` may be before a digit: either can be written as a reference, `&#91;1]`.
fn may_hold_number(source: &str) -> bool {
    const BRACKETS: [&[u8]; 5] = [b"&#91", b"&#091", b"&#x5b", b"&lsqb;", b"&lbrack;"];
    let bytes = source.as_bytes();
    let is_reference = |at: usize, reference: &[u8]| {
        bytes.get(at..at + reference.len()).is_some_and(|start| start.eq_ignore_ascii_case(reference))
    };
    memchr::memchr_iter(b'[', bytes)
        .any(|at| bytes.get(at + 1).is_some_and(|&byte| byte.is_ascii_digit() || byte == b'&'))
        || memchr::memchr_iter(b'&', bytes).any(|at| BRACKETS.iter().any(|bracket| is_reference(at, bracket)))
}

fn collect_pieces(template: &Template, taken: &mut BTreeSet<u64>) {
    for piece in template.pieces() {
        if let Piece::Text(text) = piece {
            collect(text, taken);
        }
    }
}

fn collect(text: &str, taken: &mut BTreeSet<u64>) {
    for open in memchr::memchr_iter(b'[', text.as_bytes()) {
        let number = &text[open + 1..];
        let digits = number.bytes().take(MOST_DIGITS + 1).take_while(u8::is_ascii_digit).count();
        if digits <= MOST_DIGITS && number[digits..].starts_with(']') {
            taken.extend(number[..digits].parse::<u64>());
        }
    }
}

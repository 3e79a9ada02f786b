//! The sequences by which a terminal shows looks: SGR of ECMA-48 for bold and colours, OSC 8 for links.
//!
//! Only this file writes control characters. Nothing of an article or a value is in a sequence but the address of a link, of
//! which no byte is left that is not printable ASCII; and what a line opens, it closes.

use std::borrow::Cow;

use super::line::{Line, SOFT_HYPHEN};
use super::look::{Look, Tint};
use super::run::Run;

/// Ends all looks but a link.
const RESET: &str = "\x1b[0m";

const BEGIN_LINK: &str = "\x1b]8;;";
const END_OF_ADDRESS: &str = "\x1b\\";

/// The longest address of a link in bytes: longer ones are cut off or ignored by terminals.
const LONGEST_ADDRESS: usize = 2_000;

/// Adds the text of `line`, which is one of `run`. A link that began on an earlier line is one again as long as there are
/// bytes `left` for addresses: with one of 2,000 bytes and a word on each line, the output would be much more than the article.
pub(super) fn push_line(out: &mut String, run: &Run, line: &Line<'_>, left: &mut usize) {
    if run.looks().is_plain() {
        return out.push_str(&line.text);
    }
    let continued = run.looks().before(line.range.start).link;
    let mut is_linked = true;
    if let Some(address) = run.looks().address(Look { link: continued, ..Look::default() }) {
        match left.checked_sub(address.len()) {
            Some(less) => *left = less,
            None => is_linked = false,
        }
    }
    let mut now = Look::default();
    for (stretch, look) in run.looks().within(line.range.clone()) {
        let text = run.text().get(stretch).unwrap_or_default();
        if text.is_empty() {
            continue;
        }
        let look = if is_linked || look.link != continued { look } else { look.unlinked() };
        turn(out, now, look, run.looks().address(look));
        now = look;
        out.push_str(&shown(run, text));
    }
    if line.shows_hyphen(run) {
        out.push('-');
    }
    turn(out, now, Look::default(), None);
}

/// Adds what `push` adds in one look.
pub(super) fn push(out: &mut String, look: Look, push: impl FnOnce(&mut String)) {
    if look == Look::default() {
        return push(out);
    }
    turn(out, Look::default(), look, None);
    push(out);
    turn(out, look, Look::default(), None);
}

/// `text` of `run` without its soft hyphens.
fn shown<'t>(run: &Run, text: &'t str) -> Cow<'t, str> {
    if run.has_soft_hyphens() && text.contains(SOFT_HYPHEN) {
        Cow::Owned(text.replace(SOFT_HYPHEN, ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// Turns from one look to another, whose link has this `address`.
fn turn(out: &mut String, from: Look, to: Look, address: Option<&str>) {
    if from.link != to.link && from.link > 0 {
        out.push_str(BEGIN_LINK);
        out.push_str(END_OF_ADDRESS);
    }
    if from.unlinked() != to.unlinked() {
        if from.unlinked() != Look::default() {
            out.push_str(RESET);
        }
        push_codes(out, to);
    }
    if let Some(address) = address.filter(|_| from.link != to.link) {
        out.push_str(BEGIN_LINK);
        out.push_str(address);
        out.push_str(END_OF_ADDRESS);
    }
}

fn push_codes(out: &mut String, look: Look) {
    let codes = [
        look.is_bold.then_some("1"),
        look.is_faint.then_some("2"),
        look.is_italic.then_some("3"),
        look.is_underlined.then_some("4"),
        look.tint.map(code),
    ];
    let mut before = "\x1b[";
    for code in codes.into_iter().flatten() {
        out.push_str(before);
        out.push_str(code);
        before = ";";
    }
    if before == ";" {
        out.push('m');
    }
}

/// The code of a colour of text.
fn code(tint: Tint) -> &'static str {
    match tint {
        Tint::Red => "31",
        Tint::Green => "32",
        Tint::Yellow => "33",
        // The dark blue of many themes cannot be seen on black.
        Tint::Blue => "94",
        Tint::Magenta => "35",
    }
}

/// `address` for the sequence of a link: printable ASCII, other bytes percent-encoded. `None` if terminals would not take it.
pub(super) fn link_address(address: &str) -> Option<String> {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    (out.len() <= LONGEST_ADDRESS).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::super::look::{BOLD, CODE};
    use super::*;

    fn turned(from: Look, to: Look, address: Option<&str>) -> String {
        let mut out = String::new();
        turn(&mut out, from, to, address);
        out
    }

    #[test]
    fn looks_are_turned_on_and_off() {
        let link = Look { link: 1, ..Look::default() };
        assert_eq!(turned(BOLD, BOLD, None), "");
        assert_eq!(turned(Look::default(), BOLD.and(CODE), None), "\x1b[1;35m");
        assert_eq!(turned(BOLD, CODE, None), "\x1b[0m\x1b[35m");
        assert_eq!(turned(BOLD, Look::default(), None), "\x1b[0m");
        assert_eq!(turned(BOLD, BOLD.and(link), Some("a:b")), "\x1b]8;;a:b\x1b\\");
        assert_eq!(turned(BOLD.and(link), Look::default(), None), "\x1b]8;;\x1b\\\x1b[0m");
    }

    #[test]
    fn addresses_of_links_are_printable_ascii() {
        let address = "https://example.com/\x1b\\\u{9c}\u{7}\u{7f} ä;\n";
        assert_eq!(link_address(address).as_deref(), Some("https://example.com/%1B\\%C2%9C%07%7F%20%C3%A4;%0A"));
        assert_eq!(link_address(&"a".repeat(2_000)).map(|address| address.len()), Some(2_000));
        assert_eq!(link_address(&"a".repeat(2_001)), None);
    }
}

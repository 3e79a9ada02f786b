//! What comes after the host of an address, and what does not belong to it any more.

use crate::source::{is_joiner, is_unspaced};

use super::Spelling;
use super::characters::{continues_with_words, ends, is_sign, joins_nothing, separates};

/// Where the URL that begins at `start` ends, whose host ends at `host`.
pub(super) fn end(text: &str, start: usize, host: usize, spelling: &impl Fn(usize) -> Spelling) -> usize {
    if !text[host..].starts_with(['/', '?', '#']) {
        return host;
    }
    let read = Tail::read(text, host);
    read.trimmed(text, start, host, spelling)
}

/// Characters after a host.
struct Tail {
    end: usize,
    /// How many more `)` there are than `(`.
    closed: isize,
}

impl Tail {
    fn read(text: &str, host: usize) -> Tail {
        let (mut end, mut closed, mut before, mut in_path) = (host, 0, '/', true);
        let (mut square, mut curly) = (0_usize, 0_usize);
        for (at, c) in text[host..].char_indices().map(|(at, c)| (host + at, c)) {
            let open = match c {
                ']' => &mut square,
                '}' => &mut curly,
                _ => &mut 1,
            };
            let is_other = ends(c) || joins_nothing(before, c) || is_unspaced(c) && !continues_with_words(before);
            if is_other || *open == 0 || is_next(text, at, before, in_path) {
                break;
            }
            match c {
                '(' => closed -= 1,
                ')' => closed += 1,
                '[' => square += 1,
                '{' => curly += 1,
                ']' | '}' => *open -= 1,
                '?' | '#' => in_path = false,
                _ => {}
            }
            (end, before) = (at + c.len_utf8(), c);
        }
        Tail { end, closed }
    }

    /// Where it ends without the punctuation that ends a sentence, as GFM has it, and without what opens and never closes.
    fn trimmed(mut self, text: &str, start: usize, host: usize, spelling: &impl Fn(usize) -> Spelling) -> usize {
        while self.end > host {
            let kept = &text[start..self.end];
            let Some(last) = kept.chars().next_back() else { break };
            let end = self.end - last.len_utf8();
            self.end = match last {
                '\\' => end,
                _ if spelling(end) == Spelling::Entity => end,
                ';' => end - entity(&text[start..end]),
                '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '[' | '{' => end,
                '(' => {
                    self.closed += 1;
                    end
                }
                ')' if self.closed > 0 => {
                    self.closed -= 1;
                    end
                }
                _ => match without_signs(&text[host..self.end]) {
                    kept if kept.len() < self.end - host => host + kept.len(),
                    _ => break,
                },
            };
        }
        self.end.max(host)
    }
}

/// `text` without the signs at its end, as in `https://example.com/a®`, unless they are a name of their own:
/// `https://example.com/😀`.
fn without_signs(text: &str) -> &str {
    let kept = text.trim_end_matches(|c| is_sign(c) || is_joiner(c));
    let signs = &text[kept.len()..];
    if signs.contains(is_sign) && kept.ends_with(separates) { text } else { kept }
}

/// Whether another URL begins at `at`: after CJK text, after a comma in a path, or in brackets after others.
fn is_next(text: &str, at: usize, before: char, in_path: bool) -> bool {
    let separates = !before.is_ascii() || in_path && matches!(before, ',' | ';') || text[..at].ends_with(")(");
    let is_url = |scheme: &str| {
        text.as_bytes().get(at..at + scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()))
    };
    separates && (is_url("https://") || is_url("http://"))
}

/// How long a reference such as `&hl` is that `text` ends with; its `;` comes next.
fn entity(text: &str) -> usize {
    let name = text.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    if name > 0 && text[..text.len() - name].ends_with('&') { name + 1 } else { 0 }
}

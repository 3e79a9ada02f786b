//! JSON text laid out for reading.

use super::token::{Token, Tokens};

/// Levels beyond this one are indented as this one is.
const DEEPEST_INDENT: usize = 12;

/// Valid JSON `text` with one member or element a line, every token as it is in `text`; no further than the token that
/// reaches beyond `most` bytes.
pub(super) fn indented(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(text.len().min(most) / 4 * 5);
    let mut depth = 0_usize;
    let mut tokens = Tokens::new(text).peekable();
    while let Some((token, range)) = tokens.next().filter(|_| out.len() <= most) {
        let written = text.get(range).unwrap_or_default();
        match token {
            Token::Open => {
                out.push_str(written);
                depth += 1;
                if tokens.peek().is_some_and(|(next, _)| *next != Token::Close) {
                    new_line(&mut out, depth);
                }
            }
            Token::Close => {
                depth = depth.saturating_sub(1);
                if !out.ends_with(['{', '[']) {
                    new_line(&mut out, depth);
                }
                out.push_str(written);
            }
            Token::Comma => {
                out.push_str(written);
                new_line(&mut out, depth);
            }
            Token::Colon => out.push_str(": "),
            Token::String | Token::Word => out.push_str(written),
        }
    }
    out.push('\n');
    out
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth.min(DEEPEST_INDENT)));
}

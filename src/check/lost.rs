//! Signs that do not show because Markdown takes them for emphasis, where something else is meant (format §5).

use crate::diagnostic::{Code, Diagnostic};
use crate::tree::{CodeSpan, Inline, Inlines, Piece, Styled};

use super::{literal, masks, ranges, stars, wildcards};

/// What is found among `inlines`. In the text of a link, `[a*b*c]`, backslashes would make another label.
pub(super) fn among(source: &str, inlines: &Inlines, in_link: bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Of the line that is read: what is a pattern if another there is, and where what is found on it begins.
    let (mut doubted, mut line) = (Vec::new(), 0);
    for inline in inlines {
        match inline {
            Inline::Styled(styled) => match of_styled(source, styled) {
                Some(lost) => found.push(lost),
                None => doubted.extend(wildcards::doubted(source, styled)),
            },
            Inline::Code(code) => found.extend(in_code(source, code)),
            Inline::SoftBreak(_) | Inline::HardBreak(_) => {
                settle(&mut found, &mut doubted, line);
                line = found.len();
            }
            _ => {}
        }
    }
    settle(&mut found, &mut doubted, line);
    if in_link {
        found.iter_mut().for_each(|found| found.fix = None);
    }
    found
}

/// Adds what is `doubted` if a pattern is `found` on its line, from number `line` on: `"**/bin/**", **/obj/**`.
fn settle(found: &mut Vec<Diagnostic>, doubted: &mut Vec<Diagnostic>, line: usize) {
    if found[line..].iter().any(|found| found.code == Code::ASTERISK_LOST) {
        found.append(doubted);
    }
    doubted.clear();
}

fn of_styled(source: &str, styled: &Styled) -> Option<Diagnostic> {
    match source.as_bytes().get(styled.span.start as usize)? {
        b'*' => masks::lost(source, styled).or_else(|| wildcards::lost(source, styled)),
        b'_' => wildcards::underscores(source, styled),
        b'~' => ranges::lost(source, styled),
        _ => None,
    }
}

/// `<code>2*3*4</code>`, `<code>__init__.py</code>`: in the element, unlike in backticks, Markdown is read. Of what may be meant for
/// emphasis, `<code>**lamp**</code>`, nothing is said.
fn in_code(source: &str, code: &CodeSpan) -> Option<Diagnostic> {
    let written = source.get(code.span.range()).filter(|written| written.starts_with('<'))?;
    let inside = written.get(written.find('>')? + 1..written.rfind("</")?)?;
    if inside.contains(['<', '\n', '\r']) || !inside.contains(['*', '_']) {
        return None;
    }
    let shows = |mark: char| {
        let count = |text: &str| text.matches(mark).count();
        let pieces = code.content.pieces().iter();
        pieces.map(|piece| if let Piece::Text(text) = piece { count(text) } else { 0 }).sum::<usize>() >= count(inside)
    };
    let is_meant = |words| {
        literal::markdown(inside, inside.len(), |_| false).is_some() || stars::tight(inside, 0, inside, words).is_some()
    };
    let (name, rule) = match (shows('*'), shows('_')) {
        (false, _) if !is_meant(stars::Words::All) => ("asterisks", Code::ASTERISK_LOST),
        (true, false) if !is_meant(stars::Words::Sure) => ("underscores", Code::UNDERSCORE_LOST),
        _ => return None,
    };
    let message = format!(
        "expected backticks around code with {name}, found `<code>`, in which they make emphasis; the {name} do not show"
    );
    let found = Diagnostic::warning(rule, code.span, message);
    let is_plain = written.starts_with("<code>")
        && written.ends_with("</code>")
        && !inside.contains(['`', '&', '\\'])
        && inside.trim() == inside
        && !source[..code.span.start as usize].ends_with('`')
        && !source[code.span.end as usize..].starts_with('`');
    Some(if is_plain { found.with_fix(code.span, format!("`{inside}`")) } else { found })
}

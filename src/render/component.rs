//! What renderers show of a component.

use std::borrow::Cow;

use crate::note::Notes;

/// The source of a component without the author's notes in it, nor the lines that held nothing else (format §3).
pub(crate) fn without_notes(source: &str) -> Cow<'_, str> {
    if !source.contains("<!--") {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len());
    let mut notes = Notes::new(source);
    let mut rest = source;
    while let Some(at) = rest.find("<!--") {
        out.push_str(&rest[..at]);
        let end = notes.end(source.len() - rest.len() + at);
        rest = end.map_or("", |end| &source[end..]);
        let line = out.trim_end_matches([' ', '\t']).len();
        let behind = rest.trim_start_matches([' ', '\t', '\r']);
        if let Some(next) = behind.strip_prefix('\n').filter(|_| line == 0 || out[..line].ends_with('\n')) {
            out.truncate(line);
            rest = next;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shown(source: &str, expected: &str) {
        assert_eq!(without_notes(source), expected);
    }

    #[test]
    fn notes_are_not_shown() {
        shown("<metric>\n</metric>", "<metric>\n</metric>");
        shown("<metric>\n  <!-- ask -->\n  <name>a</name><!--b-->\n</metric>", "<metric>\n  <name>a</name>\n</metric>");
        shown("<metric><!--\n\n-->a</metric>", "<metric>a</metric>");
        shown("<metric>a<!-- b</metric>", "<metric>a");
        shown("<!--a--><!--b-->\nc", "c");
        shown("<metric><!-- a <!-- b --> c -->d</metric>", "<metric>d</metric>");
    }
}

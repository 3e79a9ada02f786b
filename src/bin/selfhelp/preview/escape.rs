//! Text in the HTML of the page.

/// `text` for the content of an element and for a quoted attribute. Controls, which HTML forbids, show as U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let escaped = quick_xml::escape::escape(text);
    let is_forbidden = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if escaped.contains(is_forbidden) {
        escaped.replace("\r\n", "\n").replace(is_forbidden, "\u{FFFD}")
    } else {
        escaped.into_owned()
    }
}

//! Tags that are at the end of an address by accident: `https://example.com/region<br />`.

use super::element::{Element, Void};

/// Longest such tag, in bytes.
const MOST: usize = 24;

/// The length of the tag without attributes that `text` begins with, if it is no word: `<br />`, `</b>`, `<wbr>`, but not `<name>`.
pub(crate) fn stray_tag(text: &str) -> Option<usize> {
    let end = text.bytes().take(MOST).position(|byte| byte == b'>')?;
    let inside = text[..end].strip_prefix('<')?;
    let is_closing = inside.starts_with('/');
    let name = inside.trim_matches(['/', ' ']).to_ascii_lowercase();
    let (_, element) = Element::from_name(&name)?;
    let is_shown = matches!(element, Element::Void(Void::Image | Void::Rule));
    (is_closing || !is_shown && !Element::may_be_word(&name)).then_some(end + 1)
}

/// The message where `what` is left out at the end of a target.
pub(crate) fn left_out(what: &str) -> String {
    format!("expected the target of a link to end here, found {what}; it is left out")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_without_attributes() {
        for tag in ["<br>", "<BR/>", "<br />", "<br >", "</br>", "</b>", "</a>", "<wbr>", "<p>", "</header>"] {
            assert_eq!(stray_tag(tag), Some(tag.len()), "{tag}");
        }
        for text in ["<name>", "<header>", "<img>", "<hr>", "<br", "b>", "<b title='a'>", "<灯>", "<>"] {
            assert_eq!(stray_tag(text), None, "{text}");
        }
    }
}

//! How long a tag is.

/// What hides a `>` from the end of a tag.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TagRule {
    /// Quotes anywhere in it: all of `<a "b>c">` is a tag.
    Quotes,
    /// Quotes anywhere in it; what holds another `<`, as `<a <b>`, is not a tag.
    QuotesInSingle,
    /// Quotes where the value of an attribute begins, as in HTML: the tag of `<a "b>c">` ends before `c`.
    Values,
}

/// The length of the tag that `html` begins with: up to the first `>` that is not hidden.
pub(crate) fn tag_len(html: &str, rule: TagRule) -> Option<usize> {
    let (mut open, mut may_open) = (None, rule != TagRule::Values);
    for (at, byte) in html.bytes().enumerate() {
        match (open, byte) {
            (Some(quote), _) => open = open.filter(|_| quote != byte),
            (None, b'>') => return Some(at + 1),
            (None, b'<') if at > 0 && rule == TagRule::QuotesInSingle => return None,
            (None, b'"' | b'\'') if may_open => {
                open = Some(byte);
                may_open = rule != TagRule::Values;
            }
            (None, b'=') => may_open = true,
            (None, byte) if byte.is_ascii_whitespace() => {}
            (None, _) => may_open = rule != TagRule::Values,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn ends(html: &str, quotes: Option<usize>, in_single: Option<usize>, values: Option<usize>) {
        assert_eq!(tag_len(html, TagRule::Quotes), quotes, "{html:?}");
        assert_eq!(tag_len(html, TagRule::QuotesInSingle), in_single, "{html:?}");
        assert_eq!(tag_len(html, TagRule::Values), values, "{html:?}");
    }

    #[test]
    fn tags_end_outside_of_quotes() {
        ends("<b>c>", Some(3), Some(3), Some(3));
        ends("<a b=\">\">c", Some(9), Some(9), Some(9));
        ends("<a b = '>'>c", Some(11), Some(11), Some(11));
        ends("<a \"b>c\">", Some(9), Some(9), Some(6));
        ends("<a b=c\"d>e", None, None, Some(9));
        ends("<a b=\"\"\"c>", None, None, Some(10));
        ends("<a b=\">", None, None, None);
        ends("<a <b>", Some(6), None, Some(6));
        ends("<a b=\"<\">", Some(9), Some(9), Some(9));
        ends("<a", None, None, None);
    }
}

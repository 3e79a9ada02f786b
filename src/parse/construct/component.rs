//! Finding components in a body (format §6).

use std::collections::HashMap;

use crate::source::{Comments, Next};

/// The elements that are components, in lower case, and how their end tags begin.
const ELEMENTS: [(&str, &str); 5] = [
    ("insight", "</insight"),
    ("metric", "</metric"),
    ("videogroup", "</videogroup"),
    ("video", "</video"),
    ("azurekb", "</azurekb"),
];

/// Finds components; remembers what it looked for, so that many openers without end tag stay linear.
#[derive(Debug)]
pub(super) struct Finder<'t> {
    body: &'t str,
    comments: Comments<'t>,
    /// Where the last tag looked for was found, if it was.
    seen: HashMap<&'static str, Next>,
    /// Where the next `>` is.
    bracket: Next,
}

impl<'t> Finder<'t> {
    pub(super) fn new(body: &'t str) -> Finder<'t> {
        Finder { body, comments: Comments::new(body), seen: HashMap::new(), bracket: Next::default() }
    }

    /// The component that starts at `at`: its name, and the offset after it.
    pub(super) fn component(&mut self, at: usize) -> Option<(&'static str, usize)> {
        let body = self.body;
        let rest = body[at..].strip_prefix('<')?;
        let (name, end_tag) = ELEMENTS.into_iter().find(|(name, _)| starts_tag(rest, name))?;
        let after = at + 1 + name.len();
        let bracket = || memchr::memchr(b'>', &body.as_bytes()[after..]).map(|at| after + at);
        let tag_end = self.bracket.offset(after, bracket)? + 1;
        let attributes = body[after..tag_end - 1].trim();
        if attributes == "/" || (name != "video" && attributes.ends_with('/')) {
            return Some((name, tag_end));
        }
        let end = self.next(end_tag, tag_end)?;
        if name == "video" && (!attributes.is_empty() || self.next("<source", tag_end).is_some_and(|at| at < end)) {
            return None;
        }
        let close = end + memchr::memchr(b'>', &body.as_bytes()[end..])? + 1;
        Some((name, close))
    }

    /// The offset of the next tag that begins like `tag` at or after `from`, and is in no comment.
    fn next(&mut self, tag: &'static str, from: usize) -> Option<usize> {
        let Finder { body, comments, seen, .. } = self;
        seen.entry(tag).or_default().offset(from, || {
            let mut at = from;
            loop {
                at += memchr::memchr(b'<', &body.as_bytes()[at..])?;
                let rest = &body[at..];
                if starts_tag(rest, tag) {
                    return Some(at);
                }
                at = if rest.starts_with("<!--") { comments.end(at)? } else { at + 1 };
            }
        })
    }
}

/// Whether `text` starts with `name`, in any case, and the name ends there.
fn starts_tag(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && matches!(text.as_bytes().get(name.len()), Some(b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(body: &str, expected: Option<(&str, usize)>) {
        assert_eq!(Finder::new(body).component(0), expected, "{body:?}");
    }

    #[test]
    fn components() {
        finds("<insight>\n\n  <symptomId>a</symptomId>\n</insight>.", Some(("insight", 48)));
        finds("<Insight></INSIGHT >", Some(("insight", 20)));
        finds("<azureKB/>", Some(("azurekb", 10)));
        finds("<videoGroup><video><src>a</src></video></videoGroup>", Some(("videogroup", 52)));
        finds("<video><src>a</src></video>", Some(("video", 27)));
        finds("<video src=\"a\"></video>", None);
        finds("<video><source src=\"a\"></video>", None);
        finds("<metric><!-- </metric> -->a</metric>", Some(("metric", 36)));
        finds("<insights></insights>", None);
        finds("<insight>", None);
        finds("<metric", None);
    }
}

//! Finding components in a body (format §6).

use std::collections::HashMap;

/// The elements that are components, in small letters, and how their end tags begin.
const ELEMENTS: [(&str, &str); 5] = [
    ("insight", "</insight"),
    ("metric", "</metric"),
    ("videogroup", "</videogroup"),
    ("video", "</video"),
    ("azurekb", "</azurekb"),
];

/// Finds components; remembers what it looked for, so that many openers without end tag stay linear.
#[derive(Debug, Default)]
pub(super) struct Finder {
    /// Where the last tag looked for was found, if it was.
    seen: HashMap<&'static str, Option<usize>>,
}

impl Finder {
    /// The component that starts at `at` in `body`: its name, and the offset behind it.
    pub(super) fn component(&mut self, body: &str, at: usize) -> Option<(&'static str, usize)> {
        let rest = body[at..].strip_prefix('<')?;
        let (name, end_tag) = ELEMENTS.into_iter().find(|(name, _)| starts_tag(rest, name))?;
        let behind = at + 1 + name.len();
        let tag_end = behind + memchr::memchr(b'>', &body.as_bytes()[behind..])? + 1;
        let attributes = body[behind..tag_end - 1].trim();
        if attributes == "/" || (name != "video" && attributes.ends_with('/')) {
            return Some((name, tag_end));
        }
        let end = self.next(body, end_tag, tag_end)?;
        if name == "video" && (!attributes.is_empty() || self.next(body, "<source", tag_end).is_some_and(|at| at < end))
        {
            return None;
        }
        let close = end + memchr::memchr(b'>', &body.as_bytes()[end..])? + 1;
        Some((name, close))
    }

    /// The offset of the next tag that begins like `tag` at or behind `from`.
    fn next(&mut self, body: &str, tag: &'static str, from: usize) -> Option<usize> {
        match self.seen.get(tag) {
            Some(&None) => None,
            Some(&Some(at)) if at >= from => Some(at),
            _ => {
                let mut tags = memchr::memchr_iter(b'<', &body.as_bytes()[from..]).map(|at| from + at);
                let at = tags.find(|&at| starts_tag(&body[at..], tag));
                self.seen.insert(tag, at);
                at
            }
        }
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
        assert_eq!(Finder::default().component(body, 0), expected, "{body:?}");
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
        finds("<insights></insights>", None);
        finds("<insight>", None);
        finds("<metric", None);
    }
}

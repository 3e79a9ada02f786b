//! Finding components in a text (format §6).

use std::collections::HashMap;
use std::ops::Range;

use super::Element;
use crate::source::{Comments, Next};

/// Finds components; remembers what it looked for, so that many openers without end tag stay linear.
#[derive(Debug)]
pub(crate) struct Finder<'t> {
    body: &'t str,
    comments: Comments<'t>,
    /// Where the last tag looked for was found, if it was.
    seen: HashMap<&'static str, Next>,
    /// Where the next `>` is.
    bracket: Next,
}

/// What is at an offset.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Search {
    /// Nothing that is a component.
    Nothing,
    /// A component that nothing ends, which is text: its name and its start tag.
    Unclosed(&'static str, Range<usize>),
    Found(Found),
}

/// A component in a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(super) element: Element,
    /// What is between the name and the `>` of its start tag.
    pub(super) attributes: Range<usize>,
    /// What is between its tags.
    pub(super) inside: Range<usize>,
    pub(crate) end: usize,
    pub(super) closer: Closer,
}

/// What ends a component.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Closer {
    /// Its end tag, or the `/>` of its start tag.
    Own,
    /// Another start tag in its place: `<videoGroup>…<videoGroup>`.
    StartTag,
}

impl<'t> Finder<'t> {
    pub(crate) fn new(body: &'t str) -> Finder<'t> {
        Finder { body, comments: Comments::new(body), seen: HashMap::new(), bracket: Next::default() }
    }

    /// What starts at `at`.
    pub(crate) fn search(&mut self, at: usize) -> Search {
        self.element(at).unwrap_or(Search::Nothing)
    }

    fn element(&mut self, at: usize) -> Option<Search> {
        let body = self.body;
        let rest = &body[at..];
        let element = Element::ALL.iter().copied().find(|element| starts_tag(rest, element.opener()))?;
        let after = at + element.opener().len();
        let bracket = || memchr::memchr(b'>', &body.as_bytes()[after..]).map(|at| after + at);
        let tag_end = self.bracket.offset(after, bracket)? + 1;
        let attributes = after..tag_end - 1;
        let written = body[attributes.clone()].trim();
        if element == Element::Video && !written.is_empty() {
            return None; // of HTML, as `<video src="…">` and `<video/>` are
        }
        if written.ends_with('/') {
            let (inside, closer) = (tag_end..tag_end, Closer::Own);
            return Some(Search::Found(Found { element, attributes, inside, end: tag_end, closer }));
        }
        let Some((inside_end, closer)) = self.closer(element, tag_end) else {
            let meant = !element.is_word() || self.child_follows(element, tag_end);
            return meant.then_some(Search::Unclosed(element.name(), at..tag_end));
        };
        if element == Element::Video && !self.is_component(tag_end, inside_end) {
            return None;
        }
        let end = inside_end + memchr::memchr(b'>', &body.as_bytes()[inside_end..])? + 1;
        Some(Search::Found(Found { element, attributes, inside: tag_end..inside_end, end, closer }))
    }

    /// What ends the `element` whose inside starts at `from`, and where that is.
    fn closer(&mut self, element: Element, from: usize) -> Option<(usize, Closer)> {
        let own = self.next(element.closer(), from);
        let again = self.next(element.opener(), from).filter(|&again| own.is_none_or(|own| again < own));
        let Some(again) = again else { return own.map(|own| (own, Closer::Own)) };
        let name_end = again + element.opener().len();
        let is_bare = self.body[name_end..].trim_start().starts_with('>');
        let tag_end = name_end + memchr::memchr(b'>', &self.body.as_bytes()[name_end..])? + 1;
        // What has children of its own is a second component: `<insight><symptomId>…` after one that nothing closes.
        let closes = is_bare && !self.child_follows(element, tag_end);
        closes.then_some((again, Closer::StartTag))
    }

    /// Whether a `<video>` between these offsets has a child of the format, and none of HTML.
    fn is_component(&mut self, from: usize, to: usize) -> bool {
        let mut holds = |tag| self.next(tag, from).is_some_and(|at| at < to);
        !holds("<source") && (holds("<src") || holds("<title"))
    }

    /// Whether a child of `element` starts at `at`, blanks and comments before it.
    fn child_follows(&self, element: Element, mut at: usize) -> bool {
        loop {
            let rest = self.body[at..].trim_start();
            if !rest.starts_with("<!--") {
                let name = rest.strip_prefix('<').unwrap_or_default();
                return element.starts_child(name);
            }
            match self.comments.end(self.body.len() - rest.len()) {
                Some(end) => at = end,
                None => return false,
            }
        }
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
pub(super) fn starts_tag(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && matches!(text.as_bytes().get(name.len()), Some(b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(body: &str, expected: Option<(&str, usize)>) {
        let found = match Finder::new(body).search(0) {
            Search::Found(found) => Some((found.element.name(), found.end)),
            Search::Nothing | Search::Unclosed(..) => None,
        };
        assert_eq!(found, expected, "{body:?}");
    }

    #[test]
    fn components() {
        finds("<insight>\n\n  <symptomId>a</symptomId>\n</insight>.", Some(("insight", 48)));
        finds("<Insight></INSIGHT >", Some(("insight", 20)));
        finds("<azureKB/>", Some(("azureKB", 10)));
        finds("<commonsolution></CommonSolution>", Some(("CommonSolution", 33)));
        finds("<videoGroup><video><src>a</src></video></videoGroup>", Some(("videoGroup", 52)));
        finds("<video><src>a</src></video>", Some(("video", 27)));
        finds("<video src=\"a\"></video>", None);
        finds("<video></video>", None);
        finds("<video/>", None);
        finds("<video><source src=\"a\"></video>", None);
        finds("<metric><!-- </metric> -->a</metric>", Some(("metric", 36)));
        finds("<insights></insights>", None);
        finds("<insight>", None);
        finds("<metric", None);
    }

    #[test]
    fn a_second_start_tag_can_close() {
        finds("<videoGroup>\n<video></video>\n<videoGroup>\n", Some(("videoGroup", 41)));
        finds(
            "<videoGroup><video></video><videoGroup> <videoGroup><video></video></videoGroup>",
            Some(("videoGroup", 39)),
        );
        finds("<metric><name>a</name><metric>", Some(("metric", 30)));
        finds("<metric><name>a</name><metric><name>b</name></metric>", None);
        finds("<metric><name>a</name><metric> <!-- c --> <NAME>b</name></metric>", None);
        finds("<metric><name>a</name><metric b=\"c\"></metric>", None);
    }

    #[track_caller]
    fn unclosed(body: &str, expected: bool) {
        assert_eq!(matches!(Finder::new(body).search(0), Search::Unclosed(..)), expected, "{body:?}");
    }

    #[test]
    fn a_word_in_angle_brackets_is_not_an_unclosed_component() {
        unclosed("<metric> is the metric", false);
        unclosed("<metric>\n<name>a</name>", true);
        unclosed("<video> <!-- a --> <src>", true);
        unclosed("<azureKB>", true);
        unclosed("<insight x", false);
    }
}

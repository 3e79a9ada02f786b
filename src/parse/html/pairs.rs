//! Which tags of a text have their partners, wherever these are.

use std::collections::BTreeMap;

use super::element::Element;

/// The longest name of an element.
const LONGEST_NAME: usize = 10;

/// The tags of known elements in a text that are one of a pair.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    /// Where the `<` of each is, in order.
    paired: Vec<u32>,
    /// Where the last end tag without a start tag is, by name.
    last_alone: BTreeMap<&'static str, u32>,
}

impl Pairs {
    /// The pairs of `text`: an end tag belongs to the last start tag of its name that has none.
    pub(crate) fn of(text: &str) -> Pairs {
        let mut pairs = Pairs::default();
        let mut open: BTreeMap<&'static str, Vec<u32>> = BTreeMap::new();
        for at in memchr::memchr_iter(b'<', text.as_bytes()) {
            let Some((name, closes)) = tag(&text.as_bytes()[at + 1..]) else { continue };
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            let open = open.entry(name).or_default();
            match (closes, open.pop()) {
                (true, Some(start)) => pairs.paired.extend([start, at]),
                (true, None) => drop(pairs.last_alone.insert(name, at)),
                (false, last) => open.extend(last.into_iter().chain([at])),
            }
        }
        pairs.paired.sort_unstable();
        pairs
    }

    /// Whether the tag at `at` is one of a pair.
    pub(crate) fn holds(&self, at: usize) -> bool {
        u32::try_from(at).is_ok_and(|at| self.paired.binary_search(&at).is_ok())
    }

    /// Whether an end tag without a start tag, with one of these `names`, comes after `at`.
    pub(crate) fn has_end_tag_after(&self, at: usize, names: &[&str]) -> bool {
        names.iter().any(|name| self.last_alone.get(name).is_some_and(|&last| last as usize > at))
    }
}

/// The name of the known element whose tag has this after its `<`, and whether it is an end tag.
fn tag(after: &[u8]) -> Option<(&'static str, bool)> {
    let (closes, after) = after.strip_prefix(b"/").map_or((false, after), |after| (true, after));
    let length = after.iter().take(LONGEST_NAME + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if !matches!(after.get(length), Some(b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r')) {
        return None;
    }
    let name = std::str::from_utf8(&after[..length]).ok()?.to_ascii_lowercase();
    Element::from_name(&name).map(|(name, _)| (name, closes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn paired(text: &str, expected: &[u32]) {
        assert_eq!(Pairs::of(text).paired, expected, "{text:?}");
    }

    #[test]
    fn tags_have_partners() {
        paired("<b>a</b>", &[0, 4]);
        paired("<b><B x=1>a</b\n>", &[3, 11]);
        paired("</b><b>", &[]);
        paired("<var> <x>a</x> <figcaption>b</figcaption>", &[15, 28]);
        paired("<b", &[]);
    }

    #[test]
    fn end_tags_are_alone() {
        let pairs = Pairs::of("<li>a</ul><b>c</b>");
        assert!(pairs.has_end_tag_after(0, &["ol", "ul"]) && !pairs.has_end_tag_after(5, &["ul"]));
        assert!(!pairs.has_end_tag_after(0, &["b"]));
    }
}

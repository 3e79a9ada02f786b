//! [`tags`]: the tags of HTML that this crate rendered.
//!
//! In such HTML a `<` begins a tag wherever it is, all attributes are in double quotes, and neither `<`, `>` nor `"` is in
//! their values.

use selfhelp::span::Span;

/// A tag.
#[derive(Clone, Copy)]
pub(super) struct Tag<'h> {
    /// Where it begins, and where the HTML goes on after it.
    pub(super) start: usize,
    pub(super) end: usize,
    /// From `<` to `>`.
    pub(super) text: &'h str,
}

/// The tags of `html`, in order.
pub(super) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    html.match_indices('<').filter_map(|(start, _)| {
        let text = html.get(start..)?;
        let text = text.get(..=text.find('>')?)?;
        Some(Tag { start, end: start + text.len(), text })
    })
}

impl<'h> Tag<'h> {
    /// The name of its element.
    pub(super) fn name(&self) -> &'h str {
        let name = self.text.trim_start_matches(['<', '/']);
        name.split([' ', '>']).next().unwrap_or_default()
    }

    pub(super) fn is_end(&self) -> bool {
        self.text.starts_with("</")
    }

    /// The value of an attribute, as it is written.
    pub(super) fn attribute(&self, name: &str) -> Option<&'h str> {
        let mut pieces = self.text.split('"');
        loop {
            let before = pieces.next()?;
            let value = pieces.next()?;
            if before.strip_suffix('=').and_then(|before| before.rsplit(' ').next()) == Some(name) {
                return Some(value);
            }
        }
    }

    /// Where its node is in the source.
    pub(super) fn span(&self) -> Option<Span> {
        let (start, end) = self.attribute("data-span")?.split_once('-')?;
        Some(Span::new(start.parse().ok()?, end.parse().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_by_name() {
        let html = "a <p class=\"data-span=\" data-span=\"3-17\">b</p>";
        let found: Vec<_> = tags(html).collect();
        assert_eq!(found.iter().map(Tag::name).collect::<Vec<_>>(), ["p", "p"]);
        let first = found.first().copied();
        assert_eq!(first.and_then(|tag| tag.span()), Some(Span::new(3, 17)));
        assert_eq!(first.and_then(|tag| tag.attribute("class")), Some("data-span="));
        assert_eq!(first.and_then(|tag| tag.attribute("id")), None);
        assert!(found.last().is_some_and(Tag::is_end));
    }
}

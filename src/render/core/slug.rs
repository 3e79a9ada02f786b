//! Slugs: headings as ids.

use std::collections::HashMap;

/// Slugs already given, with the number to try next for each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slugs {
    next: HashMap<String, u32>,
}

impl Slugs {
    /// Whether `slug` was given.
    pub(crate) fn has(&self, slug: &str) -> bool {
        self.next.contains_key(slug)
    }

    /// `wanted`, or with the first number that makes it another than all before it and all in `others`.
    pub(crate) fn unique(&mut self, wanted: String, others: Option<&Slugs>) -> String {
        let others = |slug: &str| others.and_then(|others| others.next.get(slug));
        if !self.next.contains_key(&wanted) {
            let others = others(&wanted).copied();
            self.next.insert(wanted.clone(), others.unwrap_or(2));
            if others.is_none() {
                return wanted;
            }
        }
        loop {
            let number = self.next.get_mut(&wanted).map_or(2, |next| {
                *next = next.saturating_add(1);
                *next - 1
            });
            let numbered = format!("{wanted}-{number}");
            if !self.next.contains_key(&numbered) && others(&numbered).is_none() {
                self.next.insert(numbered.clone(), 2);
                return numbered;
            }
        }
    }
}

/// The letters and digits of `text` in lower case, with `-` for whatever is between them.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() { "heading".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn slugs(texts: &[&str], expected: &[&str]) {
        let mut slugs = Slugs::default();
        let found: Vec<String> = texts.iter().map(|text| slugs.unique(slug(text), None)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn slugs_are_letters_and_digits() {
        slugs(&["Recommended Steps", "  (1) What's *new*? "], &["recommended-steps", "1-what-s-new"]);
        slugs(&["Überblick", "概要", "\u{130}"], &["überblick", "概要", "i"]);
        slugs(&["", "…", "\"><script>"], &["heading", "heading-2", "script"]);
    }

    #[test]
    fn slugs_are_unique() {
        slugs(&["a", "a", "a 2", "a", "a 2"], &["a", "a-2", "a-2-2", "a-3", "a-2-3"]);
        slugs(&["a 3", "a", "a", "a"], &["a-3", "a", "a-2", "a-4"]);
    }

    #[test]
    fn slugs_are_other_than_those_of_others() {
        let (mut others, mut slugs) = (Slugs::default(), Slugs::default());
        for wanted in ["a", "a", "b-2"] {
            others.unique(wanted.to_owned(), None);
        }
        let found: Vec<String> =
            ["a", "a", "b", "b", "c"].iter().map(|&wanted| slugs.unique(wanted.to_owned(), Some(&others))).collect();
        assert_eq!(found, ["a-3", "a-4", "b", "b-3", "c"]);
    }

    #[test]
    fn many_equal_headings_take_time_in_proportion() {
        let mut slugs = Slugs::default();
        let last = (0..100_000).map(|_| slugs.unique("a".to_owned(), None)).last();
        assert_eq!(last.as_deref(), Some("a-100000"));
    }
}

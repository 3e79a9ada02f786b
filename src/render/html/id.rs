//! Ids of headings.

use std::collections::HashMap;

/// Ids already given, by their slugs, with the number to try next for each.
#[derive(Default)]
pub(super) struct Ids {
    next: HashMap<String, u32>,
}

impl Ids {
    /// A slug for a heading with the text `text`, other than all before it.
    pub(super) fn slug(&mut self, text: &str) -> String {
        let wanted = slug(text);
        if !self.next.contains_key(&wanted) {
            self.next.insert(wanted.clone(), 2);
            return wanted;
        }
        loop {
            let number = self.next.get_mut(&wanted).map_or(2, |next| {
                *next = next.saturating_add(1);
                *next - 1
            });
            let numbered = format!("{wanted}-{number}");
            if !self.next.contains_key(&numbered) {
                self.next.insert(numbered.clone(), 2);
                return numbered;
            }
        }
    }
}

/// The letters and digits of `text` in lower case, with `-` for whatever is between them.
fn slug(text: &str) -> String {
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
        let mut ids = Ids::default();
        let found: Vec<String> = texts.iter().map(|text| ids.slug(text)).collect();
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
    fn many_equal_headings_take_time_in_proportion() {
        let mut ids = Ids::default();
        let last = (0..100_000).map(|_| ids.slug("a")).last();
        assert_eq!(last.as_deref(), Some("a-100000"));
    }
}

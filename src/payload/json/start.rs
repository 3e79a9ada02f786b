//! What the JSON of a payload begins with, and what is left of that where its start is damaged.

/// The start of an object, whole or damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    /// What comes before it and belongs to nothing: `,` in `,{ … }`, comments.
    pub(crate) left: usize,
    /// The length of the key, with its quotes, where the object has no `{`: `"id": 1 }`.
    pub(crate) key: Option<usize>,
}

impl Start {
    /// What `text` begins with, if it is an object or what is left of one: `{…`, `[{…`, `,{…`, `// later⏎{…`, `"id": 1 }`.
    pub(crate) fn of(text: &str) -> Option<Start> {
        let is_left = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '}' | ',' | ';');
        let object = if text.starts_with('{') { text } else { without_comments(text).trim_start_matches(is_left) };
        let left = text.len() - object.len();
        if object.starts_with('{') {
            return Some(Start { left, key: None });
        }
        let key = key(object)?;
        Some(Start { left, key: Some(key) })
    }

    /// The key that `text`, whose start this is, has in place of a `{`.
    pub(crate) fn key_of<'a>(&self, text: &'a str) -> Option<&'a str> {
        let key = text.get(self.left..self.left + self.key?)?;
        Some(key.trim_matches(is_quote))
    }
}

/// Whether `c` is a quote, as keyboards and word processors have them.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '\u{2018}'..='\u{201f}' | '\u{ff02}')
}

/// The length of the key that `text` begins with; none where it only looks like one, as in `"Note": read on`.
pub(super) fn key(text: &str) -> Option<usize> {
    /// Most bytes of a key.
    const MOST_KEY: usize = 100;
    let mut inner = text.strip_prefix(is_quote)?.char_indices().take_while(|(at, _)| *at < MOST_KEY);
    let quote = inner.find(|(_, c)| is_quote(*c))?;
    let first = text.chars().next()?.len_utf8();
    let length = first + quote.0 + quote.1.len_utf8();
    let value = text.get(length..)?.trim_start().strip_prefix(':')?.trim_start();
    let is_value = |c: char| is_quote(c) || matches!(c, '{' | '[' | '-') || c.is_ascii_digit();
    let is_word = ["true", "false", "null"].iter().any(|word| value.starts_with(word));
    (is_word || value.starts_with(is_value)).then_some(length)
}

/// `text` after the comments of a programming language that it begins with, `// later` and `/* later */`.
fn without_comments(mut text: &str) -> &str {
    /// Most bytes of a comment of lines: each line of `---` may have one that nothing ends.
    const MOST_COMMENT: usize = 1000;
    loop {
        let bytes = text.as_bytes();
        let end = match bytes {
            [b'/', b'/', ..] => memchr::memchr2(b'\n', b'\r', bytes),
            [b'/', b'*', ..] => {
                memchr::memmem::find(bytes.get(..MOST_COMMENT).unwrap_or(bytes), b"*/").map(|end| end + 2)
            }
            _ => return text,
        };
        text = end.and_then(|end| text.get(end..)).unwrap_or_default().trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn starts(text: &str, left: usize, key: Option<&str>) {
        let start = Start::of(text).map(|start| (start.left, start.key_of(text)));
        assert_eq!(start, Some((left, key)), "{text:?}");
    }

    #[test]
    fn of_objects_and_what_is_left_of_them() {
        starts("{ \"id\": 1 }", 0, None);
        starts("[{ \"id\": 1 }]", 1, None);
        starts("[\r\n  {", 5, None);
        starts(",{", 1, None);
        starts("}, {", 3, None);
        starts("// a\r\n// b\n/* c\nd */ {", 21, None);
        starts("\"id\": 1 }", 0, Some("id"));
        starts(",\"id\" :[", 1, Some("id"));
        starts("\u{201c}id\u{201d}: true", 0, Some("id"));
        for text in
            ["", "Lamp", "[Lamp](https://e.example)", "\"Lamp\" is", "\"Note\": read", "// {", "/* {", "}", "'tis: 1"]
        {
            assert_eq!(Start::of(text), None, "{text:?}");
        }
    }
}

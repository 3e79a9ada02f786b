//! Markup of neighbouring dialects, which other tools read: `{% include lamp %}`, `[AZURE.NOTE]`, `!!! note` (format §5).

use std::ops::Range;

use crate::source::{before, first_line, near};

/// Most bytes in which the end of something is looked for.
const MOST: usize = 200;

/// The length of `{% include lamp %}`, `{{< note >}}` or `{{% alert %}}`, which `text` begins with.
pub(super) fn template(text: &str) -> Option<usize> {
    let text = near(text, MOST);
    let (opener, closer) =
        [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")].into_iter().find(|(opener, _)| text.starts_with(opener))?;
    let inside = &text[opener.len()..];
    let end = inside.find(closer)?;
    let name = inside[..end].trim_start_matches(['-', '/', ' ']);
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !inside[..end].contains('{');
    is_tag.then_some(opener.len() + end + closer.len())
}

/// The length of `{#lamp}` or `{.wide}` at the end of a heading, or of `{: .wide}` alone on its line, at `at` in `source`.
pub(super) fn heading_attributes(source: &str, at: usize) -> Option<usize> {
    let text = near(source.get(at..)?, MOST);
    let inside = text.strip_prefix('{')?;
    let inside = &inside[..inside.find('}')?];
    let length = inside.len() + "{}".len();
    let line = line_before(source, at);
    let is_name = |name: &str| {
        let name = name.strip_prefix(['#', '.']).unwrap_or("-");
        name.starts_with(|c: char| c.is_alphabetic()) && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
    };
    let ends = text[length..].trim_end_matches(['#', ' ', '\t']).is_empty();
    let names = inside.strip_prefix(':').unwrap_or(inside);
    let are_names = !names.trim().is_empty() && names.split_whitespace().all(is_name);
    let is_alone = inside.starts_with(':') && line.trim_matches([' ', '\t', '>']).is_empty();
    let in_heading = line.trim_start_matches([' ', '>']).starts_with('#') && line.ends_with([' ', '\t']);
    (are_names && ends && (is_alone || in_heading)).then_some(length)
}

/// What is before `at` on its line, as far as it is near.
fn line_before(source: &str, at: usize) -> &str {
    before(source, at, MOST).rsplit(['\n', '\r']).next().unwrap_or_default()
}

/// `[AZURE.NOTE]` and `[AZURE.INCLUDE [lamp](lamp.md)]`, which goes to its `]`, or ends with its name.
pub(super) fn azure(text: &str) -> Option<usize> {
    let rest = near(text, MOST);
    let name = ["[AZURE.", "[WACOM.", "[ACOM."].into_iter().find_map(|start| rest.strip_prefix(start))?;
    let end =
        rest.len() - name.len() + name.bytes().take_while(|byte| byte.is_ascii_uppercase() || *byte == b'-').count();
    let after = &rest[end..];
    let inside = after.find(['[', ']']).filter(|&end| after[end..].starts_with(']')).map_or(0, |end| end + 1);
    (end > rest.len() - name.len() && after.starts_with([']', ' ', '['])).then_some(end + inside)
}

/// `!!! note "Lamp"` and `??? tip`, a box, at the beginning of a line.
pub(super) fn admonition(line: &str) -> Option<Range<usize>> {
    const NAMES: [&str; 18] = [
        "note",
        "tip",
        "info",
        "warning",
        "danger",
        "important",
        "caution",
        "attention",
        "hint",
        "example",
        "quote",
        "question",
        "success",
        "failure",
        "bug",
        "abstract",
        "seealso",
        "error",
    ];
    let line = first_line(line).trim_end();
    let rest =
        line.strip_prefix("!!! ").or_else(|| line.strip_prefix("??? ")).or_else(|| line.strip_prefix("???+ "))?;
    let (name, title) = rest.split_at(rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len()));
    let is_title = title.is_empty() || title.trim_start().starts_with('"') && title.starts_with(' ');
    (NAMES.contains(&name) && is_title).then_some(0..line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_dialects() {
        for text in
            ["{% include lamp %}", "{%- if a -%}", "{{< note >}}", "{{% /alert %}}", "{{< figure src=\"a.png\" >}}"]
        {
            assert_eq!(template(text), Some(text.len()), "{text:?}");
        }
        for text in ["{%", "{% 5 %}", "{{name}}", "{a}", "{{<a", "100{%}"] {
            assert_eq!(template(text), None, "{text:?}");
        }
        for text in ["[AZURE.NOTE]", "[AZURE.SELECTOR-LIST (a | b)]", "[WACOM.INCLUDE"] {
            let expected = if text.ends_with(']') { Some(text.len()) } else { None };
            assert_eq!(azure(text), expected, "{text:?}");
        }
        assert_eq!(azure("[AZURE.INCLUDE [a](b)]"), Some("[AZURE.INCLUDE".len()));
        assert_eq!((azure("[AZURE]"), azure("[AZURE.md]"), azure("[Azure.NOTE]")), (None, None, None));
        for text in ["!!! note", "!!! note \"Lamp\"", "??? tip", "???+ warning \"a\""] {
            assert_eq!(admonition(text), Some(0..text.len()), "{text:?}");
        }
        for text in ["!!! Note", "!!! notes", "!!! note this", "!!!", "??? what"] {
            assert_eq!(admonition(text), None, "{text:?}");
        }
        let at = |text: &str| text.find('{').and_then(|at| heading_attributes(text, at));
        for text in ["## Lamp {#lamp}", "> # a {.wide #b}", "{: .wide}", "> {:.wide #b}", "## a {#b} ##"] {
            assert!(at(text).is_some(), "{text:?}");
        }
        for text in [
            "a {#lamp}",
            "## a{#b}",
            "## a {#b} c",
            "{: .2f}",
            "a {: .wide}",
            "{:.prec$}",
            "{.wide}",
            "## a {b}",
            "## {}",
        ] {
            assert_eq!(at(text), None, "{text:?}");
        }
    }
}

//! What shows of markup in the fields of a payload: tags of no element, references, lines of Markdown (format §7).

use crate::source::{is_cjk, near};

use super::{references, tables};

/// Elements that are hardly ever words in angle brackets.
const ELEMENTS: [&str; 35] = [
    "a", "b", "br", "center", "code", "dd", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "hr", "i",
    "img", "li", "ol", "p", "pre", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u",
    "ul",
];

/// Elements that may be such words, unless an end tag is there, too.
const WORDS: [&str; 6] = ["blockquote", "details", "iframe", "small", "summary", "video"];

/// Most bytes of a tag or a reference.
const MOST: usize = 200;

/// Whether the end tag of an element `name` comes soon in `after`.
fn is_ended(after: &str, name: &str) -> bool {
    /// Most bytes in which it is looked for.
    const MOST: usize = 1024;
    let near = &after.as_bytes()[..after.len().min(MOST)];
    memchr::memmem::find(near, format!("</{name}>").as_bytes()).is_some()
}

/// The tag at `at` of `text`, as far as it is one: what is inside of its brackets, its name, and what is after that.
fn parts(text: &str, at: usize) -> Option<(&str, &str, &str)> {
    let inside = near(text.get(at + 1..)?, MOST);
    let inside = &inside[..inside.find(['<', '>', '\n']).filter(|&end| inside[end..].starts_with('>'))?];
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    let (name, after) = name.split_at(name.find(|c| !is_name(c)).unwrap_or(name.len()));
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some((inside, name, after))
}

/// The first tag in `text` that shows: of an element, or of a name that only tags have. `<PVCName>` and `<user name>` are words.
pub(super) fn shown_tag(text: &str) -> Option<&str> {
    let mut tags = memchr::memchr_iter(b'<', text.as_bytes());
    tags.find_map(|at| is_element(text, at).or_else(|| is_other(text, at)).map(|length| &text[at..at + length]))
}

/// The first tag in `text` of an element that there is, as in a field of plain text.
pub(super) fn tag(text: &str) -> Option<&str> {
    let mut tags = memchr::memchr_iter(b'<', text.as_bytes());
    tags.find_map(|at| is_element(text, at).map(|length| &text[at..at + length]))
}

/// The length of the tag at `at` of `text` if it is of an element that there is.
fn is_element(text: &str, at: usize) -> Option<usize> {
    let inside = &text[at + 1..];
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let length = name.find(|c: char| !c.is_ascii_alphanumeric())?;
    let end = inside.find(['<', '>', '\n']).filter(|&end| inside[end..].starts_with('>'))?;
    let is_known = |elements: &[&str]| elements.iter().any(|element| element.eq_ignore_ascii_case(&name[..length]));
    let is_element = is_known(&ELEMENTS) || is_known(&WORDS) && is_ended(inside, &name[..length]);
    let rest = name[length..].trim_end_matches('>');
    // `<br / >`, but no `<b r>`.
    let is_break = name[..length].eq_ignore_ascii_case("br") && !inside[length..end].contains(char::is_alphanumeric);
    let is_tag = is_break || rest.starts_with(['>', '/']) || rest.is_empty() || inside[..end].contains('=');
    (is_element && is_tag).then_some(end + 2)
}

/// The length of the tag at `at` of `text` if it is of any name: `<script>` with its end tag after it, an end tag,
/// `<lamp color="red">`, and `<o:p>` of Word. Words in angle brackets have none of that.
fn is_other(text: &str, at: usize) -> Option<usize> {
    let (inside, name, after) = parts(text, at)?;
    let is_plain = after.trim_matches([' ', '/']).is_empty();
    let is_end = inside.starts_with('/') && is_plain;
    let has_attribute = || after.starts_with(' ') && (after.contains("=\"") || after.contains("='"));
    let is_pair = || (is_plain || has_attribute()) && is_ended(&text[at + 1..], name);
    (is_end || name == "o:p" && is_plain || has_attribute() || is_pair()).then_some(inside.len() + "<>".len())
}

/// `&amp;` or `&#39;`, of which HTML makes a character.
pub(super) fn reference(text: &str) -> Option<&str> {
    memchr::memchr_iter(b'&', text.as_bytes()).find_map(|at| {
        let name = near(&text[at + 1..], MOST).split_once(';')?.0;
        let is_number = |digits: &str, is_digit: fn(&u8) -> bool| {
            (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| is_digit(&byte))
        };
        let is_reference = match name.strip_prefix('#') {
            Some(number) => match number.strip_prefix(['x', 'X']) {
                Some(digits) => is_number(digits, u8::is_ascii_hexdigit),
                None => is_number(number, u8::is_ascii_digit),
            },
            None => references::NAMES.contains(&name),
        };
        is_reference.then(|| &text[at..at + name.len() + "&;".len()])
    })
}

/// The first line of `text` that is one of Markdown: `# Lamp`, the row below the head of a table, and the first item of a list
/// whose lines run together, as those of HTML do. Lines that end with `\r` are lines for readers, too, who see a list all the
/// same.
pub(super) fn line(text: &str) -> Option<&str> {
    let mut before = "";
    let mut item = None;
    text.split_inclusive(['\n', '\r']).find_map(|written| {
        let line = written.trim();
        let above = std::mem::replace(&mut before, line);
        let goes_on =
            || !text[written.as_ptr().addr() - text.as_ptr().addr() + written.len()..].trim_start().is_empty();
        if is_title(line) && goes_on() || above.contains('|') && line.contains('|') && tables::is_delimiters(line) {
            return Some(line);
        }
        if line.is_empty() {
            return None;
        }
        let (runs_on, mark) = (written.ends_with('\n'), mark(line));
        let first: Option<(&str, Mark)> =
            item.take().filter(|(_, first)| mark.is_some_and(|mark| mark.follows(*first)));
        item = mark.filter(|_| runs_on).map(|mark| (line, mark));
        first.map(|(line, _)| line)
    })
}

/// `# Lamp`; `# of lamps` and `# lamps` are numbers of them, and `# Lamps` where nothing comes after it.
fn is_title(line: &str) -> bool {
    line.strip_prefix("# ").is_some_and(|words| words.trim_start().starts_with(|c: char| c.is_uppercase() || is_cjk(c)))
}

/// What an item of a list begins with.
#[derive(Clone, Copy)]
struct Mark {
    sign: u8,
    number: Option<u32>,
}

impl Mark {
    fn follows(self, first: Mark) -> bool {
        self.sign == first.sign && self.number == first.number.map(|number| number.saturating_add(1))
    }
}

/// The mark of the item `line`: `* a` or `1. a`.
fn mark(line: &str) -> Option<Mark> {
    let digits = line.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let sign = *line.as_bytes().get(digits)?;
    let is_mark = if digits == 0 { b"*-+".contains(&sign) } else { b".)".contains(&sign) };
    let words = line.get(digits + 1..).filter(|rest| is_mark && rest.starts_with([' ', '\t']))?;
    (!words.trim().is_empty()).then(|| Mark { sign, number: line[..digits].parse().ok() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_show() {
        for (text, tag) in [
            ("<script>x</script>y", "<script>"),
            ("a <customtag>x</customtag>", "<customtag>"),
            ("a <o:p></o:p>", "<o:p>"),
            ("a <o:p/>", "<o:p/>"),
            ("<insight><symptomId>a</symptomId></insight>", "<insight>"),
            ("灯</lamp-base>é", "</lamp-base>"),
            ("<lamp color=\"red\">", "<lamp color=\"red\">"),
            ("Stop <PVCName> or <b>", "<b>"),
        ] {
            assert_eq!(shown_tag(text), Some(tag), "{text:?}");
        }
        for text in ["Stop <PVCName>", "<user name>", "a < b and c > d", "<host:port>", "<灯>", "<a", "</", "<é></é>"]
        {
            assert_eq!(shown_tag(text), None, "{text:?}");
        }
    }

    #[test]
    fn references_that_show() {
        for (text, shown) in
            [("R&amp;D", "&amp;"), ("Can&#39;t", "&#39;"), ("& &#x2019; é", "&#x2019;"), ("a&nbsp;灯", "&nbsp;")]
        {
            assert_eq!(reference(text), Some(shown));
        }
        for text in ["R&D", "a & b;", "&lamp;", "&#;", "&#39", "&#x;", "?a=1&copy=2;", "&#1234567;", "&é;"] {
            assert_eq!(reference(text), None, "{text:?}");
        }
    }

    #[test]
    fn lines_of_markdown() {
        for (text, shown) in [
            ("# Title\n\ntext", "# Title"),
            ("a\r# 灯\rb", "# 灯"),
            ("* a\n* b", "* a"),
            ("Do:\n- a\n\n- é\n", "- a"),
            ("1. one\n2. two", "1. one"),
            ("1) 一\n2) 二", "1) 一"),
            ("| a | b |\n|---|---|\n| 1 | 2 |", "|---|---|"),
            ("a | b\r--- | ---", "--- | ---"),
        ] {
            assert_eq!(line(text), Some(shown), "{text:?}");
        }
        for text in [
            "# of lamps",
            "# Lamps",
            "# 5",
            "#Title",
            "* a",
            "* a\r* b",
            "* a\n- b",
            "1. a\r2. b",
            "1. a\n3. b",
            "1. a\nb",
            "- \n- ",
            "12345. a\n12346. b",
            "a | b",
            "|---|",
            "a\n---",
            "é\n灯",
            "",
        ] {
            assert_eq!(line(text), None, "{text:?}");
        }
    }
}

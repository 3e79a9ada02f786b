//! The start of a line. [`Prefix`] looks at a single line and gives an upper bound of its containers, for callers that must not
//! miss one; [`Containers`](super::containers::Containers) knows which of them there are.

/// The length of the list marker that `text` begins with, whatever comes after it; 0 if there is none.
pub(super) fn list_marker(text: &[u8]) -> usize {
    match text.first() {
        Some(b'-' | b'+' | b'*') => 1,
        Some(b'0'..=b'9') => {
            let digits = text.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
            if digits < 10 && matches!(text.get(digits), Some(b'.' | b')')) { digits + 1 } else { 0 }
        }
        _ => 0,
    }
}

/// Whether `byte` can be before a line's own text: a blank, or a part of a container's marker.
pub(crate) fn is_prefix(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'+' | b'*' | b'0'..=b'9' | b'.' | b')')
}

/// The start of a line, looked at without the lines before it.
pub(crate) struct Prefix {
    /// Where markers of containers begin, up to as many as were asked for.
    pub(crate) markers: Vec<usize>,
    /// Columns of blanks that no marker needs, counted from above.
    pub(crate) columns: usize,
    pub(crate) is_blank: bool,
}

impl Prefix {
    pub(crate) fn of(line: &[u8], most: usize) -> Prefix {
        let rule = rule_start(line);
        let mut prefix = Prefix { markers: Vec::new(), columns: 0, is_blank: false };
        let (mut at, mut needed) = (0, false);
        loop {
            let length = match line.get(at) {
                Some(b' ') => {
                    prefix.columns += usize::from(!std::mem::take(&mut needed));
                    at += 1;
                    continue;
                }
                Some(b'\t') => {
                    prefix.columns += if std::mem::take(&mut needed) { 3 } else { 4 };
                    at += 1;
                    continue;
                }
                Some(b'>') => 1,
                Some(b'-' | b'*') if at >= rule => break,
                Some(b'-' | b'+' | b'*' | b'0'..=b'9') => list_marker(&line[at..]),
                byte => {
                    prefix.is_blank = matches!(byte, None | Some(b'\n' | b'\r'));
                    break;
                }
            };
            let is_marker = line[at] == b'>'
                || length > 0 && matches!(line.get(at + length), None | Some(b' ' | b'\t' | b'\n' | b'\r'));
            if !is_marker || prefix.markers.len() >= most {
                break;
            }
            prefix.markers.push(at);
            at += length;
            needed = true;
        }
        prefix
    }
}

/// From where on the line is nothing but `-` or `*` and blanks, at least three of the same: a thematic break.
fn rule_start(line: &[u8]) -> usize {
    let line = line.trim_ascii_end();
    let Some(&mark @ (b'-' | b'*')) = line.last() else { return line.len() };
    let rest = line.iter().rposition(|&byte| byte != mark && !matches!(byte, b' ' | b'\t')).map_or(0, |at| at + 1);
    let count = line[rest..].iter().filter(|&&byte| byte == mark).count();
    if count >= 3 { rest } else { line.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn opens(line: &str, expected: usize) {
        assert_eq!(Prefix::of(line.as_bytes(), 10).markers.len(), expected, "{line:?}");
    }

    #[test]
    fn markers_of_containers_are_counted() {
        opens("a", 0);
        opens("> >>a", 3);
        opens("- 1. * 12) + a", 5);
        opens("-a", 0);
        opens("1.", 1);
        opens("1234567890. a", 0);
        opens("> - - -", 1);
        opens("- * * *  \n", 1);
        opens("- - a", 2);
        opens("- -", 2);
    }
}

//! Lines that a mail program may join again: `text/plain; format=flowed; delsp=no` (RFC 3676).
//!
//! A line that ends in a space goes on in the next one. Quotes begin with one `>` for each level and nothing between; a
//! line that would begin with a space, `>` or `From ` gets a space before it, which the receiver takes away.

/// Whether a mail program may join lines again.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Flow {
    #[default]
    Fixed,
    Flowed,
}

/// The columns that a flowed line may have more than its text: a space before and one after.
pub(super) const STUFFING: usize = 2;

/// The sole content of the line before a signature; a flowed line would have to end in a space, and mail programs look for
/// `-- `.
pub(super) const SIGNATURE: &str = "--";

/// Adds what a line begins with whose margin is `margin`, before `text`.
pub(super) fn push_margin(out: &mut String, margin: &str, text: &str) {
    let depth = depth(margin);
    let rest = margin.get(2 * depth..).unwrap_or_default();
    let first = if rest.is_empty() { text } else { rest };
    out.extend(std::iter::repeat_n('>', depth));
    if depth > 0 || first.starts_with([' ', '>']) || first.starts_with("From ") {
        out.push(' ');
    }
    out.push_str(rest);
}

/// The part of `margin` that every line of a quote has.
pub(super) fn quotes(margin: &str) -> &str {
    margin.get(..2 * depth(margin)).unwrap_or_default()
}

/// How many quotes a line with `margin` is in.
fn depth(margin: &str) -> usize {
    margin.as_bytes().as_chunks().0.iter().take_while(|mark| *mark == b"> ").count()
}

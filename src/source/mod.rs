//! The text of an article before anything reads it as a header, Markdown or JSON: its lines, its comments, its tags, and
//! pieces of it in messages.

mod cjk;
mod comment;
mod fence;
mod line;
mod next;
mod script;
mod snippet;
mod tag;

pub(crate) use cjk::{is_cjk, is_cjk_punctuation, is_mark};
pub(crate) use comment::{Comments, holds_opener, is_dash, is_long_dash, without_comments};
pub(crate) use fence::Fence;
pub(crate) use line::{LineEnds, Lines, before, first_line, line_end, near, next_line};
pub(crate) use next::Next;
pub(crate) use script::{is_combining, is_invisible, is_joiner, is_letter, is_odd_hyphen, is_stop, is_unspaced};
pub(crate) use snippet::{in_code, quoted_snippet, shortened, snippet};
pub(crate) use tag::{TagRule, tag_len};

//! What the engine read without saying so.

use pulldown_cmark::{Event as Read, Options, Parser, Tag};

use crate::parse::engine::page::Page;

/// Keeps those of `starts`, offsets of brackets in the body in order, that no event of the engine has: of definitions.
pub(in crate::parse::engine) fn retain(page: &Page<'_>, starts: &mut Vec<usize>) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut shown = vec![false; starts.len()];
    for (event, range) in Parser::new_ext(page.masked(), options).into_offset_iter() {
        // Links are in no links, and images begin with no bracket: no offset is looked at often.
        if let Read::Text(_) | Read::Code(_) | Read::Html(_) | Read::InlineHtml(_) | Read::Start(Tag::Link { .. }) =
            event
        {
            let first = starts.partition_point(|&start| start < range.start);
            let inside = starts[first..].iter().take_while(|&&start| start < range.end).count();
            shown[first..first + inside].fill(true);
        }
    }
    let mut shown = shown.into_iter();
    starts.retain(|_| shown.next() == Some(false));
}

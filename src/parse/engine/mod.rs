//! Markdown with holes: what is ours is hidden from CommonMark, and put back into what it makes of the rest.
//!
//! ```text
//! source   Start **<!--$vm-->[vm]<!--/$vm-->**:\n<!--issueDescription-->\n
//! masked   Start **·xxxxxxxxxxxxxxxxxxx⦄**:\n\n\n<?xxxxxxxxxxxxxxx?>\n\n\n
//! events   Paragraph( 'Start ' Strong( Construct 0 ) ':' ) Section 0
//! ```
//!
//! `·` is U+E000, a letter to CommonMark, and `⦄` is punctuation. Both take three bytes, so source and mask are of the same
//! length, and every offset holds for both. The builder sees the events only.
//!
//! 1. [`mask`] copies the body and overwrites every construct, byte for byte. A placeholder becomes one word whose edges
//!    are letters or punctuation, whichever the delimiter run beside it needs; a section marker becomes a line end, a
//!    processing instruction and a line end, which ends and starts blocks; a line of its own becomes a processing
//!    instruction, which CommonMark takes for an HTML block of one line.
//! 2. [`guard`] looks in the masked body for what would make pulldown-cmark quadratic, and masks that as text. [`flank`]
//!    masks characters of CJK text that are beside delimiters.
//! 3. [`read`](read::read) runs pulldown-cmark and gives typed events in coordinates of the source. Text is a range of
//!    the source, so no mask shows.
//! 4. [`page`] restores constructs in strings that Markdown made itself, such as a target with `&amp;` in it: the letters
//!    of a mask carry the number of its construct, in their case (`x` is 0, `X` is 1).
//! 5. [`lost`] keeps what CommonMark would drop (cells that the head of a table has no column for, definitions that
//!    nothing uses and that are not URLs): the body is read once more with that masked as text. So it is with addresses
//!    that emphasis would [`cut`], with what emphasis would join to another [`code_element`], and with links that have a
//!    [`gap`].
//!
//! No other room knows that there is a mask, and none names pulldown-cmark.

mod code;
mod code_element;
mod cut;
mod definition;
mod event;
mod flank;
mod gap;
mod guard;
mod html_block;
mod lost;
mod mask;
mod page;
mod read;

pub(crate) use definition::footnote;
pub(crate) use event::{Closed, CodeBlock, Destination, Event, Html, Line, Node, Reading, Receive, Words};
pub(crate) use lost::Lost;
pub(crate) use page::Page;
pub(crate) use read::read;

//! The header grammar (format §2).

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::metadata::Properties;

/// What the header pass found.
pub(crate) struct Header {
    /// The properties.
    pub(crate) properties: Properties,
    /// Text that stands before the header and belongs to the body.
    pub(crate) preamble: Option<Range<usize>>,
    /// Everything behind the header.
    pub(crate) body: Range<usize>,
}

/// Reads the header of `source`.
pub(crate) fn header(source: &Arc<str>, found: &mut Vec<Diagnostic>) -> Header {
    let _ = found;
    let body = source.find("/>").map_or(0, |at| at + 2);
    Header { properties: Properties::default(), preamble: None, body: body..source.len() }
}

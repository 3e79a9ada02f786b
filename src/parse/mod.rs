//! Parsing: the list of passes, from bytes to a [`Parsed`].
//!
//! [`decode`] makes text of bytes. [`parse`] finds merge conflicts ([`conflict`]), reads the header ([`header`]) and finds the
//! payload ([`payload`]). Every stretch of Markdown then goes through [`Body::markdown`]: what is ours is found
//! ([`construct`]), hidden while the rest is read ([`engine`]), and the tree is made of both ([`builder`]).

mod address;
mod builder;
mod conflict;
mod construct;
mod decode;
mod engine;
mod header;
mod html;
mod payload;

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::error::ParseError;
use crate::limits::Limits;
use crate::metadata::{Metadata, PropertySpan};
use crate::parse::builder::{Built, Spans};
use crate::parse::conflict::Conflicts;
use crate::parse::construct::Dialect;
use crate::parse::engine::{Lost, Page, Reading};
use crate::parse::header::Header;
use crate::parse::payload::Stretch;
use crate::span::{BYTE_ORDER_MARK, Span};
use crate::text::{self, Shared, Text};
use crate::tree::{Block, Blocks, CodeBlock, Definition, Part, Parts, Template};

pub(crate) use address::{Spelling, addresses};
pub(crate) use construct::{is_block_name, is_name, near_comment};
pub(crate) use decode::decode;
pub(crate) use engine::footnote;
pub(crate) use header::property;

/// The error for an input that is larger than the limit, made without reading what is over it.
pub(crate) fn oversize(bytes: &[u8], limits: &Limits) -> Option<ParseError> {
    let found = too_large(bytes.len(), limits.input_bytes)?;
    let read = decode(bytes.get(..limits.input_bytes)?);
    ParseError::from_diagnostics(&read.text, &[found])
}

/// What an article's text is read as.
pub(crate) struct Parsed {
    pub(crate) source: Shared,
    /// Where the header is, or [`Span::NONE`].
    pub(crate) header: Span,
    pub(crate) properties: Vec<PropertySpan>,
    pub(crate) metadata: Metadata,
    pub(crate) body: Parts,
    pub(crate) definitions: Vec<Definition>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Parses an article that had so many bytes before it was decoded, recovering from everything.
pub(crate) fn parse(source: Shared, bytes: usize, decoded: Option<Diagnostic>, limits: &Limits) -> Parsed {
    let mut found = Diagnostics::up_to(limits.diagnostics);
    found.extend(decoded);
    if let Some(too_large) = too_large(bytes, limits.input_bytes) {
        return refused(source, found, too_large);
    }
    let conflicts = conflict::conflicts(&source);
    let mut metadata = Metadata::default();
    let header = match header::header(&source, &conflicts, limits, &mut metadata, &mut found) {
        Ok(header) => header,
        Err(too_large) => return refused(source, found, *too_large),
    };
    let Header { span, properties, preamble, body: range, values } = header;
    let has_header = values.is_some();
    if let Some(values) = values {
        found.append(values);
    }
    let dialect = Dialect::of(&metadata);
    let (parts, definitions) = (Vec::new(), Vec::new());
    let mut body = Body { source: &source, dialect, conflicts: &conflicts, limits, parts, definitions, found };
    if let Some(preamble) = preamble {
        body.markdown(preamble);
    }
    match payload::split(&source, range.clone(), &metadata, &mut body.found) {
        Some(stretches) => stretches.into_iter().for_each(|stretch| match stretch {
            Stretch::Markdown(range) => body.markdown(range),
            Stretch::Payload(payload) => body.parts.push(Part::Payload(payload)),
        }),
        None => body.markdown(range.clone()),
    }
    let Body { parts, definitions, mut found, .. } = body;
    let body = parts.into();
    if has_header {
        header::report_second(&source, range.start, &body, &mut found);
    }
    let diagnostics = found.into_vec();
    Parsed { source, header: span, properties, metadata, body, definitions, diagnostics }
}

/// What the header of an article's text is read as.
pub(crate) struct ReadHeader {
    /// The text that was read: up to the end of the header, or all of it.
    pub(crate) source: Shared,
    pub(crate) metadata: Metadata,
    /// What was found up to the end of the header.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads the header of an article as [`parse`] does, and nothing after it. A catalogue keeps the metadata of many files: that
/// of an ordinary one shares its header and no more.
pub(crate) fn header(source: &str, bytes: usize, decoded: Option<Diagnostic>, limits: &Limits) -> ReadHeader {
    if bytes <= limits.input_bytes
        && decoded.is_none()
        && let Some(read) = ordinary_header(source, limits)
    {
        return read;
    }
    let source = text::shared(source);
    let mut found = Diagnostics::up_to(limits.diagnostics);
    found.extend(decoded);
    let mut metadata = Metadata::default();
    let read = match too_large(bytes, limits.input_bytes) {
        Some(too_large) => Err(Box::new(too_large)),
        None => header::header(&source, &conflict::conflicts(&source), limits, &mut metadata, &mut found),
    };
    match read {
        Ok(header) => header.values.into_iter().for_each(|values| found.append(values)),
        Err(too_large) => {
            found.push(*too_large);
            metadata = Metadata::default();
        }
    }
    ReadHeader { source, metadata, diagnostics: found.into_vec() }
}

/// The header that the first `/>` ends, if nothing in it has to be recovered from and it does not go on after that: then what
/// comes after it changes nothing.
fn ordinary_header(source: &str, limits: &Limits) -> Option<ReadHeader> {
    let is_end = |&end: &usize| source[..end].ends_with('/');
    let end = memchr::memchr_iter(b'>', source.as_bytes()).find(is_end)?;
    let (head, after) = source.split_at(end + 1);
    if conflict::may_begin(head) || header::may_go_on(after) {
        return None;
    }
    let source = text::shared(head);
    let (mut metadata, mut found) = (Metadata::default(), Diagnostics::up_to(limits.diagnostics));
    let header = header::header(&source, &Conflicts::default(), limits, &mut metadata, &mut found).ok()?;
    let is_ordinary = found.is_empty() && header.body.start == head.len();
    let diagnostics = header.values.filter(|_| is_ordinary)?.into_vec();
    Some(ReadHeader { source, metadata, diagnostics })
}

/// A body that is being parsed, range by range.
struct Body<'s> {
    source: &'s Shared,
    dialect: Dialect,
    conflicts: &'s Conflicts,
    limits: &'s Limits,
    parts: Vec<Part>,
    definitions: Vec<Definition>,
    found: Diagnostics,
}

impl Body<'_> {
    /// Parses the Markdown in `range`: finds what is ours, hides it from CommonMark, builds the tree of what that makes of
    /// the rest, and does so once more where CommonMark would drop words.
    fn markdown(&mut self, range: Range<usize>) {
        let Body { source, dialect, conflicts, limits, .. } = *self;
        let text = source.get(range.clone()).unwrap_or_default();
        if text.trim().is_empty() {
            return;
        }
        let mut constructs = construct::find(text, range.start, dialect, conflicts, limits);
        construct::limit(&mut constructs, limits);
        let page = Page::new(source, range.clone(), &constructs.all, limits);
        let built = builder::build(&page, &constructs.boundaries, limits, Reading::First, Spans::OfSource);
        if built.lost.constructs.is_empty() {
            self.add(built, page.diagnostics);
        } else {
            // The rest is not held while the body is read again.
            let Lost { constructs: lost, diagnostics, .. } = built.into_lost();
            constructs.add(lost);
            let page = Page::new(source, range, &constructs.all, limits);
            let again = builder::build(&page, &constructs.boundaries, limits, Reading::Last, Spans::OfSource);
            self.add(again, page.diagnostics);
            self.found.append(diagnostics);
        }
        self.found.append(constructs.diagnostics);
    }

    fn add(&mut self, built: Built, guarded: Vec<Diagnostic>) {
        let Built { mut parts, mut definitions, diagnostics, lost } = built;
        if self.parts.is_empty() {
            self.parts = parts;
        } else {
            self.parts.append(&mut parts);
        }
        self.definitions.append(&mut definitions);
        self.found.append(diagnostics);
        self.found.append(lost.diagnostics);
        self.found.append(lost.wordless);
        self.found.extend(guarded);
    }
}

/// Parses Markdown that is not part of an article, such as a value; its nodes have no span.
pub(crate) fn fragment(source: &Shared) -> Blocks {
    let limits = Limits::new();
    let mut constructs = construct::find(source, 0, Dialect::Standard, &Conflicts::default(), &limits);
    let build = |constructs: &construct::Constructs, reading| {
        let page = Page::new(source, 0..source.len(), &constructs.all, &limits);
        builder::build(&page, &constructs.boundaries, &limits, reading, Spans::None)
    };
    let mut built = build(&constructs, Reading::First);
    if !built.lost.constructs.is_empty() {
        constructs.add(built.into_lost().constructs);
        built = build(&constructs, Reading::Last);
    }
    let mut blocks = Vec::new();
    flatten(built.parts, &mut blocks);
    Blocks::from(blocks)
}

/// Parses an author's HTML that is not among Markdown, such as a field of a payload: its nodes are all at `place`.
pub(crate) fn field(html: &str, place: Span) -> Blocks {
    let (source, limits) = (text::shared(html), Limits::new());
    let mut blocks = Vec::new();
    flatten(builder::build_html(&Page::html(&source), &limits, Spans::At(place)), &mut blocks);
    Blocks::from(blocks)
}

fn flatten(parts: impl IntoIterator<Item = Part>, blocks: &mut Vec<Block>) {
    for part in parts {
        match part {
            Part::Block(block) => blocks.push(block),
            Part::Section(section) => flatten(section.parts, blocks),
            Part::Payload(_) => {}
        }
    }
}

fn too_large(bytes: usize, limit: usize) -> Option<Diagnostic> {
    (bytes > limit).then(|| {
        let message = format!("the input has {bytes} bytes, more than the limit of {limit}");
        Diagnostic::error(Code::INPUT_TOO_LARGE, limit..bytes, message)
    })
}

/// An article that is over a limit: its text as one literal block, so that nothing of it is lost.
fn refused(source: Shared, mut found: Diagnostics, too_large: Diagnostic) -> Parsed {
    let start = if source.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let span = Span::new(start, source.len());
    let text = &source[start..];
    let content = if text.ends_with('\n') && !text.contains('\r') {
        Text::shared(&source, span)
    } else {
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        Text::from(if lines.ends_with('\n') { lines } else { lines + "\n" })
    };
    let block = Block::Code(CodeBlock { language: None, content: Template::from(content), span });
    found.push(too_large);
    let body = [Part::Block(block)].into_iter().collect();
    Parsed {
        source,
        header: Span::NONE,
        properties: Vec::new(),
        metadata: Metadata::default(),
        body,
        definitions: Vec::new(),
        diagnostics: found.into_vec(),
    }
}

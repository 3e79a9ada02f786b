//! Pairing section markers (format §3): which open, which close, which are ignored.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::tree::SectionKind;

use super::marker::Marker;
use super::scan::Token;
use super::title::TitleLine;
use super::{Action, Boundary, Constructs, Extent};

/// A section marker and what becomes of it.
struct Entry {
    range: Range<usize>,
    kind: SectionKind,
    opens: bool,
    role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Opens a section that another marker closes.
    Open,
    /// Opens a section that nothing closes.
    OpenUnclosed,
    /// Closes the section.
    Close,
    /// Is ignored.
    Ignored,
}

/// Decides what every section marker does and reports the broken pairs.
pub(super) fn pair(constructs: &mut Constructs, base: usize, tokens: &[Token<'_>], titles: &[TitleLine]) {
    let mut entries: Vec<Entry> = tokens.iter().filter_map(entry).collect();
    if entries.is_empty() && titles.is_empty() {
        return;
    }
    let mut reports = Reports { base, found: &mut constructs.diagnostics };
    for kind in SectionKind::ALL {
        if entries.iter().any(|entry| entry.kind == kind) {
            let of_kind: Vec<usize> = (0..entries.len()).filter(|&index| entries[index].kind == kind).collect();
            assign(&mut entries, &of_kind, &mut reports);
        }
    }
    for title in titles.iter().filter(|title| !title.closed) {
        reports.title_unclosed(title);
    }
    nest(&mut constructs.boundaries, &entries, titles, &mut reports);
}

fn entry(token: &Token<'_>) -> Option<Entry> {
    let (kind, opens) = match token.marker {
        Marker::SectionOpen(kind) => (kind, true),
        Marker::SectionClose(kind) => (kind, false),
        _ => return None,
    };
    Some(Entry { range: token.range.clone(), kind, opens, role: Role::Ignored })
}

/// Gives the markers of one name, which are at `of_kind`, their roles.
fn assign(entries: &mut [Entry], of_kind: &[usize], reports: &mut Reports<'_>) {
    let first_opener = of_kind.iter().position(|&index| entries[index].opens);
    let (lone, of_kind) = of_kind.split_at(first_opener.unwrap_or(0));
    lone.iter().for_each(|&index| reports.ignored(&entries[index], None));
    let openers = of_kind.iter().filter(|&&index| entries[index].opens).count();
    let closers = of_kind.len() - openers;
    match (openers, closers) {
        (0, 0) => {}
        (0, _) | (2.., 0) => alternate(entries, of_kind, reports),
        (1, 0) => unclosed(&mut entries[of_kind[0]], reports),
        _ => matched(entries, of_kind, openers, closers, reports),
    }
}

/// Only openers or only closers: they were meant as pairs.
fn alternate(entries: &mut [Entry], of_kind: &[usize], reports: &mut Reports<'_>) {
    for pair in of_kind.chunks(2) {
        match *pair {
            [first, second] => {
                entries[first].role = Role::Open;
                entries[second].role = Role::Close;
                reports.same_twice(&entries[first], &entries[second]);
            }
            [only] if entries[only].opens && entries[only].kind.is_quick_start() => {
                unclosed(&mut entries[only], reports);
            }
            [only] => reports.ignored(&entries[only], None),
            _ => {}
        }
    }
}

fn unclosed(entry: &mut Entry, reports: &mut Reports<'_>) {
    entry.role = Role::OpenUnclosed;
    if !entry.kind.is_quick_start() {
        reports.unclosed(entry);
    }
}

/// Openers and closers: pairs from outside in; what is doubled inside, and more openers than closers, are ignored.
fn matched(entries: &mut [Entry], of_kind: &[usize], openers: usize, closers: usize, reports: &mut Reports<'_>) {
    let (mut open, mut inner, mut surplus) = (None, 0_usize, openers.saturating_sub(closers));
    for &index in of_kind {
        match (entries[index].opens, open) {
            (true, None) => {
                entries[index].role = Role::Open;
                open = Some(index);
            }
            (true, Some(first)) => {
                if surplus > 0 {
                    surplus -= 1;
                } else {
                    inner += 1;
                }
                reports.ignored(&entries[index], Some(&entries[first]));
            }
            (false, Some(first)) if inner > 0 => {
                inner -= 1;
                reports.ignored(&entries[index], Some(&entries[first]));
            }
            (false, Some(_)) => {
                entries[index].role = Role::Close;
                open = None;
            }
            (false, None) => reports.ignored(&entries[index], None),
        }
    }
    match open {
        Some(last) if openers > closers => {
            entries[last].role = Role::Ignored;
            reports.ignored(&entries[last], None);
        }
        Some(last) => unclosed(&mut entries[last], reports),
        None => {}
    }
}

/// Walks all markers and title lines in order and writes the boundaries, so that sections nest.
fn nest(boundaries: &mut Vec<Boundary>, entries: &[Entry], titles: &[TitleLine], reports: &mut Reports<'_>) {
    let mut open: Vec<&Entry> = Vec::new();
    let mut titled_at: Option<usize> = None;
    let mut titles = titles.iter().peekable();
    for entry in entries {
        while let Some(title) = titles.next_if(|title| title.range.start < entry.range.start) {
            open_titled(boundaries, title, &mut open, &mut titled_at);
        }
        match entry.role {
            Role::Open | Role::OpenUnclosed => {
                end_unclosed(boundaries, entry, &mut open);
                boundaries.push(opening(entry));
                open.push(entry);
            }
            Role::Close => {
                let Some(at) = open.iter().rposition(|other| other.kind == entry.kind) else {
                    continue;
                };
                for inside in open.drain(at..).skip(1).filter(|inside| inside.role == Role::Open) {
                    reports.crossed(inside, entry);
                }
                if titled_at.is_some_and(|depth| depth > open.len()) {
                    titled_at = None;
                }
                boundaries.push(Boundary { marker: entry.range.clone(), action: Action::Close(entry.kind) });
            }
            Role::Ignored => {}
        }
    }
    for title in titles {
        open_titled(boundaries, title, &mut open, &mut titled_at);
    }
}

fn opening(entry: &Entry) -> Boundary {
    let until_heading = entry.role == Role::OpenUnclosed && entry.kind == SectionKind::IssueDescription;
    let extent = if until_heading { Extent::BeforeHeading } else { Extent::Closed };
    let action = Action::Open { kind: entry.kind, title: None, extent };
    Boundary { marker: entry.range.clone(), action }
}

/// Ends the section that nothing closes where the next of its level opens.
fn end_unclosed(boundaries: &mut Vec<Boundary>, entry: &Entry, open: &mut Vec<&Entry>) {
    let ends = |other: &&Entry| other.role == Role::OpenUnclosed && other.kind.level() == entry.kind.level();
    if let Some(at) = open.iter().rposition(ends) {
        let kind = open[at].kind;
        open.truncate(at);
        boundaries.push(Boundary { marker: entry.range.start..entry.range.start, action: Action::Close(kind) });
    }
}

/// Opens a titled section, which ends the one before it and what is open in that.
fn open_titled(
    boundaries: &mut Vec<Boundary>,
    title: &TitleLine,
    open: &mut Vec<&Entry>,
    titled_at: &mut Option<usize>,
) {
    if let Some(depth) = *titled_at {
        open.truncate(depth);
        let marker = title.range.start..title.range.start;
        boundaries.push(Boundary { marker, action: Action::Close(SectionKind::Titled) });
    }
    *titled_at = Some(open.len());
    let action = Action::Open { kind: SectionKind::Titled, title: Some(title.title.clone()), extent: Extent::Closed };
    boundaries.push(Boundary { marker: title.range.clone(), action });
}

/// The messages about section markers.
struct Reports<'f> {
    base: usize,
    found: &'f mut Diagnostics,
}

impl Reports<'_> {
    fn source_range(&self, range: &Range<usize>) -> Range<usize> {
        self.base + range.start..self.base + range.end
    }

    fn same_twice(&mut self, first: &Entry, second: &Entry) {
        let name = first.kind.as_str();
        let (code, message, other) = if first.opens {
            let message = format!("expected `<!--/{name}-->` to close the section, found `<!--{name}-->` again");
            (Code::SECTION_UNCLOSED, message, "the section opens here")
        } else {
            let message = format!("expected `<!--{name}-->` to open the section, found only closers");
            (Code::SECTION_UNOPENED, message, "this closer is read as the opener")
        };
        let diagnostic = Diagnostic::warning(code, self.source_range(&second.range), message);
        self.found.push(diagnostic.with_related(self.source_range(&first.range), other));
    }

    fn unclosed(&mut self, entry: &Entry) {
        let message = format!("expected `<!--/{}-->` to close this section, found none", entry.kind.as_str());
        self.found.push(Diagnostic::warning(Code::SECTION_UNCLOSED, self.source_range(&entry.range), message));
    }

    fn ignored(&mut self, entry: &Entry, open: Option<&Entry>) {
        let name = entry.kind.as_str();
        let range = self.source_range(&entry.range);
        let diagnostic = match (entry.opens, open) {
            (_, Some(open)) => {
                let slash = if entry.opens { "" } else { "/" };
                let message = format!("`<!--{slash}{name}-->` is inside a section of that name and is ignored");
                Diagnostic::warning(Code::SECTION_PAIRS, range, message)
                    .with_related(self.source_range(&open.range), "that section opens here")
            }
            (true, None) => {
                let message = format!("this `<!--{name}-->` has no closer of its own and is ignored");
                Diagnostic::warning(Code::SECTION_PAIRS, range, message)
            }
            (false, None) => {
                let message = format!("expected `<!--{name}-->` before this closer, found none; it is ignored");
                Diagnostic::warning(Code::SECTION_UNOPENED, range, message)
            }
        };
        self.found.push(diagnostic);
    }

    fn crossed(&mut self, inside: &Entry, closer: &Entry) {
        let (inside_name, name) = (inside.kind.as_str(), closer.kind.as_str());
        let message = format!("expected `<!--/{inside_name}-->` before `<!--/{name}-->`; both sections end here");
        self.found.push(
            Diagnostic::warning(Code::SECTION_PAIRS, self.source_range(&closer.range), message)
                .with_related(self.source_range(&inside.range), "the inner section opens here"),
        );
    }

    fn title_unclosed(&mut self, title: &TitleLine) {
        self.found.push(
            Diagnostic::note(
                Code::SECTION_TITLE_UNCLOSED,
                self.source_range(&title.range),
                "expected `:::` after the title of the section",
            )
            .with_fix(self.base + title.title.end..self.base + title.range.end, ":::"),
        );
    }
}

//! Link reference definitions, and the lines that only look like them (format §5).

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::Limits;
use crate::link::Target as LinkTarget;
use crate::parse::builder::Builder;
use crate::parse::mask::{Kind, Mark};
use crate::tree::{Definition, Piece, Template};

/// The link reference definitions of a body.
#[derive(Default)]
pub(super) struct Definitions {
    pub(super) all: Vec<Definition>,
    /// Those whose target is no URL: the place in the body, and the label folded as CommonMark compares labels.
    suspicious: Vec<(Range<usize>, String)>,
    /// The first definition of each label, folded; made when first needed.
    by_label: OnceCell<BTreeMap<String, usize>>,
    used: BTreeSet<String>,
    pub(super) found: Diagnostics,
}

impl Definitions {
    /// Definitions and their places in the body, in any order.
    pub(super) fn new(mut all: Vec<(Definition, Range<usize>)>, limits: &Limits) -> Definitions {
        all.sort_by_key(|(definition, _)| definition.span.start);
        all.retain(|(definition, _)| !is_note(&definition.label));
        let suspicious = all
            .iter()
            .filter(|(definition, _)| !is_url(&definition.target))
            .map(|(definition, place)| (place.clone(), fold(&definition.label)))
            .collect();
        let all = all.into_iter().map(|(definition, _)| definition).collect();
        let found = Diagnostics::up_to(limits.diagnostics);
        Definitions { all, suspicious, found, ..Definitions::default() }
    }

    pub(super) fn used(&mut self, label: &str) {
        if !self.suspicious.is_empty() {
            self.used.insert(fold(label));
        }
    }

    /// The target of the definition with this label, placeholders included.
    pub(super) fn target(&self, label: &str) -> Option<&Template> {
        self.labelled(label).map(|definition| &definition.target)
    }

    /// The title of the definition with this label, placeholders included.
    pub(super) fn title(&self, label: &str) -> Option<&Template> {
        self.labelled(label)?.title.as_ref()
    }

    fn labelled(&self, label: &str) -> Option<&Definition> {
        let by_label = self.by_label.get_or_init(|| {
            self.all.iter().enumerate().rev().map(|(index, definition)| (fold(&definition.label), index)).collect()
        });
        by_label.get(&fold(label)).and_then(|&index| self.all.get(index))
    }

    /// Marks that make text of the definitions that nothing uses and whose target is no URL.
    pub(super) fn unused(&mut self, builder: &Builder<'_>) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (place, label) in &self.suspicious {
            let written = builder.masked[place.clone()].trim_end();
            if let Some(colon) = written.find("]:").filter(|_| !self.used.contains(label)) {
                marks.push(match is_followed(place.start..place.start + written.len(), builder) {
                    true => Mark { range: place.start..place.start + written.len(), kind: Kind::DefinitionLine },
                    false => {
                        let at = place.start + colon + 1;
                        Mark { range: at..at + 1, kind: Kind::Literal }
                    }
                });
                self.found.push(Diagnostic::warning(
                    Code::DEFINITION_AS_TEXT,
                    builder.span(place.clone()),
                    format!("expected a URL behind `{}`, found text; it is shown as text", &written[..=colon + 1]),
                ));
            }
        }
        marks
    }
}

/// Whether what may be a definition directly follows the one at `place`, which holds no marks. CommonMark would read it
/// as part of the paragraph that the text of this one begins.
fn is_followed(place: Range<usize>, builder: &Builder<'_>) -> bool {
    let rest = builder.masked.get(place.end..).unwrap_or_default();
    let next = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    let first_mark = builder.marks.partition_point(|mark| mark.range.end <= place.start);
    next.starts_with('[')
        && rest[..rest.len() - next.len()].matches('\n').count() <= 1
        && builder.marks.get(first_mark).is_none_or(|mark| mark.range.start >= place.end)
}

/// `[comment]: #` and `[//]: #` are notes.
fn is_note(label: &str) -> bool {
    label == "//" || label.eq_ignore_ascii_case("comment")
}

fn is_url(target: &Template) -> bool {
    let start = match target.pieces().first() {
        Some(Piece::Text(text)) => text.as_str(),
        Some(Piece::Placeholder(_)) => return true,
        None => "",
    };
    matches!(LinkTarget::parse(start), LinkTarget::Web(_) | LinkTarget::Mail(_) | LinkTarget::Blade(_))
}

/// A label as CommonMark compares it.
fn fold(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().to_uppercase().to_lowercase()
}

//! Link reference definitions, and the lines that only look like them (format §5).

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::link::Target as LinkTarget;
use crate::parse::construct::{Construct, Kind};
use crate::text::Text;
use crate::tree::{Definition, Piece, Template};

use super::lost::Lost;
use super::mask::without_numbers;
use super::page::Page;

/// The link reference definitions of a body.
#[derive(Default)]
pub(super) struct Definitions {
    all: Vec<Definition>,
    /// Those whose target is not a URL: their range, and the label folded as CommonMark compares labels.
    suspicious: Vec<(Range<usize>, String)>,
    /// The first definition of each label, folded; made when first needed.
    by_label: OnceCell<BTreeMap<String, usize>>,
    used: BTreeSet<String>,
}

impl Definitions {
    /// Definitions in any order.
    pub(super) fn new(mut all: Vec<Definition>) -> Definitions {
        all.sort_by_key(|definition| definition.span.start);
        all.retain(|definition| !is_comment(&definition.label));
        let is_suspicious = |definition: &&Definition| is_footnote(&definition.label) || !is_url(&definition.target);
        let suspicious = all.iter().filter(is_suspicious);
        let suspicious = suspicious.map(|definition| (definition.span.range(), fold(&definition.label))).collect();
        Definitions { all, suspicious, ..Definitions::default() }
    }

    /// Records that a link uses this label.
    pub(super) fn used(&mut self, label: &str) {
        if !self.suspicious.is_empty() {
            self.used.insert(fold(label));
        }
    }

    /// The definition with this label, placeholders included.
    pub(super) fn labelled(&self, label: &str) -> Option<&Definition> {
        let by_label = self.by_label.get_or_init(|| {
            self.all.iter().enumerate().rev().map(|(index, definition)| (fold(&definition.label), index)).collect()
        });
        by_label.get(&fold(label)).and_then(|&index| self.all.get(index))
    }

    /// All definitions. Those that nothing uses and whose target is not a URL are text, and go to `lost`.
    pub(super) fn finish(self, page: &Page<'_>, lost: &mut Lost) -> Vec<Definition> {
        for (range, label) in &self.suspicious {
            let written = page.seen(range.clone()).trim_end();
            let is_text = is_footnote(label) || !self.used.contains(label);
            let Some(colon) = written.find("]:").filter(|_| is_text) else { continue };
            let text = range.start..range.start + written.len();
            let construct = if is_followed(text.clone(), page) {
                Construct { range: text, kind: Kind::DefinitionLine }
            } else {
                let at = range.start + colon + 1;
                Construct { range: at..at + 1, kind: Kind::Literal }
            };
            let shown = without_numbers(&written[..=colon + 1]);
            let message = if is_footnote(label) {
                format!("expected no footnote, found `{shown}`; footnotes are shown as text")
            } else {
                format!("expected a URL after `{shown}`, found text; it is shown as text")
            };
            lost.definition(construct, range.clone(), message);
        }
        let mut all = self.all;
        all.iter_mut().for_each(|definition| restore_label(definition, page));
        all
    }
}

/// Puts back what of a label was masked to be text.
fn restore_label(definition: &mut Definition, page: &Page<'_>) {
    let range = definition.span.range();
    let constructs = page.constructs_in(&range);
    if !constructs.is_empty() && constructs.iter().all(Construct::is_text) {
        let label = page.restore(&definition.label, range).to_plain().into_owned();
        definition.label = Text::from(label);
    }
}

/// Whether what may be a definition directly follows the one at `range`, which holds no constructs. CommonMark would
/// read it as part of the paragraph that the text of this one begins.
fn is_followed(range: Range<usize>, page: &Page<'_>) -> bool {
    let rest = page.seen(range.end..page.range.end);
    let next = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    next.starts_with('[')
        && rest[..rest.len() - next.len()].matches('\n').count() <= 1
        && page.constructs_in(&range).is_empty()
}

/// `[^a]: …` is a footnote, which this Markdown does not have: it is not a definition of a link either.
fn is_footnote(label: &str) -> bool {
    label.starts_with('^')
}

/// `[comment]: #` and `[//]: #` are comments.
fn is_comment(label: &str) -> bool {
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

//! Ids for the elements that findings are about.

use std::collections::{HashMap, HashSet};

use selfhelp::diagnostic::Severity;
use selfhelp::span::Span;

use super::tags::{Tag, tags};
use crate::finding::Finding;

/// The HTML in which the elements that `findings` are about have ids, and the id for each of them. What is in the header, or in
/// a comment, is in no element.
pub(super) fn anchored(html: &str, findings: &[Finding]) -> (String, Vec<Option<String>>) {
    let mut seen = HashSet::new();
    let elements: Vec<(Span, Tag<'_>)> = tags(html).filter_map(|tag| Some((tag.span()?, tag))).collect();
    let mut elements: Vec<_> = elements.into_iter().filter(|(span, _)| seen.insert(*span)).collect();
    elements.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let found = innermost(&elements, findings);
    let mut worst: HashMap<usize, Severity> = HashMap::new();
    for (finding, element) in findings.iter().zip(&found) {
        let Some(element) = element else { continue };
        let severity = worst.entry(*element).or_insert(finding.severity);
        *severity = (*severity).max(finding.severity);
    }
    let mut edits: Vec<(Tag<'_>, Span, Severity)> = worst
        .into_iter()
        .filter_map(|(element, severity)| elements.get(element).map(|(span, tag)| (*tag, *span, severity)))
        .collect();
    edits.sort_by_key(|(tag, ..)| tag.start);
    let ids = found.iter().map(|element| {
        let (span, tag) = elements.get((*element)?)?;
        Some(tag.attribute("id").map_or_else(|| id(*span), str::to_owned))
    });
    (edited(html, &edits), ids.collect())
}

/// For each finding the innermost of the `elements`, which are sorted by where they begin.
fn innermost(elements: &[(Span, Tag<'_>)], findings: &[Finding]) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|&index| findings.get(index).map(|finding| finding.extent.start));
    let mut found = vec![None; findings.len()];
    let (mut open, mut next) = (Vec::new(), elements.iter().enumerate().peekable());
    for index in order {
        let Some(finding) = findings.get(index) else { continue };
        let at = finding.extent.start;
        while let Some((element, (span, _))) = next.next_if(|(_, (span, _))| span.start as usize <= at) {
            open.push((element, span.end as usize));
        }
        while open.last().is_some_and(|(_, end)| *end <= at) {
            open.pop();
        }
        if let Some(slot) = found.get_mut(index) {
            *slot = open.last().map(|(element, _)| *element);
        }
    }
    found
}

fn id(span: Span) -> String {
    format!("at-{}-{}", span.start, span.end)
}

fn edited(html: &str, edits: &[(Tag<'_>, Span, Severity)]) -> String {
    let mut out = String::with_capacity(html.len() + edits.len() * 48);
    let mut at = 0;
    for (tag, span, severity) in edits {
        let name_end = tag.start + 1 + tag.name().len();
        out.push_str(html.get(at..name_end).unwrap_or_default());
        if tag.attribute("id").is_none() {
            out.push_str(&format!(" id=\"{}\"", id(*span)));
        }
        out.push_str(&format!(" data-found=\"{severity}\""));
        at = name_end;
    }
    out.push_str(html.get(at..).unwrap_or_default());
    out
}

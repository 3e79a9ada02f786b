//! The source of an article, line by line, with what is found marked.

use std::ops::Range;

use selfhelp::Article;

use super::escape::escaped;
use crate::finding::Finding;

/// The lines of the source of `article`, each with an id: `line-12`.
pub(super) fn html(article: &Article, findings: &[Finding]) -> String {
    let (source, lines) = (article.source(), article.line_index());
    let marks = merged(findings.iter().map(|finding| finding.extent.start..finding.extent.end).collect());
    let (mut out, mut next) = (String::from("<ol>\n"), 0);
    for number in 1..=u32::try_from(lines.line_count()).unwrap_or(u32::MAX) {
        let Some(span) = lines.line_span(source, number) else { break };
        let line = source.get(span.range()).unwrap_or_default();
        let line = span.range().start..span.range().start + line.trim_end_matches(['\n', '\r']).len();
        out.push_str(&format!("<li id=\"line-{number}\"><code>"));
        let mut at = line.start;
        while let Some(mark) = marks.get(next).filter(|mark| mark.start < span.range().end) {
            let (start, end) = (mark.start.clamp(at, line.end), mark.end.clamp(at, line.end));
            out.push_str(&piece(source, at..start));
            out.push_str(&format!("<mark>{}</mark>", piece(source, start..end)));
            at = end;
            // It goes on in the next line.
            if mark.end > span.range().end {
                break;
            }
            next += 1;
        }
        out.push_str(&piece(source, at..line.end));
        out.push_str("</code></li>\n");
    }
    out.push_str("</ol>\n");
    out
}

fn piece(source: &str, range: Range<usize>) -> String {
    escaped(source.get(range).unwrap_or_default())
}

/// The ranges in order, those that overlap as one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

//! [`Reader`]: from the text of a component to its model.

mod child;
mod value;

use std::ops::Range;

use super::find::{Closer, Found};
use super::{
    Aggregation, CommonSolution, Component, Element, Finder, Insight, KnowledgeBase, Metric, OtherChild, Search, Video,
    VideoGroup,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::Limits;
use crate::source::{Comments, quoted_snippet};
use crate::span::{Span, Spanned};
use crate::text::{Shared, Text};
use child::{Child, Cursor};

/// Reads a component. Ranges are in bytes of the component's text.
pub(crate) struct Reader<'r> {
    source: &'r Shared,
    /// Where the component begins in `source`.
    start: usize,
    text: &'r str,
    comments: Comments<'r>,
    /// What spans values get: a range of `source` in, a span out.
    place: &'r dyn Fn(Range<usize>) -> Span,
    limits: &'r Limits,
    found: &'r mut Diagnostics,
    /// Resolves the character references in a text.
    decode: fn(&str) -> String,
    parent: Parent,
    /// Whether it is in a quote, whose `>` its lines begin with.
    quoted: bool,
}

/// The element whose children are read.
#[derive(Debug, Default)]
struct Parent {
    /// Its start tag.
    tag: Range<usize>,
    /// Its children that say nothing.
    empty: Vec<(&'static str, Range<usize>)>,
}

impl<'r> Reader<'r> {
    /// A reader of the component that is `range` of `source`; `None` where that is no range of it.
    pub(crate) fn new(
        source: &'r Shared,
        range: Range<usize>,
        place: &'r dyn Fn(Range<usize>) -> Span,
        limits: &'r Limits,
        decode: fn(&str) -> String,
        found: &'r mut Diagnostics,
    ) -> Option<Reader<'r>> {
        let text = source.get(range.clone())?;
        let comments = Comments::new(text);
        let (start, parent) = (range.start, Parent::default());
        let quoted = is_quoted(&source[..start]);
        Some(Reader { source, start, text, comments, place, limits, found, decode, parent, quoted })
    }

    /// The component; `None` where the text is none.
    pub(crate) fn read(mut self) -> Option<Component> {
        let Search::Found(found) = Finder::new(self.text).search(0) else { return None };
        let Found { element, attributes, inside, end, closer } = found;
        self.parent.tag = 0..attributes.end + 1;
        self.report_tag(element, attributes);
        let span = self.span(0..end);
        let cursor = Cursor::new(element, inside.clone());
        let component = match element {
            Element::Insight => Component::Insight(Insight { span, ..self.insight(cursor) }),
            Element::Metric => Component::Metric(Metric { span, ..self.metric(cursor) }),
            Element::Video => Component::Video(Video { span, ..self.video(cursor) }),
            Element::VideoGroup => Component::VideoGroup(VideoGroup { span, ..self.video_group(cursor) }),
            Element::KnowledgeBase => Component::KnowledgeBase(KnowledgeBase { span, ..self.knowledge_base(cursor) }),
            Element::CommonSolution => {
                Component::CommonSolution(CommonSolution { span, ..self.common_solution(cursor) })
            }
        };
        if closer == Closer::StartTag {
            let name = element.name();
            let message = format!("expected `</{name}>`, found another `<{name}>`; it ends the component");
            self.warn(Code::COMPONENT_CLOSER, inside.end..end, message, Some((inside.end..end, format!("</{name}>"))));
        }
        Some(component)
    }

    // Elements.

    fn insight(&mut self, mut cursor: Cursor) -> Insight {
        let mut insight = Insight::default();
        while let Some(child) = self.next_child(&mut cursor) {
            match child.known {
                Some("symptomId") => self.list(&child, &mut insight.symptom_ids),
                Some("executionText") => self.text(&child, &mut insight.execution_text),
                Some("timeoutText") => self.text(&child, &mut insight.timeout_text),
                Some("noResultText") => self.text(&child, &mut insight.no_result_text),
                Some("failedText") => self.text(&child, &mut insight.failed_text),
                Some("additionalInputsReq") => self.truth(&child, &mut insight.additional_inputs_req),
                Some("maxInsightCount") => self.count(&child, &mut insight.max_insight_count),
                Some("client") => self.list(&child, &mut insight.clients),
                _ => self.other(&cursor, &child, &mut insight.other),
            }
        }
        if insight.symptom_ids.is_empty() {
            self.report_missing(&cursor, "symptomId");
        }
        insight
    }

    fn metric(&mut self, mut cursor: Cursor) -> Metric {
        let mut metric = Metric::default();
        while let Some(child) = self.next_child(&mut cursor) {
            match child.known {
                Some("name") => self.text(&child, &mut metric.name),
                Some("aggregationType") => self.aggregation(&child, &mut metric.aggregation_type),
                Some("timeSpanDuration") => self.text(&child, &mut metric.time_span_duration),
                Some("title") => self.text(&child, &mut metric.title),
                Some("timeSpanType") => self.text(&child, &mut metric.time_span_type),
                Some("namespace") => self.text(&child, &mut metric.namespace),
                Some("client") => self.list(&child, &mut metric.clients),
                _ => self.other(&cursor, &child, &mut metric.other),
            }
        }
        if metric.name.is_none() {
            self.report_missing(&cursor, "name");
        }
        metric
    }

    fn video(&mut self, mut cursor: Cursor) -> Video {
        let mut video = Video::default();
        while let Some(child) = self.next_child(&mut cursor) {
            match child.known {
                Some("src") => self.text(&child, &mut video.src),
                Some("title") => self.text(&child, &mut video.title),
                Some("size") => self.text(&child, &mut video.size),
                _ => self.other(&cursor, &child, &mut video.other),
            }
        }
        if video.src.is_none() {
            self.report_missing(&cursor, "src");
        }
        video
    }

    fn video_group(&mut self, mut cursor: Cursor) -> VideoGroup {
        let mut group = VideoGroup::default();
        while let Some(child) = self.next_child(&mut cursor) {
            if child.known.is_none() {
                self.other(&cursor, &child, &mut group.other);
                continue;
            }
            let parent = Parent { tag: child.tag.clone(), empty: Vec::new() };
            let outer = std::mem::replace(&mut self.parent, parent);
            let span = self.span(child.whole.clone());
            let video = Video { span, ..self.video(Cursor::new(Element::Video, child.value.clone())) };
            self.parent = outer;
            self.push(&mut group.videos, video, child.whole);
        }
        if group.videos.is_empty() {
            self.report_missing(&cursor, "video");
        }
        group
    }

    fn knowledge_base(&mut self, mut cursor: Cursor) -> KnowledgeBase {
        let mut base = KnowledgeBase::default();
        while let Some(child) = self.next_child(&mut cursor) {
            match child.known {
                Some("client") => self.list(&child, &mut base.clients),
                _ => self.other(&cursor, &child, &mut base.other),
            }
        }
        base
    }

    fn common_solution(&mut self, mut cursor: Cursor) -> CommonSolution {
        let mut solution = CommonSolution::default();
        while let Some(child) = self.next_child(&mut cursor) {
            match child.known {
                Some("articleId") => self.text(&child, &mut solution.article_id),
                Some("client") => self.list(&child, &mut solution.clients),
                _ => self.other(&cursor, &child, &mut solution.other),
            }
        }
        if solution.article_id.is_none() {
            self.report_missing(&cursor, "articleId");
        }
        solution
    }

    // Reports.

    fn span(&self, range: Range<usize>) -> Span {
        (self.place)(self.start + range.start..self.start + range.end)
    }

    fn warn(
        &mut self,
        code: Code,
        range: Range<usize>,
        message: impl Into<String>,
        fix: Option<(Range<usize>, String)>,
    ) {
        let found = Diagnostic::warning(code, self.span(range), message);
        self.found.push(match fix {
            Some((range, replacement)) => found.with_fix(self.span(range), replacement),
            None => found,
        });
    }

    /// Reports what is in the start tag of `element` besides its name.
    fn report_tag(&mut self, element: Element, attributes: Range<usize>) {
        let written = self.text[attributes.clone()].trim_end_matches(|c: char| c == '/' || c.is_whitespace());
        let range = attributes.start + written.len() - written.trim_start().len()..attributes.start + written.len();
        if !range.is_empty() {
            let (name, written) = (element.name(), quoted_snippet(&self.text[range.clone()]));
            let message = format!("expected `<{name}>` without attributes, found {written} in it; it is ignored");
            self.warn(Code::COMPONENT_TEXT, range, message, None);
        }
    }

    fn report_missing(&mut self, cursor: &Cursor, child: &str) {
        let name = cursor.element.name();
        let empty = self.parent.empty.iter().find(|(name, _)| *name == child).map(|(_, range)| range.clone());
        let (range, found) = match empty {
            Some(range) => (range, "an empty one"),
            None => (self.parent.tag.clone(), "none"),
        };
        let message = format!("expected `{child}` in `{name}`, found {found}");
        self.warn(Code::COMPONENT_CHILD_MISSING, range, message, None);
    }

    fn report_repeated(&mut self, child: &Child, first: Span) {
        let name = child.known.unwrap_or_default();
        let message = format!("expected one `{name}`, found another; the first counts");
        let found = Diagnostic::warning(Code::COMPONENT_CHILD_REPEATED, self.span(child.whole.clone()), message);
        self.found.push(found.with_related(first, "the first is here"));
    }

    /// Adds `item`, which is at `range`, unless there are too many.
    fn push<T>(&mut self, list: &mut Vec<T>, item: T, range: Range<usize>) {
        let most = self.limits.component_values;
        if list.len() < most {
            list.push(item);
        } else {
            let message = format!("expected at most {most} values in a component, found more; it is left out");
            self.warn(Code::TOO_MANY, range, message, None);
        }
    }
}

/// Whether what comes after `before` is in a quote: what is before it on its line has a `>`.
fn is_quoted(before: &str) -> bool {
    /// Most bytes of markers before a line's own text.
    const MOST: usize = 200;
    let line = before.bytes().rev().take(MOST).take_while(|byte| !matches!(byte, b'\n' | b'\r'));
    line.into_iter().any(|byte| byte == b'>')
}

//! What shows for a component that no host renders: a sentence, or the links of its videos. Nothing internal is in it.

use std::fmt::Write as _;

use super::{Destination, Labels, Scope};
use crate::component::{Aggregation, CommonSolution, Component, Metric, Video};
use crate::error::RenderError;
use crate::link::{Resolved, Target};
use crate::span::Span;
use crate::text::Text;
use crate::tree::{Inline, Inlines, Link, Template};

/// What shows for a component.
pub(crate) enum Fallback {
    Nothing,
    /// A line, and its class in HTML.
    Line(&'static str, Inlines),
    /// A link to another article, whose target is a resolver's answer.
    Article(Inlines),
    Video(Inlines),
    /// Each at its place.
    Videos(Vec<(Span, Inlines)>),
}

impl Fallback {
    /// What shows for `component` in `scope`.
    pub(crate) fn of(component: &Component, scope: &Scope<'_>) -> Result<Fallback, RenderError> {
        let labels = &scope.settings.labels;
        Ok(match component {
            Component::Insight(_) => Fallback::Line("insight", words(&labels.insight)),
            Component::KnowledgeBase(_) => Fallback::Line("azure-kb", words(&labels.knowledge_base)),
            Component::Metric(metric) => {
                chart(metric, labels).map_or(Fallback::Nothing, |chart| Fallback::Line("metric", words(&chart)))
            }
            Component::CommonSolution(solution) => article_link(solution, scope).map_or(Fallback::Nothing, |link| {
                Fallback::Article([Inline::Link(Box::new(link))].into_iter().collect())
            }),
            Component::Video(node) => video(node, scope)?.map_or(Fallback::Nothing, Fallback::Video),
            Component::VideoGroup(group) => {
                let mut videos = Vec::new();
                for node in &group.videos {
                    videos.extend(video(node, scope)?.map(|line| (node.span, line)));
                }
                if videos.is_empty() { Fallback::Nothing } else { Fallback::Videos(videos) }
            }
        })
    }

    /// The lines, where there is no room for blocks: in a value, which leads to no other article.
    pub(crate) fn into_lines(self) -> Vec<Inlines> {
        match self {
            Fallback::Nothing | Fallback::Article(_) => Vec::new(),
            Fallback::Line(_, line) | Fallback::Video(line) => vec![line],
            Fallback::Videos(videos) => videos.into_iter().map(|(_, line)| line).collect(),
        }
    }
}

fn words(text: &str) -> Inlines {
    [Inline::text(text)].into_iter().collect()
}

/// `Video: ` and a link, or the title alone where the address is none that can be followed.
fn video(video: &Video, scope: &Scope<'_>) -> Result<Option<Inlines>, RenderError> {
    let shown = match (video.link(), &video.title) {
        (Some(link), Some(_)) => Inline::Link(Box::new(link)),
        (None, Some(title)) => Inline::text(title.inner.clone()),
        (None, None) => return Ok(None),
        (Some(link), None) => {
            let leads =
                !matches!(Destination::of(&Target::parse(&link.target.to_plain()), scope)?, Destination::Nowhere);
            if !leads {
                return Ok(None);
            }
            Inline::Link(Box::new(link))
        }
    };
    let label = [&*scope.settings.labels.video, ": "].concat();
    Ok(Some([Inline::text(label), shown].into_iter().collect()))
}

/// `Chart: Processor use (Percentage CPU, average over 1 day)`
fn chart(metric: &Metric, labels: &Labels) -> Option<String> {
    let (title, name) = match (metric.title.as_deref(), metric.name.as_deref()) {
        (Some(title), name) => (title, name.filter(|name| *name != title)),
        (None, name) => (name?, None),
    };
    let time = time(metric.time_span_duration(), labels);
    let drawn = match metric.aggregation() {
        Aggregation::Sum => filled(&labels.sum, &time),
        Aggregation::Avg => filled(&labels.average, &time),
        Aggregation::Count => filled(&labels.count, &time),
        Aggregation::Min => filled(&labels.minimum, &time),
        Aggregation::Max => filled(&labels.maximum, &time),
        Aggregation::Other(_) => time,
    };
    let mut chart = format!("{}: {title} (", labels.chart);
    if let Some(name) = name {
        let _ = write!(chart, "{name}, ");
    }
    chart.push_str(&drawn);
    chart.push(')');
    Some(chart)
}

/// How long `2d` is in words; what is not so many days is as written.
fn time(duration: &str, labels: &Labels) -> String {
    let days = duration.strip_suffix(['d', 'D']).filter(|days| days.bytes().all(|digit| digit.is_ascii_digit()));
    match days {
        Some("1") => labels.day.to_string(),
        Some(days) if !days.is_empty() => filled(&labels.days, days),
        _ => duration.to_owned(),
    }
}

/// `label` with `text` in the place of its first `{}`.
fn filled(label: &str, text: &str) -> String {
    label.replacen("{}", text, 1)
}

/// A link to the other article, where the host knows its address. Its target is not to be resolved again.
pub(crate) fn article_link(solution: &CommonSolution, scope: &Scope<'_>) -> Option<Link> {
    let id = solution.article_id.as_ref()?;
    let Resolved::To(address) = scope.settings.resolver?.resolve_article(id) else { return None };
    if matches!(Target::parse(&address), Target::Blade(_) | Target::Unsafe(_)) {
        return None;
    }
    let (target, content) = (Template::from(Text::from(address)), words(&scope.settings.labels.common_solution));
    Some(Link { target, title: None, content, span: solution.span })
}

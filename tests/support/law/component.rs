//! What readers see of a component, told without the renderer.

use selfhelp::component::{Aggregation, Component, Metric, Video};
use selfhelp::link::Target;
use selfhelp::span::Spanned;
use selfhelp::{Text, component::OtherChild};

use super::leaves::Kind;

/// The leaves that `component` is.
pub fn leaves(component: &Component) -> Vec<(Kind, String)> {
    match component {
        Component::Insight(_) => vec![(Kind::Words, "An automatic check runs here in the portal.".to_owned())],
        Component::KnowledgeBase(_) => vec![(Kind::Words, "Search results appear here in the portal.".to_owned())],
        Component::Metric(metric) => chart(metric).map(|chart| (Kind::Words, chart)).into_iter().collect(),
        _ => component.videos().iter().flat_map(video).collect(),
    }
}

fn chart(metric: &Metric) -> Option<String> {
    let (title, name) = (metric.title.as_ref(), metric.name.as_ref());
    let above = title.or(name)?;
    let name = name.filter(|name| title.is_some() && *name != above).map_or(String::new(), |name| format!("{name}, "));
    let time = match metric.time_span_duration() {
        "1d" | "1D" => "1 day".to_owned(),
        time => match time.strip_suffix(['d', 'D']) {
            Some(days) if !days.is_empty() && days.bytes().all(|byte| byte.is_ascii_digit()) => format!("{days} days"),
            _ => time.to_owned(),
        },
    };
    let drawn = match metric.aggregation() {
        Aggregation::Sum => "sum over ",
        Aggregation::Avg => "average over ",
        Aggregation::Count => "count over ",
        Aggregation::Min => "minimum over ",
        Aggregation::Max => "maximum over ",
        _ => "",
    };
    Some(format!("Chart: {above} ({name}{drawn}{time})"))
}

fn video(video: &Video) -> Vec<(Kind, String)> {
    let label = (Kind::Words, "Video: ".to_owned());
    match (&video.title, &video.src) {
        (Some(title), _) => vec![label, (Kind::Words, title.to_string())],
        (None, Some(src)) => match Target::parse(src) {
            Target::Relative(_) | Target::Unsafe(_) => Vec::new(),
            _ => vec![label, (Kind::Address, src.to_string())],
        },
        (None, None) => Vec::new(),
    }
}

/// The texts of `component`, with their places.
pub fn texts(component: &Component) -> Vec<&Spanned<Text>> {
    let mut texts: Vec<&Spanned<Text>> = component.clients().iter().collect();
    match component {
        Component::Insight(insight) => {
            texts.extend(&insight.symptom_ids);
            texts.extend([&insight.execution_text, &insight.timeout_text].into_iter().flatten());
            texts.extend([&insight.no_result_text, &insight.failed_text].into_iter().flatten());
        }
        Component::Metric(metric) => {
            texts.extend([&metric.name, &metric.time_span_duration, &metric.title].into_iter().flatten());
            texts.extend([&metric.time_span_type, &metric.namespace].into_iter().flatten());
        }
        Component::CommonSolution(solution) => texts.extend(&solution.article_id),
        _ => {}
    }
    for video in component.videos() {
        texts.extend([&video.src, &video.title, &video.size].into_iter().flatten());
        texts.extend(video.other.iter().flat_map(other));
    }
    texts.extend(component.other().iter().flat_map(other));
    texts
}

fn other(child: &OtherChild) -> [&Spanned<Text>; 2] {
    [&child.name, &child.value]
}

//! What replacement keys stand for: checks, charts, videos, results of a search.

use serde::{Deserialize, Serialize};

use super::content::Content;
use super::key::name_of;
use super::member::{is_absent, null_as_default, object};
use super::outcome::Unsent;
use super::word::{DiagnosticStatus, ImportanceLevel};
use crate::component::{self, Aggregation, Component};
use crate::payload::Object;
use crate::text::Text;

object! {
    /// What the replacement keys of some content stand for, a list for each kind, in document order.
    ReplacementMaps {
        /// Checks, one for each symptom.
        pub diagnostics: Vec<Diagnostic>,
        /// Charts.
        pub metrics_based_charts: Vec<Chart>,
        /// Videos.
        pub videos: Vec<Video>,
        /// Groups of videos.
        pub video_groups: Vec<VideoGroup>,
        /// Results of a search of the web.
        pub web_results: Vec<WebResult>,
        /// Guided tours, which have no key. No article makes one.
        pub troubleshooters: Vec<Troubleshooter>,
    }
}

/// A check.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The symptom that is checked.
    #[serde(deserialize_with = "null_as_default", skip_serializing_if = "is_absent")]
    pub solution_id: Option<Text>,
    /// How far the check is.
    #[serde(deserialize_with = "null_as_default", skip_serializing_if = "is_absent")]
    pub status: Option<DiagnosticStatus>,
    /// What readers are told of it.
    #[serde(deserialize_with = "null_as_default", skip_serializing_if = "is_absent")]
    pub status_details: Option<Text>,
    /// The comment in whose place it shows.
    #[serde(deserialize_with = "null_as_default", skip_serializing_if = "is_absent")]
    pub replacement_key: Option<Text>,
    /// How long it takes, in minutes.
    #[serde(deserialize_with = "null_as_default", skip_serializing_if = "is_absent")]
    pub estimated_completion_time: Option<Text>,
    /// What it needs to know of the reader.
    #[serde(deserialize_with = "null_as_default", skip_serializing_if = "is_absent")]
    pub required_parameters: Vec<Text>,
    /// What it found.
    #[serde(deserialize_with = "null_as_default", skip_serializing_if = "is_absent")]
    pub insights: Vec<Insight>,
    /// Not of the service: a solution that was deserialised has none.
    #[serde(skip)]
    pub(super) unsent: Unsent,
    /// Members that are not listed here, as they were sent.
    #[serde(flatten)]
    pub other: Object,
}

object! {
    /// What a check found.
    Insight {
        /// Which insight it is.
        pub id: Option<Text>,
        /// Its title: plain text.
        pub title: Option<Text>,
        /// What it says: HTML, which [`hydrate`](fn@super::hydrate) translates.
        pub results: Option<Content>,
        /// How much it matters.
        pub importance_level: Option<ImportanceLevel>,
    }
}

object! {
    /// A chart of a metric.
    Chart {
        /// The metric, such as `Percentage CPU`.
        pub name: Option<Text>,
        /// What of each interval is drawn.
        pub aggregation_type: Option<Aggregation>,
        /// How long a time is drawn, such as `1d`.
        pub time_span_duration: Option<Text>,
        /// What is above the chart.
        pub title: Option<Text>,
        /// The comment in whose place it shows.
        pub replacement_key: Option<Text>,
    }
}

object! {
    /// A video.
    Video {
        /// Its address as its author wrote it: parse it with [`Target`](crate::link::Target).
        pub src: Option<Text>,
        /// What it is called.
        pub title: Option<Text>,
        /// The comment in whose place it shows; none in a group.
        pub replacement_key: Option<Text>,
    }
}

object! {
    /// Videos side by side.
    VideoGroup {
        /// The videos.
        pub videos: Vec<Video>,
        /// The comment in whose place they show.
        pub replacement_key: Option<Text>,
    }
}

object! {
    /// The results of a search of the web.
    WebResult {
        /// The comment in whose place they show.
        pub replacement_key: Option<Text>,
        /// What was found.
        pub search_results: Vec<SearchResult>,
    }
}

object! {
    /// One result of a search.
    SearchResult {
        /// Which result it is.
        pub solution_id: Option<Text>,
        /// What it says: HTML, which [`hydrate`](fn@super::hydrate) translates.
        pub content: Option<Content>,
        /// Its title: plain text.
        pub title: Option<Text>,
        /// How well it fits: `Low`, `Medium`, `High`.
        pub confidence: Option<Text>,
        /// Where it is from.
        pub source: Option<Text>,
        /// `Community` or `Documentation`.
        pub result_type: Option<Text>,
        /// Its place among the results.
        pub rank: Option<i64>,
        /// Its address.
        pub link: Option<Text>,
    }
}

object! {
    /// A guided tour.
    Troubleshooter {
        /// Which tour it is.
        pub solution_id: Option<Text>,
        /// Its title.
        pub title: Option<Text>,
        /// What it is about.
        pub summary: Option<Text>,
    }
}

/// What a replacement key stands for.
#[derive(Clone, Copy)]
pub(super) enum Replacement<'s> {
    Diagnostic(&'s Diagnostic),
    Chart(&'s Chart),
    Video(&'s Video),
    VideoGroup(&'s VideoGroup),
    WebResult(&'s WebResult),
}

impl ReplacementMaps {
    /// What the keys stand for, by the names in them.
    pub(super) fn replacements(&self) -> impl Iterator<Item = (&str, Replacement<'_>)> {
        let diagnostics = self.diagnostics.iter().map(|node| (&node.replacement_key, Replacement::Diagnostic(node)));
        let charts = self.metrics_based_charts.iter().map(|node| (&node.replacement_key, Replacement::Chart(node)));
        let videos = self.videos.iter().map(|node| (&node.replacement_key, Replacement::Video(node)));
        let groups = self.video_groups.iter().map(|node| (&node.replacement_key, Replacement::VideoGroup(node)));
        let results = self.web_results.iter().map(|node| (&node.replacement_key, Replacement::WebResult(node)));
        let all = diagnostics.chain(charts).chain(videos).chain(groups).chain(results);
        all.filter_map(|(key, node)| Some((name_of(key.as_deref()?)?, node)))
    }
}

impl Replacement<'_> {
    /// The component that it was made of, as far as it tells.
    pub(super) fn component(&self) -> Component {
        match self {
            Replacement::Diagnostic(check) => {
                let mut insight = component::Insight::new(check.solution_id.clone());
                insight.execution_text = check.status_details.clone().map(Into::into);
                let needs = check.status.as_ref().map(|status| *status == DiagnosticStatus::MissingInputs);
                insight.additional_inputs_req = needs.map(Into::into);
                Component::Insight(insight)
            }
            Replacement::Chart(chart) => {
                let metric = component::Metric {
                    name: chart.name.clone().map(Into::into),
                    title: chart.title.clone().map(Into::into),
                    aggregation_type: chart.aggregation_type.clone().map(Into::into),
                    time_span_duration: chart.time_span_duration.clone().map(Into::into),
                    ..component::Metric::default()
                };
                Component::Metric(metric)
            }
            Replacement::Video(video) => Component::Video(video.component()),
            Replacement::VideoGroup(group) => {
                Component::VideoGroup(component::VideoGroup::new(group.videos.iter().map(Video::component)))
            }
            Replacement::WebResult(_) => Component::KnowledgeBase(component::KnowledgeBase::default()),
        }
    }
}

impl Video {
    pub(super) fn of(video: &component::Video) -> Video {
        let text = |text: &Option<crate::span::Spanned<Text>>| text.as_ref().map(|text| text.inner.clone());
        Video { src: text(&video.src), title: text(&video.title), ..Video::default() }
    }

    fn component(&self) -> component::Video {
        component::Video {
            src: self.src.clone().map(Into::into),
            title: self.title.clone().map(Into::into),
            ..component::Video::default()
        }
    }
}

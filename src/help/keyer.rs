//! [`Keyer`]: the host that writes a replacement key for each component, and records what the key stands for.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::key::key;
use super::outcome::Unsent;
use super::render::Variant;
use super::replacement::{Chart, Diagnostic, ReplacementMaps, Video, VideoGroup, WebResult};
use super::word::DiagnosticStatus;
use crate::component::{self, Component};
use crate::link::Target;
use crate::render::core::escape;
use crate::render::{HelpItem, Out, RenderComponent};
use crate::text::Text;

/// Writes a replacement key for each component, and records what the key stands for.
pub(super) struct Keyer<'a> {
    /// Renders components before they get a key.
    pub(super) host: Option<&'a (dyn RenderComponent + Sync)>,
    pub(super) variant: Variant,
    /// The `articleId`, or nothing.
    pub(super) article: &'a str,
    pub(super) components: Vec<&'a Component>,
    /// Most bytes of what keys stand for.
    pub(super) most: usize,
    pub(super) keyed: Mutex<Keyed>,
}

/// What was asked for so far.
#[derive(Debug, Default)]
pub(super) struct Keyed {
    /// The component that was asked for last, and for how many of its symptoms.
    component: usize,
    symptoms: usize,
    maps: ReplacementMaps,
    /// How many bytes of text all that was recorded has.
    bytes: usize,
}

impl Keyed {
    /// The position of the component of `item` among `components`, and of its symptom. They are asked for in document order,
    /// so that the search goes on where it was.
    fn position(&mut self, item: HelpItem<'_>, components: &[&Component]) -> (usize, Option<usize>) {
        let rest = components.get(self.component..).unwrap_or_default();
        let steps = rest.iter().position(|component| std::ptr::eq(*component, item.component)).unwrap_or_default();
        if steps > 0 {
            (self.component, self.symptoms) = (self.component + steps, 0);
        }
        let symptom = item.symptom.map(|_| self.symptoms);
        self.symptoms += 1;
        (self.component, symptom)
    }

    /// Records what `key` stands for; whether it stands for anything.
    fn add(&mut self, item: HelpItem<'_>, component: usize, key: &str, variant: Variant) -> bool {
        let replacement_key = Some(Text::from(key));
        let maps = &mut self.maps;
        match item.component {
            Component::Insight(_) | Component::Metric(_) if variant == Variant::SelfHelp => return false,
            Component::Insight(insight) => match item.symptom {
                Some(symptom) => {
                    let unsent = Unsent::of(insight, component);
                    let check = Diagnostic::of(insight, &symptom.inner);
                    maps.diagnostics.push(Diagnostic { replacement_key, unsent, ..check });
                }
                None => return false,
            },
            Component::Metric(metric) => {
                maps.metrics_based_charts.push(Chart { replacement_key, ..Chart::of(metric) });
            }
            // Who reads the JSON might follow such an address.
            Component::Video(_) | Component::VideoGroup(_) if item.component.videos().iter().any(is_unsafe) => {
                return false;
            }
            Component::Video(video) => maps.videos.push(Video { replacement_key, ..Video::of(video) }),
            Component::VideoGroup(group) => {
                let videos = group.videos.iter().map(Video::of).collect();
                maps.video_groups.push(VideoGroup { videos, replacement_key, ..VideoGroup::default() });
            }
            Component::KnowledgeBase(_) => {
                maps.web_results.push(WebResult { replacement_key, ..WebResult::default() });
            }
            Component::CommonSolution(_) => return false,
        }
        self.bytes = self.bytes.saturating_add(bytes(item));
        true
    }
}

fn is_unsafe(video: &component::Video) -> bool {
    video.src.as_ref().is_some_and(|src| matches!(Target::parse(src), Target::Unsafe(_)))
}

/// How many bytes of text are recorded for `item`. A check says what it does to each of its symptoms:
/// `<symptomId>a,b,c</symptomId><executionText>…</executionText>`.
fn bytes(item: HelpItem<'_>) -> usize {
    match item.component {
        Component::Insight(insight) => {
            item.symptom.map_or(0, |symptom| symptom.len())
                + insight.execution_text.as_ref().map_or(0, |text| text.len())
        }
        component => component.text_len(),
    }
}

impl Keyer<'_> {
    fn keyed(&self) -> MutexGuard<'_, Keyed> {
        self.keyed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the keys since the last call stand for.
    pub(super) fn take(&self) -> ReplacementMaps {
        std::mem::take(&mut self.keyed().maps)
    }

    /// Whether more was recorded than there may be.
    pub(super) fn is_over(&self) -> bool {
        self.keyed().bytes > self.most
    }
}

impl RenderComponent for Keyer<'_> {
    fn render_component(&self, item: HelpItem<'_>, out: &mut Out) -> bool {
        let mut keyed = self.keyed();
        let (component, symptom) = keyed.position(item, &self.components);
        if let Some(host) = self.host {
            let mut own = Out::new(out.room(), escape::push_value);
            let rendered = host.render_component(item, &mut own);
            match own.finish() {
                Some(html) if rendered => {
                    out.push_str(&html);
                    return true;
                }
                Some(_) => {}
                None => keyed.bytes = usize::MAX,
            }
        }
        if keyed.bytes > self.most {
            return true;
        }
        let key = key(self.article, component, symptom);
        if !keyed.add(item, component, &key, self.variant) {
            return false;
        }
        out.push_str(&key);
        out.push_str("\n");
        true
    }
}

impl Diagnostic {
    fn of(insight: &component::Insight, symptom: &Text) -> Diagnostic {
        let needs_input = insight.additional_inputs_req();
        Diagnostic {
            solution_id: Some(symptom.clone()),
            status: Some(if needs_input { DiagnosticStatus::MissingInputs } else { DiagnosticStatus::Running }),
            status_details: insight.execution_text.as_ref().map(|text| text.inner.clone()),
            ..Diagnostic::default()
        }
    }
}

impl Chart {
    fn of(metric: &component::Metric) -> Chart {
        Chart {
            name: metric.name.as_ref().map(|name| name.inner.clone()),
            aggregation_type: Some(metric.aggregation().clone()),
            time_span_duration: Some(Text::from(metric.time_span_duration())),
            title: metric.title.as_ref().map(|title| title.inner.clone()),
            ..Chart::default()
        }
    }
}

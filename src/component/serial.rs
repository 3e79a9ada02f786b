//! Components in serialised articles: by what they are, and as their source, which is how earlier versions wrote them.

use std::fmt;

use serde::de::{Error, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Component, Reader};
use crate::diagnostic::Diagnostics;
use crate::limits::Limits;
use crate::metadata::decode_entities;
use crate::span::Span;
use crate::text::{Text, shared};

impl<'de> Deserialize<'de> for Component {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Component, D::Error> {
        deserializer.deserialize_map(Read)
    }
}

/// The names of components in JSON.
const NAMES: &[&str] = &["insight", "metric", "video", "videoGroup", "azureKB", "commonSolution"];

struct Read;

impl<'de> Visitor<'de> for Read {
    type Value = Component;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a component")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Component, A::Error> {
        let (mut source, mut span) = (None, Span::NONE);
        while let Some(name) = map.next_key::<Text>()? {
            match &*name {
                "insight" => return Ok(Component::Insight(map.next_value()?)),
                "metric" => return Ok(Component::Metric(map.next_value()?)),
                "video" => return Ok(Component::Video(map.next_value()?)),
                "videoGroup" => return Ok(Component::VideoGroup(map.next_value()?)),
                "azureKB" => return Ok(Component::KnowledgeBase(map.next_value()?)),
                "commonSolution" => return Ok(Component::CommonSolution(map.next_value()?)),
                "source" => source = Some(map.next_value::<Text>()?),
                "span" => span = map.next_value()?,
                "name" => {
                    map.next_value::<IgnoredAny>()?;
                }
                other => return Err(Error::unknown_variant(other, NAMES)),
            }
        }
        let source = source.ok_or_else(|| Error::missing_field("source"))?;
        of_source(&source, span).ok_or_else(|| Error::invalid_value(Unexpected::Str(&source), &"a component"))
    }
}

/// The component with this `source`, which is at `span`.
fn of_source(source: &str, span: Span) -> Option<Component> {
    let start = span.start as usize;
    let moved = |range: std::ops::Range<usize>| {
        if span.is_none() { Span::NONE } else { Span::new(start + range.start, start + range.end) }
    };
    let decode = |text: &str| decode_entities(text).into_owned();
    let (limits, mut found) = (Limits::new(), Diagnostics::default());
    let mut component = Reader::new(&shared(source), 0..source.len(), &moved, &limits, decode, &mut found)?.read()?;
    component.set_span(span);
    Some(component)
}

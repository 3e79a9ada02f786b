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

/// Makes of its rows, each a component and its name in JSON, their list and how one is read.
macro_rules! names {
    ($($name:literal => $component:ident,)*) => {
        /// The names of components in JSON.
        const NAMES: &[&str] = &[$($name),*];

        /// The component `name`, which comes next in `map`.
        fn named<'de, A: MapAccess<'de>>(name: &str, map: &mut A) -> Result<Component, A::Error> {
            match name {
                $($name => map.next_value().map(Component::$component),)*
                other => Err(Error::unknown_variant(other, NAMES)),
            }
        }
    };
}

names! {
    "insight" => Insight,
    "metric" => Metric,
    "video" => Video,
    "videoGroup" => VideoGroup,
    "azureKB" => KnowledgeBase,
    "commonSolution" => CommonSolution,
}

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
                "source" => source = Some(map.next_value::<Text>()?),
                "span" => span = map.next_value()?,
                "name" => {
                    map.next_value::<IgnoredAny>()?;
                }
                other => return named(other, &mut map),
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

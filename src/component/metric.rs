//! [`Metric`]: a chart.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{OtherChild, len};
use crate::span::{Span, Spanned};
use crate::text::Text;

/// A chart of a metric (`<metric>`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Metric {
    /// The metric, such as `Percentage CPU`; `None` where its author left it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Spanned<Text>>,
    /// What of each interval is drawn; [`Metric::aggregation`] fills in what holds otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aggregation_type: Option<Spanned<Aggregation>>,
    /// How long a time is drawn, such as `1d`; [`Metric::time_span_duration`] fills in what holds otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_span_duration: Option<Spanned<Text>>,
    /// What is above the chart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Spanned<Text>>,
    /// What the time is counted from: `relative`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_span_type: Option<Spanned<Text>>,
    /// The namespace of the metric. An internal name: readers have no use for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<Spanned<Text>>,
    /// The programs that it is meant for, such as `Portal`; empty where it is for all (`client`).
    #[serde(default, rename = "client", skip_serializing_if = "Vec::is_empty")]
    pub clients: Vec<Spanned<Text>>,
    /// The children that the format does not know, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<OtherChild>,
    /// Its place, tags included.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

impl Metric {
    /// A chart of the metric `name`.
    pub fn new(name: impl Into<Text>) -> Metric {
        Metric { name: Some(name.into().into()), ..Metric::default() }
    }

    /// What of each interval is drawn: its sum, unless the author said otherwise.
    pub fn aggregation(&self) -> &Aggregation {
        self.aggregation_type.as_ref().map_or(&Aggregation::Sum, |kind| &kind.inner)
    }

    /// How long a time is drawn: `1d`, unless the author said otherwise.
    pub fn time_span_duration(&self) -> &str {
        self.time_span_duration.as_ref().map_or("1d", |duration| duration)
    }

    pub(super) fn text_len(&self) -> usize {
        // Every field is named, so that a new one is not forgotten; the last three are counted for all components.
        let Metric {
            name,
            aggregation_type,
            time_span_duration,
            title,
            time_span_type,
            namespace,
            clients: _,
            other: _,
            span: _,
        } = self;
        let texts = [name, time_span_duration, title, time_span_type, namespace];
        let kind = aggregation_type.as_ref().map_or(0, |kind| kind.as_str().len());
        kind + texts.into_iter().map(|text| len(text.as_ref())).sum::<usize>()
    }
}

/// What of each interval a chart draws. It is read in any case; what the format does not know is kept as written.
///
/// ```
/// use selfhelp::component::Aggregation;
///
/// assert_eq!(Aggregation::from("avg"), Aggregation::Avg);
/// assert_eq!(Aggregation::from("Total").as_str(), "Total");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Aggregation {
    /// `Sum`
    Sum,
    /// `Avg`: the average.
    Avg,
    /// `Count`: how many values there were.
    Count,
    /// `Min`: the smallest value.
    Min,
    /// `Max`: the largest value.
    Max,
    /// Any other word, as written.
    Other(Text),
}

crate::span::deref! { Aggregation }

impl Aggregation {
    /// Those that the format knows, in its order.
    pub const KNOWN: &'static [Aggregation] =
        &[Aggregation::Sum, Aggregation::Avg, Aggregation::Count, Aggregation::Min, Aggregation::Max];

    /// The known one with this name, in any case.
    pub fn known(name: &str) -> Option<Aggregation> {
        Aggregation::KNOWN.iter().find(|known| known.as_str().eq_ignore_ascii_case(name)).cloned()
    }

    /// The name: in the usual case for a known one, as written for another.
    pub fn as_str(&self) -> &str {
        match self {
            Aggregation::Sum => "Sum",
            Aggregation::Avg => "Avg",
            Aggregation::Count => "Count",
            Aggregation::Min => "Min",
            Aggregation::Max => "Max",
            Aggregation::Other(name) => name,
        }
    }

    /// The one that `name`, another system's word for it, means: that of Azure Monitor for a sum is `Total`.
    pub(super) fn meant_by(name: &str) -> Option<Aggregation> {
        const MEANT: [(&str, Aggregation); 4] = [
            ("total", Aggregation::Sum),
            ("average", Aggregation::Avg),
            ("minimum", Aggregation::Min),
            ("maximum", Aggregation::Max),
        ];
        MEANT.into_iter().find(|(word, _)| word.eq_ignore_ascii_case(name)).map(|(_, meant)| meant)
    }
}

impl From<Text> for Aggregation {
    fn from(name: Text) -> Aggregation {
        Aggregation::known(&name).unwrap_or(Aggregation::Other(name))
    }
}

impl From<&str> for Aggregation {
    fn from(name: &str) -> Aggregation {
        Aggregation::from(Text::from(name))
    }
}

impl FromStr for Aggregation {
    type Err = Infallible;

    fn from_str(name: &str) -> Result<Aggregation, Infallible> {
        Ok(Aggregation::from(name))
    }
}

impl fmt::Display for Aggregation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Aggregation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Aggregation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Aggregation, D::Error> {
        Text::deserialize(deserializer).map(Aggregation::from)
    }
}

//! Values for placeholders, and what to do if one is missing (format §4).
//!
//! A value is text, which is escaped for its context, or Markdown, which is parsed by the rules of articles and adds
//! nothing but nodes of the tree. Renderers take values from any [`Source`].

mod json;
mod markdown;
mod unmatched;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use crate::error::RenderError;
use crate::limits::{self, Limits};
use crate::link::{Blade, component_len};
use crate::metadata::Cloud;
use crate::tree::{Blocks, Placeholder};

pub use json::ValuesError;
pub use markdown::MarkdownText;
pub use unmatched::Unmatched;

/// A value for a placeholder.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// Plain text, always escaped.
    Text(Cow<'a, str>),
    /// Blocks of a tree, such as those of another article.
    Markdown(Cow<'a, Blocks>),
    /// Markdown, parsed by the same rules as articles when it is first shown.
    MarkdownText(MarkdownText),
}

/// What shows for a value.
pub(crate) enum Content<'v> {
    Text(&'v str),
    Blocks(&'v Blocks),
}

impl<'a> Value<'a> {
    /// A text value.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Value<'a> {
        Value::Text(text.into())
    }

    /// A Markdown value. Raw HTML in it is shown or translated as in an article, never passed through.
    pub fn markdown(markdown: &str) -> Value<'static> {
        Value::MarkdownText(MarkdownText::new(markdown))
    }

    pub(crate) fn content(&self) -> Content<'_> {
        match self {
            Value::Text(text) => Content::Text(text),
            Value::Markdown(blocks) => Content::Blocks(blocks),
            Value::MarkdownText(text) => Content::Blocks(text.blocks()),
        }
    }

    /// The text of the value, for contexts that hold nothing else.
    pub(crate) fn into_plain(self) -> Cow<'a, str> {
        match self {
            Value::Text(text) => text,
            Value::Markdown(blocks) => Cow::Owned(blocks.to_plain()),
            Value::MarkdownText(text) => Cow::Owned(text.blocks().to_plain()),
        }
    }

    /// How many bytes the text or the Markdown has. Nothing is parsed: a value that is too large is refused first.
    fn len(&self) -> usize {
        match self {
            Value::Text(text) => text.len(),
            Value::Markdown(blocks) => markdown::size(blocks),
            Value::MarkdownText(text) => text.as_str().len(),
        }
    }

    /// The same value, borrowed.
    pub fn as_ref(&self) -> Value<'_> {
        match self {
            Value::Text(text) => Value::Text(Cow::Borrowed(text)),
            Value::Markdown(blocks) => Value::Markdown(Cow::Borrowed(blocks)),
            Value::MarkdownText(text) => Value::MarkdownText(text.clone()),
        }
    }

    /// The same value, owned.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Markdown(blocks) => Value::Markdown(Cow::Owned(blocks.into_owned())),
            Value::MarkdownText(text) => Value::MarkdownText(text),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Value<'a> {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

/// Where renderers take values from: [`Values`], or any `Fn(&str) -> Option<Value<'static>>`.
///
/// ```
/// use selfhelp::values::{Source, Value};
///
/// let source = |name: &str| (name == "vmname").then(|| Value::text("web-01"));
/// assert_eq!(source.value("vmname"), Some(Value::text("web-01")));
/// assert_eq!(source.value("VMName"), None);
/// ```
pub trait Source {
    /// The value of the placeholder `name`. Names are compared exactly.
    fn value(&self, name: &str) -> Option<Value<'_>>;

    /// How many bytes all values have together, if that is known: it is checked against
    /// [`VALUES_BYTES`](crate::limits::VALUES_BYTES) before anything is rendered.
    fn bytes(&self) -> Option<usize> {
        None
    }
}

impl<F> Source for F
where
    F: Fn(&str) -> Option<Value<'static>>,
{
    fn value(&self, name: &str) -> Option<Value<'_>> {
        self(name)
    }
}

/// What to do with a placeholder that has no value.
///
/// Variables of portal links, such as `$resourceId`, are not placeholders, and this policy does not apply to them: a
/// link that lacks one never fails and gets no marker, it shows as its text.
/// [`Article::variable_names`](crate::Article::variable_names) lists the values that a host should have for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Missing {
    /// Show its default.
    #[default]
    Default,
    /// Leave a marker in the HTML for [`fill_html`](crate::render::html::fill_html), with the default inside. Where
    /// HTML has no room for one (attributes), and in text, show the default. A link whose target contains such a
    /// placeholder always goes to its default: give values for those in the first pass
    /// ([`first_pass`](crate::render::html::first_pass) lists them).
    Marker,
    /// Show nothing.
    Empty,
    /// Fail with [`RenderError::MissingValue`], which names the first one; [`Values::missing`] lists all beforehand.
    Fail,
}

/// Values and the policy for missing ones, as renderers ask for them.
#[derive(Clone, Copy)]
pub(crate) struct Supply<'a> {
    pub(crate) source: Option<&'a (dyn Source + Sync)>,
    pub(crate) missing: Missing,
    /// Most bytes of one value, and of all.
    pub(crate) value_bytes: usize,
    pub(crate) values_bytes: usize,
    /// Most bytes of what is put together from values before it is written, such as an address: as many as of the
    /// output.
    pub(crate) output_bytes: usize,
}

impl Default for Supply<'_> {
    fn default() -> Self {
        Supply {
            source: None,
            missing: Missing::Default,
            value_bytes: limits::VALUE_BYTES,
            values_bytes: limits::VALUES_BYTES,
            output_bytes: usize::MAX,
        }
    }
}

/// How many times as long as its source the text in parsed Markdown may be. Usually it is about as long; a link
/// reference definition of 2 KiB that is used 500 times makes it longer.
const MOST_GROWTH: usize = 8;

/// What a renderer shows for a placeholder.
pub(crate) enum Supplied<'a> {
    /// This value.
    Value(Value<'a>),
    /// Its default.
    Default,
    /// Its default between markers for a second pass.
    Marker,
    /// Nothing.
    Nothing,
}

impl<'a> Supply<'a> {
    pub(crate) fn limit(&mut self, limits: &Limits) {
        self.value_bytes = limits.value_bytes;
        self.values_bytes = limits.values_bytes;
    }

    /// Checks the size of all values, if that is known.
    pub(crate) fn check(&self) -> Result<(), RenderError> {
        self.source.map_or(Ok(()), |source| self.check_all(source))
    }

    /// As [`check`](Supply::check), for other values.
    pub(crate) fn check_all(&self, source: &dyn Source) -> Result<(), RenderError> {
        let limit = self.values_bytes;
        match source.bytes() {
            Some(bytes) if bytes > limit => Err(RenderError::ValuesTooLarge { bytes, limit }),
            _ => Ok(()),
        }
    }

    /// The value of `name`, if there is one.
    fn value(&self, name: &str) -> Result<Option<Value<'a>>, RenderError> {
        self.source.and_then(|source| source.value(name)).map(|value| self.sized(name, value)).transpose()
    }

    /// The `value` of `name`, unless it is too large.
    pub(crate) fn sized<'v>(&self, name: &str, value: Value<'v>) -> Result<Value<'v>, RenderError> {
        let (bytes, limit) = (value.len(), self.value_bytes);
        let too_large = |bytes| Err(RenderError::ValueTooLarge { name: name.to_owned(), bytes, limit });
        match &value {
            _ if bytes > limit => too_large(bytes),
            Value::MarkdownText(text) if text.size() > limit.saturating_mul(MOST_GROWTH) => too_large(text.size()),
            _ => Ok(value),
        }
    }

    /// Whether every placeholder shows its default.
    pub(crate) fn shows_defaults(&self) -> bool {
        self.source.is_none() && matches!(self.missing, Missing::Default | Missing::Marker)
    }

    /// What shows for `placeholder`.
    pub(crate) fn supplied(&self, placeholder: &Placeholder) -> Result<Supplied<'a>, RenderError> {
        if let Some(value) = self.value(&placeholder.name)? {
            return Ok(Supplied::Value(value));
        }
        match self.missing {
            Missing::Default => Ok(Supplied::Default),
            Missing::Marker => Ok(Supplied::Marker),
            Missing::Empty => Ok(Supplied::Nothing),
            Missing::Fail => Err(RenderError::MissingValue { name: placeholder.name.to_string() }),
        }
    }

    /// Fails if `bytes`, put together from values, are more than the entire output may have.
    pub(crate) fn check_length(&self, bytes: usize) -> Result<(), RenderError> {
        if bytes > self.output_bytes { Err(RenderError::OutputTooLarge { limit: self.output_bytes }) } else { Ok(()) }
    }

    /// The value of `placeholder` where only plain text can be: the text of a Markdown value, empty if it is missing
    /// and shows nothing, `None` if the default shows.
    pub(crate) fn plain_value(&self, placeholder: &Placeholder) -> Result<Option<Cow<'a, str>>, RenderError> {
        Ok(match self.supplied(placeholder)? {
            Supplied::Value(value) => Some(value.into_plain()),
            Supplied::Nothing => Some(Cow::Borrowed("")),
            Supplied::Default | Supplied::Marker => None,
        })
    }

    /// The address of `blade` in the portal of `cloud`, its variables filled in; the policy for missing values does not
    /// apply to them.
    pub(crate) fn address(&self, blade: &Blade<'_>, cloud: &Cloud) -> Result<Option<String>, RenderError> {
        let refused = RefCell::new(None);
        // A blade may repeat a variable as often as there is room: `.a.$v.a.$v`.
        let bytes = Cell::new(0_usize);
        let sized = |name: &str| {
            let value = self.value(name)?.map(Value::into_plain);
            bytes.set(bytes.get() + value.as_ref().map_or(0, |value| component_len(value)));
            self.check_length(bytes.get()).map(|()| value)
        };
        let variable = |name: &str| {
            sized(name).unwrap_or_else(|error| {
                refused.replace(Some(error));
                None
            })
        };
        let address = blade.address(cloud, variable);
        refused.into_inner().map_or(Ok(address), Err)
    }
}

/// A set of values by name.
///
/// It deserialises from an object whose values are strings, numbers or booleans (all text), `{"markdown": "…"}` for
/// Markdown, or `null` for none. Numbers are read as by other JSON libraries: `1.10` becomes `1.1`, and digits that do
/// not fit 64 bits are lost, so an id is better written as a string. [`Values::from_json`] checks the limits as it
/// reads; values that are deserialised or inserted are checked when they are rendered. Markdown is only parsed then.
///
/// Whoever writes the object decides which of its values are Markdown, with pictures and links. If that is not for them
/// to decide, collect a map of strings, all of which are text: `serde_json::from_str::<HashMap<String,
/// String>>(json)?.into_iter().collect::<Values>()`.
///
/// ```
/// use selfhelp::values::{Value, Values};
///
/// let values = Values::new().text("vmname", "web<01>").markdown("steps", "1. Stop it.\n2. Start it.");
/// assert_eq!(values.get("vmname"), Some(Value::text("web<01>")));
///
/// let values = Values::from_json(r#"{"vmname": "web-01", "disks": 4, "steps": {"markdown": "**Stop** it."}}"#)?;
/// assert_eq!(values.get("disks"), Some(Value::text("4")));
/// # Ok::<(), selfhelp::values::ValuesError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values {
    values: BTreeMap<String, Value<'static>>,
}

impl Values {
    /// No values.
    pub fn new() -> Values {
        Values::default()
    }

    /// Reads values from a JSON object.
    ///
    /// # Errors
    ///
    /// If `json` is not a JSON object (`[1]`, `{"a": }`), or a value in it is none of those that [`Values`] accepts
    /// (`{"a": [1]}`, `{"a": {"html": "<b>"}}`); if one value has more bytes than
    /// [`VALUE_BYTES`](crate::limits::VALUE_BYTES), or all together more than
    /// [`VALUES_BYTES`](crate::limits::VALUES_BYTES). The error states what was expected, what was found, and where.
    ///
    /// [`Values::from_json_within`] accepts other limits.
    pub fn from_json(json: &str) -> Result<Values, ValuesError> {
        Values::from_json_within(json, &Limits::new())
    }

    /// Reads values from a JSON object, as [`Values::from_json`] does, within `limits`.
    ///
    /// # Errors
    ///
    /// As [`Values::from_json`].
    ///
    /// ```
    /// use selfhelp::limits::Limits;
    /// use selfhelp::values::Values;
    ///
    /// let limits = Limits::new().value_bytes(2);
    /// assert!(Values::from_json_within(r#"{"disks": 16}"#, &limits).is_ok());
    /// assert!(Values::from_json_within(r#"{"disks": 128}"#, &limits).is_err());
    /// ```
    pub fn from_json_within(json: &str, limits: &Limits) -> Result<Values, ValuesError> {
        json::read(json, limits).map_err(|error| ValuesError::new(json, &error))
    }

    /// Adds the text `text` for the placeholder `name`.
    #[must_use]
    pub fn text(mut self, name: impl Into<String>, text: impl Into<String>) -> Values {
        self.insert(name, Value::from(text.into()));
        self
    }

    /// Adds the Markdown `markdown` for the placeholder `name`.
    #[must_use]
    pub fn markdown(mut self, name: impl Into<String>, markdown: &str) -> Values {
        self.insert(name, Value::markdown(markdown));
        self
    }

    /// Sets the value for the placeholder `name`, replacing the one it has.
    pub fn insert(&mut self, name: impl Into<String>, value: Value<'_>) {
        self.values.insert(name.into(), value.into_owned());
    }

    /// The value for the placeholder `name`. Names are compared exactly.
    pub fn get(&self, name: &str) -> Option<Value<'_>> {
        self.values.get(name).map(Value::as_ref)
    }

    /// Removes and returns the value for the placeholder `name`.
    pub fn remove(&mut self, name: &str) -> Option<Value<'static>> {
        self.values.remove(name)
    }

    /// The names that have a value, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are no values.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

impl Source for Values {
    fn value(&self, name: &str) -> Option<Value<'_>> {
        self.get(name)
    }

    fn bytes(&self) -> Option<usize> {
        Some(self.values.values().map(Value::len).sum())
    }
}

impl<'a, K: Into<String>, V: Into<Value<'a>>> FromIterator<(K, V)> for Values {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Values {
        let mut values = Values::new();
        values.extend(pairs);
        values
    }
}

impl<'a, K: Into<String>, V: Into<Value<'a>>> Extend<(K, V)> for Values {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, pairs: I) {
        pairs.into_iter().for_each(|(name, value)| self.insert(name, value.into()));
    }
}

/// The paragraphs of a text value: its blank lines separate them, and each is without outer line ends.
pub(crate) fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        loop {
            let text = rest?;
            let (paragraph, more) = split_paragraph(text);
            rest = more;
            if !paragraph.is_empty() {
                return Some(paragraph);
            }
        }
    })
}

/// The lines of a text value, without their ends: `\n`, `\r\n` or a lone `\r`.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    lines_with_offsets(text).map(|(_, line)| line)
}

/// The lines of `text`, each with its offset.
fn lines_with_offsets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = &text[start..];
        let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes());
        next = end.map(|end| start + end + if rest[end..].starts_with("\r\n") { 2 } else { 1 });
        Some((start, &rest[..end.unwrap_or(rest.len())]))
    })
}

/// The text up to its first blank line, and what follows that.
fn split_paragraph(text: &str) -> (&str, Option<&str>) {
    let mut paragraph: Option<std::ops::Range<usize>> = None;
    for (start, line) in lines_with_offsets(text) {
        let end = start + line.len();
        match (&mut paragraph, line.trim().is_empty()) {
            (Some(found), true) => return (&text[found.clone()], Some(&text[end..])),
            (Some(found), false) => found.end = end,
            (None, true) => {}
            (None, false) => paragraph = Some(start..end),
        }
    }
    (paragraph.map_or("", |found| &text[found]), None)
}

//! From the raw properties to the typed metadata (format §2, "properties and their types").

use std::ops::Range;

use super::nearest::nearest;
use super::property::{Field, KNOWN, Known, is_space, known_index};
use super::{Cloud, CloudSet, Metadata, Property, SelfHelpType};
use crate::diagnostic::{Code, Diagnostic, excerpt};
use crate::span::Span;
use crate::text::Text;

/// The raw properties of a header.
#[derive(Default)]
pub(crate) struct Properties {
    /// In the order of writing.
    pub(crate) all: Vec<Property>,
    /// Indices, in order, of those that hold several quoted values: `"a","b"`.
    pub(crate) several: Vec<usize>,
}

impl Metadata {
    /// Types the `properties` of a header that stands in `source`.
    pub(crate) fn from_properties(source: &str, properties: &Properties, found: &mut Vec<Diagnostic>) -> Metadata {
        let mut reader = Reader { source, metadata: Metadata::default(), found };
        let mut known_seen = [const { Seen::Not }; KNOWN.len()];
        let mut unknown_seen: Vec<(usize, Seen)> = Vec::new();
        for (index, property) in properties.all.iter().enumerate() {
            let known = known_index(&property.name);
            let seen = match known {
                Some(known) => &mut known_seen[known],
                None => unknown_place(&properties.all, &mut unknown_seen, index),
            };
            if let Seen::Empty(first) | Seen::Full(first) = *seen {
                reader.repeated(property, first);
            }
            let is_empty = property.value.is_empty();
            let counts = !is_empty && !matches!(seen, Seen::Full(_));
            *seen = seen.and(property.name_span, is_empty);
            match known {
                Some(known) if counts => reader.known(&KNOWN[known], property, properties.several.contains(&index)),
                Some(_) => {}
                None => reader.unknown(property, counts),
            }
        }
        reader.metadata
    }
}

/// What was seen of a property so far; the place is the name of the first.
#[derive(Clone, Copy)]
enum Seen {
    Not,
    Empty(Span),
    Full(Span),
}

impl Seen {
    /// What was seen when the property stands at `name` too.
    fn and(self, name: Span, is_empty: bool) -> Seen {
        match self {
            Seen::Full(first) => Seen::Full(first),
            Seen::Empty(first) if is_empty => Seen::Empty(first),
            Seen::Empty(first) => Seen::Full(first),
            Seen::Not if is_empty => Seen::Empty(name),
            Seen::Not => Seen::Full(name),
        }
    }
}

/// What was seen of the unknown property at `index`.
fn unknown_place<'a>(all: &[Property], seen: &'a mut Vec<(usize, Seen)>, index: usize) -> &'a mut Seen {
    let same = |&(first, _): &(usize, Seen)| all[first].name.eq_ignore_ascii_case(&all[index].name);
    let place = seen.iter().position(same).unwrap_or(seen.len());
    if place == seen.len() {
        seen.push((index, Seen::Not));
    }
    &mut seen[place].1
}

struct Reader<'a> {
    source: &'a str,
    metadata: Metadata,
    found: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn repeated(&mut self, property: &Property, first: Span) {
        let message = format!("property `{}` stands twice; the first that is not empty counts", property.name);
        let repeated = Diagnostic::warning(Code::PROPERTY_REPEATED, property.name_span, message);
        self.found.push(repeated.with_related(first, "it stands here first"));
    }

    fn unknown(&mut self, property: &Property, counts: bool) {
        let suggestion = nearest(&property.name, KNOWN.iter().map(|known| known.name));
        let message = format!("unknown property `{}`", excerpt(&property.name));
        self.found.push(match suggestion {
            Some(name) => did_you_mean(
                Diagnostic::note(Code::PROPERTY_UNKNOWN, property.name_span, message),
                name,
                Some(property.name_span),
            ),
            None => Diagnostic::note(Code::PROPERTY_UNKNOWN, property.name_span, message),
        });
        if counts {
            self.metadata.other.insert(property.name.clone(), property.value.clone());
        }
    }

    fn known(&mut self, known: &Known, property: &Property, several: bool) {
        let value = &property.value;
        match known.field {
            Field::Text(field) => *field(&mut self.metadata) = Some(value.clone()),
            Field::List(field) => *field(&mut self.metadata) = list(value, several),
            Field::Integer(field) => {
                *field(&mut self.metadata) = value.parse().ok();
                if value.parse::<i64>().is_err() {
                    self.wrong_type(known, property, "a whole number");
                }
            }
            Field::Boolean(field) => {
                *field(&mut self.metadata) = boolean(value);
                if boolean(value).is_none() {
                    self.wrong_type(known, property, "`true` or `false`");
                }
            }
            Field::Type(field) => {
                let kind = SelfHelpType::from(value.clone());
                if let SelfHelpType::Other(_) = kind {
                    let words = SelfHelpType::KNOWN.iter().map(SelfHelpType::as_str);
                    self.unknown_value(known, property, 0..value.len(), nearest(value, words));
                }
                *field(&mut self.metadata) = Some(kind);
            }
            Field::Clouds(_) => self.clouds(known, property, several),
        }
    }

    fn clouds(&mut self, known: &Known, property: &Property, several: bool) {
        let Field::Clouds(field) = known.field else { return };
        let mut all = Vec::with_capacity(Cloud::KNOWN.len());
        for range in items(&property.value, several) {
            let item = &property.value[range.clone()];
            if let Some(cloud) = Cloud::known(item) {
                all.push(cloud);
            } else if let Some(clouds) = clouds(item) {
                all.extend(clouds);
            } else {
                let suggestion = nearest(item, Cloud::KNOWN.iter().map(Cloud::as_str));
                self.unknown_value(known, property, range.clone(), suggestion);
                all.push(Cloud::Other(property.value.slice(range)));
            }
        }
        *field(&mut self.metadata) = CloudSet::from(all);
    }

    fn wrong_type(&mut self, known: &Known, property: &Property, expected: &str) {
        let message = format!("expected {expected} for `{}`, found `{}`", known.name, excerpt(&property.value));
        let place = self.place(property, 0..property.value.len()).unwrap_or(property.value_span);
        self.found.push(Diagnostic::warning(Code::VALUE_TYPE, place, message));
    }

    fn unknown_value(&mut self, known: &Known, property: &Property, item: Range<usize>, suggestion: Option<&str>) {
        let place = self.place(property, item.clone());
        let written = property.value.get(item).unwrap_or_default();
        let message = format!("unknown value `{}` of `{}`", excerpt(written), known.name);
        let warning = Diagnostic::warning(Code::VALUE_UNKNOWN, place.unwrap_or(property.value_span), message);
        self.found.push(match suggestion {
            Some(word) => did_you_mean(warning, word, place.filter(|_| self.is_quoted(property))),
            None => warning,
        });
    }

    /// Whether quotes stand around the property's value. Where they do not, the fix that sets them has the whole value.
    fn is_quoted(&self, property: &Property) -> bool {
        let before = self.source.get(..property.value_span.start as usize);
        before.is_some_and(|before| before.ends_with(['"', '\'']))
    }

    /// Where `part` of the property's value stands in the source; unknown where entities were decoded.
    fn place(&self, property: &Property, part: Range<usize>) -> Option<Span> {
        let raw = self.source.get(property.value_span.range())?;
        let trimmed = raw.trim_start_matches(is_space);
        let start = property.value_span.start as usize + raw.len() - trimmed.len();
        (trimmed.trim_end_matches(is_space) == property.value.as_str())
            .then(|| Span::new(start + part.start, start + part.end))
    }
}

fn did_you_mean(mut found: Diagnostic, word: &str, place: Option<Span>) -> Diagnostic {
    found.message.push_str(&format!(", did you mean `{word}`?"));
    match place {
        Some(place) => found.with_fix(place, word),
        None => found,
    }
}

fn boolean(value: &str) -> Option<bool> {
    match value {
        value if value.eq_ignore_ascii_case("true") => Some(true),
        value if value.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

fn list(value: &Text, several: bool) -> Vec<Text> {
    let separators = value.bytes().filter(|&byte| starts_separator(byte)).count();
    if separators == 0 && !several {
        return vec![value.clone()];
    }
    let mut list = Vec::with_capacity(separators + 1);
    list.extend(items(value, several).map(|item| value.slice(item)));
    list
}

/// The items of a list: split at separators, trimmed, without empty ones.
fn items(list: &str, several: bool) -> impl Iterator<Item = Range<usize>> {
    let is_outer = move |c: char| is_space(c) || several && matches!(c, '"' | '\'');
    let mut rest = list;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let before = list.len() - rest.len();
            let (piece, behind) = split_item(rest);
            rest = behind;
            let item = piece.trim_start_matches(is_outer);
            let start = before + piece.len() - item.len();
            let item = item.trim_end_matches(is_outer);
            if !item.is_empty() {
                return Some(start..start + item.len());
            }
        }
        None
    })
}

/// What stands before the first separator of a list, and what behind it.
fn split_item(list: &str) -> (&str, &str) {
    let places = list.bytes().enumerate().filter(|&(_, byte)| starts_separator(byte));
    let mut split = places.filter_map(|(at, _)| Some((&list[..at], list[at..].strip_prefix([',', ';', '，'])?)));
    split.next().unwrap_or((list, ""))
}

/// Whether a separator may begin with `byte`.
fn starts_separator(byte: u8) -> bool {
    matches!(byte, b',' | b';' | 0xEF)
}

/// The clouds that an item of a cloud list names: one, or several between spaces and `.` when all are known.
fn clouds(item: &str) -> Option<CloudSet> {
    let pieces = item.split(|c| is_space(c) || c == '.').filter(|piece| !piece.is_empty());
    let clouds: CloudSet = pieces.map(Cloud::known).collect::<Option<_>>()?;
    (!clouds.is_empty()).then_some(clouds)
}

//! From the raw properties to the typed metadata (format §2).

use std::borrow::Cow;
use std::ops::Range;

use super::nearest::nearest;
use super::property::{Field, Known, Property, is_space, known_index, trim};
use super::{Cloud, CloudSet, KNOWN, Metadata, SelfHelpType};
use crate::bytes;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::Limits;
use crate::source::quoted_snippet;
use crate::span::Span;
use crate::text::Shared;
use crate::text::{Text, breaks_line};

/// Types the properties of a header, one after the other.
pub(crate) struct Reader<'s> {
    source: &'s Shared,
    metadata: &'s mut Metadata,
    /// What was seen of each property of [`KNOWN`].
    known: [Seen; KNOWN.len()],
    /// What was seen of each unknown property, and its name.
    unknown: Vec<(&'s str, Seen)>,
    /// Names of unknown properties that are close to a known one, with what is said of each.
    suggested: Vec<(usize, Diagnostic)>,
    /// Whether what comes now is in another header beside the first, whose own values go before.
    in_sibling: bool,
    /// What is to be said of the values.
    found: Diagnostics,
}

/// Whether a value is one, or several quoted ones: `"a","b"`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quoted {
    Once,
    Several,
}

/// What was seen of a property so far, with the span of the first name.
#[derive(Clone, Copy)]
enum Seen {
    Not,
    Empty(Span),
    Full(Span),
}

impl Seen {
    /// What was seen when the property occurs at `name` too.
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

impl<'s> Reader<'s> {
    /// A reader for the header in `source`, which writes into `metadata`.
    pub(crate) fn new(source: &'s Shared, limits: &Limits, metadata: &'s mut Metadata) -> Reader<'s> {
        let known = [const { Seen::Not }; KNOWN.len()];
        let found = Diagnostics::up_to(limits.diagnostics);
        Reader { source, metadata, known, unknown: Vec::new(), suggested: Vec::new(), in_sibling: false, found }
    }

    /// What comes now is in another header beside the first.
    pub(crate) fn begins_sibling(&mut self) {
        self.in_sibling = true;
    }

    /// What is to be said of the values. A suggestion that the header has already under its right name would lose a value.
    pub(crate) fn finish(mut self) -> Diagnostics {
        for (known, note) in std::mem::take(&mut self.suggested) {
            let is_free = matches!(self.known[known], Seen::Not);
            self.known[known] = Seen::Full(note.span);
            let span = note.span;
            self.found.push(if is_free { did_you_mean(note, KNOWN[known].name, Some(span)) } else { note });
        }
        self.found
    }

    /// Types a property.
    pub(crate) fn add(&mut self, property: &Property<'s>, quoted: Quoted) {
        let known = known_index(property.name);
        let seen = match known {
            Some(known) => &mut self.known[known],
            None => self.seen_unknown(property.name),
        };
        let before = *seen;
        let is_empty = property.value.is_empty();
        *seen = before.and(property.name_span, is_empty);
        if let Seen::Empty(first) | Seen::Full(first) = before {
            self.repeated(property, first);
        }
        let counts = !is_empty && !matches!(before, Seen::Full(_));
        match known {
            Some(known) if counts => self.known(&KNOWN[known], property, quoted),
            Some(_) => {}
            None => self.unknown(property, counts),
        }
    }

    /// What was seen of the unknown property `name`.
    fn seen_unknown(&mut self, name: &'s str) -> &mut Seen {
        let index = self.unknown.iter().position(|(other, _)| other.eq_ignore_ascii_case(name));
        let index = index.unwrap_or_else(|| {
            self.unknown.push((name, Seen::Not));
            self.unknown.len() - 1
        });
        &mut self.unknown[index].1
    }

    /// The value of a property, which shares the source where it can.
    fn text(&self, property: &Property<'_>) -> Text {
        match &property.value {
            Cow::Borrowed(value) => Text::shared(self.source, self.span(value)),
            Cow::Owned(value) => Text::from(value.as_str()),
        }
    }

    /// The span of `part`, a slice of the source.
    fn span(&self, part: &str) -> Span {
        let start = part.as_ptr().addr() - self.source.as_ptr().addr();
        Span::new(start, start + part.len())
    }

    fn repeated(&mut self, property: &Property<'_>, first: Span) {
        let message = format!("property `{}` is given twice; the first value that is not empty counts", property.name);
        let repeated = if self.in_sibling { Diagnostic::note } else { Diagnostic::warning };
        let repeated = repeated(Code::PROPERTY_REPEATED, property.name_span, message);
        self.found.push(repeated.with_related(first, "it is here first"));
    }

    fn unknown(&mut self, property: &Property<'_>, counts: bool) {
        let suggestion = nearest(property.name, KNOWN.iter().map(|known| known.name));
        let message = format!("unknown property {}", quoted_snippet(property.name));
        let note = Diagnostic::note(Code::PROPERTY_UNKNOWN, property.name_span, message);
        match suggestion.and_then(known_index) {
            Some(known) => self.suggested.push((known, note)),
            None => self.found.push(note),
        }
        if counts {
            self.metadata.other.insert(Text::shared(self.source, property.name_span), self.text(property));
        }
    }

    fn known(&mut self, known: &Known, property: &Property<'_>, quoted: Quoted) {
        let value = &property.value;
        match known.field {
            Field::Text(field) => *field(self.metadata) = Some(self.text(property)),
            Field::Line(field) => {
                *field(self.metadata) = Some(self.text(property));
                self.controls(known, property);
            }
            Field::List(field) => *field(self.metadata) = self.list(property, quoted),
            Field::Integer(field) => {
                let number = value.parse().ok();
                *field(self.metadata) = number;
                if number.is_none() {
                    self.wrong_type(known, property, "a whole number");
                }
            }
            Field::Boolean(field) => {
                let boolean = boolean(value);
                *field(self.metadata) = boolean;
                if boolean.is_none() {
                    self.wrong_type(known, property, "`true` or `false`");
                }
            }
            Field::Type(field) => {
                let kind = SelfHelpType::known(value).unwrap_or_else(|| SelfHelpType::Other(self.text(property)));
                if let SelfHelpType::Other(_) = kind {
                    let words = SelfHelpType::KNOWN.iter().map(SelfHelpType::as_str);
                    let start = self.value_start(property);
                    self.unknown_value(known, property, start, 0..value.len(), nearest(value, words));
                }
                *field(self.metadata) = Some(kind);
            }
            Field::Clouds(_) => self.clouds(known, property, quoted),
        }
    }

    /// Warns about control characters in a value of one line: in the subject of a mail, a line end would begin a
    /// header.
    fn controls(&mut self, known: &Known, property: &Property<'_>) {
        let value = &property.value;
        if !bytes::any(value.as_bytes(), |byte| !bytes::is_printable(byte)) {
            return;
        }
        let found = match value.chars().find(|&c| breaks_line(c)) {
            None => return,
            Some('\t') => "a tab".to_owned(),
            Some('\n' | '\r' | '\u{2028}' | '\u{2029}') => "a line end".to_owned(),
            Some(other) => format!("U+{:04X}", u32::from(other)),
        };
        let message = format!("expected one line without control characters for `{}`, found {found}", known.name);
        self.found.push(Diagnostic::warning(Code::VALUE_CONTROL, property.value_span, message));
    }

    fn list(&self, property: &Property<'_>, quoted: Quoted) -> Vec<Text> {
        let whole = self.text(property);
        if quoted == Quoted::Once && !bytes::any(property.value.as_bytes(), starts_separator) {
            return vec![whole];
        }
        let separators = property.value.bytes().filter(|&byte| starts_separator(byte)).count();
        let mut list = Vec::with_capacity(separators + 1);
        list.extend(items(&property.value, quoted).map(|item| whole.slice(item)));
        list
    }

    fn clouds(&mut self, known: &Known, property: &Property<'_>, quoted: Quoted) {
        let Field::Clouds(field) = known.field else { return };
        let mut all = Vec::with_capacity(Cloud::KNOWN.len());
        let (mut whole, start) = (None, self.value_start(property));
        for range in items(&property.value, quoted) {
            let item = &property.value[range.clone()];
            if let Some(cloud) = Cloud::known(item) {
                all.push(cloud);
            } else if let Some(clouds) = clouds(item) {
                all.extend(clouds);
            } else {
                let suggestion = nearest(item, Cloud::KNOWN.iter().map(Cloud::as_str));
                self.unknown_value(known, property, start, range.clone(), suggestion);
                let whole = whole.get_or_insert_with(|| self.text(property));
                all.push(Cloud::Other(whole.slice(range)));
            }
        }
        *field(self.metadata) = CloudSet::from(all);
    }

    fn wrong_type(&mut self, known: &Known, property: &Property<'_>, expected: &str) {
        let message = format!("expected {expected} for `{}`, found {}", known.name, quoted_snippet(&property.value));
        let span = self.value_start(property).map(|start| Span::new(start, start + property.value.len()));
        let span = span.unwrap_or(property.value_span);
        self.found.push(Diagnostic::warning(Code::VALUE_TYPE, span, message));
    }

    /// Reports an `item` of the value of a property, which begins at `start`.
    fn unknown_value(
        &mut self,
        known: &Known,
        property: &Property<'_>,
        start: Option<usize>,
        item: Range<usize>,
        suggestion: Option<&str>,
    ) {
        let span = start.map(|start| Span::new(start + item.start, start + item.end));
        let written = property.value.get(item).unwrap_or_default();
        let message = format!("unknown value {} of `{}`", quoted_snippet(written), known.name);
        let warning = Diagnostic::warning(Code::VALUE_UNKNOWN, span.unwrap_or(property.value_span), message);
        self.found.push(match suggestion {
            Some(word) => did_you_mean(warning, word, span.filter(|_| self.is_quoted(property))),
            None => warning,
        });
    }

    /// Whether the property's value has quotes around it. If not, the fix that adds them has the entire value.
    fn is_quoted(&self, property: &Property<'_>) -> bool {
        let before = self.source.get(..property.value_span.start as usize);
        before.is_some_and(|before| before.ends_with(['"', '\'']))
    }

    /// Where the property's value begins in the source; `None` if entities were decoded.
    fn value_start(&self, property: &Property<'_>) -> Option<usize> {
        let raw = self.source.get(property.value_span.range())?;
        let trimmed = raw.trim_start_matches(is_space);
        let start = property.value_span.start as usize + raw.len() - trimmed.len();
        (trimmed.trim_end_matches(is_space) == property.value).then_some(start)
    }
}

fn did_you_mean(mut found: Diagnostic, word: &str, span: Option<Span>) -> Diagnostic {
    found.message.push_str(&format!(", did you mean `{word}`?"));
    match span {
        Some(span) => found.with_fix(span, word),
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

/// The items of a list: split at separators, trimmed, without empty ones.
fn items(list: &str, quoted: Quoted) -> impl Iterator<Item = Range<usize>> {
    let mut rest = list;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let before = list.len() - rest.len();
            let (piece, after) = split_item(rest);
            rest = after;
            let item = match quoted {
                Quoted::Once => trim(piece),
                Quoted::Several => piece.trim_matches(|c: char| is_space(c) || matches!(c, '"' | '\'')),
            };
            let start = before + (item.as_ptr().addr() - piece.as_ptr().addr());
            if !item.is_empty() {
                return Some(start..start + item.len());
            }
        }
        None
    })
}

/// The text before the first separator of a list, and the text after it.
fn split_item(list: &str) -> (&str, &str) {
    let mut separators = memchr::memchr3_iter(b',', b';', 0xEF, list.as_bytes());
    let split = separators.find_map(|at| Some((&list[..at], list[at..].strip_prefix([',', ';', '，'])?)));
    split.unwrap_or((list, ""))
}

/// Whether a separator may begin with `byte`.
fn starts_separator(byte: u8) -> bool {
    // A separator makes one of the three numbers 0. A minimum is vector code where several comparisons are not.
    (byte ^ b',').min(byte ^ b';').min(byte ^ 0xEF) == 0
}

/// The clouds that an item of a cloud list names: one, or several between spaces and `.` when all are known.
fn clouds(item: &str) -> Option<CloudSet> {
    let names = item.split(|c| is_space(c) || c == '.').filter(|name| !name.is_empty());
    let clouds: CloudSet = names.map(Cloud::known).collect::<Option<_>>()?;
    (!clouds.is_empty()).then_some(clouds)
}

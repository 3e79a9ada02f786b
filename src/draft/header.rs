//! Changes of the header: properties that are set, added and removed.

use super::edits::{Edit, Origin};
use super::{Draft, DraftError};
use crate::metadata::{Property, decode_entities, is_space, trim};
use crate::span::Span;

/// How a value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// Between two quotes.
    Quoted(char),
    /// Without quotes.
    Bare,
    /// With quotes of which one is missing, or others are beside it.
    Damaged,
}

impl<'a> Draft<'a> {
    /// Gives the property `name` this value, in the quotes that it has; [adds](Draft::add) it where the header has none. Names
    /// match without regard to case.
    ///
    /// The quote in use is written as an entity where the value holds it. Of a property that is there twice, the one that counts
    /// is set. An empty value is an absent one.
    ///
    /// ```
    /// use selfhelp::Article;
    ///
    /// let article = Article::parse("<properties pagetitle=\"Disks\" />\n# Disks\n")?;
    /// let mut draft = article.edit();
    /// draft.set("pageTitle", "The \"big\" disk")?.set("service", "fabrikam.compute")?;
    /// let saved = draft.finish();
    /// assert_eq!(saved, "<properties pagetitle=\"The &quot;big&quot; disk\" service=\"fabrikam.compute\" />\n# Disks\n");
    /// assert_eq!(Article::parse(&saved)?.metadata.page_title.as_deref(), Some("The \"big\" disk"));
    /// # Ok::<(), selfhelp::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`LineEnd`](DraftError::LineEnd) for a value of several lines, [`Damaged`](DraftError::Damaged) for a property like
    /// `service="x` without its closing quote, [`Overlap`](DraftError::Overlap) where [`replace`](Draft::replace) or
    /// [`apply`](Draft::apply) changed it, and those of [`add`](Draft::add).
    pub fn set(&mut self, name: &str, value: &str) -> Result<&mut Draft<'a>, DraftError> {
        check_value(name, value)?;
        let mut draft = self.clone();
        draft.edits.take_back_where(|origin| is_added(origin, name));
        let named = draft.named(name);
        if named.is_empty() {
            draft.add(name, value)?;
        } else {
            draft.header()?;
        }
        for (index, property) in counting(named, value) {
            let text = match draft.written(&property) {
                Written::Quoted(quote) => escaped(value, quote),
                Written::Bare => format!("\"{}\"", escaped(value, '"')),
                Written::Damaged => return Err(DraftError::Damaged { name: name.to_owned() }),
            };
            draft.edits.take_back_where(|origin| is_of(origin, index));
            draft.insert(Edit { span: property.value_span, text, origin: Origin::Value(index) })?;
        }
        *self = draft;
        Ok(self)
    }

    /// Adds a property after the last one, in its way: on a line of its own if that is, with its indentation and its quotes.
    ///
    /// # Errors
    ///
    /// [`PropertyExists`](DraftError::PropertyExists) if the header has one with this name, in any case;
    /// [`NoHeader`](DraftError::NoHeader) for `# Title` alone and for front matter between `---`; [`Name`](DraftError::Name) for
    /// `page title`; [`LineEnd`](DraftError::LineEnd) for a value of several lines; [`Damaged`](DraftError::Damaged) if the last
    /// property is.
    pub fn add(&mut self, name: &str, value: &str) -> Result<&mut Draft<'a>, DraftError> {
        check_value(name, value)?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if name.is_empty() || !name.chars().all(is_name) {
            return Err(DraftError::Name { name: name.to_owned() });
        }
        let stays = |index: usize| !self.edits.any(|origin| *origin == Origin::Removal(index));
        if self.edits.any(|origin| is_added(origin, name)) || self.named(name).iter().any(|(index, _)| stays(*index)) {
            return Err(DraftError::PropertyExists { name: name.to_owned() });
        }
        let header = self.header()?;
        let Some(last) = self.article.properties().last() else {
            let end = header.range().start + self.keyword_len(header)?;
            let text = format!(" {name}=\"{}\"", escaped(value, '"'));
            return self.insert(Edit { span: (end..end).into(), text, origin: Origin::Added(name.to_owned()) });
        };
        let (end, quote) = match self.written(&last) {
            Written::Quoted(quote) => (last.value_span.range().end + 1, quote),
            Written::Bare => (last.value_span.range().end, '"'),
            Written::Damaged => return Err(DraftError::Damaged { name: last.name.to_owned() }),
        };
        let text =
            format!("{}{name}{}{quote}{}{quote}", self.separator(&last), self.equals(&last), escaped(value, quote));
        self.insert(Edit { span: (end..end).into(), text, origin: Origin::Added(name.to_owned()) })
    }

    /// Removes the property `name`, as often as it is there, with the white space before it. Names match without regard to case;
    /// a property that is not there needs no change.
    ///
    /// # Errors
    ///
    /// [`Damaged`](DraftError::Damaged) for a property without its closing quote, [`Overlap`](DraftError::Overlap) where
    /// [`replace`](Draft::replace) or [`apply`](Draft::apply) changed it.
    pub fn remove(&mut self, name: &str) -> Result<&mut Draft<'a>, DraftError> {
        let mut draft = self.clone();
        draft.edits.take_back_where(|origin| is_added(origin, name));
        for (index, property) in draft.named(name) {
            draft.header()?;
            draft.edits.take_back_where(|origin| is_of(origin, index));
            let span = draft.whole(&property).ok_or_else(|| DraftError::Damaged { name: name.to_owned() })?;
            draft.insert(Edit { span, text: String::new(), origin: Origin::Removal(index) })?;
        }
        *self = draft;
        Ok(self)
    }

    /// Where the header is, which front matter is not.
    fn header(&self) -> Result<Span, DraftError> {
        let header = self.article.header_span().filter(|header| !self.at(*header).starts_with("---"));
        header.ok_or(DraftError::NoHeader)
    }

    /// The properties with this name, in any case, and their indices.
    fn named(&self, name: &str) -> Vec<(usize, Property<'a>)> {
        let properties = self.article.properties().enumerate();
        properties.filter(|(_, property)| property.name.eq_ignore_ascii_case(name)).collect()
    }

    fn written(&self, property: &Property<'_>) -> Written {
        let range = property.value_span.range();
        let source = self.article.source();
        let before = source.get(..range.start).unwrap_or_default();
        let after = source.get(range.end..).unwrap_or_default();
        match (before.chars().next_back(), after.chars().next()) {
            (Some(quote @ ('"' | '\'')), Some(other)) if quote == other => Written::Quoted(quote),
            (_, None | Some('/' | '>')) if before.trim_end_matches(is_space).ends_with('=') => Written::Bare,
            (_, Some(c)) if is_space(c) && before.trim_end_matches(is_space).ends_with('=') => Written::Bare,
            _ => Written::Damaged,
        }
    }

    /// A property from the white space before it to its closing quote. The space stays if nothing else separates what is around
    /// it: `<properties a="b"c="d"`.
    fn whole(&self, property: &Property<'_>) -> Option<Span> {
        let quote = match self.written(property) {
            Written::Quoted(_) => 1,
            Written::Bare => 0,
            Written::Damaged => return None,
        };
        let (start, end) = (property.name_span.range().start, property.value_span.range().end + quote);
        let source = self.article.source();
        let is_apart = source.get(end..)?.starts_with(|c| is_space(c) || matches!(c, '/' | '>'));
        let before = source.get(..start)?.trim_end_matches(is_space).len();
        Some(Span::new(if is_apart { before } else { start }, end))
    }

    /// What is before a property: a line end and its indentation, or a space.
    fn separator(&self, property: &Property<'_>) -> &'a str {
        let before = self.article.source().get(..property.name_span.range().start).unwrap_or_default();
        let space = &before[before.trim_end_matches(is_space).len()..];
        let line = space.trim_end_matches(|c| !matches!(c, '\n' | '\r'));
        match line.strip_suffix('\n').map(|rest| rest.strip_suffix('\r').unwrap_or(rest)) {
            Some(blank) => &space[blank.len()..],
            None if line.ends_with('\r') => &space[line.len() - 1..],
            None => " ",
        }
    }

    /// `=`, with the spaces that a property has around it.
    fn equals(&self, property: &Property<'_>) -> &'a str {
        let between = self.at(Span { start: property.name_span.end, end: property.value_span.start });
        let equals = between.trim_end_matches(['"', '\'']);
        if equals.trim() == "=" && !equals.contains(['\n', '\r']) { equals } else { "=" }
    }

    /// How long the keyword of the header is, which has no properties.
    fn keyword_len(&self, header: Span) -> Result<usize, DraftError> {
        let keyword = "<properties";
        let written = self.at(header).get(..keyword.len()).unwrap_or_default();
        if written.eq_ignore_ascii_case(keyword) { Ok(keyword.len()) } else { Err(DraftError::NoHeader) }
    }
}

fn check_value(name: &str, value: &str) -> Result<(), DraftError> {
    if value.contains(['\n', '\r']) { Err(DraftError::LineEnd { name: name.to_owned() }) } else { Ok(()) }
}

/// Whether `origin` is a change of the property with this index.
fn is_of(origin: &Origin, index: usize) -> bool {
    matches!(origin, Origin::Value(other) | Origin::Removal(other) if *other == index)
}

fn is_added(origin: &Origin, name: &str) -> bool {
    matches!(origin, Origin::Added(other) if other.eq_ignore_ascii_case(name))
}

/// Of several properties with one name, the one that counts, which is the first that is not empty (format §2.2); all of them for an
/// empty value.
fn counting<'p>(named: Vec<(usize, Property<'p>)>, value: &str) -> Vec<(usize, Property<'p>)> {
    if trim(value).is_empty() {
        return named;
    }
    let counts = named.iter().position(|(_, property)| !property.value.is_empty()).unwrap_or_default();
    named.into_iter().skip(counts).take(1).collect()
}

/// `value` as it is written between two of `quote`: what would be read as an entity is none, and the quote is one.
fn escaped(value: &str, quote: char) -> String {
    let value = if decode_entities(value) == value { value.to_owned() } else { value.replace('&', "&amp;") };
    value.replace(quote, if quote == '"' { "&quot;" } else { "&apos;" })
}

//! [`Property`], and the table of properties that the format knows (format §2).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::entity::decode;
use super::{CloudSet, Metadata, SelfHelpType};
use crate::span::Span;
use crate::text::Text;

/// A property of the header, raw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Property<'a> {
    /// The name as written.
    pub name: &'a str,
    /// The value: entities decoded, outer space trimmed.
    pub value: Cow<'a, str>,
    /// Place of the name.
    pub name_span: Span,
    /// Place of the value, without its quotes; empty where there is no value.
    pub value_span: Span,
}

/// Where a property stands, which is all that an article keeps of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Place {
    pub(crate) name_span: Span,
    pub(crate) value_span: Span,
}

impl Place {
    /// The property that stands here in `source`; empty where nothing can stand here.
    pub(crate) fn read(self, source: &str) -> Property<'_> {
        let Place { name_span, value_span } = self;
        let name = source.get(name_span.range()).unwrap_or_default();
        let value = value(source.get(value_span.range()).unwrap_or_default());
        Property { name, value, name_span, value_span }
    }
}

/// What is written as a value: entities decoded, outer space trimmed.
fn value(written: &str) -> Cow<'_, str> {
    match decode(written) {
        Cow::Borrowed(written) => Cow::Borrowed(trim(written)),
        Cow::Owned(decoded) => Cow::Owned(trim(&decoded).to_owned()),
    }
}

/// `value` without outer space, which few values have.
pub(crate) fn trim(value: &str) -> &str {
    match value.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => value,
        _ => value.trim_matches(is_space),
    }
}

/// Whether `c` is a space of the header grammar: Unicode's White_Space, U+200B or U+FEFF (format §2).
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}')
}

/// A property that the format knows.
pub(crate) struct Known {
    /// The canonical name.
    pub(crate) name: &'static str,
    /// Type and field.
    pub(crate) field: Field,
}

impl Known {
    /// Whether its value is a list of texts.
    pub(crate) fn is_list(&self) -> bool {
        matches!(self.field, Field::List(_) | Field::Clouds(_))
    }
}

/// The type of a property, and where its value goes.
pub(crate) enum Field {
    Text(fn(&mut Metadata) -> &mut Option<Text>),
    /// Text of one line.
    Line(fn(&mut Metadata) -> &mut Option<Text>),
    List(fn(&mut Metadata) -> &mut Vec<Text>),
    Integer(fn(&mut Metadata) -> &mut Option<i64>),
    Boolean(fn(&mut Metadata) -> &mut Option<bool>),
    Type(fn(&mut Metadata) -> &mut Option<SelfHelpType>),
    Clouds(fn(&mut Metadata) -> &mut CloudSet),
}

/// The properties of format §2, the frequent ones first.
pub(super) static KNOWN: [Known; 27] = {
    use Field::{Boolean, Clouds, Integer, Line, List, Text, Type};
    const fn row(name: &'static str, field: Field) -> Known {
        Known { name, field }
    }
    [
        row("pageTitle", Line(|metadata| &mut metadata.page_title)),
        row("description", Text(|metadata| &mut metadata.description)),
        row("infoBubbleText", Text(|metadata| &mut metadata.info_bubble_text)),
        row("service", Text(|metadata| &mut metadata.service)),
        row("resource", Text(|metadata| &mut metadata.resource)),
        row("authors", List(|metadata| &mut metadata.authors)),
        row("ms.author", List(|metadata| &mut metadata.ms_author)),
        row("displayOrder", Integer(|metadata| &mut metadata.display_order)),
        row("articleId", Text(|metadata| &mut metadata.article_id)),
        row("diagnosticScenario", Text(|metadata| &mut metadata.diagnostic_scenario)),
        row("selfHelpType", Type(|metadata| &mut metadata.self_help_type)),
        row("supportTopicIds", List(|metadata| &mut metadata.support_topic_ids)),
        row("resourceTags", List(|metadata| &mut metadata.resource_tags)),
        row("productPesIds", List(|metadata| &mut metadata.product_pes_ids)),
        row("cloudEnvironments", Clouds(|metadata| &mut metadata.cloud_environments)),
        row("disableClouds", Clouds(|metadata| &mut metadata.disable_clouds)),
        row("ownershipId", Text(|metadata| &mut metadata.ownership_id)),
        row("schemaVersion", Integer(|metadata| &mut metadata.schema_version)),
        row("articleTags", List(|metadata| &mut metadata.article_tags)),
        row("clientIds", List(|metadata| &mut metadata.client_ids)),
        row("category", Text(|metadata| &mut metadata.category)),
        row("ms.service", Text(|metadata| &mut metadata.ms_service)),
        row("icmTeam", Text(|metadata| &mut metadata.icm_team)),
        row("icmService", Text(|metadata| &mut metadata.icm_service)),
        row("feedbackEmail", Text(|metadata| &mut metadata.feedback_email)),
        row("symptomId", Text(|metadata| &mut metadata.symptom_id)),
        row("resourceRequired", Boolean(|metadata| &mut metadata.resource_required)),
    ]
};

/// The known property with this name, in any case.
pub(crate) fn known(name: &str) -> Option<&'static Known> {
    known_index(name).map(|index| &KNOWN[index])
}

/// The row of [`KNOWN`] with this name, in any case. Length and first letter tell them apart.
pub(super) fn known_index(name: &str) -> Option<usize> {
    let first = name.as_bytes().first()?;
    let row = usize::from(ROWS.get(name.len())?[letter(*first)]);
    let known = KNOWN.get(row)?.name;
    (known == name || known.eq_ignore_ascii_case(name)).then_some(row)
}

/// The rows of [`KNOWN`] by the length of their names and the first letter, filled up with [`NO_ROW`]: names are looked
/// up so often that this shows in the time to parse an article.
static ROWS: [[u8; 32]; 19] = {
    let mut rows = [[NO_ROW; 32]; 19];
    let mut row = 0;
    while row < KNOWN.len() {
        let name = KNOWN[row].name.as_bytes();
        let place = &mut rows[name.len()][letter(name[0])];
        assert!(*place == NO_ROW, "length and first letter tell names apart");
        *place = row as u8;
        row += 1;
    }
    rows
};

const NO_ROW: u8 = u8::MAX;

/// The number of a letter, in any case.
const fn letter(byte: u8) -> usize {
    (byte & 31) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found() {
        for (row, known) in KNOWN.iter().enumerate() {
            assert_eq!(known_index(known.name), Some(row), "{}", known.name);
            assert_eq!(known_index(&known.name.to_ascii_uppercase()), Some(row), "{}", known.name);
        }
    }
}

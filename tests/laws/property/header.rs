//! Headers from the grammar of format §2.

use proptest::prelude::*;
use serde_json::{Map, Value};

/// A well-formed header and the metadata it means.
#[derive(Clone, Debug)]
pub struct Header {
    pub source: String,
    pub metadata: Value,
}

/// A property: its canonical name, its value as written between quotes, and as JSON; `None` if it is absent.
#[derive(Clone, Debug)]
pub struct Property {
    pub name: &'static str,
    pub written: String,
    pub value: Option<Value>,
}

const TEXTS: [&str; 12] = [
    "pageTitle",
    "description",
    "infoBubbleText",
    "service",
    "resource",
    "articleId",
    "diagnosticScenario",
    "ownershipId",
    "category",
    "ms.service",
    "icmTeam",
    "feedbackEmail",
];
const LISTS: [&str; 6] = ["authors", "ms.author", "supportTopicIds", "productPesIds", "resourceTags", "articleTags"];
const TYPES: [&str; 6] = ["generic", "resource", "rca", "diagnostics", "TSG_Content", "tools"];
const CLOUDS: [&str; 6] = ["public", "fairfax", "mooncake", "blackforest", "usnat", "ussec"];

/// Properties that differ in their names.
pub fn properties() -> impl Strategy<Value = Vec<Property>> {
    let text = (prop::sample::select(&TEXTS[..]), "[a-zA-Z0-9 ,;:>/'é虚&\"\u{a0}]{0,24}").prop_map(|(name, text)| {
        let trimmed = text.trim();
        let value = (!trimmed.is_empty()).then(|| Value::from(trimmed));
        Property { name, written: text.replace('&', "&amp;").replace('"', "&quot;"), value }
    });
    let items = prop::collection::vec(("[a-z0-9-]{0,8}", prop::sample::select(&[",", ", ", ";", "，"][..])), 0..4);
    let list = (prop::sample::select(&LISTS[..]), items).prop_map(|(name, items)| {
        let written = items.iter().map(|(item, separator)| format!("{item}{separator}")).collect();
        let items: Vec<&String> = items.iter().map(|(item, _)| item).filter(|item| !item.is_empty()).collect();
        Property { name, written, value: (!items.is_empty()).then(|| Value::from_iter(items.into_iter().cloned())) }
    });
    let number = any::<i32>().prop_map(|number| Property {
        name: "displayOrder",
        written: number.to_string(),
        value: Some(number.into()),
    });
    let kind = (prop::sample::select(&TYPES[..]), any::<u64>()).prop_map(|(kind, cases)| Property {
        name: "selfHelpType",
        written: in_cases(kind, cases),
        value: Some(kind.into()),
    });
    let clouds = prop::sample::subsequence(&CLOUDS[..], 1..4).prop_map(|clouds| Property {
        name: "cloudEnvironments",
        written: clouds.join(", "),
        value: Some(Value::from_iter(clouds)),
    });
    let property = prop_oneof![4 => text, 3 => list, 1 => number, 1 => kind, 1 => clouds];
    prop::collection::vec(property, 0..8).prop_map(|mut properties| {
        let mut seen = Vec::new();
        properties.retain(|property| {
            !seen.contains(&property.name) && {
                seen.push(property.name);
                true
            }
        });
        properties
    })
}

/// A header in any of the spellings that are well-formed.
pub fn header() -> impl Strategy<Value = Header> {
    let spaces = || prop::sample::select(&[" ", "\n", "\n    ", "\t", "\r\n", " \u{feff}"][..]);
    let around = || prop::sample::select(&["", "", " ", "\n  "][..]);
    let spelling = (spaces(), around(), around(), any::<u64>());
    let end = prop::sample::select(&["/>", " />", "\n/>", ">"][..]);
    (properties(), prop::collection::vec(spelling, 8), any::<u64>(), end).prop_map(
        |(properties, spellings, cases, end)| {
            let mut source = format!("<{}", in_cases("properties", cases));
            for (Property { name, written, .. }, (space, before, after, cases)) in properties.iter().zip(spellings) {
                let name = in_cases(name, cases);
                let quote = if cases % 2 == 0 && !written.contains('\'') { '\'' } else { '"' };
                source.push_str(&format!("{space}{name}{before}={after}{quote}{written}{quote}"));
            }
            let gap = if source.ends_with(['"', '\'']) { "" } else { " " };
            Header { source: source + gap + end, metadata: metadata(&properties) }
        },
    )
}

/// What `properties` mean.
pub fn metadata(properties: &[Property]) -> Value {
    let present = properties.iter().filter_map(|property| Some((property.name.to_owned(), property.value.clone()?)));
    Value::Object(present.collect::<Map<_, _>>())
}

/// `text` with the letters that `cases` picks as capitals.
pub fn in_cases(text: &str, cases: u64) -> String {
    let cased = |(at, c): (usize, char)| match (cases >> (at % 64)) & 5 {
        5 => c.to_ascii_uppercase(),
        _ => c,
    };
    text.chars().enumerate().map(cased).collect()
}

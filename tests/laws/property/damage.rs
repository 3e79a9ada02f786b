//! What happens to articles: cuts, copies, merges, and the slips of format §2.2.

use proptest::prelude::*;
use serde_json::Value;

use super::header::{self, Property};

/// Damage to a text, at offsets in thousandths of its length.
#[derive(Clone, Debug)]
pub enum Damage {
    Delete(usize, usize),
    Duplicate(usize, usize),
    Swap(usize, usize, usize),
    Truncate(usize),
    Splice(usize, usize),
}

pub fn damage() -> impl Strategy<Value = Damage> {
    let at = || 0..=1_000_usize;
    let near = || (at(), 0..60_usize).prop_map(|(at, more)| (at, (at + more).min(1_000)));
    prop_oneof![
        3 => near().prop_map(|(from, to)| Damage::Delete(from, to)),
        2 => near().prop_map(|(from, to)| Damage::Duplicate(from, to)),
        2 => (at(), at(), at()).prop_map(|(one, two, three)| {
            let mut places = [one, two, three];
            places.sort_unstable();
            Damage::Swap(places[0], places[1], places[2])
        }),
        1 => at().prop_map(Damage::Truncate),
        2 => (at(), at()).prop_map(|(one, other)| Damage::Splice(one, other)),
    ]
}

impl Damage {
    /// `text` with this damage; `other` is what it may be merged with.
    pub fn apply(&self, text: &str, other: &str) -> String {
        let at = |place| boundary(text, place);
        match *self {
            Damage::Delete(from, to) => text[..at(from)].to_owned() + &text[at(to)..],
            Damage::Duplicate(from, to) => text[..at(to)].to_owned() + &text[at(from)..],
            Damage::Swap(one, two, three) => {
                let (one, two, three) = (at(one), at(two), at(three));
                [&text[..one], &text[two..three], &text[one..two], &text[three..]].concat()
            }
            Damage::Truncate(end) => text[..at(end)].to_owned(),
            Damage::Splice(one, two) => text[..at(one)].to_owned() + &other[boundary(other, two)..],
        }
    }
}

fn boundary(text: &str, place: usize) -> usize {
    let at = text.len() * place / 1_000;
    (at..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// A header with one fault, a body after it, and what format §2.2 makes of the header.
#[derive(Clone, Debug)]
pub struct Damaged {
    pub source: String,
    pub metadata: Value,
    pub refused: bool,
}

/// A slip at one property: how its line is written, whether strict parsing refuses it, and what becomes of the value.
struct Slip {
    line: fn(&str, &str) -> String,
    refused: bool,
    outcome: Outcome,
}

enum Outcome {
    Kept,
    Absent,
}

const SLIPS: [Slip; 9] = [
    Slip { line: |name, value| format!("{name}=\"{value}"), refused: true, outcome: Outcome::Kept },
    Slip { line: |name, value| format!("{name}={value}\""), refused: true, outcome: Outcome::Kept },
    Slip { line: |name, value| format!("{name}=\"\"{value}\""), refused: true, outcome: Outcome::Kept },
    Slip { line: |name, value| format!("{name}=\"{value}\"\""), refused: true, outcome: Outcome::Kept },
    Slip { line: |name, value| format!("{name}:\"{value}\""), refused: true, outcome: Outcome::Kept },
    Slip { line: |name, value| format!("{name}\"{value}\""), refused: true, outcome: Outcome::Kept },
    Slip { line: |name, _| format!("{name}="), refused: true, outcome: Outcome::Absent },
    Slip { line: |name, value| format!("{name}=\"{value}\","), refused: false, outcome: Outcome::Kept },
    Slip {
        line: |name, value| format!("{name}=\"{value}\"\n  {name}=\"other\""),
        refused: false,
        outcome: Outcome::Kept,
    },
];

/// Headers with one property a line, of which one has a slip.
pub fn header() -> impl Strategy<Value = Damaged> {
    let texts = header::properties().prop_map(|properties| {
        let is_plain = |property: &Property| {
            let plain = property.written.chars().all(|c| c.is_ascii_alphanumeric());
            plain && property.value.as_ref().is_some_and(Value::is_string) && property.name != "selfHelpType"
        };
        properties.into_iter().filter(is_plain).collect::<Vec<_>>()
    });
    let property = ("[a-z][a-z0-9]{1,8}", "[a-z]{1,4} [a-z]{1,4}");
    (texts, property, any::<prop::sample::Index>(), 0..SLIPS.len() + 3).prop_map(
        |(mut properties, (id, symptom), at, slip)| {
            properties.retain(|property| !["articleId", "symptomId"].contains(&property.name));
            for (name, written) in [("articleId", id), ("symptomId", symptom)] {
                let value = Some(Value::from(written.clone()));
                properties.push(Property { name, written, value });
            }
            damaged(properties, &at, slip)
        },
    )
}

fn damaged(mut properties: Vec<Property>, at: &prop::sample::Index, slip: usize) -> Damaged {
    let at = at.index(properties.len());
    let mut keyword = "<properties";
    let mut end = "/>\n";
    let mut lines: Vec<String> =
        properties.iter().map(|property| format!("  {}=\"{}\"", property.name, property.written)).collect();
    let refused = match SLIPS.get(slip) {
        Some(Slip { line, refused, outcome }) => {
            lines[at] = format!("  {}", line(properties[at].name, &properties[at].written));
            if matches!(outcome, Outcome::Absent) {
                properties[at].value = None;
            }
            *refused
        }
        None => {
            match slip - SLIPS.len() {
                0 => keyword = "<pdroperties",
                1 => keyword = "properties",
                _ => end = "",
            }
            true
        }
    };
    let source = format!("{keyword}\n{}\n{end}# A title\n\nWords.\n", lines.join("\n"));
    Damaged { source, metadata: header::metadata(&properties), refused }
}

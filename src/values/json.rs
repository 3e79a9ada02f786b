//! Values from JSON: `{"vmname": "web-1", "steps": {"markdown": "…"}}`, and what is wrong with other input.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, Visitor};
use thiserror::Error;

use super::{Value, Values};
use crate::limits::Limits;
use crate::payload::json;
use crate::span::{LineIndex, Position};

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Values, D::Error> {
        deserializer.deserialize_map(ValuesVisitor { value_bytes: usize::MAX, values_bytes: usize::MAX })
    }
}

/// Reads values within `limits`.
pub(super) fn read(json: &str, limits: &Limits) -> serde_json::Result<Values> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let visitor = ValuesVisitor { value_bytes: limits.value_bytes, values_bytes: limits.values_bytes };
    let values = deserializer.deserialize_map(visitor)?;
    deserializer.end().map(|()| values)
}

/// Reads an object of values, with a limit on the bytes of one value and of all together.
struct ValuesVisitor {
    value_bytes: usize,
    values_bytes: usize,
}

impl<'de> Visitor<'de> for ValuesVisitor {
    type Value = Values;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the values by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Values, A::Error> {
        let mut values = Values::new();
        let mut bytes = 0;
        while let Some(name) = map.next_key::<String>()? {
            bytes -= values.remove(&name).map_or(0, |value| value.len());
            let Some(value) = map.next_value_seed(SizedValue { most: self.value_bytes, name: &name })? else {
                continue;
            };
            bytes += value.len();
            if bytes > self.values_bytes {
                let most = self.values_bytes;
                return Err(de::Error::custom(format!("expected at most {most} bytes in all values, found {bytes}")));
            }
            values.insert(name, value);
        }
        Ok(values)
    }
}

/// Reads the value of `name`, with a limit on its bytes.
struct SizedValue<'n> {
    most: usize,
    name: &'n str,
}

impl<'de> DeserializeSeed<'de> for SizedValue<'_> {
    type Value = Option<Value<'static>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let value = Option::<OwnedValue>::deserialize(deserializer)?.map(|OwnedValue(value)| value);
        let (most, bytes, name) = (self.most, value.as_ref().map_or(0, Value::len), self.name);
        if bytes > most {
            Err(de::Error::custom(format!("expected at most {most} bytes in the value of `{name}`, found {bytes}")))
        } else {
            Ok(value)
        }
    }
}

/// Why [`Values::from_json`] refused its input, and where:
/// ``the values could not be read: expected a value, found `}` at line 2, column 6``.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the values could not be read: {message} at {position}")]
pub struct ValuesError {
    message: String,
    position: Position,
}

impl ValuesError {
    pub(super) fn new(text: &str, error: &serde_json::Error) -> ValuesError {
        let lines = LineIndex::new(text);
        if let Err(fault) = json::check_whole(text) {
            let message = fault.message.replace("the end of the payload", "the end");
            return ValuesError { message, position: lines.position(text, fault.at.start) };
        }
        let line_start = lines.line_span(text, u32::try_from(error.line()).unwrap_or(u32::MAX));
        let offset = line_start.map_or(0, |line| line.range().start + error.column().saturating_sub(1));
        let position = format!(" at line {} column {}", error.line(), error.column());
        let written = error.to_string();
        let message = reworded(written.strip_suffix(&position).unwrap_or(&written));
        ValuesError { message, position: lines.position(text, offset) }
    }

    /// Line and column of what was found.
    pub fn position(&self) -> Position {
        self.position
    }
}

/// serde's message about a value of an unexpected type, in the wording of this crate.
fn reworded(message: &str) -> String {
    let Some((found, expected)) =
        message.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    else {
        return message.to_owned();
    };
    let found = match found {
        "sequence" => "an array",
        "map" => "an object",
        found => found,
    };
    format!("expected {expected}, found {found}")
}

struct OwnedValue(Value<'static>);

impl<'de> Deserialize<'de> for OwnedValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OwnedValue, D::Error> {
        deserializer.deserialize_any(ValueVisitor).map(OwnedValue)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, a number, a boolean, `null` or `{\"markdown\": \"…\"}` as a value")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value<'static>, E> {
        Ok(Value::from(text.to_owned()))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value<'static>, E> {
        Ok(Value::from(value.to_string()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value<'static>, E> {
        Ok(Value::from(value.to_string()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value<'static>, E> {
        Ok(Value::from(value.to_string()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value<'static>, E> {
        Ok(Value::from(serde_json::Value::from(value).to_string()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'static>, A::Error> {
        match map.next_key::<String>()? {
            Some(key) if key == "markdown" => {}
            Some(key) => return Err(de::Error::custom(format!("expected the key `markdown`, found `{key}`"))),
            None => return Err(de::Error::custom("expected the key `markdown`, found none")),
        }
        let markdown: String = map.next_value()?;
        match map.next_key::<String>()? {
            None => Ok(Value::markdown(&markdown)),
            Some(key) => Err(de::Error::custom(format!("expected no other key than `markdown`, found `{key}`"))),
        }
    }
}

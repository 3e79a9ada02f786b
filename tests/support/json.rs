//! What serde reads from JSON that a test has put together.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads `json` by way of its text, as articles are read: reading the values themselves would compile every type once more.
pub fn read<T: DeserializeOwned>(json: &Value) -> serde_json::Result<T> {
    serde_json::from_str(&json.to_string())
}

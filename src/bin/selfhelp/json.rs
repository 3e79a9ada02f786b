//! JSON as the tool prints it.

use serde::Serialize;

/// `value` as JSON on one line.
pub(crate) fn compact(value: &impl Serialize) -> serde_json::Result<String> {
    Ok(safe(serde_json::to_string(value)?))
}

/// `value` as JSON on several lines.
pub(crate) fn pretty(value: &impl Serialize) -> serde_json::Result<String> {
    Ok(safe(serde_json::to_string_pretty(value)?))
}

/// `json` with escapes for DEL and the C1 control characters, which strings may hold as they are and terminals obey.
pub(crate) fn safe(json: String) -> String {
    let is_control = |c: char| matches!(c, '\u{7F}'..='\u{9F}');
    if !json.contains(is_control) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_control(c) { escaped.push_str(&format!("\\u{:04x}", u32::from(c))) } else { escaped.push(c) }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_escaped() -> serde_json::Result<()> {
        let text = "a\u{7F}\u{9B}31m\u{1B}é\u{A0}";
        assert_eq!(compact(&text)?, "\"a\\u007f\\u009b31m\\u001bé\u{A0}\"");
        assert_eq!(serde_json::from_str::<String>(&pretty(&text)?)?, text);
        Ok(())
    }
}

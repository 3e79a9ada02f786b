//! What is beside the article: findings, fields, properties, headings.

use selfhelp::Article;
use selfhelp::diagnostic::Severity;
use serde_json::Value;

use super::clouds::HEADINGS;
use super::escape::escaped;
use super::fields::Fields;
use crate::finding::Finding;

/// The findings, each with links to its element, which has the id of `ids`, and to its line.
pub(super) fn findings(findings: &[Finding], ids: &[Option<String>]) -> String {
    if findings.is_empty() {
        return "<p>Nothing to complain about.</p>\n".to_owned();
    }
    let mut order: Vec<(&Finding, Option<&str>)> =
        findings.iter().zip(ids).map(|(finding, id)| (finding, id.as_deref())).collect();
    order.sort_by_key(|(finding, _)| (std::cmp::Reverse(finding.severity), finding.extent.start));
    let items: String = order.iter().map(|(finding, id)| item(finding, *id)).collect();
    format!("<ul class=\"findings\">\n{items}</ul>\n")
}

fn item(finding: &Finding, id: Option<&str>) -> String {
    let Finding { severity, message, extent, .. } = finding;
    let (code, line) = (escaped(finding.code.as_str()), extent.line);
    let element = id.map(|id| format!("<a href=\"#{}\">in the article</a> ", escaped(id))).unwrap_or_default();
    let code = match finding.help_url {
        Some(url) => format!("<a href=\"{}\" target=\"_blank\" rel=\"noopener noreferrer\">{code}</a>", escaped(url)),
        None => code,
    };
    let fix = if finding.fix.is_some() { " has a fix" } else { "" };
    format!(
        "<li data-severity=\"{severity}\"><p><strong>{severity}</strong> {message}</p>\n\
         <p class=\"where\">{element}<a href=\"#line-{line}\">line {line}</a> {code}{fix}</p></li>\n",
        message = with_code(message),
    )
}

/// A message as HTML, in which what it quotes is code.
pub(super) fn with_code(message: &str) -> String {
    let pieces: Vec<&str> = message.split('`').collect();
    // Of an odd number of backquotes nobody knows which belong together.
    if pieces.len().is_multiple_of(2) {
        return escaped(message);
    }
    let piece = |(index, piece): (usize, &&str)| match index % 2 {
        0 => escaped(piece),
        _ => format!("<code>{}</code>", escaped(piece)),
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// How many findings there are of each severity: `2 errors, 1 note`.
pub(super) fn counts(findings: &[Finding]) -> String {
    let count = |severity: Severity| {
        let count = findings.iter().filter(|finding| finding.severity == severity).count();
        (count > 0).then(|| format!("{count} {severity}{}", if count == 1 { "" } else { "s" }))
    };
    let counts: Vec<String> =
        [Severity::Error, Severity::Warning, Severity::Note].into_iter().filter_map(count).collect();
    if counts.is_empty() { "none".to_owned() } else { counts.join(", ") }
}

/// The fields to fill in.
pub(super) fn fields(fields: &Fields) -> String {
    if fields.is_empty() {
        return "<p>The article has no placeholders and no portal variables.</p>\n".to_owned();
    }
    let needs = "<noscript><p>To fill them in here takes scripts; without, <code>selfhelp render --set NAME=VALUE</code> does.</p></noscript>\n";
    format!("{needs}<div class=\"scripted\">\n{}</div>\n", fields.inputs())
}

/// The properties as they were read.
pub(super) fn properties(article: &Article) -> String {
    let Ok(Value::Object(members)) = serde_json::to_value(&article.metadata) else { return String::new() };
    let mut out = String::new();
    for (name, value) in &members {
        let value = shown(value);
        out.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", escaped(name), escaped(&value)));
    }
    if out.is_empty() { "<p>The article has no properties.</p>\n".to_owned() } else { format!("<dl>\n{out}</dl>\n") }
}

/// A value of a property: lists with commas, members of objects as `name: value`.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(members) => {
            members.iter().map(|(name, value)| format!("{name}: {}", shown(value))).collect::<Vec<_>>().join("; ")
        }
        Value::Null => "–".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// The headings, with links to them.
pub(super) fn outline(article: &Article) -> String {
    let outline = article.outline();
    if outline.is_empty() {
        return "<p>The article has no headings.</p>\n".to_owned();
    }
    let item = |entry: &selfhelp::render::OutlineEntry| {
        let (level, id, text) = (entry.level, escaped(&entry.id), escaped(&entry.text));
        let text = if text.trim().is_empty() { "(no text)".to_owned() } else { text };
        format!("<li class=\"level-{level}\"><a href=\"#{HEADINGS}-{id}\">{text}</a></li>\n")
    };
    format!("<ul class=\"outline\">\n{}</ul>\n", outline.iter().map(item).collect::<String>())
}

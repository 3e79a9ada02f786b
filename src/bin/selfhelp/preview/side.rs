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

/// A message as HTML, in which what it quotes is code. As in Markdown, so many backquotes as began it end it, and blanks are
/// inside of them where it has some itself.
pub(super) fn with_code(message: &str) -> String {
    let (mut out, mut rest) = (String::new(), message);
    while let Some(at) = rest.find('`') {
        let inside = rest[at..].trim_start_matches('`');
        let marks = rest.len() - at - inside.len();
        out.push_str(&escaped(&rest[..at]));
        match run_of(marks, inside) {
            Some(end) => {
                let code = &inside[..end];
                let bare =
                    code.strip_prefix(' ').and_then(|code| code.strip_suffix(' ')).filter(|code| code.contains('`'));
                out.extend(["<code>", &escaped(bare.unwrap_or(code)), "</code>"]);
                rest = &inside[end + marks..];
            }
            None => {
                out.push_str(&rest[at..at + marks]);
                rest = inside;
            }
        }
    }
    out + &escaped(rest)
}

/// Where the next run of exactly so many backquotes begins in `text`.
fn run_of(marks: usize, text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find('`')?;
        from = text.len() - text[at..].trim_start_matches('`').len();
        if from - at == marks {
            return Some(at);
        }
    }
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

#[cfg(test)]
mod tests {
    use super::with_code;

    #[test]
    fn what_messages_quote_is_code() {
        assert_eq!(with_code("found `<b>`, not `a`"), "found <code>&lt;b&gt;</code>, not <code>a</code>");
        assert_eq!(with_code("found `` ` ``; é"), "found <code>`</code>; é");
        assert_eq!(with_code("found ` ```json `"), "found <code>```json</code>");
        assert_eq!(with_code("found ` `"), "found <code> </code>");
        assert_eq!(with_code("a ` b `` c"), "a ` b `` c");
    }
}

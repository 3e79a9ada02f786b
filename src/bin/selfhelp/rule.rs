//! `selfhelp rule`: what a rule looks for, and why.

use selfhelp::diagnostic::Rule as Row;

use crate::arguments::{Rule, RuleFormat};
use crate::error::Error;
use crate::output::Output;
use crate::status::Status;

/// Columns of the text.
const WIDTH: usize = 78;

/// Shows one rule, or all.
pub(crate) fn rule(arguments: Rule) -> Status {
    let shown = match (arguments.format, arguments.code) {
        (RuleFormat::Text, Some(rule)) => Ok(text(rule)),
        (RuleFormat::Text, None) => Ok(Row::ALL.iter().map(line).collect()),
        (RuleFormat::Json, Some(rule)) => serde_json::to_string_pretty(rule).map(|json| json + "\n"),
        (RuleFormat::Json, None) => serde_json::to_string_pretty(Row::ALL).map(|json| json + "\n"),
    };
    match shown {
        Ok(shown) => {
            let mut output = Output::new();
            let _ = output.write(shown.as_bytes());
            output.finish()
        }
        Err(error) => {
            Error::new(error.to_string()).print();
            Status::Bad
        }
    }
}

/// One line of the list of all.
fn line(rule: &Row) -> String {
    format!("{:24} {:8} {}\n", rule.name(), rule.severity().as_str(), rule.summary())
}

/// All there is to say, as a page of text.
fn text(rule: &Row) -> String {
    let severity = match rule.milder_severity() {
        Some(milder) => format!("{} or {milder}", rule.severity()),
        None => rule.severity().to_string(),
    };
    let fix = rule.applicability().map(|fix| format!(" ({fix})")).unwrap_or_default();
    let example =
        rule.example().lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") });
    [
        wrapped(&format!("{}: {}", rule.name(), rule.summary())),
        format!("{severity}, of the group {}, since {}\n", rule.group(), rule.since()),
        wrapped(rule.what()),
        wrapped(&format!("Why: {}", rule.why())),
        format!("Example:\n\n{}", example.collect::<String>()),
        wrapped(&format!("Fix{fix}: {}", rule.fix())),
        format!("{}\n", rule.help_url()),
    ]
    .join("\n")
}

/// `text` in lines of at most [`WIDTH`] columns, where its words allow it.
fn wrapped(text: &str) -> String {
    let mut lines = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        let width = word.chars().count();
        let fits = used + 1 + width <= WIDTH;
        lines.push_str(if used == 0 {
            ""
        } else if fits {
            " "
        } else {
            "\n"
        });
        lines.push_str(word);
        used = if used > 0 && fits { used + 1 + width } else { width };
    }
    lines + "\n"
}

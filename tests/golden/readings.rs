//! Small inputs with everything that is read from them: `tests/golden/readings.txt`.
//!
//! A line `= input` begins a reading; bytes are escaped as in Rust. Below it are the properties, the metadata, the
//! diagnostics, the parts of the body with their spans, and for a body its HTML and narrow text. Most of these inputs
//! are the smallest that show a rule at work which no other test needs.
//!
//! `SELFHELP_BLESS=1 cargo test --test golden` records the readings again. Read what changed before you commit it.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use selfhelp::Article;
use selfhelp::diagnostic::Diagnostic;
use selfhelp::render::text::PlainText;
use selfhelp::span::Span;
use serde_json::Value as Json;

#[test]
fn small_inputs_are_read_as_they_were() {
    let path = Path::new(support::ROOT).join("tests/golden/readings.txt");
    let written = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{error}"));
    let mut anew = String::new();
    for line in written.lines() {
        if let Some(input) = line.strip_prefix("= ") {
            let _ = write!(anew, "{line}\n{}", reading(&unescaped(input)));
        } else if line.starts_with('#') {
            let _ = write!(anew, "\n{line}\n\n");
        }
    }
    let anew = anew.trim_start().to_owned();
    if env::var_os("SELFHELP_BLESS").is_some() {
        fs::write(&path, anew).unwrap_or_else(|error| panic!("{error}"));
        return;
    }
    let first = written.lines().zip(anew.lines()).position(|(written, anew)| written != anew);
    if let Some(first) = first {
        let input = written.lines().take(first + 1).filter(|line| line.starts_with("= ")).last();
        let lines = [&written, &anew].map(|text| text.lines().nth(first).unwrap_or_default());
        panic!("{}\nwas read as {}\n   now it is {}", input.unwrap_or_default(), lines[0], lines[1]);
    }
    assert_eq!(written.len(), anew.len(), "a reading is longer or shorter at its end");
}

/// Everything read from `input`: a line for each property, diagnostic and part, and for each line of the outputs.
fn reading(input: &[u8]) -> String {
    let article = Article::parse_bytes_lenient(input);
    let mut lines = String::new();
    for property in article.properties() {
        let spans = [property.name_span, property.value_span].map(place).join(" ");
        let _ = writeln!(lines, "  {} {:?} {spans}", property.name, property.value);
    }
    for (name, value) in typed(&article) {
        let _ = writeln!(lines, "  {name}: {value}");
    }
    for found in article.diagnostics() {
        let _ = writeln!(lines, "  {}", finding(found));
    }
    for part in &article.body {
        let _ = writeln!(lines, "  {}", without_spans(&format!("{part:?}")));
    }
    for definition in article.definitions() {
        let _ = writeln!(lines, "  {}", without_spans(&format!("{definition:?}")));
    }
    if let Some(payload) = article.payload() {
        let _ = writeln!(lines, "  {}", without_spans(&format!("{payload:?}")));
    }
    let text = PlainText::new().width(12).render(&article).unwrap_or_else(|error| panic!("{error}"));
    for (mark, output) in [("html", article.to_html()), ("text", text)] {
        for line in output.lines() {
            let _ = writeln!(lines, "  {mark} {line:?}");
        }
    }
    lines
}

/// The metadata that the properties became.
fn typed(article: &Article) -> Vec<(String, Json)> {
    let all = match serde_json::to_value(&article.metadata) {
        Ok(Json::Object(all)) => all,
        other => panic!("metadata is an object of JSON, not {other:?}"),
    };
    let is_set = |value: &Json| match value {
        Json::Null => false,
        Json::Array(items) => !items.is_empty(),
        Json::Object(fields) => !fields.is_empty(),
        _ => true,
    };
    all.into_iter().filter(|(_, value)| is_set(value)).collect()
}

fn finding(found: &Diagnostic) -> String {
    let mut line = format!("{} {} {} {}", found.severity, found.code, place(found.span), found.message);
    if let Some(related) = &found.related {
        let _ = write!(line, "; {} {}", place(related.span), related.message);
    }
    if let Some(fix) = &found.fix {
        let _ = write!(line, "; fix {} {:?}", place(fix.span), fix.replacement);
    }
    line.replace('\0', "\\0")
}

fn place(span: Span) -> String {
    format!("{}..{}", span.start, span.end)
}

/// `debug` with `Span { start: 1, end: 2 }` written as `1..2`.
fn without_spans(debug: &str) -> String {
    debug.replace("Span { start: ", "").replace(", end: ", "..").replace(" } }", " }").replace("span: ", "")
}

/// The bytes that `text` represents.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = behind;
        let [second, third @ ..] = behind else {
            bytes.push(*first);
            break;
        };
        if *first != b'\\' {
            bytes.push(*first);
            continue;
        }
        rest = third;
        bytes.push(match second {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'x' => {
                let (digits, behind) = third.split_at(2);
                rest = behind;
                let digits = str::from_utf8(digits).unwrap_or_default();
                u8::from_str_radix(digits, 16).unwrap_or_else(|error| panic!("{digits}: {error}"))
            }
            other => *other,
        });
    }
    bytes
}

//! The example articles beside what becomes of them: `name.html`, and as text `name.txt` at 78 columns, `name.40.txt` at 40
//! and `name.wide.txt` without wrapping stand beside `name.md`, and of a payload its model and the schema of its answers.
//!
//! `SELFHELP_BLESS=1 cargo test --test golden` writes them anew. Read what changed before you commit it.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod shelf;

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use selfhelp::render::text::PlainText;

#[test]
fn examples_render_as_their_golden_files() {
    let bless = env::var_os("SELFHELP_BLESS").is_some();
    let mut differences = String::new();
    for example in shelf::examples() {
        let article = example.article();
        let text = |plain: PlainText<'_>| plain.render(&article).unwrap_or_else(|error| panic!("{error}"));
        let mut outputs = vec![
            ("html", article.to_html()),
            ("txt", article.to_text()),
            ("40.txt", text(PlainText::new().width(40))),
            ("wide.txt", text(PlainText::new().unlimited())),
        ];
        if let Some(data) = article.data() {
            outputs.push(("data.json", format!("{}\n", serde_json::to_string_pretty(&data).unwrap_or_default())));
            if let Some(form) = data.as_form() {
                outputs.push(("schema.json", form.to_json_schema()));
            }
        }
        for (ending, output) in outputs {
            let golden = example.path.with_extension(ending);
            if bless {
                fs::write(&golden, &output).unwrap_or_else(|error| panic!("{}: {error}", golden.display()));
            } else if let Some(difference) = difference(&golden, &output) {
                let _ = writeln!(differences, "{}: {difference}", golden.display());
            }
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

#[test]
fn every_golden_file_has_its_article() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("articles");
    let articles = shelf::examples();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{error}")) {
        let path = entry.unwrap_or_else(|error| panic!("{error}")).path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let endings = [".md", ".html", ".40.txt", ".wide.txt", ".txt", ".data.json", ".schema.json"];
        let article = endings.iter().find_map(|ending| name.strip_suffix(ending));
        let known = articles.iter().any(|example| Some(example.name()) == article);
        assert!(known, "{} belongs to no article", path.display());
    }
}

#[test]
fn the_first_example_is_a_start_failure() {
    assert_eq!(shelf::examples()[0].name(), "a-machine-that-did-not-start");
}

/// The first line in which `output` is not the golden file.
fn difference(golden: &Path, output: &str) -> Option<String> {
    let expected = match fs::read_to_string(golden) {
        Ok(expected) => expected,
        Err(error) => return Some(error.to_string()),
    };
    if expected == output {
        return None;
    }
    let mut lines = expected.split('\n').zip(output.split('\n')).enumerate();
    let first = lines.find(|(_, (expected, found))| expected != found);
    Some(match first {
        Some((index, (expected, found))) => {
            format!("line {}\n  expected {expected:?}\n     found {found:?}", index + 1)
        }
        None => format!("{} lines instead of {}", output.split('\n').count(), expected.split('\n').count()),
    })
}

//! Outputs of the example articles. For `articles/kind/name.md`, the folder `tests/golden/articles/kind` has
//! `name.html`, `name.mail.html` for a mail, and as text `name.txt` at 78 columns, `name.40.txt` at 40 and `name.wide.txt` without wrapping, for those
//! in `complete` and `markdown` `name.terminal.txt`, which a terminal shows; for a
//! payload `name.data.json`, its model, and for a form `name.schema.json`, the schema of its answers; for an
//! article with components `name.help.json`, its help solution.
//!
//! `SELFHELP_BLESS=1 cargo test --test golden` records them again. Read what changed before you commit it.

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use selfhelp::render::html::Html;
use selfhelp::render::text::PlainText;

use support::{ROOT, shelf};

#[test]
fn examples_render_as_their_golden_files() {
    let bless = env::var_os("SELFHELP_BLESS").is_some();
    let mut differences = String::new();
    for example in shelf::examples() {
        let article = example.article();
        let text = |plain: PlainText<'_>| plain.render(&article).unwrap_or_else(|error| panic!("{error}"));
        let mut outputs = vec![
            ("html", article.to_html()),
            ("mail.html", Html::new().mail().render(&article).unwrap_or_else(|error| panic!("{error}"))),
            ("txt", article.to_text()),
            ("40.txt", text(PlainText::new().width(40))),
            ("wide.txt", text(PlainText::new().unlimited())),
        ];
        if FOR_TERMINALS.iter().any(|kind| example.path.parent().is_some_and(|folder| folder.ends_with(kind))) {
            outputs.push(("terminal.txt", text(PlainText::new().terminal())));
        }
        if let Some(data) = article.data() {
            outputs.push(("data.json", format!("{}\n", serde_json::to_string_pretty(&data).unwrap_or_default())));
            if let Some(form) = data.as_form() {
                outputs.push(("schema.json", form.to_json_schema()));
            }
        }
        if article.components().next().is_some() {
            let solution = serde_json::to_string_pretty(&article.to_help_solution()).unwrap_or_default();
            outputs.push(("help.json", solution + "\n"));
        }
        for (ending, output) in outputs {
            let golden = golden(&example.path, ending);
            if bless {
                write(&golden, &output).unwrap_or_else(|error| panic!("{}: {error}", golden.display()));
            } else if let Some(difference) = difference(&golden, &output) {
                let _ = writeln!(differences, "{}: {difference}", golden.display());
            }
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

#[test]
fn every_golden_file_has_its_article() {
    let endings =
        ["html", "mail.html", "txt", "40.txt", "wide.txt", "terminal.txt", "data.json", "schema.json", "help.json"];
    let examples = shelf::examples();
    let known: BTreeSet<PathBuf> =
        examples.iter().flat_map(|example| endings.map(|ending| golden(&example.path, ending))).collect();
    for path in files(&Path::new(ROOT).join(GOLDEN)).unwrap_or_else(|error| panic!("{error}")) {
        assert!(known.contains(&path), "{} belongs to no article", path.display());
    }
}

#[test]
fn every_article_is_in_the_folder_of_its_kind() {
    for example in shelf::examples() {
        let kind = example.path.parent().and_then(Path::parent);
        assert_eq!(kind, Some(&*Path::new(ROOT).join("articles")), "{}", example.path.display());
    }
}

/// The kinds of articles that are recorded as a terminal shows them.
const FOR_TERMINALS: [&str; 2] = ["complete", "markdown"];

/// The folder whose folders and files mirror those of `articles/`.
const GOLDEN: &str = "tests/golden/articles";

/// The golden file of the `article` with this ending.
fn golden(article: &Path, ending: &str) -> PathBuf {
    let name = article.strip_prefix(Path::new(ROOT).join("articles")).unwrap_or_else(|error| panic!("{error}"));
    Path::new(ROOT).join(GOLDEN).join(name).with_extension(ending)
}

fn write(golden: &Path, output: &str) -> io::Result<()> {
    fs::create_dir_all(golden.parent().unwrap_or(golden))?;
    fs::write(golden, output)
}

/// Every file below `folder`.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    Ok(found)
}

/// The first line in which `output` differs from the golden file.
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

//! How many instructions parsing and rendering take, as ratios to pulldown-cmark's own renderer in the same run.
//!
//! ```text
//! cargo bench --bench instructions              # prints the table
//! cargo bench --bench instructions -- --check   # fails where a ratio is 3 % above the one in instructions.txt
//! cargo bench --bench instructions -- --bless   # writes instructions.txt
//! ```
//!
//! It needs valgrind. Instruction counts are repeatable where times on a shared machine are not, so they guard the
//! speed; they are not times, which [`peers`](peers) measures. The articles are those of this project, or those of the
//! folder in `SELFHELP_CORPUS`, for which there are no ratios to check.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use pulldown_cmark::{Options, Parser, html};
use selfhelp::render::html::Html;
use selfhelp::values::Values;
use selfhelp::{Article, Metadata};

/// The rows of the table: the work, the work to subtract, and the work to compare with.
const ROWS: [(&str, &str, &str); 9] = [
    ("push_html", "read", "push_html"),
    ("events", "read", "push_html"),
    ("parse", "read", "push_html"),
    ("header", "read", "push_html"),
    ("to_html", "parse", "push_html"),
    ("to_html with values", "values", "push_html"),
    ("to_text", "parse", "push_html"),
    ("payloads: parse", "read", "payloads: serde_json::Value"),
    ("payloads: model", "payloads: parse", "payloads: serde_json::Value"),
];

/// By how much a ratio may be above the recorded one: compilers differ a little.
const ROOM: f64 = 1.03;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(work) = arguments.iter().position(|argument| argument == "--run").and_then(|at| arguments.get(at + 1)) {
        run(work);
        return ExitCode::SUCCESS;
    }
    let Some(ratios) = ratios() else {
        eprintln!("valgrind is needed to count instructions, and could not be run");
        return ExitCode::FAILURE;
    };
    for (row, ratio) in &ratios {
        println!("{row:<24} {ratio:>6.3}");
    }
    let recorded = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions.txt"));
    if arguments.iter().any(|argument| argument == "--bless") {
        let lines: String = ratios.iter().map(|(row, ratio)| format!("{ratio:.3} {row}\n")).collect();
        return if std::fs::write(recorded, lines).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    if arguments.iter().any(|argument| argument == "--check") {
        check(&ratios, &std::fs::read_to_string(recorded).unwrap_or_default())
    } else {
        ExitCode::SUCCESS
    }
}

/// Compares `ratios` with the lines that are `recorded`.
fn check(ratios: &BTreeMap<&str, f64>, recorded: &str) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for (row, &ratio) in ratios {
        let line = recorded.lines().find_map(|line| line.split_once(' ').filter(|(_, name)| name == row));
        match line.and_then(|(ratio, _)| ratio.parse::<f64>().ok()) {
            Some(before) if ratio <= before * ROOM => {}
            Some(before) => {
                eprintln!("expected at most {before:.3} × {ROOM} for `{row}`, found {ratio:.3}");
                code = ExitCode::FAILURE;
            }
            None => {
                eprintln!("expected a line for `{row}` in benches/instructions.txt, found none");
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}

/// The ratio of each row.
fn ratios() -> Option<BTreeMap<&'static str, f64>> {
    let works =
        ["read", "push_html", "events", "parse", "header", "to_html", "values", "to_html with values", "to_text"];
    let payloads = ["payloads: parse", "payloads: model", "payloads: serde_json::Value"];
    let mut counts = BTreeMap::new();
    for work in works.into_iter().chain(payloads) {
        counts.insert(work, count(work)?);
    }
    let own = |work: &str, with: &str| Some(counts.get(work)?.checked_sub(*counts.get(with)?)? as f64);
    ROWS.into_iter().map(|(work, with, peer)| Some((work, own(work, with)? / own(peer, "read")?))).collect()
}

/// The instructions of a process that does `work`.
fn count(work: &str) -> Option<u64> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    command.arg(std::env::current_exe().ok()?).args(["--run", work]);
    let output = command.output().ok().filter(|output| output.status.success())?;
    let report = String::from_utf8_lossy(&output.stderr);
    let line = report.lines().find(|line| line.contains("Collected"))?;
    line.rsplit(' ').next()?.parse().ok()
}

/// Does `work` on every article once.
fn run(work: &str) {
    let folder =
        std::env::var("SELFHELP_CORPUS").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned() + "/articles");
    for source in files(Path::new(&folder)) {
        let Some((body, is_payload)) = body(&source) else { continue };
        match work {
            "payloads: parse" if is_payload => drop(black_box(Article::parse(&source))),
            "payloads: model" if is_payload => {
                drop(black_box(Article::parse(&source).map(|article| drop(black_box(article.data())))));
            }
            "payloads: serde_json::Value" if is_payload => {
                drop(black_box(serde_json::from_str::<serde_json::Value>(body)));
            }
            "read" => {}
            _ if is_payload || work.starts_with("payloads") => {}
            "push_html" => {
                let mut out = String::with_capacity(body.len() * 3 / 2);
                html::push_html(&mut out, Parser::new_ext(body, OPTIONS));
                drop(black_box(out));
            }
            "events" => Parser::new_ext(body, OPTIONS).into_offset_iter().for_each(|event| drop(black_box(event))),
            "header" => drop(black_box(Metadata::parse(&source))),
            _ => render(work, &source),
        }
    }
}

const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

fn render(work: &str, source: &str) {
    let Ok(article) = Article::parse(source) else { return };
    match work {
        "to_html" => drop(black_box(article.to_html())),
        "to_text" => drop(black_box(article.to_text())),
        "values" => drop(black_box(values(&article))),
        "to_html with values" => drop(black_box(Html::new().values(&values(&article)).render(&article))),
        _ => {}
    }
    drop(black_box(article));
}

fn values(article: &Article) -> Values {
    let names = article.placeholder_names();
    names.into_iter().fold(Values::new(), |values, name| values.text(name, "web-01 & web-02"))
}

/// The text after the header of a well-formed article, or its payload, and which of the two it is. It is found without
/// the parser, whose instructions would count everywhere.
fn body(source: &str) -> Option<(&str, bool)> {
    let header = source.strip_prefix("<properties")?;
    let (_, body) = header.split_once("/>")?;
    let json = body.find("\n---").and_then(|start| body[start + 4..].find('{').map(|brace| start + 4 + brace));
    match json.and_then(|start| Some(&body[start..=body.rfind('}')?])) {
        Some(json) if serde_json::from_str::<serde::de::IgnoredAny>(json).is_ok() => Some((json, true)),
        _ => Some((body, false)),
    }
}

/// The texts of all Markdown files in `folder`, in the order of their paths.
fn files(folder: &Path) -> Vec<String> {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let is_article = |path: &Path| path.extension().is_some_and(|extension| extension == "md");
    let texts = entries.iter().flat_map(|path| match path.is_dir() {
        true => files(path),
        false if is_article(path) => std::fs::read_to_string(path).into_iter().collect(),
        false => Vec::new(),
    });
    texts.collect()
}

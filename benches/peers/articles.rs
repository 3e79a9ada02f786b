//! How long parsing and rendering take, compared with bare renderers on the same bodies:
//!
//! ```text
//! SELFHELP_CORPUS=path/to/articles cargo bench --manifest-path benches/peers/Cargo.toml
//! ```
//!
//! Without `SELFHELP_CORPUS`, a folder that is walked for Markdown files, only the articles of this project are
//! measured. Each row works on all articles of its set; what it makes is dropped inside the timed region. The peers get
//! the body after the header, we the whole file. At the end a table shows the medians, and the ratio to
//! `pulldown_cmark::html::push_html` with tables and strikethrough, or for payloads to
//! `serde_json::from_str::<Value>`. That peer runs again and again between the runs of each row, and a ratio is the
//! median of those to the run of the peer just before: so a machine whose clock drifts does little to it.

use std::cell::RefCell;
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput};
use pulldown_cmark::{Options, Parser, html};
use selfhelp::render::html::Html;
use selfhelp::values::Values;
use selfhelp::{Article, Metadata};

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .sample_size(30)
        .configure_from_args();
    let rows = RefCell::new(Vec::new());
    for (name, folder) in folders() {
        let files = files(Path::new(&folder));
        let inputs: Vec<Input> = files.iter().filter_map(|source| Input::new(source)).collect();
        let (payloads, bodies): (Vec<&Input>, Vec<&Input>) = inputs.iter().partition(|input| input.payload.is_some());
        let marked: Vec<&Input> = bodies.iter().copied().filter(|input| input.is_marked()).collect();
        bench_bodies(&mut criterion, &format!("{name}: Markdown"), &bodies, &rows);
        bench_bodies(&mut criterion, &format!("{name}: with sections or placeholders"), &marked, &rows);
        bench_payloads(&mut criterion, &format!("{name}: payloads"), &payloads, &rows);
    }
    criterion.final_summary();
    print_table(&rows.borrow());
}

/// The folders to read articles from, with the names of their sets.
fn folders() -> Vec<(&'static str, String)> {
    let own = ("articles", concat!(env!("CARGO_MANIFEST_DIR"), "/../../articles").to_owned());
    let corpus = std::env::var("SELFHELP_CORPUS").ok().map(|folder| ("corpus", folder));
    std::iter::once(own).chain(corpus).collect()
}

/// The texts of all Markdown files in `folder`, in the order of their paths.
fn files(folder: &Path) -> Vec<String> {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let read = |path: &Path| std::fs::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    entries
        .iter()
        .flat_map(|path| match path.is_dir() {
            true => files(path),
            false if path.extension().is_some_and(|extension| extension == "md") => read(path).into_iter().collect(),
            false => Vec::new(),
        })
        .collect()
}

/// An article that strict parsing accepts.
struct Input<'a> {
    source: &'a str,
    /// The text after the header.
    body: &'a str,
    payload: Option<String>,
    article: Article,
    values: Values,
}

impl<'a> Input<'a> {
    fn new(source: &'a str) -> Option<Input<'a>> {
        let article = Article::parse(source).ok()?;
        let start = article.body.first().map_or(source.len(), |part| part.span().range().start);
        let payload = article.payload().map(|payload| payload.text.to_string());
        let names = article.placeholder_names();
        let values = names.into_iter().fold(Values::new(), |values, name| values.text(name, "web-01 & web-02"));
        Some(Input { source, body: source.get(start..)?, payload, article, values })
    }

    fn is_marked(&self) -> bool {
        self.article.sections().next().is_some() || !self.values.is_empty()
    }
}

/// A measured row: its set, what is measured, the seconds it takes, and their ratio to those of the peer.
struct Row {
    set: String,
    work: &'static str,
    median: f64,
    ratio: f64,
}

fn bench_bodies(criterion: &mut Criterion, set: &str, inputs: &[&Input<'_>], rows: &RefCell<Vec<Row>>) {
    let size = inputs.iter().map(|input| input.body.len() as u64).sum();
    let push = || inputs.iter().for_each(|input| drop(black_box(push_html(input.body))));
    let mut bench = Bench::new(criterion, set, size, rows, Box::new(push));
    bench.row("push_html", push);
    bench.row("push_html, unreserved", || {
        for input in inputs {
            let mut out = String::new();
            html::push_html(&mut out, parser(input.body));
            drop(black_box(out));
        }
    });
    bench.row("events alone", || {
        inputs.iter().for_each(|input| parser(input.body).into_offset_iter().for_each(|event| drop(black_box(event))));
    });
    bench.row("comrak", || inputs.iter().for_each(|input| comrak(input.body)));
    bench.row("ferromark", || inputs.iter().for_each(|input| ferromark(input.body)));
    let rushdown = rushdown();
    bench.row("rushdown", || {
        for input in inputs {
            let mut out = String::with_capacity(input.body.len() * 3 / 2);
            drop(black_box((rushdown(&mut out, input.body), out)));
        }
    });
    bench.row("push_html + ammonia", || {
        inputs.iter().for_each(|input| drop(black_box(ammonia::clean(&push_html(input.body)))));
    });
    bench.row("markdown", || inputs.iter().for_each(|input| markdown(input.body)));
    let all: String = inputs.iter().map(|input| input.body).collect();
    for (name, command, arguments) in C_TOOLS {
        if output(command, arguments, "").is_some() {
            bench.row(name, || drop(black_box(output(command, arguments, &all))));
        }
    }
    bench.row("header", || inputs.iter().for_each(|input| drop(black_box(Metadata::parse(input.source)))));
    bench.row("parse", || inputs.iter().for_each(|input| drop(black_box(Article::parse(input.source)))));
    bench.row("parse + to_html", || {
        for input in inputs {
            drop(black_box(Article::parse(input.source).map(|article| article.to_html())));
        }
    });
    bench.row("to_html", || inputs.iter().for_each(|input| drop(black_box(input.article.to_html()))));
    bench.row("to_html with values", || {
        for input in inputs {
            drop(black_box(Html::new().values(&input.values).render(&input.article)));
        }
    });
    bench.row("to_text", || inputs.iter().for_each(|input| drop(black_box(input.article.to_text()))));
    let pages: Vec<String> = inputs.iter().map(|input| input.article.to_html()).collect();
    bench.row("html2text of to_html", || {
        pages.iter().for_each(|html| drop(black_box(html2text::from_read(html.as_bytes(), 78))));
    });
    if output("pandoc", PANDOC, "").is_some() {
        let all = pages.concat();
        bench.row("pandoc -t plain of to_html", || drop(black_box(output("pandoc", PANDOC, &all))));
    }
}

fn bench_payloads(criterion: &mut Criterion, set: &str, inputs: &[&Input<'_>], rows: &RefCell<Vec<Row>>) {
    let texts: Vec<&str> = inputs.iter().filter_map(|input| input.payload.as_deref()).collect();
    let size = texts.iter().map(|text| text.len() as u64).sum();
    let value = || texts.iter().for_each(|text| drop(black_box(serde_json::from_str::<serde_json::Value>(text))));
    let mut bench = Bench::new(criterion, set, size, rows, Box::new(value));
    bench.row("serde_json::Value", value);
    bench.row("parse", || inputs.iter().for_each(|input| drop(black_box(Article::parse(input.source)))));
}

/// Renderers in C, where their commands are installed. They get all bodies at once, since starting one takes longer than
/// an article; the start is in their time.
const C_TOOLS: [(&str, &str, &[&str]); 2] =
    [("md4c", "md2html", &["--ftables", "--fstrikethrough"]), ("cmark", "cmark", &["--unsafe"])];

const PANDOC: &[&str] = &["--from", "html", "--to", "plain", "--columns", "78"];

fn parser(body: &str) -> Parser<'_> {
    Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

fn push_html(body: &str) -> String {
    let mut out = String::with_capacity(body.len() * 3 / 2);
    html::push_html(&mut out, parser(body));
    out
}

fn comrak(body: &str) {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.render.unsafe_ = true;
    drop(black_box(comrak::markdown_to_html(body, &options)));
}

fn ferromark(body: &str) {
    let parser = ferromark::ParserOptions { tables: true, strikethrough: true, ..ferromark::ParserOptions::default() };
    let renderer = ferromark::HtmlRendererOptions::default();
    drop(black_box(ferromark::to_html_with_options(body, parser, renderer)));
}

/// What it parses and renders with is made once for all articles, as its documentation does.
fn rushdown() -> impl Fn(&mut String, &str) -> rushdown::Result<()> {
    use rushdown::parser::{self, ParserExtension, gfm_strikethrough, gfm_table};
    use rushdown::renderer::html;
    let options = html::Options { allows_unsafe: true, ..html::Options::default() };
    let extensions = gfm_table().and(gfm_strikethrough());
    rushdown::new_markdown_to_html_string(parser::Options::default(), options, extensions, html::NO_EXTENSIONS)
}

fn markdown(body: &str) {
    let mut options = markdown::Options::gfm();
    options.compile.allow_dangerous_html = true;
    drop(black_box(markdown::to_html_with_options(body, &options)));
}

/// What `command` makes of `input`, where it is installed.
fn output(command: &str, arguments: &[&str], input: &str) -> Option<Output> {
    let mut child = Command::new(command).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let mut stdin = child.stdin.take()?;
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input.as_bytes()));
        child.wait_with_output().ok()
    })
}

/// The rows of one set, and the peer that they are compared with.
struct Bench<'a> {
    group: criterion::BenchmarkGroup<'a, criterion::measurement::WallTime>,
    set: &'a str,
    rows: &'a RefCell<Vec<Row>>,
    peer: Box<dyn Fn() + 'a>,
}

impl<'a> Bench<'a> {
    /// After how many runs of a row the peer runs again.
    const RUNS: u64 = 8;

    fn new(
        criterion: &'a mut Criterion,
        set: &'a str,
        size: u64,
        rows: &'a RefCell<Vec<Row>>,
        peer: Box<dyn Fn() + 'a>,
    ) -> Bench<'a> {
        let mut group = criterion.benchmark_group(set);
        group.throughput(Throughput::Bytes(size));
        Bench { group, set, rows, peer }
    }

    /// Measures `run` over the samples that criterion asks for.
    fn row(&mut self, work: &'static str, run: impl Fn()) {
        let (mut samples, mut ratios) = (Vec::new(), Vec::new());
        self.group.bench_function(work, |bencher| {
            bencher.iter_custom(|iterations| {
                let mut spent = Duration::ZERO;
                for start in (0..iterations).step_by(Self::RUNS as usize) {
                    let runs = Self::RUNS.min(iterations - start);
                    let peer = seconds(1, &self.peer);
                    let row = seconds(runs, &run);
                    ratios.push(row / peer);
                    spent += Duration::from_secs_f64(row * runs as f64);
                }
                samples.push(spent.as_secs_f64() / iterations as f64);
                spent
            });
        });
        let (median, ratio) = (median(samples), median(ratios));
        self.rows.borrow_mut().push(Row { set: self.set.to_owned(), work, median, ratio });
    }
}

/// How many seconds `run` takes, as the mean of so many runs.
fn seconds(runs: u64, run: impl Fn()) -> f64 {
    let start = Instant::now();
    (0..runs).for_each(|_| run());
    start.elapsed().as_secs_f64() / runs as f64
}

/// NaN where nothing was measured.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

fn print_table(rows: &[Row]) {
    println!("\n{:<42} {:<22} {:>10} {:>7}", "set", "work", "median", "ratio");
    for row in rows.iter().filter(|row| row.median.is_finite()) {
        println!("{:<42} {:<22} {:>7.3} ms {:>7.3}", row.set, row.work, row.median * 1e3, row.ratio);
    }
}

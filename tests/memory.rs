//! How much memory a parsed article holds, and how often the parser allocates, over all example articles or those of
//! `SELFHELP_CORPUS`; and how much any public function holds at its peak.

#[path = "bounds/shape.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod shape;

use std::sync::Mutex;

use selfhelp::Article;
use shape::Shape;
use support::function::RUN;
use support::shelf;

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// Memory can be counted for one test at a time.
static COUNTED: Mutex<()> = Mutex::new(());

/// The bytes an article may hold for each byte of its source, the source included, and the bytes of source for which
/// the parser may allocate once, temporary allocations included.
struct Bounds {
    held: f64,
    spread: f64,
}

/// Articles as they are published.
const PUBLISHED: Bounds = Bounds { held: 3.5, spread: 60.0 };

/// The examples: short, and full of what is rare.
const EXAMPLES: Bounds = Bounds { held: 8.0, spread: 8.0 };

#[test]
fn articles_are_small() {
    let corpus = shelf::corpus();
    let (files, bounds) = if corpus.is_empty() { (shelf::examples(), EXAMPLES) } else { (corpus, PUBLISHED) };
    let sources: Vec<String> = files.into_iter().filter_map(|file| String::from_utf8(file.bytes).ok()).collect();
    // What is made once for all articles is made first.
    sources.iter().for_each(|source| drop(Article::parse_lenient(source)));

    let _alone = COUNTED.lock();
    let _profiler = dhat::Profiler::builder().testing().build();
    let before = dhat::HeapStats::get();
    let articles: Vec<Article> = sources.iter().map(|source| Article::parse_lenient(source)).collect();
    let after = dhat::HeapStats::get();

    let bytes: usize = articles.iter().map(|article| article.source().len()).sum();
    let held = (after.curr_bytes - before.curr_bytes) as f64 / bytes as f64;
    let spread = bytes as f64 / (after.total_blocks - before.total_blocks) as f64;
    println!("{held:.2} bytes held for each byte of source, an allocation for every {spread:.0}");
    assert!(held <= bounds.held, "{held:.2} bytes are held for each byte of source");
    assert!(spread >= bounds.spread, "there is an allocation for every {spread:.0} bytes of source");
}

/// The shapes of which functions hold most: before, what repeats first, between, what repeats then.
const WORST: &[(&str, &str, &str, &str)] = &[
    ("[a](b '", "c\r", "", ""),
    ("", "-|-\n", "", ""),
    ("", "<x>", "", ""),
    ("<!--issueDescription-->\n", "#\n", "", ""),
    ("# ", "a", "\n", "b\n\n    c\n\n"),
    ("", "<!--$a--><!--/$a-->", "", ""),
    ("[a](https://b.example/", "<!--$a-->b<!--/$a-->", ")", ""),
    ("# T\n\na.", "\"", "", ""),
    ("# T\n\n", "é-", "", ""),
    ("[x](data-blade:A.B;data-blade-uri:https://a.b/", "{$v{n}}", ")", ""),
    (
        "<blockquote><blockquote><blockquote><blockquote><blockquote><blockquote><blockquote><blockquote><pre>",
        "a\n",
        "</pre>",
        "",
    ),
];

/// Bytes of the inputs.
const SIZE: usize = 24 << 10;

/// What a function may hold at its peak for each byte of its input, several times the limit on output among it, which is
/// 43 bytes for each.
const AT_PEAK: usize = 400;

#[test]
fn no_function_holds_much_at_its_peak() {
    let _alone = COUNTED.lock();
    for &(before, first, between, second) in WORST {
        let units = [first, second].into_iter().filter(|unit| !unit.is_empty()).map(str::to_owned).collect();
        let after = if second.is_empty() { between } else { "" };
        let shape = Shape { before: before.into(), units, between: between.into(), after: after.into() };
        let input = shape.input(SIZE);
        for run in RUN {
            let _profiler = dhat::Profiler::builder().testing().build();
            (run.run)(&input);
            let peak = dhat::HeapStats::get().max_bytes / SIZE;
            assert!(peak <= AT_PEAK, "{} {} holds {peak} bytes for each of {shape:?}", run.file, run.names);
        }
    }
}

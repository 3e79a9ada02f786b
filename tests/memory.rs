//! How much memory a parsed article holds, and how often the parser asks for some, over all example articles or those of
//! `SELFHELP_CORPUS`; and how much the parser holds at its peak, beside what the engine holds by itself, over shapes that
//! need much of it.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod random;
#[path = "linear/shape.rs"]
#[allow(dead_code, reason = "what shapes cost in time is measured elsewhere")]
mod shape;
mod shelf;

use std::sync::{Mutex, MutexGuard, PoisonError};

use pulldown_cmark::{Options, Parser};
use random::Random;
use selfhelp::Article;
use shape::Shape;

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// What an article may hold for each byte of its source, the source itself among it, and for how many bytes of source the
/// parser may ask for memory once, for passing needs too.
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
    let (files, bounds) = match std::env::var("SELFHELP_CORPUS") {
        Ok(folder) => (shelf::walk(folder.as_ref()), PUBLISHED),
        Err(_) => (shelf::examples(), EXAMPLES),
    };
    let sources: Vec<String> = files.into_iter().filter_map(|file| String::from_utf8(file.bytes).ok()).collect();
    let _alone = alone();
    // What is made once for all articles is made before.
    sources.iter().for_each(|source| drop(Article::parse_lenient(source)));

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

/// Most bytes that parsing holds at its peak for each byte of a text, above what the engine by itself holds for it; and most
/// that is held of it in the end.
const ABOVE_THE_ENGINE: f64 = 48.0;
const HELD: f64 = 42.0;

/// Shapes of which much is held: before, what repeats, after.
const SHAPES: &[(&str, &str, &str)] = &[
    ("", "a\n", ""),
    ("", "a\r", ""),
    ("|a|a|\n|-|-|\n", "|a|a\n", ""),
    ("|a|\n|-|\n", "a\n", ""),
    ("|a|\n|-|\n", "||||||\n", ""),
    ("|a|a|\n|-|-|\n", "|a||\n", ""),
    ("|a|a|\n|-|-|\n", "\\|\n", ""),
    ("", "a|\n-|\n\n", ""),
    ("", "-\n", ""),
    ("", "- a\n", ""),
    ("", "+\n-\n", ""),
    ("", "* *\n", ""),
    ("", ">\n\n", ""),
    ("", "> a\n\n", ""),
    ("", "> > a\n\n", ""),
    ("", "#\n", ""),
    ("", "a\n\n", ""),
    ("", "*a* ", ""),
    ("b *", "a\n", "*"),
    ("", "[a](b)", ""),
    ("", "`a`", ""),
    ("", "\\*", ""),
    ("", "&amp;", ""),
    ("", "[a]: b\n\n", ""),
    ("```\n", "a\n", ""),
    ("> ```\n", "> a\n", ""),
    ("", "<!-->", ""),
    ("", "<!-->b", ""),
    ("", "<!-->\n", ""),
    ("", "<!--$v-->", ""),
    ("", "<!--$v>", ""),
    ("", "<!--($v)-->", ""),
    ("", "<!--$v-->*", ""),
    ("<!--$v-->", "*a*", "<!--/$v-->"),
    ("", "<!--nextSteps-->", ""),
    ("", "=======\n>>>>>>>\n", ""),
    ("", "<x>", ""),
    ("", "<x>\n", ""),
    ("", "<br>", ""),
    ("", "<br>\n", ""),
    ("<p>", "&", ""),
    ("<p>", "&amp;", ""),
    ("", "<p>a", ""),
    ("", "<h1>a</h1>", ""),
    ("", "</b>", ""),
    ("<div>", "<hr>", ""),
    ("<table><tr>", "<td>a", ""),
    ("<ul>", "<li>a", ""),
    ("<pre>", "<b>a</b>", ""),
    ("<script>\n", "\n", ""),
    ("<b", " a", ">"),
    ("> <div>\n", "> a\n", ""),
    ("<properties ", "a=b\n", "/>"),
    ("<properties ", "a=\"\" ", "/>"),
    ("<properties cloudEnvironments=\"", "x,", "\"/>"),
    ("# T\n\n---\n{", "\"a\":1,", "\"b\":1}\n---\n"),
    ("# T\n\n---\n{\"a\":\"", "\n", "\"}\n---\n"),
];

/// There is one measure of memory for all tests: one is made at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::new(());
    ONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The most bytes that `work` held at once, and those that what it made holds in the end.
fn held<T>(work: impl FnOnce() -> T) -> (f64, f64) {
    let _profiler = dhat::Profiler::builder().testing().build();
    let _made = work();
    let stats = dhat::HeapStats::get();
    (stats.max_bytes as f64, stats.curr_bytes as f64)
}

/// How many bytes parsing holds for each byte of a text of this shape, of about `bytes` bytes: at the peak above the engine,
/// and in the end.
fn ratios(shape: &Shape, bytes: usize) -> (f64, f64) {
    let text = shape.article(bytes);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let body = text.strip_prefix(shape::HEADER).unwrap_or(&text);
    let (engine, _) = held(|| Parser::new_ext(body, options).into_offset_iter().for_each(drop));
    let (peak, end) = held(|| Article::parse_lenient(&text));
    ((peak - engine) / text.len() as f64, end / text.len() as f64)
}

#[test]
fn parsing_holds_little_more_than_the_engine() {
    let _alone = alone();
    drop(Article::parse_lenient("a"));
    for &(before, unit, after) in SHAPES {
        let shape = Shape::repeated(before, unit, after);
        for bytes in [100_000, 512 << 10] {
            let (above, end) = ratios(&shape, bytes);
            assert!(above <= ABOVE_THE_ENGINE, "{above:.1} bytes above the engine for each of {bytes} of {shape:?}");
            assert!(end <= HELD, "{end:.1} bytes held for each of {bytes} of {shape:?}");
        }
    }
}

/// A search for other shapes. `SELFHELP_PATTERNS` says how many to try, `SELFHELP_SEED` where to begin.
#[test]
#[ignore = "a search, not a test: it takes as long as it is let"]
fn random_shapes() {
    let _alone = alone();
    let number =
        |name: &str, default: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let mut random = Random(number("SELFHELP_SEED", 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let shapes = (0..number("SELFHELP_PATTERNS", 100)).map(|_| Shape::random(&mut random));
    let measured = shapes.map(|shape| (ratios(&shape, 100_000).0, shape));
    let found = measured.filter(|(above, _)| *above > ABOVE_THE_ENGINE).inspect(|found| println!("{found:?}")).count();
    assert_eq!(found, 0);
}

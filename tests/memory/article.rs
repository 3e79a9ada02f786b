//! What a parsed article and its metadata hold, and how often the parser asks for memory, over all example articles or those of
//! `SELFHELP_CORPUS`.

use selfhelp::{Article, Metadata};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region};
use support::shelf;

use crate::{ALLOCATOR, alone};

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
    let _alone = alone();
    let corpus = shelf::corpus();
    let (files, bounds) = if corpus.is_empty() { (shelf::examples(), EXAMPLES) } else { (corpus, PUBLISHED) };
    let sources: Vec<String> = files.into_iter().filter_map(|file| String::from_utf8(file.bytes).ok()).collect();
    // What is made once for all articles is made before.
    sources.iter().for_each(|source| drop(Article::parse_lenient(source)));

    let (held, asked) = (ALLOCATOR.allocated(), Region::new(&INSTRUMENTED_SYSTEM));
    let articles: Vec<Article> = sources.iter().map(|source| Article::parse_lenient(source)).collect();
    let (held, asked) = (ALLOCATOR.allocated() - held, asked.change());

    let bytes: usize = articles.iter().map(|article| article.source().len()).sum();
    let held = held as f64 / bytes as f64;
    let spread = bytes as f64 / (asked.allocations + asked.reallocations) as f64;
    println!("{held:.2} bytes held for each byte of source, an allocation for every {spread:.0}");
    assert!(held <= bounds.held, "{held:.2} bytes are held for each byte of source");
    assert!(spread >= bounds.spread, "there is an allocation for every {spread:.0} bytes of source");
}

#[test]
fn metadata_holds_no_more_than_its_header() {
    let _alone = alone();
    let header = "<properties pageTitle=\"Disks\" authors=\"a, b\" cloudEnvironments=\"moon\" color=\"red\" />\n";
    let source = header.to_owned() + &"A disk is full.\n".repeat(10_000);
    // The least of some, as the harness may begin or end another test meanwhile, in a thread of its own.
    let held = (0..8).map(|_| {
        let before = ALLOCATOR.allocated();
        let _metadata = Metadata::parse_lenient(&source);
        ALLOCATOR.allocated().saturating_sub(before)
    });
    let held = held.min().unwrap_or(usize::MAX);
    assert!(held < 1_000, "{held} bytes are held");
}

//! The laws, over a folder of real articles: `SELFHELP_CORPUS=folder cargo test --test laws corpus::`.

use selfhelp::Article;

use support::{law, shelf};

/// At how many offsets each article is cut.
const CUTS: usize = 8;

#[test]
fn laws_hold_for_the_corpus() {
    law::hold(&shelf::corpus());
}

#[test]
fn prefixes_of_the_corpus_parse() {
    for example in shelf::corpus() {
        let source = example.article().source().to_owned();
        for cut in 1..CUTS {
            let wanted = source.len() * cut / CUTS;
            let end = (0..=wanted).rev().find(|&end| source.is_char_boundary(end)).unwrap_or(0);
            let article = Article::parse_lenient(&source[..end]);
            if let Err(broken) = law::nested(&article) {
                panic!("{} cut at {end}: {broken}", example.path.display());
            }
        }
    }
}

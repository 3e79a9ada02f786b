//! What parsing holds at its peak, above what pulldown-cmark alone holds on the same body.

use pulldown_cmark::{Options, Parser};
use selfhelp::Article;
use support::random::Random;
use support::share::share;

use crate::known::known;
use crate::shape::Shape;
use crate::{alone, peak};

/// Most bytes for each byte of the article ([`selfhelp::limits`]); a shorter article counts as [`LEAST`].
const ABOVE: usize = 48;
const LEAST: usize = 64 << 10;

/// Shapes of which parsing holds most: before, what repeats, after.
const WORST: &[(&str, &str, &str)] = &[
    ("", "a\n", ""),
    ("", "a\r", ""),
    ("", "-\n", ""),
    ("", "#\n", ""),
    ("", ">\n\n", ""),
    ("", ">-\n\n", ""),
    ("", "+\n-\n", ""),
    ("", "- \n+ \n", ""),
    ("", "*a*", ""),
    ("", "`a` ", ""),
    ("", "&gt;", ""),
    ("", "\\#a", ""),
    ("", "[](a)", ""),
    ("", "<!-->\n", ""),
    ("", "<!--$v-->_a<!--/$v-->", ""),
    ("", "=======\n>>>>>>>\n", ""),
    ("|a|\n|-|\n", "a\n", ""),
    ("|a|\n|-|\n", "|a\n", ""),
    ("|a|\n|-|\n|", "a|", ""),
    ("|a|a|\n|-|-|\n", "\\|\n", ""),
    ("<table>\n", "\n\ta", ""),
    ("<table><tr>", "<td>a", ""),
    ("<script>", "a\n", ""),
    ("<div>", "<hr>", ""),
    ("> <p>\n", "> a\n", ""),
    ("<properties ", "a\n", "/>"),
    ("<properties ", "!\n", "/>"),
    ("<properties selfHelpType=\"PartnerCenterQuickStart\" />\n", "<!--Link-->", ""),
    ("# T\n\n---\n{\"a\":[", "[],", "1]}\n---\n"),
];

/// How many bytes parsing `source` holds at its peak for each byte, above what pulldown-cmark holds on the body.
fn above(source: &str) -> usize {
    let (ours, article) = peak(|| Article::parse_lenient(source));
    // A header that nothing closes ends at the first line that is none: `<properties a⏎a⏎`.
    let body = article.nodes().next().and_then(|node| source.get(node.span().range().start..)).unwrap_or(source);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let (engine, ()) = peak(|| Parser::new_ext(body, options).into_offset_iter().for_each(drop));
    ours.saturating_sub(engine).div_ceil(source.len().max(LEAST))
}

#[track_caller]
fn holds_little(shape: &Shape, bytes: usize) {
    let above = above(&shape.article(bytes));
    assert!(above <= ABOVE, "{above} bytes for each of {bytes} of {shape:?}");
}

#[test]
fn parsing_holds_little_above_what_the_engine_holds() {
    let _alone = alone();
    for (before, unit, after) in WORST.iter().step_by(share().div_ceil(2)) {
        for bytes in [LEAST, 80_000] {
            holds_little(&Shape::repeated(before, unit, after), bytes);
        }
    }
}

/// A search over shapes. `SELFHELP_PATTERNS` says how many to try by chance, `SELFHELP_SEED` where to begin, `SELFHELP_BYTES`
/// how large they are.
#[test]
#[ignore = "a search, which takes minutes without `--release`"]
fn random_shapes() {
    let _alone = alone();
    let number =
        |name: &str, default: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let bytes = number("SELFHELP_BYTES", 100_000) as usize;
    known().iter().for_each(|shape| holds_little(shape, bytes));
    let mut random = Random(number("SELFHELP_SEED", 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    (0..number("SELFHELP_PATTERNS", 200)).for_each(|_| holds_little(&Shape::random(&mut random), bytes));
}

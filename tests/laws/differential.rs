//! Bodies without constructs of the format: browsers read our HTML as they read that of pulldown-cmark's own renderer.
//!
//! `benches/peers` compares the same bodies with comrak, which the tests of the crate do not build.

use support::plain_bodies::bodies;

/// Whether delimiters are beside CJK text, where ours is what the CJK-friendly amendment to CommonMark says.
fn is_beside_cjk(markdown: &str) -> bool {
    ["*虚", "虚*", "~虚", "虚~"].iter().any(|beside| markdown.contains(beside))
}

#[test]
fn ours_is_what_pulldown_cmark_writes() {
    // pulldown-cmark takes a tab before the `#` that end a heading, and in a delimiter row, for text.
    let has_odd_tab =
        |body: &str| body.lines().any(|line| line.contains("\t#") || line.contains('|') && line.contains('\t'));
    let bodies = bodies().take(20_000).filter(|body| !has_odd_tab(&body.markdown));
    let different = bodies.filter(|body| body.ours != body.pulldown && !is_beside_cjk(&body.markdown));
    let mut broken: Vec<String> = different
        .map(|body| format!("{:?}\n  ours     {}\n  pulldown {}", body.markdown, body.ours, body.pulldown))
        .collect();
    broken.sort_by_key(String::len);
    broken.dedup();
    assert!(broken.is_empty(), "{}\n{}", broken.len(), broken[..broken.len().min(12)].join("\n"));
}

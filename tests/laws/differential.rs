//! Bodies without constructs of the format: browsers read our HTML as they read that of pulldown-cmark's own renderer.
//!
//! `benches/peers` compares the same bodies with comrak, which the tests of the crate do not build.

use support::plain_bodies::{bodies, departs};
use support::share::share;

#[test]
fn ours_is_what_pulldown_cmark_writes() {
    let bodies = bodies().take(20_000 / share()).filter(|body| !departs(&body.markdown));
    let different = bodies.filter(|body| body.ours != body.pulldown);
    let mut broken: Vec<String> = different
        .map(|body| format!("{:?}\n  ours     {}\n  pulldown {}", body.markdown, body.ours, body.pulldown))
        .collect();
    broken.sort_by_key(String::len);
    broken.dedup();
    assert!(broken.is_empty(), "{}\n{}", broken.len(), broken[..broken.len().min(12)].join("\n"));
}

//! Bodies without constructs of the format: browsers read our HTML as they read comrak's, except where comrak and
//! pulldown-cmark, whose parser we use, disagree with each other.

use support::plain_bodies::{Body, Dom, bodies, departs};

const COUNT: usize = 20_000;

#[test]
fn ours_is_what_comrak_writes() {
    let different: Vec<Body> =
        bodies().take(COUNT).filter(|body| body.ours != Dom::of(&comrak(&body.markdown))).collect();
    let alone = different.iter().find(|body| body.ours != body.pulldown && !departs(&body.markdown));
    assert!(alone.is_none(), "{:?} is read as nobody else reads it", alone.map(|body| &body.markdown));
    assert!(different.len() < COUNT / 50, "{} of {COUNT} differ from comrak's", different.len());
}

fn comrak(body: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    comrak::markdown_to_html(body, &options)
}

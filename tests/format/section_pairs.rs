//! Broken pairs of section markers (format §3): which sections an article then has.

use selfhelp::Article;

/// The sections of `body` and the source of each, its markers included.
#[track_caller]
fn sections(body: &str, expected: &[&str]) {
    let article = Article::parse_lenient(&format!("<properties pageTitle=\"Fabrikam\" />\n{body}"));
    let found: Vec<&str> =
        article.sections().filter_map(|section| article.source().get(section.span.range())).collect();
    assert_eq!(found, expected, "{body:?}");
}

#[test]
fn a_single_closer_leaves_the_opener_after_it_unclosed() {
    sections("a\n<!--/nextSteps-->\nb\n<!--nextSteps-->\nc", &["<!--nextSteps-->\nc"]);
    sections("<!--/issueDescription-->\n<!--issueDescription-->\na\n# b", &["<!--issueDescription-->\na\n"]);
    sections("<!--/text-->\n<!--text-->", &[]);
}

#[test]
fn a_lone_closer_counts_in_no_pair() {
    let pair = "<!--nextSteps-->\na\n<!--/nextSteps-->";
    sections(&format!("<!--/nextSteps-->\n{pair}"), &[pair]);
    sections(&format!("<!--/nextSteps-->\n{pair}\n<!--/nextSteps-->"), &[pair]);
    let doubled = "<!--nextSteps--><!--nextSteps-->\na\n<!--/nextSteps-->";
    sections(&format!("<!--/nextSteps-->\n{doubled}"), &[doubled]);
    sections("<!--/nextSteps--><!--nextSteps-->a<!--nextSteps-->", &["<!--nextSteps-->a<!--nextSteps-->"]);
}

#[test]
fn an_opener_after_pairs() {
    let pair = "<!--nextSteps-->\na\n<!--/nextSteps-->";
    sections(&format!("{pair}\n<!--nextSteps-->\nb"), &[pair]);
    sections(&format!("{pair}\n<!--/nextSteps-->\n<!--nextSteps-->\nb"), &[pair, "<!--nextSteps-->\nb"]);
}

#[test]
fn an_unclosed_description_ends_before_a_heading_whatever_is_before_it() {
    let description = "<!--issueDescription-->\na\n\n";
    sections(&format!("{description}# b"), &[description]);
    sections(&format!("{description}* b\n\n# c"), &[&format!("{description}* b\n\n")]);
    // A line of tags is a paragraph, which ends with it.
    let with_tags = format!("{description}<span>\n\n* b\n\n");
    sections(&format!("{with_tags}</span>\n\n# c"), &[&format!("{with_tags}</span>\n\n")]);
    sections(&format!("{with_tags}# c"), &[&with_tags]);
}

#[test]
fn breaks_after_a_marker_show_nothing() {
    let html = Article::parse_lenient("<properties pageTitle=\"Fabrikam\" />\na<!--nextSteps--><br>\n\nb").to_html();
    assert_eq!(html, "<p>a</p>\n<section class=\"next-steps\">\n<p>b</p>\n</section>\n");
}

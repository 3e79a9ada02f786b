//! Where nodes begin and end in the source.

use selfhelp::Article;
use selfhelp::visit::Node;

const HEADER: &str = "<properties pageTitle=\"Lamp\" articleId=\"lamp-1\" selfHelpType=\"generic\" />\n";

/// What the source has at the nodes of `body` that `kind` picks.
#[track_caller]
fn places(body: &str, kind: fn(&Node<'_>) -> bool, expected: &[&str]) {
    let article = Article::parse_lenient(&format!("{HEADER}{body}"));
    let nodes = article.nodes().filter(kind);
    let places: Vec<_> = nodes.map(|node| article.source().get(node.span().range()).unwrap_or("nowhere")).collect();
    assert_eq!(places, expected, "{body:?}");
}

#[track_caller]
fn lists(body: &str, expected: &[&str]) {
    places(body, |node| matches!(node, Node::List(_)), expected);
}

#[track_caller]
fn items(body: &str, expected: &[&str]) {
    places(body, |node| matches!(node, Node::ListItem(_)), expected);
}

#[track_caller]
fn cells(body: &str, expected: &[&str]) {
    places(body, |node| matches!(node, Node::TableCell(_)), expected);
}

#[track_caller]
fn links(body: &str, expected: &[&str]) {
    places(body, |node| matches!(node, Node::Link(_) | Node::Image(_)), expected);
}

#[test]
fn lists_in_lists_begin_at_their_marker() {
    lists("- a\n\t- b\n", &["- a\n\t- b", "- b"]);
    items("- a\n\t- b\n", &["- a\n\t- b", "- b"]);
    items("1. a\n    * b\n", &["1. a\n    * b", "* b"]);
    items("1. a\r\n    * b\r\n\t* c\r\n", &["1. a\r\n    * b\r\n\t* c", "* b", "* c"]);
    items("> - a\n>   - b\n", &["- a\n>   - b", "- b"]);
    items("- a\n\n\t- b\n\n\t- c\n", &["- a\n\n\t- b\n\n\t- c", "- b", "- c"]);
}

#[test]
fn references_are_whole() {
    let definition = "\n\n[ref]: https://e.example/a.png";
    links(&format!("a [ref][] b{definition}"), &["[ref][]"]);
    links(&format!("a ![ref][] b{definition}"), &["![ref][]"]);
    links(&format!("a [ref] b [x][ref]{definition}"), &["[ref]", "[x][ref]"]);
    links(&format!("* a [ref][]{definition}"), &["[ref][]"]);
}

#[test]
fn cells_are_their_words() {
    cells("| a | b c  |\n|---|---|\n|  d|`e` |\n", &["a", "b c", "d", "`e`"]);
    cells("| a |\r\n|---|\r\n|\td |\r\n", &["a", "d"]);
}

#[test]
fn items_without_end_tags_end_with_their_words() {
    items("<ul><li>a\n<li>b\n</ul>", &["<li>a", "<li>b"]);
    items("<ul><li>a<li>b</ul>", &["<li>a", "<li>b"]);
    cells("<table><tr><td>a\n<td>b\n</table>", &["<td>a", "<td>b"]);
}

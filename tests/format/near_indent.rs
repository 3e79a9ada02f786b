//! Lists that are indented too far or too little for what was meant, and lists in lists by chance (format §5).

use selfhelp::diagnostic::Code;

use crate::near_lists::{finds, fixes, mends_lines, silent_lines};
use crate::near_marks::one;

/// What is said of the item `mark` with so many blanks before it.
fn too_far(mark: &str, blanks: usize) -> String {
    format!(
        "expected fewer blanks before the item `{mark}`, found {blanks}; with four and more it is text of the paragraph above"
    )
}

#[test]
fn lists_that_are_too_far_below_text() {
    let code = Code::LIST_AS_TEXT;
    one("Text:\n    1. a\n    2. b\n", &code, "1.", &too_far("1.", 4));
    one("Text\r\n     - a\r\n     - b\r\n", &code, "-", &too_far("-", 5));
    one("步骤：\n    * 打开\n", &code, "*", &too_far("*", 4));
    one("**Text:**\n    + **a**\n", &code, "+", &too_far("+", 4));
    one("> Text:\n>     1) a\n>     2) b\n", &code, "1)", &too_far("1)", 5));
    mends_lines("Text:\n    1. a\n    2. b\n", &code, "Text:\n1. a\n2. b\n");
    mends_lines("Text\r\n     - a\r\n     - b\r\n\r\nMore\r\n", &code, "Text\r\n- a\r\n- b\r\n\r\nMore\r\n");
    mends_lines("Text:\n    * a\n      b\n        * c\n    * d\n", &code, "Text:\n* a\n  b\n    * c\n* d\n");
    // What is below them would be in the list, or hidden.
    for body in [
        "> Text:\n>     * a\n",
        "Text:\n    * a\n    * b\nMore\n",
        "Text:\n    1. a\n\n    2. b\n",
        "Text:\n        * a\n    * b\n",
        "Text:\n    * [a]: https://example.com\n",
    ] {
        assert_eq!(fixes(body, &code), [], "{body:?}");
        assert_eq!(crate::near_marks::found(body, &code).1.len(), 1, "{body:?}");
    }
}

#[test]
fn lists_that_are_too_far_for_their_item() {
    let code = Code::LIST_AS_TEXT;
    one("* a\n      * b\n* c\n", &code, "*", &too_far("*", 6));
    one("1. a\n        1. b\n2. c\n", &code, "1.", &too_far("1.", 8));
    one("* a\n * b\n  * c\n   * d\n    * e\n", &code, "*", &too_far("*", 4));
    mends_lines("* a\n      * b\n      * c\n* d\n", &code, "* a\n  * b\n  * c\n* d\n");
    mends_lines("1. a\n       - b\n       - c\n2. d\n", &code, "1. a\n   - b\n   - c\n2. d\n");
    mends_lines(
        "1. a\n        1. b\n        2. c\n2. d\n        1. e\n        2. f\n",
        &code,
        "1. a\n   1. b\n   2. c\n2. d\n   1. e\n   2. f\n",
    );
    assert_eq!(fixes("* a\n * b\n  * c\n   * d\n    * e\n", &code), []);
}

#[test]
fn lines_with_blanks_that_are_meant() {
    for meant in [
        "Text\n    - a\n",
        "Text\n    - a\n    and more\n",
        "Text\n    -v a\n    -w b\n",
        "Text\n    5. a\n",
        "1. a\n       - b\n",
        "* a\n    * b\n",
        "Text:\n   * a\n   * b\n",
        "Text:\n\n    * a\n    * b\n",
        "Text:<br>\n    * a<br>\n    * b\n",
        "<div>\n    * a\n    * b\n</div>\n",
        "Text:\n    *a* b\n    *c* d\n",
        "`a\n    * b\n    * c`\n",
    ] {
        silent_lines(meant, &Code::LIST_AS_TEXT);
    }
}

#[test]
fn bullets_below_a_bullet() {
    let code = Code::LIST_INDENT;
    let message = "expected 2 spaces before a list in a list item, found 1; its items are beside the item, not in it";
    one("- a\n - b\n - c\n- d\n", &code, "-", message);
    mends_lines("- a\n - b\n - c\n- d\n", &code, "- a\n  - b\n  - c\n- d\n");
    mends_lines("> text\n\n* a\r\n * b\r\n* c\r\n", &code, "> text\n\n* a\r\n  * b\r\n* c\r\n");
    for meant in ["* a\n * b\n * c\n", " * a\n * b\n* c\n", "* a\n\n  text\n\n * b\n\n* c\n", "* a\n\n * b\n\n* c\n"] {
        silent_lines(meant, &code);
    }
}

#[test]
fn numbers_that_begin_anew_after_a_list() {
    let code = Code::LIST_INDENT;
    let message = "expected 3 spaces before a list in a list item, found 0; the list is beside the item, not in it";
    let html = "<ul><li>x</li></ul>\n";
    finds(&format!("1. a\n{html}\n1. b\n{html}\n1. c\n"), &code, &[("<", message), ("<", message)]);
    one("1. a\n* x\n* y\n\n1. b\n", &code, "*", message);
    mends_lines("1. a\n* x\n* y\n\n1. b\n", &code, "1. a\n   * x\n   * y\n\n1. b\n");
    mends_lines("1. a\n<ul>\n<li>x</li>\n</ul>\n\n1. b\n", &code, "1. a\n   <ul>\n   <li>x</li>\n   </ul>\n\n1. b\n");
    for meant in [
        "1. a\n* x\n\n2. b\n",
        "1. a\n2. b\n* x\n\n1. c\n",
        "1. a\n\n* x\n\n1. b\n",
        "1. a\n* x\n\ntext\n\n1. b\n",
        "1. a\n\ntext\n\n1. b\n",
        "1. a\n* x\n",
    ] {
        silent_lines(meant, &code);
    }
}

#[test]
fn lists_of_two_sorts() {
    let code = Code::MARKDOWN_IN_HTML;
    let inside =
        |tag: &str| format!("expected `<li>` in `{tag}`, found a list of Markdown, which shows as a list in a list");
    one("<ul>\n\n- a\n- b\n\n</ul>\n", &code, "-", &inside("<ul>"));
    one("<OL>\r\n\r\n1. a\r\n2. b\r\n\r\n</OL>\r\n", &code, "1.", &inside("<ol>"));
    one(
        "1. <li>a</li>\n2. <li>b</li>\n",
        &code,
        "<li",
        "expected text after `1.`, found `<li>`, which shows as a list in a list",
    );
    for meant in ["<ul><li>\n\n- a\n\n</li></ul>\n", "* * a\n", "<ul><li>a</li></ul>\n", "1. <ul><li>a</li></ul>\n"] {
        silent_lines(meant, &code);
    }
}

//! Placeholders in old and broken forms (format §4): what their defaults are.

use selfhelp::Article;

/// Each placeholder of `body` as `name=default`.
#[track_caller]
fn placeholders(body: &str, expected: &[&str]) {
    let article = Article::parse_lenient(&format!("<properties pageTitle=\"Fabrikam\" />\n{body}"));
    let found: Vec<String> =
        article.placeholders().map(|found| format!("{}={}", found.name, found.default.to_plain())).collect();
    assert_eq!(found, expected, "{body:?}");
}

#[test]
fn the_old_form_keeps_its_default_before_other_marks() {
    for behind in ["<!--/issueDescription-->", "<br>", "<resource-group>", "<!-- ask! -->", "<!--\nask\n\n-->", ":::"] {
        placeholders(&format!("a [vm]<!--($vm)--> b\n\n{behind}\nc"), &["vm=[vm]"]);
        placeholders(&format!("a **[vm]**<!--($vm)--> b\n\n{behind}\nc"), &["vm=[vm]"]);
        placeholders(&format!("{behind}\na [vm]<!--($vm)--> b <!--$x-->y<!--/$x-->"), &["vm=[vm]", "x=y"]);
    }
    placeholders("[a <!-- ask! --> b]<!--($vm)-->", &["vm=[a  b]"]);
}

#[test]
fn an_opener_again_closes_unless_it_has_a_closer() {
    placeholders("<!--$vm-->[vm]<!--$vm--> b", &["vm=[vm]"]);
    placeholders("<!--$vm--> a <!--$vm-->[vm]<!--/$vm--> b", &["vm=", "vm=[vm]"]);
    placeholders("<!--$machine--> a <!--$machine-->[m]<!--/$machin--> b", &["machine=", "machine=[m]"]);
}

#[test]
fn a_placeholder_without_its_dollar_is_in_no_other() {
    placeholders("a <!--$x-->b <!--y-->c<!--/$y--> d<!--/$x--> e", &["x=", "y=c"]);
    placeholders("a <!--$x-->b <!--x-->c<!--/$x--> e", &["x=b c"]); // a comment
    placeholders("a <!--$x-->b <!--y-->c<!--/$x--> e", &["x=b c"]);
}

#[test]
fn a_closer_without_its_dollar_closes_what_nothing_else_does() {
    for closer in ["<!--/vm-->", "<!-- / vm -->", "<!--\\$vm-->", "<!--\\vm-->"] {
        placeholders(&format!("At <!--$vm-->[vm]{closer} on"), &["vm=[vm]"]);
        placeholders(&format!("At <!--$vm-->[vm]{closer} on <!--$x-->y<!--/$x-->"), &["vm=[vm]", "x=y"]);
    }
    placeholders("<!--$vm-->[vm]<!--/vm--> b<!--/$vm-->", &["vm=[vm] b"]);
    placeholders("<!--$vm-->[vm]<!--/note--> b", &["vm="]);
    placeholders("a <!--/vm--> b", &[]); // a comment
}

#[test]
fn dollars_among_other_signs() {
    placeholders("<!---$vm-->a<!---/$vm-->", &["vm=a"]);
    placeholders("<!--＄vm-->a<!--/＄vm-->", &["vm=a"]);
    placeholders("<!--（$vm）-->a<!--/（$vm）--> b", &["vm=a"]);
    placeholders("[vm]<!--（$vm）--> b", &["vm=[vm]"]);
    placeholders("[vm]<--($vm)--> b", &["vm=[vm]"]);
}

#[test]
fn blocks_in_a_default_are_lines() {
    placeholders("<!--$x--><span>a<p>b</p></span><!--/$x--> c", &["x=a b"]);
    placeholders("<!--$x--><font>a<ul><li>b</li></ul></font><!--/$x--> c", &["x=a • b"]);
}

#[test]
fn the_title_of_a_section_in_a_default_is_text() {
    placeholders("a <!--$x-->:::Section Lamp:::\nb<!--/$x--> c", &["x=:::Section Lamp:::\nb"]);
}

#[test]
fn the_old_form_in_a_line_of_a_conflict() {
    placeholders("<<<<<<< a\nb\n=======\nc\n>>>>>>> d [vm]<!--($vm)-->\n", &["vm="]);
}

/// Each finding about `default` in a default is the one about it outside.
#[track_caller]
fn said_as_outside(default: &str) {
    let found = |body: String| {
        let article = Article::parse_lenient(&format!("<properties pageTitle=\"Fabrikam\" />\n{body}\n"));
        let found: Vec<_> =
            article.diagnostics().iter().map(|found| (found.code.clone(), found.message.clone())).collect();
        found
    };
    let outside = found(format!("a {default} b"));
    assert!(!outside.is_empty(), "{default:?}");
    assert_eq!(found(format!("a <!--$vm-->{default}<!--/$vm--> b")), outside, "{default:?}");
    assert_eq!(found(format!("> * a <!--$vm-->{default}<!--/$vm--> b")), outside, "{default:?}");
}

#[test]
fn what_is_recovered_in_a_default_is_said() {
    said_as_outside("[Lamp guide] (https://example.com/g)");
    said_as_outside("[Lamp guide](https://example.com/g<br>)");
    said_as_outside("https://example.com/g\u{200B}.");
    said_as_outside("x<br\\>y");
    said_as_outside("<span>x");
    said_as_outside("x</b>");
}

#[test]
fn the_marks_of_a_quote_are_in_no_default() {
    for (body, html) in [
        ("> <!--$v-->a\n> b<!--/$v-->\n", "<blockquote>\n<p>a\nb</p>\n</blockquote>"),
        ("> x **<!--$v-->a\n> b<!--/$v-->** y\n", "<blockquote>\n<p>x <strong>a\nb</strong> y</p>\n</blockquote>"),
        ("> * <!--$v-->a\n>   *b*<!--/$v-->\n", "<blockquote>\n<ul>\n<li>a\n<em>b</em></li>\n</ul>\n</blockquote>"),
        (
            "1. > <!--$v-->`a`\n   > b<!--/$v-->\n",
            "<ol>\n<li>\n<blockquote>\n<p><code>a</code>\nb</p>\n</blockquote>\n</li>\n</ol>",
        ),
    ] {
        let article = Article::parse_lenient(&format!("<properties pageTitle=\"Fabrikam\" />\n{body}"));
        assert_eq!(article.to_html().trim_end(), html, "{body:?}");
    }
}

//! Headers that are well-formed.

use selfhelp::Article;
use support::shelf;

use super::{BODY, found, header, properties, reads};

#[test]
fn a_header_is_read_by_its_grammar() {
    let two = [("pageTitle", "Start failure"), ("ms.author", "ana")];
    reads(&format!("<properties pageTitle=\"Start failure\" ms.author='ana' />{BODY}"), &two);
    reads(&format!("<properties pageTitle=\"Start failure\" ms.author='ana'/>{BODY}"), &two);
    reads(&format!("<properties pageTitle=\"Start failure\" ms.author='ana'>{BODY}"), &two);
    reads(&format!("<PROPERTIES\tpageTitle \t=\r\n \"Start failure\"\u{A0}ms.author\n=\n\"ana\" \n >{BODY}"), &two);
    reads(
        &format!(
            "<properties\u{200B}pageTitle\u{FEFF}=\u{3000}\"Start failure\"\u{200B}ms.author=\"ana\"\u{FEFF}/>{BODY}"
        ),
        &two,
    );
    reads(&header(&["pageTitle=\"Start failure\"", "", " \t", "ms.author=\"ana\"", ""]), &two);
    reads(
        &header(&["pageTitle=\"Start failure\"", "ms.author=\"ana\""])
            .replace('\n', "\r\n")
            .replace(&BODY.replace('\n', "\r\n"), BODY),
        &two,
    );
    reads(&format!("<properties />{BODY}"), &[]);
    reads(&format!("<properties/>{BODY}"), &[]);
    reads(&format!("<properties>{BODY}"), &[]);
}

#[test]
fn lone_carriage_returns_end_lines_of_a_header() {
    let source = header(&["pageTitle=\"Start failure\"", "service=fabrikam"]).replace('\n', "\r");
    let article = Article::parse_lenient(&source);
    assert_eq!(properties(&article), [("pageTitle", "Start failure"), ("service", "fabrikam")]);
    assert_eq!(
        found(&article),
        ["error quote-missing 3:13 expected quotes around the value of `service`, found `fabrikam`"]
    );
}

#[test]
fn spaces_and_marks_before_a_header_are_no_preamble() {
    let one = [("service", "fabrikam")];
    reads(&format!("\u{FEFF}<properties service=\"fabrikam\"/>{BODY}"), &one);
    reads(&format!("\u{FEFF}\u{FEFF} \r\n\u{200B}\n\t<properties service=\"fabrikam\"/>{BODY}"), &one);
}

#[test]
fn a_value_may_hold_anything_but_its_quote() {
    reads(
        &header(&["description=\"a > b /> c = 'd' # // , <!-- -->\""]),
        &[("description", "a > b /> c = 'd' # // , <!-- -->")],
    );
    reads(&header(&["description='say \"stop\"'"]), &[("description", "say \"stop\"")]);
    reads(
        &header(&["description=\"first line", "  /> second: line", "", "third\""]),
        &[("description", "first line\n      /> second: line\n    \n    third")],
    );
    reads(&header(&["description=\"<properties a\""]), &[("description", "<properties a")]);
    reads(&header(&["description=\"<<<<<<< HEAD\""]), &[("description", "<<<<<<< HEAD")]);
    reads(&header(&["service=\"\""]), &[("service", "")]);
}

#[test]
fn entities_are_decoded_once_and_before_trimming() {
    let value = |written: &str, expected: &str| {
        reads(&header(&[&format!("description=\"{written}\"")]), &[("description", expected)])
    };
    value("a &lt; b &amp;&amp; c &gt; d, &quot;x&quot; &apos;y&apos;", "a < b && c > d, \"x\" 'y'");
    value("&amp;quot;", "&quot;");
    value("&#65;&#x42;&#X43;&#x1F600;", "ABC😀");
    value(" text&#xD; &#xA;&#32;", "text");
    value(
        "&nbsp; &copy; &; & &amp &#; &#x; &#xD800; &#0; &#1114112; &#99999999999;",
        "&nbsp; &copy; &; & &amp &#; &#x; &#xD800; &#0; &#1114112; &#99999999999;",
    );
    value("&AMP;", "&AMP;");
}

#[test]
fn errors_hold_everything_that_was_found() {
    let source = header(&["service=\"fabrikam\",", "ms.author=\"ana", "supportToicIds=\"1\"", "displayOrder=\"o0\""]);
    let Err(error) = Article::parse(&source) else { return assert!(Article::parse(&source).is_err()) };
    assert_eq!(error.to_string(), "expected `\"` to end the value of `ms.author` at line 3, column 19");
    assert_eq!((error.position().line, error.position().column, error.span().start), (3, 19, 54));
    let codes: Vec<_> = error.diagnostics().iter().map(|found| found.code.as_str()).collect();
    assert_eq!(codes, ["stray-text", "quote-unclosed", "property-unknown", "value-type"]);
}

/// Names and values between quotes, as a reader without a grammar would extract them from a good header.
fn plainly_read(header: &str) -> Vec<(String, String)> {
    let trim =
        |text: &str| text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}')).to_owned();
    let mut properties = Vec::new();
    let mut rest = header;
    while let Some((name, behind)) = rest.split_once('=') {
        let quote = if behind.trim_start().starts_with('"') { '"' } else { '\'' };
        let (_, behind) = behind.split_once(quote).unwrap_or_default();
        let (value, behind) = behind.split_once(quote).unwrap_or_default();
        let value =
            ["&lt;<", "&gt;>", "&quot;\"", "&apos;'", "&#xD;\r"].iter().fold(value.to_owned(), |value, entity| {
                let (written, c) = entity.split_once(';').unwrap_or_default();
                value.replace(&format!("{written};"), c)
            });
        properties.push((trim(name), trim(&value.replace("&amp;", "&"))));
        rest = behind;
        if rest.trim_start().starts_with(['/', '>']) {
            break;
        }
    }
    properties
}

#[test]
fn headers_of_a_corpus_read_plainly() {
    for example in shelf::corpus() {
        let article = example.article();
        let Some((_, header)) = article.source().split_once("<properties") else { continue };
        let read = properties(&article).into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(read.collect::<Vec<_>>(), plainly_read(header), "{}", example.path.display());
    }
}

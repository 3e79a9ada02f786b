//! Drafts: changes to the source of an article.

use selfhelp::diagnostic::Fix;
use selfhelp::span::Span;
use selfhelp::tree::SectionKind;
use selfhelp::{Article, Draft, DraftError, Encoding};

type Change = for<'d, 'a> fn(&'d mut Draft<'a>) -> Result<&'d mut Draft<'a>, DraftError>;

/// The change makes `expected` of `source`.
#[track_caller]
fn makes(source: &str, change: Change, expected: &str) {
    let article = Article::parse_lenient(source);
    let made = change(&mut article.edit()).map(|draft| draft.finish());
    assert_eq!(made.as_deref().map_err(ToString::to_string), Ok(expected), "{source:?}");
}

/// The change is refused with this message, and the draft is as before.
#[track_caller]
fn refuses(source: &str, change: Change, message: &str) {
    let article = Article::parse_lenient(source);
    let mut draft = article.edit();
    let refused = change(&mut draft).map(|draft| draft.finish()).map_err(|error| error.to_string());
    assert_eq!(refused, Err(message.to_owned()), "{source:?}");
}

#[test]
fn a_value_is_set_in_its_quotes() {
    makes("<properties a=\"b\" c='d' />\n", |draft| draft.set("a", "x"), "<properties a=\"x\" c='d' />\n");
    makes("<properties a=\"b\" c='d' />\n", |draft| draft.set("C", "x"), "<properties a=\"b\" c='x' />\n");
    makes("<properties a=\"\" />\n", |draft| draft.set("a", "x"), "<properties a=\"x\" />\n");
    makes("<properties a=b />\n", |draft| draft.set("a", "x y"), "<properties a=\"x y\" />\n");
    makes("<properties a=/>\n", |draft| draft.set("a", "x"), "<properties a=\"x\"/>\n");
    makes("<properties a = \"b\" />\n", |draft| draft.set("a", ""), "<properties a = \"\" />\n");
}

#[test]
fn quotes_and_entities_in_a_value_are_written_so_that_they_come_back() {
    makes("<properties a=\"b\" />\n", |draft| draft.set("a", "\"'"), "<properties a=\"&quot;'\" />\n");
    makes("<properties a='b' />\n", |draft| draft.set("a", "\"'"), "<properties a='\"&apos;' />\n");
    makes("<properties a=\"b\" />\n", |draft| draft.set("a", "x & y"), "<properties a=\"x & y\" />\n");
    makes("<properties a=\"b\" />\n", |draft| draft.set("a", "&lt;"), "<properties a=\"&amp;lt;\" />\n");
    makes("<properties a=\"b\" />\n", |draft| draft.set("a", "x > y />"), "<properties a=\"x > y />\" />\n");
}

#[test]
fn of_a_repeated_property_the_one_that_counts_is_set() {
    let source = "<properties a=\"\" A=\"b\" a=\"c\" />\n";
    makes(source, |draft| draft.set("a", "x"), "<properties a=\"\" A=\"x\" a=\"c\" />\n");
    makes(source, |draft| draft.set("a", ""), "<properties a=\"\" A=\"\" a=\"\" />\n");
    makes(source, |draft| draft.remove("a"), "<properties />\n");
}

#[test]
fn a_property_is_added_as_the_last_one_is_written() {
    makes("<properties />\n", |draft| draft.set("a", "x"), "<properties a=\"x\" />\n");
    makes("<Properties/>\n", |draft| draft.add("a", "x"), "<Properties a=\"x\"/>\n");
    makes("<properties b='c' />\n", |draft| draft.add("a", "x"), "<properties b='c' a='x' />\n");
    makes(
        "<properties\r\n\r\n\tb = \"c\"\r\n/>\r\n",
        |draft| draft.add("a", "x")?.add("d", "y"),
        "<properties\r\n\r\n\tb = \"c\"\r\n\ta = \"x\"\r\n\td = \"y\"\r\n/>\r\n",
    );
    makes("<properties b=c />\n", |draft| draft.add("a", "x"), "<properties b=c a=\"x\" />\n");
}

#[test]
fn a_property_is_removed_with_the_space_before_it() {
    makes("<properties a=\"b\" c=\"d\" />\n", |draft| draft.remove("A"), "<properties c=\"d\" />\n");
    makes("<properties\n  a=\"b\"\n  c=\"d\"\n/>\n", |draft| draft.remove("c"), "<properties\n  a=\"b\"\n/>\n");
    makes("<properties a=\"b\"c=\"d\" />\n", |draft| draft.remove("a"), "<properties c=\"d\" />\n");
    makes("<properties a=\"b\" />\n", |draft| draft.remove("c"), "<properties a=\"b\" />\n");
}

#[test]
fn the_last_change_of_a_property_counts() {
    let source = "<properties a=\"b\" />\n";
    makes(source, |draft| draft.set("a", "x")?.set("a", "y"), "<properties a=\"y\" />\n");
    makes(source, |draft| draft.remove("a")?.set("a", "y"), "<properties a=\"y\" />\n");
    makes(source, |draft| draft.set("a", "x")?.remove("a"), "<properties />\n");
    makes(source, |draft| draft.remove("a")?.add("a", "y"), "<properties a=\"y\" />\n");
    makes(source, |draft| draft.remove("a")?.add("a", "y")?.set("a", "z"), "<properties a=\"z\" />\n");
    makes(source, |draft| draft.set("c", "x")?.set("C", "y"), "<properties a=\"b\" C=\"y\" />\n");
    makes(source, |draft| draft.add("c", "x")?.remove("c"), source);
}

#[test]
fn properties_that_cannot_be_changed_are_refused() {
    let source = "<properties a=\"b\" />\n";
    refuses(source, |draft| draft.set("a", "x\ny"), "expected one line as the value of `a`, found a line end");
    refuses(source, |draft| draft.add("c", "\r"), "expected one line as the value of `c`, found a line end");
    refuses(source, |draft| draft.add("A", "x"), "the header already has a property `A`");
    refuses(source, |draft| draft.add("c", "x")?.add("C", "y"), "the header already has a property `C`");
    let name = "expected letters, digits, `.`, `_` and `-` as the name of a property, found";
    refuses(source, |draft| draft.set("page title", "x"), &format!("{name} `page title`"));
    refuses(source, |draft| draft.add("", "x"), &format!("{name} ``"));
    let damaged = "the quotes of `a` are damaged: they have to be mended first";
    refuses("<properties a=\"b\n  c=\"d\" />\n", |draft| draft.set("a", "x"), damaged);
    refuses("<properties a=\"b\n  c=\"d\" />\n", |draft| draft.remove("a"), damaged);
    refuses("<properties c=\"d\"\n a=\"b\n/>\n", |draft| draft.add("e", "x"), damaged);
    let none = "the article has no header to change";
    refuses("# Title\n", |draft| draft.set("a", "x"), none);
    refuses("---\npageTitle: b\n---\n", |draft| draft.set("pageTitle", "x"), none);
    refuses("---\npageTitle: b\n---\n", |draft| draft.add("a", "x"), none);
    refuses("---\npageTitle: b\n---\n", |draft| draft.remove("pageTitle"), none);
}

#[test]
fn spans_are_replaced() {
    let source = "<properties />\nabcdef\n";
    makes(source, |draft| draft.replace(16..18, "x")?.replace(15..15, "y"), "<properties />\nyaxdef\n");
    makes(source, |draft| draft.replace(16..18, "x")?.replace(18..19, "z"), "<properties />\naxzef\n");
    makes(source, |draft| draft.replace(16..16, "1")?.replace(16..16, "2"), "<properties />\na12bcdef\n");
    makes(source, |draft| draft.replace(16..18, "x")?.replace(16..16, "1"), "<properties />\na1xdef\n");
    makes(source, |draft| draft.replace(15..22, ""), "<properties />\n");
}

/// The first `@` of the body, replaced.
#[track_caller]
fn fits(body: &str, text: &str, expected: &str) {
    let article = Article::parse_lenient(&format!("<properties />\n{body}"));
    let at = article.source().find('@').unwrap_or_default();
    let span = Span::new(at, at + 1);
    let made = article.edit().replace(span, text).map(|draft| draft.finish());
    assert_eq!(made, Ok(format!("<properties />\n{expected}")), "{body:?}");
}

#[test]
fn lines_stay_in_quotes_and_lists() {
    fits("@\n", "a\nb", "a\nb\n");
    fits("> @\n", "a\n\nb", "> a\n>\n> b\n");
    fits(">@\n", "a\nb", ">a\n>b\n");
    fits("* @\n", "a\n\nb", "* a\n\n  b\n");
    fits("10. @\n", "a\nb", "10. a\n    b\n");
    fits("> > 1) x @\n", "a\nb", "> > 1) x a\n> >    b\n");
    fits("* x\n\n  > @\n", "a\nb", "* x\n\n  > a\n  > b\n");
    fits("1. x\n\t* @\n", "a\nb", "1. x\n\t* a\n\t  b\n");
    fits("* x\n  y @\n", "a\nb", "* x\n  y a\n  b\n");
    fits("> * x\ny @\n", "a\nb", "> * x\ny a\n>   b\n");
    fits("<!--nextSteps-->* @\n", "a\nb", "<!--nextSteps-->* a\n  b\n");
}

#[test]
fn what_is_not_in_markdown_has_no_prefix() {
    fits("<ul><li>@</li></ul>\n", "a\nb", "<ul><li>a\nb</li></ul>\n");
    fits("```\n* @\n```\n", "a\nb", "```\n* a\nb\n```\n");
    fits("* x\n\n@\n", "a\nb", "* x\n\na\nb\n");
}

#[test]
fn lines_that_have_the_prefix_keep_it() {
    fits("> @\n", "a\n> b\nc", "> a\n> b\n> c\n");
    fits("* @\n", "a\n  b", "* a\n  b\n");
    fits("* @\n", "a\n    b\nc", "* a\n      b\n  c\n");
}

#[test]
fn line_ends_are_those_of_the_file() {
    fits("@\r\n", "a\nb", "a\r\nb\r\n");
    fits("x\r\n@", "a\nb\r\nc", "x\r\na\r\nb\r\nc");
    fits("> x\r> @\r", "a\nb", "> x\r> a\r> b\r");
    fits("@\n", "a\rb", "a\nb\n");
}

#[test]
fn changes_do_not_overlap() {
    let source = "<properties a=\"b\" />\näbcdef\n";
    let overlap =
        |span: &str, other: &str| format!("bytes {span} cannot be changed: bytes {other} are changed already");
    refuses(source, |draft| draft.replace(23..26, "x")?.replace(25..27, "y"), &overlap("25 to 27", "23 to 26"));
    refuses(source, |draft| draft.replace(23..26, "x")?.replace(21..24, "y"), &overlap("21 to 24", "23 to 26"));
    refuses(source, |draft| draft.replace(23..26, "x")?.replace(24..24, "y"), &overlap("24 to 24", "23 to 26"));
    refuses(source, |draft| draft.replace(24..24, "x")?.replace(23..26, "y"), &overlap("23 to 26", "24 to 24"));
    refuses(source, |draft| draft.replace(14..17, "x")?.set("a", "y"), &overlap("15 to 16", "14 to 17"));
    refuses(source, |draft| draft.replace(22..23, "x"), "bytes 22 to 23 are not a part of the source");
    refuses(source, |draft| draft.replace(20..99, "x"), "bytes 20 to 99 are not a part of the source");
    refuses(
        source,
        |draft| draft.replace(Span::NONE, "x"),
        "bytes 4294967295 to 4294967295 are not a part of the source",
    );
}

#[test]
fn a_refused_change_leaves_the_draft_as_it_was() {
    let article = Article::parse_lenient("<properties a=\"b\" A=\"c\n d='' />\nabcdef\n");
    let mut draft = article.edit();
    let fix = |start, end| Fix { span: Span::new(start, end), replacement: "x".to_owned() };
    assert!(draft.apply(&[fix(34, 36), fix(40, 41), fix(35, 37)]).is_err());
    assert!(draft.set("a", "").is_err());
    assert!(draft.remove("A").is_err());
    assert_eq!((draft.fixes(), &*draft.finish()), (vec![], article.source()));
}

const SECTIONS: &str =
    "<properties />\r\n# T\r\n\r\n<!--issueDescription-->\r\n\r\nold\r\n\r\n<!--/issueDescription-->\r\nend\r\n";

#[test]
fn a_section_gets_other_content() {
    makes(
        SECTIONS,
        |draft| draft.replace_section(SectionKind::IssueDescription, "a\n\n* b\n"),
        &SECTIONS.replace("old", "a\r\n\r\n* b"),
    );
    let next = |source: &str, expected: &str| {
        makes(source, |draft| draft.replace_section(SectionKind::NextSteps, "* a"), expected);
    };
    next("<!--nextSteps--><!--/nextSteps-->\n", "<!--nextSteps-->\n* a\n<!--/nextSteps-->\n");
    next("<!--nextSteps-->\n<!--/nextSteps-->\n", "<!--nextSteps-->\n* a\n<!--/nextSteps-->\n");
    next("<!--nextSteps-->\n  b\n  <!--/nextSteps-->\n", "<!--nextSteps-->\n* a\n  <!--/nextSteps-->\n");
    next("<!-- nextSteps -->b <!-- /nextSteps -->\n", "<!-- nextSteps -->\n* a\n<!-- /nextSteps -->\n");
    next("<!--nextSteps-->\nb", "<!--nextSteps-->\n* a");
}

#[test]
fn a_section_that_would_end_elsewhere_is_refused() {
    let message = "the section `issueDescription` would end elsewhere with the new text";
    let refused = |change: Change| refuses(SECTIONS, change, message);
    refused(|draft| draft.replace_section(SectionKind::IssueDescription, "```\na"));
    refused(|draft| draft.replace_section(SectionKind::IssueDescription, "a <!-- b"));
    refused(|draft| draft.replace_section(SectionKind::IssueDescription, "a\n<!--/issueDescription-->\nb"));
    let damaged = "the markers of the section `nextSteps` are damaged: they have to be mended first";
    for source in ["<!--nextSteps-- >\na\n<!--/nextSteps-->\n", "<!--nextSteps-->\na\n<!-/nextSteps-->\n"] {
        refuses(source, |draft| draft.replace_section(SectionKind::NextSteps, "b"), damaged);
    }
    refuses(
        SECTIONS,
        |draft| draft.replace_section(SectionKind::Salutation, "a"),
        "the article has no section `salutation`",
    );
}

#[test]
fn files_keep_their_encoding() {
    let saves = |bytes: &[u8], encoding: Encoding, expected: &[u8]| {
        let article = Article::parse_bytes_lenient(bytes);
        assert_eq!(article.encoding(), encoding);
        assert_eq!(article.edit().to_bytes().as_deref(), Ok(bytes));
        let mut draft = article.edit();
        let saved = draft.set("a", "ö").and_then(|draft| draft.to_bytes());
        assert_eq!(saved.as_deref(), Ok(expected));
    };
    let utf_16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let (old, new) = ("\u{FEFF}<properties a=\"ä\" />\r\n", "\u{FEFF}<properties a=\"ö\" />\r\n");
    saves(old.as_bytes(), Encoding::Utf8, new.as_bytes());
    saves(&utf_16(old, u16::to_le_bytes), Encoding::Utf16Le, &utf_16(new, u16::to_le_bytes));
    saves(&utf_16(old, u16::to_be_bytes), Encoding::Utf16Be, &utf_16(new, u16::to_be_bytes));
    saves(b"<properties a=\"\xE4\x81\" />\n", Encoding::Windows1252, b"<properties a=\"\xF6\" />\n");
    saves(
        b"\xEF\xBB\xBF<properties a=\"\xE4\" />\n",
        Encoding::Windows1252,
        b"\xEF\xBB\xBF<properties a=\"\xF6\" />\n",
    );
}

#[test]
fn files_that_cannot_be_written_are_refused() {
    let article = Article::parse_bytes_lenient(b"<properties a=\"\xE4\" />\n");
    let mut draft = article.edit();
    let saved = draft.set("a", "b → c").and_then(|draft| draft.to_bytes());
    assert_eq!(saved.map_err(|error| error.to_string()), Err("Windows-1252 has no character `→`".to_owned()));
    let lossy =
        Article::parse_bytes_lenient("größer, schöner\u{FFFD}".as_bytes().split_last().map_or(&[], |(_, start)| start));
    assert_eq!(lossy.encoding(), Encoding::Lossy);
    let saved = lossy.edit().to_bytes().map_err(|error| error.to_string());
    assert_eq!(saved, Err("bytes of the file are not text in its encoding and would be lost".to_owned()));
}

#[test]
fn the_header_has_a_span() {
    let header = |source: &str, expected: Option<&str>| {
        let article = Article::parse_lenient(source);
        assert_eq!(article.header_span().map(|header| &article.source()[header.range()]), expected, "{source:?}");
    };
    header("\u{FEFF}\n<properties a=\"b\"\n/>\n# T\n", Some("<properties a=\"b\"\n/>"));
    header("<properties a=\"b\">\n", Some("<properties a=\"b\">"));
    header("<properties a=\"b\"\n\n# T\n", Some("<properties a=\"b\""));
    header("pageTitle=\"b\"\n/>\n# T\n", Some("pageTitle=\"b\"\n/>"));
    header("---\npageTitle: b\n---\n# T\n", Some("---\npageTitle: b\n---"));
    header("# T\n", None);
    header("", None);
}

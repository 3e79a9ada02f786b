//! Odd bytes (format §1): whatever a file contains, its text, its lines and its spans are right, its output is
//! harmless, and nothing is lost.

use selfhelp::diagnostic::Code;
use selfhelp::limits::Limits;
use selfhelp::{Article, Parser};
use support::clock;

/// Reads the bytes in every way, and checks the laws for every article.
#[track_caller]
fn reads(bytes: &[u8]) -> Article {
    let article = Article::parse_bytes_lenient(bytes);
    let source = article.source();
    let (html, text) = (article.to_html(), article.to_text());
    assert!(html.chars().all(is_harmless) && text.chars().all(is_harmless), "{bytes:?}: {html:?}");
    for found in article.diagnostics() {
        assert!(source.get(found.span.range()).is_some(), "{bytes:?}: {found:?}");
    }
    for node in article.nodes() {
        let span = node.span();
        assert!(span.is_none() || source.get(span.range()).is_some(), "{bytes:?}: {span:?}");
    }
    let again: Article = serde_json::from_str(&serde_json::to_string(&article).unwrap()).unwrap();
    assert!(again == article && Article::parse_bytes_lenient(bytes) == article);
    article
}

fn is_harmless(c: char) -> bool {
    !c.is_control() || matches!(c, '\n' | '\t' | '\r')
}

fn with_header(body: &[u8]) -> Vec<u8> {
    [b"<properties pageTitle=\"Disks\" />\n", body].concat()
}

#[test]
fn every_byte() {
    for byte in 0..=u8::MAX {
        reads(&[byte]);
        reads(&[byte; 7]);
        reads(&with_header(&[b"a ", &[byte][..], b" b\n"].concat()));
        reads(&[b"<properties pageTitle=\"a", &[byte][..], b"b\" />\n# c\n"].concat());
        let article = reads(&with_header(&[b'a', byte, b'b']));
        assert!(article.to_html().starts_with("<p>a"), "{byte}: {}", article.to_html());
        if byte.is_ascii() {
            assert_eq!(article.source().as_bytes().last_chunk::<3>(), Some(&[b'a', byte, b'b']));
        }
    }
}

#[test]
fn every_pair_of_bytes() {
    for first in (0..=u8::MAX).step_by(3) {
        for second in (0..=u8::MAX).step_by(5) {
            Article::parse_bytes_lenient(&[first, second]);
            Article::parse_bytes_lenient(&[b'a', first, second, b'\n']).to_html();
        }
    }
}

#[test]
fn every_prefix_of_utf_16() {
    let text = "\u{FEFF}<properties pageTitle=\"Gr\u{F6}\u{DF}e\" />\n# \u{1F600} a\n";
    for encode in [u16::to_le_bytes, u16::to_be_bytes] {
        let bytes: Vec<u8> = text.encode_utf16().flat_map(encode).collect();
        for length in 0..bytes.len() {
            reads(&bytes[..length]);
        }
        assert_eq!(reads(&bytes).source(), text);
    }
}

#[test]
fn lone_surrogates() {
    for unit in [0xD800_u16, 0xDBFF, 0xDC00, 0xDFFF] {
        for encode in [u16::to_le_bytes, u16::to_be_bytes] {
            let units = [0xFEFF, 0x61, unit, 0x62];
            let bytes: Vec<u8> = units.into_iter().flat_map(encode).collect();
            assert_eq!(reads(&bytes).source(), "\u{FEFF}a\u{FFFD}b");
        }
    }
    let utf_8 = reads(&with_header(
        "é é é é é a\u{D7FF}".as_bytes().iter().copied().chain(*b"\xED\xA0\x80").collect::<Vec<_>>().as_slice(),
    ));
    assert!(utf_8.source().ends_with("a\u{D7FF}\u{FFFD}\u{FFFD}\u{FFFD}"));
}

#[test]
fn damaged_utf_8() {
    for bytes in [
        &b"\xC0\xAF"[..],
        b"\xE0\x80\x80",
        b"\xF4\x90\x80\x80",
        b"\xF8\x88\x80\x80\x80",
        b"\xC3",
        b"\xE2\x82",
        b"\x80",
        b"\xFF",
    ] {
        let article = reads(&with_header(&["größer als größte Größe ".as_bytes(), bytes, b" a\n"].concat()));
        assert!(article.source().contains("größte Größe") && article.source().contains('\u{FFFD}'));
        assert!(article.diagnostics().iter().any(|found| found.code == Code::ENCODING));
        let article = reads(&with_header(&[b"b ", bytes, b" a\n"].concat()));
        assert!(article.source().contains("b ") && article.source().ends_with(" a\n"));
    }
}

#[test]
fn nul_shows_as_replacement() {
    for body in ["a\0b", "`a\0b`", "    a\0b", "<b>a\0b</b>", "|a\0b|\n|-|", "# a\0b"] {
        let article = reads(&with_header(body.as_bytes()));
        assert!(article.to_html().contains("a\u{FFFD}b"), "{body:?}: {}", article.to_html());
        assert!(article.to_text().contains("a\u{FFFD}b"), "{body:?}: {}", article.to_text());
        assert!(article.source().contains('\0'));
    }
}

#[test]
fn every_control_and_bidi_character() {
    let controls = (0..=0x1F).chain(0x7F..=0x9F).chain([0xAD, 0x61C, 0x180E, 0xFEFF, 0xFFFE, 0xFFFF, 0x1_FFFE]);
    let more = (0x2000..=0x200F)
        .chain(0x2028..=0x202F)
        .chain(0x205F..=0x206F)
        .chain(0xFFF0..=0xFFFB)
        .chain(0xE_0000..=0xE_007F);
    for c in controls.chain(more).filter_map(char::from_u32) {
        for body in [
            format!("a{c}b"),
            format!("{c}"),
            format!("[a{c}](https://b.example/{c} \"{c}\")"),
            format!("`{c}`"),
            format!("<!--${c}-->{c}<!--/${c}-->"),
            format!("- {c}\n> {c}\n# {c}"),
        ] {
            let article = reads(&with_header(body.as_bytes()));
            assert!(article.source().contains(&body), "{body:?}");
        }
        let article = reads(format!("<properties{c}pageTitle=\"a{c}b\"{c}/>\n{c}c").as_bytes());
        assert!(article.to_html().contains('c'), "{c:?}");
    }
}

#[test]
fn lines_and_columns() {
    for end in ["\n", "\r\n", "\r"] {
        let source = ["<properties pageTitle=\"a\" />", "# T", "", "a é [b](c)", "- d", ""].join(end);
        let article = reads(source.as_bytes());
        let link = article.links().next().unwrap();
        assert_eq!(article.position(link.span.start as usize).to_string(), "line 4, column 5", "{end:?}");
        assert_eq!(article.to_html(), "<h1>T</h1>\n<p>a é b</p>\n<ul>\n<li>d</li>\n</ul>\n", "{end:?}");
    }
    let mixed = "<properties />\r# T\n\r\na\rb\r\n\rc [d](e)";
    let article = reads(mixed.as_bytes());
    let link = article.links().next().unwrap();
    assert_eq!(article.position(link.span.start as usize).to_string(), "line 7, column 3");
    assert_eq!(article.to_html(), "<h1>T</h1>\n<p>a\nb</p>\n<p>c d</p>\n");
}

#[test]
fn a_line_of_ten_megabytes() {
    let source = format!("<properties />\n{}", "word **b** ".repeat((10 << 20) / 11));
    let parser = Parser::new().limits(Limits::new().input_bytes(16 << 20));
    let article = parser.parse(&source).unwrap();
    assert_eq!(article.to_html().matches("<strong>").count(), (10 << 20) / 11);
    assert!(Article::parse(&source).is_err());
}

#[test]
fn a_gigabyte_is_refused_at_once() {
    let bytes = vec![b'a'; 1 << 30];
    let time = clock::time(|| {
        let error = Article::parse_bytes(&bytes).unwrap_err();
        assert_eq!(error.first().message, "the input has 1073741824 bytes, more than the limit of 1048576");
    });
    assert!(time.as_secs() < 2);
}

/// A bit of everything where the parser looks for blanks.
const EVERYTHING: &str = "<properties\npageTitle=\"Disks\"\nservice=a\n# b=\"c\"\n/>\n# T\n<!--issueDescription-->\na\n<!--/issueDescription-->\n\
    :::Section A:::\n:::Section B\n<!--$x--> [x] <!--/$x-->[y]<!--($y)-->\n<!-- n -->\n1. a\n\t* b\n> [!NOTE] c\n```sh <!--$x-->\nd\n```\n\
    |a|b|\n|-|-|\n|c|`d`|e|\n<br>\n<xx>\n<b>\n<<<<<<< e\n=======\n>>>>>>> f\n<metric>\n<name>g</name>\n</metric> \n\
    [h]: i\n[comment]: # j\n[k](https://l.example \"m\") <table>\n<tr><td>n\n</table>\nwww.o.example p&#x20;q\\\nr<!--\n";

#[test]
fn blanks_of_several_bytes_everywhere() {
    for blank in ["\u{A0}", "\u{85}", "\u{2003}", "\u{2028}", "\u{3000}"] {
        for at in 0..=EVERYTHING.len() {
            let (before, behind) = EVERYTHING.split_at(at);
            let article = Article::parse_lenient(&[before, blank, behind].concat());
            let (html, text) = (article.to_html(), article.to_text());
            assert!(html.chars().all(is_harmless) && text.chars().all(is_harmless), "{blank:?} at {at}");
        }
    }
    reads("<properties />\n---\n{\"a\": 1}\u{A0}\n---\u{A0}\n".as_bytes());
}

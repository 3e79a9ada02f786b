//! Decoding files (format §1), and the limits on their size.

use selfhelp::diagnostic::{Code, Severity};
use selfhelp::tree::{Block, Part};
use selfhelp::{Article, limits};
use support::clock;

const ARTICLE: &str = "<properties pageTitle=\"Größe\" />\n# Größe – 漢字 😀\n";

/// The bytes are read as this text, with this message and the text it is about, and no other about their encoding.
#[track_caller]
fn decodes(bytes: &[u8], text: &str, warning: Option<(&str, &str)>) {
    let article = Article::parse_bytes_lenient(bytes);
    assert_eq!(article.source(), text);
    let mut found = article.diagnostics().iter().filter(|found| found.code == Code::ENCODING);
    let first = found.next();
    assert_eq!(first.map(|found| (found.message.as_str(), &text[found.span.range()])), warning);
    assert!(first.is_none_or(|found| found.severity == Severity::Warning) && found.next().is_none());
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn utf_8_is_taken_as_it_is() {
    decodes(ARTICLE.as_bytes(), ARTICLE, None);
    decodes(b"", "", None);
    let marked = format!("\u{FEFF}{ARTICLE}");
    decodes(marked.as_bytes(), &marked, None);
}

#[test]
fn spans_count_from_the_byte_order_mark() {
    let article = Article::parse_bytes(format!("\u{FEFF}{ARTICLE}").as_bytes());
    let title =
        article.as_ref().ok().and_then(|article| article.properties().next()).map(|title| title.name_span.start);
    assert_eq!(title, Some(15));
    assert_eq!(article.map(|article| article.position(15).to_string()), Ok("line 1, column 13".to_owned()));
}

#[test]
fn utf_16_is_recognised_by_its_mark() {
    let marked = format!("\u{FEFF}{ARTICLE}");
    decodes(&utf_16(&marked, u16::to_le_bytes), &marked, None);
    decodes(&utf_16(&marked, u16::to_be_bytes), &marked, None);
    assert_eq!(
        Article::parse_bytes(&utf_16(&marked, u16::to_le_bytes)).map(|article| article.metadata.page_title),
        Ok(Some("Größe".into()))
    );
    decodes(&[0xFF, 0xFE], "\u{FEFF}", None);
}

#[test]
fn damaged_utf_16_shows_replacement_characters() {
    let message = "the file is not UTF-16LE: what cannot be decoded shows as U+FFFD";
    let mut bytes = utf_16("\u{FEFF}ab", u16::to_le_bytes);
    bytes.push(0x63);
    decodes(&bytes, "\u{FEFF}ab\u{FFFD}", Some((message, "\u{FFFD}")));
    decodes(&[0xFF, 0xFE, 0x00, 0xD8, 0x61, 0x00], "\u{FEFF}\u{FFFD}a", Some((message, "\u{FFFD}")));
    decodes(
        &[0xFE, 0xFF, 0xDC, 0x00, 0x00, 0x61],
        "\u{FEFF}\u{FFFD}a",
        Some((&message.replace("LE", "BE"), "\u{FFFD}")),
    );
}

#[test]
fn other_bytes_are_windows_1252() {
    let message = "the file is not UTF-8; it was read as Windows-1252";
    decodes(b"Stra\xDFe \x96 \x80 5", "Straße – € 5", Some((message, "ß")));
    decodes(b"\xA9", "©", Some((message, "©")));
    decodes(b"na\xC3\xAFve caf\xE9 \xE9", "naÃ¯ve café é", Some((message, "Ã")));
    decodes(b"\xEF\xBB\xBFcaf\xE9", "\u{FEFF}café", Some((message, "é")));
    let all: Vec<u8> = (1..=255).collect();
    let article = Article::parse_bytes_lenient(&all);
    assert_eq!(article.source().chars().count(), 255);
    assert!(!article.source().contains('\u{FFFD}'));
}

#[test]
fn where_multi_byte_sequences_prevail_it_is_utf_8() {
    let message = |bytes| format!("the file is not UTF-8: {bytes} damaged bytes show as U+FFFD");
    decodes("é漢😀\u{FFFD}".as_bytes(), "é漢😀\u{FFFD}", None);
    decodes(b"\xC3\xA9 \xC3\xA9 \xE9 x", "é é \u{FFFD} x", Some((&message(1), "\u{FFFD}")));
    decodes(b"\xC3\xA9\xC3\xA9\xC3\xA9 \xE6\xBC", "ééé \u{FFFD}", Some((&message(2), "\u{FFFD}")));
    decodes(b"\xEF\xBB\xBF\xC3\xA9\xC3\xA9\xFF", "\u{FEFF}éé\u{FFFD}", Some((&message(1), "\u{FFFD}")));
    // As many of the one as of the other: Windows-1252.
    decodes(b"\xC3\xA9\xFF", "Ã©ÿ", Some(("the file is not UTF-8; it was read as Windows-1252", "Ã")));
}

#[test]
fn every_single_byte_is_text() {
    for byte in 0..=255 {
        let article = Article::parse_bytes_lenient(&[byte]);
        assert_eq!(article.source().chars().count(), 1, "{byte:#x}");
    }
}

#[test]
fn an_odd_encoding_is_no_error() {
    let bytes = b"<properties pageTitle=\"Gr\xF6\xDFe\" />\n# Title\n";
    assert_eq!(Article::parse_bytes(bytes).map(|article| article.metadata.page_title), Ok(Some("Größe".into())));
    assert_eq!(Article::try_from(&bytes[..]).is_ok(), Article::parse_bytes(bytes).is_ok());
}

/// Lenient parsing gives the text, line ends aside, as one literal block; strict parsing fails with this message.
#[track_caller]
fn refuses(source: &str, code: Code, message: &str) {
    let error = Article::parse(source).map_err(|error| (error.first().code.clone(), error.to_string()));
    assert_eq!(error.err(), Some((code.clone(), message.to_owned())));
    let bytes =
        Article::parse_bytes(source.as_bytes()).map_err(|error| (error.first().code.clone(), error.to_string()));
    assert_eq!(bytes.err(), Some((code.clone(), message.to_owned())));
    let article = Article::parse_lenient(source);
    assert_eq!(article, Article::parse_bytes_lenient(source.as_bytes()));
    assert!(article.source() == source && article.properties().len() == 0);
    assert!(article.diagnostics().iter().any(|found| found.code == code && found.severity == Severity::Error));
    match &article.body[..] {
        [Part::Block(Block::Code(block))] => {
            let text = source.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
            assert_eq!(block.content.as_plain().map(|text| text.trim_end()), Some(text.trim_end()));
            assert_eq!(&source[block.span.range()], source.trim_start_matches('\u{FEFF}'));
        }
        other => assert_eq!(other.len(), 1, "one literal block"),
    }
}

#[track_caller]
fn accepts(source: &str) {
    assert_eq!(Article::parse(source).map_err(|error| error.to_string()).err(), None);
}

fn article_of(bytes: usize, line: &str) -> String {
    let mut source = "<properties />\n".to_owned();
    source.push_str(&line.repeat((bytes - source.len()) / line.len()));
    source.extend(std::iter::repeat_n('x', bytes - source.len()));
    source
}

#[test]
fn the_input_has_a_limit() {
    let limit = limits::INPUT_BYTES;
    accepts(&article_of(limit, "x"));
    let message = "the input has 1048577 bytes, more than the limit of 1048576 at line 2, column 1048562";
    refuses(&article_of(limit + 1, "x"), Code::INPUT_TOO_LARGE, message);
    let message = "the input has 1048577 bytes, more than the limit of 1048576 at line 131072, column 2";
    refuses(&article_of(limit + 1, "words. \n"), Code::INPUT_TOO_LARGE, message);
    refuses(&article_of(limit + 1, "words.\r\n"), Code::INPUT_TOO_LARGE, message);
    refuses(
        &format!("\u{FEFF}{}", article_of(limit, "words.\r\n")),
        Code::INPUT_TOO_LARGE,
        "the input has 1048579 bytes, more than the limit of 1048576 at line 131071, column 7",
    );
}

#[test]
fn the_input_is_measured_before_it_is_decoded() {
    let text = format!("\u{FEFF}<properties />\n{}", "漢".repeat(limits::INPUT_BYTES / 2 - 16));
    let bytes = utf_16(&text, u16::to_le_bytes);
    assert!(bytes.len() <= limits::INPUT_BYTES && text.len() > limits::INPUT_BYTES);
    assert!(Article::parse_bytes(&bytes).is_ok());
    let bytes = [bytes, vec![0x20; 64]].concat();
    assert!(Article::parse_bytes(&bytes).is_err_and(|error| error.first().code == Code::INPUT_TOO_LARGE));
    assert_eq!(Article::parse_bytes_lenient(&bytes).body.len(), 1);
}

#[test]
fn a_huge_input_is_refused_at_once() {
    let bytes = vec![b'<'; 64 << 20];
    let time = clock::time(|| assert!(Article::parse_bytes(&bytes).is_err()));
    assert!(time.as_secs() < 5);
}

/// A header of so many bytes, from `<` to `>`.
fn header_of(bytes: usize) -> String {
    let mut source = "<properties".to_owned();
    for (index, size) in std::iter::repeat_n(16_000, 4).enumerate() {
        source.push_str(&format!(" p{index}=\"{}\"", "x".repeat(size)));
    }
    source.extend(std::iter::repeat_n(' ', bytes - source.len() - 2));
    source + "/>\n# Title\n"
}

#[test]
fn the_header_has_a_limit() {
    accepts(&header_of(limits::HEADER_BYTES));
    let message = "the header has more bytes than the limit of 65536 at line 1, column 1";
    refuses(&header_of(limits::HEADER_BYTES + 1), Code::HEADER_TOO_LARGE, message);
    refuses(&header_of(limits::HEADER_BYTES + 9).replace("/>", ""), Code::HEADER_TOO_LARGE, message);
}

#[test]
fn the_number_of_properties_has_a_limit() {
    let header = |count: usize| format!("<properties{} />\n# Title\n", "\n a=\"1\"".repeat(count));
    accepts(&header(limits::PROPERTIES));
    let message = "the header has more properties than the limit of 256 at line 258, column 2";
    refuses(&header(limits::PROPERTIES + 1), Code::HEADER_TOO_LARGE, message);
}

#[test]
fn a_value_has_a_limit() {
    let header = |bytes: usize| format!("<properties a=\"1\" description=\"{}\" />\n# Title\n", "x".repeat(bytes));
    accepts(&header(limits::PROPERTY_BYTES));
    let message = "the value of `description` has 16385 bytes, more than the limit of 16384 at line 1, column 32";
    refuses(&header(limits::PROPERTY_BYTES + 1), Code::HEADER_TOO_LARGE, message);
    let bare = |bytes: usize| format!("<properties description={}\n/>\n# Title\n", "1".repeat(bytes));
    accepts(&bare(limits::PROPERTY_BYTES));
    let message = "the value of `description` has 16385 bytes, more than the limit of 16384 at line 1, column 25";
    refuses(&bare(limits::PROPERTY_BYTES + 1), Code::HEADER_TOO_LARGE, message);
}

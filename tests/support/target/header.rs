//! The header alone, compared with a reader of its grammar that knows nothing else.

use std::borrow::Cow;

use selfhelp::Article;
use selfhelp::diagnostic::Severity;

/// The input is put between `<properties` and `/>`: spans are right, and a well-formed header is read as its grammar
/// says.
pub fn header(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let source = format!("<properties {text} />\n# A title\n");
    let article = Article::parse_lenient(&source);
    let mut seen = 0;
    for property in article.properties() {
        let (name, value) = (property.name_span, property.value_span);
        assert_eq!(source.get(name.range()), Some(property.name), "the place of a name");
        assert!(source.get(value.range()).is_some(), "the place of a value");
        assert!(seen <= name.start && name.start < name.end && name.end <= value.start, "properties overlap");
        seen = value.end;
    }
    article.check();
    if let Some(expected) = well_formed(&text) {
        let found: Vec<_> = article.properties().map(|property| (property.name, property.value)).collect();
        let expected: Vec<_> = expected.into_iter().map(|(name, value)| (name, Cow::from(value))).collect();
        assert_eq!(found, expected, "of the well-formed {source:?}");
        let errors = article.diagnostics().iter().filter(|found| found.severity == Severity::Error);
        assert_eq!(errors.count(), 0, "in the well-formed {source:?}");
        assert_eq!(article.to_html(), "<h1>A title</h1>\n", "of the well-formed {source:?}");
    }
}

/// The properties of a header in which each name has a value in quotes, without line ends and entities.
fn well_formed(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches([' ', '\n']);
    while !rest.is_empty() {
        let (name, behind) = rest.split_once('=')?;
        let name_is_good = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
        let (value, behind) = behind.strip_prefix('"')?.split_once('"')?;
        let value_is_good = !value.contains(|c: char| c.is_control() || matches!(c, '&' | '<'));
        let (gap, next) = behind.split_at(behind.len() - behind.trim_start_matches([' ', '\n']).len());
        if name.is_empty() || !name_is_good || !value_is_good || (gap.is_empty() && !next.is_empty()) {
            return None;
        }
        found.push((name, value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}'))));
        rest = next;
    }
    Some(found)
}

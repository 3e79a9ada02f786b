//! Drafts change what they were asked to change, and nothing else: for every article, random spans and every property.

use selfhelp::diagnostic::Fix;
use selfhelp::span::Span;
use selfhelp::tree::SectionKind;
use selfhelp::{Article, Draft, DraftError};
use support::random::Random;
use support::shelf::{self, Example};

const TEXTS: [&str; 8] = ["", "x", "word word", "a\nb", "a\r\n\r\n* b\n", "漢字", "> q\n", "```\ncode\n```"];

const VALUES: [&str; 8] =
    ["x", "a \"b\" 'c'", "&quot; & &amp;", "漢字", "a /> b", "a=\"b\" c='d'", "<!-- a -->", "a, b"];

/// What the changes of `draft` are in its result, undone.
fn undone(draft: &Draft<'_>, source: &str) -> Vec<Fix> {
    let mut shift = 0;
    let undo = |fix: Fix| {
        let range = fix.span.range();
        let start = range.start.wrapping_add_signed(shift);
        let span = Span::new(start, start + fix.replacement.len());
        shift += fix.replacement.len() as isize - range.len() as isize;
        Fix { span, replacement: source[range].to_owned() }
    };
    draft.fixes().into_iter().map(undo).collect()
}

/// What is between the changes is as it was, and undoing them gives the source back.
#[track_caller]
fn only_its_spans(draft: &Draft<'_>, article: &Article, context: &str) {
    let (source, saved) = (article.source(), draft.finish());
    let (mut from, mut to) = (0, 0);
    for (fix, undo) in draft.fixes().iter().zip(undone(draft, source)) {
        let (old, new) = (fix.span.range(), undo.span.range());
        assert_eq!(
            (&source[from..old.start], &*fix.replacement),
            (&saved[to..new.start], &saved[new.clone()]),
            "{context}"
        );
        (from, to) = (old.end, new.end);
    }
    assert_eq!(source[from..], saved[to..], "{context}");
    let again = Article::parse_lenient(&saved);
    let mut back = again.edit();
    assert!(back.apply(&undone(draft, source)).is_ok(), "{context}");
    assert_eq!(back.finish(), source, "{context}");
}

#[test]
fn random_changes_touch_only_their_spans_and_can_be_undone() {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    for Example { path, bytes } in shelf::all() {
        let article = Article::parse_bytes_lenient(&bytes);
        let source = article.source();
        let ends: Vec<usize> = source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
        let mut draft = article.edit();
        for _ in 0..random.below(12) {
            let at = random.below(ends.len());
            let span = ends[at]..ends[(at + random.below(30)).min(ends.len() - 1)];
            let made = draft.replace(span.clone(), random.of::<&str>(&TEXTS));
            assert!(matches!(made, Ok(_) | Err(DraftError::Overlap { .. })), "{span:?} of {}", path.display());
        }
        for name in ["pageTitle", "service", "a"] {
            let _ = draft.set(name, random.of::<&str>(&VALUES));
        }
        let _ = draft.remove("authors");
        only_its_spans(&draft, &article, &path.display().to_string());
    }
}

#[test]
fn an_unchanged_draft_is_the_file() {
    for Example { path, bytes } in shelf::all() {
        let article = Article::parse_bytes_lenient(&bytes);
        match article.edit().to_bytes() {
            Ok(saved) => assert!(saved == bytes, "{}", path.display()),
            Err(error) => assert_eq!(error, DraftError::Lossy, "{}", path.display()),
        }
    }
}

/// Names and values, without the property `name`.
fn others(article: &Article, name: &str) -> Vec<(String, String)> {
    let others = article.properties().filter(|property| !property.name.eq_ignore_ascii_case(name));
    others.map(|property| (property.name.to_owned(), property.value.into_owned())).collect()
}

/// The value of `name` that counts.
fn value(article: &Article, name: &str) -> Option<String> {
    let mut named = article.properties().filter(|property| property.name.eq_ignore_ascii_case(name));
    named.find(|property| !property.value.is_empty()).map(|property| property.value.into_owned())
}

/// The draft gives `name` this value, and leaves other properties and the body alone.
#[track_caller]
fn gives(draft: &Draft<'_>, article: &Article, name: &str, expected: Option<&str>, context: &str) {
    let saved = Article::parse(&draft.finish()).unwrap_or_else(|error| panic!("{context}: {error}"));
    assert_eq!(value(&saved, name).as_deref(), expected, "{context}");
    assert_eq!(others(&saved, name), others(article, name), "{context}");
    let body = |article: &Article| {
        let header = article.header_span().map_or(0, |header| header.range().end);
        article.source()[header..].to_owned()
    };
    assert_eq!(body(&saved), body(article), "{context}");
    only_its_spans(draft, article, context);
}

#[test]
fn properties_are_set_added_and_removed_in_every_header() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for Example { path, bytes } in shelf::all() {
        let Ok(article) = Article::parse_bytes(&bytes) else { continue };
        let names: Vec<String> = article.properties().map(|property| property.name.to_owned()).collect();
        for name in names.iter().map(String::as_str).chain(["new.name"]) {
            let context = format!("{name} of {}", path.display());
            let written = *random.of(&VALUES);
            let mut draft = article.edit();
            draft.set(name, written).unwrap_or_else(|error| panic!("{context}: {error}"));
            gives(&draft, &article, name, Some(written), &context);
            draft.remove(name).unwrap_or_else(|error| panic!("{context}: {error}"));
            gives(&draft, &article, name, None, &context);
            draft.add(name, written).unwrap_or_else(|error| panic!("{context}: {error}"));
            gives(&draft, &article, name, Some(written), &context);
        }
    }
}

#[test]
fn sections_get_other_content_and_end_where_they_did() {
    for Example { path, bytes } in shelf::all() {
        let article = Article::parse_bytes_lenient(&bytes);
        for kind in SectionKind::ALL {
            let Some(section) = article.section(kind) else { continue };
            let mut draft = article.edit();
            match draft.replace_section(kind, "Other words.").map(drop) {
                // Of a section whose markers make no pair, the text may be what keeps it where it is.
                Err(DraftError::DamagedSection { .. } | DraftError::SectionEnd { .. })
                    if !article.diagnostics().is_empty() =>
                {
                    continue;
                }
                made => assert_eq!(made, Ok(()), "{}", path.display()),
            }
            only_its_spans(&draft, &article, &path.display().to_string());
            let saved = Article::parse_lenient(&draft.finish());
            let words = saved.section(kind).map(|section| section.parts.to_plain());
            assert_eq!(words.as_deref().map(str::trim), Some("Other words."), "{kind:?} of {}", path.display());
            let outside = |article: &Article, section: Span| {
                let range = section.range();
                [&article.source()[..range.start], &article.source()[range.end..]].concat()
            };
            let span = saved.section(kind).map_or(Span::NONE, |section| section.span);
            assert_eq!(outside(&saved, span), outside(&article, section.span), "{kind:?} of {}", path.display());
        }
    }
}

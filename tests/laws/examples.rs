//! The laws, checked on the example articles and on damaged versions of them.

use std::fmt::Write as _;
use std::panic::catch_unwind;
use std::sync::{Mutex, PoisonError};

use selfhelp::diagnostic::{Diagnostic, Severity};
use selfhelp::payload::Payload;
use selfhelp::span::Span;
use selfhelp::tree::{Block, Inline, Part, Parts};
use selfhelp::values::Values;
use selfhelp::{Article, Metadata, ParseError, RenderError, Text};

use support::law::Case;
use support::{law, shelf};

#[test]
fn laws_hold_for_every_example() {
    law::hold(&shelf::examples());
}

/// A law that nothing can break proves nothing.
#[test]
fn planted_faults_break_the_laws() {
    let source = "<properties pageTitle=\"Fault\" />\n# A title\n\nA word. <!-- an inner matter -->\n";
    let breaks = |law: &str, plant: fn(&mut Case)| {
        let mut case = Case::new(Article::parse_lenient(source));
        assert_eq!(law::faults(&case), [], "without a fault");
        plant(&mut case);
        assert!(law::faults(&case).iter().any(|(name, _)| *name == law), "{law} holds in spite of its fault");
    };
    breaks("the html holds every leaf, in order", |case| case.html = case.html.replace("word", ""));
    breaks("the html holds every leaf, in order", |case| case.html += "<p>more</p>");
    breaks("the mail holds every leaf, in order", |case| case.mail = case.mail.replace("word", ""));
    breaks("the text holds every leaf", |case| case.text = case.text.replace("word", ""));
    breaks("the text holds every word of the source", |case| case.text = case.text.replace("word", ""));
    breaks("no marker or note is shown", |case| case.html += "<!---->");
    breaks("no marker or note is shown", |case| case.text += "an inner matter");
    breaks("no character is made up", |case| case.text += "\u{E000}");
    breaks("parsing and rendering again gives the same", |case| case.article.body = Parts::new());
    breaks("a header alone reads as in its article", |case| case.article.metadata = Metadata::default());
    breaks("spans nest", |case| *first_span(case) = Span::NONE);
    breaks("spans nest", |case| first_span(case).end += 100);
    breaks("words are a slice of the source", |case| first_span(case).start += 1);
}

/// The span of the paragraph's first text.
fn first_span(case: &mut Case) -> &mut Span {
    match &mut case.article.body[1] {
        Part::Block(Block::Paragraph(paragraph)) => match &mut paragraph.content[0] {
            Inline::Text(words) => &mut words.span,
            other => panic!("{other:?} is not words"),
        },
        other => panic!("{other:?} is no paragraph"),
    }
}

/// The examples in `articles/broken/` are those that strict parsing refuses.
#[test]
fn strict_parsing_refuses_exactly_the_broken_examples() {
    for example in shelf::examples() {
        let refused = Article::parse_bytes(&example.bytes).is_err();
        assert_eq!(refused, example.kind() == "broken", "{}", example.path.display());
    }
}

#[test]
fn every_prefix_parses() {
    each_example(|source| {
        let mut ends = source.char_indices().map(|(at, _)| at);
        ends.find_map(|end| broken(&source[..end]).map(|broken| format!("cut at {end}: {broken}")))
    });
}

#[test]
fn every_article_without_one_character_parses() {
    each_example(|source| {
        source.char_indices().find_map(|(at, c)| {
            let rest = [&source[..at], &source[at + c.len_utf8()..]].concat();
            broken(&rest).map(|broken| format!("without {c:?} at {at}: {broken}"))
        })
    });
}

#[test]
fn what_services_share_is_send_and_sync() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Article>();
    shared::<Metadata>();
    shared::<Payload>();
    shared::<Text>();
    shared::<Values>();
    shared::<Diagnostic>();
    shared::<ParseError>();
    shared::<RenderError>();
}

/// Runs `check` on the source of every example, on all processors, and reports everything that it finds.
fn each_example(check: fn(&str) -> Option<String>) {
    let examples = shelf::examples();
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let report = Mutex::new(String::new());
    std::thread::scope(|scope| {
        for worker in 0..workers {
            let (mine, report) = (examples.iter().skip(worker).step_by(workers), &report);
            scope.spawn(move || {
                for example in mine {
                    if let Some(broken) = check(example.article().source()) {
                        let mut report = report.lock().unwrap_or_else(PoisonError::into_inner);
                        let _ = writeln!(report, "{}: {broken}", example.path.display());
                    }
                }
            });
        }
    });
    let report = report.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert!(report.is_empty(), "\n{report}");
}

/// What is wrong, unless strict and lenient parsing both return, agree, and give every node its span.
fn broken(source: &str) -> Option<String> {
    let Ok((strict, lenient)) = catch_unwind(|| (Article::parse(source), Article::parse_lenient(source))) else {
        return Some("parsing panicked".to_owned());
    };
    let refused = lenient.diagnostics().iter().any(|found| found.severity == Severity::Error);
    match law::nested(&lenient) {
        Err(broken) => Some(broken),
        Ok(()) if strict.is_err() != refused => Some("strict and lenient disagree".to_owned()),
        Ok(()) => None,
    }
}

//! The laws, over the example articles and over what is left of them when something goes wrong.

mod law;
mod shelf;

use std::fmt::Write as _;
use std::panic::catch_unwind;
use std::sync::{Mutex, PoisonError};

use selfhelp::diagnostic::{Diagnostic, Severity};
use selfhelp::payload::Payload;
use selfhelp::values::Values;
use selfhelp::{Article, Metadata, ParseError, RenderError, Text};

#[test]
fn laws_hold_for_every_example() {
    law::hold(&shelf::examples());
}

/// Examples whose names begin with `broken-` are those that strict parsing refuses.
#[test]
fn strict_parsing_refuses_exactly_the_broken_examples() {
    for example in shelf::examples() {
        let refused = Article::parse_bytes(&example.bytes).is_err();
        assert_eq!(refused, example.name().starts_with("broken-"), "{}", example.path.display());
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

/// Runs `check` on the source of every example, on all processors, and tells of all that it finds.
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
                        let _ = writeln!(report, "{}: {broken}", example.name());
                    }
                }
            });
        }
    });
    let report = report.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert!(report.is_empty(), "\n{report}");
}

/// What is wrong, unless strict and lenient parsing both return, agree, and put every node into its place.
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

//! The laws, over the example articles and over what is left of them when something goes wrong.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod law;
mod shelf;

use std::panic::catch_unwind;

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
        let ends = source.char_indices().map(|(at, _)| at);
        ends.for_each(|end| parses(&source[..end]));
    });
}

#[test]
fn every_article_without_one_character_parses() {
    each_example(|source| {
        for (at, c) in source.char_indices() {
            let behind = at + c.len_utf8();
            parses(&[&source[..at], &source[behind..]].concat());
        }
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

/// Runs `check` on the source of every example, on all processors.
fn each_example(check: fn(&str)) {
    let examples = shelf::examples();
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for worker in 0..workers {
            let mine = examples.iter().skip(worker).step_by(workers);
            scope.spawn(move || mine.for_each(|example| check(example.article().source())));
        }
    });
}

/// Strict and lenient parsing both return, agree, and put every node into its place.
#[track_caller]
fn parses(source: &str) {
    let Ok((strict, lenient)) = catch_unwind(|| (Article::parse(source), Article::parse_lenient(source))) else {
        panic!("parsing panicked on {source:?}");
    };
    let refused = lenient.diagnostics().iter().any(|found| found.severity == Severity::Error);
    assert_eq!(strict.is_err(), refused, "strict and lenient disagree on {source:?}");
    if let Err(broken) = law::nested(&lenient) {
        panic!("{broken} in {source:?}");
    }
}

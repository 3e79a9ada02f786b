//! Articles made from the grammar of the format: parsing gives back what was made, and damage changes no more than it
//! must.
//!
//! The same articles are made every time; `PROPTEST_RNG_SEED` asks for others, `PROPTEST_CASES` for so many.

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use serde_json::{Value, json};

use selfhelp::Article;

use support::share::share;
use support::{law, target};

mod body;
mod damage;
mod header;
mod shape;

/// Checks `law` on what `strategy` makes, on as many `cases` where the tests are thorough.
#[track_caller]
fn holds<S: Strategy>(cases: u32, strategy: S, law: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases.div_ceil(share() as u32);
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(5);
    }
    if let Err(error) = TestRunner::new(config).run(&strategy, law) {
        panic!("{error}");
    }
}

#[test]
fn metadata_comes_back() {
    holds(2_000, header::header(), |header| {
        let source = format!("{}\n# A title\n", header.source);
        let article = Article::parse(&source).map_err(|error| TestCaseError::fail(format!("{error} in {source}")))?;
        prop_assert_eq!(serde_json::to_value(&article.metadata).unwrap(), header.metadata, "of {}", source);
        prop_assert_eq!(article.to_html(), "<h1>A title</h1>\n");
        Ok(())
    });
}

#[test]
fn bodies_come_back() {
    holds(2_000, (header::header(), body::body()), |(header, body)| {
        let source = format!("{}\n{}", header.source, body.source);
        let article = Article::parse(&source).map_err(|error| TestCaseError::fail(format!("{error} in {source}")))?;
        prop_assert_eq!(shape::parts(&article.body), body.shape, "of {}", source);
        Ok(())
    });
}

#[test]
fn well_formed_articles_keep_all_laws() {
    holds(500, (header::header(), body::body()), |(header, body)| {
        let source = format!("{}\n{}", header.source, body.source);
        let case = law::Case::new(Article::parse_lenient(&source));
        prop_assert_eq!(law::faults(&case), vec![], "{}", source);
        Ok(())
    });
}

#[test]
fn payloads_come_back() {
    holds(500, payload(), |payload| {
        let source = format!("<properties selfHelpType=\"TSG_Questions\" />\n# A title\n---\n{payload:#}\n---\n");
        let article = Article::parse(&source).map_err(|error| TestCaseError::fail(format!("{error} in {source}")))?;
        let found = article.payload().map(|payload| payload.deserialize::<Value>());
        prop_assert_eq!(found.and_then(Result::ok), Some(payload), "of {}", source);
        Ok(())
    });
}

/// A JSON object.
fn payload() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-zA-Z]{1,8}", inner, 0..4).prop_map(|map| json!(map)),
        ]
    });
    prop::collection::btree_map("[a-zA-Z]{1,8}", value, 0..6).prop_map(|map| json!(map))
}

/// However articles are cut and put together again, the laws for any input hold.
#[test]
fn damaged_articles_keep_the_laws_for_any_input() {
    let article = || (header::header(), body::body()).prop_map(|(header, body)| header.source + "\n" + &body.source);
    let damage = prop::collection::vec(damage::damage(), 1..4);
    holds(2_000, (article(), article(), damage), |(one, other, damage)| {
        let source = damage.iter().fold(one, |source, damage| damage.apply(&source, &other));
        target::article(source.as_bytes());
        target::strict(source.as_bytes());
        Ok(())
    });
}

/// A header with one fault reads as format §2.2 says.
#[test]
fn damaged_headers_read_as_they_were_meant() {
    holds(1_000, damage::header(), |damaged| {
        let source = damaged.source;
        prop_assert_eq!(Article::parse(&source).is_err(), damaged.refused, "{}", source);
        let article = Article::parse_lenient(&source);
        prop_assert_eq!(serde_json::to_value(&article.metadata).unwrap(), damaged.metadata, "of {}", source);
        prop_assert!(!article.diagnostics().is_empty(), "{}", source);
        prop_assert_eq!(article.to_html(), "<h1>A title</h1>\n<p>Words.</p>\n", "of {}", source);
        Ok(())
    });
}

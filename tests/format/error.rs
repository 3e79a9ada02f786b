//! One error that holds all others.

use std::error::Error as _;

use selfhelp::payload::answers::Answers;
use selfhelp::values::Values;
use selfhelp::{Article, DraftError, Error, ParseError, RenderError};

/// The error displays as the one that it holds, and leads to the same source.
#[track_caller]
fn holds<E: std::error::Error + Clone + Into<Error>>(error: Option<E>, is: fn(&Error) -> bool) {
    let held = error.unwrap_or_else(|| panic!("no error"));
    let error: Error = held.clone().into();
    assert_eq!(error.to_string(), held.to_string());
    assert_eq!(error.source().map(ToString::to_string), held.source().map(ToString::to_string));
    assert!(is(&error), "{error:?}");
}

#[test]
fn every_error_is_held() {
    holds(Article::parse("# Title").err(), |error| matches!(error, Error::Parse(_)));
    holds(Some(RenderError::Write), |error| matches!(error, Error::Render(_)));
    holds(Values::from_json("[]").err(), |error| matches!(error, Error::Values(_)));
    holds(Some(DraftError::Lossy), |error| matches!(error, Error::Draft(_)));
    holds(Answers::from_json("[").err(), |error| matches!(error, Error::Payload(_)));
}

#[test]
fn errors_can_be_sent_and_kept() {
    fn is<E: std::error::Error + Send + Sync + 'static>() {}
    is::<Error>();
    is::<ParseError>();
}

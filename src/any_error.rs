//! [`Error`], which holds every other error.

use thiserror::Error;

use crate::draft::DraftError;
use crate::error::{ParseError, RenderError};
#[cfg(feature = "library")]
use crate::library::LoadError;
use crate::payload;
use crate::values::ValuesError;

/// Any error of this crate: one type to return where several can occur.
///
/// It displays as the error that it holds, and has the same [source](std::error::Error::source).
///
/// ```
/// use selfhelp::{Article, render::html::Html, values::Values};
///
/// fn page(article: &str, values: &str) -> Result<String, selfhelp::Error> {
///     let (article, values) = (Article::parse(article)?, Values::from_json(values)?);
///     Ok(Html::new().values(&values).render(&article)?)
/// }
///
/// assert_eq!(page("<properties />\nA lamp.\n", "{}")?, "<p>A lamp.</p>\n");
/// let error = page("<properties />\nA lamp.\n", "[]").unwrap_err();
/// assert!(matches!(error, selfhelp::Error::Values(_)));
/// # Ok::<(), selfhelp::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// An article was refused.
    #[error(transparent)]
    Parse(#[from] ParseError),
    /// An article could not be rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// Values could not be read.
    #[error(transparent)]
    Values(#[from] ValuesError),
    /// A draft refused a change, or could not be written.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// A payload or the answers to a form could not be read.
    #[error(transparent)]
    Payload(#[from] payload::Error),
    /// A folder of articles could not be read.
    #[cfg(feature = "library")]
    #[error(transparent)]
    Load(#[from] LoadError),
}

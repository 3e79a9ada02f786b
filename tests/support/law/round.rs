//! Laws about round trips and repetition.

use selfhelp::diagnostic::{Code, Diagnostic, Severity};
use selfhelp::{Article, Metadata};

use super::{Broken, Case};

/// An article that was serialised and read back is the same, and serialises to the same.
pub fn serialised(case: &Case) -> Result<(), Broken> {
    let json = serde_json::to_string(&case.article).map_err(|error| error.to_string())?;
    let back: Article = serde_json::from_str(&json).map_err(|error| error.to_string())?;
    let again = serde_json::to_string(&back).map_err(|error| error.to_string())?;
    if again != json {
        return Err(format!("{} became {}", difference(&json, &again), difference(&again, &json)));
    }
    if back != case.article {
        return Err("the articles differ although their JSON is the same".to_owned());
    }
    Ok(())
}

/// Parsing the same source and rendering the same article gives the same, to the byte.
pub fn repeated(case: &Case) -> Result<(), Broken> {
    let again = Article::parse_lenient(case.article.source());
    let same_text = (again.to_html(), again.to_text()) == (case.html.clone(), case.text.clone());
    let same_tree = again.body == case.article.body && again.metadata == case.article.metadata;
    match (same_tree, same_text) {
        (true, true) => Ok(()),
        (false, _) => Err("the trees differ".to_owned()),
        (true, false) => Err("the outputs differ".to_owned()),
    }
}

/// Strict parsing refuses exactly the articles with an error among their diagnostics, and reports the first.
pub fn strict(case: &Case) -> Result<(), Broken> {
    let lenient = Article::parse_lenient(case.article.source());
    let errors = || lenient.diagnostics().iter().filter(|found| found.severity == Severity::Error);
    match Article::parse(lenient.source()) {
        Ok(article) if errors().next().is_some() => Err(format!("{:?} was accepted", article.title())),
        Ok(article) if article != lenient => Err("the strict article differs from the lenient one".to_owned()),
        Ok(_) => Ok(()),
        Err(error) if errors().all(|found| found != error.first()) => Err(format!("refused without reason: {error}")),
        Err(error) if errors().any(|found| found.span.start < error.span().start) => {
            Err(format!("the first error is not the first: {error}"))
        }
        Err(error) if error.position() != lenient.position(error.span().start as usize) => {
            Err(format!("the error is not at {}", error.position()))
        }
        Err(_) => Ok(()),
    }
}

/// What reads a header alone gives the metadata of the article, and refuses the same articles but for their payload.
pub fn header(case: &Case) -> Result<(), Broken> {
    let lenient = Article::parse_lenient(case.article.source());
    let refuses = |found: &Diagnostic| found.severity == Severity::Error && found.code != Code::PAYLOAD_JSON;
    let refused = lenient.diagnostics().iter().any(refuses);
    if Metadata::parse_lenient(lenient.source()) != case.article.metadata {
        return Err("the lenient metadata differ".to_owned());
    }
    match Metadata::parse(lenient.source()) {
        Ok(_) if refused => Err("a header was accepted whose article is not".to_owned()),
        Ok(metadata) if metadata != case.article.metadata => Err("the strict metadata differ".to_owned()),
        Err(error) if !refused => Err(format!("a header was refused whose article is not: {error}")),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// The part of `one` around its first difference from `other`.
fn difference(one: &str, other: &str) -> String {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    one.chars().skip(same.saturating_sub(20)).take(60).collect()
}

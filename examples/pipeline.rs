//! What a build does with a library: checks it, and writes every article as a page and as text, with a list of all.
//!
//! ```text
//! cargo run --manifest-path examples/Cargo.toml --bin pipeline -- articles target/site
//! ```
//!
//! It fails where an article is refused, has an error, or shares its id with another.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, error::Error, fs};

use selfhelp::check::Checker;
use selfhelp::diagnostic::Severity;
use selfhelp::library::{ArticleFile, Catalog, Library};
use selfhelp::render::html::{Html, Page};
use serde_json::json;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let from = arguments.next().ok_or("name the folder of the articles and that of the site")?;
    let to = PathBuf::from(arguments.next().ok_or("name the folder of the site")?);
    let catalog = Library::load(from)?.catalog();
    let mut list = String::new();
    for file in catalog.files() {
        list += &format!("{}\n", write(file, &to)?);
    }
    fs::create_dir_all(&to)?;
    fs::write(to.join("articles.jsonl"), list)?;
    let errors = errors(&catalog);
    errors.iter().for_each(|error| eprintln!("{error}"));
    println!("{} articles, {} errors", catalog.len(), errors.len());
    Ok(if errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Writes a page and a text for `file`; what the list says of it.
fn write(file: &ArticleFile, to: &Path) -> Result<serde_json::Value, Box<dyn Error>> {
    let (article, page) = (file.article(), to.join(file.path()).with_extension("html"));
    fs::create_dir_all(page.parent().ok_or("a page is in a folder")?)?;
    fs::write(&page, Page::new().render(&Html::new(), article)?)?;
    fs::write(page.with_extension("txt"), article.to_text())?;
    Ok(json!({
        "path": file.path().with_extension("html"),
        "title": article.title(),
        "summary": article.summary(200),
        "placeholders": article.placeholder_names(),
        "metadata": article.metadata,
    }))
}

/// What must be mended before the library is published.
fn errors(catalog: &Catalog) -> Vec<String> {
    let mut errors = Vec::new();
    for error in catalog.refused() {
        errors.push(error.source().map_or(error.to_string(), |source| format!("{error}: {source}")));
    }
    let checker = Checker::new();
    for file in catalog.files() {
        let lines = file.article().line_index();
        for found in checker.check(file.article()).into_iter().filter(|found| found.severity == Severity::Error) {
            let position = lines.position(file.article().source(), found.span.start as usize);
            errors.push(format!("{}: {} at {position}", file.path().display(), found.message));
        }
    }
    for files in catalog.duplicates() {
        let paths: Vec<String> = files.iter().map(|file| file.path().display().to_string()).collect();
        errors.push(format!("these have the same articleId: {}", paths.join(", ")));
    }
    errors
}

//! Libraries: which files are read, what is looked up and found in them, and how changes are followed.

mod find;
mod load;
mod refresh;

use std::path::Path;

use selfhelp::Article;
use selfhelp::library::{ArticleFile, Catalog, Library};

/// An article with these properties.
fn article(properties: &str) -> String {
    format!("<properties {properties} />\n# Disks\n")
}

/// The catalog of articles, each with its path and properties.
fn catalog(files: &[(&str, &str)]) -> Catalog {
    files.iter().map(|(path, properties)| (*path, Article::parse_lenient(&article(properties)))).collect()
}

fn paths<'a>(files: impl IntoIterator<Item = &'a ArticleFile>) -> Vec<&'a str> {
    files.into_iter().map(|file| file.path().to_str().expect("a path of the test")).collect()
}

/// The paths of what `folder` has.
fn loaded(folder: &Path) -> Vec<String> {
    let catalog = Library::load(folder).expect("the folder can be read").catalog();
    paths(catalog.files()).into_iter().map(str::to_owned).collect()
}

/// What could not be read of `folder`, with the reason if that is another error.
fn refused(folder: &Path) -> Vec<String> {
    let catalog = Library::load(folder).expect("the folder can be read").catalog();
    catalog.refused().map(|error| shown(error)).collect()
}

fn shown(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

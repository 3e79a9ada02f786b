//! A full-text index of a library, whose hits lead to the heading that they are under.
//!
//! ```text
//! cargo run --manifest-path examples/Cargo.toml --bin indexer -- make articles target/index
//! cargo run --manifest-path examples/Cargo.toml --bin indexer -- find target/index 'generalized image'
//! ```

use std::{env, error::Error, fs, path::Path};

use selfhelp::library::Library;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{Field, STORED, Schema, TEXT, Value};
use tantivy::{Index, IndexWriter, TantivyDocument};

/// How many bytes of documents the writer keeps before it writes them.
const MEMORY: usize = 50_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", articles, index] => make(articles, Path::new(index)),
        ["find", index, words] => find(Path::new(index), words),
        _ => Err("expected `make ARTICLES INDEX` or `find INDEX WORDS`".into()),
    }
}

/// The fields of a document: where it is, the headings above it, and what it says.
struct Fields {
    link: Field,
    headings: Field,
    text: Field,
}

impl Fields {
    fn new() -> (Schema, Fields) {
        let mut schema = Schema::builder();
        let link = schema.add_text_field("link", STORED);
        let headings = schema.add_text_field("headings", TEXT | STORED);
        let text = schema.add_text_field("text", TEXT);
        (schema.build(), Fields { link, headings, text })
    }
}

fn make(articles: &str, to: &Path) -> Result<(), Box<dyn Error>> {
    let (schema, fields) = Fields::new();
    fs::create_dir_all(to)?;
    let index = Index::create_in_dir(to, schema)?;
    let mut writer: IndexWriter = index.writer(MEMORY)?;
    for file in Library::load(articles)?.catalog().files() {
        let article = file.article();
        let Some(id) = &article.metadata.article_id else { continue };
        for chunk in article.search_chunks() {
            // The portal renders ids with the prefix `a`.
            let anchor = chunk.anchor.map(|anchor| format!("#a-{anchor}")).unwrap_or_default();
            let mut document = TantivyDocument::default();
            document.add_text(fields.link, format!("/articles/{id}{anchor}"));
            document.add_text(fields.headings, chunk.headings.join(" > "));
            document.add_text(fields.text, chunk.text);
            writer.add_document(document)?;
        }
    }
    writer.commit()?;
    Ok(())
}

fn find(index: &Path, words: &str) -> Result<(), Box<dyn Error>> {
    let (_, fields) = Fields::new();
    let index = Index::open_in_dir(index)?;
    let searcher = index.reader()?.searcher();
    let parser = QueryParser::for_index(&index, vec![fields.headings, fields.text]);
    let (query, _) = parser.parse_query_lenient(words);
    for (_, address) in searcher.search(&query, &TopDocs::with_limit(10).order_by_score())? {
        let document: TantivyDocument = searcher.doc(address)?;
        let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        println!("{} {}", text(fields.link), text(fields.headings));
    }
    Ok(())
}

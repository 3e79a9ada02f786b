//! Sets properties of an article and mends what can be mended safely; every other byte of the file stays.
//!
//! ```text
//! cargo run --manifest-path examples/Cargo.toml --bin editor -- article.md pageTitle='A better title' displayOrder=7
//! ```

use std::{env, error::Error, fs};

use selfhelp::Article;
use selfhelp::diagnostic::{Applicability, Diagnostic, Fix};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let path = arguments.next().ok_or("name an article, and properties as name=value")?;
    let article = Article::parse_bytes_lenient(&fs::read(&path)?);
    let mut draft = article.edit();
    for argument in arguments {
        let (name, value) = argument.split_once('=').ok_or("properties are name=value")?;
        draft.set(name, value)?;
    }
    for found in article.check() {
        match safe_fix(&found) {
            // One that meets another change is for the next time.
            Some(fix) if draft.apply(std::slice::from_ref(&fix)).is_ok() => {}
            _ => eprintln!("{} at {}", found.message, article.position(found.span.start as usize)),
        }
    }
    // In the encoding of the file, which may be an old one.
    fs::write(path, draft.to_bytes()?)?;
    Ok(())
}

fn safe_fix(found: &Diagnostic) -> Option<Fix> {
    let applicability = found.code.rule()?.applicability()?;
    found.fix.clone().filter(|_| applicability == Applicability::Safe)
}

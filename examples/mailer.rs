//! An article as a mail, in text that can be joined again and in HTML for mail programs, with values filled in.
//!
//! ```text
//! cargo run --manifest-path examples/Cargo.toml --bin mailer -- \
//!     articles/complete/a-machine-that-did-not-start.md you@example.com vmname=web-01 > mail.eml
//! ```

use std::error::Error;
use std::io::{self, Write};
use std::{env, fs};

use lettre::Message;
use lettre::message::header::ContentType;
use lettre::message::{MultiPart, SinglePart};
use selfhelp::Article;
use selfhelp::render::html::{Html, Page};
use selfhelp::render::text::PlainText;
use selfhelp::values::Values;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let path = arguments.next().ok_or("name an article, a recipient, and values as name=value")?;
    let to = arguments.next().ok_or("name a recipient")?;
    let mut values = Values::new();
    for argument in arguments {
        let (name, value) = argument.split_once('=').ok_or("values are name=value")?;
        values = values.text(name, value);
    }
    let article = Article::parse_bytes(&fs::read(path)?)?;
    for missing in values.missing(&article) {
        eprintln!("`{}` has no value, so its default shows", missing.name);
    }
    io::stdout().write_all(&mail(&article, &values, &to)?.formatted())?;
    Ok(())
}

fn mail(article: &Article, values: &Values, to: &str) -> Result<Message, Box<dyn Error>> {
    let text = PlainText::new().values(values).flowed().render(article)?;
    let html = Html::new().values(values).mail().without_images();
    let flowed = ContentType::parse("text/plain; charset=utf-8; format=flowed")?;
    let parts = MultiPart::alternative()
        .singlepart(SinglePart::builder().header(flowed).body(text))
        .singlepart(SinglePart::html(Page::new().render(&html, article)?));
    let subject = html.title(article)?.unwrap_or_default();
    let message = Message::builder().from("Help <help@example.com>".parse()?).to(to.parse()?);
    Ok(message.subject(subject).multipart(parts)?)
}

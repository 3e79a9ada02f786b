//! Laws for the Markdown of every article: read again, it has the same words and links, and is the same Markdown.
//! `SELFHELP_CORPUS` names a folder with more articles.

use selfhelp::Article;
use selfhelp::payload::Model;
use selfhelp::render::html::Html;
use selfhelp::render::markdown::Markdown;
use selfhelp::tree::Part;
use selfhelp::values::Value;
use support::shelf;

use crate::words::browser;

/// Calls `law` with every article, without a payload that has lines of its own to fill in, and reports all that break it.
fn for_all(law: impl Fn(&Article) -> Result<(), String>) {
    let broken: Vec<String> = shelf::all()
        .iter()
        .filter_map(|example| {
            let mut article = example.article();
            if !matches!(article.data(), None | Some(Model::Unknown(_))) {
                article.body.retain(|part| !matches!(part, Part::Payload(_)));
            }
            Some(format!("{}: {}", example.path.display(), law(&article).err()?))
        })
        .collect();
    let first: Vec<&str> = broken.iter().take(12).map(String::as_str).collect();
    assert!(broken.is_empty(), "broken by {}\n{}", broken.len(), first.join("\n"));
}

/// The article that the Markdown of `article` is read as.
fn read(markdown: &str) -> Article {
    Article::parse_lenient(&format!("<properties />\n{markdown}"))
}

/// Compares lists; the error has the first place where they differ.
fn same(found: &[String], expected: &[String]) -> Result<(), String> {
    if found == expected {
        return Ok(());
    }
    let alike = found.iter().zip(expected).take_while(|(found, expected)| found == expected).count();
    let around =
        |all: &[String]| all.iter().skip(alike.saturating_sub(3)).take(8).cloned().collect::<Vec<_>>().join(" ");
    Err(format!("{:?} instead of {:?}", around(found), around(expected)))
}

#[test]
fn markdown_is_read_as_what_it_was_made_of() {
    for_all(|article| {
        let markdown = article.to_markdown();
        let again = read(&markdown).to_markdown();
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        same(&lines(&again), &lines(&markdown))
    });
}

/// The words of letters and digits that a browser shows of the HTML.
fn letters(html: &str) -> Vec<String> {
    let words = browser::words(html).join(" ");
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn no_word_is_lost() {
    // With a value for everything, portal links have addresses in both.
    let all = |_: &str| Some(Value::text("*v*1"));
    for_all(|article| {
        let html = Html::new().values(&all).render(article).map_err(|error| error.to_string())?;
        let markdown = Markdown::new().values(&all).render(article).map_err(|error| error.to_string())?;
        same(&letters(&read(&markdown).to_html()), &letters(&html))
    });
}

/// Where the links of the HTML lead, in order.
fn addresses(article: &Article) -> Vec<String> {
    let html = article.to_html();
    let targets = html.split("<a href=\"").skip(1).filter_map(|after| after.split('"').next());
    targets.map(str::to_owned).collect()
}

#[test]
fn links_lead_to_the_same_addresses() {
    for_all(|article| same(&addresses(&read(&article.to_markdown())), &addresses(article)));
}

#[test]
fn headings_code_and_items_are_the_same() {
    let tags = ["/h1", "/h2", "/h3", "/h4", "/h5", "/h6", "/pre", "/li", "/blockquote", "/aside", "img", "/code"];
    for_all(|article| {
        let count = |article: &Article| {
            let html = article.to_html();
            tags.map(|tag| format!("{tag} {}", html.matches(&format!("<{tag}")).count())).to_vec()
        };
        if article.to_html().contains("<dl>") || article.to_html().contains("<ul class") {
            return Ok(());
        }
        same(&count(&read(&article.to_markdown())), &count(article))
    });
}

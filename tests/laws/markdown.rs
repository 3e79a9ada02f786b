//! Laws for the Markdown of every article: read again, it has the same words and links, and is the same Markdown.
//! `SELFHELP_CORPUS` names a folder with more articles. Bodies made of pieces have the same words in the same elements, too, for
//! this crate and for a reader that knows CommonMark, tables and strikethrough, and none of our amendments.

use selfhelp::Article;
use selfhelp::payload::Model;
use selfhelp::render::html::Html;
use selfhelp::render::markdown::Markdown;
use selfhelp::tree::Part;
use selfhelp::values::{Value, Values};
use support::random::Random;
use support::share::share;
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

/// What shows of `html`: its characters without blanks, each with the elements that it is in, and elements without text. Notes
/// are quotes that begin with their marker, as they are for a reader that does not know notes.
fn shown(html: &str) -> Vec<String> {
    const NOTE: &str = "<aside class=\"note\" role=\"note\">\n<p class=\"note-title\"><strong>Note</strong></p>";
    let html = html.replace(NOTE, "<blockquote>[!NOTE]").replace("</aside>", "</blockquote>");
    let html = html.replace(" scope=\"col\"", "").replace("&quot;", "\"");
    let (mut open, mut shown): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
    for piece in html.split_inclusive('>') {
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        let mut inside = open.clone();
        inside.sort_unstable();
        let letters = text.chars().filter(|c| !c.is_whitespace());
        shown.extend(letters.map(|c| format!("{c} {}", inside.join(" "))));
        let tag = tag.trim_start_matches('<').trim_end_matches('>');
        match tag.split([' ', '\n']).next().unwrap_or_default() {
            "" | "p" | "/p" | "br" | "tbody" | "/tbody" => {}
            "hr" | "img" | "li" => {
                shown.push(tag.split([' ', '\n', '/']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
            }
            name if name.starts_with('/') => drop(open.pop()),
            // The language of code does not show.
            "code" => open.push("code"),
            "s" => open.push("del"),
            _ => open.push(tag),
        }
    }
    shown
}

/// What a reader shows that knows no amendment to CommonMark.
fn elsewhere(markdown: &str) -> String {
    use pulldown_cmark::{Options, Parser, html};
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH));
    out
}

/// What may show as something else beside others.
const PIECES: [&str; 45] = [
    "a",
    " ",
    "\n",
    "\n\n",
    "（",
    "。",
    "，",
    "中",
    "😀",
    "(",
    ".",
    "_",
    "1",
    "\\\\",
    "&nbsp;",
    "**",
    "*",
    "~~",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<s>",
    "</s>",
    "`a`",
    "\n* ",
    "\n  * ",
    "\n    * ",
    "\n1. ",
    "\n   1. ",
    "- ",
    "\n> ",
    "\n> [!NOTE]\n> ",
    "\\[!NOTE]",
    "<!-- c -->",
    "<!--$v-->d<!--/$v-->",
    "![<!--$v-->d<!--/$v-->](https://a.example/b.png)",
    "<https://a.example/灯[b]>",
    "https://b.example/灯",
    "a@b_c.example.com",
    "\n```\n",
    "\n---\n",
    "[c](https://a.example)",
    "\n# ",
    "<br>",
];

const PLACES: [(&str, &str); 5] =
    [("", ""), ("x", "y"), ("* x\n  * ", "\n  * y"), ("> ", "\n\nx"), ("|x|\n|-|\n|", "|")];

const VALUES: [&str; 4] = ["", " ", "[!NOTE]\nv", "（*v*）"];

const TRIES: usize = 160_000;

#[test]
fn pieces_show_as_they_do_in_html() {
    let mut random = Random(1);
    let mut broken = Vec::new();
    for _ in 0..TRIES / share() {
        let pieces: String = (0..random.below(5) + 1).map(|_| *random.of(&PIECES)).collect();
        let ((before, after), value) = (*random.of(&PLACES), *random.of(&VALUES));
        let body = format!("{before}{pieces}{after}");
        let article = read(&body);
        let values = Values::new().text("v", value);
        let html = Html::new().values(&values).render(&article).expect("nothing can be missing");
        let markdown = Markdown::new().values(&values).render(&article).expect("nothing can be missing");
        let expected = shown(&html);
        let all = [
            ("here", same(&shown(&read(&markdown).to_html()), &expected)),
            ("elsewhere", same(&shown(&elsewhere(&markdown)), &expected)),
        ];
        broken.extend(
            all.into_iter().filter_map(|(name, law)| {
                Some(format!("{name}: {body:?} {value:?} gives {markdown:?}: {}", law.err()?))
            }),
        );
    }
    broken.sort_by_key(String::len);
    assert!(broken.is_empty(), "{}\n{}", broken.len(), broken[..broken.len().min(40)].join("\n"));
}

//! Links and emphasis as authors mean them (format §5).

mod addresses;
mod emphasis;
mod gaps;

use selfhelp::Article;
use selfhelp::diagnostic::Diagnostic;

const HEADER: &str = "<properties pageTitle=\"Lamp\" articleId=\"lamp-1\" />\n\n";

fn article(body: &str) -> Article {
    Article::parse_lenient(&format!("{HEADER}{body}"))
}

#[track_caller]
fn html(body: &str, expected: &str) {
    assert_eq!(article(body).to_html().trim_end(), expected, "{body:?}");
}

/// `body` in every place that text can be in, with how often it is there, and with the line ends of each system.
fn places(body: &str) -> Vec<String> {
    let lines = |before: &str| body.replace('\n', &format!("\n{before}"));
    let mut places = vec![
        format!("{body}\n"),
        format!("Before.\n\n{body}\n\nAfter.\n"),
        format!("* {}\n* other\n", lines("  ")),
        format!("1. a\n\n   {}\n", lines("   ")),
        format!("> {}\n", lines("> ")),
        format!("> * {}\n", lines(">   ")),
        format!("<!--issueDescription-->\n{body}\n<!--/issueDescription-->\n"),
    ];
    if !body.contains('\n') {
        places.push(format!("## {body}\n"));
        places.push(format!("| a |\t\n|---|\n| {} |\n", body.replace('|', "\\|")));
    }
    let windows: Vec<String> = places.iter().map(|place| place.replace('\n', "\r\n")).collect();
    places.extend(windows);
    places
}

/// What is found in `body`, by code: the text that it is about, and the body with the fix.
fn found(body: &str, code: &str) -> Vec<(String, Option<String>)> {
    let article = article(body);
    let shown = |found: Diagnostic| {
        let fixed = found.fix.as_ref().and_then(|fix| fix.apply(article.source()));
        let place = article.source().get(found.span.range()).unwrap_or_default().to_owned();
        (place, fixed.map(|fixed| fixed[HEADER.len()..].to_owned()))
    };
    article.check().into_iter().filter(|found| found.code.as_str() == code).map(shown).collect()
}

/// `code` is found once in `body`, about `place`, and its fix makes `fixed` of it, in which it is found no more.
#[track_caller]
fn finds(body: &str, code: &str, place: &str, fixed: Option<&str>) {
    let found = found(body, code);
    assert_eq!(found, [(place.to_owned(), fixed.map(str::to_owned))], "{body:?}: {:#?}", article(body).check());
    if let Some(fixed) = fixed {
        assert_eq!(self::found(fixed, code), [], "{fixed:?}");
    }
}

/// `code` is not found in `body`.
#[track_caller]
fn silent(body: &str, code: &str) {
    assert_eq!(found(body, code), [], "{body:?}");
}

//! Every public function.

use selfhelp::Article;

use crate::function::{Input, RUN};

/// Every function accepts whatever it is given, and output that is not HTML is fit for its use.
pub fn functions(data: &[u8]) {
    used(&String::from_utf8_lossy(data), Article::parse_bytes_lenient(data));
}

/// Does everything with `article`, which parsing may never have made, and with `text`.
pub fn used(text: &str, article: Article) {
    let input = Input::new(text, article);
    RUN.iter().for_each(|run| (run.run)(&input));
    one_line(&input.article);
}

/// Title and summary are lines without control characters, and a summary is as short as it was asked for.
fn one_line(article: &Article) {
    let is_line = |text: &str| !text.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'));
    let title = article.title();
    assert!(title.as_deref().is_none_or(|title| is_line(title) && title.trim() == title), "{title:?}");
    for most in [0, 1, 20, 200, 10_000] {
        let summary = article.summary(most);
        assert!(is_line(&summary) && summary.chars().count() <= most, "{summary:?} at {most}");
    }
}

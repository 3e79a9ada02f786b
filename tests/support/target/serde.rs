//! The serialised form.

use selfhelp::Article;
use selfhelp::render::html::Html;
use selfhelp::render::text::PlainText;

/// An article serialises to JSON and back; other JSON is refused or makes an article that works.
pub fn serde(data: &[u8]) {
    if let Some(Ok(article)) = str::from_utf8(data).ok().map(serde_json::from_str::<Article>) {
        used(&article);
        identity(&article);
    }
    identity(&Article::parse_bytes_lenient(data));
}

fn identity(article: &Article) {
    let json = serde_json::to_string(article).unwrap_or_else(|error| panic!("{error}"));
    let back: Article = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error} in {json}"));
    assert_eq!(back, *article, "{json}");
    let again = serde_json::to_string(&back).unwrap_or_default();
    assert_eq!(again, json);
    assert_eq!(back.to_html(), article.to_html());
    assert_eq!(back.to_text(), article.to_text());
}

/// An article that parsing may never have made.
fn used(article: &Article) {
    for node in article.nodes() {
        let span = node.span();
        let _ = (article.position(span.start as usize), span.len(), span.range());
    }
    super::sound(&article.to_html());
    super::sound_mail(&Html::new().mail().render(article).unwrap_or_default());
    super::sound_profile(&super::profile().render(article).unwrap_or_default());
    let _ = (Html::new().without_title().render(article), PlainText::new().width(7).without_title().render(article));
    super::functions::used(article.source(), article.clone());
}

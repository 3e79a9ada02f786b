//! What rendering holds before it refuses an output: a few times what the output may have, whatever values and trees are.

use selfhelp::link::{Resolved, Target};
use selfhelp::payload::Payload;
use selfhelp::render::html::{Html, fill_html, unfilled};
use selfhelp::render::text::PlainText;
use selfhelp::span::Span;
use selfhelp::tree::{Block, Blocks, CodeBlock, Inline, Paragraph, Part, Parts, Quote};
use selfhelp::values::{Missing, Value, Values};
use selfhelp::{Article, RenderError};

use crate::{alone, peak};

/// How many times the limit may be held at once.
const MOST: usize = 5;

/// An output is refused, and not much more was held than it may have.
#[track_caller]
fn refuses(name: &str, work: impl FnOnce() -> Result<String, RenderError>) {
    match peak(work) {
        (bytes, Err(RenderError::OutputTooLarge { limit })) => {
            assert!(bytes <= MOST * limit, "{name}: {bytes} bytes are held for a limit of {limit}");
        }
        (_, other) => panic!("{name} gives {:?}", other.map(|output| output.len())),
    }
}

#[track_caller]
fn both_refuse(body: &str, values: &Values) {
    let article = Article::parse_lenient(&format!("<properties />\n{body}"));
    let name = &body[..body.len().min(40)];
    refuses(name, || Html::new().values(values).render(&article));
    refuses(name, || Html::new().values(values).missing(Missing::Marker).render(&article));
    for text in [PlainText::new(), PlainText::new().unlimited(), PlainText::new().width(1), PlainText::new().flowed()] {
        refuses(name, || text.values(values).render(&article));
    }
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { content: content.into(), span: Span::NONE })
}

#[test]
fn values_of_text() {
    let _alone = alone();
    let values = Values::new().text("v", "\"".repeat(4_096)).text("lines", "a\n".repeat(2_048));
    let slots = "<!--$v--><!--/$v-->".repeat(9_990);
    for body in [
        slots.clone(),
        format!("# {slots}"),
        format!("`{slots}`"),
        format!("```\n{slots}\n```"),
        format!("[a](https://e.example/{slots})"),
        format!("[a](https://{slots}.example/)"),
        format!("|{slots}|\n|-|"),
        format!("[a](data-blade:A.B{})", ".a.$v".repeat(9_990)),
        format!("[a](data-blade:A.B.a.$no;data-blade-uri:https://e.example/{})", "{$v}".repeat(9_990)),
        format!("{0} ```\n{0} {1}\n{0} ```", ">".repeat(25), slots.replace("$v", "$lines")),
    ] {
        both_refuse(&body, &values);
    }
    let title = Article::parse_lenient(&format!("<properties />\n[a](https://e.example \"{slots}\")"));
    refuses("a title", || Html::new().values(&values).render(&title));
}

#[test]
fn values_of_markdown() {
    let _alone = alone();
    let body = "<!--$v--><!--/$v--> x\n\n".repeat(9_990);
    for markdown in [
        format!("|{}\n|{}\n", "a|".repeat(500), "-|".repeat(500)),
        format!("{}a", ">".repeat(30)).repeat(100),
        "`a` ".repeat(1_000),
    ] {
        both_refuse(&body, &Values::new().markdown("v", &markdown));
    }
    let article = Article::parse_lenient(&format!("<properties />\n{body}"));
    let link = Values::new().markdown("v", &format!("[](https://e.example/{})", "a".repeat(4_000)));
    refuses("an address", || Html::new().values(&link).render(&article));
    // Nothing of a value that is too large is parsed.
    let large = ">".repeat(1 << 20);
    let json = format!("{{\"v\": {{\"markdown\": \"{large}\"}}}}");
    let (bytes, refused) = peak(|| Values::from_json(&json).is_err());
    assert!(refused && bytes < 3 * json.len(), "{bytes} bytes are held for JSON of {}", json.len());
    let source = |_: &str| Some(Value::markdown(&large));
    let (bytes, refused) = peak(|| Html::new().values(&source).render(&article).is_err());
    assert!(refused && bytes < 4 * large.len(), "{bytes} bytes are held for a value of {}", large.len());
}

#[test]
fn what_a_host_gives() {
    let _alone = alone();
    let long = "a".repeat(1 << 20);
    let resolver = |_: &Target<'_>| Resolved::To(format!("https://e.example/{long}"));
    let links = Article::parse_lenient(&format!("<properties />\n{}", "[a](b) ".repeat(9_990)));
    refuses("a resolver", || Html::new().resolver(&resolver).render(&links));
    let notes = Article::parse_lenient(&format!("<properties />\n{}", "> [!NOTE]\n> a\n\n".repeat(9_990)));
    let prefix = "x".repeat(1 << 16);
    refuses("a prefix", || Html::new().class_prefix(&*prefix).render(&notes));
}

/// Trees that no article of their size makes.
#[test]
fn trees() {
    let _alone = alone();
    let parts = |blocks: Vec<Block>| blocks.into_iter().map(Part::Block).collect::<Parts>();
    let code =
        |text: String| Block::Code(CodeBlock { language: None, content: text.as_str().into(), span: Span::NONE });
    let mut deep = code("a\n".repeat(1 << 17));
    for _ in 0..50 {
        let blocks = Blocks::from(vec![deep]);
        deep = Block::Quote(Box::new(Quote { alert: None, blocks, span: Span::NONE }));
    }
    let payload = |items: usize| -> Parts {
        let text = format!("{}{}1{}", "[".repeat(13), "1,".repeat(items), "]".repeat(13));
        [Part::Payload(Payload { text: text.as_str().into(), span: Span::NONE })].into_iter().collect()
    };
    let words = Inline::text("\"".repeat(1 << 21));
    for (name, parts) in [
        ("words", parts(vec![paragraph(vec![words.clone()])])),
        ("many words", parts(vec![paragraph(vec![Inline::text("\"".repeat(1 << 14)); 256])])),
        ("code", parts(vec![code("\"".repeat(1 << 21))])),
        ("a long payload", payload(1 << 20)),
        ("a payload whose indentation is long", payload(45_000)),
    ] {
        refuses(name, || Html::new().render_parts(&parts));
        refuses(name, || PlainText::new().render_parts(&parts));
    }
    refuses("deep code", || PlainText::new().render_parts(&parts(vec![deep])));
    let span = Span::new(0, u32::MAX as usize - 1);
    let block = Block::Paragraph(Paragraph { content: [Inline::text("a")].into_iter().collect(), span });
    for work in [|block: &Block| Html::new().render_block(block), |block: &Block| PlainText::new().render_block(block)]
    {
        let (bytes, output) = peak(|| work(&block));
        assert!(output.is_ok() && bytes < 2 << 20, "{bytes} bytes are held for one letter");
    }
}

/// What holds for filling is a few times its input, the list of markers in it.
#[test]
fn filling() {
    let _alone = alone();
    let values = Values::new().text("v", "\"".repeat(4_096));
    refuses("markers", || fill_html(&"<!--$v--><!--/$v-->".repeat(9_990), &values));
    for html in ["<!--/$v-->".repeat(1 << 14), "<!--$v-->".repeat(1 << 14), "</a>".repeat(1 << 15)] {
        let (bytes, filled) = peak(|| fill_html(&html, &values));
        assert!(filled.as_deref() == Ok(&*html) && bytes <= MOST * html.len(), "{bytes} for {}", html.len());
        let (bytes, names) = peak(|| unfilled(&html));
        assert!(names.is_empty() && bytes <= MOST * html.len(), "{bytes} for {}", html.len());
    }
}

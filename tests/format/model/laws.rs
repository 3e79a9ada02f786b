//! What holds for any payload: the examples, and what is left of them after damage.

use std::path::Path;

use selfhelp::Article;
use selfhelp::payload::Model;
use selfhelp::payload::answers::Answers;
use selfhelp::payload::form::{Element, ScopingQuestions, Visibility};
use selfhelp::span::Span;

/// The example articles with payloads.
fn examples() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../articles");
    let mut folders = vec![folder];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
                if Article::parse_lenient(&text).payload().is_some() {
                    found.push((path.display().to_string(), text));
                }
            }
        }
    }
    found.sort();
    assert!(found.len() > 12, "few examples");
    found
}

/// Everything that holds for an article.
fn check(name: &str, text: &str) {
    let article = Article::parse_lenient(text);
    let Some(payload) = article.payload() else { return };
    for found in article.check() {
        assert!(payload.text.is_empty() || article.source().get(found.span.range()).is_some(), "{name}: {found:?}");
    }
    let model = article.data().expect("a payload has a model");
    assert_eq!(model, article.data().expect("again"), "{name}: reading again gives the same");
    let json = serde_json::to_string(&model).expect("a model serialises");
    let back: Model = serde_json::from_str(&json).expect("a model deserialises");
    if !json.contains("e+") {
        assert_eq!(back, model, "{name}: serialising and back is identity");
    }
    if let Model::ScopingQuestions(form) = &model {
        spans(name, &article, payload.span, form);
        answers(form, &back);
    }
}

/// Spans lie in the payload and cover their values.
fn spans(name: &str, article: &Article, whole: Span, form: &ScopingQuestions) {
    let inside = |span: Span, outer: Span| assert!(outer.contains(span), "{name}: {span:?} is not in {outer:?}");
    let covers = |span: Span, value: &str| {
        let written = article.source().get(span.range()).unwrap_or_else(|| panic!("{name}: {span:?}"));
        assert!(
            written.contains(value) || written.contains('\\') || written.contains(['[', '{']),
            "{name}: {value:?} is not in {written:?}"
        );
    };
    for element in form.elements() {
        inside(element.span, whole);
        let texts = [
            &element.id,
            &element.display_label,
            &element.watermark_text,
            &element.info_balloon_text,
            &element.content,
        ];
        let options = element.options.iter().flat_map(|option| [&option.inner.value, &option.inner.text]);
        for text in texts.into_iter().flatten().chain(&element.hints).chain(options) {
            inside(text.span, element.span);
            covers(text.span, text);
        }
        if let Visibility::When(condition) = &*element.visibility {
            for test in condition.expression().tests() {
                inside(test.id.span, element.visibility.span);
            }
        }
    }
    assert_eq!(form.asked().count(), form.elements().len());
}

/// Hidden questions neither refuse nor leak, and the model that was read back thinks the same.
fn answers(form: &ScopingQuestions, back: &Model) {
    let back = back.as_form().expect("a form");
    let ids = form.elements().iter().filter_map(|element| element.id.as_deref());
    let all: Answers = ids.map(|id| (id.to_owned(), "x".to_owned())).collect();
    for given in [Answers::new(), all] {
        let result = form.validate(&given);
        assert_eq!(result, back.validate(&given));
        let shown: Vec<&Element> = form.shown(&given);
        let is_shown = |id: &str| shown.iter().any(|element| element.id.as_deref() == Some(id));
        match result {
            Ok(good) => assert!(good.iter().all(|(id, _)| is_shown(id))),
            Err(problems) => assert!(problems.iter().all(|problem| problem.element.is_none() || is_shown(&problem.id))),
        }
    }
    assert_eq!(form.to_json_schema(), back.to_json_schema());
}

#[test]
fn laws_hold_for_examples() {
    examples().iter().for_each(|(name, text)| check(name, text));
}

#[test]
fn laws_hold_for_damaged_examples() {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % limit as u64) as usize
    };
    let pieces = [
        "\"", "\\", "{", "}", "[", "]", ",", ":", "\n", "null", "\"id\":", "(", ")", "&&", "==", "1", "true", "é",
        "\\u0041", " ",
    ];
    for (name, text) in examples() {
        for _ in 0..60 {
            let mut damaged = text.clone();
            for _ in 0..1 + below(3) {
                let at = below(damaged.len() + 1);
                let Some(at) = (at..=damaged.len()).find(|at| damaged.is_char_boundary(*at)) else { continue };
                let end =
                    (at + below(6)..=damaged.len()).find(|end| damaged.is_char_boundary(*end)).unwrap_or(damaged.len());
                damaged.replace_range(at..end, pieces[below(pieces.len())]);
            }
            check(&name, &damaged);
        }
    }
}

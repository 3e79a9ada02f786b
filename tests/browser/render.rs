//! Renders articles for the browser: JSON lines in, JSON lines out, one process for all of them.
//!
//! A line in is `{"article": "…", "values": {…}}`, one out `{"fragment": "…", "page": "…", "filled": "…", "codes": […]}`:
//! `filled` has its values from the second pass, `codes` are the codes of the diagnostics. For `{"article": "…", "action": "…",
//! "submitted": "…"}`, what a browser sent of a form, it is what was read of that, and the page of the form with it; `null`
//! where the article is not a form. The argument names the renderer:
//! `selfhelp`; `any-scheme`, which is it with the filter of link targets taken out; or `bare`, pulldown-cmark with the
//! values put into the Markdown.

use std::error::Error;
use std::io::{self, BufRead, BufWriter, Write};

use selfhelp::Article;
use selfhelp::link::{Resolve, Resolved, Target};
use selfhelp::payload::Model;
use selfhelp::payload::answers::{Answers, Choices};
use selfhelp::payload::form::Element;
use selfhelp::render::Form;
use selfhelp::render::html::{Html, Page, fill_html};
use selfhelp::values::{Missing, Values};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let render = match std::env::args().nth(1).as_deref() {
        None | Some("selfhelp") => selfhelp,
        Some("any-scheme") => any_scheme,
        Some("bare") => bare,
        Some(other) => return Err(format!("expected `selfhelp`, `any-scheme` or `bare`, found `{other}`").into()),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let article = line["article"].as_str().unwrap_or_default();
        let rendered = match line["submitted"].as_str() {
            Some(body) => submitted(article, line["action"].as_str(), body)?,
            None => render(article, &line["values"])?,
        };
        writeln!(out, "{rendered}")?;
        out.flush()?;
    }
    Ok(())
}

fn selfhelp(article: &str, values: &Value) -> Result<Value, Box<dyn Error>> {
    let article = Article::parse_lenient(article);
    let values = read(values)?;
    let html = Html::new().values(&values);
    let codes: Vec<_> = article.check().iter().map(|found| found.code.as_str().to_owned()).collect();
    let marked = Html::new().missing(Missing::Marker).render(&article)?;
    Ok(json!({
        "codes": codes,
        "fragment": html.render(&article)?,
        "page": Page::new().render(&html, &article)?,
        "filled": fill_html(&marked, &values)?,
        "mail": html.mail().render(&article)?,
    }))
}

/// What was read of a form that a browser sent, and the page that shows it again.
fn submitted(article: &str, action: Option<&str>, body: &str) -> Result<Value, Box<dyn Error>> {
    let article = Article::parse_lenient(article);
    let Some(form) = article.data().and_then(Model::into_form) else { return Ok(Value::Null) };
    let answers = Answers::from_urlencoded(&form, body, &Choices::new());
    let (clean, problems) = match form.validate(&answers) {
        Ok(clean) => (Some(clean), Vec::new()),
        Err(problems) => (None, problems),
    };
    let ids = |elements: &[&Element]| -> Vec<String> {
        elements.iter().filter_map(|element| Some(element.id.as_ref()?.to_string())).collect()
    };
    let dynamic: Vec<&Element> =
        form.asked().map(|element| &element.inner).filter(|element| element.dynamic.is_some()).collect();
    let asked = Form::new().answers(&answers).problems(&problems);
    let asked = action.map_or(asked, |action| asked.action(action));
    Ok(json!({
        "answers": answers,
        "clean": clean,
        "dynamic": ids(&dynamic),
        "shown": ids(&form.shown(&answers)),
        "problems": problems.iter().map(|problem| json!({"id": problem.id, "code": problem.code()})).collect::<Vec<_>>(),
        "page": Page::new().render(&Html::new().form(asked), &article)?,
    }))
}

/// The planted fault: every target is a link, whatever its scheme.
fn any_scheme(article: &str, values: &Value) -> Result<Value, Box<dyn Error>> {
    let article = Article::parse_lenient(article);
    let values = read(values)?;
    let html = Html::new().values(&values).resolver(&Smuggled);
    Ok(json!({
        "fragment": Smuggled::unpack(&html.render(&article)?),
        "page": Smuggled::unpack(&Page::new().render(&html, &article)?),
    }))
}

/// Carries refused targets past the renderer, which would parse them again, as letters after a harmless address.
struct Smuggled;

const BAY: &str = "https://smuggled.invalid/";

impl Resolve for Smuggled {
    fn resolve(&self, target: &Target<'_>) -> Resolved {
        match target {
            Target::Unsafe(found) => {
                let hex: String = found.text.bytes().map(|byte| format!("{byte:02x}")).collect();
                Resolved::To(format!("{BAY}{hex}."))
            }
            _ => Resolved::Unchanged,
        }
    }
}

impl Smuggled {
    fn unpack(html: &str) -> String {
        let mut pieces = html.split(BAY);
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (hex, rest) = piece.split_once('.').unwrap_or(("", piece));
            let bytes = hex
                .as_bytes()
                .chunks(2)
                .filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
            let target = String::from_utf8_lossy(&bytes.collect::<Vec<_>>()).into_owned();
            out.push_str(&target.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;"));
            out.push_str(rest);
        }
        out
    }
}

/// The negative control: a naive service.
fn bare(article: &str, values: &Value) -> Result<Value, Box<dyn Error>> {
    let body = match article.strip_prefix("<properties").and_then(|rest| rest.split_once("/>\n")) {
        Some((_, body)) => body,
        None => article,
    };
    let mut filled = String::new();
    let mut rest = body;
    while let Some((before, found)) = rest.split_once("<!--$") {
        let (name, behind) = found.split_once("-->").unwrap_or((found, ""));
        let closer = format!("<!--/${name}-->");
        let (default, behind) = behind.split_once(closer.as_str()).unwrap_or(("", behind));
        filled.push_str(before);
        filled.push_str(values[name].as_str().or(values[name]["markdown"].as_str()).unwrap_or(default));
        rest = behind;
    }
    filled.push_str(rest);
    let mut fragment = String::new();
    let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
    pulldown_cmark::html::push_html(&mut fragment, pulldown_cmark::Parser::new_ext(&filled, options));
    let page =
        format!("<!DOCTYPE html>\n<html>\n<head>\n</head>\n<body>\n<main>\n{fragment}</main>\n</body>\n</html>\n");
    Ok(json!({"fragment": fragment, "page": page}))
}

fn read(values: &Value) -> Result<Values, Box<dyn Error>> {
    Ok(if values.is_null() { Values::new() } else { Values::from_json(&values.to_string())? })
}

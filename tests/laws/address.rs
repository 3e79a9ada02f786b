//! No value chooses where an author's link leads, nor what loads without a click: a placeholder at every offset of an
//! address, hostile values for it, and a browser's reading of the result (URL Standard).

use ammonia::Url;
use selfhelp::link::Base;
use selfhelp::metadata::Cloud;
use selfhelp::render::html::Html;
use selfhelp::span::Span;
use selfhelp::tree::{Block, Image, Inline, Piece, Template};
use selfhelp::values::{Missing, Values};
use support::specimen::{self, link, paragraph, template, words};

/// Addresses with everything that one can have.
const WEB: [&str; 9] = [
    "https://docs.example.com/a//b",
    "https://docs.example.com/a/b",
    "http://docs.example.com",
    "HTTPS://docs.example.com:8080/a/%20b/c?d=e&f#g",
    "https://docs.example.com/a?b",
    "https://docs.example.com#a/b",
    "button-link:https://docs.example.com/a/",
    "https://президент.рф/a",
    "https://10.0.0.4/a/b",
];

const MAIL: [&str; 3] =
    ["mailto:help@example.com", "mailto:a@example.com,b@example.com", "mailto:a@example.com?subject=b&body=c%20d"];

const RELATIVE: [&str; 6] = ["guide/a/b", "/guide/a", "guide//a", "/guide//a", "?a=b", "#a"];

const FALLBACKS: [&str; 6] = [
    "{$domain}/a//b",
    "https://docs.example.com/a/b?c#d",
    "https://docs.example.com:8080",
    "{$domain}/a/{$name}/b",
    "{$domain}",
    "{$domain}/#@fabrikam/resource{$nameDecoded}/boot",
];

/// What could choose another scheme, user, host, port or folder.
const VALUES: [&str; 42] = [
    "",
    ".",
    "..",
    "../..",
    "/",
    "//",
    "//evil.example",
    "\\",
    "\\\\evil.example",
    "/\\evil.example",
    "@evil.example",
    "a:b@evil.example/",
    "a@evil.example,b",
    "evil.example",
    ".evil.example",
    ".evil.example/",
    ".evil.example#",
    "evil.example?",
    ":80",
    ":1@evil.example",
    "1",
    "99999",
    "%",
    "%2e",
    "%2e%2e",
    "%2F%2Fevil.example",
    "%40evil.example",
    "2e",
    "e",
    "F",
    "javascript",
    "javascript:alert(1)",
    "java\tscript:",
    "https://evil.example",
    "https:",
    "s",
    "\u{3002}evil.example",
    "\u{ff0f}evil.example",
    "\u{ff0e}\u{ff0e}",
    "\r\nBcc: a@evil.example",
    "{$domain}",
    ";data-blade-uri:https://evil.example/",
];

fn to(target: impl Into<Template>) -> Block {
    paragraph([Inline::Link(Box::new(link("t", target)))])
}

fn picture(target: impl Into<Template>) -> Block {
    let image = Image { target: target.into(), title: None, alt: [words("a")].into_iter().collect(), span: Span::NONE };
    paragraph([Inline::Image(Box::new(image))])
}

fn render(html: &Html<'_>, block: &Block) -> String {
    html.render_block(block).unwrap()
}

/// Every offset in `target` where a placeholder could be.
fn offsets(target: &str) -> impl Iterator<Item = usize> + '_ {
    (0..=target.len()).filter(|&at| target.is_char_boundary(at))
}

fn valued(target: &str, at: usize) -> Template {
    template(&target[..at], "v", &target[at..])
}

/// Where the link in `html` leads, for a browser.
fn address(html: &str) -> Option<Url> {
    let rest = &html[html.find("<a href=\"")? + "<a href=\"".len()..];
    let written = rest[..rest.find('"').unwrap()].replace("&amp;", "&");
    Some(Url::parse(&written).unwrap_or_else(|error| panic!("{html}: {error}")))
}

/// `found` is where the value `x` leads, except for the value itself. A value inside a host is a part of the label
/// there.
#[track_caller]
fn alike(found: &Url, expected: &Url, context: &str) {
    assert_eq!(found.scheme(), expected.scheme(), "{context}");
    assert_eq!((found.username(), found.password()), ("", None), "{context}");
    let labels = |url: &Url| url.host_str().map(|host| host.split('.').count());
    assert_eq!(labels(found), labels(expected), "{context}");
    assert_eq!(segments(found), segments(expected), "{context}");
    assert_eq!(found.query().is_some(), expected.query().is_some(), "{context}");
    assert_eq!(found.fragment().is_some(), expected.fragment().is_some(), "{context}");
}

/// How many folders a path has, or how many addresses a mail has for programs that decode first.
fn segments(url: &Url) -> usize {
    match url.path_segments() {
        Some(segments) => segments.count(),
        None => url.path().replace("%40", "@").replace("%2C", ",").matches(['@', ',', ';']).count(),
    }
}

fn html(values: &Values) -> Html<'_> {
    Html::new().values(values)
}

#[test]
fn an_authors_address_stays_the_authors() {
    let mut links = 0;
    for target in WEB.into_iter().chain(MAIL) {
        let start = target.find(':').unwrap() + 1;
        for at in offsets(target).filter(|&at| at > 0 && !(target.starts_with("button") && at == "button-link:".len()))
        {
            let block = to(valued(target, at));
            let plain = Values::new().text("v", "1");
            let expected = address(&render(&html(&plain), &block));
            assert!(at >= start || expected.is_none(), "{target} at {at}");
            for value in VALUES {
                let values = Values::new().text("v", value);
                let found = address(&render(&html(&values), &block));
                let context = format!("{value:?} at {at} of {target:?}: {found:?}");
                assert_eq!(found.is_some(), expected.is_some(), "{context}");
                if let (Some(found), Some(expected)) = (&found, &expected) {
                    alike(found, expected, &context);
                    has_host_around(found, target, at, &context);
                    links += 1;
                }
            }
        }
    }
    assert!(links > 3_000, "{links}");
}

/// The author's part of the host before and after a value is still there.
#[track_caller]
fn has_host_around(found: &Url, target: &str, at: usize, context: &str) {
    let Some(start) = target.find("//").map(|slashes| slashes + 2).filter(|&start| start <= at) else { return };
    let end = target[start..].find([':', '/', '?', '#']).map_or(target.len(), |end| start + end);
    let (before, behind) = (&target[start..at.min(end)], &target[at.min(end)..end]);
    let host = found.host_str().unwrap_or_default();
    if target.is_ascii() {
        assert!(host.starts_with(before) && host.ends_with(behind), "{context}");
        assert!(at < end || host == before, "{context}");
    }
}

#[test]
fn no_value_makes_a_relative_target_leave_its_base() {
    let base = Base::new("https://docs.example.com/guides/index").unwrap();
    for target in RELATIVE {
        for at in offsets(target) {
            let block = to(valued(target, at));
            let leads = |value: &str| address(&render(&html(&Values::new().text("v", value)).resolver(&base), &block));
            let expected = leads("1");
            for value in VALUES {
                let context = format!("{value:?} at {at} of {target:?}");
                match (leads(value), &expected) {
                    (Some(found), Some(expected)) => {
                        alike(&found, expected, &context);
                        assert_eq!(found.host_str(), expected.host_str(), "{context}");
                    }
                    (Some(found), None) => assert!(at == 0 && found.as_str().starts_with(value), "{context}: {found}"),
                    (None, expected) => assert!(expected.is_none() || value.is_empty(), "{context}"),
                }
            }
        }
    }
}

/// As an address, where the cloud has no portal, and as data for a script, where a variable is missing.
#[test]
fn a_fallback_stays_the_authors() {
    let (mut addresses, mut data) = (0, 0);
    for fallback in FALLBACKS {
        for cloud in [Cloud::Public, Cloud::UsNat] {
            let start = "data-blade:A.B.id.$unknown;data-blade-uri:";
            let target = format!("{start}{fallback}");
            let names = |at: usize| target[..at].rfind("{$") > target[..at].rfind('}') || target[..at].ends_with('{');
            for at in offsets(&target).filter(|&at| at >= start.len() && !names(at)) {
                let block = to(valued(&target, at));
                let plain = Values::new().text("v", "1").text("name", "n");
                let known = render(&html(&plain).cloud(cloud.clone()), &block);
                let expected = address(&known);
                for value in VALUES {
                    let context = format!("{value:?} at {at} of {target:?}: {known}");
                    let values = Values::new().text("v", value).text("name", value);
                    let found = address(&render(&html(&values).cloud(cloud.clone()), &block));
                    assert_eq!(found.is_some(), expected.is_some(), "{context}");
                    if let (Some(found), Some(expected)) = (&found, &expected) {
                        assert_eq!(found.host_str(), expected.host_str(), "{context}");
                        assert_eq!(found.port(), expected.port(), "{context}");
                        assert!(segments(found) >= segments(expected), "{context}: {found}");
                        addresses += 1;
                    }
                    let unlinked = render(&Html::new().values(&values).cloud(Cloud::UsSec), &block);
                    data += usize::from(same_data(&unlinked, fallback, &context));
                }
            }
        }
    }
    assert!(addresses > 1_000 && data > 1_000, "{addresses} {data}");
}

/// Whether `html` gives a script a fallback; if so, it has the host of `fallback`.
#[track_caller]
fn same_data(html: &str, fallback: &str, context: &str) -> bool {
    let Some((_, data)) = html.split_once("data-blade=\"") else { return false };
    let Some((_, found)) = data[..data.find('"').unwrap()].split_once(";data-blade-uri:") else { return false };
    let portal = |text: &str| Url::parse(&text.replacen("{$domain}", "https://portal.azure.com", 1));
    let (found, expected) = (portal(found).expect(context), portal(fallback).expect(context));
    assert_eq!(found.origin(), expected.origin(), "{context}");
    assert_eq!(found.username(), "", "{context}");
    true
}

#[test]
fn no_value_is_part_of_a_pictures_address() {
    for target in WEB.into_iter().chain(RELATIVE).chain(["", "https://", "data:image/png,"]) {
        for at in offsets(target) {
            let block = picture(valued(target, at));
            for value in VALUES.into_iter().chain(["https://evil.example/a.png"]) {
                let values = Values::new().text("v", value);
                assert_eq!(render(&html(&values), &block), "<p>a</p>\n", "{value:?} at {at} of {target:?}");
            }
            let markdown = Values::new().markdown("v", "https://evil.example/a.png");
            assert_eq!(render(&html(&markdown), &block), "<p>a</p>\n");
            assert_eq!(render(&Html::new().missing(Missing::Empty), &block), "<p>a</p>\n");
        }
    }
}

#[test]
fn without_images_nothing_loads() {
    let markdown = "![b](https://example.com/b.png) <img src=https://example.com/c.png alt=c>";
    let values = Values::new().markdown("v", markdown);
    let slot = || Inline::Placeholder(Box::new(specimen::placeholder("v", "v")));
    for block in [paragraph([slot()]), paragraph([words("a "), slot()])] {
        assert_eq!(render(&html(&values), &block).matches("<img").count(), 2);
        let without = render(&html(&values).without_images(), &block);
        assert!(!without.contains("<img") && without.contains("b c"), "{without}");
    }
}

/// A deserialised tree may have its text in any number of pieces.
#[test]
fn text_in_pieces_is_read_as_one() {
    let base = Base::new("https://docs.example.com/").unwrap();
    let html = Html::new().resolver(&base);
    let pieces = |target: &str, at: usize| {
        Template::from(vec![Piece::Text(target[..at].into()), Piece::Text(target[at..].into())])
    };
    for target in support::vectors::targets().chain(WEB.into_iter().chain(FALLBACKS).map(str::to_owned)) {
        let (link, image) = (render(&html, &to(&*target)), render(&html, &picture(&*target)));
        for at in offsets(&target).step_by(3) {
            assert_eq!(render(&html, &to(pieces(&target, at))), link, "{target:?} at {at}");
            assert_eq!(render(&html, &picture(pieces(&target, at))), image, "{target:?} at {at}");
        }
    }
}

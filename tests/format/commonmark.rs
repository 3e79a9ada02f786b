//! The examples of CommonMark 0.31.2 and of GitHub Flavored Markdown without raw HTML: our HTML is theirs, except for
//! the differences listed here with the rule that causes each.
//!
//! `data/commonmark.jsonl` and `data/gfm.jsonl` have one example a line. Examples that GFM has in common with
//! CommonMark are in the first file only.

use std::collections::BTreeSet;

use selfhelp::Article;
use selfhelp::link::{Resolve, Resolved, Target};
use selfhelp::render::html::Html;
use serde::Deserialize;

/// A specification with the differences from it.
struct Specification {
    examples: &'static str,
    /// How many examples there are, and how many of them differ.
    counts: (usize, usize),
    rules: &'static [Rule],
    otherwise: &'static [Otherwise],
}

/// A difference that a change to the expected HTML describes, and the examples that have it.
struct Rule {
    why: &'static str,
    change: fn(&str) -> String,
    examples: &'static [u32],
}

/// A difference shown by our HTML itself.
struct Otherwise {
    why: &'static str,
    examples: &'static [(u32, &'static str)],
}

const COMMONMARK: Specification = Specification {
    examples: include_str!("data/commonmark.jsonl"),
    counts: (580, 136),
    rules: &[
        Rule {
            why: "an image whose target is no `https:` URL shows its alternative text (format §5)",
            change: alternative_text,
            examples: &[517, 520, 531, 572, 574, 575, 578, 579, 580, 581, 582, 583, 584, 586, 587, 588, 591],
        },
        Rule {
            why: "a relative, empty or `#` target is text unless the host sets a base (format §5)",
            change: |html| unlinked(html, |target| scheme(target).is_none()),
            examples: &[
                22, 23, 32, 33, 192, 193, 195, 196, 198, 200, 202, 205, 206, 214, 215, 216, 217, 218, 404, 419, 422,
                433, 473, 474, 482, 483, 484, 485, 486, 487, 489, 492, 495, 496, 498, 499, 500, 501, 502, 503, 504,
                505, 506, 507, 509, 510, 512, 514, 515, 516, 517, 518, 519, 521, 522, 527, 528, 529, 530, 531, 532,
                533, 534, 535, 539, 540, 541, 542, 543, 544, 549, 550, 553, 554, 555, 556, 557, 558, 559, 560, 561,
                562, 564, 566, 568, 569, 570, 593,
            ],
        },
        Rule {
            why: "a target of an unknown scheme is text (format §5)",
            change: |html| unlinked(html, |target| scheme(target).is_some_and(is_unknown)),
            examples: &[596, 598, 599, 601],
        },
        Rule {
            why: "a paragraph with nothing to see renders as nothing",
            change: |html| html.replace("<p></p>\n", ""),
            examples: &[484, 487, 581],
        },
        Rule {
            why: "a heading with nothing to see renders as nothing",
            change: |html| html.replace("<h1></h1>\n", "").replace("<h2></h2>\n", "").replace("<h3></h3>\n", ""),
            examples: &[79],
        },
        Rule { why: "a heading is one line", change: one_line_headings, examples: &[81, 82, 95] },
    ],
    otherwise: &[
        Otherwise {
            why: "a definition that nothing uses and whose target is no URL is text (format §5)",
            examples: &[
                (207, "<p>[foo]: /url</p>\n"),
                (208, "<p>[\nfoo\n]: /url\nbar</p>\n"),
                (210, "<p>[foo]: /url\n&quot;title&quot; ok</p>\n"),
                (
                    317,
                    "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n<p>[ref]: /url</p>\n</li>\n<li>\n<p>d</p>\n</li>\n</ul>\n",
                ),
                (537, "<p>[foo<code>][ref]</code></p>\n<p>[ref]: /uri</p>\n"),
                (
                    538,
                    "<p>[foo<a href=\"https://example.com/?search=%5D%5Bref%5D\">https://example.com/?search=][ref]</a></p>\n<p>[ref]: /uri</p>\n",
                ),
                (545, "<p>[bar][foo!]</p>\n<p>[foo!]: /url</p>\n"),
                (563, "<p>[foo]</p>\n<p>[foo]: /url &quot;title&quot;</p>\n"),
                (565, "<p>foo</p>\n<p>[foo]: /url1</p>\n"),
                (567, "<p>foo</p>\n<p>[foo]: /url1</p>\n"),
                (571, "<p>[foo]bar</p>\n<p>[foo]: /url2</p>\n"),
                (592, "<p>![foo]</p>\n<p>[foo]: /url &quot;title&quot;</p>\n"),
            ],
        },
        Otherwise {
            why: "a definition whose target is a word is text, even if something uses it (format §5)",
            examples: &[
                (194, "<p>[Foo*bar]]:my_(url) 'title (with parens)'</p>\n<p>[Foo*bar]]</p>\n"),
                (203, "<p>[foo]</p>\n<p>[foo]: url</p>\n"),
                (204, "<p>[foo]</p>\n<p>[foo]: first</p>\n<p>[foo]: second</p>\n"),
            ],
        },
        Otherwise {
            why: "an image whose target is no `https:` URL shows its alternative text, which keeps its Markdown (format §5)",
            examples: &[
                (573, "<p>foo <em>bar</em></p>\n"),
                (576, "<p>foo <em>bar</em></p>\n"),
                (577, "<p>foo <em>bar</em></p>\n"),
                (585, "<p><em>foo</em> bar</p>\n"),
                (589, "<p><em>foo</em> bar</p>\n"),
            ],
        },
        Otherwise {
            why: "bare addresses are links (format §5)",
            examples: &[
                (602, "<p>&lt;<a href=\"https://foo.bar/baz\">https://foo.bar/baz</a> bim&gt;</p>\n"),
                (606, "<p>&lt;<a href=\"mailto:foo+@bar.example.com\">foo+@bar.example.com</a>&gt;</p>\n"),
                (608, "<p>&lt; <a href=\"https://foo.bar\">https://foo.bar</a> &gt;</p>\n"),
                (611, "<p><a href=\"https://example.com\">https://example.com</a></p>\n"),
                (612, "<p><a href=\"mailto:foo@bar.example.com\">foo@bar.example.com</a></p>\n"),
            ],
        },
    ],
};

const GFM: Specification = Specification {
    examples: include_str!("data/gfm.jsonl"),
    counts: (40, 12),
    rules: &[
        Rule {
            why: "a relative, empty or `#` target is text unless the host sets a base (format §5)",
            change: |html| unlinked(html, |target| scheme(target).is_none()),
            examples: &[509, 543, 548],
        },
        Rule {
            why: "a target of an unknown scheme is text (format §5)",
            change: |html| unlinked(html, |target| scheme(target).is_some_and(is_unknown)),
            examples: &[628],
        },
        Rule {
            why: "cells that an author left out are not made up",
            change: |html| html.replace("<td></td>\n", ""),
            examples: &[202],
        },
        Rule {
            why: "task lists are no part of the format",
            change: |html| {
                html.replace("<input disabled=\"\" type=\"checkbox\">", "[ ]")
                    .replace("<input checked=\"\" disabled=\"\" type=\"checkbox\">", "[x]")
            },
            examples: &[279, 280],
        },
    ],
    otherwise: &[
        Otherwise {
            why: "a definition that nothing uses and whose target is no URL is text (format §5)",
            examples: &[(
                546,
                "<p>[foo<a href=\"http://example.com/?search=%5D%5Bref%5D\">http://example.com/?search=][ref]</a></p>\n<p>[ref]: /uri</p>\n",
            )],
        },
        Otherwise {
            why: "bare addresses are links (format §5)",
            examples: &[
                (610, "<p>&lt;<a href=\"http://foo.bar/baz\">http://foo.bar/baz</a> bim&gt;</p>\n"),
                (616, "<p>&lt; <a href=\"http://foo.bar\">http://foo.bar</a> &gt;</p>\n"),
                (619, "<p><a href=\"http://example.com\">http://example.com</a></p>\n"),
            ],
        },
        Otherwise {
            why: "a row's cells beyond the head's go into its last cell (format §5)",
            examples: &[(
                204,
                "<table>\n<thead>\n<tr>\n<th scope=\"col\">abc</th>\n<th scope=\"col\">def</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>bar</td>\n</tr>\n<tr>\n<td>bar</td>\n<td>baz | boo</td>\n</tr>\n</tbody>\n</table>\n",
            )],
        },
    ],
};

#[derive(Deserialize)]
struct Example {
    number: u32,
    section: String,
    markdown: String,
    html: String,
}

#[test]
fn commonmark() {
    check(&COMMONMARK);
}

#[test]
fn github_flavored_markdown() {
    check(&GFM);
}

/// Every example renders as the specification or the lists above say, and those in the lists really differ.
#[track_caller]
fn check(specification: &Specification) {
    let mut differing = BTreeSet::new();
    let (mut count, mut wrong) = (0, Vec::new());
    for line in specification.examples.lines() {
        let example: Example = serde_json::from_str(line).expect("an example a line");
        let (expected, reasons) = specification.expected(&example);
        let ours = article(&example.markdown).to_html();
        let Example { number, section, markdown, html } = example;
        if ours != expected {
            wrong.push(format!("example {number} ({section}), {reasons:?}: {markdown:?}\n{ours:?}\n{expected:?}"));
        }
        count += 1;
        if !reasons.is_empty() {
            assert_ne!(ours, in_our_spelling(&html), "example {number} ({section}) does not differ");
            differing.insert(number);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((count, differing.len()), specification.counts);
    let listed = specification.rules.iter().flat_map(|rule| rule.examples.iter().copied());
    let otherwise = specification.otherwise.iter().flat_map(|rule| rule.examples.iter().map(|(number, _)| *number));
    assert_eq!(listed.chain(otherwise).collect::<BTreeSet<_>>(), differing);
}

impl Specification {
    /// The HTML that we should write for `example`, and why it is not that of the specification.
    fn expected(&self, example: &Example) -> (String, Vec<&'static str>) {
        for Otherwise { why, examples } in self.otherwise {
            if let Some((_, html)) = examples.iter().find(|(number, _)| *number == example.number) {
                return ((*html).to_owned(), vec![why]);
            }
        }
        let rules = self.rules.iter().filter(|rule| rule.examples.contains(&example.number));
        rules.fold((in_our_spelling(&example.html), Vec::new()), |(html, mut reasons), rule| {
            reasons.push(rule.why);
            ((rule.change)(&html), reasons)
        })
    }
}

/// Where relative links go; relative pictures stay their alternative text.
struct Links(&'static str);

impl Resolve for Links {
    fn resolve(&self, target: &Target<'_>) -> Resolved {
        match target {
            Target::Relative(target) => Resolved::To(format!("{}{target}", self.0)),
            _ => Resolved::Unchanged,
        }
    }

    fn resolve_image(&self, _: &Target<'_>) -> Resolved {
        Resolved::Unchanged
    }
}

/// The links to relative targets that are text without a base are the specification's links with one.
#[test]
fn relative_links_with_a_base() {
    let base = "https://docs.example.com/";
    let resolver = Links(base);
    let relative = &COMMONMARK.rules[1];
    for line in COMMONMARK.examples.lines() {
        let example: Example = serde_json::from_str(line).expect("an example a line");
        if relative.examples.contains(&example.number) {
            let ours = Html::new().resolver(&resolver).render(&article(&example.markdown)).expect("nothing is missing");
            let others = COMMONMARK
                .rules
                .iter()
                .filter(|rule| rule.why != relative.why && rule.examples.contains(&example.number));
            let expected = others.fold(in_our_spelling(&example.html), |html, rule| (rule.change)(&html));
            let expected = changed_links(&expected, |target, link| match scheme(target) {
                // Browsers take a backslash for a slash, and what is before a colon may be a scheme to somebody.
                None if target.contains("%5C") || target.contains(':') => text_of(link),
                None => shown(&link.replacen("href=\"", &format!("href=\"{base}"), 1), &format!("{base}{target}")),
                Some(_) => link.to_owned(),
            });
            assert_eq!(ours, expected, "example {}: {:?}", example.number, example.markdown);
        }
    }
}

/// `link` with `address` as its text when it has none.
fn shown(link: &str, address: &str) -> String {
    link.replace("\"></a>", &format!("\">{address}</a>"))
}

fn article(markdown: &str) -> Article {
    Article::parse_lenient(&format!("<properties articleId=\"contoso-example\" />\n{markdown}"))
}

/// What differs wherever it occurs: void elements have no slash, head cells have a scope, and as we write no style the
/// alignment of cells is a class.
fn in_our_spelling(html: &str) -> String {
    let html = html.replace(" />", ">").replace("<th>", "<th scope=\"col\">").replace("<th ", "<th scope=\"col\" ");
    ["left", "center", "right"]
        .iter()
        .fold(html.replace("<th scope=\"col\" scope=\"col\"", "<th scope=\"col\""), |html, side| {
            html.replace(&format!(" align=\"{side}\""), &format!(" class=\"align-{side}\""))
        })
}

/// `html` with every link put through `change`, which gets the target and the entire link.
fn changed_links(html: &str, change: impl Fn(&str, &str) -> String) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<a href=\"") {
        let end = rest[start..].find("</a>").map_or(rest.len(), |end| start + end + "</a>".len());
        let link = &rest[start..end];
        let target = link["<a href=\"".len()..].split('"').next().unwrap_or_default();
        out.push_str(&rest[..start]);
        out.push_str(&change(target, link));
        rest = &rest[end..];
    }
    out + rest
}

/// `html` with the text of the links to targets that `which` picks.
fn unlinked(html: &str, which: fn(&str) -> bool) -> String {
    changed_links(html, |target, link| if which(target) { text_of(link) } else { link.to_owned() })
}

fn text_of(link: &str) -> String {
    link.split_once('>').map_or("", |(_, text)| text.trim_end_matches("</a>")).to_owned()
}

/// `html` with the alternative texts of images that are not `https:`.
fn alternative_text(html: &str) -> String {
    let mut pieces = html.split("<img src=\"");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |out, piece| {
        let (image, rest) = piece.split_once('>').unwrap_or((piece, ""));
        let alt = image.split("alt=\"").nth(1).and_then(|alt| alt.split('"').next()).unwrap_or_default();
        if image.starts_with("https:") { format!("{out}<img src=\"{piece}") } else { format!("{out}{alt}{rest}") }
    })
}

fn one_line_headings(html: &str) -> String {
    let line_ends = |html: &str| html.trim_end().replace('\n', " ");
    format!("{}\n", line_ends(html))
}

fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then_some(scheme)
}

fn is_unknown(scheme: &str) -> bool {
    !["http", "https", "mailto"].iter().any(|known| known.eq_ignore_ascii_case(scheme))
}

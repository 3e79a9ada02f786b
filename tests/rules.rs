//! The table of rules: that each row is true, and that `docs/rules.md` is made of it.
//!
//! `SELFHELP_BLESS=1 cargo test --test rules` writes the page anew; how often rules find something is counted, and compared,
//! where `SELFHELP_CORPUS` names a folder of articles, and taken over from the page elsewhere.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot run has failed")]

mod shelf;

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use selfhelp::Parser;
use selfhelp::diagnostic::{Code, Diagnostic, Group, Rule};
use selfhelp::limits::Limits;

const PAGE: &str = "docs/rules.md";

/// What `rule` finds in its own example.
fn in_example(rule: &Rule) -> Vec<Diagnostic> {
    let limits = match rule.code() {
        Code::INPUT_TOO_LARGE => Limits::new().input_bytes(40),
        Code::HEADER_TOO_LARGE => Limits::new().property_bytes(20),
        Code::LINK_TITLE => Limits::new().title_lines(2),
        Code::TOO_MANY => Limits::new().links(1),
        Code::NESTING => Limits::new().depth(5),
        _ => Limits::new(),
    };
    let file = rule.example_file();
    let bytes = match rule.code() {
        Code::ENCODING => encoding_rs::WINDOWS_1252.encode(&file).0.into_owned(),
        _ => file.as_bytes().to_vec(),
    };
    let mut found = Parser::new().limits(limits).parse_bytes_lenient(&bytes).check();
    found.retain(|found| found.code == rule.code());
    found
}

#[test]
fn rules_find_what_their_examples_show() {
    for rule in Rule::ALL {
        let found = in_example(rule);
        assert!(!found.is_empty(), "{rule:?}");
        let severities = found.iter().all(|found| found.severity == rule.severity());
        assert!(severities, "{rule:?}: {found:#?}");
        let fixed = found.iter().any(|found| found.fix.is_some());
        assert_eq!(fixed, rule.applicability().is_some(), "{rule:?}: {found:#?}");
    }
}

#[test]
fn findings_are_as_the_table_says() {
    for example in shelf::examples() {
        for found in example.article().check() {
            let rule = found.code.rule().expect("a rule for every code");
            let severities = [Some(rule.severity()), rule.milder_severity()];
            assert!(severities.contains(&Some(found.severity)), "{:?}: {found:?}", example.path);
            assert!(found.fix.is_none() || rule.applicability().is_some(), "{:?}: {found:?}", example.path);
        }
    }
}

#[test]
fn names_are_found_once() {
    let names: HashSet<&str> = Rule::ALL.iter().map(Rule::name).collect();
    assert_eq!(names.len(), Rule::ALL.len());
    for rule in Rule::ALL {
        assert_eq!(Rule::find(rule.name()), Some(rule));
        assert_eq!(rule.code().rule(), Some(rule));
        assert!(rule.milder_severity().is_none_or(|milder| milder < rule.severity()), "{rule:?}");
        assert!(rule.name().bytes().all(|byte| byte == b'-' || byte.is_ascii_lowercase()), "{rule:?}");
        assert!(rule.help_url().ends_with(&format!("/rules/index.html#{}", rule.name())), "{rule:?}");
    }
    assert!(Rule::ALL.is_sorted_by_key(Rule::group));
    assert_eq!(Rule::find("of-the-future"), None);
}

#[test]
fn texts_of_rules_are_sentences() {
    for rule in Rule::ALL {
        for text in [rule.summary(), rule.what(), rule.why(), rule.fix()] {
            let begins = text.starts_with(|first: char| first.is_uppercase() || "`[".contains(first));
            assert!(begins && text.ends_with(['.', '`']) && !text.contains("  "), "{}: {text:?}", rule.name());
        }
    }
}

#[test]
fn codes_are_patterns() {
    let short = |code: &Code| match *code {
        Code::ENCODING => "encoding",
        Code::LINK_GAP | Code::LINK_SPACE => "link",
        _ => "another",
    };
    assert_eq!(short(&Code::from("encoding")), "encoding");
    assert_eq!(short(&Code::LINK_SPACE), "link");
    assert_eq!(short(&Code::from("of-the-future")), "another");
    assert_eq!(Code::from("link-gap"), Code::LINK_GAP);
    assert_eq!(format!("{0} {0:?}", Code::LINK_GAP), "link-gap Code(\"link-gap\")");
    assert!(Code::from("a") < Code::ENCODING && Code::ENCODING < Code::from("f"));
    assert_eq!((Code::from("a").rule(), Code::from("a").help_url()), (None, None));
}

/// How often each rule finds something.
struct Counts {
    articles: usize,
    of: BTreeMap<String, (usize, usize)>,
}

impl Counts {
    /// Over the articles below `folder`.
    fn over(folder: &Path) -> Counts {
        let mut counts = Counts { articles: 0, of: BTreeMap::new() };
        for example in shelf::walk(folder) {
            counts.articles += 1;
            let mut seen = HashSet::new();
            for found in example.article().check() {
                let (findings, articles) = counts.of.entry(found.code.to_string()).or_default();
                *findings += 1;
                *articles += usize::from(seen.insert(found.code));
            }
        }
        counts
    }

    /// Those that `page` has: `` | [`name`](#name) | … | 12 in 3 | ``.
    fn on(page: &str) -> Counts {
        let articles = page.split("a library of ").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok());
        let row = |line: &str| {
            let name = line.strip_prefix("| [`")?.split('`').next()?;
            let (findings, articles) = line.trim_end_matches(" |").rsplit("| ").next()?.split_once(" in ")?;
            Some((name.to_owned(), (findings.parse().ok()?, articles.parse().ok()?)))
        };
        Counts { articles: articles.unwrap_or_default(), of: page.lines().filter_map(row).collect() }
    }
}

/// The page as the table has it.
fn page(counts: &Counts) -> String {
    let mut page = format!(
        "# Rules\n\n\
         What parsing and `selfhelp check` find. This page is made of the table in `src/diagnostic/rules/`; `selfhelp rule CODE`\n\
         shows a rule, `selfhelp rule --all --format json` has all of them for tools.\n\n\
         An *error* is what strict parsing refuses, a *warning* what was recovered from and may not be what the author meant, a\n\
         *note* what is worth knowing. A *safe* fix never changes what readers see, or what services read, other than as the rule\n\
         says; a *suggested* one is probably what the author meant. *Found* says how often, and in how many articles, in\n\
         a library of {} published articles.\n",
        counts.articles
    );
    for group in Group::ALL {
        let rules = || Rule::ALL.iter().filter(|rule| rule.group() == group);
        let _ = write!(page, "\n## {}\n\n| rule | severity | fix | found |\n|---|---|---|---|\n", group.title());
        for rule in rules() {
            let name = rule.name();
            let (found, articles) = counts.of.get(name).copied().unwrap_or_default();
            let (severity, fix) = (severity(rule), rule.applicability().map_or("", |fix| fix.as_str()));
            let found = if found == 0 { String::new() } else { format!("{found} in {articles}") };
            let _ = writeln!(page, "| [`{name}`](#{name}) | {severity} | {fix} | {found} |");
        }
        rules().for_each(|rule| describe(rule, &mut page));
    }
    page
}

fn severity(rule: &Rule) -> String {
    let milder = rule.milder_severity().map(|milder| format!(" or {milder}"));
    format!("{}{}", rule.severity(), milder.unwrap_or_default())
}

fn describe(rule: &Rule, page: &mut String) {
    let applicability = rule.applicability().map(|fix| format!(" ({fix})")).unwrap_or_default();
    let _ = write!(
        page,
        "\n### {}\n\n{}\n\n*{}, since {}.*\n\n**What.** {}\n\n**Why.** {}\n\n~~~text\n{}~~~\n\n**Fix{}.** {}\n",
        rule.name(),
        rule.summary(),
        severity(rule),
        rule.since(),
        rule.what(),
        rule.why(),
        rule.example(),
        applicability,
        rule.fix(),
    );
}

#[test]
fn the_page_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    let written = fs::read_to_string(&path).unwrap_or_default();
    let corpus = env::var_os("SELFHELP_CORPUS");
    let counts = corpus.map_or_else(|| Counts::on(&written), |folder| Counts::over(Path::new(&folder)));
    let page = page(&counts);
    if env::var_os("SELFHELP_BLESS").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    } else {
        assert!(page == written, "{PAGE} is not what the table says: SELFHELP_BLESS=1 cargo test --test rules");
    }
}

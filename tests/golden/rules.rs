//! `docs/rules.md` is made of the table of rules.
//!
//! `SELFHELP_BLESS=1` writes the page anew; how often rules find something is counted, and compared, where `SELFHELP_CORPUS` names
//! a folder of articles, and taken over from the page elsewhere.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use selfhelp::check::{Checker, Ledger};
use selfhelp::diagnostic::{Group, Rule};

use support::shelf::{self, Example};

const PAGE: &str = "docs/rules.md";

/// How often each rule finds something.
struct Counts {
    articles: usize,
    of: BTreeMap<String, (usize, usize)>,
}

impl Counts {
    /// Over `articles`.
    fn over(articles: &[Example]) -> Counts {
        let mut counts = Counts { articles: 0, of: BTreeMap::new() };
        let (checker, mut ledger) = (Checker::all(), Ledger::new());
        for example in articles {
            counts.articles += 1;
            let mut seen = HashSet::new();
            let article = example.article();
            let beside = ledger.add(&example.path.to_string_lossy(), &checker.entry(&article));
            for found in checker.check(&article).into_iter().chain(beside) {
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
    let off = if rule.is_on_by_default() { "" } else { ", off by default" };
    format!("{}{}{off}", rule.severity(), milder.unwrap_or_default())
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
    let path = Path::new(support::ROOT).join(PAGE);
    let written = fs::read_to_string(&path).unwrap_or_default();
    let corpus = shelf::corpus();
    let counts = if corpus.is_empty() { Counts::on(&written) } else { Counts::over(&corpus) };
    let page = page(&counts);
    if env::var_os("SELFHELP_BLESS").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    } else {
        assert!(page == written, "{PAGE} is not what the table says: SELFHELP_BLESS=1 cargo test --test golden");
    }
}

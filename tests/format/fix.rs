//! Fixes, applied one by one and all together.

use selfhelp::Article;
use selfhelp::check::Checker;
use selfhelp::diagnostic::{Applicability, Code, Diagnostic, Severity, apply_fixes};
use selfhelp::limits;

use support::shelf;

/// `source` with all its fixes applied.
fn mended(source: &str) -> String {
    apply_fixes(source, &Article::parse_lenient(source).check())
}

#[track_caller]
fn mends(source: &str, expected: &str) {
    assert_eq!(mended(source), expected);
}

#[test]
fn insertions_at_one_offset_keep_the_order_of_their_diagnostics() {
    mends("<properties articleId=\"x", "<properties articleId=\"x\"/>");
    mends("<properties articleId='x", "<properties articleId='x'/>");
    mends("<properties articleId=", "<properties articleId=\"\" />");
}

#[test]
fn quotes_are_set_before_the_value_between_them_is_mended() {
    let source = "<properties selfHelpType=generi articleId=\"a\" />\n# Title\n";
    let quoted = "<properties selfHelpType=\"generi\" articleId=\"a\" />\n# Title\n";
    let known = quoted.replace("generi", "generic");
    mends(source, quoted);
    mends(quoted, &known);
    mends(&known, &known);
    let found = Article::parse_lenient(source).check();
    let unknown = found.iter().find(|found| found.code == Code::VALUE_UNKNOWN);
    assert!(unknown.is_some_and(|unknown| unknown.fix.is_none()));
}

#[test]
fn of_fixes_that_overlap_the_first_is_made() {
    mends(
        "<properties selfHelpType=\"\"generi\"\" />\n##Steps\n",
        "<properties selfHelpType=\"generi\" />\n## Steps\n",
    );
}

#[test]
fn fixes_that_do_not_lie_in_the_source_are_left_out() {
    let found = Article::parse_lenient("<properties />\n\n\n##Steps\n").check();
    assert_eq!(apply_fixes("##Steps", &found), "##Steps");
    assert_eq!(apply_fixes("漢漢漢漢漢漢漢", &found), "漢漢漢漢漢漢漢");
    assert_eq!(apply_fixes("", &[]), "");
}

/// How many findings of `severity` or worse there are.
fn count(found: &[Diagnostic], severity: Severity) -> usize {
    found.iter().filter(|found| found.severity >= severity).count()
}

/// Applies all fixes of `source`; returns what got worse.
fn worse(source: &str) -> Option<String> {
    let found = Article::parse_lenient(source).check();
    if found.iter().all(|found| found.fix.is_none()) {
        return None;
    }
    let mended = apply_fixes(source, &found);
    let left = Article::parse_lenient(&mended).check();
    let counts = |severity| (count(&found, severity), count(&left, severity));
    let (errors, all) = (counts(Severity::Error), counts(Severity::Note));
    (errors.1 > errors.0 || all.1 > all.0).then(|| format!("errors {errors:?}, all {all:?} in {mended:?}\n{left:#?}"))
}

#[track_caller]
fn none_is_worse(sources: impl Iterator<Item = String>) {
    let faults: Vec<String> = sources.filter_map(|source| worse(&source)).collect();
    assert!(faults.is_empty(), "{} got worse, the first: {}", faults.len(), faults[0]);
}

#[test]
fn fixes_make_no_example_worse() {
    none_is_worse(shelf::examples().iter().map(|example| example.article().source().to_owned()));
}

/// Headers cut short, and headers without one character.
#[test]
fn fixes_make_no_damaged_header_worse() {
    let header = "<properties\n  pageTitle=\"A disk\"\n  selfHelpType='rca'\n  displayOrder=\"2\"\n  \
                  supportTopicIds=\"1,2\" cloudEnvironments=\"public, fairfax\"\n/>\n# A disk\n";
    let cuts = (0..header.len()).map(|end| header[..end].to_owned());
    let losses = (0..header.len()).map(|at| [&header[..at], &header[at + 1..]].concat());
    none_is_worse(cuts.chain(losses));
}

const SURENESSES: [Applicability; 2] = [Applicability::Safe, Applicability::Suggested];

#[track_caller]
fn fixes(source: &str, least: Applicability, expected: &str, made: &[(Code, usize)]) {
    let fixed = Checker::new().fix(source, least);
    assert_eq!((&*fixed.source, fixed.made.into_iter().collect::<Vec<_>>()), (expected, made.to_vec()));
}

#[test]
fn fixes_are_made_until_none_is_left() {
    let source = "<properties selfHelpType=generi pageTitle=x />\r\n##Title\r\n";
    let safe = "<properties selfHelpType=\"generi\" pageTitle=\"x\" />\r\n## Title\r\n";
    let made = [(Code::HEADING_SPACE, 1), (Code::QUOTE_MISSING, 2)];
    fixes(source, Applicability::Safe, safe, &made);
    let all = [&made[..], &[(Code::VALUE_UNKNOWN, 1)]].concat();
    fixes(source, Applicability::Suggested, &safe.replace("generi", "generic"), &all);
    fixes("<properties />\n# Title\n", Applicability::Suggested, "<properties />\n# Title\n", &[]);
}

#[test]
fn more_fixes_are_made_than_findings_are_reported() {
    let count = limits::DIAGNOSTICS * 2;
    let (source, fixed) = (["<properties />\n", &"##Steps\n".repeat(count)].concat(), "## Steps\n".repeat(count));
    let expected = ["<properties />\n", &fixed].concat();
    fixes(&source, Applicability::Safe, &expected, &[(Code::HEADING_SPACE, count)]);
}

/// The heading would end the paragraph, and the indented line would be code.
#[test]
fn a_fix_that_would_bring_a_new_finding_is_not_made() {
    let source = "<properties />\n# Lamp\n\n##Steps\n\t1.Open it\n\n##More\n";
    fixes(source, Applicability::Safe, &source.replace("##More", "## More"), &[(Code::HEADING_SPACE, 1)]);
}

/// The rules `list-deep` and `description-markup` are off by default, and what they find was there before.
#[test]
fn a_fix_may_bring_what_nobody_could_see_before() {
    let source = "<properties />\n# Lamp\n\n1. a\n  * b\n    * c\n      * d\n";
    let deep = source.replace("\n  ", "\n   ");
    let checkers = [Checker::new(), Checker::all()];
    for checker in &checkers {
        let fixed = checker.fix(source, Applicability::Suggested);
        assert_eq!((fixed.source, fixed.made), (deep.clone(), [(Code::LIST_INDENT, 1)].into()));
    }
    let source = "<properties />\n<!--issueDescription-->\nSee aka.ms/lamp now.\n<!--/issueDescription-->\n# Lamp\n";
    for checker in &checkers {
        let fixed = checker.fix(source, Applicability::Suggested);
        assert_eq!(fixed.source, source.replace("aka", "https://aka"));
    }
}

#[test]
fn what_is_not_asked_for_is_not_fixed() {
    let source = "<properties />\n# Lamp\n\n##Steps\n\n[Lamps] (https://example.com)\n";
    let links = Checker::only([Code::LINK_GAP]).fix(source, Applicability::Safe);
    assert_eq!(links.source, "<properties />\n# Lamp\n\n##Steps\n\n[Lamps](https://example.com)\n");
    assert_eq!(links.left, []);
    let allowed = source.replace("##", "<!-- selfhelp: allow heading-space -->\n##");
    assert!(Checker::new().fix(&allowed, Applicability::Safe).source.contains("\n##Steps\n"));
}

/// The rest of the file keeps its bytes, whatever they are.
#[track_caller]
fn keeps(bytes: &[u8], expected: &[u8]) {
    let article = Article::parse_bytes_lenient(bytes);
    let fixed = Checker::new().fix(article.source(), Applicability::Safe);
    assert!(!fixed.is_unchanged());
    assert_eq!(fixed.encoded(bytes).as_deref(), Some(expected));
}

#[test]
fn encodings_marks_and_line_ends_are_kept() {
    keeps(b"\xEF\xBB\xBF<properties />\r\n##A\n##B\r", b"\xEF\xBB\xBF<properties />\r\n## A\n## B\r");
    keeps(b"<properties />\n##Gr\xF6\xDFe \x81\n", b"<properties />\n## Gr\xF6\xDFe \x81\n");
    let utf_16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(bytes).collect() };
    let (before, after) = ("\u{FEFF}<properties />\r\n##漢字 💡", "\u{FEFF}<properties />\r\n## 漢字 💡");
    keeps(&utf_16(before, u16::to_le_bytes), &utf_16(after, u16::to_le_bytes));
    keeps(&utf_16(before, u16::to_be_bytes), &utf_16(after, u16::to_be_bytes));
}

#[test]
fn bytes_that_could_not_be_read_are_not_written_over() {
    let utf_8 = ["<properties />\n##漢字".as_bytes(), b"\xFF"].concat();
    let utf_16 = "\u{FEFF}<properties />\n##A".encode_utf16().chain([0xD800]).flat_map(u16::to_le_bytes).collect();
    for broken in [utf_8, utf_16] {
        let article = Article::parse_bytes_lenient(&broken);
        let fixed = Checker::new().fix(article.source(), Applicability::Safe);
        assert!(!fixed.is_unchanged() && article.source().contains('\u{FFFD}'), "{}", article.source());
        assert_eq!(fixed.encoded(&broken), None);
    }
}

/// The words that readers see, sorted.
fn words(article: &Article) -> Vec<String> {
    let text = article.to_text();
    let mut words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.sort_unstable();
    words
}

/// Whether `some`, sorted, holds `all`, sorted.
fn holds(some: &[String], all: &[String]) -> bool {
    let mut some = some.iter();
    all.iter().all(|word| some.by_ref().find(|other| *other >= word).is_some_and(|other| other == word))
}

/// What holds when fixes are made in any source.
fn law(source: &str, least: Applicability) -> Result<(), String> {
    let fixed = Checker::new().fix(source, least);
    let (before, after) = (Article::parse_lenient(source), Article::parse_lenient(&fixed.source));
    let fail = |what: &str| Err(format!("{what} ({least}) in {source:?}\n{:?} of {:?}", fixed.source, fixed.made));
    if fixed.is_unchanged() != (fixed.source == source) {
        return fail("fixes that change nothing, or none that do");
    }
    if fixed.left != after.check() {
        return fail("something else left");
    }
    let again = Checker::new().fix(&fixed.source, least);
    if !again.is_unchanged() {
        return fail("a second run makes a change");
    }
    let (found, left) = (before.check(), after.check());
    let highest = found.iter().filter(|found| fixed.made.contains_key(&found.code)).map(|found| found.severity).max();
    for severity in [Severity::Error, Severity::Warning] {
        let higher = highest.is_some_and(|highest| highest < severity);
        if higher && count(&left, severity) > count(&found, severity) {
            return fail("a finding of a higher severity");
        }
    }
    let mended = fixed.made.keys().all(|code| code.rule().is_some_and(|rule| rule.applicability() <= Some(least)));
    if !mended {
        return fail("a fix that is not sure enough");
    }
    // A misspelt scheme is a word of its own where text shows the address.
    let same_words = least == Applicability::Safe && !fixed.made.contains_key(&Code::LINK_SCHEME_TYPO);
    let (mut shown, mut shown_before) = (words(&after), words(&before));
    if after.payload().is_some() {
        // A form whose title is that of the article does not repeat it.
        shown.dedup();
        shown_before.dedup();
    }
    if same_words && !holds(&shown, &shown_before) {
        return fail("a word lost");
    }
    Ok(())
}

#[track_caller]
fn law_holds(sources: impl Iterator<Item = String>) {
    let broken: Vec<String> =
        sources.flat_map(|source| SURENESSES.map(|least| law(&source, least).err())).flatten().collect();
    assert!(broken.is_empty(), "{} broken, the first: {}", broken.len(), broken[0]);
}

/// A source, and what is left of it when a piece of it is lost, at places that `step` spreads over it.
fn damaged(source: String, step: usize) -> impl Iterator<Item = String> {
    let places = (0..source.len()).step_by(step.max(source.len() / 8));
    let losses: Vec<String> = places
        .filter_map(|at| Some([source.get(..at)?, source.get(at + 1..)?].concat()))
        .chain((1..4).filter_map(|part| source.get(..source.len() * part / 4).map(str::to_owned)))
        .collect();
    std::iter::once(source).chain(losses)
}

#[test]
fn the_law_of_fixes_holds_for_examples_and_damaged_ones() {
    let examples = shelf::examples();
    law_holds(examples.iter().flat_map(|example| damaged(example.article().source().to_owned(), 7)));
}

#[test]
fn the_law_of_fixes_holds_for_examples_of_rules() {
    law_holds(selfhelp::diagnostic::Rule::ALL.iter().flat_map(|rule| damaged(rule.example_file().into_owned(), 3)));
}

/// `SELFHELP_CORPUS=folder cargo test --test format fix::`
#[test]
fn the_law_of_fixes_holds_for_the_corpus() {
    law_holds(shelf::corpus().iter().flat_map(|example| damaged(example.article().source().to_owned(), 11)));
}

#[track_caller]
fn safely(body: &str, expected: &str) {
    let header = "<properties articleId=\"lamp\" selfHelpType=\"generic\" />\n# Lamp\n\n";
    let fixed = Checker::new().fix(&format!("{header}{body}"), Applicability::Safe);
    assert_eq!(fixed.source, format!("{header}{expected}"), "{body:?}");
}

/// Without the character something else would be read: a comment, an escape, a rule, a heading, a list.
#[test]
fn characters_that_do_not_show_stay_where_they_keep_text_apart() {
    for body in [
        "<!\u{200B}-- secret --> words\n",
        "\\\u{200B}*a*\n",
        "-\u{200B}--\n",
        "a\n\u{200B}---\nb\n",
        ":\u{200B}::Section x:::\n",
        "1.\u{200B} x\n",
        "\u{200B}1. x\n",
        "1\u{200B}. x\n",
        "a\n\u{200B}\nb\n",
        "https:\u{200B}//a.example\n",
        "www\u{200B}.a.example\n",
        "a\u{200B}@b.example\n",
        "*\u{200B}a\u{200B}*\n",
        "[a]\u{200B}(see)\n",
        "&\u{200B}lt;\n",
    ] {
        safely(body, body);
    }
    safely("The \u{200B}lamp\u{200B} is o\u{200B}n.\n", "The lamp is on.\n");
    safely("灯\u{2060}开 了\u{FEFF}\n", "灯开 了\n");
}

#[test]
fn blanks_inside_emphasis_go_outside() {
    safely("**Note **\"Lamp\" is **on**\n", "**Note** \"Lamp\" is **on**\n");
    safely("(**Note **).\n", "(**Note**).\n");
}

#[test]
fn bullets_that_a_break_parts_stay() {
    safely("• a<br>• b<br>• c\n", "• a<br>• b<br>• c\n");
    safely("• a\n• b<br>c\n", "* a\n* b<br>c\n");
}

#[test]
fn a_comment_in_the_header_ends_although_it_is_stray() {
    let source = "<properties\n pageTitle=\"Lamp\" <!-- t -- >\n articleId=\"x\"\n/>\n# A\n";
    fixes(source, Applicability::Safe, &source.replace("-- >", "-->"), &[(Code::HEADER_COMMENT, 1)]);
}

#[test]
fn a_payload_is_mended_whatever_is_odd_in_it() {
    let source = |element: &str| {
        format!(
            "<properties selfHelpType=\"problemScopingQuestions\" />\n# Bread\n---\n{{ \"formElements\": [ {element} ] }}\n---\n"
        )
    };
    let element = "{ \"id\": \"a\", \"controlType\": \"textbox\", \"shelf\": 1 }";
    let made = [(Code::PAYLOAD_JSON, 1)];
    fixes(&source(&format!("{element}, ")), Applicability::Suggested, &source(&format!("{element} ")), &made);
}

/// With one of them, the payload would be JSON and have line ends and tabs for parts of the path.
#[test]
fn all_backslashes_of_a_path_in_a_payload() {
    let source = |label: &str| {
        format!(
            "<properties selfHelpType=\"problemScopingQuestions\" />\n# Bread\n---\n{{ \"formElements\": [ {{ \"id\": \"a\", \
             \"controlType\": \"textbox\", \"displayLabel\": \"{label}\" }} ] }}\n---\n"
        )
    };
    let made = [(Code::PAYLOAD_JSON, 1)];
    for (label, mended) in [
        ("Path C:\\logs\\new\\temp", "Path C:\\\\logs\\\\new\\\\temp"),
        ("(C:\\new\\logs) 灯", "(C:\\\\new\\\\logs) 灯"),
        ("灯 \\d", "灯 \\\\d"),
    ] {
        fixes(&source(label), Applicability::Suggested, &source(mended), &made);
    }
    // Which of them are meant for line ends is not clear.
    for unclear in ["C:\\logs\\nThen", "C:\\Program Files\\new"] {
        fixes(&source(unclear), Applicability::Suggested, &source(unclear), &[]);
    }
}

/// What is found then was wrong before.
#[test]
fn headings_are_made_whatever_is_wrong_with_them() {
    let header = "<properties pageTitle=\"Lamp\" articleId=\"lamp\" selfHelpType=\"generic\" />\n# Lamp\n\n";
    for (body, mended, code) in [
        ("##Lamp\n\na\n", "## Lamp\n\na\n", Code::HEADING_REPEATS_TITLE),
        ("###Reccomended Steps\n\n* a\n* b\n", "### Reccomended Steps\n\n* a\n* b\n", Code::HEADING_RECOMMENDED),
        ("##Steps\n## Next\nx\n", "## Steps\n## Next\nx\n", Code::HEADING_EMPTY),
    ] {
        let fixed = Checker::new().fix(&format!("{header}{body}"), Applicability::Safe);
        assert_eq!(fixed.source, format!("{header}{mended}"));
        assert!(fixed.left.iter().any(|found| found.code == code), "{body:?}: {:?}", fixed.left);
    }
}

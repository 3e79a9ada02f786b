//! Articles as text for a terminal. In the expected text `⟨…⟩` are the codes of looks, and `‹address›` and `‹›` begin and end a link.

use selfhelp::Article;
use selfhelp::render::text::{LinkStyle, PlainText, QuoteStyle};
use selfhelp::values::Values;

/// The text of `markdown` with its sequences made visible.
fn shown(plain: &PlainText<'_>, markdown: &str) -> String {
    let article = Article::parse_lenient(&format!("<properties articleId=\"fabrikam-text\" />\n{markdown}"));
    let text = plain.render(&article).expect("nothing can be missing");
    let text = text.strip_suffix('\n').unwrap_or(&text);
    let (mut rest, mut out) = (text, String::new());
    while let Some(at) = rest.find('\x1b') {
        out.push_str(&rest[..at]);
        let sequence = &rest[at + 1..];
        let (open, end, close) = if sequence.starts_with('[') { ('⟨', "m", '⟩') } else { ('‹', "\x1b\\", '›') };
        let content = sequence.trim_start_matches("]8;;").trim_start_matches('[');
        let (content, more) = content.split_once(end).expect("a sequence ends");
        out.extend([open.to_string(), content.to_owned(), close.to_string()]);
        rest = more;
    }
    out + rest
}

#[track_caller]
fn terminal(columns: usize, markdown: &str, expected: &str) {
    assert_eq!(shown(&PlainText::new().terminal().width(columns), markdown), expected, "{markdown}");
}

#[test]
fn headings_bold_and_code_look_so() {
    terminal(78, "# Start *it*\n", "⟨1⟩Start ⟨0⟩⟨1;3⟩it⟨0⟩\n⟨2⟩========⟨0⟩");
    terminal(78, "Select **Save** and `fab start`.", "Select ⟨1⟩Save⟨0⟩ and ⟨35⟩fab start⟨0⟩.");
    terminal(78, "**Steps**", "⟨1⟩Steps⟨0⟩");
    terminal(78, "**a `b` *c***", "⟨1⟩a ⟨0⟩⟨1;35⟩b⟨0⟩⟨1⟩ ⟨0⟩⟨1;3⟩c⟨0⟩");
    terminal(78, "<u>a</u> ~~b~~", "⟨4⟩a⟨0⟩ ~~b~~");
    terminal(78, "* a\n\n  ```\n  b  \n\n  c\n  ```\n", "* a\n\n      ⟨35⟩b⟨0⟩\n\n      ⟨35⟩c⟨0⟩");
    terminal(78, "a\n\n---\n\nb", "a\n\n⟨2⟩----------⟨0⟩\n\nb");
    terminal(78, "<dl><dt>a</dt><dd>b</dd></dl>", "⟨1⟩a⟨0⟩\n    b");
    terminal(78, "** **a", "** **a");
}

#[test]
fn looks_count_no_columns_and_end_with_their_lines() {
    terminal(10, "one **two three** four", "one ⟨1⟩two⟨0⟩\n⟨1⟩three⟨0⟩ four");
    terminal(10, "one *two*<br>*three* four", "one ⟨3⟩two⟨0⟩\n⟨3⟩three⟨0⟩ four");
    terminal(8, "a `b c d e` f", "a\n⟨35⟩b c d e⟨0⟩\nf");
    terminal(6, "a **manu\u{AD}facture**", "a\n⟨1⟩manu-⟨0⟩\n⟨1⟩facture⟨0⟩");
    terminal(8, "**虚拟机已经停止运行。**", "⟨1⟩虚拟机已⟨0⟩\n⟨1⟩经停止运⟨0⟩\n⟨1⟩行。⟨0⟩");
}

#[test]
fn links_can_be_followed() {
    let a = "‹https://example.com/a›";
    terminal(78, "See [the guide](https://example.com/a).", &format!("See ⟨4⟩{a}the guide‹›⟨0⟩."));
    terminal(8, "[one two](https://example.com/a)", &format!("⟨4⟩{a}one two‹›⟨0⟩"));
    terminal(5, "[one two](https://example.com/a)", &format!("⟨4⟩{a}one‹›⟨0⟩\n⟨4⟩{a}two‹›⟨0⟩"));
    terminal(78, "[**a** b](https://example.com/a)", &format!("⟨1;4⟩{a}a⟨0⟩⟨4⟩ b‹›⟨0⟩"));
    terminal(78, "<https://example.com/a>", &format!("⟨4⟩{a}https://example.com/a‹›⟨0⟩"));
    terminal(78, "[](https://example.com/a)", &format!("⟨4⟩{a}https://example.com/a‹›⟨0⟩"));
    terminal(78, "a@example.com", "⟨4⟩‹mailto:a@example.com›a@example.com‹›⟨0⟩");
    terminal(78, "![red](https://example.com/a)", &format!("⟨4⟩{a}[Picture: red]‹›⟨0⟩"));
    terminal(78, "[![red](https://example.com/b)](https://example.com/a)", &format!("⟨4⟩{a}[Picture: red]‹›⟨0⟩"));
    terminal(78, "[a](https://example.com/ä%20;)", "⟨4⟩‹https://example.com/%C3%A4%20;›a‹›⟨0⟩");
    terminal(
        78,
        "[Images](data-blade:Fabrikam.Images) and [disk](data-blade:Fabrikam.Disk.id.$id)s",
        "⟨4⟩‹https://portal.azure.com/#blade/Fabrikam/Images›Images‹›⟨0⟩ and disk <portal page Fabrikam/Disk>s",
    );
    let long = format!("https://example.com/{}", "a".repeat(2_000));
    terminal(78, &format!("[a]({long})"), &format!("a\n<{long}>"));
}

#[test]
fn links_show_as_asked() {
    let links = |links| shown(&PlainText::new().terminal().links(links), "**a** [b](https://example.com/a)");
    assert_eq!(links(LinkStyle::References), "⟨1⟩a⟨0⟩ b [1]\n\n[1] https://example.com/a");
    assert_eq!(links(LinkStyle::Inline), "⟨1⟩a⟨0⟩ b <https://example.com/a>");
    assert_eq!(links(LinkStyle::TextOnly), "⟨1⟩a⟨0⟩ b");
    let plain = shown(&PlainText::new().links(LinkStyle::Hyperlinks), "**a** [b](https://example.com/a) `c`");
    assert_eq!(plain, "*a* ‹https://example.com/a›b‹› `c`");
    let flowed = shown(&PlainText::new().terminal().flowed(), "**a** [b](https://example.com/a)");
    assert_eq!(flowed, "*a* b [1]\n\n[1] https://example.com/a");
}

#[test]
fn notes_have_a_bar() {
    let bar = "⟨94⟩▌⟨0⟩";
    terminal(
        14,
        "> [!NOTE]\n> Stop it first.\n>\n> * And wait\n\nNow.",
        &format!("{bar} ⟨1⟩Note⟨0⟩\n{bar} Stop it\n{bar} first.\n{bar}\n{bar} * And wait\n\nNow."),
    );
    for (kind, label, code) in
        [("TIP", "Tip", 32), ("IMPORTANT", "Important", 35), ("WARNING", "Warning", 33), ("CAUTION", "Caution", 31)]
    {
        terminal(78, &format!("> [!{kind}]\n> a"), &format!("⟨{code}⟩▌⟨0⟩ ⟨1⟩{label}⟨0⟩\n⟨{code}⟩▌⟨0⟩ a"));
    }
    terminal(
        78,
        "1. > [!TIP]\n   > a\n   >\n   > > [!NOTE]\n   > > b\n\n   c\n",
        &format!(
            "1. ⟨32⟩▌⟨0⟩ ⟨1⟩Tip⟨0⟩\n   ⟨32⟩▌⟨0⟩ a\n   ⟨32⟩▌⟨0⟩\n   ⟨32⟩▌⟨0⟩ {bar} ⟨1⟩Note⟨0⟩\n   ⟨32⟩▌⟨0⟩ {bar} b\n\n   c"
        ),
    );
    let quoted = shown(&PlainText::new().terminal().quotes(QuoteStyle::Marked), "> a\n>\n> > [!NOTE]\n> > b");
    assert_eq!(quoted, format!("> a\n>\n> {bar} ⟨1⟩Note⟨0⟩\n> {bar} b"));
    terminal(1, "> [!NOTE]\n> a", "⟨1⟩Note⟨0⟩\na");
}

#[test]
fn tables_have_a_bold_head() {
    terminal(
        78,
        "| Fee | Amount |\n|---|--:|\n| **Card** | `10` |\n| [a](https://example.com) | 1000 |\n",
        "⟨1⟩Fee⟨0⟩   ⟨1⟩Amount⟨0⟩\n⟨2⟩----  ------⟨0⟩\n⟨1⟩Card⟨0⟩      ⟨35⟩10⟨0⟩\n⟨4⟩‹https://example.com›a‹›⟨0⟩       1000",
    );
    terminal(
        8,
        "| Fee | Amount |\n|---|---|\n| **Card** | ten words |\n",
        "⟨1⟩Fee⟨0⟩:\n  ⟨1⟩Card⟨0⟩\n⟨1⟩Amount⟨0⟩:\n  ten\n  words",
    );
}

#[test]
fn links_in_cells_end_with_each_of_their_lines() {
    let a = "‹https://example.com/a›";
    terminal(
        20,
        "| A | B |\n|---|---|\n| x | [one two three four](https://example.com/a) |\n",
        &format!("⟨1⟩A⟨0⟩  ⟨1⟩B⟨0⟩\n⟨2⟩-  -----------------⟨0⟩\nx  ⟨4⟩{a}one two three‹›⟨0⟩\n   ⟨4⟩{a}four‹›⟨0⟩"),
    );
}

#[test]
fn values_look_like_what_they_replace_and_are_no_sequences() {
    let values = Values::new()
        .text("a", "\x1b[31mred\u{9b}0m\x07")
        .markdown("b", "**bold** [x](https://example.com/\u{9c}) [y](https://example.com/ä)");
    let plain = PlainText::new().terminal().values(&values);
    let markdown = "**<!--$a-->a<!--/$a-->** <!--$b-->b<!--/$b-->";
    let expected = "⟨1⟩\u{FFFD}[31mred\u{FFFD}0m\u{FFFD}⟨0⟩ ⟨1⟩bold⟨0⟩ x ⟨4⟩‹https://example.com/%C3%A4›y‹›⟨0⟩";
    assert_eq!(shown(&plain, markdown), expected);
}

//! Emphasis beside Chinese, Japanese and Korean text, as the CJK-friendly amendment to CommonMark has it, and asterisks
//! that stay as they are.

use super::{article, finds, found, html, places, silent};

/// `marked` has `«` and `»` around what is bold for `**`; where there is none, the asterisks are text.
#[track_caller]
fn bold(text: &str, marked: &str) {
    let shown = |body: &str| {
        let html = article(body).to_html();
        let html = html.replace("<strong>", "«").replace("</strong>", "»").replace("&quot;", "\"");
        html.replace("<code>", "`").replace("</code>", "`")
    };
    for place in places(text).into_iter().chain([text.to_owned()]) {
        let shown = shown(&place);
        assert!(shown.contains(marked), "{place:?}: {shown}");
    }
}

#[test]
fn punctuation_of_cjk_text() {
    bold("これは**消したいこと。**だからです。", "これは«消したいこと。»だからです。");
    bold("カッコに注意**（明かり）**が続く。", "カッコに注意«（明かり）»が続く。");
    bold("正解は**④**です。・**㋐**:選択肢", "正解は«④»です。・«㋐»:選択肢");
    bold("太郎は**「消した」**といった", "太郎は«「消した」»といった");
    bold("太郎は**\"Lamp\"**といった", "太郎は«\"Lamp\"»といった");
    bold("**C#**や**F#**は**「.NET」**という", "«C#»や«F#»は«「.NET」»という");
    bold("Go**「初心者」**を.NET**（不可）**では", "Go«「初心者」»を.NET«（不可）»では");
    for mark in "，。、；：？！“”‘’（）【】《》—～…·〃-々".chars() {
        bold(&format!("**灯{mark}**她"), &format!("«灯{mark}»她"));
    }
    for mark in "（【《“‘".chars() {
        bold(&format!("灯**{mark}她**"), &format!("灯«{mark}她»"));
    }
    bold("**灯，** 她，**灯**，她", "«灯，» 她，«灯»，她");
}

#[test]
fn punctuation_of_other_text() {
    bold("转到**“诊断”**，单击**“运行”**。", "转到«“诊断”»，单击«“运行”»。");
    bold("税込**¥10,000**で", "税込«¥10,000»で");
    bold("先頭の**`灯`も注意。**末尾の`灯`**も。**", "先頭の«`灯`も注意。»末尾の`灯`«も。»");
    bold(
        "𰻞**(明かり)**麺、﨑**(崎)**、𠮟**(正)**、谺𬤲**(灯)**石",
        "𰻞«(明かり)»麺、﨑«(崎)»、𠮟«(正)»、谺𬤲«(灯)»石",
    );
    bold("あ𛀙**(か)**よ、コㇿ**(Lamp)**、𪜈**(トモ)**", "あ𛀙«(か)»よ、コㇿ«(Lamp)»、𪜈«(トモ)»");
    bold("**推荐几个框架：**Lamp、灯", "«推荐几个框架：»Lamp、灯");
    html(
        "**[製品](https://a.example/b)**と**[灯](https://a.example/c)**を",
        "<p><strong><a href=\"https://a.example/b\">製品</a></strong>と<strong><a href=\"https://a.example/c\">灯</a></strong>を</p>",
    );
    html("中**<!--$a-->[a]<!--/$a-->（灯）**文", "<p>中<strong>[a]（灯）</strong>文</p>");
}

#[test]
fn korean() {
    bold("**스크립트(script)**라고 **안녕(hello)**하세요.", "«스크립트(script)»라고 «안녕(hello)»하세요.");
    bold("패키지를 **`npm`**를 실행", "패키지를 «`npm`»를 실행");
    bold("ᅡ**(a)**가 **(k)**ᄏ", "ᅡ«(a)»가 «(k)»ᄏ");
}

#[test]
fn selectors_of_variants() {
    bold("葛\u{E0100}**(こちら)**城", "葛\u{E0100}«(こちら)»城");
    bold("大塚\u{FE00}**(U+585A)** 大塚**(U+FA10)**", "大塚\u{FE00}«(U+585A)» 大塚«(U+FA10)»");
    bold("〽\u{FE0E}**(庵点)**は、", "〽\u{FE0E}«(庵点)»は、");
    bold("**“\u{FE01}Lamp”\u{FE01}**Hub", "«“\u{FE01}Lamp”\u{FE01}»Hub");
    html("字。\u{FE01}_Lamp._", "<p>字。\u{FE01}<em>Lamp.</em></p>");
    html("字。\u{FE01}__Lamp.__", "<p>字。\u{FE01}<strong>Lamp.</strong></p>");
    html("__注意__：注意：__注意__", "<p><strong>注意</strong>：注意：<strong>注意</strong></p>");
}

#[test]
fn symbols_of_cjk_text_and_emoji() {
    for symbol in ["〰", "〽", "🈂", "🈷", "㊗", "㊙"] {
        bold(&format!("a**{symbol}**a"), &format!("a«{symbol}»a"));
        bold(&format!("a**{symbol}\u{FE0F}**a"), &format!("a«{symbol}\u{FE0F}»a"));
        bold(&format!("a**{symbol}\u{FE0E}a**a"), &format!("a«{symbol}\u{FE0E}a»a"));
        bold(&format!("a**a{symbol}\u{FE0E}**a"), &format!("a«a{symbol}\u{FE0E}»a"));
    }
    // Emoji are symbols of any text.
    for emoji in ["🈯", "⭕", "❌"] {
        bold(&format!("a**{emoji}a**a"), &format!("a**{emoji}a**a"));
        bold(&format!("a**a{emoji}**a"), &format!("a**a{emoji}**a"));
    }
}

#[test]
fn lines_beside_the_same_character() {
    html("**粗体**：_斜体_。", "<p><strong>粗体</strong>：<em>斜体</em>。</p>");
    html("~~旧~~，__新__。", "<p><del>旧</del>，<strong>新</strong>。</p>");
    html("*粗体*（_斜体_）", "<p><em>粗体</em>（<em>斜体</em>）</p>");
    html("**提示（_重要_）**请注意", "<p><strong>提示（<em>重要</em>）</strong>请注意</p>");
    for symbol in ["Ⓐ", "ⓩ", "🄰", "🅐", "🅰"] {
        bold(&format!("点击**{symbol}**按钮"), &format!("点击«{symbol}»按钮"));
    }
}

#[test]
fn where_the_amendment_does_not_apply() {
    bold("a**a«**a", "a**a«**a");
    bold("a**»a**a", "a**»a**a");
    bold("a**a∇**a", "a**a∇**a");
    bold("a**(b)**c", "a**(b)**c");
    bold("a**(b)** c", "a**(b)** c");
    bold("灯** 灯 **灯", "灯** 灯 **灯");
    html("灯_灯_灯", "<p>灯_灯_灯</p>");
    html("灯_(灯)_灯", "<p>灯_(灯)_灯</p>");
    html("`灯**（灯）**灯`", "<p><code>灯**（灯）**灯</code></p>");
    html("灯\\**（灯）\\**灯", "<p>灯*<em>（灯）*</em>灯</p>");
}

#[test]
fn strikethrough() {
    html("a~~a()~~あ", "<p>a<del>a()</del>あ</p>");
    html("あ~~()a~~a", "<p>あ<del>()a</del>a</p>");
    html("𩸽~~()a~~a a~~a()~~𩸽", "<p>𩸽<del>()a</del>a a<del>a()</del>𩸽</p>");
    html("葛\u{E0100}~~()a~~a 羽\u{FE00}~~()a~~a", "<p>葛\u{E0100}<del>()a</del>a 羽\u{FE00}<del>()a</del>a</p>");
    html("a~~「a~~」 「~~a」~~a", "<p>a<del>「a</del>」 「<del>a」</del>a</p>");
    html("~~a~~：~~a~~", "<p><del>a</del>：<del>a</del></p>");
}

#[test]
fn nothing_of_a_text_changes() {
    html("`**「a\nb」**あ` **「c」**あ", "<p><code>**「a b」**あ</code> <strong>「c」</strong>あ</p>");
    html(
        "[**「a」**あ](https://e.example/a&amp;b**「c」**あ)",
        "<p><a href=\"https://e.example/a&amp;b**%E3%80%8Cc%E3%80%8D**%E3%81%82\"><strong>「a」</strong>あ</a></p>",
    );
    html(
        "``` **「a」**あ\nb\n```",
        "<pre tabindex=\"0\"><code class=\"language-**「a」**あ\">b\n</code></pre>"
            .replace(" tabindex=\"0\"", "")
            .as_str(),
    );
    let article = article("[**「a」**あ]: https://e.example\n\nb");
    assert_eq!(article.definitions()[0].label, "**「a」**あ");
    html(
        "[**「a」**あ]\n\n[**「a」**あ]: https://e.example",
        "<p><a href=\"https://e.example\"><strong>「a」</strong>あ</a></p>",
    );
    html("<i title=\"灯**「a」**あ\">灯**「a」**あ</i>", "<p><em>灯<strong>「a」</strong>あ</em></p>");
}

const LITERAL: &str = "emphasis-literal";

#[test]
fn asterisks_that_a_blank_mends() {
    finds("**NOTE:**For lamps\n", LITERAL, "**NOTE:**", Some("**NOTE:** For lamps\n"));
    finds("* Press**(start)** now\n", LITERAL, "**(start)**", Some("* Press **(start)** now\n"));
    finds("> a**(b)**c\n", LITERAL, "**(b)**", Some("> a **(b)** c\n"));
    finds("| a |\n|---|\n| **a:**b |\n", LITERAL, "**a:**", Some("| a |\n|---|\n| **a:** b |\n"));
    finds("## ***a:***b\n", LITERAL, "***a:***", Some("## ***a:*** b\n"));
    finds("**Ж:**слово\r\n", LITERAL, "**Ж:**", Some("**Ж:** слово\r\n"));
}

#[test]
fn asterisks_of_which_one_is_missing() {
    finds("Recommended Steps**", LITERAL, "**", None);
    finds("a higher SKU**. You can", LITERAL, "**", None);
    finds("use **[l](https://e.example)", LITERAL, "**", None);
    finds("**a\n\nb", LITERAL, "**", None);
    finds("[a **b](https://e.example)", LITERAL, "**", None);
    assert_eq!(found("**a\nb **", LITERAL).len(), 2);
    for place in places("Recommended Steps**") {
        assert_eq!(found(&place, LITERAL), [("**".to_owned(), None)], "{place:?}");
    }
}

#[test]
fn asterisks_that_are_meant() {
    silent("`**` and ``a ** b``", LITERAL);
    silent("```\n**a\n```\n\n    **b\n", LITERAL);
    silent("***** a *****", LITERAL);
    silent("\\*\\*a", LITERAL);
    silent("a*b*c 2 * 3 *", LITERAL);
    silent("https://e.example/a**b", LITERAL);
    silent("**a** ***b*** **转到（a）**灯", LITERAL);
    silent("<!-- **a -->b", LITERAL);
    silent("AccountKey=***; password ****, \"***\"", LITERAL);
    silent("It is 2**8 bytes", LITERAL);
    // Another code says what is wrong with them.
    silent("** a **\n~~ b ~~", LITERAL);
}

//! Signs that Markdown takes for emphasis where they are masks, ranges, patterns or code (format §5).

use selfhelp::Article;
use selfhelp::diagnostic::Code;

use crate::near_marks::{HEADER, everywhere, found, mends, one, silent};

const MASK: &str = "expected `\\*\\*\\*` or code where asterisks are meant, found `***` that makes text bold; the asterisks do not show";
const LONG_MASK: &str = "expected `\\*\\*\\*\\*` or code where asterisks are meant, found `****` that makes text bold; the asterisks do not show";

#[test]
fn masks_that_make_emphasis() {
    let code = Code::ASTERISK_LOST;
    everywhere("手机号：138****5678，备用：139****0000", &code, "****5678，备用：139****", LONG_MASK);
    everywhere("用户：****，密码：****", &code, "****，密码：****", LONG_MASK);
    everywhere("账号 ab***cd 和 ef***gh", &code, "***cd 和 ef***", MASK);
    everywhere("ab***cd or ef***gh", &code, "***cd or ef***", MASK);
    everywhere("密码***和***", &code, "***和***", MASK);
    everywhere("Phone: ***-***-1234", &code, "***-***", MASK);
    everywhere("Enter 4111-****-****-1111.", &code, "****-****", LONG_MASK);
    everywhere("Set Key = \"***\"; Secret = \"***\"", &code, "***\"; Secret = \"***", MASK);
    everywhere("Server=x;User=****;Password=****;", &code, "****;Password=****", LONG_MASK);
    everywhere("AccountKey=***;Endpoint=***", &code, "***;Endpoint=***", MASK);
    everywhere("a@***.com, b@***.com", &code, "***.com, b@***", MASK);
    everywhere("key=***;pwd=****", &code, "***;pwd=****", MASK);
    mends("User=****;Password=****;", &code, "User=\\*\\*\\*\\*;Password=\\*\\*\\*\\*;");
    mends("key=***;pwd=****", &code, "key=\\*\\*\\*;pwd=\\*\\*\\*\\*");
    mends(
        "138***5678, 139***0000, 137***1111, 136***2222",
        &code,
        "138\\*\\*\\*5678, 139\\*\\*\\*0000, 137\\*\\*\\*1111, 136\\*\\*\\*2222",
    );
    for meant in [
        "***Note:*** turn it on",
        "点击***开始***按钮",
        "注意：***重要：***文字",
        "Click***Start menu***button",
        "***Start*** and ***Stop***",
        "***注意***，请***停止***",
        "*** 注意***，请***停止***",
        "***.NET*** and ***\"quoted\"***",
        "****a****",
        "press ***-*** now",
        "`ab***cd or ef***gh`",
        "ab\\*\\*\\*cd or ef\\*\\*\\*gh",
    ] {
        silent(meant, &code);
    }
}

#[test]
fn masks_that_show() {
    for shown in [
        "The key is **** and the secret is ****.",
        "User: **** Password: **** Host: x",
        "Le mot de passe est **** (4 signes) ou ****.",
        "email: j***@example.com, k***@example.com",
        "email: j***@example.com",
        "Phone: (***) ***-1234",
        "Card 4111 **** **** 1111",
        "Cards ****1234 and ****5678",
        "Card ****1234",
        "138****5678",
        "ab***cd",
        "密码****",
        "用户 **** 密码 ****",
        "* User: **** / Password: ****",
        "a ** b ** c",
        "x ** y",
    ] {
        silent(shown, &Code::EMPHASIS_LITERAL);
        silent(shown, &Code::EMPHASIS_SPACES);
        silent(shown, &Code::ASTERISK_LOST);
    }
    let code = Code::EMPHASIS_LITERAL;
    let (_, both) = found("Keys abc*** and def***\n", &code);
    assert!(both.len() == 2 && both.iter().all(|found| found.fix.is_none()), "{both:?}");
    let space = "expected no space inside `***…***`, found one; the asterisks show as they are";
    everywhere("Press ***Lamp *** now", &code, "***Lamp ***", space);
    everywhere("点击*** 保存***，完成", &code, "*** 保存***", space);
    let alone = "expected another `***` to make text bold with, found none; the asterisks show as they are";
    everywhere("Press ***Lamp now", &code, "***", alone);
}

#[test]
fn ranges_that_strike_text_out() {
    let code = Code::TILDE_LOST;
    let message = "expected `\\~` where a tilde is meant, found `~` that strikes text out; the tildes do not show";
    everywhere("步骤（1）~（3）和（5）~（7）必做。", &code, "~（3）和（5）~", message);
    everywhere("「a.txt」~「c.txt」と「x.txt」~「z.txt」を削除", &code, "~「c.txt」と「x.txt」~", message);
    everywhere("**9:00**~**18:00**、**10:00**~**15:00**", &code, "~**18:00**、**10:00**~", message);
    everywhere("参数 `-a`~`-z`，`-A`~`-Z`", &code, "~`-z`，`-A`~", message);
    everywhere("do (1)~(3), (5)~(7)", &code, "~(3), (5)~", message);
    everywhere("\"A\"~\"C\" and \"E\"~\"G\"", &code, "~\"C\" and \"E\"~", message);
    everywhere("From [A]~[C] and [E]~[G]", &code, "~[C] and [E]~", message);
    everywhere("Costs ~$10, usually $8~$12.", &code, "~$10, usually $8~", message);
    everywhere("weight ~2 kg, ~~old~~ price: $10~$20", &code, "~2 kg, ~~old~~ price: $10~", message);
    mends("Costs ~$10, usually $8~$12.", &code, "Costs \\~$10, usually $8\\~$12.");
    silent("$8\\~$12", &Code::PATH_ESCAPE);
    mends("do (1)~(3), (5)~(7)", &code, "do (1)\\~(3), (5)\\~(7)");
    for meant in [
        "~old~",
        "price ~$8~ $12",
        "(~old~)",
        "（~旧~）",
        "\"~old~\"",
        "**~old~**",
        "*~old~*",
        "~~(1)~~ and (2)~~(3)~~(4)",
        "~[guide](https://a.example)~",
        "~`code`~",
        "~10 minutes and ~20 minutes",
        "9点~17点，10点~14点",
        "(1)\\~(3), (5)\\~(7)",
    ] {
        silent(meant, &code);
    }
}

#[test]
fn patterns_without_words_beside() {
    let code = Code::ASTERISK_LOST;
    let message =
        "expected `\\*` or code where asterisks are meant, found `*` that makes emphasis; the asterisks do not show";
    everywhere("use .*error.* now", &code, "*error.*", message);
    everywhere("copy *.* now", &code, "*.*", message);
    mends("Filter: .*error.* or name ~ .*lamp.*", &code, "Filter: .\\*error.\\* or name ~ .\\*lamp.\\*");
    mends("IP: 10.*.*.1 and 192.168.*.*", &code, "IP: 10.\\*.\\*.1 and 192.168.\\*.\\*");
    mends("\"**/bin/**\", **/obj/**", &code, "\"\\*\\*/bin/\\*\\*\", \\*\\*/obj/\\*\\*");
    mends("**/obj/**, \"**/bin/**\"", &code, "\\*\\*/obj/\\*\\*, \"\\*\\*/bin/\\*\\*\"");
    for meant in ["Open it.*It is hot.*", "**/obj/**", "open */etc/*", "**a**. *b.*", "Lamp*.*", "打开。*很热。*"]
    {
        silent(meant, &code);
    }
    assert_eq!(found("\"**/bin/**\"\n**/obj/**\n", &code).1.len(), 1);
    let code = Code::UNDERSCORE_LOST;
    let message = "expected `\\_\\_` or code where underscores are meant, found `__` that makes text bold; the underscores do not show";
    everywhere("run \"__main__\" now", &code, "__main__", message);
    everywhere("see __FILE__ and", &code, "__FILE__", message);
    mends("if __name__ == \"__main__\"", &code, "if \\_\\_name\\_\\_ == \"\\_\\_main\\_\\_\"");
    for meant in ["the __main__ switch", "__NOTE__", "\"__Lamp__\"", "_FILE_", "`__main__`"] {
        silent(meant, &code);
    }
}

#[test]
fn signs_in_code_elements() {
    let html = |body: &str| Article::parse_lenient(&format!("{HEADER}{body}\n")).to_html();
    let shows = |body: &str, shown: &str| assert_eq!(html(body), format!("<p>{shown}</p>\n"));
    for kept in [
        "Grant <code>Lamps/*/read</code> and <code>Rooms/*/read</code>.",
        "Set <code>**kwargs</code> and <code>x**</code>.",
        "<code>rm -rf /tmp/*</code> then <code>*/x</code>",
        "<code>a_*</code> or <code>*_b</code>",
        "<code>~x~y</code> and <code>(1)~</code> or (2)~(3)",
        "<code>https://a.example/*/b</code> and <code>*/c</code>",
    ] {
        shows(kept, kept);
    }
    shows("<code>**lamp**</code> and **<code>a*b</code>**", "<code>lamp</code> and <strong><code>a*b</code></strong>");
    shows("<code>a *b</code> `c*` and <code>d* e</code>", "<code>a *b</code> <code>c*</code> and <code>d* e</code>");
    shows("`<code>` *a* `</code>`", "<code>&lt;code&gt;</code> <em>a</em> <code>&lt;/code&gt;</code>");

    shows(
        "**<code>lamp**</code> and <code>__lamp</code>__",
        "<strong><code>lamp</code></strong> and <code>__lamp</code>__",
    );

    let message = "expected backticks around code with asterisks, found `<code>`, in which they make emphasis; the asterisks do not show";
    everywhere("a <code>2*3*4</code> b", &Code::ASTERISK_LOST, "<code>2*3*4</code>", message);
    everywhere("<code>.*lamp.*</code> b", &Code::ASTERISK_LOST, "<code>.*lamp.*</code>", message);
    mends("a <code>2*3*4</code> b", &Code::ASTERISK_LOST, "a `2*3*4` b");
    let message = "expected backticks around code with underscores, found `<code>`, in which they make emphasis; the underscores do not show";
    everywhere("edit <code>__init__.py</code>", &Code::UNDERSCORE_LOST, "<code>__init__.py</code>", message);
    mends("edit <code>__init__.py</code>", &Code::UNDERSCORE_LOST, "edit `__init__.py`");
    one(
        "<code class=\"x\">2*3*4</code>\n",
        &Code::ASTERISK_LOST,
        "<code class=\"x\">2*3*4</code>",
        &message.replace("underscores", "asterisks"),
    );
    assert_eq!(found("<code>2*3*4&amp;</code>\n", &Code::ASTERISK_LOST).1[0].fix, None);
    for meant in [
        "<code>**lamp**</code>",
        "<code title=\"</x\">a*b c",
        "<code>az **create** x</code>",
        "<code>*name*</code>",
        "<code>a*b</code>",
        "<code>a_b_c</code>",
        "<code>2\\*3\\*4</code>",
        "`2*3*4`",
    ] {
        silent(meant, &Code::ASTERISK_LOST);
        silent(meant, &Code::UNDERSCORE_LOST);
    }
}

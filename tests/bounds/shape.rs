//! Shapes of input that grow: what repeats, and what is around it; and the cost of one.

use std::time::Duration;

use selfhelp::Article;

use support::clock;
use support::function::{Input, Run};
use support::random::Random;

/// A header without content of its own.
const HEADER: &str = "<properties pageTitle=\"Disks\" />\n";

/// A text that grows by repeating some pieces.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    pub before: String,
    /// Each is repeated in full, one after the other, so that sizes grow together. `{n}` counts.
    pub units: Vec<String>,
    pub between: String,
    pub after: String,
}

impl Shape {
    /// `unit`, again and again.
    pub fn repeated(before: &str, unit: &str, after: &str) -> Shape {
        Shape { before: before.into(), units: vec![unit.into()], between: String::new(), after: after.into() }
    }

    /// An article of this shape, of about `bytes` bytes.
    pub fn article(&self, bytes: usize) -> String {
        let header = if self.before.contains("<properties") { "" } else { HEADER };
        let share = bytes / self.units.len().max(1);
        let mut text = [header, &self.before].concat();
        for (index, unit) in self.units.iter().enumerate() {
            text.push_str(if index > 0 { &self.between } else { "" });
            let count = share / unit.len().max(1);
            if unit.contains("{n}") {
                text.extend((0..count).map(|number| unit.replace("{n}", &number.to_string())))
            } else {
                text.extend(std::iter::repeat_n(unit.as_str(), count))
            }
        }
        text.push_str(&self.after);
        text
    }

    /// A shape put together by chance from pieces of the grammar.
    pub fn random(random: &mut Random) -> Shape {
        let before = [
            "",
            "",
            "",
            "# T\n\n",
            "<!--issueDescription-->\n",
            "- ",
            "> ",
            "<h2>",
            "<table><tr><td>",
            "|a|b|\n|-|-|\n",
            "[a](b \"",
            "```\n",
            "<div>",
            "<properties ",
        ];
        let before = match random.below(4) {
            0 => text(random, 2),
            _ => before[random.below(before.len())].to_owned(),
        };
        let units = (0..=random.below(8) / 5).map(|_| unit(random)).collect();
        let after = if random.below(3) == 0 { text(random, 2) } else { String::new() };
        let between = ["", "\n", "\n\n", " ", "x"][random.below(5)].to_owned();
        Shape { before, units, between, after }
    }

    /// As [`article`](Shape::article), as the input of functions.
    pub fn input(&self, bytes: usize) -> Input {
        let source = self.article(bytes);
        let text = source.strip_prefix(HEADER).unwrap_or(&source);
        Input::new(text, Article::parse_lenient(&source))
    }
}

/// Time that `run` takes.
pub fn cost(run: &Run, input: &Input) -> Duration {
    clock::time(|| (run.run)(input))
}

/// Pieces of the grammar: of Markdown, of HTML, of the format.
pub const PIECES: &[&str] = &[
    "a",
    "a",
    "b ",
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "```",
    "~~~",
    "\\",
    "[",
    "]",
    "![",
    "](",
    "(",
    ")",
    "[a]",
    "[a]: ",
    "[a](b)",
    "[a](b \"",
    "\"",
    "'",
    "<",
    ">",
    "> ",
    ">",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "# ",
    "## ",
    "#",
    "---",
    "***\n",
    "===",
    "- - -",
    "|",
    "|-",
    "|-|-|\n",
    "|a|b|\n",
    ":-:",
    "&",
    "&amp;",
    "&#",
    "&#x3c;",
    "&lt",
    ";",
    "!",
    ".",
    ":",
    "/",
    "@",
    "{",
    "}",
    "$",
    "%",
    "^",
    "é",
    "漢",
    "1",
    "。",
    "\u{2003}",
    "\u{3000}",
    "\u{A0}",
    "\u{301}",
    "\u{345}",
    "\u{200D}",
    "\u{94D}\u{915}",
    "한",
    "👩",
    "🇩",
    "\u{200B}",
    "\u{FEFF}",
    "\u{202E}",
    "\0",
    "\u{E000}",
    "\u{2983}",
    "https://a.b/",
    "http://",
    "www.",
    "www.a.b",
    "a@b.c",
    "_",
    "**「",
    "」**",
    "] (https://a.b)",
    "mailto:",
    "<https://a.b>",
    "<a@b.c>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=\"b\">",
    "</a>",
    "<span>",
    "</span>",
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<ul>",
    "</ul>",
    "<ol>",
    "<li>",
    "</li>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<thead>",
    "<caption>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<h2>",
    "</h2>",
    "<hr>",
    "<br>",
    "<br/>",
    "<img src=\"https://a.b/c\">",
    "<img alt=\"",
    "<details>",
    "<summary>",
    "</summary>",
    "<blockquote>",
    "<resource-group>",
    "<a b c>",
    "<font a=b>",
    "<x ",
    "<script>",
    "</script>",
    "<?",
    "?>",
    "<!A",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!-- a -->",
    "<!-- a <!-- b --> -->",
    "<!--$a-->",
    "<!--/$a-->",
    "<!--$b-->",
    "<!--/$b-->",
    "<!--($a)-->",
    "<!--{$a}-->",
    "<!--@a-->",
    "<!--$a>",
    "<!--/$a>",
    "<!--$",
    "<!--a-->",
    "[a]<!--($a)-->",
    "<!--issueDescription-->",
    "<!--/issueDescription-->",
    "<!--rcaDescription-->",
    "<!--/rcaDescription-->",
    "<!--nextSteps-->",
    "<!--/nextSteps-->",
    "<!--Link-->",
    ":::Section a:::\n",
    ":::",
    "<insight>",
    "</insight>",
    "<metric>",
    "</metric>",
    "<video>",
    "</video>",
    "<src>",
    "</src>",
    "<symptomId>a,b</symptomId>",
    "<name>a</name>",
    "<videoGroup>",
    "<azureKB/>",
    "<symptomId>",
    "<<<<<<< a\n",
    "=======\n",
    ">>>>>>> a\n",
    "---\n{",
    "{\"a\":",
    "[1,",
    "}\n---\n",
    "\"a\": \"b\",",
    "<properties",
    "/>",
    "a=\"b\" ",
    "a=b\n",
    "service=\"",
    "pageTitle=\"a\"\n",
    "supportTopicIds=\"1,2\" ",
    "data-blade:A.B.id.$resourceId",
    "button-link:https://a.b",
    "[x](data-blade:",
    "> [!NOTE]\n",
    "> a\n",
    "- a\n",
    "  - a\n",
    "1. a\n",
    "a|b\n",
    "-|-\n",
    "a  \n",
    "a\\\n",
    "    a\n",
];

fn text(random: &mut Random, most: usize) -> String {
    (0..=random.below(most)).map(|_| *random.of(PIECES)).collect()
}

/// What repeats: a few pieces, now and then each of them several times.
fn unit(random: &mut Random) -> String {
    let count = 1 + random.below(5);
    (0..count)
        .map(|_| {
            let times = if random.below(12) == 0 { 1 + random.below(40) } else { 1 };
            random.of(PIECES).repeat(times)
        })
        .collect()
}

//! Time in proportion to the input, whatever it is: every public function on every shape.

use std::time::Duration;

use selfhelp::Article;
use selfhelp::render::text::PlainText;

use crate::shape::{Shape, cost};
use support::function::{CONSTANT, Input, RUN, Run};
use support::random::Random;

/// Shapes that once took quadratic time, here or in other parsers: before, what repeats, after.
const SHAPES: &[(&str, &str, &str)] = &[
    ("[a](b \"", "c\n", ""),
    ("[a](b '", "c\r", "')"),
    ("![a](b (", "*c*\n", ""),
    ("> [a](b \"", "> c\n", ""),
    ("[a](<b)> \"", "c\n", ""),
    ("[a]: b \"", "c\n", "\"\n\n[a]"),
    (">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>a\n", "b\n", ""),
    ("", "> ", "a"),
    ("", "- ", "a"),
    ("", "![[]()", ""),
    ("", "<span>a\n\n", ""),
    ("", "<mark>", ""),
    ("", "</mark>", ""),
    ("", "<table><tr><td><ul><li>a</li>", ""),
    ("", "<ul><li>a\n\n## b\n\n", ""),
    ("", "<ol><li>a</li><ul>", ""),
    ("", "<br\\>", ""),
    ("", "<--a ", ""),
    ("", "<!--nextSteps-- >\n", ""),
    ("", "a<!--($a)--> ", ""),
    ("", "1. a\n\n<br>\n", ""),
    ("", "`a\r\nb` ", ""),
    ("|a|\n", "|-\t", ""),
    ("", "C:\\.a ", ""),
    ("", "a. b\nb. c\n", ""),
    ("<properties a=\"b\"\n", "<!-- a\n", "/>\n"),
    ("---\npageTitle: a\n", "b: c\n", "---\n"),
    ("", "[a](<b", ""),
    ("", "](", ""),
    ("", "](a \"](b '](c (", ""),
    ("", "*a **a ", ""),
    ("", "a_ ", ""),
    ("", "`a ``b ", ""),
    ("", "<!--", ""),
    ("", "<!-- a <!-- b -->", ""),
    ("", "<?", ""),
    ("", "<a b=\"", ""),
    ("<b", " a=\"\"", ">"),
    ("", "<table>a", ""),
    ("<h2>\n", "<!-- a -->\n<hr>\n\n", ""),
    ("", "<b><i>", ""),
    ("", "</b>", ""),
    ("", "<div>\n", ""),
    ("", "&#x", ""),
    ("", "https://a.b/(", ""),
    ("", "a@", ""),
    ("", "|a|b|\n", ""),
    ("|a|\n|-|\n|", "`", ""),
    ("", "`t`t`t`t`t`t", ""),
    ("", "-|-\n", ""),
    ("", "<!--$a-->", ""),
    ("", "<!--$a-->b<!--/$a-->", ""),
    ("", "<!--$a-->*", ""),
    ("", "*<!--$a-->", ""),
    ("", "<!--nextSteps--><!--$a-->*<!--/$a-->", ""),
    ("", "`<!--$a--><!--/$a-->` <!--$a-->*<!--/$a-->", ""),
    ("", "[a]<!--($a)-->", ""),
    ("[a](https://b.example/", "<!--$a-->b<!--/$a-->", ")"),
    ("", "<!--rcaDescription-->", ""),
    ("<!--issueDescription-->\n", "#\n", ""),
    ("", "<!--nextSteps-->\n<!--/nextSteps-->", ""),
    ("", ":::Section a:::\n", ""),
    ("", "<insight>\n", ""),
    ("", "<metric><!-- </metric> -->", ""),
    ("", "<<<<<<< a\n", ""),
    ("", "<<<<<<< a\n=======\n>>>>>>> b\n", ""),
    ("<properties ", "a=b\n", ""),
    ("<properties ", "a=\"b\" ", ""),
    ("<properties a=\"", "b\"\n", ""),
    ("<properties ", "# a=\"b\"\n", ""),
    ("", "<properties ", ""),
    ("# T\n\n---\n", "{\"a\":", ""),
    ("# T\n\n---\n{\"a\": ", "[", ""),
    ("# T\n\n---\n{\"a\": [", "1,", "1]}\n---\n"),
    ("# T\n\n---\n{\"a\": \"", "\\q", "\"}\n---\n"),
    ("# T\n\n---\n{", "\"a\": \"b\",", "}\n---\n"),
    ("# T\n\n---\n{\"a\": \"", "b\n\\\"", ""),
    ("# T\n\n---\n{\"a\": \"", "b\n\\\"", "\" c}\n---\n"),
    ("# T\n\n---\n{\"a\": 1 ", "\"b\n", "}\n---\n"),
    ("# T\n\n---\n{\"formElements\":[", "{\"id\":\"q{n}\",\"visibility\":\"q0 == a || q{n} == b\"},", "{}]}\n---\n"),
    (
        "# T\n\n---\n{\"formElements\":[",
        "{\"id\":\"a\",\"validations\":[{\"type\":\"lessThan\",\"controlId\":\"a\"}]},",
        "{}]}\n---\n",
    ),
    ("# T\n\n---\n{\"formElements\":[{\"id\":\"a\",\"dropdownOptions\":[", "{\"value\":\"b{n}\"},", "{}]}]}\n---\n"),
    ("# T\n\n---\n{\"formElements\":[{\"id\":\"a\",\"dropdownOptions\":[", "{\"value\":\"b\"},", "{}]}]}\n---\n"),
    ("# T\n\n---\n{\"formElements\":[{\"id\":\"a\",\"visibility\":\"", "(", "a == b\"}]}\n---\n"),
    ("# T\n\n---\n{\"formElements\":[{\"id\":\"a\",\"visibility\":\"", "a == ( b", "\"}]}\n---\n"),
    ("# T\n\n---\n{\"formElements\":[{\"id\":\"a\",\"visibility\":\"", "a == b && ", "c\"}]}\n---\n"),
    ("# T\n\n---\n{\"formElements\":[{\"id\":\"a\",\"textPropertyRegex\":\"", "(a*)*", "\"}]}\n---\n"),
    ("# T\n\n---\n{\"formElements\":[],", "\"k{n}\":1,", "\"k\":1}\n---\n"),
    ("# T\n\n---\n{\"formElements\":[],", "\"title\":[1],", "\"k\":1}\n---\n"),
    ("# T\n\n---\n{\"supportTopics\":[", "{\"id\":\"{n}\"},", "{}]}\n---\n"),
    ("# T\n\na.", ")", ""),
    ("# T\n\na.", "\"", ""),
    ("# T\n\na.", "]\u{345}", ""),
    ("# T\n\na.", "} ", ""),
    ("# T\n\na.", "<br>\u{301}", ""),
    ("# T\n\na.)", "1", ""),
    ("# T\n\n", "a\u{94D}\u{915}", ""),
    ("# T\n\n", "👩\u{200D}", ""),
    ("# T\n\n", "🇩", ""),
    ("# T\n\n", "a'\u{301}", ""),
    ("# T\n\n", "1\u{2003}", ""),
    ("# T\n\n", "[\u{3000}", ""),
    ("# T\n\n", "é-", ""),
    ("# T\n\n", "\u{A0}! ", ""),
    ("# T\n\n", "C:\\a ", ""),
    ("# T\n\n", "/é/", ""),
    ("", "# a\n\n", ""),
    ("", "## {n}\nb\n", ""),
    ("", "a\n\n    b\n\n", ""),
    ("", "button-link:", "https://a.b"),
    ("", "button-link: ", ""),
    ("data-blade:", "a.", ""),
    ("https://", "%61", ""),
    ("/", "&", ""),
    ("[x](data-blade:A.B", ".p{n}.$v{n}", ")"),
    ("[x](data-blade:A.B;data-blade-uri:https://a.b/", "{$v{n}}", ")"),
    ("", "[x](data-blade:A.B.p.$v{n}) ", ""),
    ("", "[x](https://b.c/<!--$a-->d<!--/$a-->) ", ""),
    ("", "[<!--$a-->d<!--/$a-->](https://b.c/{n}) ", ""),
    ("", "<!--$a-->[b](https://b.c/{n})<!--/$a--> ", ""),
    ("", "<!--$b-->b<!--/$b--> ", ""),
    ("", "<!--$e--><!--/$e-->", ""),
    ("", "<!--$v{n}-->b<!--/$v{n}-->", ""),
    ("", "<!--$a-->*", ""),
    ("", "![<!--$a-->x<!--/$a-->](https://b.c/{n})", ""),
    ("[](https://b.c/", "a", ")"),
    ("", "<x>", ""),
    ("", "a\n", ""),
    ("<properties cloudEnvironments=\"", "a{n},", "\" />"),
    ("{", "\"v{n}\":\"b\",", "\"c\":1}"),
    ("", "[a]: <b> \"c\"\n", ""),
    ("", "` ", ""),
    ("", "<sup>a b</sup>", ""),
    ("<table>", "<tr><th>a<tr><td>b", "</table>"),
    ("<dl>", "<dt>a<dd>b", "</dl>"),
    ("", "<details><summary>a</summary>b</details>", ""),
    (">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>a\\\n", "b\\\n", ""),
];

/// Shapes of two parts that grow together: before, what repeats first, between, what repeats then.
const PAIRS: &[(&str, &str, &str, &str)] = &[
    ("", "<!--$a>", "-->", " "),
    ("<p a=\"", "b", "\">", "<!--$e-->c<!--/$e-->"),
    ("# ", "a", "\n", "b\n\n    c\n\n"),
    ("# ", "a", "\n", "## b\nc\n\n"),
    ("", "<br>", "", "[](https://a.b)"),
    ("", "<br>", "", "<!--$a-->b<!--/$a-->"),
    ("", "1", "", "<!--$a-->b<!--/$a-->"),
    ("[", "1", "", "<!--$e-->b<!--/$e-->"),
    ("", "\u{200B}", "", "<!--$a-->b<!--/$a-->"),
    ("", "[a](https://b.c/{n}) ", "", "<!--$b-->b<!--/$b--> [a](<!--$a-->b<!--/$a-->) "),
    ("[a]: https://b.c/", "d", "\n\n", "[a] "),
    ("[a]: https://b.c/", "d", "\n\n", "![a] "),
    ("|", "a|", "\n|-|-|\n", "|a\n"),
];

/// All known shapes.
fn known() -> Vec<Shape> {
    let pair = |(before, first, between, second): &(&str, &str, &str, &str)| Shape {
        before: (*before).into(),
        units: vec![(*first).into(), (*second).into()],
        between: (*between).into(),
        after: String::new(),
    };
    // Margins that are many times as long as what follows them.
    let deep = ["<blockquote>", "<ul><li>", "<dl><dd>", "<details>"].map(|open| open.repeat(60));
    let deep = deep.iter().flat_map(|open| {
        [
            ("<pre>", "a\n", "</pre>"),
            ("<pre>a", "\n", "b</pre>"),
            ("", "a<br>", ""),
            ("", "<p>a", ""),
            ("", "<li>a", ""),
        ]
        .map(|(before, unit, after)| Shape::repeated(&[open, before].concat(), unit, after))
    });
    let deep: Vec<Shape> = deep.collect();
    let single = SHAPES.iter().map(|(before, unit, after)| Shape::repeated(before, unit, after));
    single.chain(PAIRS.iter().map(pair)).chain(deep).collect()
}

/// How much larger one input is than the other.
const TIMES: u32 = 8;

/// Whether `run` takes much longer on `large` than on `small`, which is [`TIMES`] as small.
///
/// Noise on a busy machine is not the shape's fault: one try in three has to be good. Quadratic time costs seconds.
fn grows(run: &Run, small: &Input, large: &Input) -> bool {
    (0..3).all(|_| {
        let cost = cost(run, large);
        cost > Duration::from_millis(15) && cost > self::cost(run, small).min(self::cost(run, small)) * TIMES * 4
    })
}

#[test]
fn every_function_takes_time_in_proportion_to_known_shapes() {
    in_proportion(64 << 10);
}

/// If only a scan over bytes takes quadratic time, it shows in large inputs only.
#[test]
#[ignore = "it takes minutes, and is for `--release`"]
fn every_function_takes_time_in_proportion_to_a_megabyte() {
    in_proportion(1 << 20);
}

/// Tries every function on every known shape of `bytes` bytes.
fn in_proportion(bytes: usize) {
    let shapes = known();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let found: Vec<String> = std::thread::scope(|scope| {
        let judged = |shapes: Vec<&Shape>| {
            let slow = |shape: &Shape| {
                let (small, large) = (shape.input(bytes / TIMES as usize), shape.input(bytes));
                let slow = RUN.iter().filter(move |run| grows(run, &small, &large));
                slow.map(|run| format!("{} {} on {shape:?}", run.file, run.names)).collect::<Vec<_>>()
            };
            shapes.into_iter().flat_map(slow).collect::<Vec<_>>()
        };
        let shares = (0..threads).map(|at| shapes.iter().skip(at).step_by(threads).collect());
        let running: Vec<_> = shares.map(|share| scope.spawn(move || judged(share))).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|_| vec!["a panic".to_owned()])).collect()
    });
    assert_eq!(found, [""; 0]);
}

/// The functions of the list of public items: the file that declares each, and its name.
fn listed() -> Vec<(&'static str, &'static str)> {
    let (mut file, mut listed) = ("", Vec::new());
    for line in include_str!("../golden/surface.txt").lines() {
        if let Some(path) = line.strip_prefix("src/") {
            file = path;
        } else if let Some((_, declared)) = line.split_once("fn ")
            && line.starts_with("    ")
        {
            listed.push((file, declared.split(['(', '<']).next().unwrap_or_default()));
        }
    }
    listed
}

/// Takes what `names` of `file` name out of `left`; returns the names that are not there.
fn take<'n>(left: &mut Vec<(&str, &str)>, file: &str, names: &'n str) -> Vec<&'n str> {
    if names == "*" {
        left.retain(|(other, _)| *other != file);
        return Vec::new();
    }
    let mut gone = |name: &&str| match left.iter().position(|other| *other == (file, *name)) {
        Some(at) => {
            left.remove(at);
            false
        }
        None => true,
    };
    names.split_whitespace().filter(|name| gone(name)).collect()
}

#[test]
fn every_public_function_is_run_or_takes_constant_time() {
    let mut left = listed();
    let rows = RUN.iter().map(|run| (run.file, run.names)).filter(|(file, _)| !file.is_empty());
    let rows: Vec<_> = rows.chain(CONSTANT.iter().map(|constant| (constant.file, constant.names))).collect();
    let gone: Vec<_> = rows.iter().flat_map(|(file, names)| take(&mut left, file, names)).collect();
    assert_eq!(gone, [""; 0], "these are no public functions");
    assert_eq!(left, [], "add these to `tests/support/function.rs`: run them, or say why they take constant time");
}

#[test]
fn a_function_that_nobody_listed_is_noticed() {
    let mut left = vec![("a.rs", "b"), ("a.rs", "b"), ("c.rs", "b")];
    assert_eq!(take(&mut left, "a.rs", "b d"), ["d"]);
    assert_eq!(left, [("a.rs", "b"), ("c.rs", "b")]);
    assert!(listed().contains(&("summary.rs", "summary")) && listed().contains(&("visit/mod.rs", "walk_parts")));
}

#[test]
fn half_a_megabyte() {
    for unit in ["[a](b \"c\n", "- a\n", "<b a=\"\">", "<!--$a-->b<!--/$a--> ", "<!--$a-->*", "|a|b\n"] {
        let input = Shape::repeated("", unit, "").input(500_000);
        let slow: Vec<&str> = RUN.iter().filter(|run| cost(run, &input).as_secs() >= 10).map(|run| run.names).collect();
        assert_eq!(slow, [""; 0], "{unit:?}");
    }
}

#[test]
fn output_without_values_stays_inside_the_limits() {
    for shape in known() {
        let text = shape.article(200_000);
        let article = Article::parse_lenient(&text);
        let most = selfhelp::limits::OUTPUT_RATIO * text.len();
        assert!(article.to_html().len() <= most && article.to_text().len() <= most, "{shape:?}");
        for plain in [PlainText::new().width(200), PlainText::new().unlimited(), PlainText::new().flowed()] {
            let text = plain.render(&article);
            assert!(text.is_ok_and(|text| text.len() <= most), "{shape:?} as {plain:?}");
        }
    }
}

/// A search for other shapes. `SELFHELP_PATTERNS` says how many to try, `SELFHELP_SEED` where to begin, `SELFHELP_BYTES` how
/// large they are.
///
/// It measures time: run it with `--release -- --ignored` on an otherwise idle machine, and check each find again.
#[test]
#[ignore = "a search, not a test: it takes as long as it is let"]
fn random_shapes() {
    let number =
        |name: &str, default: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let mut random = Random(number("SELFHELP_SEED", 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let most = number("SELFHELP_BYTES", 256 << 10) as usize;
    let mut found = Vec::new();
    for _ in 0..number("SELFHELP_PATTERNS", 1_000) {
        let shape = Shape::random(&mut random);
        let (small, large) = (shape.input(most / TIMES as usize), shape.input(most));
        for run in RUN.iter().filter(|run| grows(run, &small, &large)) {
            println!("{} on {shape:?}", run.names);
            found.push((run.names, shape.clone()));
        }
    }
    assert_eq!(found, []);
}

//! Bodies from the grammar of format §3 to §5, each with the shape that its tree must have.

use proptest::prelude::*;

use super::header::in_cases;

/// A body and the shape of its tree, as [`super::shape`] writes it.
#[derive(Clone, Debug)]
pub struct Body {
    pub source: String,
    pub shape: String,
}

/// Lines, and their shape.
#[derive(Clone, Debug)]
struct Block {
    lines: Vec<String>,
    shape: String,
}

/// Text and what is in it.
#[derive(Clone, Debug)]
struct Inlines {
    source: String,
    shape: String,
}

/// A body of up to eight parts.
pub fn body() -> impl Strategy<Value = Body> {
    let part = prop_oneof![4 => block(2), 1 => table(), 1 => rule(), 1 => note(), 2 => section()];
    prop::collection::vec(part, 0..8).prop_map(|parts| {
        let (lines, shape) = apart(&parts);
        Body { source: lines.join("\n") + "\n", shape }
    })
}

fn section() -> BoxedStrategy<Block> {
    let kinds = ["issueDescription", "recommendedActions", "salutation", "rcaDescription"];
    let inner = prop_oneof![3 => block(1), 1 => table()];
    let nested =
        section_of(prop::sample::select(&["resolutionDetails", "additionalInfo", "nextSteps"][..]), inner.clone());
    let within =
        (section_of(Just("rcaDescription"), prop_oneof![inner.clone(), nested]), Just(())).prop_map(|(s, ())| s);
    prop_oneof![3 => section_of(prop::sample::select(kinds.to_vec()), inner), 1 => within].boxed()
}

fn section_of(
    kind: impl Strategy<Value = &'static str>,
    inner: impl Strategy<Value = Block>,
) -> impl Strategy<Value = Block> {
    let space = || prop::sample::select(&["", " "][..]);
    (kind, prop::collection::vec(inner, 0..4), any::<u64>(), space(), space()).prop_map(
        |(kind, blocks, cases, one, other)| {
            let (inside, shape) = apart(&blocks);
            let mut lines = vec![format!("<!--{one}{}{other}-->", in_cases(kind, cases))];
            lines.extend(inside);
            lines.push(format!("<!--{one}/{kind}{other}-->"));
            Block { lines, shape: format!("(section {kind} {shape})") }
        },
    )
}

/// A block that can be in items and quotes.
fn block(depth: u32) -> BoxedStrategy<Block> {
    let flat = prop_oneof![4 => paragraph(), 1 => heading(), 1 => code()].boxed();
    if depth == 0 {
        return flat;
    }
    let items = prop::collection::vec(prop::collection::vec(block(depth - 1), 0..3), 1..4);
    let list = (paragraph(), items, any::<bool>()).prop_map(|(first, items, ordered)| list(&first, &items, ordered));
    let quote = (paragraph(), prop::collection::vec(block(depth - 1), 0..3)).prop_map(|(first, more)| {
        let (lines, shape) = apart(&[vec![first], more].concat());
        let quoted = |line: String| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
        Block { lines: lines.into_iter().map(quoted).collect(), shape: format!("(quote {shape})") }
    });
    prop_oneof![4 => flat, 1 => list, 1 => quote].boxed()
}

/// A list whose items all begin with `first`.
fn list(first: &Block, items: &[Vec<Block>], ordered: bool) -> Block {
    let mut lines = Vec::new();
    let mut shape = String::new();
    for (number, blocks) in items.iter().enumerate() {
        let blocks = [vec![first.clone()], blocks.clone()].concat();
        let (inside, inner) = apart(&blocks);
        let marker = if ordered { format!("{}. ", number + 1) } else { "- ".to_owned() };
        let indent = " ".repeat(marker.len());
        for (index, line) in inside.into_iter().enumerate() {
            lines.push(match (index, line.is_empty()) {
                (0, _) => format!("{marker}{line}"),
                (_, true) => line,
                (_, false) => format!("{indent}{line}"),
            });
        }
        shape.push_str(&format!("(item {inner})"));
    }
    Block { lines, shape: format!("({} {shape})", if ordered { "numbers" } else { "bullets" }) }
}

fn paragraph() -> impl Strategy<Value = Block> {
    inlines(&[" ", "\n"]).prop_map(|inlines| Block {
        lines: inlines.source.lines().map(str::to_owned).collect(),
        shape: format!("(p {})", inlines.shape),
    })
}

fn heading() -> impl Strategy<Value = Block> {
    (1..=6_usize, inlines(&[" "])).prop_map(|(level, inlines)| Block {
        lines: vec![format!("{} {}", "#".repeat(level), inlines.source)],
        shape: format!("(h{level} {})", inlines.shape),
    })
}

fn code() -> impl Strategy<Value = Block> {
    let line = "[a-zA-Z0-9<>&*_#{}\\[\\]][a-zA-Z0-9 <>&*_#{}=\\[\\]-]{0,16}";
    ("[a-z]{0,5}", prop::collection::vec(line, 0..4)).prop_map(|(language, content)| {
        let mut lines = vec![format!("`````{language}")];
        lines.extend(content.iter().cloned());
        lines.push("`````".to_owned());
        let content: String = content.iter().map(|line| format!("{line}\n")).collect();
        Block { lines, shape: format!("(code {language:?} {content:?})") }
    })
}

fn table() -> impl Strategy<Value = Block> {
    (1..4_usize)
        .prop_flat_map(|columns| prop::collection::vec(prop::collection::vec(inlines(&[" "]), columns), 1..4))
        .prop_map(|rows| {
            let row = |cells: &Vec<Inlines>| {
                format!("| {} |", cells.iter().map(|cell| &*cell.source).collect::<Vec<_>>().join(" | "))
            };
            let mut lines: Vec<String> = rows.iter().map(row).collect();
            lines.insert(1, format!("|{}", " --- |".repeat(rows[0].len())));
            let cells =
                |row: &Vec<Inlines>| row.iter().map(|cell| format!("(cell {})", cell.shape)).collect::<String>();
            let shape: String = rows.iter().map(|row| format!("(row {})", cells(row))).collect();
            Block { lines, shape: format!("(table {shape})") }
        })
}

fn rule() -> impl Strategy<Value = Block> {
    Just(Block { lines: vec!["***".into()], shape: "(rule)".into() })
}

fn note() -> impl Strategy<Value = Block> {
    "[a-z ]{2,9}[a-z]".prop_map(|text| Block { lines: vec![format!("<!-- todo {text} -->")], shape: "(note)".into() })
}

/// Inlines separated by one of `separators`.
fn inlines(separators: &'static [&'static str]) -> impl Strategy<Value = Inlines> {
    let inline = prop_oneof![
        6 => word().prop_map(|word| same(&word, &word)),
        1 => words().prop_map(|words| same(&format!("**{words}**"), &format!("{{strong {words}}}"))),
        1 => words().prop_map(|words| same(&format!("*{words}*"), &format!("{{emphasis {words}}}"))),
        1 => "[a-z<>&*_]{1,8}".prop_map(|code| same(&format!("`{code}`"), &format!("{{code {code}}}"))),
        1 => (words(), "[a-z0-9]{1,8}").prop_map(|(words, path)| {
            same(&format!("[{words}](https://example.com/{path})"), &format!("{{link https://example.com/{path} {words}}}"))
        }),
        2 => placeholder(),
        1 => Just(same("&amp;", "&")),
    ];
    let among = prop_oneof![8 => inline, 1 => words().prop_map(|words| {
        same(&format!("and <resource-{}>", words.replace(' ', "-")), &format!("and <resource-{}>", words.replace(' ', "-")))
    })];
    let separated = (among, prop::sample::select(separators));
    (word(), prop::collection::vec(separated, 0..6)).prop_map(|(first, more)| {
        more.into_iter().fold(same(&first, &first), |all, (next, separator)| Inlines {
            source: all.source + separator + &next.source,
            shape: all.shape + separator + &next.shape,
        })
    })
}

fn same(source: &str, shape: &str) -> Inlines {
    Inlines { source: source.to_owned(), shape: shape.to_owned() }
}

fn placeholder() -> impl Strategy<Value = Inlines> {
    let default = prop_oneof![words(), words().prop_map(|words| format!("[{words}]")), Just(String::new())];
    ("[a-zA-Z][a-zA-Z0-9_]{0,7}", default).prop_map(|(name, default)| Inlines {
        source: format!("<!--${name}-->{default}<!--/${name}-->"),
        shape: format!("{{slot {name} {default}}}"),
    })
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![4 => "x[a-z]{0,7}", 1 => "é[a-z0-9]{0,3}", 1 => "虚拟机?"]
}

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..4).prop_map(|words| words.join(" "))
}

/// The lines of `blocks` with blank lines between them, and their shapes; a list or quote after another is left out,
/// because it would continue it.
fn apart(blocks: &[Block]) -> (Vec<String>, String) {
    let (mut lines, mut shape) = (Vec::new(), String::new());
    let mut before = "";
    for block in blocks {
        let kind = block.shape.split(' ').next().unwrap_or_default();
        if ["(numbers", "(bullets"].contains(&kind) && ["(numbers", "(bullets"].contains(&before) {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(block.lines.iter().cloned());
        shape.push_str(&block.shape);
        before = kind;
    }
    (lines, shape)
}

use super::*;
use crate::limits::Limits;
use crate::parse::conflict::Conflicts;
use crate::parse::construct::{self, Dialect};
use crate::text::{self, Shared};

/// Shows each event in a word or two.
struct Show<'b> {
    body: &'b str,
    shown: Vec<String>,
}

impl<'p> Receive<'p> for Show<'_> {
    fn event(&mut self, event: Event<'p>) {
        let body = self.body;
        self.shown.push(match event {
            Event::Open(node, _) => format!("{node:?}("),
            Event::Close(Closed::Link(destination), _) => format!(")->{}", destination.target.to_plain()),
            Event::Close(Closed::Padding, _) => ")padding".to_owned(),
            Event::Close(..) => ")".to_owned(),
            Event::Text(range) => format!("'{}'", &body[range]),
            Event::Decoded(text, range) => format!("'{text}' for {}", &body[range]),
            Event::Word(construct) => format!("Word {}", &body[construct.range.clone()]),
            Event::Block(construct) => format!("Block {}", &body[construct.range.clone()]),
            Event::BlockAmongWords(construct) => format!("Among {}", &body[construct.range.clone()]),
            Event::Code(content, _) => format!("`{}`", content.to_plain()),
            Event::CodeBlock(code) => {
                format!("{:?} code '{}'", code.info.language.as_deref(), code.content.to_plain())
            }
            Event::Html(html) => format!("Html '{}'", html.text),
            Event::Break(line, _) => format!("{line:?}"),
            Event::Rule(_) => "Rule".to_owned(),
            Event::Section(boundary) => format!("Section at {}", boundary.marker.start),
        });
    }

    fn may_link(&mut self, at: usize) -> bool {
        !self.body[at..].starts_with("[typed]")
    }

    fn table_excess(&self) -> Option<String> {
        self.body.contains("refused").then(String::new)
    }

    fn drop_rows(&mut self) {
        self.shown.push("drop".to_owned());
    }

    fn pass_cell(&mut self) {
        self.shown.push("pass".to_owned());
    }
}

/// The events of `body`, and what was lost.
fn events(body: &str) -> String {
    let source: Shared = text::shared(body);
    let constructs = construct::find(body, 0, Dialect::Standard, &Conflicts::default(), &Limits::new());
    let page = Page::new(&source, 0..body.len(), &constructs.all, &Limits::new());
    let mut show = Show { body, shown: Vec::new() };
    let (_, lost) = read(&page, &constructs.boundaries, &Limits::new(), Reading::First, &mut show);
    show.shown.extend(lost.constructs.iter().map(|lost| format!("lost {:?}", &body[lost.range.clone()])));
    show.shown.join(" ")
}

#[track_caller]
fn reads(body: &str, expected: &str) {
    assert_eq!(events(body).replace('\n', "⏎"), expected, "{body:?}");
}

#[test]
fn constructs_are_events() {
    reads(
        "Start **<!--$vm-->[vm]<!--/$vm-->**:\n<!--issueDescription-->\n",
        "Paragraph( 'Start ' Style(Strong)( Word <!--$vm-->[vm]<!--/$vm--> ) ':' ) Section at 37 Html(",
    );
    reads("a <!-- b --> c", "Paragraph( 'a ' Word <!-- b --> ' c' )");
    reads("a\n\n<!-- b -->\n\nc", "Paragraph( 'a' ) Html( Block <!-- b --> ) Paragraph( 'c' )");
    reads("- a\n  <!-- b -->", "List(None)( Item( 'a' Html( Block <!-- b --> ) ) )");
    reads("    a <!--$b-->b<!--/$b-->\n", "None code 'a b⏎'");
    reads("``` <!--$a-->x<!--/$a-->json\na\n```", "Some(\"json\") code 'a⏎'");
    reads("`<!--$a-->x<!--/$a-->`", "Paragraph( `x` )");
}

#[test]
fn constructs_are_restored_in_what_markdown_made() {
    reads(
        "[a](https://e.com/<!--$b-->b<!--/$b-->&amp;<!--$c-->c<!--/$c-->)",
        "Paragraph( Link( 'a' )->https://e.com/b&c )",
    );
    reads("[<!--$b-->b<!--/$b-->](c&amp;<!--$d-->d<!--/$d-->)", "Paragraph( Link( Word <!--$b-->b<!--/$b--> )->c&d )");
    reads("[a]\n\n[a]: <!--$b-->https<!--/$b-->&amp;c", "Paragraph( Link( 'a' )->https&c )");
    reads(
        "[a]: <https:\u{E000}xx\u{E000}&amp;>\n\n[a] <!--b-->",
        "Paragraph( Link( 'a' )->https:\u{E000}xx\u{E000}& ' ' Word <!--b--> )",
    );
}

#[test]
fn sections_open_between_blocks_of_the_top_level() {
    reads("> a\n<!--nextSteps-->\n> b", "Quote( Paragraph( 'a' ) ) Section at 4 Html( Quote( Paragraph( 'b' ) )");
    // The mask of the marker is an HTML block of its own, with nothing in it for the builder.
    let expected = "Html( Html '<div>⏎' ) Section at 6 Html( Html( Html '</div>' )";
    reads("<div>\n<!--nextSteps-->\n</div>", expected);
}

#[test]
fn what_markdown_would_drop_is_lost() {
    reads(
        "|a|\n|-|\n|b|c|",
        "Table([None])( Row { head: true }( Cell { first: true }( 'a' ) ) Row { head: false }( Cell { first: true }( 'b' ) ) ) lost \"|\"",
    );
    reads("[a]: text\n", "lost \"[\" lost \"]:\"");
    reads("[a]: ./text\n\n[a]", "Paragraph( Link( 'a' )->./text )");
    let table = "Table([None])( Row { head: true }( Cell { first: true }( 'refused' ) drop ) )";
    reads("|refused|\n|-|", &format!("{table} {}", ["lost \"|\""; 4].join(" ")));
}

#[test]
fn links_that_may_not_open_stay_as_typed() {
    reads("[typed](<!--$b-->b<!--/$b-->)", "Paragraph( '[typed](' Word <!--$b-->b<!--/$b--> ')' )");
    reads("[typed]: text\n\n[typed]", "Paragraph( '[typed]' ) lost \"[\" lost \"]:\"");
}

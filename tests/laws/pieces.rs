//! Pieces of syntax beside each other, in every order of three: where two recoveries meet, neither loses words or its end.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use selfhelp::Article;
use selfhelp::check::Checker;
use selfhelp::diagnostic::Applicability;
use support::share::share;
use support::target;

/// What begins, ends or damages something.
const PIECES: [&str; 56] = [
    "a",
    " ",
    "\n",
    "\n\n",
    "\\",
    "<",
    ">",
    "&lt;",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "#",
    "# ",
    "* ",
    "1. ",
    "> ",
    "|",
    "\n|-|\n",
    "---\n",
    "[",
    "]",
    "](b)",
    "](",
    ")",
    "] (b)",
    "[b]: c\n",
    "[b]:\n",
    "![",
    "http://b.c",
    "b@c.de",
    "data-blade:B.C",
    "<!--",
    "-->",
    "<!-",
    "->",
    "<!--$b-->",
    "<!--/$b-->",
    "<!--issueDescription-->",
    "<!--/issueDescription-->",
    ":::Section b:::",
    "<b>",
    "</b>",
    "<br",
    "<table><tr><td>",
    "</table>",
    "<li>",
    "<insight>",
    "</insight>",
    "é",
    "中",
    "😀",
    "\t",
    "&nbsp;",
];

/// Where the pieces are.
const PLACES: [(&str, &str); 5] = [("", ""), ("a ", " b"), ("* ", "\nc"), ("> ", ""), ("|a|\n|-|\n|", "|")];

/// How long an input takes at most, on any machine; one that never ends would say nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the rules find is at characters of the text, and they can be mended.
fn checked(source: &str) {
    let checker = Checker::all();
    for found in checker.check(&Article::parse_lenient(source)) {
        let spans = std::iter::once(found.span).chain(found.fix.iter().map(|fix| fix.span));
        spans.for_each(|span| assert!(source.get(span.range()).is_some(), "{found:?} in {source:?}"));
    }
    checker.fix(source, Applicability::Suggested);
}

#[test]
fn pieces_keep_the_laws_beside_each_other() {
    let count = PIECES.len();
    let (begin, begun) = channel::<String>();
    let watch = std::thread::spawn(move || {
        let mut last = String::new();
        loop {
            match begun.recv_timeout(PATIENCE) {
                Ok(input) => last = input,
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    eprintln!("no end after {PATIENCE:?}: {last:?}");
                    std::process::abort();
                }
            }
        }
    });
    for order in (0..count.pow(3)).step_by(share()) {
        let pieces = [order % count, order / count % count, order / count.pow(2)].map(|at| PIECES[at]);
        let (before, after) = PLACES[order % PLACES.len()];
        let input = format!("<properties />\n# A\n\n{before}{}{after}\n", pieces.concat());
        begin.send(input.clone()).expect("the watch ends last");
        target::article(input.as_bytes());
        checked(&input);
    }
    drop(begin);
    watch.join().expect("the watch ends");
}

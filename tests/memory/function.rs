//! What any public function holds at its peak.

use support::function::RUN;
use support::share::share;

use crate::shape::Shape;
use crate::{alone, peak};

/// Shapes of which functions hold most: before, what repeats first, between, what repeats then.
const WORST: &[(&str, &str, &str, &str)] = &[
    ("[a](b '", "c\r", "", ""),
    ("", "-|-\n", "", ""),
    ("", "<x>", "", ""),
    ("<!--issueDescription-->\n", "#\n", "", ""),
    ("# ", "a", "\n", "b\n\n    c\n\n"),
    ("", "<!--$a--><!--/$a-->", "", ""),
    ("[a](https://b.example/", "<!--$a-->b<!--/$a-->", ")", ""),
    ("# T\n\na.", "\"", "", ""),
    ("# T\n\n", "é-", "", ""),
    ("[x](data-blade:A.B;data-blade-uri:https://a.b/", "{$v{n}}", ")", ""),
    (
        "<blockquote><blockquote><blockquote><blockquote><blockquote><blockquote><blockquote><blockquote><pre>",
        "a\n",
        "</pre>",
        "",
    ),
];

/// Bytes of the inputs.
const SIZE: usize = 24 << 10;

/// What a function may hold at its peak for each byte of its input, several times the limit on output among it, which is
/// 43 bytes for each.
const AT_PEAK: usize = 400;

#[test]
fn no_function_holds_much_at_its_peak() {
    let _alone = alone();
    for (at, &(before, first, between, second)) in WORST.iter().enumerate() {
        let units = [first, second].into_iter().filter(|unit| !unit.is_empty()).map(str::to_owned).collect();
        let after = if second.is_empty() { between } else { "" };
        let shape = Shape { before: before.into(), units, between: between.into(), after: after.into() };
        let input = shape.input(SIZE);
        for run in RUN.iter().skip(at % share()).step_by(share()) {
            let (bytes, ()) = peak(|| (run.run)(&input));
            let ratio = bytes / SIZE;
            assert!(ratio <= AT_PEAK, "{} {} holds {ratio} bytes for each of {shape:?}", run.file, run.names);
        }
    }
}

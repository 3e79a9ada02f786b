//! Time in proportion to the input, whatever it is: parsing, both renderers, the checks, cloning, serialising.

#[path = "../random/mod.rs"]
mod random;
mod shape;

use random::Random;
use selfhelp::Article;
use shape::{Shape, cost};

/// Shapes that took the square of their length, here or in other parsers, once: before, what repeats, after.
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
];

#[test]
fn known_shapes() {
    for (before, unit, after) in SHAPES {
        let shape = Shape::repeated(before, unit, after);
        // Noise on a busy machine is not the shape's: one try in three has to be good. The square of a length costs seconds.
        let grows = || {
            let large = shape.cost(80 << 10, 1);
            large.as_millis() > 150 && large > shape.cost(10 << 10, 2) * 8 * 4
        };
        let costs = [10, 20, 40, 80].map(|size| shape.cost(size << 10, 1));
        assert!(!(grows() && grows() && grows()), "{shape:?} takes more than its length: {costs:?}");
    }
}

#[test]
fn markers_before_a_long_end_of_a_comment() {
    let mut shape = Shape::repeated("", "<!--$a>", "-->");
    shape.units.push(" ".to_owned());
    let (small, large) = (shape.cost(20 << 10, 3), shape.cost(160 << 10, 1));
    assert!(large.as_millis() < 250 || large < small * 8 * 3, "{small:?}, {large:?}");
}

#[test]
fn half_a_megabyte() {
    for unit in ["[a](b \"c\n", "- a\n", "<b a=\"\">", "<!--$a-->b<!--/$a--> ", "<!--$a-->*", "|a|b\n"] {
        let text = Shape::repeated("", unit, "").article(500_000);
        assert!(cost(&text).as_secs() < 10, "{unit:?}");
    }
}

#[test]
fn output_without_values_stays_inside_the_limits() {
    for (before, unit, after) in SHAPES {
        let text = Shape::repeated(before, unit, after).article(200_000);
        let article = Article::parse_lenient(&text);
        let most = selfhelp::limits::OUTPUT_RATIO * text.len();
        assert!(article.to_html().len() <= most && article.to_text().len() <= most, "{unit:?}");
    }
}

/// A search for other shapes. `SELFHELP_PATTERNS` says how many to try, `SELFHELP_SEED` where to begin.
///
/// It measures time: run it with `--release -- --ignored` on a machine that has little else to do, and look at each find
/// again.
#[test]
#[ignore = "a search, not a test: it takes as long as it is let"]
fn random_shapes() {
    let number =
        |name: &str, default: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let mut random = Random(number("SELFHELP_SEED", 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let shapes = (0..number("SELFHELP_PATTERNS", 1_000)).map(|_| Shape::random(&mut random));
    let found: Vec<Shape> = shapes.filter(Shape::is_superlinear).inspect(|shape| println!("{shape:?}")).collect();
    assert_eq!(found, []);
}

//! Time in proportion to the input, whatever it is: every public function on every shape.

use std::time::Duration;

use selfhelp::Article;
use selfhelp::limits::HEADER_BYTES;
use selfhelp::render::text::PlainText;

use crate::known::known;
use crate::shape::{Shape, cost};
use support::function::{CONSTANT, Input, RUN, Run};
use support::random::Random;

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
    in_proportion(16 << 10);
}

/// What takes quadratic time only now and then on its way is slow in larger inputs only.
#[test]
#[ignore = "it takes minutes"]
fn every_function_takes_time_in_proportion_to_what_fills_a_header() {
    // A larger header is no header.
    in_proportion(HEADER_BYTES - (4 << 10));
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
        for output in [article.to_html(), article.to_text(), article.to_markdown()] {
            assert!(output.len() <= most, "{shape:?}: {} of {} bytes", output.len(), text.len());
        }
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

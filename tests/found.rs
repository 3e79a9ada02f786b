//! What fuzzing found, one line a find; and the targets of the fuzzer over the example articles, on any toolchain.
#![allow(clippy::panic, reason = "a test that cannot run has failed")]

mod dom;
#[allow(dead_code, reason = "other tests use the rest")]
mod law;
mod shelf;
mod target;

use target::{article, edit, header, serde, strict, values};

#[test]
fn examples_keep_the_laws_of_every_target() {
    for example in shelf::examples() {
        let bytes = &example.bytes[..];
        for (order, target) in [article, strict, header, values, serde, edit].into_iter().enumerate() {
            target(bytes);
            target(&[&[order as u8 * 37, 0x5b, 0x0c, 0x1d, 0], bytes].concat());
        }
    }
}

#[test]
fn header_finds() {
    header(b"\n---\"4\"\n"); // a property without a name
}

#[test]
fn article_finds() {
    article(b"[](https://example.com/)");
    article(b":::Section Insights:::<!--@x-->"); // a note in a title
    article(b"<!on\r\na-->"); // a CR among words
    article(b"[]*<!--($m)-->"); // a mark too short for its mask
    article(b"[ab]*<!--($m)-->");
    article(b":::Section a <!-- b --> c:::\nd");
    article(b"# a\t\nb"); // a tab at the end of a heading
    article(b"<!--$x><!--**--><!-- /$x-- >**"); // a delimiter in a note inside a placeholder
    article(b"1. a\n\t<l</br>b\n\t</ul\n\t<ul>\n\t<l</pre>"); // the indentation of an item among words
}

#[test]
fn strict_finds() {
    strict(b"~~~a <!--$x-->\nb\nc\n<!--$x-->\nd"); // a placeholder from an info string into the code
}

//! Inputs found by fuzzing, one on each line; and the targets of the fuzzer over the example articles, on any toolchain.

use support::share::share;
use support::shelf;
use support::target::{answers, article, condition, edit, form, functions, header, help, serde, strict, values};

#[test]
fn examples_keep_the_laws_of_every_target() {
    let targets = [article, strict, header, values, serde, edit, form, condition, answers, help, functions];
    for (at, example) in shelf::examples().iter().enumerate() {
        let bytes = &example.bytes[..];
        for (order, target) in targets.into_iter().enumerate().filter(|(order, _)| (at + order) % share() == 0) {
            target(bytes);
            target(&[&[(order as u8).wrapping_mul(37), 0x5b, 0x0c, 0x1d, 0], bytes].concat());
        }
    }
}

#[test]
fn functions_finds() {
    functions("button-link:".repeat(50_000).as_bytes()); // a button of a button
    functions(b"<!--$a-->x<!--/$a-->[\n[1]\xe2\x80\x8b[2] <!--$a-->x<!--/$a-->"); // breaks and numbers of values
    functions(b"# <!--$a--> \n<!--/$a-->\n\n<!--$e--><!--/$e--> <!--$a-->");
}

#[test]
fn header_finds() {
    header(b"\n---\"4\"\n"); // a property without a name
}

#[test]
fn article_finds() {
    article(b"[](https://example.com/)");
    article(b"a\t<li>b</li>\n\t\t</ul>\n\t</li>\n\t<li><p>c</p><p>d"); // blanks between items that are none
    article(b":::Section Insights:::<!--@x-->"); // a comment in a title
    article(b"<!on\r\na-->"); // a CR in running text
    article(b"[]*<!--($m)-->"); // a mark too short for its mask
    article(b"[ab]*<!--($m)-->");
    article(b"[r]:<!-- a note -->\n["); // a comment in a definition that is text, at the end of the file
    article(b"<h2>\n<video><title>l  ><video>"); // two blanks in a title
    article(b"<b><li><b>\n    <li></b"); // a line end that is all of its element
    article(b"<properties selfHelpType=\"TSG_Questions\" />\n# A\n---\n{ \"formElements\": [ { \"id\": \"a\", \"displayLabel\": \"the<h2>ry\" } ] }\n---\n");
    article(b":::Section a <!-- b --> c:::\nd");
    article(b"# a\t\nb"); // a tab at the end of a heading
    article(b"<!--$x><!--**--><!-- /$x-- >**"); // a delimiter in a comment inside a placeholder
    article(b"<details>-<summary>a</summary></details>"); // a summary after other content
    article(b">]<!a\n> a"); // texts that are not adjacent
    article(b"<\\!--");
    article(b"<img alt=\"\r\n\">");
    article(b"<img alt=\0>");
    article(b"`\n`<!--`"); // code by the format that is not code to CommonMark
    article(b"<table a=a><tr>\xe2\x80\xae<th>a");
    article(b"<!a`<!--`");
    article(b"```<!--salutation-->`"); // a fence once the line ends before the marker
    article(b"<table><tr>\n\na\n <td"); // leftover columns of a tab, or of blanks, before HTML
    article(b"1. :<h2>:\n\t<li>\n\ta");
    article(b"<dl><dt>\n\n3.\n\t/\n\t<dt>\n\ta");
    article(b"1. <!a\n\t*");
    article(b"<img a=a alt=<!--$a>)>"); // a placeholder in the text of an attribute
    article(b"<aa:<!--$a>>"); // one in an address in angle brackets
    article(b"[l]\n\n[l]:<!--$a>"); // one in a definition
    article(b"[l]\n\n[l]:a \"<!--$a>\"");
    article(b"<!-->&#xahttp://a"); // a link after an entity in HTML
    article(b"<ol>&http://a</><");
    article(b"<?\n```<!--"); // a fence in an instruction, a declaration
    article(b">!<!a\n>```<!--");
    article(b"<metric\n<!--></metric>");
    article(b"<!a\n<metric\n<!--></metric>"); // a component as text, with a comment in it
    article(b"<azureKB/>```\n><!--\n"); // text after a component
    article(b"\xd8\x86]http://s.aaa\xd8\xa9"); // a host with both directions
    article(b"*<!a<!--$r>*<!--a--><!--$r>"); // a comment that its placeholder no longer covers
    article(b"<a href=\"http://a/<!-<!-->-\">a</a>");
    article(b"# *a*\t");
    article(b"# &quot;\t");
    article(b"# `a`\t");
    article(b"# a\\>\t");
    article(b"1.\t<li>&quot\t");
    article(b"# &#xa;a&#xa;");
    article(b"aaa `<!--a-->` aaa-->` aaaa|aaaaa\n-|-\na\na"); // code in a head that records repeat
    article(b"* a\n<!-->\n  ~~~\n<!--issueDescription-->a"); // a comment that ends a list
    article(b"<metric><!--<!---->a<!----></metric>");
    article(b"[](data-blade:>.a)*");
    article(b"Milk--?\n* A<!--Milk--?*A"); // a bullet next to the text of a comment
    article(
        b"<table a=a><th>aaaa aaaaaaaaaaaa<div><th><aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\xa4\xa4a_.aa/aa",
    );
    article(b"```<!--`-->\n```\na<!--"); // a fence once the comment is masked
    article(b"```<!--`--><!--nextSteps-->a");
    article(b"```<!--$x-->`<!--/$x-->\n```\na<!--");
    article(b"[<!--/$a-->](http://a \"<!---><!--/$a-->\")"); // masks of one length in the text and the title of a link
    article(b"[](http://a<!--/$a--> \"<!---><!--/$a-->\")");
    article(b"[a](<http://\\*<!--/$a-->> \"<!---><!--/$a-->\")");
    article(b"[a][l]\n\n[l]: http://a \"<!---><!--/$a-->\"");
    article(b"[a][l]\n\n[l]: <http://\\*<!--/$a-->> \"<!---><!--/$a-->\"");
    article(b"\ta\n<a>\n<a\n```<!--"); // HTML after code by indentation
    article(b"<!a<!--->\n```<!--"); // a comment that seems to end a declaration
    article(b"<pre><!--</pre>-->\n```\n<!--");
    article(b"*\t<aa><a><b>\n</b");
    article(b"[](http://.).\n!"); // text after a link without any
    article(b"<a href=https://portal>a</a><!--tpsportal"); // an address, a number with the same text as a comment
    article(b"3. etermete<!--3etermete");
    article(b"<!-->-\x0c\x0c\x0c&#xa");
    article(b"<a a=\"<!-<!-->-->\">"); // what removing a comment leaves
    article(b"<div a=<!<!--->-->");
    article(b"<ol a=<!-<!--->->");
    article(b"<a a='<!<!-->--'>");
    article(b"<a href=a></a>a");
    article(b"<azureKB><!--$>--></azureKB>");
    article(b"<metric\n<!--$a></metric>");
    article(b"\xc2\x85<!--$a>");
    article(b"<dd>a\xe2\x80\x83&#xa");
    article(b"* <div><a><a href=a>\n</a"); // a line end at the end of an element that goes on after its item
    article(b"a &@a.aa"); // a mail address that begins like an entity
    article(b"<tr>\x0c\x0c\x0c\x0c&#xa");
    article(b"<details><summary></summary>");
    article(b"<!--$x>*<!--><!--$x>*"); // a comment at the start of what is left of a default
    article(b"~~<!--$x>http://~~<!--$x>"); // a URL without host in a default
    article(b"```\n```\t\n<!--salutation-->"); // a tab after a closing fence
    article(b":::Section a\xa0"); // a blank of several bytes at the end of a title
    article(b"<table \n\n    <a>\n```\n\n*<!--"); // HTML whose indentation does not count
    article(b"<table>\n\n    <td>\n```\n\n*<!--");
    article(b"aa:::aaaaaaa a>a, aaaaaaa aaaaa aaa<!<!-->--aaaaaaaaaaaaaaaaaaaaa<!-a||\n-|-\n||aaa aaa aaaaa\n\""); // in a head
    article(b"http://i[](http://i/[)"); // an address that begins like another
    article(b"><dt a=#><a><a href=a>\n</a"); // the line end after a quote that ends in an element
    article(b"><a>\n><?\n");
    article(b"<!-\xad-a-->");
    article(b"[a]:\n[a]:\n[a]:\nx"); // a definition whose target is another
    article(b"[b]:\n[a]:\n[a]:\nx");
    article(b"> [a]:\n> [a]:\n> [a]:\n> x");
    article(b"1. a\n\t<l</br>b\n\t</ul\n\t<ul>\n\t<l</pre>"); // the indentation of an item in text
    article(
        b"<properties selfHelpType=\"problemScopingQuestions\" />\n{ \"formElements\": [ { \"id\": \"a\", \"controlType\": \"textbox\",
          \"displayLabel\": \"Lamp?\", \"visibility\": \"b > 10\" } ] }",
    ); // a question whose condition looks at one that is not there
    article(
        b"<properties selfHelpType=\"problemScopingQuestions\" />\n{ \"formElements\": [ { \"id\": \"a\", \"controlType\": \"textbox\",
          \"displayLabel\": \"a &ltLamp\" } ] }",
    ); // a reference without its end in a label
    article(b"<table><td></td><!--/issueDescription-->\t\ta"); // code that begins with a tab, in a cell of its own
    article(b"<ul><li></li><!--/issueDescription-->\t\ta");
    article(b"**a**<!-- b --> c"); // the blank after a comment
    article(
        b"<properties selfHelpType=\"problemScopingQuestions\" />\n{ \"formElements\": [ { \"id\": \"a\", \"controlType\": \"dropdown\",
          \"dropdownOptions\": [ { \"value\": \"b\", \"text\": \"c <!-- d -->\" } ] } ] }",
    ); // a comment in an option
    article(b"<ol>\t&lt;"); // a blank and a reference at the start of an item
    article(b"l<ul>\t\\\\"); // or an escape
    article(b"<ul><li><b><b>\n\n<li>a");
    article(b"<table><td><i><b>\n<td>a");
    article(b"<p><b><b>\n\n</b"); // a line end that is all of an element in another
    article(b"[](http://e)_Html\"\n_Html\""); // a word with a mark in it, and without
    article(
        b"<properties selfHelpType=\"problemScopingQuestions\" />\n---\n{ \"title\": \"a <!<!--b-->--/$c--> d\", \"formElements\": [] }\n---\n",
    ); // a comment between what would be one without it
}

#[test]
fn strict_finds() {
    strict(b"<details open><summary></summary>aaaaaaaaaaaa>"); // a summary of details without end
    strict(b"<pre \"><code a=\">\">\n</code></aaa>\n"); // a quote before an attribute
    strict(b"<pre><code a=\">\">\n</code></aaa");
    strict(b"<!--<!----><!----> -->\n\n aaa aa \"aaa");
    strict(b"<!--$a><!--<!---->aaaaaaaaaa-->/$aaa"); // a comment after a damaged marker
    strict(b"<!--/$a-- ><!--<!-->-->aa]!--/, **aaa-->");
    strict(b"<METRIC><!--$a>aa--></METRIC>\n"); // what looks like a damaged marker, in a component
    strict(b"<!--$a.>/$aaaaaa"); // and what does not
    strict(b"<!--$a\ta>aaa** -->");
    strict(b"<!--\n$a>aa=\"aaaa");
    strict(b"<!--\xc2\xa0$a>!--$a>aaa");
    strict(b"<pre><code <!--->=>aa()\n</code></aaa");
    strict(b"`<!--`<!--<!---->aa-->aaa aaa aaaa"); // a comment in a comment, after code that seems to begin one
    strict(b"~~~a <!--$x-->\nb\nc\n<!--$x-->\nd"); // a placeholder from an info string into the code
    strict(b"{ \"formElements\": [ ] }\n---\n{ \"formElements\": [ { \"id\": \"a\" },\n\n{ \"id\": \"b\" } ] }"); // in a second payload
}

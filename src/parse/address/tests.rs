use super::*;

/// `marked` is a text with `‹` and `›` around each address that is found in it.
#[track_caller]
fn finds(marked: &str) {
    let text = marked.replace(['‹', '›'], "");
    let mut found = String::new();
    let mut at = 0;
    for address in addresses(&text, |_| Spelling::Itself) {
        found += &format!("{}‹{}›", &text[at..address.range.start], &text[address.range.clone()]);
        at = address.range.end;
    }
    assert_eq!(found + &text[at..], marked);
}

#[test]
fn hosts() {
    finds("see ‹https://example.com› now");
    finds("‹http://localhost›:");
    finds("‹HTTPS://Example.COM/A›");
    finds("‹https://my_bucket.s3.example.com/a›");
    finds("https://my_bucket.example");
    finds("http://");
    finds("http://.example");
    finds("‹http://a›..b");
    finds("‹https://10.0.0.4:8080/a›");
    finds("‹https://example.com:443›");
    finds("‹https://portal.example.com#create/hub›");
    finds("‹https://example.com?a=b›.");
    finds("‹https://user:word@example.com/›");
    finds("‹http://президент.рф›");
    finds("‹https://m%C3%BCnchen.example/›");
    finds("‹https://例子.中国/路径›");
    finds("‹https://灯lamp灯.example›");
    finds("‹https://example.com›灯");
    finds("‹http://localhost›的");
    finds("‹https://example.com›--");
}

#[test]
fn what_comes_before() {
    finds("xhttps://example.com");
    finds("\\https://example.com");
    finds("看‹https://example.com›");
    finds("é‹https://example.com›");
    finds("(‹www.example.com›)");
    finds("x.www.example.com");
    finds("https.www.example.com");
    finds("wwww.example.com");
    finds("www.lamp");
    finds("www. www.. www.- www");
    finds("_www._www._www._www.a");
}

#[test]
fn what_comes_after() {
    finds("‹https://example.com/a›. ‹https://example.com/b›, ‹https://example.com/c›!");
    finds("(‹https://example.com/a(b)›) or (‹https://example.com/a›)");
    finds("‹www.example.com/search?q=(business))+ok›");
    finds("‹https://example.com/?q=a›&hl;");
    finds("‹https://example.com/?q=a&b›&hl;");
    finds("‹https://example.com/a›’s “‹https://example.com/b›”…");
    finds("‹https://example.com/a›—now");
    finds("[‹https://example.com/a[b]›]: {‹https://example.com/{a}›}");
    finds("‹https://example.com/a›\"b");
    finds("‹https://example.com/a›|‹https://example.com/b›");
    finds("‹https://example.com/it's›");
    finds("‹https://example.com/*/a›*");
    finds("‹https://example.com/a,b›,‹https://example.com/c›;‹https://example.com/d›");
    finds("‹https://example.com/a?b=https://c.example/,https://d.example›");
    finds("‹https://example.com/a›\u{200B}");
    finds("‹https://example.com/›(");
}

#[test]
fn beside_cjk() {
    finds("看‹https://foo.example/x›中文和‹https://bar.example/y›。");
    finds("详情见（‹https://a.example/b›）、（‹https://c.example/d›）。");
    finds("‹https://a.example/wiki/灯具›，‹https://a.example/wiki/灯和›");
    finds("‹https://a.example/wiki/灯和›‹https://a.example/b›");
    finds("‹https://a.example/b›을");
    finds("请联系‹support@contoso.com›或‹help@contoso.com›。");
    finds("メール：‹a@b.example›（任意）");
}

#[test]
fn beside_other_scripts() {
    finds("راجع ‹https://a.example/b›، أو ‹a@b.example›؛ أو ‹https://c.example›؟ ‹https://d.example›۔");
    finds(
        "‹https://a.example/hi›। ‹https://a.example/hi›॥ ‹https://a.example/x›։ ‹https://a.example/x›׃ ‹a@b.example›־",
    );
    finds("‹https://a.example/km›។ ¿‹https://a.example/x›‽ ¡‹a@b.example›¡ ‹https://a.example/a›።");
    finds("ติดต่อ‹support@fabrikam.example›ได้เลย ที่‹https://a.example/th-th/resize›หรือ‹www.a.example›นะ");
    finds("ທີ່‹a@b.example›ຫຼື ទៅ‹https://a.example/x›ឬ ကို‹a@b.example›သို့");
    finds("‹https://th.example/wiki/ประเทศไทย› ‹https://ไทย.example/ก่อน›");
    finds("‹संपर्क@a.example› ‹संपर्कsupport@a.example› संपर्कwww.a.example ‹https://हिन्दी.example/सं›");
    finds("‹u\u{308}@example.com› か\u{301}‹a@b.example›");
}

#[test]
fn beside_signs() {
    finds("‹a@b.example›® ‹a@b.example›☎️ ‹a@b.example›• ‹a@b.example›😀 ‹a@b.example›×2 ‹a@b.example›¹");
    finds("‹a@b.example›→‹c@d.example› ‹a@b.example›·‹b@c.example› ☎️‹a@b.example› ☎️‹www.a.example›");
    finds(
        "‹https://a.example›® ‹https://a.example›·‹https://b.example› ‹https://a.example›→‹https://b.example/x›→‹https://c.example/›",
    );
    finds("‹https://a.example/x›® ‹https://a.example/x›😀👨‍👩 ‹https://a.example/x›² ‹https://a.example/x→y›");
    finds("‹https://a.example/😀😀› ‹https://a.example/?q=☎️› ‹https://a.example/Paral·lel›");
    finds("‹http://🍄.ga/› ‹http://x🍄🍄.ga/› ‹http://www.🍄.ga› ‹https://a.example›😀‹www.b.example›");
}

#[test]
fn beside_joiners() {
    finds(
        "‹https://a.example/x›\u{200D} ‹https://a.example/x›\u{FE0F} ‹a@b.example›\u{200C}، ‹https://a.example›\u{200D}/x",
    );
    finds("‹https://fa.example/می\u{200C}روم› ‹https://می\u{200C}روم.example› ‹https://a.example/x›\u{200C}ها");
}

#[test]
fn mail() {
    finds("‹foo+bar_baz.q-x@example.com›.");
    finds("“‹a@b.example›” or ‹support@contoso.com›’s team—‹user@example.com›—now");
    finds(
        "'‹joe@contoso.com›' /‹a@b.example› |‹a@b.example›| {‹a@b.example›} !‹a@b.example› ~‹a@b.example› `‹a@b.example›`",
    );
    finds("‹o'brien@contoso.com›");
    finds("‹mailto:x@y.example› ‹MAILTO:x@y.example?subject=a%20b›. ‹mailto:x@y.example›?");
    finds("‹a.b-c_d@a.b› ‹a.b-c_d@a.b›. a.b-c_d@a.b- a.b-c_d@a.b_");
    finds("a@b a@b. @b.example a@ npm@10.2.0 a@b.example@c");
    finds("..‹b@example.com› .‹b@example.com› b.@example.com");
    finds("ftp://user@example.com xmpp:ada@example.com");
    finds("‹ü@example.com› ‹a@büro.example› ‹a@公司.cn›");
    finds("‹a@xy.com›;‹b@xy.com›,‹c@xy.com›");
}

#[test]
fn the_bound_is_on_the_address() {
    let long = "a".repeat(MOST);
    finds(&format!("{}‹https://example.com/›", "灯".repeat(3 * MOST)));
    finds(&format!("https://example.com/{long} ‹https://example.com/›"));
    finds(&format!("‹https://example.com/{}›", "a".repeat(MOST - 20)));
}

#[test]
fn what_is_escaped_is_not_an_address() {
    let found = |text: &str, at: usize, spelling| {
        addresses(text, |offset| if offset == at { spelling } else { Spelling::Itself }).count()
    };
    assert_eq!(found("https://example.com", 5, Spelling::Escaped), 0);
    assert_eq!(found("www.example.com", 3, Spelling::Escaped), 0);
    assert_eq!(found("a@example.com", 1, Spelling::Escaped), 0);
    let copyright =
        addresses("https://example.com/a©", |at| if at == 21 { Spelling::Entity } else { Spelling::Itself });
    assert_eq!(copyright.map(|address| address.range.end).collect::<Vec<_>>(), [21]);
}

#[test]
fn a_hint_is_found_at_every_offset() {
    for (hint, at) in [("://", 0), ("www.", 3), ("WwW.", 3), ("@", 0)] {
        for before in 0..40 {
            let text =
                ["w.:/ ".repeat(8).get(..before).unwrap_or_default(), hint, "ww.a:/b ".repeat(5).as_str()].concat();
            for start in 0..=before + at {
                assert_eq!(super::hint(text.as_bytes(), start), before + at, "{text:?} from {start}");
            }
            assert_eq!(super::hint(text.as_bytes(), before + at + 1), text.len(), "{text:?}");
        }
    }
}

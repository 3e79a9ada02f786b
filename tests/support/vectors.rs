//! Hostile texts: schemes in disguise, event handlers, names that clobber, shapes that parsers repair into something
//! else.

/// Schemes that run something, open something, or should never be linked.
const SCHEMES: [&str; 14] = [
    "javascript:alert(1)",
    "vbscript:msgbox(1)",
    "livescript:alert(1)",
    "mocha:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,%3Csvg%20onload=alert(1)%3E",
    "feed:javascript:alert(1)",
    "jar:javascript:alert(1)!/",
    "view-source:javascript:alert(1)",
    "blob:https://evil.example/1",
    "file:///etc/passwd",
    "ms-office:ofe|u|https://evil.example/a.doc",
    "//evil.example/javascript:alert(1)",
];

/// Ways to hide a scheme.
const DISGUISES: [fn(&str) -> String; 44] = [
    str::to_owned,
    str::to_uppercase,
    |text| alternating(text),
    |text| format!(" {text}"),
    |text| format!("\t{text}"),
    |text| format!("&#10;{text}"),
    |text| format!("&Tab;{text}"),
    |text| format!("&NewLine;{text}"),
    |text| format!("&#1;{text}"),
    |text| format!("\u{1}{text}"),
    |text| format!("\u{b}{text}"),
    |text| format!("\u{feff}{text}"),
    |text| format!("\u{a0}{text}"),
    |text| format!("\u{202e}{text}"),
    |text| format!("\u{200b}{text}"),
    |text| format!("\\{text}"),
    |text| format!("\\\\{text}"),
    |text| format!("/\\{text}"),
    |text| format!("https:{text}"),
    |text| format!("https:/{text}"),
    |text| format!("https:///{text}"),
    |text| format!("https:\\\\{text}"),
    |text| format!("https://{text}"),
    |text| format!("button-link:{text}"),
    |text| format!("data-blade:{text}"),
    |text| format!("data-blade:A.B.id.$x;data-blade-uri:{text}"),
    |text| format!("mailto:?{text}"),
    |text| format!("x&#58;{text}"),
    |text| text.replacen(':', "&colon;", 1),
    |text| text.replacen(':', "&#58;", 1),
    |text| text.replacen(':', "&#x3A", 1),
    |text| text.replacen(':', "&#0000058;", 1),
    |text| text.replacen(':', "%3A", 1),
    |text| text.replacen(':', "\\:", 1),
    |text| text.replacen(':', "\t:", 1),
    |text| text.replacen(':', "&#9;:", 1),
    |text| text.replacen(':', " :", 1),
    |text| text.replacen(':', ":\u{0}", 1),
    |text| text.replacen(':', "\u{ff1a}", 1),
    |text| inside(text, "&#10;"),
    |text| inside(text, "&Tab;"),
    |text| inside(text, "\u{200d}"),
    |text| inside(text, "\u{ad}"),
    |text| {
        text.char_indices().map(|(at, c)| if at < 10 { format!("&#x{:X};", c as u32) } else { c.to_string() }).collect()
    },
];

/// Positions where an author could write a target.
const PLACES: [fn(&str) -> String; 16] = [
    |target| format!("[a]({target})"),
    |target| format!("[a](<{target}>)"),
    |target| format!("[a]({target} \"b\")"),
    |target| format!("<{target}>"),
    |target| format!("[a]\n\n[a]: {target}\n"),
    |target| format!("[a]\n\n[a]: <{target}> 'b'\n"),
    |target| format!("![a]({target})"),
    |target| format!("[![a]({target})](https://example.com/)"),
    |target| format!("[a [b](https://example.com/) c]({target})"),
    |target| format!("<a href=\"{target}\">a</a>"),
    |target| format!("<a href='{target}'>a</a>"),
    |target| format!("<a href={target}>a</a>"),
    |target| format!("<img src=\"{target}\">"),
    |target| format!("<iframe src=\"{target}\"></iframe>"),
    |target| format!("| a |\n|---|\n| [a]({target}) |"),
    |target| format!("# [a]({target})"),
];

fn alternating(text: &str) -> String {
    text.char_indices().map(|(at, c)| if at % 2 == 0 { c.to_ascii_uppercase() } else { c }).collect()
}

fn inside(text: &str, what: &str) -> String {
    let (start, end) = text.split_at(2);
    format!("{start}{what}{end}")
}

/// Targets in disguise, as an author's text or a value.
pub fn targets() -> impl Iterator<Item = String> {
    SCHEMES.into_iter().flat_map(|scheme| DISGUISES.into_iter().map(move |disguise| disguise(scheme)))
}

/// Bodies that link to them.
pub fn links() -> impl Iterator<Item = String> {
    targets().flat_map(|target| PLACES.into_iter().map(move |place| place(&target)))
}

/// Elements with handlers, in every quoting that parsers know.
pub fn handlers() -> impl Iterator<Item = String> {
    const ELEMENTS: [&str; 22] = [
        "a", "b", "p", "img", "br", "hr", "li", "ul", "td", "table", "details", "summary", "div", "span", "svg",
        "math", "body", "input", "video", "iframe", "insight", "x-y",
    ];
    const HANDLERS: [&str; 8] = [
        "onclick",
        "onerror",
        "onload",
        "onfocus autofocus tabindex=1",
        "ONMOUSEOVER",
        "ontoggle open",
        "onx\u{b}",
        "on\u{0}click",
    ];
    const QUOTINGS: [fn(&str) -> String; 7] = [
        |name| format!(" {name}=alert(1)"),
        |name| format!(" {name}=\"alert(1)\""),
        |name| format!("/{name}='alert(1)'"),
        |name| format!(" a=\"`\"{name}=`alert(1)`"),
        |name| format!("\n{name}\n=\nalert(1)"),
        |name| format!(" a='>' {name}=alert(1) b=\""),
        |name| format!(" \"{name}=alert(1)"),
    ];
    ELEMENTS.into_iter().flat_map(|element| {
        HANDLERS.into_iter().flat_map(move |handler| {
            QUOTINGS.into_iter().map(move |quoting| format!("<{element}{}>a</{element}>", quoting(handler)))
        })
    })
}

/// Names that scripts of a page look for.
pub fn clobbering() -> impl Iterator<Item = String> {
    const NAMES: [&str; 8] =
        ["location", "document", "cookie", "body", "attributes", "parentNode", "__proto__", "getElementById"];
    const SHAPES: [fn(&str) -> String; 9] = [
        |name| format!("<a id={name} name={name} href=\"https://example.com/\">a</a>"),
        |name| format!("<form id=\"{name}\"><input name='{name}'></form>"),
        |name| format!("<img name={name} src=\"https://example.com/a.png\">"),
        |name| format!("<p id={name}>a</p>"),
        |name| format!("# a {{#{name}}}"),
        |name| format!("[a](#{name})"),
        |name| format!("<h2 id=\"{name}\">{name}</h2>"),
        |name| format!("<details id={name} open name={name}><summary id={name}>a</summary></details>"),
        |name| format!("```{name}\" id=\"{name}\na\n```"),
    ];
    NAMES.into_iter().flat_map(|name| SHAPES.into_iter().map(move |shape| shape(name)))
}

/// Texts that parsers read differently.
pub const SHAPES: [&str; 52] = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example></SCRIPT >",
    "<<script>alert(1)//<</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "</script><script>alert(1)</script>",
    "<script\u{b}>alert(1)</script\n>",
    "\"><img src=x onerror=alert(1)>",
    "'><img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<img/src/onerror=alert(1)>",
    "--><img src=x onerror=alert(1)>",
    "--!><img src=x onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!---><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<!-- a -- ><img src=x onerror=alert(1)> -->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<?xml version=\"1.0\"?><img src=x onerror=alert(1)>",
    "<!DOCTYPE html [<!ENTITY x \"<img onerror=alert(1)>\">]>&x;",
    "]]><img src=x onerror=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\">",
    "<title><p title='</title><img src=x onerror=alert(1)>'>",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<iframe srcdoc=\"&lt;script&gt;alert(1)&lt;/script&gt;\">",
    "<plaintext>a",
    "<template><script>alert(1)</script></template>",
    "<select><template><img src=x onerror=alert(1)>",
    "<table><a href=\"javascript:alert(1)\"><tr><td>a</a></table>",
    "<b><p><i></b></p></i>",
    "<a href=\"https://example.com/\"><a href=\"javascript:alert(1)\">a</a></a>",
    "<ul><li><p><ul></p></li><table><li></ul></table>",
    "</p></section></main></body></html><script>alert(1)</script>",
    "<p></p></p></div></li></ul></td></table>",
    "<object data=\"javascript:alert(1)\"><embed src=\"javascript:alert(1)\">",
    "<base href=\"https://evil.example/\"><link rel=stylesheet href=//evil.example/a.css>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<p style=\"background:url(javascript:alert(1))\">a</p>",
    "<style>@import 'https://evil.example/a.css';</style>",
    "<x-y is=\"a\" slot=b part=c>a</x-y>",
    "`<img src=x onerror=alert(1)>`",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "```\"><script>alert(1)</script>\na\n```",
    "    </code></pre><script>alert(1)</script>",
    "[a](https://example.com/ \"\\\"><script>alert(1)</script>\")",
    "![\\\"onerror=alert(1) x=\\\"](https://example.com/a.png '\"onload=alert(1)')",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
    "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= alert(1) %>",
];

/// All of these as bodies, about 11,000.
pub fn bodies() -> impl Iterator<Item = String> {
    links().chain(handlers()).chain(clobbering()).chain(SHAPES.into_iter().map(str::to_owned))
}

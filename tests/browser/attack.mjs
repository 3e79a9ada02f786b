// Attacks the renderer, in a browser, and shows that the attacks are real: an unsafe renderer and planted faults must
// be found out by the same vectors.
//
//     node attack.mjs [--part n] [--each] [--gathered folder] [--show n]
//
// `--part n` takes every n-th vector; all channels and faults stay. `--each` gives every place of an author an article
// of its own. `--show n` shows the first n findings.

import { parseArgs } from "node:util";
import { Court, launch } from "./browser.mjs";
import { CHANNELS, places } from "./channels.mjs";
import { Renderer } from "./renderer.mjs";
import { gathered, generated } from "./vectors.mjs";

const { values: options } = parseArgs({
  options: { part: { type: "string", default: "1" }, each: { type: "boolean" }, gathered: { type: "string", default: "" }, show: { type: "string", default: "20" } },
});
const BATCH = 60;

/** What is done to our HTML to see whether it is found out. */
const FAULTS = {
  "`<` not escaped": { change: (html) => html.replaceAll("&lt;", "<") },
  "`\"` not escaped": { change: (html) => html.replaceAll("&quot;", '"') },
  "`&` not escaped": { change: (html) => html.replaceAll("&amp;", "&") },
  "`\"` not encoded in addresses": { change: (html) => html.replaceAll("%22", '"') },
  "control characters kept": { change: (html) => html.replaceAll("\ufffd", "\u0001") },
  "schemes not filtered": { renderer: "any-scheme" },
};

const browser = await launch();
const court = await Court.open(browser);
const handlers = await court.page.evaluate(() => {
  const names = new Set();
  for (const owner of [window, document, HTMLElement, HTMLBodyElement, SVGElement, HTMLVideoElement]) {
    for (let at = owner.prototype ?? owner; at; at = Object.getPrototypeOf(at)) Object.getOwnPropertyNames(at).forEach((name) => names.add(name));
  }
  return [...names].filter((name) => /^on[a-z]+$/.test(name)).sort();
});

const part = Number(options.part);
const all = [...generated(handlers), ...(options.gathered ? gathered(options.gathered) : [])];
const vectors = all.filter((_, index) => index % part === 0);
const outcome = { failed: false };

/** Renders every vector in every channel and judges the results; `limit` bounds the vectors of a control. */
async function run(title, { renderer = "selfhelp", change = (html) => html, vectors, channels = Object.keys(CHANNELS) }) {
  const started = Date.now();
  const source = new Renderer(renderer);
  const expected = await expectations(source, renderer);
  const tally = { documents: 0, hit: new Map(), kinds: new Map(), examples: [] };
  let batch = [];
  let number = 0;
  const flush = async () => {
    const findings = await court.judge(batch.map(({ kind, channel, ...one }, id) => ({ ...one, id })));
    record(tally, batch, findings);
    batch = [];
  };
  for (const channel of channels) {
    const { make, same, own } = CHANNELS[channel];
    for (const { kind, text } of vectors) {
      const made = channel === "places" && options.each ? places(text) : [make(text)];
      for (const one of made) {
        const html = await source.render(one);
        const ways = [["fragment", html.fragment], ["document", html.page]];
        if (html.filled && html.filled !== html.fragment) ways.push(["filled", html.filled]);
        if (html.mail) ways.push(["mail", html.mail]);
        for (const [way, written] of ways) {
          const judged = { kind, channel, way, html: change(written), text };
          // What the second pass has no place for, the default stands for; it is the author's.
          if (own && way !== "filled") judged.own = own.map((name) => `https://fabrikam.invalid/${name}`);
          if (way === "document") judged.head = expected.head;
          if (same) Object.assign(judged, { same: expected.same[way], words: words(text) });
          if (renderer === "bare") judged.same = judged.words = undefined;
          // A part is loaded the slow way, and everything where frames must not outlive a case.
          judged.fresh = title !== "selfhelp" || Math.floor(number++ / BATCH) % 10 === 0;
          batch.push(judged);
          if (batch.length === BATCH) await flush();
        }
      }
    }
  }
  if (batch.length > 0) await flush();
  source.end();
  report(title, tally, Date.now() - started);
  return tally;
}

/** What every page's head is, and the skeletons that the value `x` gives. */
async function expectations(source, renderer) {
  if (renderer === "bare") return { same: {} };
  const { fragment, page, filled = fragment, mail = "" } = await source.render(CHANNELS.text.make("x"));
  return court.page.evaluate((html) => {
    const parse = (text) => new DOMParser().parseFromString(text, "text/html");
    const skeleton = (root) => [...root.querySelectorAll("*")].map(bones).filter((bone) => bone !== "br,,").join(" ");
    const [fragment, filled, mail] = [html.fragment, html.filled, html.mail].map((text) => skeleton(parse(text).body));
    const page = parse(html.page);
    return { head: headOf(page), same: { fragment, filled, mail, document: skeleton(page.querySelector("main")) } };
  }, { fragment, page, filled, mail });
}

/** How the first words around a value must read. */
function words(text) {
  const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  const value = text.replace(/^[\r\n]+|[\r\n]+$/g, "").replace(/[\r\n]/g, "").replace(hidden, "\ufffd");
  return `Words ${value} behind, ${value}, `;
}

function record(tally, batch, findings) {
  tally.documents += batch.length;
  const hit = new Set();
  for (const [id, kind, detail] of findings) {
    const one = batch[id] ?? {};
    const key = `${id} ${kind}`;
    if (hit.has(key)) continue;
    hit.add(key);
    count(tally.kinds, kind);
    if (!hit.has(id)) count(tally.hit, one.kind);
    hit.add(id);
    tally.examples.push({ finding: kind, detail, channel: one.channel, way: one.way, text: one.text });
  }
}

const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
const sum = (map) => [...map.values()].reduce((total, number) => total + number, 0);
const list = (map) => [...map].sort((a, b) => b[1] - a[1]).map(([key, number]) => `${key} ${number}`).join(", ") || "none";

function report(title, tally, milliseconds) {
  console.log(`\n${title}: ${tally.documents} documents in ${(milliseconds / 1000).toFixed(1)} s, ${sum(tally.hit)} with findings`);
  console.log(`  findings: ${list(tally.kinds)}`);
  if (tally.hit.size > 0) console.log(`  vectors:  ${list(tally.hit)}`);
}

const kinds = new Map();
vectors.forEach(({ kind }) => count(kinds, kind));
console.log(`${vectors.length} of ${all.length} vectors, in ${Object.keys(CHANNELS).length} channels: ${list(kinds)}`);

const ours = await run("selfhelp", { vectors });
for (const example of ours.examples.slice(0, Number(options.show))) console.log("  ", JSON.stringify(example));
if (sum(ours.hit) > 0) outcome.failed = true;

// The controls need not see everything: some vectors of each kind, in the channels that an unsafe renderer knows.
const some = [...kinds.keys()].flatMap((kind) => {
  const alike = all.filter((vector) => vector.kind === kind);
  const step = Math.ceil(alike.length / (part > 10 ? 3 : 20));
  return alike.filter((_, index) => index % step === 0);
});
const bare = await run("negative control (bare pulldown-cmark)", { renderer: "bare", vectors: some, channels: ["body", "places", "text", "markdown"] });
for (const kind of ["canary", "script", "request", "event", "element", "scheme", "clobber", "user", "picture"]) {
  if (!bare.kinds.has(kind)) {
    outcome.failed = true;
    console.log(`  expected a finding \`${kind}\`, found none`);
  }
}
for (const [title, fault] of Object.entries(FAULTS)) {
  const found = await run(`planted fault: ${title}`, { ...fault, vectors: some, channels: ["body", "places", "text"] });
  if (sum(found.hit) === 0) {
    outcome.failed = true;
    console.log("  expected findings, found none");
  }
}
await court.browser.close();
console.log(outcome.failed ? "\nfailed" : "\npassed");
process.exit(outcome.failed ? 1 : 0);

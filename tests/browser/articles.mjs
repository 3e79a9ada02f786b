// Every article as a page: the Nu HTML checker finds no error in it and axe no violation, but for what an author alone
// can mend. For each of those there is a diagnostic of `selfhelp check`.

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { launch } from "./browser.mjs";
import { Renderer } from "./renderer.mjs";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const ROOT = new URL("../..", import.meta.url).pathname;

/** The rules of axe that only an author can obey, and the diagnostics that tell the author so. */
const AUTHORS = { "image-alt": "image-no-alt", "heading-order": "heading-skipped" };

/** The Markdown files of a folder and the folders in it. */
function articlesOf(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? articlesOf(path) : path.endsWith(".md") ? [path] : [];
  });
}

async function pagesInto(folder) {
  const files = [join(ROOT, "articles"), process.env.SELFHELP_CORPUS].filter(Boolean).flatMap(articlesOf);
  const renderer = new Renderer("selfhelp");
  const pages = [];
  for (const [index, file] of files.entries()) {
    const { page, codes } = await renderer.render({ article: readFileSync(file, "utf8") });
    const path = join(folder, `${String(index).padStart(4, "0")}-${basename(file, ".md")}.html`);
    writeFileSync(path, page);
    pages.push({ file, path, codes });
  }
  renderer.end();
  return pages;
}

/** Errors and warnings of the checker. */
async function check(folder, pages) {
  const jar = require("vnu-jar");
  const arguments_ = ["-Xss8m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html", folder];
  const { stdout } = await run("java", arguments_, { maxBuffer: 1 << 30 });
  const { messages } = JSON.parse(stdout);
  const counts = { error: 0, warning: 0 };
  const ours = [];
  for (const message of messages) {
    const kind = message.type === "info" ? "warning" : "error";
    counts[kind]++;
    if (kind === "warning") continue;
    const file = pages.find(({ path }) => message.url?.endsWith(basename(path)))?.file;
    ours.push(`${message.message} ${JSON.stringify(message.extract ?? "").slice(0, 160)} (${file && basename(file)})`);
  }
  console.log(`checker: ${pages.length} pages, ${counts.error} errors, ${counts.warning} warnings`);
  return { ours, failed: counts.error > 0 };
}

/** Violations that axe finds in the articles, at the width of a phone and in the dark. */
async function access(pages) {
  const browser = await launch();
  const ours = [];
  const counts = new Map();
  let authors = 0;
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 390, height: 800 }, colorScheme: "dark" });
  await context.addInitScript({ path: require.resolve("axe-core") });
  const page = await context.newPage();
  for (const { file, path, codes } of pages) {
    await page.goto(`file://${path}`, { waitUntil: "domcontentloaded" });
    const violations = await page.evaluate(async () => {
      const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
      return violations.map(({ id, help, nodes }) => ({ id, help, html: nodes[0].html.slice(0, 160), count: nodes.length }));
    });
    for (const { id, help, html, count } of violations) {
      if (codes.includes(AUTHORS[id])) {
        authors += count;
        continue;
      }
      counts.set(id, (counts.get(id) ?? 0) + 1);
      ours.push(`${id}: ${help} ${html} (${basename(file)})`);
    }
  }
  await browser.close();
  const found = [...counts].map(([id, number]) => `${id} on ${number}`).join(", ") || "no violation";
  console.log(`axe: ${pages.length} pages, ${found}, ${authors} nodes that an author alone can mend, each page with its diagnostic`);
  return { ours, failed: ours.length > 0 };
}

const folder = mkdtempSync(join(tmpdir(), "selfhelp-pages-"));
const pages = await pagesInto(folder);
const results = [await check(folder, pages), await access(pages)];
for (const { ours } of results) ours.slice(0, 40).forEach((line) => console.log(`  ${line}`));
rmSync(folder, { recursive: true });
process.exit(results.some(({ failed }) => failed) ? 1 : 0);

// Pictures of articles as pages, to look at: light and dark, on a phone and on a desk.
//
//     node look.mjs [folder [article…]]

import { mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { chromium } from "playwright-core";
import { Renderer } from "./renderer.mjs";

const ROOT = new URL("../..", import.meta.url).pathname;
const WIDTHS = { desk: 1280, phone: 390 };
const KINDS = [
  "complete/a-machine-that-did-not-start", "markdown/nested-lists", "markdown/quotes-and-alerts", "markdown/tables",
  "html/table", "markdown/code", "markdown/links", "markdown/headings", "html/definition-list", "html/details",
  "complete/questions", "payload/questions-more-flour", "payload/questions-with-slips", "complete/advisor-recommendation",
  "complete/support-topic", "complete/diagnose-and-solve", "sections/apollo-sections-and-components", "characters/right-to-left", "characters/cjk",
  "markdown/images", "html/keyboard", "placeholders/everywhere",
];

/** What is shown for the pictures of articles, which no network brings. */
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="180"><rect width="640" height="180" fill="#8aa4c8"/>
<circle cx="320" cy="90" r="62" fill="#e9eef6"/><circle cx="320" cy="90" r="16" fill="#8aa4c8"/></svg>`;

const [folder = "target/look", ...named] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const renderer = new Renderer("selfhelp");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const files = named.length > 0 ? named : KINDS.map((name) => join(ROOT, "articles", `${name}.md`));
for (const colorScheme of ["light", "dark"]) {
  for (const [width, pixels] of Object.entries(WIDTHS)) {
    const page = await browser.newPage({ colorScheme, viewport: { width: pixels, height: 700 } });
    await page.route(/^https:/, (route) => route.fulfill({ contentType: "image/svg+xml", body: PICTURE }));
    for (const file of files) {
      const { page: html } = await renderer.render({ article: readFileSync(file, "utf8") });
      await page.setContent(html);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      if (wide) console.log(`${basename(file)} is wider than ${pixels} pixels`);
      await page.screenshot({ path: join(folder, `${basename(file, ".md")}-${width}-${colorScheme}.png`), fullPage: true });
    }
    await page.close();
  }
}
renderer.end();
await browser.close();
console.log(`pictures of ${files.length} articles in ${folder}`);

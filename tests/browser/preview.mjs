// The page of an author, as `selfhelp preview` writes and serves it, in the hands of one: it is loaded, filled in, switched,
// saved and loaded again. Nothing but what was asked for loads or runs, and axe finds no violation.
//
//     node preview.mjs
//
// SELFHELP_TOOL names another tool than that of the tests: a release, of which a large library is expected to open in two seconds.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const ROOT = new URL("../..", import.meta.url).pathname;
const TOOL = process.env.SELFHELP_TOOL ?? join(ROOT, "target/debug/selfhelp");
const AXE = readFileSync(require.resolve("axe-core"), "utf8");

const ARTICLE = `<properties pageTitle="Lamps" articleId="lamps" selfHelpType="generic" ownershipId="Lamps" supportTopicIds="40010001" productPesIds="90010" cloudEnvironments="public,fairfax" />
# The lamp of <!--$owner-->[owner]<!--/$owner-->

##Switch it on
Open [the switch](data-blade:Fabrikam.Switch.id.$lampId), [all lamps](data-blade:Fabrikam.Lamps) or
[the guide](https://example.com/guide/<!--$page-->start<!--/$page--> "By <!--$owner-->[owner]<!--/$owner-->").

## Then

It shines for **<!--$owner-->[owner]<!--/$owner-->**: \`shine <!--$page-->start<!--/$page-->\`.
`;

/** What values must never become. */
const HOSTILE = `<img src=x onerror="document.title='run'"><script>document.title='run'</script>&amp;`;

const faults = [];

function same(found, expected, what) {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  if (one !== other) faults.push(`${what}: expected ${other}, found ${one}`);
}

/** A page whose requests and complaints are written down. */
async function open(browser, options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  page.asked = [];
  page.on("request", (request) => page.asked.push(request.url()));
  page.on("pageerror", (error) => faults.push(`an error in the script: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && faults.push(`on the console: ${message.text()}`));
  return page;
}

async function access(page, what) {
  // Injected by the debugger, as the policy of the page allows no script but its own.
  const client = await page.context().newCDPSession(page);
  await client.send("Runtime.evaluate", { expression: AXE });
  const { result } = await client.send("Runtime.evaluate", {
    expression: "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => [id, nodes.length, nodes[0].html.slice(0, 120)])))",
    awaitPromise: true,
  });
  same(JSON.parse(result.value), [], `violations in ${what}`);
}

const visible = (page, selector) => page.locator(selector).evaluateAll((all) => all.filter((element) => element.checkVisibility()).length);
// The page follows a link some time after the click on it.
const comes = (page, selector) =>
  page.waitForFunction((selector) => document.querySelector(selector)?.checkVisibility(), selector, { timeout: 5000 }).catch(() => {});
const shown = (page, selector) => page.locator(selector).evaluateAll((all) => all.filter((element) => element.checkVisibility()).map((element) => element.textContent));
const addresses = (page) => page.locator("#preview-article a[href]").evaluateAll((all) => all.filter((element) => element.checkVisibility()).map((link) => link.getAttribute("href")));
const titles = (page) => page.locator("#preview-article a[title]").evaluateAll((all) => all.map((link) => link.title));

async function written(browser, file) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(browser, { colorScheme });
    await page.goto(`file://${file}`);
    same(page.asked.length, 1, "requests of the page");
    await access(page, `the page, ${colorScheme}`);
    for (const view of ["phone", "text", "source"]) {
      await page.check(`#preview-as-${view}`);
      same(await visible(page, ".view"), 1, `views with the ${view}`);
      await access(page, `the ${view}, ${colorScheme}`);
    }
    await page.context().close();
  }
  await filled(await open(browser, {}), file);
  await switched(await open(browser, {}), file);
  await withoutScript(await open(browser, { javaScriptEnabled: false }), file);
}

async function filled(page, file) {
  await page.goto(`file://${file}`);
  same(await addresses(page), ["https://portal.azure.com/#blade/Fabrikam/Lamps", "https://example.com/guide/start"], "links at first");
  await page.fill('[data-field="owner"]', HOSTILE);
  same(await shown(page, "#preview-article [data-placeholder=owner]"), [HOSTILE, HOSTILE], "a hostile value");
  same(await page.locator("#preview-article :is(img, script)").count(), 0, "elements of a hostile value");
  same(await titles(page), [`By ${HOSTILE}`], "a hostile value in a title");
  for (const [value, address] of [
    ["a/../b?c#d e", "a%2F..%2Fb%3Fc%23d%20e"],
    ["..", "--"],
    ["javascript:alert(1)", "javascript%3Aalert%281%29"],
  ]) {
    await page.fill('[data-field="page"]', value);
    same((await addresses(page)).at(-1), `https://example.com/guide/${address}`, "a value in an address");
  }
  await page.fill('[data-field="lampId"]', "/lamps/1 & 2");
  same((await addresses(page))[0], "https://portal.azure.com/#blade/Fabrikam/Switch/id/%2Flamps%2F1%20%26%202", "a variable");
  await page.fill('[data-field="owner"]', "Ada & <b>");
  await page.click("#preview-copy-html");
  await page.waitForFunction(() => document.querySelector("#preview-status").textContent !== "");
  const html = await page.evaluate(() => navigator.clipboard.readText());
  same(html.split("\n")[0], '<h1 id="article-the-lamp-of-owner">The lamp of Ada &amp; &lt;b&gt;</h1>', "what is copied as HTML");
  same(/data-|class="cloud|preview-/.test(html.replace(/data-blade="[^"]*"/g, "")), false, "traces of the page in what is copied");
  same(html.match(/href="https:\/\/portal[^"]*"/g)?.length, 2, "links to the portal in what is copied");
  await page.check("#preview-as-text");
  await page.click("#preview-copy-text");
  await page.waitForFunction(() => document.querySelector("#preview-status").textContent.includes("text"));
  same((await page.evaluate(() => navigator.clipboard.readText())).split("\n")[0], "The lamp of Ada & <b>", "what is copied as text");
  await page.fill('[data-field="owner"]', "");
  same(await shown(page, "#preview-text [data-placeholder=owner]"), ["[owner]", "[owner]"], "a value that is gone");
  same(await titles(page), ["By [owner]"], "a title whose value is gone");
  same(await page.title(), "The lamp of [owner]", "the title");
  await page.context().close();
}

async function switched(page, file) {
  await page.goto(`file://${file}`);
  await page.selectOption("#preview-cloud", "fairfax");
  same((await addresses(page))[0], "https://portal.azure.us/#blade/Fabrikam/Lamps", "a link in another cloud");
  same(await visible(page, "p.cloud"), 0, "words about the cloud of the article");
  await page.selectOption("#preview-cloud", "mooncake");
  same(await shown(page, "p.cloud"), ["By its properties this article does not show in mooncake."], "words about another cloud");
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.selectOption("#preview-colours", "dark");
  same((await ground()) === light, false, "a dark page as a light one");
  await page.click(".findings a[href^='#line-']");
  await comes(page, "#preview-source");
  same([await visible(page, "#preview-source"), await visible(page, "#preview-article")], [1, 0], "the source after a click on a line");
  same(await page.locator("#line-4:target").count(), 1, "the line of a finding");
  await page.click(".findings a[href^='#at-']");
  await comes(page, "#preview-article :target");
  same(await visible(page, "#preview-article :target"), 1, "the element of a finding");
  await page.click(".outline a[href='#article-then']");
  same(await page.locator("h2:target").textContent(), "Then", "the heading of the outline");
  await page.emulateMedia({ media: "print" });
  same(await visible(page, "body > :is(header, aside)"), 0, "the sides in print");
  await page.context().close();
}

async function withoutScript(page, file) {
  await page.goto(`file://${file}`);
  const count = (selector) => page.locator(selector).filter({ visible: true }).count();
  same([await count("#preview-article h1"), await count("#preview-fields input"), await count("button")], [1, 0, 0], "a page without scripts");
  await page.check("#preview-as-text");
  same([await count("#preview-article h1"), await count("#preview-text pre")], [0, 1], "the text without scripts");
  await page.selectOption("#preview-cloud", "mooncake");
  await page.check("#preview-as-page");
  same(await count("p.cloud"), 1, "another cloud without scripts");
  await page.click(".findings a[href^='#line-']");
  await comes(page, "#preview-source");
  same(await count("#line-4"), 1, "the line of a finding without scripts");
  await page.context().close();
}

/** Starts the server; its address and how to end it. */
async function serve(folder) {
  const server = spawn(TOOL, ["preview", "--serve", folder], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const address of createInterface({ input: server.stdout })) return { address, end: () => server.kill() };
  throw new Error("the server did not start");
}

async function served(browser, folder) {
  const { address, end } = await serve(folder);
  const page = await open(browser, {});
  await page.goto(address);
  await access(page, "the list");
  same(await shown(page, "#preview-list a"), ["The lamp of [owner]", "Oil"], "the list");
  await page.fill("#preview-search", "LAMP switch");
  await page.waitForFunction(() => document.querySelectorAll("#preview-list a").length === 1);
  same(await shown(page, "#preview-count"), ["1 article"], "what was found");
  await page.click("#preview-list a");
  await page.fill('[data-field="owner"]', "Ada");
  await page.check("#preview-as-phone");
  writeFileSync(join(folder, "lamps.md"), ARTICLE.replace("It shines", "It glows for <!--$hours-->[hours]<!--/$hours--> hours").replace("##Switch", "## Switch"));
  await page.waitForFunction(() => document.querySelector("#preview-article").textContent.includes("It glows for [hours]"));
  same(await shown(page, "#preview-article [data-placeholder=owner]"), ["Ada", "Ada"], "values after something was saved");
  same(await page.isChecked("#preview-as-phone"), true, "the view after something was saved");
  same(await shown(page, "#preview-findings p"), ["Nothing to complain about."], "findings after something was saved");
  await page.fill('[data-field="hours"]', "12");
  same(await shown(page, "#preview-article [data-placeholder=hours]"), ["12"], "a field that is new");
  await access(page, "a served page");
  await page.reload();
  same(await shown(page, "#preview-article [data-placeholder=hours]"), ["[hours]"], "a page that is loaded again");
  same(page.asked.filter((url) => !url.startsWith(address)), [], "requests to other hosts");
  await page.context().close();
  end();
}

/** Opens a library as large as the published one: of this project's articles, again and again. */
async function opened(browser, folder) {
  const count = 15_585;
  const articles = readdirSync(join(ROOT, "articles"), { recursive: true }).filter((name) => /^(complete|html|markdown)\/.*\.md$/.test(name));
  const texts = articles.map((name) => readFileSync(join(ROOT, "articles", name)));
  for (let number = 0; number < count; number++) {
    const part = join(folder, `${number % 100}`);
    mkdirSync(part, { recursive: true });
    writeFileSync(join(part, `${number}.md`), texts[number % texts.length]);
  }
  const start = performance.now();
  const { address, end } = await serve(folder);
  const page = await open(browser, {});
  await page.goto(address);
  same(await shown(page, "#preview-count"), [`${count} articles; the first 200 are listed`], "a large library");
  const seconds = (performance.now() - start) / 1000;
  await page.context().close();
  end();
  console.log(`preview: a library of ${count} articles opened in ${seconds.toFixed(1)} s`);
  if (process.env.SELFHELP_TOOL && seconds > 2) faults.push("a large library takes too long");
}

const folder = mkdtempSync(join(tmpdir(), "selfhelp-preview-"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
try {
  writeFileSync(join(folder, "lamps.md"), ARTICLE);
  writeFileSync(join(folder, "oil.md"), "<properties pageTitle='Oil' />\n# Oil\n");
  const file = join(folder, "lamps.html");
  writeFileSync(file, execFileSync(TOOL, ["preview", join(folder, "lamps.md")]));
  await written(browser, file);
  await served(browser, folder);
  await opened(browser, join(folder, "large"));
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
faults.forEach((fault) => console.log(`  ${fault}`));
console.log(`preview: ${faults.length === 0 ? "as it should be, written and served" : `faults: ${faults.length}`}`);
process.exit(faults.length === 0 ? 0 : 1);

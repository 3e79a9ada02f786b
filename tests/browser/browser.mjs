// Chromium without a network: one page, and everything that it asks for.

import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const HERE = new URL(".", import.meta.url).pathname;

// No name has an address, so no request can leave.
const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"];

/** Starts Chromium, the one that `CHROMIUM` names. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS });
}

/** The page in which cases are judged. */
export class Court {
  static HOST = "https://court.invalid/";

  static async open(browser) {
    const court = new Court();
    court.browser = browser;
    await court.begin();
    return court;
  }

  async begin() {
    if (!this.browser.isConnected()) this.browser = await launch();
    this.requests = [];
    this.scripts = [];
    // The page's own policy must not be what saves it.
    this.context = await this.browser.newContext({ bypassCSP: true, viewport: { width: 1000, height: 800 } });
    await this.context.addInitScript({ content: readFileSync(`${HERE}watch.js`, "utf8") });
    this.page = await this.context.newPage();
    await this.page.route(Court.HOST, (route) => route.fulfill({ contentType: "text/html", body: bench() }));
    this.context.on("page", (popup) => popup.close().catch(() => {}));
    this.page.on("dialog", (dialog) => dialog.dismiss().catch(() => {}));
    this.devtools = await this.context.newCDPSession(this.page);
    this.devtools.on("Debugger.scriptParsed", (script) => this.scripts.push(script));
    await this.page.goto(Court.HOST);
    await this.page.unroute(Court.HOST);
    this.context.on("request", (request) => this.note(request));
    this.top = (await this.devtools.send("Page.getFrameTree")).frameTree.frame.id;
    await this.devtools.send("Debugger.enable");
    await this.devtools.send("Debugger.setSkipAllPauses", { skip: true });
  }

  note(request) {
    let name = "";
    try {
      name = request.frame().name();
    } catch {
      // A navigation that has no frame yet.
    }
    this.requests.push({ name, url: request.url(), type: request.resourceType() });
  }

  /** Findings `[id, kind, detail]` about `cases`; a batch that breaks the page is halved until one case is left. */
  async judge(cases) {
    try {
      return await this.attempt(cases);
    } catch (error) {
      if (process.env.DEBUG) console.error(cases.length, error.message);
      await this.context.close().catch(() => {});
      await this.begin();
      if (cases.length === 1) return [[cases[0].id, "crash", error.message.split("\n")[0]]];
      const half = cases.length >> 1;
      return [...(await this.judge(cases.slice(0, half))), ...(await this.judge(cases.slice(half)))];
    }
  }

  async attempt(cases) {
    this.requests = [];
    this.scripts = [];
    const judged = this.page.evaluate((cases) => judge(cases), cases);
    const { findings, pictures } = await within(30_000, judged);
    for (const { name, url, type } of this.requests) {
      const shown = type === "image" && pictures[name]?.includes(url) && url.startsWith("https:");
      if (!shown) findings.push([Number(name), "request", `${type} ${url}`.slice(0, 200)]);
    }
    findings.push(...(await this.strangers()));
    if (findings.length > 0 || cases.some(({ fresh }) => fresh)) await this.page.evaluate(() => clear());
    return findings;
  }

  /** Findings about scripts that are none of ours: their frames' names are those of cases. */
  async strangers() {
    const strange = this.scripts.filter(({ url, executionContextAuxData: where }) => {
      return url !== "watch.js" && where?.isDefault && where.frameId !== this.top;
    });
    if (strange.length === 0) return [];
    const names = {};
    const walk = ({ frame, childFrames = [] }, name) => {
      names[frame.id] = name ?? frame.name;
      childFrames.forEach((child) => walk(child, name ?? (frame.id === this.top ? undefined : frame.name)));
    };
    walk((await this.devtools.send("Page.getFrameTree")).frameTree);
    return strange.map((script) => [Number(names[script.executionContextAuxData.frameId]), "script", script.url]);
  }
}

function bench() {
  const judge = readFileSync(`${HERE}judge.js`, "utf8");
  return `<!DOCTYPE html><meta charset="utf-8"><title>a</title><body></body><script>${judge}\n//# sourceURL=judge.js\n</script>`;
}

function within(milliseconds, promise) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

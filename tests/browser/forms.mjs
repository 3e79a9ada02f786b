// Every form is filled in and sent by a browser, under the page's own policy: what arrives is what was filled in, it is
// accepted or refused for a reason, and shows again as it was.
//
//     node forms.mjs

import { readFileSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { launch } from "./browser.mjs";
import { Renderer } from "./renderer.mjs";

const ROOT = new URL("../..", import.meta.url).pathname;
const PORTAL = "https://portal.invalid/";
const TICKETS = "https://tickets.invalid/new";
const ELSEWHERE = "https://elsewhere.invalid/";

/** What may be wrong with words that were made up without knowing what they must look like. */
const EXPECTED = new Set(["answer-pattern", "answer-length", "answer-range"]);

function articlesOf(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? articlesOf(path) : path.endsWith(".md") ? [path] : [];
  });
}

/** In the page: fills in every field and gives what was filled in, by name. */
function fill() {
  const given = {};
  const form = document.querySelector("form.questions");
  for (const field of form.querySelectorAll("select, input, textarea")) {
    const several = field.type === "checkbox" || (field.localName === "textarea" && field.closest(".question").textContent.includes("One on each line."));
    let value;
    if (field.localName === "select") {
      value = field.value = [...field.options].at(-1).value;
    } else if (field.type === "radio" || field.type === "checkbox") {
      if (field.type === "radio" && field.name in given) continue;
      field.checked = true;
      value = field.value;
    } else if (field.type === "number") {
      field.value = field.min || "7";
      value = Number(field.value);
    } else if (field.type === "datetime-local") {
      value = field.value = "2028-02-29T23:59";
    } else if (field.list && field.list.options.length > 0) {
      value = field.value = field.list.options[0].value;
    } else if (several) {
      value = field.value = "one";
    } else if (field.localName === "textarea") {
      value = field.value = "one & <two>\nthree + 100 %";
    } else {
      value = field.value = "ä 灯 \"1\" + 100 % & <b>";
    }
    if (several) given[field.name] = [...new Set([...(given[field.name] ?? []), value])];
    else given[field.name] = value;
  }
  return { given, valid: form.checkValidity() };
}

/** In the page: whether two questions have one name, so that they have one answer, which can suit only one of them. */
function isShared() {
  const names = [...document.querySelectorAll("form.questions .question")].map((question) => question.querySelector("[name]")?.name);
  return new Set(names).size < names.length;
}

/** In the page: what is filled in, without what has no answer. */
function filled() {
  const form = document.querySelector("form.questions");
  return [...new FormData(form)].filter(([, value]) => value.trim() !== "").map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]);
}

class Sender {
  static async open() {
    const sender = new Sender();
    sender.browser = await launch();
    // The policy of the page is what is tried.
    sender.page = await (await sender.browser.newContext()).newPage();
    sender.sent = [];
    await sender.page.route(/^https:/, (route) => {
      const request = route.request();
      if (request.url() === PORTAL) return route.fulfill({ contentType: "text/html", body: sender.html });
      sender.sent.push({ url: request.url(), method: request.method(), body: request.postData() ?? "" });
      return route.fulfill({ contentType: "text/html", body: "<!DOCTYPE html><title>Thanks</title>" });
    });
    return sender;
  }

  async show(html) {
    this.html = html;
    await this.page.goto(PORTAL);
  }

  /** Sends the form, and gives what went out. `native` asks the browser whether all is there first. */
  async send({ native }) {
    this.sent = [];
    await this.page.evaluate((native) => {
      const form = document.querySelector("form.questions");
      form.noValidate = !native;
      form.querySelector("button").click();
    }, native);
    await this.page.waitForURL(/tickets|same|elsewhere/, { timeout: 1500 }).catch(() => {});
    return this.sent;
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const faults = [];

/** Fills in a form, sends it, and compares. */
async function tried(sender, renderer, file) {
  const article = readFileSync(file, "utf8");
  const fault = (text) => faults.push(`${text} (${basename(file)})`);
  const empty = await renderer.render({ article, action: TICKETS, submitted: "" });
  if (empty === null) return null;
  await sender.show(empty.page);
  if (await sender.page.evaluate(isShared)) return null;
  const required = await sender.page.evaluate(() => document.querySelectorAll("form.questions [required]").length);
  const early = await sender.send({ native: true });
  if (required > 0 && early.length > 0) fault("an empty form was sent although questions must be answered");
  await sender.show(empty.page);
  const bare = await sender.send({ native: false });
  if (bare.length !== 1) return fault(`expected one request, found ${JSON.stringify(bare)}`);
  const nothing = await renderer.render({ article, action: TICKETS, submitted: bare[0].body });
  if (!same(nothing.answers, {})) fault(`an empty form has the answers ${JSON.stringify(nothing.answers)}`);
  const missing = nothing.problems.filter(({ code }) => code !== "answer-missing");
  if (missing.length > 0) fault(`an empty form has the problems ${JSON.stringify(missing)}`);
  await sender.show(nothing.page);
  const told = await sender.page.locator("p.problem").count();
  if (told !== nothing.problems.length) fault(`${nothing.problems.length} problems, ${told} of them shown`);

  await sender.show(empty.page);
  const { given, valid } = await sender.page.evaluate(fill);
  if (!valid) fault("the browser refuses what was filled in");
  const requests = await sender.send({ native: true });
  if (requests.length !== 1 || requests[0].url !== TICKETS || requests[0].method !== "POST") {
    return fault(`expected a form at ${TICKETS}, found ${JSON.stringify(requests)}`);
  }
  const read = await renderer.render({ article, action: TICKETS, submitted: requests[0].body });
  for (const [name, value] of Object.entries(given)) {
    const answer = read.answers[name];
    const dynamic = read.dynamic.includes(name);
    if (!same(answer, value) && !dynamic) fault(`${name}: filled in ${JSON.stringify(value)}, read ${JSON.stringify(answer)}`);
    if (answer === undefined) fault(`${name} was lost`);
  }
  const strange = read.problems.filter(({ code }) => !EXPECTED.has(code));
  if (strange.length > 0) fault(`what a browser sent has the problems ${JSON.stringify(strange)}`);
  const shown = Object.keys(given).filter((name) => read.shown.includes(name));
  if (read.clean && !same(Object.keys(read.clean).sort(), shown.sort())) {
    fault(`accepted ${Object.keys(read.clean)}, of those that are asked: ${shown}`);
  }
  await sender.show(read.page);
  const again = await sender.page.evaluate(filled);
  const before = [...new URLSearchParams(requests[0].body)].filter(([, value]) => value.trim() !== "").map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]);
  const order = (pairs) => pairs.map((pair) => JSON.stringify(pair)).sort();
  if (!same(order(again), order(before))) fault(`shows ${JSON.stringify(again)} again for ${JSON.stringify(before)}`);
  return { fields: Object.keys(given).length, hidden: Object.keys(given).length - shown.length, refused: read.problems.length };
}

/** The policy holds: a form whose address was changed in the page goes nowhere. */
async function diverted(sender, renderer) {
  const article = readFileSync(join(ROOT, "articles/complete/questions.md"), "utf8");
  for (const [action, to] of [[TICKETS, ELSEWHERE], [undefined, TICKETS], ["/same", ELSEWHERE]]) {
    const { page } = await renderer.render({ article, action, submitted: "" });
    await sender.show(page);
    await sender.page.evaluate((to) => document.querySelector("form.questions").setAttribute("action", to), to);
    const sent = await sender.send({ native: false });
    if (sent.length > 0) faults.push(`with the action ${action} a form was sent to ${sent[0].url}`);
  }
  const { page } = await renderer.render({ article, action: "/same", submitted: "" });
  await sender.show(page);
  await sender.send({ native: false });
  if (sender.sent[0]?.url !== `${PORTAL}same`) faults.push("a form for the host of its page was not sent");
}

const files = [join(ROOT, "articles"), process.env.SELFHELP_CORPUS].filter(Boolean).flatMap(articlesOf);
const renderer = new Renderer("selfhelp");
const sender = await Sender.open();
const results = [];
for (const file of files) {
  const result = await tried(sender, renderer, file);
  if (result) results.push(result);
}
await diverted(sender, renderer);
renderer.end();
await sender.browser.close();
const sum = (key) => results.reduce((sum, result) => sum + result[key], 0);
console.log(`forms: ${results.length} filled in and sent, ${sum("fields")} answers, ${sum("hidden")} of them to questions that were not asked, ${sum("refused")} refused`);
faults.slice(0, 40).forEach((fault) => console.log(`  ${fault}`));
if (results.length < 8) faults.push("few forms");
process.exit(faults.length > 0 ? 1 : 0);

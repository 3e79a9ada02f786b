"use strict";
{
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  document.body.classList.add("with-script");

  // Values: text nodes in the elements of placeholders, and addresses that stay what their author made them.

  const defaults = new WeakMap();
  const words = new WeakMap();
  const web = /^(https?:\/\/[^/?#]+[/?#]|mailto:)/i;

  const component = (value) =>
    value === "." || value === ".." ? "-".repeat(value.length)
    : encodeURIComponent(value.toWellFormed()).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

  /** The address of a template such as `https://example.com/{0}`, or null where there is none with these values. */
  function address(template, values) {
    let made = "";
    for (const [index, piece] of template.split(/\{(\d+)\}/).entries()) {
      if (index % 2 === 0) {
        made += piece;
        continue;
      }
      const value = values[piece];
      if (!value) return null;
      if (!web.test(made) && !/^[a-z0-9-]+$/i.test(value)) return null;
      made += component(value);
    }
    return web.test(`${made}/`) && URL.canParse(made) ? made : null;
  }

  const numbersOf = (template) => [...template.matchAll(/\{(\d+)\}/g)].map(([, number]) => Number(number));

  function fill() {
    const fields = all("[data-field]");
    const given = new Map(fields.map((field) => [field.dataset.field, field.value]));
    const shown = fields.map((field) => field.value || field.placeholder);
    for (const element of all("[data-placeholder]")) {
      if (!defaults.has(element)) defaults.set(element, [...element.childNodes]);
      const value = given.get(element.dataset.placeholder);
      element.classList.toggle("filled", Boolean(value));
      if (value) element.textContent = value;
      else element.replaceChildren(...defaults.get(element));
    }
    for (const element of all("[data-title], [data-alt]")) {
      for (const name of ["title", "alt"]) {
        const template = element.dataset[name];
        if (template === undefined) continue;
        const known = words.get(element) ?? {};
        known[name] ??= element.getAttribute(name);
        words.set(element, known);
        const numbers = numbersOf(template);
        const isFilled = numbers.some((number) => fields[number]?.value) && numbers.every((number) => shown[number]);
        element.setAttribute(name, isFilled ? template.replace(/\{(\d+)\}/g, (_, number) => shown[number]) : known[name]);
      }
    }
    for (const link of all("[data-href]")) {
      if (!defaults.has(link)) defaults.set(link, link.getAttribute("href"));
      const filled = numbersOf(link.dataset.href).some((number) => fields[number]?.value) ? address(link.dataset.href, shown) : null;
      const href = filled ?? defaults.get(link);
      if (href === null) link.removeAttribute("href");
      else link.setAttribute("href", href);
    }
  }

  document.addEventListener("input", ({ target }) => {
    if (target.matches("[data-field]")) fill();
  });

  // Views: a link into another one chooses it.

  const ways = { "preview-article": "#preview-as-page", "preview-text": "#preview-as-text", "preview-source": "#preview-as-source" };

  function goTo() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const view = target && target.closest(".view");
    if (!view) return;
    if (getComputedStyle(view).display === "none") one(ways[view.id]).checked = true;
    target.scrollIntoView({ block: "center" });
  }

  window.addEventListener("hashchange", goTo);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link) return;
    // The same place again is no change of the address.
    if (link.getAttribute("href") === location.hash) goTo();
    if (!/^https?:/.test(link.getAttribute("href"))) return;
    // Elsewhere, so that what was typed here is not gone.
    event.preventDefault();
    window.open(link.href, "_blank", "noopener,noreferrer");
  });

  // Copies: what shows for the chosen cloud, without what this page added.

  function html() {
    const view = one("#preview-article");
    const copy = view.cloneNode(true);
    const hidden = all(".cloud", view).map((element) => getComputedStyle(element).display === "none");
    all(".cloud", copy).forEach((element, index) => hidden[index] && element.remove());
    all(".added", copy).forEach((element) => element.remove());
    for (const link of all("a[data-blade]", copy)) {
      // Without an address it is what `render` writes, too.
      if (link.hasAttribute("href")) {
        link.removeAttribute("data-blade");
        continue;
      }
      const span = document.createElement("span");
      for (const { name, value } of [...link.attributes]) span.setAttribute(name, value);
      span.append(...link.childNodes);
      link.replaceWith(span);
    }
    for (const element of all("[data-span], [data-placeholder], [data-href], .cloud", copy)) {
      if (element.id.startsWith("at-")) element.removeAttribute("id");
      if (element.classList.contains("filled") || element.className === "") element.removeAttribute("class");
      for (const name of ["data-span", "data-href", "data-title", "data-alt", "data-placeholder", "data-found"]) element.removeAttribute(name);
      if (element.localName === "span" && (element.attributes.length === 0 || element.matches(".cloud"))) element.replaceWith(...element.childNodes);
    }
    return `${copy.innerHTML.trim()}\n`;
  }

  const text = () => all("#preview-text pre").find((pre) => getComputedStyle(pre).display !== "none").textContent;

  function say(words) {
    const status = one("#preview-status");
    if (status) status.textContent = words;
  }

  async function copy(kinds, words) {
    try {
      const blobs = Object.fromEntries(Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })]));
      await navigator.clipboard.write([new ClipboardItem(blobs)]);
      say(words);
    } catch {
      say("The browser does not allow copying.");
    }
  }

  one("#preview-copy-html")?.addEventListener("click", () => copy({ "text/html": html(), "text/plain": html() }, "Copied as HTML."));
  one("#preview-copy-text")?.addEventListener("click", () => copy({ "text/plain": text() }, "Copied as text."));
  one("#preview-print")?.addEventListener("click", () => window.print());

  // A served page: its parts are replaced by those that the server has, and what was typed stays.

  const parts = new Map(all("[data-part]").map((part) => [part.id, part.innerHTML]));

  let asked = 0;

  async function refresh(from = location.href) {
    const turn = ++asked;
    const response = await fetch(from);
    const answer = await response.text();
    // An answer to what was asked before comes too late.
    if (turn !== asked) return;
    if (!response.ok) return say(answer);
    const fresh = new DOMParser().parseFromString(answer, "text/html");
    const given = new Map(all("[data-field]").map((field) => [field.dataset.field, field.value]));
    for (const [id, before] of parts) {
      const part = fresh.getElementById(id);
      if (!part || part.innerHTML === before) continue;
      parts.set(id, part.innerHTML);
      document.getElementById(id).replaceChildren(...part.childNodes);
    }
    for (const field of all("[data-field]")) field.value ||= given.get(field.dataset.field) ?? "";
    document.title = fresh.title;
    document.documentElement.dataset.version = fresh.documentElement.dataset.version;
    fill();
    say("");
  }

  let saved = null;
  function listen() {
    saved?.close();
    saved = null;
    // Browsers keep six connections to a host: pages that nobody sees hold none.
    if (document.hidden) return;
    saved = new EventSource("/saved");
    saved.onmessage = ({ data }) => data !== document.documentElement.dataset.version && refresh();
    saved.onerror = () => say("The server does not answer.");
    saved.onopen = () => say("");
  }

  if (document.documentElement.dataset.version) {
    document.addEventListener("visibilitychange", listen);
    window.addEventListener("pagehide", () => saved?.close());
    listen();
  }

  one("#preview-search")?.addEventListener("input", ({ target }) => {
    const found = `/?q=${encodeURIComponent(target.value)}`;
    history.replaceState(null, "", found);
    refresh(found);
  });

  fill();
  goTo();
}

// Runs in every page and frame before anything else: whoever calls these functions is a script that must not run.

/** Sets canaries and ears in the window of a frame. */
window.watch = (view) => {
  const report = (kind, detail) => view.top.seen?.push([view.name, kind, String(detail).slice(0, 200)]);
  for (const canary of ["alert", "confirm", "prompt", "print", "open", "canary"]) {
    view[canary] = () => report("canary", canary);
  }
  view.navigation?.addEventListener("navigate", (event) => {
    if (!/^about:/.test(event.destination.url)) report("navigation", event.destination.url);
  });
  view.addEventListener("click", (event) => {
    const link = event.composedPath().find((node) => node.localName === "a" || node.localName === "area");
    const harmless = ["http:", "https:", "mailto:"].includes(link?.protocol);
    if (harmless || /^https?:\/\/[^/\\]/i.test(link?.getAttribute("href"))) event.preventDefault();
  }, true);
};
if (window !== window.top) window.watch(window);
//# sourceURL=watch.js

// The renderer's process: JSON lines to it, JSON lines from it.

import { spawn } from "node:child_process";

const ROOT = new URL("../..", import.meta.url).pathname;

/** How long an article takes at most, with the time in which the renderer is built. */
const PATIENCE = 180_000;

export class Renderer {
  /** Starts `selfhelp`, `any-scheme` or `bare`. */
  constructor(name) {
    const cargo = ["run", "--quiet", "--all-features", "--example", "browser", "--", name];
    this.process = spawn("cargo", cargo, { cwd: ROOT, stdio: ["pipe", "pipe", "inherit"] });
    this.waiting = [];
    this.pieces = [];
    this.process.stdout.setEncoding("utf8").on("data", (text) => this.take(text));
    this.process.on("exit", () => this.waiting.forEach(({ fail }) => fail(new Error("the renderer ended"))));
  }

  /** Renders `{article, values}` to `{fragment, page, filled, mail}`. */
  render(one) {
    this.process.stdin.write(`${JSON.stringify(one)}\n`);
    return new Promise((done, fail) => {
      const late = setTimeout(() => {
        this.process.kill();
        fail(new Error(`no end after ${PATIENCE} ms: ${JSON.stringify(one)}`));
      }, PATIENCE);
      const end = (then) => (result) => (clearTimeout(late), then(result));
      this.waiting.push({ done: end(done), fail: end(fail) });
    });
  }

  end() {
    this.process.stdin.end();
  }

  take(text) {
    const lines = text.split("\n");
    for (const line of lines.slice(0, -1)) {
      this.pieces.push(line);
      this.waiting.shift().done(JSON.parse(this.pieces.join("")));
      this.pieces = [];
    }
    this.pieces.push(lines.at(-1));
  }
}

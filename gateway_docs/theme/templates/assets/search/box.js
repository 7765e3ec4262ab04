// The search box: what the reader types goes in, entries come out. Focus stays in the field; arrows choose an entry.

import { Library } from "./library.js";
import { List } from "./list.js";

/** What is to be fetched for a query gets so many milliseconds, then what is here is shown first. */
const PATIENCE = 15;
const ENTRIES = 10;

export class Box {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector("input");
    this.status = root.querySelector("[data-search-status]");
    this.failed = root.querySelector("[data-search-failed]");
    this.list = new List(root, this.input);
    this.library = new Library(root.dataset.index);
    this.listen();
    this.say(root.dataset.loading);
    this.update();
  }

  listen() {
    this.input.addEventListener("input", (event) => event.isComposing || this.update());
    this.input.addEventListener("compositionend", () => this.update());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.root.querySelector("form").addEventListener("reset", () => queueMicrotask(() => this.reset()));
    this.root.addEventListener("focusin", () => this.list.open(true));
    this.root.addEventListener("focusout", ({ relatedTarget }) => this.root.contains(relatedTarget) || this.closed());
    this.root.addEventListener("click", (event) => event.target.closest?.("a[role=option]") && this.leave());
  }

  reset() {
    this.input.value = "";
    this.input.focus();
    this.update();
  }

  /** Shows entries for what the field holds now, unless the reader went on typing meanwhile. */
  async update() {
    const query = this.input.value;
    try {
      await this.library.ready;
    } catch (error) {
      return this.fail(error);
    }
    let shown = false;
    const late = setTimeout(() => (shown = this.present(query)), PATIENCE);
    const more = await this.library.fetch(query).catch(lacking);
    clearTimeout(late);
    if (!shown || (more && this.list.chosen < 0)) this.present(query);
  }

  present(query) {
    if (query !== this.input.value) return false;
    const found = this.library.now(query);
    query.trim() ? this.show(found) : this.empty(found.said);
    return true;
  }

  empty(said) {
    this.list.show([]);
    this.say(said.hint);
  }

  show(found) {
    const results = found.results.slice(0, ENTRIES);
    this.list.show(results, found, found.weak && this.root.dataset.contact);
    const { length } = results;
    this.say(found.weak ? found.said.nearest : length === 1 ? found.said.one : found.said.many.replace("{}", length));
    if (this.waiting) this.list.go();
  }

  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  async fail(error) {
    if (await renewed()) return;
    this.say("");
    this.list.show([]);
    this.failed.hidden = false;
    console.error("The search could not start:", error);
  }

  press(event) {
    if (event.isComposing) return;
    const act = {
      ArrowDown: () => this.list.move(1),
      ArrowUp: () => this.list.move(-1),
      Enter: () => this.enter(),
      Escape: () => this.close(),
    }[event.key];
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      act();
    } else if (event.key === "Tab") this.close();
  }

  /** Opens an entry now, or once there are some. */
  enter() {
    if (!this.list.go()) this.waiting = !this.library.engine;
  }

  close() {
    document.activeElement.blur();
  }

  /** Back leads to the search again: its words stay in the address of this page. */
  leave() {
    const query = keyless(this.input.value);
    this.close();
    this.ask(query);
  }

  closed() {
    this.list.open(false);
    this.ask("");
  }

  ask(query) {
    const url = new URL(location.href);
    if (query) url.searchParams.set("q", query);
    else if (url.searchParams.has("q")) url.searchParams.delete("q");
    else return;
    history.replaceState(history.state, "", url);
  }
}

/** What could not be fetched for a query is missing; what is here still answers. */
async function lacking(error) {
  if (await renewed()) return false;
  console.warn("The search lacks some pages:", error);
  return true; // the other parts may have come
}

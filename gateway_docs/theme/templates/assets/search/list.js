// The list of entries under the box, and the one that the arrows have chosen.

import { mark, snippet } from "./snippet.js";

const MOST_HIGHLIGHTS = 10;

export class List {
  constructor(root, input) {
    this.input = input;
    this.base = new URL(root.dataset.root.replace(/\/?$/, "/"), location.href);
    this.element = root.querySelector("[role=listbox]");
    this.chosen = -1;
  }

  /** `found` tells what was asked; a `contact` address adds an entry that leads there. */
  show(results, found, contact) {
    this.asked = found?.asked;
    this.index = found?.index;
    const entries = results.map((result) => this.entry(result));
    if (contact) entries.push(this.item(contact, [plain(found.said.contact)], "", [plain(found.said.contact_why)]));
    for (const [at, entry] of entries.entries()) entry.firstChild.id = `gateway-search-${at}`;
    this.element.replaceChildren(...entries);
    this.chosen = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.open(true);
  }

  /** A closed list is gone for screen readers, too. */
  open(wanted) {
    this.element.hidden = !wanted;
    this.input.setAttribute("aria-expanded", String(wanted && this.options.length > 0));
  }

  get options() {
    return this.element.querySelectorAll("[role=option]");
  }

  entry({ section, page }) {
    const text = snippet(section.text, this.asked, this.index);
    const title = mark(section.title || page.title, this.asked, this.index);
    const marked = [...title, ...text].filter((piece) => piece.marked).map((piece) => piece.text);
    return this.item(this.address(section, page, marked), title, section.title === page.title ? "" : page.title, text);
  }

  address(section, page, marked) {
    const url = new URL(page.url, this.base);
    for (const word of [...new Set(marked)].slice(0, MOST_HIGHLIGHTS)) url.searchParams.append("h", word);
    if (section.anchor && section.title !== page.title) url.hash = section.anchor;
    return url.href;
  }

  item(href, title, page, text) {
    const link = make("a", "search-entry", { href, role: "option", "aria-selected": "false", tabindex: "-1" });
    const article = make("div", "search-text");
    article.append(pieces("p", "search-title", title));
    if (page) article.append(pieces("p", "search-page", [plain(page)]));
    if (text.length) article.append(pieces("p", "search-snippet", text));
    link.append(article);
    const item = make("li", "search-item", { role: "presentation" });
    item.append(link);
    return item;
  }

  move(by) {
    const { options } = this,
      { length } = options;
    if (!length) return;
    options[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = Math.max(-1, Math.min(length - 1, this.chosen + by));
    const option = options[this.chosen];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  /** Opens the chosen entry, or the first. False: there is none. */
  go() {
    const option = this.options[Math.max(0, this.chosen)];
    option?.click();
    return Boolean(option);
  }
}

function make(tag, classes, attributes = {}) {
  const element = document.createElement(tag);
  element.className = classes;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function pieces(tag, classes, parts) {
  const element = make(tag, classes);
  for (const { text, marked } of parts) {
    if (marked) element.append(Object.assign(document.createElement("mark"), { textContent: text }));
    else element.append(text);
  }
  return element;
}

function plain(text) {
  return { text, marked: false };
}

// The steps of a guide for one choice, taken from the guide's own page: sections up to the check, one tab of each set.

import { whole } from "../patterns.js";

const LAST = "check";
const WINDOWS = /windows|powershell/i;
const UNIX = /mac ?os|linux/i;

// page: the Document of the guide, address: where it is; choice: see choice.js. Returns {steps, ways}:
// steps [{id, title, nodes}], and ways, the labels among which the reader may choose.
export function stepsOf(page, address, choice, vendors) {
  const tabs = new Tabs(choice, vendors);
  const steps = sections(page).map(({ id, title, nodes }) => {
    const holder = document.createElement("div");
    holder.append(...nodes.map((node) => document.importNode(node, true)));
    tabs.open(holder);
    makeOwn(holder, address);
    return { id, title, nodes: [...holder.childNodes] };
  });
  return { steps: steps.filter(({ nodes }) => nodes.some((node) => node.textContent.trim())), ways: tabs.ways };
}

function sections(page) {
  const first = page.querySelector("article h2");
  const found = [];
  for (let node = first; node; node = node.nextElementSibling) {
    if (node.matches("h2")) {
      if (found.at(-1)?.id === LAST) break;
      found.push({ id: node.id, title: headingText(node), nodes: [] });
    } else {
      found.at(-1).nodes.push(node);
    }
  }
  return found;
}

function headingText(heading) {
  const copy = heading.cloneNode(true);
  for (const link of copy.querySelectorAll("a, button")) link.remove();
  return copy.textContent.trim();
}

// Nothing of the guide's page is left: ids, links relative to it, buttons that its script would serve.
function makeOwn(holder, address) {
  for (const part of holder.querySelectorAll(".headerlink, button")) part.remove();
  for (const part of holder.querySelectorAll("[id]")) part.removeAttribute("id");
  for (const link of holder.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address).href;
  for (const image of holder.querySelectorAll("img[src]")) image.src = new URL(image.getAttribute("src"), address).href;
}

class Tabs {
  constructor({ system, vendor, way }, vendors) {
    Object.assign(this, { system, vendor, way, vendors, ways: [] });
  }

  // Puts the contents of one tab in place of each set below `holder`, also in nested ones.
  open(holder) {
    for (let set = holder.querySelector(".tabbed-set"); set; set = holder.querySelector(".tabbed-set")) {
      const labels = [...set.querySelectorAll(":scope > .tabbed-labels > label")].map((label) =>
        label.textContent.trim(),
      );
      const blocks = set.querySelectorAll(":scope > .tabbed-content > .tabbed-block");
      const chosen =
        blocks[
          this.choose(
            labels.filter((_, i) => this.forVendor(blocks[i])),
            labels,
          )
        ];
      set.replaceWith(...(chosen ? [...chosen.childNodes] : []));
    }
  }

  choose(possible, labels) {
    const fitting = possible.filter((label) => this.fits(label));
    if (fitting.length > 1 && !this.ways.length) this.ways = fitting;
    const wanted = this.ways[this.way - 1];
    return labels.indexOf(fitting.includes(wanted) ? wanted : fitting[0]);
  }

  // A tab whose label names no vendor may still be for another one: then it asks for a key of that vendor alone.
  forVendor(block) {
    const asks = ({ key }) => block.textContent.includes(key);
    return asks(this.vendor) || !this.vendors.some(asks);
  }

  fits(label) {
    const other = this.vendors.some(({ id, name }) => id !== this.vendor.id && label.includes(name));
    const named = label.includes(this.vendor.name);
    const system = this.system === "windows" ? UNIX.test(label) && !WINDOWS.test(label) : WINDOWS.test(label);
    return !system && (named || !other);
  }
}

// Puts other words in place of `words` (old -> new) in the code below `holder`, as whole names, also where
// highlighting has cut them.
export function replaceWords(holder, words) {
  const names = [...words].filter(([before, after]) => before !== after).map(([before]) => before);
  if (!names.length) return;
  const pattern = whole(...names.sort((a, b) => b.length - a.length));
  for (const code of holder.querySelectorAll("code")) {
    const matches = [...code.textContent.matchAll(pattern)].reverse();
    for (const { index, 0: name } of matches) replaceSpan(code, index, index + name.length, words.get(name));
  }
}

// The first piece of the span gets the whole text; what stands around it, such as marks of the region, stays.
function replaceSpan(code, start, end, text) {
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  let left = text;
  for (let offset = 0; walker.nextNode(); ) {
    const node = walker.currentNode;
    const { length } = node.data;
    const [from, to] = [Math.max(start - offset, 0), Math.min(end - offset, length)];
    offset += length;
    if (from >= to) continue;
    node.data = node.data.slice(0, from) + left + node.data.slice(to);
    left = "";
  }
}

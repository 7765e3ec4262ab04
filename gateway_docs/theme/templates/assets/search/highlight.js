// Marks the words that a search found, in the section that the address names, and takes them out of the address.

import { escaped } from "../patterns.js";

const BEFORE = "h1, h2, h3";
const WORD = /[\p{L}\p{N}]/u;

export function highlight(words) {
  const article = document.querySelector("article");
  const pattern = patternOf(words.filter((word) => WORD.test(word)));
  if (article && pattern) for (const node of textNodes(section(article))) mark(node, pattern);
  const url = new URL(location.href);
  url.searchParams.delete("h");
  history.replaceState(history.state, "", url);
}

function patternOf(words) {
  const longest = words.toSorted((one, other) => other.length - one.length);
  const bounded = longest.map((word) => {
    return /^[\x20-\x7e]+$/.test(word) ? `(?<![\\p{L}\\p{N}])${escaped(word)}(?![a-z0-9])` : escaped(word);
  });
  return words.length ? new RegExp(bounded.join("|"), "giu") : null;
}

/** The elements from the named heading to the next one of its kind; the whole page without a name. */
function section(article) {
  const heading = document.getElementById(named(location.hash));
  if (!heading?.matches(BEFORE) || heading.tagName === "H1") return [article];
  const found = [heading];
  for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.matches(BEFORE) && next.tagName <= heading.tagName) break;
    found.push(next);
  }
  return found;
}

function named(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

function textNodes(elements) {
  const nodes = [];
  for (const element of elements) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      if (!walker.currentNode.parentElement.closest("script, style, .headerlink")) nodes.push(walker.currentNode);
  }
  return nodes;
}

function mark(node, pattern) {
  const parts = [];
  let end = 0;
  for (const { 0: word, index } of node.data.matchAll(pattern)) {
    parts.push(node.data.slice(end, index), Object.assign(document.createElement("mark"), { textContent: word }));
    end = index + word.length;
  }
  if (parts.length) node.replaceWith(...parts, node.data.slice(end));
}

// The part of the search that every page loads: it fetches the rest when the reader touches the box, or a link asks.

const EDITABLE = "input, textarea, select, [contenteditable]";

const root = document.querySelector("[data-gateway-search]");
const input = root?.querySelector("input");
let loading = null;
let broken = false;

/** Loads what the box needs, once. Styles show its panel while it has the focus; when loading fails, that says so. */
function open() {
  loading ??= Promise.all([import("./search/box.js"), styled()])
    .then(([{ Box }]) => new Box(root))
    .catch(failed);
  return loading;
}

/** Ends also when the styles could not be had: results without them can be read. */
function styled() {
  return new Promise((ended) => {
    const link = Object.assign(document.createElement("link"), {
      rel: "stylesheet",
      href: new URL("search/results.css", import.meta.url),
    });
    link.onload = link.onerror = ended;
    document.head.append(link);
  });
}

async function failed(error) {
  if (await renewed()) return;
  broken = true;
  root.querySelector("[data-search-failed]").hidden = false;
  console.error("The search could not start:", error);
}

function shortcut(event) {
  if (event.metaKey || event.ctrlKey || event.altKey || event.target.closest?.(EDITABLE)) return;
  if (!["f", "s", "/"].includes(event.key) || document.activeElement === input) return;
  event.preventDefault();
  input.focus();
  input.select();
}

if (root) {
  root.querySelector("[data-search-failed]").hidden = true;
  input.addEventListener("focus", open);
  input.addEventListener("input", open);
  window.addEventListener("keydown", shortcut);
  root.querySelector("form").addEventListener("submit", (event) => broken || event.preventDefault()); // the FAQ answers then

  const asked = new URL(location.href).searchParams;
  if (asked.has("q")) {
    input.value = asked.get("q");
    input.focus();
  }
  if (input === document.activeElement) open(); // touched before this script was there
  if (asked.has("h"))
    import("./search/highlight.js").then(
      ({ highlight }) => highlight(asked.getAll("h")),
      () => renewed(),
    );
}

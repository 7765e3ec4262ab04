// Linked tabs: those of the same name stay in step, on this page and, by a few lines of Material's in it, on the next ones.
const KEPT = 20;
const name = (label) => label.textContent.trim();

export function startTabs() {
  document.addEventListener("change", ({ target }) => {
    if (!target.matches(".tabbed-set > input")) return;
    const [label] = target.labels;
    const { top } = label.getBoundingClientRect();
    const chosen = name(label);
    for (const other of document.querySelectorAll(".tabbed-labels > label")) {
      if (name(other) === chosen) other.control.checked = true;
    }
    // Blocks above may have changed their height: what was clicked stays where it was.
    scrollBy({ top: label.getBoundingClientRect().top - top, behavior: "instant" });
    try {
      __md_set("__tabs", [...new Set([chosen, ...(__md_get("__tabs") ?? [])])].slice(0, KEPT));
    } catch {} // the browser may keep nothing
  });
}

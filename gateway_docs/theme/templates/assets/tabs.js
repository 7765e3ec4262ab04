// Linked tabs: those of the same name stay in step, on this page and, by a few lines of Material's in it, on the next ones.
const KEPT = 20;

export function startTabs() {
  document.addEventListener("change", (event) => {
    if (!event.target.matches(".tabbed-set > input")) return;
    const label = document.querySelector(`label[for="${event.target.id}"]`);
    const top = label.getBoundingClientRect().top;
    const chosen = name(label);
    for (const other of document.querySelectorAll(".tabbed-labels > label")) {
      if (name(other) === chosen) document.getElementById(other.htmlFor).checked = true;
    }
    // Blocks above may have changed their height: what was clicked stays where it was.
    scrollBy({ top: label.getBoundingClientRect().top - top, behavior: "instant" });
    try {
      __md_set("__tabs", [...new Set([chosen, ...(__md_get("__tabs") ?? [])])].slice(0, KEPT));
    } catch {} // the browser may keep nothing
  });
}

function name(label) {
  return label.textContent.trim();
}

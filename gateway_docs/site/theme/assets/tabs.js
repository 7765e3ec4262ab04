// Tabs of the same name stay in step, on this page and the next ones.
const KEY = "tabs";
const KEPT = 20;

export function startTabs() {
  const chosen = read();
  for (const name of [...chosen].reverse()) choose(name);
  document.addEventListener("change", (event) => {
    if (!event.target.matches(".tabbed-set > input")) return;
    const label = labelOf(event.target);
    const top = label.getBoundingClientRect().top;
    choose(name(label));
    // Blocks above may have changed their height: what was clicked stays where it was.
    scrollBy({ top: label.getBoundingClientRect().top - top, behavior: "instant" });
    write([name(label), ...read().filter((other) => other !== name(label))].slice(0, KEPT));
  });
}

function choose(wanted) {
  for (const label of document.querySelectorAll(".tabbed-labels > label")) {
    if (name(label) === wanted) document.getElementById(label.htmlFor).checked = true;
  }
}

function labelOf(input) {
  return document.querySelector(`label[for="${input.id}"]`);
}

function name(label) {
  return label.textContent.trim();
}

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

function write(names) {
  try {
    localStorage.setItem(KEY, JSON.stringify(names));
  } catch {}
}

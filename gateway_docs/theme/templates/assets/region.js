// Inlined in the head after early.js where there are regions: the addresses of the reader's region stand in the page
// before it is painted. Behind the switch, where it would be simplest, a script would make browsers paint the header
// alone first. What the switch does is in region-switch.js.
const kept = (name) => {
  try {
    return localStorage.getItem(name);
  } catch {}
};
// Who follows a link gets its region; who goes back or loads a page again keeps the last one that they chose.
const [arrival] = performance.getEntriesByType("navigation");
const wanted = [new URLSearchParams(location.search).get("region"), kept("gateway-region")].filter(Boolean);
if (arrival && arrival.type !== "navigate") wanted.reverse();
let options, first, shown;

const render = () => {
  const { dataset, text: label } = options.get(shown);
  const texts = { address: dataset.address, host: dataset.host, label, rest: "" };
  for (const mark of document.querySelectorAll("[data-region]")) {
    const text = texts[mark.dataset.region];
    if (mark.textContent !== text) mark.textContent = text;
  }
  for (const row of document.querySelectorAll("[data-region-of]")) {
    row.ariaCurrent = row.dataset.regionOf === shown ? "true" : null;
  }
  for (const select of document.querySelectorAll("[data-region-switch]")) select.value = shown;
  root.dataset.inRegion = shown;
};
const find = () => {
  options = new Map(Array.from(document.getElementById("gateway-region").options, (option) => [option.value, option]));
  first = options.keys().next().value;
  shown = wanted.find((id) => options.has(id)) ?? first;
};

const parsing = new MutationObserver(() => {
  // What stands behind the switch is here, so the switch is whole.
  if (!options && document.getElementById("gateway-region-status")) find();
  if (!options) return;
  if (shown === first) parsing.disconnect();
  else render();
});
// Without a choice the page is right as it comes.
if (wanted.length) parsing.observe(document, { childList: true, subtree: true });
document.addEventListener("DOMContentLoaded", () => {
  parsing.disconnect();
  if (!options) find();
  render();
});
document.addEventListener("gateway:show", ({ detail }) => {
  shown = detail;
  render();
});
document.addEventListener("gateway:added", render);

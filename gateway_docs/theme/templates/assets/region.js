// Inlined in the head after early.js where there are regions: the addresses of the reader's region stand in the page
// before it is painted. Behind the switch, where it would be simplest, a script would make browsers paint the header
// alone first. What the switch does is in region-switch.js.
const wanted = [new URLSearchParams(location.search).get("region")];
try {
  wanted.push(localStorage.getItem("gateway-region"));
} catch {} // nothing is kept
// Who follows a link gets its region; who goes back or loads a page again keeps the last one that they chose.
const [arrival] = performance.getEntriesByType("navigation");
if (arrival && arrival.type !== "navigate") wanted.reverse();

const render = () => {
  // What stands behind the switch is here, so the switch is whole.
  if (!document.getElementById("gateway-region-status")) return;
  const options = Array.from(document.getElementById("gateway-region").options);
  const named = wanted.map((id) => options.find(({ value }) => value === id));
  const { dataset, text: label, value: shown } = named.find(Boolean) ?? options[0];
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

const parsing = new MutationObserver(render);
// Without a choice the page is right as it comes.
if (wanted.some(Boolean)) parsing.observe(document, { childList: true, subtree: true });
document.addEventListener("DOMContentLoaded", () => {
  parsing.disconnect();
  render();
});
document.addEventListener("gateway:show", ({ detail }) => {
  wanted.unshift(detail);
  render();
});
document.addEventListener("gateway:added", render);

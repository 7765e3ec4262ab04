// Inlined in the head. The reader's choice of light or dark holds before anything is painted. The page's scripts are
// fetched once its text is painted, and a little later, for the largest part may come after the first; at once where
// earlier choices or the address change what is shown.
const root = document.documentElement;
const kept = (name) => {
  try {
    return localStorage.getItem(name);
  } catch {}
};
const scheme = kept("scheme");
if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
root.classList.add("js");

const fetched = ({ dataset }) =>
  new Promise((ended) => {
    const script = Object.assign(document.createElement("script"), { type: "module", src: dataset.script });
    script.onload = script.onerror = ended;
    document.head.append(script);
  });
const start = async () => {
  await Promise.all(Array.from(document.querySelectorAll("template[data-script]"), fetched));
  root.dataset.started = "";
};
const painted = new Promise((resolve) => {
  if (!PerformanceObserver.supportedEntryTypes?.includes("paint")) return addEventListener("DOMContentLoaded", resolve);
  new PerformanceObserver((_, observer) => {
    observer.disconnect();
    setTimeout(resolve, 100);
  }).observe({ type: "paint", buffered: true });
});
painted.then(() => (root.dataset.painted = ""));
if (location.search || kept("tabs")) addEventListener("DOMContentLoaded", start);
else addEventListener("load", () => painted.then(start));

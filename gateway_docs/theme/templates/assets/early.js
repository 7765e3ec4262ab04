// Inlined in the head. The page's scripts are fetched once its text is painted, and a little later, for the largest part
// may come after the first; at once where the address changes what is shown.
const root = document.documentElement;
root.classList.add("js");

// For all scripts: true, and the page is loaded again, when the server has another release than this page is of.
// Where there is no network, nobody knows.
globalThis.renewed = (address) =>
  import(new URL("renew.js", __md_scope)).then(({ renew }) => renew(address)).catch(() => false);

// A script that is not there may be of an older release than the server's.
const fetched = ({ dataset }) =>
  new Promise((onload) => {
    const onerror = () => renewed().then(onload);
    const script = { type: "module", src: dataset.script, onload, onerror };
    document.head.append(Object.assign(document.createElement("script"), script));
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
if (location.search) addEventListener("DOMContentLoaded", start);
else addEventListener("load", () => painted.then(start));

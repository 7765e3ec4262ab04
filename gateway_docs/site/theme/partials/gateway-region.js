{
  const KEY = "gateway-region";
  const options = new Map(Array.from(document.getElementById("gateway-region").options, (o) => [o.value, o]));
  let shown = options.keys().next().value;

  const stored = () => {
    try { return localStorage.getItem(KEY); } catch { return null; }
  };
  const store = () => {
    try { localStorage.setItem(KEY, shown); } catch { /* remembered for this page only */ }
  };
  const render = () => {
    const { dataset, text: label } = options.get(shown);
    const texts = { address: dataset.address, host: dataset.host, label, rest: "" };
    for (const mark of document.querySelectorAll("[data-region]")) {
      const text = texts[mark.dataset.region];
      if (mark.textContent !== text) mark.textContent = text;
    }
    for (const row of document.querySelectorAll("[data-region-of]")) {
      if (row.dataset.regionOf === shown) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    for (const select of document.querySelectorAll("[data-region-switch]")) select.value = shown;
  };
  const choose = (id) => {
    shown = id;
    store();
    const url = new URL(location.href);
    url.searchParams.set("region", id);
    history.replaceState(history.state, "", url);
    render();
    const status = document.getElementById("gateway-region-status");
    status.textContent = status.dataset.said.replace("{}", options.get(id).text);
    document.dispatchEvent(new CustomEvent("gateway:region", { detail: id }));
  };

  const asked = new URLSearchParams(location.search).get("region");
  const wanted = [asked, stored()].find((id) => options.has(id));
  if (wanted) shown = wanted;
  if (wanted === asked && asked) store();

  // Marks are changed while the page is parsed, before any of it is painted.
  const parsing = new MutationObserver(render);
  parsing.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => { parsing.disconnect(); render(); });
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-region-switch]")) choose(target.value);
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && options.has(stored())) { shown = stored(); render(); }
  });
}

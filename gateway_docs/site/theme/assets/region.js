// Inlined in the head where there are regions: the addresses of the reader's region stand in the page before it is
// painted. Behind the switch, where it would be simplest, a script would make browsers paint the header alone first.
{
  const KEY = "gateway-region";
  let options, first, shown;

  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {}
  };
  const store = () => {
    try {
      localStorage.setItem(KEY, shown);
    } catch {}
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
  const find = () => {
    options = new Map(Array.from(document.getElementById("gateway-region").options, (option) => [option.value, option]));
    first = shown = options.keys().next().value;
    const asked = new URLSearchParams(location.search).get("region");
    const wanted = [asked, stored()].find((id) => options.has(id));
    if (wanted) shown = wanted;
    if (wanted === asked && asked) store();
  };

  const parsing = new MutationObserver(() => {
    // What stands behind the switch is here, so the switch is whole.
    if (!options && document.getElementById("gateway-region-status")) find();
    if (!options) return;
    if (shown === first) parsing.disconnect();
    else render();
  });
  parsing.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    parsing.disconnect();
    if (!options) find();
    render();
  });
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-region-switch]")) choose(target.value);
  });
  document.addEventListener("gateway:added", render);
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && options.has(stored())) {
      shown = stored();
      render();
    }
  });
}

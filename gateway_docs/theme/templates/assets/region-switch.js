// What the region switch does; region.js shows the reader's region before this is here.
const KEY = "gateway-region";
const main = document.getElementById(KEY);
const status = document.getElementById("gateway-region-status");
const known = (id) => Array.from(main.options).some(({ value }) => value === id);

if (main) start(new URLSearchParams(location.search).get("region"));

function start(asked) {
  const shown = document.documentElement.dataset.inRegion;
  if (known(asked)) asked === shown ? kept(asked) : address(shown);
  // A switch that was used before this was here.
  for (const { value } of document.querySelectorAll("[data-region-switch]")) if (value !== shown) choose(value);
  document.addEventListener("change", ({ target }) => target.matches("[data-region-switch]") && choose(target.value));
  addEventListener("pageshow", ({ persisted }) => persisted && show(kept()));
  // Another tab chose.
  addEventListener("storage", ({ key, newValue }) => key === KEY && show(newValue));
}

// The browser may keep nothing.
function kept(id) {
  try {
    if (id) localStorage.setItem(KEY, id);
    return localStorage.getItem(KEY);
  } catch {}
}

function show(id) {
  if (!known(id)) return;
  if (new URLSearchParams(location.search).has("region")) address(id);
  document.dispatchEvent(new CustomEvent("gateway:show", { detail: id }));
}

function address(id) {
  const url = new URL(location.href);
  url.searchParams.set("region", id);
  history.replaceState(history.state, "", url);
}

function choose(id) {
  kept(id);
  address(id);
  show(id);
  status.textContent = status.dataset.said.replace("{}", main.selectedOptions[0].text);
  document.dispatchEvent(new CustomEvent("gateway:region", { detail: id }));
}

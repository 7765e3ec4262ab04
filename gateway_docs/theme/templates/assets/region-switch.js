// What the region switch does; region.js shows the reader's region before this is here.

import { store, stored } from "./stored.js";

const KEY = "gateway-region";
const main = document.getElementById(KEY);
const status = document.getElementById("gateway-region-status");
const known = (id) => Array.from(main.options).some(({ value }) => value === id);
const show = (id) => document.dispatchEvent(new CustomEvent("gateway:show", { detail: id }));

if (main) start(new URLSearchParams(location.search).get("region"));

function start(asked) {
  if (known(asked)) store(KEY, asked);
  // A switch that was used before this was here.
  for (const { value } of document.querySelectorAll("[data-region-switch]")) {
    if (value !== document.documentElement.dataset.inRegion) choose(value);
  }
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-region-switch]")) choose(target.value);
  });
  addEventListener("pageshow", ({ persisted }) => {
    const kept = stored(KEY);
    if (persisted && known(kept)) show(kept);
  });
}

function choose(id) {
  store(KEY, id);
  const url = new URL(location.href);
  url.searchParams.set("region", id);
  history.replaceState(history.state, "", url);
  show(id);
  status.textContent = status.dataset.said.replace("{}", main.selectedOptions[0].text);
  document.dispatchEvent(new CustomEvent("gateway:region", { detail: id }));
}

// The check of settings on the page. What is pasted stays in this tab: nothing is sent, nothing is kept.

import { element, fill, rich } from "./elements.js";

const tool = document.querySelector(".gateway-check");
const form = tool.querySelector("form");
const results = tool.querySelector("[data-at='results']");
const summary = tool.querySelector("[data-at='summary']");

const region = () => document.getElementById("gateway-region")?.value;
const chosen = (list, name) => list.find(({ id }) => id === form.elements[name].value);

// What it knows is as large as the rest of the page, and wanted by few.
let loading;
const known = async () => (await fetch(tool.dataset.known)).json();
const loaded = () => (loading ??= Promise.all([known(), import("./check.js")]).catch(again));

function again(error) {
  loading = null;
  throw error;
}

// What a tool says of its own file is as large again, and wanted for that tool alone.
async function addSettings(client) {
  const address = new URL(`known/${client.id}.json`, new URL(tool.dataset.known, document.baseURI));
  client.settings = await (await fetch(address)).json();
}

async function judged(check, about) {
  const lacking = new Set();
  const { value } = form.elements.pasted;
  const found = check(value, { ...about, lacks: (client) => lacking.add(client) });
  if (!lacking.size) return found;
  await Promise.all([...lacking].map(addSettings));
  return check(value, about);
}

function link({ section, client }, { clients, places, words }) {
  if (client) {
    const { name } = clients.find(({ id }) => id === client);
    return element("a", { href: `../clients/${client}/#${section}` }, fill(words.guide_of, { client: name }));
  }
  const place = places[section];
  return place && element("a", { href: `../${place.url}` }, place.title);
}

function item(found, data) {
  const { words } = data;
  const { level, rule, values } = found;
  const where = values.line ? `${fill(values.name ? words.line_of : words.line, values)} ` : "";
  const more = link(found, data);
  return element(
    "li",
    { class: "gateway-finding", "data-level": level },
    element("strong", {}, words.levels[level]),
    " ",
    ...rich(where + fill(words.rules[rule], values)),
    ...(more ? [" ", more] : []),
  );
}

// What could not be looked at.
const UNSURE = ["missing_url", "no_settings", "no_tool"];
function noMistake(all, words) {
  if (all.some(({ rule, level }) => level === "warning" && !UNSURE.includes(rule))) return words.doubtful;
  return all.some(({ rule }) => UNSURE.includes(rule)) ? words.partly : words.nothing_wrong;
}

async function show() {
  const [data, { check }] = await loaded();
  const { words } = data;
  const about = {
    facts: data,
    client: chosen(data.clients, "check-client"),
    region: region(),
    kind: form.elements["check-kind"].value,
  };
  const [first, ...found] = await judged(check, about);
  const all = first.level === "kind" ? found : [first, ...found];
  const wrong = all.filter(({ level }) => level === "error").length;
  const kind = first.level === "kind" ? [fill(words.seen_as, { kind: words.kinds[first.rule] }), " "] : [];
  const verdict = wrong ? fill(words.wrong, { count: String(wrong) }) : noMistake(all, words);
  summary.replaceChildren(...kind, ...(first.rule === "error" && !wrong ? [] : [verdict]));
  if (first.rule === "nothing") summary.replaceChildren();
  results.replaceChildren(...all.map((one) => item(one, data)));
}

async function tryToShow() {
  results.ariaBusy = "true";
  await show().catch(() => summary.replaceChildren(summary.dataset.failed));
  results.ariaBusy = "false";
}

form.addEventListener("focusin", () => loaded().catch(() => renewed()), { once: true });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  tryToShow();
});
form.addEventListener("reset", () => {
  summary.replaceChildren();
  results.replaceChildren();
});
form.addEventListener("change", ({ target }) => {
  if (target.tagName === "SELECT" && form.elements.pasted.value) tryToShow();
});

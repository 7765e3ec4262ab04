// The set-up page: fields, the steps below them, and the address that leads back to both.

import { copyButton, typed } from "../copy.js";
import { choiceFor, groupsFor, makersFor, modelsShown, readAddress, writeAddress } from "./choice.js";
import { element, fill, rich } from "./elements.js";
import { replaceWords, stepsOf } from "./steps.js";

const tool = document.querySelector(".gateway-setup");
const data = JSON.parse(tool.querySelector("script[type='application/json']").textContent);
const { words } = data;
const form = tool.querySelector("form");
const output = document.getElementById("gateway-steps");
const guides = document.getElementById("gateway-guides");
const status = document.getElementById("gateway-setup-status");
const fields = form.elements;
const pages = new Map();

// The guide's own page, fetched once. One of another release than this page: it is loaded again with the same choice.
function guide(choice) {
  const { client } = choice;
  const address = new URL(guides.querySelector(`[data-client="${CSS.escape(client.id)}"]`).href);
  if (!pages.has(client.id)) {
    const loading = fetch(address).then(async (response) => {
      const html = await response.text();
      if (await renewed(() => writeAddress(location.href, choice)))
        throw new Error("of another release than this page");
      if (!response.ok) throw new Error(response.status);
      return html;
    });
    // From its article on: the styles before are not this page's, and its policy would report them.
    const article = (html) => html.slice(html.indexOf("<article"));
    pages.set(
      client.id,
      loading.then((html) => new DOMParser().parseFromString(article(html), "text/html")),
    );
    loading.catch(() => pages.delete(client.id));
  }
  return pages.get(client.id).then((page) => ({ page, address }));
}

function offer(name, options, chosen) {
  fields[name].replaceChildren(...options.map(({ id, label }) => new Option(label, id)));
  fields[name].value = chosen;
  fields[name].closest("p").hidden = options.length < 2;
}

function offerAll(choice) {
  const { client, vendor, groups, group, model } = choice;
  fields.client.value = client.id;
  fields.system.value = choice.system;
  const vendors = data.vendors.filter(({ id }) => id in client.vendors);
  offer(
    "vendor",
    vendors.map(({ id, name }) => ({ id, label: name })),
    vendor.id,
  );
  offer("group", groups, group.id);
  offer("model", group.models.map(named), model);
  if (vendor.makers) offerByMaker(makersFor(vendor, groupsFor(vendor, client.id)), model);
}

const named = ({ id, state }) => ({ id, label: state === "deprecated" ? fill(words.deprecated, { model: id }) : id });

// Where models of several vendors are served, all of them, under the names of their vendors.
function offerByMaker(makers, chosen) {
  const options = (models) => models.map(named).map(({ id, label }) => new Option(label, id));
  offer("model", makers.flatMap(({ models }) => models).map(named), chosen);
  if (makers.length < 2) return;
  fields.model.replaceChildren(
    ...makers.map(({ name, models }) => element("optgroup", { label: name }, ...options(models))),
  );
  fields.model.value = chosen;
}

function summary({ client, vendor, group, model }) {
  const { base_url: url, why, variable } = client.vendors[vendor.id];
  const key = fill(words.key_of, { group: `${group.label} (${group.id})`, placeholder: vendor.key });
  const rows = [
    [
      words.base_url,
      [
        element("code", { class: "gateway-base-url" }, ...marked(url)),
        " ",
        copyButton("gateway-copy", words, shownUrl),
      ],
    ],
    [words.reason, rich(why)],
    [words.key, rich(key)],
    [words.variable, [element("code", {}, variable)]],
    [words.model, [element("code", {}, model)]],
    [words.file, client.config_file ? [element("code", {}, client.config_file)] : []],
    [words.restart, client.restart ? [words.restart_needed] : []],
  ];
  const shown = rows.filter(([, content]) => content.join(""));
  return element(
    "dl",
    { class: "gateway-summary" },
    ...shown.flatMap(([term, content]) => [element("dt", {}, term), element("dd", {}, ...content)]),
  );
}

// The region's part of an address is marked, as it is in the page; the region switch changes it.
function marked(url) {
  const [before, after] = url.split(data.address);
  return after === undefined ? [url] : [before, element("span", { "data-region": "address" }, data.address), after];
}

const shownUrl = () => output.querySelector(".gateway-base-url").textContent;

function section({ id, title, nodes }, number) {
  const made = element("section", { "data-step": id }, element("h3", {}, `${number}. ${title}`), ...nodes);
  for (const code of made.querySelectorAll("pre > code")) {
    code.parentElement.tabIndex = 0;
    const copy = copyButton("gateway-copy", words, () => typed(code));
    copy.classList.add("copy");
    code.closest(".highlight").append(copy);
  }
  return made;
}

let latest = 0;

async function show(wanted) {
  const choice = choiceFor(data, wanted);
  const turn = ++latest;
  guides.hidden = Boolean(choice);
  if (!choice) {
    fields.system.value = wanted.system;
    history.replaceState(history.state, "", writeAddress(location.href, null));
    output.replaceChildren();
    for (const name of ["vendor", "group", "model", "way"]) fields[name].closest("p").hidden = true;
    output.dataset.shown = "";
    return;
  }
  offerAll(choice);
  try {
    const { page, address } = await guide(choice);
    if (turn === latest) showSteps(choice, page, address);
  } catch {
    const link = guides.querySelector(`[data-client="${CSS.escape(choice.client.id)}"]`).cloneNode(true);
    if (turn === latest) output.replaceChildren(element("p", {}, words.not_loaded, " ", link));
  }
  output.dataset.shown = new URL(location.href).search;
}

function showSteps(choice, page, address) {
  const { steps, ways } = stepsOf(page, address, choice, data.vendors);
  if (choice.way > ways.length) choice.way = 1;
  offer(
    "way",
    ways.map((label, i) => ({ id: String(i + 1), label })),
    String(choice.way),
  );
  history.replaceState(history.state, "", writeAddress(location.href, choice));
  const link = element("a", { href: address.href }, fill(words.whole_guide, { client: choice.client.name }));
  const share = copyButton("gateway-copy", words, () => location.href, words.copy_link);
  output.replaceChildren(
    summary(choice),
    ...steps.map((step, i) => section(step, i + 1)),
    element("p", { class: "gateway-after" }, link, " ", share),
  );
  replaceWords(output, modelsShown(choice));
  nameGroup(choice);
  document.dispatchEvent(new CustomEvent("gateway:added"));
  status.textContent = fill(words.shown, { client: choice.client.name });
}

function nameGroup({ vendor, group }) {
  const usual = vendor.groups.find(({ id }) => id === vendor.default_group);
  for (const strong of output.querySelectorAll("strong")) {
    if (usual && strong.textContent === usual.label) strong.textContent = group.label;
  }
}

const wantedNow = () =>
  Object.fromEntries(["client", "system", "vendor", "group", "model", "way"].map((name) => [name, fields[name].value]));

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-region-switch]")) show(wantedNow());
});
document.addEventListener("gateway:region", () => {
  output.dataset.shown = new URL(location.href).search;
});

const asked = readAddress(location.search);
show({ ...asked, system: asked.system ?? (/windows/i.test(navigator.userAgent) ? "windows" : "unix") });

// The calculator on the page: reads its fields, writes the table of results.

import { cost, DAYS, PARTS, plain, priceOf, pricesOf } from "./cost.js";

const tool = document.querySelector(".gateway-cost");
const data = JSON.parse(tool.querySelector("script[type='application/json']").textContent);
const { words, currency } = data;
const form = tool.querySelector("form");
const parts = PARTS.filter((part) => form.elements[part]);
const entered = (name) => plain(form.elements[name]?.value ?? "0");
const at = (name) => tool.querySelector(`[data-at="${name}"]`);
const fill = (text, ...values) => values.reduce((made, value) => made.replace("{}", value), text);

const models = new Map(
  data.vendors.flatMap((vendor) => vendor.models.map((model) => [model.id, { ...model, vendor }])),
);

function offerGroups() {
  const { groups, vendor } = models.get(form.elements.model.value);
  const select = form.elements.group;
  const before = select.value;
  const offered = vendor.groups.filter((group) => groups.includes(group.id));
  select.replaceChildren(...offered.map(({ id, label, multiplier }) => new Option(`${label} (${multiplier}x)`, id)));
  if (groups.includes(before)) select.value = before;
}

function invalidField() {
  const bad = [...parts, "requests"].filter((name) => !/^\d{1,15}$/.test(entered(name)));
  for (const name of [...parts, "requests"]) {
    form.elements[name].setAttribute("aria-invalid", String(bad.includes(name)));
  }
  return bad.length > 0;
}

function show() {
  const model = models.get(form.elements.model.value);
  const group = model.vendor.groups.find(({ id }) => id === form.elements.group.value);
  form.elements.output.disabled = model.embedding;
  at("no-output").hidden = !model.embedding;
  at("no-cached-price").hidden = model.embedding || model.cached_input !== null;
  const invalid = invalidField();
  at("invalid").hidden = !invalid;
  at("results").hidden = invalid;
  if (!invalid) showResults(model, group);
}

function showResults(model, group) {
  const tokens = Object.fromEntries(PARTS.map((part) => [part, entered(part)]));
  if (model.embedding) tokens.output = "0";
  const requests = entered("requests");
  const result = cost(model, group.multiplier, tokens, requests);
  for (const part of parts) {
    const line = fill(words.line, grouped(tokens[part]), priceOf(pricesOf(model, tokens), part), result.parts[part]);
    at(part).textContent = `${line} ${currency}`;
  }
  at("vendor").textContent = `${result.vendor} ${currency}`;
  at("request-sum").textContent = `${result.vendor} × ${group.multiplier}`;
  at("request").textContent = `${result.request} ${currency}`;
  at("day-sum").textContent = `${result.request} × ${grouped(requests)}`;
  at("day").textContent = `${result.day} ${currency}`;
  at("month-sum").textContent = `${result.day} × ${DAYS}`;
  at("month").textContent = `${result.month} ${currency}`;
}

const grouped = (digits) =>
  BigInt(digits)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ",");

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => {
  if (target === form.elements.model) offerGroups();
  show();
});
offerGroups();
show();

// What a request costs: tokens × price per million × multiplier, exactly.

import { decimal, money, perMillion, plus, times } from "./decimal.js";

export const DAYS = 30;
export const PARTS = ["input", "cached_input", "cache_write", "output"];

// The price of a part as text; without a price of its own, what is read from a cache or written to it costs as input.
export function priceOf(model, part) {
  return model[part] ?? model.input;
}

// The prices of a request: those of the last step whose length its input, cached or not, exceeds, or else the model's.
export function pricesOf(model, tokens) {
  const input = PARTS.slice(0, 3).reduce((sum, part) => sum + BigInt(tokens[part]), 0n);
  return model.steps?.findLast(({ above }) => input > BigInt(above)) ?? model;
}

// `text` in plain digits if it is a whole number with thousands apart, or from a Chinese keyboard.
export function plain(text) {
  const narrow = text.normalize("NFKC").trim();
  return /^\d{1,3}([ ,]\d{3})+$/.test(narrow) ? narrow.replace(/\D/g, "") : narrow;
}

// tokens: {input, cached_input, cache_write, output}, each a whole number as text; requests: a whole number as text.
// RangeError: one of them is not a whole number.
export function cost(model, multiplier, tokens, requests) {
  const counts = Object.fromEntries(PARTS.map((part) => [part, wholeNumber(tokens[part])]));
  if (model.embedding) counts.output = decimal("0");
  const prices = pricesOf(model, tokens);
  const parts = PARTS.map((part) => perMillion(times(counts[part], decimal(priceOf(prices, part)))));
  const vendor = parts.reduce(plus);
  const request = times(vendor, decimal(multiplier));
  const day = times(request, wholeNumber(requests));
  const month = times(day, decimal(String(DAYS)));
  return {
    parts: Object.fromEntries(PARTS.map((part, i) => [part, money(parts[i])])),
    vendor: money(vendor),
    request: money(request),
    day: money(day),
    month: money(month),
  };
}

function wholeNumber(text) {
  if (!/^\d{1,15}$/.test(text)) throw new RangeError(`not a whole number: ${text}`);
  return decimal(text);
}

// What is wrong with a key or the name of a model. No finding ever repeats a key.

import { near } from "../search/near.js";

const finding = (level, rule, section, values = {}) => ({ level, rule, section, values });

const OF_VENDOR = [
  [/^sk-ant-/, "Anthropic"],
  [/^(sk-proj-|sk-svcacct-|sess-)/, "OpenAI"],
  [/^AIza[\w-]{20}/, "Google"],
];
export const PLACEHOLDER =
  /^YOUR[_-]|your[-_ ]?(own[-_ ]?)?(api[-_ ]?)?(key|token)|^<.*>$|^\[.*\]$|^(sk-)?(x{3,}|\.{3,}|…+|\*{3,})$|^(api[-_ ]?key|key|token|changeme|sk-)$|[a-z]api[-_ ]?key$|密钥|你的/i;
export const REFERENCE = /^\$|^user_provided$|^%\w+%$|^\{?\{?(env|file):|^process\.env|^os\.environ|^\{\{.*\}\}$/;
const MASKED = /redacted|removed|hidden|…|\.{3}|\*{2,}|x{3,}|•/i;

export function checkKey(value) {
  if (REFERENCE.test(value)) return [];
  if (!value) return [finding("error", "empty_key", "create-key")];
  if (/^bearer/i.test(value)) return [finding("error", "bearer", "whitespace-in-key")];
  if (PLACEHOLDER.test(value)) return [finding("error", "placeholder", "placeholders")];
  if (/^https?:/i.test(value)) return [finding("error", "url_as_key", "create-key")];
  const found = [];
  const vendor = OF_VENDOR.find(([pattern]) => pattern.test(value))?.[1];
  if (vendor) found.push(finding("error", "key_of_vendor", "create-key", { vendor }));
  const odd = value.replace(/[\x21-\x7e…•]/g, "").length;
  if (odd) found.push(finding("error", "odd_characters", "whitespace-in-key", { count: String(odd) }));
  if (value.length < 12 && !MASKED.test(value)) found.push(finding("warning", "short_key", "check-pasted-key"));
  if (!found.length) found.push(finding("good", "key_shape", "list-models"));
  if (value.length >= 20 && !MASKED.test(value)) found.push(finding("note", "whole_key", "key-leaked"));
  return found;
}

export function checkModel(value, { facts, client, vendor }) {
  const model = facts.models.find(({ id }) => id === value);
  if (!model) return [unknownModel(value, facts)];
  const vendorOf = (id) => facts.vendors.find((each) => each.id === id)?.name ?? id;
  const allowed = vendor ? [vendor] : client ? Object.keys(client.paths) : [];
  if (model.state === "retired") return [finding("error", "retired", "models", { model: value })];
  const found = [];
  if (allowed.length && ![model.vendor].flat().some((id) => allowed.includes(id))) {
    const wanted = allowed.map(vendorOf).join(", ");
    found.push(
      finding("error", "model_of_vendor", "wrong-vendor-key", { model: value, vendor: vendorOf(model.vendor), wanted }),
    );
  }
  if (model.kind === "embedding") found.push(finding("warning", "embedding", "models", { model: value }));
  if (model.state === "deprecated") found.push(finding("warning", "deprecated", "models", { model: value }));
  if (found.length) return found;
  return [finding("good", "model_right", "list-models", { model: value, groups: model.groups.join(", ") })];
}

function unknownModel(value, { models }) {
  const ids = models.filter(({ state }) => state !== "retired").map(({ id }) => id);
  const inside = ids.find((id) => value.toLowerCase().endsWith(`/${id.toLowerCase()}`) || value.endsWith(`:${id}`));
  if (inside) return finding("note", "model_prefix", "set-model-name", { model: value, meant: inside });
  const family = (id) => /^[a-z]+/i.exec(id)?.[0].toLowerCase();
  const name = value.replace(/^.*\//, "");
  const [[meant] = []] = near(name, ids, 3).filter(([id]) => family(id) === family(name));
  if (meant) return finding("error", "model_typo", "model-not-found", { model: value, meant });
  return finding("error", "unknown_model", "model-not-found", { model: value });
}

// What may be chosen together, and how the choice stands in the address of the page.

export const SYSTEMS = ["unix", "windows"];

const pick = (wanted, ids) => (ids.includes(wanted) ? wanted : ids[0]);

// The groups of a vendor that the client may use: the default one first.
export function groupsFor(vendor, clientId) {
  const open = vendor.groups.filter(({ clients }) => !clients.length || clients.includes(clientId));
  return open.sort((a, b) => (b.id === vendor.default_group) - (a.id === vendor.default_group));
}

const sells = (model) => (group) => group.models.some(({ id }) => id === model);

// The models of a format that some of the `groups` sells, by whom they are made.
export function makersFor(vendor, groups) {
  const sold = ({ models, ...maker }) => ({ ...maker, models: models.filter(({ id }) => groups.some(sells(id))) });
  return vendor.makers.map(sold).filter(({ models }) => models.length);
}

// The groups to choose from: where the model is chosen first, those that sell it.
function groupsOf(vendor, clientId, wanted) {
  const open = groupsFor(vendor, clientId);
  if (!vendor.makers) return open;
  const models = makersFor(vendor, open).flatMap((maker) => maker.models.map(({ id }) => id));
  const usual = pick(vendor.default_model, models);
  return open.filter(sells(models.includes(wanted.model) ? wanted.model : usual));
}

// `wanted` with every part that does not fit replaced by the default. null: no such client.
export function choiceFor(data, wanted) {
  const client = data.clients.find(({ id }) => id === wanted.client);
  if (!client) return null;
  const vendor = data.vendors.find(({ id }) => id === pick(wanted.vendor, Object.keys(client.vendors)));
  const groups = groupsOf(vendor, client.id, wanted);
  const group = groups.find(
    ({ id }) =>
      id ===
      pick(
        wanted.group,
        groups.map(({ id }) => id),
      ),
  );
  const models = group.models.map(({ id }) => id);
  const preferred = models.includes(vendor.default_model) ? vendor.default_model : models[0];
  return {
    client,
    system: pick(wanted.system, SYSTEMS),
    vendor,
    groups,
    group,
    model: models.includes(wanted.model) ? wanted.model : preferred,
    way: /^[1-9]$/.test(wanted.way) ? Number(wanted.way) : 1,
  };
}

// Model of the guide -> model to show. A small model that the group lacks is replaced by the chosen one.
export function modelsShown({ vendor, group, model }) {
  const has = group.models.some(({ id }) => id === vendor.small_model);
  const shown = new Map([[vendor.small_model, has ? vendor.small_model : model]]);
  return shown.set(vendor.default_model, model);
}

export function readAddress(search) {
  const query = new URLSearchParams(search);
  const names = ["client", "system", "vendor", "group", "model", "way"];
  return Object.fromEntries(names.map((name) => [name, query.get(name) ?? undefined]));
}

// The address of the choice; the region stays as it is in `href`. Without a choice: the page as it begins.
export function writeAddress(href, choice) {
  const url = new URL(href);
  for (const name of ["client", "system", "vendor", "group", "model", "way"]) url.searchParams.delete(name);
  if (!choice) return url.href;
  const parts = { client: choice.client.id, system: choice.system };
  if (Object.keys(choice.client.vendors).length > 1) parts.vendor = choice.vendor.id;
  if (choice.group.id !== choice.groups[0].id) parts.group = choice.group.id;
  if (choice.model !== choice.vendor.default_model) parts.model = choice.model;
  if (choice.way > 1) parts.way = String(choice.way);
  for (const [name, value] of Object.entries(parts)) url.searchParams.set(name, value);
  return url.href;
}

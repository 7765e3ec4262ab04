const finding = (level, rule, section, values = {}) => ({ level, rule, section, values });

// An empty variable counts as none, and a secret of a pipeline may be empty.
const MAY_BE_EMPTY = /^\$\{\{/;

// Settings that the client does not have, or not beside each other. Without a client: what any client's guide knows.
export function pitfalls(read, { facts, client }) {
  const names = new Set(read.filter(({ value }) => value && !MAY_BE_EMPTY.test(value)).map(({ name }) => name));
  const own = client
    ? [client]
    : facts.clients.filter((each) => each.pitfalls.some(({ value, beside }) => value || beside));
  return own.flatMap((one) => one.pitfalls.flatMap((pitfall) => pitfallOf(one, pitfall, read, names, client)));
}

function pitfallOf(one, pitfall, read, names, client) {
  if (!client && !pitfall.value && !pitfall.beside) return [];
  const fits = ({ path, name, value }) =>
    name === pitfall.setting &&
    value !== undefined &&
    !(pitfall.beside && (!value || MAY_BE_EMPTY.test(value))) &&
    (!pitfall.value || new RegExp(`^(?:${pitfall.value})$`).test(value)) &&
    (pitfall.problem !== "misplaced" || (path.length > 1 && path[0] !== "profiles"));
  const set = read.find(fits);
  if (!set || (pitfall.beside && !names.has(pitfall.beside))) return [];
  if (pitfall.problem === "ignored" && names.has(pitfall.instead)) return [];
  const rule = pitfall.instead ? `${pitfall.problem}_instead` : pitfall.problem;
  const shown = set.value && pitfall.value ? `${set.name} = ${set.value}` : set.name;
  return [
    {
      ...finding(rule === "removed" ? "warning" : "error", rule, pitfall.section, {
        ...pitfall,
        client: one.name,
        line: String(set.line),
        shown,
      }),
      client: one.id,
    },
  ];
}

// Names that a tool does not read where they stand, by what gateway_docs/clients/files/ says of it.

import { near } from "../search/near.js";
import { fit } from "./globs.js";

const plain = (name) => name.toLowerCase().replace(/[-_ ]/g, "");

// The variable that a misspelt one stands for: letters swapped, or one of them wrong.
function meant(name, names) {
  if (!/^[A-Z]{4,}_[A-Z_]+$/.test(name) || name.endsWith("S")) return undefined;
  const [[right, edits] = []] = near(name, names, 1);
  return edits ? right : undefined;
}

// Names that the tool does not read where they stand, and the one that it reads.
export function namesMistaken({ file, entries }) {
  return Object.entries(file.names ?? {}).flatMap(([glob, { known = [], instead = {} }]) =>
    entries
      .filter(({ path }) => fit(glob, path.slice(0, -1)))
      .flatMap(({ name, line }) => {
        const other = known.find((one) => one !== name && plain(one) === plain(name));
        const right =
          instead[name] ?? (known.includes(name) ? undefined : other) ?? meant(name, Object.values(instead));
        return right
          ? [{ level: "error", rule: "unknown_instead", section: "configure", values: { name, line, right } }]
          : [];
      }),
  );
}

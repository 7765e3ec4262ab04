// Paths of settings: `model_providers/@/base_url`. `*` is any name, `@` a chosen provider, `~…` a pattern, `**` any depth.

const patterns = new Map();
export function pattern(text, flags = "") {
  const id = `${flags} ${text}`;
  if (!patterns.has(id)) patterns.set(id, new RegExp(text, flags));
  return patterns.get(id);
}

// People write HTTPS_PROXY in both cases, and tools read both.
const named = (text) => pattern(text.slice(1), /proxy/.test(text) ? "i" : "");

// What `*` and `**` of the glob stand for in a path, or nothing where it does not fit. `bound` are names already known.
export function fit(glob, path, bound = {}) {
  const parts = glob ? glob.split("/") : [];
  const deep = parts[0] === "**";
  if (deep) parts.shift();
  const start = path.length - parts.length;
  if (deep ? start < 0 : start) return undefined;
  const stars = [];
  const above = path.slice(0, start).join("\n");
  if (deep && bound.above !== undefined && bound.above !== above) return undefined;
  let star = 0;
  for (const [i, part] of parts.entries()) {
    const name = path[start + i];
    if (
      part === "@" ? name !== bound.chosen : part[0] === "~" ? !named(part).test(name) : part !== "*" && part !== name
    )
      return undefined;
    if (part !== "*") continue;
    if (bound.stars?.[star] !== undefined && bound.stars[star] !== name) return undefined;
    stars.push(name);
    star++;
  }
  return { ...bound, stars: stars.length ? stars : (bound.stars ?? []), ...(deep ? { above } : {}) };
}

export const finds = (entries, glob, bound) => entries.filter(({ path }) => fit(glob, path, bound));

// Of a file people paste a part: without the braces around it, with some of those that close it, or with dots for the rest.

export const isPart = (text) => /^\s*"[^"\n]+"\s*:/.test(text);
const DOTS = /"(?:[^"\\\n]|\\.)*"|(?:(?:\/\/|#)[ \t]*)?(?:\.{3}|…)/g;
const unelided = (text) => {
  const bare = text.replace(DOTS, (part) => (part[0] === '"' ? part : part.replace(/[^\n]/g, " ")));
  return bare === text ? text : bare.replace(/,(?=\s*[}\],])|(?<=[{[]\s{0,80}),/g, " ");
};
// What stops behind a comma goes on in the file.
const isCut = (text) => /,\s*$/.test(text) && !closed(outside(text)) && !isPart(text);
export const isElided = (text) => isCut(text) || unelided(text) !== text;

export function whole(given) {
  const text = unelided(given);
  if (!isPart(text)) return text;
  let [depth, least] = [0, 0];
  for (const one of outside(text)) {
    depth += "{[".includes(one) ? 1 : "}]".includes(one) ? -1 : 0;
    least = Math.min(least, depth);
  }
  if (least < -20) return text;
  return `${'{"…":'.repeat(-least)}{${text}${"}".repeat(Math.max(0, depth - least) + 1)}`;
}

// `text` with everything inside double quotes blanked out, so that places stay the same.
export const outside = (text) =>
  text.replace(/"(?:[^"\\\n]|\\.)*"/g, (string) => `"${"\0".repeat(string.length - 2)}"`);

// Whether each bracket is closed that is open in `bare`, a text without what stands in quotes.
export function closed(bare) {
  const count = (character) => bare.split(character).length - 1;
  return count("{") === count("}") && count("[") === count("]");
}

// Cuts text into the units that the index knows: words, and pairs of Chinese characters.

const UNIT = /(?=(\p{sc=Han}{2}))\p{sc=Han}|(?<!\p{sc=Han})\p{sc=Han}|[[\p{L}\p{M}\p{N}\p{Cf}]--\p{sc=Han}]+/gv;
const HAN = /\p{sc=Han}/v;
// What a pair of Chinese characters is worth: it may be no word, but the end of one and the beginning of the next.
const PAIR = 0.66;
const known = new Map();

/** One form for full width and case. */
export function normal(text) {
  return text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .toLowerCase();
}

/** What the forms of an English word share. Light: setting, settings and set meet, so do refused and refuse. */
export function stem(word) {
  if (word.length < 4 || /\d/.test(word)) return word;
  const root = word.replace(/(?:ies|y)$/, "i").replace(/(?<=ss|x|ch|sh)es$|(?<![sui])s$/, "");
  const bare = root.replace(/(?<=[aeiouy].*)(?:ing|ed)$/, "");
  return (bare === root ? root : bare.replace(/([bdgmnprt])\1$/, "$1")).replace(/(?<=...)e$/, "");
}

/** [{word, stem, sure, from, to}] in the order of the text. Chinese has no gaps between words, so its pairs overlap. */
export function cut(text) {
  return Array.from(text.matchAll(UNIT), ({ 0: found, 1: pair = found, index: from }) => {
    const sure = HAN.test(pair) ? PAIR : 1;
    if (!known.has(pair)) known.set(pair, { word: normal(pair), stem: stem(normal(pair)), sure });
    return { ...known.get(pair), from, to: from + pair.length };
  });
}

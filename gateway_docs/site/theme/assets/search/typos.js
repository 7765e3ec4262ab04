// Words that the index does not know, and the known words that were probably meant.

/** Edits from one word to another: insert, delete, replace, swap neighbours. More than `most` counts as `most` + 1. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    let best = i;
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (next[j] < best) best = next[j];
    }
    if (best > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
}

/** How many edits a word of this length may be away from what was meant. */
export function tolerance(length) {
  return length < 3 ? 0 : length < 7 ? 1 : 2;
}

/** Known words near `word`, nearest first, as [word, edits]. `known` maps words to how many sections hold them. */
export function near(word, known, limit = 3) {
  const most = tolerance(word.length), found = [];
  if (most === 0) return found;
  for (const [candidate, count] of known) {
    if (candidate.length < 3 || candidate[0] === "#" || Math.abs(candidate.length - word.length) > most) continue;
    const edits = distance(word, candidate, most);
    if (edits <= most) found.push([candidate, edits + (candidate[0] === word[0] ? 0 : 0.5), count]);
  }
  found.sort((a, b) => a[1] - b[1] || b[2] - a[2]);
  return found.filter(([, edits]) => edits <= found[0][1] + 0.5).slice(0, limit);
}

/** `word` as two known words that lost their space, or null: ratelimit is rate and limit. */
export function split(word, known) {
  let best = null;
  for (let at = 2; at <= word.length - 2; at++) {
    const pair = [word.slice(0, at), word.slice(at)];
    const rarest = Math.min(...pair.map((part) => known.get(part) ?? 0));
    if (rarest > (best?.rarest ?? 0)) best = { pair, rarest };
  }
  return best?.pair ?? null;
}

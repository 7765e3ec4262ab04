// The names that a mistyped one may stand for.

// One edit for so many letters, give or take: two in the seventh.
const LETTERS = 4;

/** `[name, edits]` of the `names` with at most `most` edits from `text`, nearest first, then in their order. */
export function near(text, names, most = Math.round((text.length - 1) / LETTERS)) {
  const word = text.toLowerCase();
  const found = Array.from(names, (name) => [name, distance(word, name.toLowerCase(), most)]);
  return found.filter(([, edits]) => edits <= most).sort(([, one], [, other]) => one - other);
}

/** Edits from one word to another: insert, delete, replace, swap neighbours. More than `most` is told as infinite. */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + !same);
      const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped && !same) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return Infinity;
    [before, row] = [row, next];
  }
  return row.at(-1);
}

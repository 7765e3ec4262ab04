// The name that a mistyped one stands for.

function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}

// The nearest of `names` with at most `most` letters of difference; undefined: none is that near.
export function nearest(text, names, most = 2) {
  const near = names.map((name) => [distance(text.toLowerCase(), name.toLowerCase()), name]);
  return near.filter(([far]) => far <= most).sort(([a], [b]) => a - b)[0]?.[1];
}

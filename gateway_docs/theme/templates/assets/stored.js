// What the browser keeps for the reader; nothing where it may not. region.js reads in its own way: it is in the page.

export function stored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function store(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {}
}

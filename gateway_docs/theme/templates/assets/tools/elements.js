// Small helpers that make elements from data; text is always text.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// "Set `X` again" -> text and code elements.
export function rich(text) {
  return text.split("`").map((part, i) => (i % 2 ? element("code", {}, part) : part));
}

export const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? values[name] : whole));

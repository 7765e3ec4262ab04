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

// A button that copies what `textOf` returns and says so in its own label for a while.
export function copyButton({ copy, copied, copy_by_hand: byHand }, textOf, label = copy) {
  const button = element("button", { type: "button", class: "gateway-copy" }, label);
  button.addEventListener("click", async () => {
    let said = copied;
    try {
      await navigator.clipboard.writeText(textOf());
    } catch {
      said = byHand;
    }
    button.textContent = said;
    setTimeout(() => { button.textContent = label; }, 2000);
  });
  return button;
}

// What a reader types: without the prompts and the output of a console block.
export function typed(code) {
  const copy = code.cloneNode(true);
  copy.querySelectorAll(".gp, .go").forEach((part) => part.remove());
  return copy.textContent.replace(/\n{2,}$/, "\n");
}
